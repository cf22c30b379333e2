"""A text that knows where its words stand, so that no search has to look for them again.

Knows no topic and no language. Words are compared folded: case, accents and the kind of quotation
mark do not matter.
"""

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cache, cached_property
from itertools import accumulate, compress, filterfalse

from .patterns import lazy

STEM = 4  #: letters by which words are looked up of which the beginning is known

ATOM = lazy(r"\d+|[^\W\d_]+")
_LETTER, _FIGURE = 1, 2  #: stand for letters and figures beyond ASCII
_KEPT = b"abcdefghijklmnopqrstuvwxyz0123456789" + bytes((_LETTER, _FIGURE))
_APART = bytes(byte if byte in _KEPT else 0x20 for byte in range(256))


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
        return text.replace("\t", " ").replace("`", "'").lower()
    table = _folding()
    for sign in sorted({text[at] for at in _beyond(text, text.encode("ascii", "replace"))}):
        if plain := table.get(ord(sign)):
            text = text.replace(sign, plain)
    return text.replace("\t", " ").replace("`", "'").lower()


def folded(words: Iterable[str]) -> list[str]:
    """Each of these folded. Many at once, as tables are made of, cost little more than one."""
    listed = [*words]
    return fold("\n".join(listed)).split("\n") if listed else []


def _beyond(text: str, ascii: bytes) -> Iterator[int]:
    """Where characters beyond ASCII stand; `ascii` has question marks for them."""
    if text.isascii():
        return
    at = ascii.find(b"?")
    while at >= 0:
        if text[at] != "?":
            yield at
        at = ascii.find(b"?", at + 1)


def _atoms(folded: str) -> tuple[list[str], list[int], frozenset[str]]:
    """The words and figures of a folded text, where they begin, and each once.

    As `ATOM` finds them, several times faster: all but a few are told by splitting bytes.
    """
    lines = _spaced(folded).replace(" ", "\n")
    pieces = lines.split("\n")
    starts = accumulate(map(len, lines.splitlines(keepends=True)), initial=0)
    words, offsets = list(compress(pieces, pieces)), list(compress(starts, pieces))
    known = frozenset(words)
    if not _are_atoms(known):
        words, offsets = _unmixed(folded, words, offsets)
        known = frozenset(words)
    return words, offsets, known


def _are_atoms(words: Iterable[str]) -> bool:
    """Is each of these all letters, or all figures?"""
    return all(map(str.isdecimal, filterfalse(str.isalpha, words)))


def _spaced(folded: str) -> str:
    """A folded text with spaces for all but letters and figures, and signs for rare ones."""
    plain = bytearray(folded.encode("ascii", "replace"))
    for at in _beyond(folded, bytes(plain)):
        sign = folded[at]
        plain[at] = _FIGURE if sign.isdecimal() else _LETTER if sign.isalnum() else 0x20
    return plain.translate(_APART).decode("ascii")


def words_of(folded: str) -> frozenset[str]:
    """The words and figures of a folded text, without where they stand: for a first look."""
    words = frozenset(_spaced(folded).split())
    return words if _are_atoms(words) else frozenset(ATOM.findall(folded))


