"""Which days and hours of a text belong together. Over the tokens of `moment_words`; no calendar.

A day takes the first hour close behind it, and the hours that follow that one in a list; an hour
may also stand before its day (`at 10 on Tuesday`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .moment_pieces import CLOSE, Day, Gaps, Hours, gap_words, gaps, near, nodes_of
from .moment_words import scan


@dataclass(frozen=True, slots=True)
class Option:
    """One proposal. `shared`: the day stands with an earlier hour of the list; `lent`: the hour
    stands with a later day (`Tuesday 1 or Wednesday 2 December at 10`).
    """

    day: Day
    hours: Hours | None = None
    shared: bool = False
    lent: bool = False

    @property
    def span(self) -> tuple[int, int]:
        if self.hours is None or self.lent:
            return self.day.start, self.day.end
        if self.shared:
            return self.hours.start, self.hours.end
        return min(self.day.start, self.hours.start), max(self.day.end, self.hours.end)


def options(text: str, lang: str | None, start: int, end: int) -> list[Option]:
    """Every day of the text with its hours, in order of the text."""
    known = gaps(lang)
    nodes = list(nodes_of(text, scan(text, lang, start, end), known))
    _share_month([n for n in nodes if isinstance(n, Day)])
    return _lent(text, list(_paired(text, nodes, known)), known)


def _lent(text: str, found: list[Option], known: Gaps) -> list[Option]:
    """Give days of a list without hours the hour that the last of them has."""
    for i in range(len(found) - 2, -1, -1):
        day, following = found[i], found[i + 1]
        if day.hours is not None or following.hours is None or following.shared:
            continue
        gap = text[day.day.end : following.day.start]
        listed = gap.strip(" \n") != "" and near(
            text, day.day.end, following.span[0], known.alternatives, 16
        )
        if listed and following.hours.start > day.day.end and "." not in gap:
            found[i] = Option(day.day, following.hours, lent=True)
    return found


def _paired(text: str, nodes: list[Day | Hours | None], known: Gaps) -> Iterator[Option]:
    day: Day | None = None  # the day that hours in reach belong to
    used = 0  # hours it has
    reach = 0  # end of the last piece of the list
    early: Hours | None = None  # an hour that no day has taken yet
    for node, following in pairwise([*nodes, None]):
        if isinstance(node, Hours):
            ahead = used and isinstance(following, Day) and _ahead(text, node, following, known)
            if day is not None and not ahead and _follows(text, reach, node, used, known):
                yield Option(day, node, shared=used > 0)
                used, reach, early = used + 1, node.end, None
            else:
                early = node
            continue
        if day is not None and not used:
            yield Option(day)
        day, used, reach = node, 0, node.end if node else 0
        if (
            node is not None
            and early is not None
            and near(text, early.end, node.start, known.on, 12)
        ):
            yield Option(node, early)
            used = 1
        early = None
    if day is not None and not used:
        yield Option(day)


def _ahead(text: str, hours: Hours, day: Day, known: Gaps) -> bool:
    """`2 pm on Thursday`: does the hour belong to the day behind it?"""
    gap = text[hours.end : day.start]
    return not any(c in gap for c in ",;|/\n") and near(text, hours.end, day.start, known.on, 12)


def _follows(text: str, reach: int, hours: Hours, used: int, known: Gaps) -> bool:
    if not used:
        return near(text, reach, hours.start, known.at, CLOSE)
    gap = text[reach : hours.start]
    listed = any(c in gap for c in ",;|/\n•·-–") or bool(gap_words(text, reach, hours.start))
    return listed and "(" not in gap and near(text, reach, hours.start, known.alternatives, CLOSE)


def _share_month(days: list[Day]) -> None:
    """`Tuesday 1 or Wednesday 2 December`: the month of the second is the first's too."""
    for day, following in reversed(list(pairwise(days))):
        if day.pieces.day and not day.pieces.month and following.start - day.end < CLOSE:
            day.pieces.month, day.pieces.year = following.pieces.month, following.pieces.year
