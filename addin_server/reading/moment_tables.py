"""Words of dates and times, compiled per language from ``lexicon/<lang>/moments.toml``.

Full names of months and days are understood in every language, since mails mix them; all else
only in the mail's own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..model import LANGUAGES
from ..resources import lexicon
from .vocabulary import choice, firsts, fold, seconds

#: Abbreviations of zones; the bare ones of Europe are written all year, so they follow its clocks.
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
    "ET": "America/New_York",
    "EST": "-300",
    "EDT": "-240",
    "CT": "America/Chicago",
    "CST": "-360",
    "CDT": "-300",
    "MT": "America/Denver",
    "MST": "-420",
    "MDT": "-360",
    "PT": "America/Los_Angeles",
    "PST": "-480",
    "PDT": "-420",
}


#: Of a day. About noon an hour is what it is without a part.
PARTS = ("am", "pm", "noon")

#: Ways to say a clock's time, in the order of trying.
CLOCK = ("half_to", "half_past", "quarter_to", "quarter_past", "quarter_into")

AMERICAN = frozenset(
    {"ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT"}
)


@dataclass(frozen=True, slots=True)
class Table:
    """A language's words, compiled."""

    firsts: frozenset[str]
    seconds: dict[str, frozenset[str]]  #: what must follow some of these
    values: dict[tuple[str, str], tuple[tuple[int, ...], str]]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    time: re.Pattern[str]
    ordinal: re.Pattern[str]
    months: dict[str, int]
    named: frozenset[str]  #: folded names of months
    numbered: re.Pattern[str]  #: `the 14th of this month`
    weak: frozenset[str]  #: weekdays that are other words too, unless a figure follows
    dashed: bool  #: writes 12-3 for the 12th of March
    telling: frozenset[str]  #: folded words that may begin any of these, or a zone
    hours: dict[str, int]  #: words for them beyond the numbers
    past: re.Pattern[str]  #: minutes behind an hour
    minutes: dict[str, int]
    lang: str | None
    english: bool


def words_of(lang: str | None) -> dict[str, Any]:
    """The language's lexicon; English where there is none."""
    return lexicon(lang if lang in LANGUAGES else "en", "moments")


@cache
def table(lang: str | None) -> Table:
    """Everything `scan` needs, for one language."""
    lex = words_of(lang)
    values, months = _values(lex), _months(lex)
    begins = [
        *(phrase for _, phrase in values),
        *lex["numbers"],
        *lex["more_hours"],
        *(word for clock in CLOCK for word in lex.get(clock, ())),
    ]
    return Table(
        firsts=firsts(begins),
        seconds=seconds(begins, 2),
        values=values,
        months=months,
        named=firsts(months),
        weak=frozenset(fold(w) for w in lex["weak_weekdays"]),
        dashed=lang in ("nl", "fr"),
        telling=firsts([*begins, *months, *ZONES]),
        hours=lex["more_hours"],
        minutes=lex["past"],
        time=_time(lex, glued=lang == "de"),
        lang=lang,
        english=lex is lexicon("en", "moments"),
        **_dates(lex, choice(months)),
    )


def _dates(lex: dict[str, Any], named: str) -> dict[str, re.Pattern[str]]:
    """Dates that begin with a figure or the name of a month, and minutes behind an hour."""
    ordinals = choice(lex["ordinals"])
    patterns = {
        "day_month": rf"(\d{{1,2}})(?:\s?(?:{ordinals})(?!\w))?\.?[\s-]{{0,3}}(?:(?:of|de|the)\s)?"
        rf"({named})(?![^\W\d_])(?:\.?,?[\s-]{{1,3}}(\d{{4}})(?!\d))?",
        "month_day": rf"({named})(?![^\W\d_])\.?\s{{0,3}}(?:the\s)?(\d{{1,2}})(?!\d)"
        r"(?:st|nd|rd|th)?(?!:\d|\w)(?:,?\s{1,3}(\d{4})(?!\d))?",
        "ordinal": rf"(\d{{1,2}})(?:{ordinals})(?![\w.])",
        "numbered": rf"(\d{{1,2}})\.?(?:\s?(?:{ordinals}))?\s(?:{choice(lex['this_month'])})(?!\w)",
        "past": rf"\s(?:{choice(lex['past']) or '(?!)'})(?!\w)",
    }
    return {name: re.compile(written, re.IGNORECASE) for name, written in patterns.items()}


