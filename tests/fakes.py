"""Stand-ins that keep to the ports; nothing in the package is patched."""

from addin_server.mailbox.memory import MemoryMailbox


class FakeMailbox(MemoryMailbox):
    """A mailbox in memory. Each of `fail` is raised once, by whichever method is called next."""

    def __init__(self, messages=(), **how):
        super().__init__(messages, **how)
        self.fail: list[Exception] = []

    def asked(self, capability):
        if self.fail:
            raise self.fail.pop(0)
        super().asked(capability)

    def unremind(self, key, internet_message_id):
        if self.fail:
            raise self.fail.pop(0)
        super().unremind(key, internet_message_id)


class FakeMailboxes:
    """By address; whoever is not named has none."""

    def __init__(self, **by_name):
        self.by_address = {f"{name}@example.org": mailbox for name, mailbox in by_name.items()}

    def of(self, address):
        return self.by_address.get(address or "")
