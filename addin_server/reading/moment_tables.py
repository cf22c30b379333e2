"""Words of dates and times, as tables, per language from ``lexicon/<lang>/moments.toml``.

Full names of days are understood in every language, since mails mix them; all else only in the
mail's own.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from ..model import LANGUAGES
from ..resources import lexicon
from .index import fold as plain
from .moment_patterns import Patterns, around, patterns, words_of
from .patterns import lazy
from .vocabulary import any_of, by_first, choice, fold

#: Of a day. About noon an hour is what it is without a part.
PARTS = ("am", "pm", "noon")

#: Ways to say a clock's time, in the order of trying.
CLOCK = ("half_to", "half_past", "quarter_to", "quarter_past", "quarter_into")

#: A kind of token, its value and its note.
Meaning = tuple[str, tuple[int, ...], str]
#: Value and note of phrases by their kind and folded words. The order is the order of trying.
Values = dict[tuple[str, str], tuple[tuple[int, ...], str]]


class Table(NamedTuple):
    """A language's words."""

    lang: str | None
    single: dict[str, Meaning]  #: what a word says by itself
    values: Values
    weak: frozenset[str]  #: weekdays that are other words too, unless a figure follows
    past: re.Pattern[str]  #: minutes behind an hour
    minutes: dict[str, int]
    english: bool
    patterns: Patterns


@cache
def table(lang: str | None) -> Table:
    """Everything `scan` needs, for one language."""
    lex = words_of(lang)
    values = _values(lex)
    return Table(
        lang=lang,
        patterns=patterns(lang),
        single=_singles(lex, values),
        values=values,
        weak=frozenset(fold(w) for w in lex["weak_weekdays"]),
        past=lazy(rf"[\s-](?:{choice(lex['past']) or '(?!)'})(?!\w)", re.IGNORECASE),
        minutes=lex["past"],
        english=lex is lexicon("en", "moments"),
    )


@cache
def spelled(lang: str | None) -> dict[str, int]:
    """Days of a month in words, folded."""
    rows = enumerate(words_of(lang)["spelled"], 1)
    return {fold(word): day for day, row in rows for word in row}


def _singles(lex: dict[str, Any], values: Values) -> dict[str, Meaning]:
    """Phrases of one word."""
    kinds: dict[str, list[str]] = {}
    for kind, phrase in values:
        kinds.setdefault(kind, []).append(phrase)
    found: dict[str, Meaning] = {}
    for kind, phrases in kinds.items():
        for phrase in phrases:
            if plain(phrase).isalnum():
                found.setdefault(
                    phrase, ("time" if kind == "noon" else kind, *values[kind, phrase])
                )
    for number in [*lex["numbers"][1:], *lex["more_hours"]]:
        if plain(number).isalpha() and (hour := number_of(number, lex)) < 24:
            found.setdefault(fold(number), ("number", (hour, 0), "word"))
    return found


@cache
def phrases_from(lang: str | None, word: str) -> re.Pattern[str]:
    """All phrases that begin with this folded word; the name of the group says what it is."""
    tried = [
        f"(?P<{kind}>(?:{choice(known[word])}){after})"
        for kind, known, after in _begun(lang)
        if word in known
    ]
    return lazy("|".join(tried), re.IGNORECASE)


@cache
def _begun(lang: str | None) -> list[tuple[str, dict[str, list[str]], str]]:
    """Kinds of phrases, by the words these begin with, and what must follow one."""
    lex = words_of(lang)
    words = [*lex["numbers"], *lex["more_hours"]]
    number = rf"\s{{1,3}}(?:{choice([*words, *map(str, range(1, 13))])})(?!\w)"
    ahead, months = any_of(around("of")), choice(table(lang).patterns.months)
    dated = rf"\s(?:{ahead}\s)?({months})(?!\w)(?:,?\s(\d{{4}})(?!\d))?"
    kinds: dict[str, list[str]] = {}
    for kind, phrase in table(lang).values:
        kinds.setdefault(kind, []).append(phrase)
    groups = [
        ("dated", [*spelled(lang)], dated),
        *((kind, lex.get(kind, []), number) for kind in CLOCK),
        ("oclock", words, rf"\s{{1,3}}(?:{choice(lex['oclock'])})(?!\w)"),
        *((kind, phrases, r"(?!\w)") for kind, phrases in kinds.items()),
        ("number", words[1:], r"(?!\w)"),
    ]
    return [(kind, by_first(phrases), after) for kind, phrases, after in groups]


def _values(lex: dict[str, Any]) -> Values:
    """What each phrase means."""
    values: Values = {("zone", fold(phrase)): ((), name) for phrase, name in lex["places"].items()}
    values |= {("noon", fold(phrase)): ((12, 0), "24") for phrase in lex["noon"]}
    values |= {("noon", fold(phrase)): ((23, 59), "24") for phrase in lex["midnight"]}
    for kind, topic in (("day", "days"), ("week", "weeks"), ("later", "later"), ("same", "same")):
        values |= {(kind, fold(phrase)): ((number,), "") for phrase, number in lex[topic].items()}
    values |= {("again", fold(phrase)): ((), "") for phrase in lex["same_time"]}
    for half in PARTS:
        values |= {("part", fold(phrase)): ((), half) for phrase in lex[f"part_{half}"]}
    for day, names in _weekdays(lex):
        values |= {("weekday", fold(name)): ((day,), "") for name in names}
        for half in PARTS:
            glued = (fold(names[0] + end) for end in lex[f"glued_{half}"])
            values |= {("weekday", name): ((day,), half) for name in glued}
    tomorrow = next(fold(word) for word, days in lex["days"].items() if days == 1)
    for half in PARTS:
        for end in lex[f"glued_{half}"]:
            values.setdefault(("day", tomorrow + end), ((1,), half))
        values |= {("day", fold(phrase)): ((0,), half) for phrase in lex.get(f"today_{half}", ())}
    return values | {("near", fold(phrase)): ((), "") for phrase in lex["nearest"]}


def _weekdays(lex: dict[str, Any]) -> list[tuple[int, list[str]]]:
    everywhere = [
        (day, [lexicon(lang, "moments")["weekdays"][day][0]])
        for lang in LANGUAGES
        for day in range(7)
    ]
    return [*enumerate(lex["weekdays"]), *everywhere]


def number_of(word: str, lex: Mapping[str, Any]) -> int:
    """The hour that a number in words says."""
    return int(lex["more_hours"].get(word) or known_number(word))


@cache
def known_number(word: str) -> int:
    """One to twelve, in any of the languages."""
    for lang in LANGUAGES:
        numbers = lexicon(lang, "moments")["numbers"]
        if word in numbers:
            return int(numbers.index(word)) + 1
    return 12
