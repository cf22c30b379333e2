"""The verbs of the talent pool: what a user can ask for about promises to candidates."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from . import ids
from .asked import Pledge
from .desk import Desk
from .errors import Malformed
from .model import Principal
from .promises import Promise, PromiseState, moments_of
from .store import Promises

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Pool:
    desk: Desk
    most: int = 500  #: promises an owner may have; more are a database of people, not a pool

    @property
    def _kept(self) -> Promises:
        return Promises(self.desk.store)

    def promise(self, who: Principal, given: Pledge, lang: str) -> tuple[Promise, bool]:
        """Keep a promise; the one there is to that candidate of that mail. True when new.

        `lang` is what its owner's Outlook speaks, for the reminder.
        """
        name = _line(given.candidate_name)
        if not name:
            raise Malformed("candidate_name", "is missing")
        new = Promise(
            id=ids.new(),
            owner=who.owner,
            internet_message_id=given.internet_message_id,
            item_id=given.item_id,
            candidate_name=name,
            job_title=_line(given.job_title),
            company=_line(given.company),
            consent=given.consent,
            made_at=self.desk.now(),
            **self._until(who, given.until),
        )
        self.desk.remember(who, lang)
        promise, created = self._kept.keep(new, self.most)
        logger.info("promise %s: %s", promise.id, "kept" if created else "already kept")
        return promise, created

    def _until(self, who: Principal, until: date) -> dict[str, Any]:
        now, zone = self.desk.now(), ZoneInfo(self.desk.preferences(who).timezone)
        if until <= now.astimezone(zone).date():
            raise Malformed("until", "must lie ahead")
        remind_at, erase_at = moments_of(until, now, zone)
        return {"until": until, "remind_at": remind_at, "erase_at": erase_at}

    def promised(self, who: Principal) -> Sequence[Promise]:
        """By end date."""
        return self._kept.list(who.owner)

    def due(self, who: Principal) -> Sequence[Promise]:
        """Those of which the pane reminds."""
        return [each for each in self.promised(who) if each.state is PromiseState.REMINDED]

    def change(
        self, who: Principal, id: str, *, consent: bool | None, until: date | None, end: bool
    ) -> Promise:
        """The candidate agreed or no longer does, the end date moved, or it is over."""
        now = self.desk.now()
        if end and until:
            raise Malformed("state", "give either a state or an until")
        if end:
            logger.info("promise %s: ended", id)
            return self._kept.end(who.owner, id, now, consent=consent)
        if until:
            moments = self._until(who, until)
            return self._kept.extend(who.owner, id, now, consent=consent, **moments)
        if consent is not None:
            return self._kept.change(who.owner, id, now, consent=consent)
        raise Malformed("state", "give a consent, an until or a state")


def _line(words: str) -> str:
    return " ".join(words.split())
