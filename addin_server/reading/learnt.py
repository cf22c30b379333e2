"""What was learnt from our own corpus: how words and figures speak for a kind. Arithmetic.

``kinds.model`` is made by ``make model`` from ``tests/corpus`` and nothing else. Its first line is
JSON: the kinds, in the order of the columns; what a step of a weight is worth; the temperature; a
fingerprint of the corpus; the weights of the figures. Each further line is a feature, a tab, and
one character a kind: its weight in steps, ``O`` being none. So a weight is a byte, and adding
hundreds of them up is left to C.
"""

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ..model import Kind
from ..resources import PACKAGE
from .features import Word

FILE = PACKAGE / "reading" / "kinds.model"
ZERO = ord("O")
FEWEST = 8  #: features in a mail that count as a full voice; a mail of three words says little


class Learnt(NamedTuple):
    kinds: tuple[Kind, ...]
    step: float
    temperature: float  #: what logits are divided by, so that a confidence is a share of mails
    figures: Mapping[str, Sequence[float]]
    words: Mapping[str, bytes]


def opened(file: Path) -> Learnt:
    """A model of a file that the learner wrote."""
    first, *rows = file.read_bytes().splitlines()
    head = json.loads(first)
    words = {}
    for row in rows:
        feature, _, weights = row.rpartition(b"\t")
        words[feature.decode()] = weights
    kinds = tuple(map(Kind, head["kinds"]))
    return Learnt(kinds, head["step"], head["temperature"], head["figures"], words)


@cache
def learnt() -> Learnt:
    """The model that travels with the package."""
    return opened(FILE)


def logits(
    features: Collection[str], figures: Mapping[str, float], model: Learnt
) -> dict[Kind, float]:
    """What speaks for each kind, before the temperature; an unknown feature says nothing."""
    rows = [model.words[feature] for feature in features if feature in model.words]
    columns = zip(*rows, strict=True) if rows else ((),) * len(model.kinds)
    share = model.step / math.sqrt(max(len(rows), FEWEST))
    totals = [share * (sum(column) - ZERO * len(rows)) for column in columns]
    for name, value in figures.items():
        if value and name in model.figures:
            for place, weight in enumerate(model.figures[name]):
                totals[place] += value * weight
    return dict(zip(model.kinds, totals, strict=True))


def telling(words: Sequence[Word], kind: Kind, most: int) -> Iterator[tuple[int, int]]:
    """Where the pairs of words stand that speak most for a kind, without overlap."""
    model = learnt()
    column = model.kinds.index(kind)
    scored = []
    for first, second in pairwise(words):
        said = (first.text, second.text, f"{first.text} {second.text}")
        rows = [model.words[feature] for feature in said if feature in model.words]
        scored.append((sum(row[column] - ZERO for row in rows), first.start, second.end))
    scored.sort(key=lambda entry: (-entry[0], entry[1]))
    taken: list[tuple[int, int]] = []
    for score, start, end in scored:
        if score <= 0 or len(taken) == most:
            return
        if all(end <= a or start >= b for a, b in taken):
            taken.append((start, end))
            yield start, end
