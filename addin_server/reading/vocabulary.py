"""Phrases of a lexicon as patterns, and a quick way through a text with them.

Trying a long alternation at every character is what makes such patterns slow; `Phrases` tries it
only where a word stands that one of the phrases begins with.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

ATOM = re.compile(r"\d+|[^\W\d_]+")
FIGURES = re.compile(r"\d+")


def fold(words: str) -> str:
    """Lower case, straight apostrophes, single spaces."""
    return " ".join(words.lower().replace("’", "'").split())


def lowered(text: str) -> str:
    """Lower case, as long as the text itself (`İ` would grow)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def choice(phrases: Iterable[str]) -> str:
    """A pattern for any of these phrases, longest first; white space may be a line break."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    return "|".join(
        r"\s{1,3}".join(re.sub("['’]", "['’]", re.escape(w)) for w in p.split()) for p in ordered
    )


def firsts(phrases: Iterable[str]) -> frozenset[str]:
    """The words these phrases begin with."""
    return frozenset(m[0] for p in phrases if (m := ATOM.search(p.lower())))


class Text(str):
    """A text that knows where its words stand, so that each search need not look again.

    `reach` is how much of it is looked at: what follows is history.
    """

    reach: int

    def __new__(cls, text: str, reach: int) -> "Text":
        made = super().__new__(cls, text)
        made.reach = reach
        return made

    @cached_property
    def stands(self) -> dict[str, list[int]]:
        """Small-letter words and figures -> where they begin."""
        found: dict[str, list[int]] = {}
        for atom in ATOM.finditer(lowered(self[: self.reach])):
            found.setdefault(atom[0], []).append(atom.start())
        return found


@dataclass(frozen=True, slots=True)
class Phrases:
    """A pattern that begins with one of some words."""

    pattern: re.Pattern[str]
    begin: frozenset[str]
    figures: bool = False  #: or with a figure

    def find(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Matches between these offsets, in order, without overlap."""
        done, match = start, self.pattern.match
        for at in self._places(text, start, end):
            if at >= done and (m := match(text, at, end)):
                done = m.end()
                yield m

    def _places(self, text: str, start: int, end: int) -> list[int]:
        """Where the words stand that begin a phrase."""
        if isinstance(text, Text) and end <= text.reach:
            return self._indexed(text, start, end)
        low, found = lowered(text[start:end]), []
        for word in self.begin:
            size, at = len(word), low.find(word)
            while at >= 0:
                after = low[at + size : at + size + 1]
                if not (after.isalpha() or (at and low[at - 1].isalpha())):
                    found.append(start + at)
                at = low.find(word, at + size)
        if self.figures:
            found.extend(m.start() for m in FIGURES.finditer(text, start, end))
        found.sort()
        return found

    def _indexed(self, text: Text, start: int, end: int) -> list[int]:
        """The same of a text with an index."""
        index = text.stands
        found = [at for word in self.begin & index.keys() for at in index[word]]
        if self.figures:
            found.extend(at for word, places in index.items() if word[0].isdigit() for at in places)
        return sorted(at for at in found if start <= at < end)

    def within(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Does one of them stand in this piece of text?"""
        stop = len(text) if end is None else end
        return next(self.find(text, start, stop), None) is not None


def phrases(words: Iterable[str], after: str = r"(?!\w)", before: str = r"(?<!\w)") -> Phrases:
    """These phrases as whole words, whatever their case. `after` and `before` are patterns."""
    kept = list(words)
    return Phrases(re.compile(rf"{before}(?i:{choice(kept)}){after}"), firsts(kept))


@dataclass(frozen=True, slots=True)
class Endings:
    """Phrases to look for right before a place in a text."""

    phrases: tuple[str, ...]  #: folded, longest first

    def before(self, text: str, start: int, at: int) -> int | None:
        """Where the longest phrase begins that ends at `at`, not counting ` :(*.` between them."""
        low = max(start, at - 48)
        piece = text[low:at].rstrip(" \t\r\n:(*.")
        folded = piece.lower().replace("’", "'").replace("\n", " ")
        if not folded.endswith(self.phrases):
            return None
        for phrase in self.phrases:
            begin = len(folded) - len(phrase)
            if folded.endswith(phrase) and not (begin and folded[begin - 1].isalnum()):
                return low + begin
        return None


def endings(words: Iterable[str]) -> Endings:
    """These phrases, to be looked for before something."""
    return Endings(tuple(sorted({fold(w).rstrip(".:") for w in words}, key=lambda w: (-len(w), w))))
