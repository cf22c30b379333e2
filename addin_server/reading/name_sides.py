"""Patterns for what stands right before or behind a name. Boundary: words alone, no names.

The words are in the table ``around`` of ``lexicon/<lang>/people.toml``. Those of all languages
count in every mail: people sign in more languages than they write.
"""

import re
from functools import cache

from ..model import LANGUAGES
from .names import people_words
from .vocabulary import any_of, choice, leading

_CAPITAL = r"[^\W\d_a-zà-ÿ]"


@cache
def words(*lists: str) -> frozenset[str]:
    """The words of these lists, in all languages."""
    return frozenset(
        word for name in lists for code in LANGUAGES for word in people_words(code)["around"][name]
    )


def _any(*lists: str) -> str:
    return any_of(words(*lists))


def _before(*lists: str) -> str:
    """Such a word up to the next one."""
    return leading(words(*lists))


@cache
def aside() -> re.Pattern[str]:
    """What may stand between a name and what its owner will do."""
    return re.compile(
        r",?\s*|,\s[^,.\n]{2,40},\s|\s\([^()\n]{2,40}\)\s"
        rf"|\s{_before('at', 'out', 'of', 'spoken')}[^,!?\n]{{2,40}}\s"
    )


@cache
def from_house() -> re.Pattern[str]:
    """Behind a given name: whom its owner is from."""
    return re.compile(
        rf",?\s(?:{_any('here')}\s)?"
        rf"(?:{_before('at', 'out', 'of')}(?:{_any('articles', 'ours', 'at')}\s|(?={_CAPITAL})))"
    )


@cache
def here() -> re.Pattern[str]:
    """`Ann here`, `Ann am Apparat`."""
    said = rf"{_any('here')}(?=\s?[,.!:–-]|\s{_any('at', 'out', 'of', 'spoken')}(?!\w)|$)"
    return re.compile(rf"\s(?:{_any('speaking')}(?!\w)|{said})")


@cache
def from_there() -> re.Pattern[str]:
    """`Ann from the bakery.`, with which a mail begins."""
    return re.compile(rf"\s{_before('at', 'out', 'of', 'spoken')}[^,.!?\n]{{3,45}}(?=[,.!?])")


@cache
def from_named_house() -> re.Pattern[str]:
    """`Ann from Acme.`"""
    article = rf"(?:{_any('articles', 'ours')}\s)?"
    ahead = _before("at", "out", "of", "spoken")
    return re.compile(rf"\s{ahead}{article}{_CAPITAL}[^,.!?\n]{{3,45}}(?=[,.!?])")


@cache
def lead() -> re.Pattern[str]:
    """`This is `, before a name with which a mail begins."""
    return re.compile(rf"(?i:{_any('opens')})\s(?={_CAPITAL})")


@cache
def told() -> re.Pattern[str]:
    """Behind the whole of a name that somebody says is theirs."""
    return re.compile(rf"\s?[,.!–-](?:\s|$)|\s{_any('and')}\s|\s?$")


@cache
def order() -> re.Pattern[str]:
    """`i. A.`, `namens`, kisses: before the name of who signs."""
    return re.compile(rf"(?i:{_any('orders')}|x{{1,3}})(?:(?<=\.)\s*|\s+|$)")


@cache
def office() -> re.Pattern[str]:
    """`Le garde forestier, U. Poe`, `Pour le conseil : Ann Poe`: as what somebody signs."""
    articles = choice(word.capitalize() for word in words("articles", "ours"))
    return re.compile(
        rf"(?:(?:{articles})\s(?:[a-zà-ÿ]|{_any('offices')}(?!\w))|{_any('behalf')}\s)"
        r"[^,:.\n]{0,40}\s?[,:]\s(?=[^\W\d_])"
    )


@cache
def name_end() -> re.Pattern[str]:
    """What ends a name on its line: a function, an address, somebody else."""
    return re.compile(
        rf"[,|/(\[–—•·@:;]| - |\s(?=\+?\d[\d ()/.-]{{6}})|\s{_any('at', 'out')}\s|\s{{3,}}|\t"
        rf"|\s(?=\d\d\s{_any('years')}(?!\w))"
        rf"|\s(?:&|{_any('and')})\s(?!(?i:{_any('partners')})(?!\w))"
    )


@cache
def is_also() -> re.Pattern[str]:
    """Behind the name of one who will be there: what they are, or who comes with them."""
    return re.compile(rf"(?:,| ?\(|\s(?:&|{_any('and')})(?=\s))\s?([^,.()!?\n]{{2,60}})")


@cache
def family() -> re.Pattern[str]:
    """What stands behind a surname in a family's house: `Baker & Sons`."""
    return re.compile(rf"(?i:\s(?:&|\+|{_any('and')})\s{_any('partners')})(?!\w)")


@cache
def of_house() -> re.Pattern[str]:
    """What a house follows, or the rest of a surname."""
    return re.compile(rf"\s{_before('of')}")


@cache
def of_no_surname() -> re.Pattern[str]:
    """What follows `of` before a house, and in no surname."""
    return re.compile(rf"{_any('ours')}\s")


@cache
def signed_from() -> re.Pattern[str]:
    """What may stand behind the name of who signs without closing words; not `Köln, 7.8.2026`."""
    return re.compile(
        r"(?: [xX]{1,3})?[ .]*(?:$|,(?!\s?\d\d?\.)|[(–—/|·@-])|\s+\d\d\s"
        rf"|\s+(?:@\s|{_before('at', 'of')})(?=[^\W\d_a-z]|{_any('articles', 'ours')})"
    )


@cache
def shown_from() -> re.Pattern[str]:
    """What ends a name in a display name."""
    return re.compile(rf"\s+(?:@|{_any('at', 'out', 'via')})\s+|\s*[|(\[–—]|\s-\s")


@cache
def house_behind() -> re.Pattern[str]:
    """A house behind a person's name in a display name."""
    return re.compile(rf"\s*\(([^()]+)\)$|\s+(?:@|{_any('at', 'out')})\s+(.+)$")


@cache
def works_at() -> re.Pattern[str]:
    """What leads right up to the name of a house, at the end of a text."""
    return re.compile(rf"(?<!\w)(?i:{_any('works_at')})\s\Z")


@cache
def sent_from() -> re.Pattern[str]:
    """Behind closing words: where they come from."""
    return re.compile(rf"\s{_any('sent_from')}\s[^,.\n]{{2,30}},(?=\s)")


def past_article(line: str) -> int:
    """Where `heer` begins in `de heer Poe`. 0: no such words begin the line."""
    said = next((each for each in words("titled") if line.startswith(f"{each} ")), "")
    return said.find(" ") + 1
