"""An owner's deadlines: kept, answered, moved, snoozed. Another owner's is NotFound."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Executable

from ..errors import AlreadyEnded, NotFound, TooManyOpen
from ..model import LIVE, Deadline, DeadlineState, Kind, Notice, NoticeState, Schedule
from . import deadline_sql as sql
from .changes import NOTE, WAITING
from .database import Database
from .lines import Line
from .rows import Happening, deadlines_of, row_of

#: What is asked again so soon, its answer lost or clicked twice, is the same request.
CLICKED_TWICE = timedelta(minutes=1)


class Deadlines:
    """`now` counts on SQLite only: PostgreSQL asks its own clock."""

    def __init__(self, database: Database) -> None:
        self.database = database
        #: Told when a reminder was put, for what waits in this process for the next one.
        self.planned: Callable[[datetime], None] = lambda at: None

    def keep(self, new: Deadline, most: int) -> tuple[Deadline, bool]:
        """Store a deadline with its notices, or find the one that is there. True when new.

        Raises TooManyOpen when the owner has `most` live ones already.
        """
        if self._kept(new, most):
            if dues := [notice.due_at for notice in (*new.notices, *_entry(new))]:
                self.planned(min(dues))
            return new, True
        if found := self.find(new.owner, new.internet_message_id):
            return found, False
        raise TooManyOpen(most)

    def _kept(self, new: Deadline, most: int) -> bool:
        row, notices = row_of(new), (*new.notices, *_entry(new))
        if self.database.shared:
            for i, notice in enumerate(notices):
                row[f"which_{i}"], row[f"due_{i}"] = notice.which, notice.due_at
            with self.database.changing() as line:
                return bool(line.rows(sql.keep_in_one(len(notices)), most=most, **row))
        with self.database.writing() as line:
            created = line.run(sql.KEEP, most=most, **row) == 1
            if created and notices:
                line.many(sql.PLAN, [_planned(notice) for notice in notices])
            return created

    def find(self, owner: str, internet_message_id: str) -> Deadline | None:
        with self.database.reading() as line:
            found = _read(line, sql.OF_MESSAGE, owner=owner, message_id=internet_message_id)
        return found[0] if found else None

    def deadline(self, owner: str, id: str) -> Deadline:
        with self.database.reading() as line:
            return _one(line, owner, id)

    def list(self, owner: str) -> Sequence[Deadline]:
        """Live ones first, then by limit."""
        with self.database.reading() as line:
            found = _read(line, sql.OF_OWNER, owner=owner)
        return sorted(found, key=lambda d: (d.state not in LIVE, d.limit_at))

    def last_template(self, owner: str, kind: Kind) -> str | None:
        """The letter that the owner chose for the mail of this kind they dealt with last."""
        with self.database.reading() as line:
            found = line.rows(sql.LAST_TEMPLATE, owner=owner, kind=kind)
        return found[0]["template"] if found else None

    def end(self, owner: str, id: str, state: DeadlineState, now: datetime) -> Deadline:
        """Answered, done or gone: no notice of it is shown any more. Twice does no harm."""
        with self.database.writing() as line:
            given = {"owner": owner, "id": id, "now": now}
            if _moved(line, sql.END, state, **given):
                sql.CANCEL_ALL.on(line, **given)
                sql.FOLLOW.on(line, **given)
            ended = _one(line, owner, id)
        self._followed(ended, now)
        return ended

    def inserted(self, owner: str, id: str, template: str, now: datetime) -> Deadline:
        """The letter is in a compose window. The notices stay: nobody saw it leave."""
        with self.database.writing() as line:
            given = {"owner": owner, "id": id, "now": now, "template": template}
            _moved(line, sql.INSERT, DeadlineState.INSERTED, **given)
            return _one(line, owner, id)

    def reschedule(self, owner: str, id: str, plan: Schedule, now: datetime) -> Deadline:
        """Move the limit by the user's hand, and both notices with it."""
        with self.database.writing() as line:
            given = {"owner": owner, "id": id, "now": now}
            _moved(line, sql.RESCHEDULE, DeadlineState.RESCHEDULED, limit_at=plan.limit, **given)
            for which, due_at in (("soft", plan.soft), ("final", plan.final)):
                if due_at is None:
                    sql.CANCEL_ONE.on(line, which=which, **given)
                else:
                    _put(line, owner, id, which, due_at, NoticeState.SCHEDULED)
            sql.FOLLOW.on(line, **given)
            moved = _one(line, owner, id)
        self.planned(plan.soft or plan.final)
        self._followed(moved, now)
        return moved

    def snooze(self, owner: str, id: str, until: datetime, now: datetime) -> Deadline:
        """Show the notice that is due (or comes next) again at `until`, not before."""
        with self.database.writing() as line:
            given = {"owner": owner, "id": id, "now": now}
            _moved(line, sql.TOUCH, None, **given)
            which = notice_to_snooze(_one(line, owner, id).notices, until)
            _put(line, owner, id, which, until, NoticeState.SNOOZED)
            _note(line, id, which, "snoozed", now)
            sql.CANCEL_SOFT.on(line, which=which, until=until, **given)
            sql.FOLLOW.on(line, **given)
            snoozed = _one(line, owner, id)
        self.planned(until)
        self._followed(snoozed, now)
        return snoozed

    def sleep_on(self, owner: str, id: str, until: datetime, now: datetime) -> Deadline:
        """Remind once more at `until`, beside the notices: the user wants to sleep on it."""
        with self.database.writing() as line:
            _moved(line, sql.TOUCH, None, owner=owner, id=id, now=now)
            _put(line, owner, id, "sleep", until, NoticeState.SCHEDULED)
            _note(line, id, "sleep", "set", now)
            found = _one(line, owner, id)
        self.planned(until)
        return found

    def _followed(self, changed: Deadline, now: datetime) -> None:
        if changed.native is NoticeState.SCHEDULED:
            self.planned(now)

    def seen(self, owner: str, notice_id: str, now: datetime) -> None:
        """The pane's user has put the notice away; it is not shown again."""
        subject, _, which = notice_id.rpartition("-")
        with self.database.changing() as line:
            if not line.run(sql.SEEN, owner=owner, id=subject, which=which, now=now):
                raise NotFound

    def history(self, owner: str, id: str) -> Sequence[Happening]:
        """What happened to a deadline or a promise and its reminders, in order."""
        with self.database.reading() as line:
            found = line.rows(sql.HISTORY, owner=owner, id=id)
            if not found:
                raise NotFound
        names = ("at", "which", "what", "code")
        return [Happening(**{name: row[name] for name in names}) for row in found]


