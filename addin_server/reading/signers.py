"""Who signs: below the closing words, or at the end of a mail that has none."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import islice

from ..model import Kind
from . import index, name_sides
from .closings import SHORT, closing_end
from .names import CONTACT_LINE, LEGAL, PLACEHOLDER, capital, lines, own, people_words
from .patterns import lazy
from .senders import Sender, is_group, is_post, vouches
from .signatures import (
    Signed,
    is_organisation,
    signature_name,
    writes_small,
)
from .source import Found, Source

_TAIL = 900  #: code points at the end in which a mail is signed
_MOST = 14  #: lines of them
_BELOW = 4  #: lines below the closing words
_WISH = 30  #: of one that closes it without a mark
_GRACE = 7  #: words before a name, among which one says how it is meant
_MARKS = "-–—*•·"  #: before each thing of a list; a single one before a name is a way to sign
_CLOSES = 45  #: code points of a line that closes a mail, whatever it says

#: Behind a given name: whose it is, by the mark between them.
_MARKED = lazy(r"\s?(?:[|·@/–—(]|- )\s?[^\W\d_a-zà-ÿ]")
_POSTSCRIPT = lazy(r"(?:(?<=[.!?)\n]\s)|(?<=\n))(?:PS|P\. ?S\.|ps|p\.s\.)\s?[:.]?\s")
_SENTENCE = lazy(r"(?:(?<!\b[^\W\d_])\.|[!?…)])\s+|\s[xX]{1,3}\s|[,;]\s+")

Line = tuple[int, str]


def find(source: Source, lang: str | None, kind: Kind, by: Sender) -> Found | None:
    """The name under the mail, or under what stands above a postscript."""
    found = _signer(source, lang, kind, by)
    for above in (_above_postscript, _above_notice):
        if found is None and (rest := above(source)) is not None:
            found = _signer(rest, lang, kind, by)
    return found


def _above_postscript(source: Source) -> Source | None:
    start, end = own(source)
    for m in _POSTSCRIPT.finditer(source.body, max(start, end - _TAIL), end):
        return _until(source, start + len(source.body[start : m.start()].rstrip(" .\n")))
    return None


def _above_notice(source: Source) -> Source | None:
    """The mail without its last paragraph, where that is a sentence.

    Whom to tell when it went astray, where to unsubscribe: each house words it otherwise.
    """
    start, end = own(source)
    text = source.body[max(start, end - _TAIL) : end].rstrip()
    above, _, notice = text.rpartition("\n\n")
    above = above.rstrip()
    if not above or notice[-1] not in ".!":
        return None
    return _until(source, max(start, end - _TAIL) + len(above))


def _until(source: Source, last: int) -> Source:
    return source._replace(newest=(source.newest[0], last), signature=(last, last))


def _signer(source: Source, lang: str | None, kind: Kind, by: Sender) -> Found | None:
    """The sender's name where it stands there, else what stands like one."""
    start, end = own(source)
    tail = list(lines(source.body, max(start, end - _TAIL), end))[-_MOST:]
    return (
        _senders(source, lang, by, tail)
        or _closed(source, lang, by, kind)
        or _open(source, lang, by, tail, kind)
        or _in_line(source, lang, by, tail)
    )


def _found(source: Source, at: int, name: Signed) -> Found:
    begin, end = at + name.begin, at + name.end
    return Found(words=source.body[begin:end], part="body", start=begin, end=end, value=name.value)


def _senders(source: Source, lang: str | None, by: Sender, tail: list[Line]) -> Found | None:
    """A line that is the sender's name; the fullest of them."""
    best = None
    for n in _naming(source, by, tail):
        where, line = tail[n]
        name = signature_name(source, line, lang, by)
        if name is None or not by.is_called(name.bare) or (n == 0 and name.bare != by.name):
            continue
        if best is None or (" " not in best.value and " " in name.bare):
            best = _found(source, where, name)
    return best


def _naming(source: Source, by: Sender, tail: list[Line]) -> list[int]:
    """The numbers of the lines in which a word of the sender's name stands."""
    if not tail or not by.calls:
        return []
    starts = [where for where, _ in tail]
    words = index.standing(source.body, starts[0], own(source)[1], by.calls)
    numbers = sorted({bisect_right(starts, at) - 1 for at, _ in words})
    return [n for n in numbers if len(tail[n][1]) <= 2 * SHORT]


def _closed(source: Source, lang: str | None, by: Sender, kind: Kind) -> Found | None:
    """Below the closing words."""
    at = closing_end(source, lang)
    if at is None:
        return None
    passed, rows = False, list(islice(_below(source, at), _BELOW + 2))
    for n, (where, line) in enumerate(rows):
        if n > _BELOW or PLACEHOLDER.search(line):
            return None
        does = rows[n + 1][1] if n + 1 < len(rows) else ""
        sure = kind is Kind.APPLICATION or (does != "" and _does(does, lang))
        name = signature_name(source, line, lang, by, sure, "\n" in source.body[at:where])
        if name is not None and not (passed and " " not in name.value):
            return _found(source, where, name)
        if CONTACT_LINE.search(line):
            return None
        passed = True
    return None


