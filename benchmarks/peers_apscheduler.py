"""APScheduler 3 with its SQLAlchemyJobStore: on SQLite as it comes or tuned, on PostgreSQL."""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from apscheduler.events import EVENT_JOB_EXECUTED, EVENT_JOB_REMOVED
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Engine, create_engine, event, make_url, text

from addin_server.store import sqlite_module

from .contenders import DAY, Calls, Late, Spent, Watch, in_time, taken, until
from .reminders_ours import now

#: What its users say makes it fast; NORMAL may lose the last commits when the power fails.
TUNED = ("journal_mode=wal", "synchronous=normal")
FILL = {
    "sqlite": """
    INSERT INTO apscheduler_jobs SELECT lower(hex(randomblob(16))), :due + n, zeroblob(600) FROM
    (WITH RECURSIVE s(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM s WHERE n < :number)
    SELECT n FROM s)
    """,
    "postgresql": """
    INSERT INTO apscheduler_jobs
    SELECT gen_random_uuid()::text, :due + n, decode(repeat('00', 600), 'hex')
    FROM generate_series(1, :number) AS s(n)
    """,
}


def nothing() -> None:
    """The handler; jobs name it."""


class Apscheduler:
    """`misfire_grace_time=None`: with its default of a second it drops what is late."""

    def __init__(self, name: str, url: str, tuned: bool = False) -> None:
        self.name, self._url, self._tuned = name, url, tuned
        self._engine = _engine(url, tuned)
        self._scheduler = self._new()
        self._scheduler.start(paused=True)

    def _new(self) -> Any:
        store = SQLAlchemyJobStore(engine=self._engine)
        return BackgroundScheduler(
            jobstores={"default": store}, timezone=UTC, job_defaults={"misfire_grace_time": None}
        )

    def put(self, number: int, due: datetime | None = None) -> Spent:
        return self._add(_named([due or now() + DAY] * number))

    def _add(self, dues: Mapping[str, datetime]) -> Spent:
        watch = Watch()
        for id, due in dues.items():
            self._scheduler.add_job(nothing, "date", run_date=due, id=id)
        return watch.spent()

    def burst(self, number: int) -> Spent:
        self.put(number, now() - timedelta(seconds=1))
        calls = Calls()
        watch = Watch()
        self._run(calls, number, lambda event: calls(event.job_id))
        return watch.spent()

    def lateness(self, dues: Sequence[datetime]) -> Late:
        """It calls first, and takes the job out of its store meanwhile."""
        named = _named(dues)
        self._add(named)
        meant = in_time(dues)
        calls = Calls()
        settled = lambda e: calls.settled(named[e.job_id])  # noqa: E731
        self._scheduler.add_listener(settled, EVENT_JOB_REMOVED)
        self._run(calls, len(dues), lambda e: calls(e.job_id, e.scheduled_run_time))
        self._scheduler.remove_listener(settled)
        return calls.lateness(meant)

    def claim(self, most: int, there: int) -> Spent:
        """It reads all that is due, and marks nothing."""
        store = SQLAlchemyJobStore(engine=self._engine)
        store.start(self._scheduler, "default")
        watch = Watch()
        found = store.get_due_jobs(now())
        spent = watch.spent()
        taken(found, there)
        with self._engine.begin() as db:
            delete = text("DELETE FROM apscheduler_jobs WHERE next_run_time <= :now")
            db.execute(delete, {"now": time.time()})
        return spent

    def restart(self) -> Spent:
        watch = Watch()
        engine = _engine(self._url, self._tuned)
        store = SQLAlchemyJobStore(engine=engine)
        store.start(self._scheduler, "default")
        store.get_next_run_time()
        spent = watch.spent()
        engine.dispose()
        return spent

    def _run(self, calls: Calls, number: int, heard: Any) -> None:
        """Until they were called and are gone from the store."""
        self._scheduler.add_listener(heard, EVENT_JOB_EXECUTED)
        self._scheduler.resume()
        try:
            calls.wait(number)
            until(lambda: not self._is_due())
        finally:
            self._scheduler.pause()
            self._scheduler.remove_listener(heard)

    def _is_due(self) -> bool:
        with self._engine.connect() as db:
            ask = text("SELECT 1 FROM apscheduler_jobs WHERE next_run_time <= :now LIMIT 1")
            return db.execute(ask, {"now": time.time()}).scalar() is not None

    def fill(self, number: int) -> None:
        """Rows that are never read: how a job looks does not matter."""
        with self._engine.begin() as db:
            given = {"number": number, "due": time.time() + 2 * DAY.total_seconds()}
            db.execute(text(FILL[db.dialect.name]), given)

    def close(self) -> None:
        self._scheduler.shutdown()
        self._engine.dispose()


def _named(dues: Sequence[datetime]) -> dict[str, datetime]:
    return {str(uuid4()): due for due in dues}


def _engine(url: str, tuned: bool) -> Engine:
    target = make_url(url)
    if target.get_backend_name() == "postgresql":
        return create_engine(target.set(drivername="postgresql+psycopg"))
    engine = create_engine(target, module=sqlite_module())  # the same SQLite as ours
    if tuned:
        event.listen(engine, "connect", _tune)
    return engine


def _tune(connection: Any, _: object) -> None:
    for pragma in TUNED:
        connection.execute(f"pragma {pragma}")
