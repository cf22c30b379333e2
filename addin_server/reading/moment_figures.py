"""Figures of dates and times, as tokens. What they add up to is not decided here."""

import re
from dataclasses import dataclass, field

from .moment_patterns import Patterns, around
from .patterns import lazy
from .vocabulary import choice

ISO = lazy(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)T?")
FIGURES = lazy(
    # 1-12-2026, 27. 11. 26, but not 2.7. 15:45
    r"(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2(\s?\d{4}|\d{2}|\s(?:2[4-9]|3\d)(?![:.h]\d))(?![\d/])"
)
SHORT = lazy(r"(\d{1,2})(?:/(\d{1,2})(?![\d/])|\.\s?(\d{1,2})\.(?!\d)|-(\d{1,2})(?![\d-]))")
HIGH = lazy(r"(?:2[4-9]|3[01])(?![\w]|[.,:/-]\d)")
MILITARY = lazy(
    lambda: rf"([01]\d|2[0-3])([0-5]\d)\s?(?:h|{choice(around('hours'))})(?!\w)", re.IGNORECASE
)


NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Token:
    """A word or figure. Kinds and values: date (year or 0, month or 0, day), weekday, day, week,
    later (days), same (days after the day named before), near, part, time (hour, minute), bare
    (the same, perhaps a day of the month), number (an hour in words), again (the hour named
    before), zone.
    """

    kind: str
    start: int
    end: int
    value: tuple[int, ...] = ()
    note: str = ""  #: of a date "short", of a time that of `clock`, of a zone its name
    leads: frozenset[str] = field(default=NOTHING, repr=False)
    """Of an hour: what the word before it may say, by the kinds of `moment_tables`."""


def figure(
    text: str, at: int, stop: int, word: str, joined: str, known: Patterns, before: list[Token]
) -> Token | None:
    """What a figure says, if it is no piece of something longer.

    `joined`: the sign or word behind it that may make more of it.
    """
    if _glued(text, at, before):
        return None
    if len(word) > 2:
        return _long(text, at, stop)
    if joined:
        if joined in known.dating or (known.dotted and joined[0].isalpha()):
            return _followed(text, at, stop, known)
        if joined[0].isalpha():
            return _clock(text, at, stop, known) or _high(text, at, stop)
        dated = bool(before) and before[-1].kind == "date" and at - before[-1].end <= 3
        return _joined(text, at, stop, known, dated)
    if known.dotted and (m := known.ordinal.match(text, at, stop)):
        return Token("bare", at, m.end(), (int(m[1]), 0), "ordinal")
    return _bare(text, at, stop, word)


def _glued(text: str, at: int, tokens: list[Token]) -> bool:
    """Is this figure a piece of something longer: a telephone number, a path, an amount?"""
    before = text[at - 1 : at]
    if before in _FREE:
        return False
    if tokens and at - tokens[-1].end <= 1 and tokens[-1].kind in ("time", "bare", "date"):
        return False
    if before in ".,/-–—_=#@+€$£%&?":
        return bool(text[at - 2 : at - 1].strip()) or before not in "-–—.,@"
    return before.isalnum()


_FREE = frozenset(("", " ", "\n", "(", "[", "*", ":", "|"))


def _joined(text: str, at: int, stop: int, known: Patterns, dated: bool) -> Token | None:
    """Of a figure that a sign joins to another. `dated`: right behind a date, where 9-10 is no
    other one.
    """
    if m := FIGURES.match(text, at, stop):
        year = int(m[4]) + (2000 if int(m[4]) < 100 else 0)
        return _date(m, year, int(m[3]), int(m[1]), "figures")
    if known.dotted and (m := known.ordinal.match(text, at, stop)):
        return Token("bare", at, m.end(), (int(m[1]), 0), "ordinal")
    time = _clock(text, at, stop, known) or _high(text, at, stop)
    if (m := SHORT.match(text, at, stop)) and (time is None or time.kind == "bare"):
        short = _date(m, 0, int(m[2] or m[3] or m[4]), int(m[1]), "dashed" if m[4] else "short")
        hour = known.time.match(text, m.start(4), stop) if m[4] else None
        if m[4] and (dated or not known.dashed):
            return time  # `Thurs 11-1`, `16.3. 9-10`
        if m[3] and (dated or int(m[3]) > 12):
            return time  # `11/12 10.15`, and the end of the sentence
        if short is not None and not (hour and (hour["unit"] or hour["half"])):
            return short  # else `10-12 uur`, `11-1 pm`
    return time


