"""Calls functions every few seconds, one of them also when something is due.

Only module that imports apscheduler. A ticker and nothing more: the jobs live in memory and hold
no data. What is due is in the database (`store`); APScheduler's persistent job store loses
one-shot jobs when it is killed.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Lock, Thread
from time import sleep

from apscheduler.job import Job
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from .errors import StoreError

SOONEST, SLOWEST = 0.01, 1.0  #: seconds between two ticks while what is due cannot be had
#: Seconds that a tick is woken before something is due. APScheduler's timer and threads take a
#: millisecond or two; sleeping off what is left is exact to a part of one.
EARLY = 0.005


class Clock:
    """Runs each job at once and then every so many seconds, in threads.

    Missed runs are merged, never stacked, never dropped. `tick` is also run when `next_due`
    says that something is due, or when `soon` was told so.
    """

    def __init__(
        self,
        tick: Callable[[], None],
        seconds: float,
        others: Mapping[Callable[[], None], float],
        *,
        next_due: Callable[[], timedelta | None],
        now: Callable[[], datetime],
    ) -> None:
        """`now` is the clock by which things are due."""
        self._tick, self._next_due, self._now = tick, next_due, now
        self._lock = Lock()
        self._running = self._again = self._stopped = False
        self._wake: tuple[datetime, Job] | None = None  #: planned besides the regular ticks
        self._in_vain = 0  #: ticks in a row after which something still was due
        self._scheduler = BackgroundScheduler(timezone=UTC)
        for job, every in {self._run: seconds, **others}.items():
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

    def stop(self, patience: float) -> bool:
        """Run nothing more; whether what was running has ended within `patience` seconds."""
        with self._lock:
            self._stopped = True
        ending = Thread(target=self._scheduler.shutdown, daemon=True)
        ending.start()
        ending.join(patience)
        return not ending.is_alive()

    def soon(self, at: datetime) -> None:
        """Something was put that is due then; perhaps nothing is due sooner."""
        self._plan((at - self._now()).total_seconds())

    def _woken(self, at: datetime) -> None:
        left = (at - datetime.now(UTC)).total_seconds()
        sleep(min(max(0.0, left), EARLY))  # bounded: the system's clock may have been put back
        with self._lock:
            self._wake = None
        self._run()

    def _run(self) -> None:
        """Tick, unless a tick is running; then once more when that has ended."""
        with self._lock:
            if self._running:
                self._again = True
                return
            self._running = True
        try:
            self._tick()
        finally:
            with self._lock:
                self._running, again, self._again = False, self._again, False
            if again:
                self._plan(0)
        self._look_ahead()

    def _look_ahead(self) -> None:
        with suppress(StoreError):  # the next tick finds that out, and says so
            if (wait := self._next_due()) is not None:
                # Due already, and yet not to be had: another server has it in its hands.
                self._in_vain = self._in_vain + 1 if not wait else 0
                self._plan(max(wait.total_seconds(), self._in_vain and self._pause()))

    def _pause(self) -> float:
        return float(min(SLOWEST, SOONEST * 2 ** min(self._in_vain, 10)))

    def _plan(self, wait: float) -> None:
        """Tick so many seconds from now, unless that is planned sooner.

        Each plan is a job of its own: APScheduler still has its hands on one that has just run, and
        would undo what is changed in it.
        """
        with self._lock:
            if self._running or self._stopped:
                return  # after a tick, what is due is looked at again
            at = datetime.now(UTC) + timedelta(seconds=max(0, wait))
            if self._wake is not None:
                planned, job = self._wake
                if planned <= at:
                    return
                with suppress(JobLookupError):
                    job.remove()
            once = self._scheduler.add_job(
                partial(self._woken, at),
                "date",
                run_date=at - timedelta(seconds=EARLY),
                misfire_grace_time=None,
            )
            self._wake = at, once
