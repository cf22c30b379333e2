"""The employer: of the names that a mail holds, the one that all signs together speak for.

What the rules of `organisations` choose stands, unless another name, or none, is likelier. Where
they leave nobody, whatever is written like a name is looked at too, by weights of its own. Where
the mail names nobody at all, its sender's display name may.
"""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from ..model import Kind
from .organisation_shown import shown
from .organisation_signs import Asked, Name, Others, completed, doubted, ruled, written
from .organisations import Organisations, Survey, survey
from .sign_weights import EMPLOYERS, WRITTEN, learnt, score
from .source import Found, Source

#: What an employer or an agency sends.
_SENT = (
    Kind.INTERVIEW_INVITATION,
    Kind.REJECTION_RECEIVED,
    Kind.OFFER,
    Kind.APPLICATION_ACK,
    Kind.RECRUITER_OUTREACH,
)
MOST = 2  #: names that no rule found, of which all signs are looked at


class Weights(NamedTuple):
    """Sign -> weight."""

    ruled: Mapping[str, float]  #: of names that the rules found
    written: Mapping[str, float]  #: of all that is written like a name


def find(source: Source, lang: str | None, kind: Kind, others: Others) -> Organisations:
    """Employer and agency, in words of the mail."""
    seen = survey(source, lang, kind)
    if kind is Kind.JOB_ALERT:
        return seen.ruled
    asked = Asked(source, lang, kind, seen, others)
    named = judged(seen, told(asked, Weights(learnt(EMPLOYERS), learnt(WRITTEN))))
    if any(named) or kind not in _SENT:
        return named
    return Organisations(company=shown(seen.by, lang))


def told(asked: Asked, weights: Weights) -> Found | None:
    """The likeliest of what the rules found; if that is nobody, of all that looks like a name."""
    names = ruled(asked)
    return likeliest(names, weights.ruled) or _written(asked, names, weights.written)


def _written(asked: Asked, names: Sequence[Name], weights: Mapping[str, float]) -> Found | None:
    """Of what is written like a name, only what its words speak for is looked at closely."""
    more = sorted(written(asked, names), key=lambda name: -score(name.signs, weights))
    close = [completed(asked, name, names) for name in more[:MOST]]
    return likeliest([*(doubted(asked, name) for name in names), *close], weights)


def likeliest(names: Sequence[Name], weights: Mapping[str, float]) -> Found | None:
    """None: it is likelier that no employer is named."""
    scored = [(score(name.signs, weights), name.found) for name in names]
    most, found = max(scored, key=itemgetter(0), default=(0.0, None))
    return found if most > 0 else None


def judged(seen: Survey, company: Found | None) -> Organisations:
    """An agency stays one, beside its client; one that was the company too goes with it."""
    ruled = seen.ruled
    if company is not None and company == ruled.agency and ruled.company is not None:
        return ruled
    if company is None:
        return Organisations(agency=ruled.agency if ruled.agency != ruled.company else None)
    return ruled._replace(company=company)
