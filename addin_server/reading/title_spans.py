"""How far a job title reaches, around a noun for who does a job or behind an introduction."""

import re
from functools import partial
from typing import NamedTuple

from .index import fold
from .names import capital
from .title_words import Words

REACH = 100  #: code points looked at on either side
MOST_WORDS = 8
ENDS = re.compile(r"[,;:!?\n\"“”„«»|•*()\[\]{}<>$%→]|\.(?!\w)|(?:^|\s)[-–—](?=\s)|\s#|_{2}|[–—]\s")
#: `(Laravel)`, `leid(st)er` and `.NET` do not end a title.
MASKED = re.compile(
    r"\((?:(?<=\w\()[^\W\d_]{1,6}|[A-Z][A-Za-z][A-Za-z.+#]{0,18}(?:[ -][A-Z][A-Za-z]+)?)\)"
    r"|\.(?<=\s\.)(?=\w)"
    r"|(?:[Dd]ipl|Sr|Jr|Snr|med|techn|kaufm|staatl|gepr|adj)\."
)
#: `(Standort Weilheim)`, `(Remote)`: said of the post, not in its title.
_ASIDES = re.compile(
    r"\((?:standort|via|ref|referenz|referentie|kenmerk|location|locatie|lieu|remote|based|post"
    r"|regio|region|région|hybrid|hybride|intern|bei|bij|at|chez|vollzeit|teilzeit|voltijds"
    r"|deeltijds|fulltime|parttime|full|cdi|cdd)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[dDlL]['’](?=\w)|\S+")
SHARE = re.compile(r",?\s{1,2}\(?\d{2,3}(?:\s?[–-]\s?\d{2,3})?\s?%\)?")
GENDERS = re.compile(
    r"\s?[\[(](?:[mwfvhdx]\s?/\s?){1,2}[mwfvhdx][\])]|\s\((?:all genders|gn)\)", re.IGNORECASE
)
#: What goes on behind `en`, `à`, `im` as part of a French or German title is told by these.
_TIMES = ("temps", "mi-temps", "distance", "domicile")
_SETTINGS = ("dienst", "management", "vertrieb", "einkauf", "bereich")
_UNITS = ("regio", "dienst", "groep", "klas", "niveau", "afdeling")
_ADJECTIVES = tuple(
    stem + end for stem in ("end", "isch", "lich", "iert") for end in ("e", "en", "er", "em")
)
_MAIN = ("al", "ale", "ales", "aux", "elle", "elles", "el", "ique", "iques", "aire", "aires")
_OWNERS = (
    *("societe", "entreprise", "banque", "direction", "groupe", "maison", "ecole", "agence"),
    *("etablissement", "association", "commune", "ville", "structure", "region", "institution"),
)
_CONTRACTS = ("cdi", "cdd", "contrat", "interim", "alternance", "vue", "tant", "qualite", "stage")


class Word(NamedTuple):
    start: int
    end: int
    said: str
    low: str


class Clause(NamedTuple):
    """Words between two marks that no title goes over."""

    words: list[Word]
    end: int


def clause(text: str, low: int, at: int, high: int) -> Clause:
    """The words around a place, up to what ends a title on either side."""
    begin, stop = max(low, at - REACH), min(high, at + REACH)
    piece = text[begin:stop]
    if "(" in piece or "." in piece:
        piece = MASKED.sub(partial(_mask, at=at - begin), piece)
    left = 0
    for m in ENDS.finditer(piece, 0, at - begin):
        left = m.end()
    closed = ENDS.search(piece, at - begin)
    right = closed.start() if closed else len(piece)
    spans = [w.span() for w in WORD.finditer(piece, left, right)]
    if left == 0 and begin > low and spans and spans[0][1] <= at - begin:
        spans.pop(0)  # half a word
    said, folded = text[begin:stop], fold(text[begin:stop])
    words = [Word(begin + a, begin + b, said[a:b], folded[a:b].strip("'.,/")) for a, b in spans]
    return Clause(words, begin + right)


def _mask(m: re.Match[str], at: int) -> str:
    """Nothing that ends a title, but where the title itself stands in brackets."""
    kept = m.start() < at < m.end() or _ASIDES.match(m[0])
    return m[0] if kept else "x" * len(m[0])


def telling(word: Word, known: Words) -> bool:
    """Is it a noun for who does a job, alone or at the end of a compound?"""
    if word.low.isalpha():
        return known.is_role(word.low)
    if "@" in word.low:
        return False
    parts = (part.split("-")[-1] for part in re.split(r"[/.]", word.low))
    return any(known.is_role(re.sub(r"\W.*", "", part)) for part in parts)


def around(found: Clause, at: int, known: Words) -> tuple[int, int, int] | None:
    """By number: where the title begins in which the noun at this offset stands, that noun, and
    the word behind the title."""
    words = found.words
    here = next((i for i, w in enumerate(words) if w.start <= at < w.end), None)
    if here is None or not telling(words[here], known):
        return None
    if known.lang == "de" and words[here].low in known.vague & known.topics:
        return None  # `Stelle Schlosser`
    first = here
    while first and here - first < 5 and _leads(words, first - 1, here, known):
        first -= 1
    while first < here and words[first].low in (*known.joins, "of", "de"):
        first += 1
    return first, here, reach(words, here, known)


