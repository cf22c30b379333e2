"""A text that knows where its words stand, so that no search has to look for them again.

Knows no topic and no language. Words are compared folded: case, accents and the kind of quotation
mark do not matter.
"""

import re
import unicodedata
from functools import cache, cached_property
from itertools import accumulate, chain, pairwise

SHORT = 400  #: code points of a piece of text that is walked through rather than looked up
STEM = 4  #: letters by which words are looked up of which the beginning is known

ATOM = re.compile(r"\d+|[^\W\d_]+")
_CUT = re.compile(r"(\d+|[^\W\d_]+)")
_ODD = re.compile(r"[^\x00-\x08\x0a-_a-\x7f]+")  #: what folding changes, and few other characters


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
    if isinstance(text, Text):
        return text.folded
    if text.isascii():
        return text.lower().replace("\t", " ").replace("`", "'")
    return _ODD.sub(_folded, text).lower()


def _folded(odd: re.Match[str]) -> str:
    return odd[0].translate(_folding())


class Text(str):
    """A text with an index of its words, made when first asked for.

    `reach` is how much of it is looked at: what follows is history. Set it before the index is
    asked for.
    """

    reach: int

    def __new__(cls, text: str, reach: int | None = None) -> "Text":
        made = super().__new__(cls, text)
        made.reach = len(text) if reach is None else reach
        return made

    @cached_property
    def folded(self) -> str:
        return fold(str(self))

    @cached_property
    def _pieces(self) -> list[str]:
        """What lies between words, and the words, in turn."""
        return _CUT.split(self.folded[: self.reach])

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Folded words and figures -> where they begin, in order."""
        found: dict[str, list[int]] = {}
        ends = accumulate(map(len, self._pieces))  # far quicker than asking matches for offsets
        for word, at in zip(self._pieces[1::2], [*ends][::2], strict=False):
            if word in found:
                found[word].append(at)
            else:
                found[word] = [at]
        return found

    @cached_property
    def figures(self) -> list[str]:
        """The words that are figures."""
        return [word for word in self.places if word[0].isdigit()]

    @cached_property
    def said(self) -> frozenset[str | tuple[str, str]]:
        """The words, the pairs of neighbours, and the beginnings of words."""
        beginnings = {word[:STEM] for word in self.places}
        return frozenset(chain(self.places, beginnings, pairwise(self._pieces[1::2])))


def standing(
    text: str, start: int, end: int, words: frozenset[str], figures: bool = False
) -> list[tuple[int, str]]:
    """Where these folded words stand between two offsets, and any figures; in order.

    Of a word that `start` or `end` cuts, what is left counts as a word.
    """
    if not isinstance(text, Text) or end - start < SHORT or end > text.reach:
        atoms = ATOM.finditer(fold(text), start, end)
        found = ((atom.start(), atom[0]) for atom in atoms)
        return [(at, w) for at, w in found if w in words or (figures and w[0].isdigit())]
    known = text.places
    sought = [*(known.keys() & words), *(text.figures if figures else ())]
    places = [(at, word) for word in sought for at in known[word] if start <= at < end]
    places.sort()
    return places
