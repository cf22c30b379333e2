"""What stands before and behind an organisation's name on its line, and is no part of it."""

import re
from collections.abc import Iterator
from functools import cache

from . import name_sides
from .index import fold
from .organisation_domains import MATCH, cover
from .organisation_names import employs, is_of_family, is_post
from .organisation_senders import is_trade, telling
from .organisation_shapes import team_of
from .organisation_words import (
    LEGAL,
    around,
    common,
    departments,
    is_compound,
    led_by,
    listed,
    offices,
    one_of,
    tails,
    titled_by,
)
from .patterns import lazy
from .vocabulary import choice

ARTICLE = lazy(
    lambda: (
        rf"(?:{led_by('of', 'from')})?(?:{one_of('articles', 'your')}\s)?"
        rf"(?:[^\W\d_]+-)?{one_of('team')}\s(?-i:{led_by('of', 'genitive')}?)"
    ),
    re.IGNORECASE,
)
THE = lazy(lambda: titled_by("articles", "your"))
#: `Namens`, `Fa.`: for whom is signed.
_FOR = lazy(
    lambda: (
        rf"(?i:{one_of('behalf')})\s?:?\s"
        rf"{led_by('articles', 'declined', 'elided')}?(?=[^\s\d])"
    )
)
#: `het bestuur van`, `the governors of`: who writes for a house, in small letters.
_BODY = lazy(lambda: rf"(?:[a-zà-ÿ'’-]+ ){{1,5}}?{led_by('at', 'of', 'genitive')}(?=[A-ZÀ-Ý0-9])")
_TITLE = lazy(lambda: rf"(?:^|\n|, |[|–—-] )({titled_by('articles')})$")
_ALONE = lazy(r"\s*(?:\n|,|$)")
_ENDED = lazy(r"[a-zà-ÿ]{3}[.!?] (?=[A-ZÀ-Ý])")
#: A given name or a group, and the house they are of: `Kim at Acme`, `Your friends at Acme`.
_GIVEN = lazy(
    lambda: (
        rf"(?:[A-ZÀ-Ý][^\W\d_]+|(?P<group>[^,|]{{2,30}}(?i:{one_of('groups')})))"
        rf"(?: {one_of('here')})? (?:(?P<sure>@ |{led_by('at', 'from')})|{led_by('of', 'short')})"
        r"(?=[A-ZÀ-Ý0-9])"
    )
)
#: What joins the people or the department that a line begins with to their house.
_JOINS = lazy(lambda: rf"\s(?:{led_by('at', 'of', 'genitive', 'in')}\s?|@\s?)(?=\S)")


@cache
def _inside() -> re.Pattern[str]:
    """A department behind its house: `Kestrel Bank Careers`."""
    return lazy(rf"\s(?i:{choice(listed('inside'))})$")


def without_inside(piece: str) -> str:
    m = _inside().search(piece)
    return piece[: m.start()] if m and employs(piece[: m.start()]) else piece


def is_office(words: list[str]) -> bool:
    """`Recruiting`, `secretariaat`: words for those who write on behalf of a house."""
    return bool(words) and words[0].lower().strip(",.:") in offices()


def trimmed(piece: str) -> int:
    """How many letters of a line stand before a name: a post, a department, `Team`, `Redactie`."""
    at, said = 0, piece.split(" ")
    for n, word in enumerate(said):
        if not _is_before(word, n, said) or name_sides.family().match(piece, at + len(word)):
            break
        if at == 0 and _is_field(said):
            break
        if is_of_family(said[n:]):
            break
        if n == len(said) - 1 or _is_form(piece, at + len(word) + 1):
            break
        at += len(word) + 1
    if at == 0:
        return 0
    rest = piece[at:]
    if trade := _trade(piece[:at], rest):
        return at - trade
    # Nothing but posts and departments: it is no name at all.
    none = not rest or is_post(rest) or common().issuperset(rest.lower().split())
    return len(piece) if none else at


