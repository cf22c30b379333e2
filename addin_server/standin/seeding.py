"""Mail files -> the items that Exchange would make of them; and a plausible calendar."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ..errors import UserError
from ..mailbox import dates, headers, mime
from ..model import Message
from ..reading import invites
from . import ids, meetings, posting, zones
from .box import Item, Mailbox
from .ids import Ref
from .properties import REPLY
from .values import Attendee, Body, File

_REQUEST = re.compile(r"^METHOD:REQUEST\s*$", re.I | re.M)
_UID = re.compile(r"^UID:(.*\S)", re.I | re.M)
#: of invitations whose times are in no zone
_FLOATING = ZoneInfo("Europe/Amsterdam")
_CALENDAR = Path(__file__).with_name("calendar.toml")

#: what every meeting request is that came in
_INVITED: Mapping[str, Any] = {
    "ItemClass": "IPM.Schedule.Meeting.Request",
    "MeetingRequestType": "NewMeetingRequest",
    "IntendedFreeBusyStatus": "Busy",
    "LegacyFreeBusyStatus": "Tentative",
    "MyResponseType": "NoResponseReceived",
    "ResponseType": "NoResponseReceived",
    "CalendarItemType": "Single",
    "IsMeeting": True,
    "IsAllDayEvent": False,
    "IsResponseRequested": True,
    "HasBeenProcessed": True,
    "IsOutOfDate": False,
    "IsDelegated": False,
}


def fill(mailbox: Mailbox, folder: Path) -> list[Item]:
    """Every .eml file there, into the inbox, by name; those that are no mails are passed over."""
    found = []
    for file in sorted(folder.glob("*.eml")):
        try:
            found.append(receive(mailbox, file.read_bytes()))
        except UserError:  # a demonstration's folder may hold anything
            continue
    return found


def receive(mailbox: Mailbox, data: bytes, folder: str = "inbox") -> Item:
    """A mail arrives. A calendar part with METHOD:REQUEST makes it a meeting request, and puts a
    tentative entry into the calendar. Raises UserError for what is no mail.
    """
    message = mime.parse(data)
    values = _values(mailbox, message, data)
    invited = _invitation(message)
    kind = "MeetingRequest" if invited else "Message"
    item = Item(kind, mailbox.distinguished(folder).number, values | invited, mime=data)
    posting.message_defaults(mailbox, item)
    mailbox.add(item)
    names = message.attachments
    item.values["Attachments"] = tuple(
        _file(mailbox, item, n, name) for n, name in enumerate(names)
    )
    if invited:
        meetings.arrive(mailbox, item)
    return item


def dispatch(mailbox: Mailbox, data: bytes) -> Item:
    """The owner's mail program has sent this: into the sent items, and what it answers is marked.

    Raises UserError for what is no mail.
    """
    item = receive(mailbox, data, "sentitems")
    item.values |= {"IsRead": True, "IsFromMe": True}
    inbox = mailbox.distinguished("inbox").number
    for id in item.values.get("InReplyTo", "").split():
        for old in mailbox.by_message_id(id):
            if old.folder == inbox:
                posting.mark(mailbox, old, REPLY, item.values["DateTimeSent"])
    return item


def _values(mailbox: Mailbox, message: Message, data: bytes) -> dict[str, Any]:
    """The fields of a mail that arrived."""
    top = headers.fields(data, 0, len(data))
    at = message.received or mailbox.now()
    html = bool(message.html)
    found = {
        "Subject": message.subject or "",
        "Body": Body(message.html if html else message.body, html),
        "From": message.sender,
        "Sender": message.sender,
        "ToRecipients": message.to,
        "InternetMessageId": message.internet_message_id,
        "DateTimeReceived": at,
        "DateTimeSent": dates.moment(top.get("date")) or at,
        "DateTimeCreated": at,
        "ReceivedBy": mailbox.owner,
        "ReceivedRepresenting": mailbox.owner,
        **_from_header(top),
    }
    state = {"IsDraft": False, "IsRead": False, "IsUnmodified": True}
    return {name: value for name, value in found.items() if value} | state


def _from_header(top: headers.Fields) -> dict[str, Any]:
    """What a Message leaves out or tells otherwise."""
    return {
        "CcRecipients": headers.people(top.get("cc")),
        "ReplyTo": headers.people(top.get("reply-to")),
        "InReplyTo": " ".join(headers.ids(top.get("in-reply-to"))),
        "References": " ".join(headers.ids(top.get("references"))),
        "Importance": _importance(top.get("importance") or top.get("x-priority")),
        "InternetMessageHeaders": tuple(
            (name.title(), value) for name, several in top.values.items() for value in several
        ),
    }


def _importance(word: str) -> str:
    first = word.strip().lower()[:4]
    if first.startswith(("high", "1", "2")):
        return "High"
    return "Low" if first.startswith(("low", "4", "5")) else "Normal"


def _invitation(message: Message) -> dict[str, Any]:
    """The fields of a meeting request; none when the mail is none."""
    parts = tuple(part for part in message.calendars if _REQUEST.search(part))
    found = invites.parse(parts, _FLOATING).invites
    if not found or found[0].moment.start is None:
        return {}
    start, uid = found[0].moment.start, _UID.search(parts[0])
    return {
        **_INVITED,
        "Start": start,
        "End": found[0].moment.end or start + timedelta(hours=1),
        "Location": found[0].location,
        "UID": uid[1] if uid else message.internet_message_id,
        "Organizer": message.sender,
        "RequiredAttendees": tuple(Attendee(who) for who in message.to),
    }


def _file(mailbox: Mailbox, item: Item, place: int, name: str) -> File:
    id = ids.encode(Ref(mailbox.guid, "a", item.number * 100 + place))
    return File(id, name, "application/octet-stream", b"")


def working_weeks(mailbox: Mailbox, first: datetime, weeks: int = 3) -> list[Item]:
    """A plausible calendar, from the week of `first` on."""
    rules = zones.zones()[mailbox.zone].rules
    monday = rules.wall(first).replace(hour=0, minute=0, second=0, microsecond=0)
    monday -= timedelta(days=monday.weekday())
    folder = mailbox.distinguished("calendar").number
    made = []
    for entry in tomllib.loads(_CALENDAR.read_text("utf-8"))["entries"]:
        for day in _days(entry, monday, weeks):
            values = {
                "Subject": entry["subject"],
                "Start": rules.utc(day + _time(entry["start"])),
                "End": rules.utc(day + _time(entry["end"])),
                "LegacyFreeBusyStatus": entry["status"],
                "Sensitivity": "Private" if entry.get("private") else "Normal",
            }
            item = Item("CalendarItem", folder, values)
            meetings.entry_defaults(mailbox, item)
            made.append(mailbox.add(item))
    return made


def _days(entry: dict[str, Any], monday: datetime, weeks: int) -> Iterator[datetime]:
    for day in range(7 * weeks):
        at = monday + timedelta(days=day)
        if zones.DAYS[at.isoweekday() % 7] in entry["days"]:
            yield at


def _time(word: str) -> timedelta:
    hours, minutes = word.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))
