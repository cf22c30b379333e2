"""Which sentence of an employer's letter does what. A sentence may do several things."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..reading.cues import Hit
from .cutting import Span, stripped
from .sheet import Sheet

_USUAL = (
    *("thanks", "wish", "courtesy", "apology", "turn_down", "pool", "platitude", "cliche"),
    "process",
)
_EMPTY = ("platitude", "cliche")
_POLITE = ("thanks", "wish", "pool")
_LEAST = 5  #: words behind a colon that explain something
_TURN = 12  #: code points in which "but" is followed by the reader
_LEAST_OWN = 4  #: words of a sentence that says something of its own


@dataclass(frozen=True)
class Tally:
    """Whether a letter says what was good, and what decided."""

    sheet: Sheet

    @cached_property
    def strength(self) -> bool:
        """Something good about this candidate."""
        said = any(map(self._is_praise, self._meant("strength")))
        return said or any(map(self._praises, self._of_reader()))

    @cached_property
    def feedback(self) -> bool:
        """What decided."""
        said = any(map(self._is_own, self._meant("feedback"))) or any(self._meant("because"))
        sentences = self.sheet.sentences
        return said or any(map(self._explains, sentences)) or any(map(self._weighs, sentences))

    @cached_property
    def own_praise(self) -> bool:
        """Something that no list knows, said of the reader: in doubt, it is what is looked for.

        Also a scene without the reader ("the whole team came to look"), where there is something
        else to be what decided.
        """
        unknown = list(self._unknown())
        told = [each for each in unknown if not self._against(each)]
        spare = self.feedback or len(unknown) > 1
        return (spare and bool(told)) or any(map(self._of_you, told))

    @cached_property
    def own_reason(self) -> bool:
        """Another such thing, about something else or against the reader.

        What merely goes on about something good is none: "you have a gift; the guard still beams".
        """
        return any(map(self._decides, self._unknown())) or any(map(self._turns, self._pieces()))

    def _decides(self, piece: Span) -> bool:
        return self._against(piece) or not (self._of_you(piece) or self._goes_on(piece))

    def _goes_on(self, piece: Span) -> bool:
        """Whether another piece of its sentence is about something good."""
        return any(
            start < piece[0] < end
            and any(self.sheet.says(each, start, piece[0]) for each in ("strength", "praise"))
            for start, end in self.sheet.sentences
        )

    def _unknown(self) -> Iterator[Span]:
        return filter(self._says_else, self._pieces())

    def _pieces(self) -> Iterator[Span]:
        """What each side of a "but", a colon or a dash says."""
        for sentence in self.sheet.sentences:
            yield from self.sheet.halves(*sentence)

    def _turns(self, piece: Span) -> bool:
        """``But you ...``, which is told after what was good."""
        start, end = stripped(self.sheet.text, *piece)
        begun = self.sheet.says("contrast", start, start + 1)
        to_you = begun and self.sheet.to_reader(start, min(start + _TURN, end))
        empty = any(self.sheet.says(each, start, end) for each in (*_EMPTY, *_POLITE))
        return to_you and not empty and self.sheet.words(start, end) >= _LEAST

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

    def _is_praise(self, hit: Hit) -> bool:
        """Whether no word of it says no: "nous ne la retenons pas"."""
        refusals = self.sheet.signs("turn_down")
        return not any(no.start < hit.end and hit.start < no.end for no in refusals)

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
        """``We are not going on with you: ...``, where what follows does not just say it again."""
        colon = self.sheet.text.find(":", *sentence)
        explained = colon >= 0 and self.sheet.words(colon, sentence[1]) >= _LEAST
        again = explained and self.sheet.says("turn_down", colon, sentence[1])
        return explained and not again and self.sheet.says("turn_down", sentence[0], colon)

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
