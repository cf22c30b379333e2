"""The arithmetic of a measurement. Pure; knows nothing of mails.

A figure that cannot be computed, because it would divide by nothing, is None.
"""

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Z_95 = 1.959964  #: two-sided 95 % of the normal distribution

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the interval in which the true share lies, 19 times in 20."""

    right: int
    of: int

    @property
    def share(self) -> float | None:
        return self.right / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval (J. Am. Stat. Assoc. 22, 1927): sound for few cases too."""
        if not self.of:
            return None
        n, p, z2 = self.of, self.right / self.of, Z_95**2
        middle = p + z2 / (2 * n)
        reach = Z_95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        scale = 1 + z2 / n
        # Of none and of all the bound is exact; rounding would put it beside the scale.
        low = (middle - reach) / scale if self.right else 0.0
        return low, (middle + reach) / scale if self.right < n else 1.0

    def as_json(self) -> dict[str, Any]:
        low, high = self.interval or (None, None)
        return {
            "right": self.right,
            "of": self.of,
            "share": _short(self.share),
            "low": _short(low),
            "high": _short(high),
        }


@dataclass(frozen=True, slots=True)
class Counts:
    """What was said and true, said but not true, and true but not said."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed
        )

    @property
    def true(self) -> int:
        return self.right + self.missed

    @property
    def precision(self) -> Share:
        return Share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Share:
        return Share(self.right, self.true)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None when there was nothing to say."""
        parts = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / parts if parts else None

    def as_json(self) -> dict[str, Any]:
        return {
            "true": self.true,
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
            "precision": self.precision.as_json(),
            "recall": self.recall.as_json(),
            "f1": _short(self.f1),
        }


def counts_by_class(pairs: Sequence[tuple[T, T]]) -> dict[T, Counts]:
    """(label, guess) pairs -> the counts of every class that occurs as a label.

    A guess that is no label of any pair counts as missed there, and nowhere as wrong.
    """
    classes = dict.fromkeys(label for label, _ in pairs)
    return {
        each: Counts(
            right=sum(label == guess == each for label, guess in pairs),
            wrong=sum(label != guess == each for label, guess in pairs),
            missed=sum(label == each != guess for label, guess in pairs),
        )
        for each in classes
    }


def mean(values: Iterable[float | None]) -> float | None:
    """Mean of the values that are there. Of the F1 of every class: macro-F1."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


@dataclass(frozen=True, slots=True)
class Bin:
    """Guesses of about the same confidence."""

    low: float
    high: float
    size: int
    confidence: float  #: mean of what was claimed
    accuracy: float  #: share that was right


def bins(guesses: Iterable[tuple[float, bool]], count: int = 10) -> list[Bin]:
    """(confidence, was it right) sorted into bins of equal width; empty ones are left out."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in guesses:
        held.setdefault(min(int(confidence * count), count - 1), []).append((confidence, right))
    return [
        Bin(
            low=number / count,
            high=(number + 1) / count,
            size=len(held[number]),
            confidence=sum(confidence for confidence, _ in held[number]) / len(held[number]),
            accuracy=sum(right for _, right in held[number]) / len(held[number]),
        )
        for number in sorted(held)
    ]


def calibration_error(filled: Sequence[Bin]) -> float | None:
    """Expected calibration error: how far claim and outcome lie apart, weighted by size."""
    total = sum(each.size for each in filled)
    if not total:
        return None
    return sum(each.size * abs(each.accuracy - each.confidence) for each in filled) / total


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The value that this percentage does not exceed (nearest rank)."""
    if not values:
        return None
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
