"""The lines that close a mail: closing words, and a line that is who signs."""

import re
from functools import cache
from typing import NamedTuple

from .greeted import small_words
from .index import ATOM, fold
from .names import (
    LEGAL,
    Name,
    details,
    listed,
    named,
    own,
    people_listed,
    people_words,
    refuses,
    shown,
    spelled,
)
from .patterns import lazy
from .senders import Sender, is_group, is_post
from .source import Source
from .vocabulary import Phrases, phrases

_REACH = 3_000  #: code points at the end in which closing words stand
SHORT = 60  #: code points of a line of a signature

#: `im Auftrag`, `in Vertretung`, `par ordre`, `per procuration` before the name of who signs.
ORDER = lazy(
    r"(?:i\. ?A\.|i\. ?V\.|i\. ?o\.|p\. ?[op]\.|p\.p\.|ppa\.|b/a|x{1,3}|namens"
    r"|(?:van|von|from|de) )\s*",
    re.IGNORECASE,
)
#: What ends a name on its line: a function, an address, somebody else.
_ENDS = lazy(
    r"[,|/(\[–—•·@:;]| - |\s(?=\+?\d[\d ()/.-]{6})|\s(?:at|bij|chez|aus|uit|from)\s|\s{3,}|\t"
    r"|\s(?:&|and|en|et|und)\s(?!Co\b|Zo|S[oö]|Fil|Part|Cie|Ass)"
)
_KISSES = lazy(r"\s[xX]{1,3}\s*$")
_OF = lazy(r"\s(?:von|vom|van|de|du)\s")
_ITS = lazy(r"(?:het|ons|onze|dem|notre|uns(?:er)?em|unserer)\s")
_AT = (
    "bij|at|chez|bei|pour|namens|over|about|join|joining|rejoindre|au sein de|für|équipe|team"
    "|with us at|within|behalf of"
)
_SAID_FROM = {"de": ("von", "vom"), "fr": ("de", "du")}
_BEFORE_POSTS = frozenset(("senior", "junior", "lead", "chief", "general", "sr.", "jr."))
_CAPITALS = lazy(r"[A-ZÀ-ÖØ-Þ]{5,}(?= )")
_SMALL = lazy(r"[^\W\d_]{3,14}")


class Signed(NamedTuple):
    """A name on a line: its span, the value, and the name without title."""

    begin: int
    end: int
    value: str
    bare: str


def signature_name(
    source: Source, line: str, lang: str | None, by: Sender, loud: bool = False
) -> Signed | None:
    """A line that is a name, perhaps with a function behind a comma or a bar.

    `loud`: it may begin in capitals, `DIALLO Awa`, which a house's name does more often.
    """
    shift = _past_closing(line, lang)
    head = _head(line[shift:], source, lang)
    if len(head) > SHORT:
        return None
    head = _before_post(head, lang)
    name = named(head, lang) or (_loud(head, lang) if loud else None)
    if name is None:
        return _in_small_letters(source, head, lang, by, shift)
    rest = re.findall(r"\w+", head[name.end :].lower())
    if not people_listed("posts").issuperset(rest) or _is_close(head, lang):
        return None
    value = shown(name, head)
    firm = " " not in name.bare and LEGAL.search(line)  # `Huber, Lang & Co. KG`
    if not by.is_called(name.bare) and (firm or is_organisation(source, name.bare, lang)):
        return None
    return Signed(shift + name.begin, shift + name.end, value, name.bare)


def _before_post(head: str, lang: str | None) -> str:
    """`Ann Poe HR Manager`: Ann Poe. Two words at least stand before what somebody is."""
    words = head.split()
    for n, word in enumerate(words[:7]):
        if n > 1 and word.lower().rstrip(",.") in _nouns(lang):
            while n > 2 and words[n - 1].lower() in _BEFORE_POSTS | listed("departments"):
                n -= 1
            return " ".join(words[:n])
    return head


@cache
def _nouns(lang: str | None) -> frozenset[str]:
    """Nouns for who does a job, but those that are surnames too."""
    nouns = {*details(lang)["plain_titles"], *details("en")["plain_titles"]}
    return frozenset(nouns) - listed("surnames")


def _loud(head: str, lang: str | None) -> Name | None:
    """A name of two words or more that begins in capitals."""
    first = _CAPITALS.match(head)
    name = named(first[0].capitalize() + head[first.end() :], lang) if first else None
    if first is None or name is None or " " not in name.bare:
        return None
    return name._replace(bare=" ".join(head[name.begin : name.end].split()))


def _past_closing(line: str, lang: str | None) -> int:
    """Where on a line the name can begin: past `Gr.`, `i. A.`, bullets."""
    closed = _closed(line, lang)
    at = closed.end() if closed and line[closed.end() :].strip(" ,.!") else 0
    at += len(line[at:]) - len(line[at:].lstrip(" *_-~>,.!"))
    order = ORDER.match(line, at)
    return order.end() if order is not None else at


def _is_close(head: str, lang: str | None) -> bool:
    """`Kind Regards`, `Warmly`: nothing but a closing."""
    whole = _closed(head, lang)
    return _nuclei().within(head) or (whole is not None and whole.end() >= len(head.rstrip(" ,.!")))


