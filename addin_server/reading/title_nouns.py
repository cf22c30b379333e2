"""Where the nouns stand that may say who does a job: looked up once in a text, asked for often."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import chain, compress

from .index import Text
from .title_words import KNOWN, LIKE, Words


class Nouns:
    """The words of a text that may be such nouns, by where they begin."""

    def __init__(self, text: Text, known: Words) -> None:
        self._text, self._known = text, known
        words = [*text.known]
        grades = [*map(known.grader(), words)]
        self._grades = dict(zip(compress(words, grades), compress(grades, grades), strict=True))
        self._spots = self._places(self._grades)

    def _places(self, words: Iterable[str]) -> list[int]:
        return sorted(chain.from_iterable(map(self._text.places.__getitem__, words)))

    def behind(self, at: int, most: int) -> bool:
        """Does one stand among so many words from here?"""
        first, offsets = bisect_left(self._spots, at), self._text.offsets
        if first == len(self._spots):
            return False
        last = bisect_left(offsets, at) + most - 1
        return last >= len(offsets) or self._spots[first] <= offsets[last]

    def before(self, at: int, most: int) -> bool:
        """Does one stand among so many words before this place?"""
        last, offsets = bisect_left(self._spots, at) - 1, self._text.offsets
        return last >= 0 and self._spots[last] >= offsets[max(0, bisect_left(offsets, at) - most)]

    def likely(self, start: int, end: int) -> list[int]:
        """Where those begin between two places that are like nouns for who does a job."""
        spots = self._places(word for word, grade in self._grades.items() if grade >= LIKE)
        return spots[bisect_left(spots, start) : bisect_left(spots, end)]

    def roles(self, start: int, end: int) -> list[int]:
        """Where those begin between two places that the lexicon knows."""
        known = (word for word, grade in self._grades.items() if grade == KNOWN)
        spots = self._places(filter(self._known.is_role, known))
        return spots[bisect_left(spots, start) : bisect_left(spots, end)]
