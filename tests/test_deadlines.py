"""The deadline rule: cases derived by hand, laws, and a walk minute by minute as second opinion."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.deadlines import (
    Rule,
    answer,
    earliest_interview,
    parse_country,
    parse_working_hours,
    public_holidays,
    retry_at,
    schedule,
    snooze,
    until,
)
from addin_server.errors import Malformed

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
AMS = "Europe/Amsterdam"


def at(text: str, zone: str = AMS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def ask(country, counting, received, now=None, zone=AMS, hours=None, **more):
    """Local times in, local times out: (limit, soft, final) as "YYYY-MM-DD HH:MM"."""
    question = {
        "id": "q",
        "received": at(received, zone).isoformat(),
        "now": at(now or received, zone).isoformat(),
        "timezone": zone,
        "country": country,
        "counting": counting,
        "working_hours": hours,
    }
    for name, value in more.items():
        named_date = name == "reply_by" and len(value) == 10
        question[name] = value if named_date else at(value, zone).isoformat()
    found = answer(json.loads(json.dumps(question)))
    return tuple(
        found[part] and found[part][:16].replace("T", " ") for part in ("limit", "soft", "final")
    )


# -- cases: 2026-03-02 is a Monday, 2026-03-06 a Friday -----------------------------------------

CLOCK = [
    # received, now, more, limit, soft, final
    # 48 hours are 48 hours, weekend or not
    ("2026-03-02 10:00", None, {}, "03-04 10:00", "03-03 10:00", "03-04 08:00"),
    ("2026-03-06 16:00", None, {}, "03-08 16:00", "03-07 16:00", "03-08 14:00"),
    # limit - 2 h is 07:59, before the window: back to the evening before, still >= 2 h apart
    ("2026-03-02 09:59", None, {}, "03-04 09:59", "03-03 09:59", "03-03 20:00"),
    # received 21:00: soft 21:00 moves to 08:00, final 19:00
    ("2026-03-02 21:00", None, {}, "03-04 21:00", "03-04 08:00", "03-04 19:00"),
    # received 20:00: soft at the closed end of the window stays
    ("2026-03-02 20:00", None, {}, "03-04 20:00", "03-03 20:00", "03-04 18:00"),
    # received 20:01: soft moves to 08:00 of the next day
    ("2026-03-02 20:01", None, {}, "03-04 20:01", "03-04 08:00", "03-04 18:01"),
    # received 03:00: final 01:00 goes back to 20:00 of the day before; soft 03:00 -> 08:00
    ("2026-03-02 03:00", None, {}, "03-04 03:00", "03-03 08:00", "03-03 20:00"),
    # received 08:00: soft 08:00 is the window's first minute; final 06:00 -> 20:00 before
    ("2026-03-02 08:00", None, {}, "03-04 08:00", "03-03 08:00", "03-03 20:00"),
    # seconds are cut first
    ("2026-03-02 10:00:59", "2026-03-02 10:00:59", {}, "03-04 10:00", "03-03 10:00", "03-04 08:00"),
    # seen exactly 24 h before the limit: not "less than 24 h", soft is received + 24 h = now
    ("2026-03-02 12:00", "2026-03-03 12:00", {}, "03-04 12:00", "03-03 12:00", "03-04 10:00"),
    # seen 20 h before: halfway is 10 h on: 02:00 -> 08:00; final 10:00, exactly 2 h: both
    ("2026-03-02 12:00", "2026-03-03 16:00", {}, "03-04 12:00", "03-04 08:00", "03-04 10:00"),
    # one minute less: limit 11:59, final 09:59, soft 08:00: 1 h 59 apart, only final
    ("2026-03-02 11:59", "2026-03-03 16:00", {}, "03-04 11:59", None, "03-04 09:59"),
    # 4 h left: halfway 10:00, final 10:00: one
    ("2026-03-02 12:00", "2026-03-04 08:00", {}, "03-04 12:00", None, "03-04 10:00"),
    # 8 h left at noon: halfway 16:00, final 18:00
    ("2026-03-02 20:00", "2026-03-04 12:00", {}, "03-04 20:00", "03-04 16:00", "03-04 18:00"),
    # less than 2 h left by day: now
    ("2026-03-02 12:00", "2026-03-04 11:00", {}, "03-04 12:00", None, "03-04 11:00"),
    # limit 09:00, now 03:00: none allowed up to 07:00; the first before the limit is 08:00
    ("2026-03-02 09:00", "2026-03-04 03:00", {}, "03-04 09:00", None, "03-04 08:00"),
    # limit 08:00: 08:00 itself is not before it, so now, at night
    ("2026-03-02 08:00", "2026-03-04 03:00", {}, "03-04 08:00", None, "03-04 03:00"),
    # limit 08:01: one minute before it is allowed
    ("2026-03-02 08:01", "2026-03-04 03:00", {}, "03-04 08:01", None, "03-04 08:00"),
    # limit 23:00, now 20:30: no moment is left; now, though 20:30 is not allowed
    ("2026-03-02 23:00", "2026-03-04 20:30", {}, "03-04 23:00", None, "03-04 20:30"),
    # limit 23:00, now 20:00: 20:00 is allowed and lies between now and 21:00
    ("2026-03-02 23:00", "2026-03-04 20:00", {}, "03-04 23:00", None, "03-04 20:00"),
    # passed: one reminder, now, also at night
    ("2026-03-02 10:00", "2026-03-04 10:00", {}, "03-04 10:00", None, "03-04 10:00"),
    ("2026-03-02 10:00", "2026-03-05 02:30", {}, "03-04 10:00", None, "03-05 02:30"),
    # interview in 36 h: its start - 24 h binds (12 h left): halfway 16:00, final 20:00
    (
        "2026-03-02 10:00",
        None,
        {"interview_at": "2026-03-03 22:00"},
        "03-02 22:00",
        "03-02 16:00",
        "03-02 20:00",
    ),
    # start - 24 h is exactly now: has not passed, so the limit is now
    (
        "2026-03-02 10:00",
        None,
        {"interview_at": "2026-03-03 10:00"},
        "03-02 10:00",
        None,
        "03-02 10:00",
    ),
    # a minute earlier it has: start - 2 h = 07:59; less than 24 h left, halfway 20:59 -> none
    # before 05:59 next day; final 05:59 -> 20:00
    (
        "2026-03-02 10:00",
        None,
        {"interview_at": "2026-03-03 09:59"},
        "03-03 07:59",
        None,
        "03-02 20:00",
    ),
    # interview today at 16:00, seen 10:00: limit 14:00, halfway 12:00, final 12:00: one
    (
        "2026-03-02 10:00",
        None,
        {"interview_at": "2026-03-02 16:00"},
        "03-02 14:00",
        None,
        "03-02 12:00",
    ),
    # an interview that is over still binds
    (
        "2026-03-02 10:00",
        "2026-03-02 18:00",
        {"interview_at": "2026-03-02 16:00"},
        "03-02 14:00",
        None,
        "03-02 18:00",
    ),
    # a far interview does not bind
    (
        "2026-03-02 10:00",
        None,
        {"interview_at": "2026-03-20 10:00"},
        "03-04 10:00",
        "03-03 10:00",
        "03-04 08:00",
    ),
    # named as a date: 17:00 of that day; 31 h left, soft after 24 h at 10:00, final 15:00
    (
        "2026-03-02 10:00",
        None,
        {"reply_by": "2026-03-03"},
        "03-03 17:00",
        "03-03 10:00",
        "03-03 15:00",
    ),
    # named as today: 7 h left, halfway 13:30, final 15:00, 1 h 30 apart: one
    ("2026-03-02 10:00", None, {"reply_by": "2026-03-02"}, "03-02 17:00", None, "03-02 15:00"),
    # named as an instant
    (
        "2026-03-02 10:00",
        None,
        {"reply_by": "2026-03-02 20:00"},
        "03-02 20:00",
        "03-02 15:00",
        "03-02 18:00",
    ),
    # named before the mail came: passed
    ("2026-03-02 10:00", None, {"reply_by": "2026-03-01"}, "03-01 17:00", None, "03-02 10:00"),
    # named later than 48 h: does not bind
    (
        "2026-03-02 10:00",
        None,
        {"reply_by": "2026-03-09"},
        "03-04 10:00",
        "03-03 10:00",
        "03-04 08:00",
    ),
    # clock knows no holidays: 25 and 26 December
    ("2026-12-24 10:00", None, {}, "12-26 10:00", "12-25 10:00", "12-26 08:00"),
    # the night of 29 March has 23 h: 48 elapsed hours after Friday 12:00 is Sunday 13:00
    ("2026-03-27 12:00", None, {}, "03-29 13:00", "03-28 12:00", "03-29 11:00"),
    # and 25 October has 25: Sunday 11:00
    ("2026-10-23 12:00", None, {}, "10-25 11:00", "10-24 12:00", "10-25 09:00"),
    # an interview across the night: Sunday 13:00 - 24 h = Saturday 12:00
    (
        "2026-03-27 14:00",
        None,
        {"interview_at": "2026-03-29 13:00"},
        "03-28 12:00",
        "03-28 08:00",
        "03-28 10:00",
    ),
]

WORKING = [
    # country, received, now, limit, soft, final
    ("NL", "2026-03-02 10:00", None, "03-04 10:00", "03-03 10:00", "03-03 17:00"),
    # Friday 16:00 has its 24 hours on Monday 16:00
    ("NL", "2026-03-06 16:00", None, "03-10 16:00", "03-09 16:00", "03-10 14:00"),
    # Saturday and Sunday start on Monday 00:00; 48 h end with Tuesday at its 24:00
    ("NL", "2026-03-07 11:00", None, "03-11 00:00", "03-10 09:00", "03-10 17:00"),
    ("NL", "2026-03-08 23:59", None, "03-11 00:00", "03-10 09:00", "03-10 17:00"),
    # Thursday 00:00 + 48 h ends with Friday, not on Monday; soft 00:00 Friday -> 09:00
    ("NL", "2026-03-05 00:00", None, "03-07 00:00", "03-06 09:00", "03-06 17:00"),
    # Friday 17:00: soft Monday 17:00, the last allowed minute, stays
    ("NL", "2026-03-06 17:00", None, "03-10 17:00", "03-09 17:00", "03-10 15:00"),
    # Friday 17:01: soft Monday 17:01 -> Tuesday 09:00; final 15:01
    ("NL", "2026-03-06 17:01", None, "03-10 17:01", "03-10 09:00", "03-10 15:01"),
    # seen on Saturday, 3 days later; soft Friday 16:00 lies past: now, literally
    ("NL", "2026-03-05 16:00", "2026-03-07 10:00", "03-09 16:00", "03-07 10:00", "03-09 14:00"),
    # seen on Sunday 20:00, 20 h before the limit: halfway Monday 06:00 -> 09:00
    ("NL", "2026-03-05 16:00", "2026-03-08 20:00", "03-09 16:00", "03-09 09:00", "03-09 14:00"),
    # limit Monday 10:00, seen on Saturday: Friday 17:00 lies before now, none up to 08:00;
    # the first before the limit is 09:00; soft is now, and two remain
    ("NL", "2026-03-05 10:00", "2026-03-07 12:00", "03-09 10:00", "03-07 12:00", "03-09 09:00"),
    # NL: Good Friday 3 April 2026 counts as a working day, Easter Monday 6 April does not
    ("NL", "2026-04-02 12:00", None, "04-07 12:00", "04-03 12:00", "04-07 10:00"),
    # DE: both are off: Thursday has 12 h, Tuesday 24, Wednesday 12
    ("DE", "2026-04-02 12:00", None, "04-08 12:00", "04-07 12:00", "04-08 10:00"),
    # BE: no Good Friday either
    ("BE", "2026-04-02 12:00", None, "04-07 12:00", "04-03 12:00", "04-07 10:00"),
    ("FR", "2026-04-02 12:00", None, "04-07 12:00", "04-03 12:00", "04-07 10:00"),
    ("GB", "2026-04-02 12:00", None, "04-08 12:00", "04-07 12:00", "04-08 10:00"),
    # NL King's Day, Monday 27 April 2026
    ("NL", "2026-04-24 12:00", None, "04-29 12:00", "04-28 12:00", "04-29 10:00"),
    # 5 May: a working day in 2026 (Tuesday), off in the lustrum year 2025 (Monday)
    ("NL", "2026-05-04 12:00", None, "05-06 12:00", "05-05 12:00", "05-06 10:00"),
    ("NL", "2025-05-02 12:00", None, "05-07 12:00", "05-06 12:00", "05-07 10:00"),
    # NL Ascension, Thursday 14 May 2026; the bridge day Friday counts: 12 h + 24 + 12 on Monday
    ("NL", "2026-05-13 12:00", None, "05-18 12:00", "05-15 12:00", "05-18 10:00"),
    # NL Whit Monday 25 May 2026
    ("NL", "2026-05-22 12:00", None, "05-27 12:00", "05-26 12:00", "05-27 10:00"),
    # NL 24 December 2026 is a Thursday and counts; 25 is off, 26 a Saturday; then Mon, Tue
    ("NL", "2026-12-24 12:00", None, "12-29 12:00", "12-28 12:00", "12-29 10:00"),
    # 31 December counts, 1 January is a Friday: Thursday 12 h, Monday 24, Tuesday 12
    ("NL", "2026-12-31 12:00", None, "01-05 12:00", "01-04 12:00", "01-05 10:00"),
    # NL 1 May is no day off (Friday in 2026); in BE, FR, DE it is
    ("NL", "2026-04-30 12:00", None, "05-04 12:00", "05-01 12:00", "05-04 10:00"),
    ("BE", "2026-04-30 12:00", None, "05-05 12:00", "05-04 12:00", "05-05 10:00"),
    ("FR", "2026-04-30 12:00", None, "05-05 12:00", "05-04 12:00", "05-05 10:00"),
    ("DE", "2026-04-30 12:00", None, "05-05 12:00", "05-04 12:00", "05-05 10:00"),
    # GB May Day is the first Monday, 4 May 2026
    ("GB", "2026-05-01 12:00", None, "05-06 12:00", "05-05 12:00", "05-06 10:00"),
    # BE 21 July 2026 is a Tuesday; 11 November a Wednesday
    ("BE", "2026-07-20 12:00", None, "07-23 12:00", "07-22 12:00", "07-23 10:00"),
    ("BE", "2026-11-10 12:00", None, "11-13 12:00", "11-12 12:00", "11-13 10:00"),
    # BE 15 August 2026 is a Saturday: no substitute on Monday 17
    ("BE", "2026-08-14 12:00", None, "08-18 12:00", "08-17 12:00", "08-18 10:00"),
    # FR 8 May 2026 is a Friday, 14 July a Tuesday, 11 November a Wednesday
    ("FR", "2026-05-07 12:00", None, "05-12 12:00", "05-11 12:00", "05-12 10:00"),
    ("FR", "2026-07-13 12:00", None, "07-16 12:00", "07-15 12:00", "07-16 10:00"),
    # FR 26 December is a working day, save in Alsace-Moselle: Friday in 2025
    ("FR", "2025-12-24 12:00", None, "12-29 12:00", "12-26 12:00", "12-29 10:00"),
    ("FR-57", "2025-12-24 12:00", None, "12-30 12:00", "12-29 12:00", "12-30 10:00"),
    # FR 1 November 2026 is a Sunday: no substitute
    ("FR", "2026-10-30 12:00", None, "11-03 12:00", "11-02 12:00", "11-03 10:00"),
    # DE-BY: Epiphany, Tuesday 6 January 2026; in DE without a state it is a working day
    ("DE-BY", "2026-01-05 12:00", None, "01-08 12:00", "01-07 12:00", "01-08 10:00"),
    ("DE", "2026-01-05 12:00", None, "01-07 12:00", "01-06 12:00", "01-07 10:00"),
    # DE-NW: Corpus Christi, Thursday 4 June 2026; not in Berlin
    ("DE-NW", "2026-06-03 12:00", None, "06-08 12:00", "06-05 12:00", "06-08 10:00"),
    ("DE-BE", "2026-06-03 12:00", None, "06-05 12:00", "06-04 12:00", "06-05 10:00"),
    # DE-SN: Repentance Day, Wednesday 18 November 2026
    ("DE-SN", "2026-11-17 12:00", None, "11-20 12:00", "11-19 12:00", "11-20 10:00"),
    # DE 3 October 2026 is a Saturday: no substitute
    ("DE", "2026-10-02 12:00", None, "10-06 12:00", "10-05 12:00", "10-06 10:00"),
    # GB: Boxing Day 2026 is a Saturday, its substitute Monday 28; Christmas Friday
    ("GB", "2026-12-24 12:00", None, "12-30 12:00", "12-29 12:00", "12-30 10:00"),
    # GB 2027: Christmas Saturday, Boxing Day Sunday: substitutes Monday 27 and Tuesday 28
    ("GB", "2027-12-24 12:00", None, "12-30 12:00", "12-29 12:00", "12-30 10:00"),
    # GB is England: 30 November (Monday 2026, Scotland) and 31 August (England's Monday)
    ("GB", "2026-11-27 12:00", None, "12-01 12:00", "11-30 12:00", "12-01 10:00"),
    ("GB", "2026-08-28 12:00", None, "09-02 12:00", "09-01 12:00", "09-02 10:00"),
    ("GB-SCT", "2026-08-28 12:00", None, "09-01 12:00", "08-31 12:00", "09-01 10:00"),
    # GB Easter Monday 2026 is off in England, not in Scotland (Good Friday is in both)
    ("GB-SCT", "2026-04-02 12:00", None, "04-07 12:00", "04-06 12:00", "04-07 10:00"),
]


@pytest.mark.parametrize(("received", "now", "more", "limit", "soft", "final"), CLOCK)
def test_clock(received, now, more, limit, soft, final):
    found = ask("NL", "clock", received, now, **more)
    assert tuple(part and part[5:] for part in found) == (limit, soft, final)


@pytest.mark.parametrize(("country", "received", "now", "limit", "soft", "final"), WORKING)
def test_working(country, received, now, limit, soft, final):
    found = ask(country, "working", received, now)
    assert tuple(part and part[5:] for part in found) == (limit, soft, final)


def test_days_are_those_of_the_users_zone():
    # Friday 23:30 in Amsterdam is Saturday 04:15 in Kathmandu: there the count starts on Monday.
    received = at("2026-03-06 23:30").isoformat()
    question = {"received": received, "now": received, "country": "NL", "counting": "working"}
    assert answer({**question, "timezone": AMS})["limit"] == "2026-03-10T23:30:00+01:00"
    there = answer({**question, "timezone": "Asia/Kathmandu"})
    assert there["limit"] == "2026-03-11T00:00:00+05:45"


def test_working_counts_what_elapses_on_a_day_that_loses_an_hour():
    # In Amman (until 2022) clocks went forward on Friday 00:00: 25 February 2022 had 23 hours.
    found = ask("DE", "working", "2022-02-24 12:00", zone="Asia/Amman")
    assert found[0] == "2022-02-28 13:00"


def test_a_day_that_does_not_exist_has_no_hours_and_no_allowed_moment():
    # Samoa went from Thursday 29 to Saturday 31 December 2011.
    found = ask("NL", "working", "2011-12-29 12:00", zone="Pacific/Apia")
    # Thursday 12 h, Monday 2 January 24 h, Tuesday 12 h.
    assert found == ("2012-01-03 12:00", "2012-01-02 12:00", "2012-01-03 10:00")
    # 24 elapsed hours after Wednesday 20:30 is Thursday 20:30; the next 08:00 is Saturday's.
    by_clock = ask("NL", "clock", "2011-12-28 20:30", zone="Pacific/Apia")
    assert by_clock == ("2011-12-31 20:30", "2011-12-31 08:00", "2011-12-31 18:30")


def test_a_window_that_the_clocks_skip_is_no_allowed_moment():
    rule = Rule("working", ZoneInfo(AMS), "NL", parse_working_hours({"sun": [["02:15", "02:45"]]}))
    limit = at("2026-03-29 05:00")
    found = until(limit, received=limit - 48 * HOUR, now=at("2026-03-27 09:00"), rule=rule)
    assert (found.soft, found.final) == (None, at("2026-03-27 09:00"))


def test_custom_hours_say_when_to_show_never_what_counts():
    hours = {"mon": [["18:00", "19:30"]], "sat": [["10:00", "11:00"]]}
    # Friday 16:00: counted as ever (Tuesday 16:00). Soft Monday 16:00 -> 18:00. Final Tuesday
    # 14:00 -> Monday 19:30: 1 h 30 apart, only final.
    found = ask("NL", "working", "2026-03-06 16:00", hours=hours)
    assert found == ("2026-03-10 16:00", None, "2026-03-09 19:30")
    # No day off is an allowed moment: 27 April 2026, a Monday. Limit Tuesday 28, 16:00.
    found = ask("NL", "working", "2026-04-23 16:00", hours=hours)
    assert found == ("2026-04-28 16:00", None, "2026-04-25 11:00")
    # By the clock they are not asked.
    assert ask("NL", "clock", "2026-03-02 10:00", hours=hours) == (
        "2026-03-04 10:00",
        "2026-03-03 10:00",
        "2026-03-04 08:00",
    )


def test_two_windows_a_day_with_a_pause():
    hours = {day: [["09:00", "12:00"], ["13:00", "17:00"]] for day in ("mon", "tue", "wed")}
    # Soft Tuesday 12:30 -> 13:00; final Wednesday 10:30.
    found = ask("NL", "working", "2026-03-02 12:30", hours=hours)
    assert found == ("2026-03-04 12:30", "2026-03-03 13:00", "2026-03-04 10:30")


@pytest.mark.parametrize(
    ("limit", "final"),
    [
        # 25 October shows 02:30 twice; the window is open until the second time (01:30 UTC).
        ("2026-10-25T05:00:00+01:00", "2026-10-25T01:30:00+00:00"),
        # 29 March goes from 01:59 to 03:00: the window's last minute is 01:59 (00:59 UTC).
        ("2026-03-29T05:00:00+02:00", "2026-03-29T00:59:00+00:00"),
    ],
)
def test_a_window_that_ends_where_the_clocks_change(limit, final):
    hours = parse_working_hours({"sun": [["00:00", "02:30"]]})
    rule = Rule("working", ZoneInfo(AMS), "NL", hours)
    ends = datetime.fromisoformat(limit)
    found = until(ends, received=ends - 48 * HOUR, now=ends - 48 * HOUR, rule=rule)
    assert found.final.astimezone(UTC) == datetime.fromisoformat(final)


def test_windows_need_no_order():
    hours = {"tue": [["13:00", "17:00"], ["09:00", "12:00"]], "wed": [["09:00", "17:00"]]}
    # Soft Tuesday 08:00 -> 09:00, not 13:00; final Wednesday 06:00 -> Tuesday 17:00.
    found = ask("NL", "working", "2026-03-02 08:00", hours=hours)
    assert found == ("2026-03-04 08:00", "2026-03-03 09:00", "2026-03-03 17:00")


def test_windows_that_overlap_are_one():
    hours = {"tue": [["08:00", "18:00"], ["09:00", "10:00"]]}
    # Final Wednesday 07:00 goes back to Tuesday 18:00, not 10:00.
    assert ask("NL", "working", "2026-03-02 09:00", hours=hours)[2] == "2026-03-03 18:00"


def test_no_allowed_moment_at_all_is_a_reminder_now():
    rule = Rule("working", ZoneInfo(AMS), "NL", {})
    now = at("2026-03-02 10:00")
    found = schedule(received=now, now=now, rule=rule)
    assert (found.soft, found.final) == (None, now)


def test_halfway_keeps_the_half_minute_and_lies_before_the_limit():
    found = schedule(
        received=at("2026-03-02 09:00"),
        now=at("2026-03-04 08:00"),
        rule=Rule("clock", ZoneInfo(AMS), "NL"),
        reply_by=at("2026-03-04 14:01"),
    )
    assert (found.limit, found.soft) == (at("2026-03-04 09:00"), None)
    found = until(
        at("2026-03-04 14:01"),
        received=at("2026-03-04 08:00"),
        now=at("2026-03-04 08:00"),
        rule=Rule("clock", ZoneInfo(AMS), "NL"),
    )
    # 6 h 01 left: halfway 11:00:30, final 12:01: less than 2 h apart.
    assert (found.soft, found.final) == (None, at("2026-03-04 12:01"))
    found = until(
        at("2026-03-04 19:01"),
        received=at("2026-03-04 08:00"),
        now=at("2026-03-04 08:00"),
        rule=Rule("clock", ZoneInfo(AMS), "NL"),
    )
    assert found.soft == at("2026-03-04 13:30:30")


def test_a_named_time_that_clocks_skip_or_show_twice():
    # Chile's clocks skip 00:00-01:00 on 6 September 2026, a Sunday; a date still means 17:00.
    assert ask(
        "NL", "clock", "2026-09-05 16:00", zone="America/Santiago", reply_by="2026-09-06"
    ) == ("2026-09-06 17:00", None, "2026-09-06 15:00")
    # 30 December 2011 is no day in Samoa: its 17:00 is the first minute after, 31 December 00:00.
    found = ask("NL", "clock", "2011-12-29 09:00", zone="Pacific/Apia", reply_by="2011-12-30")
    assert found[0] == "2011-12-31 00:00"


# -- several interviews -------------------------------------------------------------------------


def test_of_several_moments_the_earliest_that_is_not_past():
    now = at("2026-03-02 10:00:40")
    past, this, next_ = at("2026-03-02 09:59"), at("2026-03-02 10:00"), at("2026-03-03 10:00")
    assert earliest_interview([next_, None, this, past], now) == this
    assert earliest_interview([next_, past], now) == next_


def test_of_several_past_moments_the_last():
    now = at("2026-03-02 10:00")
    assert earliest_interview([at("2026-03-01 12:00"), at("2026-02-28 12:00")], now) == at(
        "2026-03-01 12:00"
    )


def test_no_moment_known_or_an_impossible_one():
    now = at("2026-03-02 10:00")
    assert earliest_interview([], now) is None
    assert earliest_interview([None], now) is None
    assert earliest_interview([datetime(4501, 1, 1, tzinfo=UTC)], now) is None


def test_a_question_may_hold_a_list_of_interviews():
    question = {
        "id": 7,
        "received": "2026-03-02T10:00:00+01:00",
        "now": "2026-03-02T10:00:00+01:00",
        "timezone": AMS,
        "country": "NL",
        "counting": "clock",
        "interview_at": ["2026-03-06T10:00:00+01:00", None, "2026-03-04T09:00:00+01:00"],
    }
    assert answer(question) == {
        "id": 7,
        "limit": "2026-03-03T09:00:00+01:00",
        "soft": None,
        "final": "2026-03-02T20:00:00+01:00",
    }


# -- what is refused ----------------------------------------------------------------------------

FAIR = {
    "id": "a",
    "received": "2026-03-02T10:00:00+01:00",
    "now": "2026-03-02T09:00:00Z",
    "timezone": AMS,
    "country": "NL",
    "counting": "clock",
}


@pytest.mark.parametrize("field", ["received", "now", "timezone", "country", "counting"])
def test_a_required_value_that_is_missing_is_named(field):
    with pytest.raises(Malformed) as caught:
        answer({k: v for k, v in FAIR.items() if k != field})
    assert (caught.value.field, caught.value.mend) == (field, "is missing")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("received", "2026-03-02T10:00:00"),
        ("received", "gisteren"),
        ("received", 1772442000),
        ("received", "1969-12-31T10:00:00Z"),
        ("received", "4501-01-01T00:00:00Z"),
        ("now", "2026-03-02"),
        ("now", "0001-01-01T00:00:00+14:00"),
        ("timezone", "Europe/Atlantis"),
        ("timezone", "Europe"),
        ("timezone", "../../etc/passwd"),
        ("timezone", ""),
        ("timezone", 5),
        ("country", "XX"),
        ("country", "nl"),
        ("country", "DE-XX"),
        ("country", "FR-Zone A"),
        ("country", "UK"),
        ("country", ["NL"]),
        ("counting", "office"),
        ("counting", {}),
        ("interview_at", "2026-03-04T10:00:00"),
        ("interview_at", ["2026-03-04T10:00:00+01:00", "morgen"]),
        ("interview_at", {"start": 1}),
        ("interview_at", "9999-12-31T00:00:00Z"),
        ("reply_by", "2026-02-30"),
        ("reply_by", "9999-12-31"),
        ("reply_by", "2026-03-04T10:00"),
        ("reply_by", "vrijdag"),
        ("reply_by", False),
        ("working_hours", []),
        ("working_hours", {}),
        ("working_hours", {"mon": []}),
        ("working_hours", {"maandag": [["09:00", "17:00"]]}),
        ("working_hours", {"mon": [["9:00", "17:00"]]}),
        ("working_hours", {"mon": [["09:00", "24:00"]]}),
        ("working_hours", {"mon": [["17:00", "09:00"]]}),
        ("working_hours", {"mon": [["09:00"]]}),
        ("working_hours", {"mon": ["09:00", "17:00"]}),
        ("working_hours", {"mon": "09:00-17:00"}),
        ("working_hours", {"mon": [[9, 17]]}),
    ],
)
def test_a_value_that_cannot_be_used_is_named(field, value):
    with pytest.raises(Malformed) as caught:
        answer({**FAIR, field: value})
    assert caught.value.field == field


def test_naive_moments_are_refused_by_the_functions_too():
    naive = datetime(2026, 3, 2, 10)  # noqa: DTZ001
    aware = at("2026-03-02 10:00")
    with pytest.raises(Malformed):
        schedule(received=naive, now=aware, rule=Rule("clock", ZoneInfo(AMS), "NL"))
    with pytest.raises(Malformed):
        earliest_interview([naive], aware)


def test_null_is_absent():
    nothing = {"working_hours": None, "interview_at": None, "reply_by": None}
    assert answer({**FAIR, **nothing}) == answer(FAIR)


def test_hours_are_read_by_weekday():
    assert parse_working_hours(None) is None
    assert parse_working_hours({"tue": [["09:00", "12:30"], ["13:00", "13:00"]], "wed": []}) == {
        1: ((time(9), time(12, 30)), (time(13), time(13))),
        2: (),
    }


# -- holidays -----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["NL", "BE", "DE", "DE-BY", "FR", "FR-57", "GB", "GB-ENG", "US"])
def test_countries_that_are_known(code):
    assert parse_country(code) == code
    assert public_holidays(code, 2026)


def test_the_dutch_days_off():
    month_days = {f"{day:%m-%d}" for day in public_holidays("NL", 2025)}
    assert month_days == {
        "01-01", "04-20", "04-21", "04-26", "05-05", "05-29", "06-08", "06-09", "12-25", "12-26",
    }  # fmt: skip
    assert date(2026, 5, 5) not in public_holidays("NL", 2026)
    assert date(2030, 5, 5) in public_holidays("NL", 2030)


def test_good_friday_is_a_dutch_working_day_in_every_year():
    fridays = [d for y in range(1990, 2100) for d in public_holidays("NL", y) if d.month in (3, 4)]
    # Otherwise only a King's or Queen's Day (26, 27, 29, 30 April) falls on a weekday but Monday.
    assert {(d.month, d.day) for d in fridays if d.weekday() not in (0, 6)} <= {
        (4, 26), (4, 27), (4, 29), (4, 30),
    }  # fmt: skip


@pytest.mark.parametrize("country", ["BE", "DE", "DE-BY", "DE-SN", "FR"])
def test_no_substitute_days_on_the_continent(country):
    # 1 January 2028 is a Saturday, 1 January 2023 a Sunday, 25 December 2027 a Saturday.
    for day in (date(2028, 1, 3), date(2023, 1, 2), date(2027, 12, 27)):
        assert day not in public_holidays(country, day.year)


def test_substitute_days_in_england():
    for day in (date(2028, 1, 3), date(2023, 1, 2), date(2027, 12, 27), date(2026, 12, 28)):
        assert day in public_holidays("GB", day.year)


@pytest.mark.parametrize("country", ["NL", "BE", "DE", "DE-BY", "FR", "GB"])
def test_the_last_days_of_the_year_are_working_days(country):
    for year in (2025, 2026, 2027):
        assert not {date(year, 12, 24), date(year, 12, 31)} & public_holidays(country, year)


# -- a second opinion: walk every minute --------------------------------------------------------


class Walk:
    """The rule of the promise, told by looking at each minute in turn."""

    def __init__(self, rule):
        self.rule, self.zone = rule, rule.zone
        self.days = {}

    def works(self, day):
        return day.weekday() < 5 and day not in public_holidays(self.rule.country, day.year)

    def count(self, start, hours):
        left, moment = hours * 60, start
        while left:
            local = moment.astimezone(self.zone)
            left -= self.rule.counting == "clock" or self.works(local.date())
            moment += MINUTE
        return moment

    def windows(self, day):
        if self.rule.counting == "clock":
            return ((time(8), time(20)),)
        if day in public_holidays(self.rule.country, day.year):
            return ()
        hours = self.rule.working_hours
        if hours is not None:
            return hours.get(day.weekday(), ())
        return ((time(9), time(17)),) if day.weekday() < 5 else ()

    def minutes(self, day):
        """The allowed minutes of a day: between the first and the last showing of a window."""
        if day not in self.days:
            noon = datetime(day.year, day.month, day.day, tzinfo=UTC) - 16 * HOUR
            all_ = [noon + i * MINUTE for i in range(56 * 60)]
            shown = [(m, m.astimezone(self.zone)) for m in all_]
            shown = [(m, w.time()) for m, w in shown if w.date() == day]
            allowed = set()
            for begin, end in self.windows(day):
                first = next((m for m, w in shown if w >= begin), None)
                last = next((m for m, w in reversed(shown) if w <= end), None)
                allowed |= {m for m, _ in shown if first and last and first <= m <= last}
            self.days[day] = allowed
        return self.days[day]

    def allowed(self, moment):
        return moment in self.minutes(moment.astimezone(self.zone).date())

    def schedule(self, received, now, interview, reply_by):
        limit = self.count(received, 48)
        if interview is not None:
            day_before = interview - 24 * HOUR
            limit = min(limit, day_before if now <= day_before else interview - 2 * HOUR)
        if reply_by is not None:
            limit = min(limit, reply_by)
        if limit < now:
            return limit, None, now
        half = now + (limit - now) / 2
        soft = self.count(received, 24) if limit - now >= 24 * HOUR else half
        if soft != half or (limit - now) % (2 * MINUTE) == timedelta():
            while not self.allowed(soft) and soft <= limit:
                soft += MINUTE
        else:  # between two minutes
            below, above = soft - MINUTE / 2, soft + MINUTE / 2
            if not (self.allowed(below) and self.allowed(above)):
                soft = above
                while not self.allowed(soft) and soft <= limit:
                    soft += MINUTE
        soft = max(soft, now)
        final = limit - 2 * HOUR
        while final >= now and not self.allowed(final):
            final -= MINUTE
        if final < now:
            final = next((m for m in walk(now, limit) if self.allowed(m)), now)
        if soft + 2 * HOUR > final:
            soft = None
        return limit, soft, final


def walk(low, high):
    while low < high:
        yield low
        low += MINUTE


#: Zone, and days around which its clocks change, or a holiday lies, or nothing happens.
PLACES = [
    ("Europe/Amsterdam", "NL", [(2026, 3, 29), (2026, 10, 25), (2026, 4, 3), (2026, 12, 25)]),
    ("Europe/London", "GB", [(2026, 3, 29), (2026, 10, 25), (2027, 12, 27)]),
    ("America/New_York", "US", [(2026, 3, 8), (2026, 11, 1), (2026, 7, 3)]),
    ("Australia/Lord_Howe", "DE-BY", [(2026, 4, 5), (2026, 10, 4), (2026, 1, 6)]),
    ("Asia/Kathmandu", "FR", [(2026, 5, 8), (2026, 7, 14)]),
    ("Pacific/Apia", "BE", [(2011, 12, 30), (2012, 4, 1), (2026, 7, 21)]),
    ("Asia/Amman", "DE", [(2022, 2, 25), (2021, 10, 29)]),
    ("America/Havana", "NL", [(2026, 3, 8), (2026, 11, 1)]),
]
NIGHT_SHIFT = {d: ((time(0), time(2, 30)), (time(22), time(23, 59))) for d in range(7)}
PART_TIME = {0: ((time(9), time(12)), (time(13), time(17))), 3: ((time(2, 15), time(2, 45)),)}


@st.composite
def situations(draw):
    zone, country, days = draw(st.sampled_from(PLACES))
    day = datetime(*draw(st.sampled_from(days)), tzinfo=UTC)
    rule = Rule(
        draw(st.sampled_from(["clock", "working"])),
        ZoneInfo(zone),
        country,
        draw(st.sampled_from([None, None, NIGHT_SHIFT, PART_TIME])),
    )
    minutes = st.integers
    received = day + draw(minutes(-4 * 1440, 1440)) * MINUTE
    now = received + draw(minutes(0, 4 * 1440)) * MINUTE
    interview = draw(st.none() | minutes(-1440, 5 * 1440).map(lambda m: received + m * MINUTE))
    reply_by = draw(
        st.none()
        | minutes(-1440, 5 * 1440).map(lambda m: received + m * MINUTE)
        | minutes(0, 240).map(lambda m: now + m * MINUTE)
    )
    return {
        "received": received,
        "now": now,
        "rule": rule,
        "interview_at": interview,
        "reply_by": reply_by,
    }


def in_utc(found):
    """For sums and comparisons: within a zone they go by the clock on the wall (PEP 495)."""
    return tuple(m and m.astimezone(UTC) for m in (found.limit, found.soft, found.final))


@given(situations())
@settings(max_examples=100, deadline=None)
def test_the_walk_minute_by_minute_agrees(situation):
    found = schedule(**situation)
    s = situation
    walked = Walk(s["rule"]).schedule(s["received"], s["now"], s["interview_at"], s["reply_by"])
    assert in_utc(found) == walked


@given(situations())
@settings(max_examples=100, deadline=None)
def test_laws(situation):
    now, found = situation["now"], schedule(**situation)
    limit, soft, final = in_utc(found)
    assert final >= now
    if limit >= now:
        assert final <= limit
    if soft is not None:
        assert now <= soft
        assert final - soft >= 2 * HOUR
    for moment in (found.limit, found.soft, found.final):
        assert moment is None or moment.tzinfo is situation["rule"].zone


@given(situations(), st.integers(0, 3 * 1440))
@settings(max_examples=100, deadline=None)
def test_a_later_mail_is_never_due_sooner(situation, minutes):
    later = {**situation, "received": situation["received"] + minutes * MINUTE}
    one, other = in_utc(schedule(**situation)), in_utc(schedule(**later))
    assert one[0] <= other[0]
    assert one[2] <= other[2]


@given(situations(), st.integers(0, 59), st.integers(0, 59))
@settings(max_examples=50, deadline=None)
def test_seconds_make_no_difference(situation, received, now):
    with_seconds = {
        **situation,
        "received": situation["received"] + timedelta(seconds=received),
        "now": situation["now"] + timedelta(seconds=now),
    }
    assert schedule(**with_seconds) == schedule(**situation)


# -- snooze and retry ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "now", "then"),
    [
        ("hour", "2026-03-02 10:20:30", "2026-03-02 11:20"),
        ("hour", "2026-03-29 01:30", "2026-03-29 03:30"),  # 02:30 does not exist
        ("afternoon", "2026-03-02 10:20", "2026-03-02 14:00"),
        ("afternoon", "2026-03-02 13:29", "2026-03-02 14:00"),
        ("afternoon", "2026-03-02 13:30", "2026-03-02 15:30"),
        ("afternoon", "2026-03-02 16:00", "2026-03-02 18:00"),
        ("tomorrow", "2026-03-02 23:59", "2026-03-03 09:00"),
        ("tomorrow", "2026-03-28 12:00", "2026-03-29 09:00"),
    ],
)
def test_snooze(choice, now, then):
    assert snooze(choice, at(now).astimezone(UTC), ZoneInfo(AMS)) == at(then)


def test_retries_spread_between_five_seconds_and_an_hour():
    now = at("2026-03-02 10:00")
    assert retry_at(1, now, jitter=0.0) - now == timedelta(seconds=5)
    assert retry_at(1, now, jitter=1.0) - now == timedelta(seconds=10)
    assert retry_at(4, now, jitter=0.5) - now == timedelta(seconds=40)
    assert retry_at(30, now, jitter=1.0) - now == timedelta(hours=1)
    assert retry_at(100_000, now, jitter=0.0) - now == timedelta(seconds=5)


def test_a_server_that_names_its_delay_is_believed_for_a_day_at_most():
    now = at("2026-03-02 10:00")
    assert retry_at(1, now, 300.0, 1.0) - now == timedelta(seconds=300)
    assert retry_at(30, now, 300.0, 1.0) - now == timedelta(hours=1)
    assert retry_at(1, now, float("inf"), 1.0) - now == timedelta(days=1)


def test_every_country_and_state_of_the_library_is_known():
    for country, states in holidays.list_supported_countries(include_aliases=False).items():
        assert parse_country(country) == country
        for state in states:
            if re.fullmatch("[A-Z0-9]{1,3}", state):
                assert parse_country(f"{country}-{state}")
