"""How much words and figures tell of a day or an hour, per language. Looks at no text."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from .index import ATOM, folded
from .index import fold as plain
from .moment_patterns import words_of
from .moment_tables import CLOCK, Meaning, spelled, table
from .moment_zones import AREAS, ZONES
from .vocabulary import atoms_of, firsts, lasts

#: A mere number, something, a day, or the hour named before.
MERE, SURE, DAY, AGAIN = range(4)
_RANKS = {"number": MERE, "weekday": DAY, "day": DAY, "same": DAY, "again": AGAIN}

#: What may be said of a figure before it, and by which phrases.
_LEADS = {
    "at": ("bare_at", "about"),
    "after": ("after",),
    "between": ("between",),
    "number": ("numbered", "numbered_until", "bare_until"),
    "lasts": ("lasts",),
}
_TELLING = ("at", "after", "between", "number")  #: those that make a figure an hour, or a day
#: Phrases that may stand between the hours of a list, or within an hour.
_LINKING = ("at", "or", "on", "until", "and", "inside", "hour", "follow", "oclock", "past")
_SHORT = (*map(str, range(100)), *(f"{number:02}" for number in range(10)))


class Ranks(NamedTuple):
    """Folded words of a language by what they may tell."""

    telling: frozenset[str]  #: those that may begin any phrase, and figures of note
    alone: dict[str, int]  #: those that may be all of it, and how much they tell
    longer: dict[str, dict[str, int]]  #: the same by the word behind them
    zones: frozenset[str]  #: those that name a zone, and nothing else
    areas: frozenset[str]  #: those that need a place behind them to name one
    zonal: frozenset[str]  #: those that a zone may begin with
    leads: dict[str, frozenset[str]]  #: what they may say of a figure behind them
    leading: frozenset[str]  #: those that tell that it is an hour, or a day
    dating: frozenset[str]  #: those that tell that it is a day
    until: frozenset[str]  #: those of them with which it needs nothing behind it
    linking: frozenset[str]  #: those that may stand between the hours of a list, or in one


@cache
def ranks(lang: str | None) -> Ranks:
    """The ranks of a language's words."""
    lex, known = words_of(lang), table(lang)
    dates = known.patterns.named if known.english else frozenset()
    single, zoned = firsts(known.single), [p for kind, p in known.values if kind == "zone"]
    alone, leads = _alone(known.single), _leads(lex)
    longer = _longer(lang, alone) | dict.fromkeys(dates, dict.fromkeys(("the", *_SHORT), DAY))
    return Ranks(
        telling=frozenset([*alone, *longer]) | _figures(),
        alone=alone,
        longer=longer,
        zones=firsts(ZONES) - single - dates,
        areas=AREAS - single,
        zonal=AREAS | firsts([*ZONES, *zoned]),
        leads=leads,
        leading=frozenset(word for word, said in leads.items() if not said.isdisjoint(_TELLING)),
        dating=frozenset(word for word, said in leads.items() if "number" in said),
        until=lasts(lex["bare_until"]),
        linking=_linking(lex, lang),
    )


@cache
def _figures() -> frozenset[str]:
    """Those of hours and days, years, and hours as `1430`."""
    written = [f"{hour:02}{minute:02}" for hour in range(24) for minute in range(60)]
    return frozenset([*written, *map(str, range(2000, 2100)), *_SHORT])


def _alone(single: Mapping[str, Meaning]) -> dict[str, int]:
    """How much words tell that may stand by themselves."""
    alone = dict.fromkeys([*firsts(ZONES), *AREAS], SURE)
    for words, (kind, *_) in zip(atoms_of(single), single.values(), strict=True):
        alone |= dict.fromkeys(words[:1], _RANKS.get(kind, SURE))
    return alone


def _longer(lang: str | None, alone: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """How much phrases of several words tell, by their first and second."""
    found: dict[str, dict[str, int]] = {}
    for phrases, following, least in _phrases(lang):
        behind = [*firsts(following)]
        for first, *more in atoms_of(phrases):
            rank = max(least, alone.get(first, MERE))
            for second in more[:1] or behind:
                known = found.setdefault(first, {})
                known[second] = max(rank, known.get(second, MERE))
    return found


def _phrases(lang: str | None) -> list[tuple[Iterable[str], Iterable[str], int]]:
    """Phrases, what must follow them, as a clock's time does; and how much they tell."""
    lex, known = words_of(lang), table(lang)
    numbers = [*lex["numbers"], *lex["more_hours"]]
    clock = [phrase for kind in CLOCK for phrase in lex.get(kind, ())]
    days = [day for day in spelled(lang) if plain(day).isalpha()]
    told: dict[int, list[str]] = {}
    for kind, phrase in known.values:
        told.setdefault(_RANKS.get(kind, SURE), []).append(phrase)
    return [
        *((phrases, (), rank) for rank, phrases in told.items()),
        (clock, (*numbers, *map(str, range(1, 13))), SURE),
        (numbers, lex["oclock"], SURE),
        (days, (*known.patterns.named, "of"), DAY),
        (spelled(lang), (), DAY),
    ]


def _leads(lex: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """What the last words of what stands before a figure may say."""
    found: dict[str, set[str]] = {}
    for lead, kinds in _LEADS.items():
        for word in _last(lex, kinds):
            found.setdefault(word, set()).add(lead)
    return {word: frozenset(leads) for word, leads in found.items()}


def _last(lex: Mapping[str, Any], kinds: Iterable[str]) -> frozenset[str]:
    return lasts(phrase for kind in kinds for phrase in lex[kind])


def _linking(lex: Mapping[str, Any], lang: str | None) -> frozenset[str]:
    kinds = [*_LINKING, *(kind for lead in _TELLING for kind in _LEADS[lead])]
    phrases = [phrase for kind in kinds for phrase in lex[kind]]
    phrases += [p for kind, p in table(lang).values if kind in ("part", "zone", "noon")]
    return frozenset(atom for phrase in folded(phrases) for atom in ATOM.findall(phrase))
