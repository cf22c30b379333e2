"""Words that close a mail, and where they end. Boundary: the words alone, not who signs below."""

import re
from collections.abc import Iterable
from functools import cache

from . import name_sides
from .index import ATOM, fold
from .names import details, own, people_words
from .patterns import lazy
from .source import Source
from .vocabulary import Phrases, phrases

_REACH = 3_000  #: code points at the end in which closing words stand
SHORT = 60  #: code points of a line of a signature
_LINE = r"(?<=\n)|(?<=[\n>*\t][ >*\t])|\A"  #: where one begins
_THEN_NAMED = lazy(r",\s(?=[^\W\d_])")
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def _spelled(words: Iterable[str]) -> set[str]:
    """The words, and as they are typed without accents: `gruesse`, `a bientot`."""
    return {
        each
        for word in words
        for each in (word, word.translate(_WRITTEN_OUT), fold(word).replace("ß", "ss"))
    }


@cache
def nuclei() -> Phrases:
    """The noun of a closing in any of the languages: `Gesegnete Grüße`, `warmest wishes`."""
    codes = ("nl", "en", "fr", "de")
    return phrases(_spelled(word for code in codes for word in people_words(code)["nuclei"]))


@cache
def _closings(lang: str | None) -> Phrases:
    """What closes a mail at the start of a line, or behind a sentence."""
    books = (details(lang), details("en"), people_words(lang), people_words("en"))
    words = _spelled(words for book in books for words in book["closings"])
    return phrases(words, before=rf"(?:{_LINE}|(?<=[.!?,] ))")


def closed(line: str, lang: str | None) -> re.Match[str] | None:
    """What closes a mail, at the beginning of a line."""
    first = ATOM.match(fold(line))
    return _closings(lang).at(line, 0, len(line), first[0]) if first else None


def closing_end(source: Source, lang: str | None) -> int | None:
    """Where the closing words end: known ones, else a short line with such a noun in it."""
    start, end = own(source)
    low, at = max(start, end - _REACH), None
    for m in _closings(lang).find(source.body, low, end):
        rest = _rest(source.body, m.end(), end)
        sent = name_sides.sent_from().match(rest)
        if rest[:1] == ":" and len(rest) > 2:
            continue  # `Until then: practise`
        if sent is not None:
            at = m.end() + sent.end()
        elif _may_sign(rest):
            at = m.end()
    for m in nuclei().find(source.body, low, end):
        rest = _rest(source.body, m.end(), end)
        if at is not None and m.start() < at:
            continue
        begin = source.body.rfind("\n", start, m.start()) + 1
        said = re.split(r"[.!?]\s", source.body[begin : m.start()])[-1]
        brief = len(said.split()) <= 4
        if (brief and len(rest) <= SHORT) or len(rest) <= 24:
            at = max(at or 0, m.end() if brief or _THEN_NAMED.match(rest) else m.end() + len(rest))
    return at


def _rest(text: str, at: int, end: int) -> str:
    stop = text.find("\n", at, end)
    return text[at : end if stop < 0 else stop]


def _may_sign(rest: str) -> bool:
    """What is left of the line: who signs, or nothing; no sentence that goes on."""
    return len(rest) <= SHORT and not (rest[:1] == " " and rest[1:2].islower() and len(rest) > 24)


@cache
def closing(lang: str | None) -> Phrases:
    """What closes a letter: at the start of a line, or behind a sentence that ends there."""
    words = _spelled((*details(lang)["closings"], *details("en")["closings"]))
    return phrases(words, before=rf"(?:{_LINE}|(?<=[.!?] ))")


def sign_off(source: Source, lang: str | None) -> tuple[int, int] | None:
    """The words that close the mail: the last such, near its end. None: it does not close."""
    start, end = own(source)
    at = None
    for m in closing(lang).find(source.body, max(start, end - _REACH), end):
        if _may_sign(_rest(source.body, m.end(), end)):
            at = m.span()
    return at
