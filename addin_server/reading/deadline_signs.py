"""What announces a last moment to answer, and whether it is the reader who is to answer by then."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal, NamedTuple

from .deadline_amounts import Amounts, amounts
from .grammar import pattern
from .moment_patterns import around, words_of
from .moment_signs import ends_verb
from .patterns import lazy
from .vocabulary import Endings, Phrases, behind, choice, endings, firsts, fold, phrases

SENTENCE_END = lazy(
    r"[.!?\n](?:(?<=\n)\s*(?:\n|[-*•–]|\d{1,2}[.)]\s)"
    r"|(?<=[.!?])(?<!\s\d[.!?])(?<!\s\d\d[.!?])\s+(?=[^\W\d_]))"
)
SAID = lazy(r"\w{4,}[.!?]\s+$")  #: the end of another sentence
_THREE = lazy(r"(?:\s+[^\W\d_]+){0,3}")  #: words
CLAUSE = lazy(
    lambda: rf"[,;:()–\s](?:(?<!\s)\s|(?<=\s)(?:{choice(around('and'))})\s)", re.IGNORECASE
)
FILLERS = 3
REACH = 200  #: code points of a sentence that are looked at, to either side

Level = Literal["closes", "sure", "strong", "weak"]
LEVELS: tuple[Level, ...] = ("weak", "strong", "sure", "closes")  #: the last one counts


def _plain(words: str) -> str:
    return fold(words).rstrip(".:")


class Signs(NamedTuple):
    """What announces a deadline, for one language."""

    before: Endings
    levels: dict[str, Level | None]  #: what each of these says; None: it may stand in between
    latest: re.Pattern[str]
    stands: re.Pattern[str]
    sooner: re.Pattern[str]  #: between a day and the hour before which
    parted: frozenset[str]
    meets: Endings
    asks: Phrases
    acts: Phrases
    ours: Phrases
    things: Phrases
    answers: Phrases
    behind: re.Pattern[str]  #: the words that still belong to a day
    begins: Phrases
    posted: Phrases
    apply: Endings
    kept: Endings
    please: Endings
    asking: Endings
    beside: Endings
    amounts: Amounts  #: what all but `terms` of the following need
    within: Phrases
    by_then: Phrases  #: with an amount that is counted from something
    valid: Phrases
    valid_for: Phrases
    given: Phrases
    counted_from: re.Pattern[str]  #: behind an amount
    terms: Phrases
    ends: Phrases
    soon: Phrases
    ahead: Phrases
    least: Endings
    unless: Phrases
    prompt: Phrases


@cache
def signs(lang: str | None) -> Signs:
    """The signs of a language, compiled."""
    words = words_of(lang)
    lex = words["deadline"]
    numbers = [*words["numbers"], *lex["more"]]
    amount = _amount(numbers, lex["units"])
    told = rf"\s(?:{'|'.join(map(pattern, lex['counted_from']))})"
    to_do = rf"(?i:{choice(lex['to_do'])})(?!\w)"
    levels, closing = _levels(lex), choice(words["around"]["closing"])
    counted = {name: phrases(lex[name], after=rf"\s{{1,3}}(?i:{amount})") for name in _COUNTED}
    return Signs(
        before=endings(levels),
        levels=levels,
        latest=behind(lex["latest"]),
        stands=behind(lex["stands"]),
        sooner=behind([*lex["strong"], *lex["weak"]]),
        parted=frozenset(words["parted"]),
        meets=endings(words["meets"]),
        apply=endings(lex["apply"]),
        kept=endings(lex["kept"]),
        please=endings(lex["please"]),
        asking=endings(lex["asks"]),
        beside=endings(lex["beside"]),
        acts=phrases([*lex["asks"], *lex["acts"], *lex["please"]]),
        behind=lazy(rf"\s(?:(?:{closing})\s)?(?:{choice(_closes(lex))})(?!\w)", re.I),
        valid=_valid(amount, numbers, lex["valid"]),
        ahead=_valid(amount, numbers, lex["ahead"], kept=True),
        least=endings(lex["least"]),
        by_then=phrases(lex["sure"], after=rf"\s{{1,3}}(?i:{amount}{told})"),
        given=phrases(lex["given"], after=rf"[\s:(]{{1,3}}(?i:{amount})(?=\s{to_do}|{_DONE})"),
        counted_from=lazy(told, re.I),
        amounts=amounts(lex, numbers),
        **counted,
        **{name: phrases(lex[name]) for name in _WHOLE},
    )


_WHOLE = (
    "asks",
    "ours",
    "things",
    "answers",
    "begins",
    "posted",
    "terms",
    "ends",
    "soon",
    "unless",
    "prompt",
)
_COUNTED = ("within", "valid_for")
_DONE = r"\)?\s?(?:[.!\n]|$)"  #: the end of a sentence


def _closes(lex: dict[str, Any]) -> list[str]:
    """`included`, and the ends of a day: `close of business`."""
    return [*lex["kept_behind"], *(words for words, end in lex["ends"].items() if end == "day0")]


def _valid(amount: str, numbers: list[str], valid: list[str], kept: bool = False) -> Phrases:
    """`three days valid`: the amount before such words; with them, if they are kept."""
    group = "?:" if kept else "?="
    written = rf"(?<![\w.,:]){amount}({group}\s(?:{choice(valid)})(?!\w))"
    begin, needs = firsts(numbers), firsts(valid)
    return Phrases(lazy(written, re.IGNORECASE), begin, figures=True, needs=needs)


def _amount(numbers: list[str], units: Iterable[str]) -> str:
    """A count and what is counted, as a pattern."""
    count = rf"(?P<count>\d{{1,3}}|{choice(numbers)})(?:\s?\(\s?\w{{1,7}}\s?\))?"
    return rf"{count}[\s-]?(?P<unit>{choice(units)})(?!\w)"


def _levels(lex: dict[str, Any]) -> dict[str, Level | None]:
    """What each announcement says."""
    levels: dict[str, Level | None] = dict.fromkeys(map(_plain, lex["filler"]))
    for level in LEVELS:
        levels.update(dict.fromkeys(map(_plain, lex[level]), level))
    return levels


def level_of(text: str, low: int, span: tuple[int, int], known: Signs) -> Level | None:
    """How the words around this day announce a last moment, if they do."""
    start, end = span
    at = start
    for _ in range(FILLERS):
        begun = known.before.before(text, low, at)
        if begun is None or SAID.search(text, max(low, at - 24), at):
            break
        level = known.levels.get(_plain(text[begun:at].rstrip(" \t\r\n:(*.")))
        if level is not None and not ends_verb(text, begun, at, known.parted):
            if known.stands.match(text, end):
                return "closes"
            pleased = level == "weak" and known.please.before(text, low, begun) is not None
            return "strong" if pleased else level
        at = begun
    return "sure" if known.latest.match(text, end) else None


def is_to_apply(text: str, low: int, span: tuple[int, int], known: Signs) -> bool:
    """`apply before 30 September`: does nothing but what announces a last moment part the two?"""
    at = span[0]
    for _ in range(FILLERS):
        begun = known.before.before(text, low, at)
        if begun is None:
            break
        at = begun
    return at < span[0] and known.apply.before(text, low, at) is not None


def is_asked(
    text: str, whole: tuple[int, int], span: tuple[int, int], level: Level, known: Signs
) -> bool:
    """Is it the reader who has to answer, or to do something, by then?"""
    sentence = sentence_of(text, whole, span)
    if level == "closes":
        return not known.posted.within(text, *sentence)
    if is_ours(text, sentence, span, known):
        return False
    if known.asks.within(text, *sentence):
        return True
    if level == "weak" or known.begins.within(text, *sentence):
        return False
    return level == "sure" or known.acts.within(text, *sentence)


def is_bound(text: str, whole: tuple[int, int], span: tuple[int, int], known: Signs) -> bool:
    """`confirm by return`: is an answer asked of every reader here, not of who cannot come?"""
    sentence = sentence_of(text, whole, span)
    if is_ours(text, sentence, span, known) or known.unless.within(text, *sentence):
        return False
    return known.answers.within(text, *sentence)


def is_ours(text: str, sentence: tuple[int, int], span: tuple[int, int], known: Signs) -> bool:
    """Is it the sender who will answer, or is something else wanted by then?"""
    clause = _clause(text, sentence, span)
    if known.ours.within(text, *clause):
        return True
    return known.things.within(text, *clause) and not known.answers.within(text, *sentence)


def sentence_of(text: str, whole: tuple[int, int], span: tuple[int, int]) -> tuple[int, int]:
    """Where the sentence around these words stands."""
    low, high = max(whole[0], span[0] - REACH), min(whole[1], span[1] + REACH)
    for m in SENTENCE_END.finditer(text, low, span[0]):
        low = m.end()
    after = SENTENCE_END.search(text, span[1], high)
    return low, after.start() if after else high


def _clause(text: str, sentence: tuple[int, int], span: tuple[int, int]) -> tuple[int, int]:
    low, high = sentence
    for m in CLAUSE.finditer(text, low, span[0]):
        low = m.end()
    after = CLAUSE.search(text, span[1], high)
    return low, after.start() if after else high


def stands_beside_asking(
    text: str, low: int, high: int, span: tuple[int, int], known: Signs
) -> bool:
    """`let us know today`, `laat deze week weten`: is the answer asked for right there?"""
    start, end = span
    for _ in range(FILLERS):
        if known.asking.before(text, low, start) is not None:
            return True
        shorter = known.beside.before(text, low, start)
        if shorter is None:
            break
        start = shorter
    rest = _THREE.match(text, end, min(high, end + 40))
    return rest is not None and known.asks.within(text, end, rest.end())
