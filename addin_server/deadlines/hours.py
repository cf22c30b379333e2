"""Which hours count, and when a reminder may be shown."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from ..errors import Malformed
from .days import MIDNIGHT, ONE_DAY, instant, public_holidays

Windows = tuple[tuple[time, time], ...]  #: closed: both ends are allowed
WorkingHours = Mapping[int, Windows]  #: by weekday, Monday is 0; a missing day has none

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOSING = time(17)
WAKING: WorkingHours = dict.fromkeys(range(7), ((time(8), time(20)),))
OFFICE: WorkingHours = dict.fromkeys(range(5), ((time(9), CLOSING),))


@dataclass(frozen=True)
class Rule:
    """How one user counts. Custom hours say when reminders may be shown, never what counts."""

    counting: Literal["clock", "working"]
    zone: ZoneInfo
    country: str  #: as `parse_country` takes it
    working_hours: WorkingHours | None = None  #: read in `working` only


def counted(start: datetime, length: timedelta, rule: Rule) -> datetime:
    """`start` + `length`, of which `working` counts only what elapses on working days.

    A count that ends with a day ends at its 24:00, not at the next working day's 0:00.
    """
    if rule.counting == "clock":
        return start + length
    day = start.astimezone(rule.zone).date()
    while True:
        if day.weekday() < 5 and day not in public_holidays(rule.country, day.year):
            begin = max(start, instant(day, MIDNIGHT, rule.zone))
            end = instant(day + ONE_DAY, MIDNIGHT, rule.zone)
            if begin + length <= end:
                return begin + length
            length -= end - begin
        day += ONE_DAY


def first_allowed(low: datetime, high: datetime, rule: Rule) -> datetime | None:
    """The first moment in [low, high] at which a reminder may be shown."""
    for day in _days(low, high, rule.zone):
        spans = _spans(day, rule)
        if found := [max(low, begin) for begin, end in spans if begin <= high and end >= low]:
            return min(found)
    return None


def last_allowed(low: datetime, high: datetime, rule: Rule) -> datetime | None:
    """The last moment in [low, high] at which a reminder may be shown."""
    for day in _days(low, high, rule.zone, back=True):
        spans = _spans(day, rule)
        if found := [min(high, end) for begin, end in spans if begin <= high and end >= low]:
            return max(found)
    return None


def working_spans(day: date, rule: Rule) -> tuple[tuple[datetime, datetime], ...]:
    """When somebody works that day, in UTC; none on holidays. Whatever their deadlines count."""
    return tuple(_spans(day, replace(rule, counting="working")))


def _days(low: datetime, high: datetime, zone: ZoneInfo, back: bool = False) -> Iterator[date]:
    if low > high:
        return
    first, last = low.astimezone(zone).date(), high.astimezone(zone).date()
    for i in range((last - first).days + 1):
        yield last - i * ONE_DAY if back else first + i * ONE_DAY


def _spans(day: date, rule: Rule) -> Iterator[tuple[datetime, datetime]]:
    """The day's allowed stretches, closed.

    From the first time that clocks show a window's begin to the last time they show its end.
    """
    hours = WAKING
    if rule.counting == "working":
        if day in public_holidays(rule.country, day.year):
            return
        hours = OFFICE if rule.working_hours is None else rule.working_hours
    for begin, end in hours.get(day.weekday(), ()):
        first, last = instant(day, begin, rule.zone), instant(day, end, rule.zone, last=True)
        if first <= last:  # not so when the clocks skip the whole window
            yield first, last


def parse_working_hours(given: Any) -> WorkingHours | None:
    """``{"mon": [["09:00", "12:30"], ...], ...}``, or None for the default. Raises Malformed."""
    if given is None:
        return None
    if not isinstance(given, Mapping) or not set(given) <= set(WEEKDAYS):
        raise Malformed("working_hours", "an object from mon to sun, or null")
    hours = {WEEKDAYS.index(name): _windows(name, windows) for name, windows in given.items()}
    if not any(hours.values()):
        raise Malformed("working_hours", "needs at least one day with hours")
    return hours


def _windows(name: str, given: Any) -> Windows:
    mistake = Malformed("working_hours", f'{name}: a list such as [["09:00", "17:00"]]')
    if not isinstance(given, list | tuple):
        raise mistake
    windows = []
    for pair in given:
        if not isinstance(pair, list | tuple) or len(pair) != 2 or not all(map(_is_time, pair)):
            raise mistake
        begin, end = (time.fromisoformat(clock) for clock in pair)
        if begin > end:
            raise Malformed("working_hours", f"{name}: {pair[0]} lies after {pair[1]}")
        windows.append((begin, end))
    return tuple(windows)


def _is_time(clock: Any) -> bool:
    return isinstance(clock, str) and bool(re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", clock))
