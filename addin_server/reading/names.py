"""What names look like in a mail, and where signatures begin. Shared by the readers of details.

The words are in ``lexicon/<lang>/details.toml``. A placeholder (`[Name]`, `{{naam}}`, `____`) is
never a name.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..model import LANGUAGES
from ..resources import lexicon
from . import index
from .concepts import concepts
from .language import served
from .patterns import lazy
from .source import Source
from .vocabulary import Phrases, phrases

PLACEHOLDER = lazy(r"[\[\]{}<>$%_=\\]|XX+|\.{3}|…|\bN\.?N\b")
CONTACT_LINE = lazy(r"@|https?:|www\.|\+?\d[\d ()/.-]{6,}|(?i:\b(?:tel|mob|fax)[.:])")
_DOTTED = r"B\.V\.B\.A\.|B\.V\.|N\.V\.|S\.A\.S\.|S\.A\.|v\.z\.w\.|e\.V\.|V\.O\.F\."
_LIMITED = r"(?:Pvt\.? |PVT\.? )?(?:Ltd|LTD|Limited|LIMITED)|LLC|Inc|PLC|plc|Corp|Corporation|Pty"
_PLAIN = (
    r"BVBA|BV|NV|CVBA|VOF|vzw|VZW|asbl|ASBL|GmbH & Co\.? KG|gGmbH|GmbH|AG|KG|eG|SE"
    r"|SAS|SARL|SA|SRL|SPRL|Oy|ApS|A/S|LLP|OHG|OG|UG|gUG|KGaA|SASU|EURL|SNC"
)
LEGAL = lazy(rf"(?<![\w.])(?:{_DOTTED}|{_LIMITED}|{_PLAIN})(?!\w)")
_MOST = 6  #: words of a name
_TOKEN = lazy(r"\S+")
_INITIALS = lazy(r"(?:[^\W\d_]\.)+(?:-?(?:[^\W\d_]\.)+)*")
_SHORT = lazy(r"[^\W\d_]{2,3}\.")  #: `Ph.`, `Fr.`: a given name cut short
#: The start of a line, perhaps quoted.
_OPENS = r"(?:(?<=\n)|(?<=[\n>][ >])|(?<=[«„“\"])|(?<=[«„“\"]\s)|\A)"


@cache
def details(lang: str | None) -> dict[str, Any]:
    """The language's words about details; English where there are none."""
    return lexicon(served(lang), "details")


@cache
def listed(kind: str) -> frozenset[str]:
    """Words that hold in every language: "organisations", "particles", "relays" and others."""
    return frozenset(lexicon("en", "details")["names"][kind])


@cache
def greeting(lang: str | None) -> Phrases:
    """What a letter opens with, at the start of a line, up to the name."""
    words = {*details(lang)["greetings"], *details("en")["greetings"]}
    words |= {*people_words(lang)["greetings"], *people_words("en")["greetings"]}
    return phrases(words, before=_OPENS, after=r"(?!\w)[ \t,]{1,3}")


def own(source: Source) -> tuple[int, int]:
    """The newest part with the signature behind it."""
    start, end = source.newest
    low, high = source.signature
    if high > end and low >= start and not source.body[end:low].strip():
        end = high
    return start, end


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Lines that say something: where each begins, and its text without outer white space."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        row = text[start:stop]
        if stripped := row.strip():
            yield start + row.index(stripped[0]), stripped
        start = stop + 1


def capital(word: str) -> bool:
    """Does it begin as a name does? `d'Hondt`, `'t Hoff`, `al-Amin` and `O’Brien` do too."""
    bare = word.lstrip(".'’(\"“„«")
    return (
        bare[:1].isupper()
        or (bare[:2].lower() in ("d'", "d’", "l'", "l’") and bare[2:3].isupper())
        or (bare[2:3] == "-" and bare[3:4].isupper())
    )


@cache
def people_words(lang: str | None) -> dict[str, Any]:
    """The language's words about people; English where there are none."""
    return lexicon(served(lang), "people")


@cache
def people_listed(kind: str) -> frozenset[str]:
    """Words that hold in every language: "groups", "posts", "openers" and others."""
    return frozenset(lexicon("en", "people")["names"][kind])


