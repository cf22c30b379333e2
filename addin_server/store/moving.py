"""Everything from a SQLite file into an empty PostgreSQL database, in one transaction.

Counted and summed on both sides before it is committed; the file stays as it is.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from ..errors import StoreError
from . import postgres, schema
from .database import alone, connect, parsed
from .tables import metadata

PART = 1000  #: rows at a time


def move(source: str, target: str) -> Sequence[str]:
    """What was moved, a sentence a table. Raises StoreError; then the target is as it was."""
    if parsed(source).get_backend_name() != "sqlite":
        raise StoreError("ADDIN_DATABASE: what is moved is a SQLite file")
    if parsed(target).get_backend_name() != postgres.NAME:
        raise StoreError("--to: not an address such as postgresql://user@host/netjes")
    with alone(source):
        here, there = connect(source), connect(target)
        try:
            schema.check(here)
            with here.connect() as ours, there.connect() as theirs, theirs.begin():
                return _copy_all(ours, theirs)
        except SQLAlchemyError as exc:
            cause = getattr(exc, "orig", None) or exc
            raise StoreError(f"nothing was moved: {type(cause).__name__}") from exc
        finally:
            here.dispose()
            there.dispose()


def _copy_all(ours: Connection, theirs: Connection) -> Sequence[str]:
    theirs.execute(text("SET LOCAL statement_timeout = 0"))
    theirs.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
    schema.lock(theirs)
    _make_empty(theirs)
    said = []
    for table in metadata.sorted_tables:
        for part in _parts(ours, table):
            theirs.execute(insert(table), part)
        number, sum_ = checked(ours, table)
        if (number, sum_) != checked(theirs, table):
            raise StoreError(f"nothing was moved: {table.name} is not the same on both sides")
        said.append(f"{table.name}: {number} rows, checksum {sum_:064x}"[:80])
    return said


def _make_empty(theirs: Connection) -> None:
    """Tables without a row in them. Raises StoreError when there is one."""
    schema.refuse_newer(found := schema.version_of(theirs))
    if found != schema.CURRENT:
        schema.upgrade(theirs)
    for table in metadata.sorted_tables:
        if theirs.execute(select(func.count()).select_from(table)).scalar_one():
            raise StoreError(f"--to: that database is not empty: there are rows in {table.name}")


def _parts(db: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = db.execute(select(table).execution_options(yield_per=PART))
    for part in found.mappings().partitions(PART):
        yield [{name: _clean(value) for name, value in row.items()} for row in part]


def _clean(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) else value


def checked(db: Connection, table: Table) -> tuple[int, int]:
    """How many rows, and the sum of their hashes: the same in whatever order they come."""
    number = sum_ = 0
    for part in _parts(db, table):
        number += len(part)
        sum_ += sum(int.from_bytes(hashlib.sha256(_bytes(row)).digest()) for row in part)
    return number, sum_ % 2**256


def _bytes(row: Mapping[str, Any]) -> bytes:
    values = [(name, _plain(row[name])) for name in sorted(row)]
    return repr(values).encode("utf-8", "surrogatepass")


def _plain(value: Any) -> Any:
    """As both databases give it: a moment may come back in another zone of the same name."""
    return value.timestamp() if isinstance(value, datetime) else value
