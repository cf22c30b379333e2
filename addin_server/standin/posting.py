"""Mail: drafts, replies in their thread, sending, and what arrives where."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

from ..model import Address
from . import ids, meetings, properties, texts
from .box import Folder, Item, Mailbox
from .people import People
from .refusal import Refused
from .values import Body, Id, time

_PREFIXES = (
    *("re:", "aw:", "antw:", "fw:", "fwd:", "sv:", "tr:", "wg:"),
    *("accepted:", "tentative:", "declined:", "new time proposed:", "canceled:"),
)

#: what a new message is, where nothing else is said
_USUAL: Mapping[str, Any] = {
    "ItemClass": "IPM.Note",
    "Subject": "",
    "Sensitivity": "Normal",
    "Importance": "Normal",
    "Body": Body(""),
    "IsSubmitted": False,
    "IsDraft": True,
    "IsFromMe": False,
    "IsResend": False,
    "IsUnmodified": True,
    "ReminderIsSet": False,
    "Culture": "en-US",
    "IsRead": True,
    "IsReadReceiptRequested": False,
    "IsDeliveryReceiptRequested": False,
    "IsResponseRequested": False,
}


def message_defaults(mailbox: Mailbox, item: Item) -> None:
    """Complete a new message; it is a draft until it is sent."""
    values, now = item.values, mailbox.now()
    made = {
        "DateTimeReceived": now,
        "DateTimeSent": now,
        "From": mailbox.owner,
        "Sender": values.get("From", mailbox.owner),
    }
    item.values = dict(_USUAL) | made | values
    item.values.setdefault("InternetMessageId", new_message_id(mailbox))
    threaded(mailbox, item)


def new_message_id(mailbox: Mailbox) -> str:
    domain = mailbox.owner.email.rpartition("@")[2]
    return f"<{uuid4().hex}@mail.{domain}>"


def topic(subject: str) -> str:
    """The subject without what answering put before it."""
    found = subject.strip()
    while found.lower().startswith(_PREFIXES):
        found = found.partition(":")[2].strip()
    return found


def threaded(mailbox: Mailbox, item: Item) -> None:
    """Give a message its conversation: its parent's as long as the subject stays, else its own."""
    values = item.values
    parents = (values.get("InReplyTo") or "").split() + (values.get("References") or "").split()
    about = topic(values.get("Subject", ""))
    values["ConversationTopic"] = about
    for parent in (one for id in parents for one in mailbox.by_message_id(id)):
        if parent is not item and parent.values.get("ConversationTopic") == about:
            index = b64decode(parent.values["ConversationIndex"])[:200]
            later = b64encode(index + sha256(values["InternetMessageId"].encode()).digest()[:5])
            values["ConversationId"] = parent.values["ConversationId"]
            values["ConversationIndex"] = later.decode("ascii")
            return
    first = parents[-1] if parents else values["InternetMessageId"]
    head = b"\x01" + _ticks(values["DateTimeReceived"]) + sha256(first.encode()).digest()[:16]
    values["ConversationId"] = Id(ids.conversation(about, first))
    values["ConversationIndex"] = b64encode(head).decode("ascii")


def _ticks(at: datetime) -> bytes:
    """The five bytes of a moment in a conversation's index (MS-OXOMSG 2.2.1.3), near enough."""
    return int(at.timestamp()).to_bytes(8, "big")[3:]


def reply(mailbox: Mailbox, old: Item, verb: int, new: dict[str, Any], said: Body) -> Item:
    """A draft that answers `old`; `new` are fields of the request that go before the usual ones.

    Not kept yet.
    """
    if old.values.get("IsDraft"):
        raise Refused("ErrorInvalidOperation", "A draft cannot be answered.")
    values = _recipients(mailbox, old, verb) | new
    prefix = "FW: " if verb == properties.FORWARD else "RE: "
    values.setdefault("Subject", prefix + topic(old.values.get("Subject", "")))
    values["Body"] = texts.quoting(said, old)
    if id := old.values.get("InternetMessageId"):
        thread = (old.values.get("References") or "").split()
        values |= {"InReplyTo": id, "References": " ".join([*thread, id])}
    item = Item("Message", mailbox.distinguished("drafts").number, values)
    item.answers, item.verb = old.number, verb
    message_defaults(mailbox, item)
    return item


def _recipients(mailbox: Mailbox, old: Item, verb: int) -> dict[str, Any]:
    if verb == properties.FORWARD:
        return {}
    sender: Address = old.values.get("From") or old.values.get("Organizer") or Address()
    first = old.values.get("ReplyTo") or (sender,)
    if verb == properties.REPLY:
        return {"ToRecipients": first}
    own = mailbox.owner.email.lower()
    to, cc = (
        tuple(who for who in old.values.get(name, ()) if who.email.lower() != own)
        for name in ("ToRecipients", "CcRecipients")
    )
    return {"ToRecipients": tuple(dict.fromkeys(first + to))} | ({"CcRecipients": cc} if cc else {})


def send(people: People, mailbox: Mailbox, item: Item, keep: Folder | None) -> None:
    """Send a message: to every mailbox here that it is for, a copy into `keep`, and what it
    answers is marked. `item` is in no folder, or in one that it leaves. Raises Refused.
    """
    to = [
        who
        for name in ("ToRecipients", "CcRecipients", "BccRecipients")
        for who in item.values.get(name, ())
    ]
    if not any("@" in who.email for who in to):
        raise Refused("ErrorInvalidRecipients", "At least one recipient isn't valid.")
    now = mailbox.now()
    item.values |= {"IsDraft": False, "IsSubmitted": False, "IsFromMe": True, "IsRead": True}
    item.values |= {"DateTimeSent": now, "DateTimeReceived": now}
    threaded(mailbox, item)
    copies = [people.mailboxes.get(who.email.lower()) for who in to]
    for other in dict.fromkeys(box for box in copies if box):
        _deliver(other, item)
    if item.answers is not None and (old := mailbox.items.get(item.answers)):
        mark(mailbox, old, item.verb, now)
    _file(mailbox, item, keep)


def _file(mailbox: Mailbox, item: Item, keep: Folder | None) -> None:
    if item.number and keep:
        mailbox.move(item, keep)
    elif item.number:
        mailbox.remove(item)
    elif keep:
        item.folder = keep.number
        mailbox.add(item)


def mark(mailbox: Mailbox, old: Item, verb: int, at: datetime) -> None:
    """Note on a message that it was answered or sent on."""
    sent_on = verb == properties.FORWARD
    icon = properties.ICON_FORWARDED if sent_on else properties.ICON_REPLIED
    old.set(properties.tag(properties.LAST_VERB, "Integer"), str(verb))
    old.set(properties.tag(properties.ICON, "Integer"), str(icon))
    old.set(properties.tag(properties.LAST_VERB_TIME, "SystemTime"), time(at))
    mailbox.touched(old)


def _deliver(mailbox: Mailbox, sent: Item) -> None:
    values = deepcopy(sent.values) | {"IsRead": False, "IsFromMe": False}
    for name in ("BccRecipients", "ReminderIsSet", "Flag", "Categories"):
        values.pop(name, None)
    item = Item(sent.type, mailbox.distinguished("inbox").number, values, mime=sent.mime)
    threaded(mailbox, item)
    mailbox.add(item)
    if item.type == "MeetingResponse":
        meetings.heard(mailbox, item)
    elif item.type == "MeetingRequest":
        meetings.arrive(mailbox, item)
