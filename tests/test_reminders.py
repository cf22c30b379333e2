"""The life of a deadline and its notices, from the click to the mail."""

import smtplib
from datetime import timedelta

import pytest

from addin_server.asked import Wait
from addin_server.errors import AlreadyEnded, Malformed, NotFound, NotifyError, TooManyOpen
from addin_server.mailbox.port import Answered
from addin_server.model import DeadlineState, Kind, Message, NoticeState
from addin_server.planning import Preferences

from .conftest import ANNA, BERT, DATABASES

INVITATION = "<invitation@example.org>"


@pytest.fixture(params=DATABASES)
def database(request):
    return request.param


@pytest.fixture
def wait(desk, now, mailbox):
    """Keep the deadline of an invitation that came in just now."""

    def keep(who=ANNA, message_id=INVITATION, lang="nl", **changes):
        mailbox.messages.append(Message(id=message_id, internet_message_id=message_id))
        given = {"company": "Linde", "job_title": "planner", "sender_name": "An Bos"} | changes
        kind = given.pop("kind", Kind.INTERVIEW_INVITATION)
        return desk.wait(
            who, Wait(internet_message_id=message_id, kind=kind, received=now(), **given), lang
        )

    return keep


def states(deadline):
    return {notice.which: notice.state for notice in deadline.notices}


def shown(post):
    return [mail["Subject"] for mail in post.mails]


def test_two_notices_then_the_limit(wait, now):
    deadline, created = wait()
    assert created
    assert deadline.limit_at == now() + timedelta(hours=48)
    assert {n.which: n.due_at - now() for n in deadline.notices} == {
        "soft": timedelta(hours=24),
        "final": timedelta(hours=46),
    }


def test_clicked_twice_there_is_one(wait, store):
    first, _ = wait()
    again, created = wait()
    assert (again.id, created) == (first.id, False)
    assert len(store.list(ANNA.owner)) == 1


def test_reminds_in_time_and_once(wait, reminders, post, now, desk):
    wait()
    now.forward(hours=23, minutes=59)
    reminders.tick()
    assert post.mails == []
    now.forward(minutes=1)
    reminders.tick()
    reminders.tick()
    assert len(post.mails) == 1
    [deadline] = desk.waiting(ANNA)
    assert states(deadline) == {"soft": NoticeState.DELIVERED, "final": NoticeState.SCHEDULED}
    now.forward(hours=22)
    reminders.tick()
    assert len(post.mails) == 2


def test_the_mail_names_sender_role_and_organisation(wait, reminders, post, now):
    wait()
    now.forward(hours=24)
    reminders.tick()
    [mail] = post.mails
    text = mail.get_body(("plain",)).get_content()
    assert all(words in text for words in ("An Bos", "planner", "Linde"))
    assert mail["To"] == ANNA.mail
    assert mail["Auto-Submitted"] == "auto-generated"


def test_notices_speak_as_outlook_does_until_the_user_chose(wait, reminders, post, now, desk):
    wait(lang="fr")
    now.forward(hours=24)
    reminders.tick()
    assert "attend votre réponse" in post.mails[0].get_body(("plain",)).get_content()
    assert desk.preferences(ANNA).language == "", "what Outlook speaks is not a choice"
    desk.prefer(ANNA, Preferences(language="de"), "fr")
    now.forward(hours=22)
    reminders.tick()
    assert "wartet auf" in post.mails[1].get_body(("plain",)).get_content()


@pytest.mark.parametrize("way", ["sent", "done", "answered"])
def test_stops_when_answered(wait, reminders, post, now, desk, mailbox, way):
    deadline, _ = wait()
    if way == "sent":
        mailbox.answered_ids.add(INVITATION)
    else:
        desk.settle(ANNA, deadline.id, DeadlineState(way), "")
    now.forward(hours=24)
    reminders.tick()
    assert post.mails == []
    [deadline] = desk.waiting(ANNA)
    assert deadline.state is (DeadlineState.DONE if way == "done" else DeadlineState.ANSWERED)
    assert set(states(deadline).values()) <= {NoticeState.CANCELLED}


