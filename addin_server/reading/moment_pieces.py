"""What a moment is made of, days and hours, and what may stand between those; no calendar."""

import re
from dataclasses import dataclass, field
from functools import cache

from .moment_dates import Pieces
from .moment_figures import Token
from .moment_patterns import words_of
from .vocabulary import Endings, choice, endings

WORD = re.compile(r"[^\W\d_]+")
FIGURE = re.compile(r"\d")
PARTED = re.compile(r"[\d!?;]|\n\n")

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
    sets = {name: frozenset(lex[name]) for name in ("at", "on", "inside", "apart", "follow")}
    about = rf"(?:(?:{choice(lex['about'])})\s)?"
    return Gaps(
        alternatives=frozenset(lex["or"]),
        until=_whole(lex["until"], about),
        listed=_whole([",", "/", *lex["or"]]),
        both=_whole([*lex["and"], *lex["until"]]),
        between=endings(lex["between"]),
        bare_at=endings([*lex["bare_at"], *lex["about"]]),
        after=endings(lex["after"]),
        numbered=endings([*lex["numbered"], *lex["numbered_until"]]),
        numbered_until=endings(lex["numbered_until"]),
        through=_whole(lex["through"]),
        lasts=endings(lex["lasts"]),
        **sets,
    )


def _whole(phrases: list[str], after: str = "") -> re.Pattern[str]:
    return re.compile(rf"\s{{0,3}}(?:{choice(phrases)})\s{{0,3}}{after}", re.IGNORECASE)


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
