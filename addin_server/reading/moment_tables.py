"""Words of dates and times, as tables, per language from ``lexicon/<lang>/moments.toml``.

Full names of days are understood in every language, since mails mix them; all else only in the
mail's own.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from ..model import LANGUAGES
from ..resources import lexicon
from .index import ATOM, folded
from .index import fold as plain
from .moment_patterns import Patterns, patterns, words_of
from .moment_zones import AREAS, ZONES
from .patterns import lazy
from .vocabulary import choice, firsts, fold, lasts

#: Of a day. About noon an hour is what it is without a part.
PARTS = ("am", "pm", "noon")

#: Ways to say a clock's time, in the order of trying.
CLOCK = ("half_to", "half_past", "quarter_to", "quarter_past", "quarter_into")

#: What stands before an hour or a range of hours, or before a day's number.
_LEADING = ("bare_at", "about", "after", "between", "numbered", "numbered_until", "bare_until")

#: A kind of token, its value and its note.
Meaning = tuple[str, tuple[int, ...], str]
#: Value and note of phrases by their kind and folded words. The order is the order of trying.
Values = dict[tuple[str, str], tuple[tuple[int, ...], str]]


class Table(NamedTuple):
    """A language's words."""

    lang: str | None
    telling: frozenset[str]  #: folded words that may begin any phrase, a date, or name a zone
    alone: frozenset[str]  #: those that may be all of it
    numbers: frozenset[str]  #: those that may be a mere number
    zones: frozenset[str]  #: those that name a zone, and nothing else
    areas: frozenset[str]  #: those that need a place behind them to name one
    single: dict[str, Meaning]  #: what a word says by itself
    longer: dict[str, frozenset[str]]  #: the second words of phrases that begin with this one
    values: Values
    weak: frozenset[str]  #: weekdays that are other words too, unless a figure follows
    leading: frozenset[str]  #: folded words that may tell that a figure behind them is an hour
    past: re.Pattern[str]  #: minutes behind an hour
    minutes: dict[str, int]
    english: bool
    patterns: Patterns


@cache
def table(lang: str | None) -> Table:
    """Everything `scan` needs, for one language."""
    lex, figures = words_of(lang), patterns(lang)
    values = _values(lex)
    begins, joined = _begins(lex, values)
    longer = _longer([*begins, *joined])
    for day in spelled(lang):
        if plain(day).isalpha():
            first = plain(day)
            longer[first] = longer.get(first, frozenset()) | figures.named | {"of"}
    single = _singles(lex, values)
    english = lex is lexicon("en", "moments")
    dates = figures.named if english else frozenset()
    return Table(
        lang=lang,
        patterns=figures,
        telling=firsts([*begins, *ZONES]) | dates | AREAS,
        alone=firsts([*single, *ZONES]) | dates | AREAS,
        numbers=firsts(word for word, meaning in single.items() if meaning[0] == "number"),
        zones=firsts(ZONES) - firsts(single) - dates,
        areas=AREAS - firsts(single),
        single=single,
        longer=longer,
        values=values,
        weak=frozenset(fold(w) for w in lex["weak_weekdays"]),
        leading=lasts(phrase for kind in _LEADING for phrase in lex[kind]),
        past=lazy(rf"[\s-](?:{choice(lex['past']) or '(?!)'})(?!\w)", re.IGNORECASE),
        minutes=lex["past"],
        english=english,
    )


def _begins(lex: dict[str, Any], values: Values) -> tuple[list[str], list[str]]:
    """Phrases that say something, or begin to; and those joined to what must follow them."""
    numbers = [*lex["numbers"], *lex["more_hours"]]
    clock = [phrase for kind in CLOCK for phrase in lex.get(kind, ())]
    behind = [*numbers, *map(str, range(1, 13))]
    joined = [f"{one} {two}" for one in clock for two in behind]
    joined += [f"{one} {two}" for one in numbers for two in lex["oclock"]]
    days = [word for row in lex["spelled"] for word in row]
    return [*(phrase for _, phrase in values), *numbers, *clock, *days], joined


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


def _longer(phrases: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for phrase in folded(phrases):
        first, *more = ATOM.findall(phrase)
        found.setdefault(first, set()).update(more[:1])
    return {first: frozenset(more) for first, more in found.items() if more}


@cache
def phrases_from(lang: str | None, word: str) -> re.Pattern[str]:
    """All phrases that begin with this folded word; the name of the group says what it is."""
    lex = words_of(lang)
    words = [*lex["numbers"], *lex["more_hours"]]
    numbers = choice([*words, *map(str, range(1, 13))])

    def of(phrases: Iterable[str]) -> list[str]:
        return [phrase for phrase in phrases if word in firsts([phrase])]

    dated = rf"\s(?:of\s)?({choice(table(lang).patterns.months)})(?!\w)(?:,?\s(\d{{4}})(?!\d))?"
    groups = [("dated", of(spelled(lang)), dated)]
    groups += [(kind, of(lex.get(kind, ())), rf"\s{{1,3}}(?:{numbers})(?!\w)") for kind in CLOCK]
    groups.append(("oclock", of(words), rf"\s{{1,3}}(?:{choice(lex['oclock'])})(?!\w)"))
    kinds: dict[str, list[str]] = {}
    for kind, phrase in table(lang).values:
        kinds.setdefault(kind, []).append(phrase)
    groups += [(kind, of(phrases), r"(?!\w)") for kind, phrases in kinds.items()]
    groups.append(("number", of(words[1:]), r"(?!\w)"))
    tried = [f"(?P<{kind}>(?:{choice(found)}){after})" for kind, found, after in groups if found]
    return lazy("|".join(tried), re.IGNORECASE)


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
    for half in PARTS:
        for end in lex[f"glued_{half}"]:
            values.setdefault(("day", "morgen" + end), ((1,), half))
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
