"""Whose mailbox is which, where there is one; and a folder of mails with a calendar beside it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from ..errors import NotOffered
from ..model import Letter, Message
from .folder import FolderMailbox
from .memory import MemoryMailbox
from .offered import Unoffered
from .port import Answered, Busy, Capability, Entry, Mailbox, Profile, Summary

_BESIDE = {Capability.BUSY, Capability.REMIND, Capability.RESPOND, Capability.PROFILE}


class OneMailbox:
    """One mailbox, whoever asks: a folder has no owner of its own."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    def of(self, address: str | None) -> Mailbox | None:
        return self._mailbox


class FolderWithCalendar(Unoffered):
    """Mails from a folder, calendar and reminders in memory; a response is a mail that is sent."""

    def __init__(
        self, folder: FolderMailbox, calendar: MemoryMailbox, now: Callable[[], datetime]
    ) -> None:
        self.folder, self.calendar, self._now = folder, calendar, now

    def capabilities(self) -> frozenset[Capability]:
        return self.folder.capabilities() | _BESIDE

    def list(self) -> Sequence[Summary]:
        return self.folder.list()

    def open(self, id: str) -> Message:
        return self.folder.open(id)

    def answered(self, internet_message_id: str) -> Answered:
        return self.folder.answered(internet_message_id)

    def sent(self) -> Sequence[Message]:
        return self.folder.sent()

    def send(self, mail: EmailMessage) -> str:
        return self.folder.send(mail)

    def busy(self, start: datetime, end: datetime) -> Sequence[Busy]:
        return self.calendar.busy(start, end)

    def remind(self, entry: Entry) -> None:
        self.calendar.remind(entry)

    def unremind(self, key: str, internet_message_id: str) -> None:
        self.calendar.unremind(key, internet_message_id)

    def decline(self, id: str, letter: Letter) -> None:
        self._respond(id, letter)

    def propose(self, id: str, letter: Letter, start: datetime, end: datetime) -> None:
        self._respond(id, letter)

    def take_out(self, id: str) -> bool:
        return self.calendar.take_out_of(self.folder.open(id))

    def profile(self) -> Profile:
        return self.calendar.profile()

    def _respond(self, id: str, letter: Letter) -> None:
        """Answer the organiser by mail. Raises NotOffered when it is no meeting request."""
        message = self.folder.open(id)
        if not message.calendars:
            raise NotOffered(Capability.RESPOND)
        mail = EmailMessage(policy=SMTP)
        mail["From"] = message.to[0].email if message.to else "you@example.org"
        mail["To"] = message.sender.email
        mail["Subject"] = letter.subject
        mail["Date"] = format_datetime(self._now())
        mail["Message-ID"] = make_msgid(domain="demo.invalid")
        mail["In-Reply-To"] = message.internet_message_id
        mail.set_content(letter.text)
        mail.add_alternative(letter.html, subtype="html")
        self.folder.send(mail)
