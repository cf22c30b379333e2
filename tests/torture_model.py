"""A clock that jumps, workers that die, users who click: `python -m tests.torture_model`.

A house that does what it is told, and remembers what must come of it. Hypothesis tells it what to
do in the test; here a seeded chance does, for as many steps as are asked for.
"""

import argparse
import json
import logging
import random
import shutil
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from addin_server.errors import AlreadyEnded, NotifyError
from addin_server.model import DeadlineState, Schedule
from addin_server.planning import Preferences
from addin_server.store import open_store

from .torture_parts import ADDRESS, OWNER, catalogue, key_of, new_deadline, reminders_of, scratch

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEASE = timedelta(seconds=60)
CRASHES = 4  #: in one story; after more, a reminder may be given up


class Crash(BaseException):
    """The process ends here."""


class Wrong(BaseException):
    """A promise was broken; what is an Exception would be taken for the relay's trouble."""


class House:
    """The store, its clock, its relay; and what each notice is to be (subject -> which -> due)."""

    def __init__(self, folder, fresh):
        shutil.copy(fresh, folder / "netjes.db")
        self.url = f"sqlite:///{folder / 'netjes.db'}"
        self.time, self.wanted, self.mails = START, {}, {}
        self.trouble, self.crashes, self.jumps = [], 0, 0
        self.slow = []
        self.store = self._opened()

    def _opened(self):
        store = open_store(self.url)
        self.reminders = reminders_of(
            store, self, lambda: self.time, lease=LEASE, max_attempts=10**6, seconds=lambda: 0.0
        )
        return store

    def send(self, mail):
        """As the relay: refuses, dies before, dies after, or times out after it took the mail."""
        trouble = self.trouble.pop() if self.trouble else ""
        if trouble == "refuse":
            raise NotifyError("throttled")
        if trouble == "die":
            raise Crash
        try:
            self.take(key_of(mail))
        except AssertionError as exc:
            raise Wrong(str(exc)) from exc
        if trouble == "die after":
            raise Crash
        if trouble == "time out":
            raise NotifyError("no answer")

    def take(self, key):
        notice, _, due = key.rpartition(".")
        subject, _, which = notice.rpartition("-")
        assert which in self.wanted.get(subject, {}), f"{key}: shown, and not wanted"
        wanted = self.wanted[subject][which]
        assert int(due) == wanted.timestamp(), f"{key}: shown as of another moment, not {wanted}"
        assert self.time >= wanted, f"{key}: early, at {self.time}"
        self.mails[key] = self.mails.get(key, 0) + 1

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
            self.crash()
        except Wrong as exc:
            raise AssertionError(str(exc)) from exc

    def crash(self):
        self.crashes += 1
        self.store.close()
        self.slow.clear()
        self.store = self._opened()

    def fail(self, what):
        if not what.startswith("die") or self.crashes + len(self.trouble) < CRASHES:
            self.trouble.insert(0, what)

    def jump(self, seconds):
        self.time += timedelta(seconds=seconds)
        self.jumps += 1
        self.tick()

    def work_slowly(self):
        """A worker that sends at once, and settles when it likes, its lease perhaps over."""
        for notice in self.store.claim_due(self.time, LEASE, 2):
            self.take(notice.key)
            self.slow.append(notice)

    def settle_slowly(self):
        self.store.delivered_all(self.slow, self.time)
        self.slow.clear()

    def change(self, number, how, hours):
        """A user's click on one of the deadlines that are open."""
        if not self.wanted:
            return
        id = list(self.wanted)[number % len(self.wanted)]
        at = self.time + timedelta(hours=hours)
        try:
            found = getattr(self, f"_{how}")(id, at)
        except AlreadyEnded:
            assert not self.wanted[id], "an open deadline has ended"
            return
        waiting = ("scheduled", "snoozed", "due", "delivered")
        shown = [n for n in found.notices if n.state in waiting and how != "end"]
        self.wanted[id] = {n.which: n.due_at for n in shown}

    def _snooze(self, id, at):
        return self.store.snooze(OWNER, id, at, self.time)

    def _reschedule(self, id, at):
        plan = Schedule(limit=at + timedelta(hours=2), soft=at, final=at + timedelta(hours=1))
        return self.store.reschedule(OWNER, id, plan, self.time)

    def _end(self, id, at):
        self.store.end(OWNER, id, DeadlineState.DONE, self.time)
        ended = self.store.end(OWNER, id, DeadlineState.DONE, self.time)  # clicked twice
        assert not [n for n in ended.notices if n.state in ("scheduled", "snoozed", "due")]
        return ended

    # -- what must hold --------------------------------------------------------------------------

    def close(self):
        """No trouble any more, and time goes on: everything that was wanted has been shown."""
        self.trouble.clear()
        self.time = max([self.time, *(at for dues in self.wanted.values() for at in dues.values())])
        for _ in range(12):
            self.time += timedelta(hours=2)
            self.tick()
        counts = self.store.counts()
        assert counts.keys() <= {"delivered", "cancelled"}, f"not at rest: {counts}"
        for deadline in self.store.list(OWNER):
            for notice in deadline.notices:
                if notice.state == "delivered":
                    assert notice.key in self.mails, f"{notice.key}: lost"
                elif self.wanted[deadline.id]:
                    assert notice.which == "soft", f"{notice.key}: lost, {notice.state}"
        self.store.close()


