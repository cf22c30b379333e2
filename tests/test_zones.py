"""Names of time zones."""

from zoneinfo import available_timezones

import pytest
from tzlocal.windows_tz import win_tz

from addin_server.zones import iana_name, zone


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ("Europe/Brussels", "Europe/Brussels"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Romance Standard Time", "Europe/Paris"),
        ("GMT Standard Time", "Europe/London"),
        ("Eastern Standard Time", "America/New_York"),
        ("UTC", "UTC"),
        ("Europe", None),
        ("", None),
        ("/etc/localtime", None),
        ("../UTC", None),
        (None, None),
        (7, None),
        ([], None),
        ("Mars Standard Time", None),
    ],
)
def test_a_zone_is_known_by_either_name(given, known):
    assert iana_name(given) == known
    assert (zone(given) and str(zone(given))) == known


def test_every_windows_zone_and_every_iana_zone_can_be_opened():
    for name in (*win_tz, *available_timezones()):
        assert zone(name) is not None, name
