"""Words of dates and times, compiled per language from ``lexicon/<lang>/moments.toml``.

Full names of months and days are understood in every language, since mails mix them; all else
only in the mail's own.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..model import LANGUAGES
from ..resources import lexicon
from .vocabulary import choice, firsts, fold

#: Abbreviations of zones; the bare ones of Europe are written all year, so they follow its clocks.
ZONES = {
    "CET": "Europe/Brussels",
    "CEST": "+120",
    "MEZ": "Europe/Berlin",
    "MESZ": "+120",
    "WET": "Europe/Lisbon",
    "EET": "Europe/Athens",
    "GMT": "+0",
    "UTC": "+0",
    "BST": "+60",
    "IST": "+330",
    "SGT": "+480",
    "JST": "+540",
    "ET": "America/New_York",
    "EST": "-300",
    "EDT": "-240",
    "CT": "America/Chicago",
    "CST": "-360",
    "CDT": "-300",
    "MST": "-420",
    "MDT": "-360",
    "PT": "America/Los_Angeles",
    "PST": "-480",
    "PDT": "-420",
}


AMERICAN = frozenset({"ET", "EST", "EDT", "CT", "CST", "CDT", "MST", "MDT", "PT", "PST", "PDT"})


@dataclass(frozen=True, slots=True)
class Table:
    """A language's words, compiled."""

    phrases: re.Pattern[str]
    firsts: frozenset[str]
    values: dict[tuple[str, str], tuple[tuple[int, ...], str]]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    time: re.Pattern[str]
    ordinal: re.Pattern[str]
    months: dict[str, int]
    named: frozenset[str]  #: first words of months and of zones
    english: bool


def words_of(lang: str | None) -> dict[str, Any]:
    """The language's lexicon; English where there is none."""
    return lexicon(lang if lang in LANGUAGES else "en", "moments")


@cache
def table(lang: str | None) -> Table:
    """Everything `scan` needs, for one language."""
    lex = words_of(lang)
    values = _values(lex)
    kinds: dict[str, list[str]] = {}
    for kind, phrase in values:
        kinds.setdefault(kind, []).append(phrase)
    numbers = choice([*lex["numbers"], *map(str, range(1, 13))])
    clock = [
        rf"(?P<{kind}>(?:{choice(lex[kind])})\s{{1,3}}(?:{numbers})(?!\w))"
        for kind in ("half_to", "half_past", "quarter_to", "quarter_past")
        if lex.get(kind)
    ]
    clock.append(
        rf"(?P<oclock>(?:{choice(lex['numbers'])})\s{{1,3}}(?:{choice(lex['oclock'])})(?!\w))"
    )
    plain = [rf"(?P<{kind}>(?:{choice(phrases)})(?!\w))" for kind, phrases in kinds.items()]
    months = _months(lex)
    named = choice(months)
    ordinals = choice(lex["ordinals"])
    begins = [
        *lex["numbers"],
        *(
            w
            for k in ("half_to", "half_past", "quarter_to", "quarter_past")
            for w in lex.get(k, ())
        ),
    ]
    return Table(
        phrases=re.compile("|".join(clock + plain), re.IGNORECASE),
        firsts=firsts([*(p for _, p in values), *begins]),
        values=values,
        day_month=re.compile(
            rf"(\d{{1,2}})(?:\s?(?:{ordinals})(?!\w))?\.?[\s-]{{0,3}}(?:(?:of|de|the)\s)?({named})(?![^\W\d_])(?:\.?,?[\s-]{{1,3}}(\d{{4}})(?!\d))?",
            re.IGNORECASE,
        ),
        month_day=re.compile(
            rf"({named})(?![^\W\d_])\.?\s{{0,3}}(?:the\s)?(\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?![:\w])(?:,?\s{{1,3}}(\d{{4}})(?!\d))?",
            re.IGNORECASE,
        ),
        time=_time(lex),
        ordinal=re.compile(rf"(\d{{1,2}})(?:{ordinals})(?![\w.])", re.IGNORECASE),
        months=months,
        named=frozenset({*months, *(zone.lower() for zone in ZONES)}),
        english=lex is lexicon("en", "moments"),
    )


def _time(lex: dict[str, Any]) -> re.Pattern[str]:
    units = choice(lex["hour"])
    return re.compile(
        r"(?P<h>2[0-3]|[01]?\d)(?!\d)"
        r"(?:(?:\s?:\s?|\s?[hu]\s?|\s(?:uur|uhr|heures)\s)(?P<m>[0-5]\d)(?!\d)(?::[0-5]\d(?!\d))?"
        r"|\.(?P<dot>[0-5]\d)(?!\d|[.,/-]\d))?"
        rf"(?:\s?(?P<unit>{units})(?!\w))?"
        r"(?:\s?(?P<half>[ap])(?:\.\s?m\.|\s?m)(?!\w))?",
        re.IGNORECASE,
    )


def _months(lex: dict[str, Any]) -> dict[str, int]:
    months = {}
    for lang in LANGUAGES:
        for number, row in enumerate(lexicon(lang, "moments")["months"], 1):
            months[row[0]] = number
    for number, row in enumerate(lex["months"], 1):
        months.update(dict.fromkeys(row, number))
    return months


def _values(lex: dict[str, Any]) -> dict[tuple[str, str], tuple[tuple[int, ...], str]]:
    """What each phrase means, by kind and folded words. The order is the order of trying."""
    values: dict[tuple[str, str], tuple[tuple[int, ...], str]] = {}
    for phrase, name in lex["places"].items():
        values["zone", fold(phrase)] = ((), name)
    for phrase in lex["noon"]:
        values["noon", fold(phrase)] = ((12, 0), "24")
    for kind in ("days", "weeks"):
        for phrase, number in lex[kind].items():
            values[kind[:-1], fold(phrase)] = ((number,), "")
    for half in ("am", "pm"):
        values.update({("part", fold(p)): ((), half) for p in lex[f"part_{half}"]})
    for day, names in _weekdays(lex):
        for name in names:
            values["weekday", fold(name)] = ((day,), "")
        for half in ("am", "pm"):
            for end in lex[f"glued_{half}"]:
                values["weekday", fold(names[0] + end)] = ((day,), half)
    for half in ("am", "pm"):
        for end in lex[f"glued_{half}"]:
            values.setdefault(("day", "morgen" + end), ((1,), half))
        values.update({("day", fold(p)): ((0,), half) for p in lex[f"today_{half}"]})
    values.update({("near", fold(p)): ((), "") for p in lex["nearest"]})
    return values


def _weekdays(lex: dict[str, Any]) -> list[tuple[int, list[str]]]:
    everywhere = [
        (day, [lexicon(lang, "moments")["weekdays"][day][0]])
        for lang in LANGUAGES
        for day in range(7)
    ]
    return [*enumerate(lex["weekdays"]), *everywhere]


@cache
def known_number(word: str) -> int:
    """One to twelve, in any of the languages."""
    for lang in LANGUAGES:
        numbers = lexicon(lang, "moments")["numbers"]
        if word in numbers:
            return int(numbers.index(word)) + 1
    return 12
