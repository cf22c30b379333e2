"""What the reminders are to reach, beside what was measured in the same run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

OURS = "{}, ours"
CLAIM, NEXT, RESTART, MEMORY = 0, 3, 4, 5  #: places in `Figures.growth`

#: How many times as much as whom we are to do at least, on which database.
PUT = (
    ("SQLite", "APScheduler", 20),
    ("SQLite", "APScheduler tuned", 4),
    ("SQLite", "bare SQL", 0.5),
    ("SQLite", "bare SQL, same rows", 0.5),
    ("PostgreSQL", "pgqueuer", 2),
    ("PostgreSQL", "bare SQL", 0.5),
    ("PostgreSQL", "bare SQL, same rows", 0.5),
)
BURST = (
    ("SQLite", "APScheduler tuned", 10),
    ("PostgreSQL", "pgqueuer by 100", 1.5),
    ("PostgreSQL", "pgqueuer", 1.5),
    ("PostgreSQL", "procrastinate", 15),
)
CROWDED = (("PostgreSQL", "procrastinate", 100),)


@dataclass
class Figures:
    """By the names of the contenders."""

    put: dict[str, float] = field(default_factory=dict)
    burst: dict[str, float] = field(default_factory=dict)
    crowded: dict[str, float] = field(default_factory=dict)
    late: dict[str, tuple[float, float]] = field(default_factory=dict)  #: p50, p99
    growth: dict[tuple[str, int], tuple[Any, ...]] = field(default_factory=dict)
    least: float = 0.0  #: share of the replica that did less


@dataclass(frozen=True)
class Goal:
    what: str
    found: float
    bound: float
    least: bool = True  #: `bound` is the least that will do, else the most

    @property
    def met(self) -> bool:
        return self.found >= self.bound if self.least else self.found <= self.bound

    def __str__(self) -> str:
        bound = f"{'>=' if self.least else '<='} {self.bound:g}"
        verdict = "met" if self.met else "NOT MET"
        return f"{self.what:<66}{self.found:>9.2f}  {bound:<8} {verdict}"


def told(figures: Figures) -> Iterator[str]:
    yield f"{'Goals: ours beside them, in this run':<66}{'ratio':>9}  goal"
    for goal in (*rates(figures), *punctual(figures), *flat(figures)):
        yield str(goal)


def rates(figures: Figures) -> Iterator[Goal]:
    for what, found, goals in (
        ("put", figures.put, PUT),
        ("burst", figures.burst, BURST),
        ("burst beside the most pending", figures.crowded, CROWDED),
    ):
        for kind, peer, bound in goals:
            ratio = found[OURS.format(kind)] / found[f"{kind}, {peer}"]
            yield Goal(f"{kind}: {what}, of {peer}", ratio, bound)


def punctual(figures: Figures) -> Iterator[Goal]:
    late = figures.late
    for kind, peer in (
        ("SQLite", "APScheduler"),
        ("SQLite", "APScheduler tuned"),
        ("PostgreSQL", "APScheduler"),
    ):
        ratio = late[OURS.format(kind)][1] / late[f"{kind}, {peer}"][1]
        yield Goal(f"{kind}: p99 of lateness, of {peer}", ratio, 0.7, least=False)
    for kind in ("SQLite", "PostgreSQL"):
        ours = OURS.format(kind)
        ratio = late[f"{ours} + suggestions"][1] / late[ours][1]
        yield Goal(f"{kind}: p99 with suggestions, of itself idle", ratio, 10, least=False)


def flat(figures: Figures) -> Iterator[Goal]:
    for kind in ("SQLite", "PostgreSQL"):
        numbers = sorted(number for name, number in figures.growth if name == kind)
        none, small, large = numbers[0], numbers[1], numbers[-1]
        beside = f"{large:,} pending, of {small:,}"
        asked = ("claim", CLAIM, 1.5), ("next due", NEXT, 1.5), ("restart", RESTART, 2)
        for what, place, bound in asked:
            ratio = figures.growth[kind, large][place] / figures.growth[kind, small][place]
            yield Goal(f"{kind}: {what} beside {beside}", ratio, bound, least=False)
        more = figures.growth[kind, large][MEMORY] - figures.growth[kind, none][MEMORY]
        yield Goal(f"{kind}: MB of memory, 0 to {large:,} pending", more, 10, least=False)
    yield Goal("PostgreSQL: share of the replica that does less", figures.least, 0.35)