@cache
def _honorifics(lang: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """Titles, and what is greeted but is nobody's name."""
    lex = [details(lang), details("en")]
    more = [people_words(lang), people_words("en")]
    titles = {h for d in lex for h in d["honorifics"]} | {h for d in more for h in d["titles"]}
    titles |= {h for code in LANGUAGES for h in details(code)["degrees"]}
    refused = {h for d in (*lex, *more) for h in d["not_people"]}
    return frozenset(titles), frozenset(refused)


def is_title(word: str, lang: str | None) -> bool:
    low = word.lower()
    titles = _honorifics(lang)[0]
    return low in titles or low.rstrip(".") in titles


def refuses(word: str, lang: str | None) -> bool:
    """`team`, `candidate`, `Eltern`: greeted or signing, but no name."""
    return word.lower().rstrip(".") in _honorifics(lang)[1]


class Name(NamedTuple):
    """A person in a piece of text: the span with titles, and the name without."""

    begin: int
    end: int
    bare: str
    titled: bool


def named(text: str, lang: str | None, shaped: bool = False) -> Name | None:
    """The person a piece of text begins with; a single word counts. None for anything else.

    `shaped`: or what only looks so, `Talent Partner`.
    """
    begin, end, titled = -1, -1, False
    kept: list[str] = []
    for m in _TOKEN.finditer(text[:120]):
        begin = m.start() if begin < 0 else begin
        token = _token(m[0], lang)
        if not kept and (token.title or (token.rank and _is_before_name(text, m.end()))):
            word, titled, end = token.word, True, m.end()
        else:
            word = token.later if kept else token.first
            opens, follows = _fits(word)
            if not (follows if kept or titled else opens) or len(kept) == _MOST:
                break
            kept.append(word)
            end = m.start() + len(word)
        if m[0] != word:
            break
    end = _trimmed(kept, text, end) if kept else end
    if not kept or text[end : end + 1] == "@" or _is_nobody(kept, lang, titled or shaped):
        return None
    return Name(begin, end, " ".join(kept), titled)


def _is_before_name(text: str, at: int) -> bool:
    return text[at : at + 1] == " " and capital(text[at + 1 : at + 5])


def _trimmed(kept: list[str], text: str, end: int) -> int:
    """Leave off `van`, and degrees behind a name; where it ends then."""
    while kept and (
        kept[-1].lower() in listed("particles")
        or (len(kept) > 2 and kept[-1].lower() in people_listed("posts"))
    ):
        end = len(text[: end - len(kept.pop())].rstrip())
    return end


def _is_nobody(kept: list[str], lang: str | None, sure: bool) -> bool:
    """`Team`; if not `sure` also what means something in mails: `Termine`, `Auto-reply`."""
    if _is_fiction(kept):
        return True
    refused = refuses(kept[0], lang) or (not sure and _means(kept[0], lang))
    return refused and (len(kept) < 2 or kept[0].lower() not in people_listed("families"))


@lru_cache(4096)
def _means(word: str, lang: str | None) -> bool:
    """Does it greet or have a concept, and is no name as well?"""
    first = index.fold(word).partition("-")[0].strip(".'’")
    if len(first) < 2 or first in people_listed("given") | listed("surnames"):
        return False
    codes = {served(lang), "en"} if len(first) > 2 else ()
    return first in greeting(lang).begin or any(concepts(code).of(first) for code in codes)


def _is_fiction(kept: list[str]) -> bool:
    """`de` alone, `John Doe`, a lone abbreviation."""
    alone = len(kept) < 2
    return (
        (kept[0].lower() in listed("particles") and alone)
        or (alone and len(kept[0].strip(".")) < 2)
        or (alone and _SHORT.fullmatch(kept[0]) is not None)
        or " ".join(kept).lower() in people_listed("fictions")
        or (not alone and any(word.lower() in people_listed("labels") for word in kept))
    )


def person(text: str, lang: str | None, shaped: bool = False) -> tuple[int, int, str] | None:
    """The person a piece of text begins with: span in it, and the name without titles.

    A surname alone keeps its title: `Ms Peeters`.
    """
    name = named(text, lang, shaped)
    return None if name is None else (name.begin, name.end, shown(name, text))


def shown(name: Name, text: str) -> str:
    """The name as it is told: a surname alone keeps its title, `mevrouw De Graaf` too."""
    first, _, more = name.bare.partition(" ")
    if text[name.begin : name.end].split()[0].lower() in people_listed("ranks"):
        return name.bare
    alone = not more or (first.lower() in people_listed("before_surnames") and " " not in more)
    return " ".join(text[name.begin : name.end].split()) if name.titled and alone else name.bare


class _Token(NamedTuple):
    """A word of a piece of text, as a name may have it."""

    word: str  #: without the marks behind it
    first: str  #: the same at the beginning of a name: `Ph. Delvigne` keeps its dot
    later: str  #: and further on, where a dot ends a sentence
    title: bool
    rank: bool  #: `Pastor Ann Poe`, `kapitein A. Poe`: what somebody is, before a name


@lru_cache(4096)
def _token(raw: str, lang: str | None) -> _Token:
    word = raw.rstrip(",;:!?)|").rstrip("–—-*")
    initials = _INITIALS.fullmatch(word) is not None
    later = word if initials else word.rstrip(".")
    first = word if _SHORT.fullmatch(word) else later
    rank = word.lower() in people_listed("ranks")
    return _Token(word, first, later, is_title(word, lang), rank)


@lru_cache(4096)
def _fits(word: str) -> tuple[bool, bool]:
    """Can this word be part of a name: as its first, behind a word or a title?"""
    if not word or PLACEHOLDER.search(word):
        return False, False
    particle = word.lower().replace("’", "'") in listed("particles")
    if particle and not word[0].islower():
        return True, True
    fits = capital(word) and all(c.isalpha() or c in "'’.-" for c in word)
    loud = len(word) > 4 and word.isupper() and "." not in word
    return fits and not loud, particle or fits
