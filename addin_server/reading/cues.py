"""Phrases of a lexicon, found in a text. Knows no topic and no language.

How phrases are written: see `grammar`. Case, accents and the kind of quotation mark do not
matter. One sweep over the words of a text finds every phrase: it is looked up by the two words it
begins with, and compiled, and tried, only there. So what a mail does not say costs next to nothing.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from itertools import compress, repeat
from threading import Lock
from typing import Any

from . import grammar
from .cue_sweeps import Cue, Entries, Entry, Hit, Raw, Sweep
from .index import STEM, Text, fold, folded

__all__ = ["WEIGHTS", "Cue", "Hit", "Phrases", "cues"]

WEIGHTS = {"strong": 3.0, "fair": 1.5, "weak": 0.5}


#: The number of a cue, the cue, and what it is not said without beside the word it waits for.
_Waiting = tuple[int, Cue, tuple[grammar.Clause, ...]]


class Phrases:
    """A set of cues, by the two words that they can begin with.

    A cue is looked into when the words are first met without which it is not said: of a thousand
    cues a mail has a few dozen.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._firsts: dict[str, Entries] = {}  #: by the word they can begin with
        # The same by two words; by one and the beginning of the next; by one, whatever follows.
        self._pairs: dict[tuple[str, str], Entries] = {}
        self._begun: dict[str, dict[str, Entries]] = {}
        self._any: dict[str, Entries] = {}
        self._stems: dict[str, Entries] = {}
        self._taken: set[int] = set()
        self._lock = Lock()
        self._waiting: dict[str, list[_Waiting]] = {}
        listed = [*cues]
        phrases = folded(cue.phrase for cue in listed)
        for number, (cue, phrase) in enumerate(zip(listed, phrases, strict=True)):
            if needs := grammar.told(phrase):
                waiting = number, cue, needs[1:]
                for word in needs[0]:
                    self._waiting.setdefault(word, []).append(waiting)
            else:
                self._take_in(number, cue)

    def silent(self, words: frozenset[str]) -> bool:
        """Can none of them stand in a text of these folded words? A look before its index."""
        self._wake(words)
        if self._stems and any(word[:STEM] in self._stems for word in words):
            return False
        for word in self._firsts.keys() & words:
            for entry in self._firsts[word]:
                if not any(map(words.isdisjoint, entry.needs)):
                    return False
        return True

    def _wake(self, known: frozenset[str]) -> None:
        """Look into the cues that wait for these words. Who meets one meanwhile, waits as well."""
        ready = self._ready(known)
        with self._lock if ready else nullcontext():
            for _, (number, cue, _) in ready:
                if number not in self._taken:
                    self._take_in(number, cue)
                    self._taken.add(number)
            for word in {word for word, _ in ready}:
                left = [each for each in self._waiting.get(word, ()) if each[0] not in self._taken]
                self._waiting[word] = left
                if not left:
                    self._waiting.pop(word)

    def _ready(self, known: frozenset[str]) -> list[tuple[str, _Waiting]]:
        """The cues that wait for these words and for nothing else."""
        waiting, taken, found = self._waiting, self._taken, []
        for word in waiting.keys() & known:
            for each in waiting.get(word, ()):
                for clause in each[2]:
                    if known.isdisjoint(clause):
                        break
                else:
                    if each[0] not in taken:
                        found.append((word, each))
        return found

    def _take_in(self, number: int, cue: Cue) -> None:
        phrase = fold(cue.phrase)
        entry = Entry(number, cue, grammar.needs(phrase), grammar.reach(phrase))
        ways: dict[grammar.Begun, list[tuple[grammar.Begun, ...]]] = {}
        for first, *more in grammar.openings(phrase):
            ways.setdefault(first, []).append(tuple(more))
        for (word, is_stem), rest in ways.items():
            if is_stem:
                self._add_stem(entry, word)
            else:
                self._add(entry._replace(whole=_whole(rest)), word, rest)

    def _add_stem(self, entry: Entry, stem: str) -> None:
        if len(stem) < STEM:
            raise ValueError(f"too short a beginning: {entry.cue.phrase!r}")
        self._stems[stem[:STEM]] = _with(self._stems.get(stem[:STEM], ()), entry)

    def _add(self, entry: Entry, word: str, ways: list[tuple[grammar.Begun, ...]]) -> None:
        self._firsts[word] = (*self._firsts.get(word, ()), entry)
        for second, is_stem in {way[0] if way else grammar.ANY for way in ways}:
            if not is_stem:
                self._pairs[word, second] = _with(self._pairs.get((word, second), ()), entry)
            elif len(second) < STEM:
                self._any[word] = _with(self._any.get(word, ()), entry)
            else:
                begun = self._begun.setdefault(word, {})
                begun[second[:STEM]] = _with(begun.get(second[:STEM], ()), entry)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Hits from left to right. Where two overlap the first counts, else the longest."""
        stop = len(text) if end is None else end
        return iter(self.parted(text, start, stop, {}).get("", ()))

    def parted(
        self, text: str, start: int, end: int, groups: Mapping[str, str]
    ) -> dict[str, list[Hit]]:
        """The same of several groups of labels in one sweep; overlaps count within a group."""
        text = text if isinstance(text, Text) else Text(text)
        self._wake(text.known)
        return _apart(sorted(self._all(text, start, min(end, len(text)))), groups)

    def _all(self, text: Text, start: int, end: int) -> list[Raw]:
        """Hits in any order, overlapping ones too."""
        sweep = Sweep(text, start, end)
        for word in self._any.keys() & text.known:
            sweep.at_words(sweep.places(word), self._any[word], word)
        for (first, second), (entries, places) in self._paired(text, start, end).items():
            sweep.at_words(places, entries, first, second)
        for word in self._begun.keys() & text.known:
            begun, following = self._begun[word], text.followers
            for at in sweep.places(word):
                sweep.at_words([at], begun.get(following.get(at, "")[:STEM], ()))
        for word in text.beginning(self._stems.keys()):
            sweep.at_stem(sweep.places(word), self._stems[word[:STEM]])
        return sweep.found

    def _paired(
        self, text: Text, start: int, end: int
    ) -> dict[tuple[str, str], tuple[Entries, list[int]]]:
        """The cues that begin with two words that stand here, and where they do."""
        words, offsets = text.words, text.offsets
        low, high = bisect_left(offsets, start), bisect_left(offsets, end)
        pairs = zip(words[low:high], words[low + 1 : high + 1], strict=False)
        listed = [*map(self._pairs.get, pairs, repeat(()))]
        found: dict[tuple[str, str], tuple[Entries, list[int]]] = {}
        for n, entries in compress(enumerate(listed, low), listed):
            _, places = found.setdefault((words[n], words[n + 1]), (entries, []))
            places.append(offsets[n])
        return found


def _whole(ways: list[tuple[grammar.Begun, ...]]) -> int:
    """Of so many words is the phrase in each of these ways; 0: more, or that is not known."""
    if ways == [()]:
        return 1
    return 2 if all(len(way) == 1 and not way[0][1] for way in ways) else 0


def _with(entries: Entries, entry: Entry) -> Entries:
    return entries if entry in entries[-1:] else (*entries, entry)


def _apart(found: Iterable[Raw], groups: Mapping[str, str]) -> dict[str, list[Hit]]:
    """Of sorted hits, by group, those that do not overlap one before."""
    free: dict[str, int] = {}
    kept: dict[str, list[Hit]] = {}
    for start, end, weight, _, _, label in found:
        group = groups.get(label, "")
        if start >= free.get(group, 0):
            free[group] = -end
            kept.setdefault(group, []).append(Hit(label, -weight, start, -end))
    return kept


def cues(section: str, table: Mapping[str, Any]) -> Iterator[Cue]:
    """The cues of one section of a lexicon: lists named strong, fair, weak."""
    for strength, phrases in table.items():
        for phrase in phrases:
            yield Cue(phrase, section, WEIGHTS[strength])
