"""What an address says of an organisation: the name in its domain, and which names spell that.

Relays of recruiting software and free mailboxes say nothing.
"""

from . import index
from .names import PLACEHOLDER
from .organisation_words import around, listed, tokens
from .patterns import lazy

MATCH = 0.75  #: from here on words are the name of a domain
_WORD = lazy(r"\S+")
_SIGNS = lazy(r"\W")
_UMLAUT = lazy("([aou])e")


def domain_name(email: str) -> str:
    """The name in the address's domain; "" for relays, free mailboxes and placeholders."""
    behind = email.lower().rpartition("@")[2]
    if PLACEHOLDER.search(behind):
        return ""
    pieces = behind.split(".")
    named = [p for p in pieces[:-1] if p not in listed("services")]
    if named and named[-1] in listed("relays"):
        named.pop()  # `acme.teamtailor.com` is Acme's
    return _SIGNS.sub("", index.fold(named[-1])) if named else ""


def spelt(domain: str) -> tuple[str, ...]:
    """The domain as it stands and with ae, oe, ue read as umlauts that lost their dots."""
    if "ae" in domain or "oe" in domain or "ue" in domain:
        return domain, _UMLAUT.sub(r"\1", domain)
    return (domain,)


def cover(value: str, domain: str) -> float:
    """How much of a domain the words of a name spell, each in full or by its beginning.

    `holroydfab` is `Holroyd & Daughters Fabrication`; `rwls` are initials.
    """
    if len(domain) < 3 or (value.isascii() and domain[0] not in value.lower()):
        return 0.0
    said = tokens(value)
    if said and said[0] == domain:
        return 1.0
    if len(said) > 2 and "".join([word[0] for word in said if len(word) > 3]) == domain:
        return 1.0
    if domain[0] not in [word[0] for word in said]:
        return 0.0
    return max([_spelt(said, name) / len(name) for name in spelt(domain)])


def first_spelt(run: str, domain: str) -> int | None:
    """Where a run of capitals begins to spell the domain, with a noun such as `Groupe` before."""
    whole = cover(run, domain)
    if whole < MATCH:
        return None
    for word in _WORD.finditer(run):
        low = word[0].lower()
        if low in listed("heads") or low in listed("acronyms"):
            return word.start()
        if cover(run[word.end() :], domain) < whole:
            return word.start()
    return 0


def _spelt(said: list[str], name: str) -> int:
    rest = name
    alone = len(said) == 1
    for word in said:
        if word == "&":
            rest = next((rest[len(a) :] for a in around("and") if rest.startswith(a)), rest)
            continue
        same = _common(word, rest)
        if same == len(word) or (same >= 3 and not alone) or (same == len(rest) and same > 1):
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
