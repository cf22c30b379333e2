"""What is known of each name that may be the employer's: signs, whose weight was learnt.

The rules of `organisations` find the names and say what speaks for each. What they make of it is
one sign among others: what a name looks like, where it stands, who else is called so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..model import LANGUAGES, Kind
from . import concepts, learnt
from .index import ATOM, fold
from .organisation_senders import MATCH, cover, is_trade, telling
from .organisation_words import departments, key_of, legal_form, listed, posts, tails, tokens
from .organisations import Survey
from .source import Found, Source

_EARLY = 120  #: code points in which a mail says who writes
_NEAR = 120  #: code points before a name in which who signs may stand
_MOST = 8  #: points of the rules that are told apart
_LONG = 4  #: the same of words
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


def names(
    source: Source, lang: str | None, kind: Kind, seen: Survey, others: Others
) -> Sequence[Name]:
    """Each name once, as it is written."""
    known, people = _gathered(seen, kind), _people(source, seen, others)
    for value, name in known.items():
        said = set(tokens(value))
        name.signs.update((f"kind:{kind}", f"lang:{lang}"))
        name.signs.update(_shape(value))
        name.signs.update(_common(value, lang))
        name.signs.update(_alike(value, seen))
        name.signs.update(_placed(source, name))
        name.signs.update(_signed(source, name, others.contact))
        name.signs.update(_said(source, value))
        name.signs.update(who for who, called in people.items() if called >= said)
        if value.lower() in others.title.lower():
            name.signs.add("title")
    _compare(known)
    return list(known.values())


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


def _shape(value: str) -> Iterator[str]:
    """What it looks like."""
    words = value.split()
    said = [word.strip(".,") for word in value.lower().split()]
    yield f"words:{min(_LONG, len(words))}"
    marks = {
        "legal": legal_form(value) is not None,
        "telling": telling(value),
        "trade": is_trade(words[0]) or is_trade(words[-1]),
        "tail": said[-1] in tails(),
        "head": said[0] in listed("heads"),
        "post": not posts().isdisjoint(said),
        "department": not departments().isdisjoint(said),
        **_letters(value, words),
    }
    yield from (mark for mark, true in marks.items() if true)


def _letters(value: str, words: Sequence[str]) -> Mapping[str, bool]:
    """How it is spelt."""
    behind = "".join(word[1:] for word in words)
    return {
        "capitals": value.isupper(),
        "inner": not value.isupper() and any(map(str.isupper, behind)),
        "figure": any(map(str.isdigit, value)),
        "and": "&" in value,
        "small": value[0].islower(),
    }


def _common(value: str, lang: str | None) -> Iterator[str]:
    """Are its words common ones? Names are not: no concept, and not in several of our mails."""
    words = ATOM.findall(fold(value))
    book = concepts.concepts(lang if lang in LANGUAGES else "en")
    corpus = learnt.learnt().words
    if words:
        yield from _shares("concept", [bool(book.of(word)) for word in words])
        yield from _shares("corpus", [word in corpus for word in words])


def _shares(which: str, known: Sequence[bool]) -> Iterator[str]:
    """How many of the words are known, and whether the first and the last are."""
    share = "all" if all(known) else "some" if any(known) else "none"
    yield f"{which}:{share}"
    if len(known) == 1:
        yield f"{which}:{share}:alone"
    if known[0]:
        yield f"{which}:first"
    if known[-1]:
        yield f"{which}:last"


def _alike(value: str, seen: Survey) -> Iterator[str]:
    """Do the address and the display name say it?"""
    if cover(value, seen.domain) >= MATCH:
        yield "domain"
    if seen.by.organisation and key_of(value) == key_of(seen.by.organisation):
        yield "shown"


def _people(source: Source, seen: Survey, others: Others) -> Mapping[str, frozenset[str]]:
    """Words of the names of those who are no house."""
    said = {
        "recipient": frozenset(tokens(source.recipient_name)),
        "sender": seen.by.people,
        "contact": frozenset(tokens(others.contact)),
        "candidate": frozenset(tokens(others.candidate)),
    }
    return {who: words for who, words in said.items() if words}


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
    for value, name in known.items():
        for other, held in known.items():
            if other != value and f" {other} " in f" {value} ":
                name.signs.add("holds")
                held.signs.add("inside")
