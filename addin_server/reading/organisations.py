"""Which organisation a mail is about, and which agency stands between.

Words of the mail decide; the sender's domain only supports them. Relays of recruiting software and
free mailboxes are never the employer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..model import Kind
from .names import LEGAL, listed
from .organisation_names import Cues, cues, domain_name, from_sender, key_of, name_at
from .organisation_places import addressed, domained, headed_names, made, segments, signed
from .source import Found, Part, Source

#: Before `bei`, what makes the noun behind it an employer.
OF_WORK = re.compile(r"\b(?:Bewerbung|Stelle|Position|Rolle|Praktikum|als|beworben)\b[^.!?]*$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisations:
    company: Found | None = None
    agency: Found | None = None


@dataclass(slots=True)
class Candidate:
    found: Found
    score: float = 0.0
    kinds: set[str] = field(default_factory=set)


def find(source: Source, lang: str | None, kind: Kind) -> Organisations:
    """Employer and agency. The agency is the company too when it alone is named.

    A name known from the sender's display name alone is a Found without a place: an empty span
    of the subject.
    """
    known, board = cues(lang), dict[str, Candidate]()
    for weight, sort, found in _candidates(source, lang, kind, known):
        mine = board.setdefault(key_of(found.value), Candidate(found))
        mine.score += weight if sort not in mine.kinds else 0.5
        mine.kinds.add(sort)
        if mine.found.part == "subject" and found.part == "body":
            mine.found = found
    _support(source, board)
    for key, short in board.items():
        for longer in board:
            if longer != key and len(key) > 2 and longer.startswith(key):
                board[longer].score += short.score  # `Acme` speaks for `Acme Logistics` too
    clients = [c for c in board.values() if "client" in c.kinds]
    rest = sorted(
        (c for c in board.values() if "client" not in c.kinds and c.score >= 2),
        key=lambda c: -c.score,
    )
    if clients:
        return Organisations(company=clients[0].found, agency=_agency(rest))
    best = rest[0].found if rest else from_sender(source, kind)
    served = known.clients.within(source.body, *source.newest)
    return Organisations(company=best, agency=best if served else None)


def _agency(rest: list[Candidate]) -> Found | None:
    signed = [c for c in rest if c.kinds & {"signature", "sender"}]
    return (signed or rest)[0].found if rest else None


def _candidates(
    source: Source, lang: str | None, kind: Kind, known: Cues
) -> Iterator[tuple[float, str, Found]]:
    subject: tuple[Part, str, tuple[int, int]] = (
        "subject",
        source.subject,
        (0, len(source.subject)),
    )
    body: tuple[Part, str, tuple[int, int]] = ("body", source.body, source.newest)
    plain = 1.0 if lang == "de" else 2.0  # `bei Fragen`: every German noun has a capital
    for part, text, span in (body, subject):
        for weight, sort, cue in (
            (4.0, "client", known.client),
            (3.0, "strong", known.strong),
            (plain, "plain", known.plain),
        ):
            for m in cue.find(text, *span):
                at = name_at(text, m.end(), span[1], lang)
                if at is None or (sort != "client" and _misleads(text, m, at, sort, kind, known)):
                    continue
                legal = LEGAL.search(text, *at) is not None
                vague = sort == "plain" and m[0].lower().split()[0] in listed("vague_before")
                of_work = OF_WORK.search(text[max(0, m.start() - 80) : m.start()])
                sure = 1.0 if vague else max(weight, 2.0) if of_work else weight
                yield sure + legal, sort, made(text, at, part)
    yield from headed_names(source, lang)
    yield from segments(source, lang, known)
    if kind in (Kind.APPLICATION, Kind.OTHER):
        yield from domained(source, lang)
    if kind is Kind.APPLICATION:
        yield from addressed(source, lang, known)
    else:
        yield from signed(source, lang)


def _misleads(
    text: str, m: re.Match[str], at: tuple[int, int], sort: str, kind: Kind, known: Cues
) -> bool:
    """An applicant's earlier employer, or a post (`interest in the Financial Analyst role`)."""
    if kind is Kind.APPLICATION and known.history.within(
        text, _sentence(text, m.start()), m.start()
    ):
        return True
    behind = text[at[1] : at[1] + 14].lower().strip().split(" ")[0].strip(".,")
    return behind in (
        "role",
        "position",
        "vacancy",
        "functie",
        "positie",
        "vacature",
        "internship",
        "job",
    )


def _sentence(text: str, at: int) -> int:
    """Where the sentence begins that holds this place; at most 80 code points before it."""
    low = max(0, at - 80)
    return max(low, text.rfind(". ", low, at), text.rfind("\n", low, at))


def _support(source: Source, board: dict[str, Candidate]) -> None:
    """The sender's name and domain raise what the mail itself names."""
    domain = domain_name(source.sender_email)
    sender = key_of(source.sender_name)
    for key, candidate in board.items():
        if domain and len(key) > 2 and (key in domain or domain in key):
            candidate.score += 2.5
            candidate.kinds.add("sender")
        if len(key) > 2 and key in sender:
            candidate.score += 2
            candidate.kinds.add("sender")
