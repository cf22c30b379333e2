"""MAPI properties: how a request names one, and the fields that are the same property.

Numbers and sets are from MS-OXPROPS. What Outlook shows as a field and what a client writes as
a property is one value; the mirrored ones here are those that callers use.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from .refusal import Refused
from .soap import Node, all_of, attribute, element, find, text
from .values import Flag, moment, time

_SETS = {
    "Address": "00062004-0000-0000-c000-000000000046",
    "Appointment": "00062002-0000-0000-c000-000000000046",
    "CalendarAssistant": "11000e07-b51b-40d6-af21-caa85edab1d0",
    "Common": "00062008-0000-0000-c000-000000000046",
    "InternetHeaders": "00020386-0000-0000-c000-000000000046",
    "Meeting": "6ed8da90-450b-101b-98da-00aa003f1305",
    "PublicStrings": "00020329-0000-0000-c000-000000000046",
    "Sharing": "00062040-0000-0000-c000-000000000046",
    "Task": "00062003-0000-0000-c000-000000000046",
    "UnifiedMessaging": "4442858e-a9e3-4e80-b900-317a210cc15b",
}
_ATTRIBUTES = (
    "DistinguishedPropertySetId",
    "PropertySetId",
    "PropertyTag",
    "PropertyName",
    "PropertyId",
    "PropertyType",
)
LAST_VERB, LAST_VERB_TIME, ICON = 0x1081, 0x1082, 0x1080
MESSAGE_FLAGS, READ, UNSENT = 0x0E07, 0x1, 0x8
REPLY, REPLY_ALL, FORWARD = 102, 103, 104
ICON_REPLIED, ICON_FORWARDED = 0x105, 0x106


class Key(NamedTuple):
    """Which property: a tag, or a number or a name in a set; and its type."""

    set: str  #: GUID in lower case; "" for a tag
    name: str | int
    type: str


def tag(number: int, type: str) -> Key:
    return Key("", number, type)


def named(set: str, name: str | int, type: str) -> Key:
    return Key(_SETS[set], name, type)


def key(uri: Node) -> Key:
    """What an ExtendedFieldURI names. Raises Refused."""
    type, number = attribute(uri, "PropertyType"), attribute(uri, "PropertyTag")
    if number:
        value = int(number, 0)
        if value >= 0x8000:
            raise Refused("ErrorNoPropertyTagForCustomProperties")
        return Key("", value, type)
    known = attribute(uri, "DistinguishedPropertySetId")
    guid = _SETS.get(known, known) if known else attribute(uri, "PropertySetId").lower()
    name, id = attribute(uri, "PropertyName"), attribute(uri, "PropertyId")
    if not guid or bool(name) == bool(id):
        raise Refused("ErrorInvalidExtendedProperty")
    return Key(guid, name or int(id), type)


def value(property: Node) -> Any:
    """The value of a t:ExtendedProperty: text, or several. Raises Refused."""
    uri = find(property, "t:ExtendedFieldURI")
    type = attribute(uri, "PropertyType")
    if type.endswith("Array"):
        return tuple(text(one) for one in all_of(property, "t:Values/t:Value"))
    word = text(property, "t:Value")
    try:
        return _checked(type, word)
    except (ValueError, Refused) as exc:
        raise Refused("ErrorInvalidExtendedPropertyValue") from exc


def _checked(type: str, word: str) -> str:
    """A value as it is kept: in the form in which Exchange gives it back."""
    if type in ("Integer", "Long", "Short"):
        return str(int(word))
    if type == "Double":
        return f"{float(word):g}"
    if type == "SystemTime":
        return time(moment(word))
    if type == "Boolean":
        return {"1": "true", "0": "false"}.get(word, word.lower())
    return word


def shown(uri: Node, value: Any) -> Node:
    """A property in an answer, named as it was asked for."""
    named = {name: attribute(uri, name) for name in _ATTRIBUTES if uri.get(name) is not None}
    made = element("t:ExtendedProperty", None, element("t:ExtendedFieldURI", **named))
    if isinstance(value, tuple):
        made.append(element("t:Values", None, *(element("t:Value", one) for one in value)))
    else:
        made.append(element("t:Value", value))
    return made


class Mirror(NamedTuple):
    """A field that is the same value as a property."""

    field: str
    get: Callable[[Any], str | None]  #: the field's value -> the property's
    set: Callable[[Any, str | None], Any]  #: the field's old value, the property's -> the new one


_STATUS = {"Flagged": "2", "Complete": "1"}


@cache
def mirrors() -> dict[Key, Mirror]:
    plain = Mirror("", lambda old: old, lambda _, new: new)
    truth = Mirror("", lambda old: str(old).lower(), lambda _, new: new == "true")
    texts = {
        0x1042: "InReplyTo",
        0x1039: "References",
        0x1035: "InternetMessageId",
        0x37: "Subject",
    }
    found = {tag(n, "String"): plain._replace(field=name) for n, name in texts.items()}
    found[tag(0x0070, "String")] = plain._replace(field="ConversationTopic")
    found[tag(0x1090, "Integer")] = Mirror("Flag", _status, _with_status)
    found[named("Common", 0x8503, "Boolean")] = truth._replace(field="ReminderIsSet")
    found[named("Common", 0x8502, "SystemTime")] = _at("ReminderDueBy")
    found[named("Task", 0x8104, "SystemTime")] = _date("start")
    found[named("Task", 0x8105, "SystemTime")] = _date("due")
    found[tag(0x0E06, "SystemTime")] = _at("DateTimeReceived")
    found[tag(0x0039, "SystemTime")] = _at("DateTimeSent")
    return found


def _at(field: str) -> Mirror:
    return Mirror(field, lambda old: time(old), lambda _, new: moment(new) if new else None)


def _status(flag: Flag) -> str | None:
    return _STATUS.get(flag.status)


def _with_status(old: Flag | None, new: str | None) -> Flag | None:
    """Without the property there is no flag; its dates stay where it only changes."""
    names = {number: name for name, number in _STATUS.items()}
    return replace(old or Flag(), status=names[new]) if new in names else None


def _date(which: str) -> Mirror:
    def get(flag: Flag) -> str | None:
        at: datetime | None = getattr(flag, which)
        return time(at) if at else None

    def set(old: Flag | None, new: str | None) -> Flag:
        at = moment(new) if new else None
        kept = old or Flag()
        return replace(kept, start=at) if which == "start" else replace(kept, due=at)

    return Mirror("Flag", get, set)
