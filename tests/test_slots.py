"""Free moments to propose, and proposed ones that are taken."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.deadlines import Rule, parse_working_hours, public_holidays
from addin_server.errors import Malformed
from addin_server.mailbox.port import Busy
from addin_server.model import Moment
from addin_server.slots import conflicts, free_moments

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 11, 23, 9, tzinfo=AMSTERDAM)
HOUR = timedelta(hours=1)


def at(text, zone=AMSTERDAM):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def taken(start, end, **more):
    return Busy(start=at(start).astimezone(UTC), end=at(end).astimezone(UTC), **more)


def rule(zone=AMSTERDAM, country="NL", hours=None):
    return Rule("clock", zone, country, parse_working_hours(hours))


def proposed(busy=(), now=MONDAY, after=None, by=None, **more):
    found = free_moments(busy, now=now, after=after or now, rule=by or rule(), **more)
    return [f"{start:%a %d %H:%M}" for start in found]


@pytest.mark.parametrize(
    ("now", "moments"),
    [
        ("2026-11-23T09:00", ["Tue 24 10:00", "Wed 25 14:00", "Thu 26 10:00"]),
        ("2026-11-23T10:00", ["Tue 24 10:00", "Wed 25 14:00", "Thu 26 10:00"]),
        ("2026-11-23T10:00:01", ["Tue 24 10:30", "Wed 25 14:00", "Thu 26 10:00"]),
        ("2026-11-23T15:45", ["Tue 24 16:00", "Wed 25 10:00", "Thu 26 14:00"]),
        ("2026-11-23T16:10", ["Wed 25 10:00", "Thu 26 14:00", "Fri 27 10:00"]),
        ("2026-11-20T16:00", ["Mon 23 10:00", "Tue 24 14:00", "Wed 25 10:00"]),  # a weekend
        ("2026-11-21T12:00", ["Mon 23 10:00", "Tue 24 14:00", "Wed 25 10:00"]),
        ("2026-12-23T09:00", ["Thu 24 10:00", "Mon 28 14:00", "Tue 29 10:00"]),  # Christmas
        ("2026-04-24T17:00", ["Tue 28 10:00", "Wed 29 14:00", "Thu 30 10:00"]),  # King's Day
    ],
)
def test_an_empty_calendar(now, moments):
    assert proposed(now=at(now)) == moments


def test_no_sooner_than_asked_for():
    assert proposed(after=at("2026-12-03T11:10"))[0] == "Thu 03 14:00"
    assert proposed(after=at("2026-11-01T09:00"))[0] == "Tue 24 10:00"


@pytest.mark.parametrize(
    ("busy", "moments"),
    [
        # The morning is taken: the afternoon then, and the other way round.
        ([("24T09:00", "24T12:00")], ["Tue 24 14:00", "Wed 25 10:00", "Thu 26 14:00"]),
        ([("25T12:00", "25T17:00")], ["Tue 24 10:00", "Wed 25 10:00", "Thu 26 14:00"]),
        # A day that is full is no day.
        ([("24T08:00", "24T18:00")], ["Wed 25 10:00", "Thu 26 14:00", "Fri 27 10:00"]),
        ([("24T00:00", "27T00:00")], ["Fri 27 10:00", "Mon 30 14:00", "Tue 01 10:00"]),
        # What ends as another begins does not touch it.
        ([("24T09:00", "24T10:00"), ("24T11:00", "24T17:00")], ["Tue 24 10:00"]),
        ([("24T09:00", "24T10:00"), ("24T10:59", "24T17:00")], ["Wed 25 10:00"]),
        ([("24T09:00", "24T10:01"), ("24T11:30", "24T17:00")], ["Tue 24 10:30"]),
        ([("24T09:00", "24T10:31"), ("24T11:30", "24T17:00")], ["Wed 25 10:00"]),
        # Over lunch only where there is nothing else.
        ([("24T09:00", "24T12:00"), ("24T13:30", "24T17:00")], ["Tue 24 12:30"]),
        ([("24T09:00", "24T11:30"), ("24T13:30", "24T16:00")], ["Tue 24 16:00"]),
        # Entries that lie over or in each other, in any order.
        ([("24T10:30", "24T12:00"), ("24T09:00", "24T11:00")], ["Tue 24 14:00"]),
        ([("24T09:00", "24T16:00"), ("24T10:00", "24T11:00")], ["Tue 24 16:00"]),
        # One that lasts no time takes none.
        ([("24T10:30", "24T10:30")], ["Tue 24 10:00"]),
    ],
)
def test_around_what_is_taken(busy, moments):
    entries = [taken(f"2026-11-{start}", f"2026-11-{end}") for start, end in busy]
    assert proposed(entries)[: len(moments)] == moments


def test_what_is_tentative_is_not_proposed():
    entry = taken("2026-11-24T09:00", "2026-11-24T17:00", tentative=True)
    assert proposed([entry])[0] == "Wed 25 10:00"


def test_a_single_day_gives_its_halves_in_turn():
    tuesdays = rule(hours={"tue": [["09:00", "12:30"], ["13:00", "17:00"]]})
    full = taken("2026-11-25T00:00", "2027-01-01T00:00")
    assert proposed([full], by=tuesdays) == ["Tue 24 10:00", "Tue 24 11:00", "Tue 24 14:00"]
    assert proposed([full], by=tuesdays, count=1) == ["Tue 24 10:00"]
    two = taken("2026-12-02T00:00", "2027-01-01T00:00")
    assert proposed([two], by=tuesdays) == ["Tue 24 10:00", "Tue 24 14:00", "Tue 01 14:00"]


def test_fewer_when_there_are_not():
    full = taken("2026-11-24T11:00", "2027-01-01T00:00")
    assert proposed([full]) == ["Tue 24 09:00", "Tue 24 10:00"]
    assert proposed([taken("2026-11-01T00:00", "2027-01-01T00:00")]) == []
    assert proposed(length=timedelta(hours=9)) == []
    assert proposed(count=0) == []


def test_not_beyond_thirty_days():
    assert proposed([taken("2026-11-01T00:00", "2026-12-23T00:00")])[0] == "Wed 23 10:00"
    assert proposed([taken("2026-11-01T00:00", "2026-12-24T00:00")]) == []


def test_the_owners_own_hours():
    evenings = rule(hours={"sat": [["10:00", "12:00"]], "mon": [["18:00", "21:30"]]})
    assert proposed(by=evenings) == ["Sat 28 10:00", "Mon 30 18:00", "Sat 05 10:00"]


def test_the_owners_own_holidays():
    germany = rule(ZoneInfo("Europe/Berlin"), "DE-BY")
    assert proposed(now=at("2027-01-04T17:30"), by=germany)[0] == "Thu 07 10:00"
    assert proposed(now=at("2027-01-04T17:30"))[0] == "Wed 06 10:00"


def test_longer_interviews_fit_as_a_whole():
    entry = taken("2026-11-24T11:00", "2026-11-24T13:00")
    assert proposed([entry], length=timedelta(hours=4))[0] == "Tue 24 13:00"


def test_clocks_that_change():
    spring, autumn = at("2026-03-27T10:00"), at("2026-10-23T10:00")
    for now in (spring, autumn):
        found = free_moments([], now=now, after=now, rule=rule())
        assert [start.hour for start in found] == [10, 14, 10]
        assert found[0].utcoffset() != now.utcoffset()


def test_a_time_that_the_clocks_skip_is_not_proposed():
    nights = rule(hours={"sun": [["01:00", "05:00"]]})
    now = at("2026-03-27T09:00")
    found = free_moments([], now=now, after=now, rule=nights, count=50)
    skipped = [start for start in found if start.date().isoformat() == "2026-03-29"]
    assert skipped
    assert not [start for start in skipped if start.hour == 2]


def test_an_impossible_year():
    with pytest.raises(Malformed):
        proposed(after=datetime(9999, 12, 30, tzinfo=UTC))


def test_a_calendar_of_a_thousand_entries_a_day():
    first = MONDAY.astimezone(UTC)
    crowd = [
        Busy(start=first + timedelta(minutes=n), end=first + timedelta(minutes=n + 3))
        for n in range(0, 31 * 1440, 2)
    ]
    began = time.process_time()
    assert proposed(crowd) == []
    assert time.process_time() - began < 1


ZONES = ("Europe/Amsterdam", "Europe/London", "America/St_Johns", "Asia/Kathmandu", "UTC")
HOURS = (
    None,
    {"mon": [["08:15", "12:00"], ["12:45", "18:00"]], "thu": [["13:00", "17:00"]]},
    {"sun": [["00:00", "23:59"]], "wed": [["00:00", "04:00"]]},
)
SOON = st.integers(0, 40 * 24 * 4).map(lambda n: n * timedelta(minutes=15))
STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(
    now=STARTS,
    later=SOON,
    entries=st.lists(st.tuples(SOON, st.integers(0, 3000)), max_size=12),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    hours=st.sampled_from(HOURS),
    length=st.sampled_from((30, 60, 90, 180)).map(lambda n: timedelta(minutes=n)),
    count=st.integers(0, 6),
)
@settings(max_examples=80, deadline=None)
def test_whatever_the_calendar_holds(now, later, entries, zone, hours, length, count):
    by, after = rule(zone, "NL", hours), now + later
    busy = [Busy(start=now + s, end=now + s + timedelta(minutes=n)) for s, n in entries]
    found = free_moments(busy, now=now, after=after, rule=by, length=length, count=count)
    assert len(found) <= count
    assert sorted(found) == list(found)
    ends = [start.astimezone(UTC) + length for start in found]
    for start, end in zip(found, ends, strict=True):
        assert start.tzinfo is zone
        assert start.minute in (0, 30)
        assert start >= now + timedelta(hours=24)
        assert after <= start < max(after, now + timedelta(hours=24)) + timedelta(days=31)
        assert start.date() not in public_holidays("NL", start.year)
        assert not any(b.start < end and start < b.end and b.start < b.end for b in busy)
        assert in_hours(start, end.astimezone(zone), hours)
    for one, following in zip(ends, found[1:], strict=False):
        assert one <= following
    others = free_moments(busy[::-1], now=now, after=after, rule=by, length=length, count=count)
    assert others == found


def in_hours(start, end, hours):
    days = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    windows = (hours or days).get(f"{start:%a}".lower(), [])
    same_day = start.date() == end.date()
    return same_day and any(a <= f"{start:%H:%M}" and f"{end:%H:%M}" <= b for a, b in windows)


# -- conflicts ------------------------------------------------------------------------------------

TEN = Moment(words="10 uur", start=at("2026-11-24T10:00"), end=at("2026-11-24T11:30"))
TWO = Moment(words="14 uur", start=at("2026-11-24T14:00"))
SOME_DAY = Moment(words="volgende week")


@pytest.mark.parametrize(
    ("start", "end", "more", "clash"),
    [
        ("24T09:00", "24T10:00", {}, []),
        ("24T09:00", "24T10:01", {}, [TEN]),
        ("24T11:29", "24T12:00", {}, [TEN]),
        ("24T11:30", "24T12:00", {}, []),
        ("24T10:30", "24T10:45", {}, [TEN]),
        ("24T00:00", "25T00:00", {}, [TEN, TWO]),
        ("24T14:59", "24T16:00", {}, [TWO]),  # an hour where no end is said
        ("24T15:00", "24T16:00", {}, []),
        ("25T10:00", "25T11:00", {}, []),
        ("24T10:30", "24T10:30", {}, []),
        ("24T11:00", "24T10:00", {}, []),
        ("24T10:00", "24T11:30", {"tentative": True}, []),
        ("24T10:00", "24T11:30", {"uid": "this"}, []),  # the invitation itself, accepted
        ("24T10:00", "24T11:30", {"uid": "that"}, [TEN]),
    ],
)
def test_moments_that_are_taken(start, end, more, clash):
    entry = taken(f"2026-11-{start}", f"2026-11-{end}", **more)
    assert conflicts([TEN, SOME_DAY, TWO], [entry], own="this") == tuple(clash)


def test_an_entry_without_a_uid_is_not_the_invitation():
    entry = taken("2026-11-24T10:00", "2026-11-24T11:00")
    assert conflicts([TEN], [entry]) == (TEN,)
    assert conflicts([TEN], []) == ()


def test_an_end_before_the_start_is_no_end():
    odd = Moment(words="x", start=TEN.start, end=TEN.start - HOUR)
    assert conflicts([odd], [taken("2026-11-24T10:59", "2026-11-24T11:00")]) == (odd,)
    assert conflicts([odd], [taken("2026-11-24T11:00", "2026-11-24T12:00")]) == ()
