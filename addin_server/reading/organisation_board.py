"""What speaks for each name in a mail, added up."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .names import own
from .organisation_cues import Cues
from .organisation_domains import MATCH, cover
from .organisation_doubts import is_platform
from .organisation_places import Finding, made
from .organisation_senders import Writer, telling
from .organisation_words import ARTICLES, around, departments, key_of, legal_form, listed, tokens
from .source import Found, Source

MAX_NAMES = 80  #: of which one mail is asked
OWN = {"signature", "domain"}  #: sorts of places where a house names itself
SAID = {"client", "strong", "seeks"}  #: where words make a name an employer's


@dataclass(slots=True)
class Candidate:
    """A name, and what speaks for it."""

    found: Found
    score: float = 0.0
    kinds: set[str] = field(default_factory=set)


Board = dict[str, Candidate]


def board_of(findings: Iterable[Finding], lang: str | None) -> Board:
    """What speaks for each name; of one sort the first counts in full.

    Where a name stands with its legal form and without, English letters go without.
    """
    board: Board = {}
    for weight, sort, found in findings:
        key = key_of(found.value)
        if key not in board and len(board) >= MAX_NAMES:
            continue
        mine = board.get(key)
        if mine is None:
            mine = board[key] = Candidate(found)
        mine.score += 0.5 if sort in mine.kinds else weight
        if sort == "headed" and mine.kinds == {"plain"}:
            mine.score = max(2.5, mine.score - 1)  # mentioned, of a known sort: no more
        mine.kinds.add(sort)
        if found.value != mine.found.value or found.part != mine.found.part:
            # `Acme Recruiting Team` may sign for Acme Corp.
            plain = lang == "en" and not ("signature" in mine.kinds and sort == "strong")
            mine.found = _better(mine.found, found, plain)
    return board


def _better(one: Found, other: Found, plain: bool) -> Found:
    """Of two ways to write a name: with its legal form, unless `plain`; without an article."""
    if other.value == f"{one.value}." or one.value == f"{other.value}.":
        return max(one, other, key=lambda found: len(found.value))  # no sentence ended there
    formal = _formal(other) is not plain and _formal(one) is plain
    bare = _titled(one) and not _titled(other) and _apart(one, other)
    shown = one.part == "subject" and other.part == "body"
    return other if formal or bare or shown else one


def _titled(found: Found) -> bool:
    """`The Acme`, which elsewhere in the mail may be Acme."""
    return ARTICLES.match(found.value) is not None


def _apart(one: Found, other: Found) -> bool:
    return one.part != other.part or one.end <= other.start or other.end <= one.start


def _formal(found: Found) -> bool:
    return legal_form(found.value) is not None


def support(board: Board, domain: str) -> None:
    """The domain raises what the mail itself names."""
    for candidate in board.values():
        if "domain" not in candidate.kinds and cover(candidate.found.value, domain) >= MATCH:
            candidate.score += 2.5
            candidate.kinds.add("domain")


def show(source: Source, board: Board, by: Writer) -> None:
    """The name in the sender's display name raises its like; alone it says nothing."""
    if by.organisation is None:
        return
    mine = key_of(by.organisation)
    telltale = " " in by.organisation or telling(by.organisation)
    if telltale and not any(mine in key for key in board):
        named = _standing(source, by.organisation)
        board |= {mine: Candidate(named)} if named else {}
    for key, candidate in board.items():
        if len(key) > 2 and len(mine) > 2 and (key in mine or mine in key):
            candidate.score += 2
            candidate.kinds.add("sender")


def _standing(source: Source, name: str) -> Found | None:
    """Where the mail itself says this name, as whole words."""
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    end = max(own(source)[1], source.signature[1])
    if m := whole.search(source.body, source.newest[0], end):
        return made(source.body, m.span(), "body")
    m = whole.search(source.subject)
    return made(source.subject, m.span(), "subject") if m else None


def lengthen(board: Board) -> None:
    """`Acme` speaks for `Acme Logistics` too, and `Lindehof` for `Huize Lindehof`.

    But `Acme Resourcing` for Acme.
    """
    for key, short in [*board.items()]:
        for longer, candidate in [*board.items()]:
            if longer == key or len(key) < 3 or not _begins(key, longer):
                continue
            if _is_namesake(short, candidate):
                continue
            if _is_part(short.found.value, candidate.found.value) or _is_place(short, candidate):
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
    office = more <= departments() and not more <= around("holdings")
    return bool(more) and (office or (house and not headed))


_PASSING = {"plain", "report", "headed", "written"}  #: sorts of places where any name may stand


def _is_place(short: Candidate, longer: Candidate) -> bool:
    """Is `Acme Park` or `Acme Tower` where Acme is?"""
    more = set(tokens(longer.found.value)) - set(tokens(short.found.value))
    cued = short.kinds & {*SAID, "signature"} and longer.kinds <= {
        "plain",
        "report",
        "headed",
        "written",
    }
    return bool(more) and bool(cued) and more <= listed("premises")


def _is_namesake(short: Candidate, longer: Candidate) -> bool:
    """Jane Doe of the Doe Corporation is no longer name of it."""
    plain = longer.kinds <= {"plain", "report"} and not _formal(longer.found)
    return (
        plain
        and _formal(short.found)
        and not longer.found.value.startswith(short.found.value.partition(" ")[0])
    )


def _begins(key: str, longer: str) -> bool:
    return longer.startswith(key) or longer.endswith(key)


def own_houses(board: Board, signed: Iterable[Finding]) -> None:
    """Leave off the firm that an applicant signs for, if nothing more is said of it."""
    for _, _, found in signed:
        mine = board.get(key_of(found.value))
        if mine is not None and mine.kinds <= {"plain", "headed", "report"}:
            del board[key_of(found.value)]


def doubt(source: Source, board: Board, known: Cues, by: Writer) -> None:
    """Leave off the sender's own name, and platforms that carry messages."""
    people = by.people
    for key, candidate in [*board.items()]:
        placed = candidate.kinds >= {"plain"} and candidate.kinds.isdisjoint(OWN)
        cued = candidate.kinds & SAID or placed
        mine = people.issuperset(tokens(candidate.found.value))
        if not cued and (mine or is_platform(source, candidate.found, known)):
            del board[key]
