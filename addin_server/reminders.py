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
from typing import Protocol
from zoneinfo import ZoneInfo

from . import deadlines, letters
from .errors import AddinError, AlreadyEnded, MailboxError, NotFound
from .mailbox.port import Answered, Capability, Mailbox
from .model import LIVE, Deadline, DeadlineState, Notice
from .notify import notice_mail
from .planning import Preferences
from .store import Store

logger = logging.getLogger(__name__)

#: What the mailbox says of a mail -> how its deadline ends.
ENDS = {Answered.YES: DeadlineState.ANSWERED, Answered.GONE: DeadlineState.MAIL_GONE}


class Post(Protocol):
    """Where mail goes out (`notify.Relay`)."""

    def send(self, mail: EmailMessage) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Reminders:
    store: Store
    catalogue: letters.Catalogue
    now: Callable[[], datetime]
    chance: Callable[[], float]  #: 0 to 1, spreads retries
    link_to: Callable[[Deadline], str]  #: address that opens the mail, for the notice
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
            try:
                self._deliver(notice)
            except AddinError as exc:
                self._try_later(notice, exc.code)
            except Exception:
                logger.exception("notice %s: failed", notice.id)
                self._try_later(notice, "failed")

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
        chosen, address, outlook = self.store.preferences(deadline.owner)
        chosen = chosen or self.defaults
        if self.relay and address and chosen.mail:
            lang = chosen.language or outlook or self.language
            self.relay.send(self._mail(notice, deadline, lang, address))
        done = self.store.delivered(notice, self.now())
        logger.info("notice %s: %s", notice.id, "delivered" if done else "overtaken")

    def _mail(self, notice: Notice, deadline: Deadline, lang: str, address: str) -> EmailMessage:
        now = self.now()
        letter = letters.render_notice(
            self.catalogue,
            lang=lang,
            sender_name=deadline.sender_name,
            job_title=deadline.job_title,
            company=deadline.company,
            seconds_left=(deadline.limit_at - now).total_seconds(),
            limit=deadline.limit_at,
            zone=ZoneInfo(deadline.timezone),
            link=self.link_to(deadline),
        )
        domain = self.mail_from.rpartition("@")[2]
        return notice_mail(
            notice, letter, sender=self.mail_from, to=address, domain=domain, now=now
        )

    def _try_later(self, notice: Notice, reason: str) -> None:
        if notice.attempts >= self.max_attempts:
            self.store.park(notice, reason)
            logger.error("notice %s: parked after %d tries: %s", notice.id, notice.attempts, reason)
            return
        until = deadlines.retry_at(notice.attempts, self.now(), jitter=self.chance())
        self.store.postpone(notice, until)
        logger.warning("notice %s: %s, again at %s", notice.id, reason, until.isoformat())

    def erase_old(self) -> None:
        """Forget deadlines that ended longer ago than the administrator keeps them."""
        if erased := self.store.purge(self.now() - self.retention):
            logger.info("erased %d ended deadlines", erased)
