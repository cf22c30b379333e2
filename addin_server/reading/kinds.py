"""What a mail is: weighs the phrases of ``lexicon/<lang>/kinds.toml`` that it contains.

Each section of the lexicon is a voice for one kind, or for who is speaking. Nothing is learnt from
mails; a confidence below `SURE` is said as "unsure", with the two best guesses.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..model import LANGUAGES, Guess, Kind, Role
from ..resources import lexicon
from .cues import Hit, Phrases, cues, fold
from .source import Found, Part, Source
from .weights import guesses, logits, speaks_of_job

SURE = 0.5  #: below this confidence a mail is "unsure"
MAX_TEXT = 20_000  #: code points of the newest part that are weighed
MAX_HISTORY = 4_000  #: code points of history in which the reader may have said yes
MAX_EVIDENCE = 6  #: phrases shown for a kind

_PROMISES = (Kind.INTERVIEW_INVITATION, Kind.OFFER)

_VOICES = ("candidate", "employer", "job", "meeting")
_APART = ("agreed", "accepted", "hypothetical", *_VOICES)

_AGAIN = 0.6  #: what each further phrase of a section adds, compared with the one before
_SUBJECT = 1.2
_ECHO = 0.4  #: a subject after "Re:" repeats what somebody else wrote
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
    about_job: bool
    business: bool  #: a stranger writes; else, unless it is about a job, it is private
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
    voices = _voices(newest, lang, unlikely) + _subject_voices(source, lang)
    sums = _sums([*placed, *voices])
    ranked = guesses(logits(sums, dated))
    best = ranked[0]
    sure = best.confidence >= SURE
    withdrawal = best.kind is Kind.OTHER and sure and _withdraws(sums)
    kind = best.kind if sure else Kind.UNSURE
    return Judgement(
        kind=kind,
        role=_role(kind, withdrawal),
        confidence=best.confidence,
        guesses=ranked,
        withdrawal=withdrawal,
        already_accepted=kind is Kind.INTERVIEW_INVITATION and _accepted(newest, source, lang),
        about_job=best.kind is not Kind.OTHER or withdrawal or speaks_of_job(sums),
        business=speaks_of_job(sums, "meeting"),
        found=_evidence(source, placed, best.kind, withdrawal),
    )


def _voices(newest: str, lang: str, unlikely: list[tuple[int, int]]) -> list[_Placed]:
    """Who is speaking, and of what."""
    return [
        _Placed(hit, "body", hit.weight)
        for hit in _phrases(lang, *_VOICES).find(newest)
        if hit.label != "meeting" or not any(a <= hit.start < b for a, b in unlikely)
    ]


def _subject_voices(source: Source, lang: str) -> list[_Placed]:
    """The same of the subject. After "Re:" it is another's; only what it is about remains."""
    voices = _voices(fold(source.subject[:500]), lang, [])
    if _REPLY.match(source.subject.strip()):
        return [voice for voice in voices if voice.hit.label == "job"]
    return voices


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


def _withdraws(sums: Mapping[str, float]) -> bool:
    said = sums.get("withdrawal", 0.0)
    return said >= 2 and said >= sums.get(Kind.REJECTION_RECEIVED, 0.0)


def _role(kind: Kind, withdrawal: bool) -> Role:
    if kind is Kind.APPLICATION or withdrawal:
        return Role.EMPLOYER
    return Role.NONE if kind in (Kind.OTHER, Kind.UNSURE) else Role.CANDIDATE


def _accepted(newest: str, source: Source, lang: str) -> bool:
    """Whether the reader has said yes: the mail says so, or the history under it shows it."""
    if any(_phrases(lang, "agreed").find(newest)):
        return True
    start, end = source.quoted
    history = fold(source.body[start : min(end, start + MAX_HISTORY)])
    return any(_phrases(lang, "accepted").find(history))


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
