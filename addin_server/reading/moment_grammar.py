"""Which days and hours of a text belong together. Over the nodes of `moment_nodes`; no calendar.

A day takes the first hour close behind it, and the hours that follow that one in a list; an hour
may also stand before its day (`at 10 on Tuesday`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from .moment_nodes import certain, nodes_of
from .moment_pieces import CLOSE, WORD, Day, Gaps, Hours, gap_words, gaps, near
from .moment_words import scan

FAR = 260  #: code points between a day and an hour that is told in a sentence of its own
BEGIN = ("", "\n", ".", "!", "?", ":")
ANOTHER = re.compile(r"[.!?]\s|\n")  #: sentence or line


@dataclass(frozen=True, slots=True)
class Option:
    """One proposal. `shared`: the day stands with another hour of the list; `lent`: the hour
    stands with a later day (`Tuesday 1 or Wednesday 2 December at 10`). `loose`: an hour told
    further on, for a mail that names no other (`on Tuesday. We start at 10`).
    """

    day: Day
    hours: Hours | None = None
    shared: bool = False
    lent: bool = False
    loose: Hours | None = None

    @property
    def span(self) -> tuple[int, int]:
        if self.hours is None or self.lent:
            return self.day.start, self.day.end
        if self.shared:
            return self.hours.start, self.hours.end
        return min(self.day.start, self.hours.start), max(self.day.end, self.hours.end)

    def settled(self) -> "Option":
        """With the hour that is told further on, where there is one."""
        return replace(self, hours=self.loose) if self.hours is None and self.loose else self


def options(text: str, lang: str | None, start: int, end: int) -> list[Option]:
    """Every day of the text with its hours, in order of the text."""
    known = gaps(lang)
    nodes = _again(list(nodes_of(text, scan(text, lang, start, end), known)), text)
    _share_month(text, [n for n in nodes if isinstance(n, Day)])
    return _lent(text, list(_paired(text, nodes, known)), known)


def _again(nodes: list[Day | Hours | None], text: str) -> list[Day | Hours | None]:
    """Fill in `the same day` and `the same time` from what was named before."""
    day: Day | None = None
    hours: Hours | None = None
    known: list[Day | Hours | None] = []
    for node, following in pairwise([*nodes, None]):
        if isinstance(node, Day):
            if "same" in node.kinds and day is not None:
                node.pieces = replace(day.pieces, later=day.pieces.later + node.pieces.later)
            day = node if node.kinds != {"same"} or day is not None else None
            known += [day] if day is node else []
        elif node is not None and node.first.kind == "again":
            told = isinstance(following, Hours) and following.start - node.end < 4
            if hours is not None and not told:
                known.append(replace(hours, start=node.start, end=node.end, told=True))
        else:
            hours = node or hours
            known.append(node)
    return known


def _lent(text: str, found: list[Option], known: Gaps) -> list[Option]:
    """Give days of a list without hours the hour that the last of them has."""
    for i in range(len(found) - 2, -1, -1):
        day, following = found[i], found[i + 1]
        if day.hours is not None or following.hours is None or following.shared or day.day.part:
            continue
        gap = text[day.day.end : following.day.start]
        listed = gap.strip(" \n") != "" and near(
            text, day.day.end, following.span[0], known.alternatives, 16
        )
        if listed and following.hours.start > day.day.end and "." not in gap.strip("."):
            found[i] = Option(day.day, following.hours, lent=True)
    return found


def _paired(text: str, nodes: list[Day | Hours | None], known: Gaps) -> Iterator[Option]:
    day: Day | None = None  # the day that hours in reach belong to
    used = 0  # hours it has
    reach = 0  # end of the last piece of the list
    early: list[Hours] = []  # hours that no day has taken yet
    loose: Hours | None = None  # the first of these that may be the day's all the same
    for node, following in pairwise([*nodes, None]):
        if isinstance(node, Hours):
            ahead = used and isinstance(following, Day) and _ahead(text, node, following, known)
            if day is not None and not ahead and _follows(text, reach, node, used, known):
                yield Option(day, node, shared=used > 0)
                used, reach, early = used + 1, node.end, []
                continue
            if early and text[early[-1].end : node.start].strip() == "(":
                early[-1].end = text.find(")", node.end, node.end + CLOSE) + 1 or node.end
                continue  # `18 h (noon in Montréal)`
            if loose is None and day is not None and node.start - day.end <= FAR:
                loose = node if _may_be_its(text, node, known) else None
            joined = early and known.listed.fullmatch(text, early[-1].end, node.start)
            early = [*early, node] if joined else [node]
            continue
        if day is not None and not used:
            yield Option(day, loose=loose)
        day, used, reach = node, 0, node.end if node else 0
        loose = (
            early[-1] if node and early and _named_before(text, early[-1], node, known) else None
        )
        if node is not None and early and _stands_before(text, early[-1], node, known):
            part = early[-1].part or node.part
            for hours in early:
                used += 1
                hours.part = hours.part or part
                yield Option(node, hours, shared=hours is not early[-1])
        early = []
    if day is not None and not used:
        yield Option(day, loose=loose)


def _stands_before(text: str, hours: Hours, day: Day, known: Gaps) -> bool:
    """`at 10 on Tuesday`, but not a line of times, nor how long it takes (`une heure le mardi`)."""
    gap = text[hours.end : day.start]
    if "\n" in gap or ". " in gap or not near(text, hours.end, day.start, known.on, 12):
        return False
    first = hours.first
    counted = first.note == "word" and not first.value[1] and first.kind == "time"
    return hours.told or not counted or text[: hours.start][-40:].rstrip(" -*•–")[-1:] in BEGIN


def _named_before(text: str, hours: Hours, day: Day, known: Gaps) -> bool:
    """`17h15 at the depot on Friday`."""
    words = gap_words(text, hours.end, day.start)
    if words is None or words & known.apart or ANOTHER.search(text, hours.end, day.start):
        return False
    return _may_be_its(text, hours, known)


def _may_be_its(text: str, hours: Hours, known: Gaps) -> bool:
    """Is this an hour at which something begins, whatever stands before it?"""
    first = hours.first
    counted = first.value[0] < 5 and not first.note  # `1h` may be how long it takes
    if not hours.told and not first.value[1] and (counted or first.note == "word"):
        return False
    before = WORD.findall(text, max(0, hours.start - 16), hours.start)
    return certain(first) and known.apart.isdisjoint(w.lower() for w in before)


def _ahead(text: str, hours: Hours, day: Day, known: Gaps) -> bool:
    """`2 pm on Thursday`: does the hour belong to the day behind it?"""
    gap = text[hours.end : day.start]
    return not any(c in gap for c in ",;|/\n") and near(text, hours.end, day.start, known.on, 12)


def _follows(text: str, reach: int, hours: Hours, used: int, known: Gaps) -> bool:
    if not used:
        return near(text, reach, hours.start, known.at, CLOSE) or _told_later(
            text, reach, hours, known
        )
    gap = text[reach : hours.start]
    listed = any(c in gap for c in ",;|/\n•·-–") or bool(gap_words(text, reach, hours.start))
    return listed and "(" not in gap and near(text, reach, hours.start, known.alternatives, CLOSE)


def _told_later(text: str, reach: int, hours: Hours, known: Gaps) -> bool:
    """`on Tuesday we expect you at 10`: in the same sentence, whatever stands between."""
    gap = text[reach : hours.start]
    words = gap_words(text, reach, hours.start)
    if words is None or words & known.apart or ANOTHER.search(gap.rstrip("\n ")):
        return False
    if certain(hours.first) and gap.endswith("("):
        return True
    named = hours.told or (gap.rstrip()[-1:] in (",", ":", "-", "–", "|") and len(words) < 4)
    return named and "(" not in gap and (hours.told or certain(hours.first))


def _share_month(text: str, days: list[Day]) -> None:
    """`Tuesday 1 or Wednesday 2 December`: the month of the second is the first's too."""
    for day, following in reversed(list(pairwise(days))):
        pieces, later = day.pieces, following.pieces
        if "\n\n" in text[day.end : following.start] or following.start - day.end >= CLOSE:
            continue
        if pieces.day and not pieces.month and pieces.day < (later.day or 0):
            pieces.month, pieces.year = later.month, later.year
