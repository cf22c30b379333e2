"""Calendar parts of a mail (text/calendar) -> the moments they propose.

Only module that imports icalendar. A part that cannot be read is passed over with a warning: the
mail's words still count.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from ..model import Moment

if TYPE_CHECKING:
    from icalendar import Event

UNREADABLE = "calendar_unreadable"
MAX_PARTS = 3
MAX_PART = 100_000  #: code points of one calendar part
MAX_EVENTS = 10

_PROPOSES = frozenset({"", "REQUEST", "PUBLISH", "ADD", "COUNTER"})  # RFC 5546, 1.4


class Invite(NamedTuple):
    """What a calendar event says. Texts are "" where it says nothing."""

    moment: Moment
    location: str
    url: str
    organizer: str


class Invites(NamedTuple):
    invites: tuple[Invite, ...]
    warnings: tuple[str, ...]


def parse(calendars: tuple[str, ...], zone: ZoneInfo) -> Invites:
    """The events of calendar parts that propose something; `zone` is that of floating times."""
    found: list[Invite] = []
    warnings: list[str] = []
    for text in calendars[:MAX_PARTS]:
        try:
            found += _events(text, zone)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
            # icalendar raises whatever the broken line led it to; all of these were seen.
            if UNREADABLE not in warnings:
                warnings.append(UNREADABLE)
    return Invites(tuple(found[:MAX_EVENTS]), tuple(warnings))


def _events(text: str, zone: ZoneInfo) -> list[Invite]:
    # Few mails have a calendar part, and the library takes a tenth of a second to load.
    from icalendar import Calendar, Event

    if len(text) > MAX_PART:
        raise ValueError("too large")
    calendar = Calendar.from_ical(text)
    if str(calendar.get("METHOD", "")).upper() not in _PROPOSES:
        return []
    events = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    if not events:
        raise ValueError("no event")
    return [_invite(event, zone) for event in events[:MAX_EVENTS]]


def _invite(event: "Event", zone: ZoneInfo) -> Invite:
    start = event.decoded("DTSTART")
    if not isinstance(start, date):
        raise ValueError("no date")
    end = event.decoded("DTEND", None)
    if end is None and (length := event.decoded("DURATION", None)) is not None:
        end = start + length
    begins, ends = _instant(start, zone), _instant(end, zone)
    if begins and ends and ends <= begins:
        ends = None
    words = (begins.strftime("%Y-%m-%d %H:%M") if begins else str(start)).strip()
    organizer = event.get("ORGANIZER")
    name = str(organizer.params.get("CN", "")) if organizer is not None else ""
    return Invite(
        moment=Moment(words=words, start=begins, end=ends),
        location=_text(event, "LOCATION"),
        url=_text(event, "URL") or _text(event, "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
        organizer=name.strip(),
    )


def _instant(value: date | datetime | None, zone: ZoneInfo) -> datetime | None:
    """An aware moment, in `zone`. A whole day has none."""
    # Few mails have a calendar part, and the library takes a tenth of a second to load.

    if not isinstance(value, datetime):
        return None
    return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)


def _text(event: "Event", name: str) -> str:
    return " ".join(str(event.get(name, "")).split())[:300]
