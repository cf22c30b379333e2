"""A crash at every step of keeping and delivering: `python -m tests.torture_points`.

The steps are found by watching: each statement of the store (before it runs, and after) and each
mail (before it leaves, and after). What the database holds at a step is what a process leaves that
is gone there: another life begins with it. What was not acknowledged is asked for again, as a user
would; then the rest is delivered. Processes that really end there do the same, at some steps or at
all. Prints what was lost or seen twice; ends with 1 when that is not 0.
"""

import argparse
import gc
import json
import logging
import os
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path

import psycopg
from psycopg import sql

from addin_server.model import DeadlineState, Schedule
from addin_server.planning import Preferences
from addin_server.store import migrate
from addin_server.store.lines import Line
from addin_server.store.tables import metadata

from . import postgres
from .torture_parts import (
    ADDRESS,
    OWNER,
    WITHOUT,
    KeylessSink,
    Life,
    Lines,
    Sink,
    new_deadline,
    opened,
    reminders_of,
    scratch,
    taken_out,
)

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEASE, DAY = timedelta(seconds=60), timedelta(days=1)
DIGEST = "test|t1|bert"  #: has all reminders in one mail a day
FILES = ("said", "sink", "lives")
DIED = 9  #: how a process ends that came to its last step


class Steps:
    """Counts what is done, and tells of each step."""

    def __init__(self, happened):
        self.taken, self._happened = 0, happened

    def take(self):
        self.taken += 1
        self._happened(self.taken)

    def around(self, function):
        def stepped(*given, **named):
            self.take()
            result = function(*given, **named)
            self.take()
            return result

        return stepped

    @contextmanager
    def watching_the_store(self):
        theirs = Line._execute, Line.many
        Line._execute, Line.many = map(self.around, theirs)
        try:
            yield
        finally:
            Line._execute, Line.many = theirs


class SqliteHouse:
    """A file that is as it was, again and again."""

    def __init__(self, folder):
        self.file, self.time = folder / "netjes.db", START
        self.url = f"sqlite:///{self.file}"
        store = opened(self.url)
        prefer(store)
        store.close()
        self.fresh = self.survives()

    def survives(self):
        """What a process leaves that is gone this moment."""
        # SQLite makes the -shm anew where no process has it open.
        return {p.name: p.read_bytes() for p in self._paths() if not p.name.endswith("-shm")}

    def restore(self, survived):
        for path in self._paths():
            path.unlink()
        for name, data in survived.items():
            (self.file.parent / name).write_bytes(data)

    def _paths(self):
        return list(self.file.parent.glob("netjes.db*"))

    def opened(self):
        return opened(self.url)

    def tell(self, moment):
        self.time = moment


class PostgresHouse:
    """A database that is as it was, and whose clock is told the time."""

    def __init__(self, url, admin):
        self.url, self._admin, self.time = url, admin, START
        postgres.tell_the_time(self.url)
        store = self.opened()
        prefer(store)
        store.close()
        self.fresh = self.survives()

    def survives(self):
        """What others see: what is not committed goes with the process."""
        return {name: self._admin.execute(self._all(name)).fetchall() for name in metadata.tables}

    def restore(self, survived):
        with self._admin.transaction():
            for name, rows in survived.items():
                self._admin.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
                if rows:
                    marks = sql.SQL(", ").join([sql.Placeholder()] * len(rows[0]))
                    put = sql.SQL("INSERT INTO {} VALUES ({})").format(sql.Identifier(name), marks)
                    self._admin.cursor().executemany(put, rows)

    def _all(self, name):
        return sql.SQL("SELECT * FROM {}").format(sql.Identifier(name))

    def opened(self):
        return opened(self.url)

    def tell(self, moment):
        self.time = moment
        self._admin.execute("UPDATE told.clock SET at = %s", [moment])


def prefer(store):
    store.prefer(OWNER, Preferences(), ADDRESS, "nl")
    store.prefer(DIGEST, Preferences(digest="10:00"), "bert@example.org", "nl")


