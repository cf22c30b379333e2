"""What we ask of a mailbox. The one port of the house.

Every adapter passes the same contract test (tests/test_mailbox.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from ..model import Address, Letter, Message


class Capability(StrEnum):
    """What a mailbox may or may not be able to do; never raised in the user's face."""

    LIST = "list"
    OPEN = "open"
    ANSWERED = "answered"
    SENT = "sent"  #: it sees what was sent, so a deadline ends by itself
    BUSY = "busy"
    REMIND = "remind"
    FLAG = "flag"
    DRAFT = "draft"
    RESPOND = "respond"  #: `decline`, `propose` and `take_out`
    PROFILE = "profile"


class Answered(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"  #: an honest answer: the mailbox cannot tell
    GONE = "gone"  #: the mail itself is no longer there


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """A line of the message list."""

    id: str
    subject: str
    sender: Address
    received: datetime | None
    answered: bool
    problem: str = ""  #: code of the error that opening it raises; "" when it can be read


@dataclass(frozen=True, kw_only=True, slots=True)
class Busy:
    """A stretch of the calendar that is taken."""

    start: datetime
    end: datetime
    tentative: bool = False
    uid: str = ""  #: of the calendar entry (RFC 5545), where the mailbox tells; else ""
    subject: str = ""  #: likewise; to know a mail's own entry by, never shown or kept


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A reminder to be kept in the mailbox itself, where Outlook shows it."""

    key: str  #: the same for every attempt; finds what an earlier one made
    at: datetime  #: when Outlook is to remind
    subject: str
    html: str  #: with a link to the mail
    internet_message_id: str  #: of the mail that waits for an answer
    limit: datetime | None = None  #: where it lies in the calendar, when not at `at`


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What the owner has set in their mailbox. Empty: it does not say."""

    timezone: str = ""  #: IANA
    language: str = ""  #: ISO 639-1
    working_hours: Mapping[str, Sequence[Sequence[str]]] | None = None  #: as in `Preferences`


class Mailbox(Protocol):
    """All methods may be called from several threads. Times are aware, UTC.

    Each raises MailboxError when the mailbox refuses, MailboxBusy when it asks for patience,
    NotOffered for what is not among `capabilities()`.
    """

    def capabilities(self) -> frozenset[Capability]: ...

    def list(self) -> Sequence[Summary]:
        """Newest first. A mail that cannot be read is listed with its `problem`."""
        ...

    def open(self, id: str) -> Message:
        """Raises NotFound, MessageTooLarge, MessageUnreadable."""
        ...

    def answered(self, internet_message_id: str) -> Answered:
        """Whether its owner has answered that mail. An automatic reply is not an answer."""
        ...

    def busy(self, start: datetime, end: datetime) -> Sequence[Busy]:
        """What the calendar holds between two instants, by start; free entries left out."""
        ...

    def remind(self, entry: Entry) -> None:
        """Make the entry in the calendar, or move the one of that key. Twice makes one."""
        ...

    def flag(self, entry: Entry) -> None:
        """Flag the mail itself for follow-up at that moment. Raises NotFound."""
        ...

    def unremind(self, key: str, internet_message_id: str) -> None:
        """Take away what `remind` or `flag` made; no harm when there is nothing."""
        ...

    def draft(self, id: str, letter: Letter) -> str:
        """Put a reply to that mail among the drafts, in its thread; the draft's id."""
        ...

    def decline(self, id: str, letter: Letter) -> None:
        """Decline a meeting request, with the letter as the answer to its organiser.

        Only ever on its owner's click. Raises NotFound, NotOffered when it is no meeting request.
        """
        ...

    def propose(self, id: str, letter: Letter, start: datetime, end: datetime) -> None:
        """Propose another time for a meeting request. As `decline`."""
        ...

    def take_out(self, id: str) -> bool:
        """Remove the calendar entry that belongs to that invitation; False when there is none."""
        ...

    def profile(self) -> Profile: ...


class Mailboxes(Protocol):
    """Whose mailbox may be opened: by the address that the server knows its owner by."""

    def of(self, address: str | None) -> Mailbox | None:
        """None where there is no mailbox for that owner."""
        ...
