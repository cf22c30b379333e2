"""Who writes or interviews, and who applies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ..model import Kind
from .names import (
    CONTACT_LINE,
    LEGAL,
    PLACEHOLDER,
    capital,
    details,
    greeting,
    lines,
    listed,
    own,
    person,
    sign_off,
)
from .source import Found, Source
from .vocabulary import Phrases, phrases

#: `im Auftrag`, `in Vertretung`, `par ordre`, `per procuration` before the name of who signs.
ORDER = re.compile(r"(?:i\. ?A\.|i\. ?V\.|p\. ?[op]\.|p\.p\.|ppa\.|b/a)\s+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class People:
    """`value` is the name without titles, `words` with them."""

    contact: Found | None = None
    candidate: Found | None = None


def find(source: Source, lang: str | None, kind: Kind) -> People:
    """Contact and candidate. Of an application both are the one who signs."""
    signer = _signer(source, lang, kind)
    greeted = _greeted(source, lang)
    if kind is Kind.APPLICATION:
        applicant = signer or _introduced(source, lang)
        return People(contact=applicant, candidate=applicant)
    contact = signer or _introduced(source, lang)
    if contact is not None and greeted is not None and contact.value == greeted.value:
        contact = None
    return People(contact=contact, candidate=greeted)


def _found(source: Source, start: int, span: tuple[int, int, str]) -> Found:
    begin, end, value = span
    words = source.body[start + begin : start + end]
    return Found(words=words, part="body", start=start + begin, end=start + end, value=value)


def _signer(source: Source, lang: str | None, kind: Kind) -> Found | None:
    sign = sign_off(source, lang)
    if sign is None:
        last = _last_line(source, lang)
        return last if last and (" " in last.value or kind is not Kind.OTHER) else None
    for n, (where, line) in enumerate(_below(source, sign[1])):
        if n > 2 or PLACEHOLDER.search(line) or CONTACT_LINE.search(line):
            return None
        span = _signature_name(line, lang)
        if span is not None:
            return None if _is_organisation(source, span[2]) else _found(source, where, span)
    return None


def _below(source: Source, at: int) -> Iterator[tuple[int, str]]:
    """What follows the closing words: on their own line, then the lines below."""
    for where, line in lines(source.body, at, own(source)[1]):
        bare = line.lstrip(" ,.!;:*-–—")
        same_line = "\n" not in source.body[at:where]
        if bare and (not same_line or capital(bare)):
            yield where + len(line) - len(bare), bare


def _is_organisation(source: Source, name: str) -> bool:
    """One word that the mail elsewhere works at: `chez Pyxis`, `bij Acme`."""
    if name.split()[-1].lower() in listed("organisations"):
        return True
    cue = rf"(?<!\w)(?:bij|at|chez|bei|pour|namens|over|about)\s{re.escape(name)}(?!\w)"
    return re.search(cue, source.body[: source.newest[1]]) is not None


def _signature_name(line: str, lang: str | None) -> tuple[int, int, str] | None:
    """A line that is a name, perhaps with a function behind a comma or a bar."""
    if LEGAL.search(line):
        return None
    ordered = ORDER.match(line)
    if ordered is not None:
        span = _signature_name(line[ordered.end() :], lang)
        return span and (span[0] + ordered.end(), span[1] + ordered.end(), span[2])
    head = re.split(r"[,|/(–—]| - ", line, maxsplit=1)[0].strip(" *_-")
    span = person(head, lang)
    if span is None or len(head) - span[1] > 1 or _is_post(head, lang):
        return None
    shift = line.index(head)
    return span[0] + shift, span[1] + shift, span[2]


@cache
def _posts(lang: str | None) -> Phrases:
    titles = {*details(lang)["plain_titles"], *details("en")["plain_titles"]}
    return phrases({*(titles - listed("surnames")), *listed("teams")})


def _is_post(line: str, lang: str | None) -> bool:
    return _posts(lang).within(line)


def _last_line(source: Source, lang: str | None) -> Found | None:
    """No closing words: a name alone on one of the last lines, below a sentence, still signs."""
    start, end = own(source)
    tail = list(lines(source.body, max(start, end - 400), end))[-4:]
    for (_, above), (where, line) in pairwise(tail):
        span = _signature_name(line, lang)
        if span is None or len(line) >= 40 or line[-1] in ".?!:":
            continue
        if " " not in span[2] and (where, line) != tail[-1]:
            continue
        if above[-1] in ".?!,)":
            return _found(source, where, span)
    return None


def _greeted(source: Source, lang: str | None) -> Found | None:
    start, end = source.newest
    for m in greeting(lang).find(source.body, start, min(end, start + 2000)):
        rest = _line(source.body, m.end(), end)
        head = re.split(r"[,!.:;]\s|[,!:;]$", rest, maxsplit=1)[0]
        span = person(head, lang)
        if span is None or LEGAL.search(head) or head[span[1] :].strip(" ,!.:;"):
            continue
        if span[2].split()[-1].lower() not in listed("organisations"):
            return _found(source, m.end(), span)
    return None


def _line(text: str, at: int, end: int) -> str:
    """The rest of the line, at most 160 code points."""
    piece = text[at : min(end, at + 160)]
    return piece.partition("\n")[0]


@cache
def _introductions(lang: str | None) -> Phrases:
    return phrases(details(lang)["introduces"], after=r"(?:\s?\*{0,2}:\*{0,2})?\s(?=[^\W\d_'’])")


def _introduced(source: Source, lang: str | None) -> Found | None:
    """`gesprek met Sanne de Wit`, `my name is ...`: two words at least, or a title and one."""
    for m in _introductions(lang).find(source.body, *source.newest):
        span = person(_line(source.body, m.end(), source.newest[1]), lang)
        if span is None or " " not in span[2] or LEGAL.search(span[2]) or _is_post(span[2], lang):
            continue
        return _found(source, m.end(), span)
    return None
