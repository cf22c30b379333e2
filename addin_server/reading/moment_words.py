"""Words and figures of dates and times in a text, as tokens: one pass, linear.

What they add up to is not decided here.
"""

import re
from dataclasses import replace

from .index import indexed
from .moment_figures import NOTHING, Token, figure, month_first
from .moment_hours import HOURS
from .moment_patterns import around, words_of
from .moment_ranks import ranks
from .moment_spots import AFTER_FIGURES, spots
from .moment_tables import CLOCK, Table, number_of, phrases_from, spelled, table
from .moment_zones import AREAS, ZONES, abbreviated, area
from .patterns import lazy
from .vocabulary import fold

MONTH_NEXT = lazy(r"\.?,?\s(?=[^\W\d_])")
FIGURE_NEXT = lazy(r"\.?,?\s{0,2}\d|\s?[-–—]\s?[A-Za-z]{2}")


def scan(text: str, lang: str | None, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of a text, in order, without overlap; none where it names no day. Linear."""
    stop = len(text) if end is None else end
    text, known = indexed(text, stop), table(lang)
    tokens: list[Token] = []
    words, offsets = text.words, text.offsets
    for n, joined, _ in spots(text, lang, start, stop):
        at, word = offsets[n], words[n]
        if at < start:
            continue
        if word < AFTER_FIGURES:
            token = figure(text, at, stop, word, joined, known.patterns, tokens)
        else:
            token = _words(text, at, stop, word, joined, known)
        if token is not None:
            tokens.append(token)
            start = token.end
            if token.kind in HOURS:
                if n:
                    token.leads = ranks(lang).leads.get(words[n - 1], NOTHING)
                start = _completed(text, tokens, stop, known)
    return tokens


def _words(text: str, at: int, stop: int, word: str, following: str, known: Table) -> Token | None:
    """What a word, with those behind it, says. `following`: the next, of a phrase of several."""
    if following:
        if known.english and word in known.patterns.named:
            return month_first(text, at, stop, known.patterns)
        token = _phrase(text, at, stop, word, known)
        if token is not None:
            return token
    return _alone(text, at, stop, word, known)


def _alone(text: str, at: int, stop: int, word: str, known: Table) -> Token | None:
    """What a word says by itself."""
    end = at + len(word)
    written = text[at:end]
    if word in AREAS and (name := area(text, at, stop)):
        return Token("zone", at, at + len(name), (), name)
    if meaning := known.single.get(written.lower()):
        glued = text[end : min(stop, end + 1)]
        weak = word in known.weak and not _is_dated(text, end, stop, known)
        if not (weak or glued == "_" or glued.isalnum()):
            kind, value, note = meaning
            return Token(kind, at, end, value, note)
    if written in ZONES:
        return Token("zone", at, *abbreviated(text, at, written))
    return None


def _is_dated(text: str, end: int, stop: int, known: Table) -> bool:
    """Does a date follow a word that may be a weekday: `sat. 9`, `Mon Mar 9`?"""
    if FIGURE_NEXT.match(text, end, stop):
        return True
    at = MONTH_NEXT.match(text, end, stop) if known.english else None
    return at is not None and known.patterns.month_day.match(text, at.end(), stop) is not None


def _completed(text: str, tokens: list[Token], stop: int, known: Table) -> int:
    """Add to the last hour its minutes (`neuf heures et demie`), to noon its `12`; its end."""
    token = tokens[-1]
    if known.minutes and not token.value[1] and (m := known.past.match(text, token.end, stop)):
        total = token.value[0] * 60 + known.minutes[fold(m[0]).lstrip("-")]
        tokens[-1] = replace(token, end=m.end(), value=divmod(total, 60))
    elif len(tokens) > 1 and token.value == (12, 0) and token.note == "24":
        before = tokens[-2]
        twelve = before.kind in ("bare", "time") and before.value == (12, 0)
        if twelve and token.start - before.end <= 1:
            tokens[-2:] = [replace(token, start=before.start, leads=before.leads)]
    return tokens[-1].end


def _phrase(text: str, at: int, stop: int, word: str, known: Table) -> Token | None:
    m = phrases_from(known.lang, word).match(text, at, stop)
    if m is None or m.lastgroup is None:
        return None
    if m.lastgroup == "dated":
        named, year = (group for group in m.groups()[1:3])
        day = fold(m[0][: m.start(2) - m.start()])
        for of in around("of"):
            day = day.removesuffix(f" {of}")
        date = (int(year or 0), known.patterns.months[named.lower()], spelled(known.lang)[day])
        return Token("date", at, m.end(), date)
    if m.lastgroup in (*CLOCK, "oclock"):
        return _told(m, known)
    if m.lastgroup == "number":
        hour = number_of(fold(m[0]), words_of(known.lang))
        return Token("number", m.start(), m.end(), (hour, 0), "word") if hour < 24 else None
    if fold(m[0]) in known.weak and not _is_dated(text, m.end(), stop, known):
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
    hour = int(told) if told.isdigit() else number_of(told, words_of(known.lang))
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
