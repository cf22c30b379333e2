"""The reminder in the mailbox itself: first the row, then the entry, which follows the deadline."""

from dataclasses import replace
from datetime import timedelta

import pytest

from addin_server import native
from addin_server.asked import Wait
from addin_server.errors import MailboxError
from addin_server.mailbox.combined import OneMailbox
from addin_server.mailbox.port import Capability
from addin_server.model import DeadlineState, Kind, NoticeState
from addin_server.planning import Preferences

from .conftest import ANNA
from .fakes import FakeMailbox
from .mailbox_stands import Exchange, mail

ID = "<1@example.org>"


@pytest.fixture
def wait(desk, now):
    def wait(choice="appointment", subject="neutral"):
        desk.prefer(ANNA, Preferences(native=choice, native_subject=subject), "nl")
        given = Wait(
            internet_message_id=ID,
            item_id="een/id+",
            kind=Kind.INTERVIEW_INVITATION,
            job_title="Planner",
            company="Linde",
            received=now(),
        )
        return desk.wait(ANNA, given, "nl")[0]

    return wait


@pytest.fixture
def mailbox():
    from addin_server.mailbox import mime

    return FakeMailbox([mime.parse(mail(1).as_bytes(), id="een/id+")])


def kept(desk):
    (deadline,) = desk.waiting(ANNA)
    return deadline


def test_the_row_comes_first_and_the_clock_writes_the_entry(wait, desk, reminders, mailbox):
    deadline = wait()
    assert deadline.native is NoticeState.SCHEDULED
    assert mailbox.entries == {}
    reminders.tick()
    (entry,) = mailbox.entries.values()
    assert entry.limit == deadline.limit_at
    assert entry.at == max(notice.due_at for notice in deadline.notices)
    assert entry.subject == "Mail beantwoorden"
    assert "https://outlook.example/een/id+" in entry.html
    assert kept(desk).native is NoticeState.DELIVERED
    assert {notice.which for notice in kept(desk).notices} == {"soft", "final"}


def test_the_subject_is_as_its_owner_chose(wait, reminders, mailbox):
    wait(subject="full")
    reminders.tick()
    (entry,) = mailbox.entries.values()
    assert entry.subject == "Beantwoorden: Planner – Linde"


@pytest.mark.parametrize("choice", ["", "flag"])
def test_nothing_or_a_flag(wait, desk, reminders, mailbox, choice):
    wait(choice)
    reminders.tick()
    assert mailbox.entries == {}
    assert set(mailbox.flags) == ({ID} if choice else set())
    assert kept(desk).native is (NoticeState.DELIVERED if choice else None)


def test_a_mailbox_that_cannot_is_not_asked(wait, desk, reminders):
    least = FakeMailbox(capabilities=[Capability.OPEN])
    object.__setattr__(desk, "mailboxes", OneMailbox(least))
    assert wait().native is None


def test_it_moves_with_the_deadline(wait, desk, reminders, mailbox, now):
    deadline = wait()
    reminders.tick()
    moved = desk.reschedule(ANNA, deadline.id, now() + timedelta(days=7))
    assert moved.native is NoticeState.SCHEDULED
    reminders.tick()
    (entry,) = mailbox.entries.values()
    assert entry.limit == moved.limit_at
    now.forward(days=8)
    reminders.tick()
    desk.snooze(ANNA, deadline.id, "hour", None)
    reminders.tick()
    (entry,) = mailbox.entries.values()
    assert entry.at == now() + timedelta(hours=1)


@pytest.mark.parametrize("way", ["done", "answered", "seen by the mailbox"])
@pytest.mark.parametrize("choice", ["appointment", "flag"])
def test_it_goes_when_the_deadline_ends(wait, desk, reminders, mailbox, way, choice):
    deadline = wait(choice)
    reminders.tick()
    assert len(mailbox.entries) + len(mailbox.flags) == 1
    if way == "seen by the mailbox":
        mailbox.answered_ids.add(ID)
        reminders.look_for_answers()
    else:
        desk.settle(ANNA, deadline.id, DeadlineState(way), "")
    reminders.tick()
    assert (mailbox.entries, mailbox.flags) == ({}, {})


def test_ended_before_it_was_written_nothing_is_left(wait, desk, reminders, mailbox):
    desk.settle(ANNA, wait().id, DeadlineState.DONE, "")
    reminders.tick()
    assert mailbox.entries == {}


def test_a_mailbox_that_is_away_leaves_the_row_and_is_tried_again(
    wait, desk, reminders, mailbox, now
):
    wait()
    mailbox.fail = [MailboxError()] * 2
    for _ in range(3):
        reminders.tick()
        now.forward(hours=1)
    assert len(mailbox.entries) == 1
    assert kept(desk).native is NoticeState.DELIVERED


def test_a_mail_that_is_gone_needs_no_flag(wait, desk, reminders, mailbox):
    wait("flag")
    mailbox.messages.clear()
    reminders.tick()
    assert kept(desk).native is NoticeState.DELIVERED


def test_without_a_mailbox_there_is_nothing_to_do(wait, reminders, desk):
    wait()
    object.__setattr__(reminders, "mailboxes", None)
    reminders.tick()
    assert kept(desk).native is NoticeState.DELIVERED


@pytest.mark.parametrize("kind", ["429", "cut", "short", "401"])
@pytest.mark.parametrize("operation", ["FindItem", "CreateItem", "UpdateItem", "DeleteItem"])
@pytest.mark.parametrize("after", [False, True])
def test_whatever_goes_wrong_there_is_one_entry_and_in_the_end_none(
    tmp_path, wait, desk, reminders, now, kind, operation, after
):
    """Each fault at each question of a whole life: made, moved, removed."""
    stand = Exchange(tmp_path)
    stand.receive(1)
    for part in (desk, reminders):
        object.__setattr__(part, "mailboxes", OneMailbox(stand.mailbox))
    object.__setattr__(reminders, "max_attempts", 30)
    object.__setattr__(reminders, "relay", None)
    stand.server.fault(kind, operation, times=2, after=after, seconds=1)

    def settled():
        for _ in range(6):
            reminders.tick()
            assert len(stand.inside("calendar")) <= 1
            now.forward(hours=1)
            stand.time += 3600
        return kept(desk)

    deadline = wait()
    assert settled().native is NoticeState.DELIVERED
    assert len(stand.entries(deadline.id)) == 1
    desk.reschedule(ANNA, deadline.id, now() + timedelta(days=7))
    assert settled().native is NoticeState.DELIVERED
    assert len(stand.entries(deadline.id)) == 1
    desk.settle(ANNA, deadline.id, DeadlineState.DONE, "")
    assert settled().native is NoticeState.DELIVERED
    assert stand.inside("calendar") == []
    stand.close()


def test_all_languages_have_the_same_words():
    from addin_server.resources import lexicon

    shapes = {tuple(lexicon(lang, "native")) for lang in ("nl", "en", "fr", "de")}
    assert shapes == {("neutral", "about", "text", "open")}


def test_the_link_cannot_break_out(now, desk, wait):
    deadline = replace(wait(), notices=())
    entry = native.entry_of(deadline, Preferences(), "nl", 'https://x/"><script>')
    assert "<script>" not in entry.html
    assert entry.at == deadline.limit_at
