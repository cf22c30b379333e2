"""What a mail is: the phrases of ``lexicon/<lang>/kinds.toml`` in it, and what was learnt of words.

Each section of the lexicon is a voice for one kind, or for who is speaking. What these add up to
and the words themselves are weighed as our own corpus taught (`learnt`); what is not sure
enough (`is_sure`) is said as "unsure", with the two best guesses.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ..model import LANGUAGES, Guess, Kind, Role
from ..resources import lexicon
from ..subjects import is_answer
from . import features, learnt, weights
from .cues import Hit, Phrases, cues
from .index import Text, fold, words_of
from .job_talk import is_of_jobs
from .kind_evidence import Placed, evidence, unlikely_spans, within
from .learnt import Other
from .source import Found, Source
from .weights import guesses, speaks_of_job, withdraws

LEXICON = 0.1  #: how much the lexicon speaks besides what it taught the model
SURE = 0.29  #: below this confidence a mail is "unsure"
#: An invitation starts a deadline by itself, and its letter says no: it must be clearer, and more
#: so without a moment in it.
INVITES, CLEAR = 0.55, 0.65
CERTAIN = 0.95  #: what it must be where nothing is about a job
MOSTLY = 0.5  #: below this share, what a mail of no kind is about is not said
MAX_TEXT = 20_000  #: code points of the newest part that are weighed
MAX_SUBJECT = 500  #: code points of the subject that are weighed
MAX_HISTORY = 4_000  #: code points of history in which the reader may have said yes

_INVITED = Kind.INTERVIEW_INVITATION
_PROMISES = (_INVITED, Kind.OFFER)

_VOICES = ("candidate", "employer", "job", "meeting", "elsewhere")
#: Sections whose phrases may overlap those of kinds and answers.
_APART = {
    **{name: name for name in ("agreed", "called_off", "hypothetical")},
    **dict.fromkeys(_VOICES, "voices"),
}
_HISTORY = "accepted"  #: the section that is sought in the history alone

_SUBJECT = 1.2
_ECHO = 0.4  #: a subject after "Re:" repeats what somebody else wrote
_UNLIKELY = 0.1  #: an invitation that only some will get


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


_Span = tuple[int, int]


@cache
def _phrases(lang: str, *only: str) -> Phrases:
    """Some sections of a language's lexicon; without names all that a mail itself may say."""
    book: Mapping[str, Mapping[str, list[str]]] = lexicon(lang, "kinds")
    mine = (name for name in book if name not in (*_APART, _HISTORY))
    return Phrases(cue for name in only or (*mine, *_APART) for cue in cues(name, book[name]))


_Heard = Mapping[str, list[Hit]]  #: by group; those of kinds and answers are in ""


def _heard(text: str, lang: str, start: int, end: int) -> _Heard:
    heard = _phrases(lang).parted(text, start, end, _APART)
    return {group: heard.get(group, []) for group in ("", *_APART.values())}


class Observed(NamedTuple):
    """What a mail shows of its kind, before anything is decided."""

    sums: Mapping[str, float]  #: how loudly each section of the lexicon speaks
    placed: list[Placed]
    weighed: Mapping[Kind, float]  #: what the sections alone say
    features: set[str]
    figures: Mapping[str, float]
    agreed: bool  #: it says that the reader has said yes
    called_off: bool  #: or to what is off now, or moves
    moments: int  #: how many days with an hour it names


def observe(source: Source, lang: str, moments: int) -> Observed:
    """Look, in one language. `moments`: how many days with an hour it names."""
    body = _heard(source.body, lang, *_newest(source))
    subject = _heard(source.subject, lang, 0, MAX_SUBJECT)
    unlikely = unlikely_spans(source, body["hypothetical"], *_newest(source))
    placed = _placed(source, body[""], subject[""], unlikely)
    sums = _sums([*placed, *_voices(source, body["voices"], subject["voices"], unlikely)])
    weighed = weights.logits(sums, moments > 0)
    plain = features.words(source)
    spoken = features.spoken(source, plain, lang)
    figures = features.figures(source, sums, weighed, moments, len(plain), spoken)
    lexical = features.lexical(plain, spoken)
    agreed, called_off = bool(body["agreed"] or subject["agreed"]), bool(body["called_off"])
    return Observed(sums, placed, weighed, lexical, figures, agreed, called_off, moments)


def judge(source: Source, lang: str | None, moments: int = 0) -> Judgement:
    """What the mail is. `moments`: how many days with an hour it or its calendar names."""
    if lang in LANGUAGES:
        seen = observe(source, lang, moments)
        model = learnt.learnt()
        found = weighed(seen, model)
        cooled = {kind: logit / model.temperature for kind, logit in found.items()}
        return _judgement(source, lang, seen, cooled)
    # Not one of ours, or too short to tell: the lexicons alone, and only if one is sure.
    each = {candidate: observe(source, candidate, moments) for candidate in LANGUAGES}
    tries = [_judgement(source, lang, seen, seen.weighed) for lang, seen in each.items()]
    best = max(tries, key=lambda judgement: (len(judgement.found), judgement.confidence))
    known = best.confidence >= SURE and best.kind is not Kind.OTHER
    return best if known or lang is None else best._replace(kind=Kind.UNSURE, role=Role.NONE)


