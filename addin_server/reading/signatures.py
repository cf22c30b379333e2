"""A line that is who signs: the name on it, without house and post."""

import re
from functools import cache
from typing import NamedTuple

from . import name_sides
from .closings import SHORT, closed, nuclei
from .concepts import concepts
from .greeted import small_words
from .language import served
from .names import (
    LEGAL,
    Name,
    details,
    listed,
    named,
    people_listed,
    people_words,
    refuses,
    shown,
)
from .patterns import lazy
from .senders import Sender, holds, is_group, is_post
from .source import Source

_KISSES = lazy(r"\s[xX]{1,3}\s*$")
_LED = 24  #: code points of what leads up to the name of a house
_CAPITALS = lazy(r"[A-ZÀ-ÖØ-Þ]{5,}(?= )")
_SMALL = lazy(r"(?:[^\W\d_]\. ?)?[^\W\d_]{3,14}(?: [^\W\d_]{3,14})?")


class Signed(NamedTuple):
    """A name on a line: its span, the value, and the name without title."""

    begin: int
    end: int
    value: str
    bare: str


def signature_name(
    source: Source, line: str, lang: str | None, by: Sender, loud: bool = False, small: bool = False
) -> Signed | None:
    """A line that is a name, perhaps with a function behind a comma or a bar.

    `loud`: it may begin in capitals, `DIALLO Awa`, which a house's name does more often.
    `small`: all of it may be in small letters, where a name is all that can stand.
    """
    shift = _past_closing(line, lang)
    head = _head(line[shift:], source, lang)
    if len(head) > SHORT:
        return None
    head = _before_post(head, lang)
    name = named(head, lang) or (_loud(head, lang) if loud else None)
    behind = _in_office(source, line, lang, by)
    if behind is not None or name is None:
        return behind or _in_small_letters(source, head, lang, by, shift, small)
    if " " not in name.bare and not name.titled and _is_word(name.bare, lang):
        return None
    rest = re.findall(r"\w+", head[name.end :].lower())
    if not people_listed("posts").issuperset(rest) or _is_close(head, lang):
        return None
    if _is_house(source, line, name.bare, lang, by):
        return None
    return Signed(shift + name.begin, shift + name.end, shown(name, head), name.bare)


def _is_house(source: Source, line: str, name: str, lang: str | None, by: Sender) -> bool:
    """`Huber, Lang & Co. KG`; `Poe Bau AG`, also where a Poe sends it."""
    if by.is_called(name):
        return " " in name and LEGAL.search(name) is not None
    firm = " " not in name and LEGAL.search(line) is not None
    return firm or is_organisation(source, name, lang)


def _in_office(source: Source, line: str, lang: str | None, by: Sender) -> Signed | None:
    """`The clerk, Ann Poe`, `For the trustees: Ann Poe`."""
    office = name_sides.office().match(line)
    name = signature_name(source, line[office.end() :], lang, by) if office else None
    if office is None or name is None or " " not in name.value:
        return None
    return name._replace(begin=name.begin + office.end(), end=name.end + office.end())


def _is_word(word: str, lang: str | None) -> bool:
    """`Ja`, `Musicalement`, `Filialleiter`: alone on a line, but nobody's name."""
    low = word.lower()
    return (
        low in small_words(lang)
        or (len(low) > 7 and low.endswith(_endings(lang)))
        or (lang in ("nl", "de") and len(low) > 9 and low.endswith(_long_nouns(lang)))
    )


@cache
def _endings(lang: str | None) -> tuple[str, ...]:
    return tuple(people_words(lang)["around"]["endings"])


@cache
def _long_nouns(lang: str | None) -> tuple[str, ...]:
    return tuple(noun for noun in _nouns(lang) if len(noun) > 5)


