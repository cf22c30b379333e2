"""What a moment is made of, days and hours, and what may stand between those; no calendar."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from .moment_dates import Pieces
from .moment_figures import Token
from .moment_patterns import words_of
from .patterns import lazy
from .vocabulary import WORD, Endings, choice, endings

FIGURE = lazy(r"\d")
PARTED = lazy(r"[\d!?;]|\n\n")

CLOSE = 60  #: code points between a day and its hour, labels and all
LINE = 120  #: code points between two days of a list, or a day and an hour told further on


@dataclass(slots=True)
class Day:
    """A mention of a day."""

    start: int
    end: int
    pieces: Pieces = field(default_factory=Pieces)
    part: str = ""  #: "am", "pm", "noon"
    kinds: set[str] = field(default_factory=set)
    note: str = ""  #: of the date: "short", "dashed"


@dataclass(slots=True)
class Hours:
    """A time, or from one time to another. `told`: a word such as `at` says that it is one."""

    start: int
    end: int
    first: Token
    last: Token | None = None
    part: str = ""
    zone: Token | None = None
    told: bool = False


class Option(NamedTuple):
    """One proposal. `shared`: the day stands with another hour of the list; `lent`: the hour
    stands with a later day (`Tuesday 1 or Wednesday 2 December at 10`). `loose`: hours told
    further on, for a mail that names no others (`on Tuesday. We start at 10`).
    """

    day: Day
    hours: Hours | None = None
    shared: bool = False
    lent: bool = False
    loose: tuple[Hours, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        if self.hours is None or self.lent:
            return self.day.start, self.day.end
        if self.shared:
            return self.hours.start, self.hours.end
        first, last = self.day, self.hours
        if first.start > last.start:
            return last.start, max(first.end, last.end)
        return first.start, max(first.end, last.end)

    def settled(self) -> "list[Option]":
        """With the hours that are told further on."""
        return [self._replace(hours=hours, shared=i > 0) for i, hours in enumerate(self.loose)]


class Gaps(NamedTuple):
    """What may stand between the pieces, for one language."""

    at: frozenset[str]
    alternatives: frozenset[str]
    on: frozenset[str]
    inside: frozenset[str]
    apart: frozenset[str]
    follow: frozenset[str]
    until: re.Pattern[str]
    listed: re.Pattern[str]
    listed_hours: re.Pattern[str]
    listed_day: re.Pattern[str]
    both: re.Pattern[str]
    between: Endings
    bare_at: Endings
    after: Endings
    numbered: Endings
    numbered_until: Endings
    bare_until: Endings
    through: re.Pattern[str]
    by: Endings  #: before a last day
    ends: re.Pattern[str]  #: between `Start: 1 May 10:00` and `1 May 11:00`
    street: re.Pattern[str]  #: behind the number of a house
    lasts: Endings


_SETS = ("at", "on", "inside", "apart", "follow")


@cache
def gaps(lang: str | None) -> Gaps:
    """The gaps of a language, compiled."""
    lex = words_of(lang)
    sets = {name: frozenset(lex[name]) for name in _SETS}
    on = rf"(?:(?:{choice(lex['on'])})\s)?"
    about = rf"(?:(?:{choice(lex['about'])})\s)?"
    return Gaps(
        alternatives=frozenset(lex["or"]),
        until=_whole(lex["until"], about),
        listed=_whole([",", "/", *lex["or"]]),
        listed_hours=_whole(
            [",", "/", *lex["or"]], rf"(?:(?:{choice([*lex['bare_at'], *lex['between']])})\s)?"
        ),
        listed_day=_whole([",", "/", *lex["or"]], on),
        both=_whole([*lex["and"], *lex["until"]]),
        between=endings(lex["between"]),
        bare_at=endings([*lex["bare_at"], *lex["about"]]),
        after=endings(lex["after"]),
        numbered=endings([*lex["numbered"], *lex["numbered_until"]]),
        numbered_until=endings(lex["numbered_until"]),
        bare_until=endings(lex["bare_until"]),
        through=_whole(lex["through"]),
        ends=lazy(
            rf"[^\S\n]{{0,3}}(?:\n\W{{0,6}}(?:{choice(lex['ending'])})|{choice(lex['until'])})[:*\s]{{1,4}}",
            re.IGNORECASE,
        ),
        street=lazy(
            rf",?\s(?:[^\W\d_][\w'’.-]*\s){{0,2}}(?:{choice(lex['streets']) or '(?!)'})(?!\w)"
        ),
        lasts=endings(lex["lasts"]),
        by=endings([*lex["deadline"]["strong"], *lex["deadline"]["weak"]]),
        **sets,
    )


def _whole(phrases: list[str], after: str = "") -> re.Pattern[str]:
    return lazy(rf"\s{{0,3}}(?:{choice(phrases)})\s{{0,3}}{after}", re.IGNORECASE)


def gap_words(text: str, start: int, end: int) -> set[str] | None:
    """The words of a gap; None when it is too long or holds figures."""
    if end - start > CLOSE:
        return None
    gap = text[start:end]
    return None if FIGURE.search(gap) else {w.lower() for w in WORD.findall(gap)}


def near(text: str, start: int, end: int, allowed: frozenset[str], most: int) -> bool:
    """Is there nothing but these words, and the signs of a list, between the two?"""
    if end - start > most or PARTED.search(gap := text[start:end]):
        return False
    return gap.isspace() or all(word.lower() in allowed for word in WORD.findall(gap))
