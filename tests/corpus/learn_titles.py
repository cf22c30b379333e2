"""Learns how much the signs of a job title count; writes ``titles.model``.

`make model` runs it. Of each labelled mail it takes what may be the title, and that there is none;
the weights make the true answer the likeliest (`softmax`). Every mail is learnt from
twice: as it is, and with the words of its title hidden from the lexicon, so that titles are
told by what stands around them too. `--measure` says how well each set is read by what was
learnt from the others. Same corpus, same file.
"""

import json
import sys
from dataclasses import dataclass

from addin_server import reading
from addin_server.evaluation import matching
from addin_server.evaluation.scores import Counts
from addin_server.model import Kind
from addin_server.reading import kinds, sign_weights, title_words, titles
from addin_server.reading.index import ATOM, fold

from . import rows, softmax

#: Sets that the rules were made with, which say in few mails what a title is; then those of others,
#: of which there are many and whose labels agree less.
OWN = ("mails", "dev", "held", "blind", "seen", "genres")
SETS = (*OWN, "seeds", "shadow", "office", "answers", "near", "stock", "houses", "code")
APART = ("alike", "twins", "hard")  #: sets in which mail of no kind is about something else
TAUGHT = (*SETS, *APART)

DECAY = 1e-3
FEWEST = 8  #: candidates that must have a sign
WORTH = 2.0  #: how much a mail of `OWN` counts
PLAIN = 4.0  #: how much a mail counts as it is, beside one with hidden words


class Hiding(title_words.Words):
    """The lexicon without the words in `hidden`."""

    hidden: frozenset[str]

    def is_role(self, atom):
        return atom not in self.hidden and title_words.Words.is_role(self, atom)

    def grade(self, atom):
        hidden = atom in self.hidden
        return self.likeness(atom) if hidden else title_words.Words.grade(self, atom)

    def grader(self):
        return self.grade


@dataclass
class Case:
    """A mail: what may be its title, and what is."""

    set: str
    gold: str | None
    plain: list
    hidden: list

    def answer(self, found):
        """As `softmax.answer`."""
        return softmax.answer(self.gold, [each.found.value for each in found])


def cases():
    """All mails of which it is known what the title is."""
    for row in rows.of(TAUGHT):
        if row["set"] in APART and row["kind"] == Kind.OTHER:
            row["gold"] = {"job_title": None}
        if "job_title" in row.get("gold", {}) and (case := _case(row)):
            yield case


def _case(row):
    message, now, zone = rows.mail(row)
    read = reading.read(message, now, zone)
    if read.kind is Kind.JOB_ALERT:
        return None  # no title is looked for
    source, known, gold = reading.source_of(message), title_words.words(read.lang), row["gold"]
    apart = not kinds.judge(source, read.lang, len(read.moments)).about_job
    if row["set"] in APART and not apart:
        return None
    ways = known, hiding(known, gold["job_title"] or "")
    both = [list(titles.candidates(source, words, read.kind, apart)) for words in ways]
    return Case(row["set"], gold["job_title"], *both)


def hiding(known, title):
    made = Hiding(*known)
    made.hidden = frozenset(ATOM.findall(fold(title)))
    return made


def examples(known):
    """(candidates, number of the right one, how much it counts)"""
    for case in known:
        for weight, ways in ((PLAIN, case.plain), (1.0, case.hidden)):
            for found in ways:
                answer = case.answer(found)
                if found and answer is not None:
                    yield found, answer, weight * (WORTH if case.set in OWN else 1)


def learn(known):
    """Sign -> weight."""
    taught = [
        softmax.Example([each.signs for each in found], answer, weight)
        for found, answer, weight in examples(known)
    ]
    return softmax.learn(taught, DECAY, FEWEST)


def told(ways, weights):
    """What would be told of a mail by these weights."""
    title = titles.likeliest(ways, weights)
    return title.value if title else None


def counts(known, weights, hidden=False):
    total = Counts()
    for case in known:
        said = told(case.hidden if hidden else case.plain, weights)
        right = said is not None and case.gold is not None and matching.exact(case.gold, said)
        wrong, missed = said is not None and not right, case.gold is not None and not right
        total += Counts(right, wrong, missed)
    return total


def measure(known):
    """Each set by what was learnt from the others: as it is, and with hidden words."""
    for name in SETS:
        weights = learn([case for case in known if case.set != name])
        unseen = [case for case in known if case.set == name]
        for hidden in (False, True):
            found = counts(unseen, weights, hidden)
            shares = found.precision.share, found.recall.share, found.f1
            sizes = " ".join(f"{share:.3f}" for share in shares)
            how = "hidden" if hidden else "as it is"
            sys.stdout.write(f"{name:8} {how:9} {sizes}\n")


if __name__ == "__main__":
    everything = list(cases())
    if "--measure" in sys.argv:
        measure(everything)
    else:
        made = {"corpus": rows.fingerprint(TAUGHT), "weights": learn(everything)}
        sign_weights.TITLES.write_text(json.dumps(made, indent=0) + "\n", "utf-8")
        size = f"{len(made['weights'])} signs"
        sys.stdout.write(f"{sign_weights.TITLES.name}: {len(everything)} mails, {size}\n")