def _before_post(head: str, lang: str | None) -> str:
    """`Ann Poe HR Manager`: Ann Poe. Two words at least stand before what somebody is."""
    words = head.split()
    for n, word in enumerate(words[:7]):
        if n > 1 and word.lower().rstrip(",.") in _nouns(lang):
            while n > 2 and words[n - 1].lower() in people_listed("before_posts") | listed(
                "departments"
            ):
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
    said = closed(line, lang)
    at = said.end() if said and line[said.end() :].strip(" ,.!") else 0
    at += len(line[at:]) - len(line[at:].lstrip(" *_-~>,.!"))
    order = name_sides.order().match(line, at)
    return order.end() if order is not None else at


def _is_close(head: str, lang: str | None) -> bool:
    """`Kind Regards`, `Warmly`: nothing but a closing."""
    whole = closed(head, lang)
    return holds(nuclei(), head) or (whole is not None and whole.end() >= len(head.rstrip(" ,.!")))


def _head(line: str, source: Source, lang: str | None) -> str:
    """The line up to what is no part of a name."""
    head = _KISSES.sub("", name_sides.name_end().split(line, maxsplit=1)[0])
    if head[-1:] == "-" and head[-2:-1].isalpha():
        return ""  # `Bouw- en Woningtoezicht`
    head = head.rstrip(" *_-")
    return without_house(head, source, lang)


def without_house(said: str, source: Source, lang: str | None, spoken: bool = False) -> str:
    """`Kim van Acme Foods` is Kim, where what follows `van` is no surname.

    `spoken`: who is on the phone says where from, and rarely their surname.
    """
    for of in name_sides.of_house().finditer(said):
        house = said[of.end() :].rstrip(" .,!")
        rare = spoken and house[:1].isupper() and _is_no_surname(of[0], lang)
        if rare or _is_house_of(house, source, lang):
            return said[: of.start()]
    return said


def _is_no_surname(of: str, lang: str | None) -> bool:
    return of.strip().replace("’", "'") in people_words(lang)["around"]["of_house"]


def _is_house_of(said: str, source: Source, lang: str | None) -> bool:
    """Is it where somebody is from, not the rest of their name?"""
    words = said.split()
    if len(words) > 1 and words[0] in name_sides.words("articles") and is_group(words[1], ""):
        return True  # `von der Firma Poe`; `von der Heide` is a surname
    domain = source.sender_email.rpartition("@")[2].lower().split(".")
    if not words or re.sub(r"\W", "", said.lower()) in domain:
        return bool(words)
    if name_sides.of_no_surname().match(said):
        return True
    if not all(word[0].isupper() for word in words):
        return False
    many = len(words) > 1 and lang in ("nl", "de")
    return many or is_group(said, "") or _is_worked_at(source, said)


def _in_small_letters(
    source: Source, head: str, lang: str | None, by: Sender, shift: int, alone: bool
) -> Signed | None:
    """`groetjes, lien`: where the whole mail has small letters, or the sender is so called.

    `alone`: `anna poe` below the closing is a name, too, if its words say nothing.
    """
    m = _SMALL.fullmatch(head.rstrip(" .!"))
    if m is None or not m[0].islower():
        return None
    if any(word in small_words(lang) or refuses(word, lang) for word in m[0].split()):
        return None
    likely = writes_small(source) or (alone and _means_nothing(m[0], lang))
    if not (by.is_called(m[0]) or (likely and not by.name)):
        return None
    return Signed(shift, shift + m.end(), m[0], m[0])


def _means_nothing(said: str, lang: str | None) -> bool:
    """Are these words, two or more, none of those that mails about a job say?"""
    words = said.split()
    of = concepts(served(lang)).of
    return len(words) > 1 and not any(of(word) or is_post(word, lang) for word in words)


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
    said = f"{source.subject}\n{source.body[: source.newest[1]]}"
    at = said.find(name)
    while at >= 0:
        end = at + len(name)
        led = name_sides.works_at().search(said, max(0, at - _LED), at)
        if led and not said[end : end + 1].isalnum():
            return True
        at = said.find(name, end)
    return False
