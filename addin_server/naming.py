"""A written name -> its parts: titles, given name, surname. Guesses nothing; a pure module.

The words are in ``lexicon/<lang>/salutation.toml``.
"""

import re
from dataclasses import dataclass
from functools import cache

from .model import LANGUAGES
from .resources import lexicon

_LETTER = re.compile(r"[^\W\d_]")
#: Chinese, Japanese and Korean names: the surname stands first.
_SURNAME_FIRST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A name taken apart, without deciding what it does not say."""

    names: tuple[str, ...] = ()  #: given name(s) and surname in their order, titles left out
    gender: str = ""  #: "woman", "man", "neutral": only from a title; "either" is left open
    title: str = ""  #: the title as it was written
    academic: tuple[str, ...] = ()  #: "professor", "doctor"
    organisation: bool = False  #: no person but a firm; a team has no names either

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
        if not self.names or _SURNAME_FIRST.search(self.names[0]):
            return False
        if self.names[0].lower() in pool("not_given") or initials(self.names[0]):
            return False
        return len(self.names) > 1 or not (self.title or self.academic)

    @property
    def surname(self) -> str:
        """What follows a title. Where several words may be the surname: the full name."""
        for index, word in enumerate(self.names):
            if word.lower() in pool("particles" if index else "not_given"):
                return " ".join(self.names[index:])
            if word[:2].lower() in ("d'", "d’"):
                return " ".join(self.names[index:])
        rest = self.names
        while len(rest) > 1 and initials(rest[0]):
            rest = rest[1:]
        return " ".join(rest) if len(rest) != 2 or len(rest) < len(self.names) else rest[1]


@cache
def _aside() -> re.Pattern[str]:
    """Pronouns, a department, a nickname in quotes, a mail address, what follows "|" or "via"."""
    behalf = "|".join(sorted(map(re.escape, pool("on_behalf"))))
    return re.compile(
        r"\([^()]*\)|\[[^\[\]]*\]|[\"“„«][^\"“”„«»]*[\"“”»]|<[^<>@]*@[^<>]*>"
        rf"|\s(?:\||/|•|@|{behalf})\s.*$",
        re.I,
    )


def without_asides(text: str) -> str:
    """The name alone, on one line."""
    return _aside().sub(" ", _unquoted(" ".join(text.split())))


def parse(text: str, lang: str) -> Person:
    """Take one written name apart: titles, degrees, asides off, "Vries, Jan de" turned round."""
    text = without_asides(text)
    if "@" in text or not _LETTER.search(text):
        return Person()
    titles = _titles(lang)
    before = after = _untitled(_without_role(text).split(), titles)
    if any("," in word for word in before.names):
        after = _untitled(_ordered(" ".join(before.names)).split(), titles)
    names = list(after.names)
    while len(names) > 1 and names[-1].strip(".,").lower() in pool("degrees"):
        names.pop()
    names = _of_person([name.strip(",;:!") for name in _joined(names)])
    words = {word for name in names for word in name.lower().strip(".").split("-")}
    if words & pool("not_a_person"):
        names = []
    names = _cased([name for name in names if _LETTER.search(name)])
    return Person(
        names=tuple(names[:1] if len(names) == 2 and _shortened(names[1]) else names),
        gender=before.gender or after.gender,
        title=before.title or after.title,
        academic=tuple(sorted({*before.academic, *after.academic}, reverse=True)),
        organisation=bool(words & pool("organisations")),
    )


def _unquoted(text: str) -> str:
    """Without the quotes that some mail programs put around a whole name."""
    if len(text) > 2 and text[0] in "\"'“„«‘" and text[-1] in "\"'“”»’":
        return text[1:-1].strip()
    return text


def _without_role(text: str) -> str:
    """``Lotte Peeters, HR Manager`` -> ``Lotte Peeters``."""
    before, comma, after = text.partition(",")
    if not comma:
        return text
    roles = pool("roles") | pool("not_a_person")
    if any(word.strip(".,").lower() in roles for word in re.split(r"[\s-]", after)):
        return before
    return text


def _of_person(words: list[str]) -> list[str]:
    """``Lotte van HR`` -> ``Lotte``; a team stays what it is."""
    for index, word in enumerate(words):
        if index and word.lower() in pool("of") and _team(words[index:]):
            return words if _team(words[:index]) else words[:index]
    return words


def _team(words: list[str]) -> bool:
    parts = (part for word in words for part in word.lower().split("-"))
    return not pool("not_a_person").isdisjoint(parts)


def _ordered(text: str) -> str:
    """``Vries, Jan de`` -> ``Jan de Vries``; ``Jan de Vries, MSc`` -> ``Jan de Vries``."""
    before, comma, after = (part.strip() for part in text.partition(","))
    if not comma or not after:
        return before
    if all(word.strip(".,").lower() in pool("degrees") for word in after.split()):
        return before
    return f"{after.split(',')[0].strip()} {before}"


def _untitled(words: list[str], titles: dict[str, str]) -> Person:
    """The titles before a name, and the words that are left."""
    genders: list[str] = []
    title = ""
    academic: list[str] = []
    while words and words[0] not in ("HR", "hr"):  # "Hr." is a gentleman, HR a department
        size, meant = _title(words, titles)
        for each in meant:
            rank = each.rpartition("_")[2]
            academic += [rank] if rank in ("doctor", "professor") else []
            genders += [each.split("_")[0]] if each.split("_")[0] not in _RANKS else []
        if not size and not (academic and words[0].lower().strip(".,") in pool("faculties")):
            break
        if not title and size and not set(meant) <= {"doctor", "professor"}:
            title = " ".join(words[:size])
        words = words[size or 1 :]
    known = [each for each in genders if each != "unsaid"]
    gender = known[0] if known else ""
    return Person(names=tuple(words), gender=gender, title=title, academic=tuple(academic))


_RANKS = ("doctor", "professor")


def _title(words: list[str], titles: dict[str, str]) -> tuple[int, list[str]]:
    """How many words are a title, and what they mean; ``dhr./mw.`` leaves the gender open."""
    plain = [word.lower().rstrip(".,") for word in words[:3]]
    options = [titles.get(each.strip(" ."), "") for each in plain[0].split("/")]
    if len(options) > 1 and all(options):
        return 1, ["either"]
    if plain[1:2] and plain[1] in ("of", "or", "ou", "oder") and {*plain[::2]} <= titles.keys():
        return 3, ["either"]
    for size in (2, 1):
        if (joined := " ".join(plain[:size])) in titles and len(words) >= size:
            return size, [titles[joined]]
    return 0, []


@cache
def pool(key: str) -> frozenset[str]:
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


def initials(word: str) -> bool:
    """``J.``, ``J.P.``, ``J-P.``, ``Th.``; also a bare letter."""
    return len(word) == 1 or re.fullmatch(r"(?:\w{1,2}\.-?)+\w?", word) is not None


def _shortened(word: str) -> bool:
    """``Lotte P.``"""
    return word.endswith(".") and initials(word)


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
    if not any(word.isupper() for word in words) and any(word != word.lower() for word in words):
        return words
    loud = [len(word) > 2 and word.isupper() and "." not in word for word in words]
    for index, word in enumerate(words):
        if word.isupper() and word.lower() in pool("particles") and any(loud[index + 1 :][:1]):
            loud[index] = True  # the DE of DE VRIES
    if loud[:1] == [True] and not all(loud) and not any(loud[loud.index(False) :]):
        at = loud.index(False)
        words, loud = words[at:] + words[:at], loud[at:] + loud[:at]
    quiet = all(word == word.lower() for word in words)
    shout = all(word == word.upper() for word in words) and any(loud)
    return [
        _name_case(word, words[index - 1] if index else "")
        if quiet or shout or loud[index]
        else word
        for index, word in enumerate(words)
    ]


def _name_case(word: str, before: str) -> str:
    small = word.lower() not in pool("capital") or before.lower() == "de"  # Le Gall, de la Cruz
    if before and small and word.lower() in pool("particles"):
        return word.lower()
    word = re.sub(r"[^\W\d_]+", lambda part: part[0][:1].upper() + part[0][1:].lower(), word)
    return re.sub(r"\bMc[a-z]", lambda part: part[0][:2] + part[0][2].upper(), word)
