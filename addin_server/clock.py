"""Calls functions every few seconds. Only module that imports apscheduler.

A ticker and nothing more: the jobs live in memory and hold no data. What is due is in the
database (`store`); APScheduler's persistent job store loses one-shot jobs when it is killed.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler


@contextmanager
def ticking(jobs: Mapping[Callable[[], None], float]) -> Iterator[None]:
    """Run each job at once and then every so many seconds, in threads, until the block ends.

    Missed ticks are merged, never stacked, never dropped.
    """
    scheduler = BackgroundScheduler(timezone=UTC)
    for job, seconds in jobs.items():
        scheduler.add_job(
            job,
            "interval",
            seconds=seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=True)
