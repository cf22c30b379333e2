"""Whether a text may tell a term: `within three days`, `three days before`. A first look."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .index import ATOM, Text, folded, indexed
from .vocabulary import firsts, lasts

_COUNT = 6  #: words


class Amounts(NamedTuple):
    """Folded words of which an amount is made, and what stands beside one that is a term."""

    units: frozenset[str]
    counts: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]

    def are_told(self, text: str, start: int, end: int) -> bool:
        """May a term stand here? In most mails not, though they tell hours."""
        known = indexed(text, end)
        places = [at for unit in self.units & known.known for at in known.places[unit]]
        return any(
            self._is_term(known, bisect_left(known.offsets, at))
            for at in places
            if start <= at < end
        )

    def _is_term(self, text: Text, unit: int) -> bool:
        """Does a count stand before this unit, and a word beside the two that makes them a term?"""
        words, behind = text.words, unit + 1
        while behind < len(words) and words[behind] in self.units:
            behind += 1
        ends = behind < len(words) and words[behind] in self.after
        ends = ends and text[text.offsets[behind - 1] + len(words[behind - 1])].isspace()
        for first in range(unit - 1, max(-1, unit - 1 - _COUNT), -1):
            counts = words[first] in self.counts or words[first][0].isdigit()
            before = text[text.offsets[first] - 1 : text.offsets[first]]
            if not (counts or before == "(") or before in (".", ","):
                return False
            if ends or (first and words[first - 1] in self.before):
                return True
        return False


def amounts(lex: Mapping[str, Any], numbers: Iterable[str]) -> Amounts:
    """Those of a language's words around deadlines."""
    before = [phrase for topic in ("within", "sure", "valid_for", "given") for phrase in lex[topic]]
    return Amounts(
        units=_words(lex["units"]),
        counts=_words(numbers),
        before=lasts(before),
        after=firsts([*lex["valid"], *lex["ahead"]]),
    )


def _words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in folded(phrases) for word in ATOM.findall(phrase))
