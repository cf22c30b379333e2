"""What was learnt from our own corpus: how words and figures speak for a kind. Arithmetic.

``kinds.model`` and ``others.model`` (whose the mails are that are of no kind) are made by
``make model`` from ``tests/corpus`` and nothing else. The first line of a model is JSON: what each
column speaks for, a kind having a column for every way in which it is said; what a step of a weight
is worth; the temperature; a fingerprint of the corpus; the weights of the figures. Each further
line has the features with one beginning, sorted, each with its row behind it, and tabs between
all these. A row is one character a column: its weight in steps, ``O`` being none. So it is one
string, and adding hundreds of them up is left to C.
"""

import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from itertools import pairwise
from operator import itemgetter, mul
from pathlib import Path
from typing import NamedTuple

from ..model import Kind
from ..resources import PACKAGE
from .features import Word

FILE = PACKAGE / "reading" / "kinds.model"
OTHERS = PACKAGE / "reading" / "others.model"
ZERO = ord("O")
BEGINNING = 3  #: letters of a feature by which it is looked up
FEWEST = 8  #: features in a mail that count as a full voice; a mail of three words says little


class Other(StrEnum):
    """What a mail of no kind is about."""

    NONE = "none"
    JOB = "job"  #: the reader's application: a status, papers that are missing, the first day
    WITHDRAWAL = "withdrawal"


class Rows:
    """The row of each feature; cut out of its line when one that begins like it is asked for.

    Of sixty thousand features a mail has a hundred, and so a new process is ready sooner.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = {line[:BEGINNING].partition("\t")[0]: line for line in lines}
        self._rows: dict[str, str] = {}

    def of(self, features: Collection[str]) -> list[str]:
        """The rows of those of these features that are known."""
        self._cut_out({*map(_beginning, features)})
        return [*filter(None, map(self._rows.get, features))]

    def __contains__(self, feature: str) -> bool:
        self._cut_out({feature[:BEGINNING]})
        return feature in self._rows

    def _cut_out(self, beginnings: set[str]) -> None:
        for beginning in self._lines.keys() & beginnings:
            if line := self._lines.get(beginning):  # else another thread was sooner
                cells = line.rstrip("\n").split("\t")
                self._rows.update(zip(cells[::2], cells[1::2], strict=True))
                self._lines.pop(beginning, None)  # now that its rows are there for who asks


_beginning = itemgetter(slice(BEGINNING))


class Learnt(NamedTuple):
    kinds: tuple[str, ...]  #: what a column speaks for: in `FILE` kinds, in `OTHERS` `Other`
    step: float
    temperature: float  #: what logits are divided by, so that a confidence is a share of mails
    figures: Mapping[str, Sequence[float]]
    words: Rows


def opened(file: Path) -> Learnt:
    """A model of a file that the learner wrote."""
    with file.open(encoding="utf-8") as lines:
        head = json.loads(next(lines))
        step, temperature, figures = head["step"], head["temperature"], head["figures"]
        return Learnt(tuple(head["kinds"]), step, temperature, figures, Rows(lines))


@cache
def learnt() -> Learnt:
    """The model of kinds that travels with the package."""
    return opened(FILE)


@cache
def others() -> Learnt:
    """That of mails which are of no kind; opened at the first of them."""
    return opened(OTHERS)


def logits(
    features: Collection[str], figures: Mapping[str, float], model: Learnt
) -> dict[str, float]:
    """What speaks for each kind, before the temperature; an unknown feature says nothing."""
    rows = model.words.of(features)
    share = model.step / math.sqrt(max(len(rows), FEWEST))
    summed = _columns("".join(rows), len(model.kinds))
    totals = [share * (column - ZERO * len(rows)) for column in summed]
    known = [name for name in figures if name in model.figures]
    values = (1.0, *map(figures.__getitem__, known))
    said = zip(totals, *map(model.figures.__getitem__, known), strict=True)
    return _joined(model.kinds, [sum(map(mul, values, row)) for row in said])


def _joined(kinds: Sequence[str], totals: Sequence[float]) -> dict[str, float]:
    """What the columns of each kind say together: the logarithm of the mean of their powers."""
    said: dict[str, list[float]] = {}
    for kind, total in zip(kinds, totals, strict=True):
        said.setdefault(kind, []).append(total)
    return {kind: _mean(each) for kind, each in said.items()}


def _mean(logits: Sequence[float]) -> float:
    loudest = max(logits)
    powers = sum([math.exp(logit - loudest) for logit in logits])
    return loudest + math.log(powers / len(logits))


def _columns(rows: str, count: int) -> list[int]:
    """The sum of each column of rows of so many characters, one row behind the other."""
    cells = rows.encode("ascii")
    return [sum(cells[place::count]) for place in range(count)]


def shares(
    features: Collection[str], figures: Mapping[str, float], model: Learnt
) -> dict[str, float]:
    """The same as shares of 1."""
    powers = {label: math.exp(said) for label, said in logits(features, figures, model).items()}
    total = sum(powers.values())
    return {label: power / total for label, power in powers.items()}


def telling(words: Sequence[Word], kind: Kind, most: int) -> Iterator[tuple[int, int]]:
    """Where the pairs of words stand that speak most for a kind, without overlap."""
    model = learnt()
    columns = [place for place, said in enumerate(model.kinds) if said == kind]
    scored = []
    for first, second in pairwise(words):
        said = (first.text, second.text, f"{first.text} {second.text}")
        rows = model.words.of(said)
        score = max(sum(ord(row[column]) - ZERO for row in rows) for column in columns)
        scored.append((score, first.start, second.end))
    scored.sort(key=lambda entry: (-entry[0], entry[1]))
    taken: list[tuple[int, int]] = []
    for score, start, end in scored:
        if score <= 0 or len(taken) == most:
            return
        if all(end <= a or start >= b for a, b in taken):
            taken.append((start, end))
            yield start, end
