"""What is known of each name that may be the employer's: signs, whose weight was learnt.

The rules of `organisations` find the names and say what speaks for each. What they make of it is
one sign among others: what a name looks like, where it stands, who else is called so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..model import Kind
from .organisation_context import addressed, around
from .organisation_domains import MATCH, cover
from .organisation_looks import common, shape, spelt
from .organisation_runs import runs
from .organisation_words import key_of, tokens
from .organisations import Survey
from .source import Found, Source

_EARLY = 120  #: code points in which a mail says who writes
_NEAR = 120  #: code points before a name in which who signs may stand
_MOST = 8  #: points of the rules that are told apart
_OFTEN = 3  #: the same of times that a name is said
_BEGINS = ".!?:\n"  #: ends before a capital that says nothing

#: What the choice of the rules may rest on.
_BASES = frozenset(f"board:{sort}" for sort in ("domain", "signature", "strong", "sender", "plain"))


class Others(NamedTuple):
    """What else a mail names, in words that may look like a house."""

    contact: str = ""
    candidate: str = ""
    title: str = ""


@dataclass(slots=True)
class Name:
    """A name, and its signs."""

    found: Found
    signs: set[str] = field(default_factory=set)
    places: set[tuple[str, int, int]] = field(default_factory=set)


class Asked(NamedTuple):
    """A mail, and what is known of it, whose employer is looked for."""

    source: Source
    lang: str | None
    kind: Kind
    seen: Survey
    others: Others


def ruled(asked: Asked) -> Sequence[Name]:
    """Each name that the rules found, once, as it is written; with its signs."""
    known = _gathered(asked.seen, asked.kind)
    for name in known.values():
        name.signs.update(_alone(asked, name))
    _compare(known)
    return list(known.values())


def written(asked: Asked, names: Sequence[Name]) -> Sequence[Name]:
    """What else is written like a name, with no more signs than its words and those around it."""
    taken = {name.found.value for name in names}
    known: dict[str, Name] = {}
    for found in runs(asked.source, taken):
        _name(known, found)
    for name in known.values():
        name.signs.update(_worded(asked, name))
    return list(known.values())


def completed(asked: Asked, name: Name, names: Sequence[Name]) -> Name:
    """One of `written` with all its signs, beside the names that the rules found."""
    signs = {*name.signs, *_alone(asked, name), *_more(asked, name), "run"}
    return Name(name.found, signs.union(*(_compared(name, other) for other in names)), name.places)


def doubted(asked: Asked, name: Name) -> Name:
    """One of `ruled` with the signs that are looked at where rules do not suffice."""
    signs = {*name.signs, *_worded(asked, name), *_more(asked, name)}
    return Name(name.found, signs, name.places)


def _worded(asked: Asked, name: Name) -> Iterator[str]:
    """Signs that cost little: the words of a name and those around it."""
    yield from spelt(name.found.value)
    for where in sorted(name.places):
        yield from around(asked.source, where, asked.kind)


def _more(asked: Asked, name: Name) -> Iterator[str]:
    """Signs that only the weights of what no rule found know."""
    yield from addressed(asked.source, name.found.value)
    if asked.seen.elsewhere:
        yield "elsewhere"


def _alone(asked: Asked, name: Name) -> Iterator[str]:
    """The signs of a name by itself."""
    source, lang, kind, seen, others = asked
    value = name.found.value
    yield from (f"kind:{kind}", f"lang:{lang}", *shape(value), *common(value, lang))
    yield from (*_alike(value, seen), *_said(source, value))
    yield from (*_placed(source, name), *_signed(source, name, others.contact))
    yield from _people(asked, frozenset(tokens(value)))
    if value.lower() in others.title.lower():
        yield "title"


def _gathered(seen: Survey, kind: Kind) -> dict[str, Name]:
    """The names with what the rules say of them."""
    known: dict[str, Name] = {}
    for weight, sort, found in seen.findings:
        name = _name(known, found)
        name.signs.update(_spoken(sort, weight, kind))
    most = max([each.score for each in seen.board], default=0.0)
    for candidate in seen.board:
        name = _name(known, candidate.found)
        name.signs.update(f"board:{sort}" for sort in candidate.kinds)
        name.signs.update(("board", f"score:{min(_MOST, int(candidate.score))}"))
        if candidate.score >= most:
            name.signs.update(("most", f"{kind}:most"))
    if ruled := seen.ruled.company:
        name = _name(known, ruled)
        for each in known.values():
            each.signs.add("ruled" if each is name else "not ruled")
        name.signs.update(f"ruled:{sign}" for sign in name.signs & _BASES)
    return {value: name for value, name in known.items() if value}


@cache
def _spoken(sort: str, weight: float, kind: Kind) -> tuple[str, ...]:
    """What a finding is a sign of."""
    return f"found:{sort}", f"found:{sort}:{weight:g}", f"{kind}:{sort}"


def _name(known: dict[str, Name], found: Found) -> Name:
    name = known.get(found.value)
    if name is None:
        name = known[found.value] = Name(found)
    if found.start < found.end:
        name.places.add((found.part, found.start, found.end))
    return name


def _alike(value: str, seen: Survey) -> Iterator[str]:
    """Do the address and the display name say it?"""
    if cover(value, seen.domain) >= MATCH:
        yield "domain"
    if seen.by.organisation and key_of(value) == key_of(seen.by.organisation):
        yield "shown"


def _people(asked: Asked, said: frozenset[str]) -> Iterator[str]:
    """Who is no house, and called so."""
    for who, called in (
        ("recipient", tokens(asked.source.recipient_name)),
        ("sender", asked.seen.by.people),
        ("contact", tokens(asked.others.contact)),
        ("candidate", tokens(asked.others.candidate)),
    ):
        if called and said.issubset(called):
            yield who if said.issuperset(called) else f"{who}'s"  # `Poe` of `Anna Poe`


def _placed(source: Source, name: Name) -> Iterator[str]:
    """Where it stands."""
    for part, start, end in sorted(name.places):
        text = source.body if part == "body" else source.subject
        ahead = text[max(0, start - 8) : start].rstrip(" ")[-1:]
        yield from (f"in:{part}", f"{part}:{_sign(ahead)}:{_sign(text[end : end + 1])}")
        if part == "body":
            yield from _within(source, start, end)
            if not ahead or ahead in _BEGINS:
                yield "begins"
    if len(name.places) > 1:
        yield "again"


def _within(source: Source, start: int, end: int) -> Iterator[str]:
    """Where in the mail it stands."""
    if source.signature[0] <= start < source.signature[1]:
        yield "signature"
    if start - source.newest[0] < _EARLY:
        yield "early"
    ends = source.body[max(0, start - 1) : start], source.body[end : end + 1]
    if all(end in ("", "\n") for end in ends):
        yield "own line"


def _signed(source: Source, name: Name, contact: str) -> Iterator[str]:
    """Does it stand with who signs: on their line, on the next?"""
    for part, start, _ in name.places if contact else ():
        lines = source.body[max(0, start - _NEAR) : start].split("\n") if part == "body" else []
        said = [line for line in lines[:-1] if line.strip()]
        if lines and contact in lines[-1]:
            yield "beside contact"
        if said and contact in said[-1]:
            yield "below contact"


def _sign(near: str) -> str:
    """A letter or figure is as good as another."""
    return "w" if near.isalnum() else "|" if near in ("", "\n") else near


def _said(source: Source, value: str) -> Iterator[str]:
    """How often it is said."""
    times = source.body.count(value)
    yield f"times:{min(times, _OFTEN)}"
    if times and value in source.subject:
        yield "both"


def _compare(known: Mapping[str, Name]) -> None:
    """Note which name is part of another."""
    for name in known.values():
        for other in known.values():
            name.signs.update(_compared(name, other))


def _compared(name: Name, other: Name) -> Iterator[str]:
    one, two = name.found.value, other.found.value
    if one != two:
        if f" {two} " in f" {one} ":
            yield "holds"
        if f" {one} " in f" {two} ":
            yield "inside"
