"""CreateItem and SendItem."""

from collections.abc import Mapping
from typing import Any

from ..model import Address
from . import meetings, place, posting, properties, shapes, values
from .box import Folder, Item, Mailbox
from .fields import READ_ONLY, Kind, fields
from .place import Asking
from .refusal import Refused
from .soap import Node, attribute, children, element, find, local

_VERBS = {
    "ReplyToItem": properties.REPLY,
    "ReplyAllToItem": properties.REPLY_ALL,
    "ForwardItem": properties.FORWARD,
}
_NOT_FIELDS = frozenset({"ReferenceItemId", "NewBodyContent"})

#: what an invitation says as its entry does
_SHARED = (
    *("Subject", "Body", "Start", "End", "Location"),
    *("UID", "Organizer", "RequiredAttendees"),
)
#: what an invitation is besides
_REQUEST: Mapping[str, Any] = {
    "ItemClass": "IPM.Schedule.Meeting.Request",
    "MeetingRequestType": "NewMeetingRequest",
    "IsMeeting": True,
    "IsResponseRequested": True,
}


def create(asking: Asking, request: Node) -> Node:
    """CreateItem. Raises Refused."""

    def one(node: Node) -> list[Node]:
        mailbox, made = _made(asking, request, node)
        return [element("m:Items", None, *(shapes.identity(mailbox, item) for item in made))]

    items = children(place.required(request, "m:Items"))
    return place.each("CreateItem", items, one, "m:Items")


def send(asking: Asking, request: Node) -> Node:
    """SendItem. Raises Refused."""

    def one(node: Node) -> list[Node]:
        mailbox, item = place.item(asking, node, strict=True)
        if not item.values.get("IsDraft"):
            raise Refused("ErrorInvalidItemForOperationSendItem")
        keep = attribute(request, "SaveItemToFolder") in ("true", "1")
        folder = find(request, "m:SavedItemFolderId")
        _, to = place.target(asking, folder, "sentitems")
        posting.send(asking.people, mailbox, item, to if keep else None)
        return []

    return place.each("SendItem", children(place.required(request, "m:ItemIds")), one)


def _made(asking: Asking, request: Node, node: Node) -> tuple[Mailbox, list[Item]]:
    """What an element of m:Items makes; none where it is sent without a copy."""
    kind = local(node)
    if kind in _VERBS:
        return _reply(asking, request, node, _VERBS[kind])
    if kind in meetings.RESPONSES or kind in ("CancelCalendarItem", "RemoveItem"):
        return _meeting(asking, request, node, kind)
    if kind == "CalendarItem":
        return _entry(asking, request, node)
    if kind == "Message":
        return _message(asking, request, node)
    raise Refused("ErrorInvalidRequest", f"{kind} is not known here.", fault=True)


def fill(item: Item, node: Node) -> None:
    """Take the fields and properties of an element. Raises Refused."""
    known = fields(item.type)
    for child in children(node):
        name = local(child)
        if name == "ExtendedProperty":
            key = properties.key(place.required(child, "t:ExtendedFieldURI"))
            item.set(key, properties.value(child))
        elif name not in _NOT_FIELDS:
            if name not in known or name in READ_ONLY:
                raise Refused("ErrorInvalidPropertySet", f"Set action is invalid for {name}.")
            item.put(name, taken(item, name, child))


def taken(item: Item, name: str, node: Node) -> Any:
    """The value of a field in a request. Raises Refused."""
    field = fields(item.type)[name]
    value = values.read(field, node)
    if field.kind is Kind.BOOL and value is None:
        raise Refused("ErrorSchemaValidation", f"{name} is no boolean", fault=True)
    return value


def _message(asking: Asking, request: Node, node: Node) -> tuple[Mailbox, list[Item]]:
    mailbox, folder = _where(asking, request, "drafts")
    item = Item("Message", folder.number, {})
    fill(item, node)
    posting.message_defaults(mailbox, item)
    _flagged(item)
    return mailbox, _disposed(asking, request, mailbox, item, folder)


def _flagged(item: Item) -> None:
    """PidTagMessageFlags, which only a new message takes: so one is made that is no draft."""
    flags = item.extended.get(properties.tag(properties.MESSAGE_FLAGS, "Integer"))
    if flags is not None:
        item.values["IsDraft"] = bool(int(flags) & properties.UNSENT)
        item.values["IsRead"] = bool(int(flags) & properties.READ)


