"""Which post a mail is about.

A title is read around a noun for who does a job, and counts by what stands before and behind it;
an introduction that leaves no doubt (`functie van`) brings in titles without such a noun.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Kind
from .index import fold
from .names import PLACEHOLDER, capital
from .source import Found, Part, Source
from .title_spans import GENDERS, SHARE, Clause, Word, around, clause, reach, telling
from .title_words import Words, standing, words

ENOUGH = 1.0
MOST = 40  #: titles that are weighed against each other
FRENCH = re.compile(r"\s\(?[HF]/[HF](?!\w)")
OF = (" van", " of", " de", " d'", " d’", " als", " as", " des", " der")
CLOSES = {
    '"': r'[^"\n]{0,50}(?=")',
    "«": r"[^»\n]{0,50}(?<! )(?= ?»)",
    "„": r"[^“”\n]{0,50}(?=[“”])",
    "“": r"[^”\n]{0,50}(?=”)",
}
QUOTES = '"“”„«»*'
SEGMENT_END = re.compile(r"\s*(?:$|[,;:|(\[–—\n]|\s-\s|[.!?])")

_Scored = tuple[float, Found]


def find(source: Source, lang: str | None, kind: Kind) -> Found | None:
    """The job title; body and subject that agree win, else the surest cue."""
    known = words(lang)
    best: dict[str, _Scored] = {}
    for weight, found in _candidates(source, known, kind):
        if kind is Kind.APPLICATION and found.part == "subject":
            weight += 2  # applicants name the post there, and in the body all they have been
        score, kept = best.get(key := found.value.lower(), (0.0, found))
        best[key] = (score + weight, kept if kept.part == "body" else found)
    _agree(best)
    if not best:
        return None
    score, found = max(best.values(), key=lambda pair: pair[0])
    return found if score >= ENOUGH else None


def _agree(best: dict[str, _Scored]) -> None:
    """A title that holds a shorter one, or begins like it, has its support too."""
    likely = sorted(best.items(), key=lambda item: -item[1][0])[:MOST]
    for key, (score, found) in likely:
        for other, (more, short) in likely:
            longer = other != key and f" {other} " in f" {key} "
            if longer and (score >= ENOUGH or (short.part == "subject" and key.startswith(other))):
                best[key] = (best[key][0] + more, found)


def _candidates(source: Source, known: Words, kind: Kind) -> Iterator[_Scored]:
    parts: tuple[tuple[Part, str, tuple[int, int]], ...] = (
        ("body", source.body, source.newest),
        ("subject", source.subject, (0, len(source.subject))),
    )
    for part, text, (low, high) in parts:
        here = _Place(text, low, high, part, known, kind, text.islower())
        seen: set[tuple[int, int]] = set()
        for at in standing(text, low, high, known):
            found = clause(text, low, at, high)
            span = around(found, at, known)
            if span is None or text[found.end : found.end + 1] in ("]", "}", ">", "@"):
                continue
            where, weight = _weighed(here, found, span)
            if where not in seen:
                yield from _made(here, where, weight)
            seen.add(where)
        yield from _introduced(here)
        yield from _listed(here)


def _made(here: "_Place", where: tuple[int, int], weight: float) -> Iterator[_Scored]:
    start, end = where
    text, lang = here.text, here.known.lang
    if lang in ("nl", "de") and (m := GENDERS.match(text, end)):
        end = m.end()
    if lang == "de" and (m := SHARE.match(text, end)):
        end = m.end()
    start += len(text[start:end]) - len(text[start:end].lstrip("'‘’"))
    said = text[start:end].rstrip(" .*'’\"").removesuffix("'s").removesuffix("’s")
    if weight > 0 and len(said) > 1 and not PLACEHOLDER.search(said.replace("%", "")):
        value = " ".join(said.split())
        yield (
            weight,
            Found(words=said, part=here.part, start=start, end=start + len(said), value=value),
        )


def _weighed(
    here: "_Place", found: Clause, span: tuple[int, int, int]
) -> tuple[tuple[int, int], float]:
    """Where the title stands, and how likely it is the post, by what stands around it."""
    first, role, stop = span
    begun, weight = _before(here, found, first, role)
    if here.known.lang == "de" and not capital(found.words[begun].said) and not here.small:
        return (found.words[begun].start, found.words[stop - 1].end), 0.0
    where = found.words[begun].start, found.words[stop - 1].end
    title = found.words[begun:stop]
    vague = len(title) == 1 and title[0].low in here.known.vague
    behind = found.words[stop].low if stop < len(found.words) else ""
    if behind in here.known.after or _marked(here.text, where[1]):
        weight = max(weight, 3.0 - vague)
    if weight:
        return _quoted(here, where), weight - (0.9 if vague else 0)
    if vague:
        return where, 0.0
    if here.part == "subject":
        return where, 0.0 if _met(here, found, begun) else _in_subject(here, where)
    return where, 1.0 if _alone(here, where) else 0.3


def _in_subject(here: "_Place", where: tuple[int, int]) -> float:
    before = here.text[: where[0]].rstrip()
    whole = SEGMENT_END.match(here.text, where[1]) is not None
    return 3.2 if whole and before.endswith((":", "-", "–", "—", "|")) else 2.0 if whole else 1.6


def _met(here: "_Place", found: Clause, first: int) -> bool:
    """Is it somebody to meet: `gesprek met de directeur`?"""
    while first and found.words[first - 1].low in here.known.articles:
        first -= 1
    return first > 0 and found.words[first - 1].low in here.known.meets


def _quoted(here: "_Place", where: tuple[int, int]) -> tuple[int, int]:
    """All that stands between quotation marks, if the title opens them."""
    before = here.text[max(here.low, where[0] - 2) : where[0]].rstrip()
    if before[-1:] in tuple(CLOSES) and (
        m := re.compile(CLOSES[before[-1]]).match(here.text, where[1], here.high)
    ):
        return where[0], m.end()
    return where


def _marked(text: str, end: int) -> bool:
    return GENDERS.match(text, end) is not None or FRENCH.match(text, end) is not None


def _before(here: "_Place", found: Clause, first: int, role: int) -> tuple[int, float]:
    """Where the title begins, and what an introduction counts for; articles may stand between.

    A word that an introduction ends with is not part of the title.
    """
    for at in range(first, role + 1):
        if (weight := _introduction(here, found, at)) >= (1 if at == first else 2.5):
            return at, weight
    at = first
    while at and _skips(found.words[at - 1], here.known):
        at -= 1
        if weight := _introduction(here, found, at):
            return first, weight
    return first, 0.0


def _introduction(here: "_Place", found: Clause, at: int) -> float:
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


def _skips(word: Word, known: Words) -> bool:
    return word.low in known.articles or word.low in known.fillers


def _past(here: "_Place", at: int) -> bool:
    """Is it what the writer has been: `werkte eerder als`?"""
    text, low = here.text, here.low
    begin = max(low, at - 60)
    begin = max(begin, text.rfind(".", begin, at) + 1, text.rfind("\n", begin, at) + 1)
    return here.known.past.within(text, begin, at)


def _labelled(here: "_Place", start: int) -> bool:
    """`Functie: ` before it on the line, or `Wat: tweede gesprek `."""
    low = max(here.low, here.text.rfind("\n", max(here.low, start - 80), start) + 1, start - 80)
    label, colon, rest = here.text[low:start].partition(":")
    if not colon or fold(label).strip(" -–•*>") not in here.known.labels:
        return False
    said = (w.strip("-–—*|") for w in fold(rest).split())
    return all(not w or here.known.opens(w) or w in here.known.fillers for w in said)


def _alone(here: "_Place", where: tuple[int, int]) -> bool:
    """Does it open a line or a list, and stand on its own there?"""
    start, text = where[0], here.text
    if start - here.low > (here.high - here.low) / 2:
        return False  # people sign with their posts
    low = max(here.low, start - 80)
    line = text[max(low, text.rfind("\n", low, start) + 1) : start].strip(" -–•*\t")
    opens = not line or (here.kind is Kind.OFFER and line.endswith("."))
    return opens and SEGMENT_END.match(text, where[1]) is not None


def _introduced(here: "_Place") -> Iterator[_Scored]:
    """Titles without a noun that is known, behind an introduction that leaves no doubt."""
    text, low, high, known = here.text, here.low, here.high, here.known
    for m in known.sure.find(text, low, high):
        at = m.end()
        while at < high and text[at] in " :\t" + QUOTES:
            at += 1
        found = clause(text, at, at, high).words if at < high else []
        while found and _skips(found[0], known):
            found = found[1:]
        if not found or known.opens(found[0].low) or any(telling(w, known) for w in found[:6]):
            continue
        end, small = reach(found, 0, known), not capital(found[0].said)
        if found[0].low[:1].isalpha() and (not small or (end < 4 and m[0].endswith(OF))):
            where = (found[0].start, found[end - 1].end)
            yield from _made(here, where, 1.2 if small else 1.5)


def _listed(here: "_Place") -> Iterator[_Scored]:
    """Titles without a noun that is known, behind a label: `Job: Tile & Stone Sales`."""
    for m in here.known.values.find(here.text, here.low, here.high):
        if m.end() >= here.high:
            return
        found = clause(here.text, m.end(), m.end(), here.high).words
        if 0 < len(found) < 7 and not any(w.low in here.known.stops for w in found):
            where = found[0].start, found[-1].end
            yield from _made(here, where, 1.5)


class _Place(NamedTuple):
    """A text to look in, and what is known there."""

    text: str
    low: int
    high: int
    part: Part
    known: Words
    kind: Kind
    small: bool  #: written without capitals
