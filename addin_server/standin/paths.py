"""The path to a property in a request, and what an item has there."""

from dataclasses import dataclass
from typing import Any

from . import properties, texts
from .box import Item, Mailbox
from .fields import fields
from .properties import Key
from .refusal import Refused
from .soap import Node, attribute, children, local
from .values import Body, Id

_PATHS = ("FieldURI", "ExtendedFieldURI", "IndexedFieldURI")


@dataclass(frozen=True, slots=True)
class Path:
    """A field by its name, or a MAPI property by its key."""

    name: str = ""
    key: Key | None = None
    uri: Node = None  #: as it was asked for
    header: str = ""  #: of an item:InternetMessageHeader


def path(node: Node) -> Path:
    """Of a t:FieldURI or its kin. Raises Refused."""
    kind = local(node)
    if kind == "ExtendedFieldURI":
        return Path(key=properties.key(node), uri=node)
    group, _, name = attribute(node, "FieldURI").partition(":")
    if kind == "IndexedFieldURI" and name == "InternetMessageHeader":
        return Path(name, header=attribute(node, "FieldIndex"))
    if not name:
        raise Refused("ErrorSchemaValidation", f"no FieldURI: {group!r}", fault=True)
    return Path(name)


def inside(node: Node) -> Path:
    """The first path among an element's children. Raises Refused."""
    for child in children(node):
        if local(child) in _PATHS:
            return path(child)
    raise Refused("ErrorInvalidRequest", "a path to a property is missing", fault=True)


def value(mailbox: Mailbox, item: Item, at: Path) -> Any:
    """What the item has there, or None."""
    return item.get(at.key) if at.key else named(mailbox, item, at.name)


def named(mailbox: Mailbox, item: Item, name: str) -> Any:
    """A field of the item: kept, or worked out. None when it has none of that name."""
    if name not in fields(item.type):
        return None
    worked = _WORKED.get(name)
    return worked(mailbox, item) if worked else item.values.get(name)


def _body(item: Item) -> Body:
    found: Body = item.values.get("Body") or Body("")
    return found


def _shown(field: str) -> Any:
    def names(_: Mailbox, item: Item) -> str:
        return "; ".join(who.name or who.email for who in item.values.get(field, ()))

    return names


def _entry(mailbox: Mailbox, item: Item) -> Id | None:
    found = mailbox.items.get(item.entry) if item.entry is not None else None
    return mailbox.id_of(found) if found else None


def _due(_: Mailbox, item: Item) -> Any:
    """An appointment's reminder is for its beginning."""
    return item.values.get("Start" if item.type == "CalendarItem" else "ReminderDueBy")


def _responses(_: Mailbox, item: Item) -> tuple[str, ...]:
    """What can be made of it. https://learn.microsoft.com/exchange/client-developer/
    web-service-reference/responseobjects"""
    answers = ("ReplyToItem", "ReplyAllToItem", "ForwardItem")
    meeting = ("AcceptItem", "TentativelyAcceptItem", "DeclineItem")
    if item.type == "CalendarItem":
        if not item.values.get("IsMeeting"):
            return ("ForwardItem",)
        mine = item.values.get("MyResponseType") == "Organizer"
        return ("CancelCalendarItem", "ForwardItem") if mine else (*meeting, *answers)
    if item.values.get("IsDraft"):
        return ()
    return (*meeting, *answers) if item.type == "MeetingRequest" else answers


_WORKED: dict[str, Any] = {
    "ItemId": lambda box, item: box.id_of(item),
    "ParentFolderId": lambda box, item: box.folder_id(box.folders[item.folder]),
    "MimeContent": lambda box, item: texts.mime(item),
    "Size": lambda box, item: len(item.mime or _body(item).text) + 500,
    "HasAttachments": lambda box, item: bool(item.values.get("Attachments")),
    "DisplayTo": _shown("ToRecipients"),
    "DisplayCc": _shown("CcRecipients"),
    "ReminderDueBy": _due,
    "AssociatedCalendarItemId": _entry,
    "UniqueBody": lambda box, item: texts.newest(_body(item)),
    "NormalizedBody": lambda box, item: texts.html(_body(item)),
    "TextBody": lambda box, item: texts.plain(_body(item)),
    "Preview": lambda box, item: " ".join(texts.plain(_body(item)).text.split())[:255],
    "EffectiveRights": lambda box, item: True,
    "LastModifiedName": lambda box, item: box.owner.name,
    "IsAssociated": lambda box, item: False,
    "ResponseObjects": _responses,
    "InstanceKey": lambda box, item: "AQAAAAAAAQ8BAAAA",
}
