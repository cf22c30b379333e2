"""Signs of the plain words around what may be a job title, and of how its last word ends.

Which words count, and for how much, was learnt: no list says it.
"""

from bisect import bisect_left
from collections.abc import Iterator

from .index import Text

_END = 4  #: last letters of a word
_BREAK = "|"  #: stands for the end of a line


def beside(text: Text, span: tuple[int, int], high: int, lang: str) -> Iterator[str]:
    """What stands before and behind these words, and what they end in."""
    start, end = span
    words, offsets = text.words, text.offsets
    first, behind = bisect_left(offsets, start), bisect_left(offsets, end)
    if first:
        broken = _BREAK if "\n" in text[offsets[first - 1] : start] else ""
        yield f"{lang}<{_plain(words[first - 1])}{broken}"
    if behind < len(words) and offsets[behind] < high:
        broken = _BREAK if "\n" in text[end : offsets[behind]] else ""
        yield f"{lang}>{broken}{_plain(words[behind])}"
    if behind:
        yield f"{lang}~{words[behind - 1][-_END:]}"


def _plain(word: str) -> str:
    """Figures are all alike."""
    return "0" if word[0].isdigit() else word
