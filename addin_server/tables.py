"""The tables, how a database is opened, rows as values. Shares sqlalchemy with what is below."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Row,
    Select,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    create_engine,
    event,
    insert,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from .errors import StoreError
from .model import Deadline, DeadlineState, Kind, Notice, NoticeState

#: The first SQLite without the WAL-reset bug (https://sqlite.org/wal.html#walresetbug).
WAL_IS_SAFE = (3, 51, 3)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes in and out, UTC in the table. Refuses naive ones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"naive datetime: {value!r}")
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


WAITING = (NoticeState.SCHEDULED, NoticeState.SNOOZED)
UNFINISHED = (*WAITING, NoticeState.DUE)

metadata = MetaData()

#: One row per (owner, message). No subject, no text, no address of a third party.
deadlines = Table(
    "deadlines",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("owner", String(300), nullable=False),
    Column("internet_message_id", String(998), nullable=False),
    Column("item_id", String(512), nullable=False),
    Column("conversation_id", String(998), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("sender_name", String(200), nullable=False),
    Column("job_title", String(200), nullable=False),
    Column("company", String(200), nullable=False),
    Column("received", UtcDateTime, nullable=False),
    Column("limit_at", UtcDateTime, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("state", String(20), nullable=False),
    Column("template", String(64), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime, index=True),
    UniqueConstraint("owner", "internet_message_id"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("deadline_id", ForeignKey("deadlines.id", ondelete="CASCADE"), nullable=False),
    Column("which", String(10), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("delivered_at", UtcDateTime),
    Column("seen_at", UtcDateTime),
    Column("reason", String(64)),
    UniqueConstraint("deadline_id", "which"),
)

Index(
    "notices_waiting",
    notices.c.due_at,
    sqlite_where=notices.c.state.in_(["scheduled", "snoozed", "due"]),
)

preferences = Table(
    "preferences",
    metadata,
    Column("owner", String(300), primary_key=True),
    Column("mail", String(320)),  # the owner's own, from a verified token
    Column("lang", String(2), nullable=False),  # that their Outlook last spoke, for notices
    Column("chosen", String, nullable=False),  # JSON of planning.Preferences
)

#: One row per (owner, message, candidate): who may be asked again, until when. No address.
promises = Table(
    "promises",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("owner", String(300), nullable=False),
    Column("internet_message_id", String(998), nullable=False),
    Column("item_id", String(1024), nullable=False),
    Column("candidate_name", String(200), nullable=False),
    Column("job_title", String(200), nullable=False),
    Column("company", String(200), nullable=False),
    Column("consent", Boolean, nullable=False),
    Column("until", Date, nullable=False),
    Column("remind_at", UtcDateTime, nullable=False, index=True),
    Column("erase_at", UtcDateTime, nullable=False, index=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("delivered_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("reason", String(64)),
    UniqueConstraint("owner", "internet_message_id", "candidate_name"),
)


def open_engine(url: str) -> Engine:
    """Connect, check, and make the tables that are missing. Raises StoreError."""
    try:
        target = make_url(url)
    except ArgumentError as exc:
        raise StoreError("ADDIN_DATABASE: not an address such as sqlite:///netjes.db") from exc
    if target.get_backend_name() != "sqlite":
        raise StoreError(f"ADDIN_DATABASE: {target.get_backend_name()} is not supported, sqlite is")
    if target.database:
        _prepare_file(Path(target.database))
    module = sqlite_module()
    engine = create_engine(target, module=module, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _configure(module.sqlite_version_info))
    try:
        with engine.begin() as db:
            if (verdict := db.execute(text("pragma quick_check")).scalar()) != "ok":
                raise StoreError(f"the database is damaged: {verdict}")
            metadata.create_all(db)
    except SQLAlchemyError as exc:
        raise StoreError(f"the database cannot be opened: {type(exc).__name__}") from exc
    return engine


def sqlite_module() -> ModuleType:
    """The SQLite that travels in a wheel where there is one, else the interpreter's own."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return sqlite3
    return dbapi2  # type: ignore[no-any-return]


def _configure(version: tuple[int, ...]) -> Any:
    # The rollback journal never had the bug; it is slower, and right.
    journal = "wal" if version >= WAL_IS_SAFE else "delete"

    def configure(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        for pragma in (
            f"journal_mode={journal}",
            "synchronous=full",
            "foreign_keys=on",
            "secure_delete=on",
            "busy_timeout=5000",
        ):
            cursor.execute(f"pragma {pragma}")
        cursor.close()

    return configure


def _prepare_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as exc:
        raise StoreError(f"the database {path} cannot be opened: {exc.strerror}") from exc


def read_deadlines(db: Connection, statement: Select[Any]) -> list[Deadline]:
    rows = db.execute(statement).all()
    ids = [row.id for row in rows]
    mine = select(notices).where(notices.c.deadline_id.in_(ids)).order_by(notices.c.due_at)
    of: dict[str, list[Notice]] = {id: [] for id in ids}
    for row in db.execute(mine) if ids else ():
        of[row.deadline_id].append(read_notice(row))
    return [_deadline(row, of[row.id]) for row in rows]


def _deadline(row: Row[Any], found: Iterable[Notice]) -> Deadline:
    fields = dict(row._mapping)
    fields |= {"state": DeadlineState(row.state), "kind": Kind(row.kind), "notices": tuple(found)}
    return Deadline(**fields)


def read_notice(row: Row[Any]) -> Notice:
    hidden = {"lease_until", "reason"}
    fields = {k: v for k, v in row._mapping.items() if k not in hidden}
    return Notice(**{**fields, "state": NoticeState(row.state)})


def set_notice(db: Connection, id: str, which: str, due_at: datetime, state: NoticeState) -> None:
    mine = (notices.c.deadline_id == id) & (notices.c.which == which)
    fresh = {"due_at": due_at, "state": state, "attempts": 0, "lease_until": None}
    fresh |= {"delivered_at": None, "seen_at": None, "reason": None}
    raised = {"fence": notices.c.fence + 1}  # whoever holds it now has lost it
    if not db.execute(update(notices).where(mine).values(fresh | raised)).rowcount:
        new = {"id": f"{id}-{which}", "deadline_id": id, "which": which, "fence": 0}
        db.execute(insert(notices).values(new | fresh))


def cancel_notices(db: Connection, which: Any) -> None:
    """Cancel notices that were not shown yet."""
    unfinished = notices.c.state.in_(UNFINISHED)
    db.execute(update(notices).where(which & unfinished).values(state=NoticeState.CANCELLED))


def notice_to_snooze(found: Sequence[Notice]) -> str:
    """Which one: that which is shown, else the next."""
    shown = [n for n in found if n.state in (NoticeState.DUE, NoticeState.DELIVERED)]
    waiting = [n for n in found if n.state in WAITING]
    return (shown[-1:] or waiting[:1] or list(found)[-1:])[0].which