def _does(line: str, lang: str | None) -> bool:
    """Is it what somebody does: a post, a department?"""
    return is_post(line, lang) or is_group(line, "")


def _below(source: Source, at: int) -> Iterator[Line]:
    """What follows the closing words: on their own line, then the lines below."""
    for where, line in lines(source.body, at, own(source)[1]):
        bare = line.lstrip(" ,.!;:*-–—")
        same_line = "\n" not in source.body[at:where]
        small = bare and (writes_small(source) or name_sides.order().match(bare))
        if bare and (not same_line or capital(bare) or small):
            yield where + len(line) - len(bare), bare


def _open(
    source: Source, lang: str | None, by: Sender, tail: list[Line], kind: Kind
) -> Found | None:
    """No closing words: a name alone on one of the last lines, below a sentence, still signs."""
    for n in range(max(1, len(tail) - 6), len(tail)):
        (_, above), (where, line) = tail[n - 1], tail[n]
        if len(line) > SHORT or line[-1] in "?!:" or not _ends(above) or _is_listed(tail, n):
            continue
        if PLACEHOLDER.search(line) or any(not _is_detail(below) for _, below in tail[n + 1 :]):
            continue
        name = signature_name(source, line, lang, by)
        if name is None or name_sides.signed_from().match(line, name.end) is None:
            continue
        below = [text for _, text in tail[n + 1 :]]
        wished = _wishes(source, tail[n - 1])
        alone = (wished or above[-1] in ".?!,)…") and not by.name and kind is not Kind.OTHER
        does = line[name.end :].strip(" ,xX") or (below[0] if below else "")
        marked = _MARKED.match(line, name.end) is not None
        if " " in name.bare or (
            alone and (not does or wished or marked or _is_house(source, does, lang))
        ):
            return _found(source, where, name)
    return None


def _is_listed(tail: list[Line], n: int) -> bool:
    """Is it one of the things to bring: a line with a mark, beside another with the same?"""
    mark, beside = tail[n][1][0], (*tail[n - 1 : n], *tail[n + 1 : n + 2])
    return mark in _MARKS and any(line[0] == mark for _, line in beside)


def _wishes(source: Source, line: Line) -> bool:
    """`Berg heil`, `Peace,`: a few words on a line of their own that close the mail."""
    where, text = line
    apart = source.body[max(0, where - 2) : where] == "\n\n"
    if apart and text[-1] == "," and len(text.split()) < 4:
        return True
    brief = text[-1] == "," or (apart and len(text) <= _WISH)
    return brief and _says_goodbye(text.rstrip(",!"))


def _is_house(source: Source, line: str, lang: str | None) -> bool:
    """Does the line below a first name say what or where that person is?"""
    return LEGAL.search(line) is not None or is_organisation(source, line, lang)


def _ends(line: str) -> bool:
    """Is it the end of a text: a sentence, a link, a few words that close it?"""
    if PLACEHOLDER.search(line):
        return False  # the name was to stand there
    last = line[-1]
    return last in ".?!,)…:" or not (last.isalnum() or last in "-'\"") or len(line) <= _CLOSES


def _is_detail(line: str) -> bool:
    """May it stand below a name: a function, a house, a number?"""
    return len(line) <= 80 and (line[-1] not in "?!:" or CONTACT_LINE.search(line) is not None)


def _in_line(source: Source, lang: str | None, by: Sender, tail: list[Line]) -> Found | None:
    """Behind the last sentence, on its line: `See you then! M. Cox, Little Ones`."""
    where, line = tail[-1] if tail else (0, "")
    for m in _SENTENCE.finditer(line, max(0, len(line) - 80)):
        rest = line[m.end() :]
        name = signature_name(source, rest, lang, by)
        if name is None or len(rest) > SHORT or rest[-1] in "?!:":
            continue
        if name_sides.signed_from().match(rest, name.end) is None:
            continue
        clause = m[0][0] in ",;"
        graced = clause and _is_graced(line[: m.start()], name, lang)
        if not by.is_called(name.bare):
            if _is_known(source, by) or (rest[-1] == "." and not graced):
                continue
            if clause and not graced and not _says_goodbye(line[: m.start()]):
                continue
        return _found(source, where + m.end(), name)
    return None


def _is_known(source: Source, by: Sender) -> bool:
    """Does the display name say who writes? What the address does not bear out may be a house."""
    return by.name != "" and vouches(source.sender_email, by.words)


def _is_graced(text: str, name: Signed, lang: str | None) -> bool:
    """`and with our apologies, Ann Poe`: words of grace end the sentence that a name follows."""
    lone = " " not in name.value
    if lone and people_words(lang)["nouns_look_like_names"]:
        return False
    said = re.split(r"[.!?…]", text)[-1].split()[-_GRACE:]
    return not _graces().isdisjoint(index.fold(word.strip(",'’")) for word in said)


@cache
def _graces() -> frozenset[str]:
    return frozenset(index.fold(word) for word in name_sides.words("graces"))


def _says_goodbye(text: str) -> bool:
    """`Ne fijne avond, Ruben`: a few words, the last in small letters; not `The Grand, Paris`."""
    said = re.split(r"[.!?…]", text)[-1].split()
    return 0 < len(said) <= 4 and said[-1][:1].islower() and not text[:1].islower()
