"""When a reminder goes by mail: quiet hours, the daily digest, a relay that is down."""

from datetime import UTC, datetime, timedelta

import pytest

from addin_server import letters
from addin_server.asked import Pledge, Wait
from addin_server.errors import (
    LetterTooLong,
    MailboxBusy,
    Malformed,
    NotifyError,
    RecipientRefused,
    StoreError,
)
from addin_server.mailbox.port import Answered
from addin_server.model import LANGUAGES, Kind, Message, NoticeState
from addin_server.planning import Preferences
from addin_server.pool import Pool
from addin_server.posts import digest_key

from .conftest import ANNA, BERT, DATABASES

#: Amsterdam is an hour ahead of UTC in November; the clock starts on a Monday at 10:00 there.
NIGHT = {"quiet_from": "21:00", "quiet_until": "07:30"}


@pytest.fixture(params=DATABASES)
def database(request):
    return request.param


@pytest.fixture
def wait(desk, now, mailbox):
    def keep(number=1, received=None, who=ANNA, **changes):
        id = f"<{number}@example.org>"
        mailbox.messages.append(Message(id=id, internet_message_id=id))
        given = {"company": f"Linde {number}", "item_id": f"item-{number}"} | changes
        asked = Wait(
            internet_message_id=id,
            kind=Kind.INTERVIEW_INVITATION,
            received=received or now(),
            **given,
        )
        return desk.wait(who, asked, "nl")[0]

    return keep


def at(text):
    """By the clocks of Amsterdam in winter."""
    return datetime.fromisoformat(f"{text}+01:00").astimezone(UTC)


def subjects(post):
    return [mail["Subject"] for mail in post.mails]


def soft(desk, who=ANNA):
    return [n for d in desk.waiting(who) for n in d.notices if n.which == "soft"]


def text(mail):
    return mail.get_body(("plain",)).get_content()


# -- quiet hours ---------------------------------------------------------------------------------


def test_held_without_a_try_and_mailed_once(wait, desk, reminders, post, now, store):
    desk.prefer(ANNA, Preferences(quiet_from="09:00", quiet_until="12:00"), "nl")
    deadline = wait()
    now.forward(hours=24)  # 10:00: due, but quiet
    for _ in range(3):
        reminders.tick()
        now.forward(minutes=30)
    [notice] = soft(desk)
    assert (notice.state, notice.attempts, notice.reason) == (NoticeState.DUE, 0, "quiet")
    assert post.mails == []
    assert store.next_due(now()) == timedelta(minutes=30)
    now.time = at("2026-11-24T11:59") + timedelta(seconds=59)
    reminders.tick()
    assert post.mails == []
    now.forward(seconds=1)
    reminders.tick()
    reminders.tick()
    assert len(post.mails) == 1
    [notice] = soft(desk)
    assert (notice.state, notice.attempts) == (NoticeState.DELIVERED, 1)
    told = [(h.which, h.what, h.code) for h in store.history(ANNA.owner, deadline.id)]
    assert told == [("", "kept", ""), ("soft", "held", "quiet"), ("soft", "delivered", "")]


def test_answered_while_it_waits_it_is_not_mailed(wait, desk, reminders, post, now, mailbox):
    desk.prefer(ANNA, Preferences(quiet_from="09:00", quiet_until="12:00"), "nl")
    wait()
    now.forward(hours=24)
    reminders.tick()
    mailbox.answered_ids.add("<1@example.org>")
    now.forward(hours=2)
    reminders.tick()
    assert post.mails == []


def test_what_is_late_does_not_break_the_night(wait, desk, reminders, post, now):
    """Due in the morning, but the server was down until 23:00."""
    desk.prefer(ANNA, Preferences(**NIGHT), "nl")
    wait()
    now.time = at("2026-11-24T23:00")
    reminders.tick()
    assert post.mails == []
    now.time = at("2026-11-25T07:30")
    reminders.tick()
    assert len(post.mails) == 1


def test_a_limit_in_the_night_does_not_wait(wait, desk, reminders, post, now):
    desk.prefer(ANNA, Preferences(quiet_from="08:00", quiet_until="07:59"), "nl")
    wait()
    now.forward(hours=47)
    reminders.tick()
    assert len(post.mails) == 1


# -- the digest ----------------------------------------------------------------------------------


@pytest.fixture
def daily(desk):
    desk.prefer(ANNA, Preferences(digest="17:00"), "nl")


def pledged(desk, now, name="Jan Smit"):
    until = (now() + timedelta(days=14)).date()
    return Pool(desk=desk).promise(
        ANNA,
        Pledge(
            candidate_name=name,
            job_title="planner",
            company="Linde",
            until=until,
            consent=True,
            internet_message_id=f"<{name}>",
            item_id="p1",
        ),
        "nl",
    )


