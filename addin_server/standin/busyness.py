"""GetUserAvailability: when people are busy. Anybody signed in may ask it of anybody here."""

from datetime import datetime, timedelta

from . import place, zones
from .box import Item, Mailbox
from .place import Asking
from .refusal import Refused
from .soap import Node, add, children, element, text
from .values import moment
from .zones import Rules

_LONGEST = timedelta(days=62)
_DIGITS = {"Free": "0", "Tentative": "1", "Busy": "2", "OOF": "3", "WorkingElsewhere": "4"}


def availability(asking: Asking, request: Node) -> Node:
    """GetUserAvailability. Raises Refused."""
    rules = zones.asked(place.required(request, "t:TimeZone"))
    options = place.required(request, "t:FreeBusyViewOptions")
    window = place.required(options, "t:TimeWindow")
    start, end = (rules.utc(_clock(text(window, f"t:{name}"))) for name in ("StartTime", "EndTime"))
    _check(options, start, end)
    made = element("m:GetUserAvailabilityResponse")
    answers = add(made, "m:FreeBusyResponseArray")
    for data in children(place.required(request, "m:MailboxDataArray")):
        answer = add(answers, "m:FreeBusyResponse")
        address = text(data, "t:Email/t:Address").strip().lower()
        mailbox = asking.people.mailboxes.get(address)
        if mailbox is None:
            why = Refused("ErrorMailRecipientNotFound")
            answer.append(place.refusal("m:ResponseMessage", why))
            add(answer, "m:FreeBusyView").append(element("t:FreeBusyViewType", "None"))
            continue
        answer.append(place.success("m:ResponseMessage"))
        detailed = asking.caller.may_open(address)
        answer.append(_view(mailbox, options, (start, end), rules, detailed))
    return made


def _clock(word: str) -> datetime:
    """A time on the asker's clock. Raises Refused."""
    return moment(word[:19]).replace(tzinfo=None)


def _check(options: Node, start: datetime, end: datetime) -> None:
    if end <= start:
        raise Refused("ErrorInvalidTimeInterval", fault=True)
    if end - start > _LONGEST:
        raise Refused("ErrorTimeIntervalTooBig", fault=True)
    if not 5 <= int(text(options, "t:MergedFreeBusyIntervalInMinutes") or 30) <= 1440:
        raise Refused("ErrorInvalidMergedFreeBusyInterval", fault=True)


def _view(
    mailbox: Mailbox, options: Node, window: tuple[datetime, datetime], rules: Rules, detailed: bool
) -> Node:
    asked = text(options, "t:RequestedView") or "FreeBusy"
    kind = asked if detailed else asked.replace("Detailed", "FreeBusy")
    start, end = window
    entries = [
        item
        for item in mailbox.inside(mailbox.distinguished("calendar"))
        if item.values["Start"] < end and item.values["End"] > start
    ]
    entries.sort(key=lambda item: (item.values["Start"], item.number))
    made = element("m:FreeBusyView", None, element("t:FreeBusyViewType", kind))
    if "Merged" in kind:
        minutes = int(text(options, "t:MergedFreeBusyIntervalInMinutes") or 30)
        add(made, "t:MergedFreeBusy", _merged(entries, start, end, timedelta(minutes=minutes)))
    if kind != "MergedOnly" and entries:
        events = [_event(item, rules, "Detailed" in kind) for item in entries]
        made.append(element("t:CalendarEventArray", None, *events))
    made.append(_hours(mailbox))
    return made


def _merged(entries: list[Item], start: datetime, end: datetime, step: timedelta) -> str:
    """A digit for each stretch: the busiest that any entry in it is."""
    digits = []
    while start < end:
        here = [
            _DIGITS[item.values["LegacyFreeBusyStatus"]]
            for item in entries
            if item.values["Start"] < start + step and item.values["End"] > start
        ]
        digits.append(max(here, default="0"))
        start += step
    return "".join(digits)


def _event(item: Item, rules: Rules, detailed: bool) -> Node:
    """Times as the asker's clock shows them, without a zone, as Exchange writes them."""
    made = element("t:CalendarEvent")
    for name in ("Start", "End"):
        add(made, f"t:{name}Time", rules.wall(item.values[name]).isoformat(timespec="seconds"))
    add(made, "t:BusyType", item.values["LegacyFreeBusyStatus"])
    if detailed:
        details = add(made, "t:CalendarEventDetails")
        add(details, "t:ID", f"{item.number:016X}")
        add(details, "t:Subject", item.values["Subject"])
        add(details, "t:Location", item.values["Location"])
        for name, field in (("IsMeeting", "IsMeeting"), ("IsRecurring", "IsRecurring")):
            add(details, f"t:{name}", str(item.values[field]).lower())
        add(details, "t:IsException", "false")
        add(details, "t:IsReminderSet", str(item.values["ReminderIsSet"]).lower())
        add(details, "t:IsPrivate", str(item.values["Sensitivity"] == "Private").lower())
    return made


def _hours(mailbox: Mailbox) -> Node:
    """The owner's working hours, in their own zone."""
    made = element("t:WorkingHours", None, zones.serialised(zones.zones()[mailbox.zone].rules))
    period = add(add(made, "t:WorkingPeriodArray"), "t:WorkingPeriod")
    add(period, "t:DayOfWeek", " ".join(mailbox.days))
    add(period, "t:StartTimeInMinutes", str(mailbox.hours[0]))
    add(period, "t:EndTimeInMinutes", str(mailbox.hours[1]))
    return made
