"""Which lines at a mail's end name an organisation."""

from collections.abc import Iterator
from functools import cache, partial

from ..model import LANGUAGES
from .index import fold
from .names import CONTACT_LINE, PLACEHOLDER, people_words
from .organisation_blocks import Piece, pieces
from .organisation_domains import MATCH, cover
from .organisation_edges import (
    THE,
    house,
    is_office,
    past_article,
    past_sentence,
    trimmed,
    with_article,
    without_inside,
)
from .organisation_names import employs, is_name, is_post, is_site, name_at, with_dot
from .organisation_senders import Writer, is_trade
from .organisation_shapes import CUT, NAME, team_of
from .organisation_words import (
    ARTICLES,
    LEGAL,
    around,
    departments,
    is_compound,
    led_by,
    legal_form,
    listed,
    not_names,
    one_of,
    tails,
)
from .patterns import lazy
from .source import Found, Source

TEAM_BEFORE = lazy(lambda: rf"(?<!\w)(?i:{one_of('crews')}) {led_by('of', 'genitive')}?$")
_LINK = lazy(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?")
_NUMBERED = lazy(r"(?<!\w)\d{2,}|\d{4}")


def signed(source: Source, lang: str | None, by: Writer) -> Iterator[tuple[float, str, Found]]:
    """Lines below the closing that are a name: `Acme`, `Acme Talent Team`, `Acme Foods BV`."""
    for piece in pieces(source, lang, by):
        core = _core(piece, by.domain)
        named = core and _named(source.body, *core, by.domain)
        if named is None:
            continue
        at, alone = named
        value = source.body[slice(*at)]
        near = _behind_office(piece) if at[0] > piece.at else piece
        weight = _weight(value, near, by.domain)
        if alone or weight >= 3:
            sure = max(weight, 2.5) if _is_of_house(source.body, piece, at[0], by) else weight
            words = " ".join(value.split())
            found = Found(words=value, part="body", start=at[0], end=at[1], value=words)
            yield sure, "signature", found


def _is_of_house(body: str, piece: Piece, at: int, by: Writer) -> bool:
    """Does its line say that people or a department of it write?"""
    if TEAM_BEFORE.search(body, max(0, at - 24), at) or team_of(piece.text):
        return True
    if without_inside(piece.text) != piece.text:
        return True
    return at > piece.at and house(piece.text, by.domain) > 0


def _core(piece: Piece, domain: str) -> tuple[int, str] | None:
    """What of a piece may be a name: not who signs, their post, their department, `Team`."""
    begin, text = piece.at, piece.text
    if CONTACT_LINE.search(text) or PLACEHOLDER.search(text):
        return None
    label, tab, cell = text.rpartition("\t")  # in a table
    if fold(label) in _people_labels():
        return None
    begin, text = begin + len(label + tab), cell
    for before in (past_sentence, partial(house, domain=domain), past_article, trimmed):
        skip = before(text) if text else 0
        begin, text = begin + skip, text[skip:]
    team = team_of(text)
    if team and employs(text[: team.start()]):
        text = text[: team.start()]
    text = without_inside(text)
    if not text or not employs(text) or _LINK.fullmatch(text) or _NUMBERED.search(text):
        return None
    return begin, text


@cache
def _people_labels() -> frozenset[str]:
    """What stands before who will be there, in every language."""
    return frozenset(fold(label) for lang in LANGUAGES for label in people_words(lang)["with"])


def _named(body: str, begin: int, text: str, domain: str) -> tuple[tuple[int, int], bool] | None:
    """The name in a piece, and whether it is all that the piece says."""
    if _whole(text, domain):
        text = _without_noun(text, domain)
        return (begin, with_dot(body, begin, begin + len(text))), True
    skip = article.end() if (article := THE.match(text)) else 0
    at = name_at(body, begin + skip, begin + len(text))
    if (
        ". " not in text
        and CUT.search(text, skip)
        and NAME.fullmatch(text, skip)
        and is_name(text[skip:])
    ):
        at = begin + skip, begin + len(text)  # on a line of its own `It's You` is no clause
    if at is None:
        return None
    first = begin if skip and ARTICLES.match(text) and begin + len(text) == at[1] else at[0]
    return (with_article(body, first, at[1]), at[1]), at[1] - begin >= len(text) - 1


def _behind_office(piece: Piece) -> Piece:
    """`Recruiting Acme` names a house as one below a person; `Vakgroep Biologie` names none."""
    first = piece.text.split()
    sure = is_office(first) or is_office(first[1:])
    if first[0].lower() in listed("subunits") and not is_office(first[1:]):
        return piece._replace(below=False, last=False)
    return piece._replace(below=piece.below or sure)


def _without_noun(text: str, domain: str) -> str:
    """`Acme Care shop` is Acme Care's, if that spells the domain."""
    head, _, last = text.rpartition(" ")
    if legal_form(last) and LEGAL.fullmatch(last):
        return text
    return head if last.islower() and cover(head, domain) >= MATCH else text


def _whole(text: str, domain: str) -> bool:
    """Is a line with words in small letters one name? `Ferme pédagogique de la Héronnière`"""
    said = text.split()
    if not 0 < len(said) <= 8 or is_post(said[0]) or team_of(text) or ": " in text:
        return False
    first = said[0].lower().strip(".")
    known = listed("heads") if text[0].isupper() else listed("small")
    noun = first in known or (text[0].isupper() and is_compound(fold(first)))
    headed = noun and text[-1] not in ".:!?,"
    capitals = [word for word in said[1:] if word[:1].isupper() or word[1:2] in "'’"]
    named = cover(text, domain) >= MATCH and said[0].lower() not in not_names()
    return (headed and bool(capitals) and not is_site(text)) or named


def _weight(value: str, piece: Piece, domain: str) -> float:
    """How sure is it that a line of a signature is an organisation?"""
    if legal_form(value):
        return 3.5
    said = value.lower().split()
    if cover(value, domain) >= MATCH:
        return 3.5
    if said[0].capitalize() in around("firms") and len(said) > 1:
        return 3.0
    noun = said[0] in listed("heads") or (len(said) > 1 and is_compound(fold(said[0])))
    if noun or said[-1].strip(".") in tails():
        return 3.5 if piece.below or piece.last else 2.0
    if is_trade(said[0]) or is_trade(said[-1]):
        return 2.5
    inner = len(said) == 1 and any(c.isupper() for c in value[1:])
    if (inner or "&" in value) and (piece.below or piece.last):
        return 2.0
    if said[0] in departments():
        return 0.5
    return 2.2 if piece.below else 1.5 if piece.last else 1.0 if len(said) == 1 else 0.5
