"""When a reminder may go by mail: not in quiet hours, or once a day with all others.

Only the mail waits; the pane shows a reminder as soon as it is due. A mail that would come after
the limit does not wait.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..errors import Malformed
from .days import ONE_DAY, instant


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """What a user chose, by the clocks of their zone."""

    zone: ZoneInfo
    hours: tuple[time, time] | None = None  #: from, until; across midnight when from is later
    digest: time | None = None  #: one mail a day, at this time


def parse_clock(field: str, given: Any) -> time | None:
    """``"21:30"``, or "" for none. Raises Malformed that names `field`."""
    if given == "":
        return None
    if not isinstance(given, str) or not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", given):
        raise Malformed(field, "a time such as 21:30, or nothing")
    return time.fromisoformat(given)


def mail_at(due: datetime, limit: datetime, quiet: Quiet) -> datetime:
    """When the mail of a reminder that is due then may go; `due` itself where nothing holds it.

    All in UTC, and never at or after a limit that lies ahead of `due`.
    """
    at = due
    if quiet.digest is not None:
        at = _next(at, quiet.digest, quiet.zone)
    if quiet.hours is not None:
        at = _after(at, *quiet.hours, quiet.zone)
    return at if at < limit else due


def _next(moment: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The first time from `moment` on that clocks show `at`."""
    day = moment.astimezone(zone).date()
    return next(found for found in _daily(day, at, zone) if found >= moment)


def _after(moment: datetime, begin: time, end: time, zone: ZoneInfo) -> datetime:
    """`moment`, or the end of the quiet hours that it falls into; their end is not quiet."""
    day = moment.astimezone(zone).date()
    over = ONE_DAY if begin >= end else timedelta()
    for start in (day - ONE_DAY, day):
        begins, ends = instant(start, begin, zone), instant(start + over, end, zone)
        if begin != end and begins <= moment < ends:
            return ends
    return moment


def _daily(day: date, at: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    return tuple(instant(day + number * ONE_DAY, at, zone) for number in range(3))
