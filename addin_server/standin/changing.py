"""UpdateItem, MoveItem, DeleteItem."""

from . import meetings, place, posting, properties, shapes
from .box import Item, Mailbox
from .fields import READ_ONLY, fields
from .making import taken
from .paths import Path, inside
from .place import Asking
from .refusal import Refused
from .soap import Node, attribute, children, element, local

_PATHS = ("FieldURI", "ExtendedFieldURI", "IndexedFieldURI")


def update(asking: Asking, request: Node) -> Node:
    """UpdateItem. An item keeps its id and gets a new change key. Raises Refused."""
    strict = attribute(request, "ConflictResolution") != "AlwaysOverwrite"

    def one(node: Node) -> list[Node]:
        mailbox, item = place.item(asking, place.required(node, "t:ItemId"), strict=strict)
        _check_attributes(request, item)
        # Everything is tried on a copy: a change that is refused leaves nothing half done.
        draft = Item(item.type, item.folder, dict(item.values), dict(item.extended))
        draft.number = item.number
        for change in children(place.required(node, "t:Updates")):
            _apply(draft, change)
        if draft.type == "CalendarItem":
            meetings.check_span(draft.values["Start"], draft.values["End"])
        item.values, item.extended = draft.values, draft.extended
        mailbox.touched(item)
        return [
            element("m:Items", None, shapes.identity(mailbox, item)),
            element("m:ConflictResults", None, element("t:Count", "0")),
        ]

    changes = children(place.required(request, "m:ItemChanges"))
    return place.each("UpdateItem", changes, one, "m:Items")


def _check_attributes(request: Node, item: Item) -> None:
    if item.type == "CalendarItem":
        if not attribute(request, "SendMeetingInvitationsOrCancellations"):
            raise Refused("ErrorSendMeetingInvitationsOrCancellationsRequired")
    elif not attribute(request, "MessageDisposition"):
        raise Refused("ErrorMessageDispositionRequired")


def _apply(item: Item, change: Node) -> None:
    at = inside(change)
    if local(change) == "DeleteItemField":
        return _delete(item, at)
    if local(change) != "SetItemField":
        raise Refused("ErrorInvalidPropertyAppend")
    holder = next((one for one in children(change) if local(one) not in _PATHS), None)
    given = list(children(holder)) if holder is not None else []
    if len(given) != 1:
        raise Refused("ErrorIncorrectUpdatePropertyCount")
    if at.key:
        item.set(at.key, properties.value(given[0]))
        return None
    _check_settable(item, at)
    if local(given[0]) != at.name:
        raise Refused("ErrorUpdatePropertyMismatch")
    item.put(at.name, taken(item, at.name, given[0]))
    return None


def _check_settable(item: Item, at: Path) -> None:
    if at.name not in fields(item.type):
        raise Refused("ErrorInvalidPropertyRequest", "Property is not valid for this object type.")
    if at.name in READ_ONLY:
        raise Refused("ErrorInvalidPropertySet", f"Set action is invalid for {at.name}.")
    sent = item.type == "Message" and not item.values.get("IsDraft")
    if sent and at.name in ("ToRecipients", "CcRecipients", "From", "Sender", "References"):
        raise Refused("ErrorInvalidPropertyUpdateSentMessage")


def _delete(item: Item, at: Path) -> None:
    if at.key:
        item.set(at.key, None)
        return
    if at.name in READ_ONLY | {"Start", "End", "ItemClass"}:
        raise Refused("ErrorInvalidPropertyDelete")
    item.put(at.name, None)


def move(asking: Asking, request: Node) -> Node:
    """MoveItem: the item gets another id. Raises Refused."""
    mailbox, to = place.target(asking, place.required(request, "m:ToFolderId"), "")

    def one(node: Node) -> list[Node]:
        owner, item = place.item(asking, node)
        if owner is not mailbox:
            raise Refused("ErrorMoveCopyFailed")
        return [element("m:Items", None, shapes.identity(mailbox, mailbox.move(item, to)))]

    return place.each("MoveItem", children(place.required(request, "m:ItemIds")), one, "m:Items")


def delete(asking: Asking, request: Node) -> Node:
    """DeleteItem. Raises Refused."""

    def one(node: Node) -> list[Node]:
        mailbox, item = place.item(asking, node)
        if item.type == "CalendarItem":
            _tell_guests(asking, request, mailbox, item)
        kind = attribute(request, "DeleteType")
        if kind == "HardDelete":
            mailbox.remove(item)
        else:
            name = "deleteditems" if kind == "MoveToDeletedItems" else "recoverableitemsdeletions"
            mailbox.move(item, mailbox.distinguished(name))
        return []

    return place.each("DeleteItem", children(place.required(request, "m:ItemIds")), one)


def _tell_guests(asking: Asking, request: Node, mailbox: Mailbox, item: Item) -> None:
    wish = attribute(request, "SendMeetingCancellations")
    if not wish:
        raise Refused("ErrorSendMeetingCancellationsRequired")
    organised = item.values["MyResponseType"] == "Organizer" and item.values["IsMeeting"]
    if wish != "SendToNone" and organised:
        told = meetings.cancellation(mailbox, item, None)
        posting.message_defaults(mailbox, told)
        keep = mailbox.distinguished("sentitems") if wish == "SendToAllAndSaveCopy" else None
        posting.send(asking.people, mailbox, told, keep)
