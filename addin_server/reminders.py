"""What the clock asks for: show what is due, mail it, see what was answered, erase what is old.

A notice is attempted at least once and shown once: the pane shows the row, and a second mail
of the same notice carries the same Message-ID.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from . import deadlines, letters
from .errors import AddinError, AlreadyEnded, MailboxError, NotFound
from .mailbox.port import Answered, Capability, Mailbox
from .model import LIVE, Deadline, DeadlineState, Letter, Notice
from .notify import Due, notice_mail
from .planning import Preferences
from .promises import Promise, Promises
from .store import Store

logger = logging.getLogger(__name__)

#: What the mailbox says of a mail -> how its deadline ends.
ENDS = {Answered.YES: DeadlineState.ANSWERED, Answered.GONE: DeadlineState.MAIL_GONE}


class Post(Protocol):
    """Where mail goes out (`notify.Relay`)."""

    def send(self, mail: EmailMessage) -> None: ...


Claimed = TypeVar("Claimed", Notice, Promise)
Claimed_contra = TypeVar("Claimed_contra", Notice, Promise, contravariant=True)


class Claims(Protocol[Claimed_contra]):
    """Where claimed rows are settled: the store for notices, another for promises."""

    def postpone(self, claimed: Claimed_contra, until: datetime) -> bool: ...

    def park(self, claimed: Claimed_contra, reason: str) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Reminders:
    store: Store
    catalogue: letters.Catalogue
    now: Callable[[], datetime]
    chance: Callable[[], float]  #: 0 to 1, spreads retries
    link_to: Callable[[Deadline | Promise], str]  #: address that opens the mail, for its reminder
    language: str = "nl"  #: where the user's is not known
    mail_from: str = ""
    defaults: Preferences
    mailbox: Mailbox | None = None
    relay: Post | None = None
    lease: timedelta = timedelta(seconds=60)
    max_attempts: int = 30
    retention: timedelta = timedelta(days=30)

    def tick(self) -> None:
        """Deliver everything that is due. One bad row does not strand the rest."""
        for notice in self.store.claim_due(self.now(), self.lease):
            self._attempt(notice, self._deliver, self.store)
        for promise in self._promises.claim_due(self.now(), self.lease):
            self._attempt(promise, self._deliver_promise, self._promises)

    @property
    def _promises(self) -> Promises:
        return Promises(self.store)

    def _attempt(
        self, claimed: Claimed, deliver: Callable[[Claimed], None], claims: Claims[Claimed]
    ) -> None:
        try:
            deliver(claimed)
        except AddinError as exc:
            self._try_later(claimed, exc.code, claims)
        except Exception:
            logger.exception("reminder %s: failed", claimed.id)
            self._try_later(claimed, "failed", claims)

    def look_for_answers(self) -> None:
        """End the deadlines of mails that the mailbox knows to be answered or gone."""
        if self.mailbox is None or Capability.ANSWERED not in self.mailbox.capabilities():
            return
        for deadline in self.store.live():
            self._has_ended(deadline)

    def _has_ended(self, deadline: Deadline) -> bool:
        if deadline.state not in LIVE:
            return True
        ended = ENDS.get(self._answered(deadline))
        if ended is None:
            return False
        with suppress(AlreadyEnded, NotFound):  # its owner was quicker
            self.store.end(deadline.owner, deadline.id, ended, self.now())
        logger.info("deadline %s: %s", deadline.id, ended)
        return True

    def _answered(self, deadline: Deadline) -> Answered:
        if self.mailbox is None or Capability.ANSWERED not in self.mailbox.capabilities():
            return Answered.UNKNOWN
        try:
            return self.mailbox.answered(deadline.internet_message_id)
        except MailboxError as exc:
            logger.warning("deadline %s: mailbox: %s", deadline.id, exc.code)
            return Answered.UNKNOWN

    def _deliver(self, notice: Notice) -> None:
        deadline = self.store.of_notice(notice)
        if self._has_ended(deadline):
            return
        self._send(notice, deadline.owner, lambda lang: self._letter(deadline, lang))
        done = self.store.delivered(notice, self.now())
        logger.info("notice %s: %s", notice.id, "delivered" if done else "overtaken")

    def _deliver_promise(self, promise: Promise) -> None:
        self._send(promise, promise.owner, lambda lang: self._promise_letter(promise, lang))
        done = self._promises.delivered(promise, self.now())
        logger.info("promise %s: %s", promise.id, "delivered" if done else "overtaken")

    def _send(self, due: Due, owner: str, written: Callable[[str], Letter]) -> None:
        """Mail a reminder to its owner, unless mail is not possible or not wanted."""
        chosen, address, outlook = self.store.preferences(owner)
        chosen = chosen or self.defaults
        if not (self.relay and address and chosen.mail):
            return
        letter = written(chosen.language or outlook or self.language)
        sender, now = self.mail_from, self.now()
        domain = sender.rpartition("@")[2]
        self.relay.send(notice_mail(due, letter, sender=sender, to=address, domain=domain, now=now))

    def _letter(self, deadline: Deadline, lang: str) -> Letter:
        return letters.render_notice(
            self.catalogue,
            lang=lang,
            sender_name=deadline.sender_name,
            job_title=deadline.job_title,
            company=deadline.company,
            seconds_left=(deadline.limit_at - self.now()).total_seconds(),
            limit=deadline.limit_at,
            zone=ZoneInfo(deadline.timezone),
            link=self.link_to(deadline),
        )

    def _promise_letter(self, promise: Promise, lang: str) -> Letter:
        return letters.render_promise(
            self.catalogue,
            lang=lang,
            candidate_name=promise.candidate_name,
            job_title=promise.job_title,
            company=promise.company,
            consent=promise.consent,
            until=promise.until,
            link=self.link_to(promise) if promise.item_id else "",
        )

    def _try_later(self, claimed: Claimed, reason: str, claims: Claims[Claimed]) -> None:
        if claimed.attempts >= self.max_attempts:
            claims.park(claimed, reason)
            tried = claimed.attempts
            logger.error("reminder %s: parked after %d tries: %s", claimed.id, tried, reason)
            return
        until = deadlines.retry_at(claimed.attempts, self.now(), jitter=self.chance())
        claims.postpone(claimed, until)
        logger.warning("reminder %s: %s, again at %s", claimed.id, reason, until.isoformat())

    def erase_old(self) -> None:
        """Forget what ended longer ago than it is kept, and promises past their end date."""
        now = self.now()
        if erased := self.store.purge(now - self.retention):
            logger.info("erased %d ended deadlines", erased)
        if erased := self._promises.purge(now, now - self.retention):
            logger.info("erased %d promises", erased)
