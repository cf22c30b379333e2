"""Words of a text around a place, up to what no job title goes over."""

import re
from functools import partial
from typing import NamedTuple

from .index import Text, fold

REACH = 100  #: code points looked at on either side
ENDS = re.compile(r"[,;:!?\n\"“”„«»|•*()\[\]{}<>$%→]|\.(?!\w)|(?:^|\s)[-–—](?=\s)|\s#|_{2}|[–—]\s")
#: `(Laravel)`, `Arzt (m/w/d) Geriatrie`, `leid(st)er` and `.NET` do not end a title.
MASKED = re.compile(
    r"\((?:(?<=\w\()[^\W\d_]{1,6}|[A-Z][A-Za-z][A-Za-z.+#]{0,18}(?:[ -][A-Z][A-Za-z]+)?)\)"
    r"|\((?:[mwfvhdxMWFVHDX]/){1,2}[mwfvhdxMWFVHDX]\)(?=\s[A-ZÄÖÜ])"
    r"|\.(?<=\s\.)(?=\w)|[:*](?<=\w.)(?=in(?:nen)?\b)"
    r"|(?:[Dd]ipl|Sr|Jr|Snr|med|techn|kaufm|staatl|gepr|adj)\."
)
#: `(Standort Weilheim)`, `(Remote)`: said of the post, not in its title.
_ASIDES = re.compile(
    r"\((?:standort|via|ref|referenz|referentie|kenmerk|location|locatie|lieu|remote|based|post"
    r"|regio|region|région|hybrid|hybride|intern|bei|bij|at|chez|vollzeit|teilzeit|voltijds"
    r"|deeltijds|fulltime|parttime|full|cdi|cdd)\b",
    re.IGNORECASE,
)
#: Marks that may not end a title.
_MASKABLE = re.compile(r"\)|(?:ipl|Sr|Jr|Snr|med|techn|kaufm|staatl|gepr|adj)\.|\w[:*]in")
WORD = re.compile(r"[dDlL]['’](?=\w)|\S+")


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
    closed = ENDS.search(piece, at - begin)
    if (closed and _doubtful(piece, closed)) or (at > begin and _MASKABLE.search(piece)):
        piece = MASKED.sub(partial(_mask, at=at - begin), piece)
        closed = ENDS.search(piece, at - begin)
    for m in ENDS.finditer(piece, 0, at - begin) if at > begin else ():
        left = m.end()
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


def _doubtful(piece: str, closed: re.Match[str]) -> bool:
    """May what closes a clause be no end of a title?"""
    begin = max(0, closed.start() - 6)
    return closed[0] == "(" or _MASKABLE.search(piece, begin, closed.end() + 2) is not None


def _mask(m: re.Match[str], at: int) -> str:
    """Nothing that ends a title, but where the title itself stands in brackets."""
    kept = m.start() < at < m.end() or _ASIDES.match(m[0])
    return m[0] if kept else "x" * len(m[0])
