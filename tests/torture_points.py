"""A crash at every step of keeping and delivering: `python -m tests.torture_points`.

The steps are found by watching: each statement of the store (before it runs, and after) and each
mail (before it leaves, and after). A forked process does everything and dies at step 1, another
at step 2, and so on to the last. What was not acknowledged is asked for again, as a user would;
then the rest is delivered. Prints what was lost or seen twice; ends with 1 when that is not 0.
"""

import argparse
import gc
import json
import logging
import os
import shutil
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path

import psycopg
from psycopg import sql

from addin_server.model import DeadlineState, Schedule
from addin_server.planning import Preferences
from addin_server.store import migrate, open_store
from addin_server.store.lines import Line
from addin_server.store.tables import metadata

from . import postgres
from .torture_parts import (
    ADDRESS,
    OWNER,
    KeylessSink,
    Life,
    Lines,
    Sink,
    catalogue,
    new_deadline,
    reminders_of,
    scratch,
)

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEASE, DAY = timedelta(seconds=60), timedelta(days=1)
DIGEST = "test|t1|bert"  #: has all reminders in one mail a day
DIED = 9  #: how a process ends that came to its last step


class Steps:
    """Counts what a process does, and ends it at one of them."""

    def __init__(self, last):
        self.taken, self.last = 0, last

    def take(self):
        self.taken += 1
        if self.taken == self.last:
            os._exit(DIED)

    def around(self, function):
        def stepped(*given, **named):
            self.take()
            result = function(*given, **named)
            self.take()
            return result

        return stepped

    def watch_the_store(self):
        """For the rest of this process."""
        Line._execute, Line.many = self.around(Line._execute), self.around(Line.many)


class SqliteHouse:
    """A file that is as it was, again and again."""

    def __init__(self, folder):
        self.file, self.fresh = folder / "netjes.db", folder / "fresh.db"
        self.url = f"sqlite:///{self.file}"
        self.time = START
        store = open_store(f"sqlite:///{self.fresh}")
        prefer(store)
        store.close()

    def reset(self):
        for path in self.file.parent.glob("netjes.db*"):
            path.unlink()
        shutil.copy(self.fresh, self.file)

    def tell(self, moment):
        self.time = moment


class PostgresHouse:
    """A database that is emptied, and whose clock is told the time."""

    def __init__(self, server):
        migrate(server.url("template1"))
        self.url = server.new_database("template1")
        postgres.tell_the_time(self.url)
        self.time = START
        store = open_store(self.url)
        prefer(store)
        store.close()

    def reset(self):
        with psycopg.connect(self.url) as db:
            for table in metadata.tables.keys() - {"preferences"}:
                db.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))

    def tell(self, moment):
        self.time = moment
        with psycopg.connect(self.url) as db:
            db.execute("UPDATE told.clock SET at = %s", [moment])


def prefer(store):
    store.prefer(OWNER, Preferences(), ADDRESS, "nl")
    store.prefer(DIGEST, Preferences(digest="10:00"), "bert@example.org", "nl")


@dataclass
class Story:
    """What users do, and the clock; in a house, with a sink."""

    house: object
    folder: Path
    keyless: bool = False  #: bite
    digests: bool = True
    prepared: dict = field(default_factory=dict)

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

    def live(self, last):
        """One life: what was not acknowledged before, then the clock, until nothing is due."""
        steps, said = Steps(last), Lines(self.folder / "said")
        if last is not None:
            steps.watch_the_store()
        sink = (KeylessSink if self.keyless else Sink)(Lines(self.folder / "sink"))
        sink.send = steps.around(sink.send)
        store = open_store(self.house.url)
        # Statements compiled once, by whoever forked us.
        self.prepared = store.database._prepared = store.database._prepared | self.prepared
        reminders = reminders_of(store, sink, lambda: self.house.time, lease=LEASE)
        for number, click in list(enumerate(self.clicks(store)))[said.count() :]:
            click()
            steps.take()
            said.add(number)
        for hours in (19, 20, 21, 22, 23, 24):
            self.house.tell(START + timedelta(hours=hours) + self.after)
            reminders.tick()
        store.close()
        Lines(self.folder / "steps").add(steps.taken)

    @property
    def after(self):
        """Each life later than the one before: leases have ended."""
        return 2 * LEASE * Lines(self.folder / "lives").count()

    def warmed_up(self):
        """Everything done once in this process: templates and statements are compiled."""
        self._begin()
        self.live(None)
        gc.freeze()  # a collection in a child would copy all of it
        return self

    def told(self, *lasts):
        """Lives that end at these steps, the last one never; what is wrong then."""
        self._begin()
        for last in (*lasts, 0):
            status = Life(partial(self.live, last), self.folder / "log").wait()
            if status not in (0, DIED):
                raise RuntimeError((self.folder / "log").read_text()[-3000:])
            Lines(self.folder / "lives").add(status)
        return self.judged()

    def _begin(self):
        for name in ("said", "sink", "steps", "lives"):
            (self.folder / name).write_text("")
        self.__dict__.pop("deadlines", None)
        self.deadlines  # noqa: B018 - the same for all lives
        self.house.tell(START)
        self.house.reset()

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

    def steps(self):
        return int(Lines(self.folder / "steps").read()[-1][0])


def torture(story, stride):
    """A life that ends at each step, and one after it; what was wrong in all of them."""
    undisturbed = story.told()
    total = story.steps()
    sums = dict.fromkeys(undisturbed, 0) | {"steps": total, "undisturbed": undisturbed}
    bad = []
    for last in range(1, total + 1, stride):
        found = story.told(last)
        for name, number in found.items():
            sums[name] += number
        if found["lost"] or found["twice"] or found["unwanted"]:
            bad.append((last, found))
    return sums | {"bad": bad[:5]}


@contextmanager
def house(name, folder):
    if name == "sqlite":
        yield SqliteHouse(folder)
        return
    with postgres.started() as server:
        yield PostgresHouse(server)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--stride", type=int, default=1, help="every n-th step only")
    parser.add_argument("--keyless", action="store_true", help="bite: mails without a key")
    given = parser.parse_args()
    begun = time.monotonic()
    logging.disable(logging.WARNING)
    catalogue()
    with scratch("points") as name:
        folder = Path(name)
        with house(given.database, folder) as found:
            figures = torture(Story(found, folder, given.keyless).warmed_up(), given.stride)
    figures["seconds"] = round(time.monotonic() - begun, 1)
    print(json.dumps(figures))
    return 1 if figures["lost"] or figures["twice"] or figures["unwanted"] else 0


if __name__ == "__main__":
    sys.exit(main())
