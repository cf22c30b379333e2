"""Phrases of a lexicon, found in a text. Knows no topic and no language.

How phrases are written: see `grammar`. Case, accents and the kind of quotation mark do not
matter. One sweep over the words of a text finds every phrase: it is looked up by the two words it
begins with, and compiled, and tried, only there. So what a mail does not say costs next to nothing.
"""

import re
from bisect import bisect_left
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


class _Entry(NamedTuple):
    """A cue, its number in the set, and what a text must say besides how the cue begins.

    `whole`: the cue is no more than its first word, or two; so no expression is needed.
    """

    number: int
    cue: Cue
    needs: tuple[grammar.Clause, ...]
    whole: int = 0


_Entries = tuple[_Entry, ...]


class _Row(NamedTuple):
    """The cues that begin with one word, by the next one: whole, by its beginning, whatever."""

    second: dict[str, _Entries]
    begun: dict[str, _Entries]
    any: _Entries


class _Place(NamedTuple):
    """Where a cue may begin: where the text ends, and the first word and two words, if plain."""

    at: int
    end: int
    ends: tuple[int, int, int]  #: by number of words; 0: not known


#: Start, -end, -weight, known by a beginning alone, number and label of a hit: so they sort.
_Raw = tuple[int, int, float, bool, int, str]


class Phrases:
    """A set of cues, by the two words that they can begin with."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._rows: dict[str, _Row] = {}
        self._stems: dict[str, _Entries] = {}
        for number, cue in enumerate(cues):
            phrase = fold(cue.phrase)
            # Without a gap the expression soon finds out that there is something else.
            needs = grammar.needs(phrase) if "*" in phrase else ()
            entry = _Entry(number, cue, tuple(sorted(needs, key=len)))
            ways: dict[grammar.Begun, list[tuple[grammar.Begun, ...]]] = {}
            for first, *more in grammar.openings(phrase):
                ways.setdefault(first, []).append(tuple(more))
            for (word, is_stem), rest in ways.items():
                if is_stem:
                    self._add_stem(entry, word)
                else:
                    self._add(entry._replace(whole=_whole(rest)), word, rest)

    def _add_stem(self, entry: _Entry, stem: str) -> None:
        if len(stem) < STEM:
            raise ValueError(f"too short a beginning: {entry.cue.phrase!r}")
        self._stems[stem[:STEM]] = _with(self._stems.get(stem[:STEM], ()), entry)

    def _add(self, entry: _Entry, word: str, ways: list[tuple[grammar.Begun, ...]]) -> None:
        row = self._rows.setdefault(word, _Row({}, {}, ()))
        for second, is_stem in {way[0] if way else grammar.ANY for way in ways}:
            if is_stem and len(second) < STEM:
                self._rows[word] = row = row._replace(any=_with(row.any, entry))
            else:
                table, key = (row.begun, second[:STEM]) if is_stem else (row.second, second)
                table[key] = _with(table.get(key, ()), entry)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Hits from left to right. Where two overlap the first counts, else the longest."""
        text = text if isinstance(text, Text) else Text(text)
        stop = len(text) if end is None else min(end, len(text))
        return iter(_apart(sorted(self._all(text, start, stop)), {}).get("", ()))

    def parted(
        self, text: str, start: int, end: int, groups: Mapping[str, str]
    ) -> dict[str, list[Hit]]:
        """The same of several groups of labels in one sweep; overlaps count within a group."""
        text = text if isinstance(text, Text) else Text(text)
        return _apart(sorted(self._all(text, start, min(end, len(text)))), groups)

    def _all(self, text: Text, start: int, end: int) -> Iterator[_Raw]:
        """Hits in any order, overlapping ones too."""
        low, high = bisect_left(text.offsets, start), bisect_left(text.offsets, end)
        words = [*text.words[low : high + 1], "", ""]
        places = [*text.offsets[low : high + 1], end, end]
        for n, row in enumerate(map(self._rows.get, words[: high - low])):
            if row is None:
                continue
            second, begun, entries = row
            following = words[n + 1]
            if following in second:
                entries += second[following]
            if begun and following[:STEM] in begun:
                entries += begun[following[:STEM]]
            if entries:
                at, behind = places[n], places[n] + len(words[n])
                spaced = places[n + 1] == behind + 1 and text.folded[behind] == " "
                ends = (0, behind, places[n + 1] + len(following) if spaced else 0)
                yield from _tried(text, start, _Place(at, end, ends), entries, False)
        for word in text.beginning(self._stems.keys()):
            for at in text.places[word]:
                if start <= at < end:
                    place = _Place(at, end, (0, 0, 0))
                    yield from _tried(text, start, place, self._stems[word[:STEM]], True)


def _whole(ways: list[tuple[grammar.Begun, ...]]) -> int:
    """Of so many words is the phrase in each of these ways; 0: more, or that is not known."""
    if ways == [()]:
        return 1
    return 2 if all(len(way) == 1 and not way[0][1] for way in ways) else 0


def _with(entries: _Entries, entry: _Entry) -> _Entries:
    return entries if entry in entries[-1:] else (*entries, entry)


def _tried(text: Text, start: int, place: _Place, entries: _Entries, begun: bool) -> Iterator[_Raw]:
    """Those of these that stand here."""
    folded, (at, end, ends) = text.folded, place
    if at > start and _in_word(folded[at - 1]):
        return
    for number, cue, needs, whole in entries:
        if stop := ends[whole]:
            if stop > end or (stop < end and _in_word(folded[stop])):
                continue
        elif needs and any(map(text.known.isdisjoint, needs)):
            continue
        elif hit := _compiled(cue.phrase).match(folded, at, end):
            stop = hit.end()
        else:
            continue
        yield at, -stop, -cue.weight, begun, number, cue.label


def _apart(found: Iterable[_Raw], groups: Mapping[str, str]) -> dict[str, list[Hit]]:
    """Of sorted hits, by group, those that do not overlap one before."""
    free: dict[str, int] = {}
    kept: dict[str, list[Hit]] = {}
    for start, end, weight, _, _, label in found:
        group = groups.get(label, "")
        if start >= free.get(group, 0):
            free[group] = -end
            kept.setdefault(group, []).append(Hit(label, -weight, start, -end))
    return kept


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
