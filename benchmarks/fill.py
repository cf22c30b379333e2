"""Many pending reminders, put quickly: one that our store kept, multiplied by the database itself.

Only what makes them differ is named here, so the columns may change.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, create_engine, make_url, text

from addin_server.model import Deadline
from addin_server.store import Store, sqlite_module
from addin_server.store.tables import deadlines, reminders

SERIES = {
    "sqlite": "(WITH RECURSIVE s(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM s WHERE n < :number)"
    " SELECT n FROM s)",
    "postgresql": "(SELECT n FROM generate_series(1, :number) AS s(n))",
}
RANDOM = {
    "sqlite": "lower(hex(randomblob(16)))",
    "postgresql": "replace(gen_random_uuid()::text, '-', '')",
}
#: Spread over the two days that follow the moment itself.
SPREAD = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', {0}, (abs(random()) % 172800) || ' seconds')",
    "postgresql": "{0} + random() * interval '2 days'",
}


def fill(store: Store, url: str, one: Deadline, number: int) -> None:
    """`number` like it, of others and due later."""
    store.keep(one, most=1_000_000)
    with connected(url) as db:
        kind = db.dialect.name
        db.execute(text(_more_deadlines(kind)), {"id": one.id, "number": number})
        db.execute(text(_their_reminders(kind)), {"id": one.id})
    tidy(url)


def _more_deadlines(kind: str) -> str:
    different = {
        "id": RANDOM[kind],
        "owner": "'filled' || (n / 20)",
        "internet_message_id": f"'<' || {RANDOM[kind]} || '@example.org>'",
    }
    return _copying(deadlines, different, f"{SERIES[kind]} AS s WHERE t.id = :id")


def _their_reminders(kind: str) -> str:
    moments = {name: SPREAD[kind].format(f"t.{name}") for name in ("due_at", "next_at")}
    return _copying(
        reminders,
        {"subject_id": "d.id", "owner": "d.owner", **moments},
        "deadlines AS d WHERE t.subject_id = :id AND d.owner LIKE 'filled%' AND "
        "NOT EXISTS (SELECT 1 FROM reminders WHERE subject_id = d.id)",
    )


def _copying(table: Table, different: Mapping[str, str], source: str) -> str:
    names = [column.name for column in table.columns]
    values = ", ".join(different.get(name, f"t.{name}") for name in names)
    into = f"INSERT INTO {table.name} ({', '.join(names)})"
    return f"{into} SELECT {values} FROM {table.name} AS t, {source}"


@contextmanager
def connected(url: str, **options: Any) -> Iterator[Any]:
    """A transaction of SQLAlchemy's, beside the store's own connections."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        options["module"] = sqlite_module()
    else:
        target = target.set(drivername="postgresql+psycopg")
    engine = create_engine(target, **options)
    try:
        with engine.begin() as db:
            yield db
    finally:
        engine.dispose()


def tidy(url: str) -> None:
    """What PostgreSQL does by itself after a while (autovacuum)."""
    if make_url(url).get_backend_name() == "postgresql":
        with connected(url, isolation_level="AUTOCOMMIT") as db:
            db.execute(text("VACUUM ANALYZE"))
