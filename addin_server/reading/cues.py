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
    """A cue, its number in the set, and what a text must say within so many code points.

    `whole`: the cue is no more than its first word, or two; so no expression is needed.
    """

    number: int
    cue: Cue
    needs: tuple[grammar.Clause, ...]
    reach: int
    whole: int = 0


_Entries = tuple[_Entry, ...]


class _Row(NamedTuple):
    """The cues that begin with one word, by the next one: whole, by its beginning, whatever."""

    second: dict[str, _Entries]
    begun: dict[str, _Entries]
    any: _Entries


#: Cues to try, each with where the rarest word it needs stands; nowhere: it needs none.
_Tries = list[tuple[_Entry, list[int]]]

#: Start, -end, -weight, known by a beginning alone, number and label of a hit: so they sort.
_Raw = tuple[int, int, float, bool, int, str]


class Phrases:
    """A set of cues, by the two words that they can begin with.

    A cue is looked into when the word that it begins with is first met: of a thousand cues most
    mails say a few dozen.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._rows: dict[str, _Row] = {}
        self._stems: dict[str, _Entries] = {}
        self._waiting: dict[str, list[tuple[int, Cue]]] = {}
        for number, cue in enumerate(cues):
            if first := _FIRST.match(fold(cue.phrase)):
                self._waiting.setdefault(first[0], []).append((number, cue))
            else:
                self._take_in(number, cue)

    def _take_in(self, number: int, cue: Cue) -> None:
        phrase = fold(cue.phrase)
        entry = _Entry(number, cue, grammar.needs(phrase), grammar.reach(phrase))
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
        stop = len(text) if end is None else end
        return iter(self.parted(text, start, stop, {}).get("", ()))

    def parted(
        self, text: str, start: int, end: int, groups: Mapping[str, str]
    ) -> dict[str, list[Hit]]:
        """The same of several groups of labels in one sweep; overlaps count within a group."""
        text = text if isinstance(text, Text) else Text(text)
        for word in self._waiting.keys() & text.known:
            for number, cue in self._waiting.pop(word, ()):
                self._take_in(number, cue)
        return _apart(sorted(self._all(text, start, min(end, len(text)))), groups)

    def _all(self, text: Text, start: int, end: int) -> list[_Raw]:
        """Hits in any order, overlapping ones too."""
        low, high = bisect_left(text.offsets, start), bisect_left(text.offsets, end)
        words = [*text.words[low : high + 1], ""]
        sweep = _Sweep(text, start, end)
        for n, row in enumerate(map(self._rows.get, words[: high - low])):
            if row is None:
                continue
            second, begun, entries = row
            following = words[n + 1]
            if entries:
                sweep.at_word(low + n, entries)
            if following in second:
                sweep.at_word(low + n, second[following])
            if begun and following[:STEM] in begun:
                sweep.at_word(low + n, begun[following[:STEM]])
        for word in text.beginning(self._stems.keys()):
            for at in text.places[word]:
                if start <= at < end:
                    tries = sweep.possible(self._stems[word[:STEM]])
                    sweep.at(at, tries, (0, 0, 0), True)
        return sweep.found


class _Sweep:
    """One way through a piece of text with cues that may stand in it."""

    def __init__(self, text: Text, start: int, end: int) -> None:
        self.found: list[_Raw] = []
        self._text, self._start, self._end = text, start, end
        self._words, self._offsets, self._folded = text.words, text.offsets, text.folded
        self._live: dict[int, _Tries] = {}  #: cues of which no word is missing, by those asked for

    def at_word(self, number: int, entries: _Entries) -> None:
        """Try cues where a word stands, and note where it ends, and the next if that is plain."""
        live = self._live.get(id(entries))
        if live is None:
            live = self._live[id(entries)] = self.possible(entries)
        if not live:
            return
        at = self._offsets[number]
        behind, two = at + len(self._words[number]), 0
        if self._folded[behind : behind + 1] == " " and number + 1 < len(self._words):
            following = self._offsets[number + 1]
            two = following + len(self._words[number + 1]) if following == behind + 1 else 0
        self.at(at, live, (0, behind, two), False)

    def possible(self, entries: _Entries) -> _Tries:
        """Those of which no word is missing, each with where the rarest of its words stands."""
        places, known = self._text.places, self._text.known
        tries = []
        for entry in entries:
            if any(map(known.isdisjoint, entry.needs)):
                continue
            spots = ([at for word in known & each for at in places[word]] for each in entry.needs)
            tries.append((entry, sorted(min(spots, key=len, default=()))))
        return tries

    def at(self, at: int, tries: _Tries, ends: tuple[int, int, int], begun: bool) -> None:
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


#: A cue that begins with one word, and no other.
_FIRST = re.compile(r"[^\W\d_]+(?=\s[^?]|\Z)")


def _whole(ways: list[tuple[grammar.Begun, ...]]) -> int:
    """Of so many words is the phrase in each of these ways; 0: more, or that is not known."""
    if ways == [()]:
        return 1
    return 2 if all(len(way) == 1 and not way[0][1] for way in ways) else 0


def _with(entries: _Entries, entry: _Entry) -> _Entries:
    return entries if entry in entries[-1:] else (*entries, entry)


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
