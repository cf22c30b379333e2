"""An owner's promises to candidates, each with its reminder. Another owner's is NotFound."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Executable,
    Integer,
    Select,
    String,
    Update,
    and_,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from ..errors import NotFound, PromiseEnded, TooManyPromises
from ..model import Notice, NoticeState
from ..promises import Promise, PromiseState
from .changes import NOTE
from .claims import Claims
from .deadline_sql import CANCEL_ALL, MOVE_NOTICE, PLAN
from .lines import Line, Row
from .owners import forgetting
from .tables import Words, later, now, promises, reminders

p, r = promises.c, reminders.c
_owner = bindparam("owner", type_=Words())
_mine = (p.owner == _owner) & (p.id == bindparam("id", type_=String()))

DETAILS = tuple(c.name for c in p)
_reminded = (r.due_at, r.attempts, r.fence, r.delivered_at, r.state)
_joined = and_(r.subject_id == p.id, r.which == "promise")


def _found(where: ColumnElement[bool]) -> Select[Any]:
    both = select(promises, *_reminded).join_from(promises, reminders, _joined)
    return both.where(where).order_by(p.until, p.made_at)


ONE = _found(_mine)
OF_OWNER = _found(p.owner == _owner)
SAME = _found(
    (p.owner == _owner)
    & (p.internet_message_id == bindparam("internet_message_id"))
    & (p.candidate_name == bindparam("candidate_name"))
)
_others = select(func.count()).select_from(promises).where(p.owner == _owner).scalar_subquery()
KEEP = (
    insert(promises)
    .from_select(
        list(DETAILS),
        select(*[bindparam(c.name, type_=c.type) for c in p]).where(
            _others < bindparam("most", type_=Integer())
        ),
    )
    .on_conflict_do_nothing()
)


def _move(**to: Any) -> Update:
    agreed = func.coalesce(bindparam("consent", type_=Boolean()), p.consent)
    return update(promises).where(_mine & p.ended_at.is_(None)).values(consent=agreed, **to)


AGREE = _move()
EXTEND = _move(until=bindparam("until"), erase_at=bindparam("erase_at"))
END = _move(ended_at=now())
PURGE = forgetting(promises, (p.erase_at <= now()) | (p.ended_at < later()))


class Promises:
    """The rows, over a store's connections."""

    def __init__(self, store: Claims) -> None:
        self._store, self._database = store, store.database

    def keep(self, new: Promise, most: int) -> tuple[Promise, bool]:
        """Store a promise, or find the one to that candidate of that mail. True when new.

        Raises TooManyPromises when the owner has `most` already.
        """
        row = {name: getattr(new, name) for name in DETAILS}
        with self._database.writing() as line:
            created = line.run(KEEP, most=most, **row) == 1
            if created:
                line.run(PLAN, **_planned(new.owner, new.id, new.remind_at, new.erase_at))
            same = {"owner": new.owner, "candidate_name": new.candidate_name}
            found = line.rows(SAME, internet_message_id=new.internet_message_id, **same)
        if not found:
            raise TooManyPromises(most)
        if created:
            self._store.planned(new.remind_at)
        return _promise(found[0]), created

    def list(self, owner: str) -> Sequence[Promise]:
        """By end date."""
        with self._database.reading() as line:
            return [_promise(row) for row in line.rows(OF_OWNER, owner=owner)]

    def promise(self, owner: str, id: str) -> Promise:
        with self._database.reading() as line:
            return _one(line, owner, id)

    def of_notice(self, notice: Notice) -> Promise:
        """The promise that a claimed reminder belongs to."""
        return self.promise(notice.owner, notice.subject_id)

    def change(self, owner: str, id: str, now: datetime, *, consent: bool) -> Promise:
        """Whether the candidate agreed; the reminder stays as it is."""
        given = {"owner": owner, "id": id, "now": now, "consent": consent}
        with self._database.writing() as line:
            _moved(line, AGREE, "agreed" if consent else "refused", **given)
            return _one(line, owner, id)

    def extend(
        self, owner: str, id: str, now: datetime, *, consent: bool | None = None, **to: Any
    ) -> Promise:
        """Another `until` with `remind_at` and `erase_at`; who holds the old reminder lost it."""
        given = {"owner": owner, "id": id, "now": now, "consent": consent}
        remind_at, erase_at = to["remind_at"], to["erase_at"]
        with self._database.writing() as line:
            _moved(line, EXTEND, "extended", until=to["until"], erase_at=erase_at, **given)
            planned = _planned(owner, id, remind_at, erase_at)
            line.run(MOVE_NOTICE, state=NoticeState.SCHEDULED, **planned)
            extended = _one(line, owner, id)
        self._store.planned(remind_at)
        return extended

    def end(self, owner: str, id: str, now: datetime, *, consent: bool | None = None) -> Promise:
        """No longer kept: not shown, not mailed. Twice does no harm."""
        given = {"owner": owner, "id": id, "now": now}
        with self._database.writing() as line:
            try:
                _moved(line, END, "ended", consent=consent, **given)
            except PromiseEnded:
                return _one(line, owner, id)
            CANCEL_ALL.on(line, **given)
            return _one(line, owner, id)

    def purge(self, now: datetime, kept: timedelta) -> int:
        """Erase what is past its end date, and what ended longer ago than is kept; how many."""
        given = {"now": now, "delay": -kept, "later": now - kept}
        with self._database.writing() as line:
            return [line.run(statement, **given) for statement in PURGE][-1]


def _planned(owner: str, id: str, due_at: datetime, expires_at: datetime) -> dict[str, Any]:
    moments = {"due_at": due_at, "expires_at": expires_at}
    return {"owner": owner, "subject_id": id, "which": "promise"} | moments


def _moved(line: Line, move: Executable, what: str, **given: Any) -> None:
    """Raises PromiseEnded, NotFound."""
    if not line.run(move, **given):
        _one(line, given["owner"], given["id"])
        raise PromiseEnded
    line.run(NOTE, subject_id=given["id"], which="", what=what, code="", now=given["now"])


def _one(line: Line, owner: str, id: str) -> Promise:
    if found := line.rows(ONE, owner=owner, id=id):
        return _promise(found[0])
    raise NotFound


def _promise(row: Row) -> Promise:
    state = PromiseState.KEPT
    if row["state"] in (NoticeState.DUE, NoticeState.DELIVERED, NoticeState.PARKED):
        state = PromiseState.REMINDED
    if row["ended_at"] is not None:
        state = PromiseState.ENDED
    details = {name: row[name] for name in (*DETAILS, "attempts", "fence", "delivered_at")}
    return Promise(remind_at=row["due_at"], state=state, **details)
