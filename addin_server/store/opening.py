"""An address -> a store that is ready."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ..errors import StoreError
from . import postgres, schema, sqlite
from .database import Database, alone, connect, parsed
from .owners import Store


def open_store(url: str) -> Store:
    """Raises StoreError. A file is made, or brought up to date, where needed."""
    engine = connect(url)
    try:
        if engine.dialect.name == "sqlite":
            schema.bring_up_to_date(engine)
        schema.check(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(Database(engine))


def examined(url: str) -> str:
    """What the database is, for its administrator. Changes nothing. Raises StoreError."""
    target = parsed(url)
    if target.get_backend_name() == "sqlite" and not sqlite.file_of(target).exists():
        return f"{target.database} will be made at the first start"
    with alone(url):
        engine = connect(url)
        try:
            if engine.dialect.name == "sqlite":
                return f"{sqlite.described()}, {schema.outlook(engine)}"
            schema.check(engine)
            about = postgres.described(engine)
            commits = f"synchronous_commit={about['synchronous_commit']}"
            return f"PostgreSQL {about['server_version']}, {commits}, {schema.outlook(engine)}"
        finally:
            engine.dispose()


@contextmanager
def opened_store(url: str) -> Iterator[Store]:
    """A store, closed when the block ends, its leases given back.

    A file is held by this process alone. Raises StoreError when another has it.
    """
    with alone(url):
        store = open_store(url)
        try:
            yield store
        finally:
            with suppress(StoreError):  # then the leases end by themselves
                store.release()
            store.close()
