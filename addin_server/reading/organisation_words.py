"""Words that stand around and inside names of organisations, and legal forms.

The words are in ``lexicon/<lang>/organisations.toml``.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ..model import LANGUAGES
from ..resources import lexicon
from . import index, names
from .language import served
from .names import details
from .patterns import lazy
from .vocabulary import LINE, Listed, Phrases, any_of, leading

_FORMS = (
    r"GmbH & Co\.? ?KGa?A?|KGaA|gUG|UG|OHG|OG|e\. ?V\.|e\. ?K\.|e\. ?G\.|a\. ?G\.|LLP|CIC|PBC|inc\."
    r"|Ltée|SCOP|SNC|SASU|EURL|S\.r\.l\.|SCRL|SComm|CommV|Comm\.V\.|GbR|gemeinnützige GmbH"
    r"|Incorporated"
    r"|(?:bv|nv|bvba|gmbh|ltd)(?!\.\w)"  # small letters are in use in Belgium, and on phones
)
LEGAL = lazy(rf"(?<![\w.])(?:{_FORMS})(?!\w)|{names.LEGAL.pattern}")
#: The words that legal forms begin with: without one there is none, and that is soon seen.
_FORMS_BEGIN = frozenset((
    "A", "AG", "ASBL", "ApS", "B", "BV", "BVBA", "CIC", "CVBA", "Comm", "CommV", "Corp",
    "Corporation", "EURL", "GbR", "GmbH", "Inc", "Incorporated", "KG", "KGaA",
    "LIMITED", "LLC", "LLP", "LTD",
    "Limited", "Ltd", "Ltée", "N", "NV", "OG", "OHG", "Oy", "PBC", "PLC", "PVT", "Pty", "Pvt",
    "S", "SA", "SARL", "SAS", "SASU", "SCOP", "SCRL", "SComm", "SE", "SNC", "SPRL", "SRL", "UG",
    "V", "VOF", "VZW", "a", "asbl", "bv", "bvba", "e", "eG", "gGmbH", "gUG", "gemeinnützige",
    "gmbh", "inc", "ltd", "nv", "plc", "v", "vzw",
))  # fmt: skip
_WORD = lazy(r"\w+")
_TOKEN = lazy(r"[a-z0-9]+|&")
_SIGNS = lazy(r"[^\w&]")


def legal_form(text: str, at: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The first legal form in a piece of text."""
    stop = len(text) if end is None else end
    if _FORMS_BEGIN.isdisjoint(_WORD.findall(text, at, stop)):
        return None
    return LEGAL.search(text, at, stop)


@cache
def words(lang: str | None) -> dict[str, Any]:
    """The language's words about organisations; English where there are none."""
    return lexicon(served(lang), "organisations")


@cache
def listed(kind: str) -> frozenset[str]:
    """Words that hold in every language: "heads", "tails", "departments" and others."""
    return frozenset(words("en")["names"][kind])


@cache
def around(*lists: str) -> frozenset[str]:
    """The words of these lists of the table `around`, in all languages."""
    books = (lexicon(code, "organisations")["around"] for code in LANGUAGES)
    return frozenset(word for book in books for name in lists for word in book[name])


def one_of(*lists: str) -> str:
    """A pattern for one of these words, on one line."""
    return any_of(around(*lists), LINE)


def led_by(*lists: str) -> str:
    """The same with what parts it from the next word, and for `d'`, which nothing parts."""
    return leading(around(*lists), LINE)


def titled_by(*lists: str) -> str:
    """The same with a capital, as it begins a name."""
    return leading((word.capitalize() for word in around(*lists)), LINE)


@cache
def head_ends() -> dict[str, tuple[str, ...]]:
    """Ends of longer nouns that begin a house's name, by their last four letters."""
    found: dict[str, tuple[str, ...]] = {}
    for end in listed("head_ends"):
        found[end[-4:]] = (*found.get(end[-4:], ()), end)
    return found


def is_compound(word: str) -> bool:
    """Is it a longer noun for a house: `Kreiskrankenhaus`, `Kasteelhoeve`?"""
    ends = head_ends().get(word[-4:])
    if ends is None:
        return False
    end = next((end for end in ends if word.endswith(end)), "")
    return len(word) - len(end) > 2 and bool(end) and word not in listed("not_houses")


@cache
def posts() -> frozenset[str]:
    """Nouns for who does a job, of every language."""
    known = (p for code in LANGUAGES for p in details(code)["plain_titles"])
    return frozenset(known) | listed("posts")


@cache
def long_posts() -> dict[str, tuple[str, ...]]:
    """Those that may end a longer word, as `personeelsadviseur`, by their own last letters."""
    found: dict[str, tuple[str, ...]] = {}
    for post in posts():
        if len(post) > 4 and " " not in post:
            found[post[-3:]] = (*found.get(post[-3:], ()), post)
    return found


@cache
def departments() -> frozenset[str]:
    known = listed("departments") | names.listed("teams")
    return known | {index.fold(word) for word in known}


@cache
def tails() -> frozenset[str]:
    """Words that end an organisation's name."""
    return listed("tails") | listed("agencies")


@cache
def offices() -> frozenset[str]:
    """Departments that may sign on behalf of a house: `Recruiting`, `secretariaat`."""
    return departments() - listed("subunits")


@cache
def common() -> frozenset[str]:
    """Words that alone, or with their like, name nobody: `Services`, `Town Council`."""
    return departments() | listed("heads") | listed("tails") | listed("links") | listed("vague")


@cache
def days() -> frozenset[str]:
    """Names of days and months, of every language."""
    tables = (lexicon(code, "moments") for code in LANGUAGES)
    return frozenset(w for lex in tables for row in [*lex["weekdays"], *lex["months"]] for w in row)


@cache
def not_names() -> frozenset[str]:
    """Words that begin no name: days, programs, forms of address, what a subject is about."""
    found = listed("not_organisations") | days()
    return found.union(*(details(c)["honorifics"] + details(c)["degrees"] for c in LANGUAGES))


@cache
def headed() -> Phrases:
    """Nouns that begin an organisation's name: `Stichting Noorderlicht`, `Université de Mons`."""
    heads = {h.capitalize() for h in listed("heads")} | {h.upper() for h in listed("acronyms")}
    heads |= listed("small") - around("alone")
    link = f"{led_by('headed')}?"
    adjective = f"(?: [a-zà-ÿ]+{one_of('adjectives')})? "

    def written(some: Iterable[str]) -> str:
        nouns = "|".join(sorted(some, key=lambda h: (-len(h), h)))
        return rf"(?<![\w-])(?:{nouns}){adjective}{link}(?=[A-ZÀ-Ý]\w)"

    return Listed(heads, written)


ARTICLES = lazy(lambda: rf"^{titled_by('articles')}(?=[^\W_])")


def key_of(value: str) -> str:
    """What two ways to write a name have in common."""
    bare = LEGAL.sub("", value) if legal_form(value) else value
    return _SIGNS.sub("", ARTICLES.sub("", bare).lower()) or value.lower()


def tokens(value: str) -> list[str]:
    """The words of a name, folded; `&` is one."""
    return _TOKEN.findall(value.lower() if value.isascii() else index.fold(value))
