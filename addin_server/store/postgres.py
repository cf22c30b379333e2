"""A PostgreSQL server as a database: checks, settings, limits.

Several servers share one; claims pass over rows that another holds, and leases end by the
database's clock.
"""

import select
from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from ..errors import StoreError

#: What a session may take, so that no one stands in another's way for ever.
LIMITS = {
    "statement_timeout": "30s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "30s",
    "TimeZone": "UTC",
}
#: How soon a server that has gone is missed (libpq): seconds, milliseconds.
PATIENCE = {"connect_timeout": 5, "tcp_user_timeout": 15_000, "keepalives_idle": 15}

NAME = "postgresql"
DRIVER = "postgresql+psycopg"
#: The oldest that its makers still mend (https://www.postgresql.org/support/versioning/).
OLDEST = 14


def connect(url: URL) -> Engine:
    """Reach the server. Raises StoreError, also when its commits are not durable."""
    target = url.set(drivername=DRIVER)
    known = {name: value for name, value in PATIENCE.items() if name not in url.query}
    arguments = {**known, "autocommit": True, "application_name": "netjes"}
    engine = create_engine(
        target,
        connect_args=arguments,
        poolclass=NullPool,
        use_native_hstore=False,
        paramstyle="format",  # in order, which costs the driver less than by name
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    about = described(engine)
    if about["synchronous_commit"] == "off" or about["fsync"] == "off":
        raise StoreError(
            "PostgreSQL says that a row is kept before it is: "
            f"synchronous_commit is {about['synchronous_commit']}, fsync is {about['fsync']}"
        )
    if int(about["server_version_num"]) < OLDEST * 10_000:
        raise StoreError(f"PostgreSQL {about['server_version']} is too old; {OLDEST} is needed")
    return engine


def described(engine: Engine) -> dict[str, str]:
    """The server's version and how durable its commits are. Raises StoreError."""
    names = ("server_version", "server_version_num", "synchronous_commit", "fsync")
    ask = "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)"
    try:
        raw = engine.raw_connection()
        try:
            return dict(raw.cursor().execute(ask, [list(names)]).fetchall())
        finally:
            raw.close()
    except (SQLAlchemyError, engine.dialect.loaded_dbapi.Error) as exc:
        cause = exc.orig if hasattr(exc, "orig") else exc
        code = getattr(cause, "sqlstate", None) or type(cause).__name__
        raise StoreError(f"the database server cannot be reached: {code}") from exc


def _configure(connection: Any, _: object) -> None:
    """Not as an option of the connection: a pooler in between may refuse it."""
    one = "set_config('{}', '{}', false)"
    connection.execute("SELECT " + ", ".join(one.format(*limit) for limit in LIMITS.items()))


def _begin(db: Connection) -> None:
    """What SQLAlchemy runs is in a transaction, although the connection commits by itself."""
    db.exec_driver_sql("BEGIN")


def life_of(raw: Any) -> Callable[[], bool]:
    """Tells whether the connection, idle, can be used: one that is over has something to read."""
    readable = select.poll()
    readable.register(raw.fileno(), select.POLLIN)
    return lambda: not raw.closed and not readable.poll(0)