def test_all_of_a_day_go_in_one_mail(daily, wait, desk, reminders, post, now):
    for number in (1, 2):
        wait(number)
    wait(3, who=BERT)
    now.forward(hours=1)
    wait(4)
    now.forward(hours=24)
    pledged(desk, now)
    reminders.tick()
    assert post.mails == []
    assert [n.state for n in soft(desk)] == [NoticeState.DUE] * 3, "the pane shows them at once"
    now.time = at("2026-11-24T17:00")
    reminders.tick()
    reminders.tick()
    [mail] = post.mails
    assert mail["Subject"] == "3 mails wachten op uw antwoord, 1 toezegging loopt bijna af"
    for words in ("Linde 1", "Linde 2", "Linde 4", "Jan Smit", "https://outlook.example/item-1"):
        assert words in text(mail)
        assert words in mail.get_body(("html",)).get_content()
    assert "Linde 3" not in text(mail)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].startswith("<digest-20261124.")
    assert [n.state for n in soft(desk)] == [NoticeState.DELIVERED] * 3
    assert {n.attempts for n in soft(desk)} == {1}


def test_more_than_are_claimed_at_once_still_go_in_one(daily, wait, desk, reminders, post, now):
    object.__setattr__(reminders, "batch", 2)
    for number in range(5):
        wait(number)
    now.forward(hours=24)
    reminders.tick()
    now.time = at("2026-11-24T17:00")
    reminders.tick()
    assert subjects(post) == ["5 mails wachten op uw antwoord"]


def test_one_alone_goes_as_itself(daily, wait, reminders, post, now):
    deadline = wait()
    now.forward(hours=24)
    reminders.tick()
    now.time = at("2026-11-24T17:00")
    reminders.tick()
    assert subjects(post) == ["Nog 17 uur om te antwoorden: Linde 1"]
    assert post.mails[0]["Message-ID"].startswith(f"<{deadline.id}-soft.")


def test_what_cannot_wait_goes_by_itself_at_once(daily, wait, reminders, post, now):
    wait(1)
    wait(2)
    now.forward(hours=46)  # limit at 10:00 tomorrow, digest at 17:00
    reminders.tick()
    assert len(post.mails) == 2
    assert all("Linde" in subject for subject in subjects(post))


def test_a_deadline_is_in_it_once(daily, wait, desk, reminders, post, now):
    deadlines = [wait(number) for number in (1, 2)]
    desk.snooze(ANNA, deadlines[0].id, None, at("2026-11-24T16:00"), sleep=True)
    now.time = at("2026-11-24T16:30")
    reminders.tick()
    now.time = at("2026-11-24T17:00")
    reminders.tick()
    assert subjects(post) == ["2 mails wachten op uw antwoord"]
    (first,) = [each for each in desk.waiting(ANNA) if each.id == deadlines[0].id]
    states = {n.which: n.state for n in first.notices}
    assert states["soft"] is states["sleep"] is NoticeState.DELIVERED


def test_a_second_attempt_is_recognisable(daily, wait, reminders, post, now, store, monkeypatch):
    for number in (1, 2):
        wait(number)
    now.forward(hours=24)
    reminders.tick()
    now.time = at("2026-11-24T17:00")
    delivered = type(store).delivered_all
    broken = [StoreError("gone")]
    monkeypatch.setattr(
        type(store),
        "delivered_all",
        lambda *given: (_ for _ in ()).throw(broken.pop()) if broken else delivered(*given),
    )
    with pytest.raises(StoreError):
        reminders.tick()  # the mail is out, and the process is gone
    now.forward(seconds=60)
    reminders.tick()
    first, second = (mail["Message-ID"] for mail in post.mails)
    assert first == second
    assert store.counts()["delivered"] == 2


def test_refused_it_is_tried_again_whole(daily, wait, reminders, post, now, desk):
    for number in (1, 2, 3):
        wait(number)
    now.forward(hours=24)
    reminders.tick()
    now.time = at("2026-11-24T17:00")
    post.fail = [NotifyError()]
    reminders.tick()
    assert [n.state for n in soft(desk)] == [NoticeState.DUE] * 3
    now.forward(minutes=1)
    reminders.tick()
    assert subjects(post) == ["3 mails wachten op uw antwoord"]


def test_one_that_cannot_be_written_does_not_hold_the_others(
    daily, wait, reminders, post, now, desk
):
    deadlines = [wait(number) for number in (1, 2, 3)]
    now.forward(hours=24)
    reminders.tick()
    poison = deadlines[1].id
    object.__setattr__(reminders, "link_to", lambda about: 1 / (about.id != poison) and "https://x")
    reminders.__dict__.pop("posts", None)
    now.time = at("2026-11-24T17:00")
    reminders.tick()
    assert sorted(subjects(post)) == [f"Nog 17 uur om te antwoorden: Linde {n}" for n in (1, 3)]


