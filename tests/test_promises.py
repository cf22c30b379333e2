"""The life of a promise to a candidate: kept, reminded of, ended, erased."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server import answers
from addin_server.asked import Pledge
from addin_server.errors import (
    Malformed,
    NotFound,
    NotifyError,
    PromiseEnded,
    TemplateError,
    TooManyPromises,
)
from addin_server.letters import load, render_promise
from addin_server.model import LANGUAGES
from addin_server.planning import Preferences
from addin_server.pool import Pool
from addin_server.promises import Promise, PromiseState, moments_of
from addin_server.store import Promises, open_store

from .conftest import ANNA, BERT, DATABASES

MAIL = "<sollicitatie@example.org>"
UNTIL = date(2027, 11, 30)
LEASE = timedelta(seconds=60)


@pytest.fixture(params=DATABASES)
def database(request):
    return request.param


@pytest.fixture
def pool(desk):
    return Pool(desk=desk, most=4)


@pytest.fixture
def promises(store):
    return Promises(store)


@pytest.fixture
def keep(pool):
    """Promise Lotte to keep her in mind until the last of November 2027."""

    def keep(who=ANNA, lang="nl", **changes):
        asked = {"candidate_name": "Lotte Peeters", "until": UNTIL, "consent": True}
        asked |= {"job_title": "planner", "company": "Linde", "internet_message_id": MAIL}
        return pool.promise(who, Pledge(**asked | {"item_id": "AAMk1"} | changes), lang)

    return keep


@pytest.fixture
def at(now):
    """Set the clock to a moment."""

    def at(*moment):
        now.time = datetime(*moment, tzinfo=UTC)

    return at


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def test_one_is_reminded_two_weeks_before_at_nine(keep):
    promise, created = keep()
    assert created
    assert promise.state is PromiseState.KEPT
    assert promise.remind_at == datetime(2027, 11, 16, 8, tzinfo=UTC)
    assert promise.erase_at == datetime(2027, 11, 30, 23, tzinfo=UTC)


def test_nine_is_where_the_user_lives(keep, desk):
    desk.prefer(ANNA, Preferences(timezone="America/New_York"), "en")
    promise, _ = keep()
    assert promise.remind_at == datetime(2027, 11, 16, 14, tzinfo=UTC)
    assert promise.erase_at == datetime(2027, 12, 1, 5, tzinfo=UTC)


def test_a_reminder_never_lies_in_the_past(keep, now):
    promise, _ = keep(until=date(2026, 11, 30))
    assert promise.remind_at == now()


def test_clicked_twice_there_is_one(keep, pool):
    first, _ = keep()
    again, created = keep(until=date(2028, 1, 1), candidate_name=" Lotte  Peeters ")
    assert (again, created) == (first, False)
    assert pool.promised(ANNA) == [first]


def test_another_candidate_mail_or_owner_is_another_promise(keep, pool):
    kept = [keep(), keep(candidate_name="Joris"), keep(internet_message_id="<2@x>"), keep(who=BERT)]
    assert [created for _, created in kept] == [True] * 4
    assert len(pool.promised(ANNA)) == 3


def test_listed_by_end_date(keep, pool):
    for day in (20, 10, 15):
        keep(candidate_name=str(day), until=date(2027, 5, day))
    assert [each.candidate_name for each in pool.promised(ANNA)] == ["10", "15", "20"]


def test_durable_before_the_answer(keep, url):
    keep()
    other = open_store(url)
    try:
        assert len(Promises(other).list(ANNA.owner)) == 1
    finally:
        other.close()


def test_reminds_in_time_and_once(keep, pool, reminders, post, at):
    keep()
    at(2027, 11, 16, 7, 59)
    reminders.tick()
    assert (post.mails, pool.due(ANNA)) == ([], [])
    at(2027, 11, 16, 8)
    reminders.tick()
    reminders.tick()
    [mail] = post.mails
    assert mail["To"] == ANNA.mail
    assert mail["Subject"] == "Talentenpool: Lotte Peeters, tot 30 november 2027"
    for words in ("Lotte Peeters", "planner", "Linde", "https://outlook.example/AAMk1"):
        assert words in text_of(mail)
    [due] = pool.due(ANNA)
    assert (due.state, due.attempts) == (PromiseState.REMINDED, 1)
    assert pool.due(BERT) == []


def test_speaks_as_outlook_does_until_the_user_chose(keep, reminders, post, at, desk):
    keep(lang="fr")
    at(2027, 11, 16, 8)
    reminders.tick()
    assert "Vous avez promis" in text_of(post.mails[0])
    desk.prefer(ANNA, Preferences(language="de"), "fr")
    keep(candidate_name="Joris", lang="fr")
    reminders.tick()
    at(2027, 11, 17, 8)
    assert "Sie haben zugesagt" in text_of(post.mails[1])


@pytest.mark.parametrize("way", ["no address", "not wanted"])
def test_shown_without_a_mail(keep, pool, reminders, post, at, desk, way):
    who = BERT if way == "no address" else ANNA
    keep(who=who)
    desk.prefer(who, Preferences(mail=way == "no address"), "nl")
    at(2027, 11, 16, 8)
    reminders.tick()
    assert post.mails == []
    assert [each.delivered_at is not None for each in pool.due(who)] == [True]


def test_refused_by_the_relay_it_is_tried_again_with_the_same_message_id(
    keep, reminders, post, now, at, promises
):
    keep()
    at(2027, 11, 16, 8)
    sent, send = [], post.send
    post.fail = [NotifyError()]
    post.send = lambda mail: (sent.append(mail["Message-ID"]), send(mail))
    reminders.tick()
    assert (len(sent), post.mails) == (1, [])
    now.forward(minutes=30)
    reminders.tick()
    assert len(sent) == 2
    assert len(set(sent)) == 1
    assert promises.list(ANNA.owner)[0].delivered_at == now()


def test_given_up_at_last_it_is_still_shown(keep, pool, reminders, post, now, at):
    keep()
    at(2027, 11, 16, 8)
    post.fail = [NotifyError()] * 3
    for _ in range(6):
        reminders.tick()
        now.forward(minutes=30)
    assert post.mails == []
    assert [(each.attempts, each.delivered_at) for each in pool.due(ANNA)] == [(3, None)]
    assert pool.due(ANNA)[0].state is PromiseState.REMINDED


def test_one_bad_row_does_not_strand_the_rest(keep, reminders, post, at):
    keep()
    keep(candidate_name="Joris")
    at(2027, 11, 16, 8)
    post.fail = [RuntimeError("a bug")]
    reminders.tick()
    assert len(post.mails) == 1


def test_who_was_overtaken_settles_nothing(keep, now, at, store, promises):
    promise, _ = keep()
    at(2027, 11, 16, 8)
    [slow] = store.claim_due(now(), LEASE)
    assert store.claim_due(now(), LEASE) == []
    now.forward(seconds=60)
    [quick] = store.claim_due(now(), LEASE)
    assert quick.fence > slow.fence
    assert promises.of_notice(quick).id == promise.id
    assert not store.delivered(slow, now())
    assert not store.postpone(slow, now(), "slow", now())
    assert not store.park(slow, "slow", now())
    assert store.delivered(quick, now())
    assert not store.delivered(quick, now())


@pytest.mark.parametrize("change", ["end", "extend"])
def test_a_change_takes_the_reminder_from_its_worker(keep, pool, now, at, store, change):
    promise, _ = keep()
    at(2027, 11, 16, 8)
    [claimed] = store.claim_due(now(), LEASE)
    until = date(2028, 6, 1) if change == "extend" else None
    pool.change(ANNA, promise.id, consent=None, until=until, end=until is None)
    assert not store.delivered(claimed, now())
    now.forward(seconds=60)
    assert store.claim_due(now(), LEASE) == []


def test_extended_it_comes_back_before_the_new_end(keep, pool, reminders, post, at):
    promise, _ = keep(consent=False)
    at(2027, 11, 16, 8)
    reminders.tick()
    assert "Toestemming: nog niet genoteerd" in text_of(post.mails[0])
    moved = pool.change(ANNA, promise.id, consent=True, until=date(2028, 6, 1), end=False)
    assert (moved.state, moved.consent) == (PromiseState.KEPT, True)
    assert moved.remind_at == datetime(2028, 5, 18, 7, tzinfo=UTC)
    reminders.tick()
    assert len(post.mails) == 1
    at(2028, 5, 18, 7)
    reminders.erase_old()
    reminders.tick()
    assert "Toestemming: gegeven" in text_of(post.mails[1])
    assert post.mails[0]["Message-ID"] != post.mails[1]["Message-ID"]


def test_agreeing_leaves_the_reminder(keep, pool):
    promise, _ = keep(consent=False)
    agreed = pool.change(ANNA, promise.id, consent=True, until=None, end=False)
    assert (agreed.consent, agreed.remind_at) == (True, promise.remind_at)


def test_ended_is_ended(keep, pool, reminders, post, now, at):
    promise, _ = keep()
    for _ in range(2):
        ended = pool.change(ANNA, promise.id, consent=None, until=None, end=True)
        assert (ended.state, ended.ended_at) == (PromiseState.ENDED, now())
    with pytest.raises(PromiseEnded):
        pool.change(ANNA, promise.id, consent=True, until=None, end=False)
    with pytest.raises(PromiseEnded):
        pool.change(ANNA, promise.id, consent=None, until=date(2028, 1, 1), end=False)
    at(2027, 11, 16, 8)
    reminders.tick()
    assert (post.mails, pool.due(ANNA)) == ([], [])


def test_erased_after_its_end_date(keep, pool, reminders, at):
    keep()
    at(2027, 11, 30, 22, 59, 59)
    reminders.erase_old()
    assert len(pool.promised(ANNA)) == 1
    at(2027, 11, 30, 23)
    reminders.erase_old()
    assert pool.promised(ANNA) == []


def test_after_a_long_pause_nobody_is_reminded_of_what_is_over(keep, reminders, post, at):
    keep()
    at(2027, 12, 1, 8)
    reminders.tick()
    assert post.mails == []


def test_ended_by_hand_it_is_erased_as_deadlines_are(keep, pool, reminders, now):
    promise, _ = keep()
    pool.change(ANNA, promise.id, consent=None, until=None, end=True)
    now.forward(days=30)
    reminders.erase_old()
    assert len(pool.promised(ANNA)) == 1
    now.forward(seconds=1)
    reminders.erase_old()
    assert pool.promised(ANNA) == []


def test_erased_when_asked(keep, pool, desk):
    keep()
    keep(who=BERT)
    desk.erase(ANNA)
    assert (pool.promised(ANNA), len(pool.promised(BERT))) == ([], 1)


def test_what_is_not_yours_is_not_there(keep, pool):
    promise, _ = keep()
    for change in (
        {"consent": False, "until": None, "end": False},
        {"consent": None, "until": date(2028, 1, 1), "end": False},
        {"consent": None, "until": None, "end": True},
    ):
        with pytest.raises(NotFound) as caught:
            pool.change(BERT, promise.id, **change)
        assert not isinstance(caught.value, PromiseEnded)
    assert pool.promised(BERT) == []
    assert pool.promised(ANNA) == [promise]


def test_bounds(keep, pool, now):
    with pytest.raises(Malformed, match="until"):
        keep(until=now().date())
    with pytest.raises(Malformed, match="candidate_name"):
        keep(candidate_name=" \t ")
    promise, _ = keep()
    with pytest.raises(Malformed, match="state"):
        pool.change(ANNA, promise.id, consent=None, until=None, end=False)
    with pytest.raises(Malformed, match="state"):
        pool.change(ANNA, promise.id, consent=None, until=UNTIL, end=True)
    with pytest.raises(Malformed, match="until"):
        pool.change(ANNA, promise.id, consent=None, until=now().date(), end=False)
    for number in range(3):
        keep(candidate_name=f"Candidate {number}")
    with pytest.raises(TooManyPromises, match="4"):
        keep(candidate_name="One too many")
    assert keep()[1] is False, "what is kept already may be asked for again"
    assert keep(who=BERT)[1] is True


def test_today_is_over_where_the_user_lives(keep, desk, at):
    at(2026, 11, 23, 23, 30)
    with pytest.raises(Malformed, match="until"):
        keep(until=date(2026, 11, 24))  # in Amsterdam that is today already
    desk.prefer(ANNA, Preferences(timezone="America/New_York"), "en")
    assert keep(until=date(2026, 11, 24))[1]


@settings(max_examples=100, deadline=None)
@given(
    st.dates(date(2026, 11, 24), date(2098, 12, 31)),
    st.sampled_from(["Europe/Amsterdam", "America/St_Johns", "Pacific/Apia", "Africa/Cairo"]),
)
def test_a_reminder_lies_between_now_and_the_end(until, name):
    zone, moment = ZoneInfo(name), datetime(2026, 11, 23, 9, tzinfo=UTC)
    remind_at, erase_at = moments_of(until, moment, zone)
    assert moment <= remind_at < erase_at
    assert erase_at.astimezone(zone).date() > until
    assert (erase_at - timedelta(seconds=1)).astimezone(zone).date() == until
    if remind_at > moment:
        assert remind_at.astimezone(zone).hour == 9


# -- words ---------------------------------------------------------------------------------------

NAMED = {"candidate_name": "Lotte Peeters", "job_title": "tester", "company": "Voorbeeld nv"}


@pytest.mark.parametrize(
    ("lang", "subject"),
    [
        ("nl", "Talentenpool: Lotte Peeters, tot 1 december 2027"),
        ("en", "Talent pool: Lotte Peeters, until 1 December 2027"),
        ("fr", "Vivier : Lotte Peeters, jusqu’au 1er décembre 2027"),
        ("de", "Talentpool: Lotte Peeters, bis 1. Dezember 2027"),
    ],
)
def test_the_mail_says_who_what_and_until_when(catalogue, lang, subject):
    given = NAMED | {
        "consent": True,
        "until": date(2027, 12, 1),
        "link": "https://x.example/?a=1&b=2",
    }
    letter = render_promise(catalogue, lang=lang, **given)
    assert letter.subject == subject
    assert all(words in letter.text for words in NAMED.values())
    assert "a=1&amp;b=2" in letter.html
    without = render_promise(catalogue, lang=lang, **given | {"consent": False})
    assert len(without.text) > len(letter.text), "what to do without consent"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_mail_leaves_out_what_is_not_known(catalogue, lang):
    given = {"candidate_name": "A\r\nBcc: <i>b</i>", "job_title": "", "company": "", "link": ""}
    letter = render_promise(catalogue, lang=lang, consent=True, until=UNTIL, **given)
    assert letter.text.count("\n- ") == 2
    assert "\n" not in letter.subject
    assert "<i>" not in letter.html
    assert "<a" not in letter.html


def test_own_templates_may_bring_this_mail_and_name_nothing_unknown(tmp_path):
    folder = tmp_path / "templates"
    mail = folder / "notice" / "promise.de.html"
    mail.parent.mkdir(parents=True)
    mail.write_text("{{ candidate_mail }}", "utf-8")
    with pytest.raises(TemplateError, match=r"promise\.de\.html:1: .*'candidate_mail'"):
        load(folder)
    mail.write_text("<p>{{ candidate_name }}, kurz.</p>", "utf-8")
    given = {"candidate_name": "Ines", "job_title": "", "company": "", "link": ""}
    letter = render_promise(load(folder), lang="de", consent=True, until=UNTIL, **given)
    assert "Ines, kurz." in letter.html


def promise_of(**changes):
    fields = {"id": "1", "owner": "o", "internet_message_id": "", "item_id": "", "consent": True}
    fields |= {"candidate_name": "Lotte", "job_title": "planner", "company": "Linde"}
    moment = datetime(2027, 11, 16, 23, 30, tzinfo=UTC)
    fields |= {"until": UNTIL, "remind_at": moment, "erase_at": moment, "made_at": moment}
    return Promise(**fields | changes)


def rows(table, separator=";"):
    assert table.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(table.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=separator))


#: What Excel splits a line at, by the list separator of the language's countries.
SEPARATORS = {"nl": ";", "en": ",", "fr": ";", "de": ";"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_as_a_table(lang):
    zone = ZoneInfo("Europe/Amsterdam")
    separator = SEPARATORS[lang]
    header, row = rows(answers.promises_csv([promise_of()], lang, zone), separator)
    assert len(header) == len(set(header)) == len(row)
    assert row[:4] == ["Lotte", "planner", "Linde", "2027-11-30"]
    assert row[5:7] == ["2027-11-17", "2027-11-17"], "days as the user's calendar has them"
    states = {
        rows(answers.promises_csv([promise_of(state=state)], lang, zone), separator)[1][7]
        for state in PromiseState
    }
    assert len(states) == 3
    [_, refused] = rows(answers.promises_csv([promise_of(consent=False)], lang, zone), separator)
    assert refused[4] != row[4]


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("=+-@'\",;\n\t aé"), max_size=8))
def test_no_cell_is_a_formula(words):
    given = promise_of(candidate_name=words, job_title=words, company=words)
    [_, row] = rows(answers.promises_csv([given], "nl", ZoneInfo("UTC")))
    for cell in row[:3]:
        assert cell.removeprefix("'") == words.removeprefix("'")
        assert not cell.startswith(answers.FORMULA)
