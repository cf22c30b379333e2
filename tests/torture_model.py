"""A clock that jumps, workers that die, users who click: `python -m tests.torture_model`.

A house that does what it is told, and remembers what must come of it. Hypothesis tells it what to
do. Its file lies in memory: what a power cut leaves is another test's matter.
"""

import argparse
import json
import logging
import shutil
import sys
import time
import traceback
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from addin_server.errors import AlreadyEnded, NotifyError
from addin_server.model import DeadlineState, Schedule
from addin_server.store import MOST_STARTS, Store, sqlite_module

from .torture_parts import (
    OWNER,
    WITHOUT,
    key_of,
    new_deadline,
    opened,
    prepared,
    reminders_of,
    scratch,
    taken_out,
    warm_up,
)

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEASE = timedelta(seconds=60)
WAITING = ("scheduled", "snoozed", "due")
MONTH = 30 * 86_400
STORY = 200  #: steps

#: As the tables were in version 0001, with the rows of today in them.
BACK_TO_0001 = """
CREATE TABLE notices (id VARCHAR(36) PRIMARY KEY, deadline_id VARCHAR(36) NOT NULL,
    which VARCHAR(10) NOT NULL, due_at DATETIME NOT NULL, state VARCHAR(20) NOT NULL,
    attempts INTEGER NOT NULL, fence INTEGER NOT NULL, lease_until DATETIME,
    delivered_at DATETIME, seen_at DATETIME, reason VARCHAR(64));
INSERT INTO notices SELECT subject_id || '-' || which, subject_id, which, due_at, state, attempts,
    fence, CASE state WHEN 'due' THEN next_at END, delivered_at, seen_at, reason FROM reminders;
DROP TABLE reminders; DROP TABLE history; DROP INDEX deadlines_ended; DROP TABLE promises;
CREATE TABLE promises (id VARCHAR(36) PRIMARY KEY, owner VARCHAR(300) NOT NULL,
    internet_message_id VARCHAR(998) NOT NULL, item_id VARCHAR(1024) NOT NULL,
    candidate_name VARCHAR(200) NOT NULL, job_title VARCHAR(200) NOT NULL,
    company VARCHAR(200) NOT NULL, consent BOOLEAN NOT NULL, until DATE NOT NULL,
    remind_at DATETIME NOT NULL, erase_at DATETIME NOT NULL, made_at DATETIME NOT NULL,
    state VARCHAR(20) NOT NULL, attempts INTEGER NOT NULL, fence INTEGER NOT NULL,
    lease_until DATETIME, delivered_at DATETIME, ended_at DATETIME, reason VARCHAR(64));
UPDATE alembic_version SET version_num = '0001';
"""


class Crash(BaseException):
    """The process ends here."""


class Wrong(BaseException):
    """A promise was broken; what is an Exception would be taken for the relay's trouble."""


