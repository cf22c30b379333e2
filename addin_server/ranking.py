"""Which letters fit a mail, and why. Pure.

A reason is a code; its sentence is in ``lexicon/<lang>/ranking.toml``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from .letters import Catalogue
from .model import LANGUAGES, Evidence, Kind, Mode, Reading, Role
from .resources import lexicon

_FITS = 0.5  #: nothing in the mail speaks for the letter or against it
_AGAINST = 0.45  #: below this, something does speak against it
_CERTAIN = 0.95  #: from here on, the mail or the law leaves no choice
_UNSURE = 0.4  #: of what the same letter would score if the kind were certain; below _AGAINST
_LONGEST_TEXT = 5000  #: characters; further down stands what is quoted
_STEP = 0.001  #: per place in the menu; decides between letters that fit equally well

#: German is written there too, but the AGG does not hold (ISO 3166).
_OUTSIDE_GERMANY = frozenset({"AT", "BE", "CH", "LI", "LU"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """A letter that fits a mail, and why."""

    id: str
    side: str  #: "decline" (the candidate) or "reject" (the employer)
    why: str  #: code of the reason, worded in lexicon/<lang>/ranking.toml
    score: float


class _Around(NamedTuple):
    """What counts besides the reading."""

    text: str
    country: str | None
    busy_then: bool


_Reason = tuple[str, tuple[str, float]]  #: a letter; the code of the reason, and its score


def rank(
    reading: Reading,
    catalogue: Catalogue,
    *,
    text: str = "",
    country: str | None = None,
    last: str | None = None,
    busy_then: bool = False,
) -> list[Suggestion]:
    """Order the letters that fit, best first; none for mails that ask for no such answer.

    `text` is the mail's, `country` the user's, `last` the letter they chose for their last mail
    of this kind; `busy_then`: their calendar is taken at every moment that the mail proposes.
    """
    best: dict[str, Suggestion] = {}
    for suggestion in _all(reading, catalogue, _Around(text, country, busy_then)):
        known = best.get(suggestion.id)
        if known is None or suggestion.score > known.score:
            best[suggestion.id] = suggestion
    order = sorted(best.values(), key=lambda each: (-each.score, each.id))
    return _lifted(order, last)


def _lifted(order: list[Suggestion], last: str | None) -> list[Suggestion]:
    """Last time's letter first, unless the mail speaks against it or leaves no choice."""
    chosen = next((each for each in order if each.id == last), None)
    if chosen is None or chosen.score < _AGAINST or order[0].score >= _CERTAIN:
        return order
    first = replace(chosen, why="chosen_last", score=order[0].score)
    return [first, *(each for each in order if each.id != last)]


def _all(reading: Reading, catalogue: Catalogue, around: _Around) -> Iterator[Suggestion]:
    if reading.kind is not Kind.UNSURE:
        yield from _of_kind(reading, reading.kind, catalogue, around, 1.0)
        return
    for guess in reading.guesses:
        yield from _of_kind(reading, guess.kind, catalogue, around, _UNSURE * guess.confidence)


def _of_kind(
    reading: Reading, kind: Kind, catalogue: Catalogue, around: _Around, weight: float
) -> Iterator[Suggestion]:
    reasons = dict(_reasons(reading, kind, around))
    fits = f"fits_{kind}", _FITS
    for letter, place in catalogue.answers(kind):
        if kind is Kind.OTHER and letter.id not in reasons:
            continue
        why, score = reasons.get(letter.id, fits)
        why = why if reading.kind is not Kind.UNSURE else f"perhaps_{kind}"
        score = round(weight * (score - _STEP * place), 4)
        yield Suggestion(id=letter.id, side=letter.side, why=why, score=score)


def _reasons(reading: Reading, kind: Kind, around: _Around) -> Iterator[_Reason]:
    """What in the mail itself speaks for a letter, or against it."""
    if kind is Kind.INTERVIEW_INVITATION:
        yield from _of_invitation(reading, around.busy_then)
    elif kind is Kind.RECRUITER_OUTREACH:
        yield "not-interested", ("outreach", 0.8)
        yield "career-direction", ("outreach_direction", 0.75)
        yield "keep-door-open", ("outreach_later", 0.7)
    elif kind is Kind.APPLICATION:
        yield from _AFTER[_stage(reading, around.text)]
        yield "talent-pool", ("if_meant", _FITS)
        yield "no-reason", ("agg", 0.99) if _agg(reading, around.country) else ("by_choice", _FITS)
    elif kind is Kind.OTHER and reading.withdrawal and reading.role is not Role.CANDIDATE:
        yield "withdrawal-received", ("withdrawn", 0.9)


