"""One way through a text with the cues that may stand in it."""

import re
from bisect import bisect_left
from functools import cache
from math import inf
from typing import NamedTuple

from . import grammar
from .index import Text, fold


class Hit(NamedTuple):
    label: str
    weight: float
    start: int
    end: int


class Cue(NamedTuple):
    phrase: str
    label: str
    weight: float


class Entry(NamedTuple):
    """A cue, its number in the set, and what a text must say within so many code points.

    `whole`: the cue is no more than its first word, or two; so no expression is needed.
    """

    number: int
    cue: Cue
    needs: tuple[grammar.Clause, ...]
    reach: int
    whole: int = 0


Entries = tuple[Entry, ...]


#: Cues to try, each with where the rarest word it needs stands; nowhere: it needs none.
Tries = list[tuple[Entry, list[int]]]

#: Start, -end, -weight, known by a beginning alone, number and label of a hit: so they sort.
Raw = tuple[int, int, float, bool, int, str]


class _Live(NamedTuple):
    """Of cues those of which no word is missing, and between which places they may begin.

    The cues are kept as long: nothing else may get their id.
    """

    cues: Entries
    tries: Tries
    first: float
    last: float


def _live(entries: Entries, tries: Tries) -> _Live:
    if not tries:
        return _Live(entries, tries, inf, -inf)
    if not all(spots for _, spots in tries):
        return _Live(entries, tries, -inf, inf)
    first = min(spots[0] - entry.reach for entry, spots in tries)
    return _Live(entries, tries, first, max(spots[-1] for _, spots in tries))


class Sweep:
    """One way through a piece of text with cues that may stand in it."""

    def __init__(self, text: Text, start: int, end: int) -> None:
        self.found: list[Raw] = []
        self._text, self._start, self._end = text, start, end
        self._words, self._offsets, self._folded = text.words, text.offsets, text.folded
        self._live: dict[int, _Live] = {}  #: by the id of the cues asked for

    def at_word(self, number: int, entries: Entries) -> None:
        """Try cues where a word stands, and note where it ends, and the next if that is plain."""
        live = self._live.get(id(entries))
        if live is None:
            live = self._live[id(entries)] = _live(entries, self.possible(entries))
        at = self._offsets[number]
        if not live.first <= at <= live.last:
            return
        behind, two = at + len(self._words[number]), 0
        if self._folded[behind : behind + 1] == " " and number + 1 < len(self._words):
            following = self._offsets[number + 1]
            two = following + len(self._words[number + 1]) if following == behind + 1 else 0
        self.at(at, live.tries, (0, behind, two), False)

    def possible(self, entries: Entries) -> Tries:
        """Those of which no word is missing, each with where the rarest it needs stands."""
        places, known = self._text.places, self._text.known
        tries = []
        for entry in entries:
            if any(map(known.isdisjoint, entry.needs)):
                continue
            rarest = known & entry.needs[0] if entry.needs else ()
            tries.append((entry, sorted([at for word in rarest for at in places[word]])))
        return tries

    def at(self, at: int, tries: Tries, ends: tuple[int, int, int], begun: bool) -> None:
        """Try cues at a place. `ends`: by number of words, where these end; 0: not known."""
        folded, end = self._folded, self._end
        if at > self._start and _in_word(folded[at - 1]):
            return
        for (number, cue, _, reach, whole), spots in tries:
            if stop := ends[whole]:
                if stop > end or (stop < end and _in_word(folded[stop])):
                    continue
            elif spots and not _near(spots, at, at + reach):
                continue
            elif hit := _compiled(cue.phrase).match(folded, at, end):
                stop = hit.end()
            else:
                continue
            self.found.append((at, -stop, -cue.weight, begun, number, cue.label))


def _near(spots: list[int], start: int, end: int) -> bool:
    """Is one of these places, in order, between two others?"""
    first = bisect_left(spots, start)
    return first < len(spots) and spots[first] <= end


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(grammar.pattern(fold(phrase)))
