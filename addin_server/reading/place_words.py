"""Words that say where and how a meeting is held, as tables."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from ..model import LANGUAGES
from ..resources import lexicon
from .index import Text, fold, folded
from .language import served
from .names import details, people_words
from .patterns import lazy
from .place_products import ways
from .vocabulary import Phrases, choice, phrases

SHORTEST = 5  #: letters of a noun that may end a compound
KEY = 3  #: letters by which these are looked up


class Words(NamedTuple):
    """What is known of places in one language; sets are folded."""

    modes: Phrases
    platforms: Phrases  #: for tests or talks
    labels: Phrases
    undecided: Phrases  #: what a label has instead of a place
    remarks: Phrases  #: what shows that words in brackets behind a place are none of it
    announces: Phrases
    stays: Phrases  #: `we zitten`: a place follows if a preposition does
    comes: Phrases
    contact: Phrases
    past: Phrases
    never: Phrases  #: in which words for a mode name none: `your phone number`
    nowhere: Phrases  #: in which nouns for places name none: `l'étude de votre candidature`
    arranging: Phrases  #: behind words for ringing: that is about a day to meet
    applied: Phrases  #: of the post and of having asked for it
    dates: Phrases
    meets: Phrases
    sites: frozenset[str]
    lead: frozenset[str]
    possess: frozenset[str]
    links: frozenset[str]
    floors: frozenset[str]
    days: frozenset[str]  #: and other words at which a place ends: `Mrs`
    small: frozenset[str]  #: those of `lead`, `possess` and `links`
    our: frozenset[str]
    not_sites: frozenset[str]
    proper: frozenset[str]  #: nouns for places in names alone: `Wrenbury House`
    joins: frozenset[str]
    ors: frozenset[str]  #: those of `joins` between which one chooses
    fillers: frozenset[str]  #: what may stand behind these
    calls: frozenset[str]  #: nouns for a talk at a distance: by phone or with a picture
    calling: frozenset[str]  #: what stands before them when they are nouns
    not_calls: frozenset[str]  #: what stands behind them when they are not
    online: frozenset[str]  #: ways to say no more than that it is done on the internet
    errands: frozenset[str]  #: words for what else is done there: `apply`, `form`
    tests: frozenset[str]  #: for tests that are taken there
    job_labels: frozenset[str]  #: beside these a label tells of the post
    none: frozenset[str]  #: before words for a way to meet, which is none then: `no`
    towards: frozenset[str]  #: those of `lead` that need not lead to a place
    dated: frozenset[str]  #: before a figure that is a day
    of: frozenset[str]
    groups: frozenset[str]  #: before `Teams` that are people
    people_labels: frozenset[str]  #: before who will be there
    loose: frozenset[str]  #: words before a place that are no part of what it is called
    visits: frozenset[str]  #: a noun for a place follows: `visit our office`
    link_nouns: frozenset[str]
    other_nouns: frozenset[str]  #: that end like a place's: `Zeitraum`
    compounds: dict[str, tuple[str, ...]]  #: their last letters -> nouns that end longer words
    bare: frozenset[str]  #: words before a product that are no part of it: `over`
    linked: re.Pattern[str]  #: what is behind a product's name: `-Link`, ` call`
    tested: re.Pattern[str]  #: what is behind a platform that is for tests
    through: re.Pattern[str]  #: what is before what one meets on
    spoken: re.Pattern[str]  #: the stems of telephone
    by_us: re.Pattern[str]  #: `bij ons`, before what leads to a place
    our_town: re.Pattern[str]  #: the noun behind `our`, and a town behind it
    lang: str

    def is_site(self, atom: str) -> bool:
        """Is this folded word a noun for a place?"""
        return atom in self.sites or (
            len(atom) > SHORTEST
            and atom.endswith(self.compounds.get(atom[-KEY:], ()))
            and atom not in self.other_nouns
        )


@cache
def addressed(*lists: str) -> frozenset[str]:
    """The words of these lists of the table `addresses` of details.toml, in all languages."""
    books = (details(code)["addresses"] for code in LANGUAGES)
    return frozenset(word for book in books for name in lists for word in book[name])


@cache
def words(lang: str | None) -> Words:
    code = served(lang)
    lex, english = lexicon(code, "places"), lexicon("en", "places")
    sites = _folded(lex["sites"])
    listed: dict[str, Any] = {key: phrases(lex[key]) for key in _PHRASES} | _sets(code)
    listed |= _beside(lex, english)
    return Words(
        modes=ways(code),
        platforms=phrases(english["platforms"]),
        labels=phrases(
            {*lex["place_labels"], *english["place_labels"]},
            # a table's cells are a tab apart, or lines
            after=r"\*{0,2}(?: ?:\*{0,2}\s{0,12}|\t| ?\| ?|[ \t]{0,2}\n\s{0,3})(?=\S)",
        ),
        undecided=phrases({*lex["undecided"], *english["undecided"]}),
        dates=phrases(day for day in lex["days"] if len(day) > 4),
        joins=_folded(lex["and"]),
        sites=sites,
        compounds=_by_ending(sites, lex["short_sites"]) if lex["short_sites"] else {},
        our_town=lazy(rf" ([^\W\d_]{{3,30}}) (?=(?:{choice(lex['of_town'])}) [A-ZÀ-Ý])"),
        lang=code,
        **listed,
    )


def _beside(lex: Mapping[str, Any], english: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    """What stands right before or behind words for a way to meet."""
    own = {key: choice([*lex[key], *english[key]]) for key in ("linked", "tested", "through")}
    return {
        "linked": lazy(f"[ -](?i:{own['linked']})|-"),
        "tested": lazy(f"[ -](?:[a-z]{{4,10}} )?(?i:{own['tested']})"),
        "through": lazy(rf"\b(?i:{own['through']}) $"),
        "spoken": lazy(choice(english["spoken"])),
        "by_us": lazy(rf"(?<!\w)(?:(?i:{choice(lex['by_us'])}) )+"),
    }


_PHRASES = (
    "remarks",
    "announces",
    "stays",
    "comes",
    "contact",
    "past",
    "applied",
    "meets",
    "never",
    "nowhere",
    "arranging",
)


def _sets(code: str) -> dict[str, frozenset[str]]:
    lex = lexicon(code, "places")
    sets = {key: _folded(lex[key]) for key in _SETS}
    sets["days"] |= _folded([*lex["people"], *lex["ends"]])
    sets["people_labels"] = _folded(
        word
        for lang in (code, "en")
        for key in ("with", "candidate")
        for word in people_words(lang)[key]
    )
    sets["small"] = sets["lead"] | sets["possess"] | sets["links"]
    return sets


_SETS = (
    *("lead", "possess", "links", "floors", "days", "proper", "our", "not_sites"),
    *("ors", "fillers", "calls", "calling", "not_calls", "groups"),
    *("none", "towards", "dated", "of"),
    *("online", "errands", "tests", "job_labels", "loose", "bare"),
    *("visits", "other_nouns", "link_nouns"),
)


def _folded(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(listed))


def _by_ending(nouns: Iterable[str], short: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """`short`: those of few letters that end compounds too."""
    table: dict[str, tuple[str, ...]] = {}
    for noun in sorted(nouns):
        if len(noun) >= SHORTEST or noun in short:
            table[noun[-KEY:]] = (*table.get(noun[-KEY:], ()), noun)
    return table


def ours(text: Text, start: int, end: int, known: Words) -> list[int]:
    """Where nouns stand that are places since they are the writer's, in a town."""
    said = (at + len(w) for w in known.our & text.places.keys() for at in text.places[w])
    found = (known.our_town.match(text, at, end) for at in said if start <= at < end)
    return sorted(m.start(1) for m in found if m and fold(m[1]) not in known.not_sites)


def standing(text: str, start: int, end: int, known: Words) -> list[int]:
    """Where nouns for places stand, in order."""
    text = text if isinstance(text, Text) else Text(text)
    found = (known.sites & text.known) | (known.proper & text.known)
    if known.compounds:
        ended = (word for word in text.places if word[-KEY:] in known.compounds)
        found = found.union(word for word in ended if known.is_site(word))
    places = sorted((at, w) for w in found for at in text.places[w] if start <= at < end)
    none = {m.start() for m in known.nowhere.find(text, start, end)} if places else ()
    places = [(at, w) for at, w in places if at not in none]
    return [at for at, w in places if text[at].isupper() or w not in known.proper]
