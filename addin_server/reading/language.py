"""Which language a mail is written in, and how it addresses the reader.

Counts the small words that every sentence needs. A word that several languages share says less:
its weight is divided among them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ..model import LANGUAGES, Register
from ..resources import lexicon
from .index import Text, fold, standing
from .patterns import lazy
from .source import Source
from .vocabulary import Phrases, firsts, phrases

MAX_TEXT = 6_000  #: code points that are looked at; enough for any language
_LEAD = 1.3  #: how far the best must be ahead of the second
_WHOLE = 2520  #: what a word of one language weighs; up to ten can share it evenly
_ENOUGH = _WHOLE  #: weight of the words found, below which we do not know

_LINKS = lazy(r"(?:https?://|www\.)\S{1,300}|\S{1,80}@\S{1,80}")
_PLACEHOLDER = lazy(r"\{[^{}]{0,80}\}|\[[^\[\]]{0,60}\]|<[^<>]{0,200}>")
_SIGNS = ("@", "://", "www.")
_SPACES = " \n\t\r"


def served(lang: str | None) -> str:
    """The language whose words serve to read a mail: its own, or English if it is none of ours."""
    return lang if lang in LANGUAGES else "en"


@cache
def _weights() -> dict[str, tuple[tuple[str, int], ...]]:
    """Word -> the languages it speaks for, with its weight in parts of `_WHOLE`."""
    books = {lang: lexicon(lang, "language")["words"] for lang in LANGUAGES}
    books |= lexicon(LANGUAGES[0], "language")["others"]
    speaks: dict[str, tuple[str, ...]] = {}
    for lang, words in books.items():
        alone = (lang,)
        for word in dict.fromkeys(fold(words).split()):
            speaks[word] = speaks.get(word, ()) + alone
    # Words of the same languages share one entry: few are made.
    weights = {
        langs: tuple((lang, _WHOLE // len(langs)) for lang in langs)
        for langs in dict.fromkeys(speaks.values())
    }
    return {word: weights[langs] for word, langs in speaks.items()}


def detect(newest: str, subject: str = "", around: str = "") -> str | None:
    """ISO 639-1 code, or None when no language is clear.

    The subject, then what stands around the text (signature, history), help out when it is short.
    """
    return _detect((Text(text), 0, MAX_TEXT) for text in (newest, subject, around))


def of(source: Source) -> str | None:
    """The same of a mail, whose text knows its words."""
    body = source.body if isinstance(source.body, Text) else Text(source.body)
    start, end = source.newest
    return _detect(_texts(body, start, min(end, start + MAX_TEXT), source.subject))


_Piece = tuple[Text, int, int]


def _texts(body: Text, start: int, end: int, subject: str) -> Iterator[_Piece]:
    """Where to look, one after the other."""
    yield body, start, end
    yield Text(subject), 0, MAX_TEXT
    yield Text(body[:MAX_TEXT]), 0, MAX_TEXT


def _detect(pieces: Iterable[_Piece]) -> str | None:
    tally: dict[str, int] = {}
    for piece in pieces:
        _count(tally, *piece)
        if found := _clear(tally):
            return found
    return None


def _count(tally: dict[str, int], text: Text, start: int, end: int) -> None:
    weights, offsets = _weights(), text.offsets
    said = Counter(text.words[bisect_left(offsets, start) : bisect_left(offsets, end)])
    known = said.keys() & weights.keys()
    for span in _no_words(text.folded, start, end):
        said.subtract(text.between(*span))
    for word in known:
        for lang, weight in weights[word]:
            tally[lang] = tally.get(lang, 0) + weight * said[word]


def _no_words(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Placeholders, and the links and addresses between those."""
    at = start
    marks = any(plain.find(sign, start, end) >= 0 for sign in "{[<")
    for mark in _PLACEHOLDER.finditer(plain, start, end) if marks else ():
        yield from _links(plain, at, mark.start())
        yield mark.span()
        at = mark.end()
    yield from _links(plain, at, end)


