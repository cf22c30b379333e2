"""What the clock asks for: due, claimed, delivered, given up. Reminders of all owners.

A claim is a lease: who lets it pass has lost the reminder to the next, and the fence tells. A
reminder whose deliveries end the process again and again is given up too, and never deleted.
What a claim left without a result is claimed alone from then on: one that ends the process
takes no other with it twice.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from ..model import Deadline, Notice, NoticeState
from . import claim_sql as sql
from .changes import UNFINISHED, Change, claims_given
from .database import Database
from .deadlines import Deadlines
from .lines import Row
from .rows import deadlines_of, notice_of

MOST_STARTS = sql.MOST_STARTS
ROOM = 0.005  #: seconds of a wait in which something else can be done


class Claim(NamedTuple):
    """A notice that is this store's for the length of a lease."""

    notice: Notice
    at: float  #: when it is due, by `time.monotonic`


def as_due(
    claims: Sequence[Claim], pause: Callable[[float], object], meanwhile: Callable[[], object]
) -> Iterator[Notice]:
    """Each when it is due; `meanwhile` is called before a wait that leaves room for it."""
    for claim in claims:
        if claim.at - time.monotonic() > ROOM:
            meanwhile()
        if (wait := claim.at - time.monotonic()) > 0:
            pause(wait)
        yield claim.notice


class Claims(Deadlines):
    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.holder = str(uuid4())  #: whose leases are given back

    def claim_due(self, now: datetime, lease: timedelta, most: int = 100) -> Sequence[Notice]:
        """Take what is due; when that is done, one that a vanished worker left behind.

        Nothing only when there is nothing to take. Never the same row twice.
        """
        return self._claimed(now, lease, timedelta(), most)

    def claim_soon(
        self, now: datetime, lease: timedelta, ahead: timedelta, most: int = 100
    ) -> Sequence[Claim]:
        """As `claim_due`, also of what is tried for the first time and due so soon.

        What is not due yet looks as before until it is settled.
        """
        begun = time.monotonic()
        return self._timed(self._claimed(now, lease, ahead, most), ahead, now, begun)

    def _claimed(
        self, now: datetime, lease: timedelta, ahead: timedelta, most: int
    ) -> Sequence[Notice]:
        soon = {"now": now, "ahead": ahead, "soon": now + ahead}
        with self.database.reading() as line:
            if not line.rows(sql.RIPE, **soon):
                return []
        given = {**soon, "delay": lease, "later": now + lease}
        return self._taken(sql.CLAIM, most=most, **given) or self._taken(
            sql.CLAIM_LEFT_BEHIND, most=1, **given
        )

    def _timed(
        self, found: Sequence[Notice], ahead: timedelta, now: datetime, begun: float
    ) -> Sequence[Claim]:
        """With their moments. The clock that counts said `now`, or more, at `begun`."""
        if self.database.shared and any(each.state is not NoticeState.DUE for each in found):
            # Asked anew: making the claim durable has taken its time.
            with self.database.reading() as line:
                now = line.rows(sql.MOMENT)[0]["now"]
            begun = time.monotonic()
        # None is claimed sooner than so: a clock that was put back makes nobody wait.
        return [
            Claim(each, begun + min(each.due_at - now, ahead).total_seconds()) for each in found
        ]

    def claim_of(
        self, owner: str, now: datetime, lease: timedelta, most: int = 1000
    ) -> Sequence[Notice]:
        """Take what else of one owner's is due, to deliver it together."""
        given = {"now": now, "delay": lease, "later": now + lease, "most": most}
        return self._taken(sql.CLAIM_OF_OWNER, owner=owner, **given)

    def _taken(self, claim: Change, **given: Any) -> Sequence[Notice]:
        taken: list[Notice] = []
        rows: Sequence[Row] = ()
        while not taken and (rows := self._change(claim, holder=self.holder, **given)):
            taken = [notice_of(row) for row in rows if row["state"] in UNFINISHED]
        return sorted(taken, key=lambda n: n.due_at)

    def next_due(self, now: datetime) -> timedelta | None:
        """How long until there is something to claim; None when nothing waits."""
        with self.database.reading() as line:
            found = line.rows(sql.NEXT, now=now)
        return max(timedelta(), found[0]["next_at"] - found[0]["now"]) if found else None

    def delivered(self, claimed: Notice, now: datetime) -> bool:
        """False when the notice was taken away meanwhile: answered, snoozed, or claimed anew."""
        return bool(self.delivered_all([claimed], now))

    def delivered_all(self, claimed: Sequence[Notice], now: datetime) -> frozenset[str]:
        """Settle many in one commit; the ids of those that were not taken away meanwhile."""
        if not claimed:
            return frozenset()
        rows = self._change(sql.DELIVERED, now=now, **claims_given(claimed))
        return frozenset(f"{row['subject_id']}-{row['which']}" for row in rows)

    def postpone(self, claimed: Notice, until: datetime, reason: str, now: datetime) -> bool:
        """Try again so long after now as `until` is; the pane shows it all the while."""
        return self._given_back(sql.POSTPONED, [claimed], until, reason, now)

    def hold(self, claimed: Notice, until: datetime, reason: str, now: datetime) -> bool:
        """As `postpone`, but nothing went wrong and this was no try: its mail may not go yet."""
        return self._given_back(sql.HELD, [claimed], until, reason, now)

    def rest(self, claimed: Sequence[Notice], until: datetime, reason: str, now: datetime) -> bool:
        """As `hold`, for what could not even be tried. Leaves no history, however often."""
        return self._given_back(sql.RESTED, claimed, until, reason, now)

    def untried(self, claimed: Sequence[Notice], now: datetime) -> None:
        """Give back what could not be begun, as if it had not been claimed."""
        self._change(sql.UNTRIED, now=now, **claims_given(claimed))

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
        return bool(self._change(sql.PARKED, reason=reason, now=now, **claims_given([claimed])))

    def release(self) -> int:
        """Give back what this store has claimed and not settled, as if it had not; how many."""
        with self.database.changing() as line:
            return line.run(sql.RELEASE, holder=self.holder)

    def of_notice(self, notice: Notice) -> Deadline:
        """The deadline that a claimed notice belongs to."""
        return self.deadline(notice.owner, notice.subject_id)

    def live(self, before: datetime, after: str, most: int) -> Sequence[Deadline]:
        """Everybody's live deadlines with their limit before then, for the look into the mailbox.

        By id, from the one after `after` on; without their notices.
        """
        with self.database.reading() as line:
            return deadlines_of(line.rows(sql.LIVE, before=before, after=after, most=most), ())

    def counts(self) -> dict[str, int]:
        """Reminders by state, for /metrics."""
        with self.database.reading() as line:
            return {row["state"].value: row["number"] for row in line.rows(sql.COUNTS)}

    def _change(self, change: Change, **given: Any) -> Sequence[Row]:
        borrowed = self.database.changing if self.database.shared else self.database.writing
        with borrowed() as line:
            return change.on(line, **given)
