"""What the torture tests share: deadlines, a sink that outlives its senders, processes to kill.

A process is forked from one that has loaded everything, so that a life costs milliseconds.
"""

import ctypes
import os
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Timer
from uuid import uuid4

from addin_server.errors import NotifyError, StoreError
from addin_server.letters import load
from addin_server.model import Deadline, DeadlineState, Kind, Notice, NoticeState
from addin_server.planning import Preferences
from addin_server.posts import Posts
from addin_server.reminders import Reminders
from addin_server.store import open_store

ROOT = Path(__file__).parents[1]
OWNER = "test|t1|anna"
ADDRESS = "anna@example.org"


def utc_now():
    return datetime.now(UTC)


def scratch(name):
    """A folder, in memory where there is such a place: no test here tells whether a disk syncs."""
    memory = Path("/dev/shm")
    where = memory if os.access(memory, os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix=f"netjes-{name}-", dir=where)


@cache
def catalogue():
    return load(None)


def new_deadline(now, dues, owner=OWNER, **changes):
    """An invitation that came in at `now`, with notices (which -> when)."""
    id = str(uuid4())
    given = {
        "id": id,
        "owner": owner,
        "internet_message_id": f"<{id}@linde.example>",
        "item_id": "AAMk",
        "conversation_id": "c",
        "kind": Kind.INTERVIEW_INVITATION,
        "sender_name": "An Bos",
        "job_title": "planner",
        "company": "Linde",
        "received": now,
        "limit_at": now + timedelta(days=2),
        "timezone": "Europe/Brussels",
        "state": DeadlineState.OPEN,
        "created_at": now,
        "updated_at": now,
        "notices": tuple(
            Notice(subject_id=id, which=which, owner=owner, due_at=at, state=NoticeState.SCHEDULED)
            for which, at in dues.items()
        ),
    }
    return Deadline(**given | changes)


@cache
def statements(shared):
    """SQL that is compiled once, for all stores of this process and of those forked from it."""
    return {}


def opened(url):
    """A store that need not compile what another has."""
    store = open_store(url)
    store.database._prepared = statements(store.database.shared)
    return store


#: Protections as they stand in SQLite's statements, and what stands there without them.
WITHOUT = {
    "fence": (" AND reminders.fence = claimed.fence", ""),
    "lease": (
        "next_at=CASE WHEN (ripe.verdict IS NULL) THEN ? END",
        "next_at=CASE WHEN (ripe.verdict IS NULL) THEN min(?, reminders.due_at) END",
    ),
    "end of a lease": (
        "next_at=CASE WHEN (ripe.verdict IS NULL) THEN ? END",
        "next_at=CASE WHEN (ripe.verdict IS NULL) THEN '9' || ? END",
    ),
    "count of starts": ("THEN reminders.starts + ?", "THEN 0 * ?"),
    "due": ("WHERE reminders.next_at <= ?", "WHERE reminders.next_at <= '9' || ?"),
}


@contextmanager
def taken_out(name):
    """Without that protection, in what this process has compiled: processes forked from it too."""
    stands, instead = WITHOUT.get(name, ("", ""))
    found = [each for each in statements(False).values() if name and stands in each.sql]
    assert found or not name, f"nothing protects with: {stands}"
    whole = [each.sql for each in found]
    for each in found:
        each.sql = each.sql.replace(stands, instead)
    try:
        yield
    finally:
        for each, sql in zip(found, whole, strict=True):
            each.sql = sql


def warm_up(url):
    """Everything done once, so that those forked from here need not load and compile it."""
    store = opened(prepared(url))
    go_through(store)
    store.close()


def go_through(store):
    """Once what a life does."""
    now = utc_now().replace(microsecond=0)
    dues = {"soft": now, "final": now + timedelta(hours=1)}
    new, _ = store.keep(new_deadline(now, dues), 10**6)
    reminders_of(store, Sink(Lines(Path(os.devnull)))).tick()
    store.end(OWNER, new.id, DeadlineState.DONE, now)
    store.counts()
    store.release()


class KeyPosts(Posts):
    """Gives the relay the key of each mail alone: to write the mail costs five times the rest."""

    def _letter(self, due, lang):
        return None

    def _send(self, key, letter, to):
        with self.breaker.watching(NotifyError):
            self.relay.send({"Message-ID": f"<{key}@example.org>"})


