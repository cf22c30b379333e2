"""Which organisation a mail is about, and which agency stands between.

Words of the mail decide; the sender's domain only supports them. Relays of recruiting software and
free mailboxes are never the employer.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..model import Kind
from .organisation_board import (
    OWN,
    SAID,
    Candidate,
    board_of,
    doubt,
    lengthen,
    own_houses,
    show,
    support,
)
from .organisation_cues import Cues, cues
from .organisation_domains import cover
from .organisation_doubts import is_about_post, is_elsewhere
from .organisation_hellos import introduced
from .organisation_nouns import headed_names
from .organisation_places import Finding, cued, is_open, seeking
from .organisation_senders import Writer, telling, writer
from .organisation_signatures import signed
from .organisation_subjects import segments
from .organisation_traces import (
    addressed,
    domained,
    fuller,
    plainer,
    quoted,
    shown_domain,
    worked,
    written,
)
from .organisation_words import key_of, listed, tokens
from .source import Found, Source

ENOUGH = 2.0  #: a name with less behind it is not said


class Organisations(NamedTuple):
    company: Found | None = None
    agency: Found | None = None


class Survey(NamedTuple):
    """Every name that was found, what speaks for each, and what the rules make of it."""

    findings: list[Finding]
    board: list[Candidate]  #: the likeliest first
    by: Writer
    domain: str  #: the name in the employer's address
    ruled: Organisations
    elsewhere: bool = False  #: is the mail about a flat, a loan, a membership?


def find(source: Source, lang: str | None, kind: Kind) -> Organisations:
    """Employer and agency, in words of the mail. An agency named alone is the company too."""
    return survey(source, lang, kind).ruled


def survey(source: Source, lang: str | None, kind: Kind) -> Survey:
    """The same, with all that it rests on."""
    known, by = cues(lang), writer(source, lang)
    if is_elsewhere(source, known, kind):
        return Survey([], [], by, "", Organisations(), elsewhere=True)
    domain = shown_domain(source, kind, by)
    signs = [*signed(source, lang, by)]
    found = _findings(source, lang, kind, domain, by, signs)
    findings = [each for each in found if not _is_placeholder(source, each)]
    if kind is Kind.JOB_ALERT:
        return Survey(findings, [], by, domain, Organisations(company=_offering(findings)))
    board = board_of(findings, lang)
    support(board, domain)
    if kind is not Kind.APPLICATION:
        show(source, board, by)
    else:
        own_houses(board, signs)
    doubt(source, board, known, by)
    lengthen(board)
    ranked = sorted(board.values(), key=lambda c: -c.score)
    return Survey(findings, ranked, by, domain, _chosen(source, ranked, domain, known, kind))


def _is_placeholder(source: Source, finding: Finding) -> bool:
    """Is it to be filled in? In a subject, `[Acme]` is a house."""
    found = finding[-1]
    return found.part == "body" and is_open(source.body, (found.start, found.end))


def _chosen(
    source: Source, ranked: list[Candidate], domain: str, known: Cues, kind: Kind
) -> Organisations:
    """Of names, the likeliest first: the agency and its client, or the company."""
    for c in ranked:
        if _is_agency(c, ranked, domain, kind) or (
            _may_serve(c) and known.clients.within(source.body, *source.newest)
        ):
            return _through(source, c, ranked)
    vague = kind is Kind.OTHER and not is_about_post(source, known)
    best = next((c.found for c in ranked if _is_company(c, vague)), None)
    return Organisations(
        company=plainer(source, fuller(source, best)) if best else quoted(source, kind)
    )


def _offering(findings: Iterable[Finding]) -> Found | None:
    """The one organisation whose posts an advert is about: the subject names it."""
    for _, sort, found in findings:
        sure = sort == "strong" or (sort == "domain" and telling(found.value))
        if found.part == "subject" and sure:
            return found
    return None


def _is_company(c: Candidate, vague: bool) -> bool:
    """Is enough said of it? In a `vague` mail the words around it must say so."""
    return c.score >= ENOUGH and c.kinds != {"report"} and not (vague and not c.kinds & SAID)


def _through(source: Source, agency: Candidate, ranked: list[Candidate]) -> Organisations:
    """The agency, and the client if it is named."""
    mine = key_of(agency.found.value)
    for c in sorted(ranked, key=lambda c: -c.score - 3 * ("client" in c.kinds)):
        said = c.kinds & {*SAID, "plain", "report", "headed"}
        key = key_of(c.found.value)
        sure = 1.0 if " " in c.found.value or "seeks" in c.kinds else 1.5
        if said and c.score >= sure and not (key in mine or mine in key):
            return Organisations(company=fuller(source, c.found), agency=agency.found)
    return Organisations(company=agency.found, agency=agency.found)


def _may_serve(c: Candidate) -> bool:
    """Is it who writes?"""
    writes = not c.kinds.isdisjoint({*OWN, "sender"})
    return writes and c.score >= ENOUGH and "client" not in c.kinds


def _is_agency(c: Candidate, ranked: list[Candidate], domain: str, kind: Kind) -> bool:
    """Who signs, and by its name finds people for others."""
    if c.score < ENOUGH or "client" in c.kinds:
        return False
    named = not listed("agencies").isdisjoint(tokens(c.found.value))
    if not _may_serve(c):
        return named and kind is Kind.RECRUITER_OUTREACH
    mine = cover(c.found.value, domain) >= 0.5
    named = named or (mine and any(part in domain for part in listed("agency_parts")))
    return named or (kind is Kind.RECRUITER_OUTREACH and _for_another(c, ranked))


def _for_another(c: Candidate, ranked: list[Candidate]) -> bool:
    """Does who signs write about a post at another organisation?"""
    mine = key_of(c.found.value)
    others = (o for o in ranked if key_of(o.found.value) not in mine and o.kinds & SAID)
    return any(o.score >= 1.5 and not o.kinds & OWN for o in others)


def _findings(
    source: Source, lang: str | None, kind: Kind, domain: str, by: Writer, signs: list[Finding]
) -> Iterator[Finding]:
    known = cues(lang)
    yield from domained(source, domain)
    if kind is Kind.APPLICATION:
        yield from addressed(source, known)
        yield from worked(by, signs)
    else:
        yield from signs
        yield from written(source, by)
    yield from introduced(source, known, kind, domain)
    yield from segments(source, known, kind, lang)
    yield from cued(source, known, kind)
    yield from headed_names(source, kind, known)
    yield from seeking(source, kind, known)
