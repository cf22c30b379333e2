"""Which version a database has; made, brought up to date, or refused.

Alembic does the work (`addin_server/migrations`) and is loaded only when there is some. A file is
brought up to date when the server starts, after a backup: it has one server. A PostgreSQL
database is shared: it is brought up to date by `netjes migrate`, when its administrator says so.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, Table, select, text
from sqlalchemy.exc import SQLAlchemyError

from ..errors import StoreError
from ..resources import PACKAGE
from . import postgres, sqlite
from .database import alone, connect
from .tables import metadata

#: The versions there have been, oldest first; the last is what this code needs.
VERSIONS = ("0001", "0002")
CURRENT = VERSIONS[-1]

#: One migration at a time, whoever starts it. Any number, as long as it stays the same.
ADVISORY_LOCK = 0x6E65746A6573


def version_of(db: Connection) -> str | None:
    """None: there is nothing; "": the tables of before there were versions."""
    if _has_table(db, "alembic_version"):
        return str(db.execute(text("SELECT version_num FROM alembic_version")).scalar())
    return "" if _has_table(db, "deadlines") else None


def _has_table(db: Connection, name: str) -> bool:
    if db.dialect.name == "sqlite":
        ask = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name"
    else:
        ask = "SELECT 1 WHERE to_regclass(:name) IS NOT NULL"
    return db.execute(text(ask), {"name": name}).scalar() is not None


def check(engine: Engine) -> None:
    """Raises StoreError unless the database has the version that this code needs, and is whole."""
    with _answering(engine) as db:
        found = version_of(db)
    refuse_newer(found)
    if found != CURRENT:
        said = "is empty" if found is None else f"has version {found or '0000'} of the tables"
        raise StoreError(f"the database {said}, {CURRENT} is needed: run `netjes migrate`")
    for table in metadata.sorted_tables:
        _expect(engine, table)


def _expect(engine: Engine, table: Table) -> None:
    """Raises StoreError unless the table is there with its columns, whatever its version says."""
    try:
        with engine.connect() as db:
            db.execute(select(table).limit(0))
    except SQLAlchemyError as exc:
        raise StoreError(
            f"the table {table.name} is not the one of version {CURRENT}: it was changed by other "
            "hands, or an upgrade was cut short; put a copy of the database back"
        ) from exc


def outlook(engine: Engine) -> str:
    """The version of the tables, and what becomes of it when the server starts."""
    with _answering(engine) as db:
        found = version_of(db)
    refuse_newer(found)
    if found == CURRENT:
        return f"tables of version {CURRENT}"
    return f"tables to be brought from version {found or '0000'} to {CURRENT} at the next start"


def refuse_newer(found: str | None) -> None:
    if found and found not in VERSIONS:
        raise StoreError(
            f"the database has version {found} of the tables, made by a newer Netjes; "
            f"this one knows {CURRENT}"
        )


@contextmanager
def _answering(engine: Engine) -> Iterator[Connection]:
    try:
        with engine.connect() as db:
            yield db
    except SQLAlchemyError as exc:
        cause = getattr(exc, "orig", None) or exc
        raise StoreError(f"the database cannot be read: {type(cause).__name__}") from exc


def migrate(url: str) -> Sequence[str]:
    """Bring a database up to date; what was done, as sentences. Twice does no harm."""
    with alone(url):
        engine = connect(url)
        try:
            return bring_up_to_date(engine)
        finally:
            engine.dispose()


def bring_up_to_date(engine: Engine) -> Sequence[str]:
    """As `migrate`, on a file that is held by the caller."""
    with _answering(engine) as db:
        found = version_of(db)
    refuse_newer(found)
    if found == CURRENT:
        return [f"The tables have version {CURRENT}; there is nothing to do."]
    said = []
    if found is not None and engine.dialect.name == "sqlite":
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        copy = sqlite.back_up(engine, f"before-{CURRENT}-{moment}")
        said.append(f"A copy of the database as it was is in {copy}; delete it when all is well.")
    with _answering(engine) as db, db.begin():
        if engine.dialect.name == postgres.NAME:
            db.execute(text("SET LOCAL statement_timeout = 0"))
            lock(db)
        upgrade(db)
    if found is None:
        return [f"The tables were made, version {CURRENT}."]
    return [*said, f"The tables were brought from version {found or '0000'} to {CURRENT}."]


def lock(db: Connection) -> None:
    """Wait until nobody else brings this PostgreSQL database up to date."""
    db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})


def upgrade(db: Connection) -> None:
    """Run the migrations that are missing, in the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(PACKAGE / "migrations").replace("%", "%%"))
    config.attributes["connection"] = db
    command.upgrade(config, "head")
