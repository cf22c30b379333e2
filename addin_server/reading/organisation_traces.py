"""Names of organisations known by their likeness: to a domain, to a part of the subject.

Each finding comes with its weight and the sort of place.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from ..model import Kind
from .index import ATOM, Text, fold, standing
from .names import CONTACT_LINE, lines, own
from .organisation_cues import Cues
from .organisation_domains import MATCH, cover, domain_name, first_spelt, spelt
from .organisation_edges import with_article
from .organisation_names import is_name, is_post, name_at
from .organisation_places import Finding, made
from .organisation_senders import FOR, VIA, Writer, telling
from .organisation_shapes import NAME
from .organisation_words import led_by, legal_form, listed, one_of
from .patterns import lazy
from .source import Found, Part, Source

_QUOTED = 3_000  #: letters of the mail answered that are looked at
_ENOUGH = 4  #: times that a name in the text speaks for it


def domained(source: Source, domain: str) -> Iterator[Finding]:
    """Words that spell the domain of the employer's address, wherever they stand."""
    if len(domain) < 3:
        return
    body = (source.newest[0], max(own(source)[1], source.signature[1]))
    yield from islice(_spelling("body", source.body, body, domain), _ENOUGH)
    yield from _spelling("subject", source.subject, (0, len(source.subject)), domain)


def _spelling(part: Part, text: str, span: tuple[int, int], domain: str) -> Iterator[Finding]:
    free = span[0]
    known: dict[str, int | None] = {}
    for where in _kin(text, span, domain):
        at = _run(text, where, span, domain, known) if where >= free else None
        if at is not None:
            free = at[1]
            yield 3.0, "domain", made(text, at, part)


def _kin(text: str, span: tuple[int, int], domain: str) -> list[int]:
    """Where a name may stand that spells the domain: where a word begins as it does.

    Where its first word is so short that many words begin so, where some part of it begins.
    """
    text = text if isinstance(text, Text) else Text(text)
    names = spelt(domain)
    if not text.known.isdisjoint({domain[:1], domain[:2]}):
        parts = {name[n : n + 3] for name in names for n in range(len(name) - 2)}
        known = frozenset(word for word in text.places if word[:3] in parts)
        return [where for where, _ in standing(text, *span, known)]
    found = [m.start() for name in names for m in re.finditer(name[:3], text.folded[: span[1]])]
    return sorted(at for at in found if at >= span[0] and not text.folded[at - 1 : at].isalpha())


def _run(
    text: str, where: int, span: tuple[int, int], domain: str, known: dict[str, int | None]
) -> tuple[int, int] | None:
    """The name that begins here and spells the domain. `known`: where such runs begin to."""
    if not text[where].isupper() and where and text[where - 1] not in "@'’":
        word = ATOM.match(text, where)
        alone = word is not None and fold(word[0]) in spelt(domain) and len(word[0]) > 4
        before = text[max(0, where - 1) : where]
        return (where, word.end()) if word and alone and before not in ("@", ".", "/") else None
    low = max(span[0], where - 60)
    low = max(low, text.rfind("\n", low, where) + 1)
    for m in NAME.finditer(text, low, min(span[1], where + 80)):
        if m.end() > where:
            break
    else:
        return None
    if m[0] not in known:
        known[m[0]] = first_spelt(m[0], domain)
    first = known[m[0]]
    at = None if first is None else name_at(text, m.start() + first, span[1])
    if at is None or cover(text[slice(*at)], domain) < MATCH or not _itself(text, at):
        return None
    return with_article(text, _kind_before(text, at[0], low), at[1]), at[1]


def _kind_before(text: str, at: int, low: int) -> int:
    """`mairie de` before a name belongs to it."""
    nouns = text[max(low, at - 40) : at].lower().split()[-3:]
    if listed("heads").isdisjoint(nouns) and listed("small").isdisjoint(nouns):
        return at
    m = _KIND.search(text, max(low, at - 40), at)
    if m is None:
        return at
    known = listed("heads") if m[1][0].isupper() else listed("small")
    return m.start() if m[1].lower() in known else at


_KIND = lazy(lambda: rf"(?<![\w-])([^\W\d_]+) {led_by('of', 'genitive')}?$")


def _itself(text: str, at: tuple[int, int]) -> bool:
    """Not part of an address: `acme.example/jobs`, `jobs@acme.example`."""
    return text[at[0] - 1 : at[0]] not in ("@", "/", ".") and text[at[1] : at[1] + 2] != "://"


def written(source: Source, by: Writer) -> Iterator[Finding]:
    """Words that spell the domain of an address in the text: `jobs@acme.example`."""
    start, end = source.newest[0], max(own(source)[1], source.signature[1])
    if by.domain or (source.body.find("@", start, end) < 0 and "www." not in source.body):
        return
    for m in islice(_HOST.finditer(source.body, start, end), _ENOUGH):
        domain = domain_name("@" + m[1])
        if len(domain) > 2:
            for _, _, found in islice(_spelling("body", source.body, (start, end), domain), 1):
                if not found.value[:1].islower():
                    yield 2.0, "written", found


