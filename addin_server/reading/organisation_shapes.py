"""Patterns for names of organisations, and for what stands at their ends.

The words in them are in the table `around` of ``lexicon/<lang>/organisations.toml``.
"""

import re
from functools import cache

from ..resources import lexicon
from .organisation_words import around, listed, one_of
from .patterns import lazy
from .vocabulary import LINE, any_of, choice


def small_pattern() -> str:
    """A pattern for a name that begins with a small letter: `iTalent`, `hires.example`."""
    site = rf"[a-z][a-z0-9-]+\.(?:{choice(listed('tops'))})(?![\w/@]|\.\w)"
    return rf"[a-z]{{1,2}}[A-ZÀ-ÖØ-Þ][^\W\d_]+|{site}"


def word_pattern() -> str:
    """A pattern for a word of a name."""
    bits = choice(around("bits"), LINE)
    return rf"(?:{bits}|[A-ZÀ-ÖØ-Þ0-9][\w&.'’/+@-]*|d['’][A-Z][\w-]*|{small_pattern()})"


def _name() -> str:
    link = rf"(?:[&+]|{choice(around('inside'), LINE)}) (?!\d)(?:[dl]['’])?"
    return rf"{word_pattern()}(?: (?:{link})?{word_pattern()}){{0,6}}"


def _cut() -> str:
    saints = "".join(rf"(?<!\b{saint})" for saint in sorted(around("saints")))
    shouted = "".join(rf"(?<!\b{bit[:-1]})" for bit in sorted(around("bits")) if bit[-1] == "!")
    months = lexicon("de", "moments")["months"]
    date = rf"\d+(?:[./]\d|\.\s{any_of(word.capitalize() for row in months for word in row)})"
    clause = any_of(word[:1].upper() + word[1:] for word in around("selves", "you"))
    return rf"(?:{saints}\.|\?|{shouted}!)\s|\s{clause}(?!\w)(?:['’]\w+)?|\s(?={date})"


NAME = lazy(_name)
#: Words cut short, whose dot belongs to the name unless a sentence ends there.
CUT_SHORT = lazy(lambda: rf"(?<!\w){one_of('cut')}$")
#: Of a place whose name ends a house's: `Établissement scolaire de Payerne et environs`.
AROUND = lazy(lambda: rf" {one_of('around')}(?!\w)")
#: A sentence's end, or the words of the next clause.
CUT = lazy(_cut)
_TEAM = lazy(lambda: rf"[\s-]{one_of('teams')}$")
DANGLING = lazy(lambda: rf"(?:\s{one_of('inside')})+$")


def team_of(said: str) -> re.Match[str] | None:
    """Those who write for a house, at the end of its name: `Acme Talent Team`; no `A-Team`."""
    return _TEAM.search(said, 2) if said.endswith(_teams()) else None


@cache
def _teams() -> tuple[str, ...]:
    return tuple(around("teams"))


@cache
def links() -> frozenset[str]:
    """What a name cannot end with."""
    return frozenset(words.rpartition(" ")[2] for words in around("inside"))
