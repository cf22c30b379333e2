"""What little words join to a French job title: `chef de rang`, `à temps partiel`."""

from functools import cache

from ..resources import lexicon
from .names import capital
from .title_clauses import Word
from .title_words import Words


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(lexicon("fr", "titles")["linked"][kind])


def linked(words: list[Word], at: int, role: int, known: Words) -> int:
    """How many words the one of this number joins to the title."""
    low, behind = words[at].low, words[at + 1]
    if low == "a":
        return 2 if behind.low.startswith((*_listed("times"),)) else 0
    trade = low == "en" and behind.low not in _listed("no_trades")
    if not trade and low not in ("de", "du", "des", "d", "aux"):
        return 0
    more = 2 if low == "de" and behind.low in ("la", "l") and at + 2 < len(words) else 1
    noun = words[at + more]
    named = (trade and words[role].low in known.contracts) or (  # `stage en Comptabilité`
        capital(words[role].said) and low in ("de", "d")
    )
    small = noun.said[0].islower() or named
    owned = more == 2 and noun.low in _listed("owners")
    return more + 1 if small and not owned and not known.bounds(noun.low) else 0
