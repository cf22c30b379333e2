"""A server that is told to stop, and one that a reminder kills: real processes, real mail."""

import signal
import subprocess
import time
import urllib.error
from collections import Counter

import pytest

from addin_server.store import MOST_STARTS

from .server_process import BAD, POISON
from .torture_server import DAY, Sink, forked, rows_of, started, stops


@pytest.fixture
def sink():
    with Sink().listening() as sink:
        yield sink


@pytest.fixture
def start(zygote, sink, tmp_path):
    servers = []

    def begin(as_forked=True):
        new = forked(zygote, sink, tmp_path) if as_forked else started(sink, tmp_path)
        servers.append(new)
        return new

    yield begin
    for server in servers:
        server.kill()


def until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_told_to_stop_it_finishes_what_is_under_way_and_gives_the_rest_back(start, sink, tmp_path):
    server = start(as_forked=False)
    for number in range(20):
        server.keep(number)
    assert server.ask("GET", "/readyz")["ready"]
    sink.takes = 0.3
    server.ask("POST", f"/forward/{DAY}")
    until(lambda: len(sink.ids) >= 2)
    server.process.send_signal(signal.SIGTERM)
    begun = time.monotonic()
    server.process.wait(20)
    print(f"stopped in {time.monotonic() - begun:.2f} s, after {len(sink.ids)} of 20 mails")
    assert len(sink.ids) < 20
    soft = [row for row in rows_of(tmp_path) if row["which"] == "soft"]
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


def test_told_to_stop_again_and_again_it_holds_nothing(zygote, sink, tmp_path):
    found = stops(zygote, sink, tmp_path, 20)
    print(found)
    assert (found["stops"], found["held"], found["uncertain"], found["twice"]) == (20, 0, 0, 0)
    assert found["in_the_middle"] >= 10, "most had nothing left to give back"
    assert found["mails"] > 20


def test_told_to_stop_it_leaves_no_process_behind(start):
    server = start(as_forked=False)
    text = "Beste Anna, graag nodigen wij u uit voor een gesprek. " * 300  # large enough for one
    server.ask("POST", "/api/readings", {"message": {"subject": "Gesprek", "body": text}})
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
        number: server.keep(number, {50: POISON, 51: BAD}.get(number, "Linde"))
        for number in range(200)
    }
    server.ask("POST", f"/forward/{DAY}")
    kills, on_time = 0, 0
    while not settled(tmp_path, ids):
        if not ends(server):
            forward(server, 60)  # the pause before another try
            continue
        kills += 1
        on_time = sum(sink.ids.values()) if kills == 3 else on_time
        server = start()
        forward(server, 11)  # the lease of the dead ends
    by_id = {row["subject_id"]: row for row in rows_of(tmp_path) if row["which"] == "soft"}
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
    soft = [row["state"] for row in rows_of(folder) if row["which"] == "soft"]
    return len(soft) == len(ids) and set(soft) <= {"delivered", "parked"}