def do(house, chance):
    """One step, at random."""
    hours = chance.choice([1, 2, 5, 30])
    number = chance.randrange(100)
    steps = (
        lambda: house.put(hours),
        lambda: house.jump(chance.choice([1, 59, 60, 3600, 20_000, 86_400, 30 * 86_400])),
        lambda: house.jump(-chance.choice([1, 60, 3600, 86_400, 30 * 86_400])),
        house.tick,
        lambda: house.fail(chance.choice(["refuse", "die", "die after", "time out"])),
        house.work_slowly,
        house.settle_slowly,
        lambda: house.change(number, "snooze", hours),
        lambda: house.change(number, "reschedule", hours),
        lambda: house.change(number, "end", hours),
    )
    chance.choices(steps, weights=(3, 6, 2, 2, 3, 2, 2, 2, 1, 1))[0]()


def fresh_file(folder):
    path = folder / "fresh.db"
    store = open_store(f"sqlite:///{path}")
    store.prefer(OWNER, Preferences(), ADDRESS, "nl")
    store.close()
    return path


def torture(steps, seed, each=50):
    """Stories of so many steps; says the number of the one that goes wrong."""
    sums = {"steps": 0, "stories": 0, "jumps": 0, "crashes": 0, "mails": 0, "again": 0}
    with scratch("model") as name:
        fresh = fresh_file(Path(name))
        while sums["steps"] < steps:
            chance = random.Random(f"{seed}/{sums['stories']}")
            house = House(Path(name), fresh)
            try:
                for _ in range(each):
                    do(house, chance)
                house.close()
            except AssertionError as exc:
                raise AssertionError(f"seed {seed}, story {sums['stories']}: {exc}") from exc
            mails = house.mails.values()
            found = {"jumps": house.jumps, "crashes": house.crashes, "mails": sum(mails)}
            found |= {"steps": each, "stories": 1, "again": sum(mails) - len(mails)}
            for what, count in found.items():
                sums[what] += count
    return sums


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args(words)
    begun = time.monotonic()
    logging.disable(logging.ERROR)
    catalogue()
    try:
        figures = torture(given.steps, given.seed)
    except AssertionError as exc:
        print(json.dumps({"wrong": str(exc)}))
        return 1
    print(json.dumps(figures | {"seed": given.seed, "seconds": round(time.monotonic() - begun, 1)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
