"""Looks into mailboxes for answers: a deadline whose mail is answered or gone is over.

A little at a time: each look asks about few deadlines, those that end soon, one after another.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from .breaker import Breaker
from .errors import AlreadyEnded, MailboxBusy, MailboxError, NotFound, Resting
from .mailbox.port import Answered, Capability, Mailbox, Mailboxes
from .model import LIVE, Deadline, DeadlineState
from .store import Store

logger = logging.getLogger(__name__)

#: What the mailbox says of a mail -> how its deadline ends.
ENDS = {Answered.YES: DeadlineState.ANSWERED, Answered.GONE: DeadlineState.MAIL_GONE}
SOON = timedelta(hours=48)  #: others are asked about when they come this near


@dataclass(kw_only=True)
class Watching:
    store: Store
    now: Callable[[], datetime]
    mailboxes: Mailboxes | None
    breaker: Breaker  #: of the server that the mailboxes are on
    most: int = 100  #: deadlines that one look asks about
    _after: str = field(default="", init=False)  #: id of the deadline that was asked about last

    def look(self, stopping: Event) -> None:
        """Ask about the next few, and begin anew after the last. Ends early when told to stop."""
        if self.mailboxes is None:
            return
        found = self.store.live(self.now() + SOON, self._after, self.most)
        for deadline in found:
            if stopping.is_set() or self.breaker.wait():
                return
            self.has_ended(deadline)
            self._after = deadline.id
        if len(found) < self.most:
            self._after = ""

    def has_ended(self, deadline: Deadline) -> bool:
        """Whether it is over; when the mailbox knows that first, it is ended here."""
        if deadline.state not in LIVE:
            return True
        ended = ENDS.get(self._answered(deadline))
        if ended is None:
            return False
        with suppress(AlreadyEnded, NotFound):  # its owner was quicker
            self.store.end(deadline.owner, deadline.id, ended, self.now())
        logger.info("deadline %s: %s", deadline.id, ended)
        return True

    def mailbox_of(self, owner: str) -> Mailbox | None:
        """By the verified address that is kept of the owner."""
        if self.mailboxes is None:
            return None
        _, address, _ = self.store.preferences(owner)
        return self.mailboxes.of(address)

    def _answered(self, deadline: Deadline) -> Answered:
        mailbox = self.mailbox_of(deadline.owner)
        if mailbox is None or Capability.ANSWERED not in mailbox.capabilities():
            return Answered.UNKNOWN
        try:
            with self.breaker.watching(MailboxBusy):
                return mailbox.answered(deadline.internet_message_id)
        except Resting:
            return Answered.UNKNOWN
        except MailboxError as exc:
            logger.warning("deadline %s: mailbox: %s", deadline.id, exc.code)
            return Answered.UNKNOWN