@dataclass
class Story:
    """What users do, and the clock; in a house, with a sink."""

    house: object
    folder: Path
    bite: str = ""
    digests: bool = True

    @cached_property
    def deadlines(self):
        soon, later = START + timedelta(hours=20), START + timedelta(hours=21)
        plans = [{"soft": soon, "final": later}, {"soft": soon, "final": later}, {"final": soon}]
        mine = [new_deadline(START, plan) for plan in (*plans, {"final": later})]
        if not self.digests:
            return mine
        return [*mine, *(new_deadline(START, {"final": soon}, owner=DIGEST) for _ in range(3))]

    def clicks(self, store):
        """What is asked of the store, in order. Each may be asked again."""
        first, second, third, fourth = (each.id for each in self.deadlines[:4])
        plan = Schedule(limit=START + DAY, soft=None, final=START + timedelta(hours=22))
        snoozed = START + timedelta(hours=23)
        for new in self.deadlines:
            yield partial(store.keep, new, 100)
        yield partial(store.reschedule, OWNER, first, plan, START)
        yield partial(store.snooze, OWNER, second, snoozed, START)
        yield partial(store.sleep_on, OWNER, third, START + timedelta(hours=19), START)
        yield partial(store.inserted, OWNER, third, "general", START)
        yield partial(store.end, OWNER, fourth, DeadlineState.DONE, START)

    def wanted(self):
        """What is to be seen, when all is over: notices (`id-which`), each once."""
        first, second, third, _ = (each.id for each in self.deadlines[:4])
        # The second's soft notice was put off past its final one, and overtakes nothing.
        return {f"{first}-final", f"{second}-soft", f"{second}-final", f"{third}-sleep"} | {
            f"{third}-final"
        }

    def live(self, steps):
        """One life: what was not acknowledged before, then the clock, until nothing is due."""
        said = Lines(self.folder / "said")
        sink = (KeylessSink if self.bite == "keyless" else Sink)(Lines(self.folder / "sink"))
        sink.send = steps.around(sink.send)
        with steps.watching_the_store():
            store = self.house.opened()
            reminders = reminders_of(store, sink, lambda: self.house.time, lease=LEASE)
            for number, click in list(enumerate(self.clicks(store)))[said.count() :]:
                click()
                steps.take()
                said.add(number)
            for hours in (19, 20, 21, 22, 23, 24):
                self.house.tell(START + timedelta(hours=hours) + self.after)
                reminders.tick()
            store.close()

    @property
    def after(self):
        """Each life later than the one before: leases have ended."""
        return 2 * LEASE * Lines(self.folder / "lives").count()

    def warmed_up(self):
        """Everything done once in this process: templates and statements are compiled."""
        self.begin()
        self.live(Steps(lambda step: None))
        gc.collect()
        gc.freeze()  # a collection in a child would copy all of it
        return self

    def survivors(self):
        """What a process leaves that is gone at this step of an undisturbed life, or at that."""
        self.begin()
        found = []
        self.live(Steps(lambda step: found.append((self.house.survives(), self._files()))))
        return found

    def taken_up(self, left):
        """A life that begins with what was left; what is wrong at its end."""
        house, files = left
        self.house.restore(house)
        for name, text in files.items():
            (self.folder / name).write_text(text)
        Lines(self.folder / "lives").add(DIED)
        self.live(Steps(lambda step: None))
        return self.judged()

    def _files(self):
        return {name: (self.folder / name).read_text() for name in FILES}

    def killed_at(self, step):
        """A process that ends itself at that step, and one that takes over."""
        self.begin()
        for last in (step, 0):
            steps = Steps(lambda taken, last=last: taken == last and os._exit(DIED))
            status = Life(partial(self.live, steps), self.folder / "log").wait()
            if status != (DIED if last else 0):
                raise RuntimeError((self.folder / "log").read_text()[-3000:])
            Lines(self.folder / "lives").add(status)
        return self.judged()

    def begin(self):
        for name in FILES:
            (self.folder / name).write_text("")
        self.__dict__.pop("deadlines", None)
        self.deadlines  # noqa: B018 - the same for all lives
        self.house.tell(START)
        self.house.restore(self.house.fresh)

    def judged(self):
        takes = [line[0] for line in Lines(self.folder / "sink").read()]
        digests = {key for key in takes if key.startswith("digest")}
        keys = set(takes) - digests
        notices = [key.partition("+")[0].rpartition(".")[0] for key in keys]
        return {
            "lost": len(self.wanted() - set(notices)) + (self.digests and not digests),
            "twice": len(notices) - len(set(notices)) + max(0, len(digests) - 1),
            "unwanted": len(set(notices) - self.wanted()),
            "attempted_again": len(takes) - len(set(takes)),
        }


def torture(story, forked):
    """One life, and another from each of its steps; what was wrong in all of them.

    Steps that leave the same are one. With `forked`, at every so many steps a process ends itself
    besides.
    """
    survivors = story.survivors()
    sums = Counter(story.judged())
    lives = [
        (point, partial(story.taken_up, left))
        for point, left in enumerate(survivors, 1)
        if left != survivors[point - 2] or point == 1
    ]
    steps = range(forked, len(survivors) + 1, forked) if forked else ()
    deaths = [(step, partial(story.killed_at, step)) for step in steps]
    bad = []
    for point, live in lives + deaths:
        found = live()
        sums.update(found)
        if found["lost"] or found["twice"] or found["unwanted"]:
            bad.append((point, found))
    counts = {"points": len(survivors), "states": len(lives), "deaths": len(deaths)}
    return {**sums, **counts, "bad": bad[:5]}


@contextmanager
def house(name, folder):
    if name == "sqlite":
        yield SqliteHouse(folder)
        return
    with ExitStack() as stack:
        if name == "postgresql":
            server = stack.enter_context(postgres.started())
            migrate(server.url("template1"))
            name = server.new_database("template1")
        admin = stack.enter_context(psycopg.connect(name, autocommit=True))
        yield PostgresHouse(name, admin)


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", default="sqlite", help="or postgresql, or an empty one")
    parser.add_argument("--forked", type=int, default=1, help="real deaths at every n-th step")
    parser.add_argument(
        "--bite", choices=("", "keyless", *WITHOUT), default="", help="what is taken out"
    )
    given = parser.parse_args(words)
    begun = time.monotonic()
    logging.disable(logging.WARNING)
    with scratch("points") as name:
        folder = Path(name)
        with house(given.database, folder) as found:
            story = Story(found, folder, given.bite).warmed_up()
            with taken_out(given.bite if given.bite in WITHOUT else ""):
                figures = torture(story, given.forked)
    figures["seconds"] = round(time.monotonic() - begun, 1)
    print(json.dumps(figures))
    return 1 if figures["lost"] or figures["twice"] or figures["unwanted"] else 0


if __name__ == "__main__":
    sys.exit(main())
