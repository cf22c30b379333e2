"""Words and figures of dates and times in a text, as tokens: one pass, linear.

What they add up to is not decided here.
"""

import re
from bisect import bisect_left
from dataclasses import replace

from .index import Text, indexed
from .moment_figures import Token, figure, is_joined, month_first
from .moment_hours import HOURS
from .moment_patterns import words_of
from .moment_tables import CLOCK, Table, number_of, phrases_from, spelled, table
from .moment_zones import AREAS, ZONES, abbreviated, area
from .patterns import lazy
from .vocabulary import fold

FIGURE_NEXT = lazy(r"\.?,?\s{0,2}\d|\s?[-–—]\s?[A-Za-z]{2}")
_NEAR = 12  #: words between the hours of a list, and around a day
_AFTER_FIGURES = ":"  #: every word that is a figure sorts before this


def scan(text: str, lang: str | None, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of a text, in order, without overlap. Linear in its length."""
    stop = len(text) if end is None else end
    text, known = indexed(text, stop), table(lang)
    tokens: list[Token] = []
    words, offsets = text.words, text.offsets
    for n, following in _telling(text, start, stop, known):
        at, word = offsets[n], words[n]
        if at < start:
            continue
        if word < _AFTER_FIGURES:
            token = figure(text, at, stop, word, following, known.patterns, tokens)
        else:
            token = _words(text, at, stop, word, following, known)
        if token is not None:
            tokens.append(token)
            start = token.end
            if token.kind in HOURS:
                token.led = n > 0 and words[n - 1] in known.leading
                start = _completed(text, tokens, stop, known)
    return tokens


def _telling(text: Text, start: int, stop: int, known: Table) -> list[tuple[int, str]]:
    """The numbers of the words at which a token may begin, and the words that follow them."""
    words, offsets = text.words, text.offsets
    low, high = bisect_left(offsets, start), bisect_left(offsets, stop)
    if low < high and offsets[high - 1] + len(words[high - 1]) > stop:
        high -= 1
    telling, alone, longer = known.telling, known.alone, known.longer
    found, certain = [], []
    for n in [n for n in range(low, high) if words[n] in telling or words[n] < _AFTER_FIGURES]:
        word, following = words[n], words[n + 1] if n + 1 < high else ""
        if word < _AFTER_FIGURES:
            tells = is_joined(text, offsets[n] + len(word), word, following, known.patterns)
            if len(word) > 2 and not (tells and len(word) == 4):
                continue
        else:
            goes_on = word in longer and following in longer[word]
            if not goes_on and word not in alone:
                continue
            if not goes_on and _names_no_zone(text, offsets[n], word, known):
                continue
            tells = goes_on or word not in known.numbers
        if tells or (n and words[n - 1] in known.leading):
            certain.append(n)
        found.append((n, following))
    return found if len(found) == len(certain) else _near(found, certain)


def _names_no_zone(text: str, at: int, word: str, known: Table) -> bool:
    """`et`, `Europe`: words that would name one only as `ET`, as `Europe/Paris`."""
    end = at + len(word)
    return (word in known.zones and text[at].islower()) or (
        word in known.areas and text[end : end + 1] != "/"
    )


def _near(found: list[tuple[int, str]], certain: list[int]) -> list[tuple[int, str]]:
    """Without the mere numbers that stand far from all that is `certain`."""
    kept, at = [], 0
    for one in found:
        while at < len(certain) and certain[at] < one[0] - _NEAR:
            at += 1
        if at < len(certain) and certain[at] <= one[0] + _NEAR:
            kept.append(one)
    return kept


def _words(text: str, at: int, stop: int, word: str, following: str, known: Table) -> Token | None:
    """What a word, with those behind it, says."""
    if word in known.longer and following in known.longer[word]:
        token = _phrase(text, at, stop, word, known)
        if token is not None:
            return token
    if word not in known.alone:
        return None
    end = at + len(word)
    written = text[at:end]
    if word in AREAS and (name := area(text, at, stop)):
        return Token("zone", at, at + len(name), (), name)
    if meaning := known.single.get(written.lower()):
        glued = text[end : min(stop, end + 1)]
        weak = word in known.weak and not FIGURE_NEXT.match(text, end, stop)
        if not (weak or glued == "_" or glued.isalnum()):
            kind, value, note = meaning
            return Token(kind, at, end, value, note)
    if written in ZONES:
        return Token("zone", at, *abbreviated(text, at, written))
    if known.english and word in known.patterns.named:
        return month_first(text, at, stop, known.patterns)
    return None


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
            tokens[-2:] = [replace(token, start=before.start, led=before.led)]
    return tokens[-1].end


def _phrase(text: str, at: int, stop: int, word: str, known: Table) -> Token | None:
    m = phrases_from(known.lang, word).match(text, at, stop)
    if m is None or m.lastgroup is None:
        return None
    if m.lastgroup == "dated":
        named, year = (group for group in m.groups()[1:3])
        day = fold(m[0][: m.start(2) - m.start()]).removesuffix(" of")
        date = (int(year or 0), known.patterns.months[named.lower()], spelled(known.lang)[day])
        return Token("date", at, m.end(), date)
    if m.lastgroup in (*CLOCK, "oclock"):
        return _told(m, known)
    if m.lastgroup == "number":
        hour = number_of(fold(m[0]), words_of(known.lang))
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
