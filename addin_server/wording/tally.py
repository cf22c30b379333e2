"""Which sentence of an employer's letter does what. A sentence may do several things."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ..reading.cues import Hit
from . import book
from .sheet import Sheet, Span

_USUAL = ("thanks", "wish", "courtesy", "apology", "turn_down", "pool", "platitude")
_LEAST = 5  #: words behind a colon that explain something
_LEAST_OWN = 4  #: words of a sentence that says something of its own


@dataclass(frozen=True)
class Tally:
    """Whether a letter says what was good, and what decided."""

    sheet: Sheet

    @cached_property
    def strength(self) -> bool:
        """Something good about this candidate."""
        return any(self._meant("strength")) or any(map(self._praises, self._clauses(True)))

    @cached_property
    def feedback(self) -> bool:
        """What decided."""
        said = any(self._meant("feedback")) or any(self._meant("because"))
        return said or any(map(self._explains, self.sheet.sentences))

    @cached_property
    def own_words(self) -> int:
        """How many sentences say something that no list knows: in doubt, what is looked for."""
        return sum(map(self._says_else, self.sheet.sentences))

    def _meant(self, section: str) -> Iterator[Hit]:
        """Signs in the body that do not stand in a clause with a platitude."""
        empty = [clause for clause in self._clauses() if self.sheet.says("platitude", *clause)]
        start, end = self.sheet.body
        for hit in self.sheet.signs(section):
            if start <= hit.start < end and not any(a <= hit.start < b for a, b in empty):
                yield hit

    def _clauses(self, kind: bool = False) -> Iterator[Span]:
        """Pieces of sentences; of those that speak of the reader, without thanks or a wish."""
        for start, end in self.sheet.sentences:
            if kind and not self._speaks_of_reader(start, end):
                continue
            begin = start
            for mark in _cuts(self.sheet.lang).finditer(self.sheet.text, start, end):
                yield begin, mark.end()
                begin = mark.end()
            yield begin, end

    def _speaks_of_reader(self, start: int, end: int) -> bool:
        says = self.sheet.says
        polite = any(says(each, start, end) for each in ("thanks", "wish", "pool"))
        return (says("you", start, end) or ":" in self.sheet.text[start:end]) and not polite

    def _praises(self, clause: Span) -> bool:
        return self.sheet.says("praise", *clause) and not self.sheet.says("platitude", *clause)

    def _explains(self, sentence: Span) -> bool:
        """``We are not going on with you: ...``."""
        colon = self.sheet.text.find(":", *sentence)
        explained = colon >= 0 and self.sheet.words(colon, sentence[1]) >= _LEAST
        return explained and self.sheet.says("turn_down", sentence[0], colon)

    def _says_else(self, sentence: Span) -> bool:
        if self.sheet.words(*sentence) < _LEAST_OWN:
            return False
        known = (*_USUAL, "strength", "feedback", "praise")
        return not any(self.sheet.says(each, *sentence) for each in known)


@cache
def _cuts(lang: str) -> re.Pattern[str]:
    """What parts one clause from the next."""
    but = book.choice(book.listed(lang, "but"))
    return re.compile(rf"[,;:]\s|\s[–—-]\s|\s(?i:{but})(?=\s)")
