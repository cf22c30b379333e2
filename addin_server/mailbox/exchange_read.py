"""One item of an Exchange mailbox -> Message. One question to the server."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from ..errors import MessageTooLarge
from ..model import Address, Message
from . import exchange_xml as xml
from . import headers
from .exchange_http import MAX_ANSWER
from .exchange_items import Folders, Way
from .exchange_properties import (
    AUTO_SUBMITTED,
    ICON,
    IN_REPLY_TO,
    LAST_VERB,
    LAST_VERB_AT,
    MESSAGE_ID,
    REFERENCES,
)
from .exchange_refusal import TooLong
from .exchange_xml import Element
from .mime import MAX_IDS

REQUEST = "IPM.Schedule.Meeting.Request"
_MOST_PEOPLE = 100

_PLAIN: tuple[Way, ...] = (
    "item:Subject",
    "item:Body",
    "item:ItemClass",
    "item:DateTimeReceived",
    "message:From",
    "message:ToRecipients",
    "message:InternetMessageId",
)


def _full() -> tuple[Way, ...]:
    """Elements can be in one document only, so they are made for each question."""
    return (
        *_PLAIN,
        "item:ConversationId",
        "item:InReplyTo",
        "item:Importance",
        "item:Attachments",
        "message:Sender",
        "message:References",
        "calendar:Start",
        "calendar:End",
        "calendar:IsAllDayEvent",
        "calendar:Location",
        "calendar:UID",
        AUTO_SUBMITTED.way(),
        IN_REPLY_TO.way(),
        REFERENCES.way(),
        MESSAGE_ID.way(),
    )


def open_message(folders: Folders, id: str, max_text: int) -> Message:
    """Raises NotFound, MessageTooLarge."""
    try:
        item = folders.line.either(
            "open",
            lambda: folders.get(id, _full(), "Best"),
            lambda: folders.get(id, _PLAIN, "Best"),
        )
    except TooLong as exc:
        raise MessageTooLarge(f"{MAX_ANSWER // 2**20} MB") from exc
    return message_of(item, id, max_text)


def message_of(item: Element, id: str, max_text: int) -> Message:
    """What the item says; whatever the server leaves out stays empty."""
    words = "" if (body := xml.find(item, "Body")) is None else "".join(body.itertext())
    is_html = xml.attribute(item, "Body", "BodyType").lower() == "html"
    text, cut = _bounded(words.replace("\r\n", "\n"), max_text)
    cut = cut or xml.attribute(item, "Body", "IsTruncated").lower() == "true"
    return Message(
        id=id,
        internet_message_id=message_id(item),
        conversation_id=xml.attribute(item, "ConversationId", "Id"),
        subject=None if xml.find(item, "Subject") is None else xml.text(item, "Subject"),
        body="" if is_html else text,
        html=text if is_html else "",
        calendars=tuple(_calendars(item)),
        sender=sender(item),
        to=tuple(_people(xml.every(item, "ToRecipients/Mailbox"))),
        received=xml.moment(xml.text(item, "DateTimeReceived")),
        in_reply_to=parents(item)[:MAX_IDS],
        attachments=tuple(_attachments(item)),
        automatic=is_automatic(item),
        warnings=("truncated",) if cut else (),
    )


def message_id(item: Element) -> str:
    """With its angle brackets, which some servers leave out."""
    found = xml.text(item, "InternetMessageId") or MESSAGE_ID.of(item)
    return f"<{found.strip('<> ')}>" if found.strip("<> ") else ""


def sender(item: Element) -> Address:
    people = _people([*xml.every(item, "From/Mailbox"), *xml.every(item, "Sender/Mailbox")])
    return next(people, Address())


def parents(item: Element) -> tuple[str, ...]:
    """Message-IDs of the mails it answers, the nearest first."""
    near = headers.ids(xml.text(item, "InReplyTo"), IN_REPLY_TO.of(item))
    thread = headers.ids(xml.text(item, "References"), REFERENCES.of(item))
    return tuple(dict.fromkeys((*near, *thread[::-1])))


def is_automatic(item: Element) -> bool:
    """Written by a machine: a report, an out-of-office reply, or marked so (RFC 3834)."""
    kind = xml.text(item, "ItemClass").lower()
    submitted = AUTO_SUBMITTED.of(item).partition(";")[0].strip().lower()
    return kind.startswith(("report.", "ipm.note.rules.")) or submitted not in ("", "no")


def verb(item: Element) -> tuple[int, datetime | None]:
    """What its owner did last with a mail (102: replied, 103: replied to all), and when."""
    words = LAST_VERB.of(item)
    done = int(words) if words.isdigit() else 0
    if not done and ICON.of(item) == str(0x105):
        done = 102
    return done, xml.moment(LAST_VERB_AT.of(item))


def _people(found: Sequence[Element]) -> Iterator[Address]:
    for mailbox in found[:_MOST_PEOPLE]:
        name, email = xml.text(mailbox, "Name"), xml.text(mailbox, "EmailAddress")
        if email and "@" not in email:
            email = ""  # an X.500 name of the organisation's own directory
        if name or email:
            yield Address(name="" if name == email else name, email=email)


def _attachments(item: Element) -> Iterator[str]:
    for each in xml.children(xml.find(item, "Attachments")):
        name = xml.text(each, "Name")
        if name and xml.text(each, "IsInline").lower() != "true":
            yield name[:200]


def _bounded(words: str, most: int) -> tuple[str, bool]:
    if len(words) * 4 <= most:
        return words, False
    raw = words.encode("utf-8", "replace")
    return raw[:most].decode("utf-8", "ignore"), len(raw) > most


def _calendars(item: Element) -> Iterator[str]:
    """A meeting request's fields as the calendar part that it was made from (RFC 5546)."""
    begins = xml.moment(xml.text(item, "Start"))
    if not xml.text(item, "ItemClass").startswith(REQUEST) or begins is None:
        return
    organiser = sender(item)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Netjes//EWS//EN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        f"UID:{_escaped(xml.text(item, 'UID'))}",
        *_times(item, begins),
        f"SUMMARY:{_escaped(xml.text(item, 'Subject'))}",
        f"LOCATION:{_escaped(xml.text(item, 'Location'))}",
        f'ORGANIZER;CN="{_quoted(organiser.name)}":mailto:{_quoted(organiser.email)}',
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    yield "\r\n".join(lines) + "\r\n"


def _times(item: Element, begins: datetime) -> Iterator[str]:
    """The lines that say when it is."""
    if xml.text(item, "IsAllDayEvent").lower() == "true":
        # A whole day lies between midnights of its owner's zone, which are not UTC's.
        yield f"DTSTART;VALUE=DATE:{begins + timedelta(hours=12):%Y%m%d}"
        return
    yield f"DTSTART:{begins:%Y%m%dT%H%M%SZ}"
    ends = xml.moment(xml.text(item, "End"))
    if ends and ends > begins:
        yield f"DTEND:{ends:%Y%m%dT%H%M%SZ}"


def _escaped(words: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11)."""
    for raw, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(raw, safe)
    return words.replace("\r", "")[:500]


def _quoted(words: str) -> str:
    return "".join(c for c in words if c.isprintable() and c != '"')[:300]