def weighed(seen: Observed, model: learnt.Learnt) -> dict[Kind, float]:
    """What lexicon and corpus say together."""
    said = learnt.logits(seen.features, seen.figures, model)
    said[Kind.OTHER] += weights.elsewhere(seen.sums) * (0.5 if "post" in seen.figures else 1)
    return {kind: said[kind] + LEXICON * weight for kind, weight in seen.weighed.items()}


def is_sure(best: Guess, moments: int) -> bool:
    invites = INVITES if moments else CLEAR
    return best.confidence >= (invites if best.kind is _INVITED else SURE)


def _judgement(
    source: Source, lang: str, seen: Observed, logits: Mapping[Kind, float]
) -> Judgement:
    ranked = guesses(logits)
    best = ranked[0]
    vague = best.kind is _INVITED and not is_of_jobs(source, seen.features, lang)
    sure = is_sure(best, seen.moments) and (best.confidence >= CERTAIN or not vague)
    kind = best.kind if sure else Kind.UNSURE
    other = _other(seen) if kind is Kind.OTHER else Other.NONE
    withdrawal = other is Other.WITHDRAWAL
    return Judgement(
        kind=kind,
        role=_role(kind, other),
        confidence=best.confidence,
        guesses=ranked,
        withdrawal=withdrawal,
        already_accepted=_accepted(source, lang, seen, kind, withdrawal),
        about_job=_about_job(seen, best.kind, kind, other),
        business=speaks_of_job(seen.sums, "meeting"),
        found=evidence(source, seen.placed, best.kind, withdrawal),
    )


def _about_job(seen: Observed, best: Kind, kind: Kind, other: Other) -> bool:
    """Whether post and employer may be read. A word of a job alone makes a loan no job mail."""
    if best is not Kind.OTHER:
        return True
    return other is not Other.NONE if kind is Kind.OTHER else speaks_of_job(seen.sums)


def _newest(source: Source) -> tuple[int, int]:
    """Where the text stands that is weighed."""
    start, end = source.newest
    return start, min(end, start + MAX_TEXT)


def _voices(
    source: Source, body: list[Hit], subject: list[Hit], unlikely: list[_Span]
) -> list[Placed]:
    """Who is speaking, and of what. A subject after "Re:" is another's; its topic remains."""
    sure = (hit for hit in body if hit.label != "meeting" or not within(hit, unlikely))
    if is_answer(source.subject):
        subject = [hit for hit in subject if hit.label == "job"]
    placed = [Placed(hit, "body", hit.weight) for hit in sure]
    return [*placed, *(Placed(hit, "subject", hit.weight) for hit in subject)]


def _placed(
    source: Source, body: list[Hit], subject: list[Hit], unlikely: list[_Span]
) -> list[Placed]:
    """The phrases in subject and newest part, each with what it weighs there."""
    placed = []
    for hit in body:
        doubtful = hit.label in _PROMISES and within(hit, unlikely)
        placed.append(Placed(hit, "body", hit.weight * (_UNLIKELY if doubtful else 1)))
    factor = _ECHO if is_answer(source.subject) else _SUBJECT
    return [*placed, *(Placed(hit, "subject", hit.weight * factor) for hit in subject)]


def _sums(placed: list[Placed]) -> dict[str, float]:
    sections: dict[str, dict[tuple[int, float], float]] = {}
    for (label, weight, start, end), _, placed_weight in placed:
        section = sections.setdefault(label, {})
        words = end - start, weight
        section[words] = max(section.get(words, 0.0), placed_weight)
    return {label: weights.total(section.values()) for label, section in sections.items()}


def _other(seen: Observed) -> Other:
    """What a mail of no kind is about. The lexicon's words for a withdrawal count as one."""
    if withdraws(seen.sums):
        return Other.WITHDRAWAL
    shares = learnt.shares(seen.features, seen.figures, learnt.others())
    best = max(shares, key=lambda label: shares[label])
    return Other(best) if shares[best] >= MOSTLY else Other.NONE


def _role(kind: Kind, other: Other) -> Role:
    if kind is Kind.APPLICATION or other is Other.WITHDRAWAL:
        return Role.EMPLOYER
    apart = kind in (Kind.OTHER, Kind.UNSURE) and other is Other.NONE
    return Role.NONE if apart else Role.CANDIDATE


def _accepted(source: Source, lang: str, seen: Observed, kind: Kind, withdrawal: bool) -> bool:
    """Whether the candidate had said yes to this interview, as the mail or its history shows."""
    if kind is not _INVITED:
        return seen.called_off and (withdrawal or kind is Kind.REJECTION_RECEIVED)
    if seen.agreed or seen.called_off:
        return True
    start, end = source.quoted
    end, accepts = min(end, start + MAX_HISTORY), _phrases(lang, _HISTORY)
    if accepts.silent(words_of(fold(source.body)[start:end])):
        return False
    return any(accepts.find(Text(source.body[start:end])))
