"""The limit: one table with one row a reminder, SQL by hand, one held connection, no checks."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import text

from addin_server.store import sqlite_module

from .contenders import DAY, Calls, Spent, Watch, taken
from .fill import RANDOM, SERIES, connected, tidy
from .reminders_ours import BATCH, Ours, now

TABLE = "CREATE TABLE bare (id text PRIMARY KEY, message text UNIQUE, owner text, {due}, {state})"
INDEX = "CREATE INDEX bare_due ON bare (due) WHERE state = 0"
#: Two durable commits a batch, as a lease needs.
CLAIM = """
UPDATE bare SET state = 1 WHERE id IN (
    SELECT id FROM bare WHERE state = 0 AND due <= {} ORDER BY due LIMIT {} {}
) RETURNING id
"""
FILL = {
    kind: f"INSERT INTO bare SELECT {id}, {id}, 'o', :due, 0 FROM {SERIES[kind]} AS n"
    for kind, id in RANDOM.items()
}


class Bare:
    """SQLite as durable as ours (WAL where it is safe, FULL), or PostgreSQL."""

    def __init__(self, name: str, url: str) -> None:
        self.name, self._shared = name, url.startswith("postgresql")
        self._mark = "%s" if self._shared else "?"
        self._url = url
        self._db = self._opened()
        self._cursor = self._db.cursor()
        skip = "FOR UPDATE SKIP LOCKED" if self._shared else ""
        self._claim = CLAIM.format(self._mark, self._mark, skip)
        moment = "timestamptz" if self._shared else "text"
        self._cursor.execute(TABLE.format(due=f"due {moment}", state="state int DEFAULT 0"))
        self._cursor.execute(INDEX)

    def _opened(self) -> Any:
        return psycopg.connect(self._url, autocommit=True) if self._shared else _file(self._url)

    def put(self, number: int, due: datetime | None = None) -> Spent:
        due = due or now() + DAY
        rows = [(str(uuid4()), str(uuid4()), "o", self._moment(due)) for _ in range(number)]
        sql = f"INSERT INTO bare VALUES ({', '.join([self._mark] * 4)}, 0) ON CONFLICT DO NOTHING"
        watch = Watch()
        for row in rows:
            self._cursor.execute(sql, row)
        return watch.spent()

    def burst(self, number: int) -> Spent:
        self.put(number, now() - timedelta(seconds=1))
        calls = Calls()
        watch = Watch()
        while ids := self._ids(self._claim, BATCH):
            for id in ids:
                calls(id)
            self._done(ids)
        spent = watch.spent()
        calls.check(number)
        return spent

    def _ids(self, claim: str, most: int) -> list[str]:
        found = self._cursor.execute(claim, (self._moment(now()), most)).fetchall()
        return [id for (id,) in found]

    def _done(self, ids: Sequence[str]) -> None:
        if self._shared:
            self._cursor.execute("UPDATE bare SET state = 2 WHERE id = ANY(%s)", (ids,))
            return
        self._cursor.execute("BEGIN IMMEDIATE")
        done = "UPDATE bare SET state = 2 WHERE id = ?"
        self._cursor.executemany(done, [(id,) for id in ids])
        self._cursor.execute("COMMIT")

    def claim(self, most: int, there: int) -> Spent:
        watch = Watch()
        found = self._ids(self._claim, most)
        spent = watch.spent()
        taken(found, there)
        self._done(found)
        return spent

    def restart(self) -> Spent:
        watch = Watch()
        db = self._opened()
        db.cursor().execute("SELECT min(due) FROM bare WHERE state = 0").fetchone()
        spent = watch.spent()
        db.close()
        return spent

    def fill(self, number: int) -> None:
        with connected(self._url) as db:
            due = self._moment(now() + 2 * DAY)
            db.execute(text(FILL[db.dialect.name]), {"number": number, "due": due})
        tidy(self._url)

    def _moment(self, due: datetime) -> Any:
        return due if self._shared else due.isoformat(" ")

    def close(self) -> None:
        self._db.close()


def _file(url: str) -> Any:
    db = sqlite_module().connect(url.removeprefix("sqlite:///"), isolation_level=None)
    for pragma in ("journal_mode=wal", "synchronous=full"):
        db.execute(f"pragma {pragma}")
    return db


class SameRows:
    """The rows that our store writes for one put, in its tables: by hand, and nothing checked."""

    def __init__(self, name: str, ours: Ours) -> None:
        self.name, url = name, ours.url
        self._shared = url.startswith("postgresql")
        self._db = psycopg.connect(url, autocommit=True) if self._shared else _file(url)
        self._cursor = self._db.cursor()
        one = ours.deadline(now() + DAY)
        ours.store.keep(one, most=1)
        self._id, self._message, self._owner = one.id, one.internet_message_id, one.owner
        mark = "%s" if self._shared else "?"
        self._rows = [
            self._cursor.execute(f"SELECT * FROM {table} WHERE {id} = {mark}", [one.id]).fetchall()
            for table, id in (("deadlines", "id"), ("reminders", "subject_id"))
        ]
        self._sql = self._statements(mark)

    def _statements(self, mark: str) -> Sequence[str]:
        first, second = (
            f"INSERT INTO {table} VALUES "
            + ", ".join(f"({', '.join([mark] * len(row))})" for row in rows)
            for table, rows in zip(("deadlines", "reminders"), self._rows, strict=True)
        )
        if self._shared:  # one statement, one journey
            return (f"WITH d AS ({first}) {second}",)
        return "BEGIN IMMEDIATE", first, second, "COMMIT"

    def put(self, number: int) -> Spent:
        given = [self._another() for _ in range(number)]
        watch = Watch()
        for each in given:
            for sql, values in zip(self._sql, each, strict=True):
                self._cursor.execute(sql, values)
        return watch.spent()

    def _another(self) -> Sequence[Sequence[Any]]:
        id = str(uuid4())
        new = {self._id: id, self._message: f"<{id}@example.org>", self._owner: "same"}
        first, second = (
            [new.get(value, value) for row in rows for value in row] for rows in self._rows
        )
        return ([*first, *second],) if self._shared else ((), first, second, ())

    def close(self) -> None:
        self._db.close()
