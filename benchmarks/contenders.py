"""What a contender of the comparison of reminders can be asked, and what is checked of each.

A contender keeps reminders durably and calls a handler that does nothing when they are due.
"""

import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol

DAY = timedelta(days=1)
LEASE = timedelta(seconds=60)
PATIENCE = 120.0  #: seconds until what was not delivered is called lost


class Wrong(Exception):
    """Something was lost, or came twice: then speed means nothing."""


class Spent(NamedTuple):
    """Seconds of the clock, and of the processor in this process."""

    seconds: float
    cpu: float


class Late(NamedTuple):
    """Milliseconds after it was due, of each."""

    called: list[float]
    done: list[float]  #: durably; of some it cannot be seen


class Watch:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self._start = time.perf_counter(), time.process_time()

    def spent(self) -> Spent:
        seconds, cpu = self._start
        return Spent(time.perf_counter() - seconds, time.process_time() - cpu)


class TooSlow(Exception):
    """Putting took until the first was due: such lateness says nothing of the clock."""


class Contender(Protocol):
    """Each `burst` and `lateness` puts its own reminders before it measures."""

    name: str

    def put(self, number: int) -> Spent:
        """What it takes for so many durable puts, one by one, due in a day."""

    def burst(self, number: int) -> Spent:
        """What it takes until so many, all due, are durably done. Raises Wrong."""

    def lateness(self, dues: Sequence[datetime]) -> Late:
        """Raises Wrong, TooSlow."""

    def claim(self, most: int, there: int) -> Spent | None:
        """Its own call that takes up to so many that are due; done with when that is measured.

        None: it has no such call. Raises Wrong unless it takes `there`.
        """

    def restart(self) -> Spent | None:
        """Until a new object of it knows what is due next; None: it never does, it looks."""

    def fill(self, number: int) -> None:
        """That many more, due in days, put quickly."""

    def close(self) -> None: ...


class Calls:
    """What the handler was called with, and when."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.late: list[float] = []
        self.done: list[float] = []

    def __call__(self, id: str, due: datetime | None = None) -> None:
        self.seen[id] += 1
        if due is not None:
            self.late.append(_since(due))

    def settled(self, due: datetime) -> None:
        """It is durably done with."""
        self.done.append(_since(due))

    def lateness(self, meant: bool) -> Late:
        """Raises TooSlow unless it was `in_time`."""
        if not meant:
            raise TooSlow
        return Late(self.late, self.done)

    def wait(self, number: int, seconds: float = PATIENCE) -> None:
        """Until so many different ones came. Raises Wrong."""
        until(lambda: len(self.seen) >= number, seconds)
        self.check(number)

    def check(self, number: int) -> None:
        """Each once, none early. Raises Wrong."""
        twice = sum(1 for times in self.seen.values() if times > 1)
        early = sum(1 for late in self.late if late < 0)
        if len(self.seen) != number or twice or early:
            raise Wrong(f"{len(self.seen)} of {number} came, {twice} twice, {early} early")


def _since(due: datetime) -> float:
    return (datetime.now(UTC) - due).total_seconds() * 1000


def taken(found: Sequence[object], there: int) -> None:
    """Raises Wrong unless there were so many."""
    if len(found) != there:
        raise Wrong(f"{len(found)} of {there} were claimed")


def until(true: Callable[[], bool], seconds: float = PATIENCE, every: float = 0.001) -> None:
    """Wait. Returns when it is true, or when the time is over."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(every)


def in_time(dues: Iterable[datetime]) -> bool:
    """Whether all were put before the first is due; else lateness is not the clock's."""
    return datetime.now(UTC) < min(dues)


def memory() -> float:
    """MB that this process holds now (Linux: proc(5))."""
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * resource.getpagesize() / 1e6
