"""An address -> connections to write and to read by.

SQLite: one connection writes, under a lock; a few read. PostgreSQL: all are alike.
"""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import URL, Engine, Executable, literal, make_url, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ..errors import StoreError
from . import postgres, sqlite
from .lines import Line, Prepared, trouble

KEPT = 8  #: idle connections that stay open
PING = select(literal(1))


def connect(url: str) -> Engine:
    """Reach and check a database; nothing is made but an empty file. Raises StoreError."""
    target = parsed(url)
    if target.get_backend_name() == postgres.NAME:
        return postgres.connect(target)
    return sqlite.connect(target)


def parsed(url: str) -> URL:
    """Raises StoreError."""
    try:
        target = make_url(url)
        kind = target.get_backend_name()
    except ArgumentError as exc:
        raise StoreError("ADDIN_DATABASE: not an address such as sqlite:///netjes.db") from exc
    if kind not in ("sqlite", postgres.NAME):
        raise StoreError(f"ADDIN_DATABASE: {kind} is not supported, sqlite and postgresql are")
    return target


def alone(url: str) -> AbstractContextManager[None]:
    """Hold a file for this process; a PostgreSQL database is there for several."""
    target = parsed(url)
    if target.get_backend_name() == postgres.NAME:
        return nullcontext()
    return sqlite.held(sqlite.file_of(target))


class Database:
    """Connections, for as many threads as ask. Raises StoreError when none can be had.

    A connection that was lost is replaced the next time one is asked for.
    """

    def __init__(self, engine: Engine, most: int = 16) -> None:
        self.engine = engine
        self.shared = engine.dialect.name == "postgresql"  #: whether other servers use it too
        self._prepared: dict[Executable, Prepared] = {}
        self._idle: list[Line] = []
        self._writer: Line | None = None
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(most)

    @contextmanager
    def writing(self) -> Iterator[Line]:
        """A transaction, durable when the block has ended; undone when it raises."""
        with self.changing() as line:
            line.begin()
            try:
                yield line
                line.commit()
            except BaseException:
                line.roll_back()
                raise

    @contextmanager
    def changing(self) -> Iterator[Line]:
        """For one statement that changes something: it is a transaction of its own."""
        if self.shared:
            with self.reading() as line:
                yield line
            return
        with self._lock:
            self._writer = self._writer or self._opened()
            try:
                yield self._writer
            finally:
                if self._writer.broken:
                    self._writer.close()
                    self._writer = None

    @contextmanager
    def reading(self) -> Iterator[Line]:
        """Each statement sees what is committed when it starts."""
        with self._places:
            line = self._usable() or self._opened()
            try:
                yield line
            except BaseException:
                line.broken = line.broken or not line.is_alive()
                raise
            finally:
                if line.broken or len(self._idle) >= KEPT:
                    line.close()
                else:
                    self._idle.append(line)

    def ping(self) -> None:
        """Raises StoreError when it cannot be reached."""
        with self.reading() as line:
            line.rows(PING)

    def close(self) -> None:
        idle, self._idle = self._idle, []
        for line in (*idle, self._writer):
            if line:
                line.close()
        self._writer = None
        self.engine.dispose()

    def _usable(self) -> Line | None:
        while True:
            try:
                line = self._idle.pop()
            except IndexError:
                return None
            if line.is_alive():
                return line
            line.close()

    def _opened(self) -> Line:
        try:
            connection = self.engine.raw_connection()
        except (SQLAlchemyError, self.engine.dialect.loaded_dbapi.Error) as exc:
            raise trouble(getattr(exc, "orig", exc)) from exc
        raw = connection.driver_connection
        connection.detach()
        line = Line(raw, self.engine.dialect, self._prepared)
        if self.shared:
            line.is_alive = postgres.life_of(raw)
        return line
