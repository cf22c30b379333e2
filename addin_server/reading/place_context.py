"""What the sentence around the words for a place says: of an hour, of meeting, of the past."""

import re
from bisect import bisect_left, bisect_right
from functools import cache

from ..model import LANGUAGES
from ..resources import lexicon
from .index import Text, fold
from .moment_patterns import around
from .patterns import lazy
from .place_words import Words
from .vocabulary import LINE, Phrases, any_of, choice, firsts

_MINUTES = frozenset(f"{minute:02}" for minute in range(100))


@cache
def _parts() -> frozenset[str]:
    """The first words of a part of an hour."""
    return firsts(around("parts"))


@cache
def _hours() -> frozenset[str]:
    """What follows a number in letters that is an hour."""
    return firsts(around("oclock"))


@cache
def _behind() -> frozenset[str]:
    """What follows one in figures."""
    return _MINUTES | _hours() | firsts(around("hours")) | {"u", "h", "am", "pm", "a", "p"}


@cache
def hour() -> Phrases:
    """Hours, in any of the languages."""
    numbers = [word for lang in LANGUAGES for word in lexicon(lang, "moments")["numbers"][:12]]
    return Phrases(
        lazy(
            r"(?<![\w.,])(?:\d{1,2}(?:[:.h]\d{2}|\s?h(?:\s?\d{2})?|u\d{0,2}"
            rf"|\s?(?:{choice(around('hours'))}|[ap]m|[ap]\.m\.))"
            rf"(?![\w:])(?:\s(?:{choice(around('hours', 'sharp'))}|am|pm))?"
            rf"|(?:{choice(around('parts'), LINE)}) [^\W\d_]{{3,8}}"
            rf"|(?:{choice(numbers)}) (?:{choice(around('oclock'))})(?!\w))",
            re.IGNORECASE,
        ),
        _parts() | firsts(numbers),
        figures=True,
        seconds=dict.fromkeys(map(fold, {*numbers}.difference(_parts())), _hours()),
    )


def hours(text: Text, low: int, high: int) -> list[tuple[int, int]]:
    """Where hours stand: as `hour` finds them, and few figures of a text are tried."""
    said, followers, places = hour(), text.followers, text.places
    behind, parts, oclock = _behind(), _parts(), _hours()
    begun = [at for figure in text.figures if len(figure) < 3 for at in places[figure]]
    begun = [at for at in begun if followers.get(at) in behind]
    for word in said.begin & text.known:
        begun += [at for at in places[word] if word in parts or followers.get(at) in oclock]
    found, done = [], low
    for at in sorted(begun):
        if done <= at < high and (m := said.pattern.match(text, at, high)):
            found.append(m.span())
            done = m.end()
    return found


def _day() -> str:
    """`on the 9th`, and not `on the 9th floor`."""
    ordinals, floors = lexicon("en", "moments")["ordinals"], lexicon("en", "places")["floors"]
    return rf"on the \d{{1,2}}{any_of(ordinals)}(?! (?i:{choice(floors)}))"


DATED = lazy(_day)
#: It begins with a set of signs, which is sought several times faster than a choice.
BREAK = lazy(
    r"[.!?\n](?:(?<=\n)(?:\s*\n|(?=\s?[-•*]))"
    r"|(?<!\n)(?:(?=\s+[\"“„«(]?[A-ZÀ-Ý])|(?<=[^\W\d_]{4}[.!?])(?=\s)))"
)
_NEAR = 200  #: code points before a place in which its sentence often begins
_LONGEST = 60  #: code points of a phrase
PAST = lazy(r"[^,;:.\n]{0,45}")  #: what `following our` speaks of


class Sentences:
    """What is said in the sentences of a text; they are looked at when one asks for them."""

    def __init__(self, text: Text, low: int, high: int, known: Words) -> None:
        self.low, self.high = low, high
        self.hours = hours(text, low, high)
        self._begun = [start for start, _ in self.hours]
        self._past = _reaches(text, low, high, known.past)
        self._applied = _reaches(text, low, high, known.applied)
        tables = ((0.5, known.meets), (-1.6, known.contact), (0.4, known.dates))
        # No search among few sentences for what is nowhere in the text.
        self._tables = [(w, t) for w, t in tables if not text.known.isdisjoint(t.begin)]
        self._last = (low, low)
        self._weights: dict[int, float] = {}
        self._text = text

    def weight(self, at: int) -> float:
        """What the words of the sentence around this place count for."""
        begin, end = self.around(at)
        if begin not in self._weights:
            said = [w for w, table in self._tables if self._has(table, begin, end)]
            self._weights[begin] = sum([0.8, *said] if _any(self._begun, begin, end) else said)
        other = 1.2 * _reached(self._past, at) + 0.8 * _reached(self._applied, at)
        return self._weights[begin] - other

    def follows(self, at: int, said: Phrases) -> bool:
        """Does one of these phrases follow in the sentence of this place?"""
        return said.within(self._text, at, self.around(at)[1])

    def around(self, at: int) -> tuple[int, int]:
        """The sentence of this place. Those asked for one after another are often the same."""
        begin, end = self._last
        if begin <= at < end:
            return self._last
        far = _NEAR
        while True:
            begin = low = max(self.low, at - far)
            end = self.high
            for cut in BREAK.finditer(self._text, low, self.high):
                if cut.end() > at:
                    end = cut.end()
                    break
                begin = cut.end()
            if begin != low or low == self.low:
                self._last = begin, end
                return self._last
            far *= 4

    def _has(self, table: Phrases, begin: int, end: int) -> bool:
        """Does one of these phrases begin in a sentence?"""
        stop = min(end + _LONGEST, self.high)
        first = next(table.find(self._text, begin, stop), None)
        return first is not None and first.start() < end


def _reaches(text: str, low: int, high: int, said: Phrases) -> list[tuple[int, int]]:
    """What each of these phrases speaks of: the words behind it."""
    ends = (m.end() for m in said.find(text, low, high))
    return [(at, found.end()) for at in ends if (found := PAST.match(text, at, high))]


def _reached(spans: list[tuple[int, int]], at: int) -> bool:
    """Is this place within what one of them speaks of?"""
    last = bisect_right(spans, (at, at)) - 1
    return last >= 0 and at <= spans[last][1]


def _any(places: list[int], begin: int, end: int) -> bool:
    """Does one of these places, in order, lie there?"""
    first = bisect_left(places, begin)
    return first < len(places) and places[first] < end
