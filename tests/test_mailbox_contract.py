"""One contract that every mailbox keeps: folder, demonstration, fake, Exchange, poor Exchange."""

from datetime import UTC, datetime, timedelta

import pytest

from addin_server.errors import MailboxBusy, MailboxError, NotFound, NotOffered
from addin_server.mailbox.port import Answered, Capability, Entry
from addin_server.model import Letter

from .ews import assert_schema_valid
from .fakes import FakeMailbox
from .mailbox_stands import MONDAY, Demo, Exchange, Fake, Folder, PoorExchange

LETTER = Letter(subject="RE: Bericht 1", html="<p>Helaas niet.</p>", text="Helaas niet.")
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)


def entry(number=1, at=AT, key="sleutel-1"):
    return Entry(
        key=key,
        at=at,
        subject="Mail beantwoorden",
        html="<p>Open de mail.</p>",
        internet_message_id=f"<{number}@example.org>",
    )


@pytest.fixture(params=[Folder, Demo, Fake, Exchange, PoorExchange], ids=lambda c: c.__name__)
def stand(request, tmp_path):
    stand = request.param(tmp_path)
    yield stand
    stand.close()
    if isinstance(stand, Exchange):
        assert_schema_valid(stand.server)


def needs(stand, capability):
    """Whether it can; if not, it says so in the way that the port asks for."""
    return capability in stand.mailbox.capabilities()


def id_of(stand, number):
    subject = f"Bericht {number}"
    return next(line.id for line in stand.mailbox.list() if line.subject == subject)


def test_reading_is_never_missing(stand):
    least = {Capability.LIST, Capability.OPEN, Capability.ANSWERED, Capability.SENT}
    assert least <= stand.mailbox.capabilities() <= set(Capability)


def test_an_empty_mailbox_lists_nothing(stand):
    assert list(stand.mailbox.list()) == []


def test_mails_are_listed_newest_first_and_undated_ones_last(stand):
    days = ((1, 1), (2, 3), (3, 0 if stand.knows_dates else None), (4, 2))
    for number, day in days:
        stand.receive(number, day=day)
    lines = stand.mailbox.list()
    assert [line.subject for line in lines] == [f"Bericht {n}" for n in (2, 4, 1, 3)]
    assert lines[0].sender.name == "Afzender 2"
    assert lines[0].received == MONDAY + timedelta(days=3)
    assert {(line.answered, line.problem) for line in lines} == {(False, "")}


def test_every_listed_mail_opens_by_its_id(stand):
    for number in range(3):
        stand.receive(number, day=number)
    for line in stand.mailbox.list():
        message = stand.mailbox.open(line.id)
        assert (message.id, message.subject) == (line.id, line.subject)
        assert (message.sender, message.received) == (line.sender, line.received)
        assert message.body.startswith("Dit is bericht")
        assert message.internet_message_id == f"<{line.subject.split()[1]}@example.org>"
        assert [person.email for person in message.to] == ["noor@example.org"]


@pytest.mark.parametrize("id", ["", "nope", "bmllbWFuZC5lbWw", "AAMk-AAA_BBB=", "x" * 3000, "a b"])
def test_an_unknown_id_is_not_found(stand, id):
    stand.receive(1)
    with pytest.raises(NotFound):
        stand.mailbox.open(id)


def test_an_answer_is_seen_and_a_lost_mail_is_gone(stand):
    stand.receive(1)
    stand.receive(2, day=1)
    assert stand.mailbox.answered("<1@example.org>") is Answered.NO
    stand.answer(1)
    assert stand.mailbox.answered("<1@example.org>") is Answered.YES
    assert [line.answered for line in stand.mailbox.list()] == [False, True]
    stand.remove(2)
    assert stand.mailbox.answered("<2@example.org>") is Answered.GONE
    assert stand.mailbox.answered("<never@example.org>") is Answered.GONE


def test_a_calendar_part_comes_along(stand):
    stand.receive(1, request=True)
    (text,) = stand.mailbox.open(id_of(stand, 1)).calendars
    assert "UID:gesprek-1" in text
    assert "20261201T130000Z" in text


def test_what_is_taken_is_told_by_start(stand):
    later, sooner = AT + timedelta(hours=3), AT
    if not needs(stand, Capability.BUSY):
        with pytest.raises(NotOffered):
            stand.mailbox.busy(AT, later)
        return
    stand.take(later, later + timedelta(hours=1), "Overleg")
    stand.take(sooner, sooner + timedelta(hours=1), "Tandarts")
    found = stand.mailbox.busy(AT - timedelta(hours=1), AT + timedelta(days=1))
    assert [(each.start, each.end) for each in found] == [
        (sooner, sooner + timedelta(hours=1)),
        (later, later + timedelta(hours=1)),
    ]
    assert not any(each.tentative for each in found)
    assert list(stand.mailbox.busy(later + timedelta(hours=1), later + timedelta(hours=2))) == []


