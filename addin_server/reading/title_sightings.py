"""What is noted of words that may be the post a mail is about: where they stand, and the signs
that speak for them and against them. Shared by those that look for such words.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import Kind
from .index import Text, fold
from .names import PLACEHOLDER, capital
from .patterns import lazy
from .source import Found, Part
from .title_beside import beside
from .title_clauses import Word, clause
from .title_nouns import Nouns
from .title_words import KNOWN, LIKE, MANY, MAYBE, NONE, Words
from .title_words import around as known_of
from .vocabulary import LINE, choice

GENDERS = lazy(
    lambda: (
        r"\s?[\[(](?:[mwfvhdx]\s?/\s?){1,2}[mwfvhdx][\])]"
        rf"|\s\((?:{choice(known_of('genders'), LINE)})\)"
    ),
    re.IGNORECASE,
)
NOUNS = {KNOWN: "known", MANY: "many", LIKE: "like", MAYBE: "maybe", NONE: "none"}
#: What may end the words around a post, and is not said in its title: who may hold it, how many
#: hours a week, its number.
_SAID_OF = lazy(
    lambda: (
        r"[\s,]*(?:[\[(]?(?<!\w)(?:(?:[mwfvhdx]\s?/\s?){1,2}[mwfvhdx]"
        rf"|{choice(known_of('genders'), LINE)})[\])]?"
        r"|\(?(?<!\w)\d{1,3}(?:[.,]\d)?(?:\s?[–-]\s?\d{2,3})?\s?"
        rf"(?:%|h|u|{choice(known_of('hours'))})\.?\)?"
        rf"|\(?(?<!\w)(?:(?:{choice(known_of('numbers'))})\b[.:#]?|#)\s?[\w/.-]*\d[\w/.-]*\)?)$"
    ),
    re.IGNORECASE,
)
_ENDINGS = frozenset(")]%")  #: what these end in, if not in one letter or a figure
_TAIL = 40  #: characters of it
_DASHED = lazy(r" [-–—] (?=[^\W\d_])")
_LETTERS = lazy(r"[^\W\d_]{2}")
_TRUSTED = ("sure", "label", "mark")  #: behind these a vague noun is as good as another
_LONG = 6  #: words from which on a title is just long


class Place(NamedTuple):
    """A text to look in, and what is known there."""

    text: Text
    low: int
    high: int
    part: Part
    known: Words
    kind: Kind
    nouns: Nouns
    apart: bool = False  #: nothing else says that the mail is about a job


def placed(
    text: Text, at: tuple[int, int], part: Part, known: Words, kind: Kind, apart: bool = False
) -> Place:
    """A text to look in between two offsets, with the nouns that it has."""
    return Place(text, *at, part, known, kind, Nouns(text, known), apart)


class Sighting(NamedTuple):
    found: Found
    signs: Sequence[str]


def skips(word: Word, known: Words) -> bool:
    """May it stand between an introduction and a title?"""
    small = word.low in known.articles or word.low in known.some
    return small or word.low in known.fillers or word.low.isdigit()


def alike(here: Place, word: Word) -> bool:
    """Is it written as nouns are? Only German tells."""
    return here.known.lang != "de" or capital(word.said) or here.text.islower()


def dashed(here: Place, end: int) -> int:
    """Where a title ends that goes on behind a dash: `Process Associate - Accounts Payable`."""
    m = _DASHED.match(here.text, end, here.high)
    if m is None:
        return end
    for word in clause(here.text, m.end(), m.end(), here.high).words:
        if not capital(word.said) or here.known.bounds(word.low):
            break
        end = word.end
    return end


def sighted(
    here: Place, start: int, end: int, grade: int, signs: Sequence[str]
) -> Iterator[Sighting]:
    """The words between two places, unless they are none or a template's. `signs`: the first says
    of which sort they are.
    """
    text = here.text
    start, said = _trimmed(here, start, end)
    behind = text[start + len(said) : start + len(said) + 1]
    if here.apart and grade == NONE:
        return  # `shortlisted for Tender 12`
    if "//" in said or behind in ("]", "}", ">", "@") or text[:start][-1:] in ("[", "{", "<", "@"):
        return
    if _is_never(here, start, said):
        return
    if _LETTERS.search(said) is None or PLACEHOLDER.search(said.replace("%", "")):
        return
    value = " ".join(said.split())
    found = Found(words=said, part=here.part, start=start, end=start + len(said), value=value)
    lang = here.known.lang
    near = beside(text, (found.start, found.end), here.high, lang)
    noun = NOUNS[grade]
    own = _signs(here, value, noun, signs[0])
    yield Sighting(found, (*signs, *own, f"{lang}:{signs[0]}:{noun}", *near))


def _is_never(here: Place, start: int, said: str) -> bool:
    """Does it begin as no title does, or stand behind `Frau`: `Master of Arts`, `Schneider`?"""
    words = fold(said[:_TAIL]).split()[:2]
    before = here.text[max(here.low, start - 8) : start].split()
    never = here.known.never
    return not never.isdisjoint((words[0] if words else "", " ".join(words))) or (
        bool(before) and fold(before[-1]) in never and before[-1][:1].isupper()
    )


def _trimmed(here: Place, start: int, end: int) -> tuple[int, str]:
    """Where it begins, and the words, without what only is said of the post."""
    said = here.text[start:end]
    bare = said.lstrip("'‘’\"")
    start += len(said) - len(bare)
    said = bare.rstrip(" .*'’\"").removesuffix("'s").removesuffix("’s")
    return start, _without_marks(said)


def _without_marks(said: str) -> str:
    """`Lehrer (m/w/d) 80 %`: `Lehrer`. In the middle, a mark stays."""
    while said[-1:] in _ENDINGS or "/" in said[-3:] or _figures(said):
        m = _SAID_OF.search(said, max(0, len(said) - _TAIL))
        if m is None or m.start() == 0:
            break
        said = said[: m.start()].rstrip(" ,-–—|")
    return said


def _figures(said: str) -> bool:
    """Does a figure stand in its last two words?"""
    return any(map(str.isdigit, said[-_TAIL:])) and any(
        word[-1:].isdigit() or word[:1].isdigit() for word in said.rsplit(None, 2)[-2:]
    )


def _signs(here: Place, value: str, noun: str, sort: str) -> Iterator[str]:
    case = "capital" if capital(value) else "small"
    size = value.count(" ") + 1
    yield from (f"part:{here.part}", f"{here.part}:{noun}")
    yield from (
        ("apart", f"apart:{sort}", f"apart:{noun}", f"apart:{case}:{sort}")
        if here.apart
        else (f"{here.kind.value}:{sort}",)
    )
    yield from (f"noun:{noun}", f"{case}:{noun}", f"{case}:{sort}:{noun}")
    yield f"words:{min(size, _LONG)}"
    if size == 1 and fold(value) in here.known.vague:
        yield f"vague:{sort}"
        if sort not in _TRUSTED:
            yield "vague"
    if size == 1 and fold(value) in here.known.contracts:
        yield from ("contract", f"contract:{sort}", f"contract:{here.known.lang}")