def reminders_of(store, post, now=utc_now, letters=False, **changes):
    """With `letters` the relay is given whole mails."""
    given = {
        "store": store,
        "catalogue": catalogue(),
        "now": now,
        "chance": lambda: 0.5,
        "link_to": lambda about: "https://outlook.example/",
        "mail_from": "netjes@example.org",
        "defaults": Preferences(),
        "relay": post,
    }
    reminders = Reminders(**given | changes)
    if not letters:
        theirs = {f.name: getattr(reminders.posts, f.name) for f in fields(Posts)}
        reminders.__dict__["posts"] = KeyPosts(**theirs)
    return reminders


def key_of(mail):
    """`Notice.key`, out of the Message-ID."""
    return mail["Message-ID"].strip("<> ").rpartition("@")[0]


class Lines:
    """A file of lines that many processes add to. What was added outlives who added it."""

    def __init__(self, path):
        self.path = path
        path.touch()

    def add(self, *words):
        # One write with O_APPEND: lines of several processes do not mix.
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        os.write(file, (" ".join(map(str, words)) + "\n").encode())
        os.close(file)

    def size(self):
        return self.path.stat().st_size

    def count(self):
        return self.path.read_bytes().count(b"\n")

    def read(self):
        return [line.split(" ") for line in self.path.read_text().splitlines()]


class Sink:
    """Takes mails over as a relay does: `key moment who`, a line for each."""

    def __init__(self, lines, who="", pause=0.0):
        self.lines, self.who, self.pause = lines, who, pause

    def send(self, mail):
        self.take(key_of(mail))
        time.sleep(self.pause)  # so that a kill falls between mail and commit

    def take(self, key):
        self.lines.add(key, utc_now().timestamp(), self.who)


class KeylessSink(Sink):
    """Bite: as if every attempt had a key of its own. Then a notice is seen twice."""

    def take(self, key):
        super().take(f"{key}+{uuid4()}")


class HastySink(Sink):
    """Bite: says that it has taken a mail over, and does so later. Then some are lost."""

    def send(self, mail):
        Timer(0.03, self.take, [key_of(mail)]).start()


SINKS = {"": Sink, "keyless": KeylessSink, "hasty": HastySink}


def seen(lines):
    """Notice (`id-which`) -> key -> when and by whom it was taken over."""
    found = defaultdict(lambda: defaultdict(list))
    for key, at, who in lines.read():
        found[key.rpartition(".")[0].partition(".")[0]][key].append((float(at), who))
    return found


def due_of(key):
    """Seconds since 1970. Deadlines here are due at whole seconds."""
    return int(key.partition("+")[0].rpartition(".")[2])


def judged(accepted, lines):
    """What became of the notices that were accepted (`id-which`)."""
    found = seen(lines)
    takes = [take for keys in found.values() for times in keys.values() for take in times]
    early = sum(at < due_of(key) for keys in found.values() for key in keys for at, _ in keys[key])
    return {
        "accepted": len(accepted),
        "lost": len(accepted - found.keys()),
        "twice": sum(len(keys) > 1 for keys in found.values()),
        "early": early,
        "attempted_again": len(takes) - sum(len(keys) for keys in found.values()),
        "shares": dict(Counter(who for _, who in takes)),
    }


def end_with_parent():
    """However that ends (prctl(2), PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Life:
    """A forked process that runs `work`, until it ends or is killed."""

    def __init__(self, work, log):
        self.status = None
        sys.stdout.flush()
        self.pid = os.fork()
        if not self.pid:
            self._live(work, log)

    def _live(self, work, log):
        try:
            end_with_parent()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            work()
            os._exit(0)
        except BaseException:
            with log.open("a") as file:
                file.write(traceback.format_exc())
            os._exit(1)

    def kill(self):
        """True when it was alive until then."""
        os.kill(self.pid, signal.SIGKILL)
        return self.wait() == -signal.SIGKILL

    def wait(self):
        if self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.status


def patiently(call, seconds=60):
    """What `call` gives; again while the database cannot be used just now."""
    until = time.monotonic() + seconds
    while True:
        try:
            return call()
        except StoreError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def prepared(url):
    """A database with its owner, who has chosen mail."""
    store = opened(url)
    store.prefer(OWNER, Preferences(), ADDRESS, "nl")
    store.close()
    return url


def tick_until_done(url, sink, lease, seconds=120):
    """Deliver what is left, with nobody killed any more; how many rows there are of each state."""
    store = patiently(lambda: opened(url))
    reminders = reminders_of(store, sink, lease=lease)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        patiently(reminders.tick)
        counts = store.counts()
        if not counts.keys() & {"scheduled", "snoozed", "due"}:
            break
        time.sleep(0.05)
    store.close()
    return counts
