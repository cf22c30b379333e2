"""Phrases of a lexicon as patterns, and a quick way through a text with them.

Trying a long alternation at every character is what makes such patterns slow; `Phrases` tries it
only where a word stands that one of the phrases begins with.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from . import index
from .index import ATOM, Text, standing


def fold(words: str) -> str:
    """Lower case, straight apostrophes, single spaces."""
    return " ".join(words.lower().replace("’", "'").split())


def choice(phrases: Iterable[str]) -> str:
    """A pattern for any of these phrases, longest first; white space may be a line break."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    return "|".join(
        r"\s{1,3}".join(re.sub("['’]", "['’]", re.escape(w)) for w in p.split()) for p in ordered
    )


def firsts(phrases: Iterable[str]) -> frozenset[str]:
    """The words these phrases begin with."""
    return frozenset(m[0] for p in phrases if (m := ATOM.search(index.fold(p))))


@dataclass(frozen=True, slots=True)
class Phrases:
    """A pattern that begins with one of some words."""

    pattern: re.Pattern[str]
    begin: frozenset[str]
    figures: bool = False  #: or with a figure
    seconds: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: what must follow some

    def find(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Matches between these offsets, in order, without overlap."""
        done, match, seconds = start, self.pattern.match, self.seconds
        followers = text.followers if seconds and isinstance(text, Text) else {}
        for at, word in standing(text, start, end, self.begin, self.figures):
            if at < done:
                continue
            if word in seconds and at in followers and followers[at] not in seconds[word]:
                continue
            if m := match(text, at, end):
                done = m.end()
                yield m

    def within(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Does one of them stand in this piece of text?"""
        stop = len(text) if end is None else end
        return next(self.find(text, start, stop), None) is not None


def phrases(words: Iterable[str], after: str = r"(?!\w)", before: str = r"(?<!\w)") -> Phrases:
    """These phrases as whole words, whatever their case. `after` and `before` are patterns."""
    kept = list(words)
    pattern = re.compile(rf"{before}(?i:{choice(kept)}){after}")
    whole = re.compile(after).match("letters") is None  # `after` lets no word go on
    return Phrases(pattern, firsts(kept), seconds=seconds(kept, 2 if whole else 3))


def seconds(words: Iterable[str], least: int) -> dict[str, frozenset[str]]:
    """The second words of phrases by their first, where all have so many words at least."""
    found: dict[str, set[str]] = {}
    short: set[str] = set()
    for phrase in words:
        atoms = ATOM.findall(index.fold(phrase))
        if len(atoms) >= least:
            found.setdefault(atoms[0], set()).add(atoms[1])
        else:
            short.update(atoms[:1])
    return {first: frozenset(more) for first, more in found.items() if first not in short}


class Endings:
    """Phrases to look for right before a place in a text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """`phrases`: folded, longest first."""
        ordered = tuple(phrases)
        self._by_end = {
            phrase[-_END:]: tuple(p for p in ordered if phrase[-_END:].endswith(p[-_END:]))
            for phrase in ordered
        }

    def before(self, text: str, start: int, at: int) -> int | None:
        """Where the longest phrase begins that ends at `at`, not counting ` :(*.` between them."""
        low = max(start, at - 48)
        piece = text[low:at].rstrip(" \t\r\n:(*.")
        folded = piece.lower().replace("’", "'").replace("\n", " ")
        known = self._by_end.get(folded[-_END:]) or self._by_end.get(folded[-1:], ())
        for phrase in known:
            begin = len(folded) - len(phrase)
            if folded.endswith(phrase) and not (begin and folded[begin - 1].isalnum()):
                return low + begin
        return None


_END = 2  #: letters by which phrases are looked up from behind


def endings(words: Iterable[str]) -> Endings:
    """These phrases, to be looked for before something."""
    return Endings(sorted({fold(w).rstrip(".:") for w in words}, key=lambda w: (-len(w), w)))
