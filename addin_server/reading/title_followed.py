"""Titles before a word for a post, or before a sign of one: `X role`, `X (m/f/d)`."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from .names import capital
from .patterns import lazy
from .title_clauses import Word, clause
from .title_sightings import GENDERS, NOUNS, Place, Sighting, alike, sighted
from .title_spans import around, closes, graded
from .title_words import MANY, NONE, Words

_FAR = 8  #: words back to a noun
_NEAR = 4  #: that must hold a hint of a title
_LONGEST = 5  #: words of a title without a noun that is known
_MARK = lazy(lambda: rf"{GENDERS.pattern}|\s\(?[HF]/[HF](?!\w)", re.IGNORECASE)
_SINGLES = frozenset("mwfhvdx")


def followed(here: Place, at: int, sort: str) -> Iterator[Sighting]:
    """What stands before the word for a post that begins here."""
    text = here.text
    at -= text[at - 1 : at] == "-"  # `die Lehrkraft-Stelle`
    number = bisect_left(text.offsets, at)
    named = number > 0 and text[text.offsets[number - 1]].isupper()
    if named or here.nouns.before(at, _NEAR):
        yield from _before(here, at, sort)


def marked(here: Place) -> Iterator[Sighting]:
    """What stands before `(m/f/d)` or `H/F`."""
    text, done = here.text, here.low
    singles = _SINGLES & text.known if "/" in here.text else frozenset()
    for at in sorted(at for single in singles for at in text.places[single]):
        if not done <= at < here.high:
            continue
        for begin in (at - 2, at - 1):
            if begin >= done and (m := _MARK.match(text, begin, here.high)):
                done = m.end()
                yield from _before(here, m.start(), "mark")
                break


def _before(here: Place, at: int, sort: str) -> Iterator[Sighting]:
    known = here.known
    words = clause(here.text, here.low, at, at).words
    role, grade = _last(words, sort, known)
    if grade > NONE:
        if not alike(here, words[role]):
            return
        begin, stop = around(words, role, known)
        if begin == stop or (stop < len(words) and grade >= MANY and sort != "mark"):
            return
        if sort == "talks" and stop - begin == 1 and words[role].low in known.vague:
            return  # `an executive interview`
    else:
        begin = len(words)
        while begin and len(words) - begin < _LONGEST and _named(words[begin - 1], known):
            begin -= 1
        if sort != "mark" and len(words) - begin == 1:
            return  # `the Leeds role`
    if begin == len(words):
        return
    signs = [sort, f"{sort}:{NOUNS[grade]}"]
    if begin and words[begin - 1].low in known.articles:
        signs += ["article", f"{sort}:article"]
    yield from sighted(here, words[begin].start, words[-1].end, grade, signs)


def _last(words: list[Word], sort: str, known: Words) -> tuple[int, int]:
    """The number of the last noun for who does a job, and how likely it is one."""
    role, best = 0, NONE
    for at in range(len(words) - 1, max(-1, len(words) - _FAR), -1):
        if sort != "mark" and closes(words[at], known):
            break
        grade = graded(words[at], known)
        if grade > best:
            role, best = at, grade
        if best >= MANY:
            break
    return role, best


def _named(word: Word, known: Words) -> bool:
    return capital(word.said) and not known.opens(word.low, True)
