"""What we ask of a mailbox. The one port of the house.

Every adapter passes the same contract test (tests/test_mailbox.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from ..model import Address, Message


class Capability(StrEnum):
    """What a mailbox may or may not be able to do; never raised in the user's face."""

    LIST = "list"
    OPEN = "open"
    ANSWERED = "answered"
    SENT = "sent"


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
