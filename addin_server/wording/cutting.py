"""A text cut into sentences, and these into pieces. Knows where, not what they say."""

import re
from collections.abc import Iterator

from . import patterns

Span = tuple[int, int]

ENDS = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n[ \t\r]*\n|\n(?=[ \t]{0,8}(?:[-–—*•+·]|\d{1,2}[.)])[ \t])"
)
SHORTENED = re.compile(
    r"(?:^|[\s(])(?:\d{1,2}|\w|dr|mr|mrs|ms|mme|dhr|mevr|mw|prof|bijv|evt|ca|nr|bzw|usw|st|jr)$",
    re.I,
)  #: before a full stop that ends no sentence


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Without the space around them; an enumeration is cut too."""
    begin = start
    for match in ENDS.finditer(text, start, end):
        if match[0] == "." and SHORTENED.search(
            text[max(begin, match.start() - 6) : match.start()]
        ):
            continue
        yield from _worded(text, begin, match.end())
        begin = match.end()
    yield from _worded(text, begin, end)


def _worded(text: str, start: int, end: int) -> Iterator[Span]:
    start, end = stripped(text, start, end)
    if any(c.isalnum() for c in text[start:end]):
        yield start, end


def clauses(text: str, lang: str, start: int, end: int) -> Iterator[Span]:
    """Pieces of a sentence, parted by a comma, a dash or a word like "but"."""
    begin = start
    for mark in patterns.cuts(lang).finditer(text, start, end):
        yield begin, mark.end()
        begin = mark.end()
    yield begin, end


def halves(text: str, lang: str, start: int, end: int) -> Iterator[Span]:
    """The same, but a comma parts nothing, and "but" belongs to what it begins."""
    begin = start
    for mark in patterns.cuts(lang, comma=False).finditer(text, start, end):
        yield begin, mark.start()
        begin = mark.start()
    yield begin, end


def stripped(text: str, start: int, end: int) -> Span:
    """A span without the white space at its edges."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, max(start, end - (len(piece) - len(piece.rstrip())))
