"""Names of time zones: IANA's, and those of Windows and Exchange. Only module that imports tzlocal.

Which Windows zone is which is CLDR's table (https://cldr.unicode.org, windowsZones), as tzlocal
carries it; each stands for the zone's biggest place.
"""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from tzlocal.windows_tz import win_tz


def iana_name(name: object) -> str | None:
    """The IANA name of a zone named ``Europe/Brussels`` or ``Romance Standard Time``, or None."""
    if not isinstance(name, str):
        return None
    known = name if name in _names() else win_tz.get(name)
    return known if known in _names() else None


@cache
def _names() -> frozenset[str]:
    """All zones there are; to look them up reads a folder."""
    return frozenset(available_timezones())


def zone(name: object) -> ZoneInfo | None:
    """The zone of that name, or None."""
    known = iana_name(name)
    return ZoneInfo(known) if known else None
