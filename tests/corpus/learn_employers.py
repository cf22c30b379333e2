"""Learns how much the signs of an employer's name count; writes ``employers.model``.

`make model` runs it. Of each labelled mail it takes every name that may be the employer's, and
that there is none. `--measure` says how well each set is read by what was learnt from the others.
Same corpus, same file; it rests on ``kinds.model``, which is learnt first.
"""

import json
import sys
from dataclasses import dataclass

from addin_server import reading
from addin_server.evaluation import matching
from addin_server.evaluation.scores import Counts
from addin_server.model import Kind
from addin_server.reading import employers, kinds, organisation_signs, organisations, sign_weights

from . import rows, softmax

#: Sets by which the rules were made, on which they look better than they are; then the others.
RULED = ("mails", "dev", "held", "blind", "seen")
SETS = (*RULED, "genres", "office", "answers", "near", "shadow", "seeds")

DECAY = 1e-3
FEWEST = 8  #: candidates that must have a sign
RULES = 0.3  #: how much a mail of `RULED` counts


@dataclass
class Case:
    """A mail: the names in it, whose the rules choose, and who is the employer."""

    set: str
    gold: str | None
    names: list
    seen: organisations.Survey

    @property
    def answer(self):
        """As `softmax.answer`."""
        return softmax.answer(self.gold, [name.found.value for name in self.names])


def cases(sets=SETS):
    """All mails of which it is known who the employer is."""
    for row in rows.of(sets):
        if "company" in row.get("gold", {}) and (case := _case(row)):
            yield case


def _case(row):
    message, now, zone = rows.mail(row)
    read = reading.read(message, now, zone)
    source = reading.source_of(message)
    about_job = kinds.judge(source, read.lang, len(read.moments)).about_job
    if read.kind is Kind.JOB_ALERT or not about_job:
        return None  # no employer is looked for by these signs
    said = (read.contact_name, read.candidate_name, read.job_title)
    others = organisation_signs.Others(*(each or "" for each in said))
    seen = organisations.survey(source, read.lang, read.kind)
    found = organisation_signs.names(source, read.lang, read.kind, seen, others)
    return Case(row["set"], row["gold"]["company"], list(found), seen)


def learn(known):
    """Sign -> weight."""
    examples = [
        softmax.Example(
            [name.signs for name in case.names], case.answer, RULES if case.set in RULED else 1.0
        )
        for case in known
        if case.answer is not None
    ]
    return softmax.learn(examples, DECAY, FEWEST)


def counts(known, weights=None):
    """How many are right by these weights; without any, by the rules alone."""
    total = Counts()
    for case in known:
        found = employers.likeliest(case.names, weights) if weights else case.seen.ruled.company
        said = found.value if found else None
        right = said is not None and case.gold is not None and matching.exact(case.gold, said)
        total += Counts(right, said is not None and not right, case.gold is not None and not right)
    return total


def measure(known):
    """Each set by what was learnt from the others, beside the rules alone."""
    for name in SETS:
        weights = learn([case for case in known if case.set != name])
        unseen = [case for case in known if case.set == name]
        for how, found in (("rules", counts(unseen)), ("learnt", counts(unseen, weights))):
            shares = found.precision.share, found.recall.share, found.f1
            sys.stdout.write(f"{name:8} {how:7} {' '.join(f'{share:.3f}' for share in shares)}\n")


if __name__ == "__main__":
    everything = list(cases())
    if "--measure" in sys.argv:
        measure(everything)
    else:
        made = {"corpus": rows.fingerprint(SETS), "weights": learn(everything)}
        sign_weights.EMPLOYERS.write_text(json.dumps(made, indent=0) + "\n", "utf-8")
        size = f"{len(made['weights'])} signs"
        sys.stdout.write(f"{sign_weights.EMPLOYERS.name}: {len(everything)} mails, {size}\n")
