"""A person -> how to address them. Never guesses: no gender without a title, no name without one.

Pure. The wording is in ``lexicon/<lang>/salutation.toml``. Answers are plain text, not HTML.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from .model import LANGUAGES, Register
from .resources import lexicon

#: Pronouns, a department, a nickname in quotes, a mail address, what follows "|" or "via".
_ASIDE = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|[\"“„«][^\"“”„«»]*[\"“”»]|<[^<>@]*@[^<>]*>|\s(?:\||/|•|via)\s.*$",
    re.I,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A name taken apart, without deciding what it does not say."""

    names: tuple[str, ...] = ()  #: given name(s) and surname in their order, titles left out
    gender: str = ""  #: "woman", "man", "neutral": only from a title
    title: str = ""  #: the title as it was written
    academic: tuple[str, ...] = ()  #: "professor", "doctor"

    @property
    def full(self) -> str:
        return " ".join(self.names)

    @property
    def first(self) -> str:
        """The given name; the full name where none can be told apart (initials, a particle)."""
        return self.names[0] if self.has_first else self.full

    @property
    def has_first(self) -> bool:
        """Whether it is sure that the first word is a given name."""
        if (
            not self.names
            or self.names[0].lower() in _pool("not_given")
            or _initials(self.names[0])
        ):
            return False
        return len(self.names) > 1 or not (self.title or self.academic)

    @property
    def surname(self) -> str:
        """What follows a title. Where several words may be the surname: the full name."""
        for index, word in enumerate(self.names):
            if word.lower() in _pool("particles" if index else "not_given") or word[:2].lower() in (
                "d'",
                "d’",
            ):
                return " ".join(self.names[index:])
        rest = self.names
        while len(rest) > 1 and _initials(rest[0]):
            rest = rest[1:]
        return " ".join(rest) if len(rest) != 2 or len(rest) < len(self.names) else rest[1]


def greeting(
    name: str | None, lang: str, register: Register | None, title: str | None = None
) -> str:
    """Open a letter: ``Geachte mevrouw De Vries,``, ``Hi Lotte,``, ``Bonjour,``.

    `name` may bring its own title ("dhr. J. de Vries", "Dr. Anna Weber"). No register is formal.
    """
    words = lexicon(lang, "salutation")
    person = parse(f"{title or ''} {name or ''}" if (name or "").strip() else "", lang)
    informal = register == Register.INFORMAL
    if not person.names:
        return str(words["nobody_informal" if informal else "nobody_formal"])
    if informal and (person.has_first or not (person.title or person.academic)):
        return str(words["informal"]).format(first=person.first)
    form = _form(person, words)
    line = words["informal_titled"].get(form, words[form]) if informal else words[form]
    surname = _capital(person.surname) if words["surname_capital"] else person.surname
    academic = words["academic_titles"].get("_".join(person.academic), "")
    title = _english(person.title) if person.gender == "woman" else person.title
    parts = {"academic": academic, "title": title, "surname": surname, "full": person.full}
    return " ".join(str(line).format(**parts).split())


def closing(lang: str, register: Register | None) -> str:
    """Close a letter: ``Met vriendelijke groet,``. The name comes under it."""
    register = register or Register.FORMAL
    return str(lexicon(lang, "salutation")[f"closing_{register}"])


def _form(person: Person, words: dict[str, Any]) -> str:
    if person.gender in words:
        return person.gender
    if person.academic:
        return "academic"
    if person.title and not person.has_first:
        return "titled"
    return "full" if len(person.names) > 1 else "single"


def _english(title: str) -> str:
    """The title a woman was given, as English writes it; Ms for those of other languages."""
    plain = title.strip(".").capitalize()
    return plain if plain in ("Mrs", "Miss") else "Ms"


def _capital(surname: str) -> str:
    """Capital without a given name before it (Taalunie): De Vries, Van 't Hoff; 't Hoff stays."""
    return surname[:1].upper() + surname[1:]


def _initials(word: str) -> bool:
    """``J.``, ``J.P.``, ``J-P.``, ``Th.``; also a bare letter."""
    return len(word) == 1 or re.fullmatch(r"(?:\w{1,2}\.-?)+\w?", word) is not None


