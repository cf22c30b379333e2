"""Words and figures of dates and times in a text, as tokens: one pass, linear.

What they add up to is not decided here.
"""

import re
from dataclasses import dataclass, replace

from .index import Text, standing
from .moment_tables import AMERICAN, CLOCK, ZONES, Table, known_number, phrases_from, table
from .vocabulary import fold

OFFSET = re.compile(r"(?:UTC|GMT)\s?([+-])(\d{1,2})(?::?([0-5]\d))?(?!\d)")


ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)T?")


FIGURES = re.compile(
    # 1-12-2026, 27. 11. 26, but not 2.7. 15:45
    r"(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2(\s?\d{4}|\d{2}|\s(?:2[4-9]|3\d)(?![:.h]\d))(?![\d/])"
)


SHORT = re.compile(r"(\d{1,2})(?:/(\d{1,2})(?![\d/])|\.\s?(\d{1,2})\.(?!\d)|-(\d{1,2})(?![\d-]))")


FIGURE_NEXT = re.compile(r"\.?,?\s{0,2}\d|\s?[-–—]\s?[A-Za-z]{2}")
HIGH = re.compile(r"(?:2[4-9]|3[01])(?![\w]|[.,:/-]\d)")
MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d)\s?(?:h|hrs|hours|uur|uhr)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
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


