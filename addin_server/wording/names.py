"""Another name, organisation or role than the mail's; and a blank that nobody filled in.

Only when sure: a letter that names the right one as well is left alone, and so is a sentence that
speaks of somewhere else.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from .. import salutation
from ..reading.index import fold
from . import book
from .mark import Mark
from .sheet import Sheet, Span

_BRACKETS = re.compile(
    r"\[(?=[^\[\]\n]{0,60}[^\W\d_]{2})(?![^\[\]\n]{0,3}/)[^\[\]\n]{1,60}\]"
    r"|\$?\{\{?(?=[^{}\n]{0,60}\w)[^{}\n]{1,60}\}\}?"
    r"|<(?=[^<>\n]{0,40}[^\W\d_]{2})[^<>@:/\n]{1,40}>"
    r"|(?<!\w)(?:[Xx]{3,}|\.{4,}|%\(?\w{0,30}\)?[sd]|#{2}\w{1,30}#{2})(?!\w)"
    r"|(?<!_)_{3,20}(?!_)|(?<!\w)(?:TODO|TBD|INSERT [A-Z]{3,20})(?!\w)"
    r"|(?<!\w)(?:dd|jj|tt)[-/. ]?mm[-/. ]?(?:jjjj|yyyy|aaaa|jj|yy)(?!\w)"
)
_BLANK = re.compile(r"(?<!\w)(\w{2,12})[ \t]{1,2}(?:\.{3}|…)(?=[ \t,.;\n]|$)")
_CAPITAL = r"[A-ZÀ-ÖØ-Þ0-9][\w&'’+-]{0,40}(?:\.\w{1,10})?"
_AND = r"(?:(?:of|and|de|het|van|der|den|und|et|du|des|la|le|les|für)\s|&\s)?"
_COMPANY = rf"{_CAPITAL}(?:\s{_AND}{_CAPITAL}){{0,4}}"
_ROLE_WORDS = 5
_NEAR = 90  #: code points between the word for the invitation and the name
_SHARED = 5  #: letters that two words for one role begin with: Planer, Planerin


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
    known, used = _words(expected.names), _words(greeted.names)
    if known and used and not any(_same_name(a, b) for a in known for b in used):
        details = {"expected": sheet.draft.addressee}
        yield Mark("wrong_name", *sheet.greeting, details=details)


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


def _same_name(expected: str, used: str) -> bool:
    """Sam for Samuel, but not Samantha for Sam."""
    return expected == used or (len(used) > 2 and expected.startswith(used))


def wrong_company(sheet: Sheet) -> Iterator[Mark]:
    """The invitation or the role is said to be another organisation's."""
    known = _company_words(sheet.context.company)
    if not known or known & _company_words(sheet.text):
        return
    for start, end in sheet.sentences:
        anchor = _anchor(sheet, start, end)
        for match in _company(sheet.lang).finditer(sheet.text, start, end):
            name = match["name"]
            far = anchor is None or not 0 <= match.start() - anchor <= _NEAR
            if not far and fold(name.split()[0]) not in _not_companies(sheet.lang):
                details = {"expected": sheet.context.company}
                yield Mark("wrong_company", *match.span("name"), details=details)


def _anchor(sheet: Sheet, start: int, end: int) -> int | None:
    """Where the sentence speaks of this invitation; None when it is, or may be, of another job."""
    if sheet.says("elsewhere", start, end):
        return None
    return next((h.start for h in sheet.signs("invited") if start <= h.start < end), None)


@cache
def _company(lang: str) -> re.Pattern[str]:
    before = book.choice(book.listed(lang, "company_before"))
    return re.compile(rf"(?<!\w)(?i:{before})\s(?P<name>{_COMPANY})")


@cache
def _not_companies(lang: str) -> frozenset[str]:
    return frozenset(map(fold, book.listed(lang, "not_companies")))


def _company_words(text: str) -> set[str]:
    """Without legal forms and articles, unless there is nothing else."""
    words = set(re.findall(r"\w{2,}", fold(text)))
    return words - book.pooled("legal") or words


def wrong_role(sheet: Sheet) -> Iterator[Mark]:
    """The invitation is said to be for another role."""
    known = [w for w in re.findall(r"[^\W\d_]{3,}", fold(sheet.context.job_title))]
    said = set(re.findall(r"\w{3,}", sheet.text.folded)) - _company_words(sheet.context.company)
    if not known or any(_same_role(known, word) for word in said):
        return
    for start, end in sheet.sentences:
        if _anchor(sheet, start, end) is None:
            continue
        for place in _roles(sheet, start, end):
            details = {"expected": sheet.context.job_title}
            yield Mark("wrong_role", *place, details=details)


def _roles(sheet: Sheet, start: int, end: int) -> Iterator[Span]:
    """The words that stand where a role is named."""
    generic = _not_companies(sheet.lang)
    for match in _role(sheet.lang).finditer(sheet.text, start, end):
        group = str(match.lastgroup)
        if generic.isdisjoint(fold(match[group]).split()):
            yield match.span(group)


@cache
def _role(lang: str) -> re.Pattern[str]:
    """``functie van X``, ``functie X``, ``the X role``."""
    ends = book.choice(book.listed(lang, "role_ends"))
    word = rf"(?!(?i:{ends})(?!\w))[^\W\d_][\w'’/-]{{2,40}}"
    name = rf"{word}(?:\s(?:(?:of|de|d['’])\s)?{word}){{0,{_ROLE_WORDS - 1}}}"
    before, bare = (book.choice(book.listed(lang, key)) for key in ("role_before", "role_bare"))
    ways = [
        rf"(?<!\w)(?i:{before})(?:\s|(?<=['’]))(?P<before>{name})",
        rf"(?<!\w)(?i:{bare})\s[\"'“„«‘]?\s?(?=[A-ZÀ-ÖØ-Þ])(?P<bare>{name})",
    ]
    if after := book.choice(book.listed(lang, "role_after")):
        ways.append(rf"(?<!\w)(?i:the|an?|your)\s(?P<after>{name}?)\s(?i:{after})(?!\w)")
    return re.compile("|".join(ways))


def _same_role(known: list[str], word: str) -> bool:
    """One word or part of one; or two forms of one: Planer, Planerin."""
    inside = any(word in each or each in word for each in known if len(word) > 3)
    alike = any(word[:_SHARED] == each[:_SHARED] for each in known if len(word) >= _SHARED)
    return word in known or inside or alike
