"""A Date field of a mail -> the instant it names (RFC 5322, 3.3; and as mailers write it)."""

import re
from datetime import UTC, datetime, timedelta, timezone

from .headers import words

_ZONE = re.compile(r"\s([+-]\d{4}|UTC?|GMT|Z|[ECMP][SD]T)\s*(?:\([^()]*\)\s*)?$", re.I)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: As the standard has it, but for zones in letters.
_STANDARD = re.compile(
    rf"(?:[A-Z][a-z][a-z], )?(\d\d?) ({'|'.join(_MONTHS)}) ([12]\d{{3}}) (\d\d):(\d\d):(\d\d)"
    r" ([+-])(\d\d)(\d\d)",
    re.ASCII,
)

#: Year to second, and seconds east of Greenwich.
_Parsed = tuple[int, int, int, int, int, int, int]


def moment(value: str) -> datetime | None:
    """An instant in UTC; None when the field names no zone, or none that exists."""
    value = words(value[-300:]) if value else ""
    if not value or not _ZONE.search(value):
        return None
    try:
        year, month, day, hour, minute, second, east = _standard(value) or _any(value)
        if not 1970 < year < 2099 or abs(east) > 15 * 3600:
            return None
        zone = timezone(timedelta(seconds=east))
        at = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
        return at.astimezone(UTC)
    except (ValueError, IndexError, OverflowError, TypeError):
        return None


def _standard(value: str) -> _Parsed | None:
    match = _STANDARD.fullmatch(value)
    if match is None:
        return None
    day, month, year, hour, minute, second, sign, *east = match.groups()
    hours, minutes = map(int, east)
    seconds = int(f"{sign}1") * (hours * 3600 + minutes * 60)
    when = int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second)
    return *when, seconds


def _any(value: str) -> _Parsed:
    """As some mailers write it. Raises TypeError when it is no date at all."""
    # Few mails need it, and it loads half of the library for the network.
    from email.utils import parsedate_tz

    parsed = parsedate_tz(value)
    if parsed is None:
        raise TypeError("no date")
    return *parsed[:6], parsed[9] or 0
