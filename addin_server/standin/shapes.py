"""An item or a folder -> its element, with what was asked for and in the schema's order."""

from dataclasses import dataclass
from typing import Any

from . import properties, texts, values
from .box import Folder, Item, Mailbox
from .fields import NOT_LISTED, Kind, fields, names
from .paths import Path, named, path
from .refusal import Refused
from .soap import Node, add, children, element, find, text

_ELEMENTS = {"IPF.Appointment": "CalendarFolder"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What is wanted of an item or a folder."""

    base: str = "IdOnly"
    body: str = "Best"
    extra: tuple[Path, ...] = ()
    mime: bool = False
    fraction: bool = False  #: times with milliseconds, as some servers write them
    listing: bool = False  #: for FindItem, which leaves out what is long


def asked(node: Node | None, *, fraction: bool = False, listing: bool = False) -> Shape:
    """The shape that a request describes. Raises Refused."""
    if node is None:
        return Shape(fraction=fraction, listing=listing)
    more = find(node, "t:AdditionalProperties")
    extra = tuple(path(one) for one in children(more)) if more is not None else ()
    if listing and (long := {one.name for one in extra} & NOT_LISTED):
        sentence = f"{sorted(long)[0]} is not available in FindItem."
        raise Refused("ErrorInvalidPropertyForOperation", sentence)
    return Shape(
        text(node, "t:BaseShape"),
        text(node, "t:BodyType") or "Best",
        extra,
        text(node, "t:IncludeMimeContent") in ("true", "1"),
        fraction,
        listing,
    )


def item(mailbox: Mailbox, one: Item, shape: Shape) -> Node:
    """The element of an item."""
    made = element(f"t:{one.type}")
    wanted = set(names(one.type, shape.base)) | {extra.name for extra in shape.extra}
    wanted |= {"ItemId"} | ({"MimeContent"} if shape.mime else set())
    wanted |= {"InternetMessageHeaders"} if any(one.header for one in shape.extra) else set()
    wanted -= NOT_LISTED if shape.listing else set()
    for name, field in fields(one.type).items():
        if field.kind is Kind.EXTENDED:
            made.extend(_properties(one, shape))
        elif name in wanted and (value := _shown(mailbox, one, name, shape)) is not None:
            made.extend(values.write(field, value, shape.fraction))
    return made


def _shown(mailbox: Mailbox, one: Item, name: str, shape: Shape) -> Any:
    value = named(mailbox, one, name)
    if value is not None and name in ("Body", "UniqueBody"):
        return texts.form(value, shape.body)
    if (
        name == "InternetMessageHeaders"
        and value
        and "InternetMessageHeaders"
        not in names(one.type, shape.base) | {extra.name for extra in shape.extra}
    ):
        headers = {extra.header.lower() for extra in shape.extra}
        return tuple(header for header in value if header[0].lower() in headers)
    return value


def _properties(one: Item, shape: Shape) -> list[Node]:
    found = ((extra, one.get(extra.key)) for extra in shape.extra if extra.key)
    return [properties.shown(extra.uri, value) for extra, value in found if value is not None]


def identity(mailbox: Mailbox, one: Item) -> Node:
    """The element of an item with its id alone."""
    return item(mailbox, one, Shape())


def folder(mailbox: Mailbox, one: Folder, shape: Shape) -> Node:
    made = element(f"t:{_ELEMENTS.get(one.type, 'Folder')}")
    extra = {path.name for path in shape.extra}
    inside = mailbox.inside(one)
    own = mailbox.folder_id(one)
    add(made, "t:FolderId", Id=own.id, ChangeKey=own.change_key)
    if one.parent and ("ParentFolderId" in extra or shape.base == "AllProperties"):
        up = mailbox.folder_id(mailbox.folders[one.parent])
        add(made, "t:ParentFolderId", Id=up.id, ChangeKey=up.change_key)
    known: dict[str, Any] = {
        "FolderClass": one.type or None,
        "DisplayName": one.name,
        "TotalCount": len(inside),
        "ChildFolderCount": len(mailbox.below(one, deep=False)),
        "DistinguishedFolderId": one.distinguished or None,
    }
    if not _ELEMENTS.get(one.type):
        known["UnreadCount"] = sum(not item.values.get("IsRead", True) for item in inside)
    # Only newer schemas let a folder tell which one it is; whoever wants to know asks.
    usual = known.keys() - {"DistinguishedFolderId"} if shape.base != "IdOnly" else set()
    for name, value in known.items():
        if value is not None and name in extra | usual:
            add(made, f"t:{name}", str(value))
    return made
