"""Phrases of a lexicon, found in a text. Knows no topic and no language.

How phrases are written: see `grammar`. Case, accents and the kind of quotation mark do not
matter. Nothing walks through the text: its index says which words stand in it, and a phrase is
tried, and compiled, only when all the words that it needs are there. So what a mail does not say
costs next to nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from . import grammar
from .index import STEM, Text, fold

WEIGHTS = {"strong": 3.0, "fair": 1.5, "weak": 0.5}


class Hit(NamedTuple):
    label: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    phrase: str
    label: str
    weight: float


_Entry = tuple[grammar.Clause, tuple[grammar.Clause, ...], Cue]


class Phrases:
    """A set of cues, by the words that they can begin with."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._words: dict[str, list[_Entry]] = {}
        self._stems: dict[str, list[_Entry]] = {}
        for cue in cues:
            phrase = fold(cue.phrase)
            telling, *rest = grammar.needs(phrase)
            entry = (telling, tuple(rest), cue)
            for first, is_stem in grammar.first_words(phrase):
                if is_stem and len(first) < STEM:
                    raise ValueError(f"too short a beginning: {cue.phrase!r}")
                table, key = (self._stems, first[:STEM]) if is_stem else (self._words, first)
                table.setdefault(key, []).append(entry)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Hits from left to right. Where two overlap the first counts, else the longest."""
        text = text if isinstance(text, Text) else Text(text)
        free = start
        found = self._all(text, start, len(text) if end is None else min(end, len(text)))
        for hit in sorted(found, key=lambda hit: (hit.start, -hit.end, -hit.weight)):
            if hit.start >= free:
                free = hit.end
                yield hit

    def _all(self, text: Text, start: int, end: int) -> Iterator[Hit]:
        """Hits in any order, of one place in the order of the cues."""
        folded, unsaid = text.folded, text.said.isdisjoint
        for word in self._begun(text):
            entries = (*self._words.get(word, ()), *self._stems.get(word[:STEM], ()))
            likely = [
                cue
                for telling, rest, cue in entries
                if not unsaid(telling) and not any(map(unsaid, rest))
            ]
            places = [at for at in text.places[word] if start <= at < end] if likely else []
            for cue in likely:
                match = _compiled(cue.phrase).match
                for at in places:
                    hit = match(folded, at, end)
                    if hit and not (at > start and _in_word(folded[at - 1])):
                        yield Hit(cue.label, cue.weight, at, hit.end())

    def _begun(self, text: Text) -> set[str]:
        """The words of the text that phrases begin with."""
        words = text.places.keys() & self._words.keys()
        if self._stems:
            words.update(word for word in text.places if word[:STEM] in self._stems)
        return words


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(grammar.pattern(fold(phrase)))


def cues(section: str, table: Mapping[str, Any]) -> Iterator[Cue]:
    """The cues of one section of a lexicon: lists named strong, fair, weak."""
    for strength, phrases in table.items():
        for phrase in phrases:
            yield Cue(phrase, section, WEIGHTS[strength])
