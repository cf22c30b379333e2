"""Words around job titles, and nouns for who does a job, as tables."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from ..model import LANGUAGES
from ..resources import lexicon
from .index import Text, fold
from .names import details
from .vocabulary import Endings, Phrases, endings, phrases

SHORTEST = 5  #: letters of a noun that may end a compound
KEY = 3  #: letters by which these are looked up


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of titles in one language; folded, but for the phrases."""

    sure: Phrases
    introduced: Endings
    weak: Endings
    own: Endings  #: what an applicant says of himself: `ik ben`
    past: Phrases
    seeks: Phrases  #: verbs of who looks for somebody
    some: frozenset[str]  #: `a`, `an`
    labels: frozenset[str]
    topics: frozenset[str]
    articles: frozenset[str]
    fillers: frozenset[str]
    stops: frozenset[str]
    after: frozenset[str]
    academic: frozenset[str]
    roles: frozenset[str]
    english: frozenset[str]
    vague: frozenset[str]
    meets: frozenset[str]  #: before people one meets
    contents: frozenset[str]  #: `stops` that a title may hold: `Test Engineer`
    closers: frozenset[str]  #: what a title may end in: `Graduate Programme`
    small: frozenset[str]  #: the small words of the language
    greets: frozenset[str]
    values: Phrases  #: labels with what follows them
    joins: frozenset[str]
    compounds: dict[str, tuple[str, ...]]  #: their last letters -> nouns that end longer words
    lang: str
    many: frozenset[str] = frozenset()  #: those nouns in the plural, where that is looked for

    def is_role(self, atom: str) -> bool:
        """Is this folded word a noun for who does a job?"""
        return atom in self.roles or (
            len(atom) > SHORTEST and atom.endswith(self.compounds.get(atom[-KEY:], ()))
        )

    def bounds(self, word: str) -> bool:
        """Does a title never go on over this word?"""
        known = word in self.stops or word in self.articles or word in self.small
        return known or (word[1:2] == "'" and word[0] in _ELIDED)

    def closes(self, word: str) -> bool:
        """Is it a noun that a title may end in, but that says nothing of who does a job?"""
        return word in self.closers

    def opens(self, word: str, named: bool = False) -> bool:
        """Does a title never begin before this word? `named`: it is written as a name."""
        stops = word in self.stops and not (named and word in self.contents)
        known = stops or word in self.articles or word in self.greets
        topic = word.split("-")[-1] in self.topics or word.endswith(_TOPICS)
        return known or topic or (word in self.small and not named)


@cache
def several(lang: str | None) -> Words:
    """The same with nouns in the plural: `we recrute des maçons`."""
    known = words(lang)
    ends = _PLURALS[known.lang]
    many = frozenset(
        role.removesuffix(single) + end
        for role in known.roles
        for single, end in ends
        if role.endswith(single) and len(role) > KEY
    )
    return replace(known, many=many, roles=known.roles | many)


@cache
def words(lang: str | None) -> Words:
    code = lang if lang in LANGUAGES else "en"
    lex = lexicon(code, "titles")
    folded = {key: _folded(lex[key]) for key in _SETS}
    own = _folded(details(code)["plain_titles"]) | _folded(lex["roles"])
    common = _folded(details("en")["plain_titles"]) | _folded(lexicon("en", "titles")["roles"])
    return Words(
        sure=phrases(lex["sure"], before=r"(?<![\w-])", after=r"(?:(?<=['’])|(?!\w))"),
        introduced=endings(lex["sure"]),
        weak=endings(lex["weak"]),
        own=endings(lex["self"]),
        past=phrases(lex["past"]),
        seeks=phrases(lex["seeks"]),
        labels=_folded([*lex["label"], *lex["topic"]]),
        roles=own | common,
        english=common,
        compounds=_by_ending({*_long(own | common), *_feminine(own, code)})
        if code in _JOINING
        else {},
        small=_folded(lexicon(code, "language")["words"].split()),
        greets=_folded(details(code)["greetings"]),
        values=phrases(lex["label"], before=r"(?:(?<=\n)|(?<=[•*-] )|\A)", after=r"\*{0,2} ?: ?"),
        joins=_JOINS[code],
        lang=code,
        **folded,
    )


_SETS = (
    *("topics", "articles", "fillers", "stops", "after", "academic", "vague", "meets"),
    *("closers", "some", "contents"),
)
_JOINS = {
    "nl": frozenset({"en", "&"}),
    "en": frozenset({"and", "&"}),
    "fr": frozenset({"et", "&"}),
    "de": frozenset({"und", "&"}),
}
_TOPICS = (
    *("gesprek", "gesprach", "interview", "sollicitatie", "bewerbung", "einladung", "opdracht"),
    *("verfahren", "verfahrens", "selektion", "auswahl", "prozess", "termin", "procedure"),
)
_ELIDED = "mnstcj"  #: `m'intéresse`
_PLURALS = {  #: endings in the singular, and what they are in the plural
    "nl": (("", "s"), ("", "en")),
    "en": (("", "s"),),
    "fr": (("", "s"), ("al", "aux")),
    "de": (("in", "innen"), ("kraft", "krafte"), ("e", "en"), ("t", "ten")),
}
_JOINING = ("nl", "de")  #: languages that write compounds as one word


def _folded(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in listed)


def _long(roles: Iterable[str]) -> list[str]:
    return [role for role in roles if len(role) >= SHORTEST]


def _feminine(roles: Iterable[str], lang: str) -> list[str]:
    return [role + "in" for role in _long(roles) if lang == "de" and role[-1] in "rt"]


def _by_ending(roles: Iterable[str]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for role in sorted(roles):
        table[role[-KEY:]] = (*table.get(role[-KEY:], ()), role)
    return table


def standing(text: str, start: int, end: int, known: Words) -> list[int]:
    """Where nouns for who does a job stand, in order."""
    text = text if isinstance(text, Text) else Text(text)
    if known.many:
        found = known.many & text.known
        return sorted(at for word in found for at in text.places[word] if start <= at < end)
    found = known.roles & text.known
    if known.compounds:
        ended = (word for word in text.places if word[-KEY:] in known.compounds)
        found = found.union(word for word in ended if known.is_role(word))
    return sorted(at for word in found for at in text.places[word] if start <= at < end)


def named_posts(text: str, start: int, end: int, known: Words) -> list[int]:
    """Where words for a post stand that its title may go before: `role`, `functie`."""
    text = text if isinstance(text, Text) else Text(text)
    found = known.after & known.labels & text.known
    return sorted(at for word in found for at in text.places[word] if start <= at < end)
