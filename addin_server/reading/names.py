"""What names look like in a mail, and where signatures begin. Shared by the readers of details.

The words are in ``lexicon/<lang>/details.toml``. A placeholder (`[Name]`, `{{naam}}`, `____`) is
never a name.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ..model import LANGUAGES
from ..resources import lexicon
from .source import Source
from .vocabulary import Phrases, choice, firsts, phrases

PLACEHOLDER = re.compile(r"[\[\]{}<>$%_=\\]|XX+|\.{3}|…|\bN\.?N\b")
CONTACT_LINE = re.compile(r"@|https?:|www\.|\+?\d[\d ()/.-]{6,}|(?i:\b(?:tel|mob|fax)[.:])")
_DOTTED = r"B\.V\.B\.A\.|B\.V\.|N\.V\.|S\.A\.S\.|S\.A\.|v\.z\.w\.|e\.V\.|V\.O\.F\."
_LIMITED = r"(?:Pvt\.? |PVT\.? )?(?:Ltd|LTD|Limited|LIMITED)|LLC|Inc|PLC|plc|Corp|Corporation|Pty"
_PLAIN = (
    r"BVBA|BV|NV|CVBA|VOF|vzw|VZW|asbl|ASBL|GmbH & Co\.? KG|gGmbH|GmbH|AG|KG|eG|SE"
    r"|SAS|SARL|SA|SRL|SPRL|Oy|ApS|A/S"
)
LEGAL = re.compile(rf"(?<![\w.])(?:{_DOTTED}|{_LIMITED}|{_PLAIN})(?!\w)")


@cache
def details(lang: str | None) -> dict[str, Any]:
    """The language's words about details; English where there are none."""
    return lexicon(lang if lang in LANGUAGES else "en", "details")


@cache
def listed(kind: str) -> frozenset[str]:
    """Words that hold in every language: "organisations", "particles", "relays" and others."""
    return frozenset(lexicon("en", "details")["names"][kind])


@cache
def closing(lang: str | None) -> Phrases:
    """What closes a letter: at the start of a line, or behind a sentence that ends there."""
    words = {*details(lang)["closings"], *details("en")["closings"]}
    pattern = rf"(?:(?<=\n)|(?<=[\n>*\t][ >*\t])|(?<=[.!?] )|\A)(?i:{choice(words)})(?!\w)"
    return Phrases(re.compile(pattern), firsts(words))


@cache
def greeting(lang: str | None) -> Phrases:
    """What a letter opens with, at the start of a line, up to the name."""
    words = {*details(lang)["greetings"], *details("en")["greetings"]}
    return phrases(words, before=r"(?:(?<=\n)|(?<=[\n>][ >])|\A)", after=r"(?!\w)[ \t,]{1,3}")


def own(source: Source) -> tuple[int, int]:
    """The newest part with the signature behind it."""
    start, end = source.newest
    low, high = source.signature
    if high > end and low >= start and not source.body[end:low].strip():
        end = high
    return start, end


def sign_off(source: Source, lang: str | None) -> tuple[int, int] | None:
    """The words that close the mail: the last such, near its end. None: it does not close."""
    start, end = own(source)
    at = None
    for m in closing(lang).find(source.body, max(start, end - 3000), end):
        line_end = source.body.find("\n", m.end(), end)
        rest = (end if line_end < 0 else line_end) - m.end()
        if rest <= 60 and not (
            source.body[m.end() : m.end() + 1] == " "
            and source.body[m.end() + 1 : m.end() + 2].islower()
            and rest > 24
        ):
            at = m.span()
    return at


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Lines that say something: where each begins, and its text without outer white space."""
    for m in re.compile(r"[^\n]+").finditer(text, start, end):
        stripped = m[0].strip()
        if stripped:
            yield m.start() + m[0].index(stripped[0]), stripped


def capital(word: str) -> bool:
    """Does it begin as a name does? `d'Hondt`, `'t Hoff` and `O’Brien` do too."""
    bare = word.lstrip("'’(\"“„«")
    return bare[:1].isupper() or (
        bare[:2].lower() in ("d'", "d’", "l'", "l’") and bare[2:3].isupper()
    )


@cache
def _honorifics(lang: str | None) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lex = [details(lang), details("en")]
    return (
        frozenset(h for d in lex for h in d["honorifics"]),
        frozenset(h for d in [details(code) for code in LANGUAGES] for h in d["degrees"]),
        frozenset(h for d in lex for h in d["not_people"]),
    )


def person(text: str, lang: str | None, most: int = 6) -> tuple[int, int, str] | None:
    """The person a piece of text begins with: span in it, and the name without titles.

    A surname alone keeps its title: `Ms Peeters`.
    A single word counts; whether that is enough is for the caller. None for anything else.
    """
    titles, degrees, refused = _honorifics(lang)
    begin = end = first = -1
    kept: list[str] = []
    for m in re.finditer(r"\S+", text[:120]):
        raw = m[0]
        word = raw.rstrip(",;:!?)|").rstrip("–—-*")
        low = word.lower()
        if begin < 0:
            begin = m.start()
        if not kept and (low in titles or low in degrees or low.rstrip(".") in titles):
            first = m.start() if first < 0 else first
            end = m.end()
            continue
        word = word if re.fullmatch(r"(?:[^\W\d_]\.)+", word) else word.rstrip(".")
        if not word or PLACEHOLDER.search(word) or not _fits(word, kept, len(kept) < most):
            break
        if not kept and low.rstrip(".") in refused:
            return None
        kept.append(word)
        end = m.start() + len(word)
        if raw != word and raw[len(word) :].strip("."):
            break
        if raw.endswith(".") and not re.fullmatch(r"(?:[^\W\d_]\.)+", raw):
            break
    while kept and kept[-1].lower() in listed("particles"):
        end -= len(kept.pop()) + 1
    if (
        not kept
        or text[end : end + 1] in ("@",)
        or (kept[0].lower() in listed("particles") and len(kept) < 2)
    ):
        return None
    if len(kept) == 1 and first >= 0:
        return begin, end, " ".join(text[begin:end].split())  # a surname alone keeps its `Frau`
    return begin, end, " ".join(kept)


def _fits(word: str, kept: list[str], room: bool) -> bool:
    if not room:
        return False
    if word.lower().replace("’", "'") in listed("particles") and (
        kept or word[0].islower() is False
    ):
        return True
    return (
        capital(word)
        and all(c.isalpha() or c in "'’.-" for c in word)
        and not (len(word) > 4 and word.isupper() and not kept)
    )
