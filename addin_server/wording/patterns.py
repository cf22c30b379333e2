"""Expressions made of the words of the lexicon, by which a draft is cut and read."""

import re
from functools import cache

from . import book


@cache
def greetings(titles: bool = True) -> re.Pattern[str]:
    """One word of greeting or several: ``Lieve``, ``Sehr geehrte``, ``Hi dear``, ``Madame``."""
    words = book.pooled("greetings") - (frozenset() if titles else book.pooled("titles"))
    return re.compile(rf"(?:(?:{book.choice(words)})(?!\w)\s{{0,3}}){{1,3}}")


@cache
def cuts(lang: str, comma: bool = True) -> re.Pattern[str]:
    but = book.choice(book.listed(lang, "but"))
    return re.compile(rf"[{',' if comma else ''};:]\s|\s[–—-]\s|\s(?i:{but})(?=\s)")


@cache
def exactly(lang: str) -> re.Pattern[str] | None:
    words = book.choice(book.listed(lang, "you_exactly"))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None


@cache
def parted(lang: str) -> re.Pattern[str] | None:
    """Verbs that part, with the particle at the end of a clause."""
    ways = [
        rf"(?:{verb})(?!\w)[^.!?;\n]{{1,200}}?(?<!\w){particle}(?=\s*[.,;:!?)]|\s*$|\s\w{{2,4}}\s)"
        for verb, particle in (each.split() for each in book.listed(lang, "parted"))
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})", re.I) if ways else None
