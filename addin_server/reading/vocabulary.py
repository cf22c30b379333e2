"""Phrases of a lexicon as patterns, and a quick way through a text with them.

Trying a long alternation at every character is what makes such patterns slow; `Phrases` tries it
only where a word stands that one of the phrases begins with.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property

from . import index
from .index import ATOM, Text, standing, whole
from .patterns import lazy

Match = Callable[[str, int, int], re.Match[str] | None]

GAP = r"\s{1,3}"  #: between the words of a phrase: there may be a line break
LINE = " "  #: the same where none may be
WORD = lazy(r"[^\W\d_]+")  #: letters alone
NONE = lazy(r"(?!)")


def fold(words: str) -> str:
    """Lower case, straight apostrophes, single spaces."""
    return " ".join(words.lower().replace("’", "'").split())


def choice(phrases: Iterable[str], gap: str = GAP) -> str:
    """A pattern for any of these phrases, longest first; `gap` stands between their words."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    # All at once, since a new process makes many: word by word it takes several times as long.
    escaped = re.escape("\n".join([" ".join(p.split()) for p in ordered]))
    quoted = escaped.replace("’", "'").replace("'", "['’]")
    return quoted.replace("\\ ", gap).replace("\\\n", "|")


def any_of(phrases: Iterable[str], gap: str = GAP) -> str:
    """The same as a group, which nothing matches where there are no phrases."""
    return f"(?:{choice(phrases, gap) or NONE.pattern})"


def leading(phrases: Iterable[str], gap: str = GAP) -> str:
    """One of these up to the next word, which begins right behind `d'`."""
    known = frozenset(phrases)
    elided = frozenset(phrase for phrase in known if phrase.endswith("'"))
    return rf"(?:{any_of(known - elided, gap)}{gap}|{any_of(elided, gap)})"


def firsts(phrases: Iterable[str]) -> frozenset[str]:
    """The words these phrases begin with."""
    return frozenset(m[0] for p in index.folded(phrases) if (m := ATOM.search(p)))


def lasts(phrases: Iterable[str]) -> frozenset[str]:
    """The words these phrases end with."""
    return frozenset(atoms[-1] for atoms in atoms_of(phrases) if atoms)


def atoms_of(phrases: Iterable[str]) -> list[list[str]]:
    """The folded words of each of these phrases."""
    return [*map(ATOM.findall, index.folded(phrases))]


