"""What is noted of words that may be the post a mail is about: where they stand, and the signs
that speak for them and against them. Shared by those that look for such words.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import Kind
from .index import Text, fold
from .names import PLACEHOLDER, capital
from .source import Found, Part
from .title_clauses import Word
from .title_words import KNOWN, LIKE, MANY, MAYBE, NONE, Words

GENDERS = re.compile(
    r"\s?[\[(](?:[mwfvhdx]\s?/\s?){1,2}[mwfvhdx][\])]|\s\((?:all genders|gn)\)", re.IGNORECASE
)
NOUNS = {KNOWN: "known", MANY: "many", LIKE: "like", MAYBE: "maybe", NONE: "none"}
_SHARE = re.compile(r",?\s{1,2}\(?\d{2,3}(?:\s?[–-]\s?\d{2,3})?\s?%\)?")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LONG = 6  #: words from which on a title is just long


class Place(NamedTuple):
    """A text to look in, and what is known there."""

    text: Text
    low: int
    high: int
    part: Part
    known: Words
    kind: Kind


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


def sighted(
    here: Place, start: int, end: int, grade: int, signs: Sequence[str]
) -> Iterator[Sighting]:
    """The words between two places, unless they are none or a template's. `signs`: the first says
    of which sort they are.
    """
    text = here.text
    start, said = _trimmed(here, start, end)
    behind = text[start + len(said) : start + len(said) + 1]
    if behind in ("]", "}", ">", "@") or text[:start][-1:] in ("[", "{", "<", "@"):
        return
    if _LETTERS.search(said) is None or PLACEHOLDER.search(said.replace("%", "")):
        return
    value = " ".join(said.split())
    found = Found(words=said, part=here.part, start=start, end=start + len(said), value=value)
    yield Sighting(found, (*signs, *_signs(here, value, NOUNS[grade], signs[0])))


def _trimmed(here: Place, start: int, end: int) -> tuple[int, str]:
    """Where it begins, and the words; with what German and Dutch titles end in."""
    text, lang = here.text, here.known.lang
    if lang in ("nl", "de") and (m := GENDERS.match(text, end)):
        end = m.end()
    if lang == "de" and (m := _SHARE.match(text, end)):
        end = m.end()
    said = text[start:end]
    bare = said.lstrip("'‘’\"")
    start += len(said) - len(bare)
    return start, bare.rstrip(" .*'’\"").removesuffix("'s").removesuffix("’s")


def _signs(here: Place, value: str, noun: str, sort: str) -> Iterator[str]:
    case = "capital" if capital(value) else "small"
    size = value.count(" ") + 1
    yield from (f"part:{here.part}", f"{here.part}:{noun}", f"{here.kind.value}:{sort}")
    yield from (f"noun:{noun}", f"{case}:{noun}", f"{case}:{sort}:{noun}")
    yield f"words:{min(size, _LONG)}"
    if size == 1 and fold(value) in here.known.vague:
        yield from ("vague", f"vague:{sort}")
