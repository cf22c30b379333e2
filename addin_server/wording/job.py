"""Another organisation or role than the mail's.

Only when sure: a letter that names the right one as well is left alone, and so is a clause that
speaks of somewhere else.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from ..model import LANGUAGES
from ..reading.index import fold
from . import book
from .mark import Mark
from .sheet import Sheet

_CAPITAL = r"[A-ZÀ-ÖØ-Þ0-9][\w&'’+-]{0,40}(?:\.\w{1,10})?"
_ROLE_WORDS = 5
_MOST = 12  #: words of a name that are compared
_NEAR = 90  #: code points between the word for the invitation and the name
_SHARED = 5  #: letters that two words for one role begin with: Planer, Planerin
_ENDINGS = frozenset(["", "e", "n", "s", "en", "er", "es", "em", "ne", "nen", "se"])
_STEM = 4  #: letters that two forms of one word have in common

_OF_THIS = ("decision", "negation", "thanks")

Same = Callable[[str, str], bool]


def wrong_company(sheet: Sheet) -> Iterator[Mark]:
    """The invitation or the role is said to be another organisation's."""
    known = _company_words(sheet.context.company)[:_MOST]
    if not known:
        return
    text = set(_words(sheet.text))
    own = [word for word in known if word not in book.pooled("generic")] or known
    all_said, own_said = (_all_in(words, text, _same_form) for words in (known, own[:1]))
    for start, end, firm in _named(sheet, _company(sheet.lang)):
        said = _company_words(sheet.text[start:end])
        none = not _shared(known, said, _same_form) and not _abbreviates(known, said)
        swapped = _swapped(known, said)
        if (none and firm and not own_said) or (swapped and not all_said):
            yield Mark("wrong_company", start, end, details={"expected": sheet.context.company})


def wrong_role(sheet: Sheet) -> Iterator[Mark]:
    """The invitation is said to be for another role."""
    known = [word for word in _words(sheet.context.job_title) if len(word) > 2][:_MOST]
    text = set(_words(sheet.text)) - set(_company_words(sheet.context.company))
    if not known:
        return
    hits = sum(any(_same_role(a, b) for b in text if len(b) > 2) for a in known)
    some_said = 2 * hits >= len(known)  # of a title of three words one may be said by chance
    all_said = _all_in(known, text, _same_role)
    for start, end, _ in _named(sheet, _role(sheet.lang)):
        said = [word for word in _words(sheet.text[start:end]) if len(word) > 2]
        swapped = _odd_slot(known, said, _same_role) is not None
        if any(sheet.says(each, start, end) for each in ("decision", "commitment")):
            continue  # "the vacancy withdraw"
        none = not (some_said or _shared(known, said, _same_role))
        if none or (swapped and not all_said):
            yield Mark("wrong_role", start, end, details={"expected": sheet.context.job_title})


def _named(sheet: Sheet, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, bool]]:
    """Names in clauses that speak of this invitation; whether it is sure that they are names."""
    generic = _not_companies(sheet.lang)
    for sentence in sheet.sentences:
        for start, end in sheet.clauses(*sentence):
            anchor = _anchor(sheet, start, end)
            for match in pattern.finditer(sheet.text, start, end):
                group = str(match.lastgroup)
                telling = match[group].split()[: 1 if group in ("name", "near") else None]
                near = anchor is not None and match.start() - anchor <= _NEAR
                if near and generic.isdisjoint(map(fold, telling)):
                    yield (*match.span(group), group != "near" or _beside(sheet, match, start))


def _beside(sheet: Sheet, match: re.Match[str], start: int) -> bool:
    """Whether it stands right behind the role or the word for the invitation, as only they do.

    "Infirmier à l'Hôpital du Jura", "l'entretien à la Coopérative": an institution.
    """
    head = fold(match["near"].split()[0])
    institution = head in book.pooled("generic")
    written = fold(match[0]).startswith(tuple(map(fold, book.listed(sheet.lang, "company_beside"))))
    name = match.start("near")
    if any(m.end() > name for m in _role(sheet.lang).finditer(sheet.text, start, match.end())):
        return False  # "interview for Pharmacy Technician"
    roles = [m.end() for m in _role(sheet.lang).finditer(sheet.text, start, match.start())]
    asked = [hit.end for hit in sheet.within("invited", start, match.start())]
    return (institution or written) and any(match.start() - at <= 1 for at in (*roles, *asked))


