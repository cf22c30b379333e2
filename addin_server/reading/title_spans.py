"""How far a job title reaches, around a noun for who does a job or behind an introduction."""

import re
from functools import cache

from . import title_german
from .names import capital
from .patterns import lazy
from .title_clauses import Word
from .title_french import linked
from .title_words import MANY, NONE, Words, grammar
from .vocabulary import any_of

MOST_WORDS = 8
_GENDERS = lazy(r"\((?:[mwfvhdx]/){1,2}[mwfvhdx]\)")


@cache
def _told(lang: str, kind: str) -> tuple[str, ...]:
    return tuple(grammar(lang)[kind])


def _participle() -> str:
    before, verbs = any_of(_told("nl", "prefixes")), any_of(_told("nl", "verbs"))
    nouns = "".join(f"(?<!{noun})" for noun in _told("nl", "nouns"))
    return rf"{before}?ge\w{{3,}}{verbs}{nouns}"


#: A Dutch verb, with which no title goes on.
_PARTICIPLE = lazy(_participle)


def graded(word: Word, known: Words) -> int:
    """How likely it is such a noun: see `Words.grade`."""
    if word.low.isalpha():
        return known.grader()(word.low)
    if "@" in word.low:
        return NONE
    whole = re.sub(r"[(:*].*", "", word.low)
    parts = (part.split("-")[-1] for part in re.split(r"[/.]", word.low))
    return max(known.grade(whole), *(known.grade(re.sub(r"\W.*", "", part)) for part in parts))


def around(words: list[Word], here: int, known: Words, cued: bool = False) -> tuple[int, int]:
    """By number: where the title begins in which this noun stands, and the word behind it."""
    if known.lang == "de" and words[here].low in known.vague & known.topics:
        return here, here  # `Stelle Schlosser`
    first = here
    while first and here - first < 5 and _leads(words, first - 1, here, known, cued):
        first -= 1
    while first < here and words[first].low in (*known.joins, "of", "de"):
        first += 1
    return first, reach(words, here, known)


def _leads(words: list[Word], at: int, role: int, known: Words, cued: bool) -> bool:
    """Does the word before a title belong to it?"""
    word, low = words[at], words[at].low
    if low in ("of", "-", "/", *known.joins) and at:
        before = words[at - 1]
        return (
            capital(words[at + 1].said)
            and capital(before.said)
            and not known.opens(before.low, True)
        )
    if at + 2 < role and words[at + 1].low in known.joins:  # `Marketing & Sales professional`
        return True
    if low.isdigit():  # `Grade 4 Educator`
        return at > 0 and capital(words[role].said) and capital(words[at - 1].said)
    named = word.said.lstrip(".")[:1].isupper() and (at > 0 or cued)
    opens = known.bars(low) if named and cued else known.opens(low, named)
    if low in _told(known.lang, "teams") or (word.said.isupper() and _is_short(word, words[role])):
        opens = False  # `team leader`, `IT support specialist`
    if opens or low in known.fillers or not low[:1].isalpha():
        return False
    if capital(words[role].said):
        return capital(word.said) or (role - at == 1 and known.lang == "de" and _grade(word))
    if known.lang == "fr":  # `community manager`
        return role - at == 1 and words[role].low in known.english
    if role - at > 2 or (role - at == 2 and at == 0 and not cued):
        return role - at == 2 and capital(word.said)  # `Sign language interpreter`
    first = at == 0 and cued
    return first or word.said[0].islower() or word.said.isupper() or role - at == 1


def _is_short(word: Word, role: Word) -> bool:
    """Is it in capitals, and no word of a text that shouts?"""
    return len(word.said) == 2 and not role.said.isupper()


def _grade(word: Word) -> bool:
    """`stellvertretende Kita-Leitung`, `dipl. Pflegefachfrau`"""
    return word.low in _told("de", "trained") or word.low.endswith(_told("de", "adjectives"))


def reach(words: list[Word], role: int, known: Words) -> int:
    """The number of the word behind the title."""
    end = role + 1
    while end < len(words) and end - role < MOST_WORDS:
        step = _step(words, end, role, known)
        if not step:
            break
        if any(graded(w, known) >= MANY for w in words[end : end + step]):
            role = end
        end += step
    return end - 1 if words[end - 1].low in known.joins else end


def _step(words: list[Word], at: int, role: int, known: Words) -> int:
    """How many words the title goes on for here."""
    word, low = words[at], words[at].low
    if low in known.joins:
        return 1 if _joined(words, at, known) else 0
    if word.said[0] == "(" and _GENDERS.fullmatch(low):  # `Chefarzt (m/w/d) Geriatrie`
        behind = words[at + 1] if at + 1 < len(words) else None
        return 2 if behind and capital(behind.said) and not known.bounds(behind.low) else 0
    if word.said == "/" and at + 1 < len(words):  # `C++ / Embedded`
        behind = words[at + 1]
        alike = capital(behind.said) or behind.low[:3] == words[at - 1].low[:3]
        return 2 if alike and not known.bounds(behind.low) else 0
    if tail := _tail(words, at, known):
        return tail
    if at + 1 < len(words) and low in known.grades and words[at + 1].low[:1].isdigit():
        return 2 if len(words[at + 1].low) < 3 else 0  # `Staff Nurse Band 5`
    if at + 1 < len(words) and (linked := _linked(words, at, role, known)):
        return linked
    if known.closes(word.low) and capital(word.said) and capital(words[at - 1].said):
        return 1  # `Graduate Actuarial Programme`
    if known.bounds(low) or not low.lstrip("(")[:1].isalpha():
        return 0
    if low in known.topics and known.lang != "fr":
        return _inner(words, at, known)
    if graded(word, known) >= MANY:
        return 1
    if known.lang == "de":
        return int(capital(word.said))
    if capital(words[role].said) and capital(word.said):
        return 1
    if word.said.isupper() and len(low) < (6 if "/" in low else 5):  # `designer UX/UI`
        return 1
    return int(_qualifies(words, at, role, known))


