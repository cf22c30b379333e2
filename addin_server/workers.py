"""A function in a process of its own, with limits. Only module that imports pebble.

Hostile mail, or a hostile letter, may cost its own process its life, never the server or the
reminders.
"""

import resource
import signal
from collections.abc import Callable
from concurrent.futures import TimeoutError as TookTooLong
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from .errors import AddinError, ReadingTimeout

P = ParamSpec("P")
T = TypeVar("T")

#: Address space of a worker, bytes. Python with our lexicons loaded takes a tenth of it.
MEMORY = 1 << 30


class Workers:
    """A pool of processes, started at the first call. Use as a context manager.

    `seconds` of the clock, `processor_seconds` of the processor and `memory` bytes are what a
    call may take; beyond that, `refusal` is raised.
    """

    def __init__(
        self,
        processes: int,
        seconds: float,
        *,
        processor_seconds: float = 0,
        memory: int = MEMORY,
        refusal: type[AddinError] = ReadingTimeout,
    ) -> None:
        # "spawn": a fork would take the server's threads, locks and database file with it.
        self._pool = ProcessPool(
            max_workers=processes,
            initializer=_limit_memory,
            initargs=(memory,),
            context=get_context("spawn"),
        )
        self._seconds, self._processor_seconds = seconds, processor_seconds
        self._refusal = refusal

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *exc: object) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def warm(self, call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Start a worker and let it load what `call` needs; returns at once."""
        self._pool.submit(call, None, *args, **kwargs)

    def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Raises the refusal when it takes too much or the process dies of it."""
        timed: Callable[..., T] = _timed
        future = self._pool.submit(
            timed, self._seconds, self._processor_seconds, call, *args, **kwargs
        )
        try:
            result = future.result()
        except (TookTooLong, ProcessExpired, MemoryError) as exc:
            raise self._refusal from exc
        return result


def _limit_memory(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _timed(processor_seconds: float, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call; the process is ended by the system when it uses the processor for longer.

    A timer, for RLIMIT_CPU counts in whole seconds and from the start of the process. 0 is none.
    """
    signal.setitimer(signal.ITIMER_PROF, processor_seconds)
    try:
        return call(*args, **kwargs)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
