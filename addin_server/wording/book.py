"""The lexicon of the check: ``lexicon/<lang>/wording.toml``."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ..model import LANGUAGES
from ..reading.cues import Cue, Phrases
from ..reading.index import fold
from ..resources import lexicon

#: Of these a draft may use another language's: "Cheers" under a Dutch letter.
_SHARED = frozenset({"closing", "formula"})


@cache
def signs(lang: str, section: str) -> Phrases:
    """The phrases of one section."""
    langs = LANGUAGES if section in _SHARED else (lang,)
    phrases = {p for each in langs for p in lexicon(each, "wording")["signs"][section]}
    return Phrases(Cue(phrase, section, 1.0) for phrase in sorted(phrases))


def listed(lang: str, key: str) -> list[str]:
    """Plain words about names and blanks."""
    words: list[str] = lexicon(lang, "wording")["names"][key]
    return words


@cache
def pooled(key: str) -> frozenset[str]:
    """The same of all languages, folded."""
    return frozenset(fold(word) for lang in LANGUAGES for word in listed(lang, key))


@cache
def particles() -> frozenset[str]:
    """``van``, ``de``: parts of surnames that tell nobody apart."""
    return frozenset(
        fold(w) for each in LANGUAGES for w in lexicon(each, "salutation")["particles"]
    )


def choice(words: Iterable[str]) -> str:
    """A pattern for any of these, longest first; spaces may be any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(r"\s{1,3}".join(map(re.escape, word.split())) for word in ordered)


def why(lang: str, code: str, **details: Any) -> str:
    """Say in one sentence what is the matter."""
    return str(lexicon(lang, "wording")["why"][code]).format_map(details)


def better(lang: str, side: str, code: str) -> str:
    """Other words to put there, in the draft's language; "" where that depends on the case."""
    known: dict[str, str] = lexicon(lang, "wording")["better"]
    return known.get(f"{code}_{side}", known.get(code, ""))
