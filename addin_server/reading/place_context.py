"""What the sentence around the words for a place says: of an hour, of meeting, of the past."""

import re
from bisect import bisect_left, bisect_right
from functools import cache

from ..model import LANGUAGES
from ..resources import lexicon
from .index import fold
from .patterns import lazy
from .place_words import Words
from .vocabulary import Phrases, choice, firsts

_PARTS = ("half", "halb", "kwart", "quarter", "viertel")
_HOURS = frozenset(("uur", "uhr", "heures", "o"))  #: what follows a number in letters


@cache
def hour() -> Phrases:
    """Hours, in any of the languages."""
    numbers = [word for lang in LANGUAGES for word in lexicon(lang, "moments")["numbers"][:12]]
    return Phrases(
        lazy(
            r"(?<![\w.,])(?:\d{1,2}"
            r"(?:[:.h]\d{2}|\s?h(?:\s?\d{2})?|u\d{0,2}|\s?(?:uur|uhr|heures|hrs|[ap]m|[ap]\.m\.))"
            r"(?![\w:])(?:\s(?:uur|uhr|hrs|précises|sharp|am|pm))?"
            r"|(?:half|halb|kwart (?:over|voor)|quarter (?:to|past)|viertel) [^\W\d_]{3,8}"
            rf"|(?:{choice(numbers)}) (?:uur|uhr|heures|o['’]clock)(?!\w))",
            re.IGNORECASE,
        ),
        firsts([*_PARTS, *numbers]),
        figures=True,
        seconds=dict.fromkeys(map(fold, {*numbers}.difference(_PARTS)), _HOURS),
    )


#: It begins with a set of signs, which is sought several times faster than a choice.
BREAK = lazy(
    r"[.!?\n](?:(?<=\n)(?:\s*\n|(?=\s?[-•*]))"
    r"|(?<!\n)(?:(?=\s+[\"“„«(]?[A-ZÀ-Ý])|(?<=[^\W\d_]{4}[.!?])(?=\s)))"
)
PAST = lazy(r"[^,;:.\n]{0,45}")  #: what `following our` speaks of


class Sentences:
    """What is said in the sentences of a text."""

    def __init__(self, text: str, low: int, high: int, known: Words) -> None:
        self.cuts = [low, *(m.end() for m in BREAK.finditer(text, low, high)), high]
        self.hours = [m.span() for m in hour().find(text, low, high)]
        said: list[tuple[float, list[int]]] = [(0.8, [start for start, _ in self.hours])]
        tables: tuple[tuple[float, Phrases], ...] = (
            (0.5, known.meets),
            (-1.6, known.contact),
            (0.4, known.dates),
        )
        self.past = _reaches(text, low, high, known.past)
        self.applied = _reaches(text, low, high, known.applied)
        said += [(w, [m.start() for m in t.find(text, low, high)]) for w, t in tables]
        self.said = said
        self._text = text

    def weight(self, at: int) -> float:
        """What the words of the sentence around this place count for."""
        cut = bisect_right(self.cuts, at)
        begin, end = self.cuts[cut - 1], self.cuts[min(cut, len(self.cuts) - 1)]
        other = 1.2 * _reached(self.past, at) + 0.8 * _reached(self.applied, at)
        return sum(w for w, places in self.said if _any(places, begin, end)) - other

    def follows(self, at: int, said: Phrases) -> bool:
        """Does one of these phrases follow in the sentence of this place?"""
        cut = bisect_right(self.cuts, at)
        return said.within(self._text, at, self.cuts[min(cut, len(self.cuts) - 1)])


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
