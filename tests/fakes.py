"""Stand-ins that keep to the ports; nothing in the package is patched."""

from collections.abc import Iterable

from addin_server.errors import NotFound
from addin_server.mailbox.port import Answered, Capability, Summary


class FakeMailbox:
    """A mailbox in memory. Each of `fail` is raised once, by whichever method is called next."""

    def __init__(self, messages: Iterable = (), *, capabilities: Iterable = tuple(Capability)):
        self.messages = list(messages)
        self.answered_ids: set[str] = set()
        self.fail: list[Exception] = []
        self._capabilities = frozenset(capabilities)

    def capabilities(self):
        return self._capabilities

    def list(self):
        self._maybe_fail()
        dated = sorted((m for m in self.messages if m.received), key=lambda m: m.received)
        ordered = [*reversed(dated), *(m for m in self.messages if not m.received)]
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

    def open(self, id):
        self._maybe_fail()
        for message in self.messages:
            if message.id == id:
                return message
        raise NotFound

    def answered(self, internet_message_id):
        self._maybe_fail()
        if internet_message_id in self.answered_ids:
            return Answered.YES
        known = {m.internet_message_id for m in self.messages}
        return Answered.NO if internet_message_id in known else Answered.GONE

    def _maybe_fail(self):
        if self.fail:
            raise self.fail.pop(0)
