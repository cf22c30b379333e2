"""The employer: of the names that a mail holds, the one that all signs together speak for.

What the rules of `organisations` choose stands, unless another name, or none, is likelier.
"""

from collections.abc import Iterable, Mapping

from ..model import Kind
from .organisation_signs import Name, Others, names
from .organisations import Organisations, Survey, survey
from .sign_weights import EMPLOYERS, learnt, score
from .source import Found, Source


def find(source: Source, lang: str | None, kind: Kind, others: Others) -> Organisations:
    """Employer and agency, in words of the mail."""
    seen = survey(source, lang, kind)
    if kind is Kind.JOB_ALERT:
        return seen.ruled
    return judged(seen, likeliest(names(source, lang, kind, seen, others), learnt(EMPLOYERS)))


def likeliest(known: Iterable[Name], weights: Mapping[str, float]) -> Found | None:
    """None: it is likelier that no employer is named."""
    scored = [(score(name.signs, weights), name.found) for name in known]
    most, found = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return found if most > 0 else None


def judged(seen: Survey, company: Found | None) -> Organisations:
    """An agency stays one; one that was the company too goes with it."""
    ruled = seen.ruled
    if company is None:
        return Organisations(agency=ruled.agency if ruled.agency != ruled.company else None)
    return ruled._replace(company=company)
