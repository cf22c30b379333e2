"""How the contract test reaches each kind of mailbox: what arrives, is answered, lies in it."""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from addin_server.mailbox import mime
from addin_server.mailbox.combined import FolderWithCalendar
from addin_server.mailbox.exchange import Account, ExchangeMailboxes
from addin_server.mailbox.exchange_properties import KEY
from addin_server.mailbox.folder import FolderMailbox
from addin_server.mailbox.memory import MemoryMailbox
from addin_server.mailbox.port import Busy
from addin_server.standin import meetings, seeding
from addin_server.standin.box import Item
from addin_server.standin.people import EVERYBODY
from addin_server.standin.properties import Key, tag
from addin_server.standin.server import ExchangeServer

from .fakes import FakeMailbox

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOOR = "noor@example.org"
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:gesprek-{0}
DTSTART:20261201T130000Z
DTEND:20261201T140000Z
SUMMARY:Bericht {0}
ORGANIZER;CN=Afzender:mailto:p{0}@example.org
ATTENDEE:mailto:noor@example.org
END:VEVENT
END:VCALENDAR
"""


def mail(number, *, day=0, request=False, **fields):
    """A mail that arrived `day` days after Monday."""
    made = EmailMessage()
    made["From"] = f"Afzender {number} <p{number}@example.org>"
    made["To"] = NOOR
    made["Subject"] = f"Bericht {number}"
    made["Message-ID"] = f"<{number}@example.org>"
    if day is not None:
        made["Date"] = MONDAY + timedelta(days=day)
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    made.set_content(f"Dit is bericht {number}.\n")
    if request:
        text = CALENDAR.format(number).replace("\n", "\r\n")
        made.add_alternative(text, subtype="calendar", params={"method": "REQUEST"})
    return made


class Stand:
    """A mailbox with what plays around it. Close it at the end."""

    knows_dates = False  #: whether mails without a date get one

    def close(self):
        pass


class Folder(Stand):
    def __init__(self, tmp_path):
        self.folder = tmp_path / "mails"
        self.folder.mkdir()
        limits = {"max_message_bytes": 2**20, "max_text_bytes": 2**16}
        self.mailbox = FolderMailbox(self.folder, tmp_path / "sent", **limits)

    def receive(self, number, **how):
        (self.folder / f"{number}.eml").write_bytes(mail(number, **how).as_bytes())

    def answer(self, number):
        getattr(self.mailbox, "folder", self.mailbox).send(
            mail(f"re{number}", In_Reply_To=f"<{number}@example.org>")
        )

    def remove(self, number):
        (self.folder / f"{number}.eml").unlink()


class Demo(Folder):
    """The folder with a calendar beside it."""

    def __init__(self, tmp_path):
        super().__init__(tmp_path)
        self.calendar = MemoryMailbox()
        self.mailbox = FolderWithCalendar(self.mailbox, self.calendar, lambda: NOW)

    def take(self, start, end, subject):
        self.calendar.calendar.append(Busy(start=start, end=end, subject=subject))

    def entries(self, key):
        entry = self.calendar.entries.get(key)
        return [(entry.at, entry.subject)] if entry else []

    def receive(self, number, **how):
        super().receive(number, **how)
        if how.get("request"):
            start = datetime(2026, 12, 1, 13, tzinfo=UTC)
            uid = f"gesprek-{number}"
            self.calendar.calendar.append(
                Busy(start=start, end=start + timedelta(hours=1), tentative=True, uid=uid)
            )


class Fake(Stand):
    def __init__(self, tmp_path):
        self.mailbox = FakeMailbox()

    def receive(self, number, **how):
        made = mail(number, **how).as_bytes()
        self.mailbox.messages.append(mime.parse(made, id=f"id{number}"))
        if how.get("request"):
            start = datetime(2026, 12, 1, 13, tzinfo=UTC)
            uid = f"gesprek-{number}"
            self.mailbox.calendar.append(
                Busy(start=start, end=start + timedelta(hours=1), tentative=True, uid=uid)
            )

    def answer(self, number):
        self.mailbox.answered_ids.add(f"<{number}@example.org>")

    def remove(self, number):
        self.mailbox.messages = [
            m for m in self.mailbox.messages if m.internet_message_id != f"<{number}@example.org>"
        ]

    def take(self, start, end, subject):
        self.mailbox.calendar.append(Busy(start=start, end=end, subject=subject))

    def entries(self, key):
        entry = self.mailbox.entries.get(key)
        return [(entry.at, entry.subject)] if entry else []

    def flagged(self, number):
        return f"<{number}@example.org>" in self.mailbox.flags

    def drafts(self):
        return [letter.html for _, letter in self.mailbox.drafts.values()]


class Exchange(Stand):
    """The adapter over the stand-in server, by a service account."""

    knows_dates = True
    account = {"user": "svc", "password": lambda: "geheim", "auth": "basic"}  # noqa: RUF012
    poor = {}  # noqa: RUF012

    def __init__(self, tmp_path):
        self._stack = ExitStack()
        self.server = self._stack.enter_context(ExchangeServer(lambda: NOW))
        self.box = self.server.add_mailbox(NOOR, "Noor", password="noor-pw")
        self.server.add_user("svc", "geheim", impersonates=[EVERYBODY])
        self.server.lacks(**self.poor)
        self.waited, self.time = [], 1000.0
        account = Account(url=self.server.url, **self.account)
        self.mailboxes = ExchangeMailboxes(
            account, now=lambda: NOW, monotonic=lambda: self.time, sleep=self.wait
        )
        self._stack.callback(self.mailboxes.close)
        self.mailbox = self.mailboxes.of(NOOR)

    def wait(self, seconds):
        """Time that only the adapter sees go by."""
        self.waited.append(seconds)
        self.time += seconds

    def close(self):
        self._stack.close()

    def receive(self, number, **how):
        return seeding.receive(self.box, mail(number, **how).as_bytes())

    def answer(self, number):
        self.server.send_reply(self.box, f"<{number}@example.org>")

    def remove(self, number):
        for item in list(self.box.by_message_id(f"<{number}@example.org>")):
            self.box.remove(item)

    def inside(self, folder):
        return self.box.inside(self.box.distinguished(folder))

    def take(self, start, end, subject):
        values = {"Subject": subject, "Start": start, "End": end, "LegacyFreeBusyStatus": "Busy"}
        self.put("calendar", "CalendarItem", values)

    def put(self, folder, kind, values):
        item = Item(kind, self.box.distinguished(folder).number, values)
        if kind == "CalendarItem":
            meetings.entry_defaults(self.box, item)
        return self.box.add(item)

    def entries(self, key):
        found = [item for item in self.inside("calendar") if self.key(item) == key]
        return [
            (
                item.values["Start"]
                - timedelta(minutes=int(item.values["ReminderMinutesBeforeStart"])),
                item.values["Subject"],
            )
            for item in found
        ]

    def key(self, item):
        return item.get(Key(KEY.set, KEY.name, "String"))

    def flagged(self, number):
        (item,) = self.box.by_message_id(f"<{number}@example.org>")
        return str(item.get(tag(0x1090, "Integer"))) == "2" and item.values["ReminderIsSet"]

    def drafts(self):
        return [item.values["Body"].text for item in self.inside("drafts")]


class PoorExchange(Exchange):
    """A server that is not Microsoft's; the mailbox's owner signs in."""

    account = {"user": NOOR, "password": lambda: "noor-pw", "access": "own"}  # noqa: RUF012
    poor = {"reply_item": False, "time_zones": False, "impersonation": False, "fraction": True}  # noqa: RUF012
