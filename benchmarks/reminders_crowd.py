"""All beside many that are due in days: a burst, their own calls for what is due, a restart."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from statistics import median

from .contenders import Contender, Spent
from .reminders_goals import Figures
from .reminders_ours import BATCH, Ours, now
from .timing import row

ROUNDS = 5
OFTEN = 5  #: times what takes one or nothing is asked, each round


def told(
    each: Sequence[Contender], crowd: Sequence[int], turn: float, figures: Figures
) -> Iterator[str]:
    """`turn`: seconds that a burst should take."""
    bursts: dict[str, list[float]] = defaultdict(list)
    there = 0
    for pending in crowd:
        for one in each:
            one.fill((pending - there) // (2 if isinstance(one, Ours) else 1))
        yield from asked(each, pending)
        for one in each:
            number = min(500, max(50, int(figures.burst[one.name] * turn)))
            bursts[one.name].append(number / one.burst(number).seconds)
        there = pending
    yield from ("", "Due at once, per second, beside so many that are due in days")
    yield row("", *(f"{number:,}" for number in crowd))
    for name, rates in bursts.items():
        yield row(name, *rates)
    figures.crowded = {name: rates[-1] for name, rates in bursts.items()}


def asked(each: Sequence[Contender], pending: int) -> Iterator[str]:
    """By turns, so that all meet the same machine."""
    spent: dict[str, list[Sequence[float | None]]] = {one.name: [] for one in each}
    for _ in range(ROUNDS):
        for one in each:
            spent[one.name].append(_turn(one))
    yield from ("", f"Asked beside {pending:,} that are due in days, ms")
    yield row("", f"claim {BATCH}", "claim 1", "nothing", "restart")
    for name, turns in spent.items():
        yield row(name, *(_cell(column) for column in zip(*turns, strict=True)))
    yield "  claim: its own call that takes what is due; APScheduler's reads it, and marks nothing"
    yield "  restart: until a new object knows what is next, ours with the check of the whole file"
    yield "  -: procrastinate takes one at a time; it and pgqueuer never know what is next"


def _turn(one: Contender) -> Sequence[float | None]:
    """Milliseconds."""
    soon = now() - timedelta(seconds=1)
    whole = None
    if one.claim(BATCH, 0) is not None:
        one.put(BATCH, soon)
        whole = _ms(one.claim(BATCH, BATCH))

    def single() -> Spent | None:
        one.put(1, soon)
        return one.claim(1, 1)

    return whole, _often(single), _often(lambda: one.claim(1, 0)), _ms(one.restart())


def _often(act: Callable[[], Spent | None]) -> float:
    return median(_ms(act()) or 0.0 for _ in range(OFTEN))


def _ms(spent: Spent | None) -> float | None:
    return None if spent is None else spent.seconds * 1000


def _cell(found: Sequence[float | None]) -> float | str:
    known = [each for each in found if each is not None]
    return median(known) if known else "-"
