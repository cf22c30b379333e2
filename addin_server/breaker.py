"""Stops calling what does not answer, and tries again now and then. Pure but for what it counts.

One breaker for each thing outside that can be down (a relay, a mailbox server). While it is open
nothing is tried, so a long outage uses up nobody's tries.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from .errors import Resting

FAILURES, WITHIN, PROBE = 5, 60.0, 30.0


@dataclass
class Breaker:
    """Opens after `failures` in a row `within` seconds; lets one probe through each `probe`."""

    seconds: Callable[[], float]  #: a clock that never goes back, such as time.monotonic
    failures: int = FAILURES
    within: float = WITHIN
    probe: float = PROBE
    _failed: deque[float] = field(default_factory=deque)
    _opened: float | None = None  #: when it opened, or when the last probe was let through
    _lock: Lock = field(default_factory=Lock)

    def allows(self) -> bool:
        """Whether to try now. While open: once in each `probe` seconds, whoever asks first."""
        with self._lock:
            if self._opened is None:
                return True
            if self.seconds() - self._opened < self.probe:
                return False
            self._opened = self.seconds()
            return True

    def wait(self) -> float:
        """Seconds until the next probe; 0 while closed."""
        with self._lock:
            if self._opened is None:
                return 0.0
            return max(0.0, self.probe - (self.seconds() - self._opened))

    @property
    def is_open(self) -> bool:
        return self._opened is not None

    @contextmanager
    def watching(
        self, failure: type[Exception], but: tuple[type[Exception], ...] = ()
    ) -> Iterator[None]:
        """Try what the block does, and learn from it. Any other error is an answer too.

        Raises Resting instead of trying while it is open.
        """
        if not self.allows():
            raise Resting(self.wait())
        try:
            yield
        except Exception as exc:
            failed = isinstance(exc, failure) and not isinstance(exc, but)
            (self.failed if failed else self.succeeded)()
            raise
        self.succeeded()

    def succeeded(self) -> None:
        with self._lock:
            self._failed.clear()
            self._opened = None

    def failed(self) -> None:
        with self._lock:
            now = self.seconds()
            self._failed.append(now)
            while self._failed and now - self._failed[0] > self.within:
                self._failed.popleft()
            if self._opened is not None or len(self._failed) >= self.failures:
                self._opened = now
