"""A function in a process of its own, with a time limit. Only module that imports pebble.

Hostile mail may cost its own process its life, never the server or the reminders.
"""

import resource
from collections.abc import Callable
from concurrent.futures import TimeoutError as TookTooLong
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from .errors import ReadingTimeout

P = ParamSpec("P")
T = TypeVar("T")

#: Address space of a worker, bytes. Python with our lexicons loaded takes a tenth of it.
MEMORY = 1 << 30


class Workers:
    """A pool of processes, started at the first call. Use as a context manager."""

    def __init__(self, processes: int, seconds: float) -> None:
        # "spawn": a fork would take the server's threads, locks and database file with it.
        self._pool = ProcessPool(
            max_workers=processes, initializer=_limit_memory, context=get_context("spawn")
        )
        self._seconds = seconds

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *exc: object) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def warm(self, call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Start a worker and let it load what `call` needs; returns at once."""
        self._pool.submit(call, None, *args, **kwargs)

    def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Raises ReadingTimeout when it takes too long or the process dies of it."""
        future = self._pool.submit(call, self._seconds, *args, **kwargs)
        try:
            result: T = future.result()
        except (TookTooLong, ProcessExpired, MemoryError) as exc:
            raise ReadingTimeout from exc
        return result


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
