"""What addresses and display names say about an organisation.

Relays of recruiting software and free mailboxes say nothing.
"""

import re

from . import index
from .names import PLACEHOLDER, person
from .organisation_names import NAME, is_name
from .organisation_words import LEGAL, departments, key_of, listed, tokens
from .source import Source

MATCH = 0.75  #: from here on words are the name of a domain
CUTS = re.compile(
    r"\s+(?:via|by|at|bij|chez|bei|from|namens|on behalf of|im Auftrag von|pour)\s+"
    r"|\s*[|@–—]\s*|\s+-\s+|,\s",
    re.IGNORECASE,
)
_BARS = re.compile(r"\s*[|@–—]\s*|\s+-\s+")
FOR = re.compile(r"\s(?:pour|for|namens|on behalf of|im Auftrag von)\s(?=\S)")
VIA = re.compile(r"\svia\s", re.IGNORECASE)
_AND = ("and", "und", "en", "et")


def domain_name(email: str) -> str:
    """The name in the address's domain; "" for relays and free mailboxes."""
    pieces = email.lower().rpartition("@")[2].split(".")
    named = [p for p in pieces[:-1] if p not in listed("services")]
    if named and named[-1] in listed("relays"):
        named.pop()  # `acme.teamtailor.com` is Acme's
    return re.sub(r"[^\w]", "", index.fold(named[-1])) if named else ""


def spelt(domain: str) -> tuple[str, ...]:
    """The domain as it stands and with ae, oe, ue read as umlauts that lost their dots."""
    if "ae" in domain or "oe" in domain or "ue" in domain:
        return domain, re.sub("([aou])e", r"\1", domain)
    return (domain,)


def cover(value: str, domain: str) -> float:
    """How much of a domain the words of a name spell, each in full or by its beginning.

    `holroydfab` is `Holroyd & Daughters Fabrication`; `rwls` are initials.
    """
    if len(domain) < 3:
        return 0.0
    said = tokens(value)
    initials = "".join(word[0] for word in said if len(word) > 3)
    if initials == domain:
        return 1.0
    return max(_spelt(said, name) / len(name) for name in spelt(domain))


def _spelt(said: list[str], name: str) -> int:
    rest = name
    for word in said:
        if word == "&":
            rest = next((rest[len(a) :] for a in _AND if rest.startswith(a)), rest)
            continue
        same = _common(word, rest)
        if same == len(word) or same >= 3 or (same == len(rest) and same > 1):
            rest = rest[same:]
    return len(name) - len(rest)


def _common(one: str, other: str) -> int:
    """How many letters two words begin alike with."""
    if one[:2] != other[:2]:
        return 0 if len(one) > 1 else int(one == other[:1])
    if other.startswith(one):
        return len(one)
    n = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        n += 1
    return n


def is_human(name: str, email: str, lang: str | None) -> bool:
    """Is a display name that of a person?"""
    if not name:
        return False
    local = tokens(email.partition("@")[0])
    said = [word for word in tokens(name) if len(word) > 1]
    roles = departments() | listed("mailboxes")
    if any(word.startswith(part) for part in local if len(part) > 2 for word in said):
        return not roles & set(local)
    span = person(re.sub(r"^(\S+), (\S+)$", r"\2 \1", name), lang)
    if span is None or LEGAL.search(name) or "&" in name or roles & set(local):
        return False
    if len(name) - span[1] > 1 or len(said) > 4:
        return False
    return not telling(name) and cover(name, domain_name(email)) < MATCH


def telling(value: str) -> bool:
    """Does a name say that it is an organisation's?"""
    said = [word.lower().strip(".,'’") for word in value.split()]
    heads, tails = listed("heads"), listed("tails") | listed("agencies")
    if not said:
        return False
    last = said[-1].rpartition("-")[2]
    known = said[0] in heads or last in tails or (last != said[-1] and last in heads)
    return known or bool(departments() & set(said)) or LEGAL.search(value) is not None


def displayed(source: Source, lang: str | None) -> tuple[str, bool] | None:
    """The organisation in the sender's display name, and whether more than its looks say so."""
    shown = source.sender_name
    if not shown.strip() or PLACEHOLDER.search(shown):
        return None
    domain, via = domain_name(source.sender_email), VIA.search(shown) is not None
    for piece in _parts(shown, via, source.sender_email, domain, lang):
        bare = _without_departments(piece)
        if not bare or listed("relays") & {key_of(bare), *tokens(bare)}:
            continue
        mine = bool(domain) and cover(bare, domain) >= MATCH
        if mine or (NAME.fullmatch(bare) and is_name(bare)):
            return bare, mine or piece != shown
        return None
    return None


def _parts(shown: str, via: bool, email: str, domain: str, lang: str | None) -> list[str]:
    """What of a display name may be an organisation, the likeliest first."""
    first, _, behind = shown.partition(" von ")
    if behind and " " not in first and cover(behind, domain) >= MATCH:
        return [behind]
    if shown.partition(" ")[0].lower() in listed("heads") and not via:
        return [_BARS.split(shown, maxsplit=1)[0]]
    if named := FOR.search(shown):
        return [shown[named.end() :]]
    pieces = [piece for piece in CUTS.split(shown) if piece.strip()]
    if via:
        return [piece for piece in pieces[:1] if not (" " in piece and is_human(piece, "", lang))]
    whole = len(pieces) == 1 or ("," in shown and all(map(_without_departments, pieces)))
    if whole and is_human(shown, email, lang):
        return []
    mine = [piece for piece in pieces if domain and cover(piece, domain) >= MATCH]
    return mine or ([shown] if len(pieces) == 1 else pieces[::-1])


def _without_departments(piece: str) -> str:
    kept = [word for word in piece.split() if word.lower().strip(".") not in departments()]
    return " ".join(kept).strip(" ,-&")
