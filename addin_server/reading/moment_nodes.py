"""Days and hours of a text, each put together from the tokens of `moment_words`; no calendar."""

import re
from collections.abc import Iterator
from itertools import pairwise

from .moment_pieces import WORD, Day, Gaps, Hours, near
from .moment_words import Token

NEXT = re.compile(r"\.\s+[A-ZÀ-Ý]")  #: another sentence
STOP = re.compile(r"\s{0,2}(?:[.,;:!?)\n]|$)|['’]s\b")
NAMES = frozenset({"date", "weekday", "day", "same", "alone"})  #: what names a day
AROUND = frozenset({"week", "later", "near", "part"})  #: what only says more about one
HOURS = frozenset({"time", "bare", "number"})


def nodes_of(text: str, tokens: list[Token], known: Gaps) -> Iterator[Day | Hours | None]:
    """Days and hours; None where the text speaks of something else, such as opening hours."""
    i, day_end = 0, -9
    while i < len(tokens):
        if (skipped := _week_span(text, tokens, i, known)) > i:
            i = skipped
            yield None
            continue
        token = tokens[i]
        if token.kind in NAMES or token.kind in AROUND or _stands_alone(text, tokens, i, known):
            day, past = _day(text, tokens, i, known)
            i = max(past, i + 1)
            if day.kinds & NAMES:
                day_end = day.end
                yield day
        elif token.kind in HOURS:
            behind = token.start - day_end <= 3 and not text[day_end : token.start].strip(" ,:(")
            hours, i = _hours(text, tokens, i, known, behind)
            if hours is not None:
                yield hours
        else:
            i += 1
            if token.kind == "again":
                yield Hours(token.start, token.end, token, told=True)


def _week_span(text: str, tokens: list[Token], i: int, known: Gaps) -> int:
    """Past `monday to friday` and the hours behind it."""
    pair = tokens[i : i + 2]
    if [t.kind for t in pair] != ["weekday", "weekday"]:
        return i
    if not known.through.fullmatch(text, pair[0].end, pair[1].start):
        return i
    dated = tokens[i + 2 : i + 3]
    if dated and dated[0].kind == "date" and dated[0].start - pair[1].end < 3:
        return i
    i += 2
    while i < len(tokens) and tokens[i].kind in HOURS and tokens[i].start - tokens[i - 1].end < 12:
        i += 1
    return i


def _stands_alone(text: str, tokens: list[Token], i: int, known: Gaps) -> bool:
    """Is this figure a day by itself: `the 14th`, `le 14 à 10h`, the first of `20 or 22 May`?"""
    token = tokens[i]
    if token.kind != "bare" or not 1 <= token.value[0] <= 31 or token.value[1]:
        return False
    follower = tokens[i + 1] if i + 1 < len(tokens) else None
    shares = follower is not None and known.listed.fullmatch(text, token.end, follower.start)
    if shares and follower and follower.kind == "date" and follower.value[1]:
        return token.value[0] < follower.value[2] and not _told(text, token.start, known)
    far = token.note == "ordinal" and token.value[0] > 4  # not `before the 2nd round`
    if far and known.numbered_until.before(text, 0, token.start) is not None:
        return True
    if known.numbered.before(text, 0, token.start) is None:
        return False
    if STOP.match(text, token.end) or (shares and follower and follower.note == "ordinal"):
        return True
    timed = follower is not None and follower.kind in HOURS
    return timed and near(text, token.end, follower.start if follower else 0, known.at, 12)


def _day(text: str, tokens: list[Token], i: int, known: Gaps) -> tuple[Day, int]:
    """The day that begins at token i, and the index after it."""
    day = Day(tokens[i].start, tokens[i].end)
    while i < len(tokens):
        token, kind = tokens[i], tokens[i].kind
        if kind == "bare":
            kind = "date" if day.kinds and _is_day_number(text, tokens, i, day, known) else kind
            kind = "alone" if not day.kinds else kind
        if (kind not in NAMES and kind not in AROUND) or kind in day.kinds:
            break
        if day.kinds and not near(text, day.end, token.start, known.inside, 12):
            break
        if day.kinds and NEXT.search(text, day.end, token.start):
            break
        if kind in ("week", "later") and day.kinds & {"date", "alone"}:
            break
        if kind == "date" and "later" in day.kinds:
            break
        if kind == "later" and not _counts_from(text, token, day):
            break
        if kind == "week" and "day" in day.kinds:
            break
        _take(day, token, kind)
        i += 1
    return day, i


def _counts_from(text: str, token: Token, day: Day) -> bool:
    """`Tuesday week`, `a week on Tuesday`; not `the week of the 2nd`."""
    if " " in text[token.start : token.end]:
        return True
    return "weekday" in day.kinds and text[day.end : token.start] == " "


def _is_day_number(text: str, tokens: list[Token], i: int, day: Day, known: Gaps) -> bool:
    """`Tuesday 1`, unless a range of hours begins there (`Friday, 11-1 pm`)."""
    token, following = tokens[i], tokens[i + 1 : i + 2]
    number, minute = token.value
    if not 1 <= number <= 31 or minute or "weekday" not in day.kinds:
        return False
    if following and following[0].kind in ("time", "bare") and following[0].note != "ordinal":
        between = text[token.end : following[0].start].strip()  # `jeudi 19 à midi` is no range
        return between == "à" or not known.until.fullmatch(text, token.end, following[0].start)
    return token.note == "ordinal" or token.start - day.end <= 4


