"""What a mail is: weighs the phrases of ``lexicon/<lang>/kinds.toml`` that it contains.

Each section of the lexicon is a voice for one kind, or for who is speaking. Nothing is learnt from
mails; a confidence below `SURE` is said as "unsure", with the two best guesses.
"""

import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..model import LANGUAGES, Guess, Kind, Role
from ..resources import lexicon
from .cues import Hit, Phrases, cues, fold
from .source import Found, Part, Source

SURE = 0.5  #: below this confidence a mail is "unsure"
MAX_TEXT = 20_000  #: code points of the newest part that are weighed
MAX_EVIDENCE = 6  #: phrases shown for a kind

KINDS = tuple(kind for kind in Kind if kind is not Kind.UNSURE)
_FROM_EMPLOYER = (
    Kind.INTERVIEW_INVITATION,
    Kind.REJECTION_RECEIVED,
    Kind.OFFER,
    Kind.APPLICATION_ACK,
    Kind.RECRUITER_OUTREACH,
)
_PROMISES = (Kind.INTERVIEW_INVITATION, Kind.OFFER)

_VOICES = ("candidate", "employer", "job", "meeting")
_APART = ("agreed", "accepted", "hypothetical", *_VOICES)

_BIAS = -2.4  #: a mail is not about a job until it says so
_SPREAD = 1.0  #: the softmax' temperature: larger is more modest
_AGAIN = 0.6  #: what each further phrase of a section adds, compared with the one before
_SUBJECT = 1.2
_ECHO = 0.4  #: a subject after "Re:" repeats what somebody else wrote
_JOB, _MEETING = 3.0, 6.0  #: enough of either
_MEETS, _DATED = 0.5, 0.8
_PRIVATE = 0.8  #: no word about a job
_OVERHEARD = 0.4  #: an employer who says what the candidate might say
_UNLIKELY = 0.1  #: an invitation that only some will get

_REPLY = re.compile(r"(?:re|aw|antw|sv|r|réf)\s?:", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?](?=\s|$)|\n\s*\n")


class Judgement(NamedTuple):
    """What a mail is, how sure that is, and the words it rests on."""

    kind: Kind
    role: Role
    confidence: float
    guesses: tuple[Guess, ...]
    withdrawal: bool
    already_accepted: bool
    found: tuple[Found, ...]


class _Placed(NamedTuple):
    hit: Hit
    part: Part
    weight: float


@cache
def _phrases(lang: str, *only: str) -> Phrases:
    """All sections of a language's lexicon that are kinds or answers, or those sought apart."""
    book: Mapping[str, Mapping[str, list[str]]] = lexicon(lang, "kinds")
    names = only or [name for name in book if name not in _APART]
    return Phrases(cue for name in names for cue in cues(name, book[name]))


def judge(source: Source, lang: str | None, dated: bool = False) -> Judgement:
    """What the mail is. `dated`: it names a day and hour, or a calendar does."""
    if lang in LANGUAGES:
        return _judge(source, lang, dated)
    tries = [_judge(source, candidate, dated) for candidate in LANGUAGES]
    best = max(tries, key=lambda judgement: (len(judgement.found), judgement.confidence))
    known = best.confidence >= SURE and best.kind is not Kind.OTHER
    return best if known or lang is None else best._replace(kind=Kind.UNSURE, role=Role.NONE)


def _judge(source: Source, lang: str, dated: bool) -> Judgement:
    start, end = source.newest
    newest = fold(source.body[start : min(end, start + MAX_TEXT)])
    unlikely = _unlikely(newest, lang)
    placed = _placed(newest, source, lang, unlikely)
    voices = _voices(newest, lang, unlikely)
    sums = _sums([*placed, *voices])
    logits = _logits(sums, dated)
    guesses = _guesses(logits)
    best = guesses[0]
    sure = best.confidence >= SURE
    withdrawal = best.kind is Kind.OTHER and sure and _withdraws(sums)
    kind = best.kind if sure else Kind.UNSURE
    return Judgement(
        kind=kind,
        role=_role(kind, withdrawal),
        confidence=best.confidence,
        guesses=guesses,
        withdrawal=withdrawal,
        already_accepted=kind is Kind.INTERVIEW_INVITATION and _accepted(newest, source, lang),
        found=_evidence(source, placed, best.kind, withdrawal),
    )


def _voices(newest: str, lang: str, unlikely: list[tuple[int, int]]) -> list[_Placed]:
    """Who is speaking, and of what."""
    return [
        _Placed(hit, "body", hit.weight)
        for hit in _phrases(lang, *_VOICES).find(newest)
        if hit.label != "meeting" or not any(a <= hit.start < b for a, b in unlikely)
    ]


def _placed(
    newest: str, source: Source, lang: str, unlikely: list[tuple[int, int]]
) -> list[_Placed]:
    """The phrases in subject and newest part (folded), each with what it weighs there."""
    start = source.newest[0]
    phrases = _phrases(lang)
    placed = []
    for hit in phrases.find(newest):
        weight = hit.weight
        if hit.label in _PROMISES and any(a <= hit.start < b for a, b in unlikely):
            weight *= _UNLIKELY
        moved = hit._replace(start=hit.start + start, end=hit.end + start)
        placed.append(_Placed(moved, "body", weight))
    factor = _ECHO if _REPLY.match(source.subject.strip()) else _SUBJECT
    for hit in phrases.find(fold(source.subject[:500])):
        placed.append(_Placed(hit, "subject", hit.weight * factor))
    return placed