def _entry(new: Deadline) -> Sequence[Notice]:
    """What asks for the entry in the mailbox, where it is wanted."""
    if new.native is None:
        return ()
    return (
        Notice(
            subject_id=new.id,
            which="native",
            owner=new.owner,
            due_at=new.created_at,
            state=new.native,
        ),
    )


def _planned(notice: Notice) -> dict[str, Any]:
    return {
        "subject_id": notice.subject_id,
        "which": notice.which,
        "owner": notice.owner,
        "due_at": notice.due_at,
        "expires_at": None,
    }


def _read(line: Line, pair: tuple[Executable, Executable], **given: Any) -> Sequence[Deadline]:
    deadlines, notices = pair
    if found := line.rows(deadlines, **given):
        return deadlines_of(found, line.rows(notices, **given))
    return []


def _one(line: Line, owner: str, id: str) -> Deadline:
    if found := _read(line, sql.ONE, owner=owner, id=id):
        return found[0]
    raise NotFound


def _moved(line: Line, move: Executable, state: DeadlineState | None, **given: Any) -> bool:
    """Whether it was live. Raises AlreadyEnded unless it has ended in that very state."""
    if line.run(move, state=state, **given):
        if state:
            _note(line, given["id"], "", state, given["now"])
        return True
    if _one(line, given["owner"], given["id"]).state is not state:
        raise AlreadyEnded
    return False


def _put(line: Line, owner: str, id: str, which: str, due_at: datetime, state: NoticeState) -> None:
    given = {"owner": owner, "subject_id": id, "which": which, "due_at": due_at}
    line.run(sql.MOVE_NOTICE, state=state, expires_at=None, **given)


def _note(line: Line, id: str, which: str, what: str, now: datetime) -> None:
    line.run(NOTE, subject_id=id, which=which, what=str(what), code="", now=now)


def notice_to_snooze(found: Sequence[Notice], until: datetime) -> str:
    """Which one: that which is shown, else the next. Asked twice, the same one."""
    for notice in found:
        if notice.state is NoticeState.SNOOZED and abs(notice.due_at - until) < CLICKED_TWICE:
            return notice.which
    shown = [n for n in found if n.state in (NoticeState.DUE, NoticeState.DELIVERED)]
    waiting = [n for n in found if n.state in WAITING]
    return (shown[-1:] or waiting[:1] or list(found)[-1:])[0].which
