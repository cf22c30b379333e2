"""The pane's pure modules, run in Node: moments, words, and the mail under a reply."""

import json
import subprocess

import pytest

from . import pane_harness as pane
from .tools import node_command

ANNA = {"name": "Anna de Vries", "email": "anna@bakker.example"}


def run(module, expression, **values):
    """What an expression of that module's exports, as `m`, comes to."""
    given = json.dumps(values)
    script = f"""
      import * as m from {json.dumps((pane.PANE / module).as_uri())};
      const v = {given};
      console.log(JSON.stringify({expression}));
    """
    command = [*node_command("node"), "--input-type=module", "--no-warnings", "--eval", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    return json.loads(done.stdout)


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
