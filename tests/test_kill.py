"""`kill -9` between scheduling and firing loses nothing, and shows nothing twice.

The server is killed at a random moment, again and again, while deadlines come in and fall due.
The sink is a real SMTP server that outlives it and counts Message-IDs.
"""

import asyncio
import json
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from addin_server.store import sqlite_module

KILLS = 15
ROOT = Path(__file__).parents[1]
DAY = 86_400


class Sink:
    """Keeps the Message-ID of every mail it has taken over."""

    def __init__(self):
        self.ids = Counter()

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(0.02)  # slow enough for a kill to fall between two mails
        self.ids[message_from_bytes(envelope.content)["Message-ID"].strip()] += 1
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def sink():
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


class Server:
    """One life of the server."""

    def __init__(self, sink, folder):
        self.port = free_port()
        command = [sys.executable, "-m", "tests.server_process", str(self.port), str(sink.port)]
        self.process = subprocess.Popen([*command, str(folder)], cwd=ROOT)
        self._wait()

    def _wait(self):
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.ask("GET", "/healthz")
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
            else:
                return
        self.kill()
        raise AssertionError("the server did not start")

    def ask(self, method, path, body=None, timeout=5):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return json.loads(answer.read() or "null")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def keep(server, number):
    """Ask for a deadline; its id once the server has said 201, else None."""
    body = {
        "internet_message_id": f"<{number}@linde.example>",
        "kind": "interview_invitation",
        "received": "2026-11-23T09:00:00+00:00",
        "company": "Linde",
    }
    try:
        return server.ask("POST", "/api/deadlines", body)["id"]
    except (OSError, ValueError, urllib.error.URLError):
        return None


def settle(server, accepted, seconds=60):
    """Until every notice of what was accepted is delivered or cancelled."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        rows = {d["id"]: d for d in server.ask("GET", "/api/deadlines")["deadlines"]}
        assert accepted <= rows.keys(), "an accepted deadline is gone"
        states = [n["state"] for id in accepted for n in rows[id]["notices"]]
        if set(states) <= {"delivered", "cancelled"}:
            return rows
        server.ask("POST", "/forward/600")  # leases of killed servers end, refused mails come again
        time.sleep(0.3)
    raise AssertionError(f"not all delivered: {Counter(states)}")


def test_nothing_lost_nothing_twice(sink, tmp_path):
    chance = random.Random(20261123)
    accepted, number, attempts = set(), 0, 0
    for _ in range(KILLS):
        server = Server(sink, tmp_path)
        for _ in range(10):
            number += 1
            if id := keep(server, number):
                accepted.add(id)
        server.ask("POST", "/forward/9000")  # two and a half hours; each life some fall due
        time.sleep(chance.uniform(0, 0.5))
        server.kill()
    server = Server(sink, tmp_path)
    server.ask("POST", f"/forward/{3 * DAY}")
    rows = settle(server, accepted)
    server.kill()
    attempts = sum(sink.ids.values())
    expected = {
        f"<{notice['id']}"
        for id in accepted
        for notice in rows[id]["notices"]
        if notice["state"] == "delivered"
    }
    arrived = Counter(id.rpartition(".")[0].split(".")[0] for id in sink.ids)
    print(
        f"{KILLS} kills, {len(accepted)} deadlines accepted, {len(expected)} notices, "
        f"{attempts} mails sent, {len(sink.ids)} different"
    )
    assert len(accepted) >= KILLS * 5
    assert expected <= arrived.keys(), "a notice was lost"
    assert not [id for id, times in arrived.items() if times > 1], "a notice has two keys"
    assert integrity(tmp_path / "netjes.db") == "ok"


def integrity(path):
    module = sqlite_module()
    assert module.sqlite_version_info >= sqlite3.sqlite_version_info
    connection = module.connect(str(path))
    try:
        return connection.execute("pragma integrity_check").fetchone()[0]
    finally:
        connection.close()
