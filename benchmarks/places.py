"""Where the databases of a run lie: files in one folder, and a PostgreSQL of its own."""

import os
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from addin_server.store import migrate
from tests import postgres


class Places:
    """Databases of their own, for as long as the run lasts."""

    def __init__(self, stack: ExitStack) -> None:
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="netjes-bench-")))
        self._server = stack.enter_context(postgres.started())
        self._files = 0
        self.server = self._server.version()

    def file(self) -> str:
        self._files += 1
        return f"sqlite:///{self.folder / f'{self._files}.db'}"

    def shared(self) -> str:
        return str(self._server.new_database())

    def migrated(self) -> str:
        url = self.shared()
        migrate(url)
        return url

    def sync(self) -> float:
        """Milliseconds until 4 kB more are durable on the disk, the median."""
        spent = []
        with (self.folder / "sync").open("wb") as file:
            for _ in range(50):
                file.write(b"x" * 4096)
                file.flush()
                start = time.perf_counter()
                os.fdatasync(file.fileno())
                spent.append((time.perf_counter() - start) * 1000)
        return median(spent)
