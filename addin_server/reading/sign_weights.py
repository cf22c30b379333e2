"""How much signs count, of a job title and of an employer: learnt from our own corpus.

``titles.model``, ``employers.model`` and ``written.model`` are made by ``make model`` from
``tests/corpus`` and nothing else: JSON, with a fingerprint of the corpus and a weight for each
sign. Weights add up; nothing is told below 0.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat
from pathlib import Path

from ..resources import PACKAGE

TITLES = PACKAGE / "reading" / "titles.model"
EMPLOYERS = PACKAGE / "reading" / "employers.model"
WRITTEN = PACKAGE / "reading" / "written.model"  #: of employers that no rule finds
_DECIMALS = 6  #: more than the weights have; so a sum is the same in whatever order


def opened(file: Path) -> Mapping[str, float]:
    """The weights of a file that the learner wrote."""
    weights: dict[str, float] = json.loads(file.read_text("utf-8"))["weights"]
    return weights


@cache
def learnt(file: Path) -> Mapping[str, float]:
    """The weights that travel with the package."""
    return opened(file)


def score(signs: Iterable[str], weights: Mapping[str, float]) -> float:
    """How likely what has these signs is the one, in logits against there being none."""
    return round(sum(map(weights.get, signs, repeat(0.0))), _DECIMALS)
