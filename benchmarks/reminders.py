"""Reminders, beside what people would use instead: `make bench`.

All contenders take turns in one run, so that they meet the same machine: ratios count. Where a
disk takes long to make a commit durable, every durable put takes as long; the first line tells
how long that is. TMPDIR says where the databases lie.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import timedelta
from statistics import median
from typing import NamedTuple

from addin_server.evaluation.scores import percentile

from . import evidence, reminders_crowd, reminders_goals, reminders_growth
from .contenders import Contender, Late, Spent, TooSlow
from .peers_apscheduler import Apscheduler
from .peers_bare import Bare, SameRows
from .peers_pgqueuer import Pgqueuer
from .peers_procrastinate import Procrastinate
from .places import Places
from .reminders_goals import Figures
from .reminders_load import Suggesting
from .reminders_ours import Ours, now
from .timing import row

COMMAND = "make bench"
PER_SECOND = 100
SAME = "bare SQL, same rows"


class Size(NamedTuple):
    rounds: int
    turn: float  #: seconds that a turn of putting or delivering should take
    most: int  #: due at once
    late_seconds: int
    pending: Sequence[int]  #: beside which ours is asked
    growth_rounds: int
    crowd: Sequence[int]  #: beside which all are


PENDING = 10_000, 100_000, 1_000_000
QUICK = Size(3, 0.3, 2_000, 2, PENDING, 15, PENDING[:2])
FULL = Size(5, 2.0, 5_000, 10, PENDING, 50, PENDING)


def contenders(places: Places) -> list[Contender]:
    return [
        Bare("SQLite, bare SQL", places.file()),
        Ours("SQLite, ours", places.file()),
        Apscheduler("SQLite, APScheduler", places.file()),
        Apscheduler("SQLite, APScheduler tuned", places.file(), tuned=True),
        Bare("PostgreSQL, bare SQL", places.shared()),
        Ours("PostgreSQL, ours", places.migrated()),
        Apscheduler("PostgreSQL, APScheduler", places.shared()),
        Procrastinate("PostgreSQL, procrastinate", places.shared()),
        Pgqueuer("PostgreSQL, pgqueuer", places.shared(), batch=10),
        Pgqueuer("PostgreSQL, pgqueuer by 100", places.shared(), batch=100),
    ]


class Rates:
    """Per second, and processor time in this process; a warming turn does not count."""

    def __init__(self) -> None:
        self._turns: dict[str, list[tuple[int, Spent]]] = defaultdict(list)

    def take(self, name: str, number: int, act: Callable[[int], Spent]) -> None:
        self._turns[name].append((number, act(number)))

    @property
    def names(self) -> Sequence[str]:
        return list(self._turns)

    def rate(self, name: str) -> float:
        return median(number / spent.seconds for number, spent in self._turns[name])

    def cells(self, name: str) -> tuple[object, ...]:
        rates = [number / spent.seconds for number, spent in self._turns[name]]
        cpu = median(spent.cpu / number * 1e6 for number, spent in self._turns[name])
        return self.rate(name), min(rates), max(rates), cpu


def put_and_burst(each: list[Contender], size: Size, figures: Figures) -> Iterator[str]:
    warm_put, warm_burst = Rates(), Rates()
    for one in each:
        warm_put.take(one.name, 20, one.put)
        warm_burst.take(one.name, 20, one.burst)
    puts, bursts = Rates(), Rates()
    same = [SameRows(one.name.replace("ours", SAME), one) for one in each if isinstance(one, Ours)]
    for one in same:
        warm_put.take(one.name, 20, one.put)
    for _ in range(size.rounds):
        for one in (*each, *same):
            puts.take(one.name, _number(warm_put.rate(one.name), size), one.put)
    for one in same:
        one.close()
    for _ in range(size.rounds):
        for one in each:
            slower = min(puts.rate(one.name) * 3, 10 * warm_burst.rate(one.name))
            bursts.take(one.name, _number(slower, size), one.burst)
    for title, rates in (("Durable puts, one by one", puts), ("Due at once, until done", bursts)):
        yield from ("", title)
        yield row("", "per second", "least", "most", "CPU us")
        for name in rates.names:
            yield row(name, *rates.cells(name))
    figures.put = {name: puts.rate(name) for name in puts.names}
    figures.burst = {one.name: bursts.rate(one.name) for one in each}


def _number(rate: float, size: Size) -> int:
    return int(min(size.most, max(50, rate * size.turn)))


def lateness(each: list[Contender], size: Size, figures: Figures) -> Iterator[str]:
    """Bare SQL has no clock."""
    clocks = [one for one in each if not isinstance(one, Bare)]
    late: dict[str, Late] = defaultdict(lambda: Late([], []))
    said = ""
    for _ in range(2):
        for one in clocks:
            _more(late[one.name], timely(one, size, figures))
            if isinstance(one, Ours):
                with Suggesting() as suggesting:
                    _more(late[loaded(one.name)], timely(one, size, figures))
                said = f"{suggesting.made} suggestions, {suggesting.share:.0%} of a core"
    yield from ("", f"Late at {PER_SECOND} due per second, ms")
    yield row("", "p50", "p99", "most", "done p50", "done p99")
    for name, (called, done) in late.items():
        figures.late[name] = _of(50, called), _of(99, called)
        seen = (_of(50, done), _of(99, done)) if done else ("-", "-")
        yield row(name, *figures.late[name], max(called), *seen)
    yield "  until its handler is called, and until it is durably done; -: that cannot be heard"
    yield "  ours is claimed durably up to 30 ms before; APScheduler calls, and claims nothing"
    yield f"  + suggestions: by the same server meanwhile, of 5 kB mails; the last time {said}"


def _more(late: Late, found: Late) -> None:
    late.called.extend(found.called)
    late.done.extend(found.done)


def _of(percent: int, spent: Sequence[float]) -> float:
    return percentile(spent, percent) or 0.0


def loaded(name: str) -> str:
    return f"{name} + suggestions"


def timely(one: Contender, size: Size, figures: Figures) -> Late:
    """Tried again with more time when putting took until the first was due."""
    number = size.late_seconds * PER_SECOND
    ahead = 0.5 + 2 * number / figures.put[one.name]
    while True:
        start = now() + timedelta(seconds=ahead)
        try:
            return one.lateness([start + timedelta(seconds=i / PER_SECOND) for i in range(number)])
        except TooSlow:
            if ahead > 60:
                raise
            ahead *= 2


def growth(places: Places, size: Size, figures: Figures) -> Iterator[str]:
    for kind, new in (("SQLite", places.file), ("PostgreSQL", places.migrated)):
        urls = {number: new() for number in (0, *size.pending)}
        for number, url in urls.items():
            with closing(Ours(f"fill {number}", url)) as ours:
                if number:
                    ours.fill(number // 2)  # two reminders each
        filled = {number: url for number, url in urls.items() if number}
        medians = reminders_growth.beside(filled, size.growth_rounds)
        yield from ("", f"{kind}, ours beside so many pending reminders, ms; MB of the process")
        yield row("", "claim 100", "claim 1", "nothing", "next due", "restart", "MB")
        for number, url in urls.items():
            restart, mb = reminders_growth.restarted(url)
            cells = medians.get(number, ("", "", "", ""))
            yield row(f"{number:,}", *cells, restart, f"{mb:.1f}")
            figures.growth[kind, number] = (*cells, restart, mb)
        if kind == "SQLite":
            yield "  a restart reads the whole file: is it sound?"


def replicas(places: Places, size: Size, figures: Figures) -> Iterator[str]:
    shared = reminders_growth.replicas(places.migrated(), size.most * 2)
    rate = sum(shared.counts) / shared.seconds
    yield ""
    yield f"PostgreSQL, ours, two servers: {shared.counts[0]} and {shared.counts[1]} reminders, "
    yield f"none twice, none lost; {rate:.0f} per second"
    figures.least = shared.least


def report(size: Size) -> Iterator[str]:
    figures = Figures()
    with ExitStack() as stack:
        places = Places(stack)
        yield f"Again: {COMMAND}{' FULL=1' if size is FULL else ''}; PostgreSQL {places.server}"
        yield f"A durable write of 4 kB takes {places.sync():.2f} ms here, the median"
        each = contenders(places)
        for one in each:
            stack.callback(one.close)
        yield from put_and_burst(each, size, figures)
        yield from lateness(each, size, figures)
        yield from growth(places, size, figures)
        yield from reminders_crowd.told(each, size.crowd, size.turn, figures)
        yield from replicas(places, size, figures)
        yield from ("", *reminders_goals.told(figures))
        yield f"A durable write of 4 kB took {places.sync():.2f} ms at the end"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reminders", description=__doc__)
    parser.add_argument("--full", action="store_true", help="longer turns, all beside a million")
    parser.add_argument("--write", action="store_true", help="into docs/evidence.md as well")
    arguments = parser.parse_args()
    lines = []
    for line in report(FULL if arguments.full else QUICK):
        print(line, flush=True)
        lines.append(line)
    if arguments.write:
        evidence.write("reminders", "Reminders", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
