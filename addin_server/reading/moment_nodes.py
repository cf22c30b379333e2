"""Days and hours of a text, each put together from the tokens of `moment_words`; no calendar."""

from collections.abc import Iterator

from .moment_figures import Token
from .moment_hours import APART, HOURS, STOP, hours_at, is_told
from .moment_pieces import Day, Gaps, Hours, near
from .patterns import lazy

NEXT = lazy(r"\.\s+[A-ZÀ-Ý]")  #: another sentence
NAMES = frozenset({"date", "weekday", "day", "same", "alone"})  #: what names a day
AROUND = frozenset({"week", "later", "near", "part"})  #: what only says more about one


_OF_DAYS = NAMES | AROUND


def nodes_of(text: str, tokens: list[Token], known: Gaps) -> Iterator[Day | Hours | None]:
    """Days and hours; None where the text speaks of something else, such as opening hours."""
    i, day_end = 0, -9
    while i < len(tokens):
        token = tokens[i]
        kind = token.kind
        if kind == "weekday" and (skipped := _week_span(text, tokens, i, known)) > i:
            i = skipped
            yield None
        elif kind in _OF_DAYS or (kind == "bare" and _stands_alone(text, tokens, i, known)):
            day, past = _day(text, tokens, i, known)
            i = max(past, i + 1)
            if day.kinds & NAMES:
                day_end = day.end
                yield day
        elif kind in HOURS:
            behind = token.start - day_end <= 3 and not text[day_end : token.start].strip(" ,:(")
            hours, i = hours_at(text, tokens, i, known, behind)
            if hours is not None:
                yield hours
        else:
            i += 1
            if kind == "again":
                yield Hours(token.start, token.end, token, told=True)


def _week_span(text: str, tokens: list[Token], i: int, known: Gaps) -> int:
    """Past `monday to friday` and the hours behind it."""
    if i + 1 == len(tokens) or tokens[i + 1].kind != "weekday":
        return i
    pair = tokens[i : i + 2]
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
    if not 1 <= token.value[0] <= 31 or token.value[1]:
        return False
    follower = tokens[i + 1] if i + 1 < len(tokens) else None
    if follower is not None and follower.start - token.end >= APART:
        follower = None
    dated = follower is not None and follower.kind == "date" and follower.value[1] > 0
    if dated and follower and _shares(text, token, follower, known):
        return token.value[0] < follower.value[2] and not is_told(text, token, known)
    if "number" not in token.leads or _is_numbering(text, token, follower):
        return False
    if known.street.match(text, token.end):
        return False
    far = token.note == "ordinal" and token.value[0] > 4  # not `before the 2nd round`
    until = known.numbered_until if far else known.bare_until
    if until.before(text, 0, token.start) is not None:
        return True
    ends = token.note == "ordinal" and text[token.end : token.end + 1] == "."
    if ends or known.numbered.before(text, 0, token.start) is None:
        return False
    if token.note != "ordinal" and known.between.before(text, 0, token.start) is not None:
        return False  # `tussen de 10 en 11 uur`
    if STOP.match(text, token.end):
        return True
    if follower is None:
        return False
    if follower.note == "ordinal" and _shares(text, token, follower, known):
        return True
    return follower.kind in HOURS and near(text, token.end, follower.start, known.at, 12)


def _shares(text: str, token: Token, follower: Token, known: Gaps) -> bool:
    return known.listed_day.fullmatch(text, token.end, follower.start) is not None


def _is_numbering(text: str, token: Token, follower: Token | None) -> bool:
    """`1. Tuesday 5 May`, at the beginning of a line."""
    begins = text[max(0, token.start - 3) : token.start].strip(" ")[-1:] in ("\n", "")
    behind = text[token.start : token.end + 1].lstrip("0123456789")[:1]
    near_by = follower is not None and follower.start - token.end <= 2
    return begins and near_by and behind != "" and behind in ".)"


def _day(text: str, tokens: list[Token], i: int, known: Gaps) -> tuple[Day, int]:
    """The day that begins at token i, and the index after it."""
    day = Day(tokens[i].start, tokens[i].end)
    while i < len(tokens):
        token, kind = tokens[i], tokens[i].kind
        if kind == "bare":
            kind = "date" if day.kinds and _is_day_number(text, tokens, i, day, known) else kind
            kind = "alone" if not day.kinds else kind
        if kind not in _OF_DAYS or kind in day.kinds:
            break
        if day.kinds and not _goes_on(text, day.end, token.start, known):
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


def _goes_on(text: str, end: int, start: int, known: Gaps) -> bool:
    """Is what begins here of the day that ends there?"""
    if text[end:start] == " ":
        return True
    return near(text, end, start, known.inside, 12) and not NEXT.search(text, end, start)


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
    if "@" in text[day.end : token.start]:
        return False  # an hour
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
