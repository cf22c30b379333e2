"""One draft as JSON, and its answer. Bounds and types are checked here, once for all doors."""

from collections.abc import Mapping
from typing import Any

from ..errors import Malformed
from ..model import LANGUAGES
from .checker import check
from .draft import SIDES, Context, Draft, Pool

_TEXTS = ("contact_name", "company", "job_title", "candidate_name", "situation")
_MOST = 500  #: characters of a value of the context that are looked at


def answer(row: Mapping[str, Any], lang: str | None = None) -> dict[str, Any]:
    """``{id, findings}`` of ``{id, side, lang, subject?, text, context?}``. Raises Malformed.

    `lang` is the language of the explanations, else the draft's.
    """
    found = check(draft_of(row), lang)
    return {"id": row.get("id"), "findings": [finding.as_json() for finding in found]}


def draft_of(row: Mapping[str, Any]) -> Draft:
    """The draft of a row; null is absent, unknown keys are passed over. Raises Malformed."""
    side, lang = row.get("side"), row.get("lang")
    if side not in SIDES:
        raise Malformed("side", "one of: decline, reject")
    if not isinstance(lang, str) or _base(lang) not in LANGUAGES:
        raise Malformed("lang", "one of: nl, en, fr, de")
    if not isinstance(row.get("text"), str):
        raise Malformed("text", "must be text")
    return Draft(
        side=side,
        lang=_base(lang),
        text=_text(row, "text"),
        subject=_text(row, "subject"),
        context=_context(_table(row, "context")),
    )


def _base(lang: str) -> str:
    """``nl-BE`` -> ``nl``."""
    return lang.replace("_", "-").partition("-")[0].lower()


def _context(row: Mapping[str, Any]) -> Context:
    pool = _table(row, "talent_pool")
    return Context(
        **{name: _text(row, name)[:_MOST] for name in _TEXTS},
        already_accepted=_flag(row, "already_accepted") or False,
        no_reason=_flag(row, "no_reason") or False,
        talent_pool=Pool(
            intended=_flag(pool, "intended"),
            consent=_flag(pool, "consent"),
            until=_text(pool, "until"),
        ),
    )


def _table(row: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    value = row.get(field)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Malformed(field, "must be an object")
    return value


def _text(row: Mapping[str, Any], field: str) -> str:
    value = row.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(field, "must be text")
    return value.encode("utf-8", "replace").decode()  # lone surrogates cannot leave as UTF-8


def _flag(row: Mapping[str, Any], field: str) -> bool | None:
    value = row.get(field)
    if value is not None and not isinstance(value, bool):
        raise Malformed(field, "must be true or false")
    return value