def test_stops_when_the_mail_is_gone(wait, reminders, now, desk, mailbox):
    wait()
    mailbox.messages.clear()
    assert mailbox.answered(INVITATION) is Answered.GONE
    reminders.look_for_answers()
    [deadline] = desk.waiting(ANNA)
    assert deadline.state is DeadlineState.MAIL_GONE


def test_inserted_is_not_answered(wait, reminders, post, now, desk):
    deadline, _ = wait()
    desk.settle(ANNA, deadline.id, DeadlineState.INSERTED, "other-offer")
    now.forward(hours=24)
    reminders.tick()
    assert len(post.mails) == 1
    [deadline] = desk.waiting(ANNA)
    assert (deadline.state, deadline.template) == (DeadlineState.INSERTED, "other-offer")


def test_after_a_pause_only_the_final_notice(wait, reminders, post, now, desk):
    wait()
    now.forward(hours=47)
    reminders.tick()
    assert len(post.mails) == 1
    [deadline] = desk.waiting(ANNA)
    assert states(deadline) == {"soft": NoticeState.CANCELLED, "final": NoticeState.DELIVERED}


def test_snoozed_comes_back_then(wait, reminders, post, now, desk):
    deadline, _ = wait()
    now.forward(hours=24)
    reminders.tick()
    desk.snooze(ANNA, deadline.id, "hour", None)
    now.forward(minutes=59)
    reminders.tick()
    assert len(post.mails) == 1
    now.forward(minutes=1)
    reminders.tick()
    assert len(post.mails) == 2
    first, second = (mail["Message-ID"] for mail in post.mails)
    assert first != second


def test_moved_by_hand(wait, reminders, post, now, desk):
    deadline, _ = wait()
    moved = desk.reschedule(ANNA, deadline.id, now() + timedelta(days=7))
    assert moved.state is DeadlineState.RESCHEDULED
    assert moved.limit_at == now() + timedelta(days=7)
    now.forward(hours=48)
    reminders.tick()
    assert len(post.mails) == len([n for n in moved.notices if n.due_at <= now()])


def test_moved_past_a_lone_final_brings_the_soft_one_back(wait, now, desk):
    deadline, _ = wait(interview_starts=(now() + timedelta(hours=5),))
    assert {n.which for n in deadline.notices} == {"final"}
    moved = desk.reschedule(ANNA, deadline.id, now() + timedelta(days=3))
    assert {n.which for n in moved.notices} == {"soft", "final"}


def test_refused_by_the_relay_it_is_tried_again_then_parked(wait, reminders, post, now, desk):
    wait()
    post.fail = [NotifyError()] * 3
    now.forward(hours=24)
    for _ in range(5):
        reminders.tick()
        now.forward(minutes=30)
    assert post.mails == []
    [deadline] = desk.waiting(ANNA)
    assert states(deadline)["soft"] is NoticeState.PARKED
    assert [n.attempts for n in deadline.notices if n.which == "soft"] == [3]


def test_one_bad_row_does_not_strand_the_rest(wait, reminders, post, now):
    wait()
    wait(who=BERT, message_id="<other@example.org>")
    wait(message_id="<third@example.org>")
    post.fail = [RuntimeError("a bug")]
    now.forward(hours=24)
    reminders.tick()
    assert len(post.mails) == 1


def test_a_worker_that_vanished_is_replaced(wait, reminders, post, now, store):
    wait()
    now.forward(hours=24)
    [claimed] = store.claim_due(now(), timedelta(seconds=60))  # ... and the process dies here
    reminders.tick()
    assert post.mails == []
    now.forward(seconds=60)
    reminders.tick()
    assert len(post.mails) == 1
    assert not store.delivered(claimed, now()), "an overtaken worker must not settle the notice"


