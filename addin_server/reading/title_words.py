"""Words around job titles, and nouns for who does a job, as tables."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..model import LANGUAGES
from ..resources import lexicon
from . import index
from .index import fold
from .language import served
from .names import details

SHORTEST = 5  #: letters of a noun that may end a compound
KEY = 3  #: letters by which these are looked up
_REMEMBERED = 4_096  #: words of a language of which it is remembered how likely they are
NONE, MAYBE, LIKE, MANY, KNOWN = range(5)


class Words(NamedTuple):
    """What is known of titles in one language; folded, but for the phrases."""

    some: frozenset[str]  #: `a`, `an`
    topics: frozenset[str]
    ends: tuple[str, ...]  #: what longer ones end with, in any language
    articles: frozenset[str]
    fillers: frozenset[str]
    stops: frozenset[str]
    academic: frozenset[str]
    roles: frozenset[str]
    english: frozenset[str]
    vague: frozenset[str]
    contracts: frozenset[str]  #: how one is hired, and not for what: `internship`
    meets: frozenset[str]  #: before people one meets
    contents: frozenset[str]  #: `stops` that a title may hold: `Test Engineer`
    closers: frozenset[str]  #: what a title may end in: `Graduate Programme`
    calls: frozenset[str]  #: what a sentence to the reader begins with: `your`
    never: frozenset[str]  #: what no title begins with: `Master of`, `Frau`
    grades: frozenset[str]  #: before a number in a title: `Band 5`
    tails: dict[str, tuple[tuple[str, ...], ...]]  #: first word -> set phrases titles end in
    small: frozenset[str]  #: the small words of the language
    greets: frozenset[str]
    joins: frozenset[str]
    either: str  #: `or`
    compounds: dict[str, tuple[str, ...]]  #: their last letters -> nouns that end longer words
    many: frozenset[str]  #: those nouns in the plural
    like: tuple[str, ...]  #: endings of nouns for who does a job
    maybe: tuple[str, ...]  #: and of some of them
    unlike: frozenset[str]  #: words that end so and are none
    cases: tuple[str, ...]  #: how nouns end in other cases
    lang: str

    def is_role(self, atom: str) -> bool:
        """Is this folded word a noun for who does a job?"""
        return atom in self.roles or (
            len(atom) > SHORTEST and atom.endswith(self.compounds.get(atom[-KEY:], ()))
        )

    def grade(self, atom: str) -> int:
        """How likely this folded word is a noun for who does a job, from `NONE` to `KNOWN`."""
        if self.is_role(atom):
            return KNOWN
        if atom in self.many:
            return MANY
        if atom.endswith(self.cases) and self.is_role(atom[:-1]):
            return KNOWN
        return self.likeness(atom)

    def grader(self) -> Callable[[str], int]:
        """The same, for many words: what it said of the last ones is remembered."""
        return _grader(self.lang)

    def likeness(self, atom: str) -> int:
        """The same of a word that is not known, by how it ends."""
        if len(atom) < SHORTEST or atom in self.unlike or self.bounds(atom) or atom in self.topics:
            return NONE
        return LIKE if atom.endswith(self.like) else MAYBE if atom.endswith(self.maybe) else NONE

    def bounds(self, word: str) -> bool:
        """Does a title never go on over this word?"""
        known = word in self.stops or word in self.articles or word in self.small
        return known or (word[1:2] == "'" and word[0] in _ELIDED)

    def names_post(self, word: str) -> bool:
        """Is it a word for what mails about posts are about: `application`?"""
        topic = (
            word in self.topics or word.split("-")[-1] in self.topics or word.endswith(self.ends)
        )
        return topic and word not in self.small and word not in self.articles

    def bars(self, word: str) -> bool:
        """Does a title never hold this word, even where one stands right behind a cue?"""
        listed = word in self.stops and word not in self.contents
        return listed or word in self.articles or word in self.greets

    def closes(self, word: str) -> bool:
        """Is it a noun that a title may end in, but that says nothing of who does a job?"""
        return word in self.closers

    def opens(self, word: str, named: bool = False) -> bool:
        """Does a title never begin before this word? `named`: it is written as a name."""
        stops = word in self.stops and not (named and word in self.contents)
        known = stops or word in self.articles or word in self.greets
        topic = word.split("-")[-1] in self.topics or word.endswith(self.ends)
        return known or topic or (word in self.small and not named)


def _plurals(roles: Iterable[str], lang: str) -> frozenset[str]:
    return frozenset(
        role.removesuffix(single) + end
        for role in roles
        for single, end in grammar(lang)["plurals"]
        if role.endswith(single) and len(role) > KEY
    )


@cache
def grammar(lang: str) -> dict[str, Any]:
    """How the language puts titles together."""
    found: dict[str, Any] = lexicon(lang, "titles")["grammar"]
    return found


@cache
def around(*lists: str) -> frozenset[str]:
    """The words of these lists of the table `posts` of details.toml, in all languages."""
    books = (details(code)["posts"] for code in LANGUAGES)
    return frozenset(word for book in books for name in lists for word in book[name])


@cache
def words(lang: str | None) -> Words:
    code = served(lang)
    lex = lexicon(code, "titles")
    folded: dict[str, Any] = {key: _folded(lex[key]) for key in _SETS}
    own = _folded(details(code)["plain_titles"]) | _folded(lex["roles"])
    common = _folded(details("en")["plain_titles"]) | _folded(lexicon("en", "titles")["roles"])
    common -= frozenset(lex["unlike"]) - own  # `présenter` is no presenter
    return Words(
        roles=own | common,
        english=common,
        compounds=_by_ending({*_long(own | common), *_feminine(own, code)})
        if lex["grammar"]["compounds"]
        else {},
        tails=_tails(lex["tails"]),
        small=_folded(lexicon(code, "language")["words"].split()),
        greets=_folded(details(code)["greetings"]),
        many=_plurals(own | common, code),
        like=tuple(lex["like"]),
        maybe=tuple(lex["maybe"]),
        unlike=frozenset(lex["unlike"]),
        lang=code,
        ends=tuple(index.folded(around("topics"))),
        **_built(code),
        **folded,
    )


def _built(lang: str) -> dict[str, Any]:
    """What of it goes into `Words`."""
    told = grammar(lang)
    return {
        "joins": frozenset({"&", *told["and"]}),
        "either": told["either"],
        "cases": tuple(told["cases"]),
    }


@cache
def _grader(lang: str) -> Callable[[str], int]:
    return lru_cache(_REMEMBERED)(words(lang).grade)


_SETS = (
    *("topics", "articles", "fillers", "stops", "academic", "vague", "meets", "contracts"),
    *("closers", "some", "contents", "grades", "calls", "never"),
)
_ELIDED = "mnstcj"  #: `m'intéresse`


def _folded(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(index.folded(listed))


def _tails(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        tail = tuple(fold(phrase).split())
        table[tail[0]] = (*table.get(tail[0], ()), tail)
    return table


def _long(roles: Iterable[str]) -> list[str]:
    return [role for role in roles if len(role) >= SHORTEST]


def _feminine(roles: Iterable[str], lang: str) -> list[str]:
    return [role + "in" for role in _long(roles) if lang == "de" and role[-1] in "rt"]


def _by_ending(roles: Iterable[str]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for role in sorted(roles):
        table[role[-KEY:]] = (*table.get(role[-KEY:], ()), role)
    return table


_SORTS = (
    *("sure", "weak", "self", "own", "seeks", "after", "talks", "label", "topic", "past", "idle"),
)


def phrased(lang: str) -> Iterator[tuple[str, str]]:
    """What a title may stand behind or before: of which sort, and in which words."""
    lex = lexicon(lang, "titles")
    for sort in _SORTS:
        for phrase in lex[sort]:
            yield ("label" if phrase.endswith(":") else sort), phrase
            if lang == "fr" and phrase.endswith(" de"):
                yield sort, phrase[:-1] + "'"
