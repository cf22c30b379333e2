"""The calendar of an Exchange mailbox: what is taken, and our own entry in it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from . import exchange_xml as xml
from .exchange_items import Folders, Found, Way, equals
from .exchange_properties import KEY
from .exchange_question import check
from .exchange_refusal import Refusal
from .exchange_xml import Element, element, written
from .port import Busy, Entry

CATEGORY = "Netjes"
_LENGTH = timedelta(minutes=15)
_MOST = 1000  #: entries of one look into the calendar
_FREE = frozenset({"free", "nodata", "workingelsewhere"})


def busy(folders: Folders, start: datetime, end: datetime) -> Sequence[Busy]:
    """By the availability service, which knows recurring entries too; else by the calendar."""
    taken = folders.line.either(
        "busy",
        lambda: _availability(folders, start, end),
        lambda: _calendar_view(folders, start, end),
    )
    return sorted(taken, key=lambda each: (each.start, each.end))


def _availability(folders: Folders, start: datetime, end: datetime) -> list[Busy]:
    answers = folders.read("GetUserAvailability", availability(folders.address, start, end))
    found: list[Busy] = []
    for answer in answers:
        for each in xml.every(answer, "FreeBusyResponseArray/FreeBusyResponse"):
            if (message := xml.find(each, "ResponseMessage")) is not None:
                check(message)
            view = xml.find(each, "FreeBusyView")
            if view is None or xml.text(view, "FreeBusyViewType") in ("None", "MergedOnly"):
                raise Refusal("NoFreeBusy")
            events = xml.every(view, "CalendarEventArray/CalendarEvent")
            found += [taken for event in events if (taken := _event(event))]
    return [taken for taken in found if taken.start < end and taken.end > start]


def availability(address: str, start: datetime, end: datetime) -> Element:
    """The question for free and busy."""
    mailbox = element(
        "t:MailboxData",
        element("t:Email", element("t:Address", address)),
        element("t:AttendeeType", "Required"),
        element("t:ExcludeConflicts", "false"),
    )
    window = element(
        "t:TimeWindow",
        element("t:StartTime", _unzoned(start)),
        element("t:EndTime", _unzoned(end)),
    )
    options = element(
        "t:FreeBusyViewOptions",
        window,
        element("t:MergedFreeBusyIntervalInMinutes", "30"),
        element("t:RequestedView", "Detailed"),
    )
    return element(
        "m:GetUserAvailabilityRequest",
        _utc(),
        element("m:MailboxDataArray", mailbox),
        options,
    )


def _utc() -> Element:
    """A time zone of the question's own, whatever zones the server knows."""
    change = {"Time": "02:00:00", "DayOrder": "1", "DayOfWeek": "Sunday"}

    def rule(name: str, month: str) -> Element:
        parts = [element(f"t:{part}", value) for part, value in change.items()]
        parts.insert(2, element("t:Month", month))
        return element(f"t:{name}", element("t:Bias", "0"), *parts)

    return element(
        "t:TimeZone",
        element("t:Bias", "0"),
        rule("StandardTime", "11"),
        rule("DaylightTime", "3"),
    )


def _unzoned(instant: datetime) -> str:
    """In the zone of the question, which is UTC."""
    return written(instant).removesuffix("Z")


def _event(event: Element) -> Busy | None:
    kind = xml.text(event, "BusyType")
    return _taken(
        xml.moment(xml.text(event, "StartTime")),
        xml.moment(xml.text(event, "EndTime")),
        kind,
        subject=xml.text(event, "CalendarEventDetails/Subject"),
    )


