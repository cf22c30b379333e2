"""The stand-in's own time: the real one plus an offset that only grows.

Only the offset is kept, in one small file, so that a restart never goes back.
"""

import json
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..errors import Malformed

MOST = timedelta(days=60)  #: furthest that one step goes


def utc_now() -> datetime:
    return datetime.now(UTC)


class DemoClock:
    """Called, it tells the time: aware, UTC. May be used from several threads."""

    def __init__(
        self,
        start: datetime | None = None,
        base: Callable[[], datetime] = utc_now,
        state_file: Path | None = None,
    ) -> None:
        """Begin at `start`, or later where the state file says so; without either, at real time."""
        self._base, self._file, self._lock = base, state_file, threading.Lock()
        begin = start - base() if start else timedelta(0)
        self._offset = max(begin, _kept(state_file) or begin)
        self._keep()

    def __call__(self) -> datetime:
        return (self._base() + self._offset).astimezone(UTC)

    @property
    def real(self) -> bool:
        """Whether this is the real time."""
        return not self._offset

    def forward(self, seconds: float) -> datetime:
        """Move on, and return the new time. Raises Malformed unless 0 < `seconds` <= 60 days."""
        if not 0 < seconds <= MOST.total_seconds():
            raise Malformed("forward_seconds", f"more than 0, at most {MOST.days * 86400}")
        with self._lock:
            self._offset += timedelta(seconds=seconds)
            self._keep()
            return self()

    def _keep(self) -> None:
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_name(self._file.name + ".new")
        draft.write_text(json.dumps({"offset_seconds": self._offset.total_seconds()}), "utf-8")
        os.replace(draft, self._file)  # atomic: a crash leaves the old file or the new one


def _kept(file: Path | None) -> timedelta | None:
    """The offset of the last run; None when there is none, or it cannot be read."""
    try:
        kept = json.loads(file.read_text("utf-8")) if file else {}
        return timedelta(seconds=float(kept["offset_seconds"]))
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return None