@cache
def phrases_from(lang: str | None, word: str) -> re.Pattern[str]:
    """All phrases that begin with this folded word; the name of the group says what it is."""
    lex = words_of(lang)
    words = [*lex["numbers"], *lex["more_hours"]]
    numbers = choice([*words, *map(str, range(1, 13))])

    def of(phrases: Iterable[str]) -> list[str]:
        return [phrase for phrase in phrases if word in firsts([phrase])]

    groups = [(kind, of(lex.get(kind, ())), rf"\s{{1,3}}(?:{numbers})(?!\w)") for kind in CLOCK]
    groups.append(("oclock", of(words), rf"\s{{1,3}}(?:{choice(lex['oclock'])})(?!\w)"))
    kinds: dict[str, list[str]] = {}
    for kind, phrase in _values(lex):
        kinds.setdefault(kind, []).append(phrase)
    groups += [(kind, of(phrases), r"(?!\w)") for kind, phrases in kinds.items()]
    groups.append(("number", of(words[1:]), r"(?!\w)"))
    tried = [f"(?P<{kind}>(?:{choice(found)}){after})" for kind, found, after in groups if found]
    return re.compile("|".join(tried), re.IGNORECASE)


def _time(lex: dict[str, Any], glued: bool) -> re.Pattern[str]:
    """`glued`: am and pm stand right behind the figure, for `16 Uhr am Montag` is no morning."""
    units = choice(lex["hour"])
    half = "" if glued else r"\s?"
    return re.compile(
        r"(?P<h>2[0-3]|[01]?\d)(?!\d)"
        r"(?:(?:\s?:\s?|\s?[hu]\s?|\s(?:uur|uhr|heures)\s)(?P<m>[0-5]\d)(?!\d)(?::[0-5]\d(?!\d))?"
        r"|\.(?P<dot>[0-5]\d)(?!\d|[.,/]\d|-\d(?!\d?(?:[.:h]\d\d|\s?(?:h|u|uur|uhr)(?!\w)))))?"
        rf"(?:[^\S\n]?(?P<unit>{units})(?!\w)|\s(?<=[.:]\d\d\s)hours(?!\w))?"
        rf"(?:{half}(?P<half>[ap])(?:\.\s?m\.|{half}m)(?!\w))?",
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
    for phrase in lex["midnight"]:
        values["noon", fold(phrase)] = ((23, 59), "24")
    for kind, topic in (("day", "days"), ("week", "weeks"), ("later", "later"), ("same", "same")):
        for phrase, number in lex[topic].items():
            values[kind, fold(phrase)] = ((number,), "")
    values.update({("again", fold(p)): ((), "") for p in lex["same_time"]})
    for half in PARTS:
        values.update({("part", fold(p)): ((), half) for p in lex[f"part_{half}"]})
    for day, names in _weekdays(lex):
        for name in names:
            values["weekday", fold(name)] = ((day,), "")
        for half in PARTS:
            for end in lex[f"glued_{half}"]:
                values["weekday", fold(names[0] + end)] = ((day,), half)
    for half in PARTS:
        for end in lex[f"glued_{half}"]:
            values.setdefault(("day", "morgen" + end), ((1,), half))
        values.update({("day", fold(p)): ((0,), half) for p in lex.get(f"today_{half}", ())})
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


def behind(words: list[str]) -> re.Pattern[str]:
    """These phrases, to be matched right behind something."""
    return re.compile(rf"[\s,(]{{1,3}}(?:{choice(words)})(?!\w)", re.IGNORECASE)
