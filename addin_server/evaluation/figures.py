"""What was read beside what the labels say -> figures, in the shape of the JSON report. Pure.

`unsure` is no class: it counts as a miss for the kind that the mail is. Classes without a single
label are left out, everywhere.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial
from typing import Any

from ..model import Kind
from . import matching
from .cases import Cases
from .labels import FIELDS, KINDS, PHRASES, WORDS, values_of
from .measuring import Outcome
from .scores import Counts, Share, bins, calibration_error, counts_by_class, mean, percentile

SHORT = 40  #: characters; in a shorter text the language may hang on a word

Figures = dict[str, Any]


def report(found: Cases, outcomes: Sequence[Outcome]) -> Figures:
    """All figures. Without a single outcome only what was wrong with the files."""
    figures: Figures = {
        "mails": len(outcomes),
        "unlabelled": found.unlabelled,
        "not_scored": dict(found.unknown),
        "bad": [{"file": b.file, "line": b.line, "message": b.message} for b in found.bad],
    }
    if not outcomes:
        return figures
    languages = sorted({each.lang for each in outcomes}, key=partial(_most_first, outcomes))
    of = {lang: [each for each in outcomes if each.lang == lang] for lang in languages}
    return figures | {
        "kind": _kinds(outcomes),
        "languages": {lang: _in_short(some) for lang, some in of.items()},
        "confusion": {lang: _confusion(some) for lang, some in of.items()},
        "language": _language(outcomes),
        "role": _choice(outcomes, "role"),
        "register": _choice(outcomes, "register"),
        "fields": _fields(outcomes),
        "calibration": _calibration(outcomes),
        "time": _time(outcomes),
    }


def _in_short(outcomes: Sequence[Outcome]) -> Figures:
    return {"mails": len(outcomes), "kind": _kinds(outcomes), "fields": _fields(outcomes)}


def _most_first(outcomes: Sequence[Outcome], lang: str) -> tuple[int, str]:
    return -sum(each.lang == lang for each in outcomes), lang


def _kinds(outcomes: Sequence[Outcome]) -> Figures:
    pairs = [each.pair for each in outcomes]
    counts = counts_by_class(pairs)
    sure = [(label, guess) for label, guess in pairs if guess is not Kind.UNSURE]
    macro = mean(each.f1 for each in counts.values())
    return {
        "accuracy": Share(sum(a == b for a, b in pairs), len(pairs)).as_json(),
        "macro_f1": None if macro is None else round(macro, 4),
        "coverage": Share(len(sure), len(pairs)).as_json(),
        "accuracy_where_sure": Share(sum(a == b for a, b in sure), len(sure)).as_json(),
        "kinds": {str(kind): counts[kind].as_json() for kind in KINDS if kind in counts},
    }


def _confusion(outcomes: Sequence[Outcome]) -> Figures:
    """Label -> what such mails were read as -> how many."""
    counted = Counter(each.pair for each in outcomes)
    return {
        str(label): {str(guess): counted[label, guess] for guess in Kind if counted[label, guess]}
        for label in KINDS
        if any(counted[label, guess] for guess in Kind)
    }


def _language(outcomes: Sequence[Outcome]) -> Figures:
    labelled = [each for each in outcomes if "lang" in each.case.label.one_of]
    long = [each for each in labelled if each.characters > SHORT]
    return {"all": _right(labelled, "lang"), f"over_{SHORT}": _right(long, "lang")}


def _choice(outcomes: Sequence[Outcome], field: str) -> Figures:
    """Of all labelled mails, and of those in which there is one."""
    labelled = [each for each in outcomes if field in each.case.label.one_of]
    there = [each for each in labelled if each.case.label.one_of[field] not in (None, "none")]
    return {"all": _right(labelled, field), "where_there_is_one": _right(there, field)}


def _right(outcomes: Sequence[Outcome], field: str) -> Figures:
    right = sum(getattr(each.reading, field) == each.case.label.one_of[field] for each in outcomes)
    return Share(right, len(outcomes)).as_json()


def _fields(outcomes: Sequence[Outcome]) -> Figures:
    """Words twice, once to the letter; meanings by value. Fields that no label has are left out."""
    figures: Figures = {}
    for field in FIELDS:
        labelled = [each for each in outcomes if field in each.case.label.fields]
        if not labelled:
            continue
        measures: Mapping[str, Callable[[Outcome], Counts]] = (
            {
                "exact": partial(_words, field, matching.exact),
                "overlap": partial(_words, field, matching.overlap),
            }
            if field in WORDS
            else {"normalised": partial(_values, field)}
        )
        figures[field] = {
            name: sum(map(measured, labelled), Counts()).as_json()
            for name, measured in measures.items()
        }
    return figures


def _words(field: str, same: Callable[[str, str, Set[str]], bool], outcome: Outcome) -> Counts:
    leading: Set[str] = frozenset()
    if field in PHRASES:
        leading = matching.prepositions(outcome.case.label.one_of.get("lang"))
    return matching.count(
        outcome.case.label.fields[field],
        values_of(outcome.reading)[field],
        lambda meant, said: same(meant, said, leading),
    )


def _values(field: str, outcome: Outcome) -> Counts:
    return matching.count(
        outcome.case.label.fields[field],
        values_of(outcome.reading)[field],
        lambda meant, said: meant == said,
    )


def _calibration(outcomes: Sequence[Outcome]) -> Figures:
    """Of the first guess, said or kept back as `unsure`."""
    filled = bins(
        (each.reading.guesses[0].confidence, each.reading.guesses[0].kind == each.case.label.kind)
        for each in outcomes
        if each.reading.guesses
    )
    error = calibration_error(filled)
    return {
        "ece": None if error is None else round(error, 4),
        "bins": [
            {
                "low": each.low,
                "high": each.high,
                "mails": each.size,
                "confidence": round(each.confidence, 4),
                "accuracy": round(each.accuracy, 4),
            }
            for each in filled
        ],
    }


def _time(outcomes: Sequence[Outcome]) -> Figures:
    """CPU milliseconds of reading one mail; opening its file is not counted."""
    spent = [each.seconds * 1000 for each in outcomes]
    return {
        "median_ms": round(percentile(spent, 50) or 0.0, 3),
        "p99_ms": round(percentile(spent, 99) or 0.0, 3),
    }
