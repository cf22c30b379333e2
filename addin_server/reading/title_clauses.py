"""Words of a text around a place, up to what no job title goes over."""

import re
from functools import partial
from typing import NamedTuple

from .index import Text, fold
from .patterns import lazy
from .title_words import around
from .vocabulary import any_of, choice

REACH = 100  #: code points looked at on either side
_NARROWEST, _WIDEST = 56, 81  #: characters of a line that a program broke
ENDS = lazy(r"[,;:!?\n\"“”„«»|•*()\[\]{}<>$%→]|\.(?!\w)|(?:^|\s)[-–—](?=\s)|\s#|_{2}|[–—]\s")
#: `(Laravel)`, `Arzt (m/w/d) Geriatrie`, `leid(st)er` and `.NET` do not end a title.
MASKED = lazy(
    lambda: (
        r"\((?:(?<=\w\()[^\W\d_]{1,6}|[A-Z][A-Za-z][A-Za-z.+#]{0,18}(?:[ -][A-Z][A-Za-z]+)?)\)"
        r"|\((?:[mwfvhdxMWFVHDX]/){1,2}[mwfvhdxMWFVHDX]\)(?=\s[A-ZÄÖÜ])"
        r"|\.(?<=\s\.)(?=\w)|[:*](?<=\w.)(?=in(?:nen)?\b)"
        rf"|(?:{choice(around('short'))})\."
    )
)
#: `(Standort Weilheim)`, `(Remote)`: said of the post, not in its title.
_ASIDES = lazy(lambda: rf"\({any_of(around('asides'))}\b", re.IGNORECASE)
#: Marks that may not end a title.
_MASKABLE = lazy(lambda: rf"\)|(?:{choice(around('short'))})\.|\w[:*]in")
WORD = lazy(r"[dDlL]['’](?=\w)|\S+")


class Word(NamedTuple):
    start: int
    end: int
    said: str
    low: str


class Clause(NamedTuple):
    """Words between two marks that no title goes over."""

    words: list[Word]
    end: int


def clause(text: str, low: int, at: int, high: int) -> Clause:
    """The words around a place, up to what ends a title on either side."""
    begin, stop = max(low, at - REACH), min(high, at + REACH)
    piece, left = text[begin:stop], 0
    closed = _closed(text, begin, piece, at - begin)
    if (closed and _doubtful(piece, closed)) or (at > begin and _MASKABLE.search(piece)):
        piece = MASKED.sub(partial(_mask, at=at - begin), piece)
        closed = _closed(text, begin, piece, at - begin)
    for m in ENDS.finditer(piece, 0, at - begin) if at > begin else ():
        left = left if m[0] == "\n" and wrapped(text, begin + m.start()) else m.end()
    right = closed.start() if closed else len(piece)
    spans = [w.span() for w in WORD.finditer(piece, left, right)]
    if left == 0 and begin > low and spans and spans[0][1] <= at - begin:
        spans.pop(0)  # half a word
    folded = text.folded[begin:stop] if isinstance(text, Text) else fold(text[begin:stop])
    words = [
        Word(begin + a, begin + b, text[begin + a : begin + b], folded[a:b].strip("'.,/"))
        for a, b in spans
    ]
    return Clause(words, begin + right)


def _closed(text: str, begin: int, piece: str, at: int) -> re.Match[str] | None:
    """What ends the clause in which this place of a piece stands."""
    closed = ENDS.search(piece, at)
    while closed and closed[0] == "\n" and wrapped(text, begin + closed.start()):
        closed = ENDS.search(piece, closed.end())
    return closed


def wrapped(text: str, at: int) -> bool:
    """Did a program break the line here, within a sentence?"""
    line = at - 1 - text.rfind("\n", max(0, at - _WIDEST), at)
    if not _NARROWEST <= line < _WIDEST - 1:
        return False
    return text[at + 1 : at + 2].isalpha() and text[at - 1] not in ".!?:;"


def _doubtful(piece: str, closed: re.Match[str]) -> bool:
    """May what closes a clause be no end of a title?"""
    begin = max(0, closed.start() - 6)
    return closed[0] == "(" or _MASKABLE.search(piece, begin, closed.end() + 2) is not None


def _mask(m: re.Match[str], at: int) -> str:
    """Nothing that ends a title, but where the title itself stands in brackets."""
    kept = m.start() < at < m.end() or _ASIDES.match(m[0])
    return m[0] if kept else "x" * len(m[0])
