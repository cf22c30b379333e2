"""What an owner has set in their Exchange mailbox: zone, working hours, language. Read-only."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ..errors import MailboxBusy, MailboxError, NotFound
from ..zones import iana_name
from . import exchange_xml as xml
from .exchange_calendar import availability
from .exchange_items import Folders
from .exchange_xml import Element, element
from .port import Profile

_DAYS = {
    "Monday": "mon",
    "Tuesday": "tue",
    "Wednesday": "wed",
    "Thursday": "thu",
    "Friday": "fri",
    "Saturday": "sat",
    "Sunday": "sun",
}
_GROUPS = {
    "Day": list(_DAYS),
    "Weekday": list(_DAYS)[:5],
    "WeekendDay": list(_DAYS)[5:],
}
#: EWS tells no language; Exchange names the inbox in that of its owner.
_INBOXES = {
    "postvak in": "nl",
    "inbox": "en",
    "boîte de réception": "fr",
    "posteingang": "de",
}


def profile(folders: Folders, now: datetime) -> Profile:
    """Three questions; what one of them does not answer stays empty."""
    return Profile(
        timezone=_zone(folders), language=_language(folders), working_hours=_hours(folders, now)
    )


def _asked(folders: Folders, name: str, payload: Element) -> Sequence[Element]:
    """The answers, or none from a server that cannot tell. Raises when it cannot be reached."""
    try:
        return folders.read(name, payload)
    except MailboxBusy:
        raise
    except NotFound:
        return ()
    except MailboxError as exc:
        if getattr(exc, "answer", "").startswith("Http"):
            raise
        return ()


def _zone(folders: Folders) -> str:
    """The zone that is chosen in Outlook on the web."""
    payload = element(
        "m:GetUserConfiguration",
        element("m:UserConfigurationName", folders.named("root"), Name="OWA.UserOptions"),
        element("m:UserConfigurationProperties", "Dictionary"),
    )
    for answer in _asked(folders, "GetUserConfiguration", payload):
        for entry in answer.iter("{*}DictionaryEntry"):
            if xml.text(entry, "DictionaryKey/Value").lower() == "timezone":
                return iana_name(xml.text(entry, "DictionaryValue/Value")) or ""
    return ""


def _language(folders: Folders) -> str:
    payload = element(
        "m:GetFolder",
        element(
            "m:FolderShape",
            element("t:BaseShape", "IdOnly"),
            element("t:AdditionalProperties", element("t:FieldURI", FieldURI="folder:DisplayName")),
        ),
        element("m:FolderIds", folders.named("inbox")),
    )
    for answer in _asked(folders, "GetFolder", payload):
        for folder in xml.children(xml.find(answer, "Folders")):
            return _INBOXES.get(xml.text(folder, "DisplayName").lower(), "")
    return ""


def _hours(folders: Folders, now: datetime) -> dict[str, list[list[str]]] | None:
    day = availability(folders.address, now, now + timedelta(days=1))
    for answer in _asked(folders, "GetUserAvailability", day):
        for hours in answer.iter("{*}WorkingHours"):
            return _week(xml.every(hours, "WorkingPeriodArray/WorkingPeriod"))
    return None


def _week(periods: Sequence[Element]) -> dict[str, list[list[str]]] | None:
    week: dict[str, list[list[str]]] = {}
    for period in periods:
        start, end = (
            _clock(xml.text(period, name)) for name in ("StartTimeInMinutes", "EndTimeInMinutes")
        )
        if not (start and end and start < end):
            continue
        for named in xml.text(period, "DayOfWeek").split():
            for day in _GROUPS.get(named, [named]):
                if day in _DAYS:
                    week.setdefault(_DAYS[day], []).append([start, end])
    return {day: sorted(spans) for day, spans in week.items()} or None


def _clock(minutes: str) -> str:
    """``540`` -> ``09:00``; "" for what is no time of a day."""
    if not minutes.isdigit() or int(minutes) > 24 * 60:
        return ""
    at = min(int(minutes), 24 * 60 - 1)
    return f"{at // 60:02}:{at % 60:02}"
