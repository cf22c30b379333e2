"""What little words join to a German job title: `Referent für Presse`, `Mitarbeiter im Einkauf`."""

from functools import cache

from . import index
from .names import capital
from .title_clauses import Word
from .title_words import grammar


@cache
def _told(kind: str) -> tuple[str, ...]:
    return tuple(index.folded(grammar("de")[kind]))


def linked(low: str, behind: Word, role: str) -> bool:
    """Does the title go on behind this small word? `role`: the folded noun for who does a job."""
    if low == "im":
        return behind.low.endswith(_told("settings") + (_told("trades") if _is_wide(role) else ()))
    if not capital(behind.said):
        return False
    if low in ("zum", "zur"):  # `Auszubildender zum Elektroniker`
        return role.startswith(_told("learners"))
    return low == "fur" or (low == "der" and behind.low in _told("heads"))


def _is_wide(role: str) -> bool:
    """`Schülerpraktikum`, `Mitarbeiter`: is it where the job is done that tells which it is?"""
    return role.endswith(_told("wide"))
