"""Places behind a label: on its line, below it, and over several lines."""

import re
from collections.abc import Iterator

from .index import Text, fold
from .names import PLACEHOLDER
from .patterns import lazy
from .place_context import hour
from .place_streets import addresses
from .place_words import Words
from .vocabulary import WORD

LONGEST = 120
MOST_LINES = 5  #: that a place goes on over
LABEL = lazy(r"\W{0,4}[^\W\d_][^\n:,@]{1,28}?\*{0,2} ?:(?:\*{0,2}\s|\*{0,2}$)")
SENTENCE = lazy(r"(?<=\w\w)(?<!str)(?<!\b[SD][tr])(?<!\bN[or])\.\s")
URL = lazy(r"(?:\s[-–—:]|[:,])?\s(?=https?://)")
NEXT = lazy(r"[ ,*]{0,3}\r?\n([ \t>]*)([^\n]{2,80})(?=\n|$)")
POSTAL = lazy(
    r"(?:[A-Z]{1,2}[- ])?\d{4,6}(?: ?[A-Z]{2})? [A-ZÀ-Ý(]"
    r"|.{0,40}\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b|[A-ZÀ-Ý][^,\d]{1,30}, [A-Z]{2,3} \d{4,5}"
)
CONTACT = lazy(r"[+(]?\d[\d ()/.-]{6,}$|[^\s@]+@")
TOWN = lazy(r"[A-ZÀ-Ý][^\W\d_]{2,}(?:[ -][A-ZÀ-Ý][^\W\d_]+){0,2}[.,]?$")
ASIDE = lazy(r"(?<=\w) ?\(([^()]{3,60})\)$")


def labelled(body: str, start: int, end: int, known: Words) -> tuple[int, int] | None:
    """The first place that a label names; None when none does, or only a form."""
    text = body if isinstance(body, Text) else Text(body)
    for m in known.labels.find(text, start, end):
        if not {":", "\t"} & set(m[0]) and not _alone(text, m.start()):
            continue
        if _of_the_post(text, m.start(), known):
            continue
        stop = _first_line(text, m, end, known)
        if stop is not None:
            far = _last_line(text, m.start(), stop, end, known)
            if far is not None:
                return m.end(), far
    return None


def _alone(text: str, at: int) -> bool:
    """Does nothing stand before this on its line?"""
    return not WORD.search(text, text.rfind("\n", 0, at) + 1, at)


def _of_the_post(text: Text, at: int, known: Words) -> bool:
    """Do labels beside this one tell of pay and contract?"""
    low, high = text.rfind("\n\n", 0, at), text.find("\n\n", at)
    block = text[max(0, low, at - 400) : at + 400 if high < 0 else min(high, at + 400)]
    labels = {" ".join(WORD.findall(line.partition(":")[0])) for line in fold(block).split("\n")}
    return not labels.isdisjoint(known.job_labels)


def _first_line(text: str, m: re.Match[str], end: int, known: Words) -> int | None:
    """Where the place ends on the line it begins on; None when no place begins there."""
    rest = text[m.end() : min(end, m.end() + LONGEST + 20)].partition("\n")[0]
    words = SENTENCE.split(rest, maxsplit=1)[0]
    words = words.partition(" | ")[0]
    words = (URL.split(words, maxsplit=1)[0] or words).rstrip(" .*,|")
    if (aside := ASIDE.search(words)) and known.remarks.within(aside[1]):
        words = words[: aside.start()]
    if not 2 < len(words) <= LONGEST or PLACEHOLDER.search(words):
        return None
    if CONTACT.match(words):
        return None
    below = "\n" in m[0]
    if below and (LABEL.match(rest) or not (words[0].isupper() or words[0].isdigit())):
        return None
    if known.undecided.within(words[:40]) and not known.modes.within(words):
        return None
    return m.end() + len(words)


def _last_line(text: Text, label: int, stop: int, end: int, known: Words) -> int | None:
    """Where a place ends that may go on over the next lines; None when that is to be filled in."""
    indent = label - text.rfind("\n", 0, label) - 1
    for _ in range(MOST_LINES):
        m = NEXT.match(text, stop, end)
        if m is None:
            break
        if m[2][0] in "[{<$%_" and not known.modes.within(text, label, stop):
            return None
        hanging = len(m[1]) >= indent + 3
        comma = text[stop : stop + 1] == ","
        if not (_may(m[2]) and (hanging or comma or _more(text, m, stop, known))):
            break
        line = SENTENCE.split(m[2], maxsplit=1)[0]
        stop = m.start(2) + len(line.rstrip(" .*,"))
        if len(line) < len(m[2]):
            break
    return stop


def _may(line: str) -> bool:
    """Can this line be part of a place?"""
    return not (PLACEHOLDER.search(line) or LABEL.match(line) or "@" in line or "://" in line) and (
        next(hour().find(line, 0, len(line)), None) is None
    )


def _more(text: Text, m: re.Match[str], stop: int, known: Words) -> bool:
    """Is this line a street, a postcode with its town, a floor, a room, or a town?"""
    line, at = m[2], m.start(2)
    if POSTAL.match(line) or any(begin <= at + 3 for begin, _ in _streets(text, at, m.end(2))):
        return True
    said = text.folded[at : m.end(2)].split()
    if len(said) <= 6 and any(
        known.is_site(w.strip(",.()")) or w.strip(",.()") in known.floors for w in said[:2]
    ):
        return True
    if " ".join(said) in known.people_labels:
        return False
    before = text[text.rfind("\n", 0, stop) + 1 : stop]
    return TOWN.match(line) is not None and any(map(str.isdigit, before))


def _streets(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    return addresses(text, start, end)
