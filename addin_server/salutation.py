"""A person -> how to address them. Never guesses: no gender without a title, no name without one.

Pure. The wording is in ``lexicon/<lang>/salutation.toml``. Answers are plain text, not HTML.
"""

import re
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from .model import LANGUAGES, Register
from .naming import Person, parse, pool, without_asides
from .resources import lexicon

__all__ = ["Person", "closing", "greeting", "parse"]

MOST = 3  #: people who are greeted by name; more are a team


@cache
def _between() -> re.Pattern[str]:
    """What joins two people, and not `von und zu`."""
    words = "|".join(re.escape(lexicon(lang, "salutation")["and"]) for lang in LANGUAGES)
    return re.compile(rf"\s*(?:;|&|\+|\b(?<!von )(?:{words})\b)\s*", re.I)


# The letters of one suggestion greet one person.
@lru_cache(maxsize=8)
def greeting(
    name: str | None, lang: str, register: Register | None, title: str | None = None
) -> str:
    """Open a letter: ``Geachte mevrouw De Vries,``, ``Hi Lotte,``, ``Bonjour,``.

    `name` may bring its own title ("dhr. J. de Vries", "Dr. Anna Weber"), and may be the names of
    several people. No register is formal.
    """
    words = lexicon(lang, "salutation")
    named = _people(f"{title or ''} {name or ''}", lang) if (name or "").strip() else ()
    informal = register == Register.INFORMAL
    if not named or len(named) > MOST or any(_unknown(each) for each in named):
        return str(words["nobody_informal" if informal else "nobody_formal"])
    alone = all(len(each.names) == 1 and not each.title for each in named)
    lines = [_line(each, words, informal=informal, alone=alone) for each in named]
    return _together(lines, named, words) + ","


def closing(lang: str, register: Register | None) -> str:
    """Close a letter: ``Met vriendelijke groet,``. The name comes under it."""
    register = register or Register.FORMAL
    return str(lexicon(lang, "salutation")[f"closing_{register}"])


def _people(text: str, lang: str) -> tuple[Person, ...]:
    """Everybody whom a text names. Empty for a team, a firm, a mailbox, nobody."""
    text = without_asides(text)
    found: list[Person] = []
    bare: list[Person] = []  # "Herr und Frau Müller"
    for part in _parts(text):
        person = parse(part, lang)
        if person.organisation:
            return ()
        if person.names:
            found += [replace(each, names=person.names) for each in bare]
            found.append(person)
            bare = []
        elif person.gender:
            bare.append(person)
    return tuple(found)


def _parts(text: str) -> list[str]:
    """One person each. A comma is between two only in a list, not in ``Vries, Jan de``."""
    parts = [part for part in _between().split(text) if part.strip(" ,")]
    if len(parts) < 2 or ";" in text:
        return parts
    return [each for part in parts for each in _listed(part)]


def _listed(part: str) -> list[str]:
    pieces = [piece.split() for piece in part.split(",") if piece.strip()]
    alike = all(len(piece) > 1 for piece in pieces) or all(len(piece) == 1 for piece in pieces)
    turned = any(piece[-1] in pool("particles") for piece in pieces)
    return [" ".join(piece) for piece in pieces] if alike and not turned else [part]


def _unknown(person: Person) -> bool:
    """A surname, and a choice of titles: there is no word before it that is not a guess."""
    return person.gender == "either" and not person.has_first


def _line(person: Person, words: dict[str, Any], *, informal: bool, alone: bool) -> str:
    """The greeting of one, without a mark at its end."""
    if informal and (person.has_first or not (person.title or person.academic)):
        return str(words["informal"]).format(first=person.first).rstrip(",")
    form = _form(person, words, alone=alone)
    line = words["informal_titled"].get(form, words[form]) if informal else words[form]
    surname = _capital(person.surname) if words["surname_capital"] else person.surname
    academic = words["academic_titles"].get("_".join(dict.fromkeys(person.academic)), "")
    parts = {
        "academic": academic,
        "title": _title(person, words),
        "surname": surname,
        "full": person.full,
    }
    return " ".join(str(line).format(**parts).split()).rstrip(",")


def _form(person: Person, words: dict[str, Any], *, alone: bool) -> str:
    if person.academic and words.get("academic_first"):
        return "academic"
    if person.gender == "styled":
        return "titled"
    if person.gender in words:
        return person.gender
    if person.academic:
        return "academic"
    if person.title and not person.has_first:
        return "titled"
    return "single" if len(person.names) == 1 and alone else "full"


def _together(lines: list[str], named: tuple[Person, ...], words: dict[str, Any]) -> str:
    """``Geachte mevrouw Maes en heer Bos``; where the opening differs, each has its own."""
    if len(lines) == 1:
        return lines[0]
    opening = next((each for each in words["openings"] if _all_open(lines, each)), None)
    if opening is None:
        return ", ".join([lines[0], *(line[:1].lower() + line[1:] for line in lines[1:])])
    rest = [line.removeprefix(opening).strip() for line in lines]
    for index, (one, other) in enumerate(pairwise(named)):
        if one.title and one.names == other.names:  # Mr and Mrs Jones
            rest[index] = rest[index].removesuffix(_capital(one.surname)).removesuffix(one.surname)
    *most, last = [each.strip() for each in rest]
    return f"{opening} {', '.join(most)} {words['and']} {last}"


def _all_open(lines: list[str], opening: str) -> bool:
    return all(line.startswith(f"{opening} ") for line in lines)


def _title(person: Person, words: dict[str, Any]) -> str:
    if person.gender in ("woman", "man"):
        return _english(person)
    return str(words.get("in_full", {}).get(person.title.lower().strip("."), person.title))


def _english(person: Person) -> str:
    """The title as English writes it: as it was given, Ms or Mr for those of other languages."""
    plain = person.title.strip(".").capitalize()
    if person.gender == "man":
        return person.title if plain == "Mr" else "Mr"
    known = {"Mrs": "Mrs", "Miss": "Miss", "Ms": "Ms"}.get(plain, "Ms")
    return known + "." if person.title.endswith(".") and plain in ("Mrs", "Ms") else known


def _capital(surname: str) -> str:
    """Capital without a given name before it (Taalunie): De Vries, Van 't Hoff; 't Hoff stays."""
    return surname[:1].upper() + surname[1:]
