"""The lines at a mail's end, and the parts of them that may name an organisation."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

from . import name_sides
from .closings import sign_off
from .names import CONTACT_LINE, lines, own
from .organisation_domains import MATCH, cover
from .organisation_edges import house, is_odd
from .organisation_endings import Line, ending
from .organisation_names import employs, is_person, is_post
from .organisation_senders import Writer, is_trade, telling
from .organisation_words import around, departments, listed, one_of, tokens
from .patterns import lazy
from .source import Source

PIECE = lazy(r"(?:[^|,•·()@–—:\s-]|(?<!\s):|(?<!\s)-|-(?!\s)|[^\S\n](?![-–—:]\s))+")
_MOST = 9  #: lines of a signature that are looked at
_PERSON_END = lazy(r"[,|/(–—@]| - ")
#: Who signs stands before it: `Ann Poe | Acme`.
_BARRED = lazy(r"\w[^|@•(–—]*(?:[|@•(–—]|\s-)\s*$")
_OPEN = lazy(r"(?:_ )?[\[{<%$_]{1,3}[^\n]{0,40}[\]}>%_]{1,3}")  #: `[Name]` signs
_SIGNATURE = lazy(lambda: f"(?i:{one_of('signatures')})")  #: above a name in letters
_SENTENCE = lazy(r"[.!?:;…][\"”»)]?$")
_SHORT_FORM = lazy(lambda: rf"(?<!\w)(?:[A-Z]|{one_of('cut')}|S\.r\.l)\.$")
_RANK = lazy(
    lambda: rf"(?:(?:[a-zà-ÿ-]{{4,}} ){{1,2}}|(?i:{one_of('ranks')})\b\.? (?:EM )?)(?=[A-ZÀ-Ý])"
)  #: `kapitein R. Oost`
_LABEL = lazy(r"([^\W\d_][^:,.!?(]{1,38}?)\s?:\s+(?=\S)")


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
    found = [Line(*row) for row in lines(source.body, low, end)]
    if found and (signed := ending(found[-1])):
        found[-1] = signed
    return _tail(found)


def _behind(text: str, at: int, end: int) -> int:
    """Past what is left of a closing: `Viele Grüße aus Köln`."""
    rest = text[at:end].partition("\n")[0]
    town = rest[:1] == " " and rest.lower().split(maxsplit=1)[:1]
    return at + len(rest) if town and town[0] in around("sent_from") else at


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
    return line.endswith(",") or last.endswith(_ends_letter())


@cache
def _ends_letter() -> tuple[str, ...]:
    return tuple(around("ends_letter"))


def pieces(source: Source, lang: str | None, by: Writer) -> Iterator[Piece]:
    """Parts of those lines that may name an organisation, without who signs and what they do."""
    found = [line for line in block(source, lang) if not _is_labelled(line.text, by.domain)]
    signer = _signer(found, by, lang)
    said = [n for n, line in enumerate(found) if not _is_contact(line.text)]
    for n, line in enumerate(found):
        if len(line.text) > 120 or n - signer > 6:
            continue
        near, last = 0 <= n - signer <= 2 and signer >= 0, bool(said) and n == said[-1]
        signs = partial(_signs, by=by, lang=lang) if n == signer else None
        yield from _parted(line, signs, near, last)


def _parted(
    line: Line, signs: Callable[[str], bool] | None, near: bool, last: bool
) -> Iterator[Piece]:
    """Parts of a line. `signs`: it has who signs, and this tells which part that is."""
    alone, posted = signs is None or "," not in line.text, False
    for m in PIECE.finditer(line.text):
        text, before = m[0].strip(), line.text[: m.start()]
        named = not alone and bool(before)  # behind who signs and a comma
        apart = posted or named or (alone and _BARRED.search(before))
        if not text or (signs and not apart and signs(text)):
            continue
        at = line.at + m.start() + m[0].index(text)
        ends = named and not line.text[m.end() :].strip(" ,.)")
        below = (near and alone) or (ends and _may_employ(text, before[:-1]))
        yield Piece(at, text, below, last and alone)
        # Behind an organisation stand its town and its street; behind a post, the house.
        posted = _is_function(text)
        near = last = (near or last) and posted
        alone = alone or posted


def _is_labelled(text: str, domain: str) -> bool:
    """`Location : attached`: what a line tells of is no name of who signs."""
    m = _LABEL.match(text)
    if m is None or any(word.lower() in listed("signing") for word in m[1].split()):
        return False
    return not telling(text[m.end() :]) and cover(text[m.end() :], domain) < MATCH


def _may_employ(text: str, before: str) -> bool:
    """Behind a person's name and a comma: is it a house rather than a post or a town?

    `Yours, Ann` has a single word before its comma, and one behind it.
    """
    if telling(text) or is_trade(text.split()[0]):
        return True
    words = text.split()
    last = words[-1].lower().strip(".")
    known = len(words) > 1 or is_odd(text) or " " in before.strip()
    return words[0][:1].isupper() and known and not last.endswith((*listed("agents"),))


def _is_contact(text: str) -> bool:
    """A number or an address, and not the `@` of `Hiring @ Acme`."""
    return CONTACT_LINE.search(text.replace(" @ ", " ")) is not None


def _is_function(text: str) -> bool:
    """Is it what somebody does, or where: `Head of Talent`, `Afdeling Personeel`?"""
    words = text.split()
    if words[0].lower() in listed("subunits"):
        return True
    return is_post(words[0]) or is_post(words[-1]) or not employs(text)


def _signer(found: list[Line], by: Writer, lang: str | None) -> int:
    """The line with the sender's name, else the first that looks like a person's; -1: none."""
    if by.human:
        for n, line in enumerate(found):
            said = tokens(_PERSON_END.split(line.text, maxsplit=1)[0])
            if said and by.names.issuperset(said):
                return n
    left_open = next((n for n, line in enumerate(found) if _OPEN.fullmatch(line.text)), -1)
    if left_open >= 0:
        below = found[left_open + 1 : left_open + 2]
        signed = _SIGNATURE.search(found[left_open].text) is not None
        return left_open + any(signed and _signs(line.text, by, lang) for line in below)
    signs = (_is_office(line.text) or _signs(line.text, by, lang) for line in found)
    return next((n for n, signed in enumerate(signs) if signed), -1)


def _is_office(line: str) -> bool:
    """`HR Department`, `Le Service RH`: who signs is not named."""
    words = line.strip(" ,.").split()
    return 0 < len(words) <= 5 and not employs(line)


def _signs(text: str, by: Writer, lang: str | None) -> bool:
    """Is this the name of who signs? The sender's name, else what looks like a person's."""
    head = _PERSON_END.split(text, maxsplit=1)[0].strip(" *_-.")
    said = tokens(head)
    if by.human and said and by.names.issuperset(said):
        return True
    if order := name_sides.order().match(text):
        text, head = text[order.end() :], head[order.end() :]
    rank = _RANK.match(text)
    if rank and departments().isdisjoint(rank[0].split()):
        text, head = text[rank.end() :], head[rank.end() :]
    if cover(head, by.domain) >= MATCH:
        return False
    if by.human and by.names and len(said) > 1 and by.names.isdisjoint(said):
        return False
    if not is_person(text, lang) or telling(head) or is_trade(head.partition(" ")[0]):
        return False
    return house(text, by.domain) == 0