def test_who_was_overtaken_settles_nothing(wait, now, store):
    wait()
    now.forward(hours=24)
    lease = timedelta(seconds=60)
    [slow] = store.claim_due(now(), lease)
    assert store.claim_due(now(), lease) == []
    now.forward(seconds=60)
    [quick] = store.claim_due(now(), lease)
    assert quick.fence > slow.fence
    assert not store.delivered(slow, now())
    assert not store.postpone(slow, now(), "slow", now())
    assert not store.park(slow, "slow", now())
    assert store.delivered(quick, now())


def test_shown_while_its_mail_waits(wait, now, store, desk):
    wait()
    now.forward(hours=24)
    store.claim_due(now(), timedelta(seconds=60))
    [deadline] = desk.waiting(ANNA)
    assert states(deadline)["soft"] is NoticeState.DUE


def test_no_mail_without_a_verified_address(wait, reminders, post, now, desk):
    wait(who=BERT)
    now.forward(hours=24)
    reminders.tick()
    assert post.mails == []
    [deadline] = desk.waiting(BERT)
    assert states(deadline)["soft"] is NoticeState.DELIVERED


def test_seen_once(wait, now, desk, reminders):
    wait()
    now.forward(hours=24)
    reminders.tick()
    [deadline] = desk.waiting(ANNA)
    soft = deadline.notices[0]
    desk.seen(ANNA, soft.id)
    at = desk.waiting(ANNA)[0].notices[0].seen_at
    now.forward(minutes=1)
    desk.seen(ANNA, soft.id)
    assert desk.waiting(ANNA)[0].notices[0].seen_at == at


def test_what_is_not_yours_is_not_there(wait, desk, now):
    deadline, _ = wait()
    for act in (
        lambda: desk.settle(BERT, deadline.id, DeadlineState.DONE, ""),
        lambda: desk.snooze(BERT, deadline.id, "hour", None),
        lambda: desk.reschedule(BERT, deadline.id, now() + timedelta(days=1)),
        lambda: desk.seen(BERT, deadline.notices[0].id),
    ):
        with pytest.raises(NotFound):
            act()
    assert desk.waiting(BERT) == []


def test_ended_is_ended(wait, desk, now):
    deadline, _ = wait()
    desk.settle(ANNA, deadline.id, DeadlineState.DONE, "")
    assert desk.settle(ANNA, deadline.id, DeadlineState.DONE, "").state is DeadlineState.DONE
    with pytest.raises(AlreadyEnded):
        desk.snooze(ANNA, deadline.id, "hour", None)
    again, created = wait()
    assert (again.state, created) == (DeadlineState.DONE, False)


def test_bounds(wait, desk, now):
    deadline, _ = wait()
    for number in range(4):
        wait(message_id=f"<{number}@example.org>")
    with pytest.raises(TooManyOpen):
        wait(message_id="<one-too-many@example.org>")
    assert wait()[1] is False, "what is kept already may be asked for again"
    with pytest.raises(Malformed, match="limit_at"):
        desk.reschedule(ANNA, deadline.id, now())
    with pytest.raises(Malformed, match="until"):
        desk.snooze(ANNA, deadline.id, None, now())


def test_erased_when_old_or_asked(wait, desk, reminders, now, store):
    deadline, _ = wait()
    desk.settle(ANNA, deadline.id, DeadlineState.DONE, "")
    now.forward(days=30)
    reminders.erase_old()
    assert len(desk.waiting(ANNA)) == 1
    now.forward(seconds=1)
    reminders.erase_old()
    assert desk.waiting(ANNA) == []
    wait(who=BERT, message_id="<b@example.org>")
    desk.erase(BERT)
    assert desk.waiting(BERT) == []


def test_relay_errors_tell_nothing_private():
    error = smtplib.SMTPRecipientsRefused({"anna@example.org": (550, b"no")})
    from addin_server.notify import Relay

    class Refusing(Relay):
        def _connect(self):
            raise error

    with pytest.raises(NotifyError) as caught:
        Refusing("localhost", 25).send(None)
    assert "anna" not in str(caught.value)
