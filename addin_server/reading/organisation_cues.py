"""Phrases before and behind names of organisations, and a quick way to those that a mail says.

The phrases are in ``lexicon/<lang>/organisations.toml``.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from . import index
from .index import ATOM, Text
from .names import details
from .organisation_shapes import small_pattern
from .organisation_words import around, led_by, listed, one_of, words
from .patterns import lazy
from .vocabulary import Phrases, choice, firsts, phrases

_ARTICLES = ("articles", "declined", "elided")
_CAPITAL = r"\s(?=[^\W_a-zß-ÿ])"


class Said(NamedTuple):
    """A phrase in a text, with what must follow it."""

    start: int
    end: int
    first: str  #: its first word in small letters


class _Phrase(NamedTuple):
    """A phrase, and the one or two folded words that it begins with."""

    said: str
    begins: list[str]
    alone: bool  #: it is no more than one word


class Keyed:
    """Phrases, each looked for only in texts that have its longest word, and where two stand."""

    def __init__(
        self,
        said: Iterable[str],
        after: str = r"(?!\w)",
        between: frozenset[str] | None = None,
    ) -> None:
        """`after`: a pattern for what must follow. `between`: it must have a capital, or be one of
        these folded words.
        """
        self._after, self._between = lazy(after), between
        self._rows: dict[str, list[_Phrase]] = {}  #: by their longest words
        for phrase in sorted(set(said)):
            atoms = ATOM.findall(index.fold(phrase))
            row = _Phrase(phrase, atoms[:2], len(atoms[0]) == len(phrase))
            self._rows.setdefault(max(atoms, key=len), []).append(row)
        self.keys = frozenset(self._rows)  #: the longest words

    def find(
        self, text: str, start: int, end: int, said: frozenset[str] | None = None
    ) -> list[Said]:
        """Those from left to right, without overlap; of those at one place the longest.

        `said`: words of the text, if they are known.
        """
        text = text if isinstance(text, Text) else Text(text)
        said = text.known if said is None else said
        if self.keys.isdisjoint(said):
            return []
        found = list(self._all(text, start, end, said))
        if len(found) < 2:
            return found
        kept, done = [], start
        for each in sorted(found, key=lambda each: (each.start, -each.end)):
            if each.start >= done:
                kept.append(each)
                done = each.end
        return kept

    def within(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Does one of them stand in this piece of text?"""
        text = text if isinstance(text, Text) else Text(text)
        stop = len(text) if end is None else end
        known = not self.keys.isdisjoint(text.known)
        return known and next(self._all(text, start, stop, text.known), None) is not None

    def _all(self, text: Text, start: int, end: int, said: frozenset[str]) -> Iterator[Said]:
        after = self._after.match
        for key in self.keys & said:
            for phrase in self._rows[key]:
                if not text.known.issuperset(phrase.begins):
                    continue
                for at in _places(text, phrase, start, end):
                    if phrase.alone and self._goes_on(text, at, at + len(phrase.said)):
                        continue
                    m = _pattern(phrase.said).match(text, at, end)
                    if m and (behind := after(text, m.end(), end)):
                        words = text[at : behind.end()]
                        yield Said(at, behind.end(), words.lower().split()[0])

    def _goes_on(self, text: Text, at: int, end: int) -> bool:
        """Does a plain word follow? That is soon seen, and behind a mere `at` the rule."""
        return (
            self._between is not None
            and "a" <= text[end + 1 : end + 2] <= "z"
            and text[end : end + 1] == " "
            and text.followers.get(at) not in self._between
        )


def _places(text: Text, phrase: _Phrase, start: int, end: int) -> list[int]:
    """Where the first words of a phrase stand between two places."""
    first, *more = phrase.begins
    if not more:
        return [at for at in text.places[first] if start <= at < end]
    follower, second = text.followers.get, more[0]
    return [at for at in text.places[first] if follower(at) == second and start <= at < end]


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{choice([phrase])})")


