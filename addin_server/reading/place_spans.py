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
    "|Terrace|Hill|Gardens|Crescent|Quay|Park|Parade|Mews|Gate|Green|Yard|Plaza|Parkway|Pkwy|Highway"
    "|Hwy|Blvd|Dr|Ln|Pl|Sq|Ct"
)
FROM_NUMBER = re.compile(
    rf"\d{{1,5}}(?: ?(?:bis|ter))?,? (?:(?:de la )?(?i:{_RUE}) [^\n,.;()]{{2,40}}"
    rf"|(?:[A-Z][\w'’-]{{0,30}} ){{1,3}}(?:{_STREET})(?!\w))"
)
_BEHIND_NUMBER = (" ", ",", "b", "t")  #: what `FROM_NUMBER` goes on with
TOKEN = re.compile(r"\([^()\n]{1,45}\)|[dDlL]['’](?=\w)|,|\n|[^\s,()]+|[()]")
CLOCK = re.compile(r"\d{1,2}(?:[:.h]\d{2}|h|u\d{0,2})(?!\d)|\d{1,2}(?:am|pm)")
_NAME = r"[A-ZÀ-Ý][\w'’-]{1,25}"
_LITTLE = "(?:(?:des?|du|la|les?|et|sur|en) |[dl]['’]){0,2}"
STREET_FIRST = re.compile(
    rf"(?<!\w)(?:(?i:{_RUE}) {_LITTLE}{_NAME}(?: {_LITTLE}{_NAME}){{0,4}}|(?i:grand-rue))$"
)
BESIDE = re.compile(r"(?:^|(?<=[\n:;(,.!?]))[ \t]*([^\s,.;:!?()][^\n,.;:!?()]{1,55}),\s$")
WORDS = re.compile(r"[dDlL]['’](?=\w)|[^\s'’]+(?:['’]\w+)?")
SHORT = re.compile(r"(?i)(?:\w*str|nr|st|bd|av|hann|top|bldg)\.")


def extent(text: str, start: int, stop: int, known: Words, site: bool = False) -> int:
    """Where the words for a place end that begin at `start`; `start` when none do.

    `site`: the first word is a noun for a place.
    """
    end, pending, behind, noun = start, 0, "", False
    for m in TOKEN.finditer(text, start, min(stop, start + REACH)):
        said = m[0]
        bare, low = said.rstrip(".:;!?"), fold(said).rstrip(".:;!?'")
        if said == "," or (said == "\n" and re.match(r"\d{4}", text[m.end() : m.end() + 4])):
            pending, behind, noun = pending + 1, ",", False
        elif said[0] == "(":
            if end == start or not _aside(said, known):
                break
            end, pending, behind = m.end(), 0, "("
        elif _breaks(said, low, behind, noun, known):
            break
        elif (
            (site and m.start() == start)
            or _names(bare, low, known)
            or (noun and behind in _OF and bare.isalpha())
        ):
            end, pending, behind = m.start() + len(bare), 0, "." if bare != said else ""
            noun = known.is_site(low)
        elif low in known.links or low in known.lead or low in known.possess:
            pending, behind = pending + 1, low
        elif behind in ("", ",", "(") or not known.is_site(fold(_next(text, m.end()))):
            break  # else `at the blue door`
        if pending > 4 or (bare != said and not SHORT.fullmatch(said)):
            break
    return end


def _next(text: str, at: int) -> str:
    """The word behind this place."""
    m = re.compile(r" ([^\W\d_]+)").match(text, at)
    return m[1] if m else ""


def _aside(said: str, known: Words) -> bool:
    """Do these words in parentheses tell more of the place?"""
    if CLOCK.search(said) or "://" in said:
        return False
    bare = (word.strip(".,:;'") for word in said[1:-1].split())
    return any(word and _names(word, fold(word), known) for word in bare)


_OF = ("de", "des", "du", "d", "van", "of", "der")


def _breaks(said: str, low: str, behind: str, noun: bool, known: Words) -> bool:
    """Is it a day, an hour, an address of mail, or another sentence?"""
    another = behind == "." and not (said[0].isdigit() or capital(said))
    clock = CLOCK.match(low) and not (noun and not behind and "." in low)  # `room 2.17`
    bound = low in known.possess and low not in known.lead
    another = another or (behind == "," and (bound or low in known.joins))
    another = another or (known.lang == "de" and not behind and bound and low not in _OF)
    dated = said[0].isdigit() and behind in ("on", "op", "am", "vom", "le", "by", "from")
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
    base, named = max(low, at - 60), at
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
        name = capital(said) or (word in known.possess and named < at)
        if name and text[base + m.end() : named].isspace() and known.lang != "de":
            named = base + m.start() if "\n" not in text[base + m.end() : named] else named
    return named, False


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
        if len(figure) > 5:
            continue
        if text[at - 1 : at].isalnum() or text[at - 1 : at] in (":", "."):
            continue  # minutes
        behind = text[at + len(figure) : at + len(figure) + 1]
        named = FROM_NUMBER.match(text, at, end) if behind in _BEHIND_NUMBER else None
        if named is not None:
            yield at, at + len(named[0].rstrip())
        elif text[at - 1 : at] == " " and (number := NUMBER.match(text, at, end)) is not None:
            low = max(start, at - 80)
            before = text[low : at - 1]
            name = STREET_FIRST.search(before)
            if name is None and before.lower().endswith(_streets()):
                name = BEFORE_NUMBER.search(before)
            if name is not None:
                yield low + name.start(), number.end()


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
