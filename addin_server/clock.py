"""Calls functions every few seconds, one of them also when something is due.

Only module that imports apscheduler. A ticker and nothing more: the jobs live in memory and hold
no data. What is due is in the database (`store`); APScheduler's persistent job store loses
one-shot jobs when it is killed.
"""

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Condition, Thread

from apscheduler.job import Job
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from .errors import StoreError

logger = logging.getLogger(__name__)

SOONEST, SLOWEST = 0.01, 1.0  #: seconds between two ticks while what is due cannot be had


class Clock:
    """Runs each job at once and then every so many seconds, in threads.

    Missed runs are merged, never stacked, never dropped. `tick` is also run when `next_due`
    says that something is due, or when `soon` was told so. It has a thread of its own, which the
    scheduler's jobs only wake: a job that is still running would be skipped.
    """

    def __init__(
        self,
        tick: Callable[[], None],
        seconds: float,
        others: Mapping[Callable[[], None], float],
        *,
        next_due: Callable[[], timedelta | None],
        now: Callable[[], datetime],
        ahead: timedelta = timedelta(),
    ) -> None:
        """`now` is the clock by which things are due; `tick` takes what is due so soon as well."""
        self._tick, self._next_due, self._now = tick, next_due, now
        self._ahead = ahead.total_seconds()
        self._changed = Condition()
        self._awake = self._stopped = False
        self._wake: tuple[datetime, Job] | None = None  #: planned besides the regular ticks
        self._in_vain = 0  #: ticks in a row after which something still was due
        self._thread = Thread(target=self._run, name="clock", daemon=True)
        self._scheduler = BackgroundScheduler(timezone=UTC)
        for job, every in {self._nudge: seconds, **others}.items():
            self._add(job, every)

    def _add(self, job: Callable[[], None], seconds: float) -> None:
        self._scheduler.add_job(
            job,
            "interval",
            seconds=seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )

    def start(self) -> None:
        self._scheduler.start()
        self._thread.start()

    def stop(self, patience: float) -> bool:
        """Run nothing more; whether what was running has ended within `patience` seconds."""
        until = time.monotonic() + patience
        with self._changed:
            self._stopped = True
            self._changed.notify()
        ending = Thread(target=self._scheduler.shutdown, daemon=True)
        ending.start()
        for thread in (ending, self._thread):
            thread.join(max(0.0, until - time.monotonic()))
        return not (ending.is_alive() or self._thread.is_alive())

    def soon(self, at: datetime) -> None:
        """Something was put that is due then; perhaps nothing is due sooner."""
        self._plan((at - self._now()).total_seconds() - self._ahead)

    def _nudge(self) -> None:
        """Tick now; once more, if a tick is running."""
        with self._changed:
            self._awake = True
            self._changed.notify()

    def _woken(self, at: datetime) -> None:
        with self._changed:
            if self._wake is not None and self._wake[0] == at:
                self._wake = None
        self._nudge()

    def _run(self) -> None:
        while self._nudged():
            try:
                self._tick()
            except Exception:
                logger.exception("what is due could not be looked at")
            else:
                self._look_ahead()

    def _nudged(self) -> bool:
        """Sleep until the next tick; False when there is to be none."""
        with self._changed:
            self._changed.wait_for(lambda: self._awake or self._stopped)
            # What is put from now on may come too late for this tick: it asks for another.
            self._awake = False
            return not self._stopped

    def _look_ahead(self) -> None:
        with suppress(StoreError):  # the next tick finds that out, and says so
            if (due := self._next_due()) is not None:
                # Due already, and yet not to be had: another server has it in its hands.
                self._in_vain = self._in_vain + 1 if not due else 0
                wait = due.total_seconds()
                # What is due so soon and was not taken cannot be had before its moment.
                wait -= self._ahead if wait > self._ahead else 0
                self._plan(max(wait, self._in_vain and self._pause()))

    def _pause(self) -> float:
        return float(min(SLOWEST, SOONEST * 2 ** min(self._in_vain, 10)))

    def _plan(self, wait: float) -> None:
        """Tick so many seconds from now, unless that is planned sooner."""
        if wait <= 0:
            self._nudge()
            return
        with self._changed:
            at = datetime.now(UTC) + timedelta(seconds=wait)
            if self._stopped or (self._wake is not None and self._wake[0] <= at):
                return
            if self._wake is not None:
                with suppress(JobLookupError):
                    self._wake[1].remove()
            wake = partial(self._woken, at)
            self._wake = (
                at,
                self._scheduler.add_job(wake, "date", run_date=at, misfire_grace_time=None),
            )
