"""One line of `netjes deadlines` -> its answer."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..errors import Malformed
from ..model import iso
from ..zones import zone
from .days import parse_country, to_the_minute
from .hours import Rule, parse_working_hours
from .plan import earliest_interview, schedule

REQUIRED = ("received", "now", "timezone", "country", "counting")


def answer(question: Mapping[str, Any]) -> dict[str, Any]:
    """``{id, limit, soft, final}``, ISO 8601 in the user's zone; `soft` may be None.

    Takes ``{id, received, now, timezone, country, counting, working_hours?, interview_at?,
    reply_by?}``; `interview_at` is an instant or a list of them, `reply_by` an instant or a date.
    Raises Malformed that names the field.
    """
    for field in REQUIRED:
        if question.get(field) is None:
            raise Malformed(field, "is missing")
    rule = _rule(question)
    now = _moment("now", question.get("now"))
    plan = schedule(
        received=_moment("received", question.get("received")),
        now=now,
        rule=rule,
        interview_at=_interview(question.get("interview_at"), now),
        reply_by=_reply_by(question.get("reply_by")),
    )
    moments = {"limit": iso(plan.limit), "soft": iso(plan.soft), "final": iso(plan.final)}
    return {"id": question.get("id"), **moments}


def _rule(question: Mapping[str, Any]) -> Rule:
    return Rule(
        counting=_counting(question.get("counting")),
        zone=_zone(question.get("timezone")),
        country=parse_country(question.get("country")),
        working_hours=parse_working_hours(question.get("working_hours")),
    )


def _counting(given: Any) -> Any:
    if given not in ("clock", "working"):
        raise Malformed("counting", "clock or working")
    return given


def _zone(given: Any) -> ZoneInfo:
    if (found := zone(given)) is None:
        mend = "a time zone such as Europe/Amsterdam or W. Europe Standard Time"
        raise Malformed("timezone", mend)
    return found


def _moment(field: str, given: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(given)
    except (TypeError, ValueError) as exc:
        mend = "an instant with its offset, as in 2026-03-02T09:00:00+01:00"
        raise Malformed(field, mend) from exc
    to_the_minute(field, moment)
    return moment


def _interview(given: Any, now: datetime) -> datetime | None:
    starts = given if isinstance(given, list) else [given]
    known = [_moment("interview_at", start) for start in starts if start is not None]
    return earliest_interview(known, now)


def _reply_by(given: Any) -> datetime | date | None:
    if given is None:
        return None
    if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        try:
            return date.fromisoformat(given)
        except ValueError as exc:
            raise Malformed("reply_by", "there is no such date") from exc
    return _moment("reply_by", given)
