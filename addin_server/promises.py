"""Promises to keep a candidate in mind: what is kept of one, and all SQL about them.

Of the candidate the name, the post, whether they agreed and until when; nothing of the mail.
Claims work as those of notices in `store`: guarded updates, a lease, a fence.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Row, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_ignore

from .errors import NotFound, PromiseEnded, TooManyPromises
from .store import Store
from .tables import promises

AHEAD = timedelta(days=14)  #: so long before its end one is reminded of a promise
AT = time(9)  #: in the user's zone


class PromiseState(StrEnum):
    KEPT = "kept"
    REMINDED = "reminded"  #: shown in the pane; while there is a lease, its mail is on the way
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """One candidate who may be asked again, until a day."""

    id: str
    owner: str
    internet_message_id: str
    item_id: str
    candidate_name: str
    job_title: str
    company: str
    consent: bool
    until: date
    remind_at: datetime
    erase_at: datetime  #: when `until` is over, where the user lives
    made_at: datetime
    state: PromiseState = PromiseState.KEPT
    attempts: int = 0
    fence: int = 0  #: raised by every claim; a worker with an older one has lost the reminder
    delivered_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def due_at(self) -> datetime:
        return self.remind_at


def moments_of(until: date, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When to remind of a promise (at once when that has passed), and when to erase it."""
    remind_at = datetime.combine(until - AHEAD, AT, zone).astimezone(UTC)
    erase_at = datetime.combine(until + timedelta(days=1), time(), zone).astimezone(UTC)
    return max(remind_at, now), erase_at


class Promises:
    """The rows, over the store's connections. Another owner's row is NotFound."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, new: Promise, most: int) -> tuple[Promise, bool]:
        """Store a promise, or find the one to that candidate of that mail. True when new.

        Raises TooManyPromises when the owner has `most` already.
        """
        same = (
            (promises.c.owner == new.owner)
            & (promises.c.internet_message_id == new.internet_message_id)
            & (promises.c.candidate_name == new.candidate_name)
        )
        mine = select(func.count()).select_from(promises).where(promises.c.owner == new.owner)
        with self._store.writing() as db:
            if db.execute(mine).scalar_one() >= most and not _found(db, same):
                raise TooManyPromises(most)
            statement = insert_or_ignore(promises).values(asdict(new)).on_conflict_do_nothing()
            created = db.execute(statement).rowcount == 1
            return _found(db, same)[0], created

    def list(self, owner: str) -> Sequence[Promise]:
        """By end date."""
        with self._store.reading() as db:
            return _found(db, promises.c.owner == owner)

    def change(self, owner: str, id: str, **to: Any) -> Promise:
        """Change what was promised; the reminder stays as it is."""
        return self._move(owner, id, to)

    def extend(self, owner: str, id: str, **to: Any) -> Promise:
        """Another end date with moments of its own; who holds the old reminder has lost it."""
        fresh = {"state": PromiseState.KEPT, "attempts": 0, "delivered_at": None, "reason": None}
        raised = {"fence": promises.c.fence + 1, "lease_until": None}
        return self._move(owner, id, fresh | raised | to)

    def end(self, owner: str, id: str, now: datetime, **to: Any) -> Promise:
        """No longer kept: not shown, not mailed. Twice does no harm."""
        ended = {"state": PromiseState.ENDED, "ended_at": now, "lease_until": None}
        return self._move(owner, id, ended | to | {"fence": promises.c.fence + 1})

    def _move(self, owner: str, id: str, to: dict[str, Any]) -> Promise:
        mine = (promises.c.id == id) & (promises.c.owner == owner)
        guard = mine & (promises.c.state != PromiseState.ENDED)
        with self._store.writing() as db:
            if db.execute(update(promises).where(guard).values(to)).rowcount:
                return _one(db, owner, id)
            if (ended := _one(db, owner, id)).state is not to.get("state"):
                raise PromiseEnded
        return ended

    def claim_due(self, now: datetime, lease: timedelta, most: int = 100) -> Sequence[Promise]:
        """Take what is due, and what a vanished worker left behind. Never the same row twice."""
        due = (promises.c.state == PromiseState.KEPT) & (promises.c.remind_at <= now)
        left = (promises.c.state == PromiseState.REMINDED) & (promises.c.lease_until <= now)
        ripe = (
            select(promises.c.id)
            .where(or_(due, left) & (promises.c.erase_at > now))
            .order_by(promises.c.remind_at)
            .limit(most)
        )
        claimed = {
            "state": PromiseState.REMINDED,
            "lease_until": now + lease,
            "fence": promises.c.fence + 1,
            "attempts": promises.c.attempts + 1,
        }
        statement = update(promises).where(promises.c.id.in_(ripe)).values(claimed)
        with self._store.writing() as db:
            rows = db.execute(statement.returning(promises)).all()
        return sorted(map(_promise, rows), key=lambda each: each.remind_at)

    def delivered(self, claimed: Promise, now: datetime) -> bool:
        """False when it was taken away meanwhile: ended, extended, or claimed anew."""
        return self._settle(claimed, lease_until=None, delivered_at=now)

    def postpone(self, claimed: Promise, until: datetime) -> bool:
        """Try again at `until`; the pane shows it all the while."""
        return self._settle(claimed, lease_until=until)

    def park(self, claimed: Promise, reason: str) -> bool:
        """Its mail is given up; the pane shows it. `reason` is a code."""
        return self._settle(claimed, lease_until=None, reason=reason)

    def _settle(self, claimed: Promise, **to: Any) -> bool:
        held = promises.c.lease_until.is_not(None) & (promises.c.fence == claimed.fence)
        with self._store.writing() as db:
            statement = update(promises).where((promises.c.id == claimed.id) & held).values(to)
            return db.execute(statement).rowcount == 1

    def purge(self, now: datetime, ended_before: datetime) -> int:
        """Erase what is past its end date, and what its owner ended before; how many."""
        old = (promises.c.erase_at <= now) | (promises.c.ended_at < ended_before)
        with self._store.writing() as db:
            return db.execute(delete(promises).where(old)).rowcount


def _found(db: Connection, where: ColumnElement[bool]) -> Sequence[Promise]:
    ordered = select(promises).where(where).order_by(promises.c.until, promises.c.made_at)
    return [_promise(row) for row in db.execute(ordered)]


def _one(db: Connection, owner: str, id: str) -> Promise:
    for found in _found(db, (promises.c.id == id) & (promises.c.owner == owner)):
        return found
    raise NotFound


def _promise(row: Row[Any]) -> Promise:
    hidden = {"lease_until", "reason"}
    fields = {k: v for k, v in row._mapping.items() if k not in hidden}
    return Promise(**{**fields, "state": PromiseState(row.state)})
