"""What the phrases found in a mail add up to, for each kind. Arithmetic; no text.

Nothing is learnt from mails: a kind has the sum of its own phrases, changed by who is speaking, by
whether a job is what the mail is about, and by whether it wants to meet.
"""

import math
from collections.abc import Iterable, Mapping

from ..model import Guess, Kind

KINDS = tuple(kind for kind in Kind if kind is not Kind.UNSURE)
_FROM_EMPLOYER = (
    Kind.INTERVIEW_INVITATION,
    Kind.REJECTION_RECEIVED,
    Kind.OFFER,
    Kind.APPLICATION_ACK,
    Kind.RECRUITER_OUTREACH,
)

_AGAIN = 0.6  #: what each further phrase of a section adds, compared with the one before
_BIAS = -2.4  #: a mail is not about a job until it says so
_SPREAD = 1.0  #: the softmax' temperature: larger is more modest
_JOB, _MEETING = 3.0, 6.0  #: enough of either
_MEETS, _DATED = 0.5, 1.4
_INVITED, _TELLING = Kind.INTERVIEW_INVITATION, 2.5
_ABOUT_JOB = 0.8
_PRIVATE = 0.8  #: no word about a job
_ELSEWHERE, _CERTAIN = 0.35, 6.0  #: of this much it is certain
_OVERHEARD = 0.4  #: an employer who says what the candidate might say


def total(weights: Iterable[float]) -> float:
    """The heaviest counts in full, each further one for less."""
    summed, share = 0.0, 1.0
    for weight in sorted(weights, reverse=True):
        summed += weight * share
        share *= _AGAIN
    return summed


def _job(sums: Mapping[str, float]) -> float:
    """How sure it is that a job is what the mail is about: 0 to 1."""
    return min(1.0, (sums.get("job", 0.0) + sums.get("employer", 0.0)) / _JOB)


def _meets(sums: Mapping[str, float], dated: bool) -> float:
    """What it says that a mail about a job wants to meet, in whatever words."""
    job = _job(sums)
    meeting = min(sums.get("meeting", 0.0), _MEETING)
    refused = max(0.2, 1 - 0.25 * sums.get(Kind.REJECTION_RECEIVED, 0.0))
    refused *= max(0.5, 1 - 0.1 * sums.get(Kind.RECRUITER_OUTREACH, 0.0))
    return refused * job * (meeting * _MEETS + _DATED * (dated and meeting >= 1))


def _private(sums: Mapping[str, float]) -> bool:
    """No word about a job, nor one that only an invitation has."""
    about = ("job", "employer", "candidate", Kind.APPLICATION)
    return not any(sums.get(label) for label in about) and sums.get(_INVITED, 0.0) < _TELLING


def speaks_of_job(sums: Mapping[str, float], *more: str) -> bool:
    """Whether there is a word about a job or who applies for it, or of `more` sections."""
    labels = ("job", "employer", "candidate", "reply", *more)
    return sum(sums.get(label, 0.0) for label in labels) >= _TELLING


def elsewhere(sums: Mapping[str, float]) -> float:
    """What the words for an admission, a membership, a customer add to its being no job mail."""
    return _ELSEWHERE * min(sums.get("elsewhere", 0.0), _CERTAIN)


def withdraws(sums: Mapping[str, float]) -> bool:
    """Whether a candidate says that they step back, and no employer does."""
    said = sums.get("withdrawal", 0.0)
    return said >= 2 and said >= sums.get(Kind.REJECTION_RECEIVED, 0.0)


def logits(sums: Mapping[str, float], dated: bool) -> dict[Kind, float]:
    """What speaks for each kind, given who seems to be writing. `dated`: it names an hour."""
    candidate = sums.get("candidate", 0.0) + 0.5 * sums.get(Kind.APPLICATION, 0.0)
    employer = sums.get("employer", 0.0)
    answers = sums.get("reply", 0.0) + sums.get("withdrawal", 0.0)
    if employer > candidate:
        answers *= _OVERHEARD
    found: dict[Kind, float] = {}
    for kind in KINDS:
        logit = sums.get(kind, 0.0) + _BIAS
        if kind in _FROM_EMPLOYER:
            logit += 0.2 * employer - 0.6 * max(0.0, candidate - employer) - 0.4 * answers
        elif kind is Kind.APPLICATION:
            logit += 0.3 * candidate - 0.7 * max(0.0, employer - candidate)
        elif kind is Kind.OTHER:
            logit += max(0.0, answers - 0.4 * sums.get(Kind.APPLICATION, 0.0)) - _BIAS
            logit += _PRIVATE * _private(sums) - _ABOUT_JOB * _job(sums)
        found[kind] = logit
    share = 1.0 if employer >= candidate else 0.3
    found[Kind.INTERVIEW_INVITATION] += share * _meets(sums, dated)
    found[Kind.APPLICATION_ACK] -= _DATED * dated
    return found


def guesses(logits: Mapping[Kind, float]) -> tuple[Guess, ...]:
    """The two likeliest, with their share."""
    powers = {kind: math.exp(logit / _SPREAD) for kind, logit in logits.items()}
    total = sum(powers.values())
    ranked = sorted(powers.items(), key=lambda item: -item[1])[:2]
    return tuple(Guess(kind=kind, confidence=round(power / total, 4)) for kind, power in ranked)
