"""The statements about reminders of all owners: claimed, given back, settled, counted."""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    select,
    update,
)

from ..model import NoticeState
from .changes import Change, claimed, unfinished
from .rows import NOTICE
from .tables import UtcDateTime, Words, among, deadlines, later, now, reminders, soon

#: Claims without a result, the process gone each time, before a reminder is given up.
MOST_STARTS = 5

#: What this version can deliver; what a newer one has put there waits for it.
KNOWN = ("soft", "final", "sleep", "promise", "native")

r = reminders.c
_known = among(r.which, *KNOWN)


def _verdict() -> ColumnElement[str]:
    """Why a reminder that is due is not shown; nothing when it is.

    A soft notice that was overtaken by its final one is cancelled: after a pause the user is told
    once. So is a reminder of what is over.
    """
    final = reminders.alias("final")
    overtaken = (r.which == "soft") & exists().where(
        (final.c.subject_id == r.subject_id)
        & (final.c.which == "final")
        & (final.c.due_at <= now())
        & (final.c.due_at >= r.due_at)
        & (final.c.state != NoticeState.CANCELLED)
    )
    expired, crashed = r.expires_at <= now(), r.starts >= MOST_STARTS
    return case((expired, "expired"), (overtaken, "overtaken"), (crashed, "crashed"))


def _ripe(which: ColumnElement[bool]) -> CTE:
    """What is due, the oldest first, with its verdict; what another server takes is left out."""
    return (
        select(r.subject_id, r.which, _verdict().label("verdict"))
        .where(which & _known)
        .order_by(r.next_at)
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True, of=reminders)
        .cte("ripe")
    )


def _claim(which: ColumnElement[bool]) -> Change:
    """Take what is due, or end it, by its verdict. What is not due yet does not look it."""
    ripe = _ripe(which)
    v = ripe.c.verdict
    taken, early = v.is_(None), r.next_at > now()
    ended = case((v == "crashed", NoticeState.PARKED), else_=NoticeState.CANCELLED)
    return Change(
        update(reminders)
        .where((r.subject_id == ripe.c.subject_id) & (r.which == ripe.c.which))
        .values(
            state=case((taken & early, r.state), (taken, NoticeState.DUE), else_=ended),
            next_at=case((taken, later()), else_=None),
            held_by=case((taken, bindparam("holder", type_=String())), else_=None),
            fence=r.fence + 1,
            attempts=case((taken, r.attempts + 1), else_=r.attempts),
            starts=case((taken, r.starts + 1), else_=0),
            reason=case((taken, r.reason), else_=v),
        ),
        tells=NOTICE,
    )


def _settle(what: str, **to: Any) -> Change:
    """Only who holds it may: the newest claim, not settled yet, not taken away.

    What has no name for what happened and goes on leaves no history.
    """
    given = claimed().table_valued("subject_id", "which", "fence", name="claimed")
    same = (r.subject_id == given.c.subject_id) & (r.which == given.c.which)
    held = (r.fence == given.c.fence) & unfinished & r.held_by.is_not(None)
    settled = update(reminders).where(same & held).values(held_by=None, starts=0, **to)
    return Change(settled, what)


_alone = and_(r.starts > 0, r.starts < MOST_STARTS)
_due = r.next_at <= now()
#: What is tried for the first time is claimed a little before its moment.
_soon = (r.next_at <= soon()) & ((r.next_at == r.due_at) | _due)
CLAIM = _claim(_soon & ~_alone)
CLAIM_LEFT_BEHIND = _claim(_due & _alone)
# Those that were given back for one moment are so to a few milliseconds.
_nearly = and_(r.next_at <= later(), r.state == NoticeState.DUE, r.held_by.is_(None))
#: What was left behind once is so in the company that it was in: a second attempt of a mail
#: is to tell the same as the first.
CLAIM_OF_OWNER = _claim(
    (r.owner == bindparam("owner", type_=Words())) & (r.starts <= 1) & (_due | _nearly)
)
DELIVERED = _settle(
    "delivered", state=NoticeState.DELIVERED, delivered_at=now(), next_at=None, reason=None
)
#: Several times as cheap as a claim that finds nothing. In order, or PostgreSQL may read all rows.
RIPE: Select[Any] = (
    select(literal_column("1")).where((r.next_at <= soon()) & _known).order_by(r.next_at).limit(1)
)
_again = {"state": NoticeState.DUE, "next_at": later(), "reason": bindparam("reason")}
POSTPONED = _settle("postponed", **_again)
HELD = _settle("held", attempts=r.attempts - 1, **_again)
RESTED = _settle("", attempts=r.attempts - 1, **_again)
UNTRIED = _settle("", next_at=r.due_at, attempts=r.attempts - 1)
PARKED = _settle("parked", state=NoticeState.PARKED, next_at=None, reason=bindparam("reason"))
RELEASE = (
    update(reminders)
    .where((r.held_by == bindparam("holder")) & r.next_at.is_not(None))
    .values(held_by=None, next_at=r.due_at, starts=r.starts - 1, attempts=r.attempts - 1)
)
NEXT = (
    select(r.next_at, now().label("now"))
    .where(r.next_at.is_not(None) & _known)
    .order_by(r.next_at)
    .limit(1)
)
MOMENT = select(now().label("now"))
COUNTS = select(r.state, func.count().label("number")).group_by(r.state)
LIVE = (
    select(deadlines)
    .where(
        deadlines.c.ended_at.is_(None)
        & (deadlines.c.limit_at <= bindparam("before", type_=UtcDateTime()))
        & (deadlines.c.id > bindparam("after", type_=String()))
    )
    .order_by(deadlines.c.id)
    .limit(bindparam("most", type_=Integer()))
)