def scan(text: str, lang: str | None, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of a text, in order, without overlap. Linear in its length."""
    known, tokens, done = table(lang), list[Token](), start
    stop = len(text) if end is None else end
    followers = text.followers if isinstance(text, Text) else {}
    for at, word in standing(text, start, stop, known.telling, figures=True):
        if at < done:
            continue
        token = None
        if word[0].isdigit():
            token = _number(text, at, stop, word, known, tokens)
        elif word in known.firsts and _goes_on(word, followers.get(at), known):
            token = _phrase(text, at, stop, word, known)
        if token is None and (written := text[at : at + len(word)]) in ZONES:
            token = _zone(text, at, at + len(word), written)
        if token is None and known.english and word in known.named:
            token = _month_first(text, at, stop, known)
        if token is not None:
            tokens.append(token)
            done = token.end
            if token.kind in ("time", "number"):
                done = _completed(text, tokens, stop, known)
    return tokens


def _goes_on(word: str, following: str | None, known: Table) -> bool:
    """May a phrase begin with these two words?"""
    return following is None or word not in known.seconds or following in known.seconds[word]


def _number(
    text: str, at: int, stop: int, word: str, known: Table, tokens: list[Token]
) -> Token | None:
    """What a figure says, if it is no piece of something longer."""
    if not word.isascii() or _glued(text, at, tokens):
        return None
    if len(word) > 2:
        return _long_figure(text, at, stop)
    dated = bool(tokens) and tokens[-1].kind == "date" and at - tokens[-1].end <= 3
    return _figure(text, at, stop, known, dated)


def _completed(text: str, tokens: list[Token], stop: int, known: Table) -> int:
    """Add to the last hour its minutes (`neuf heures et demie`), to noon its `12`; its end."""
    token = tokens[-1]
    if known.minutes and not token.value[1] and (m := known.past.match(text, token.end, stop)):
        total = token.value[0] * 60 + known.minutes[fold(m[0])]
        tokens[-1] = replace(token, end=m.end(), value=divmod(total, 60))
    elif len(tokens) > 1 and token.value == (12, 0) and token.note == "24":
        before = tokens[-2]
        twelve = before.kind in ("bare", "time") and before.value == (12, 0)
        if twelve and token.start - before.end <= 1:
            tokens[-2:] = [replace(token, start=before.start)]
    return tokens[-1].end


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


def _figure(text: str, at: int, stop: int, known: Table, dated: bool) -> Token | None:
    """A date or a time of one or two figures first. `dated`: right behind a date, where 9-10 is
    no other one.
    """
    if m := FIGURES.match(text, at, stop):
        year = int(m[4]) + (2000 if int(m[4]) < 100 else 0)
        return _date(m, year, int(m[3]), int(m[1]), "figures")
    if m := known.day_month.match(text, at, stop):
        return _date(m, int(m[3] or 0), known.months[m[2].lower()], int(m[1]))
    if m := known.numbered.match(text, at, stop):
        return Token("date", at, m.end(), (0, 0, int(m[1]))) if 0 < int(m[1]) < 32 else None
    if m := known.ordinal.match(text, at, stop):
        return Token("bare", m.start(), m.end(), (int(m[1]), 0), "ordinal")
    time = _clock(text, at, stop, known) or _high(text, at, stop)
    if (m := SHORT.match(text, at, stop)) and (time is None or time.kind == "bare"):
        short = _date(m, 0, int(m[2] or m[3] or m[4]), int(m[1]), "dashed" if m[4] else "short")
        hour = known.time.match(text, m.start(4), stop) if m[4] else None
        if m[4] and (dated or not known.dashed):
            return time  # `Thurs 11-1`, `16.3. 9-10`
        if short is not None and not (hour and (hour["unit"] or hour["half"])):
            return short  # else `10-12 uur`, `11-1 pm`
    return time


def _long_figure(text: str, at: int, stop: int) -> Token | None:
    """`2026-12-01`, `1430 uur`."""
    if m := ISO.match(text, at, stop):
        return _date(m, int(m[1]), int(m[2]), int(m[3]))
    if m := MILITARY.match(text, at, stop):
        return Token("time", at, m.end(), (int(m[1]), int(m[2])), "24")
    return None


def _high(text: str, at: int, stop: int) -> Token | None:
    """A figure beyond the hours that may be a day: `le 24 à 10h`."""
    m = HIGH.match(text, at, stop)
    return Token("bare", at, m.end(), (int(m[0]), 0), "day") if m else None


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
    after = text[m.end("h") : m.end("h") + 1].lower()
    early = after in ("h", "u") and text[m.end("h") + 1 : m.end("h") + 2] != "u"
    early = early or bool(m["unit"] and (m["m"] or m["dot"]) and not known.english)  # `6.30 Uhr`
    return Token(
        "time" if certain else "bare",
        at,
        m.end(),
        (hour, minute),
        note or ("24" if m["h"][0] == "0" else "early" if early and hour in (5, 6) else ""),
    )


def _phrase(text: str, at: int, stop: int, word: str, known: Table) -> Token | None:
    m = phrases_from(known.lang, word).match(text, at, stop)
    if m is None or m.lastgroup is None:
        return None
    if m.lastgroup in (*CLOCK, "oclock"):
        return _told(m, known)
    if m.lastgroup == "number":
        hour = known.hours.get(fold(m[0])) or known_number(fold(m[0]))
        return Token("number", m.start(), m.end(), (hour, 0), "word") if hour < 24 else None
    if fold(m[0]) in known.weak and not FIGURE_NEXT.match(text, m.end(), stop):
        return None
    value, note = known.values[m.lastgroup, fold(m[0])]
    kind = "time" if m.lastgroup == "noon" else m.lastgroup
    return Token(kind, m.start(), m.end(), value, note)


def _told(m: re.Match[str], known: Table) -> Token:
    """`half drie` is 2:30, `quarter to three` 2:45."""
    pieces = fold(m[0]).split()
    told = pieces[0] if m.lastgroup == "oclock" else pieces[-1]
    if m.lastgroup == "oclock":
        told = fold(m[0]).rpartition(" ")[0]
    hour = int(told) if told.isdigit() else known.hours.get(told) or known_number(told)
    if hour > 12:
        return Token("time", m.start(), m.end(), (hour, 0), "24")
    before, minute = {
        "half_to": (1, 30),
        "half_past": (0, 30),
        "quarter_to": (1, 45),
        "quarter_past": (0, 15),
        "quarter_into": (1, 15),
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
