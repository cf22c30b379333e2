"""The instants that an option of `moment_grammar` means."""

from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from ..model import Moment
from .moment_dates import clock, day_meant, instant, zone_named
from .moment_pieces import Hours, Option


def writes_month_first(found: list[Option], lang: str | None, zone: ZoneInfo) -> bool:
    """Is 12/03 in December? English with a North American zone."""
    named = any(o.hours and o.hours.zone and o.hours.zone.value for o in found)
    return lang in ("en", None) and (named or zone.key.startswith(("America/", "US/")))


def resolve(
    words: str, option: Option, today: date | None, default: tzinfo, month_first: bool
) -> Moment:
    """The instants of an option. `today`: the mail's day, from which relative words count."""
    hours = option.hours
    zone = zone_named(hours.zone.note if hours and hours.zone else "", default)
    day = day_meant(option.day.pieces, today, month_first)
    if day is None or hours is None:
        return Moment(words=words)
    start, end = _span(hours, day, zone, hours.part or option.day.part)
    return Moment(words=words, start=start, end=end)


def _span(hours: Hours, day: date, zone: tzinfo, part: str) -> tuple[datetime, datetime | None]:
    """From when, and until when, if that is said."""
    late = hours.last.note if hours.last else ""
    note = hours.first.note or (late if late in ("am", "pm") else "")
    first, until = clock(*_pair(hours.first.value), note, part), None
    if (
        late == "pm"
        and note == "pm"
        and hours.last
        and first > clock(*_pair(hours.last.value), late, part)
    ):
        first = clock(*_pair(hours.first.value), "am", part)  # `11-1 pm`
    start = instant(day, *first, zone)
    if hours.last is not None:
        until = instant(day, *clock(*_pair(hours.last.value), late, part), zone)
        if until < start and hours.last.value[0] < 12 and late != "am":
            until += timedelta(hours=12)  # `between seven and nine` in the evening
    return start, until if until and until > start else None


def _pair(value: tuple[int, ...]) -> tuple[int, int]:
    return value[0], value[1]
