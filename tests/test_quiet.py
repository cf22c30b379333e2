"""When a reminder may go by mail."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.deadlines import Quiet, mail_at, parse_clock
from addin_server.errors import Malformed

BRUSSELS = ZoneInfo("Europe/Brussels")
NIGHT = (time(21), time(7, 30))


def at(text, zone=BRUSSELS):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


LATE = at("2026-12-31 12:00")


@pytest.mark.parametrize(
    ("hours", "digest", "due", "limit", "goes"),
    [
        (None, None, "2026-03-02 23:00", LATE, "2026-03-02 23:00"),
        # quiet across midnight, from either side; its end is not quiet
        (NIGHT, None, "2026-03-02 20:59", LATE, "2026-03-02 20:59"),
        (NIGHT, None, "2026-03-02 21:00", LATE, "2026-03-03 07:30"),
        (NIGHT, None, "2026-03-03 02:00", LATE, "2026-03-03 07:30"),
        (NIGHT, None, "2026-03-03 07:30", LATE, "2026-03-03 07:30"),
        # quiet at noon
        ((time(12), time(13)), None, "2026-03-02 12:30", LATE, "2026-03-02 13:00"),
        # from and until alike: none is quiet
        ((time(8), time(8)), None, "2026-03-02 12:30", LATE, "2026-03-02 12:30"),
        # a digest: the next one, and one that is just due goes with it
        (None, time(8), "2026-03-02 08:00", LATE, "2026-03-02 08:00"),
        (None, time(8), "2026-03-02 08:01", LATE, "2026-03-03 08:00"),
        # both: the digest falls into quiet hours
        (NIGHT, time(6), "2026-03-02 12:00", LATE, "2026-03-03 07:30"),
        # what would come too late does not wait
        (None, time(8), "2026-03-02 12:00", at("2026-03-03 08:00"), "2026-03-02 12:00"),
        (NIGHT, None, "2026-03-02 22:00", at("2026-03-02 23:00"), "2026-03-02 22:00"),
        # nor when the limit has passed
        (NIGHT, None, "2026-03-02 22:00", at("2026-03-02 12:00"), "2026-03-02 22:00"),
        # clocks go forward on 2026-03-29 at 2:00, back on 2026-10-25 at 3:00
        ((time(1), time(2, 30)), None, "2026-03-29 01:30", LATE, "2026-03-29 03:00"),
        (None, time(2, 30), "2026-10-24 12:00", LATE, "2026-10-25 02:30"),
    ],
)
def test_a_mail_waits_for_its_time(hours, digest, due, limit, goes):
    quiet = Quiet(zone=BRUSSELS, hours=hours, digest=digest)
    found = mail_at(at(due).astimezone(UTC), limit.astimezone(UTC), quiet)
    assert found.astimezone(BRUSSELS).strftime("%Y-%m-%d %H:%M") == goes


clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
moments = st.integers(0, 6 * 366 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(
    due=moments,
    ahead=st.integers(1, 7 * 24 * 60),
    hours=st.none() | st.tuples(clocks, clocks),
    digest=st.none() | clocks,
    zone=st.sampled_from(["Europe/Brussels", "America/St_Johns", "Pacific/Apia", "Africa/Cairo"]),
)
@settings(max_examples=100, deadline=None)
def test_a_mail_is_never_early_and_never_after_a_limit_ahead(due, ahead, hours, digest, zone):
    limit = due + timedelta(minutes=ahead)
    quiet = Quiet(zone=ZoneInfo(zone), hours=hours, digest=digest)
    goes = mail_at(due, limit, quiet)
    assert due <= goes < limit
    # and once it may go, nothing holds it back again but another day's digest
    if digest is None:
        assert mail_at(goes, limit, quiet) == goes


@pytest.mark.parametrize("given", ["8:00", "24:00", "12:60", "noon", 8, None, "12:00:00", "١٢:٠٠"])
def test_what_is_no_time_is_refused_by_name(given):
    with pytest.raises(Malformed) as refused:
        parse_clock("digest", given)
    assert refused.value.field == "digest"


def test_a_time_or_nothing_is_taken():
    assert parse_clock("digest", "") is None
    assert parse_clock("digest", "07:30") == time(7, 30)