def _followed(text: str, at: int, stop: int, known: Patterns) -> Token | None:
    """Of a figure before a word that may belong to it."""
    if m := known.day_month.match(text, at, stop):
        return _date(m, int(m[3] or 0), known.months[m[2].lower()], int(m[1]))
    if m := known.numbered.match(text, at, stop):
        return Token("date", at, m.end(), (0, 0, int(m[1]))) if 0 < int(m[1]) < 32 else None
    if m := known.ordinal.match(text, at, stop):
        return Token("bare", at, m.end(), (int(m[1]), 0), "ordinal")
    return _clock(text, at, stop, known) or _high(text, at, stop)


def month_first(text: str, at: int, stop: int, known: Patterns) -> Token | None:
    """`December 1st, 2026`."""
    m = known.month_day.match(text, at, stop)
    return None if m is None else _date(m, int(m[3] or 0), known.months[m[1].lower()], int(m[2]))


def _long(text: str, at: int, stop: int) -> Token | None:
    """`2026-12-01`, `1430 uur`."""
    if m := ISO.match(text, at, stop):
        return _date(m, int(m[1]), int(m[3]), int(m[4]))
    if m := MILITARY.match(text, at, stop):
        return Token("time", at, m.end(), (int(m[1]), int(m[2])), "24")
    return None


def _bare(text: str, at: int, stop: int, word: str) -> Token | None:
    """A figure by itself: perhaps an hour, or a day."""
    hour = int(word)
    if hour < 24:
        return Token("bare", at, at + len(word), (hour, 0), "24" if word[0] == "0" else "")
    return _high(text, at, stop) if hour < 32 else None


def _high(text: str, at: int, stop: int) -> Token | None:
    """A figure beyond the hours that may be a day: `le 24 à 10h`."""
    m = HIGH.match(text, at, stop)
    return Token("bare", at, m.end(), (int(m[0]), 0), "day") if m else None


def _date(m: re.Match[str], year: int, month: int, day: int, note: str = "") -> Token | None:
    if month > 12 and note:
        month, day, note = day, month, "short" if note != "figures" else ""
    if not (1 <= month <= 12 and 1 <= day <= 31 and (year == 0 or 2000 <= year < 2100)):
        return None
    end = m.end() - 1 if m[0].endswith("-") else m.end()
    return Token("date", m.start(), end, (year, month, day), note)


def _clock(text: str, at: int, stop: int, known: Patterns) -> Token | None:
    m = known.time.match(text, at, stop)
    if m is None:
        return None
    hour, minute = int(m["h"]), int(m["m"] or m["dot"] or 0)
    note = {"a": "am", "p": "pm"}.get((m["half"] or "").lower(), "")
    if note and not 1 <= hour <= 12:
        note = "24"
    certain = m["m"] or m["unit"] or note
    after = text[m.end("h") : m.end("h") + 1].lower()
    early = after in ("h", "u") and text[m.end("h") + 1 : m.end("h") + 2] != "u"
    early = early or bool(m["unit"] and (m["m"] or m["dot"]) and known.early)
    return Token(
        "time" if certain else "bare",
        at,
        m.end(),
        (hour, minute),
        note or ("24" if m["h"][0] == "0" else "early" if early and hour in (5, 6) else ""),
    )
