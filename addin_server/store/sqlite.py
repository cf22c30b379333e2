"""A file as a database: checks, settings, one server at a time."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError

from ..errors import StoreError

#: The first SQLite without the WAL-reset bug (https://sqlite.org/wal.html#walresetbug).
WAL_IS_SAFE = (3, 51, 3)

#: Bytes. A deadline with its reminders touches some ten pages, a few hundred bytes of each, and
#: all of them are written whole at every commit.
PAGE = 2048
#: Pages of journal after which it is written back, by the one whose turn it is. The same pages
#: are changed again and again, and written back once: fewer turns are less work.
CHECKPOINT = 4000


def sqlite_module() -> ModuleType:
    """The SQLite that travels in a wheel where there is one, else the interpreter's own."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return sqlite3
    return dbapi2  # type: ignore[no-any-return]


def described() -> str:
    version = sqlite_module().sqlite_version_info
    journal = "WAL" if version >= WAL_IS_SAFE else "rollback journal (this SQLite is old)"
    return f"SQLite {'.'.join(map(str, version))}, {journal}, synchronous=FULL"


def file_of(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise StoreError("ADDIN_DATABASE: name a file, as in sqlite:///var/netjes.db")
    return Path(url.database)


def connect(url: URL) -> Engine:
    """Open the file, or make it. Raises StoreError when it is damaged."""
    _prepare(file_of(url))
    module = sqlite_module()
    arguments = {"check_same_thread": False}
    engine = create_engine(url, module=module, connect_args=arguments, poolclass=NullPool)
    event.listen(engine, "connect", _configure(module.sqlite_version_info))
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as db:
            verdict = db.execute(text("pragma quick_check")).scalar()
    except SQLAlchemyError as exc:
        raise StoreError(f"the database cannot be opened: {type(exc).__name__}") from exc
    if verdict != "ok":
        raise StoreError(f"the database is damaged: {verdict}")
    return engine


def _configure(version: tuple[int, ...]) -> Any:
    # The rollback journal never had the bug; it is slower, and right.
    journal = "wal" if version >= WAL_IS_SAFE else "delete"

    def configure(connection: Any, _: object) -> None:
        connection.isolation_level = None  # we say ourselves where a transaction begins
        cursor = connection.cursor()
        for pragma in (
            "busy_timeout=5000",
            f"page_size={PAGE}",  # of a new file; an old one keeps its own
            f"journal_mode={journal}",
            "synchronous=full",
            "foreign_keys=on",
            "secure_delete=on",
            "journal_size_limit=67108864",
            f"wal_autocheckpoint={CHECKPOINT}",
            "cache_size=-8000",
        ):
            cursor.execute(f"pragma {pragma}")
        cursor.close()

    return configure


def _begin(db: Connection) -> None:
    db.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as exc:
        raise StoreError(f"the database {path} cannot be opened: {exc.strerror}") from exc


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep other processes off. Raises StoreError when one is there."""
    lock_file = Path(f"{path}.lock")
    _prepare(lock_file)
    with lock_file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            raise StoreError(f"another Netjes server already uses {path}") from exc
        yield


def back_up(engine: Engine, label: str) -> Path:
    """A copy beside the file, readable by its owner alone."""
    path = file_of(engine.url)
    copy = path.with_name(f"{path.name}.{label}")
    try:
        copy.touch(mode=0o600, exist_ok=False)
    except OSError as exc:
        raise StoreError(f"the backup {copy} cannot be made: {exc.strerror}") from exc
    raw = engine.raw_connection()  # VACUUM has no place in a transaction
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(copy),))
    except sqlite_module().Error as exc:
        raise StoreError(f"the backup {copy} cannot be made: {exc}") from exc
    finally:
        raw.close()
    return copy
