"""A request's ids -> the mailbox, folder or item they name; and answers in their usual form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from . import ids
from .box import Folder, Item, Mailbox
from .people import Caller, People
from .refusal import Refused
from .soap import Node, add, attribute, children, element, find, local, text


@dataclass(frozen=True, slots=True)
class Poor:
    """What a server other than Microsoft's may lack, or do in its own way."""

    reply_item: bool = True  #: CreateItem takes ReplyToItem and ReplyAllToItem
    conversation_search: bool = False  #: FindItem takes a restriction on the conversation
    time_zones: bool = True  #: GetServerTimeZones
    impersonation: bool = True
    fraction: bool = False  #: times are written with milliseconds


@dataclass(frozen=True, slots=True)
class Asking:
    """One request, with whatever answers it."""

    people: People
    caller: Caller
    server: Poor
    now: Callable[[], datetime]


def folder(asking: Asking, node: Node) -> tuple[Mailbox, Folder]:
    """Of a t:FolderId or t:DistinguishedFolderId. Raises Refused."""
    id = attribute(node, "Id")
    if local(node) == "DistinguishedFolderId":
        mailbox = asking.people.opened(asking.caller, text(node, "t:Mailbox/t:EmailAddress"))
        return mailbox, mailbox.distinguished(id)
    ref = ids.decode(id, "f")
    mailbox = asking.people.by_guid(asking.caller, ref.mailbox)
    if ref.number not in mailbox.folders:
        raise Refused("ErrorFolderNotFound")
    return mailbox, mailbox.folders[ref.number]


def target(asking: Asking, node: Node | None, default: str) -> tuple[Mailbox, Folder]:
    """The folder in an element such as m:SavedItemFolderId; without it, a usual one."""
    for one in () if node is None else children(node):
        return folder(asking, one)
    mailbox = asking.people.opened(asking.caller)
    return mailbox, mailbox.distinguished(default)


def item(asking: Asking, node: Node, *, strict: bool = False) -> tuple[Mailbox, Item]:
    """Of a t:ItemId or t:ReferenceItemId. Raises Refused.

    `strict`: its change key has to be there and to be the newest.
    """
    ref = ids.decode(attribute(node, "Id"), "i")
    mailbox = asking.people.by_guid(asking.caller, ref.mailbox)
    found, key = mailbox.item(ref.number), attribute(node, "ChangeKey")
    if strict and not key:
        raise Refused("ErrorChangeKeyRequired")
    if strict and key != mailbox.id_of(found).change_key:
        raise Refused("ErrorIrresolvableConflict")
    return mailbox, found


def each(
    operation: str,
    asked: Iterable[Node],
    answer: Callable[[Node], list[Node]],
    empty: str = "",
) -> Node:
    """A response message for each element asked for: what `answer` makes of it, or the refusal.

    `empty`: an element that the schema wants even where there is nothing to put into it.
    """
    made = element(f"m:{operation}Response")
    messages = add(made, "m:ResponseMessages")
    for one in asked:
        try:
            content = answer(one)
        except Refused as refused:
            if refused.fault:
                raise
            message = refusal(f"m:{operation}ResponseMessage", refused)
            message.extend([element(empty)] if empty else [])
            messages.append(message)
        else:
            messages.append(success(f"m:{operation}ResponseMessage", *content))
    return made


def success(name: str, *content: Node) -> Node:
    return element(
        name, None, element("m:ResponseCode", "NoError"), *content, ResponseClass="Success"
    )


def refusal(name: str, refused: Refused, level: str = "Error") -> Node:
    made = element(name, None, element("m:MessageText", refused.sentence), ResponseClass=level)
    add(made, "m:ResponseCode", refused.code)
    add(made, "m:DescriptiveLinkKey", "0")
    if refused.details:
        xml = add(made, "m:MessageXml")
        for name, value in refused.details:
            add(xml, "t:Value", value, Name=name)
    return made


def required(node: Node, path: str) -> Node:
    """The element at that path. Raises Refused, as a request that breaks the schema."""
    found = find(node, path)
    if found is None:
        raise Refused("ErrorSchemaValidation", f"{path} is missing", fault=True)
    return found