def test_too_many_for_one_mail_are_divided(daily, wait, reminders, post, now, monkeypatch):
    for number in range(4):
        wait(number)
    now.forward(hours=24)
    reminders.tick()
    whole = letters.render_digest

    def small(*given, items, **named):
        if len(items) > 2:
            raise LetterTooLong(bytes=99_999)
        return whole(*given, items=items, **named)

    monkeypatch.setattr(letters, "render_digest", small)
    now.time = at("2026-11-24T17:00")
    reminders.tick()
    assert subjects(post) == ["2 mails wachten op uw antwoord"] * 2
    assert len({mail["Message-ID"] for mail in post.mails}) == 2


@pytest.mark.parametrize(
    ("lang", "subject"),
    [
        ("nl", "2 mails wachten op uw antwoord, 1 toezegging loopt bijna af"),
        ("en", "2 emails are waiting for your reply, 1 promise is about to end"),
        ("fr", "2 messages attendent votre réponse, 1 engagement arrive à son terme"),
        ("de", "2 Mails warten auf Ihre Antwort, 1 Zusage läuft bald ab"),
    ],
)
def test_a_digest_in_four_languages(catalogue, lang, subject):
    now = at("2026-11-24T17:00")
    items = [
        letters.Item(names=("", "planner", "B & <Co>"), limit=now + timedelta(hours=5), link="x:b"),
        letters.Item(names=("An Bos", "", ""), limit=now - timedelta(hours=1)),
        letters.Item(names=("Jan Smit", "", "Linde"), until=now.date(), link="https://p.example"),
    ]
    written = letters.render_digest(
        catalogue, lang=lang, items=items, now=now, zone=at("2026-01-01T00:00").tzinfo
    )
    assert written.subject == subject
    assert "B &amp; &lt;Co&gt;" in written.html
    order = [written.text.index(name) for name in ("An Bos", "B & <Co>", "Jan Smit")]
    assert order == sorted(order), "what ends first comes first"
    assert "https://p.example" in written.text
    assert written.html.count("<li>") == written.html.count("</li>") == 3
    assert not set("{}") & set(written.text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_of_each_is_singular(catalogue, lang):
    now = at("2026-11-24T17:00")
    for item in (letters.Item(names=("A",), limit=now), letters.Item(names=("A",), until=now)):
        zone = now.tzinfo
        given = {"lang": lang, "now": now, "zone": zone}
        one = letters.render_digest(catalogue, items=[item], **given).subject
        two = letters.render_digest(catalogue, items=[item, item], **given).subject
        assert one[0] == "1"
        assert two[0] == "2"
        assert one[1:] != two[1:]


def test_keys_differ_by_owner_day_and_content(wait, now):
    from addin_server.posts import Due

    dues = [Due(notice=wait(n).notices[0], about=None) for n in (1, 2, 3)]
    theirs = Due(notice=wait(4, who=BERT).notices[0], about=None)
    day = now().date()
    keys = {
        digest_key(dues[:2], day),
        digest_key(dues, day),
        digest_key(dues[:2], day + timedelta(days=1)),
        digest_key([theirs], day),
    }
    assert len(keys) == 4
    assert digest_key(dues[:2], day) == digest_key(dues[1::-1], day)
    assert not any("anna" in key for key in keys)


# -- choices -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        ({"digest": "25:00"}, "digest"),
        ({"quiet_from": "9:00", "quiet_until": "10:00"}, "quiet_from"),
        ({"quiet_from": "21:00"}, "quiet_until"),
        ({"quiet_until": "07:00"}, "quiet_from"),
    ],
)
def test_choices_are_checked(desk, choice, field):
    with pytest.raises(Malformed) as caught:
        desk.prefer(ANNA, Preferences(**choice), "nl")
    assert caught.value.field == field


# -- what is down --------------------------------------------------------------------------------


def test_a_long_outage_uses_up_nobodys_tries(wait, desk, reminders, post, now, clockwork):
    for number in range(5):
        wait(number)
    now.forward(hours=24)
    post.fail = [NotifyError()] * 1000
    for _ in range(90):  # half an hour
        reminders.tick()
        now.forward(seconds=20)
        clockwork.forward(20)
    tried = 1000 - len(post.fail)
    assert reminders.resting() == ["relay"]
    assert 10 < tried <= 5 + 60, "one probe each half minute at most"
    assert sum(n.attempts for n in soft(desk)) == tried, "who was not tried lost no try"
    assert [n.state for n in soft(desk)] == [NoticeState.DUE] * 5


