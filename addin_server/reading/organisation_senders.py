"""What display names say about an organisation."""

import re
from functools import cache
from typing import NamedTuple

from . import index
from .names import PLACEHOLDER, person
from .organisation_domains import MATCH, cover, domain_name, spelt
from .organisation_names import is_name
from .organisation_shapes import NAME
from .organisation_words import (
    departments,
    is_compound,
    key_of,
    legal_form,
    listed,
    one_of,
    tails,
    tokens,
)
from .patterns import lazy
from .source import Source

CUTS = lazy(
    lambda: rf"\s+{one_of('at', 'from', 'deputy', 'through')}\s+|\s*[|@–—(\[]\s*|\s+-\s+|,\s",
    re.IGNORECASE,
)
_SWAPPED = lazy(r"^(\S+), (\S+)$")
_BRACKET = lazy(r"\S+ [(\[]")  #: `Acme (Ghent)`; a person has two names
_BARS = lazy(r"\s*[|@–—]\s*|\s+-\s+")
FOR = lazy(lambda: rf"\s{one_of('deputy')}\s(?=\S)")
VIA = lazy(r"\svia\s", re.IGNORECASE)
_ORIGIN = lazy(lambda: rf"\s{one_of('origins')}\s")


def is_human(name: str, email: str, lang: str | None) -> bool:
    """Is a display name that of a person?"""
    if not name:
        return False
    local = tokens(email.partition("@")[0])
    said = [word for word in tokens(name) if len(word) > 1]
    domain = domain_name(email)
    if _owns(name, said, domain):
        return True
    role = any(part in departments() or part in listed("mailboxes") for part in local)
    if any(word.startswith(part) for part in local if len(part) > 2 for word in said):
        return not role
    if role or len(said) > 4:
        return False
    span = person(_SWAPPED.sub(r"\2 \1", name), lang)
    if span is None or legal_form(name) or "&" in name or len(name) - span[1] > 1:
        return False
    return not telling(name) and cover(name, domain) < MATCH


def _owns(name: str, said: list[str], domain: str) -> bool:
    """`Uwe Lammers` of `lammers.example`: a given name, and a surname that begins the domain."""
    first, last = (said[0], said[-1]) if len(said) == 2 else ("", "")
    given = len(first) > 2 and len(last) > 3 and first not in domain and "&" not in name
    return given and domain.startswith(spelt(last)) and not telling(name)


def telling(value: str) -> bool:
    """Does a name say that it is an organisation's?"""
    said = [word.lower().strip(".,'’") for word in value.split()]
    if not said:
        return False
    last = said[-1].rpartition("-")[2]
    known = said[0] in listed("heads") or last in tails()
    known = known or (len(said) > 1 and is_compound(index.fold(said[0])))
    known = known or (last != said[-1] and last in listed("heads"))
    return known or not departments().isdisjoint(said) or legal_form(value) is not None


def is_trade(word: str) -> bool:
    """Does a word end in what a house does: `Linsenwerk`, `Mobilbouw`?"""
    low = word.lower()
    ends = low[-4:] in _trades() and low.endswith(_trades()[low[-4:]])
    return ends and len(low) > 6 and low not in listed("trades")


@cache
def _trades() -> dict[str, tuple[str, ...]]:
    """These ends, by their last four letters."""
    found: dict[str, tuple[str, ...]] = {}
    for end in listed("trades"):
        found[end[-4:]] = (*found.get(end[-4:], ()), end)
    return found


class Writer(NamedTuple):
    """Who sends a mail, by its address and display name."""

    email: str
    shown: str
    domain: str  #: its name; "" where it says nothing
    human: bool  #: is a person shown?
    names: frozenset[str]  #: the words of the display name, but what it comes through
    organisation: str | None  #: that the display name tells

    @property
    def people(self) -> frozenset[str]:
        """The words of a person's name, without the house they are of."""
        if not self.human:
            return frozenset()
        return self.names.difference(tokens(self.organisation or ""))


def writer(source: Source, lang: str | None) -> Writer:
    """The sender, looked at once."""
    shown, email = source.sender_name, source.sender_email
    own, domain = VIA.split(shown)[0], domain_name(email)
    human = is_human(own, email if own == shown else "", lang)
    return Writer(
        email=email,
        shown=shown,
        domain=domain,
        human=human,
        names=frozenset(tokens(own)),
        organisation=_displayed(shown, email, domain, human),
    )


def _displayed(shown: str, email: str, domain: str, human: bool) -> str | None:
    """The organisation in a display name."""
    if not shown.strip() or PLACEHOLDER.search(shown):
        return None
    for piece in _parts(shown, email, domain, human):
        bare = _without_departments(piece)
        if not bare or not listed("relays").isdisjoint({key_of(bare), *tokens(bare)}):
            continue
        mine = bool(domain) and cover(bare, domain) >= MATCH
        return bare if mine or (NAME.fullmatch(bare) and is_name(bare)) else None
    return None


def _parts(shown: str, email: str, domain: str, human: bool) -> list[str]:
    """What of a display name may be an organisation, the likeliest first."""
    via = VIA.search(shown) is not None
    _, *behind = _ORIGIN.split(shown, maxsplit=1)
    if behind and cover(behind[0], domain) >= MATCH:
        return behind
    if shown.partition(" ")[0].lower() in listed("heads") and not via:
        return [_BARS.split(shown, maxsplit=1)[0]]
    if named := FOR.search(shown):
        house = shown[named.end() :]
        theirs = set(tokens(email.partition("@")[0])) & set(tokens(house))
        return [] if theirs else [house]  # `Agenda pour Rania <rania@...>`
    pieces = [piece for piece in (part.strip(" )]") for part in CUTS.split(shown)) if piece]
    if via:
        return [piece for piece in pieces[:1] if not (" " in piece and human)]
    mine = [piece for piece in pieces if domain and cover(piece, domain) >= MATCH]
    if mine and len(pieces) > 1:
        return mine  # `Ann Poe, Acme`
    whole = len(pieces) == 1 or ("," in shown and all(map(_without_departments, pieces)))
    if whole and human:
        return []
    if len(pieces) == 1:
        return mine or [shown]
    return pieces if _BRACKET.match(shown) else pieces[::-1]


def _without_departments(piece: str) -> str:
    kept = [word for word in piece.split() if not _is_department(word.lower().strip("."))]
    return " ".join(kept).strip(" ,-&")


def _is_department(word: str) -> bool:
    """`Group` may be of the house's name."""
    return word in departments() and word not in listed("either")
