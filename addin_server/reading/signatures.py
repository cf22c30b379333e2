"""The lines that close a mail: closing words, and a line that is who signs."""

import re
from functools import cache
from typing import NamedTuple

from .greeted import small_words
from .index import ATOM, fold
from .names import LEGAL, details, named, own, people_listed, people_words, refuses
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
    r"[,|/(\[–—•·@:;]| - |\s(?=\+?\d[\d ()/.-]{6})|\s(?:at|bij|chez|aus|uit)\s|\s{3,}|\t"
    r"|\s(?:&|and|en|et|und)\s(?!Co\b|Zo|S[oö]|Fil|Part|Cie|Ass)"
)
_KISSES = lazy(r"\s[xX]{1,3}\s*$")
_OF = lazy(r"\s(?:von|vom|van|de|du|from)\s")
_SMALL = lazy(r"[^\W\d_]{3,14}")


class Signed(NamedTuple):
    """A name on a line: its span, the value, and the name without title."""

    begin: int
    end: int
    value: str
    bare: str


def signature_name(source: Source, line: str, lang: str | None, by: Sender) -> Signed | None:
    """A line that is a name, perhaps with a function behind a comma or a bar."""
    shift = _past_closing(line, lang)
    head = _head(line[shift:], source.sender_email)
    if len(head) > SHORT:
        return None
    name = named(head, lang)
    if name is None:
        return _in_small_letters(source, head, lang, by, shift)
    rest = re.findall(r"\w+", head[name.end :].lower())
    if not people_listed("posts").issuperset(rest) or _is_close(head, lang):
        return None
    value = " ".join(head[name.begin : name.end].split())
    value = value if name.titled and " " not in name.bare else name.bare
    firm = " " not in name.bare and LEGAL.search(line)  # `Huber, Lang & Co. KG`
    if not by.is_called(name.bare) and (firm or is_organisation(source, name.bare, lang)):
        return None
    return Signed(shift + name.begin, shift + name.end, value, name.bare)


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


def _head(line: str, email: str) -> str:
    """The line up to what is no part of a name."""
    head = _KISSES.sub("", _ENDS.split(line, maxsplit=1)[0]).rstrip(" *_-")
    of = _OF.search(head)
    house = re.sub(r"\W", "", head[of.end() :].lower()) if of is not None else ""
    if of is not None and house in email.rpartition("@")[2].lower().split("."):
        return head[: of.start()]  # `kira von fluxo`
    return head


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
    cue = rf"(?<!\w)(?:bij|at|chez|bei|pour|namens|over|about)\s{re.escape(name)}(?!\w)"
    return re.search(cue, source.body[: source.newest[1]]) is not None


@cache
def _nuclei() -> Phrases:
    """The noun of a closing in any of the languages: `Gesegnete Grüße`, `warmest wishes`."""
    codes = ("nl", "en", "fr", "de")
    return phrases({word for code in codes for word in people_words(code)["nuclei"]})


@cache
def _closings(lang: str | None) -> Phrases:
    """What closes a mail at the start of a line, or behind a sentence."""
    books = (details(lang), details("en"), people_words(lang), people_words("en"))
    words = {words for book in books for words in book["closings"]}
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