class Phrases:
    """A pattern that begins with one of some words."""

    def __init__(
        self,
        pattern: re.Pattern[str],
        begin: frozenset[str],
        figures: bool = False,
        seconds: Mapping[str, frozenset[str]] | None = None,
        needs: frozenset[str] = frozenset(),
    ) -> None:
        """`figures`: or with a figure. `seconds`: what must follow some of the words. `needs`: one
        of these stands in or behind each, where that is known.
        """
        self._needs = needs or (frozenset() if figures else begin)
        self.begin, self._figures, self._seconds = begin, figures, seconds or {}
        self._pattern = pattern

    @property
    def pattern(self) -> re.Pattern[str]:
        return self._pattern

    def _match(self, _word: str) -> Match:
        """What to try where this folded word stands."""
        return self._pattern.match

    def find(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Matches between these offsets, in order, without overlap."""
        places = self._places(text, start, end)
        if not places:
            return
        done, seconds = start, self._seconds
        followers = text.followers if seconds and isinstance(text, Text) else {}
        for at, word in places:
            if at < done:
                continue
            if word in seconds and at in followers and followers[at] not in seconds[word]:
                continue
            if m := self._match(word)(text, at, end):
                done = m.end()
                yield m

    def _places(self, text: str, start: int, end: int) -> list[tuple[int, str]]:
        """Where one may begin. No word is looked for of which no second word is in the text."""
        if not isinstance(text, Text) or end > text.reach:
            return standing(text, start, end, self.begin, self._figures)
        known, seconds = text.known, self._seconds
        if self._needs and known.isdisjoint(self._needs):
            return []
        sought = known & self.begin
        if seconds:
            said = (w for w in sought if w not in seconds or not known.isdisjoint(seconds[w]))
            sought = frozenset(said)
        return whole(text, start, end, sought, self.begin, self._figures)

    def at(self, text: str, at: int, end: int, word: str) -> re.Match[str] | None:
        """What of them begins here, where this folded word stands."""
        return self._match(word)(text, at, end) if word in self.begin else None

    def within(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Does one of them stand in this piece of text?"""
        stop = len(text) if end is None else end
        return next(self.find(text, start, stop), None) is not None


class Listed(Phrases):
    """Phrases of a list, each tried only where the word stands that it begins with.

    So they are compiled as they are met, and of a long list few are compared with a text.
    """

    def __init__(
        self, words: Collection[str], written: Callable[[Iterable[str]], str], whole: bool = True
    ) -> None:
        """`written`: some of them as a pattern. `whole`: none goes on within a word.

        Else one may begin with another's first word.
        """
        super().__init__(NONE, firsts(words), seconds=seconds(words, 2 if whole else 3))
        self._words, self._written, self._whole = words, written, whole
        self._matches: dict[str, Match] = {}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return self._compiled(self._words)

    def _compiled(self, words: Iterable[str]) -> re.Pattern[str]:
        return re.compile(self._written(words))

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        return by_first(self._words)

    def _match(self, word: str) -> Match:
        match = self._matches.get(word)
        if match is None:
            known = self._by_first[word] if self._whole else None
            match = (self._compiled(known) if known else self.pattern).match
            self._matches[word] = match
        return match


_PLAIN = r"(?!\w)"  #: the end of a word


def phrases(words: Iterable[str], after: str = _PLAIN, before: str = r"(?<!\w)") -> Phrases:
    """These phrases as whole words, whatever their case. `after` and `before` are patterns."""

    def written(some: Iterable[str]) -> str:
        return rf"{before}(?i:{choice(some)}){after}"

    return Listed([*words], written, whole=after == _PLAIN or not re.match(after, "letters"))


def by_first(phrases: Collection[str]) -> dict[str, list[str]]:
    """These phrases by the folded words they begin with."""
    found: dict[str, list[str]] = {}
    for phrase, atoms in zip(phrases, atoms_of(phrases), strict=True):
        if atoms:
            found.setdefault(atoms[0], []).append(phrase)
    return found


def seconds(words: Iterable[str], least: int) -> dict[str, frozenset[str]]:
    """The second words of phrases by their first, where all have so many words at least."""
    found: dict[str, set[str]] = {}
    short: set[str] = set()
    for atoms in atoms_of(words):
        if len(atoms) >= least:
            found.setdefault(atoms[0], set()).add(atoms[1])
        else:
            short.update(atoms[:1])
    return {first: frozenset(more) for first, more in found.items() if first not in short}


class Endings:
    """Phrases to look for right before a place in a text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """`phrases`: folded, longest first."""
        by_end: dict[str, list[str]] = {}
        for phrase in phrases:
            by_end.setdefault(phrase[-_END:], []).append(phrase)
        # Behind the longer ones a phrase of one letter, if there is one.
        self._by_end = {
            end: (*known, *(by_end.get(end[-1:], ()) if len(end) > 1 else ()))
            for end, known in by_end.items()
        }

    def before(self, text: str, start: int, at: int) -> int | None:
        """Where the longest phrase begins that ends at `at`, not counting ` :(*.` between them."""
        low = max(start, at - _FARTHEST)
        said = text[low:at].rstrip(_PASSED).lower()
        last = said[-_END:]
        if not last.isalnum():
            last = last.replace("’", "'").replace("\n", " ")
        known = self._by_end.get(last) or self._by_end.get(last[-1:])
        if known is None:
            return None
        folded = said.replace("’", "'").replace("\n", " ")
        for phrase in known:
            begin = len(folded) - len(phrase)
            if folded.endswith(phrase) and not (begin and folded[begin - 1].isalnum()):
                return low + begin
        return None


_FARTHEST = 48  #: code points of a phrase before a place, and what stands between
_PASSED = " \t\r\n:(*."
_END = 2  #: letters by which phrases are looked up from behind


def endings(words: Iterable[str]) -> Endings:
    """These phrases, to be looked for before something."""
    return Endings(sorted({fold(w).rstrip(".:") for w in words}, key=lambda w: (-len(w), w)))


def behind(words: Iterable[str]) -> re.Pattern[str]:
    """These phrases, to be matched right behind something."""
    return lazy(rf"[\s,(]{{1,3}}(?:{choice(words)})(?!\w)", re.IGNORECASE)
