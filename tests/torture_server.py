"""`kill -9` and SIGTERM of the whole server, over HTTP and SMTP: `python -m tests.torture_server`.

Deadlines come in and fall due while the server is killed at random moments. The sink is a real
SMTP server that outlives it and counts Message-IDs. Most lives are forked from a process that has
loaded everything; some start as `python -m` does. Ends with 1 when something is wrong.
"""

import argparse
import asyncio
import json
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller

from addin_server.store import sqlite_module

from .torture_parts import scratch
from .zygote import Zygote

ROOT = Path(__file__).parents[1]
START = "2026-11-23T09:00:00+00:00"
DAY = 86_400
EACH = 10  #: deadlines, two notices each, that a life is asked for
REAL = 20  #: every so manieth life is no fork


class Sink:
    """Keeps the Message-ID of every mail it has taken over, after a while."""

    def __init__(self, takes=0.0):
        self.ids, self.takes = Counter(), takes

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.takes)
        self.ids[message_from_bytes(envelope.content)["Message-ID"].strip()] += 1
        return "250 OK"

    def wait(self, more, seconds=0.5):
        """Until so many mails more have come, or so long."""
        until, enough = time.monotonic() + seconds, len(self.ids) + more
        while time.monotonic() < until and len(self.ids) < enough:
            time.sleep(0.003)

    @contextmanager
    def listening(self):
        controller = Controller(self, hostname="127.0.0.1", port=free_port())
        controller.start()
        self.port = controller.port
        try:
            yield self
        finally:
            controller.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One life of a server, forked or started; it may have ended when what is due has killed it."""

    def __init__(self, port, process):
        self.port, self.process = port, process
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.ask("GET", "/healthz")
            except (urllib.error.URLError, OSError):
                time.sleep(0.01)
            else:
                return
        if self.process.poll() != -signal.SIGKILL:
            self.kill()
            raise AssertionError("the server did not start")

    def ask(self, method, path, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.loads(answer.read() or "null")

    def keep(self, number, company="Linde", received=START):
        """Ask for a deadline; its id once the server has said 201."""
        body = {
            "internet_message_id": f"<{number}@linde.example>",
            "kind": "interview_invitation",
            "received": received,
            "company": company,
            "item_id": f"{number}.eml",
        }
        return self.ask("POST", "/api/deadlines", body)["id"]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def forked(zygote, sink, folder):
    port = free_port()
    return Server(port, zygote.start("server_process", port, sink.port, folder))


def started(sink, folder):
    port = free_port()
    words = [sys.executable, "-m", "tests.server_process", str(port), str(sink.port), str(folder)]
    return Server(port, subprocess.Popen(words, cwd=ROOT))


def ask_for(server, numbers, received=START):
    """The ids of those that the server said it had kept."""
    found = set()
    for number in numbers:
        try:
            found.add(server.keep(number, received=received))
        except (OSError, ValueError, urllib.error.URLError):
            continue
    return found


def settle(server, accepted, seconds=120):
    """Until every notice of what was accepted is delivered or cancelled; all deadlines by id."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        rows = {d["id"]: d for d in server.ask("GET", "/api/deadlines")["deadlines"]}
        assert accepted <= rows.keys(), "an accepted deadline is gone"
        states = Counter(n["state"] for id in accepted for n in rows[id]["notices"])
        if states.keys() <= {"delivered", "cancelled"}:
            return rows
        server.ask("POST", "/forward/600")  # leases of killed servers end, refused mails come again
        time.sleep(0.3)
    raise AssertionError(f"not all delivered: {states}")


def rows_of(folder):
    """The reminders, as the database has them."""
    connection = sqlite_module().connect(str(folder / "netjes.db"))
    try:
        assert connection.execute("pragma integrity_check").fetchone()[0] == "ok"
        found = connection.execute(
            "SELECT subject_id, which, state, attempts, starts, held_by, next_at, due_at, reason "
            "FROM reminders"
        )
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]
    finally:
        connection.close()


def kills(zygote, sink, folder, number):
    """Kill so many servers; what was lost, what came twice, what came again under its key."""
    chance, accepted, real, time_there = random.Random(20261123), set(), 0, START
    for life in range(number):
        is_real = life % REAL == REAL // 2
        server = started(sink, folder) if is_real else forked(zygote, sink, folder)
        real += is_real
        accepted |= ask_for(server, range(life * EACH, (life + 1) * EACH), time_there)
        time_there = server.ask("POST", "/forward/9000")  # each life some fall due
        sink.wait(chance.uniform(0, 3 * EACH))
        server.kill()
    server = forked(zygote, sink, folder)
    for _ in range(3 * DAY // 9000):
        # Not all at once: of two notices that are late, one is shown.
        sink.wait(EACH)
        server.ask("POST", "/forward/9000")
    rows = settle(server, accepted)
    server.kill()
    rows_of(folder)
    notices = [notice for id in accepted for notice in rows[id]["notices"]]
    shown = {f"<{notice['id']}" for notice in notices if notice["state"] == "delivered"}
    arrived = Counter(id.rpartition(".")[0].split(".")[0] for id in sink.ids)
    return {
        "kills": number,
        "real": real,
        "accepted": len(accepted),
        "notices": len(notices),
        "delivered": len(shown),
        "lost": len(shown - arrived.keys()),
        "twice": sum(times > 1 for times in arrived.values()),
        "attempted_again": sum(sink.ids.values()) - len(sink.ids),
    }


def stops(zygote, sink, folder, number):
    """Stop so many servers in the middle of their mails; what they left held, or uncertain."""
    chance, sink.takes, time_there = random.Random(20261123), 0.02, START
    found = Counter(stops=0, held=0, uncertain=0, in_the_middle=0)
    for life in range(number):
        server = forked(zygote, sink, folder)
        ask_for(server, range(life * EACH, (life + 1) * EACH), time_there)
        time_there = server.ask("POST", f"/forward/{DAY}")
        sink.wait(chance.randrange(EACH))
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(30) is not None, "it did not stop"
        rows = rows_of(folder)
        delivered = [row for row in rows if row["state"] == "delivered"]
        left = [row for row in rows if row["state"] == "due"]
        found["stops"] += 1
        found["held"] += sum(row["held_by"] is not None for row in rows)
        found["uncertain"] += len(delivered) != len(sink.ids)
        found["uncertain"] += sum((row["attempts"], row["starts"]) != (0, 0) for row in left)
        found["in_the_middle"] += bool(left)
    twice = sum(times > 1 for times in sink.ids.values())
    return {**found, "mails": len(sink.ids), "twice": twice}


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--stops", type=int, default=200)
    given = parser.parse_args(words)
    figures = {}
    with tempfile.TemporaryDirectory() as outputs:
        zygote = Zygote(Path(outputs))
        for work, number in ((kills, given.kills), (stops, given.stops)):
            with scratch("server") as folder, Sink(0.002).listening() as sink:
                figures[work.__name__] = work(zygote, sink, Path(folder), number)
            print(json.dumps(figures), flush=True)
        zygote.close()
    bad = ("lost", "twice", "held", "uncertain")
    return 1 if any(found.get(name) for found in figures.values() for name in bad) else 0


if __name__ == "__main__":
    sys.exit(main())