def _take(day: Day, token: Token, kind: str) -> None:
    day.kinds.add(kind)
    day.end = token.end
    pieces = day.pieces
    if kind == "alone" or (kind == "date" and token.kind == "bare"):
        pieces.day = token.value[0]
    elif kind == "date":
        pieces.year, pieces.month, pieces.day = token.value
        pieces.figures, day.note = token.note in ("figures", "short"), token.note
    elif kind == "weekday":
        pieces.weekday = token.value[0]
    elif kind == "day":
        pieces.days = token.value[0]
    elif kind == "week":
        pieces.weeks = token.value[0]
    elif kind in ("later", "same"):
        pieces.later = token.value[0]
    if token.note in ("am", "pm", "noon"):
        day.part = token.note


def _hours(
    text: str, tokens: list[Token], i: int, known: Gaps, behind: bool
) -> tuple[Hours | None, int]:
    """The time or range that begins at token i, and the index after it.

    `behind`: right behind a day, where a range of bare figures is one of hours.
    """
    first, at = tokens[i], tokens[i].start
    told = _told(text, at, known)
    hours = Hours(at, first.end, first, told=told)
    i += 1
    if first.note == "day" or (
        first.note == "ordinal" and not (told and text[first.end - 1] == ".")
    ):
        return None, i  # `de 26e, om 14 uur` is a day, whatever stands behind it
    follower = tokens[i] if i < len(tokens) else None
    joined = known.both if known.between.before(text, 0, at) is not None else known.until
    if follower and follower.kind in HOURS and follower.note not in ("ordinal", "day"):
        ranged = joined.fullmatch(text, first.end, follower.start)
        if ranged and (certain(follower) or certain(first) or told or behind):
            hours.last, hours.end, i = follower, follower.end, i + 1
    listed = _listed(text, tokens[i - 1 : i + 3], known) or (
        i > 1 and _ends_list(text, tokens[i - 2], first, known)
    )
    if hours.last is None and not (listed or _sure(text, first, known, told)):
        return None, i
    if hours.last is None and known.lasts.before(text, 0, at) is not None:
        return None, i
    return hours, _widened(text, tokens, i, hours)


def _widened(text: str, tokens: list[Token], i: int, hours: Hours) -> int:
    """Take the zones and parts of day behind the hours; the index after them."""
    while i < len(tokens) and tokens[i].kind in ("zone", "part"):
        if _apart(text, hours.end, tokens[i].start):
            break
        if tokens[i].kind == "zone":
            hours.zone = tokens[i]
        else:
            hours.part = tokens[i].note
        hours.end, i = tokens[i].end, i + 1
    if text[hours.end : hours.end + 1] == ")" and "(" in text[hours.first.end : hours.end]:
        hours.end += 1
    return i


def _told(text: str, at: int, known: Gaps) -> bool:
    return known.bare_at.before(text, 0, at) is not None


def _listed(text: str, tokens: list[Token], known: Gaps) -> bool:
    """Bare figures that a list joins to a time: `9, 11 or 14 h`."""
    for token, following in pairwise(tokens):
        if not known.listed.fullmatch(text, token.end, following.start):
            return False
        if following.kind != "bare" or certain(following):
            return certain(following)
    return False


def _ends_list(text: str, before: Token, token: Token, known: Gaps) -> bool:
    """Is this the last of a list of hours: `9, 10.30 or 4 on Tuesday`?"""
    listed = certain(before) and known.listed.fullmatch(text, before.end, token.start)
    return bool(listed) and token.kind == "bare" and _ends_well(text, token.end, known)


def _sure(text: str, token: Token, known: Gaps, told: bool) -> bool:
    """Is it an hour? `14.00` is, `at 10`, `at six.`, `after 5`; not `2 h` after `after`."""
    if token.kind == "time":
        late = token.value[0] > 5 or token.value[1] or token.note
        return bool(late) or known.after.before(text, 0, token.start) is None
    if certain(token):
        return True
    if told:
        return token.kind == "bare" or _ends_well(text, token.end, known)
    return known.after.before(text, 0, token.start) is not None and _ends_well(
        text, token.end, known
    )


def certain(token: Token) -> bool:
    """Is this an hour by how it is written: `14 h`, `14.00`?"""
    return token.kind == "time" or (
        token.kind == "bare" and bool(token.value[1] or token.end - token.start > 3)
    )


def _ends_well(text: str, end: int, known: Gaps) -> bool:
    """Is what follows not counted: `at six` is an hour, `at six places` none?"""
    if STOP.match(text, end):
        return True
    word = WORD.match(text, end + 1)
    return word is not None and word[0].lower() in known.follow


def _apart(text: str, start: int, end: int) -> bool:
    gap = text[start:end]
    return len(gap) > 3 or bool(gap.strip(" (,'’"))
