"""Learns how much the signs of an employer's name count; writes ``employers.model`` and
``written.model``.

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
SETS = (
    *RULED,
    "genres",
    "office",
    "answers",
    "near",
    "shadow",
    "seeds",
    "stock",
    "frames",
    "houses",
    "code",
)

FILES = employers.Weights(sign_weights.EMPLOYERS, sign_weights.WRITTEN)

DECAY = 1e-3
FEWEST = 8  #: candidates that must have a sign
FAINT = 0.02  #: weights below it are left out
RULES = 0.3  #: how much a mail of `RULED` counts


@dataclass
class Case:
    """A mail and who is the employer; names found by rules, and all that are written like one."""

    set: str
    gold: str | None
    asked: organisation_signs.Asked
    ruled: list
    written: list


def answer(gold, names):
    """As `softmax.answer`."""
    return softmax.answer(gold, [name.found.value for name in names])


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
    asked = organisation_signs.Asked(source, read.lang, read.kind, seen, others)
    ruled = organisation_signs.ruled(asked)
    doubted = [organisation_signs.doubted(asked, name) for name in ruled]
    more = organisation_signs.written(asked, ruled)
    close = [organisation_signs.completed(asked, name, ruled) for name in more]
    return Case(row["set"], row["gold"]["company"], asked, list(ruled), [*doubted, *close])


def learn(known):
    """The weights of names that rules found, and of all."""
    return employers.Weights(
        _learnt([(case, case.ruled) for case in known]),
        _learnt([(case, case.written) for case in known]),
    )


def _learnt(named):
    """Sign -> weight; of signs that say next to nothing, none."""
    examples = [
        softmax.Example([name.signs for name in names], right, RULES if case.set in RULED else 1.0)
        for case, names in named
        if (right := answer(case.gold, names)) is not None
    ]
    weights = softmax.learn(examples, DECAY, FEWEST)
    return {sign: weight for sign, weight in weights.items() if abs(weight) >= FAINT}


def counts(known, weights=None):
    """How many are right by these weights; without any, by the rules alone."""
    total = Counts()
    for case in known:
        ruled = case.asked.seen.ruled.company
        found = employers.told(case.asked, weights) if weights else ruled
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
        for file, weights in zip(FILES, learn(everything), strict=True):
            made = {"corpus": rows.fingerprint(SETS), "weights": weights}
            file.write_text(json.dumps(made, indent=0) + "\n", "utf-8")
            size = f"{len(everything)} mails, {len(weights)} signs"
            sys.stdout.write(f"{file.name}: {size}\n")
