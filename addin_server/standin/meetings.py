"""Invitations: what comes with one, and what answering it does to the mailbox."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from ..model import Address
from .box import Item, Mailbox
from .refusal import Refused
from .soap import Node, attribute, find, text
from .values import Attendee, Body, moment

#: element -> what the organiser is told, end of the item class, how the entry shows, subject
RESPONSES = {
    "AcceptItem": ("Accept", "Pos", "Busy", "Accepted"),
    "TentativelyAcceptItem": ("Tentative", "Tent", "Tentative", "Tentative"),
    "DeclineItem": ("Decline", "Neg", "Free", "Declined"),
}
_SHARED = ("Subject", "Body", "Start", "End", "Location", "UID", "Organizer", "IsAllDayEvent")


#: what a new calendar entry is, where nothing else is said
_USUAL: Mapping[str, Any] = {
    "ItemClass": "IPM.Appointment",
    "Subject": "",
    "Sensitivity": "Normal",
    "Importance": "Normal",
    "Body": Body(""),
    "LegacyFreeBusyStatus": "Busy",
    "Location": "",
    "IsAllDayEvent": False,
    "ReminderIsSet": True,
    "ReminderMinutesBeforeStart": 15,
    "CalendarItemType": "Single",
    "IsCancelled": False,
    "IsRecurring": False,
    "IsResponseRequested": True,
    "MyResponseType": "Organizer",
    "IsDraft": False,
    "IsSubmitted": False,
    "IsFromMe": False,
    "IsResend": False,
    "IsUnmodified": False,
    "Culture": "en-US",
    "AllowNewTimeProposal": True,
    "AppointmentSequenceNumber": 0,
    "MeetingRequestWasSent": False,
}


def entry_defaults(mailbox: Mailbox, item: Item) -> None:
    """Complete a new calendar entry. Raises Refused."""
    values, now = item.values, mailbox.now().replace(second=0, microsecond=0)
    start = values.setdefault("Start", now)
    end = values.setdefault("End", start + timedelta(minutes=30))
    check_span(start, end)
    values.setdefault("UID", uuid4().hex.upper())
    guests = any(values.get(name) for name in ("RequiredAttendees", "OptionalAttendees"))
    made: dict[str, Any] = {
        name: now for name in ("DateTimeReceived", "DateTimeSent", "DateTimeStamp")
    }
    made |= {"Organizer": mailbox.owner, "IsMeeting": guests, "AppointmentState": int(guests)}
    item.values = dict(_USUAL) | made | values


def check_span(start: datetime, end: datetime) -> None:
    """Raises Refused."""
    if end < start:
        raise Refused("ErrorCalendarEndDateIsEarlierThanStartDate")


def arrive(mailbox: Mailbox, request: Item) -> Item:
    """Put a tentative entry into the calendar for a request that came in, as Exchange does."""
    values = {name: request.values[name] for name in _SHARED if name in request.values}
    guests = request.values.get("RequiredAttendees") or (Attendee(mailbox.owner),)
    values |= {
        "LegacyFreeBusyStatus": "Tentative",
        "MyResponseType": "NoResponseReceived",
        "IsMeeting": True,
        "MeetingRequestWasSent": True,
        "RequiredAttendees": guests,
        "AppointmentState": 3,
        "ReminderIsSet": True,
    }
    entry = Item("CalendarItem", mailbox.distinguished("calendar").number, values)
    entry_defaults(mailbox, entry)
    mailbox.add(entry)
    request.entry = entry.number
    return entry


def entry_of(mailbox: Mailbox, item: Item) -> Item | None:
    """The calendar entry of a request, or the entry itself."""
    if item.type == "CalendarItem":
        return item
    return mailbox.items.get(item.entry) if item.entry is not None else None


def respond(mailbox: Mailbox, kind: str, node: Node, item: Item) -> tuple[Item, list[Item]]:
    """The answer to the organiser, not sent yet, and the items that answering moved.

    A declined request and its entry go to the deleted items, under new ids; the entry of a
    request that was accepted stays. Raises Refused.
    """
    if not _is_answerable(item):
        raise Refused(f"ErrorInvalidItemForOperation{kind.removeprefix('Tentatively')}")
    told, _, shown, _ = RESPONSES[kind]
    answer, entry = _answer(mailbox, kind, node, item), entry_of(mailbox, item)
    touched = []
    if entry:
        entry.values |= {
            "MyResponseType": told,
            "LegacyFreeBusyStatus": shown,
            "AppointmentReplyTime": mailbox.now(),
        }
        touched.append(mailbox.touched(entry))
    gone = mailbox.distinguished("deleteditems")
    if kind == "DeclineItem" and entry:
        mailbox.move(entry, gone)
    if item.type == "MeetingRequest":
        item.values |= {"HasBeenProcessed": True, "ResponseType": told, "IsRead": True}
        touched.append(mailbox.move(item, gone))
    return answer, touched


def _is_answerable(item: Item) -> bool:
    """Is it somebody else's meeting?"""
    entry = item.type == "CalendarItem" and item.values.get("IsMeeting")
    meeting = entry or item.type == "MeetingRequest"
    return bool(meeting) and item.values.get("MyResponseType") != "Organizer"


