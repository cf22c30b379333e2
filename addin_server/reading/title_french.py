"""What little words join to a French job title: `chef de rang`, `à temps partiel`."""

from .names import capital
from .title_clauses import Word
from .title_words import Words

_TIMES = ("temps", "mi-temps", "distance", "domicile")
_OWNERS = (
    *("societe", "entreprise", "banque", "direction", "groupe", "maison", "ecole", "agence"),
    *("etablissement", "association", "commune", "ville", "structure", "region", "institution"),
)
#: No trade: `en CDI`, `en pause`.
_CONTRACTS = (
    *("cdi", "cdd", "contrat", "interim", "alternance", "vue", "tant", "qualite", "stage"),
    *("interne", "externe", "pause", "attente", "suspens", "cours", "ligne", "question", "place"),
    *("personne", "visio", "presence", "fonction", "collaboration", "vertu", "plus", "fin"),
)


def linked(words: list[Word], at: int, role: int, known: Words) -> int:
    """How many words the one of this number joins to the title."""
    low, behind = words[at].low, words[at + 1]
    if low == "a":
        return 2 if behind.low.startswith(_TIMES) else 0
    if low not in ("de", "du", "des", "d", "aux") and (low != "en" or behind.low in _CONTRACTS):
        return 0
    more = 2 if low == "de" and behind.low in ("la", "l") and at + 2 < len(words) else 1
    noun = words[at + more]
    trade = low == "en" and words[role].low in known.contracts  # `stage en Comptabilité`
    named = trade or (capital(words[role].said) and low in ("de", "d"))
    small = noun.said[0].islower() or named
    owned = more == 2 and noun.low in _OWNERS
    return more + 1 if small and not owned and not known.bounds(noun.low) else 0
