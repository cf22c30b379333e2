"""`kill -9` of what puts and delivers, and of PostgreSQL itself: `python -m tests.torture_kills`.

Each process keeps deadlines, says so in a file after `keep` has returned, and delivers what is
due to a sink that outlives it. They are killed one after another at random moments. Prints what
was lost, seen twice, early, and how often a mail was attempted again; ends with 1 when one of the
first three is not 0.
"""

import argparse
import gc
import json
import logging
import random
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from addin_server.errors import StoreError
from addin_server.store import migrate

from . import postgres
from .torture_parts import (
    SINKS,
    Life,
    Lines,
    Sink,
    judged,
    new_deadline,
    opened,
    patiently,
    prepared,
    reminders_of,
    scratch,
    tick_until_done,
    utc_now,
    warm_up,
)

LEASE = timedelta(seconds=2)
EVENT = 55  #: bytes, about: a line about a notice that was accepted, or was mailed


@dataclass(frozen=True, kw_only=True)
class Torture:
    url: str
    folder: Path
    rows: int
    kills: int
    workers: int = 3
    postmasters: int = 0  #: kills of PostgreSQL
    bite: str = ""
    server: object = None

    @property
    def log(self):
        return self.folder / "log"

    def sink(self, who=""):
        return SINKS[self.bite](Lines(self.folder / "sink"), who, 0.002)

    def work(self, who):
        """One life: keep some, deliver what is due, without end."""
        accepted = Lines(self.folder / "accepted")
        store = patiently(lambda: opened(self.url))
        reminders = reminders_of(store, self.sink(who), lease=LEASE, batch=20)
        room = 1 + 2 * self.rows // self.kills  # so that each life has something to do
        while True:
            try:
                for _ in range(min(room, 10, self.rows - accepted.count())):
                    now = utc_now().replace(microsecond=0)
                    new, _ = store.keep(new_deadline(now, {"final": now}), 10**6)
                    accepted.add(new.notices[0].id)
                    room -= 1
                reminders.tick()
            except StoreError:
                time.sleep(0.02)  # PostgreSQL is away
            time.sleep(0.02)  # mostly there is nothing to do


def torture(job):
    """Kill until enough are killed, and then deliver the rest."""
    chance = random.Random(20261123)
    lives = [Life(partial(job.work, n), job.log) for n in range(job.workers)]
    accepted = Lines(job.folder / "accepted")
    killed = postmasters = 0
    while killed < job.kills or accepted.count() < job.rows:
        _wait(job, chance.uniform(0, 3 * job.rows / job.kills))
        place = chance.randrange(job.workers)
        killed += lives[place].kill()
        lives[place] = Life(partial(job.work, place), job.log)
        if killed * job.postmasters >= (postmasters + 1) * job.kills:
            job.server.kill()
            job.server.restart()
            postmasters += 1
    for life in lives:
        killed += life.kill()
    counts = tick_until_done(job.url, Sink(Lines(job.folder / "sink"), "end"), LEASE)
    return judged({line[0] for line in accepted.read()}, Lines(job.folder / "sink")) | {
        "kills": killed,
        "postmaster_kills": postmasters,
        "states": counts,
    }


def _wait(job, events, seconds=0.3):
    """Until so much has happened, or nothing does: by the clock, a slow machine kills too soon."""
    files = [Lines(job.folder / "accepted"), Lines(job.folder / "sink")]
    until, enough = time.monotonic() + seconds, sum(f.size() for f in files) + EVENT * events
    while time.monotonic() < until and sum(f.size() for f in files) < enough:
        time.sleep(0.002)


def shares(url, folder, rows):
    """Two replicas and much that is due: who delivers how much of it."""
    store = opened(url)
    now = utc_now().replace(microsecond=0)
    wanted = [new_deadline(now, {"final": now}) for _ in range(rows)]
    for new in wanted:
        store.keep(new, 10**6)
    store.close()
    job = Torture(url=url, folder=folder, rows=0, kills=1)
    begin = time.monotonic() + 1.0

    def work(who):
        store = opened(url)
        reminders = reminders_of(store, job.sink(who), lease=timedelta(seconds=60), batch=20)
        time.sleep(max(0.0, begin - time.monotonic()))
        reminders.tick()
        store.release()
        store.close()

    assert {life.wait() for life in [Life(partial(work, n), job.log) for n in range(2)]} == {0}
    return judged({new.notices[0].id for new in wanted}, Lines(folder / "sink"))


@contextmanager
def database(name, folder):
    """An address, and the server when there is one."""
    if name == "sqlite":
        warm_up(f"sqlite:///{folder / 'warm.db'}")
        yield prepared(f"sqlite:///{folder / 'netjes.db'}"), None
        return
    with postgres.started() as server:
        migrate(server.url("template1"))
        warm_up(server.new_database("template1"))
        yield prepared(server.new_database("template1")), server


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--postmasters", type=int, default=0)
    parser.add_argument("--shares", type=int, default=0, help="then so many for two replicas")
    parser.add_argument("--bite", choices=SINKS, default="", help="take a protection out")
    given = parser.parse_args(words)
    begun = time.monotonic()
    logging.disable(logging.WARNING)
    with scratch("kills") as name:
        folder = Path(name)
        with database(given.database, folder) as (url, server):
            gc.freeze()  # a collection in a child would copy all of it
            names = ("rows", "kills", "postmasters", "bite")
            numbers = {name: getattr(given, name) for name in names}
            figures = torture(Torture(url=url, folder=folder, server=server, **numbers))
            if given.shares:
                (apart := folder / "shares").mkdir()
                figures["shared"] = shares(url, apart, given.shares)
        if (log := folder / "log").exists():
            print(log.read_text()[-3000:], file=sys.stderr)
        figures["faults"] = int(log.exists())  # a life ended by something that it did not foresee
    figures["seconds"] = round(time.monotonic() - begun, 1)
    print(json.dumps(figures))
    return 1 if any(figures[name] for name in ("lost", "twice", "early", "faults")) else 0


if __name__ == "__main__":
    sys.exit(main())
