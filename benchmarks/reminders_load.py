"""Suggestions by the server, and its worker, while its clock delivers: half a core of them."""

import threading
import time

import psutil

from addin_server import letters, resources
from addin_server.build import Reader, reader
from addin_server.mailbox import mime
from addin_server.workers import Workers

from . import mails, ours
from .ours import NOW, ZONE

SHARE = 0.5
SECONDS = 10.0  #: that a worker may take for a mail


class Suggesting:
    """Suggests again and again in a thread, as requests do, until the block ends."""

    def __init__(self, size: int = 5_000) -> None:
        self._mail = mails.mail("nl", size, "long")
        self._catalogue = letters.load(resources.folder("templates"))
        self._ready, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.made, self.share = 0, 0.0

    def __enter__(self) -> "Suggesting":
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        with Workers(1, SECONDS) as workers:
            read = reader(workers, 100_000)
            self._suggest(read)  # the first loads what is loaded once
            self._ready.set()
            start, spent = time.monotonic(), used()
            while not self._over.is_set():
                self._suggest(read)
                self.made += 1
                due = start + (used() - spent) / SHARE
                self._over.wait(max(0.0, due - time.monotonic()))
            self.share = (used() - spent) / (time.monotonic() - start)

    def _suggest(self, read: Reader) -> None:
        ours.written(read(mime.parse(self._mail), NOW, ZONE), self._catalogue)


def used() -> float:
    """Seconds of the processor that this thread and the workers have had."""
    workers = (child.cpu_times() for child in psutil.Process().children())
    return time.thread_time() + sum(spent.user + spent.system for spent in workers)
