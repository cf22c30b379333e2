"""Days and hours of a text, each put together from the tokens of `moment_words`; no calendar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from .moment_dates import Pieces
from .moment_tables import words_of
from .moment_words import Token
from .vocabulary import Endings, choice, endings

WORD = re.compile(r"[^\W\d_]+")
NEXT = re.compile(r"\.\s+[A-ZÀ-Ý]")  #: another sentence


CLOSE = 60  #: code points between a day and its hour, labels and all


@dataclass(slots=True)
class Day:
    """A mention of a day."""

    start: int
    end: int
    pieces: Pieces = field(default_factory=Pieces)
    part: str = ""  #: "am", "pm"
    kinds: set[str] = field(default_factory=set)
    note: str = ""  #: of the date: "short", "dashed"


@dataclass(slots=True)
class Hours:
    """A time, or from one time to another."""

    start: int
    end: int
    first: Token
    last: Token | None = None
    part: str = ""
    zone: Token | None = None


@dataclass(frozen=True, slots=True)
class Gaps:
    """What may stand between the pieces, for one language."""

    at: frozenset[str]
    alternatives: frozenset[str]
    on: frozenset[str]
    inside: frozenset[str]
    until: re.Pattern[str]
    listed: re.Pattern[str]
    both: re.Pattern[str]
    between: Endings
    bare_at: Endings
    through: re.Pattern[str]
    lasts: Endings


@cache
def gaps(lang: str | None) -> Gaps:
    """The gaps of a language, compiled."""
    lex = words_of(lang)

    def whole(phrases: list[str]) -> re.Pattern[str]:
        return re.compile(rf"\s{{0,3}}(?:{choice(phrases)})\s{{0,3}}", re.IGNORECASE)

    return Gaps(
        at=frozenset(lex["at"]),
        alternatives=frozenset(lex["or"]),
        on=frozenset(lex["on"]),
        inside=frozenset(lex["inside"]),
        until=whole(lex["until"]),
        listed=whole([",", "/", *lex["or"]]),
        both=whole([*lex["and"], *lex["until"]]),
        between=endings(lex["between"]),
        bare_at=endings(lex["bare_at"]),
        through=whole(lex["through"]),
        lasts=endings(lex["lasts"]),
    )


def nodes_of(text: str, tokens: list[Token], known: Gaps) -> Iterator[Day | Hours | None]:
    """Days and hours; None where the text speaks of something else, such as opening hours."""
    i = 0
    while i < len(tokens):
        if (skipped := _week_span(text, tokens, i, known)) > i:
            i = skipped
            yield None
            continue
        token = tokens[i]
        if token.kind in ("time", "bare"):
            hours, i = _hours(text, tokens, i, known)
            if hours is not None:
                yield hours
        elif token.kind in ("date", "weekday", "day", "week", "near", "part"):
            day, i = _day(text, tokens, i, known)
            if day.kinds & {"date", "weekday", "day"}:
                yield day
        else:
            i += 1


def _week_span(text: str, tokens: list[Token], i: int, known: Gaps) -> int:
    """Past `monday to friday` and the hours behind it."""
    pair = tokens[i : i + 2]
    if [t.kind for t in pair] != ["weekday", "weekday"]:
        return i
    if not known.through.fullmatch(text, pair[0].end, pair[1].start):
        return i
    if (
        tokens[i + 2 : i + 3]
        and tokens[i + 2].kind == "date"
        and tokens[i + 2].start - pair[1].end < 3
    ):
        return i
    i += 2
    while (
        i < len(tokens)
        and tokens[i].kind in ("time", "bare")
        and tokens[i].start - tokens[i - 1].end < 12
    ):
        i += 1
    return i


def gap_words(text: str, start: int, end: int) -> set[str] | None:
    """The words of a gap; None when it is too long or holds figures."""
    if end - start > CLOSE:
        return None
    gap = text[start:end]
    return None if any(c.isdigit() for c in gap) else {w.lower() for w in WORD.findall(gap)}


def near(text: str, start: int, end: int, allowed: frozenset[str], most: int) -> bool:
    words = gap_words(text, start, end) if end - start <= most else None
    gap = text[start:end]
    parted = "\n\n" in gap or any(c in gap for c in "!?;")
    return words is not None and words <= allowed and not parted


def _day(text: str, tokens: list[Token], i: int, known: Gaps) -> tuple[Day, int]:
    """The day that begins at token i, and the index after it."""
    day = Day(tokens[i].start, tokens[i].end)
    while i < len(tokens):
        token, kind = tokens[i], tokens[i].kind
        if kind == "bare":
            kind = "date" if _is_day_number(text, tokens, i, day, known) else "none"
        if kind not in ("date", "weekday", "day", "week", "near", "part") or kind in day.kinds:
            break
        if day.kinds and not near(text, day.end, token.start, known.inside, 12):
            break
        if day.kinds and NEXT.search(text, day.end, token.start):
            break
        if kind == "week" and day.kinds & {"date", "day"}:
            break
        _take(day, token, kind)
        i += 1
    return day, i


def _is_day_number(text: str, tokens: list[Token], i: int, day: Day, known: Gaps) -> bool:
    """`Tuesday 1`, unless a range of hours begins there (`Friday, 11-1 pm`)."""
    token, following = tokens[i], tokens[i + 1 : i + 2]
    number, minute = token.value
    if not 1 <= number <= 31 or minute or "weekday" not in day.kinds:
        return False
    if following and following[0].kind == "time":
        return not known.until.fullmatch(text, token.end, following[0].start)
    return token.note == "ordinal" or token.start - day.end <= 4


def _take(day: Day, token: Token, kind: str) -> None:
    day.kinds.add(kind)
    day.end = token.end
    pieces = day.pieces
    if kind == "date" and token.kind == "bare":
        pieces.day = token.value[0]
    elif kind == "date":
        pieces.year, pieces.month, pieces.day = token.value
        pieces.figures, day.note = token.note in ("figures", "short"), token.note
    elif kind == "weekday":
        pieces.weekday = token.value[0]
    elif kind == "day":
        pieces.days = token.value[0]
    elif kind == "week":
        pieces.weeks = token.value[0]
    if token.note in ("am", "pm"):
        day.part = token.note


def _hours(text: str, tokens: list[Token], i: int, known: Gaps) -> tuple[Hours | None, int]:
    """The time or range that begins at token i, and the index after it."""
    first, at = tokens[i], tokens[i].start
    hours = Hours(first.start, first.end, first)
    follower = tokens[i + 1] if i + 1 < len(tokens) else None
    i += 1
    joined = known.both if known.between.before(text, 0, at) is not None else known.until
    if follower is not None and follower.kind in ("time", "bare") and first.note != "ordinal":
        ranged = joined.fullmatch(text, first.end, follower.start)
        if ranged and (follower.kind == "time" or first.kind == "time" or _told(text, at, known)):
            hours.last, hours.end, i = follower, follower.end, i + 1
    listed = _listed(text, tokens[i - 1 : i + 3], known)
    if hours.last is None and first.kind == "bare" and not (listed or _sure(text, first, known)):
        return None, i
    if hours.last is None and known.lasts.before(text, 0, at) is not None:
        return None, i
    while (
        i < len(tokens)
        and tokens[i].kind in ("zone", "part")
        and not _apart(text, hours.end, tokens[i].start)
    ):
        if tokens[i].kind == "zone":
            hours.zone = tokens[i]
        else:
            hours.part = tokens[i].note
        hours.end, i = tokens[i].end, i + 1
    if text[hours.end : hours.end + 1] == ")" and "(" in text[hours.first.end : hours.end]:
        hours.end += 1
    return hours, i


def _told(text: str, at: int, known: Gaps) -> bool:
    return known.bare_at.before(text, 0, at) is not None


def _listed(text: str, tokens: list[Token], known: Gaps) -> bool:
    """Bare figures that a list joins to a time: `9, 11 or 14 h`."""
    for token, following in pairwise(tokens):
        if not known.listed.fullmatch(text, token.end, following.start):
            return False
        if following.kind != "bare":
            return following.kind == "time"
    return False


def _sure(text: str, token: Token, known: Gaps) -> bool:
    """Is a bare figure an hour? `at 10`, `om 14.00`."""
    if token.note == "ordinal" or token.value[0] > 23:
        return False
    return bool(token.value[1]) or token.end - token.start > 3 or _told(text, token.start, known)


def _apart(text: str, start: int, end: int) -> bool:
    gap = text[start:end]
    return len(gap) > 3 or bool(gap.strip(" (,"))