@pytest.fixture
def clockwork(reminders):
    """The clock that never goes back, for leases and breakers."""

    class Clockwork:
        time = 1000.0

        def forward(self, seconds):
            self.time += seconds

        def __call__(self):
            return self.time

    clock = Clockwork()
    object.__setattr__(reminders, "seconds", clock)
    object.__setattr__(reminders, "max_attempts", 200)
    return clock


def test_while_the_relay_rests_no_try_is_counted(wait, desk, reminders, post, now, clockwork):
    for number in range(5):
        wait(number)
    now.forward(hours=24)
    post.fail = [NotifyError()] * 5
    reminders.tick()
    assert reminders.resting() == ["relay"]
    before = [n.attempts for n in soft(desk)]
    now.forward(seconds=25)
    clockwork.forward(25)
    reminders.tick()
    assert [n.attempts for n in soft(desk)] == before
    assert {n.reason for n in soft(desk)} == {"resting"}
    assert post.mails == []
    now.forward(seconds=40)
    clockwork.forward(40)
    reminders.tick()
    assert len(post.mails) == 5


def test_a_refused_address_is_given_up_and_closes_nothing(wait, reminders, post, now, desk):
    for number in range(5):
        wait(number)
    wait(6, who=BERT)
    now.forward(hours=24)
    post.fail = [RecipientRefused()] * 5
    reminders.tick()
    assert [n.state for n in soft(desk)] == [NoticeState.PARKED] * 5
    assert {(n.reason, n.attempts) for n in soft(desk)} == {("recipient_refused", 1)}
    assert reminders.resting() == []


def test_a_mailbox_server_that_is_down_is_left_alone(
    wait, desk, reminders, post, now, mailbox, clockwork, store
):
    for number in range(5):
        wait(number)
    mailbox.fail = [MailboxBusy(5)] * 100
    for _ in range(10):
        reminders.look_for_answers()
    assert len(mailbox.fail) == 95, "five failures, and then it rests"
    assert reminders.resting() == ["mailbox"]
    now.forward(hours=24)
    reminders.tick()
    assert len(post.mails) == 5, "reminders go out all the same"
    assert len(mailbox.fail) == 95
    clockwork.forward(30)
    mailbox.fail.clear()
    mailbox.answered_ids.add("<1@example.org>")
    for _ in range(2):
        reminders.look_for_answers()
    assert reminders.resting() == []
    assert sum(d.state == "answered" for d in desk.waiting(ANNA)) == 1


def test_a_delay_that_the_mailbox_names_is_honoured(wait, desk, reminders, now, mailbox, store):
    desk.prefer(ANNA, Preferences(native="appointment"), "nl")
    deadline = wait()
    assert deadline.native is NoticeState.SCHEDULED
    mailbox.fail = [MailboxBusy(1800)]
    reminders.tick()
    now.forward(seconds=1799)
    entries = len(mailbox.entries)
    reminders.tick()
    assert len(mailbox.entries) == entries
    now.forward(seconds=1)
    reminders.tick()
    assert len(mailbox.entries) == entries + 1


# -- a look into many mailboxes ------------------------------------------------------------------


def test_a_look_asks_about_few_and_goes_on_where_it_was(wait, desk, reminders, mailbox, now):
    asked = []
    mailbox.answered = lambda id: asked.append(id) or Answered.NO
    for number in range(4):
        wait(number)
    wait(8, received=now() + timedelta(days=9))  # its limit is far
    reminders.watching.most = 3
    reminders.look_for_answers()
    assert len(asked) == 3
    reminders.look_for_answers()
    assert sorted(asked) == [f"<{number}@example.org>" for number in range(4)]
    reminders.look_for_answers()
    assert len(asked) == 7


# -- poison --------------------------------------------------------------------------------------


def test_what_cannot_be_written_is_parked_and_shown(wait, desk, reminders, post, now, store):
    poison = wait(0)
    others = [wait(number) for number in (1, 2, 3)]
    object.__setattr__(reminders, "max_attempts", 30)
    object.__setattr__(
        reminders, "link_to", lambda about: 1 / (about.id != poison.id) and "https://x"
    )
    now.forward(hours=24)
    reminders.tick()
    assert len(post.mails) == len(others), "the others are on time"
    for _ in range(5):
        now.forward(minutes=5)
        reminders.tick()
    [bad] = [n for n in soft(desk) if n.state is NoticeState.PARKED]
    assert (bad.subject_id, bad.attempts, bad.reason) == (poison.id, 5, "failed")
    assert len(post.mails) == len(others)
    told = [h.what for h in store.history(ANNA.owner, poison.id)]
    assert told[-1] == "parked"
