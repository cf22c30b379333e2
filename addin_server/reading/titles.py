"""Which post a mail is about.

What may be its title is looked for where something speaks for it; signs of it are noted, and
what they count for together was learnt. Too little, and there is no title.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..model import Kind
from . import name_sides
from .index import ATOM, Text, fold
from .sign_weights import TITLES, learnt, score
from .source import Found, Source
from .title_cued import introduced
from .title_followed import marked
from .title_lines import alone, passing, pieces
from .title_sightings import Sighting, placed
from .title_words import Words, words

MOST = 40  #: titles that are weighed against each other
LEAST = -0.125, 0.2  #: what a title must score; and where nouns in passing are among them
_CUED = frozenset({"sure", "weak", "seeks", "label", "topic", "after", "mark"})
_SOUGHT = _CUED | {"segment"}
_NAME = 4  #: letters of a name that tells whose it is
_ECHO = 5  #: of words that are looked for in the other part


@dataclass(slots=True)
class Candidate:
    """Words that may be the title, and the signs of all the places where they stand."""

    found: Found
    signs: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    times: int = 0


def find(source: Source, lang: str | None, kind: Kind, apart: bool = False) -> Found | None:
    """The job title. Nouns in passing are looked at only if nothing else will do. `apart`: nothing
    else says that the mail is about a job, so the words around its title must.
    """
    return likeliest(candidates(source, words(lang), kind, apart), learnt(TITLES))


def likeliest(ways: Iterable[list[Candidate]], weights: Mapping[str, float]) -> Found | None:
    """Of the first of these that will do; None: it is likelier that there is no title."""
    for found, least in zip(ways, LEAST, strict=False):
        scored = [(score(each.signs, weights), each.found) for each in found]
        most, title = max(scored, key=lambda pair: pair[0], default=(least, None))
        if most > least:
            return title
    return None


def candidates(
    source: Source, known: Words, kind: Kind, apart: bool = False
) -> Iterator[list[Candidate]]:
    """What may be the title; then the same with nouns that nothing introduces."""
    body = placed(_text(source.body), source.newest, "body", known, kind, apart)
    whole = 0, len(source.subject)
    subject = placed(_text(source.subject), whole, "subject", known, kind, apart)
    seen = [
        *(*introduced(body), *marked(body), *alone(body)),
        *(*introduced(subject), *marked(subject), *pieces(subject)),
    ]
    yield _joined(seen, source)
    if not apart:
        yield _joined([*seen, *passing(body)], source)


def _joined(seen: Iterable[Sighting], source: Source) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for sighting in seen:
        if _is_family(sighting.found):
            continue
        key = sighting.found.value.lower()
        each = found.setdefault(key, Candidate(sighting.found))
        each.signs.update(sighting.signs)
        each.parts.add(sighting.found.part)
        each.times += sighting.signs[0] != "aside"
        if len(found) == MOST:
            break
    kept = {key: each for key, each in found.items() if not _own(each)}
    if kept:
        _compare(kept, source)
    return list(kept.values())


def _is_family(found: Found) -> bool:
    """Is it a surname, though a baker has it: `Baker & Sons`?"""
    return name_sides.family().search(found.words) is not None


def _own(each: Candidate) -> bool:
    """Is it only what the writer is or was, or whom one meets: `I work as a nurse`?"""
    met = "met" in each.signs and each.signs.isdisjoint(_CUED)
    return met or ("own" in each.signs and each.signs.isdisjoint(_SOUGHT))


def _text(text: str) -> Text:
    return text if isinstance(text, Text) else Text(text)


def _compare(found: Mapping[str, Candidate], source: Source) -> None:
    """Note what the candidates say of each other, and names that they hold."""
    names = _names(source)
    folded = {"body": fold(source.body)[slice(*source.newest)], "subject": fold(source.subject)}
    for number, (key, each) in enumerate(found.items()):
        if number == 0:
            each.signs.add("first")
        if each.times > 1:
            each.signs.add("again")
        if not names.isdisjoint(fold(key).split()):
            each.signs.add("name")
        each.signs.update(_echoes(key, each, folded))
        for other, held in found.items():
            if other != key and f" {other} " in f" {key} ":
                each.signs.update(("holds", *(f"holds:{part}" for part in held.parts)))
                held.signs.add("inside")


def _echoes(key: str, each: Candidate, folded: Mapping[str, str]) -> Iterator[str]:
    """Do subject and body both say it?"""
    if len(each.parts) == 2:
        yield "both"
    elif len(key) >= _ECHO:
        other = "subject" if "body" in each.parts else "body"
        if fold(key) in folded[other]:
            yield from ("echo", "echo:words" if " " in key else "echo:word")


def _names(source: Source) -> frozenset[str]:
    """Words of the names of who writes and who reads."""
    said = f"{source.sender_name} {source.sender_email} {source.recipient_name}"
    return frozenset(word for word in ATOM.findall(fold(said)) if len(word) >= _NAME)