_HOST = lazy(r"(?:@|www\.)([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)


def headed_to(source: Source, known: Cues) -> Iterator[Finding]:
    """The house in the address above a letter: a line before the salutation."""
    hello = next(iter(known.greetings.find(source.body, *source.newest)), None)
    begin = source.newest[0]
    if hello is None or hello.start() - begin > _LETTERHEAD:
        return
    for at, line in lines(source.body, begin, hello.start()):
        skip = m.end() if (m := _TO.match(line)) else 0
        if not (telling(line[skip:]) or legal_form(line[skip:])) or CONTACT_LINE.search(line):
            continue
        named = name_at(source.body, at + skip, at + len(line))
        if named is not None and named[1] >= at + len(line) - 1:
            yield 3.0, "addressed", made(source.body, named, "body")


_LETTERHEAD = 700  #: letters above a salutation that may be an address
_TO = lazy(
    lambda: rf"{one_of('letterhead')}\s?:?\s{led_by('articles')}?",
    re.IGNORECASE,
)


def addressed(source: Source, known: Cues) -> Iterator[Finding]:
    """`Beste Acme Logistics,`: an application to an organisation by name."""
    yield from _team(source, known)
    yield from headed_to(source, known)
    for m in known.greetings.find(source.body, *source.newest):
        at = name_at(source.body, m.end(), source.newest[1])
        if at is None or source.body[at[1] : at[1] + 1] not in ",\n!":
            continue
        pieces = source.body[slice(*at)].split()
        telling = (
            pieces[-1].lower() in listed("tails")
            or pieces[0].lower() in listed("heads")
            or any(len(p) > 1 and p.isupper() for p in pieces)
        )
        if telling or legal_form(source.body, *at):
            yield 3.0, "addressed", made(source.body, at, "body")


def _team(source: Source, known: Cues) -> Iterator[Finding]:
    """`Hallo liebes Kompostwerk-Team`: an application to those who work there."""
    for m in known.greetings.find(source.body, *source.newest):
        line = source.body[m.end() : min(m.end() + 80, source.newest[1])].partition("\n")[0]
        team = _TEAM.search(line)
        if team is not None and is_name(team[1]):
            at = (m.end() + team.start(1), m.end() + team.end(1))
            yield 3.0, "addressed", made(source.body, at, "body")


_TEAM = lazy(lambda: rf"(?<![\w-])([A-ZÀ-Ý][\w&.-]*\w)-(?i:{one_of('team')})(?!\w)")


def worked(by: Writer, signed: Iterable[Finding]) -> Iterator[Finding]:
    """Of the lines that sign an application, those that spell the sender's domain."""
    yield from (found for found in signed if cover(found[2].value, by.domain) >= MATCH)


def quoted(source: Source, kind: Kind) -> Found | None:
    """The employer whom only the mail answered names: words there that spell their domain."""
    theirs = kind in (Kind.APPLICATION, Kind.UNSURE, Kind.OTHER)
    domain = domain_name(source.recipient_email if theirs else source.sender_email)
    start, end = source.quoted
    text = source.body[start : min(end, start + _QUOTED)]
    if len(domain) < 3 or not text:
        return None
    found = next(_spelling("body", text, (0, len(text)), domain), None)
    return found and found[2]._replace(start=found[2].start + start, end=found[2].end + start)


SMALL_PRINT = 12  #: letters behind a name on its line that make it no signature


def fuller(source: Source, found: Found) -> Found:
    """`Sogexis` in the subject is Sogexis Fret, if the text says so."""
    at = source.body.find(f"{found.value} ", *source.newest) if found.part == "subject" else -1
    longer = name_at(source.body, at, source.newest[1]) if at >= 0 else None
    if longer is None or source.body[at - 1 : at].isalnum():
        return found
    more = source.body[at + len(found.value) : longer[1]].split()
    if not more or is_post(more[-1]) or more[-1].lower() in listed("not_behind"):
        return found
    return made(source.body, (at, longer[1]), "body")


def plainer(source: Source, found: Found) -> Found:
    """Without the legal form that only the small print has: `Acme B.V. · Privacy · KvK 1234`."""
    body, legal = source.body, legal_form(found.value)
    line = body[found.end :].partition("\n")[0]
    if legal is None or found.part != "body" or len(line.strip()) < SMALL_PRINT:
        return found
    begins = body[max(0, found.start - 2) : found.start]
    if not (begins[-1:] in ("", "\n") or (begins == ". " and line[:1] in (",", "|"))):
        return found  # a sentence names it so
    bare = re.compile(rf"(?<!\w){re.escape(found.value[: legal.start()].rstrip(' ,'))}(?!\w)")
    if m := bare.search(body, source.newest[0], found.start):
        return made(body, m.span(), "body")
    m = bare.search(source.subject)
    return made(source.subject, m.span(), "subject") if m else found


def shown_domain(source: Source, kind: Kind, by: Writer) -> str:
    """The domain of the employer's side: who writes, or who is written to."""
    if kind is Kind.APPLICATION:
        return domain_name(source.recipient_email)
    if FOR.search(by.shown):
        return ""  # `Platform on behalf of Acme`
    via = VIA.split(by.shown)
    return by.domain if len(via) < 2 or cover(via[0], by.domain) >= MATCH else ""
