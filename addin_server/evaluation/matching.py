"""Are these the words that were meant? Pure.

Prepositions are in ``lexicon/<lang>/evaluate.toml``.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence, Set
from functools import cache
from typing import TypeVar

from ..model import LANGUAGES
from ..resources import lexicon
from .scores import Counts

T = TypeVar("T")


@cache
def prepositions(lang: str | None) -> frozenset[str]:
    """Those of a language, or of all when it is none of ours."""
    langs = (lang,) if lang in LANGUAGES else LANGUAGES
    return frozenset(word for each in langs for word in lexicon(each, "evaluate")["leading"])


def folded(words: str, leading: Set[str] = frozenset()) -> tuple[str, ...]:
    """The words without what makes no difference: NFKC, case, white space, `leading` ones."""
    plain = unicodedata.normalize("NFKC", words).casefold().split()
    while len(plain) > 1 and plain[0].replace("’", "'") in leading:
        del plain[0]
    return tuple(plain)


def exact(meant: str, said: str, leading: Set[str] = frozenset()) -> bool:
    """The same words."""
    return folded(meant, leading) == folded(said, leading)


def overlap(meant: str, said: str, leading: Set[str] = frozenset()) -> bool:
    """Half of the words or more in common, counted on the longer of the two."""
    one, other = folded(meant, leading), folded(said, leading)
    common = (Counter(one) & Counter(other)).total()
    return common > 0 and 2 * common >= max(len(one), len(other))


def count(meant: Sequence[T], said: Sequence[T], same: Callable[[T, T], bool]) -> Counts:
    """How many of the values were said. Each stands for one other at most, as many as can be."""
    fits = [[at for at, value in enumerate(said) if same(each, value)] for each in meant]
    taken: dict[int, int] = {}

    def place(each: int, tried: set[int]) -> bool:
        """Find a value for this one, moving others where that helps (Kuhn's algorithm)."""
        for at in fits[each]:
            if at not in tried:
                tried.add(at)
                if at not in taken or place(taken[at], tried):
                    taken[at] = each
                    return True
        return False

    right = sum(place(each, set()) for each in range(len(meant)))
    return Counts(right=right, wrong=len(said) - right, missed=len(meant) - right)
