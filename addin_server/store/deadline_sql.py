"""The statements about an owner's deadlines and their notices. All ask by owner."""

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Integer,
    Select,
    String,
    Update,
    bindparam,
    column,
    exists,
    func,
    literal,
    literal_column,
    select,
    union_all,
    update,
    values,
)
from sqlalchemy.dialects.postgresql import insert

from ..model import DeadlineState, NoticeState
from .changes import Change, unfinished
from .rows import DEADLINE
from .tables import UtcDateTime, Words, deadlines, history, now, promises, reminders

d, r = deadlines.c, reminders.c
owner, id_ = bindparam("owner", type_=Words()), bindparam("id", type_=String())
mine = (d.owner == owner) & (d.id == id_)
live = d.ended_at.is_(None)


def _with_notices(where: ColumnElement[bool]) -> tuple[Select[Any], Select[Any]]:
    theirs = select(reminders).where(r.subject_id.in_(select(d.id).where(where)))
    return select(deadlines).where(where), theirs.order_by(r.due_at, r.which)


ONE = _with_notices(mine)
OF_MESSAGE = _with_notices((d.owner == owner) & (d.internet_message_id == bindparam("message_id")))
OF_OWNER = _with_notices(d.owner == owner)
LAST_TEMPLATE = (
    select(d.template)
    .where((d.owner == owner) & (d.kind == bindparam("kind")) & (d.template != ""))
    .order_by(d.updated_at.desc())
    .limit(1)
)

_most = bindparam("most", type_=Integer())
_counted: Select[Any] = select(literal_column("1")).where(d.owner == owner)
# The index alone tells that there are few of an owner's, ended or not.
_few, _room = (
    ~exists(each.limit(1).offset(_most - 1)) for each in (_counted, _counted.where(live))
)
_given = [bindparam(name, type_=deadlines.c[name].type) for name in DEADLINE]
KEEP = (
    insert(deadlines)
    .from_select(list(DEADLINE), select(*_given).where(_few | _room))
    .on_conflict_do_nothing()
)

#: What a reminder starts from. Written out: what is the same each time need not be handed over.
FRESH: dict[str, ColumnElement[Any]] = {
    "state": literal_column(f"'{NoticeState.SCHEDULED}'"),
    **dict.fromkeys(("attempts", "starts", "fence"), literal_column("0")),
}
PLAN = (
    insert(reminders)
    .inline()
    .values(
        subject_id=bindparam("subject_id"),
        which=bindparam("which"),
        owner=owner,
        due_at=bindparam("due_at"),
        next_at=bindparam("due_at", type_=UtcDateTime()),
        expires_at=bindparam("expires_at"),
        **FRESH,
    )
)


@cache
def keep_in_one(number: int) -> Executable:
    """Deadline and so many notices in one statement; its row when the deadline is new.

    The parameters of a notice are `which_0` and `due_0`, and so on: an array costs the driver
    more than all the rest.
    """
    if not number:
        return KEEP.returning(d.id)
    new = KEEP.returning(d.id, d.owner).cte("new")
    plan = values(column("which", String()), column("due_at", UtcDateTime()), name="plan").data(
        [
            (bindparam(f"which_{i}", type_=String()), bindparam(f"due_{i}", type_=UtcDateTime()))
            for i in range(number)
        ]
    )
    fresh = [value.label(name) for name, value in FRESH.items()]
    rows = select(new.c.id, new.c.owner, plan.c.which, plan.c.due_at, plan.c.due_at, *fresh)
    names = ["subject_id", "owner", "which", "due_at", "next_at", *FRESH]
    planned = insert(reminders).from_select(names, rows).cte("planned")
    return select(new.c.id).add_cte(planned)


#: Put a notice at another moment, or make it; whoever holds it now has lost it.
MOVE_NOTICE = (
    insert(reminders)
    .inline()
    .values(
        subject_id=bindparam("subject_id"),
        which=bindparam("which"),
        owner=owner,
        due_at=bindparam("due_at"),
        next_at=bindparam("due_at", type_=UtcDateTime()),
        expires_at=bindparam("expires_at"),
        **FRESH | {"state": bindparam("state")},
    )
)
MOVE_NOTICE = MOVE_NOTICE.on_conflict_do_update(
    index_elements=["subject_id", "which"],
    set_={
        **{name: MOVE_NOTICE.excluded[name] for name in ("due_at", "next_at", "expires_at")},
        **{name: MOVE_NOTICE.excluded[name] for name in ("state", "attempts", "starts")},
        **dict.fromkeys(("held_by", "delivered_at", "seen_at", "reason")),
        "fence": r.fence + 1,
    },
)

_settled = {"state": NoticeState.CANCELLED, "next_at": None, "held_by": None}
_theirs = (r.subject_id == id_) & (r.owner == owner) & unfinished
CANCEL_ALL = Change(
    update(reminders).where(_theirs & (r.which != "native")).values(_settled), "cancelled"
)
#: The entry in the mailbox, where one was asked for, is to follow what has changed.
FOLLOW = Change(
    update(reminders)
    .where((r.subject_id == id_) & (r.owner == owner) & (r.which == "native"))
    .values(
        state=NoticeState.SCHEDULED,
        due_at=now(),
        next_at=now(),
        attempts=0,
        starts=0,
        fence=r.fence + 1,
        held_by=None,
        delivered_at=None,
        reason=None,
    ),
    "follows",
)
_sooner = (r.which == "soft") & (r.which != bindparam("which")) & (r.due_at < bindparam("until"))
CANCEL_SOFT = Change(update(reminders).where(_theirs & _sooner).values(_settled), "cancelled")
CANCEL_ONE = Change(
    update(reminders).where(_theirs & (r.which == bindparam("which"))).values(_settled), "cancelled"
)

SEEN = (
    update(reminders)
    .where((r.subject_id == id_) & (r.which == bindparam("which")) & (r.owner == owner))
    .values(seen_at=func.coalesce(r.seen_at, now()))
)

_promised = (promises.c.owner == owner) & (promises.c.id == id_)
_subjects = select(d.id).where(mine).union_all(select(promises.c.id).where(_promised))


def _kept(at: ColumnElement[Any], where: ColumnElement[bool]) -> Select[Any]:
    """How each history begins, which therefore need not be written down."""
    said = [
        literal(word, String()).label(name)
        for name, word in (("which", ""), ("what", "kept"), ("code", ""))
    ]
    return select(literal(0).label("place"), at.label("at"), *said).where(where)


HISTORY = union_all(
    _kept(d.created_at, mine),
    _kept(promises.c.made_at, _promised),
    select(literal(1), *(history.c[name] for name in ("at", "which", "what", "code"))).where(
        history.c.subject_id.in_(_subjects)
    ),
).order_by("place", "at")


def _move(**to: Any) -> Update:
    return update(deadlines).where(mine & live).values(updated_at=now(), **to)


END = _move(state=bindparam("state"), ended_at=now())
INSERT = _move(state=DeadlineState.INSERTED, template=bindparam("template"))
RESCHEDULE = _move(state=DeadlineState.RESCHEDULED, limit_at=bindparam("limit_at"))
TOUCH = _move()
