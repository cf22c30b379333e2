"""What the clock asks for: due, claimed, delivered, given up. Reminders of all owners.

A claim is a lease: who lets it pass has lost the reminder to the next, and the fence tells. A
reminder whose deliveries end the process again and again is given up too, and never deleted.
What a claim left without a result is claimed alone from then on: one that ends the process
takes no other with it twice.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    String,
    and_,
    bindparam,
    case,
    exists,
    func,
    select,
    update,
)

from ..model import Deadline, Notice, NoticeState
from .changes import Change, claimed, claims_given
from .database import Database
from .deadlines import Deadlines
from .lines import Row
from .rows import NOTICE, deadlines_of, notice_of
from .tables import UtcDateTime, Words, among, deadlines, later, now, reminders

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
    """Take what is due, or end it, by its verdict."""
    ripe = _ripe(which)
    v = ripe.c.verdict
    taken = v.is_(None)
    ended = case((v == "crashed", NoticeState.PARKED), else_=NoticeState.CANCELLED)
    return Change(
        update(reminders)
        .where((r.subject_id == ripe.c.subject_id) & (r.which == ripe.c.which))
        .values(
            state=case((taken, NoticeState.DUE), else_=ended),
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

    What is left due and has no name for what happened leaves no history.
    """
    given = claimed().table_valued("subject_id", "which", "fence", name="claimed")
    same = (r.subject_id == given.c.subject_id) & (r.which == given.c.which)
    held = (r.fence == given.c.fence) & (r.state == NoticeState.DUE) & r.held_by.is_not(None)
    return Change(update(reminders).where(same & held).values(held_by=None, starts=0, **to), what)


_alone = and_(r.starts > 0, r.starts < MOST_STARTS)
_due = r.next_at <= now()
CLAIM = _claim(_due & ~_alone)
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
POSTPONED = _settle("postponed", next_at=later(), reason=bindparam("reason"))
_given_back = {"next_at": later(), "reason": bindparam("reason"), "attempts": r.attempts - 1}
HELD = _settle("held", **_given_back)
RESTED = _settle("", **_given_back)
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


class Claims(Deadlines):
    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.holder = str(uuid4())  #: whose leases are given back

    def claim_due(self, now: datetime, lease: timedelta, most: int = 100) -> Sequence[Notice]:
        """Take what is due; when that is done, one that a vanished worker left behind.

        Nothing only when there is nothing to take. Never the same row twice.
        """
        given = {"now": now, "delay": lease, "later": now + lease}
        return self._taken(CLAIM, most=most, **given) or self._taken(
            CLAIM_LEFT_BEHIND, most=1, **given
        )

    def claim_of(
        self, owner: str, now: datetime, lease: timedelta, most: int = 1000
    ) -> Sequence[Notice]:
        """Take what else of one owner's is due, to deliver it together."""
        given = {"now": now, "delay": lease, "later": now + lease, "most": most}
        return self._taken(CLAIM_OF_OWNER, owner=owner, **given)

    def _taken(self, claim: Change, **given: Any) -> Sequence[Notice]:
        taken: list[Notice] = []
        rows: Sequence[Row] = ()
        while not taken and (rows := self._change(claim, holder=self.holder, **given)):
            taken = [notice_of(row) for row in rows if row["state"] is NoticeState.DUE]
        return sorted(taken, key=lambda n: n.due_at)

    def next_due(self, now: datetime) -> timedelta | None:
        """How long until there is something to claim; None when nothing waits."""
        with self.database.reading() as line:
            found = line.rows(NEXT, now=now)
        return max(timedelta(), found[0]["next_at"] - found[0]["now"]) if found else None

    def delivered(self, claimed: Notice, now: datetime) -> bool:
        """False when the notice was taken away meanwhile: answered, snoozed, or claimed anew."""
        return bool(self.delivered_all([claimed], now))

    def delivered_all(self, claimed: Sequence[Notice], now: datetime) -> frozenset[str]:
        """Settle many in one commit; the ids of those that were not taken away meanwhile."""
        if not claimed:
            return frozenset()
        rows = self._change(DELIVERED, now=now, **claims_given(claimed))
        return frozenset(f"{row['subject_id']}-{row['which']}" for row in rows)

    def postpone(self, claimed: Notice, until: datetime, reason: str, now: datetime) -> bool:
        """Try again so long after now as `until` is; the pane shows it all the while."""
        return self._given_back(POSTPONED, [claimed], until, reason, now)

    def hold(self, claimed: Notice, until: datetime, reason: str, now: datetime) -> bool:
        """As `postpone`, but nothing went wrong and this was no try: its mail may not go yet."""
        return self._given_back(HELD, [claimed], until, reason, now)

    def rest(self, claimed: Sequence[Notice], until: datetime, reason: str, now: datetime) -> bool:
        """As `hold`, for what could not even be tried. Leaves no history, however often."""
        return self._given_back(RESTED, claimed, until, reason, now)

    def _given_back(
        self,
        change: Change,
        claimed: Sequence[Notice],
        until: datetime,
        reason: str,
        now: datetime,
    ) -> bool:
        given = {"delay": until - now, "later": until, "reason": reason, "now": now}
        return bool(self._change(change, **given, **claims_given(claimed)))

    def park(self, claimed: Notice, reason: str, now: datetime) -> bool:
        """Given up; kept and shown. `reason` is a code, never text of a mail."""
        return bool(self._change(PARKED, reason=reason, now=now, **claims_given([claimed])))

    def release(self) -> int:
        """Give back what this store has claimed and not settled, as if it had not; how many."""
        with self.database.changing() as line:
            return line.run(RELEASE, holder=self.holder)

    def of_notice(self, notice: Notice) -> Deadline:
        """The deadline that a claimed notice belongs to."""
        return self.deadline(notice.owner, notice.subject_id)

    def live(self, before: datetime, after: str, most: int) -> Sequence[Deadline]:
        """Everybody's live deadlines with their limit before then, for the look into the mailbox.

        By id, from the one after `after` on; without their notices.
        """
        with self.database.reading() as line:
            return deadlines_of(line.rows(LIVE, before=before, after=after, most=most), ())

    def counts(self) -> dict[str, int]:
        """Reminders by state, for /metrics."""
        with self.database.reading() as line:
            return {row["state"].value: row["number"] for row in line.rows(COUNTS)}

    def _change(self, change: Change, **given: Any) -> Sequence[Row]:
        borrowed = self.database.changing if self.database.shared else self.database.writing
        with borrowed() as line:
            return change.on(line, **given)