def _unmixed(folded: str, words: list[str], offsets: list[int]) -> tuple[list[str], list[int]]:
    """The same with what is not all letters, or all figures, cut up: `24h`, `strasse` with ß."""
    cut: tuple[list[str], list[int]] = ([], [])
    done = 0
    for number in [n for n, word in enumerate(words) if not word.isalpha()]:
        at, word = offsets[number], words[number]
        if not word.isdecimal():
            atoms = list(ATOM.finditer(folded, at, at + len(word)))
            cut[0].extend(words[done:number])
            cut[0].extend(atom[0] for atom in atoms)
            cut[1].extend(offsets[done:number])
            cut[1].extend(atom.start() for atom in atoms)
            done = number + 1
    return cut[0] + words[done:], cut[1] + offsets[done:]


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
    def _indexed(self) -> tuple[list[str], list[int], frozenset[str]]:
        return _atoms(self.folded[: self.reach])

    @cached_property
    def words(self) -> list[str]:
        """The folded words and figures, in order."""
        return self._indexed[0]

    @cached_property
    def offsets(self) -> list[int]:
        """Where each word begins."""
        return self._indexed[1]

    def between(self, start: int, end: int) -> list[str]:
        """The words between two offsets; of a word that `start` or `end` cuts, what is left."""
        if start and self.folded[start - 1 : start + 1].isalnum():
            return ATOM.findall(self.folded, start, min(end, self.reach))
        low, high = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
        found = self.words[low:high]
        if found:
            found[-1] = found[-1][: end - self.offsets[high - 1]]
        return found

    def before(self, at: int) -> str:
        """The last word that begins before an offset; "" when there is none."""
        number = bisect_left(self.offsets, at)
        return self.words[number - 1] if number else ""

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Folded words and figures -> where they begin, in order."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for word, at in zip(self.words, self.offsets, strict=True):
            found[word].append(at)
        return dict(found)

    @cached_property
    def followers(self) -> dict[int, str]:
        """Where a word begins -> the next word; none behind the last."""
        return dict(zip(self.offsets, self.words[1:], strict=False))

    @cached_property
    def known(self) -> frozenset[str]:
        """The words that occur. Two frozensets are compared by the smaller; views are not."""
        return self._indexed[2]

    @cached_property
    def figures(self) -> list[str]:
        """The words that are figures."""
        return [word for word in self.places if word[0].isdigit()]

    def beginning(self, stems: Set[str]) -> list[str]:
        """The words that begin with one of these stems, of `STEM` letters each."""
        return [word for word in self.places if word[:STEM] in stems] if stems else []


def indexed(text: str, end: int) -> Text:
    """The text with its index, as far as `end`."""
    return text if isinstance(text, Text) and end <= text.reach else Text(text)


def standing(
    text: str, start: int, end: int, words: frozenset[str], figures: bool = False
) -> list[tuple[int, str]]:
    """Where these folded words stand between two offsets, and any figures; in order.

    Of a word that `start` or `end` cuts, what is left counts as a word.
    """
    if not isinstance(text, Text) or end > text.reach:
        atoms = ATOM.finditer(fold(text), start, end)
        found = ((atom.start(), atom[0]) for atom in atoms)
        return [(at, w) for at, w in found if w in words or (figures and w[0].isdigit())]
    return whole(text, start, end, text.known & words, words, figures)


def whole(
    text: Text,
    start: int,
    end: int,
    sought: frozenset[str],
    words: frozenset[str],
    figures: bool = False,
) -> list[tuple[int, str]]:
    """The same where `sought` are those that may stand there whole, any of `words` cut."""
    if figures and text.figures:
        sought = sought.union(text.figures)
    places = [(at, word) for word in sought for at in text.places[word] if start <= at < end]
    for at, uncut, left in _cut(text, start, end) if _cuts(text, start, end) else ():
        if uncut in sought and at >= start:
            places.remove((at, uncut))
        if left in words or (figures and left[0].isdigit()):
            places.append((max(at, start), left))
    places.sort()
    return places


def _cuts(text: Text, start: int, end: int) -> bool:
    """May one of two offsets cut a word?"""
    folded = text.folded
    return folded[end - 1 : end + 1].isalnum() or (
        start > 0 and folded[start - 1 : start + 1].isalnum()
    )


def _cut(text: Text, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    """Words that one of two offsets cuts: where they stand, whole and what is left of them."""
    edges = {bisect_left(text.offsets, start + 1) - 1, bisect_left(text.offsets, end) - 1}
    for number in edges:
        if 0 <= number < len(text.words):
            at, word = text.offsets[number], text.words[number]
            left = word[max(0, start - at) : max(0, end - at)]
            if left and left != word:
                yield at, word, left
