"""Reminders that cannot be delivered among those that can: `python -m tests.torture_poison`.

One in a hundred is poison. Most of these raise what no error explains; some end the process. A
server that is gone comes back half a minute later, by a clock that goes on a minute after each
round. Prints how often the worst was started, what was not parked and what was late; ends with 1
when a healthy one was lost, came twice or was late, or poison was started more than five times.
"""

import argparse
import gc
import json
import logging
import os
import random
import signal
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from addin_server.store import MOST_STARTS

from .torture_parts import (
    OWNER,
    WITHOUT,
    Life,
    Lines,
    due_of,
    judged,
    key_of,
    new_deadline,
    opened,
    prepared,
    reminders_of,
    scratch,
    seen,
    taken_out,
    warm_up,
)

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EACH = 100  #: reminders that fall due in one minute
DEADLY = 10  #: of so many poisonous ones, one ends the process
#: A healthy one may lose one lease, by no fault of its own; then the server must come back.
LATE = 300  #: seconds


@dataclass
class House:
    url: str
    folder: Path
    time: datetime = START
    deadly: set = field(default_factory=set)
    bad: set = field(default_factory=set)

    def send(self, mail):
        """As the relay, but that some mails cannot be sent, and some end who tries."""
        key = key_of(mail)
        notice = key.rpartition(".")[0]
        if notice in self.deadly | self.bad:
            Lines(self.folder / "starts").add(notice)
        if notice in self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        if notice in self.bad:
            raise RuntimeError("cannot be written")
        Lines(self.folder / "sink").add(key, self.time.timestamp(), "")

    def fill(self, rows):
        chance, store, notices = random.Random(20261123), opened(self.url), []
        for number in range(rows):
            due = START + number // EACH * MINUTE
            new, _ = store.keep(new_deadline(START, {"final": due}), 10**6)
            notices.append(new.notices[0].id)
        store.close()
        poison = chance.sample(notices, rows // 100)
        self.deadly = set(poison[::DEADLY])
        self.bad = set(poison) - self.deadly
        return set(notices) - self.deadly - self.bad

    def live(self):
        """A server's life: a round each minute, until all is settled or it is gone."""
        store = opened(self.url)
        reminders = reminders_of(store, self, lambda: self.time)
        while store.counts().keys() & {"scheduled", "due"}:
            (self.folder / "time").write_text(self.time.isoformat())
            reminders.tick()
            self.time += MINUTE
        store.close()

    def settle(self, most):
        """How many servers were lost until all was settled; no more than so many are."""
        deaths = 0
        while Life(self.live, self.folder / "log").wait() != 0:
            deaths += 1
            if deaths > most:
                break
            self.time = datetime.fromisoformat((self.folder / "time").read_text()) + MINUTE / 2
        return deaths


def torture(house, healthy):
    deaths = house.settle(MOST_STARTS * len(house.deadly))
    store = opened(house.url)
    parked = {
        notice.id: notice.reason
        for deadline in store.list(OWNER)
        for notice in deadline.notices
        if notice.state == "parked"
    }
    store.close()
    sink = Lines(house.folder / "sink")
    starts = [line[0] for line in Lines(house.folder / "starts").read()]
    wanted = dict.fromkeys(house.deadly, "crashed") | dict.fromkeys(house.bad, "failed")
    waits = [
        at - due_of(key) for keys in seen(sink).values() for key in keys for at, _ in keys[key]
    ]
    return judged(healthy, sink) | {
        "deaths": deaths,
        "poison": len(wanted),
        "deadly": len(house.deadly),
        "not_parked": len(wanted.items() ^ parked.items()),
        "most_starts": max(map(starts.count, starts)),
        "latest": max(waits),
        "late": sum(wait > LATE for wait in waits),
    }


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--bite", choices=("", *WITHOUT), default="", help="what is taken out")
    given = parser.parse_args(words)
    begun = time.monotonic()
    logging.disable(logging.CRITICAL)
    with scratch("poison") as name:
        folder = Path(name)
        warm_up(f"sqlite:///{folder / 'warm.db'}")
        house = House(prepared(f"sqlite:///{folder / 'netjes.db'}"), folder)
        healthy = house.fill(given.rows)
        for file in ("sink", "starts"):
            Lines(folder / file)
        gc.freeze()  # a collection in a child would copy all of it
        with taken_out(given.bite):
            figures = torture(house, healthy)
        if (log := folder / "log").exists():
            print(log.read_text()[-3000:], file=sys.stderr)
    figures["seconds"] = round(time.monotonic() - begun, 1)
    print(json.dumps(figures))
    harm = [figures[name] for name in ("lost", "twice", "early", "not_parked", "late")]
    return 1 if any(harm) or figures["most_starts"] > MOST_STARTS else 0


if __name__ == "__main__":
    sys.exit(main())
