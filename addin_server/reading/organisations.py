"""Which organisation a mail is about, and which agency stands between.

Words of the mail decide; the sender's domain only supports them. Relays of recruiting software and
free mailboxes are never the employer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..model import Kind
from .organisation_places import Finding, cued, headed_names, seeking
from .organisation_senders import MATCH, cover, displayed
from .organisation_signatures import signed
from .organisation_traces import addressed, domained, segments, shown_domain
from .organisation_words import LEGAL, cues, departments, key_of, listed, tokens
from .source import Found, Source

MAX_NAMES = 80  #: of which one mail is asked
ENOUGH = 2.0  #: a name with less behind it is not said


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisations:
    company: Found | None = None
    agency: Found | None = None


@dataclass(slots=True)
class Candidate:
    found: Found
    score: float = 0.0
    kinds: set[str] = field(default_factory=set)


Board = dict[str, Candidate]


def find(source: Source, lang: str | None, kind: Kind) -> Organisations:
    """Employer and agency. The agency is the company too when it alone is named.

    A name known from the sender's display name alone is a Found without a place: an empty span
    of the subject.
    """
    domain = shown_domain(source, kind)
    board = _board(_findings(source, lang, kind, domain), lang)
    _support(source, board, domain)
    shown = None if kind is Kind.APPLICATION else _display(source, lang, board)
    _lengthen(board)
    ranked = sorted(board.values(), key=lambda c: -c.score)
    served = cues(lang).clients.within(source.body, *source.newest)
    agency = next((c for c in ranked if _is_agency(c, ranked, domain, served, kind)), None)
    if agency is not None:
        return _through(agency, ranked)
    best = next((c.found for c in ranked if c.score >= ENOUGH and c.kinds != {"report"}), shown)
    return Organisations(company=best)


def _through(agency: Candidate, ranked: list[Candidate]) -> Organisations:
    """The agency, and the client if it is named."""
    mine = key_of(agency.found.value)
    for c in sorted(ranked, key=lambda c: -c.score - 3 * ("client" in c.kinds)):
        said = c.kinds & {"client", "strong", "seeks", "plain", "report", "headed"}
        key = key_of(c.found.value)
        if said and c.score >= 1 and not (key in mine or mine in key):
            return Organisations(company=c.found, agency=agency.found)
    return Organisations(company=agency.found, agency=agency.found)


def _is_agency(
    c: Candidate, ranked: list[Candidate], domain: str, served: bool, kind: Kind
) -> bool:
    """Who signs, and finds people for others."""
    if c.score < ENOUGH or "client" in c.kinds:
        return False
    named = bool(set(tokens(c.found.value)) & listed("agencies"))
    if not c.kinds & {"signature", "sender", "domain"}:
        return named and kind is Kind.RECRUITER_OUTREACH
    if named:
        return True
    mine = cover(c.found.value, domain) >= 0.5
    named = mine and any(part in domain for part in listed("agency_parts"))
    return named or served or (kind is Kind.RECRUITER_OUTREACH and _for_another(c, ranked))


def _for_another(c: Candidate, ranked: list[Candidate]) -> bool:
    """Does who signs write about a post at another organisation?"""
    mine = key_of(c.found.value)
    others = (o for o in ranked if key_of(o.found.value) not in mine and o.kinds & _SAID)
    return any(o.score >= 1.5 and not o.kinds & {"signature", "domain"} for o in others)


_SAID = {"client", "strong", "seeks"}


def _findings(source: Source, lang: str | None, kind: Kind, domain: str) -> Iterator[Finding]:
    known = cues(lang)
    yield from domained(source, domain)
    if kind is Kind.APPLICATION:
        yield from addressed(source, known)
    else:
        yield from signed(source, lang)
    yield from segments(source, known)
    yield from cued(source, lang, kind)
    yield from headed_names(source, kind, known)
    yield from seeking(source, kind, known)


def _board(findings: Iterator[Finding], lang: str | None) -> Board:
    """What speaks for each name; of one sort the first counts in full.

    Where a name stands with its legal form and without, English letters go without.
    """
    board: Board = {}
    for weight, sort, found in findings:
        key = key_of(found.value)
        if key not in board and len(board) >= MAX_NAMES:
            continue
        mine = board.setdefault(key, Candidate(found))
        mine.score += 0.5 if sort in mine.kinds else weight
        if sort == "headed" and mine.kinds == {"plain"}:
            mine.score = max(2.5, mine.score - 1)  # mentioned, of a known sort: no more
        mine.kinds.add(sort)
        plain = lang == "en"
        better = _formal(found) is not plain and _formal(mine.found) is plain
        if better or (mine.found.part == "subject" and found.part == "body"):
            mine.found = found
    return board


def _formal(found: Found) -> bool:
    return LEGAL.search(found.value) is not None


def _support(source: Source, board: Board, domain: str) -> None:
    """The domain raises what the mail itself names."""
    for candidate in board.values():
        if "domain" not in candidate.kinds and cover(candidate.found.value, domain) >= MATCH:
            candidate.score += 2.5
            candidate.kinds.add("domain")


def _display(source: Source, lang: str | None, board: Board) -> Found | None:
    """The name in the sender's display name raises its like; alone it is a last resort."""
    shown = displayed(source, lang)
    if shown is None:
        return None
    value, sure = shown
    mine = key_of(value)
    for key, candidate in board.items():
        if len(key) > 2 and len(mine) > 2 and (key in mine or mine in key):
            candidate.score += 2
            candidate.kinds.add("sender")
    found = Found(words=source.sender_name, part="subject", start=0, end=0, value=value)
    if not sure:
        return found if LEGAL.search(value) or value != source.sender_name else None
    board.setdefault(mine, Candidate(found, 2.0, {"sender"}))
    return found


def _lengthen(board: Board) -> None:
    """`Acme` speaks for `Acme Logistics` too, and `Lindehof` for `Huize Lindehof`.

    But `Acme Resourcing` for Acme.
    """
    for key, short in [*board.items()]:
        for longer, candidate in [*board.items()]:
            if longer == key or len(key) < 3 or not _begins(key, longer):
                continue
            if _is_part(short.found.value, candidate.found.value):
                short.score += candidate.score
                short.kinds |= candidate.kinds
                board.pop(longer)
            else:
                candidate.score += short.score


def _is_part(short: str, longer: str) -> bool:
    """Is what the longer one adds a department, or somebody of the house?"""
    more = set(tokens(longer)) - set(tokens(short))
    before = longer[: -len(short)].split() if longer.endswith(short) else []
    house = bool(before) and before[-1] in listed("links")
    headed = bool(before) and before[0].lower() in listed("heads") | listed("small")
    return bool(more) and (more <= departments() or (house and not headed))


def _begins(key: str, longer: str) -> bool:
    return longer.startswith(key) or longer.endswith(key)
