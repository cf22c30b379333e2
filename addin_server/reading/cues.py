"""Phrases of a lexicon, found in a text. Knows no topic and no language.

How phrases are written: see `grammar`. Case, accents and the kind of quotation mark do not
matter. A text is passed once, word by word; each word leads to the few phrases that begin with
it, so the cost grows with the text alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from . import grammar

WEIGHTS = {"strong": 3.0, "fair": 1.5, "weak": 0.5}

_WORD = re.compile(r"\w+")
_ODD = re.compile(r"[^\x00-\x08\x0a-_a-\x7f]+")  #: what folding changes, and few other characters
_KNOWN = 4_000  #: first words whose cues are kept compiled
_STEM = 4  #: letters by which phrases that begin with a stem are looked up


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


@cache
def _folding() -> dict[int, str]:
    table = dict.fromkeys((0x2018, 0x2019, 0x201B, 0xB4, 0x60), "'")
    table |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014), "-")
    table |= dict.fromkeys((0x09, 0xA0, 0x2007, 0x2009, 0x202F), " ")
    for point in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(point))[0]
        if base.isascii():
            table[point] = base
    return table


def fold(text: str) -> str:
    """Lower case, without accents, plain quotation marks; of the same length, so offsets hold."""
    if text.isascii():
        return text.lower().replace("\t", " ").replace("`", "'")
    return _ODD.sub(_folded, text).lower()


def _folded(odd: re.Match[str]) -> str:
    return odd[0].translate(_folding())


class Phrases:
    """A set of cues. Each is compiled when its first word is met."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._words: dict[str, list[Cue]] = {}
        self._stems: dict[str, list[Cue]] = {}
        self._known: dict[str, tuple[_Compiled, ...]] = {}
        for cue in cues:
            phrase = fold(cue.phrase)
            for first, is_stem in grammar.first_words(phrase):
                if is_stem and len(first) < _STEM:
                    raise ValueError(f"too short a beginning: {cue.phrase!r}")
                table, key = (self._stems, first[:_STEM]) if is_stem else (self._words, first)
                table.setdefault(key, []).append(cue)

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Hits from left to right. Where two overlap the first counts, else the longest."""
        end = len(folded) if end is None else end
        free, words, stems = start, self._words, self._stems
        for word in _WORD.finditer(folded, start, end):
            begins = word[0]
            if begins not in words and begins[:_STEM] not in stems:
                continue
            at = word.start()
            if at >= free and (hit := _longest(self._beginning(begins), folded, at, end)):
                free = hit.end
                yield hit

    def _beginning(self, word: str) -> tuple["_Compiled", ...]:
        """The cues that begin with a word, compiled."""
        found = self._known.get(word)
        if found is None:
            stem = self._stems.get(word[:_STEM], ())
            cues = (*self._words.get(word, ()), *stem)
            found = tuple((_compiled(cue.phrase), cue) for cue in cues)
            if len(self._known) < _KNOWN:
                self._known[word] = found
        return found


_Compiled = tuple[re.Pattern[str], Cue]


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(grammar.pattern(fold(phrase)))


def _longest(found: Iterable[_Compiled], folded: str, at: int, end: int) -> Hit | None:
    best: Hit | None = None
    for pattern, cue in found:
        match = pattern.match(folded, at, end)
        if match and (best is None or (match.end(), cue.weight) > (best.end, best.weight)):
            best = Hit(cue.label, cue.weight, at, match.end())
    return best


def cues(section: str, table: Mapping[str, Any]) -> Iterator[Cue]:
    """The cues of one section of a lexicon: lists named strong, fair, weak."""
    for strength, phrases in table.items():
        for phrase in phrases:
            yield Cue(phrase, section, WEIGHTS[strength])
