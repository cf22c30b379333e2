"""What to find, and in which order: FindItem's restriction and sort order."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ..model import Address
from .box import Item, Mailbox
from .fields import words
from .paths import Path, inside, value
from .refusal import Refused
from .soap import Node, all_of, attribute, children, find, local
from .values import Attendee, Body, Flag, Id, moment

Test = Callable[[Item], bool]

_UNSEARCHABLE = words("ReminderDueBy MimeContent UniqueBody NormalizedBody ResponseObjects")
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "IsEqualTo": lambda a, b: a == b,
    "IsNotEqualTo": lambda a, b: a != b,
    "IsGreaterThan": lambda a, b: a > b,
    "IsGreaterThanOrEqualTo": lambda a, b: a >= b,
    "IsLessThan": lambda a, b: a < b,
    "IsLessThanOrEqualTo": lambda a, b: a <= b,
}
_WITHIN: dict[str, Callable[[str, str], bool]] = {
    "FullString": lambda all, part: all == part,
    "Prefixed": lambda all, part: all.startswith(part),
    "Substring": lambda all, part: part in all,
    "PrefixOnWords": lambda all, part: any(word.startswith(part) for word in all.split()),
    "ExactPhrase": lambda all, part: f" {part} " in f" {all} ",
}


def fitting(mailbox: Mailbox, node: Node | None, conversations: bool) -> Test:
    """Whether an item fits; everything does without a restriction. Raises Refused.

    `conversations`: this server searches by conversation, which Exchange does not.
    """
    if node is None:
        return lambda item: True
    found = list(children(node))
    if len(found) != 1:
        raise Refused("ErrorSchemaValidation", "a restriction is one expression", fault=True)
    return _expression(mailbox, found[0], conversations)


def _expression(mailbox: Mailbox, node: Node, conversations: bool) -> Test:
    name = local(node)
    if name in ("And", "Or", "Not"):
        tests = [_expression(mailbox, one, conversations) for one in children(node)]
        if name == "Not":
            return lambda item: not tests[0](item)
        together = all if name == "And" else any
        return lambda item: together(one(item) for one in tests)
    at = _searchable(inside(node), conversations)
    if name == "Exists":
        return lambda item: value(mailbox, item, at) is not None
    if name == "Contains":
        return _contains(mailbox, node, at)
    if name in _ORDER:
        return _compared(mailbox, node, at, _ORDER[name])
    raise Refused("ErrorUnsupportedQueryFilter", f"{name} is not known here.")


def _searchable(at: Path, conversations: bool) -> Path:
    unsearchable = at.name in _UNSEARCHABLE or (at.name == "ConversationId" and not conversations)
    if unsearchable or at.name == "InternetMessageHeader":
        raise Refused("ErrorUnsupportedPathForQuery")
    return at


def _compared(mailbox: Mailbox, node: Node, at: Path, fits: Callable[[Any, Any], bool]) -> Test:
    other = find(node, "t:FieldURIOrConstant")
    constant = None if other is None else find(other, "t:Constant")
    right = None if constant is not None or other is None else inside(other)
    word = attribute(constant, "Value")

    def compared(item: Item) -> bool:
        against = _plain(value(mailbox, item, right)) if right else word
        found = (_plain(one) for one in _several(value(mailbox, item, at)))
        return against is not None and any(fits(*_alike(one, against, at)) for one in found)

    return compared


def _alike(left: Any, right: Any, at: Path) -> tuple[Any, Any]:
    """Both sides as one type. A text property is compared without case, as Exchange does."""
    kind = at.key.type if at.key else ""
    try:
        if isinstance(left, datetime) or kind == "SystemTime":
            return _time(left), _time(right)
        if kind in ("Integer", "Long", "Short", "Double") or type(left) in (int, float):
            return float(left), float(right)
    except (ValueError, TypeError) as exc:
        raise Refused("ErrorInvalidValueForProperty") from exc
    if isinstance(left, bool):
        return left, str(right).strip().lower() in ("true", "1")
    return str(left).casefold(), str(right).casefold()


def _time(one: Any) -> datetime:
    return one if isinstance(one, datetime) else moment(one)


def _plain(one: Any) -> Any:
    """What is compared of a value."""
    if isinstance(one, Address):
        return one.email or one.name
    if isinstance(one, Body):
        return one.text
    if isinstance(one, Flag):
        return one.status
    return one.id if isinstance(one, Id) else one


def _contains(mailbox: Mailbox, node: Node, at: Path) -> Test:
    mode = attribute(node, "ContainmentMode", "FullString")
    exact = attribute(node, "ContainmentComparison", "Exact") == "Exact"
    part = attribute(find(node, "t:Constant"), "Value")

    def contains(item: Item) -> bool:
        found = value(mailbox, item, at)
        words = [word for one in _several(found) for word in _texts(one)]
        if exact:
            return any(_WITHIN[mode](word, part) for word in words)
        return any(_WITHIN[mode](word.casefold(), part.casefold()) for word in words)

    return contains


def _several(found: Any) -> tuple[Any, ...]:
    if found is None:
        return ()
    return found if isinstance(found, tuple) else (found,)


def _texts(one: Any) -> list[str]:
    if isinstance(one, Attendee):
        one = one.person
    if isinstance(one, Address):
        return [one.name, one.email]
    return [str(_plain(one))]


def ordered(mailbox: Mailbox, items: list[Item], node: Node | None) -> list[Item]:
    """Sorted as asked; those without a value first. Newest first where nothing is asked."""
    if node is None:
        return sorted(items, key=_newest, reverse=True)
    for order in reversed(all_of(node, "t:FieldOrder")):
        items = _sorted(mailbox, items, order)
    return items


def _sorted(mailbox: Mailbox, items: list[Item], order: Node) -> list[Item]:
    at = inside(order)
    found = [(_plain(value(mailbox, item, at)), item) for item in items]
    known = [pair for pair in found if pair[0] is not None]
    if any(isinstance(one, tuple | bytes) for one, _ in known):
        raise Refused("ErrorUnsupportedPathForSortGroup")
    known.sort(key=lambda pair: pair[0], reverse=attribute(order, "Order") == "Descending")
    return [item for one, item in found if one is None] + [item for _, item in known]


def _newest(item: Item) -> datetime:
    found: datetime = item.values.get("DateTimeReceived") or item.values["DateTimeCreated"]
    return found
