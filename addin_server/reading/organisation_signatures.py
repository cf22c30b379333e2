"""The lines at a mail's end, and which of them name an organisation."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from .names import CONTACT_LINE, PLACEHOLDER, lines, own, sign_off
from .organisation_names import (
    TEAM,
    employs,
    houses,
    is_person,
    is_post,
    name_at,
    past_article,
    trimmed,
)
from .organisation_senders import MATCH, VIA, cover, domain_name, is_human, telling
from .organisation_words import LEGAL, departments, listed, not_names, tokens
from .source import Found, Source

PIECE = re.compile(r"(?:[^|,•·()@–—\s-]|(?<!\s)-|-(?!\s)|[^\S\n](?![-–—]\s))+")
TEAM_BEFORE = re.compile(r"(?i:\bteam|équipe|crew) (?:van |der |von |de )?$")
_MOST = 9  #: lines of a signature that are looked at
_PERSON_END = re.compile(r"[,|/(–—@]| - ")
_LINK = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?")
#: A given name, and the house it is of: `Kim at Acme`.
_GIVEN = re.compile(
    r"[A-ZÀ-Ý][^\W\d_]+ (?:(?P<sure>at|from|bij|chez|bei|de chez)|van|von) (?=[A-Z])"
)
_OPEN = re.compile(r"[\[{<%$_]{1,3}[^\n]{0,40}[\]}>%_]{1,3}")  #: `[Name]` signs
_SENTENCE = re.compile(r"[.!?:;…][\"”»)]?$")
_SHORT_FORM = re.compile(r"\b(?:[A-Z]|inc|Inc|Co|Ltd|S\.r\.l)\.$")


class Line(NamedTuple):
    at: int
    text: str


class Piece(NamedTuple):
    at: int
    text: str
    below: bool  #: stands right below who signs
    last: bool  #: the last line that names somebody


def block(source: Source, lang: str | None) -> list[Line]:
    """The lines below the last sentence: names, posts, addresses."""
    end = max(own(source)[1], source.signature[1])
    sign = sign_off(source, lang)
    if sign is not None:
        low = _behind(source.body, sign[1], end)
        found = [Line(*row) for row in islice(lines(source.body, low, end), _MOST)]
        below = [row for row in found if 1 < len(row.text) <= 90]
        if below:
            return below
    low = max(source.newest[0], end - 700)
    if source.signature[0] < source.signature[1]:
        low = min(low, source.signature[0])
    return _tail([Line(*row) for row in lines(source.body, low, end)])


def _behind(text: str, at: int, end: int) -> int:
    """Past what is left of a closing: `Viele Grüße aus Köln`."""
    rest = text[at:end].partition("\n")[0]
    return at + len(rest) if rest.lower().startswith((" aus ", " from ", " uit ")) else at


def _tail(found: list[Line]) -> list[Line]:
    """Short lines at the end that are no sentences; notices below them are skipped."""
    kept: list[Line] = []
    for line in reversed(found[-14:]):
        sentence = len(line.text) > 90 or (
            _SENTENCE.search(line.text) and not _SHORT_FORM.search(line.text)
        )
        if sentence and kept:
            break
        if not sentence and _closes(line.text):
            break
        if not sentence:
            kept.append(line)
    return kept[: _MOST - 2][::-1]


def _closes(line: str) -> bool:
    """`Gesegnete Grüße`, `Brandgroet,`, `Bonjour Madame Osei,`: not yet, or no longer, a name."""
    last = line.rstrip(" ,!.").rpartition(" ")[2].lower()
    return line.endswith(",") or last.endswith(("grüße", "grüsse", "gruß", "groet", "groeten"))


def pieces(source: Source, lang: str | None) -> Iterator[Piece]:
    """Parts of those lines that may name an organisation, without who signs and what they do."""
    found = block(source, lang)
    human = _is_human(source, lang) if found else False
    signer = _signer(source, found, human, lang)
    said = [n for n, line in enumerate(found) if not CONTACT_LINE.search(line.text)]
    for n, line in enumerate(found):
        if len(line.text) > 120 or n - signer > 6:
            continue
        for m in PIECE.finditer(line.text):
            text = m[0].strip()
            if text and not (n == signer and _signs(source, text, human, lang)):
                at = line.at + m.start() + m[0].index(text)
                near = 0 <= n - signer <= 2 and signer >= 0
                yield Piece(at, text, near, bool(said) and n == said[-1])


def _signer(source: Source, found: list[Line], human: bool, lang: str | None) -> int:
    """The line with the sender's name, else the first that looks like a person's."""
    mine = set(tokens(VIA.split(source.sender_name)[0]))
    for n, line in enumerate(found):
        said = set(tokens(_PERSON_END.split(line.text, maxsplit=1)[0]))
        if human and said and said <= mine:
            return n
    left_open = next((n for n, line in enumerate(found) if _OPEN.fullmatch(line.text)), -1)
    if left_open >= 0:
        return left_open
    return next((n for n, line in enumerate(found) if _signs(source, line.text, human, lang)), -1)


def _is_human(source: Source, lang: str | None) -> bool:
    shown, via = VIA.split(source.sender_name)[0], VIA.search(source.sender_name)
    return is_human(shown, "" if via else source.sender_email, lang)


def _signs(source: Source, text: str, human: bool, lang: str | None) -> bool:
    """Is this the name of who signs? The sender's name, else what looks like a person's."""
    head = _PERSON_END.split(text, maxsplit=1)[0].strip(" *_-.")
    first, said = tokens(source.sender_name)[:1], tokens(head)
    if human and said and set(said) <= set(tokens(source.sender_name)):
        return True
    if cover(head, domain_name(source.sender_email)) >= MATCH:
        return False
    if human and first and len(said) > 1 and not set(said) & set(tokens(source.sender_name)):
        return False
    return is_person(text, lang) and not telling(head)


def signed(source: Source, lang: str | None) -> Iterator[tuple[float, str, Found]]:
    """Lines below the closing that are a name: `Acme`, `Acme Talent Team`, `Acme Foods BV`."""
    domain = domain_name(source.sender_email)
    for piece in pieces(source, lang):
        named = _named(source, piece, domain)
        if named is None:
            continue
        at, alone = named
        value = source.body[slice(*at)]
        weight = _weight(value, piece, domain)
        if alone or weight >= 3:
            team = TEAM_BEFORE.search(source.body, max(0, at[0] - 24), at[0])
            sure = max(weight, 2.5) if team or TEAM.search(piece.text) else weight
            words = " ".join(value.split())
            found = Found(words=value, part="body", start=at[0], end=at[1], value=words)
            yield sure, "signature", found


def _named(source: Source, piece: Piece, domain: str) -> tuple[tuple[int, int], bool] | None:
    """The name in a piece, and whether it is all that the piece says."""
    begin, text = piece.at, piece.text
    if CONTACT_LINE.search(text) or PLACEHOLDER.search(text):
        return None
    for before in (partial(_house, domain=domain), past_article, trimmed):
        skip = before(text) if text else 0
        begin, text = begin + skip, text[skip:]
    if (team := TEAM.search(text)) and employs(text[: team.start()]):
        text = text[: team.start()]
    if (
        not text
        or not employs(text)
        or _LINK.fullmatch(text)
        or re.search(r"(?<!\w)\d{2,}|\d{4}", text)
    ):
        return None
    if _whole(text, domain):
        text = _without_noun(text, domain)
        end = begin + len(text)
        return (begin, end + (source.body[end : end + 1] == "." and text[-2:-1] == ".")), True
    at = name_at(source.body, begin, begin + len(text))
    return at and (at, at[1] - begin >= len(text) - 1)


def _without_noun(text: str, domain: str) -> str:
    """`Acme Care shop` is Acme Care's, if that spells the domain."""
    head, _, last = text.rpartition(" ")
    return head if last.islower() and cover(head, domain) >= MATCH else text