class House:
    """The store, its clock, its relay; and what each notice is to be (subject -> which -> due)."""

    def __init__(self, folder, fresh):
        self.folder, self.file = folder, folder / "netjes.db"
        shutil.copy(fresh, self.file)
        self.time = self.latest = START
        self.passed = 0.0  #: seconds, by a clock that never goes back
        self.wanted, self.mails, self.trouble = {}, Counter(), []
        self.held = {}  #: key -> until when who has it may not be disturbed
        self.slow = []  #: what a second worker has sent, and not settled
        self.did = Counter()
        self._open()

    def _open(self):
        self.store = opened(f"sqlite:///{self.file}")
        self.other = Store(self.store.database)
        self._start()

    def _start(self):
        self.reminders = reminders_of(
            self.store,
            self,
            lambda: self.time,
            lease=LEASE,
            max_attempts=10**6,
            seconds=lambda: self.passed,
        )

    def send(self, mail):
        """As the relay: refuses, dies before, dies after, or times out after it took the mail."""
        key, trouble = key_of(mail), self.trouble.pop() if self.trouble else ""
        if trouble == "refuse":
            raise NotifyError("throttled")
        if trouble.startswith("die"):
            if self._is_worn():
                return self._take(key)
            self.held[key] = self.time + LEASE
        if trouble == "die":
            raise Crash
        self._take(key, self.held[key] if trouble == "die after" else None)
        if trouble == "die after":
            raise Crash
        if trouble == "time out":
            raise NotifyError("no answer")

    def _is_worn(self):
        """Whether a reminder would be given up that is left behind once more."""
        with self.store.database.reading() as line:
            ask = line.raw.execute("SELECT max(starts) FROM reminders")
            return (ask.fetchone()[0] or 0) >= MOST_STARTS - 1

    def _take(self, key, own=None):
        try:
            self.take(key, own)
        except AssertionError as exc:
            raise Wrong(str(exc)) from exc

    def take(self, key, own=None):
        """A mail has come. `own`: the end of the lease of who sent it, when that is remembered."""
        notice, _, due = key.rpartition(".")
        subject, _, which = notice.rpartition("-")
        assert which in self.wanted.get(subject, {}), f"{key}: shown, and not wanted"
        wanted = self.wanted[subject][which]
        assert int(due) == wanted.timestamp(), f"{key}: shown as of another moment, not {wanted}"
        assert self.time >= wanted, f"{key}: early, at {self.time}"
        until = self.held.get(key, self.time)
        assert until in (own, self.time) or until < self.time, f"{key}: in two hands"
        self.mails[key] += 1

    # -- what can happen -------------------------------------------------------------------------

    def put(self, hours):
        dues = {"soft": self.time + timedelta(hours=hours)}
        dues["final"] = dues["soft"] + timedelta(hours=3)
        new = new_deadline(self.time, dues)
        again = new_deadline(self.time, dues, internet_message_id=new.internet_message_id)
        assert self.store.keep(new, 10**6) == (new, True)
        kept, created = self.store.keep(again, 10**6)
        assert (kept.id, created) == (new.id, False), "clicked twice, there are two"
        self.wanted[new.id] = dict(dues)

    def tick(self):
        try:
            self.reminders.tick()
        except Crash:
            self.did["crashes"] += 1
            self.store.holder += "'"  # another process
            self._start()
        except Wrong as exc:
            raise AssertionError(str(exc)) from exc

    def fail(self, what):
        self.trouble.insert(0, what)

    def jump(self, seconds):
        self.time += timedelta(seconds=seconds)
        self.passed += max(0, seconds)
        self.latest = max(self.time, self.latest)
        self.did["jumps"] += 1
        self.tick()

    def work_slowly(self):
        """A worker that sends at once, and settles when it likes, its lease perhaps over."""
        if self._is_worn():
            return
        for notice in self.other.claim_due(self.time, LEASE, 2):
            self.take(notice.key)
            self.held[notice.key] = self.time + LEASE
            self.slow.append(notice)

    def settle_slowly(self):
        self.other.delivered_all(self.slow, self.time)
        self.slow.clear()

    def stop(self):
        """As on SIGTERM. What the other has on its hands is given back by itself."""
        self.store.release()
        self.did["stops"] += 1

    def migrate(self):
        """A server of the first version has been here, and is replaced by this one."""
        self.store.close()
        self.slow.clear()
        with closing(sqlite_module().connect(self.file)) as db:
            db.executescript(BACK_TO_0001)
        self._open()
        for copy in self.folder.glob("*.before-*"):
            copy.unlink()
        self.did["migrations"] += 1

    def change(self, number, how, hours):
        """A user's click on one of the deadlines."""
        id = list(self.wanted)[number % len(self.wanted)]
        at = self.time + timedelta(hours=hours)
        try:
            found = getattr(self, f"_{how}")(id, at)
        except AlreadyEnded:
            assert not self.wanted[id], "an open deadline has ended"
            return
        waiting = (*WAITING, "delivered")
        shown = [n for n in found.notices if n.state in waiting and how != "end"]
        self.wanted[id] = {n.which: n.due_at for n in shown}
        self.held = {key: until for key, until in self.held.items() if not key.startswith(id)}
        self.did[how] += 1

    def _snooze(self, id, at):
        return self.store.snooze(OWNER, id, at, self.time)

    def _sleep_on(self, id, at):
        return self.store.sleep_on(OWNER, id, at, self.time)

    def _reschedule(self, id, at):
        plan = Schedule(limit=at + timedelta(hours=2), soft=at, final=at + timedelta(hours=1))
        return self.store.reschedule(OWNER, id, plan, self.time)

    def _end(self, id, at):
        self.store.end(OWNER, id, DeadlineState.DONE, self.time)
        ended = self.store.end(OWNER, id, DeadlineState.DONE, self.time)  # clicked twice
        assert not [n for n in ended.notices if n.state in WAITING]
        return ended

    # -- what must hold --------------------------------------------------------------------------

    def close(self):
        """No trouble any more, and time goes on: everything that was wanted has been shown."""
        self.trouble.clear()
        dues = [at for dues in self.wanted.values() for at in dues.values()]
        self.jump((max([self.latest, *dues]) - self.time).total_seconds())
        for _ in range(12):
            self.jump(7200)
        counts = self.store.counts()
        assert counts.keys() <= {"delivered", "cancelled"}, f"not at rest: {counts}"
        for deadline in self.store.list(OWNER):
            for notice in deadline.notices:
                if notice.state == "delivered":
                    assert notice.key in self.mails, f"{notice.key}: lost"
                elif self.wanted[deadline.id]:
                    assert notice.which == "soft", f"{notice.key}: lost, {notice.state}"
        self.did["mails"] += self.mails.total()
        self.did["again"] += self.mails.total() - len(self.mails)


