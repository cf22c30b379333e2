"""Figures of dates and times as patterns, per language from ``lexicon/<lang>/moments.toml``.

Names of months are understood in every language, since mails mix them.
"""

import re
from functools import cache
from typing import Any, NamedTuple

from ..model import LANGUAGES
from ..resources import lexicon
from .language import served
from .patterns import lazy
from .vocabulary import any_of, choice, firsts

#: Words that may be of a piece with the figure before them, beside those of the lexicon.
_BEHIND = ("h", "u", "a", "p", "am", "pm")


class Patterns(NamedTuple):
    """What dates and times in figures look like, for one language."""

    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    numbered: re.Pattern[str]  #: `the 14th of this month`
    ordinal: re.Pattern[str]
    time: re.Pattern[str]
    months: dict[str, int]
    named: frozenset[str]  #: folded names of months
    behind: frozenset[str]  #: folded words that may be of a piece with the figure before them
    dating: frozenset[str]  #: those of them with which it may be a day
    dotted: bool  #: a dot makes a figure the number of a day
    dashed: bool  #: writes 12-3 for the 12th of March
    early: bool  #: `6.30 Uhr` is in the morning


def words_of(lang: str | None) -> dict[str, Any]:
    """The language's lexicon; English where there is none."""
    return lexicon(served(lang), "moments")


@cache
def around(*lists: str) -> frozenset[str]:
    """The words of these lists of the table `around`, in all languages."""
    books = (lexicon(code, "moments")["around"] for code in LANGUAGES)
    return frozenset(word for book in books for name in lists for word in book[name])


@cache
def patterns(lang: str | None) -> Patterns:
    """The patterns of a language, compiled."""
    lex = words_of(lang)
    months = _months(lex)
    dating = [*months, *lex["ordinals"], *lex["this_month"]]
    return Patterns(
        months=months,
        named=firsts(months),
        behind=firsts([*dating, *lex["hour"], *around("of", "the", "hours"), *_BEHIND]),
        dating=firsts([*dating, *around("of", "the")]),
        dotted="." in lex["ordinals"],
        dashed=lang in ("nl", "fr"),
        early=lex is not lexicon("en", "moments"),
        time=_time(lex, glued=lang == "de"),
        **_dates(lex, choice(months)),
    )


def _months(lex: dict[str, Any]) -> dict[str, int]:
    months = {}
    for lang in LANGUAGES:
        for number, row in enumerate(lexicon(lang, "moments")["months"], 1):
            months[row[0]] = number
    for number, row in enumerate(lex["months"], 1):
        months.update(dict.fromkeys(row, number))
    return months


def _dates(lex: dict[str, Any], named: str) -> dict[str, re.Pattern[str]]:
    """Dates that begin with a figure or the name of a month."""
    ordinals, english = choice(lex["ordinals"]), lexicon("en", "moments")["ordinals"]
    of, the = any_of(around("of", "the")), any_of(around("the"))
    written = {
        "day_month": rf"(\d{{1,2}})(?:\s?(?:{ordinals})(?!\w))?\.?[\s/-]{{0,3}}(?:{of}\s)?"
        rf"({named})(?![^\W\d_])(?:\.?,?[\s/-]{{1,3}}(\d{{4}})(?!\d))?",
        "month_day": rf"({named})(?![^\W\d_])\.?\s{{0,3}}(?:{the}\s)?(\d{{1,2}})(?!\d)"
        rf"{any_of(english)}?(?!:\d|\w)(?:,?\s{{1,3}}(\d{{4}})(?!\d))?",
        "ordinal": rf"(\d{{1,2}})(?:{ordinals})(?!\w|\.[\w.])",
        "numbered": rf"(\d{{1,2}})\.?(?:\s?(?:{ordinals}))?\s(?:{choice(lex['this_month'])})(?!\w)",
    }
    return {name: lazy(pattern, re.IGNORECASE) for name, pattern in written.items()}


def _time(lex: dict[str, Any], glued: bool) -> re.Pattern[str]:
    """`glued`: am and pm stand right behind the figure, for `16 Uhr am Montag` is no morning."""
    units, hours = choice(lex["hour"]), choice(around("hours"))
    half = "" if glued else r"\s?"
    return lazy(
        r"(?P<h>2[0-3]|[01]?\d)(?!\d)"
        rf"(?:(?:\s?:\s?|\s?[hu]\s?|\s(?:{hours})\s)(?P<m>[0-5]\d)(?!\d)(?::[0-5]\d(?!\d))?"
        r"|\.(?P<dot>[0-5]\d)(?!\d|[.,/]\d|"
        rf"-\d(?!\d?(?:[.:h]\d\d|\s?(?:h|u|{hours})(?!\w)))))?"
        rf"(?:[^\S\n]?(?P<unit>{units})(?!\w)|\s(?<=[.:]\d\d\s)(?:{hours})(?!\w))?"
        rf"(?:{half}(?P<half>[ap])(?:\.\s?m\.|{half}m|(?<=\d\d[ap]))(?!\w))?",
        re.IGNORECASE,
    )
