"""Suggestions in the server's own process while its clock delivers: half a core of them."""

import threading
import time

from addin_server import letters, resources
from addin_server.build import reader
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
        self._over, self._thread = threading.Event(), threading.Thread(target=self._run)
        self.made, self.share = 0, 0.0

    def __enter__(self) -> "Suggesting":
        ours.suggest(self._mail, self._catalogue)  # the first loads what is loaded once
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        with Workers(1, SECONDS) as workers:
            read = reader(workers, 100_000)
            start, spent = time.monotonic(), time.thread_time()
            while not self._over.is_set():
                found = read(mime.parse(self._mail), NOW, ZONE)
                ours.written(found, self._catalogue)
                self.made += 1
                used = time.thread_time() - spent
                self._over.wait(max(0.0, used / SHARE - (time.monotonic() - start)))
            self.share = (time.thread_time() - spent) / (time.monotonic() - start)