def _inner(words: list[Word], at: int, known: Words) -> int:
    """How many words go on with a topic amid a title: `Assistant Stage Manager`."""
    around = words[at - 1 : at + 2]
    named = len(around) == 3 and all(capital(word.said) for word in around)
    return 2 if named and graded(around[-1], known) >= MANY else 0


def _tail(words: list[Word], at: int, known: Words) -> int:
    """How many words a set phrase has that begins here: `Deutsch als Fremdsprache`."""
    for tail in known.tails.get(words[at].low, ()):
        if tuple(word.low for word in words[at : at + len(tail)]) == tail:
            return len(tail)
    return 0


def _joined(words: list[Word], at: int, known: Words) -> bool:
    """Does `and` go on to a second noun: `Learning and Development Manager`?"""
    behind = words[at + 1 : at + 4]
    if not behind or known.bounds(behind[0].low):
        return False
    if words[at].low == "&" or words[at - 1].said.endswith("-"):
        return True
    return capital(behind[0].said) and any(graded(w, known) >= MANY for w in behind)


def _linked(words: list[Word], at: int, role: int, known: Words) -> int:
    """How many words this little word joins to the title: `Head of Growth`, `chef de rang`."""
    low, behind = words[at].low, words[at + 1]
    heads = low == "of" and words[role].low in known.english and capital(behind.said)
    if low == known.either and not heads:  # `technicien ou technicienne`
        return 2 if graded(behind, known) and behind.low[:4] == words[at - 1].low[:4] else 0
    if known.lang == "fr":
        return linked(words, at, role, known)
    if not behind.said[0].isalpha() or (known.bounds(behind.low) and not capital(behind.said)):
        return 0
    if known.bounds(behind.low) and low != "of":
        return 0
    if heads:
        return 2
    if known.lang == "de":
        return 2 if title_german.linked(low, behind, words[role].low) else 0
    if known.lang == "en":
        wide = low == "in" and words[role].low in known.academic
        return 2 if low == "of" or wide or (low == "de" and capital(behind.said)) else 0
    return 2 if low in _told("nl", "units") and at == role + 1 else 0


def _qualifies(words: list[Word], at: int, role: int, known: Words) -> bool:
    """A small word behind the noun, where the title ends: `docent scheikunde`."""
    low = words[at].low
    if known.lang == "nl" and capital(words[at].said):  # `leraar Nederlands`
        joined = at == role + 3 and words[at - 1].low in known.joins
        return joined or (at == role + 1 and _named(words, at, known))
    if known.lang == "en" or not words[at].said[0].islower():
        return False
    if known.lang == "fr":
        near = (
            at - role <= 3 or low.endswith(_told("fr", "adjectives")) or _closes(words, at, known)
        )
        verb = low.endswith("it") and at > role + 1
        return near and not verb and not low.endswith(_told("fr", "verbs"))
    if _PARTICIPLE.fullmatch(low) or (
        role and capital(words[role].said) and capital(words[role - 1].said)
    ):
        return False  # `Product Owner gepland`
    if at + 1 < len(words) and words[at + 1].low in _told("nl", "subjects"):
        return False  # `laborant ontvingen wij`
    last = _last_adjective(words, at, role, known)
    led = all(word.low.endswith(_told("nl", "adjectives")) for word in words[role + 1 : at])
    return led and at - role <= 3 and _closes(words, last, known)


def _last_adjective(words: list[Word], at: int, role: int, known: Words) -> int:
    """`adviseur duurzame mobiliteit`: the number of the word that adjectives lead to."""
    last, most = at, min(len(words) - 1, role + 3)
    while last < most and words[last].low.endswith(_told("nl", "adjectives")):
        if known.bounds(words[last + 1].low):
            break
        last += 1
    return last


def _named(words: list[Word], at: int, known: Words) -> bool:
    """Does the clause end behind a name, or behind two that are joined: `stage Data & Sturing`?"""
    end = at + 1
    if end + 1 < len(words) and words[end].low in known.joins and capital(words[end + 1].said):
        end += 2
    return end == len(words) or known.bounds(words[end].low)


def _closes(words: list[Word], at: int, known: Words) -> bool:
    """Does the clause end behind this word, or go on with a word of the sentence?"""
    if known.bounds(words[at].low):
        return False
    return at + 1 == len(words) or known.bounds(words[at + 1].low) or known.opens(words[at + 1].low)


def closes(word: Word, known: Words) -> bool:
    """Is it a word that no title goes over, small or not?"""
    if word.low in known.joins or word.low == "of":
        return False
    return known.bounds(word.low) and not (word.low in known.contents and capital(word.said))
