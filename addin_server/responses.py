"""The verbs that write into a mailbox: a draft of the reply, an answer to a meeting request."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from .desk import Desk
from .errors import AlreadyEnded, Malformed, NotOffered
from .mailbox.port import Capability, Mailbox, Profile
from .model import LIVE, DeadlineState, Letter, Principal

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Responses:
    """Each only on its user's click, each in their own mailbox. Raises NotOffered without one."""

    desk: Desk

    def draft(self, who: Principal, id: str, letter: Letter) -> str:
        """The reply among the drafts; the draft's id."""
        made = self._mailbox(who, Capability.DRAFT).draft(id, letter)
        logger.info("response: drafted")
        return made

    def decline(self, who: Principal, id: str, letter: Letter, message_id: str) -> None:
        self._mailbox(who, Capability.RESPOND).decline(id, letter)
        self._answered(who, message_id, "declined")

    def propose(
        self,
        who: Principal,
        id: str,
        letter: Letter,
        message_id: str,
        start: datetime | None,
        end: datetime | None,
    ) -> None:
        now = self.desk.now()
        if start is None or end is None or not now < start < end:
            raise Malformed("start", "a moment that lies ahead, and its end")
        self._mailbox(who, Capability.RESPOND).propose(id, letter, start, end)
        self._answered(who, message_id, "another time proposed")

    def take_out(self, who: Principal, id: str) -> bool:
        """Remove the calendar entry of an invitation; False when there is none."""
        return self._mailbox(who, Capability.RESPOND).take_out(id)

    def profile(self, who: Principal) -> Profile:
        return self._mailbox(who, Capability.PROFILE).profile()

    def _mailbox(self, who: Principal, capability: Capability) -> Mailbox:
        mailbox = self.desk.mailbox(who)
        if mailbox is None or capability not in mailbox.capabilities():
            raise NotOffered(capability)
        return mailbox

    def _answered(self, who: Principal, message_id: str, how: str) -> None:
        """The response is the answer: its deadline ends."""
        logger.info("response: %s", how)
        kept = self.desk.store.find(who.owner, message_id) if message_id else None
        if kept is not None and kept.state in LIVE:
            with suppress(AlreadyEnded):
                self.desk.settle(who, kept.id, DeadlineState.ANSWERED, "")
