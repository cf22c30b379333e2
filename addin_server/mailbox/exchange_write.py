"""What is written into a mail's thread: a draft of the reply, an answer to a meeting request."""

from datetime import datetime
from uuid import uuid4

from ..errors import NotOffered
from ..model import Letter
from . import exchange_xml as xml
from .exchange_items import Folders, Way, equals
from .exchange_properties import IN_REPLY_TO, MESSAGE_ID, REFERENCES, Property
from .exchange_read import REQUEST, message_id, parents, sender
from .exchange_xml import Element, element, written
from .port import Capability

_MOST_REFERENCES = 20
_FLAGS = Property("Integer", tag=0x0E07)


def draft(folders: Folders, id: str, letter: Letter) -> str:
    """A reply among the drafts; its id. The server quotes the mail, where it can."""
    mail = folders.get(
        id,
        (
            "item:Subject",
            "item:ItemClass",
            "item:InReplyTo",
            "message:From",
            "message:ReplyTo",
            "message:InternetMessageId",
            "message:References",
            IN_REPLY_TO.way(),
            REFERENCES.way(),
        ),
    )
    return folders.line.either(
        "draft",
        lambda: folders.create(_reply(mail, letter), "drafts"),
        lambda: folders.create(_plain_reply(mail, letter), "drafts"),
        writes=True,
    )


def plant(folders: Folders, mark: str) -> tuple[str, str]:
    """Put a mail into the inbox that nobody sent; its id and Message-ID."""
    own = f"<{uuid4()}@netjes.invalid>"
    mail = element(
        "t:Message",
        element("t:ItemClass", "IPM.Note"),
        element("t:Subject", mark),
        element("t:Body", f"<p>{mark}</p>", BodyType="HTML"),
        _FLAGS.with_value("1"),  # read, and no draft
        MESSAGE_ID.with_value(own),
        element("t:ToRecipients", _person(folders.address)),
        element("t:From", _person(folders.address)),
    )
    return folders.create(mail, "inbox"), own


def _reply(mail: Element, letter: Letter) -> Element:
    # No subject of our own: another one would tear the reply out of its conversation.
    return element(
        "t:ReplyToItem",
        _reference(mail),
        element("t:NewBodyContent", letter.html, BodyType="HTML"),
    )


def _plain_reply(mail: Element, letter: Letter) -> Element:
    """A new message that says itself what it answers (RFC 5322, 3.6.4)."""
    own = message_id(mail)
    thread = [*parents(mail)[:_MOST_REFERENCES][::-1], own] if own else []
    subject = xml.text(mail, "Subject")
    again = subject if subject[:3].lower() == "re:" else f"RE: {subject}"
    return element(
        "t:Message",
        element("t:ItemClass", "IPM.Note"),
        element("t:Subject", again),
        element("t:Body", letter.html, BodyType="HTML"),
        IN_REPLY_TO.with_value(own) if own else None,
        REFERENCES.with_value(" ".join(thread)) if thread else None,
        _recipients(mail),
    )


def _recipients(mail: Element) -> Element | None:
    wished = xml.every(mail, "ReplyTo/Mailbox")
    addresses = [xml.text(each, "EmailAddress") for each in wished] or [sender(mail).email]
    people = [_person(address) for address in addresses if address]
    return element("t:ToRecipients", *people) if people else None


def _person(address: str) -> Element:
    return element("t:Mailbox", element("t:EmailAddress", address))


def _reference(item: Element) -> Element:
    named = {"Id": xml.attribute(item, "ItemId", "Id")}
    if key := xml.attribute(item, "ItemId", "ChangeKey"):
        named["ChangeKey"] = key
    return element("t:ReferenceItemId", **named)


# -- meeting requests ------------------------------------------------------------------------------


def decline(folders: Folders, id: str, letter: Letter) -> None:
    """Raises NotFound, NotOffered when it is no meeting request."""
    request = _request(folders, id)
    folders.create(_declining(request, letter), "sentitems", send=True)


def propose(folders: Folders, id: str, letter: Letter, start: datetime, end: datetime) -> None:
    """Decline with another time. A server that takes none gets the letter, which names it too."""
    request = _request(folders, id)
    times = (element("t:ProposedStart", written(start)), element("t:ProposedEnd", written(end)))
    folders.line.either(
        "propose",
        lambda: folders.create(_declining(request, letter, *times), "sentitems", send=True),
        lambda: folders.create(_declining(request, letter), "sentitems", send=True),
        writes=True,
    )


def _request(folders: Folders, id: str) -> Element:
    request = folders.get(id, ("item:ItemClass",))
    kind = xml.text(request, "ItemClass")
    if not kind.startswith(REQUEST) and xml.local(request) != "MeetingRequest":
        raise NotOffered(Capability.RESPOND)
    return request


def _declining(request: Element, letter: Letter, *times: Element) -> Element:
    body = element("t:Body", letter.html, BodyType="HTML")
    return element("t:DeclineItem", body, _reference(request), *times)


def take_out(folders: Folders, id: str) -> bool:
    """Remove the entry of an invitation, by the server's own link, else by their common UID."""
    fields: tuple[Way, ...] = ("item:ItemClass", "calendar:UID", "meeting:AssociatedCalendarItemId")
    mail = folders.line.either(
        "entry of a request",
        lambda: folders.get(id, fields),
        lambda: folders.get(id, ("item:ItemClass", "calendar:UID")),
    )
    entry = xml.attribute(mail, "AssociatedCalendarItemId", "Id") or _entry_of(folders, mail)
    if entry:
        folders.delete(entry, "MoveToDeletedItems")
    return bool(entry)


def _entry_of(folders: Folders, mail: Element) -> str:
    uid = xml.text(mail, "UID")
    if not uid:
        return ""
    found = folders.find(
        [folders.named("calendar")],
        ["calendar:UID"],
        restriction=equals(lambda: "calendar:UID", uid),
    )
    for item in found.items:
        if xml.text(item, "UID") == uid:
            return xml.attribute(item, "ItemId", "Id")
    return ""
