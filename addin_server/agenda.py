"""A mail's moments against its reader's calendar: which are taken, and what is free instead."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from . import slots
from .errors import MailboxError
from .mailbox.port import Busy, Capability, Mailbox
from .model import Kind, Message, Moment, Reading
from .planning import Preferences, rule_of

logger = logging.getLogger(__name__)

#: How far the calendar is looked at in one question; Exchange answers for 42 days at most.
AHEAD = timedelta(days=slots.SEARCHED + 2)

_UID = re.compile(r"^UID:(\S+)\s*$", re.M)


@dataclass(frozen=True, slots=True)
class Agenda:
    """Empty where there is no calendar, or nothing to look up in it."""

    conflicts: tuple[Moment, ...] = ()  #: moments of the mail at which its reader is busy
    free: tuple[datetime, ...] = ()  #: moments to propose instead, in the user's zone
    busy_then: bool = False  #: none of the mail's moments is free


def look(
    mailbox: Mailbox | None, message: Message, reading: Reading, chosen: Preferences, now: datetime
) -> Agenda:
    """One question to the calendar, and only for an invitation whose moments lie ahead."""
    ahead = [m for m in reading.moments if m.start and now <= m.start < now + AHEAD]
    if not ahead or reading.kind is not Kind.INTERVIEW_INVITATION:
        return Agenda()
    if mailbox is None or Capability.BUSY not in mailbox.capabilities():
        return Agenda()
    try:
        taken = mailbox.busy(now, now + AHEAD)
    except MailboxError as exc:  # the mail can be read without it
        logger.warning("calendar: %s", exc.code)
        return Agenda()
    uid = _UID.search("\n".join(message.calendars).replace("\r", ""))
    others = [each for each in taken if not _is_own(each, message, ahead)]
    conflicts = slots.conflicts(ahead, others, own=uid[1] if uid else "")
    rule = rule_of(chosen, reading.role)
    return Agenda(
        conflicts=conflicts,
        free=slots.free_moments(taken, now=now, after=now, rule=rule),
        busy_then=len(conflicts) == len(reading.moments),
    )


def _is_own(entry: Busy, message: Message, moments: Sequence[Moment]) -> bool:
    """Whether an entry is the meeting request itself, where the server tells no uid."""
    same_words = bool(entry.subject) and entry.subject == (message.subject or "").strip()
    at = any(moment.start == entry.start for moment in moments)
    return bool(message.calendars) and same_words and at
