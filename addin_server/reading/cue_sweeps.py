"""One way through a text with the cues that may stand in it."""

import re
from bisect import bisect_left
from functools import cache
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


#: Start, -end, -weight, known by a beginning alone, number and label of a hit: so they sort.
Raw = tuple[int, int, float, bool, int, str]

_BLANK = frozenset(" \n.,")  #: what mostly stands beside a word


class Sweep:
    """One way through a piece of text with cues that may stand in it."""

    def __init__(self, text: Text, start: int, end: int) -> None:
        self.found: list[Raw] = []
        self._text, self._folded = text, text.folded
        self._start, self._end = start, end

    def places(self, word: str) -> list[int]:
        """Where a word stands in this piece; in order."""
        start, end = self._start, self._end
        return [at for at in self._text.places[word] if start <= at < end]

    def at_words(
        self, places: list[int], entries: Entries, first: str = "", second: str = ""
    ) -> None:
        """Try cues that begin with one word or two at places where these stand."""
        for entry in entries:
            if entry.whole == 1:
                for at in places:
                    self._note(at, at + len(first), entry)
            elif entry.whole:
                self._at_two(places, entry, first, second)
            else:
                self._match(places, entry, False)

    def at_stem(self, places: list[int], entries: Entries) -> None:
        """Try cues that are known by the beginning of a word alone."""
        for entry in entries:
            self._match(places, entry, True)

    def _at_two(self, places: list[int], entry: Entry, first: str, second: str) -> None:
        """Try a cue of two words, which most often have a space between them."""
        for at in places:
            behind = at + len(first)
            if self._folded.startswith(second, behind + 1) and self._folded[behind] == " ":
                self._note(at, behind + 1 + len(second), entry)
            else:
                self._match([at], entry, False)

    def _note(self, at: int, stop: int, entry: Entry) -> None:
        """Note a cue that stands between two places, unless these are within words."""
        if self._begins(at) and self._ends(stop):
            _, label, weight = entry.cue
            self.found.append((at, -stop, -weight, False, entry.number, label))

    def _match(self, places: list[int], entry: Entry, begun: bool) -> None:
        """Try a cue at these places, as far as what it needs stands near."""
        number, (phrase, label, weight), needs, reach, _ = entry
        for at in self._near(places, needs, reach) if needs else places:
            if self._begins(at) and (hit := _compiled(phrase).match(self._folded, at, self._end)):
                self.found.append((at, -hit.end(), -weight, begun, number, label))

    def _begins(self, at: int) -> bool:
        """Whether no letter or figure stands before."""
        before = self._folded[at - 1 : at]
        return before in _BLANK or at == self._start or not _in_word(before)

    def _ends(self, at: int) -> bool:
        """Whether no letter or figure follows, and the piece goes so far."""
        return at == self._end or (at < self._end and not _in_word(self._folded[at]))

    def _near(self, places: list[int], needs: tuple[grammar.Clause, ...], reach: int) -> list[int]:
        """Those of these places behind which the rarest needed word stands, none missing."""
        known, standing = self._text.known, self._text.places
        for clause in needs:
            if known.isdisjoint(clause):
                return []
        rarest = known & needs[0]
        spots = [at for word in rarest for at in standing[word]]
        spots.sort()
        if not places or places[0] > spots[-1] or places[-1] + reach < spots[0]:
            return []
        return [at for at in places if _stands(spots, at, at + reach)]


def _stands(spots: list[int], start: int, end: int) -> bool:
    """Is one of these places, in order, between two others?"""
    first = bisect_left(spots, start)
    return first < len(spots) and spots[first] <= end


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(grammar.pattern(fold(phrase)))
