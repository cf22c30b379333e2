"""Another name than the mail's in the greeting; and a blank that nobody filled in."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from .. import salutation
from ..reading.index import fold
from . import book
from .mark import Mark
from .sheet import Sheet

_BRACKETS = re.compile(
    r"\[(?=[^\[\]\n]{0,60}[^\W\d_]{2})(?![^\[\]\n]{0,3}/)[^\[\]\n]{1,60}\]"
    r"|\$?\{\{?(?=[^{}\n]{0,60}\w)[^{}\n]{1,60}\}\}?"
    r"|<(?=[^<>\n]{0,40}[^\W\d_]{2})[^<>@:/\n]{1,40}>"
    r"|(?<!\w)(?:[Xx]{3,}|\.{4,}|%\(?\w{0,30}\)?[sd]|#{2}\w{1,30}#{2})(?!\w)"
    r"|[\[(](?:\.{2,}|…|\s{1,5}|_{1,20})[\])]|(?<!\w)[Xx]{2}(?:[./-][Xx]{2,4}){1,2}(?!\w)"
    r"|(?<!\w)(?:TT|DD|JJ|dd|tt|jj)[./-](?:MM|mm)[./-](?:JJJJ|YYYY|AAAA|jjjj|yyyy|aaaa)(?!\w)"
    r"|(?<!\w)(?:X[XY]|N\.[ ]?N\.)(?!\w)|\*\|\w{2,30}\|\*|(?<!\?)\?{3,6}(?!\?)"
    r"|(?<!_)_{3,20}(?!_)|(?<!\w)(?:TODO|TBD|INSERT [A-Z]{3,20})(?!\w)"
    r"|(?<!\w)(?:dd|jj|tt)[-/. ]?mm[-/. ]?(?:jjjj|yyyy|aaaa|jj|yy)(?!\w)"
)
_BLANK = re.compile(r"(?<!\w)(\w{2,12})[ \t]{1,2}(?:\.{3}|…)(?=[ \t,.;\n]|$)")


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{book.choice(book.pooled('and'))})(?!\w)|[&/+,]", re.I)


def blanks(sheet: Sheet) -> Iterator[Mark]:
    """``[naam]``, ``{{x}}``, ``XXX``, ``functie van ...``: what a template left open."""
    for part, text in (("subject", sheet.subject), ("text", sheet.text[: sheet.end])):
        spans = [m.span() for m in _BRACKETS.finditer(text)]
        spans += [m.span() for m in _field_words(sheet.lang).finditer(text)]
        spans += [m.span() for m in _BLANK.finditer(text) if fold(m[1]) in _before_blank()]
        for start, end in sorted(spans):
            yield Mark("placeholder_left", start, end, part)


@cache
def _field_words(lang: str) -> re.Pattern[str]:
    """Names of fields, in capitals or in signs of their own; and words that say to fill in."""
    fields = sorted({word for word in book.listed(lang, "fields")}, key=len, reverse=True)
    loud = "|".join(re.escape(word.upper()) for word in fields)
    named = "|".join(re.escape(word) for word in fields)
    fill = book.choice(book.listed(lang, "fill_in"))
    return re.compile(rf"(?<!\w)(?:{loud})(?!\w)|[«(*](?i:{named})[»)*]|(?<!\w)(?i:{fill})(?!\w)")


@cache
def _before_blank() -> frozenset[str]:
    return book.pooled("blank_before")


def wrong_name(sheet: Sheet) -> Iterator[Mark]:
    """The greeting names somebody else than the mail."""
    expected = salutation.parse(sheet.draft.addressee, sheet.lang)
    greeted = salutation.parse(sheet.greeted, sheet.lang)
    if sheet.greeting is None or not _comparable(expected, greeted):
        return
    several = _and().search(sheet.greeted) is not None
    if _others(_words(expected.names), _words(greeted.names), bool(greeted.title), several):
        details = {"expected": sheet.draft.addressee}
        yield Mark("wrong_name", *sheet.greeting, details=details)


def _others(known: list[str], used: list[str], titled: bool, several: bool) -> bool:
    """Whether these name another: none is known, or there are two and the surname is not."""
    if not known or not used:
        return False
    same = [any(_same_name(a, b, titled) for a in known) for b in used]
    both = len(known) > 1 and len(used) > 1 and not several
    return not same[-1] if both else not any(same)


def _comparable(expected: salutation.Person, greeted: salutation.Person) -> bool:
    """A given name says nothing about a surname, nor a word for everybody about a name."""
    if not expected.names or not greeted.names:
        return False
    if any(fold(name) in book.pooled("not_names") for name in (*expected.names, *greeted.names)):
        return False
    if not all(name[:1].isupper() for name in greeted.names[-1:]):
        return False
    one = [len(_words(each.names)) == 1 for each in (expected, greeted)]
    titled = [bool(each.title or each.academic) for each in (expected, greeted)]
    if titled[1] and not titled[0] and all(one):
        return fold(expected.names[0]) not in book.pooled("given")
    if one[1] and not titled[1] and not expected.has_first:
        return False
    return titled[0] == titled[1] or not all(one)


def _words(names: Iterable[str]) -> list[str]:
    """The parts of names, folded, without particles and initials."""
    parts = [part for name in names for part in re.split(r"[-\s]", _plain(name))]
    known = [part for part in parts if part not in book.particles()]
    return [part for part in known if len(part) > 2 or (len(part) == 2 and part.isalpha())]


def _plain(name: str) -> str:
    """``Müller`` and ``Mueller`` are one name."""
    name = fold(name).replace("ß", "ss").replace(".", " ")
    return re.sub(r"([aou])e", r"\1", name)


def _same_name(expected: str, used: str, titled: bool) -> bool:
    """Sam for Samuel, but not Samantha for Sam; a surname is written in full."""
    return expected == used or (len(used) > 2 and not titled and expected.startswith(used))