def parse(text: str, lang: str) -> Person:
    """Take a written name apart: titles, degrees and asides off, "Vries, Jan de" turned round."""
    text = _ASIDE.sub(" ", _unquoted(" ".join(text.split())))
    if "@" in text or not any(c.isalpha() for c in text):
        return Person()
    titles = _titles(lang)
    before = _untitled(text.split(), titles)
    after = _untitled(_ordered(" ".join(before.names)).split(), titles)
    names = list(after.names)
    while len(names) > 1 and names[-1].strip(".,").lower() in _pool("degrees"):
        names.pop()
    names = [name.strip(",;:!") for name in _joined(names)]
    if any(word in _pool("not_a_person") for name in names for word in name.lower().split("-")):
        return Person()
    return Person(
        names=tuple(_cased([name for name in names if any(c.isalpha() for c in name)])),
        gender=before.gender or after.gender,
        title=before.title or after.title,
        academic=tuple(sorted({*before.academic, *after.academic}, reverse=True)),
    )


def _unquoted(text: str) -> str:
    """Without the quotes that some mail programs put around a whole name."""
    if len(text) > 2 and text[0] in "\"'“„«‘" and text[-1] in "\"'“”»’":
        return text[1:-1].strip()
    return text


def _ordered(text: str) -> str:
    """``Vries, Jan de`` -> ``Jan de Vries``; ``Jan de Vries, MSc`` -> ``Jan de Vries``."""
    before, comma, after = (part.strip() for part in text.partition(","))
    if not comma or not after:
        return before
    if all(word.strip(".,").lower() in _pool("degrees") for word in after.split()):
        return before
    return f"{after.split(',')[0].strip()} {before}"


def _untitled(words: list[str], titles: dict[str, str]) -> Person:
    """The titles before a name, and the words that are left."""
    gender = title = ""
    academic: list[str] = []
    while words:
        two = " ".join(words[:2]).lower().rstrip(".")
        size = 2 if two in titles else 1
        plain = two if size == 2 else words[0].lower().rstrip(".,")
        if titles.get(plain) in ("doctor", "professor"):
            academic.append(titles[plain])
        elif plain in titles:
            gender = gender or titles[plain]
            title = title or " ".join(words[:size])
        else:
            break
        words = words[size:]
    gender = "" if gender == "unsaid" else gender
    return Person(names=tuple(words), gender=gender, title=title, academic=tuple(academic))


@cache
def _pool(key: str) -> frozenset[str]:
    """The words of all four languages together: names do not keep to the language of a mail."""
    return frozenset(word for lang in LANGUAGES for word in lexicon(lang, "salutation")[key])


@cache
def _titles(lang: str) -> dict[str, str]:
    """Title -> gender or rank. All four languages; ambiguous ones only in their own."""
    found: dict[str, str] = {}
    for each in (*(other for other in LANGUAGES if other != lang), lang):
        for gender, titles in lexicon(each, "salutation")["titles"].items():
            if gender.endswith("_here") and each != lang:
                continue
            found.update(dict.fromkeys(titles, gender.removesuffix("_here")))
    return found


def _joined(words: list[str]) -> list[str]:
    """``Peeters - Jansen`` is one double surname; behind a full name a dash starts an aside."""
    joined: list[str] = []
    for index, word in enumerate(words):
        if word in ("-", "–", "—"):
            if len(joined) > 1 or not joined or index + 1 == len(words):
                return joined
            joined[-1] += "-"
        elif joined and joined[-1].endswith("-"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _cased(words: list[str]) -> list[str]:
    """Names in capitals as one writes them; a surname in capitals goes last (``DUPONT Marie``)."""
    loud = [len(word) > 2 and word.isupper() and "." not in word for word in words]
    if loud[:1] == [True] and not all(loud) and not any(loud[loud.index(False) :]):
        at = loud.index(False)
        words, loud = words[at:] + words[:at], loud[at:] + loud[:at]
    quiet = all(word == word.lower() for word in words)
    shout = all(word == word.upper() for word in words) and any(loud)
    return [
        _name_case(word, index) if quiet or shout or loud[index] else word
        for index, word in enumerate(words)
    ]


def _name_case(word: str, index: int) -> str:
    if index and word.lower() in _pool("particles"):
        return word.lower()
    word = re.sub(r"[^\W\d_]+", lambda part: part[0][:1].upper() + part[0][1:].lower(), word)
    return re.sub(r"\bMc[a-z]", lambda part: part[0][:2] + part[0][2].upper(), word)
