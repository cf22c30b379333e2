"""pgqueuer on PostgreSQL with asyncpg: `enqueue` with `execute_after` and `dedupe_key`."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import asyncpg
from pgqueuer import AsyncpgDriver, Job, Queries, QueueManager
from pgqueuer.ports.repository import EntrypointExecutionParameter
from sqlalchemy import text

from .contenders import DAY, PATIENCE, Calls, Late, Spent, Watch, in_time, taken
from .fill import connected, tidy
from .reminders_ours import now

FILL = """
INSERT INTO pgqueuer (priority, entrypoint, execute_after, status)
SELECT 0, 'remind', now() + interval '2 days' + n * interval '1 second', 'queued'
FROM generate_series(1, :number) AS s(n)
"""
SECOND = timedelta(seconds=1)


class Pgqueuer:
    """It settles in batches of what it claims at once; 100 is its best, 10 what it comes with."""

    def __init__(self, name: str, url: str, batch: int) -> None:
        self.name, self._url, self._batch = name, url, batch
        self._runner = asyncio.Runner()
        self._queries = self._runner.run(self._connected())
        self._runner.run(self._queries.install())

    async def _connected(self) -> Queries:
        return Queries(AsyncpgDriver(await asyncpg.connect(self._url)))

    def put(self, number: int, due: datetime | None = None) -> Spent:
        return self._runner.run(self._enqueue([due or now() + DAY] * number))

    async def _enqueue(self, dues: Sequence[datetime]) -> Spent:
        """Its moments are distances from the database's now; a payload tells what was meant."""
        ids = [str(uuid4()) for _ in dues]
        watch = Watch()
        for id, due in zip(ids, dues, strict=True):
            payload = f"{id} {due.isoformat()}".encode()
            await self._queries.enqueue("remind", payload, 0, due - now(), dedupe_key=id)
        return watch.spent()

    def burst(self, number: int) -> Spent:
        self.put(number, now() - timedelta(seconds=1))
        return self._runner.run(self._catch_up(number))

    async def _catch_up(self, number: int) -> Spent:
        """Its own mode for this never ends while there are some that are due later."""
        calls = Calls()

        def handler(id: str, due: str) -> None:
            calls(id)
            if len(calls.seen) == number:
                manager.shutdown.set()

        manager = await self._manager(handler)
        watch = Watch()
        await asyncio.wait_for(manager.run(batch_size=self._batch), PATIENCE)
        spent = watch.spent()
        calls.check(number)
        return spent

    def lateness(self, dues: Sequence[datetime]) -> Late:
        self.put_all(dues)
        meant = in_time(dues)
        calls = Calls()
        self._runner.run(self._keep_up(calls, len(dues)))
        return calls.lateness(meant)

    def put_all(self, dues: Sequence[datetime]) -> Spent:
        return self._runner.run(self._enqueue(dues))

    async def _keep_up(self, calls: Calls, number: int) -> None:
        manager = await self._manager(lambda id, due: calls(id, datetime.fromisoformat(due)))
        work = asyncio.create_task(manager.run(batch_size=self._batch))
        await asyncio.to_thread(calls.wait, number)
        manager.shutdown.set()
        await work

    async def _manager(self, handler: Any) -> QueueManager:
        """With a connection of its own, which it closes."""
        manager = QueueManager(await self._connected())

        @manager.entrypoint("remind")
        async def remind(job: Job) -> None:
            handler(*(job.payload or b"").decode().split())

        return manager

    def claim(self, most: int, there: int) -> Spent:
        return self._runner.run(self._claim(most, there))

    async def _claim(self, most: int, there: int) -> Spent:
        known = {"remind": EntrypointExecutionParameter(concurrency_limit=0)}
        watch = Watch()
        found = await self._queries.dequeue(most, known, uuid4(), None, PATIENCE * SECOND)
        spent = watch.spent()
        taken(found, there)
        if found:
            await self._queries.log_jobs([(job, "successful", None) for job in found])
        return spent

    def restart(self) -> None:
        """It looks now and then."""

    def fill(self, number: int) -> None:
        with connected(self._url) as db:
            db.execute(text(FILL), {"number": number})
        tidy(self._url)

    def close(self) -> None:
        self._runner.run(self._queries.driver.__aexit__(None, None, None))
        self._runner.close()
