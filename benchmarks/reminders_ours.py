"""Our own reminders, through the store as the server uses it."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count

from addin_server import ids
from addin_server.clock import Clock
from addin_server.model import Deadline, DeadlineState, Kind, Notice, NoticeState
from addin_server.reminders import AHEAD
from addin_server.store import Store, as_due, open_store

from .contenders import DAY, LEASE, PATIENCE, Calls, Late, Spent, Watch, Wrong, in_time, taken
from .fill import fill

BATCH = 100  #: as `reminders.Reminders.batch`
MOST_OPEN = 200  #: as `settings.Settings.max_open_deadlines`
EACH = 20  #: live deadlines of an owner
TICK = 15.0  #: as `settings.Settings.tick_seconds`
FINAL_AFTER = timedelta(hours=22)


def now() -> datetime:
    return datetime.now(UTC)


class Ours:
    """One put is a deadline with both its notices: three rows. The first notice is what is due."""

    def __init__(self, name: str, url: str) -> None:
        self.name, self.url = name, url
        self.store = open_store(url)
        self._numbers = count()

    def put(self, number: int, due: datetime | None = None) -> Spent:
        return self._keep([due or now() + DAY] * number)

    def burst(self, number: int) -> Spent:
        self.put(number, now() - timedelta(seconds=1))
        calls = Calls()
        watch = Watch()
        while deliver(self.store, calls):
            pass
        spent = watch.spent()
        calls.check(number)
        return spent

    def lateness(self, dues: Sequence[datetime]) -> Late:
        self._keep(dues)
        meant = in_time(dues)
        calls = Calls()
        with ticking(self.store, calls):
            calls.wait(len(dues))
        return calls.lateness(meant)

    def claim(self, most: int, there: int) -> Spent:
        watch = Watch()
        claimed = self.store.claim_due(now(), LEASE, most)
        spent = watch.spent()
        taken(claimed, there)
        self.store.delivered_all(claimed, now())
        return spent

    def fill(self, number: int) -> None:
        fill(self.store, self.url, self.deadline(now() + 2 * DAY), number)

    def restart(self) -> Spent:
        """Seconds until a store knows what is due next."""
        watch = Watch()
        store = open_store(self.url)
        store.next_due(now())
        spent = watch.spent()
        store.close()
        return spent

    def close(self) -> None:
        self.store.close()

    def _keep(self, dues: Sequence[datetime]) -> Spent:
        made = [self.deadline(due) for due in dues]
        watch = Watch()
        for deadline in made:
            self.store.keep(deadline, MOST_OPEN)
        return watch.spent()

    def deadline(self, due: datetime) -> Deadline:
        id, at = ids.new(), now()
        owner = f"issuer|tenant|{self.name}-{next(self._numbers) // EACH}"
        return Deadline(
            id=id,
            owner=owner,
            internet_message_id=f"<{id}@example.org>",
            item_id="AAMk" + 100 * "x",
            conversation_id=60 * "c",
            kind=Kind.INTERVIEW_INVITATION,
            sender_name="An Bos",
            job_title="planner",
            company="Linde",
            received=at,
            limit_at=due + DAY,
            timezone="Europe/Amsterdam",
            state=DeadlineState.OPEN,
            created_at=at,
            updated_at=at,
            notices=(
                _notice(id, owner, "soft", due),
                _notice(id, owner, "final", due + FINAL_AFTER),
            ),
        )


def _notice(id: str, owner: str, which: str, due: datetime) -> Notice:
    return Notice(subject_id=id, which=which, owner=owner, due_at=due, state=NoticeState.SCHEDULED)


def deliver(
    store: Store,
    calls: Calls,
    most: int = BATCH,
    ahead: timedelta = timedelta(),
) -> int:
    """One round of the clock's work, and nothing more done; how many. Raises Wrong."""
    claims = store.claim_soon(now(), LEASE, ahead, most)
    shown: list[Notice] = []

    def settle() -> None:
        done, shown[:] = shown[:], []
        if len(store.delivered_all(done, now())) != len(done):
            raise Wrong("a claim was lost before its lease was over")
        for notice in done:
            calls.settled(notice.due_at)

    for notice in as_due(claims, time.sleep, settle):
        calls(notice.id, notice.due_at)
        shown.append(notice)
    settle()
    return len(claims)


@contextmanager
def ticking(store: Store, calls: Calls) -> Iterator[None]:
    """The server's own clock over that work, until the block ends."""

    def tick() -> None:
        while deliver(store, calls, ahead=AHEAD):
            pass

    clock = Clock(tick, TICK, {}, next_due=lambda: store.next_due(now()), now=now, ahead=AHEAD)
    clock.start()
    try:
        yield
    finally:
        clock.stop(PATIENCE)
