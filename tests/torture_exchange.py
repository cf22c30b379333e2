"""Two hundred users through one pool of connections to the stand-in for Exchange, for minutes.

``python -m tests.torture_exchange --seconds 300`` prints how much was asked, that nobody was shown
another's mail, and how memory went; it fails when it grew.
"""

import argparse
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from addin_server.standin import seeding

from .mailbox_stands import NOW, Exchange, mail

USERS, THREADS = 200, 8
GROWTH = 20 * 2**20  #: bytes that a process may take more after the first quarter of the time


class Storm:
    """Everybody opens their own mail again and again, looks for answers and into the calendar."""

    def __init__(self, stand, users=USERS):
        self.stand, self.mixed, self.asked = stand, [], 0
        self._lock = threading.Lock()
        self.people = [f"user{number}@example.org" for number in range(users)]
        self.ids = {}
        for number, address in enumerate(self.people):
            box = stand.server.add_mailbox(address, f"User {number}")
            self.ids[address] = box.id_of(seeding.receive(box, mail(number).as_bytes())).id

    def visit(self, number):
        address = self.people[number]
        mailbox = self.stand.mailboxes.of(address)
        subject = mailbox.open(self.ids[address]).subject
        mailbox.answered(f"<{number}@example.org>")
        mailbox.busy(NOW, NOW.replace(day=NOW.day + 1))
        if subject != f"Bericht {number}":
            self.mixed.append((address, subject))
        with self._lock:
            self.asked += 1

    def work(self, first, until):
        number = first
        while time.monotonic() < until:
            try:
                self.visit(number % len(self.people))
            except Exception as exc:
                self.mixed.append((number, repr(exc)))
                return
            number += THREADS

    def blow(self, seconds):
        """For so long; the process' memory in bytes, a second apart."""
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=self.work, args=(n, until)) for n in range(THREADS)]
        for thread in threads:
            thread.start()
        memory = []
        while time.monotonic() < until:
            memory.append(psutil.Process().memory_info().rss)
            time.sleep(1)
        for thread in threads:
            thread.join()
        return memory


def grown(memory):
    """From the first quarter of the time to the last, in bytes; the middle of each."""
    quarter = max(1, len(memory) // 4)
    first, last = sorted(memory[quarter : 2 * quarter] or memory), sorted(memory[-quarter:])
    return last[len(last) // 2] - first[len(first) // 2]


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    seconds = parser.parse_args(arguments).seconds
    with TemporaryDirectory() as folder:
        stand = Exchange(Path(folder))
        try:
            storm = Storm(stand)
            memory = storm.blow(seconds)
            connections = stand.server.connections
        finally:
            stand.close()
    more = grown(memory)
    print(
        f"{USERS} users, {storm.asked} visits of three questions in {seconds:.0f} s, "
        f"{connections} connections, {len(storm.mixed)} mixed up or failed, "
        f"memory {memory[-1] / 2**20:.0f} MB, {more / 2**20:+.1f} MB since the second quarter"
    )
    return int(bool(storm.mixed) or connections > THREADS or more > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
