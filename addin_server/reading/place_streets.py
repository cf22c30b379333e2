"""Addresses: streets with their number, and the names of places before them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from ..resources import lexicon
from .index import Text, fold
from .names import capital, listed
from .patterns import lazy
from .place_spans import CLOCK
from .place_words import Words, addressed
from .vocabulary import LINE, any_of, choice, leading

BEFORE_NUMBER = lazy(
    lambda: (
        rf"(?:[A-ZÀ-Ý][\w'’.-]{{0,30}} (?:{any_of(addressed('between'))} ){{0,2}}){{0,3}}"
        r"[A-ZÀ-Ýa-z][\w'’.-]{2,40}$"
    )
)
NUMBER = lazy(
    lambda: (
        r"(?<=[a-zß.] )\d{1,4}(?: ?[a-zA-Z](?!\w))?(?![\w:/]|\.\d)"
        rf"(?:,? (?i:{choice(addressed('boxes'))}) \d{{1,4}}(?!\w))?"
    )
)
FROM_NUMBER = lazy(
    lambda: (
        rf"\d{{1,5}}(?: ?{any_of(addressed('again'))})?,? "
        rf"(?:{leading(addressed('of'), LINE)}?(?i:{choice(addressed('ways'))}) [^\n,.;()]{{2,40}}"
        rf"|(?:[A-Z][\w'’-]{{0,30}} ){{1,3}}(?:{choice(addressed('roads'))})(?!\w))"
    )
)
_AHEAD, _BACK = 110, 80  #: code points between a number and the word that tells a street
_NAME = r"[A-ZÀ-Ý][\w'’-]{1,25}"
PART = lazy(lambda: rf"(?<!\w){any_of(addressed('parts'))} $")
BESIDE = lazy(r"(?:^|(?<=[\n:;(,.!?|]))[ \t]*(?:[-–•*] )?([^\s,.;:!?()][^\n,.;:!?()]{1,55}),\s$")
WORDS = lazy(r"[dDlL]['’](?=\w)|[^\s'’]+(?:['’]\w+)?")


def _first() -> str:
    """A noun for a street, its name and nothing else."""
    name = rf"{leading(addressed('linked'), LINE)}{{0,2}}{_NAME}"
    whole = choice(addressed("whole"))
    return rf"(?<!\w)(?:(?i:{choice(addressed('ways'))}) {name}(?: {name}){{0,4}}|(?i:{whole}))$"


STREET_FIRST = lazy(_first)


@cache
def _goes_on() -> tuple[str, ...]:
    """What `FROM_NUMBER` goes on with behind the figures."""
    return (" ", ",", *{word[0] for word in addressed("again")})


@cache
def _streets() -> tuple[str, ...]:
    return (*listed("streets"), *lexicon("en", "places")["streets"])


def addresses(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Streets with their number."""
    french, english = _said(text)
    for at, stop in sorted(_figures(text, start, end, english)):
        before = text[at - 1 : at]
        if before.isalnum() or before in (":", "."):
            continue  # minutes
        after = None
        if text[stop : stop + 1] in _goes_on() and _any(english, stop, at + _AHEAD):
            after = FROM_NUMBER.match(text, at, end)
        if after:
            part = PART.search(text, max(start, at - 12), at)
            yield part.start() if part else at, at + len(after[0].rstrip())
        elif before == " ":
            yield from _numbered(text, start, at, end, french)


def _figures(text: Text, start: int, end: int, english: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where figures stand that may be a street's: beside the end of its name, or words for one."""
    folded, ends = text.folded, _street_ends()
    low, high = (english[0] - _AHEAD, english[-1] + _BACK) if english else (end, end)
    for figure in text.figures:
        if len(figure) > 5:
            continue
        for at in text.places[figure]:
            if start <= at < end and (low <= at < high or folded[at - 3 : at] in ends):
                yield at, at + len(figure)


def _numbered(
    text: Text, start: int, at: int, end: int, french: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The street whose number stands there. `french`: where `rue` and its like stand."""
    low = max(start, at - _BACK)
    if not (text.folded[at - 3 : at] in _street_ends() or _any(french, low, at)):
        return
    number = NUMBER.match(text, at, end)
    name = _street_before(text[low : at - 1], bool(french)) if number else None
    if number and name:
        yield low + name.start(), number.end()


def _street_before(text: str, french: bool) -> re.Match[str] | None:
    """The name of a street at the end of a text. `french`: `rue` or its like is somewhere."""
    name = STREET_FIRST.search(text) if french else None
    if name is None and text.lower().endswith(_streets()):
        return BEFORE_NUMBER.search(text)
    return name


def _said(text: Text) -> tuple[list[int], list[int]]:
    """Where words stand of which a French street has one, and those that follow a number."""
    french = [at for word in _ruelle() & text.known for at in text.places[word]]
    english = [at for word in _street() & text.known for at in text.places[word]]
    return sorted(french), sorted({*french, *(at for at in english if text[at].isupper())})


def _any(places: Sequence[int], low: int, high: int) -> bool:
    """Does one of these, in order, stand there?"""
    first = bisect_left(places, low)
    return first < len(places) and places[first] < high


@cache
def _street_ends() -> frozenset[str]:
    """The last letters of endings of street names, and a space."""
    return frozenset(f"{fold(street[-2:])} " for street in _streets())


@cache
def _ruelle() -> frozenset[str]:
    """The words of which a French street has one."""
    return frozenset(map(fold, addressed("ways")))


@cache
def _street() -> frozenset[str]:
    """The same of an English one."""
    return frozenset(map(fold, addressed("roads")))


def widened(text: str, low: int, begin: int, known: Words) -> int:
    """Where a place begins whose address stands at `begin`: `Wing B, Old Mill, 3 High Street`."""
    for _ in range(3):
        before = BESIDE.search(text, max(low, begin - 70), begin)
        if before is None:
            break
        at = _named_place(text, before.start(1), before.end(1), known)
        if at is None:
            break
        whole, begin = at == before.start(1), at
        if not whole:
            break
    return begin


def _named_place(text: str, start: int, end: int, known: Words) -> int | None:
    """Where the name of a place begins that ends there; None when there is none."""
    begin, telling = end, False
    for m in reversed(list(WORDS.finditer(text, start, end))):
        word = fold(m[0])
        if CLOCK.match(word) or word in known.days or "@" in word:
            return None
        site = known.is_site(word) or word in known.floors or word in known.proper
        name = site or capital(m[0]) or m[0][0].isdigit()
        if word in known.lead and begin < end:
            return m.start() if telling else None
        if not name and word not in known.links and word not in known.possess:
            return None
        telling |= site or (known.lang != "de" and name and not m[0][0].isdigit())
        begin = m.start()
    return begin if telling else None
