"""Which sentence of an employer's letter does what. A sentence may do several things."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..reading.cues import Hit
from .sheet import Sheet, Span

_USUAL = ("thanks", "wish", "courtesy", "apology", "turn_down", "pool", "platitude", "cliche")
_EMPTY = ("platitude", "cliche")
_POLITE = ("thanks", "wish", "pool")
_LEAST = 5  #: words behind a colon that explain something
_LEAST_OWN = 4  #: words of a sentence that says something of its own


@dataclass(frozen=True)
class Tally:
    """Whether a letter says what was good, and what decided."""

    sheet: Sheet

    @cached_property
    def strength(self) -> bool:
        """Something good about this candidate."""
        return any(self._meant("strength")) or any(map(self._praises, self._of_reader()))

    @cached_property
    def feedback(self) -> bool:
        """What decided."""
        said = any(map(self._is_own, self._meant("feedback"))) or any(self._meant("because"))
        sentences = self.sheet.sentences
        return said or any(map(self._explains, sentences)) or any(map(self._weighs, sentences))

    @cached_property
    def own_praise(self) -> bool:
        """A sentence about the reader that no list knows: in doubt, it is what is looked for."""
        return any(self._of_you(each) and not self._against(each) for each in self._unknown())

    @cached_property
    def own_reason(self) -> bool:
        """Another such sentence, about something else or against the reader."""
        return any(not self._of_you(each) or self._against(each) for each in self._unknown())

    def _unknown(self) -> Iterator[Span]:
        return filter(self._says_else, self.sheet.sentences)

    def _of_you(self, span: Span) -> bool:
        return self.sheet.to_reader(*span)

    def _against(self, span: Span) -> bool:
        """Whether something is denied or weighed against something else."""
        return any(self.sheet.says(each, *span) for each in ("negation", "contrast"))

    def _is_own(self, hit: Hit) -> bool:
        """Whether words are neither part of the "no" itself nor of a wish."""
        refusals = self.sheet.signs("turn_down")
        refusal = any(no.start <= hit.start and hit.end <= no.end for no in refusals)
        sentences = self.sheet.sentences
        wished = any(s <= hit.start < e and self.sheet.says("wish", s, e) for s, e in sentences)
        return not (refusal or wished)

    def _meant(self, section: str) -> Iterator[Hit]:
        """Signs in the body, but for those in an empty clause and those that are mere courtesy."""
        empty = [each for each in self._clauses() if self._is_empty(each)]
        polite = self.sheet.signs("polite")
        start, end = self.sheet.body
        for hit in self.sheet.signs(section):
            void = any(a <= hit.start < b for a, b in empty)
            mere = any(each.start < hit.end and hit.start < each.end for each in polite)
            if start <= hit.start < end and not (void or mere):
                yield hit

    def _is_empty(self, clause: Span) -> bool:
        return any(self.sheet.says(each, *clause) for each in _EMPTY)

    def _clauses(self) -> Iterator[Span]:
        for sentence in self.sheet.sentences:
            yield from self.sheet.clauses(*sentence)

    def _of_reader(self) -> Iterator[Span]:
        """Pieces of the sentences that speak of the reader, without thanks or a wish."""
        for start, end in self.sheet.sentences:
            polite = any(self.sheet.says(each, start, end) for each in _POLITE)
            listed = ":" in self.sheet.text[start:end]
            if (self._of_you((start, end)) or listed) and not polite:
                yield from self.sheet.clauses(start, end)

    def _praises(self, clause: Span) -> bool:
        polite = [hit for hit in self.sheet.signs("polite") if clause[0] <= hit.start < clause[1]]
        start = max((hit.end for hit in polite), default=clause[0])
        return self.sheet.says("praise", start, clause[1]) and not self._is_empty(clause)

    def _explains(self, sentence: Span) -> bool:
        """``We are not going on with you: ...``."""
        colon = self.sheet.text.find(":", *sentence)
        explained = colon >= 0 and self.sheet.words(colon, sentence[1]) >= _LEAST
        return explained and self.sheet.says("turn_down", sentence[0], colon)

    def _weighs(self, sentence: Span) -> bool:
        """Experience, a level or a diploma that is not there, is less, or is asked for."""
        return any(
            self.sheet.says("skill", *clause) and self._against(clause)
            for clause in self.sheet.clauses(*sentence)
        )

    def _says_else(self, sentence: Span) -> bool:
        if self.sheet.words(*sentence) < _LEAST_OWN:
            return False
        known = (*_USUAL, "strength", "feedback", "praise")
        return not any(self.sheet.says(each, *sentence) for each in known)
