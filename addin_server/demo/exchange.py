"""The demonstration over Exchange: our adapter, and the stand-in server that it talks to."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any
from uuid import uuid4

from ..mailbox.exchange import Account, ExchangeMailboxes
from ..mailbox.port import Mailbox, Summary
from ..model import Message
from ..standin import seeding
from ..standin.people import EVERYBODY
from ..standin.server import ExchangeServer

_SERVICE = "svc-netjes"


class ExchangeDemo:
    """The mailbox as the page shows it; what is sent lands in its Sent Items."""

    def __init__(self, mailbox: Mailbox, box: Any) -> None:
        self.mailbox, self._box = mailbox, box

    def list(self) -> Sequence[Summary]:
        return self.mailbox.list()

    def open(self, id: str) -> Message:
        return self.mailbox.open(id)

    def sent(self) -> Sequence[Message]:
        """Newest first."""
        items = self._box.inside(self._box.distinguished("sentitems"))
        return [self.mailbox.open(self._box.id_of(item).id) for item in [*items][::-1]]

    def send(self, mail: EmailMessage) -> str:
        item = seeding.receive(self._box, mail.as_bytes(policy=SMTP), folder="sentitems")
        return str(self._box.id_of(item).id)


def opened(
    stack: ExitStack, mails: Path, sent: Path, address: str, name: str, now: Callable[[], datetime]
) -> tuple[ExchangeDemo, ExchangeMailboxes]:
    """A server with one mailbox, holding these mails, and our adapter before it."""
    server = stack.enter_context(ExchangeServer(now))
    box = server.add_mailbox(address, name)
    password = uuid4().hex
    server.add_user(_SERVICE, password, impersonates=[EVERYBODY])
    seeding.fill(box, mails)
    if sent.is_dir():
        for path in sorted(sent.glob("*.eml")):
            seeding.receive(box, path.read_bytes(), folder="sentitems")
    seeding.working_weeks(box, first=now(), weeks=8)
    account = Account(url=server.url, user=_SERVICE, password=lambda: password, auth="basic")
    mailboxes = ExchangeMailboxes(account, now=now)
    stack.callback(mailboxes.close)
    mailbox = mailboxes.of(address)
    assert mailbox is not None
    return ExchangeDemo(mailbox, box), mailboxes