def _of_invitation(reading: Reading, busy_then: bool) -> Iterator[_Reason]:
    yield "after-accepting", ("accepted", 0.99) if reading.already_accepted else ("if_yes", 0.2)
    if busy_then:
        yield "schedule-conflict", ("busy_then", 0.97)
    else:
        yield "schedule-conflict", ("moment_named", 0.8) if reading.moments else ("no_moment", 0.3)
    if reading.mode is Mode.ON_SITE:
        yield "alternative-form", ("on_site", 0.7)
        yield "commute", ("on_site_far", 0.6)
    else:
        yield "alternative-form", ("remote_already", 0.25) if reading.mode else ("if_far", 0.4)
    said = " ".join(each.words for each in _of_its_kind(reading)).casefold()
    if _names(said, "second_interview") or _names(said, "final_round"):
        yield "withdraw-application", ("further_round", 0.65)


#: By how far the candidate came: what speaks for or against a letter. The others just fit.
_AFTER: dict[str, tuple[_Reason, ...]] = {
    "nothing": (
        ("after-cv", ("application", 0.8)),
        ("missing-skill", ("if_missing", 0.6)),
        ("after-phone", ("if_phoned", 0.4)),
        ("after-interview", ("if_interviewed", 0.4)),
        ("final-round", ("if_final", 0.3)),
    ),
    "phoned": (
        ("after-phone", ("after_phone", 0.9)),
        ("after-cv", ("after_contact", 0.7)),  # many call before they apply
        ("missing-skill", ("if_missing", 0.6)),
        ("after-interview", ("if_interviewed", 0.4)),
        ("final-round", ("if_final", 0.3)),
    ),
    "looks_back": (
        ("after-interview", ("interviewed", 0.9)),
        ("other-stronger", ("if_other", 0.7)),
        ("final-round", ("if_final", 0.6)),
        ("after-cv", ("after_contact", 0.3)),
        ("after-phone", ("if_phoned", 0.4)),
    ),
    "second_interview": (
        ("after-interview", ("after_second", 0.9)),
        ("final-round", ("if_final", 0.8)),
        ("other-stronger", ("if_other", 0.7)),
        ("after-cv", ("after_contact", 0.2)),
        ("after-phone", ("after_contact", 0.2)),
    ),
    "final_round": (
        ("final-round", ("after_final", 0.9)),
        ("other-stronger", ("if_other", 0.8)),
        ("after-interview", ("interviewed", 0.7)),
        ("after-cv", ("after_contact", 0.2)),
        ("after-phone", ("after_contact", 0.2)),
    ),
}


def _agg(reading: Reading, country: str | None) -> bool:
    """Whether German law may hold, under which a reason can be held against the employer."""
    return reading.lang == "de" and (country or "")[:2].upper() not in _OUTSIDE_GERMANY


def _stage(reading: Reading, text: str) -> str:
    """How far the candidate came, by the sentences that thank for it or look back on it."""
    said = [each.words.casefold() for each in _of_its_kind(reading)]
    text = text[:_LONGEST_TEXT].casefold()
    sentences = re.split(r"[.!?\n]+", text) if _names(text, "thanks_or_after") else ()
    looking_back = [words for words in (*said, *sentences) if _names(words, "thanks_or_after")]
    for stage in ("final_round", "second_interview", "phoned"):
        if any(_names(words, stage) for words in looking_back):
            return stage
    return "looks_back" if any(_names(words, "looks_back") for words in said) else "nothing"


def _of_its_kind(reading: Reading) -> list[Evidence]:
    return [each for each in reading.evidence if each.field == "kind"]


def _names(said: str, topic: str) -> bool:
    return any(map(said.__contains__, _phrases(topic)))


@cache
def _phrases(topic: str) -> tuple[str, ...]:
    return tuple(words for lang in LANGUAGES for words in lexicon(lang, "ranking")[topic])