def _anchor(sheet: Sheet, start: int, end: int) -> int | None:
    """Where a clause speaks of this invitation; None when it is, or may be, of another job.

    A job that is refused or that thanks are said for is this one.
    """
    if sheet.says("elsewhere", start, end):
        return None
    this_one = sheet.parted(start, end) or any(sheet.says(each, start, end) for each in _OF_THIS)
    sections = ("invited", "job") if this_one else ("invited",)
    places = (h.start for each in sections for h in sheet.signs(each) if start <= h.start < end)
    return min(places, default=None)


@cache
def _house() -> str:
    """The words of a house's name, with what may stand between them."""
    within = book.choice(word for lang in LANGUAGES for word in book.listed(lang, "within"))
    return rf"{_CAPITAL}(?:[ ](?:(?:{within}|&)[ ])?{_CAPITAL}){{0,4}}"


@cache
def _company(lang: str) -> re.Pattern[str]:
    ways = {"name": "company_before", "near": "company_near"}
    before = {group: book.choice(book.listed(lang, key)) for group, key in ways.items()}
    return re.compile(
        "|".join(
            rf"(?<!\w)(?i:{words})(?:\s|(?<='))(?P<{group}>{_house()})"
            for group, words in before.items()
        )
    )


@cache
def _not_companies(lang: str) -> frozenset[str]:
    return frozenset(map(fold, book.listed(lang, "not_companies")))


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
        led = book.choice(book.listed(lang, "determiners"))
        ways.append(rf"(?<!\w)(?i:{led})\s(?P<after>{name}?)\s(?i:{after})(?!\w)")
    return re.compile("|".join(ways))


def _words(text: str) -> list[str]:
    return re.findall(r"\w{2,}", fold(text))


def _company_words(text: str) -> list[str]:
    """Without legal forms and articles, unless there is nothing else."""
    words = _words(text)
    return [word for word in words if word not in book.pooled("legal")] or words


def _shared(known: Sequence[str], said: Sequence[str], same: Same) -> bool:
    return any(same(a, b) for a in known for b in said)


def _all_in(known: Sequence[str], text: set[str], same: Same) -> bool:
    return all(word in text or any(same(word, each) for each in text) for word in known)


def _odd_slot(known: Sequence[str], said: Sequence[str], same: Same) -> int | None:
    """Of two names of as many words: where the one word stands that differs."""
    if len(known) != len(said) or len(known) < 2:
        return None
    odd = [at for at, (a, b) in enumerate(zip(known, said, strict=True)) if not same(a, b)]
    return odd[0] if len(odd) == 1 else None


def _swapped(known: Sequence[str], said: Sequence[str]) -> bool:
    """Whether one telling word is another: "Café De Haan" for "Café De Zwaan"."""
    slot = _odd_slot(known, said, _same_form)
    if slot is None:
        return False
    rest = [word for at, word in enumerate(known) if at != slot]
    generic = all(word in book.pooled("generic") for word in rest)
    return slot == 0 or generic or len(rest) > 1


def _abbreviates(known: Sequence[str], said: Sequence[str]) -> bool:
    """UZ for Universitair Ziekenhuis, Rabo for Rabobank, or the other way round."""
    for short, full in ((known, said), (said, known)):
        letters = "".join(word[0] for word in full)
        if any(a == letters or any(b.startswith(a) for b in full) for a in short):
            return True
    return False


def _same_form(known: str, word: str) -> bool:
    """Two cases of one word: Sächsische, Sächsischen."""
    common = 0
    while common < min(len(known), len(word)) and known[common] == word[common]:
        common += 1
    rest = {known[common:], word[common:]}
    return known == word or (common >= _STEM and rest <= _ENDINGS)


def _same_role(known: str, word: str) -> bool:
    """One word or part of one; or two forms of one: Planer, Planerin."""
    inside = len(known) > 3 and (word in known or known in word)
    alike = len(known) >= _SHARED and known[:_SHARED] == word[:_SHARED]
    return known == word or inside or alike
