"""`kill -9` between scheduling and firing loses nothing, and shows nothing twice.

The long form of the first is `make torture`. The second starts `netjes` as everybody does.
"""

import json
import random
import subprocess
import sys
import time
from collections import Counter

import pytest

from .torture_server import ROOT, Server, Sink, ask_for, free_port, kills, rows_of


@pytest.fixture
def sink():
    with Sink(takes=0.002).listening() as sink:
        yield sink


def test_nothing_lost_nothing_twice(zygote, sink, tmp_path):
    found = kills(zygote, sink, tmp_path, 40)
    print(json.dumps(found))
    assert (found["lost"], found["twice"]) == (0, 0)
    assert found["real"] >= 2
    assert found["notices"] >= 750
    assert found["delivered"] >= 600, "when it is late, a user is told once"
    assert found["attempted_again"] > 0, "no kill fell between mail and commit"


def test_the_demonstration_as_people_start_it(tmp_path):
    chance, accepted = random.Random(20261123), set()
    write_mails(tmp_path / "mails", 40)
    for life in range(4):
        server = demonstration(tmp_path / "mails", tmp_path / "data")
        time_there = server.ask("GET", "/demo/api/clock")["now"]
        accepted |= ask_for(server, range(life * 10, (life + 1) * 10), time_there)
        forward(server, 600 if life == 3 else 50_000)
        if life < 3:
            time.sleep(chance.uniform(0, 0.3))
            server.kill()
    try:
        until = time.monotonic() + 60
        while not settled(states := Counter(row["state"] for row in rows_of(tmp_path / "data"))):
            assert time.monotonic() < until, states
            forward(server, 7200)  # leases end, and all falls due
            time.sleep(0.5)
        inbox = server.ask("GET", "/demo/api/inbox")
        rows = {d["id"]: d for d in server.ask("GET", "/api/deadlines")["deadlines"]}
    finally:
        server.kill()
    assert len(accepted) == 40
    assert accepted <= rows.keys()
    keys = {mail["message_id"].strip("<").partition("@")[0].rpartition(".")[0] for mail in inbox}
    assert len(keys) == len(inbox), "a notice has two keys"
    notices = [notice for id in accepted for notice in rows[id]["notices"]]
    assert {n["id"] for n in notices if n["state"] == "delivered"} <= keys, "a notice was lost"
    assert len(keys) > 40


def write_mails(folder, number):
    """The mails of the deadlines: what is gone from the mailbox needs no reminder."""
    folder.mkdir()
    for each in range(number):
        (folder / f"{each}.eml").write_text(
            "From: an@linde.example\nTo: anna@example.org\nSubject: Interview\n"
            f"Message-ID: <{each}@linde.example>\nDate: Mon, 23 Nov 2026 09:00:00 +0000\n\nBye.\n"
        )


def demonstration(mails, data):
    port = free_port()
    words = [sys.executable, "-m", "addin_server", "demo", "--port", str(port)]
    process = subprocess.Popen(
        [*words, "--mails", str(mails), "--data", str(data)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    return Server(port, process)


def forward(server, seconds):
    server.ask("POST", "/demo/api/clock", {"forward_seconds": seconds})


def settled(states):
    return states.keys() <= {"delivered", "cancelled"}
