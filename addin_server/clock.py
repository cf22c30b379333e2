"""Calls functions every few seconds, one of them also when something is due.

Only module that imports apscheduler. A ticker and nothing more: the jobs live in memory and hold
no data. What is due is in the database (`store`); APScheduler's persistent job store loses
one-shot jobs when it is killed.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Lock, Thread
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from .errors import StoreError

TICK = "tick"
SOONEST, SLOWEST = 0.01, 1.0  #: seconds between two ticks when something seems to be due


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
        self._running = self._stopped = False
        self._in_vain = 0  #: ticks in a row after which something still was due
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._add(self._run, seconds, TICK)
        for job, every in others.items():
            self._add(job, every, None)
        self._scheduler.add_listener(self._ticked, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)

    def _add(self, job: Callable[[], None], seconds: float, id: str | None) -> None:
        self._scheduler.add_job(
            job,
            "interval",
            id=id,
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

    def _run(self) -> None:
        with self._lock:
            self._running = True
        self._tick()

    def _ticked(self, event: Any) -> None:
        """The tick's place is free again: only now can it be given to the next one."""
        if event.job_id != TICK:
            return
        with self._lock:
            self._running = False
        if event.code == EVENT_JOB_ERROR:
            return
        with suppress(StoreError):  # the next tick finds that out, and says so
            if (wait := self._next_due()) is not None:
                # Due already, and yet not to be had: another server has it in its hands.
                self._in_vain = self._in_vain + 1 if not wait else 0
                self._plan(max(wait.total_seconds(), self._in_vain and self._pause()))

    def _pause(self) -> float:
        return float(min(SLOWEST, SOONEST * 2 ** min(self._in_vain, 10)))

    def _plan(self, wait: float) -> None:
        """Tick so many seconds from now, unless it will tick sooner."""
        with self._lock:
            if self._running or self._stopped:
                return  # after a tick, what is due is looked at again
            at = datetime.now(UTC) + timedelta(seconds=max(SOONEST, wait))
            with suppress(JobLookupError):
                job = self._scheduler.get_job(TICK)
                if job is not None and at < job.next_run_time:
                    job.modify(next_run_time=at)
