"""From the pieces of a date or time to the day and the hour they mean. Arithmetic; no text."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

#: A date without a year may lie this far back and still be this year's: a mail read a little late.
TOLERANCE = timedelta(days=3)

_SHORTEST = 28  #: days of a month

#: So far back a day of which the weekday is told may lie.
RECENT = timedelta(days=92)


@dataclass(slots=True)
class Pieces:
    """What one mention of a day says. None: nothing."""

    year: int = 0
    month: int = 0
    day: int = 0
    figures: bool = False  #: written as 12/03: which is the month depends on the writer's country
    weekday: int | None = None
    days: int | None = None  #: from the mail's day: tomorrow is 1
    weeks: int | None = None  #: from the mail's week
    later: int = 0  #: days after all that: `Tuesday week` is 7


def day_meant(pieces: Pieces, received: date | None, month_first: bool) -> date | None:
    """The day, or None when that takes a `received` that is not known. A date beats its weekday."""
    month, day = pieces.month, pieces.day
    if pieces.figures and month_first and day <= 12:
        month, day = day, month
    if day and month:
        found = _dated(pieces, month, day, received)
    elif received is None:
        return None
    elif pieces.days is not None:
        found = received + timedelta(days=pieces.days)
    elif day:
        found = _numbered(day, received)
    elif pieces.weekday is not None:
        base = received - timedelta(days=1) if pieces.later else received
        found = _weekday(pieces.weekday, pieces.weeks, base)
    else:
        return None
    return found + timedelta(days=pieces.later) if found else None


def _dated(pieces: Pieces, month: int, day: int, received: date | None) -> date | None:
    if pieces.year:
        return _real(pieces.year, month, day)
    if received is None:
        return None
    last = None  # such a day that has been
    for guess in range(received.year - 1, received.year + 9):  # 29 February may be far away
        found = _real(guess, month, day)
        if found is None:
            continue
        if found >= received - TOLERANCE:
            return last if _is_told_past(pieces.weekday, last, found, received) else found
        last = found
    return None


def _is_told_past(weekday: int | None, last: date | None, found: date, received: date) -> bool:
    """`Tuesday 17 November` in a mail of the 23rd: the weekday tells that it has been."""
    if weekday is None or last is None or received - last > RECENT:
        return False
    return last.weekday() == weekday != found.weekday()


def _real(year: int, month: int, day: int) -> date | None:
    real = day <= _SHORTEST or day <= monthrange(year, month)[1]
    return date(year, month, day) if real else None


def _numbered(day: int, received: date) -> date | None:
    """The next day of a month with this number."""
    for ahead in range(3):
        months = received.month - 1 + ahead
        found = _real(received.year + months // 12, months % 12 + 1, day)
        if found is not None and found >= received - TOLERANCE:
            return found
    return None


def _weekday(weekday: int, weeks: int | None, received: date) -> date:
    """`weeks` counts from the mail's own week; else the first such day after the mail's.

    `next Tuesday` too is the first one to come: what it means besides is a matter of taste.
    """
    if weeks is None:
        return received + timedelta(days=(weekday - received.weekday() - 1) % 7 + 1)
    monday = received - timedelta(days=received.weekday())
    return monday + timedelta(days=7 * weeks + weekday)


def clock(hour: int, minute: int, note: str, part: str) -> tuple[int, int]:
    """The hour of 24. Without am or pm, one to six are in the afternoon, as offices keep hours.

    `note` is a token's: "am", "pm", "24" (written in full, 07:30), "early" (`6.30 Uhr`, 6h30),
    "word" (`zeven uur` is 19:00).
    """
    half = note if note in ("am", "pm") else "" if note == "24" else part
    if half == "am":
        return (0 if hour == 12 else hour), minute
    if half == "pm":
        return (hour + 12 if hour < 12 else hour), minute
    if note not in ("24", "early") and 1 <= hour <= (7 if note == "word" else 6):
        return hour + 12, minute
    return hour, minute


def zone_named(name: str, default: tzinfo) -> tzinfo:
    """The zone of a token: an IANA name, an offset in minutes, or none."""
    if not name:
        return default
    if name[0] in "+-":
        return timezone(timedelta(minutes=int(name)))
    return ZoneInfo(name)


def instant(day: date, hour: int, minute: int, zone: tzinfo) -> datetime:
    """That hour of that day in the zone. An hour that a clock change skips counts on past it."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    offset = moment.utcoffset() or timedelta()
    return (moment.replace(tzinfo=UTC) - offset).astimezone(zone)


def workdays_after(day: date, count: int) -> date:
    """`count` days of Monday to Friday later. Holidays are not known here."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def last_workday(day: date, weeks: int) -> date:
    """The Friday of the mail's week, or of a later one."""
    return day + timedelta(days=4 - day.weekday() + 7 * weeks)


def last_of_month(day: date) -> date:
    """The last day of the mail's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