def _is_before(word: str, number: int, said: list[str]) -> bool:
    """May this word of a line, which is of this number, stand before a name?"""
    low = word.lower().strip(",.:")
    if low in departments() or is_post(word):
        return True
    if number:
        return word in listed("links")
    return low in listed("links") and is_office(said[1:2])


def _is_field(said: list[str]) -> bool:
    """`Data Minds AI`: a field, as a house's name begins with it; `Data Team Acme` is a team."""
    if len(said) < 3 or said[0].lower() not in listed("businesses"):
        return False
    return said[1][:1].isupper() and said[1].lower() not in departments() | listed("links")


def _is_form(piece: str, at: int) -> bool:
    """Is all that follows a noun and a legal form, which alone name nobody: `HR Solutions AG`?"""
    rest = piece[at:].split()
    return (
        bool(at)
        and 0 < len(rest) < 3
        and all(word.lower() in tails() or LEGAL.fullmatch(word) for word in rest)
        and LEGAL.fullmatch(rest[-1]) is not None
    )


def _trade(before: str, rest: str) -> int:
    """`Personeel` of `Personeel Partners` is no department: how many letters of it to give back."""
    word = before.rstrip().rpartition(" ")[2]
    named = word.lower() in tails() and rest.lower() in listed("behind_trades")
    return len(word) + 1 if named else 0


def past_article(piece: str) -> int:
    """Past `The`, `Team`, `L'équipe de`, `Namens`: what is before a name in a signature."""
    m = ARTICLE.match(piece) or _FOR.match(piece)
    behind = m.end() if m else 0
    if body := _BODY.match(piece, behind):
        return body.end()
    the = THE.match(piece) if m is None else None
    if the and (body := _BODY.match(piece, the.end())) and _is_department(body[0]):
        return body.end()
    if the and team_of(piece):
        return the.end()
    return m.end() if m else 0


def _is_department(said: str) -> bool:
    """`direction de`, `Personalabteilung der`"""
    return not departments().isdisjoint(said.lower().split())


def with_article(text: str, at: int, end: int) -> int:
    """Where a name begins that stands by itself on its line: `Sous, The Painted Heron`."""
    m = _TITLE.search(text, max(0, at - 6), at)
    return m.start(1) if m and _ALONE.match(text, end) else at


def past_sentence(piece: str) -> int:
    """Past a sentence that ends on the line: `Bonne chance. Transports Lefort`."""
    ends = [m.end() for m in _ENDED.finditer(piece)]
    return ends[-1] if ends else 0


def _houses(piece: str) -> Iterator[int]:
    """Where the house may begin in `Deine Crew der Kletterbar`, `kira von fluxo`: last first."""
    joins = [m.end() for m in _JOINS.finditer(piece)]
    yield from reversed(joins)
    yield 0


def house(text: str, domain: str) -> int:
    """Where in a piece the name begins behind who signs: `kira von fluxo`, `Kim at Acme`."""
    if text.split()[0].lower() in listed("heads"):
        return 0
    named = 0
    if domain:
        named = next((at for at in _houses(text) if cover(text[at:], domain) >= MATCH), 0)
    given = _GIVEN.match(text)
    if named or given is None:
        return named
    rest = text[given.end() :]
    sure = given["sure"] or given["group"] or (" " in rest and telling(rest)) or is_odd(rest)
    return given.end() if sure or is_trade(rest.partition(" ")[0]) or is_noun(rest) else 0


def is_noun(name: str) -> bool:
    """`Pixelwerft`: is its first word a longer noun for a house?"""
    return is_compound(fold(name.partition(" ")[0]))


def is_odd(name: str) -> bool:
    """No surname looks so: `NovaPlus`, `Q8`; and behind `van` none is two words: `It's You`."""
    first, _, more = name.partition(" ")
    inner = any(c.isupper() or c.isdigit() for c in first[1:]) and not first.startswith("Mc")
    return inner or (more[:1].isupper() and first.lower() not in around("nobles"))
