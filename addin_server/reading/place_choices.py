"""A choice between places or ways to meet: `by phone or at our office`."""

from collections.abc import Sequence
from typing import NamedTuple

from .index import Text, fold
from .place_words import Words

_FARTHEST = 30  #: code points between two of a choice
_SITE = "on_site"
_APPOINTED = 1.4  #: from here on, more than that somebody will ring


class Candidate(NamedTuple):
    """What may say where or how, and how much speaks for it."""

    weight: float
    start: int
    end: int
    mode: str


def tells(text: Text, said: Candidate, house: str, known: Words) -> bool:
    """Can these words be the place: not who writes (`at Weald Bakery`), nor a mere `ring you`?"""
    if said.mode == "phone" and not known.spoken.search(text.folded, said.start, said.end):
        return said.weight >= _APPOINTED
    words = text.folded[said.start : said.end].split()
    while " ".join(words) != house:
        if not words or words[0] not in known.small:
            return True
        del words[0]
    return False


def chosen(
    text: str, best: Candidate, others: Sequence[Candidate], known: Words
) -> tuple[Candidate, bool]:
    """With those it is a choice with, and whether these are of two modes. `others`: in order."""
    whole, modes = best, {best.mode}
    for later in (c for c in others if c.start >= best.end):
        if not _joined(text, whole, later, known):
            break
        closes = text[whole.end : later.start].endswith("(") and text[later.end : later.end + 1]
        whole = whole._replace(end=_closed(text, whole.end, later))
        modes.add(later.mode)
        if closes == ")":
            break
    for earlier in (c for c in reversed(others) if c.end <= best.start):
        listed = whole != best and text[earlier.end : whole.start] == ", "
        if not (listed or _joined(text, earlier, whole, known)):
            break
        whole = whole._replace(start=earlier.start, end=_closed(text, earlier.end, whole))
        modes.add(earlier.mode)
    return whole, len(modes) > 1


def _joined(text: str, first: Candidate, second: Candidate, known: Words) -> bool:
    """Is there a choice between these, or does the second tell more of the first?"""
    between = text[first.end : second.start]
    if len(between) > _FARTHEST or "\n\n" in between:
        return False
    if between == " (" and first.mode == second.mode != _SITE:
        return text[second.end : second.end + 1] == ")"  # `virtual (Zoom)`
    said = [word.strip("(.") for word in fold(between).replace(",", " ").split()]
    likewise = _SITE not in (first.mode, second.mode)
    if not said or said[0] not in (known.joins if likewise else known.ors):
        return False
    return all(w in known.ors or w in known.fillers or w in known.small for w in said[1:])


def _closed(text: str, opened: int, last: Candidate) -> int:
    """Where the second one ends: with the bracket that opened before it."""
    inside = "(" in text[opened : last.start] and text[last.end : last.end + 1] == ")"
    return last.end + inside