def test_an_entry_is_made_once_moved_and_removed(stand):
    stand.receive(1)
    if not needs(stand, Capability.REMIND):
        with pytest.raises(NotOffered):
            stand.mailbox.remind(entry())
        return
    stand.mailbox.remind(entry())
    stand.mailbox.remind(entry())
    stand.mailbox.remind(entry(key="sleutel-2"))
    assert stand.entries("sleutel-1") == [(AT, "Mail beantwoorden")]
    stand.mailbox.remind(entry(at=AT + timedelta(days=1)))
    assert stand.entries("sleutel-1") == [(AT + timedelta(days=1), "Mail beantwoorden")]
    assert list(stand.mailbox.busy(AT, AT + timedelta(days=2))) == [], "our entry takes no time"
    stand.mailbox.unremind("sleutel-1", "<1@example.org>")
    stand.mailbox.unremind("sleutel-1", "<1@example.org>")
    assert stand.entries("sleutel-1") == []
    assert stand.entries("sleutel-2") == [(AT, "Mail beantwoorden")]


def test_a_flag_is_set_on_the_mail_and_taken_away(stand):
    stand.receive(1)
    if not needs(stand, Capability.FLAG):
        with pytest.raises(NotOffered):
            stand.mailbox.flag(entry())
        return
    stand.mailbox.flag(entry())
    stand.mailbox.flag(entry())
    assert stand.flagged(1)
    with pytest.raises(NotFound):
        stand.mailbox.flag(entry(number=77))
    stand.mailbox.unremind("sleutel-1", "<1@example.org>")
    assert not stand.flagged(1)
    stand.mailbox.unremind("nooit", "<never@example.org>")


def test_a_draft_lies_among_the_drafts(stand):
    stand.receive(1)
    id = id_of(stand, 1)
    if not needs(stand, Capability.DRAFT):
        with pytest.raises(NotOffered):
            stand.mailbox.draft(id, LETTER)
        return
    assert stand.mailbox.draft(id, LETTER)
    (html,) = stand.drafts()
    assert "Helaas niet." in html
    assert stand.mailbox.answered("<1@example.org>") is Answered.NO
    with pytest.raises(NotFound):
        stand.mailbox.draft("nope", LETTER)


@pytest.mark.parametrize("way", ["decline", "propose"])
def test_a_meeting_request_is_answered_with_the_letter(stand, way):
    stand.receive(1, request=True)
    stand.receive(2)
    times = (AT, AT + timedelta(hours=1)) if way == "propose" else ()
    respond = getattr(stand.mailbox, way)
    with pytest.raises(NotOffered):
        respond(id_of(stand, 2), LETTER, *times)
    if needs(stand, Capability.RESPOND):
        respond(id_of(stand, 1), LETTER, *times)
        assert stand.mailbox.answered("<1@example.org>") is Answered.YES
        assert stand.mailbox.answered("<2@example.org>") is Answered.NO


def test_the_entry_of_an_invitation_is_taken_out_once(stand):
    stand.receive(1, request=True)
    stand.receive(2)
    if not needs(stand, Capability.RESPOND):
        with pytest.raises(NotOffered):
            stand.mailbox.take_out(id_of(stand, 1))
        return
    start = datetime(2026, 12, 1, tzinfo=UTC)
    assert len(stand.mailbox.busy(start, start + timedelta(days=1))) == 1
    assert stand.mailbox.take_out(id_of(stand, 1)) is True
    assert list(stand.mailbox.busy(start, start + timedelta(days=1))) == []
    assert stand.mailbox.take_out(id_of(stand, 2)) is False


def test_a_profile_says_what_is_known(stand):
    if not needs(stand, Capability.PROFILE):
        with pytest.raises(NotOffered):
            stand.mailbox.profile()
        return
    profile = stand.mailbox.profile()
    assert isinstance(profile.timezone, str)
    assert set(profile.working_hours or {}) <= {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}


def test_the_fake_fails_once_when_told_to():
    fake = FakeMailbox()
    fake.fail = [MailboxBusy(30), MailboxError()]
    with pytest.raises(MailboxBusy):
        fake.list()
    with pytest.raises(MailboxError):
        fake.answered("<1@example.org>")
    assert fake.list() == []


def test_a_fake_that_cannot_says_so():
    fake = FakeMailbox(capabilities=[Capability.LIST])
    assert fake.list() == []
    with pytest.raises(NotOffered):
        fake.busy(AT, AT)