class Model(RuleBasedStateMachine):
    """The house, told by Hypothesis what to do."""

    def __init__(self, fresh, did):
        super().__init__()
        self.folder, self.did = scratch("model"), did
        self.house = House(Path(self.folder.name), fresh)

    @initialize(hours=st.lists(st.integers(1, 50), min_size=3, max_size=3), now=st.booleans())
    def begin(self, hours, now):
        for each in hours:
            self.house.put(each)
        self.may_migrate = now  # once in a story: it takes as long as a hundred other steps

    def _stepped(self):
        self.did["steps"] += 1
        return self.house

    @rule(hours=st.integers(1, 50))
    def put(self, hours):
        self._stepped().put(hours)

    @rule(seconds=st.integers(-MONTH, MONTH))
    def jump(self, seconds):
        self._stepped().jump(seconds)

    @rule(seconds=st.sampled_from([0, 1, 59, 60, 61, 3600, 3 * 3600, 12 * 3600]))
    def go_on(self, seconds):
        self._stepped().jump(seconds)

    @rule(what=st.sampled_from(["refuse", "die", "die after", "time out"]))
    def fail(self, what):
        self._stepped().fail(what)

    @rule()
    def work_slowly(self):
        self._stepped().work_slowly()

    @rule()
    def settle_slowly(self):
        self._stepped().settle_slowly()

    @rule()
    def stop(self):
        self._stepped().stop()

    @precondition(lambda self: self.may_migrate)
    @rule()
    def migrate(self):
        self.may_migrate = False
        self._stepped().migrate()

    @rule(
        number=st.integers(0, 20),
        how=st.sampled_from(["snooze", "sleep_on", "reschedule", "end"]),
        hours=st.integers(1, 50),
    )
    def change(self, number, how, hours):
        self._stepped().change(number, how, hours)

    def teardown(self):
        try:
            self.house.close()
        finally:
            self.did.update(self.house.did)
            self.house.store.close()
            self.folder.cleanup()


def fresh_file(folder):
    warm_up(f"sqlite:///{folder / 'warm.db'}")
    prepared(f"sqlite:///{folder / 'fresh.db'}")
    return folder / "fresh.db"


def torture(fresh, steps, number=None, phases=tuple(Phase)):
    """Stories with so many steps in all. Raises AssertionError with the shortest that is wrong."""
    did = Counter(stories=0)
    while did["steps"] < steps:
        left = steps - did["steps"]
        bounds = settings(
            max_examples=min(100, -(-left // STORY)),
            stateful_step_count=STORY,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            phases=phases,
        )
        factory = lambda: Model(fresh, did)  # noqa: E731 - it is given a seed
        if number is not None:
            factory = seed(f"{number}/{did['stories']}")(factory)
        run_state_machine_as_test(factory, settings=bounds)
        did["stories"] += bounds.max_examples
    return did


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--bite", choices=("", *WITHOUT), default="", help="what is taken out")
    given = parser.parse_args(words)
    begun = time.monotonic()
    logging.disable(logging.ERROR)
    with scratch("fresh") as folder:
        fresh = fresh_file(Path(folder))
        # Of what was taken out it is enough to know that it is missed.
        phases = (Phase.generate,) if given.bite else tuple(Phase)
        try:
            with taken_out(given.bite):
                found = torture(fresh, given.steps, given.seed, phases)
        except AssertionError as exc:
            traceback.print_exception(exc)  # with the steps that led there
            found = {"wrong": str(exc)}
    seconds = round(time.monotonic() - begun, 1)
    print(json.dumps({**found, "seed": given.seed, "seconds": seconds}))
    return 1 if "wrong" in found else 0


if __name__ == "__main__":
    sys.exit(main())
