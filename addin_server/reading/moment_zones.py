"""Names of time zones as mails write them: abbreviations, offsets, IANA's."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .patterns import lazy

#: Abbreviations of zones; those of Europe and America that name the winter's time are written all
#: year, so they follow the clocks there. Not MST, the time of Arizona.
ZONES = {
    "CET": "Europe/Brussels",
    "CEST": "+120",
    "MEZ": "Europe/Berlin",
    "MESZ": "+120",
    "WET": "Europe/Lisbon",
    "WEST": "+60",
    "EET": "Europe/Athens",
    "EEST": "+180",
    "AEST": "+600",
    "GMT": "+0",
    "UTC": "+0",
    "BST": "+60",
    "IST": "+330",
    "SGT": "+480",
    "JST": "+540",
    "KST": "+540",
    "HKT": "+480",
    "MYT": "+480",
    "PHT": "+480",
    "AWST": "+480",
    "WIB": "+420",
    "PKT": "+300",
    "MSK": "+180",
    "TRT": "+180",
    "EAT": "+180",
    "SAST": "+120",
    "CAT": "+120",
    "WAT": "+60",
    "BRT": "-180",
    "AEDT": "+660",
    "NZST": "+720",
    "NZDT": "+780",
    "HNE": "America/Toronto",
    "HAE": "-240",
    "ET": "America/New_York",
    "EST": "America/New_York",
    "EDT": "-240",
    "CT": "America/Chicago",
    "CST": "America/Chicago",
    "CDT": "-300",
    "MT": "America/Denver",
    "MST": "-420",
    "MDT": "-360",
    "PT": "America/Los_Angeles",
    "PST": "America/Los_Angeles",
    "PDT": "-420",
}

AMERICAN = frozenset(
    {"ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT"}
)

#: What IANA's names of zones begin with: `Europe/London`.
AREAS = frozenset({"africa", "america", "asia", "atlantic", "australia", "europe", "pacific", "us"})

_OFFSET = lazy(r"(?:UTC|GMT)\s?([+−–-])(\d{1,2})(?::?([0-5]\d))?(?!\d)")
_AREA = lazy(r"[A-Z][A-Za-z]{1,9}/[A-Z][A-Za-z_]{2,30}(?![\w/])")
_FARTHEST = 840  #: minutes


def abbreviated(text: str, at: int, word: str) -> tuple[int, tuple[int, ...], str]:
    """Of an abbreviation that stands here: its end, (1,) for one of America's, and its meaning."""
    if m := _OFFSET.match(text, at):
        minutes = int(m[2]) * 60 + int(m[3] or 0)
        sign = "+" if m[1] == "+" else "-"
        return m.end(), (), f"{sign}{minutes}" if minutes <= _FARTHEST else "+0"
    return at + len(word), (1,) if word in AMERICAN else (), ZONES[word]


def area(text: str, at: int, stop: int) -> str | None:
    """IANA's name that stands here: `Europe/London`."""
    m = _AREA.match(text, at, stop)
    try:
        return ZoneInfo(m[0]).key if m else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
