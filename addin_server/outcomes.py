"""What comes of an attempt: settled, given back, tried again later, or given up."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from . import deadlines
from .errors import AddinError, RecipientRefused, Resting
from .model import Notice
from .store import MOST_STARTS, Store
from .tally import Tally

logger = logging.getLogger(__name__)

LEAST_REST = 1.0  #: seconds
QUIET = "quiet"  #: why a mail waits: quiet hours, or the digest


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    store: Store
    now: Callable[[], datetime]
    chance: Callable[[], float]  #: 0 to 1, spreads retries
    max_attempts: int
    tally: Tally

    def settled(self, notices: Sequence[Notice], outcome: str) -> None:
        """Delivered, unless they were taken away meanwhile."""
        done = self.store.delivered_all(notices, self.now())
        self._report([notice for notice in notices if notice.id in done], outcome)
        self._report([notice for notice in notices if notice.id not in done], "overtaken")

    def held(self, notice: Notice, until: datetime) -> None:
        """Its mail may not go before then."""
        if self.store.hold(notice, until, QUIET, self.now()):
            self._report([notice], "held")

    def untried(self, notices: Sequence[Notice]) -> None:
        """Given back at once: the time that they were claimed for is over."""
        self.store.untried(notices, self.now())

    def failed(self, notices: Sequence[Notice], exc: Exception) -> None:
        """Try again later, all at one moment, or give up."""
        chance = self.chance()
        for notice in notices:
            self._failed(notice, exc, chance)

    def _failed(self, claimed: Notice, exc: Exception, chance: float) -> None:
        reason = exc.code if isinstance(exc, AddinError) else "failed"
        # What no error of ours explains will most likely happen again.
        most = self.max_attempts if isinstance(exc, AddinError) else MOST_STARTS
        if isinstance(exc, Resting):
            self._rest(claimed, exc, chance)
        elif isinstance(exc, RecipientRefused) or claimed.attempts >= most:
            self.store.park(claimed, reason, self.now())
            self.tally.count("parked")
            logger.error("reminder %s: parked at try %d: %s", claimed.id, claimed.attempts, reason)
        else:
            self._try_later(claimed, reason, getattr(exc, "retry_after", 0.0), chance)

    def _report(self, notices: Sequence[Notice], outcome: str) -> None:
        self.tally.count(outcome, len(notices))
        for notice in notices:
            logger.info("reminder %s: %s", notice.id, outcome)

    def _rest(self, claimed: Notice, exc: Resting, chance: float) -> None:
        now = self.now()
        wait = max(LEAST_REST, exc.retry_after) + chance
        self.store.rest([claimed], now + timedelta(seconds=wait), exc.code, now)
        self.tally.count("rested")

    def _try_later(self, claimed: Notice, reason: str, named: float, chance: float) -> None:
        now = self.now()
        until = deadlines.retry_at(claimed.attempts, now, named, jitter=chance)
        self.store.postpone(claimed, until, reason, now)
        self.tally.count("postponed")
        logger.warning("reminder %s: %s, again at %s", claimed.id, reason, until.isoformat())