class Close:
    """Phrases to look for in the few words before or behind a place."""

    def __init__(self, said: Phrases) -> None:
        self._said = said

    def within(self, text: str, low: int, at: int) -> bool:
        said = text[low:at]
        folded = said.lower() if said.isascii() else index.fold(said)
        begin = self._said.begin
        if begin.isdisjoint(ATOM.findall(folded)):
            return False
        first = (a for a in ATOM.finditer(folded) if a[0] in begin)
        return any(self._said.at(text, low + a.start(), at, a[0]) for a in first)


class Cues(NamedTuple):
    """What a language says around names; see the lexicon."""

    before: tuple[tuple[float, str, Keyed], ...]  #: a name, with the weight and the sort of each
    clients: Keyed
    seeks: Keyed
    offers: frozenset[str]  #: those of them that only a house does
    introduces: Keyed
    elsewhere: Keyed
    posts: Keyed
    history: Close
    yours: Close
    near: Close
    greetings: Phrases
    platforms: frozenset[str]
    indefinite: frozenset[str]
    noun_ends: tuple[str, ...]
    keys: frozenset[str]  #: the longest words of what stands before names

    def said(self, text: str) -> frozenset[str]:
        """Those of these words that a text has."""
        return (text if isinstance(text, Text) else Text(text)).known & self.keys


@cache
def cues(lang: str | None) -> Cues:
    """What stands before and behind an organisation's name, compiled."""
    lex = words(lang)
    before = _sorts(lang, _name())
    return Cues(
        before=before,
        keys=frozenset().union(*(cue.keys for _, _, cue in before)),
        clients=Keyed({*(c for c in lex["client"] if " " in c), *lex["clients"]}),
        seeks=Keyed(lex["seeks"]),
        offers=frozenset(lex["offers"]),
        introduces=Keyed(lex["introduces"]),
        elsewhere=Keyed(lex["elsewhere"]),
        posts=Keyed({*lex["near"], *lex["working"]}),
        history=Close(phrases(lex["history"])),
        yours=Close(phrases(lex["yours"])),
        near=Close(phrases(lex["near"], after=r"[^.!?\n]{0,45}$")),
        greetings=_greetings(lang),
        platforms=frozenset(lex["platforms"]),
        indefinite=frozenset(lex["indefinite"]),
        noun_ends=tuple(lex.get("noun_ends", ())),
    )


def _name() -> str:
    """Where a name begins behind such words; articles and a noun for a firm may stand between."""
    small = "|".join(sorted(listed("small")))
    headed = rf"(?:{small}) {led_by('small')}?[A-ZÀ-Ý]"
    start = rf"(?=[^\W_a-zß-ÿ]|{headed}|{one_of('bits')} |{small_pattern()})"
    article = rf"{led_by(*_ARTICLES)}?(?:{one_of('firms')} (?!\d))?"
    return rf"(?:(?<=['’])|\*{{0,2}}\s?:\*{{0,2}}\s{{1,3}}|\s(?:\|\s)?){article}{start}"


def _greetings(lang: str | None) -> Phrases:
    said = {*details(lang)["greetings"], *details("en")["greetings"]}
    return phrases(said, before=r"(?:(?<=\n)|\A)", after=r"\s")


def _sorts(lang: str | None, name: str) -> tuple[tuple[float, str, Keyed], ...]:
    """What stands before a name: how much it says, of what sort it is."""
    lex, between = words(lang), firsts([*around(*_ARTICLES), *listed("small")])
    plain = 1.0 if lang == "de" else 2.0  # `bei Fragen`: every German noun has a capital
    return (
        (4.0, "client", Keyed(lex["client"], rf",?{name}", between)),
        (3.0, "strong", Keyed(lex["strong"], name, between)),
        (3.0, "strong", Keyed(lex["called"], _CAPITAL, frozenset())),
        (plain, "plain", Keyed(lex["plain"], name, between)),
        (1.0, "report", Keyed(lex["reports"], name, between)),
    )