def _head(line: str, source: Source, lang: str | None) -> str:
    """The line up to what is no part of a name."""
    head = _KISSES.sub("", _ENDS.split(line, maxsplit=1)[0])
    if head[-1:] == "-" and head[-2:-1].isalpha():
        return ""  # `Bouw- en Woningtoezicht`
    head = head.rstrip(" *_-")
    return without_house(head, source, lang)


def without_house(said: str, source: Source, lang: str | None, spoken: bool = False) -> str:
    """`Kim van Acme Foods` is Kim, where what follows `van` is no surname.

    `spoken`: who is on the phone says where from, and rarely their surname.
    """
    for of in _OF.finditer(said):
        house = said[of.end() :].rstrip(" .,!")
        rare = spoken and of[0].strip() in _SAID_FROM.get(lang or "", ()) and house[:1].isupper()
        if rare or _is_house_of(house, source, lang):
            return said[: of.start()]
    return said


def _is_house_of(said: str, source: Source, lang: str | None) -> bool:
    """Is it where somebody is from, not the rest of their name?"""
    words = said.split()
    domain = source.sender_email.rpartition("@")[2].lower().split(".")
    if not words or re.sub(r"\W", "", said.lower()) in domain:
        return bool(words)
    if _ITS.match(said):
        return True
    if not all(word[0].isupper() for word in words):
        return False
    many = len(words) > 1 and lang in ("nl", "de")
    return many or is_group(said, "") or _is_worked_at(source, said)


def _in_small_letters(
    source: Source, head: str, lang: str | None, by: Sender, shift: int
) -> Signed | None:
    """`groetjes, lien`: where the whole mail has small letters, or the sender is so called."""
    m = _SMALL.fullmatch(head.rstrip(" .!"))
    if m is None or not m[0].islower() or m[0] in small_words(lang) or refuses(m[0], lang):
        return None
    if not (by.is_called(m[0]) or (writes_small(source) and not by.name)):
        return None
    return Signed(shift, shift + m.end(), m[0], m[0])


def writes_small(source: Source) -> bool:
    first = source.body[slice(*source.newest)].lstrip()[:1]
    return first.islower()


def is_organisation(source: Source, name: str, lang: str | None) -> bool:
    """A group's name, or one that the mail elsewhere works at: `chez Pyxis`, `bij Acme`."""
    if is_group(name, source.sender_email) or is_post(name, lang):
        return True
    return _is_worked_at(source, name) or _is_acronym(source, name)


def _is_acronym(source: Source, name: str) -> bool:
    """`ORP Lausanne`, where the mail elsewhere says `ORP`; `LEE Jun` is somebody."""
    first, _, more = name.partition(" ")
    if not (first.isupper() and first.isalpha() and 2 < len(first) < 6) or not more.istitle():
        return False
    said = f"{source.subject}\n{source.body[: source.newest[1]]}"
    return len(re.findall(rf"(?<!\w){first}(?!\w)", said)) > len(re.findall(re.escape(name), said))


def _is_worked_at(source: Source, name: str) -> bool:
    cue = rf"(?<!\w)(?i:{_AT})\s{re.escape(name)}(?!\w)"
    said = f"{source.subject}\n{source.body[: source.newest[1]]}"
    return re.search(cue, said) is not None


@cache
def _nuclei() -> Phrases:
    """The noun of a closing in any of the languages: `Gesegnete Grüße`, `warmest wishes`."""
    codes = ("nl", "en", "fr", "de")
    return phrases(spelled(word for code in codes for word in people_words(code)["nuclei"]))


@cache
def _closings(lang: str | None) -> Phrases:
    """What closes a mail at the start of a line, or behind a sentence."""
    books = (details(lang), details("en"), people_words(lang), people_words("en"))
    words = spelled(words for book in books for words in book["closings"])
    return phrases(words, before=r"(?:(?<=\n)|(?<=[\n>*\t][ >*\t])|(?<=[.!?] )|\A)")


def _closed(line: str, lang: str | None) -> re.Match[str] | None:
    """What closes a mail, at the beginning of a line."""
    first = ATOM.match(fold(line))
    return _closings(lang).at(line, 0, len(line), first[0]) if first else None


def closing_end(source: Source, lang: str | None) -> int | None:
    """Where the closing words end: known ones, else a short line with such a noun in it."""
    start, end = own(source)
    low, at = max(start, end - _REACH), None
    for m in _closings(lang).find(source.body, low, end):
        rest = _rest(source.body, m.end(), end)
        if len(rest) <= SHORT and not (rest[:1] == " " and rest[1:2].islower() and len(rest) > 24):
            at = m.end()
    for m in _nuclei().find(source.body, low, end):
        rest = _rest(source.body, m.end(), end)
        if at is not None and m.start() < at:
            continue
        begin = source.body.rfind("\n", start, m.start()) + 1
        said = re.split(r"[.!?]\s", source.body[begin : m.start()])[-1]
        brief = len(said.split()) <= 4
        if (brief and len(rest) <= SHORT) or len(rest) <= 24:
            at = max(at or 0, m.end() if brief else m.end() + len(rest))
    return at


def _rest(text: str, at: int, end: int) -> str:
    stop = text.find("\n", at, end)
    return text[at : end if stop < 0 else stop]
