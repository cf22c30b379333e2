"""How far the words for a place reach, and addresses among them."""

import re
from collections.abc import Iterator
from functools import cache

from ..resources import lexicon
from .index import fold, standing
from .names import capital, listed
from .place_words import Words

REACH = 130  #: code points looked at behind where a place begins
BEFORE_NUMBER = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’.-]{0,30} (?:(?:van|de|den|der|het) ){0,2}){0,3}[A-ZÀ-Ýa-z][\w'’.-]{2,40}$"
)
NUMBER = re.compile(r"(?<=[a-zß.] )\d{1,4}(?: ?[a-zA-Z](?!\w))?(?![\w:/]|\.\d)")
_RUE = "rue|avenue|boulevard|place|quai|chaussée|allée|route|chemin|impasse|cours|passage|square"
_STREET = (
    "Street|Road|Avenue|Lane|Square|Drive|Boulevard|Way|Place|Rd|St|Ave|Wharf|Walk|Court|Row|Close"
    "|Terrace|Hill|Gardens|Crescent|Quay|Park|Parade|Mews|Gate|Green|Yard"
)
FROM_NUMBER = re.compile(
    rf"\d{{1,4}}(?: ?(?:bis|ter))?,? (?:(?:de la )?(?i:{_RUE}) [^\n,.;()]{{2,40}}"
    rf"|(?:[A-Z][\w'’-]{{0,30}} ){{1,3}}(?:{_STREET})(?!\w))"
)
TOKEN = re.compile(r"\([^()\n]{1,45}\)|[dDlL]['’](?=\w)|,|\n|[^\s,()]+|[()]")
CLOCK = re.compile(r"\d{1,2}(?:[:.h]\d{2}|h|u\d{0,2})(?!\d)|\d{1,2}(?:am|pm)")
SHORT = re.compile(r"(?i)(?:\w*str|nr|st|bd|av|hann|top|bldg)\.")


def extent(text: str, start: int, stop: int, known: Words) -> int:
    """Where the words for a place end that begin at `start`; `start` when none do."""
    end, pending, behind, noun = start, 0, "", False
    for m in TOKEN.finditer(text, start, min(stop, start + REACH)):
        said = m[0]
        bare, low = said.rstrip(".:;!?"), fold(said).rstrip(".:;!?'")
        if said == "," or (said == "\n" and re.match(r"\d{4}", text[m.end() : m.end() + 4])):
            pending, behind, noun = pending + 1, ",", False
        elif said[0] == "(":
            if end == start or CLOCK.search(said) or "://" in said or len(said) < 3:
                break
            end, pending, behind = m.end(), 0, "("
        elif _breaks(said, low, behind, noun, known):
            break
        elif _names(bare, low, known) or (noun and behind in _OF and bare.isalpha()):
            end, pending, behind = m.start() + len(bare), 0, "." if bare != said else ""
            noun = known.is_site(low)
        elif low in known.links or low in known.lead or low in known.possess:
            pending, behind = pending + 1, low
        else:
            break
        if pending > 4 or (bare != said and not SHORT.fullmatch(said)):
            break
    return end


_OF = ("de", "des", "du", "van", "of", "der")


def _breaks(said: str, low: str, behind: str, noun: bool, known: Words) -> bool:
    """Is it a day, an hour, an address of mail, or another sentence?"""
    another = behind == "." and not (said[0].isdigit() or capital(said))
    clock = CLOCK.match(low) and not (noun and "." in low)
    bound = low in known.joins or (low in known.possess and low not in known.lead)
    another = another or (behind == "," and bound)
    dated = said[0].isdigit() and behind in ("on", "op", "am", "vom", "le")
    return (
        bool(clock)
        or another
        or dated
        or low in known.days
        or said[0] in "\n()[{<$%"
        or "@" in said
    )


def _names(bare: str, low: str, known: Words) -> bool:
    """Is it part of a name, a noun for a place, a number or a floor?"""
    if low in known.lead or low in known.links or low in known.possess:
        return False
    if bare[:1].isdigit():
        return len(bare) < 7
    if low in known.floors or capital(bare) or low in known.sites:
        return True
    return known.lang != "de" and any(known.is_site(part) for part in re.split(r"\W", low))


def begins(text: str, low: int, at: int, known: Words) -> tuple[int, bool]:
    """Where the words for a place begin whose noun stands at `at`; and does `in`, `at` lead it?"""
    found = list(re.finditer(r"[dDlL]['’](?=\w)|\S+", text[max(low, at - 60) : at]))
    base = max(low, at - 60)
    for count, m in enumerate(reversed(found)):
        word, said = fold(m[0]).strip("'\"“„«(*"), m[0]
        if said[-1] in ".,:;!?)" or count > 4:
            break
        if word in known.lead:
            return _doubled(text, base, base + m.start(), known), True
        beside = count == 0 and known.lang == "en"  # `school library`
        known_word = word in known.possess or word in known.links or beside
        if not known_word and not _adjective(said):
            break
    return at, False


def _adjective(said: str) -> bool:
    return capital(said) or said.endswith(("e", "en", "em", "er", "ed", "al"))


def _doubled(text: str, low: int, at: int, known: Words) -> int:
    """`bij ons in de praktijk` begins at `bij`."""
    m = re.search(r"(?i)(?<!\w)(?:bij ons|bei uns|chez nous) $", text[max(low, at - 12) : at])
    return at - len(m[0]) if m else at


@cache
def _streets() -> tuple[str, ...]:
    return (*listed("streets"), *lexicon("en", "places")["streets"])


def addresses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Streets with their number."""
    for at, figure in standing(text, start, end, frozenset(), figures=True):
        if len(figure) > 4:
            continue
        if (named := FROM_NUMBER.match(text, at, end)) is not None:
            yield at, at + len(named[0].rstrip())
        elif (number := NUMBER.match(text, at, end)) is not None:
            low = max(start, at - 80)
            before = text[low : at - 1]
            if before.lower().endswith(_streets()) and (name := BEFORE_NUMBER.search(before)):
                yield low + name.start(), number.end()
