"""The schema: tables, types, and the moment that it is now. One for SQLite and PostgreSQL.

`addin_server/migrations` makes it; a test holds the two against each other.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Index,
    Integer,
    Interval,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    bindparam,
    or_,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from ..model import DeadlineState, Kind, NoticeState

Processor = Callable[[Any], Any]


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes in and out. Refuses naive ones. In SQLite as text in UTC, which sorts."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Processor:
        return _text_of if dialect.name == "sqlite" else _aware

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor | None:
        return _moment_of if dialect.name == "sqlite" else None


def _aware(value: datetime | None) -> datetime | None:
    if value is not None and value.tzinfo is None:
        raise ValueError(f"naive datetime: {value!r}")
    return value


def _text_of(value: datetime | None) -> str | None:
    if value is None:
        return None
    if value.tzinfo is not UTC:
        if value.tzinfo is None:
            raise ValueError(f"naive datetime: {value!r}")
        value = value.astimezone(UTC)
    text = value.isoformat(" ")
    return text[:26] if value.microsecond else f"{text[:19]}.000000"


def _moment_of(text: str | None) -> datetime | None:
    return datetime.fromisoformat(f"{text}+00:00") if text else None


class Words(TypeDecorator[str]):
    """Text without NUL, which PostgreSQL cannot hold."""

    impl = String
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Processor:
        return _without_nul


def _without_nul(value: str | None) -> str | None:
    return value.replace("\0", "") if value and "\0" in value else value


class Choice(TypeDecorator[StrEnum]):
    """One of an enumeration's values, as text."""

    impl = String
    cache_ok = True

    def __init__(self, among: type[StrEnum], length: int) -> None:
        super().__init__(length)
        self.among = among

    def bind_processor(self, dialect: Dialect) -> Processor:
        return str  # the value itself: drivers treat members of an enumeration in ways of their own

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:
        # Several times as fast as to call it: there are two or three to a row.
        return {member.value: member for member in self.among}.__getitem__


class now(FunctionElement[datetime]):
    """The database server's clock; with SQLite, whose clock is ours, the parameter ``now``."""

    name = "now"
    type = UtcDateTime()
    inherit_cache = True


class later(FunctionElement[datetime]):
    """`now` and the parameter ``delay``; with SQLite the parameter ``later``."""

    name = "later"
    type = UtcDateTime()
    inherit_cache = True


class soon(FunctionElement[datetime]):
    """`now` and the parameter ``ahead``; with SQLite the parameter ``soon``."""

    name = "soon"
    type = UtcDateTime()
    inherit_cache = True


@compiles(now)
@compiles(later)
@compiles(soon)
def _given(element: now | later | soon, compiler: Any, **kw: Any) -> str:
    return str(compiler.process(bindparam(element.name, type_=UtcDateTime()), **kw))


@compiles(now, "postgresql")
def _now_there(element: now, compiler: Any, **kw: Any) -> str:
    # now() stands still in a transaction. Bare, a volatile function keeps an index from being
    # used; a subquery is asked once a statement.
    return "(SELECT clock_timestamp())"


@compiles(later, "postgresql")
@compiles(soon, "postgresql")
def _then_there(element: later | soon, compiler: Any, **kw: Any) -> str:
    name = "delay" if isinstance(element, later) else "ahead"
    wait = compiler.process(bindparam(name, type_=Interval()), **kw)
    return f"((SELECT clock_timestamp()) + {wait})"


def among(column: ColumnElement[Any], *values: Any) -> ColumnElement[bool]:
    return or_(*(column == value for value in values))


metadata = MetaData()

#: One row per (owner, message). No subject, no text, no address of a third party.
deadlines = Table(
    "deadlines",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("owner", Words(300), nullable=False),
    Column("internet_message_id", Words(998), nullable=False),
    Column("item_id", Words(512), nullable=False),
    Column("conversation_id", Words(998), nullable=False),
    Column("kind", Choice(Kind, 40), nullable=False),
    Column("sender_name", Words(200), nullable=False),
    Column("job_title", Words(200), nullable=False),
    Column("company", Words(200), nullable=False),
    Column("received", UtcDateTime, nullable=False),
    Column("limit_at", UtcDateTime, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("state", Choice(DeadlineState, 20), nullable=False),
    Column("template", Words(64), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    UniqueConstraint("owner", "internet_message_id", name="deadlines_message"),
    sqlite_with_rowid=False,  # one tree less to write: half of what a commit costs are pages
)
_ended = deadlines.c.ended_at.is_not(None)
Index("deadlines_ended", deadlines.c.ended_at, sqlite_where=_ended, postgresql_where=_ended)

#: Everything that becomes due: the notices of a deadline, the reminder of a promise.
reminders = Table(
    "reminders",
    metadata,
    Column("subject_id", String(36), nullable=False),  # the deadline's id, or the promise's
    Column("which", String(10), nullable=False),
    Column("owner", Words(300), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    # When the clock looks at it next: `due_at` while it waits, the end of the lease while it is
    # held, of the pause after a failure; nothing when it is settled.
    Column("next_at", UtcDateTime),
    Column("expires_at", UtcDateTime),  # not shown from then on
    Column("state", Choice(NoticeState, 20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("starts", Integer, nullable=False),  # claims since the last result
    Column("fence", Integer, nullable=False),
    Column("held_by", String(36)),  # the store that has claimed it
    Column("delivered_at", UtcDateTime),
    Column("seen_at", UtcDateTime),
    Column("reason", String(64)),
    PrimaryKeyConstraint("subject_id", "which"),
    sqlite_with_rowid=False,
)
_waiting = reminders.c.next_at.is_not(None)
Index("reminders_next", reminders.c.next_at, sqlite_where=_waiting, postgresql_where=_waiting)

#: What happened to deadlines, promises and their reminders. Ids, moments and codes, no more.
history = Table(
    "history",
    metadata,
    Column("subject_id", String(36), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("which", String(10), nullable=False),  # "" for the deadline or promise itself
    Column("what", String(20), nullable=False),
    Column("code", String(64), nullable=False),
    PrimaryKeyConstraint("subject_id", "at", "which", "what"),
    sqlite_with_rowid=False,
)

preferences = Table(
    "preferences",
    metadata,
    Column("owner", Words(300), primary_key=True),
    Column("mail", Words(320)),  # the owner's own, from a verified token
    Column("lang", String(2), nullable=False),  # that their Outlook last spoke, for notices
    Column("chosen", Words, nullable=False),  # JSON of planning.Preferences
)

#: One row per (owner, message, candidate): who may be asked again, until when. No address.
promises = Table(
    "promises",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("owner", Words(300), nullable=False),
    Column("internet_message_id", Words(998), nullable=False),
    Column("item_id", Words(1024), nullable=False),
    Column("candidate_name", Words(200), nullable=False),
    Column("job_title", Words(200), nullable=False),
    Column("company", Words(200), nullable=False),
    Column("consent", Boolean, nullable=False),
    Column("until", Date, nullable=False),
    Column("erase_at", UtcDateTime, nullable=False, index=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    UniqueConstraint("owner", "internet_message_id", "candidate_name", name="promises_candidate"),
)
