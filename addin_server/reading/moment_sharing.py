"""What days and hours of a list take from each other, and when they stand apart."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .moment_figures import Token
from .moment_patterns import around
from .moment_pieces import CLOSE, LINE, Day, Gaps, Hours, Option, near
from .patterns import lazy
from .vocabulary import choice

SENTENCE = lazy(r"[.!?]\s")
_BELOW = lazy(r"[.!?][\"”)]?\s[^\n]*\n|[.!?]\n")
_BREATH = 72  #: code points between a day and an hour that are still told in one breath
_HEADING = 30  #: code points from a day to the programme that it is the heading of


def _hour() -> str:
    """An hour with which a line begins."""
    return rf"\W{{0,6}}\d{{1,2}}[^\w\n]?(?:\d\d|[ap]m|[hu]|(?i:{choice(around('hours'))}))"


#: Lines of a day's programme: an hour and what happens then, and so on.
_PROGRAMME = lazy(lambda: rf"{_hour()}[^\n]{{0,40}}?[^\W\d_]{{4}}[^\n]{{0,120}}\n{_hour()}(?!\w)")
_DOUBTFUL = frozenset(
    {"IST", "WEST", "WET", "EET", "MST", "EAT", "CAT", "WAT"}
)  #: these are other words too


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


def ended(text: str, found: list[Option], known: Gaps) -> list[Option]:
    """Join `Start: 1 December, 10:00` and `End: 1 December, 11:00` to one."""
    kept = found[:1]
    for option in found[1:]:
        last = kept[-1]
        if _ends(text, last, option, known) and last.hours and option.hours:
            told = option.hours.first
            end = last.hours.end if "\n" in text[last.hours.end : told.start] else option.span[1]
            kept[-1] = last._replace(hours=replace(last.hours, last=told, end=end))
        else:
            kept.append(option)
    return kept


def _ends(text: str, option: Option, following: Option, known: Gaps) -> bool:
    """Is the second the end of the first?"""
    one, two = option.hours, following.hours
    if one is None or two is None or one.last or two.last or option.lent or following.lent:
        return False
    if option.day is following.day or option.day.pieces != following.day.pieces:
        return False
    return known.ends.fullmatch(text, option.span[1], following.span[0]) is not None


def outside_spans(text: str, found: Sequence[Option], known: Gaps) -> Sequence[Option]:
    """Without the two days of `tell me what suits you between Monday and Friday`."""
    if len(found) < 2:
        return found
    within: set[int] = set()
    for n, (one, other) in enumerate(pairwise(found)):
        if one.hours is None and other.hours is None and _spanned(text, one.day, other.day, known):
            within.update((n, n + 1))
    return [option for n, option in enumerate(found) if n not in within]


def _spanned(text: str, day: Day, other: Day, known: Gaps) -> bool:
    """Is it between the one and the other?"""
    joint = known.both.match(text, day.end, other.start)
    if joint is None or known.between.before(text, 0, day.start) is None:
        return False
    return known.on.issuperset(text[joint.end() : other.start].lower().split())


def share_month(text: str, days: list[Day]) -> None:
    """`Tuesday 1 or Wednesday 2 December`: the month of the second is the first's too."""
    for day, following in reversed(list(pairwise(days))):
        pieces, later = day.pieces, following.pieces
        if "\n\n" in text[day.end : following.start] or following.start - day.end >= CLOSE:
            continue
        if pieces.day and not pieces.month and pieces.day < (later.day or 0):
            pieces.month, pieces.year = later.month, later.year


def share_week(text: str, days: list[Day], tokens: list[Token], known: Gaps) -> None:
    """`Are you free next week? Tuesday at 10 or Wednesday at 2 would do`: days of that week."""
    for token in tokens:
        if token.kind != "week" or not token.value[0]:
            continue  # a weekday is of this week anyhow, if it is still to come
        end = token.end
        for day in days:
            if day.start < end:
                continue
            if not _of_week(text, end, day, known):
                break
            day.pieces.weeks, end = token.value[0], day.end


def _of_week(text: str, end: int, day: Day, known: Gaps) -> bool:
    """Is this a mere weekday, close behind the week or another day of it?"""
    gap = text[end : day.start]
    if day.pieces.weeks is not None or not {"weekday"} <= day.kinds <= {"weekday", "part"}:
        return False
    if len(gap) > CLOSE or ". " in gap or ".\n" in gap or "\n\n" in gap:
        return False
    return known.by.before(text, end, day.start) is None


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


def is_far(gap: str) -> bool:
    """Is the hour told in a sentence of its own, well behind the day?"""
    return len(gap) > LINE or (len(gap) > _BREATH and SENTENCE.search(gap) is not None)


def heads(text: str, end: int, hour: int) -> bool:
    """Does the day stand above its programme, of which the hour is the first line's?"""
    line = text.rfind("\n", end, hour)
    if line < 0:
        return False
    if _BELOW.search(text, end, hour):
        return ":" not in text[line:hour]  # `Time: 9 am` is the hour of the day above
    return hour - end > _HEADING and _PROGRAMME.match(text, line) is not None
