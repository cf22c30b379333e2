"""Words that say where and how a meeting is held, as tables."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from ..model import LANGUAGES
from ..resources import lexicon
from .index import ATOM, Text, fold, folded
from .patterns import lazy
from .vocabulary import NONE, Match, Phrases, by_first, choice, firsts, phrases

#: Products for meetings, in any spelling where it is no other word.
PRODUCTS = (
    r"(?i:(?:microsoft|ms)[ -]teams|google[ -](?:meet|hangouts?)|gmeet|skype(?: for business)?"
    r"|(?:cisco )?webex|goto ?meeting|bluejeans|facetime|jitsi(?: meet)?|zoho meeting)"
    r"|Teams|Zoom|ZOOM|Whereby|BigBlueButton|RingCentral|Amazon Chime"
    r"|zoom(?! link)(?:(?= (?:call|meeting|interview|video))|(?<=(?:on|by) zoom)"
    r"|(?<=(?:via|per|par|sur) zoom)|(?<=(?:over|über|with) zoom)|(?<=through zoom))"
    r"|teams(?<=via teams)(?! link)"
)
_PRODUCT_WORDS = (
    *("microsoft", "ms", "google", "gmeet", "skype", "cisco", "webex", "goto", "gotomeeting"),
    *("bluejeans", "facetime", "jitsi", "zoho", "teams", "zoom", "whereby", "bigbluebutton"),
    *("ringcentral", "amazon"),
)
#: For talks with or without a picture; and for tests that are taken alone.
_CHATS = "whatsapp|discord|telegram|viber|messenger"
_TESTS = (
    "hackerrank|codility|codesignal|testgorilla|coderbyte|coderpad|leetcode|hackerearth|testdome"
    "|devskiller|codingame|assessfirst|mettl|pymetrics|imocha|vervoe|karat|harver|equalture|kattis"
)
RECORDERS = r"HireVue|Hirevue|SparkHire|Spark Hire|Cammio|VidCruiter|Willo|myInterview|Easyrecrue"
MODES = ("recorded", "video", "phone", "on_site")
TASK = "task"  #: a test taken alone: said like a mode, and none of them
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
    groups: frozenset[str]  #: before `Teams` that are people
    loose: frozenset[str]  #: words before a place that are no part of what it is called
    compounds: dict[str, tuple[str, ...]]  #: their last letters -> nouns that end longer words
    lang: str

    def is_site(self, atom: str) -> bool:
        """Is this folded word a noun for a place?"""
        return atom in self.sites or (
            len(atom) > SHORTEST and atom.endswith(self.compounds.get(atom[-KEY:], ()))
        )


@cache
def words(lang: str | None) -> Words:
    code = lang if lang in LANGUAGES else "en"
    lex, english = lexicon(code, "places"), lexicon("en", "places")
    sites = _folded(lex["sites"])
    listed: dict[str, Any] = {key: phrases(lex[key]) for key in _PHRASES} | _sets(code)
    return Words(
        modes=_modes(code),
        platforms=phrases(f"{_TESTS}|{_CHATS}".split("|")),
        labels=phrases(
            {*lex["place_labels"], *english["place_labels"]},
            # a table's cells are a tab apart, or lines
            after=r"\*{0,2}(?: ?:\*{0,2}\s{0,12}|\t|[ \t]{0,2}\n\s{0,3})(?=\S)",
        ),
        undecided=phrases({*lex["undecided"], *english["undecided"]}),
        dates=phrases(day for day in lex["days"] if len(day) > 4),
        joins=_folded(lex["and"]),
        sites=sites,
        compounds=_by_ending(sites) if code in ("nl", "de") else {},
        lang=code,
        **listed,
    )


_PHRASES = ("remarks", "announces", "stays", "comes", "contact", "past", "applied", "meets")


def _sets(code: str) -> dict[str, frozenset[str]]:
    lex = lexicon(code, "places")
    sets = {key: _folded(lex[key]) for key in _SETS}
    sets["days"] |= _folded([*lex["people"], *lex["ends"]])
    sets["small"] = sets["lead"] | sets["possess"] | sets["links"]
    return sets | {"loose": _loose(code, sets)}


def _loose(code: str, sets: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if code == "de":
        return sets["lead"] | sets["possess"] | {"uns"}
    return frozenset(("to", "into")) if code == "en" else frozenset()


_SETS = (
    *("lead", "possess", "links", "floors", "days", "proper", "our", "not_sites"),
    *("ors", "fillers", "calls", "calling", "not_calls", "groups"),
    *("online", "errands", "tests", "job_labels"),
)


class _Modes(Phrases):
    """Phrases that name a mode; the group that matched is the mode.

    Compiled as they are met: what may begin with a word, and behind `via` with the next one.
    """

    def __init__(self, via: Sequence[str], groups: Mapping[str, Sequence[str]]) -> None:
        products = {group: firsts(words) for group, (_, words) in _PRODUCTS.items()}
        listed = (phrase for phrases in groups.values() for phrase in phrases)
        super().__init__(NONE, firsts([*listed, *via]).union(*products.values()))
        self._via, self._ahead = lazy(rf"(?:{choice(via)})\s"), firsts(via)
        self._groups = {group: by_first(phrases) for group, phrases in groups.items()}
        self._products = products
        self._matches: dict[tuple[str, ...], Match] = {}

    def _match(self, word: str) -> Match:
        return partial(self._behind, word) if word in self._ahead else self._of(word)

    def _behind(self, word: str, text: str, at: int, end: int) -> re.Match[str] | None:
        """What begins with a word as `via`."""
        via = self._via.match(text, at, end)
        said = ATOM.match(fold(text), via.end(), end) if via else None
        match = self._of(word, said[0]) if said and said[0] in self.begin else self._of(word)
        return match(text, at, end)

    def _of(self, *first: str) -> Match:
        """What may begin with these words."""
        match = self._matches.get(first)
        if match is None:
            match = self._matches[first] = self._compiled(first).match
        return match

    def _compiled(self, first: Sequence[str]) -> re.Pattern[str]:
        ways = []
        for group, listed in self._groups.items():
            said = [phrase for word in first for phrase in listed.get(word, ())]
            known = [f"(?i:{choice(said)}){_TAILS.get(group, '')}"] if said else []
            if not self._products.get(group, frozenset()).isdisjoint(first):
                known.insert(0, _PRODUCTS[group][0])
            ways += [f"(?P<{group}>{'|'.join(known)})"] if known else []
        via = f"(?:{self._via.pattern})?" if len(first) > 1 else ""
        return lazy(rf"(?<![\w@/.-]){via}(?:{'|'.join(ways)})(?![\w@])") if ways else NONE


#: Products by the group they are of, and the words they begin with.
_PRODUCTS = {
    "recorded": (RECORDERS, RECORDERS.split("|")),
    "video": (PRODUCTS, _PRODUCT_WORDS),
}
_TAILS = {"recorded": r"(?i: (?:video[\w-]*|interview)(?!\w)){0,2}"}


def _modes(code: str) -> Phrases:
    own, english = lexicon(code, "places"), lexicon("en", "places")
    shared = {key: [*own[key], *english[key]] for key in (TASK, "recorded")}
    return _Modes(own["via"], shared | {key: own[key] for key in MODES[1:]})


def _folded(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(listed))


_SHORT = ("zaal", "saal", "haus", "raum", "werk", "hal", "laan", "dijk", "kade")


def _by_ending(nouns: Iterable[str]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for noun in sorted(nouns):
        if len(noun) >= SHORTEST or noun in _SHORT:
            table[noun[-KEY:]] = (*table.get(noun[-KEY:], ()), noun)
    return table


OURS = lazy(r" ([^\W\d_]{3,30}) (?=(?:in|te|à|de|of|at) [A-ZÀ-Ý])")


def ours(text: Text, start: int, end: int, known: Words) -> list[int]:
    """Where nouns stand that are places since they are the writer's, in a town."""
    said = (at + len(w) for w in known.our & text.places.keys() for at in text.places[w])
    found = (OURS.match(text, at, end) for at in said if start <= at < end)
    return sorted(m.start(1) for m in found if m and fold(m[1]) not in known.not_sites)


def standing(text: str, start: int, end: int, known: Words) -> list[int]:
    """Where nouns for places stand, in order."""
    text = text if isinstance(text, Text) else Text(text)
    found = (known.sites & text.known) | (known.proper & text.known)
    if known.compounds:
        ended = (word for word in text.places if word[-KEY:] in known.compounds)
        found = found.union(word for word in ended if known.is_site(word))
    places = sorted((at, w) for w in found for at in text.places[w] if start <= at < end)
    return [at for at, w in places if text[at].isupper() or w not in known.proper]
