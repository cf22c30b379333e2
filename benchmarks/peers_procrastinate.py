"""procrastinate on PostgreSQL: `defer` with `schedule_at` and `queueing_lock`."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import procrastinate
from procrastinate.jobs import Status
from sqlalchemy import text

from .contenders import DAY, Calls, Late, Spent, Watch, in_time, taken
from .fill import connected, tidy
from .reminders_ours import now

CONCURRENCY = 10
FILL = """
INSERT INTO procrastinate_jobs (queue_name, task_name, scheduled_at)
SELECT 'default', 'remind', now() + interval '2 days' + n * interval '1 second'
FROM generate_series(1, :number) AS s(n)
"""


class Procrastinate:
    def __init__(self, name: str, url: str) -> None:
        self.name, self._url = name, url
        sync = procrastinate.SyncPsycopgConnector(conninfo=url, min_size=1, max_size=1)
        self._app = procrastinate.App(connector=sync).open()
        self._app.schema_manager.apply_schema()

    def put(self, number: int, due: datetime | None = None) -> Spent:
        return self._defer([due or now() + DAY] * number)

    def _defer(self, dues: Sequence[datetime]) -> Spent:
        ids = [str(uuid4()) for _ in dues]
        watch = Watch()
        for id, due in zip(ids, dues, strict=True):
            self._app.configure_task("remind", schedule_at=due, queueing_lock=id).defer(
                id=id, due=due.isoformat()
            )
        return watch.spent()

    def burst(self, number: int) -> Spent:
        self.put(number, now() - timedelta(seconds=1))
        calls = Calls()
        spent = asyncio.run(self._catch_up(calls))
        calls.check(number)
        return spent

    async def _catch_up(self, calls: Calls) -> Spent:
        async with self._worker(lambda id, due: calls(id)).open_async() as app:
            watch = Watch()
            await app.run_worker_async(wait=False, concurrency=CONCURRENCY, listen_notify=False)
            return watch.spent()

    def lateness(self, dues: Sequence[datetime]) -> Late:
        """As it comes: it looks every five seconds."""
        self._defer(dues)
        meant = in_time(dues)
        calls = Calls()
        asyncio.run(self._keep_up(calls, len(dues)))
        return calls.lateness(meant)

    async def _keep_up(self, calls: Calls, number: int) -> None:
        heard = lambda id, due: calls(id, datetime.fromisoformat(due))  # noqa: E731
        async with self._worker(heard).open_async() as app:
            work = asyncio.create_task(
                app.run_worker_async(concurrency=CONCURRENCY, install_signal_handlers=False)
            )
            await asyncio.to_thread(calls.wait, number)
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    def _worker(self, handler: Any) -> procrastinate.App:
        connector = procrastinate.PsycopgConnector(conninfo=self._url, max_size=CONCURRENCY)
        app = procrastinate.App(connector=connector)

        @app.task(name="remind")
        async def remind(id: str, due: str) -> None:
            handler(id, due)

        return app

    def claim(self, most: int, there: int) -> Spent | None:
        """It takes one at a time."""
        return asyncio.run(self._claim(there)) if most == 1 else None

    async def _claim(self, there: int) -> Spent:
        async with self._worker(None).open_async() as app:
            worker = await app.job_manager.register_worker()
            watch = Watch()
            job = await app.job_manager.fetch_job(None, worker)
            spent = watch.spent()
            taken([job] if job else [], there)
            if job:
                await app.job_manager.finish_job(job, Status.SUCCEEDED, delete_job=True)
            await app.job_manager.unregister_worker(worker)
        return spent

    def restart(self) -> None:
        """It looks now and then."""

    def fill(self, number: int) -> None:
        with connected(self._url) as db:
            db.execute(text(FILL), {"number": number})
        tidy(self._url)

    def close(self) -> None:
        self._app.close()
