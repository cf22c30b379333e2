"""A day and a clock time -> an instant; the holidays of a country or state.

Only module that imports holidays (https://holidays.readthedocs.io).
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from ..errors import Malformed

MINUTE, ONE_DAY = timedelta(minutes=1), timedelta(days=1)
MIDNIGHT = time(0)
YEARS = range(1970, 2100)  #: what the tables of zones and holidays know


def instant(day: date, at: time, zone: ZoneInfo, last: bool = False) -> datetime:
    """The UTC instant at which the zone's clocks show this, the first or the last time.

    For a time they skip: the first minute after the gap, with `last` the last one before it.
    """
    wall = datetime.combine(day, at)
    early, late = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early.astimezone(zone).replace(tzinfo=None) == wall:
        return late if last else early
    # In a gap fold=1 lies before the change and fold=0 after it (PEP 495).
    before, after = late, early
    offset = before.astimezone(zone).utcoffset()
    while after - before > MINUTE:
        middle = before + (after - before) // (2 * MINUTE) * MINUTE
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return before if last else after


def to_the_minute(field: str, moment: datetime) -> datetime:
    """In UTC, without the seconds. Raises Malformed that names `field`."""
    check_year(field, moment)
    if moment.utcoffset() is None:
        raise Malformed(field, "needs an offset, as in 2026-03-02T09:00:00+01:00")
    return moment.replace(second=0, microsecond=0).astimezone(UTC)


def check_year(field: str, day: date) -> None:
    """Raises Malformed for years beyond what the tables know."""
    if day.year not in YEARS:
        raise Malformed(field, f"the year must lie between {YEARS[0]} and {YEARS[-1]}")


@cache
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The days off of a country or state in a year; GB is England.

    Raises Malformed for a country that `parse_country` refuses.
    """
    import holidays  # takes as long to load as all of our own rule; most starts need no day off

    name, _, state = parse_country("GB-ENG" if country == "GB" else country).partition("-")
    table = holidays.country_holidays(name, state or None, years=year, language="en_US")
    # The library lists Good Friday for NL; the Dutch work on it unless their contract says other.
    return frozenset(day for day in table if name != "NL" or table[day] != "Good Friday")


def parse_country(code: Any) -> str:
    """``NL``, ``DE-BY``, ...: ISO 3166 codes whose holidays are known. Raises Malformed."""
    if isinstance(code, str) and re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code):
        name, _, state = code.partition("-")
        states = _states(name)
        if states is not None and (not state or state in states):
            return code
    raise Malformed("country", "not a country or state whose holidays are known; e.g. NL or DE-BY")


@cache
def _states(country: str) -> frozenset[str] | None:
    """The states of a country, or None when its holidays are not known.

    Loads that country alone: to list all 250 takes a tenth of a second at every start.
    """
    import holidays
    from holidays.registry import COUNTRIES

    if country not in {names[1] for names in COUNTRIES.values()}:
        return None
    return frozenset(getattr(holidays, country).subdivisions)
