"""Words and figures of dates and times in a text, as tokens: one pass, linear.

What they add up to is not decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .moment_tables import AMERICAN, ZONES, Table, known_number, table
from .vocabulary import ATOM, Text, fold

OFFSET = re.compile(r"(?:UTC|GMT)\s?([+-])(\d{1,2})(?::?([0-5]\d))?(?!\d)")


ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)T?")


FIGURES = re.compile(
    r"(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/])"  # 1-12-2026, 27. 11. 26
)


SHORT = re.compile(r"(\d{1,2})(?:/(\d{1,2})(?![\d/])|\.\s?(\d{1,2})\.(?!\d)|-(\d{1,2})(?![\d-]))")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or figure. Kinds and values: date (year or 0, month, day), weekday, day, week, near,
    part, time (hour, minute), bare (the same, perhaps a day of the month), zone.
    """

    kind: str
    start: int
    end: int
    value: tuple[int, ...] = ()
    note: str = ""  #: of a date "short", of a time "am", "pm", "24", "word"; of a zone its name


def scan(text: str, lang: str | None, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of a text, in order, without overlap. Linear in its length."""
    known, tokens, done = table(lang), list[Token](), start
    stop = len(text) if end is None else end
    for at, word in _telling(text, start, stop, known):
        if at < done:
            continue
        token = None
        if word[0].isdigit():
            if word.isascii() and not _glued(text, at, tokens):
                token = _figure(text, at, stop, known)
        elif word.lower() in known.firsts:
            token = _phrase(text, at, stop, known)
        elif word in ZONES:
            token = _zone(text, at, at + len(word), word)
        if (
            token is None
            and not word[0].isdigit()
            and word.lower() in known.months
            and known.english
        ):
            token = _month_first(text, at, stop, known)
        if token is not None:
            tokens.append(token)
            done = token.end
    return tokens


def _telling(text: str, start: int, stop: int, known: Table) -> Iterator[tuple[int, str]]:
    """The figures, and the words that may begin a moment: where they stand, as written."""
    if not isinstance(text, Text) or stop > text.reach:
        yield from ((atom.start(), atom[0]) for atom in ATOM.finditer(text, start, stop))
        return
    words = (w for w in text.stands if w[0].isdigit() or w in known.firsts or w in known.named)
    places = sorted(
        (at, len(word)) for word in words for at in text.stands[word] if start <= at < stop
    )
    yield from ((at, text[at : min(at + size, stop)]) for at, size in places)


def _glued(text: str, at: int, tokens: list[Token]) -> bool:
    """Is this figure a piece of something longer: a telephone number, a path, an amount?"""
    before = text[at - 1 : at]
    if tokens and at - tokens[-1].end <= 1 and tokens[-1].kind in ("time", "bare", "date"):
        return False
    if before in ("", "(", "[", "*", ":", "|"):
        return False
    if before in ".,/-–—_=#@+€$£%&?":
        return bool(text[at - 2 : at - 1].strip()) or before not in "-–—.,"
    return before.isalnum()


def _figure(text: str, at: int, stop: int, known: Table) -> Token | None:
    if m := ISO.match(text, at, stop):
        return _date(m, int(m[1]), int(m[2]), int(m[3]))
    if m := FIGURES.match(text, at, stop):
        year = int(m[4]) + (2000 if len(m[4]) == 2 else 0)
        return _date(m, year, int(m[3]), int(m[1]), "figures")
    if m := known.day_month.match(text, at, stop):
        return _date(m, int(m[3] or 0), known.months[m[2].lower()], int(m[1]))
    if m := known.ordinal.match(text, at, stop):
        return Token("bare", m.start(), m.end(), (int(m[1]), 0), "ordinal")
    time = _clock(text, at, stop, known)
    if (m := SHORT.match(text, at, stop)) and (time is None or time.kind == "bare"):
        short = _date(m, 0, int(m[2] or m[3] or m[4]), int(m[1]), "dashed" if m[4] else "short")
        hour = known.time.match(text, m.start(4), stop) if m[4] else None
        if short is not None and not (hour and (hour["unit"] or hour["half"])):
            return short  # else `10-12 uur`, `11-1 pm`
    return time


def _date(m: re.Match[str], year: int, month: int, day: int, note: str = "") -> Token | None:
    if month > 12 and note:
        month, day, note = day, month, "short" if note != "figures" else ""
    if not (1 <= month <= 12 and 1 <= day <= 31 and (year == 0 or 2000 <= year < 2100)):
        return None
    end = m.end() - 1 if m[0].endswith(("-",)) else m.end()
    return Token("date", m.start(), end, (year, month, day), note)


def _clock(text: str, at: int, stop: int, known: Table) -> Token | None:
    m = known.time.match(text, at, stop)
    if m is None:
        return None
    hour, minute = int(m["h"]), int(m["m"] or m["dot"] or 0)
    note = {"a": "am", "p": "pm"}.get((m["half"] or "").lower(), "")
    if note and not 1 <= hour <= 12:
        note = "24"
    certain = m["m"] or m["unit"] or note
    return Token(
        "time" if certain else "bare",
        at,
        m.end(),
        (hour, minute),
        note or ("24" if m["h"][0] == "0" else ""),
    )


def _phrase(text: str, at: int, stop: int, known: Table) -> Token | None:
    m = known.phrases.match(text, at, stop)
    if m is None or m.lastgroup is None:
        return None
    if m.lastgroup in ("half_to", "half_past", "quarter_to", "quarter_past", "oclock"):
        return _told(m, known)
    value, note = known.values[m.lastgroup, fold(m[0])]
    kind = "time" if m.lastgroup == "noon" else m.lastgroup
    return Token(kind, m.start(), m.end(), value, note)


def _told(m: re.Match[str], known: Table) -> Token:
    """`half drie` is 2:30, `quarter to three` 2:45."""
    pieces = fold(m[0]).split()
    told = pieces[0] if m.lastgroup == "oclock" else pieces[-1]
    hour = int(told) if told.isdigit() else known_number(told)
    before, minute = {
        "half_to": (1, 30),
        "half_past": (0, 30),
        "quarter_to": (1, 45),
        "quarter_past": (0, 15),
        "oclock": (0, 0),
    }[m.lastgroup or ""]
    return Token("time", m.start(), m.end(), ((hour - before) % 12 or 12, minute), "word")


def _zone(text: str, at: int, end: int, word: str) -> Token:
    if m := OFFSET.match(text, at):
        minutes = int(m[2]) * 60 + int(m[3] or 0)
        return Token("zone", at, m.end(), (), f"{m[1]}{minutes}" if minutes <= 840 else "+0")
    return Token("zone", at, end, (1,) if word in AMERICAN else (), ZONES[word])


def _month_first(text: str, at: int, stop: int, known: Table) -> Token | None:
    m = known.month_day.match(text, at, stop)
    return None if m is None else _date(m, int(m[3] or 0), known.months[m[1].lower()], int(m[2]))
