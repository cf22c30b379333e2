"""Who the sender's display name says is writing. Bounds: only the mail's own address lines."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from . import index, name_sides
from .names import (
    LEGAL,
    PLACEHOLDER,
    details,
    listed,
    named,
    people_listed,
)
from .patterns import lazy
from .source import Source
from .vocabulary import WORD, Phrases, phrases

_SWAPPED = lazy(r"([^,]+), ([^,]+)")
_QUOTES = " '\"“”"


class Sender(NamedTuple):
    """The person whom the display name names; "" where it names none."""

    name: str = ""
    words: tuple[str, ...] = ()  #: of that name, folded
    calls: frozenset[str] = frozenset()  #: these, and what they may be cut short to
    of_house: bool = False  #: is a house named behind: `Ann Poe (Acme)`?

    def is_called(self, name: str) -> bool:
        """Does a name begin as theirs? Also a short form: `Flo` of `Florence`."""
        said = _tokens(name)
        if not said or not self.words:
            return False
        first = said[0] if len(said[0]) > 1 else said[-1]  # of `B. Cox` the surname tells
        return first in self.calls


def sender(source: Source, lang: str | None) -> Sender:
    """The person in the sender's display name, as far as it is one."""
    whole = source.sender_name.strip(_QUOTES)
    shown = name_sides.shown_from().split(whole, maxsplit=1)[0].strip(f",{_QUOTES}")
    name, _, behind = shown.partition(", ")
    if behind and _spells_domain(behind, source.sender_email):
        shown = name  # `Ann Poe, Acme`; else `Poe, Ann`
    of_house = _is_of_house(source.sender_name, whole[len(shown) :])
    shown = _SWAPPED.sub(r"\2 \1", shown)
    by = _person(shown, source.sender_email, lang)
    first = name_sides.of_house().split(shown, maxsplit=1)[0]
    if by.name or first == shown:
        return by._replace(of_house=of_house and " " in by.name)
    return _person(first, source.sender_email, lang)  # `Naomi van Recruitment`


def _is_of_house(whole: str, behind: str) -> bool:
    """`(Acme)`, `at Acme`; but not `(HR)`, and behind a bar or a dash may be anything.

    Groups of Google write `'Ann Poe' via HR` of a person alone.
    """
    if whole.startswith("'") and "' via " in whole:
        return True
    m = name_sides.house_behind().match(behind)
    return m is not None and not _groups().issuperset(_tokens(m[1] or m[2]))


def _person(shown: str, email: str, lang: str | None) -> Sender:
    name = named(shown, lang)
    if name is None or any(c.isalnum() for c in shown[name.end :]):
        return Sender()
    words = tuple(_tokens(name.bare))
    if is_group(name.bare, email) or (is_post(name.bare, lang) and not vouches(email, words)):
        return Sender()
    short = (word[:n] for word in words for n in range(3, len(word)))
    return Sender(name=name.bare, words=words, calls=frozenset((*words, *short)))


def vouches(email: str, words: tuple[str, ...]) -> bool:
    """Does the address say the same name?

    `anna.vos`, `a.vos`, `anna` are Anna Vos; `jobs` and `campus` of Campus Noord are not.
    """
    local, _, domain = email.rpartition("@")
    said, host = _plain(local), _plain(domain.rpartition(".")[0])
    first, last = _plain(words[0]), _plain(words[-1])
    if len(words) == 1:
        return _tokens(local)[:1] == [*words]
    return last in said or (first in said and len(first) > 2 and last not in host)


def _plain(text: str) -> str:
    """Letters alone; `ae` as the umlaut that it may stand for."""
    return re.sub("([aou])e", r"\1", "".join(_tokens(text)))


def _tokens(text: str) -> list[str]:
    return WORD.findall(index.fold(text))


@cache
def _groups() -> frozenset[str]:
    words = people_listed("groups") | listed("heads") | listed("teams") | listed("departments")
    return frozenset(map(index.fold, words))


@cache
def _ends() -> tuple[str, ...]:
    return tuple(map(index.fold, people_listed("group_ends")))


class _Piece(NamedTuple):
    """Where in a name a word tells of a group."""

    tells: bool  #: anywhere
    opens: bool  #: as its first word
    closes: bool  #: as its last
    ends: bool  #: anywhere else: its ending does


@lru_cache(4096)
def _piece(word: str) -> _Piece:
    piece = index.fold(word.strip(".,'’"))
    return _Piece(
        tells=not _groups().isdisjoint((piece, *piece.split("-"))) or piece.endswith("'s"),
        opens=piece.startswith("l'") or piece in people_listed("openers"),
        closes=piece in listed("organisations"),
        ends=len(piece) > 6 and piece.endswith(_ends()),
    )


def is_group(name: str, email: str) -> bool:
    """An organisation or a department: no person."""
    pieces = [_piece(word) for word in name.split()]
    ahead = pieces[:-1] or pieces  # the last word may be a surname: Kortenbank, Neumarkt
    return bool(
        pieces[0].opens
        or pieces[-1].closes
        or any([piece.tells for piece in pieces])
        or any([piece.ends for piece in ahead])
        or LEGAL.search(name)
        or PLACEHOLDER.search(name)
        or _spells_domain(name, email)
    )


def _spells_domain(name: str, email: str) -> bool:
    """`Hôtel du Lac` writes from `hoteldulac.example`; `lola@lolacox.example` is Lola herself."""
    local, _, domain = email.rpartition("@")
    said, host = _tokens(name), "".join(_tokens(domain.rpartition(".")[0]))
    long = [word for word in said if len(word) > 2]
    if (
        not long
        or not host
        or len(said[0]) == 1
        or (long[0] in _tokens(local) and "".join(_tokens(local)) != host)
    ):
        return False
    return all(word in host for word in long) or (
        long[0] in host and "".join(said).startswith(host)
    )


@cache
def _posts(lang: str | None) -> Phrases:
    titles = {*details(lang)["plain_titles"], *details("en")["plain_titles"]}
    return phrases({*(titles - listed("surnames")), *listed("teams")})


def holds(known: Phrases, line: str) -> bool:
    """Does one of these phrases stand in a short text? Most have none of their first words."""
    words = index.ATOM.findall(index.fold(line))
    return not known.begin.isdisjoint(words) and known.within(line)


def is_post(line: str, lang: str | None) -> bool:
    return holds(_posts(lang), line)
