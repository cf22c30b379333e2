"""Where names of organisations stand in a mail: subject, signature, salutation, running text.

Each finding comes with its weight and the sort of place.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from .names import LEGAL, PLACEHOLDER, lines, listed, own, sign_off
from .organisation_names import (
    ARTICLE,
    TEAM,
    Cues,
    domain_name,
    employs,
    headed,
    is_person,
    key_of,
    line_weight,
    name_at,
    post_before,
)
from .source import Found, Part, Source

CAPITALS = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ]\w+")
SEGMENT = re.compile(
    r"[^\s–—|:-](?:[^–—|:-]|(?<=\S)-(?=\S))*(?=\s*(?:\s-\s|[–—|:]|$))"  # between ` - `, `|`, `:`
)


def made(text: str, at: tuple[int, int], part: Part) -> Found:
    words = text[slice(*at)]
    return Found(words=words, part=part, start=at[0], end=at[1], value=" ".join(words.split()))


def headed_names(source: Source, lang: str | None) -> Iterator[tuple[float, str, Found]]:
    """Names that say themselves what they are: `Stichting Kleurrijk`, `Universität Merstadt`."""
    for m in headed().finditer(source.body, *source.newest):
        rest = name_at(source.body, m.end(), source.newest[1], lang)
        if rest is not None:
            yield 2.0, "headed", made(source.body, (m.start(), rest[1]), "body")


def domained(source: Source, lang: str | None) -> Iterator[tuple[float, str, Found]]:
    """The name in an applicant's mail that is the domain of who reads it."""
    domain = domain_name(source.recipient_email)
    if len(domain) < 4:
        return
    for m in CAPITALS.finditer(source.body, source.newest[0], own(source)[1]):
        if not domain.startswith(m[0].lower()):
            continue
        at = name_at(source.body, m.start(), own(source)[1], lang)
        if at is not None and key_of(source.body[slice(*at)]) == domain:
            yield 2.5, "domain", made(source.body, at, "body")


def segments(source: Source, lang: str | None, known: Cues) -> Iterator[tuple[float, str, Found]]:
    """Parts of the subject: one that the body names too, or that stands beside a post's name."""
    pieces = list(SEGMENT.finditer(source.subject[:300]))
    posts = [
        m
        for m in pieces
        if m[0].split()[-1:] and m[0].split()[-1].lower().strip("()") in known.posts
    ]
    for m in pieces if len(pieces) > 1 else []:
        words = m[0].rstrip()
        at = name_at(source.subject, m.start(), m.start() + len(words), lang)
        if at is None or at[1] != m.start() + len(words):
            continue
        where = source.body.find(words, *source.newest)
        if where >= 0:
            yield 1.5, "segment", made(source.body, (where, where + len(words)), "body")
        elif posts or LEGAL.search(words):
            yield (
                (2.0 if m is not pieces[0] else 1.0),
                "segment",
                made(source.subject, at, "subject"),
            )


def _bare_signature(source: Source, lang: str | None) -> int:
    """Where a name stands below the last sentence without a closing; else the end."""
    end = own(source)[1]
    tail = list(lines(source.body, max(source.newest[0], end - 300), end))[-3:]
    for (_, above), (where, line) in pairwise(tail):
        if above[-1] in ".!?" and line[-1] not in ".!?," and is_person(line, lang):
            return where
    return end


def signed(source: Source, lang: str | None) -> Iterator[tuple[float, str, Found]]:
    """Lines below the closing that are a name: `Acme`, `Acme Talent Team`, `Acme Foods BV`."""
    sign = sign_off(source, lang)
    end = own(source)[1]
    if sign is None and source.signature[0] == source.signature[1]:
        low = _bare_signature(source, lang)
    else:
        low = sign[1] if sign else source.signature[0]
    signed = False
    for n, (where, line) in enumerate(lines(source.body, low, max(end, source.signature[1]))):
        if n > 8 or len(line) > 120:
            break
        if not signed and n < 3 and is_person(line, lang):
            signed = True
            continue
        for m in re.finditer(r"[^|,•·]+", line):
            piece = m[0].strip()
            if not piece:
                continue
            begin = where + m.start() + m[0].index(piece)
            if (article := ARTICLE.match(piece)) is not None:
                begin, piece = begin + article.end(), piece[article.end() :]
            skip = post_before(piece, lang)
            begin, piece = begin + skip, piece[skip:]
            if not employs(piece):
                continue
            at = name_at(source.body, begin, begin + len(piece), lang)
            if (
                at is not None
                and (team := TEAM.search(source.body, *at))
                and employs(source.body[at[0] : team.start()])
            ):
                yield 2.5, "signature", made(source.body, (at[0], team.start()), "body")
            elif at is not None and at[1] - begin >= len(piece) - 1:
                weight = line_weight(piece, n, lang)
                near = signed and n <= 3 and not PLACEHOLDER.search(line)
                yield max(weight, 2.0 * near), "signature", made(source.body, at, "body")


def addressed(source: Source, lang: str | None, known: Cues) -> Iterator[tuple[float, str, Found]]:
    """`Beste Acme Logistics,`: an application to an organisation by name."""
    for m in known.greetings.find(source.body, *source.newest):
        at = name_at(source.body, m.end(), source.newest[1], lang)
        if at is None or source.body[at[1] : at[1] + 1] not in ",\n!":
            continue
        pieces = source.body[slice(*at)].split()
        telling = pieces[-1].lower() in listed("organisations") or any(
            len(p) > 1 and p.isupper() for p in pieces
        )
        if telling or LEGAL.search(source.body, *at):
            yield 3.0, "addressed", made(source.body, at, "body")