def _calendar_view(folders: Folders, start: datetime, end: datetime) -> list[Busy]:
    view = element(
        "m:CalendarView",
        MaxEntriesReturned=str(_MOST),
        StartDate=written(start),
        EndDate=written(end),
    )
    fields = ["item:Subject", "calendar:Start", "calendar:End", "calendar:LegacyFreeBusyStatus"]
    found = folders.find([folders.named("calendar")], [*fields, "calendar:UID"], view=view)
    entries = [
        _taken(
            xml.moment(xml.text(item, "Start")),
            xml.moment(xml.text(item, "End")),
            xml.text(item, "LegacyFreeBusyStatus"),
            uid=xml.text(item, "UID"),
            subject=xml.text(item, "Subject"),
        )
        for item in found.items
    ]
    return [each for each in entries if each and each.start < end and each.end > start]


def _taken(
    start: datetime | None, end: datetime | None, kind: str, *, uid: str = "", subject: str = ""
) -> Busy | None:
    """What the server does not call free is busy, also where it says nothing."""
    if start is None or end is None or end <= start or kind.lower() in _FREE:
        return None
    tentative = kind.lower() == "tentative"
    return Busy(start=start, end=end, tentative=tentative, uid=uid, subject=subject)


# -- our own entry ---------------------------------------------------------------------------------


def remind(folders: Folders, entry: Entry) -> None:
    """Look first, then make or move: an attempt whose answer was lost is found again."""
    oldest, *others = made(folders, entry.key) or [None]
    for other in others:
        folders.delete(other)
    if oldest is None:
        folders.create(_appointment(entry), "calendar")
        return
    folders.update(oldest, _moved(entry))


def made(folders: Folders, key: str) -> list[Element]:
    """The entries of that key, the oldest first."""

    def by_key() -> Found:
        return folders.find(
            [folders.named("calendar")], _fields(), restriction=equals(KEY.way, key)
        )

    def by_list() -> Found:
        return folders.find(
            [folders.named("calendar")], _fields(), newest_by="item:DateTimeCreated", most=_MOST
        )

    found = folders.line.either("search by key", by_key, by_list)
    ours = [item for item in found.items if KEY.of(item) == key]
    return sorted(ours, key=_created)


def _fields() -> Sequence[Way]:
    return ("item:DateTimeCreated", KEY.way())


def _created(item: Element) -> datetime:
    return xml.moment(xml.text(item, "DateTimeCreated")) or datetime.max.replace(tzinfo=UTC)


def _appointment(entry: Entry) -> Element:
    """Free, private, with a reminder. The order is the schema's."""
    return element(
        "t:CalendarItem",
        element("t:Subject", entry.subject),
        element("t:Sensitivity", "Private"),
        element("t:Body", entry.html, BodyType="HTML"),
        element("t:Categories", element("t:String", CATEGORY)),
        element("t:ReminderIsSet", "true"),
        element("t:ReminderMinutesBeforeStart", _before(entry)),
        KEY.with_value(entry.key),
        element("t:Start", written(_start(entry))),
        element("t:End", written(_start(entry) + _LENGTH)),
        element("t:LegacyFreeBusyStatus", "Free"),
    )


def _moved(entry: Entry) -> list[tuple[Way, Element | None]]:
    return [
        ("item:Subject", element("t:Subject", entry.subject)),
        ("item:Body", element("t:Body", entry.html, BodyType="HTML")),
        ("item:ReminderIsSet", element("t:ReminderIsSet", "true")),
        (
            "item:ReminderMinutesBeforeStart",
            element("t:ReminderMinutesBeforeStart", _before(entry)),
        ),
        ("calendar:Start", element("t:Start", written(_start(entry)))),
        ("calendar:End", element("t:End", written(_start(entry) + _LENGTH))),
    ]


def _start(entry: Entry) -> datetime:
    return max(entry.limit or entry.at, entry.at)


def _before(entry: Entry) -> str:
    """Minutes, so that Outlook reminds at the moment that is wanted."""
    return str(int((_start(entry) - entry.at) / timedelta(minutes=1)))


def forget(folders: Folders, key: str) -> None:
    """Take away every entry of that key."""
    for item in made(folders, key):
        folders.delete(item)
