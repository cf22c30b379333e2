"""The pane's pure parts, run in Node: moments, words, promises, and the mail under a reply."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from addin_server import phrases
from addin_server.model import LANGUAGES

from .pane_harness import each, run

ANNA = {"name": "Anna de Vries", "email": "anna@bakker.example"}


@pytest.mark.parametrize(
    ("clock", "zone", "instant"),
    [
        ("2026-11-24T14:00", "Europe/Amsterdam", "2026-11-24T13:00:00.000Z"),
        ("2026-07-01T09:00", "Europe/Brussels", "2026-07-01T07:00:00.000Z"),
        ("2026-03-29T02:30", "Europe/Amsterdam", "2026-03-29T01:30:00.000Z"),  # skipped: 03:30
        ("2026-01-01T00:15", "Asia/Kolkata", "2025-12-31T18:45:00.000Z"),
        ("", "Europe/Amsterdam", None),
    ],
)
def test_wall_clock_to_instant(clock, zone, instant):
    assert run("moments.js", "m.instant(v.clock, v.zone)", clock=clock, zone=zone) == instant


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/New_York", "Asia/Kolkata"])
def test_wall_and_instant_are_each_others_inverse(zone):
    hours = "Array.from({length: 48}, (_, h) => new Date(Date.UTC(2026, 2, 8, h)).toISOString())"
    back = "m.instant(m.wall(at, v.zone), v.zone)"
    assert run("moments.js", f"{hours}.filter((at) => {back} !== at)", zone=zone) == []


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (59, {"late": False, "span": "59 minuten"}),
        (61, {"late": False, "span": "1 uur"}),
        (47 * 60 + 59, {"late": False, "span": "47 uur"}),
        (48 * 60, {"late": False, "span": "2 dagen"}),
        (-125, {"late": True, "span": "2 uur"}),
    ],
)
def test_time_left_is_rounded_down(minutes, said):
    expression = "m.remaining(new Date(v.minutes * 60000).toISOString(), 'nl-NL', 0)"
    assert run("moments.js", expression, minutes=minutes) == said


def test_the_first_language_we_speak():
    assert run("texts.js", "m.bestLanguage(['de-AT', 'nl'])") == "de"
    assert run("texts.js", "m.bestLanguage([undefined, 'pl', 'fr-BE'])") == "fr"
    assert run("texts.js", "m.bestLanguage(['pl'])") == "en"


def test_plural_forms():
    table = {"n.one": "{count} mail", "n.other": "{count} mails"}
    say = "[1, 2].map((count) => m.makeTexts('en', v.table)('n', {count}))"
    assert run("texts.js", say, table=table) == ["1 mail", "2 mails"]


REPLIES = {
    "outlook": '<p>Hi</p><hr><div id="divRplyFwdMsg"><font><b>From:</b> Anna de Vries'
    " &lt;anna@bakker.example&gt;<br><b>Sent:</b> Friday</font></div><p>Original</p>",
    "nested": '<div id="x_x_divRplyFwdMsg" dir="ltr"><b>Van:</b> "Anna de Vries"'
    " &lt;anna@bakker.example&gt;<br></div><p>Original</p>",
    "plain": "<pre>Hi<br>________________________________<br>Von: Anna de Vries"
    " &lt;anna@bakker.example&gt;<br>Betreff: X<br><br>Original</pre>",
}


@pytest.mark.parametrize("html", REPLIES.values(), ids=REPLIES.keys())
def test_the_mail_under_a_reply(html):
    found = run("quoted.js", "m.quotedIn(v.html)", html=html)
    assert found["from"] == ANNA
    assert "Original" in found["html"]
    assert not any(word in found["html"] for word in ("Hi", "Anna", "Betreff"))


def test_without_a_border_all_of_it_is_read():
    whole = {"html": "<p>Hi</p>", "from": {"name": "", "email": ""}}
    assert run("quoted.js", "m.quotedIn(v.html)", html="<p>Hi</p>") == whole


@pytest.mark.parametrize(
    "unit", ["<div ", "_", "-", "--- ", '<div id="divRplyFwdMsg">', "_" * 20 + "\na: b"]
)
def test_a_hostile_reply_does_not_hold_the_pane_up(unit):
    expression = "m.quotedIn(v.unit.repeat(400_000 / v.unit.length)).html.length >= 0"
    assert run("quoted.js", expression, unit=unit)


AMSTERDAM = "Europe/Amsterdam"
MOMENTS = [
    datetime(2026, 12, 1, 9, 30 * (n % 2), tzinfo=UTC) + timedelta(days=7 * n) for n in range(20)
]
DAYS = [date(2026, 12, 1) + timedelta(days=37 * n) for n in range(29)]


def test_moments_are_written_as_the_server_writes_them():
    table = [(at.isoformat(), lang) for at in MOMENTS for lang in LANGUAGES]
    found = each("spoken.js", ("iso", "lang"), table, f"m.momentIn(v.iso, v.lang, '{AMSTERDAM}')")
    zone = ZoneInfo(AMSTERDAM)
    assert found == [phrases.moment(at, lang, zone) for at in MOMENTS for lang in LANGUAGES]


def test_days_are_written_as_the_server_writes_them_and_read_back():
    table = [(day.isoformat(), lang) for day in DAYS for lang in LANGUAGES]
    written = each("spoken.js", ("day", "lang"), table, "m.dayIn(v.day, v.lang)")
    assert written == [phrases.day(day, lang) for day in DAYS for lang in LANGUAGES]
    rows = [(words, lang) for words, (_, lang) in zip(written, table, strict=True)]
    back = each("spoken.js", ("words", "lang"), rows, "m.dayOf(v.words, v.lang, '2026-11-30')")
    assert back == [day for day, _ in table]


def test_what_is_no_day_ahead_is_none():
    table = [(w,) for w in ("", "ooit", "1 december", "29 november 2026", "31 april 2027")]
    found = each("spoken.js", ("words",), table, "m.dayOf(v.words, 'nl', '2026-11-30')")
    assert found == [""] * len(table)


def test_words_of_others_are_quoted_once():
    table = [("Ik", "nl"), ("I", "en"), ("Je", "fr"), ("Ich", "de"), ("“Ik”", "nl")]
    found = each("spoken.js", ("words", "lang"), table, "m.quoted(v.words, v.lang)")
    assert found == ["‘Ik’", "‘I’", "«\N{NO-BREAK SPACE}Je\N{NO-BREAK SPACE}»", "„Ich“", "“Ik”"]


def test_days_on():
    days = "[m.later('2027-02-27', 2), m.nextYear('2028-02-29'), m.nextYear('2027-02-28')]"
    assert run("spoken.js", days) == ["2027-03-01", "2029-02-28", "2028-02-28"]


def test_moments_give_way_to_others_and_what_was_typed_stays():
    table = [
        ("", "", "A", "A"),
        ("vrijdag", "", "A", "vrijdag of A"),
        ("vrijdag of A", "A", "B", "vrijdag of B"),
        ("vrijdag of A", "A", "", "vrijdag"),
        ("A", "A", "", ""),
        ("A, zei ik", "A", "B", "A, zei ik of B"),  # changed by hand: nothing of it is taken out
    ]
    names = ("text", "before", "after", "said")
    found = each("spoken.js", names, table, "m.replaced(v.text, v.before, v.after, 'nl')")
    assert found == [said for *_, said in table]


def test_moments_stand_in_order_once_and_without_blanks():
    clocks = ["2026-12-03T09:00", "", "2026-12-01T14:00", "2026-12-03T09:00"]
    said = run("spoken.js", "m.momentsIn(v.clocks, 'fr', v.zone)", clocks=clocks, zone=AMSTERDAM)
    assert said == "mardi 1er décembre à 14 h ou jeudi 3 décembre à 9 h"


def test_tomorrow_morning_leaves_time_to_answer():
    table = [
        ("2026-11-23T15:00+01:00", "2026-11-25T15:00+01:00", True),
        ("2026-11-23T15:00+01:00", "2026-11-24T11:00+01:00", True),
        ("2026-11-23T15:00+01:00", "2026-11-24T10:59+01:00", False),
        ("2026-11-23T15:00+01:00", "2026-11-23T20:00+01:00", False),
        ("2026-11-24T00:30+01:00", "2026-11-24T12:00+01:00", False),  # "tomorrow" is Wednesday
        ("2026-11-23T23:30+00:00", "2026-11-24T12:00+01:00", False),  # the same, told in UTC
    ]
    allows = f"m.allowsMorning(v.limit, '{AMSTERDAM}', Date.parse(v.now))"
    found = each("pause.js", ("now", "limit", "allowed"), table, allows)
    assert found == [allowed for *_, allowed in table]


def test_consent_makes_the_usual_time_longer():
    table = [
        ("2026-12-21", "21 december 2026", True, ["2027-11-23", "23 november 2027"]),
        ("2027-11-23", "23 november 2027", False, ["2026-12-21", "21 december 2026"]),
        # the user's own day stays
        ("2027-02-01", "1 februari 2027", True, ["2027-02-01", "1 februari 2027"]),
        ("", "", True, ["2027-11-23", "23 november 2027"]),
        ("", "", False, ["", ""]),
        ("", "tot de zomer", True, ["", "tot de zomer"]),
    ]
    expression = """{
      const draft = {lang: "nl", values: {pool_until: v.words}, pool: {until: v.until}};
      m.setConsent(draft, v.consent, "2026-11-23");
      return [draft.pool.until, draft.values.pool_until];
    }"""
    found = each("pool.js", ("until", "words", "consent", "then"), table, expression)
    assert found == [then for *_, then in table]


def test_a_promise_is_kept_when_it_has_a_day_ahead():
    table = [
        ("2026-12-21", None, True),
        ("2026-12-21", False, False),
        ("", True, False),
        ("2026-11-23", True, False),  # today is over before anybody could be reminded
    ]
    found = each("pool.js", ("until", "keep", "kept"), table, "m.keeps(v, '2026-11-23')")
    assert found == [kept for *_, kept in table]


READ = {"contact_name": "Anna", "company": None, "agency": "Bureau", "already_accepted": True}
TYPED = {"contact_name": "Annelies", "pool_until": "1 december 2027"}


def test_a_draft_is_checked_against_what_was_typed_and_else_the_mail():
    state = {
        "answer": {"reading": READ},
        "offer": {"id": "no-reason"},
        "draft": {"values": TYPED, "pool": {"consent": True}},
        "step": "preview",
    }
    known = run("wording.js", "m.context(v.state)", state=state)
    assert (known["contact_name"], known["company"]) == ("Annelies", "Bureau")
    assert (known["job_title"], known["already_accepted"]) == ("", True)
    assert (known["situation"], known["no_reason"]) == ("no-reason", True)
    pool = {"intended": True, "consent": True, "until": "1 december 2027"}
    assert known["talent_pool"] == pool
    # A text of one's own is not the letter that was looked at before.
    own = run("wording.js", "m.context(v.state)", state=state | {"step": "suggestion"})
    assert (own["contact_name"], own["situation"], own["talent_pool"]) == ("Anna", "", {})


def test_only_who_is_asked_to_an_interview_is_asked_to_think_it_over():
    kinds = ("interview_invitation", "recruiter_outreach", "job_alert", "application")
    table = [(kind, "decline", False, False) for kind in kinds]
    table += [
        ("interview_invitation", "reject", False, False),
        ("interview_invitation", "decline", True, False),  # they are writing already
        ("interview_invitation", None, False, False),
        ("other", "decline", False, True),  # the user says that it is one
    ]
    expression = """m.canPause({mail: {
      answer: {reading: {kind: v.kind}}, side: v.side, mail: {compose: v.compose}, chosen: v.chosen
    }})"""
    found = each("pause.js", ("kind", "side", "compose", "chosen"), table, expression)
    assert found == [True, True, False, False, False, False, False, True]


def test_who_sleeps_on_it_is_reminded_within_the_time_there_is():
    """A snooze only where the morning comes in time; else the reminders stay as they are."""
    expression = """await (async () => {
      const asked = [], deadline = {id: "d1", limit_at: v.limit, state: "open", notices: []};
      const app = {
        mail: {deadline}, deadlines: [deadline], now: Date.parse(v.now), place: {zone: v.zone},
        attempt: (action) => action(), go: (change) => asked.push(change.slept),
        server: {snooze: async (id, until) => { asked.push(until.choice); return deadline; }},
      };
      await m.sleepOnIt(app);
      return asked;
    })()"""
    now = "2026-11-23T15:00+01:00"
    in_time = run("pause.js", expression, now=now, limit="2026-11-25T15:00+01:00", zone=AMSTERDAM)
    too_late = run("pause.js", expression, now=now, limit="2026-11-24T10:00+01:00", zone=AMSTERDAM)
    assert (in_time, too_late) == (["tomorrow", "morning"], ["before"])


def test_what_was_found_in_another_text_is_not_shown():
    expression = """await (async () => {
      globalThis.document = {getElementById: () => null};
      const drawn = [], letter = {subject: "", text: "", html: ""};
      const app = {
        mail: {letter, draft: {lang: "nl", values: {}}, answer: null, step: "preview"},
        t: (key) => key, draw: () => drawn.push(app.mail.check?.state ?? "none"),
        server: {check: async () => {
          if (v.changed) app.mail.check = null;
          return {findings: []};
        }},
      };
      await m.checkLetter(app);
      return drawn;
    })()"""
    assert run("wording.js", expression, changed=False) == ["asked", "done"]
    assert run("wording.js", expression, changed=True) == ["asked"]
