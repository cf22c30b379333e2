"""Rows of deadlines and reminders as values, and back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter, itemgetter
from typing import Any

from ..model import Deadline, Notice, NoticeState

DEADLINE = tuple(
    name for name in Deadline.__dataclass_fields__ if name not in ("notices", "native")
)
NOTICE = tuple(Notice.__dataclass_fields__)
_deadline, _notice = attrgetter(*DEADLINE), itemgetter(*NOTICE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """What happened to a deadline or promise, or to one of its reminders."""

    at: datetime
    what: str  #: a state, or: kept, set, snoozed, postponed, held, agreed, refused, extended
    which: str = ""  #: which reminder; "" is the deadline or promise itself
    code: str = ""  #: of what went wrong


def row_of(deadline: Deadline) -> dict[str, Any]:
    # Not asdict(), which copies deeply and takes longer than SQLite.
    return dict(zip(DEADLINE, _deadline(deadline), strict=True))


def notice_of(row: Mapping[str, Any]) -> Notice:
    return Notice(**dict(zip(NOTICE, _notice(row), strict=True)))


def deadlines_of(
    found: Iterable[Mapping[str, Any]], reminders: Iterable[Mapping[str, Any]]
) -> Sequence[Deadline]:
    """Each with its notices, in the order of `reminders`, and how its entry in the mailbox is."""
    of: dict[str, tuple[Notice, ...]] = {}
    native: dict[str, NoticeState] = {}
    for row in reminders:
        if row["which"] == "native":
            native[row["subject_id"]] = row["state"]
        else:
            of[row["subject_id"]] = (*of.get(row["subject_id"], ()), notice_of(row))
    return [
        Deadline(**row, notices=of.get(row["id"], ()), native=native.get(row["id"]))
        for row in found
    ]