def _unlikely(body: str, lang: str) -> list[tuple[int, int]]:
    """Sentences about what will happen only to some."""
    marks = [hit.start for hit in _phrases(lang, "hypothetical").find(body)]
    if not marks:
        return []
    bounds = [0, *(match.end() for match in _SENTENCE.finditer(body)), len(body)]
    return [(a, b) for a, b in pairwise(bounds) if any(a <= mark < b for mark in marks)]


def _sum(weights: Iterable[float]) -> float:
    """The heaviest counts in full, each further one for less."""
    total, share = 0.0, 1.0
    for weight in sorted(weights, reverse=True):
        total += weight * share
        share *= _AGAIN
    return total


def _sums(placed: list[_Placed]) -> dict[str, float]:
    weights: dict[str, dict[str, float]] = {}
    for entry in placed:
        section = weights.setdefault(entry.hit.label, {})
        words = f"{entry.hit.end - entry.hit.start}:{entry.hit.weight}"
        section[words] = max(section.get(words, 0.0), entry.weight)
    return {label: _sum(section.values()) for label, section in weights.items()}


def _meets(sums: Mapping[str, float], dated: bool) -> float:
    """What it says that a mail about a job wants to meet, in whatever words."""
    job = min(1.0, (sums.get("job", 0.0) + sums.get("employer", 0.0)) / _JOB)
    meeting = min(sums.get("meeting", 0.0), _MEETING)
    refused = max(0.2, 1 - 0.25 * sums.get(Kind.REJECTION_RECEIVED, 0.0))
    return refused * job * (meeting * _MEETS + _DATED * (dated and meeting >= 1))


def _logits(sums: Mapping[str, float], dated: bool) -> dict[Kind, float]:
    """What speaks for each kind, given who seems to be writing."""
    candidate = sums.get("candidate", 0.0) + 0.5 * sums.get(Kind.APPLICATION, 0.0)
    employer = sums.get("employer", 0.0)
    answers = sums.get("reply", 0.0) + sums.get("withdrawal", 0.0)
    if employer > candidate:
        answers *= _OVERHEARD
    logits: dict[Kind, float] = {}
    for kind in KINDS:
        logit = sums.get(kind, 0.0) + _BIAS
        if kind in _FROM_EMPLOYER:
            logit += 0.2 * employer - 0.6 * max(0.0, candidate - employer) - 0.4 * answers
        elif kind is Kind.APPLICATION:
            logit += 0.3 * candidate - 0.7 * max(0.0, employer - candidate)
        elif kind is Kind.OTHER:
            logit += max(0.0, answers - 0.4 * sums.get(Kind.APPLICATION, 0.0)) - _BIAS
            logit += _PRIVATE * (sums.get("job", 0.0) + employer + candidate == 0)
        logits[kind] = logit
    share = 1.0 if employer >= candidate else 0.3
    logits[Kind.INTERVIEW_INVITATION] += share * _meets(sums, dated)
    return logits


def _guesses(logits: Mapping[Kind, float]) -> tuple[Guess, ...]:
    powers = {kind: math.exp(logit / _SPREAD) for kind, logit in logits.items()}
    total = sum(powers.values())
    ranked = sorted(powers.items(), key=lambda item: -item[1])[:2]
    return tuple(Guess(kind=kind, confidence=round(power / total, 4)) for kind, power in ranked)


def _withdraws(sums: Mapping[str, float]) -> bool:
    said = sums.get("withdrawal", 0.0)
    return said >= 2 and said >= sums.get(Kind.REJECTION_RECEIVED, 0.0)


def _role(kind: Kind, withdrawal: bool) -> Role:
    if kind is Kind.APPLICATION or withdrawal:
        return Role.EMPLOYER
    return Role.NONE if kind in (Kind.OTHER, Kind.UNSURE) else Role.CANDIDATE


def _accepted(newest: str, source: Source, lang: str) -> bool:
    """Whether the reader has said yes: the mail says so, or the history under it shows it."""
    start, end = source.quoted
    history = fold(source.body[start : min(end, start + MAX_TEXT)])
    said = (*_phrases(lang, "agreed").find(newest), *_phrases(lang, "accepted").find(history))
    return bool(said)


def _evidence(
    source: Source, placed: list[_Placed], kind: Kind, withdrawal: bool
) -> tuple[Found, ...]:
    labels = (kind, "withdrawal", "reply") if kind is Kind.OTHER else (kind,)
    telling = [entry for entry in placed if entry.hit.label in labels and entry.weight > 0.5]
    telling.sort(key=lambda entry: (-entry.weight, entry.part, entry.hit.start))
    return tuple(
        Found(
            words=(source.subject if entry.part == "subject" else source.body)[
                entry.hit.start : entry.hit.end
            ],
            part=entry.part,
            start=entry.hit.start,
            end=entry.hit.end,
            value="withdrawal" if withdrawal and entry.hit.label == "withdrawal" else "kind",
        )
        for entry in telling[:MAX_EVIDENCE]
    )
