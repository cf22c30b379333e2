"""What the clock has done since the server started: counts and lateness, for /metrics.

Nothing about a person or a mail.
"""

from bisect import bisect_left
from collections import Counter
from threading import Lock

#: Seconds between the moment a reminder was due and its first claim.
BOUNDS = (0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0, 3600.0)


class Tally:
    """For several threads."""

    def __init__(self) -> None:
        self._outcomes: Counter[str] = Counter()
        self._late = [0] * (len(BOUNDS) + 1)
        self._seconds = 0.0
        self._lock = Lock()

    def count(self, outcome: str, number: int = 1) -> None:
        with self._lock:
            self._outcomes[outcome] += number

    def late(self, seconds: float) -> None:
        """A reminder is looked at for the first time, so long after it was due."""
        with self._lock:
            self._late[bisect_left(BOUNDS, seconds)] += 1
            self._seconds += max(0.0, seconds)

    @property
    def outcomes(self) -> dict[str, int]:
        with self._lock:
            return dict(self._outcomes)

    @property
    def lateness(self) -> tuple[list[int], float]:
        """How many in each of BOUNDS and beyond, and the sum of their seconds."""
        with self._lock:
            return list(self._late), self._seconds
