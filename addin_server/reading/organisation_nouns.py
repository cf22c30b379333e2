"""Names that say themselves what they are: `Stichting Kleurrijk`, `Kreiskrankenhaus Sillmoor`.

Bounds: only the newest part; each finding comes with its weight and the sort of place.
"""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from ..model import Kind
from .index import Text, standing
from .organisation_cues import Cues
from .organisation_edges import trimmed
from .organisation_names import is_site, name_at
from .organisation_places import FROM_APPLICANTS, Finding, made, sentence
from .organisation_words import headed, is_compound, titled_by
from .patterns import lazy
from .source import Source


def headed_names(source: Source, kind: Kind, known: Cues) -> Iterator[Finding]:
    """Names that say themselves what they are: `Stichting Kleurrijk`, `Universität Merstadt`."""
    for m in headed().find(source.body, *source.newest):
        rest = name_at(source.body, m.end(), source.newest[1])
        if (
            rest is None
            or source.body[rest[1] - 1].isdigit()
            or is_site(source.body[m.start() : rest[1]])
            or _ADDRESS.search(source.body, max(0, m.start() - 6), m.start())
            or _is_any(source.body, m.start(), known)
            or (
                kind in FROM_APPLICANTS
                and known.history.within(source.body, sentence(source.body, m.start()), m.start())
            )
        ):
            continue
        start = _line_begins(source.body, (m.start(), rest[1]), source.newest[1])
        if article := _ARTICLE.search(source.body, max(0, start - 12), start):
            start = article.start(1)  # within a sentence, `L'Atelier Vert` has it in its name
        yield 2.0, "headed", made(source.body, (start, rest[1]), "body")
    yield from _compounds(source, kind, known)


def _compounds(source: Source, kind: Kind, known: Cues) -> Iterator[Finding]:
    """Names that begin with a longer noun for a house: `Kreiskrankenhaus Sillmoor`."""
    body = source.body if isinstance(source.body, Text) else Text(source.body)
    nouns = frozenset(filter(_compound(), body.known))
    for where, _ in standing(body, *source.newest, nouns):
        at = name_at(body, where, source.newest[1]) if body[where].isupper() else None
        if at is None or " " not in body[slice(*at)] or body[at[1] - 1].isdigit():
            continue
        past = kind in FROM_APPLICANTS
        if not (past and known.history.within(body, sentence(body, where), where)):
            yield 2.0, "headed", made(body, at, "body")


@cache
def _compound() -> Callable[[str], bool]:
    """Is a word a longer noun for a house? What was said of the last words is remembered."""
    return lru_cache(_REMEMBERED)(is_compound)


_REMEMBERED = 4_096  #: words
_ADDRESS = lazy(r"(?<!\w)\d{1,3}[a-zA-Z]? $")  #: `12 Church Street`
_ARTICLE = lazy(lambda: rf"[a-zà-ÿ,] ({titled_by('articles', 'elided')})$")
_CAPITALS = lazy(r"(?:[A-ZÀ-Ý][\w'’-]+ ){1,3}")


def _line_begins(text: str, at: tuple[int, int], stop: int) -> int:
    """Where a name begins that is all of its line: `Northmoor University Hospitals`."""
    low = text.rfind("\n", max(0, at[0] - 60), at[0]) + 1
    if text[at[1] : at[1] + 1] not in ("", "\n") or at[0] - low > 60:
        return at[0]
    whole = _CAPITALS.fullmatch(text, low, at[0]) and name_at(text, low, stop) == (low, at[1])
    return low if whole and not trimmed(text[low : at[1]]) else at[0]


def _is_any(text: str, at: int, known: Cues) -> bool:
    """`une petite école Montessori` is one of many."""
    if text[at].isupper():
        return False
    before = text[max(0, at - 24) : at].rpartition("\n")[2].lower().split()[-2:]
    return not known.indefinite.isdisjoint(before)
