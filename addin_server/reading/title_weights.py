"""How likely words are the post that a mail is about, by what stands before and behind them."""

import re
from typing import NamedTuple

from ..model import Kind
from .index import fold
from .names import capital
from .source import Part
from .title_spans import GENDERS, Clause, Word
from .title_words import Words

FRENCH = re.compile(r"\s\(?[HF]/[HF](?!\w)")
CLOSES = {
    '"': r'[^"\n]{0,50}(?=")',
    "«": r"[^»\n]{0,50}(?<! )(?= ?»)",
    "„": r"[^“”\n]{0,50}(?=[“”])",
    "“": r"[^”\n]{0,50}(?=”)",
}
QUOTES = '"“”„«»*'
SEGMENT_END = re.compile(r"\s*(?:$|[,;:|()\[–—\n]|\s-\s|[.!?])")


class Place(NamedTuple):
    """A text to look in, and what is known there."""

    text: str
    low: int
    high: int
    part: Part
    known: Words
    kind: Kind
    small: bool  #: written without capitals


def weighed(
    here: Place, found: Clause, span: tuple[int, int, int]
) -> tuple[tuple[int, int], float]:
    """Where the title stands, and how likely it is the post, by what stands around it."""
    first, role, stop = span
    begun, weight = _before(here, found, first, role)
    if here.known.lang == "de" and not capital(found.words[role].said) and not here.small:
        return (found.words[begun].start, found.words[stop - 1].end), 0.0
    where = found.words[begun].start, found.words[stop - 1].end
    title = found.words[begun:stop]
    vague = len(title) == 1 and title[0].low in here.known.vague
    behind = found.words[stop].low if stop < len(found.words) else ""
    if behind in here.known.after or _marked(here.text, where[1]):
        weight = max(weight, 3.0 - vague)
    if weight:
        return _quoted(here, where), weight - (0.9 if vague else 0)
    if vague or here.known.many:
        return where, 1.0 if not vague and _sought(here, found, begun) else 0.0
    if here.part == "subject":
        return where, 0.0 if _met(here, found, begun) else _in_subject(here, where)
    sought = _alone(here, where) or _sought(here, found, begun)
    return where, 1.0 if sought else 0.3


def _in_subject(here: Place, where: tuple[int, int]) -> float:
    before = here.text[: where[0]].rstrip()
    whole = SEGMENT_END.match(here.text, where[1]) is not None
    return 3.2 if whole and before.endswith((":", "-", "–", "—", "|")) else 2.0 if whole else 1.6


def _met(here: Place, found: Clause, first: int) -> bool:
    """Is it somebody to meet: `gesprek met de directeur`?"""
    while first and found.words[first - 1].low in here.known.articles:
        first -= 1
    return first > 0 and found.words[first - 1].low in here.known.meets


def _quoted(here: Place, where: tuple[int, int]) -> tuple[int, int]:
    """All that stands between quotation marks, if the title opens them."""
    before = here.text[max(here.low, where[0] - 2) : where[0]].rstrip()
    if before[-1:] in tuple(CLOSES) and (
        m := re.compile(CLOSES[before[-1]]).match(here.text, where[1], here.high)
    ):
        return where[0], m.end()
    return where


def _marked(text: str, end: int) -> bool:
    return GENDERS.match(text, end) is not None or FRENCH.match(text, end) is not None


def _before(here: Place, found: Clause, first: int, role: int) -> tuple[int, float]:
    """Where the title begins, and what an introduction counts for; articles may stand between.

    A word that an introduction ends with is not part of the title.
    """
    for at in range(first, role + 1):
        if (weight := _introduction(here, found, at)) >= (1 if at == first else 2.5):
            return at, weight
    at = first
    while at and skips(found.words[at - 1], here.known):
        at -= 1
        if weight := _introduction(here, found, at):
            return first, weight
    return first, 0.0


def _introduction(here: Place, found: Clause, at: int) -> float:
    start = found.words[at].start
    text, low, known = here.text, here.low, here.known
    opened = start
    while opened > low and text[opened - 1] in QUOTES + " ":
        opened -= 1
    if known.introduced.before(text, low, opened) is not None or _labelled(here, start):
        return 3.0
    if (begun := known.weak.before(text, low, opened)) is not None:
        return 0.4 if _past(here, begun) else 2.0
    if here.kind is Kind.APPLICATION and known.own.before(text, low, opened) is not None:
        return 1.0
    return 0.0


def skips(word: Word, known: Words) -> bool:
    return word.low in known.articles or word.low in known.fillers or word.low.isdigit()


def _past(here: Place, at: int) -> bool:
    """Is it what the writer has been: `werkte eerder als`?"""
    text, low = here.text, here.low
    begin = max(low, at - 60)
    begin = max(begin, text.rfind(".", begin, at) + 1, text.rfind("\n", begin, at) + 1)
    return here.known.past.within(text, begin, at)


def _labelled(here: Place, start: int) -> bool:
    """`Functie: ` before it on the line, or `Wat: tweede gesprek `."""
    low = max(here.low, here.text.rfind("\n", max(here.low, start - 80), start) + 1, start - 80)
    label, colon, rest = here.text[low:start].partition(":")
    if not colon or fold(label).strip(" -–•*>") not in here.known.labels:
        return False
    said = (w.strip("-–—*|") for w in fold(rest).split())
    return all(not w or here.known.opens(w) or w in here.known.fillers for w in said)


def _alone(here: Place, where: tuple[int, int]) -> bool:
    """Does it open a line or a list, and stand on its own there?"""
    start, text = where[0], here.text
    if start - here.low > (here.high - here.low) / 2:
        return False  # people sign with their posts
    low = max(here.low, start - 80)
    line = text[max(low, text.rfind("\n", low, start) + 1) : start].strip(" -–•*\t")
    opens = not line or (here.kind is Kind.OFFER and line.endswith((".", ":"))) or _aside(line)
    return opens and SEGMENT_END.match(text, where[1]) is not None


def _aside(line: str) -> bool:
    """Does a parenthesis open here that says no more of a person? `job 4711 (Crew Lead)`"""
    before = line[:-1].split()
    return line.endswith("(") and bool(before) and not before[-1][0].isupper()


def _sought(here: Place, found: Clause, first: int) -> bool:
    """Is it somebody the writer looks for: `wij zoeken per direct een controller`?"""
    known, begin = here.known, first
    while begin and found.words[begin - 1].low in known.fillers:
        begin -= 1
    if begin == 0 or found.words[begin - 1].low not in known.some:
        return False
    start = found.words[begin - 1].start
    low = max(here.low, start - 60)
    low = max(low, here.text.rfind(". ", low, start), here.text.rfind("\n", low, start))
    return known.seeks.within(here.text, low, start)
