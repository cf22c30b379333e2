"""A mailbox in memory, complete: for the demonstration's calendar, and for tests to build on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from ..errors import NotFound, NotOffered
from ..model import Letter, Message
from .port import Answered, Busy, Capability, Entry, Profile, Summary


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """An answer to a meeting request."""

    id: str  #: of the request
    letter: Letter
    start: datetime | None = None  #: the time that is proposed instead; None: declined
    end: datetime | None = None


class MemoryMailbox:
    """Everything that a mailbox can do, on values. What happened can be looked up afterwards."""

    def __init__(
        self,
        messages: Iterable[Message] = (),
        *,
        calendar: Iterable[Busy] = (),
        profile: Profile | None = None,
        capabilities: Iterable[Capability] = tuple(Capability),
    ) -> None:
        self.messages = list(messages)
        self.answered_ids: set[str] = set()  #: Message-IDs that were answered
        self.calendar = list(calendar)
        self.entries: dict[str, Entry] = {}  #: what `remind` made, by key
        self.flags: dict[str, Entry] = {}  #: what `flag` made, by Message-ID
        self.drafts: dict[str, tuple[str, Letter]] = {}  #: id of the mail that each answers
        self.responses: list[Response] = []
        self._profile = profile or Profile()
        self._capabilities = frozenset(capabilities)
        self._lock = Lock()

    def capabilities(self) -> frozenset[Capability]:
        return self._capabilities

    def asked(self, capability: Capability) -> None:
        """Called first by every method below. Raises NotOffered."""
        if capability not in self._capabilities:
            raise NotOffered(capability)

    def list(self) -> Sequence[Summary]:
        self.asked(Capability.LIST)
        dated = sorted((m for m in self.messages if m.received), key=_received, reverse=True)
        ordered = [*dated, *(m for m in self.messages if not m.received)]
        return [
            Summary(
                id=m.id,
                subject=m.subject or "",
                sender=m.sender,
                received=m.received,
                answered=m.internet_message_id in self.answered_ids,
            )
            for m in ordered
        ]

    def open(self, id: str) -> Message:
        self.asked(Capability.OPEN)
        return self._message(id)

    def answered(self, internet_message_id: str) -> Answered:
        self.asked(Capability.ANSWERED)
        if internet_message_id in self.answered_ids:
            return Answered.YES
        known = {m.internet_message_id for m in self.messages}
        return Answered.NO if internet_message_id in known else Answered.GONE

    def busy(self, start: datetime, end: datetime) -> Sequence[Busy]:
        self.asked(Capability.BUSY)
        within = [each for each in self.calendar if each.start < end and each.end > start]
        return sorted(within, key=lambda each: (each.start, each.end))

    def remind(self, entry: Entry) -> None:
        self.asked(Capability.REMIND)
        with self._lock:
            self.entries[entry.key] = entry

    def flag(self, entry: Entry) -> None:
        self.asked(Capability.FLAG)
        known = {m.internet_message_id for m in self.messages}
        if entry.internet_message_id not in known:
            raise NotFound
        with self._lock:
            self.flags[entry.internet_message_id] = entry

    def unremind(self, key: str, internet_message_id: str) -> None:
        with self._lock:
            self.entries.pop(key, None)
            self.flags.pop(internet_message_id, None)

    def draft(self, id: str, letter: Letter) -> str:
        self.asked(Capability.DRAFT)
        self._message(id)
        with self._lock:
            made = f"draft-{len(self.drafts) + 1}"
            self.drafts[made] = (id, letter)
        return made

    def decline(self, id: str, letter: Letter) -> None:
        self._respond(Response(id=id, letter=letter))

    def propose(self, id: str, letter: Letter, start: datetime, end: datetime) -> None:
        self._respond(Response(id=id, letter=letter, start=start, end=end))

    def take_out(self, id: str) -> bool:
        self.asked(Capability.RESPOND)
        return self.take_out_of(self._message(id))

    def take_out_of(self, message: Message) -> bool:
        """Entry and invitation belong together by the UID that stands in both."""
        text = "\n".join(message.calendars)
        with self._lock:
            left = [each for each in self.calendar if not (each.uid and f"UID:{each.uid}" in text)]
            taken, self.calendar = len(left) < len(self.calendar), left
        return taken

    def profile(self) -> Profile:
        self.asked(Capability.PROFILE)
        return self._profile

    def _respond(self, response: Response) -> None:
        self.asked(Capability.RESPOND)
        message = self._message(response.id)
        if not message.calendars:
            raise NotOffered(Capability.RESPOND)
        with self._lock:
            self.responses.append(response)
            self.answered_ids.add(message.internet_message_id)

    def _message(self, id: str) -> Message:
        for message in self.messages:
            if message.id == id:
                return message
        raise NotFound


def _received(message: Message) -> datetime:
    assert message.received is not None
    return message.received
