"""What a label may say of a mail, field by field; and the same of a reading.

Values are tuples: nothing there is (), so that one value and many are compared alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..errors import Malformed
from ..model import Kind, Mode, Reading, Register, Role

Values = tuple[Any, ...]

#: Exact words of the mail.
WORDS = (
    *("company", "agency", "job_title", "contact_name", "candidate_name"),
    *("interview_datetimes", "location_or_mode", "reply_by"),
)
#: Of these, those that a preposition may stand before. A name keeps its "van" and its "de".
PHRASES = frozenset({"interview_datetimes", "location_or_mode", "reply_by"})
#: What words were understood as: instants, one of a few, yes.
MEANINGS = ("interview_starts", "mode", "reply_by_at", "already_accepted", "withdrawal")
FIELDS = (*WORDS, *MEANINGS)
KINDS = tuple(kind for kind in Kind if kind is not Kind.UNSURE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """What somebody says that a mail is and says. A field that is absent is not scored."""

    kind: Kind
    one_of: Mapping[str, str | None]  #: lang, role, register
    fields: Mapping[str, Values]
    unknown: tuple[str, ...] = ()  #: keys by which nothing is scored


def label_of(row: Mapping[str, Any]) -> Label:
    """Check a label. Raises Malformed, naming the field."""
    kind = _one_of("kind", row.get("kind"), KINDS)
    if kind is None:
        raise Malformed("kind", "is missing")
    choices: dict[str, str | None] = {}
    if "lang" in row:
        choices["lang"] = _language(row["lang"])
    if "role" in row:
        choices["role"] = _one_of("role", row["role"], tuple(Role)) or Role.NONE
    if "register" in row:
        choices["register"] = _one_of("register", row["register"], tuple(Register))
    return Label(
        kind=Kind(kind),
        one_of=choices,
        fields={field: _SHAPES[field](field, row[field]) for field in FIELDS if field in row},
        unknown=tuple(key for key in row if key not in (*FIELDS, "kind", "lang", *choices)),
    )


def values_of(reading: Reading) -> dict[str, Values]:
    """What a reading says, in the shape of a label's fields."""
    said: dict[str, Values] = {
        "interview_datetimes": tuple(moment.words for moment in reading.moments),
        "interview_starts": tuple(moment.start for moment in reading.moments if moment.start),
    }
    for field in FIELDS:
        if field not in said:
            value = getattr(reading, field)
            said[field] = (value,) if value else ()
    return said


def _language(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and len(value) == 2 and value.isascii() and value.islower():
        return value
    raise Malformed("lang", "must be an ISO 639-1 code, such as nl, or null")


def _one_of(field: str, value: Any, known: tuple[str, ...]) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in known:
        raise Malformed(field, f"must be one of {', '.join(known)}")
    return str(value)


def _text(field: str, value: Any) -> Values:
    if value is None or (isinstance(value, str) and not value.strip()):
        return ()
    if not isinstance(value, str):
        raise Malformed(field, "must be text or null")
    return (value,)


def _texts(field: str, value: Any) -> Values:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise Malformed(field, "must be a list of texts, or null")
    return tuple(value)


def _instant(field: str, value: Any) -> Values:
    if value is None:
        return ()
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as exc:
        raise Malformed(field, "must be ISO 8601, such as 2026-11-23T09:00:00+01:00") from exc
    if moment.tzinfo is None:
        raise Malformed(field, "needs an offset, such as +01:00")
    return (moment,)


def _instants(field: str, value: Any) -> Values:
    """One per option; an option without an instant has none to be compared."""
    if value is not None and not isinstance(value, list):
        raise Malformed(field, "must be a list of instants, or null")
    return tuple(moment for each in value or () for moment in _instant(field, each))


def _mode(field: str, value: Any) -> Values:
    mode = _one_of(field, value, tuple(Mode))
    return (mode,) if mode else ()


def _yes(field: str, value: Any) -> Values:
    if value is not None and not isinstance(value, bool):
        raise Malformed(field, "must be true, false or null")
    return (True,) if value else ()


_SHAPES: Mapping[str, Callable[[str, Any], Values]] = {
    **dict.fromkeys(WORDS, _text),
    "interview_datetimes": _texts,
    "interview_starts": _instants,
    "mode": _mode,
    "reply_by_at": _instant,
    "already_accepted": _yes,
    "withdrawal": _yes,
}
