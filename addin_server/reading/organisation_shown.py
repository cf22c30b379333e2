"""The house that the sender's display name tells, where the mail itself names none."""

from functools import cache

from .concepts import concepts
from .language import served
from .names import people_listed, person
from .organisation_domains import MATCH, cover
from .organisation_senders import Writer
from .organisation_words import departments, listed, tails, tokens
from .source import Found


def shown(by: Writer, lang: str | None) -> Found | None:
    """No words of the mail say so. A single word must be the domain's, unless that is a relay's.

    Not a person, a department (`Personalteam`), or what the mail was sent with (`TalentFlow`).
    """
    house = by.organisation or ""
    said = tokens(house)
    if not said or _is_address(by.shown) or _is_general(said, lang) or _is_software(said):
        return None
    owned = cover(house, by.domain) >= MATCH
    if len(said) == 1 and by.domain and not owned:
        return None
    if not owned and _is_apart(house, by.shown) and person(house, lang):
        return None
    return Found(words="", part="body", start=0, end=0, value=house)


def _is_apart(house: str, shown: str) -> bool:
    """`Ann Poe (HR)` is a person of that name; `Ann Poe HR` may be a house of that name."""
    behind = shown.removeprefix(house).lstrip()
    return behind != shown and not behind[:1].isalpha()


def _is_address(shown: str) -> bool:
    return "@" in shown and " " not in shown


def _is_general(said: list[str], lang: str | None) -> bool:
    """Do these words name nobody? A word of mails about jobs says too little."""
    if len(said) > 1:
        return _general().issuperset(said)
    word, ends = said[0], tuple(people_listed("group_ends"))
    return word in _general() or word.endswith(ends) or bool(concepts(served(lang)).of(word))


@cache
def _general() -> frozenset[str]:
    """Words that alone name no house."""
    lists = ("mailboxes", "not_organisations", "heads")
    return departments() | tails() | frozenset(word for name in lists for word in listed(name))


def _is_software(said: list[str]) -> bool:
    return any(part in word for part in listed("software") for word in said)
