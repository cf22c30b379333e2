"""A field's value <-> its element. Times are aware, UTC; a body knows whether it is HTML."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ..model import Address
from .fields import Field, Kind
from .refusal import Refused
from .soap import Node, add, all_of, attribute, element, find, text


@dataclass(frozen=True, slots=True)
class Body:
    text: str
    html: bool = False


@dataclass(frozen=True, slots=True)
class Attendee:
    person: Address
    response: str = "Unknown"


@dataclass(frozen=True, slots=True)
class Flag:
    """A follow-up flag."""

    status: str = "NotFlagged"  #: Flagged, Complete
    start: datetime | None = None
    due: datetime | None = None
    complete: datetime | None = None


@dataclass(frozen=True, slots=True)
class Id:
    """An id that answers show: of an item, a folder or a conversation."""

    id: str
    change_key: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment, as far as a list shows it."""

    id: str
    name: str
    type: str
    content: bytes = field(repr=False)


def time(moment: datetime, fraction: bool = False) -> str:
    """``2026-11-23T09:00:00Z``; with `fraction` as some servers write it, ``...:00.000Z``."""
    spec = "milliseconds" if fraction else "seconds"
    return moment.astimezone(UTC).isoformat(timespec=spec).replace("+00:00", "Z")


def moment(word: str) -> datetime:
    """An xs:dateTime; without an offset it is UTC. Raises Refused."""
    try:
        found = datetime.fromisoformat(word.strip())
    except ValueError as exc:
        raise Refused("ErrorSchemaValidation", f"{word!r} is no dateTime", fault=True) from exc
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def person(name: str, who: Address) -> Node:
    """An element with a mailbox's own fields."""
    made = element(name)
    add(made, "t:Name", who.name or who.email)
    if who.email:
        add(made, "t:EmailAddress", who.email)
        add(made, "t:RoutingType", "SMTP")
    add(made, "t:MailboxType", "Mailbox" if who.email else "OneOff")
    return made


def write(field: Field, value: Any, fraction: bool = False) -> list[Node]:
    """The element of a value; none for what the schema wants to be absent when it is empty."""
    name = f"t:{field.name}"
    match field.kind:
        case Kind.TEXT | Kind.INT:
            return [element(name, str(value))]
        case Kind.BOOL:
            return [element(name, str(value).lower())]
        case Kind.TIME:
            return [element(name, time(value, fraction))]
        case Kind.BODY:
            return [element(name, value.text, BodyType="HTML" if value.html else "Text")]
        case Kind.MIME:
            return [element(name, b64encode(value).decode("ascii"), CharacterSet="UTF-8")]
        case Kind.ID:
            key = {"ChangeKey": value.change_key} if value.change_key else {}
            return [element(name, Id=value.id, **key)]
        case Kind.ZONE:
            return [element(name, Id=value, Name=value)]
        case Kind.FLAG:
            return [_flag(name, value, fraction)]
        case Kind.RIGHTS:
            return [_rights(name)]
        case _:
            return _many(field, name, value)


def _many(field: Field, name: str, value: Any) -> list[Node]:
    if field.kind is Kind.PERSON:
        return [element(name, None, person("t:Mailbox", value))]
    if not value:
        return []
    parts = {
        Kind.TEXTS: lambda one: element("t:String", one),
        Kind.PEOPLE: lambda one: person("t:Mailbox", one),
        Kind.ATTENDEES: _attendee,
        Kind.HEADERS: lambda one: element("t:InternetMessageHeader", one[1], HeaderName=one[0]),
        Kind.FILES: _file,
        Kind.RESPONSES: lambda one: element(f"t:{one}"),
    }
    return [element(name, None, *map(parts[field.kind], value))]


def _attendee(one: Attendee) -> Node:
    response = element("t:ResponseType", one.response)
    return element("t:Attendee", None, person("t:Mailbox", one.person), response)


def _file(one: File) -> Node:
    made = element("t:FileAttachment", None, element("t:AttachmentId", Id=one.id))
    add(made, "t:Name", one.name)
    add(made, "t:ContentType", one.type)
    add(made, "t:Size", str(len(one.content)))
    return made


def _flag(name: str, value: Flag, fraction: bool) -> Node:
    made = element(name, None, element("t:FlagStatus", value.status))
    dates = ("StartDate", value.start), ("DueDate", value.due), ("CompleteDate", value.complete)
    for part, at in dates:
        if at:
            add(made, f"t:{part}", time(at, fraction))
    return made


def _rights(name: str) -> Node:
    may = "CreateAssociated CreateContents CreateHierarchy Delete Modify Read ViewPrivateItems"
    return element(name, None, *(element(f"t:{one}", "true") for one in may.split()))


def read(field: Field, node: Node) -> Any:
    """The value of an element in a request. Raises Refused."""
    try:
        return _read(field.kind, node)
    except (ValueError, ArithmeticError) as exc:
        problem = f"{field.name}: {text(node)[:40]!r} is not valid"
        raise Refused("ErrorSchemaValidation", problem, fault=True) from exc


def _read(kind: Kind, node: Node) -> Any:
    match kind:
        case Kind.BOOL:
            return {"true": True, "1": True, "false": False, "0": False}.get(text(node).strip())
        case Kind.INT:
            return int(text(node))
        case Kind.TIME:
            return moment(text(node))
        case Kind.BODY:
            return Body(text(node), attribute(node, "BodyType") == "HTML")
        case Kind.MIME:
            return b64decode(text(node), validate=False)
        case Kind.PERSON:
            return mailbox(find(node, "t:Mailbox"))
        case Kind.PEOPLE | Kind.ATTENDEES | Kind.TEXTS:
            return _read_many(kind, node)
        case Kind.ZONE:
            return attribute(node, "Id")
        case Kind.FLAG:
            return _read_flag(node)
        case _:
            return text(node)


def _read_many(kind: Kind, node: Node) -> tuple[Any, ...]:
    if kind is Kind.PEOPLE:
        return tuple(mailbox(one) for one in all_of(node, "t:Mailbox"))
    if kind is Kind.ATTENDEES:
        guests = (mailbox(find(one, "t:Mailbox")) for one in all_of(node, "t:Attendee"))
        return tuple(Attendee(guest) for guest in guests)
    return tuple(text(one) for one in all_of(node, "t:String"))


def _read_flag(node: Node) -> Flag:
    status = text(node, "t:FlagStatus")
    start, due, complete = (
        moment(text(node, f"t:{name}")) if find(node, f"t:{name}") is not None else None
        for name in ("StartDate", "DueDate", "CompleteDate")
    )
    if (start is None) != (due is None):
        raise Refused("ErrorInvalidArgument", "StartDate and DueDate go together.")
    return Flag(status, start, due, complete)


def mailbox(node: Node | None) -> Address:
    """Name and address of a t:Mailbox; empty when there is none."""
    return Address(name=text(node, "t:Name"), email=text(node, "t:EmailAddress").strip())
