"""What a mail is: the phrases of ``lexicon/<lang>/kinds.toml`` in it, and what was learnt of words.

Each section of the lexicon is a voice for one kind, or for who is speaking. What these add up to
and the words themselves are weighed as our own corpus taught (`learnt`); a confidence below
`SURE` is said as "unsure", with the two best guesses.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..model import LANGUAGES, Guess, Kind, Role
from ..resources import lexicon
from . import features, learnt, weights
from .cues import Hit, Phrases, cues
from .index import Text
from .source import Found, Part, Source
from .weights import guesses, speaks_of_job

LEXICON = 0.1  #: how much the lexicon speaks besides what it taught the model
SURE = 0.45  #: below this confidence a mail is "unsure"
MAX_TEXT = 20_000  #: code points of the newest part that are weighed
MAX_SUBJECT = 500  #: code points of the subject that are weighed
MAX_HISTORY = 4_000  #: code points of history in which the reader may have said yes
MAX_EVIDENCE = 6  #: phrases shown for a kind
MAX_WORDS = 3  #: pairs of words shown where no phrase of the lexicon stands

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


class Observed(NamedTuple):
    """What a mail shows of its kind, before anything is decided."""

    sums: Mapping[str, float]  #: how loudly each section of the lexicon speaks
    placed: list[_Placed]
    weighed: Mapping[Kind, float]  #: what the sections alone say
    features: set[str]
    figures: Mapping[str, float]


def observe(source: Source, lang: str, moments: int) -> Observed:
    """Look, in one language. `moments`: how many days with an hour it names."""
    unlikely = _unlikely(source, lang)
    placed = _placed(source, lang, unlikely)
    voices = _voices(source, lang, unlikely) + _subject_voices(source, lang)
    sums = _sums([*placed, *voices])
    weighed = weights.logits(sums, moments > 0)
    body = features.words(source)
    figures = features.figures(source, sums, weighed, moments, len(body))
    return Observed(sums, placed, weighed, features.lexical(source, body, lang), figures)


def judge(source: Source, lang: str | None, moments: int = 0) -> Judgement:
    """What the mail is. `moments`: how many days with an hour it or its calendar names."""
    if lang in LANGUAGES:
        seen = observe(source, lang, moments)
        model = learnt.learnt()
        found = weighed(seen, model)
        cooled = {kind: logit / model.temperature for kind, logit in found.items()}
        return _judgement(source, lang, seen, cooled)
    # Not one of ours, or too short to tell: the lexicons alone, and only if one is sure.
    tries = []
    for candidate in LANGUAGES:
        seen = observe(source, candidate, moments)
        tries.append(_judgement(source, candidate, seen, seen.weighed))
    best = max(tries, key=lambda judgement: (len(judgement.found), judgement.confidence))
    known = best.confidence >= SURE and best.kind is not Kind.OTHER
    return best if known or lang is None else best._replace(kind=Kind.UNSURE, role=Role.NONE)


def weighed(seen: Observed, model: learnt.Learnt) -> dict[Kind, float]:
    """What lexicon and corpus say together."""
    said = learnt.logits(seen.features, seen.figures, model)
    return {kind: said[kind] + LEXICON * seen.weighed[kind] for kind in said}


def _judgement(
    source: Source, lang: str, seen: Observed, logits: Mapping[Kind, float]
) -> Judgement:
    ranked = guesses(logits)
    best = ranked[0]
    sure = best.confidence >= SURE
    withdrawal = best.kind is Kind.OTHER and sure and _withdraws(seen.sums)
    kind = best.kind if sure else Kind.UNSURE
    return Judgement(
        kind=kind,
        role=_role(kind, withdrawal),
        confidence=best.confidence,
        guesses=ranked,
        withdrawal=withdrawal,
        already_accepted=kind is Kind.INTERVIEW_INVITATION and _accepted(source, lang),
        about_job=best.kind is not Kind.OTHER or withdrawal or speaks_of_job(seen.sums),
        business=speaks_of_job(seen.sums, "meeting"),
        found=_evidence(source, seen, best.kind, withdrawal),
    )


def _newest(source: Source) -> tuple[int, int]:
    """Where the text stands that is weighed."""
    start, end = source.newest
    return start, min(end, start + MAX_TEXT)


def _voices(source: Source, lang: str, unlikely: list[tuple[int, int]]) -> list[_Placed]:
    """Who is speaking, and of what."""
    return [
        _Placed(hit, "body", hit.weight)
        for hit in _phrases(lang, *_VOICES).find(source.body, *_newest(source))
        if hit.label != "meeting" or not any(a <= hit.start < b for a, b in unlikely)
    ]


def _subject_voices(source: Source, lang: str) -> list[_Placed]:
    """The same of the subject. After "Re:" it is another's; only what it is about remains."""
    hits = _phrases(lang, *_VOICES).find(source.subject, 0, MAX_SUBJECT)
    echo = _REPLY.match(source.subject.strip())
    return [_Placed(hit, "subject", hit.weight) for hit in hits if not echo or hit.label == "job"]


def _placed(source: Source, lang: str, unlikely: list[tuple[int, int]]) -> list[_Placed]:
    """The phrases in subject and newest part, each with what it weighs there."""
    phrases = _phrases(lang)
    placed = []
    for hit in phrases.find(source.body, *_newest(source)):
        weight = hit.weight
        if hit.label in _PROMISES and any(a <= hit.start < b for a, b in unlikely):
            weight *= _UNLIKELY
        placed.append(_Placed(hit, "body", weight))
    factor = _ECHO if _REPLY.match(source.subject.strip()) else _SUBJECT
    for hit in phrases.find(source.subject, 0, MAX_SUBJECT):
        placed.append(_Placed(hit, "subject", hit.weight * factor))
    return placed


def _unlikely(source: Source, lang: str) -> list[tuple[int, int]]:
    """Sentences about what will happen only to some."""
    start, end = _newest(source)
    marks = [hit.start for hit in _phrases(lang, "hypothetical").find(source.body, start, end)]
    if not marks:
        return []
    sentences = _SENTENCE.finditer(source.body, start, end)
    bounds = [start, *(match.end() for match in sentences), end]
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


def _accepted(source: Source, lang: str) -> bool:
    """Whether the reader has said yes: the mail says so, or the history under it shows it."""
    if any(_phrases(lang, "agreed").find(source.body, *_newest(source))):
        return True
    start, end = source.quoted
    history = Text(source.body[start : min(end, start + MAX_HISTORY)])
    return any(_phrases(lang, "accepted").find(history))


def _evidence(source: Source, seen: Observed, kind: Kind, withdrawal: bool) -> tuple[Found, ...]:
    """The phrases that speak for the kind; without any, the words that do."""
    labels = (kind, "withdrawal", "reply") if kind is Kind.OTHER else (kind,)
    telling = [entry for entry in seen.placed if entry.hit.label in labels and entry.weight > 0.5]
    if not telling and kind is not Kind.OTHER:
        return tuple(
            Found(words=source.body[a:b], part="body", start=a, end=b, value="kind")
            for a, b in learnt.telling(features.located(source), kind, MAX_WORDS)
        )
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
