"""What a mailbox says to a wish it does not know. Adapters inherit and override what they can."""

from collections.abc import Sequence
from datetime import datetime

from ..errors import NotOffered
from ..model import Letter
from .port import Busy, Capability, Entry, Profile


class Unoffered:
    """The optional half of the port, each method raising NotOffered."""

    def busy(self, start: datetime, end: datetime) -> Sequence[Busy]:
        raise NotOffered(Capability.BUSY)

    def remind(self, entry: Entry) -> None:
        raise NotOffered(Capability.REMIND)

    def flag(self, entry: Entry) -> None:
        raise NotOffered(Capability.FLAG)

    def unremind(self, key: str, internet_message_id: str) -> None:
        """There is nothing to take away."""

    def draft(self, id: str, letter: Letter) -> str:
        raise NotOffered(Capability.DRAFT)

    def decline(self, id: str, letter: Letter) -> None:
        raise NotOffered(Capability.RESPOND)

    def propose(self, id: str, letter: Letter, start: datetime, end: datetime) -> None:
        raise NotOffered(Capability.RESPOND)

    def take_out(self, id: str) -> bool:
        raise NotOffered(Capability.RESPOND)

    def profile(self) -> Profile:
        raise NotOffered(Capability.PROFILE)
