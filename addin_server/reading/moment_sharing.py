"""What days and hours of a list take from each other."""

from dataclasses import replace
from itertools import pairwise

from .moment_figures import Token
from .moment_pieces import CLOSE, LINE, Day, Gaps, Hours, Option, near
from .patterns import lazy

SENTENCE = lazy(r"[.!?]\s")
_DOUBTFUL = frozenset({"IST", "WEST", "WET", "EET", "MST"})  #: these are other words too


def again(nodes: list[Day | Hours | None]) -> list[Day | Hours | None]:
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


def lent(text: str, found: list[Option], known: Gaps) -> list[Option]:
    """Give days of a list without hours those that the last of them has."""
    for i in range(len(found) - 2, -1, -1):
        option, following = found[i], found[i + 1]
        if option.hours is not None or option.day.part:
            continue
        if following.hours is None:
            if following.loose and _in_one_list(text, option, following, known):
                found[i] = option._replace(loose=following.loose)
        elif not following.shared and _takes_hours(text, option, following, known):
            found[i] = Option(option.day, following.hours, lent=True)
    return found


def _takes_hours(text: str, option: Option, following: Option, known: Gaps) -> bool:
    """`Tuesday or Wednesday at 10`."""
    end, hours = option.day.end, following.hours
    gap = text[end : following.day.start]
    if hours is None or hours.start <= end or not gap.strip(" \n") or "." in gap.strip("."):
        return False
    return near(text, end, following.span[0], known.alternatives | known.on, 16)


def _in_one_list(text: str, option: Option, following: Option, known: Gaps) -> bool:
    """Are these days joined by `or`, or on lines of their own, one below the other?"""
    start, end = option.day.end, following.day.start
    if near(text, start, end, known.alternatives | known.on, 16):
        return True
    gap = text[start:end]
    return end - start <= LINE and gap.count("\n") == 1 and not SENTENCE.search(gap)


def share_month(text: str, days: list[Day]) -> None:
    """`Tuesday 1 or Wednesday 2 December`: the month of the second is the first's too."""
    for day, following in reversed(list(pairwise(days))):
        pieces, later = day.pieces, following.pieces
        if "\n\n" in text[day.end : following.start] or following.start - day.end >= CLOSE:
            continue
        if pieces.day and not pieces.month and pieces.day < (later.day or 0):
            pieces.month, pieces.year = later.month, later.year


def share_zone(text: str, found: list[Option], tokens: list[Token]) -> None:
    """Give hours without a zone the one that is named, if it is one: `all in Lisbon time`."""
    stands = {id(option.hours.zone) for option in found if option.hours and option.hours.zone}
    named = [
        token
        for token in tokens
        if token.kind == "zone" and (id(token) in stands or _is_clear(text, token))
    ]
    if len({token.note for token in named}) != 1:
        return
    for option in found:
        for hours in (option.hours, *option.loose):
            if hours is not None and hours.zone is None:
                hours.zone = named[0]


def _is_clear(text: str, token: Token) -> bool:
    """Is this a zone wherever it stands? `PT` and `Eastern` are, behind an hour alone."""
    words = text[token.start : token.end]
    return " " in words or (len(words) > 2 and words.isupper() and words not in _DOUBTFUL)