def _house(text: str, domain: str) -> int:
    """Where in a piece the name begins behind who signs: `kira von fluxo`, `Kim at Acme`."""
    if text.split()[0].lower() in listed("heads"):
        return 0
    named = next((at for at in houses(text) if cover(text[at:], domain) >= MATCH), 0)
    given = _GIVEN.match(text)
    if named or given is None:
        return named
    rest = text[given.end() :]
    return given.end() if given["sure"] or (" " in rest and telling(rest)) else 0


def _whole(text: str, domain: str) -> bool:
    """Is a line with words in small letters one name? `Ferme pédagogique de la Héronnière`"""
    said = text.split()
    if not 0 < len(said) <= 8 or is_post(said[0]) or TEAM.search(text):
        return False
    first = said[0].lower().strip(".")
    known = listed("heads") if text[0].isupper() else listed("small")
    headed = first in known and text[-1] not in ".:!?,"
    capitals = [word for word in said[1:] if word[:1].isupper() or word[1:2] in "'’"]
    named = cover(text, domain) >= MATCH and said[0].lower() not in not_names()
    return (headed and bool(capitals)) or named


def _weight(value: str, piece: Piece, domain: str) -> float:
    """How sure is it that a line of a signature is an organisation?"""
    if LEGAL.search(value):
        return 3.5
    said = value.lower().split()
    if cover(value, domain) >= MATCH:
        return 3.5
    if said[0] in listed("heads") or said[-1].strip(".") in listed("tails") | listed("agencies"):
        return 3.5 if piece.below or piece.last else 2.0
    inner = len(said) == 1 and any(c.isupper() for c in value[1:])
    if (inner or "&" in value) and (piece.below or piece.last):
        return 2.0
    if departments() & set(said[:1]):
        return 0.5
    return 2.2 if piece.below else 1.5 if piece.last else 1.0 if len(said) == 1 else 0.5