def _links(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Looks only around the signs that links and addresses have: the pattern is slow."""
    at = start
    while sign := min(filter(None, (plain.find(s, at, end) + 1 for s in _SIGNS)), default=0):
        low = max(at, *(plain.rfind(space, at, sign) + 1 for space in _SPACES))
        highs = (plain.find(space, sign, end) for space in _SPACES)
        at = min((high for high in highs if high >= 0), default=end)
        yield from (link.span() for link in _LINKS.finditer(plain, low, at))


def _clear(tally: dict[str, int]) -> str | None:
    ranked = sorted(tally.items(), key=lambda item: -item[1])[:2]
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= _LEAD * second else None


class _Manner(NamedTuple):
    """How one register sounds."""

    alone: frozenset[str]  #: folded pronouns of one word, with which no other begins
    forms: frozenset[str]  #: these as they are written; without capitals if those do not matter
    capitals: bool
    pronouns: Phrases  #: the others
    greetings: Phrases


@cache
def _manner(lang: str, register: Register) -> _Manner:
    """Pronouns, and words of greeting and close. German "Sie" needs its capital."""
    book = lexicon(lang, "language")[register]
    pronouns, greetings = (
        [*filter(None, book[topic].split(" / "))] for topic in ("pronouns", "greetings")
    )
    longer = firsts(said for said in pronouns if not said.isalpha())
    alone = {said for said in pronouns if said.isalpha() and fold(said) not in longer}
    capitals = bool(book.get("capitals"))
    return _Manner(
        frozenset(map(fold, alone)),
        frozenset(said if capitals else said.lower() for said in alone),
        capitals,
        phrases(set(pronouns) - alone, before=r"(?<![\w@.])", after=r"(?![\w@])"),
        phrases(greetings, before=""),
    )


def has_registers(lang: str | None) -> bool:
    """Whether the language has one "you" for strangers and another for friends."""
    return lang in LANGUAGES and bool(lexicon(lang, "language")[Register.FORMAL]["pronouns"])


def tone(text: str, lang: str | None, start: int = 0, end: int | None = None) -> Register | None:
    """How the text addresses its reader, or None: by its pronouns, else by greeting and close."""
    if lang not in LANGUAGES:
        return None
    text = text if isinstance(text, Text) else Text(text)
    end = min(len(text) if end is None else end, start + MAX_TEXT)
    counts = {}
    for manner in (Register.FORMAL, Register.INFORMAL):
        words = _manner(lang, manner)
        said = _pronouns(text, words, start, end)
        said += sum(1 for _ in words.pronouns.find(text, start, end))
        counts[manner] = said + 0.5 * _greets(text, words.greetings, start, end)
    formal, informal = counts[Register.FORMAL], counts[Register.INFORMAL]
    if formal == informal:
        return None
    return Register.FORMAL if formal > informal else Register.INFORMAL


def _pronouns(text: Text, words: _Manner, start: int, end: int) -> int:
    """How often a pronoun of one word stands between two offsets."""
    count = 0
    for word in words.alone & text.known:
        for at in text.places[word]:
            stop = at + len(word)
            if at < start or stop > end:
                continue
            said, behind = text[at:stop], text[stop : min(stop + 1, end)]
            if (said if words.capitals else said.lower()) in words.forms:
                before = text[at - 1 : at]
                count += before != "." and _is_apart(before, behind)
    return count


def _is_apart(before: str, behind: str) -> bool:
    """Does a word between these signs stand alone, and in no address?"""
    if before == " " == behind:
        return True
    return not any(sign.isalnum() or sign in ("@", "_") for sign in (before, behind))


def _greets(text: Text, greetings: Phrases, start: int, end: int) -> bool:
    """Does a line begin with one of these?"""
    for at, word in standing(text, start, end, greetings.begin):
        line = text.rfind("\n", max(0, start - 1), at) + 1
        opens = (line > 0 or start <= 1) and not text[line:at].strip(" \t")
        if opens and greetings.at(text, at, end, word):
            return True
    return False
