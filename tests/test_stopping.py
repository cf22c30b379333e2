"""A server that is told to stop, and one that a reminder kills: real processes, real mail."""

import asyncio
import signal
import subprocess
import time
import urllib.error
from collections import Counter
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller

from addin_server.store import MOST_STARTS, sqlite_module

from .server_process import BAD, POISON
from .test_kill import DAY, Server, free_port


class SlowSink:
    """Keeps the Message-ID of every mail, after a while."""

    def __init__(self):
        self.ids, self.takes = Counter(), 0.0

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.takes)
        self.ids[message_from_bytes(envelope.content)["Message-ID"].strip()] += 1
        return "250 OK"


@pytest.fixture
def sink():
    handler = SlowSink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


@pytest.fixture
def start(sink, tmp_path):
    servers = []

    def begin():
        servers.append(Server(sink, tmp_path))
        return servers[-1]

    yield begin
    for server in servers:
        server.kill()


def keep(server, number, company="Linde"):
    body = {
        "internet_message_id": f"<{number}@linde.example>",
        "kind": "interview_invitation",
        "received": "2026-11-23T09:00:00+00:00",
        "company": company,
        "item_id": str(number),
    }
    return server.ask("POST", "/api/deadlines", body)["id"]


def rows(folder):
    connection = sqlite_module().connect(str(folder / "netjes.db"))
    try:
        found = connection.execute(
            "SELECT subject_id, which, state, attempts, starts, held_by, next_at, due_at, reason "
            "FROM reminders"
        )
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]
    finally:
        connection.close()


def until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_told_to_stop_it_finishes_what_is_under_way_and_gives_the_rest_back(start, sink, tmp_path):
    server = start()
    for number in range(20):
        keep(server, number)
    assert server.ask("GET", "/readyz")["ready"]
    sink.takes = 0.3
    server.ask("POST", f"/forward/{DAY}")
    until(lambda: len(sink.ids) >= 2)
    server.process.send_signal(signal.SIGTERM)
    begun = time.monotonic()
    server.process.wait(20)
    print(f"stopped in {time.monotonic() - begun:.2f} s, after {len(sink.ids)} of 20 mails")
    assert len(sink.ids) < 20
    soft = [row for row in rows(tmp_path) if row["which"] == "soft"]
    assert Counter(row["state"] == "delivered" for row in soft) == {
        True: len(sink.ids),
        False: 20 - len(sink.ids),
    }
    left = [row for row in soft if row["state"] != "delivered"]
    assert {(row["held_by"], row["attempts"], row["starts"]) for row in left} == {(None, 0, 0)}
    sink.takes = 0.0
    start()  # ... and need not wait for a lease to end
    until(lambda: len(sink.ids) == 20, 9)
    assert set(sink.ids.values()) == {1}


def test_told_to_stop_it_leaves_no_process_behind(start):
    server = start()
    text = "Beste Anna, graag nodigen wij u uit voor een gesprek. " * 300  # large enough for one
    server.ask("POST", "/api/readings", {"message": {"subject": "Gesprek", "body": text}}, 30)
    workers = children(server.process.pid)
    assert workers
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(20) == 0
    until(lambda: not any(map(lives, workers)), 5)


def children(parent):
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True)
    return [int(line) for line in found.stdout.split()]


def lives(process):
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True)
    return found.stdout.strip()[:1] not in (b"", b"Z")


def test_poison_is_parked_and_the_others_are_on_time(start, sink, tmp_path):
    """Of 200 reminders two are poison, one of which kills the process."""
    server = start()
    ids = {
        number: keep(server, number, {50: POISON, 51: BAD}.get(number, "Linde"))
        for number in range(200)
    }
    server.ask("POST", f"/forward/{DAY}")
    kills, on_time = 0, 0
    while not settled(tmp_path, ids):
        if not ends(server):
            server.ask("POST", "/forward/60")  # the pause before another try
            continue
        kills += 1
        on_time = sum(sink.ids.values()) if kills == 3 else on_time
        server = start()
        forward(server, 11)  # the lease of the dead ends
    by_id = {row["subject_id"]: row for row in rows(tmp_path) if row["which"] == "soft"}
    parked = {id: row["reason"] for id, row in by_id.items() if row["state"] == "parked"}
    print(
        f"{kills} kills; {on_time} of 198 mailed before the third; parked {sorted(parked.values())}"
    )
    assert parked == {ids[50]: "crashed", ids[51]: "failed"}
    assert kills == MOST_STARTS
    assert on_time == 198, "it takes others with it once, then comes last and alone"
    assert len(sink.ids) == 198
    assert set(sink.ids.values()) == {1}
    shown = {d["id"]: d["notices"] for d in server.ask("GET", "/api/deadlines")["deadlines"]}
    for number in (50, 51):
        assert "parked" in {notice["state"] for notice in shown[ids[number]]}


def ends(server):
    try:
        return server.process.wait(1) is not None
    except subprocess.TimeoutExpired:
        return False


def forward(server, seconds):
    try:
        server.ask("POST", f"/forward/{seconds}")
    except (urllib.error.URLError, OSError):
        assert server.process.wait(10) is not None  # killed at once


def settled(folder, ids):
    soft = [row["state"] for row in rows(folder) if row["which"] == "soft"]
    return len(soft) == len(ids) and set(soft) <= {"delivered", "parked"}