def _leads(words: list[Word], at: int, role: int, known: Words) -> bool:
    """Does the word before a title belong to it?"""
    word, low = words[at], words[at].low
    if low in ("of", "-", "/", *known.joins) and at:
        before = words[at - 1]
        return (
            capital(words[role].said) and capital(before.said) and not known.opens(before.low, True)
        )
    if low.isdigit():  # `Grade 4 Educator`
        return at > 0 and capital(words[role].said) and capital(words[at - 1].said)
    named = word.said[:1].isupper() and at > 0
    if known.opens(low, named) or low in known.fillers or not low[:1].isalpha():
        return False
    if capital(words[role].said):
        return capital(word.said) or (role - at == 1 and known.lang == "de" and _grade(word))
    if known.lang == "fr":  # `community manager`
        return role - at == 1 and word.said[0].islower() and words[role].low in known.english
    if role - at > 2 or (role - at == 2 and at == 0):
        return role - at == 2 and capital(word.said)  # `Sign language interpreter`
    return word.said[0].islower() or word.said.isupper() or role - at == 1


def _grade(word: Word) -> bool:
    """`stellvertretende Kita-Leitung`, `dipl. Pflegefachfrau`"""
    return word.low in ("dipl", "staatl", "gepr", "exam") or word.low.endswith(_ADJECTIVES)


def reach(words: list[Word], role: int, known: Words) -> int:
    """The number of the word behind the title."""
    end = role + 1
    while end < len(words) and end - role < MOST_WORDS:
        step = _step(words, end, role, known)
        if not step:
            break
        if any(telling(w, known) for w in words[end : end + step]):
            role = end
        end += step
    return end - 1 if words[end - 1].low in known.joins else end


def _step(words: list[Word], at: int, role: int, known: Words) -> int:
    """How many words the title goes on for here."""
    word, low = words[at], words[at].low
    if low in known.joins:
        return 1 if _joined(words, at, known) else 0
    if at + 1 < len(words) and (linked := _linked(words, at, role, known)):
        return linked
    if known.closes(word.low) and capital(word.said) and capital(words[at - 1].said):
        return 1  # `Graduate Actuarial Programme`
    if known.bounds(low) or not low.lstrip("(")[:1].isalpha():
        return 0
    if low in known.topics and known.lang != "fr":
        return 0
    if telling(word, known):
        return 1
    if known.lang == "de":
        return int(capital(word.said))
    if capital(words[role].said) and capital(word.said):
        return 1
    if word.said.isupper() and len(low) < 5:
        return 1
    return int(_qualifies(words, at, role, known))


def _joined(words: list[Word], at: int, known: Words) -> bool:
    """Does `and` go on to a second noun: `Learning and Development Manager`?"""
    behind = words[at + 1 : at + 4]
    if not behind or known.bounds(behind[0].low):
        return False
    if words[at].low == "&" or words[at - 1].said.endswith("-"):
        return True
    return capital(behind[0].said) and any(telling(w, known) for w in behind)


def _linked(words: list[Word], at: int, role: int, known: Words) -> int:
    """How many words this little word joins to the title: `Head of Growth`, `chef de rang`."""
    low, behind = words[at].low, words[at + 1]
    if known.lang == "fr":
        return _linked_french(words, at, role, known)
    if known.bounds(behind.low) or not behind.said[0].isalpha():
        return 0
    if low == "of" and words[role].low in known.english and capital(behind.said):
        return 2
    if known.lang == "de":
        setting = low == "im" and behind.low.endswith(_SETTINGS)
        return 2 if setting or (low == "fur" and capital(behind.said)) else 0
    if known.lang == "en":
        wide = low == "in" and words[role].low in known.academic
        return 2 if low == "of" or wide or (low == "de" and capital(behind.said)) else 0
    return 2 if low in _UNITS and at == role + 1 else 0


def _linked_french(words: list[Word], at: int, role: int, known: Words) -> int:
    low, behind = words[at].low, words[at + 1]
    if low == "a":
        return 2 if behind.low.startswith(_TIMES) else 0
    if low not in ("de", "du", "des", "d", "aux") and (low != "en" or behind.low in _CONTRACTS):
        return 0
    more = 2 if low == "de" and behind.low in ("la", "l") and at + 2 < len(words) else 1
    noun = words[at + more]
    small = noun.said[0].islower() or (capital(words[role].said) and low in ("de", "d"))
    owned = more == 2 and noun.low in _OWNERS
    return more + 1 if small and not owned and not known.bounds(noun.low) else 0


def _qualifies(words: list[Word], at: int, role: int, known: Words) -> bool:
    """A small word behind the noun, where the title ends: `docent scheikunde`."""
    low = words[at].low
    if known.lang == "nl" and capital(words[at].said):  # `leraar Nederlands`
        return at == role + 1 and (at + 1 == len(words) or known.bounds(words[at + 1].low))
    if known.lang == "en" or not words[at].said[0].islower():
        return False
    if known.lang == "fr":
        near = at - role <= 3 or low.endswith(_MAIN)
        return near and not low.endswith(("ait", "aient", "ons", "ez"))
    if at == role + 1 and low.endswith("e") and at + 1 < len(words):
        return _closes(words, at + 1, known)  # `adviseur duurzame mobiliteit`
    return at - role <= 2 and _closes(words, at, known)


def _closes(words: list[Word], at: int, known: Words) -> bool:
    """Does the clause end behind this word, or go on with a word of the sentence?"""
    if known.bounds(words[at].low):
        return False
    return at + 1 == len(words) or known.bounds(words[at + 1].low) or known.opens(words[at + 1].low)