def _reply(asking: Asking, request: Node, node: Node, verb: int) -> tuple[Mailbox, list[Item]]:
    if not asking.server.reply_item:
        raise Refused("ErrorInvalidRequest", fault=True)
    mailbox, old = place.item(asking, place.required(node, "t:ReferenceItemId"))
    own, folder = _where(asking, request, "drafts")
    given = Item("Message", folder.number, {})
    fill(given, node)
    content = find(node, "t:NewBodyContent")
    said = values.Body("") if content is None else taken(given, "Body", content)
    item = posting.reply(mailbox, old, verb, given.values, said)
    item.folder = folder.number
    return own, _disposed(asking, request, own, item, folder)


def _meeting(asking: Asking, request: Node, node: Node, kind: str) -> tuple[Mailbox, list[Item]]:
    mailbox, item = place.item(asking, place.required(node, "t:ReferenceItemId"))
    if kind == "RemoveItem":
        return mailbox, _removed(mailbox, item)
    if kind == "CancelCalendarItem":
        answer = meetings.cancellation(mailbox, item, find(node, "t:NewBodyContent"))
        touched = [mailbox.move(item, mailbox.distinguished("deleteditems"))]
    else:
        answer, touched = meetings.respond(mailbox, kind, node, item)
    posting.message_defaults(mailbox, answer)
    _, folder = _where(asking, request, "drafts")
    return mailbox, touched + _disposed(asking, request, mailbox, answer, folder)


def _removed(mailbox: Mailbox, item: Item) -> list[Item]:
    """Take a cancelled meeting out of the calendar."""
    if item.type != "MeetingCancellation":
        raise Refused("ErrorInvalidItemForOperationRemoveItem")
    gone = mailbox.distinguished("deleteditems")
    if entry := meetings.entry_of(mailbox, item):
        mailbox.move(entry, gone)
    return [mailbox.move(item, gone)]


def _where(asking: Asking, request: Node, default: str) -> tuple[Mailbox, Folder]:
    return place.target(asking, find(request, "m:SavedItemFolderId"), default)


def _disposed(
    asking: Asking, request: Node, mailbox: Mailbox, item: Item, folder: Folder
) -> list[Item]:
    """Save it, send it, or both, as the request says."""
    wish = attribute(request, "MessageDisposition")
    if not wish:
        raise Refused("ErrorMessageDispositionRequired")
    if wish == "SaveOnly":
        return [mailbox.add(item)]
    keep = folder if find(request, "m:SavedItemFolderId") is not None else None
    copy = (keep or mailbox.distinguished("sentitems")) if wish == "SendAndSaveCopy" else None
    posting.send(asking.people, mailbox, item, copy)
    return []


def _entry(asking: Asking, request: Node, node: Node) -> tuple[Mailbox, list[Item]]:
    wish = attribute(request, "SendMeetingInvitations")
    if not wish:
        raise Refused("ErrorSendMeetingInvitationsRequired")
    mailbox, folder = _where(asking, request, "calendar")
    if folder.type != "IPF.Appointment":
        raise Refused("ErrorInvalidFolderTypeForOperation")
    item = Item("CalendarItem", folder.number, {})
    fill(item, node)
    meetings.entry_defaults(mailbox, item)
    mailbox.add(item)
    if wish != "SendToNone" and item.values["IsMeeting"]:
        invite(asking, mailbox, item, wish == "SendToAllAndSaveCopy")
    return mailbox, [item]


def invite(asking: Asking, mailbox: Mailbox, entry: Item, copy: bool) -> None:
    """Send the invitations of a meeting to its guests."""
    guests: tuple[Address, ...] = tuple(
        one.person
        for name in ("RequiredAttendees", "OptionalAttendees")
        for one in entry.values.get(name, ())
    )
    given = {name: entry.values[name] for name in _SHARED if name in entry.values}
    status = entry.values["LegacyFreeBusyStatus"]
    own = {**_REQUEST, "ToRecipients": guests, "IntendedFreeBusyStatus": status}
    request = Item("MeetingRequest", 0, given | own)
    posting.message_defaults(mailbox, request)
    keep = mailbox.distinguished("sentitems") if copy else None
    posting.send(asking.people, mailbox, request, keep)
    entry.values["MeetingRequestWasSent"] = True
