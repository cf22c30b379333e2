"""Ours beside many pending reminders: claims, what is next, a restart, memory. And two replicas."""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import timedelta
from itertools import chain
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen
from typing import Any, NamedTuple

from addin_server.store import Store, open_store

from .contenders import LEASE, Calls, Wrong, memory
from .reminders_ours import BATCH, Ours, deliver, now

ROOT = Path(__file__).parents[1]
OFTEN = 10  #: times what takes microseconds is asked, each turn


class Pending(NamedTuple):
    """Medians, milliseconds."""

    claim: float  #: of a whole batch
    one: float  #: of a single one
    empty: float  #: nothing is due
    next_due: float


def beside(urls: Mapping[int, str], rounds: int) -> dict[int, Pending]:
    """The same asked of databases with so many pending, by turns."""
    with ExitStack() as stack:
        stores = {
            number: stack.enter_context(closing(Ours(f"growth {number}", url)))
            for number, url in urls.items()
        }
        spent: dict[int, list[Sequence[Sequence[float]]]] = {number: [] for number in stores}
        for _ in range(rounds):
            for number, each in stores.items():
                spent[number].append(_turn(each))
        return {
            number: Pending(*(median(chain(*kind)) for kind in zip(*turns, strict=True)))
            for number, turns in spent.items()
        }


def _turn(each: Ours) -> Sequence[Any]:
    store, soon = each.store, now() - timedelta(seconds=1)
    each.put(BATCH, soon)
    whole = _times(1, lambda: _settle(store, BATCH))
    each.put(OFTEN, soon)
    single = _times(OFTEN, lambda: _settle(store, 1))
    empty = _times(OFTEN, lambda: store.claim_due(now(), LEASE, BATCH))
    return whole, single, empty, _times(OFTEN, lambda: store.next_due(now()))


def _settle(store: Any, most: int) -> Callable[[], object]:
    """A claim is timed; that it is settled is not."""
    claimed = store.claim_due(now(), LEASE, most)
    if len(claimed) != most:
        raise Wrong(f"{len(claimed)} of {most} were claimed")
    return lambda: store.delivered_all(claimed, now())


def _times(often: int, act: Callable[[], Any]) -> list[float]:
    spent = []
    for _ in range(often):
        start = time.perf_counter()
        after = act()
        spent.append((time.perf_counter() - start) * 1000)
        if callable(after):
            after()
    return spent


def restarted(url: str) -> tuple[float, float]:
    """Milliseconds until a new process knows what is next; MB that it holds after some work."""
    with _process("fresh", url) as process:
        opened, held = json.loads(process.stdout.readline())
    return opened, held


def _process(what: str, url: str) -> Any:
    code = f"import sys; from benchmarks import reminders_growth as g; g.{what}(sys.argv[1])"
    command = [sys.executable, "-c", code, url]
    return Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)


def fresh(url: str) -> None:
    """What `restarted` asks of a new process: opened five times, and a day's work in little."""
    with closing(Ours("fresh", url)) as ours:
        opened = [ours.restart().seconds * 1000 for _ in range(5)]
        for _ in range(5):
            _turn(ours)
    print(json.dumps((median(opened), memory())))


class Shared(NamedTuple):
    """What replicas did of a burst."""

    counts: Sequence[int]
    seconds: float

    @property
    def least(self) -> float:
        return min(self.counts) / sum(self.counts)


def replicas(url: str, number: int, servers: int = 2) -> Shared:
    """So many due at once, several processes. Raises Wrong when one is lost or comes twice."""
    with closing(Ours("burst", url)) as ours:
        ours.put(number, now() - timedelta(seconds=1))
    with ExitStack() as stack:
        started = [stack.enter_context(_process("work", url)) for _ in range(servers)]
        for server in started:
            server.stdout.readline()  # it has opened its store
        for server in started:
            server.stdin.write("\n")
            server.stdin.flush()
        return shared([json.loads(server.stdout.readline()) for server in started], number)


def work(url: str) -> None:
    """One server's share, told on standard output: until nothing is due any more."""
    with closing(open_store(url)) as store:
        store.next_due(now())
        print("ready", flush=True)
        sys.stdin.readline()
        print(json.dumps(share(store)), flush=True)


def share(store: Store) -> tuple[Sequence[str], float, float]:
    """What was delivered, from when to when."""
    calls, start = Calls(), time.time()
    while deliver(store, calls):
        pass
    return list(calls.seen.elements()), start, time.time()


def shared(done: Sequence[tuple[Sequence[str], float, float]], number: int) -> Shared:
    """Raises Wrong."""
    calls = Calls()
    for ids, _, _ in done:
        for id in ids:
            calls(id)
    calls.check(number)
    seconds = max(end for _, _, end in done) - min(start for _, start, _ in done)
    return Shared([len(ids) for ids, _, _ in done], seconds)
