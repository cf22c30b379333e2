"""The database: claims, guarded changes, all SQL but that of `promises`.

A method that changes something returns after the commit, and the commit is durable
(SQLite: ``synchronous=FULL``). One connection writes, under a lock; readers have their own.
Every transition is one guarded UPDATE: no row changed means somebody else was first.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_ignore

from .errors import AlreadyEnded, NotFound, TooManyOpen
from .model import LIVE, Deadline, DeadlineState, Kind, Notice, NoticeState, Schedule
from .planning import Preferences
from .tables import (
    WAITING,
    cancel_notices,
    deadlines,
    notice_to_snooze,
    notices,
    preferences,
    promises,
    read_deadlines,
    read_notice,
    set_notice,
)


class Store:
    """All rows are owned; another owner's row is NotFound, like one that never was."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.connect()
        self._lock = threading.Lock()

    def close(self) -> None:
        self._writer.close()
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._lock, self._writer.begin():
            yield self._writer

    def reading(self) -> Connection:
        return self._engine.connect()

    def keep(self, new: Deadline, most: int) -> tuple[Deadline, bool]:
        """Store a deadline with its notices, or find the one that is there. True when new.

        Raises TooManyOpen when the owner has `most` live ones already.
        """
        with self.writing() as db:
            if self._live_count(db, new.owner) >= most and not self._find(
                db, new.owner, new.internet_message_id
            ):
                raise TooManyOpen(most)
            row = {k: v for k, v in asdict(new).items() if k != "notices"}
            statement = insert_or_ignore(deadlines).values(row).on_conflict_do_nothing()
            created = db.execute(statement).rowcount == 1
            if created and new.notices:
                db.execute(insert(notices), [asdict(n) for n in new.notices])
            kept = self._find(db, new.owner, new.internet_message_id)
        assert kept is not None
        return kept, created

    def find(self, owner: str, internet_message_id: str) -> Deadline | None:
        with self.reading() as db:
            return self._find(db, owner, internet_message_id)

    def deadline(self, owner: str, id: str) -> Deadline:
        with self.reading() as db:
            return self._one(db, owner, id)

    def list(self, owner: str) -> Sequence[Deadline]:
        """Live ones first, then by limit."""
        statement = select(deadlines).where(deadlines.c.owner == owner)
        with self.reading() as db:
            found = read_deadlines(db, statement)
        return sorted(found, key=lambda d: (d.state not in LIVE, d.limit_at))

    def last_template(self, owner: str, kind: Kind) -> str | None:
        """The letter that the owner chose for the mail of this kind they dealt with last."""
        mine = (deadlines.c.owner == owner) & (deadlines.c.kind == kind)
        chosen = select(deadlines.c.template).where(mine & (deadlines.c.template != ""))
        with self.reading() as db:
            return db.execute(chosen.order_by(deadlines.c.updated_at.desc()).limit(1)).scalar()

    def live(self, most: int = 10_000) -> Sequence[Deadline]:
        """Everybody's live deadlines, for the look into the mailbox."""
        statement = select(deadlines).where(deadlines.c.state.in_(LIVE)).limit(most)
        with self.reading() as db:
            return read_deadlines(db, statement)

    def end(self, owner: str, id: str, state: DeadlineState, now: datetime) -> Deadline:
        """Answered, done or gone: no notice of it is shown any more. Twice does no harm."""
        with self.writing() as db:
            self._move(db, owner, id, now, state=state, ended_at=now)
            cancel_notices(db, notices.c.deadline_id == id)
            return self._one(db, owner, id)

    def inserted(self, owner: str, id: str, template: str, now: datetime) -> Deadline:
        """The letter is in a compose window. The notices stay: nobody saw it leave."""
        with self.writing() as db:
            self._move(db, owner, id, now, state=DeadlineState.INSERTED, template=template)
            return self._one(db, owner, id)

    def reschedule(self, owner: str, id: str, plan: Schedule, now: datetime) -> Deadline:
        """Move the limit by the user's hand, and both notices with it."""
        with self.writing() as db:
            self._move(db, owner, id, now, state=DeadlineState.RESCHEDULED, limit_at=plan.limit)
            mine = notices.c.deadline_id == id
            for which, due_at in (("soft", plan.soft), ("final", plan.final)):
                if due_at is None:
                    cancel_notices(db, mine & (notices.c.which == which))
                else:
                    set_notice(db, id, which, due_at, NoticeState.SCHEDULED)
            return self._one(db, owner, id)

    def snooze(self, owner: str, id: str, until: datetime, now: datetime) -> Deadline:
        """Show the notice that is due (or comes next) again at `until`, not before."""
        with self.writing() as db:
            self._move(db, owner, id, now)
            which = notice_to_snooze(self._one(db, owner, id).notices)
            set_notice(db, id, which, until, NoticeState.SNOOZED)
            earlier = notices.c.due_at < until
            others = (notices.c.deadline_id == id) & (notices.c.which != which) & earlier
            cancel_notices(db, others & (notices.c.which == "soft"))
            return self._one(db, owner, id)

    def _move(self, db: Connection, owner: str, id: str, now: datetime, **to: Any) -> None:
        mine = (deadlines.c.id == id) & (deadlines.c.owner == owner)
        guard = mine & deadlines.c.state.in_(LIVE)
        if db.execute(update(deadlines).where(guard).values(updated_at=now, **to)).rowcount:
            return
        if self._one(db, owner, id).state is not to.get("state"):
            raise AlreadyEnded

    def claim_due(self, now: datetime, lease: timedelta, most: int = 100) -> Sequence[Notice]:
        """Take what is due, and what a vanished worker left behind. Never the same row twice.

        A soft notice that was overtaken by its final one is cancelled: after a pause the user
        is told once.
        """
        due = notices.c.state.in_(WAITING) & (notices.c.due_at <= now)
        left = (notices.c.state == NoticeState.DUE) & (notices.c.lease_until <= now)
        with self.writing() as db:
            overtaken = select(notices.c.deadline_id).where(due & (notices.c.which == "final"))
            cancel_notices(
                db, due & (notices.c.which == "soft") & notices.c.deadline_id.in_(overtaken)
            )
            ripe = select(notices.c.id).where(or_(due, left)).order_by(notices.c.due_at).limit(most)
            claimed = {
                "state": NoticeState.DUE,
                "lease_until": now + lease,
                "fence": notices.c.fence + 1,
                "attempts": notices.c.attempts + 1,
            }
            statement = update(notices).where(notices.c.id.in_(ripe)).values(claimed)
            rows = db.execute(statement.returning(notices)).all()
        return sorted((read_notice(row) for row in rows), key=lambda n: n.due_at)

    def delivered(self, claimed: Notice, now: datetime) -> bool:
        """False when the notice was taken away meanwhile: answered, snoozed, or claimed anew."""
        return self._settle(claimed, state=NoticeState.DELIVERED, delivered_at=now)

    def postpone(self, claimed: Notice, until: datetime) -> bool:
        """Try again at `until`; the pane shows it all the while."""
        return self._settle(claimed, lease_until=until)

    def park(self, claimed: Notice, reason: str) -> bool:
        """Given up; kept and shown. `reason` is a code, never text of a mail."""
        return self._settle(claimed, state=NoticeState.PARKED, reason=reason)

    def _settle(self, claimed: Notice, **to: Any) -> bool:
        held = (notices.c.state == NoticeState.DUE) & (notices.c.fence == claimed.fence)
        with self.writing() as db:
            statement = update(notices).where((notices.c.id == claimed.id) & held).values(to)
            return db.execute(statement).rowcount == 1

    def seen(self, owner: str, id: str, now: datetime) -> None:
        """The pane's user has put the notice away; it is not shown again."""
        mine = select(deadlines.c.id).where(deadlines.c.owner == owner)
        guard = (notices.c.id == id) & notices.c.deadline_id.in_(mine)
        with self.writing() as db:
            seen_at = func.coalesce(notices.c.seen_at, now)
            if not db.execute(update(notices).where(guard).values(seen_at=seen_at)).rowcount:
                raise NotFound

    def of_notice(self, notice: Notice) -> Deadline:
        """The deadline that a claimed notice belongs to."""
        with self.reading() as db:
            mine = select(deadlines).where(deadlines.c.id == notice.deadline_id)
            for found in read_deadlines(db, mine):
                return found
        raise NotFound

    def preferences(self, owner: str) -> tuple[Preferences | None, str | None, str]:
        """What the owner chose, the verified address for notices, their Outlook's language."""
        with self.reading() as db:
            row = db.execute(select(preferences).where(preferences.c.owner == owner)).first()
        if row is None:
            return None, None, ""
        return Preferences(**json.loads(row.chosen)), row.mail, row.lang

    def prefer(self, owner: str, chosen: Preferences, mail: str | None, lang: str) -> None:
        """Keep an owner's choices, verified address and Outlook's language."""
        row = {"owner": owner, "mail": mail, "lang": lang, "chosen": json.dumps(asdict(chosen))}
        statement = insert_or_ignore(preferences).values(row)
        with self.writing() as db:
            db.execute(statement.on_conflict_do_update(index_elements=["owner"], set_=row))

    def erase(self, owner: str) -> None:
        """Everything that is kept about an owner."""
        with self.writing() as db:
            for table in (deadlines, promises, preferences):
                db.execute(delete(table).where(table.c.owner == owner))

    def purge(self, before: datetime) -> int:
        """Erase deadlines that ended before that instant; how many."""
        with self.writing() as db:
            return db.execute(delete(deadlines).where(deadlines.c.ended_at < before)).rowcount

    def counts(self) -> dict[str, int]:
        """Notices by state, for /metrics."""
        with self.reading() as db:
            rows = db.execute(select(notices.c.state, func.count()).group_by(notices.c.state))
            return {state: number for state, number in rows}

    def _find(self, db: Connection, owner: str, message_id: str) -> Deadline | None:
        mine = (deadlines.c.owner == owner) & (deadlines.c.internet_message_id == message_id)
        return next(iter(read_deadlines(db, select(deadlines).where(mine))), None)

    def _one(self, db: Connection, owner: str, id: str) -> Deadline:
        mine = (deadlines.c.id == id) & (deadlines.c.owner == owner)
        for found in read_deadlines(db, select(deadlines).where(mine)):
            return found
        raise NotFound

    def _live_count(self, db: Connection, owner: str) -> int:
        mine = (deadlines.c.owner == owner) & deadlines.c.state.in_(LIVE)
        return db.execute(select(func.count()).select_from(deadlines).where(mine)).scalar_one()