def _answer(mailbox: Mailbox, kind: str, node: Node, item: Item) -> Item:
    told, ending, _, word = RESPONSES[kind]
    kept = {
        name: item.values[name]
        for name in ("Start", "End", "Location", "UID")
        if name in item.values
    }
    organiser: Address = item.values.get("Organizer") or item.values.get("From") or Address()
    values = kept | {
        "ItemClass": f"IPM.Schedule.Meeting.Resp.{ending}",
        "Subject": f"{word}: {item.values.get('Subject', '')}",
        "Body": _said(find(node, "t:Body")),
        "ToRecipients": (organiser,),
        "ResponseType": told,
        "CalendarItemType": "Single",
        "ConversationTopic": item.values.get("ConversationTopic", item.values.get("Subject", "")),
    }
    if id := item.values.get("InternetMessageId"):
        values |= {"InReplyTo": id, "References": id}
    values |= _proposal(node, item)
    values["From"] = values["Sender"] = mailbox.owner
    return Item("MeetingResponse", mailbox.distinguished("drafts").number, values)


def _proposal(node: Node, item: Item) -> dict[str, Any]:
    """Another time, where the answer proposes one. Raises Refused."""
    proposed = [text(node, f"t:{name}") for name in ("ProposedStart", "ProposedEnd")]
    if not any(proposed):
        return {}
    if not all(proposed):
        raise Refused("ErrorInvalidArgument", "ProposedStart and ProposedEnd go together.")
    start, end = map(moment, proposed)
    check_span(start, end)
    subject = f"New Time Proposed: {item.values.get('Subject', '')}"
    return {"ProposedStart": start, "ProposedEnd": end, "Subject": subject}


def cancellation(mailbox: Mailbox, item: Item, said: Node | None) -> Item:
    """The organiser's cancellation, not sent yet. Raises Refused."""
    if item.type != "CalendarItem" or item.values.get("MyResponseType") != "Organizer":
        raise Refused("ErrorInvalidItemForOperationCancelItem")
    kept = {name: item.values[name] for name in ("Start", "End", "Location", "UID")}
    guests = item.values.get("RequiredAttendees", ())
    values = kept | {
        "ItemClass": "IPM.Schedule.Meeting.Canceled",
        "Subject": f"Canceled: {item.values['Subject']}",
        "Body": _said(said),
        "ToRecipients": tuple(guest.person for guest in guests),
        "CalendarItemType": "Single",
        "From": mailbox.owner,
        "Sender": mailbox.owner,
    }
    item.values["IsCancelled"] = True
    return Item("MeetingCancellation", mailbox.distinguished("drafts").number, values)


def _said(node: Node | None) -> Body:
    return Body(text(node), attribute(node, "BodyType") == "HTML")


def heard(mailbox: Mailbox, answer: Item) -> None:
    """Tell an organiser's entry what a guest answered."""
    guest = answer.values.get("From", Address())
    for entry in mailbox.inside(mailbox.distinguished("calendar")):
        if entry.values.get("UID") == answer.values.get("UID"):
            entry.values["RequiredAttendees"] = tuple(
                replace(one, response=answer.values["ResponseType"])
                if one.person.email.lower() == guest.email.lower()
                else one
                for one in entry.values.get("RequiredAttendees", ())
            )
            mailbox.touched(entry)
