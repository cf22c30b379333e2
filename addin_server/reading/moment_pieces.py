"""What a moment is made of, days and hours, and what may stand between those; no calendar."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from .moment_dates import Pieces
from .moment_tables import words_of
from .moment_words import Token
from .vocabulary import Endings, Phrases, choice, endings

WORD = re.compile(r"[^\W\d_]+")

CLOSE = 60  #: code points between a day and its hour, labels and all


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


@dataclass(frozen=True, slots=True)
class Gaps:
    """What may stand between the pieces, for one language."""

    at: frozenset[str]
    alternatives: frozenset[str]
    on: frozenset[str]
    inside: frozenset[str]
    apart: frozenset[str]
    follow: frozenset[str]
    until: re.Pattern[str]
    listed: re.Pattern[str]
    both: re.Pattern[str]
    between: Endings
    bare_at: Endings
    after: Endings
    numbered: Endings
    numbered_until: Endings
    through: re.Pattern[str]
    lasts: Endings


@cache
def gaps(lang: str | None) -> Gaps:
    """The gaps of a language, compiled."""
    lex = words_of(lang)

    def whole(phrases: list[str]) -> re.Pattern[str]:
        return re.compile(rf"\s{{0,3}}(?:{choice(phrases)})\s{{0,3}}", re.IGNORECASE)

    about = rf"(?:(?:{choice(lex['about'])})\s)?"
    until = choice(lex["until"])
    return Gaps(
        at=frozenset(lex["at"]),
        alternatives=frozenset(lex["or"]),
        on=frozenset(lex["on"]),
        inside=frozenset(lex["inside"]),
        apart=frozenset(lex["apart"]),
        follow=frozenset(lex["follow"]),
        until=re.compile(rf"\s{{0,3}}(?:{until})\s{{0,3}}{about}", re.IGNORECASE),
        listed=whole([",", "/", *lex["or"]]),
        both=whole([*lex["and"], *lex["until"]]),
        between=endings(lex["between"]),
        bare_at=endings([*lex["bare_at"], *lex["about"]]),
        after=endings(lex["after"]),
        numbered=endings([*lex["numbered"], *lex["numbered_until"]]),
        numbered_until=endings(lex["numbered_until"]),
        through=whole(lex["through"]),
        lasts=endings(lex["lasts"]),
    )


def gap_words(text: str, start: int, end: int) -> set[str] | None:
    """The words of a gap; None when it is too long or holds figures."""
    if end - start > CLOSE:
        return None
    gap = text[start:end]
    return None if any(c.isdigit() for c in gap) else {w.lower() for w in WORD.findall(gap)}


def near(text: str, start: int, end: int, allowed: frozenset[str], most: int) -> bool:
    """Is there nothing but these words, and the signs of a list, between the two?"""
    words = gap_words(text, start, end) if end - start <= most else None
    gap = text[start:end]
    parted = "\n\n" in gap or any(c in gap for c in "!?;")
    return words is not None and words <= allowed and not parted


class Hits:
    """Where phrases stand in a text, found once."""

    def __init__(self, sought: Phrases, text: str, start: int, end: int) -> None:
        places = [m.span() for m in sought.find(text, start, end)]
        self._starts = [low for low, _ in places]
        self._ends = [high for _, high in places]

    def within(self, start: int, end: int) -> bool:
        """Does one of them stand between these offsets?"""
        first = bisect_left(self._starts, start)
        return first < len(self._ends) and self._ends[first] <= end
