"""Hours of a text, and ranges and lists of them, put together from their tokens."""

from itertools import pairwise

from .moment_figures import Token
from .moment_pieces import Gaps, Hours
from .patterns import lazy
from .vocabulary import WORD

HOURS = frozenset({"time", "bare", "number"})
APART = 48  #: code points: more than any words that may stand within a list, or a range
STOP = lazy(r"\s{0,2}(?:[.,;:!?)\n]|$)|['’]s\b")


def hours_at(
    text: str, tokens: list[Token], i: int, known: Gaps, behind: bool
) -> tuple[Hours | None, int]:
    """The time or range that begins at token i, and the index after it.

    `behind`: right behind a day, where a range of bare figures is one of hours.
    """
    first = tokens[i]
    told = is_told(text, first, known)
    if told and first.kind == "bare" and known.street.match(text, first.end):
        return None, i + 1
    hours = Hours(first.start, first.end, first, told=told)
    i += 1
    if _is_day(text, first, told):
        return None, i
    follower = tokens[i] if i < len(tokens) else None
    if follower and _is_range(text, first, follower, known, told or behind):
        hours.last, hours.end, i = follower, follower.end, i + 1
        return hours, _widened(text, tokens, i, hours)
    sure = _sure(text, first, known, told) or _in_list(text, tokens, i - 1, known)
    if not sure or _counted(text, first, known):
        return None, i
    return hours, _widened(text, tokens, i, hours)


def _is_day(text: str, token: Token, told: bool) -> bool:
    """`de 26e, om 14 uur`: a day, whatever stands behind it."""
    if token.note == "day" or token.value[0] > 23:
        return True
    return token.note == "ordinal" and not (told and text[token.end - 1] == ".")


def _is_range(text: str, first: Token, last: Token, known: Gaps, told: bool) -> bool:
    """From the one hour to the other? `told`: the place says that it is an hour."""
    if last.kind not in HOURS or last.note in ("ordinal", "day"):
        return False
    if last.start - first.end >= APART or not (told or certain(last) or certain(first)):
        return False
    between = "between" in first.leads and known.between.before(text, 0, first.start) is not None
    joined = known.both if between else known.until
    return joined.fullmatch(text, first.end, last.start) is not None


def _in_list(text: str, tokens: list[Token], i: int, known: Gaps) -> bool:
    """Is this bare figure one of a list of hours?"""
    if _listed(text, tokens[i : i + 4], known):
        return True
    return i > 0 and _ends_list(text, tokens[i - 1], tokens[i], known)


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


def is_told(text: str, token: Token, known: Gaps) -> bool:
    if text[token.start - 1 : token.start] == "@" or text[token.start - 2 : token.start] == "@ ":
        return True
    return "at" in token.leads and known.bare_at.before(text, 0, token.start) is not None


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
    if "\n" in text[before.end : token.start]:
        return False  # `Option 2:` on a line of its own
    return bool(listed) and token.kind == "bare" and _ends_well(text, token.end, known)


def _sure(text: str, token: Token, known: Gaps, told: bool) -> bool:
    """Is it an hour? `14.00` is, `at 10`, `at six.`, `after 5`; not `2 h` after `after`."""
    if token.kind == "time":
        late = token.value[0] > 5 or token.value[1] or token.note
        return bool(late) or not _after(text, token, known)
    if certain(token):
        return True
    if told:
        return token.kind == "bare" or _ends_well(text, token.end, known)
    spelled = token.kind == "number" and token.value[1] > 0  # `Thursday, ten thirty`
    return (spelled or _after(text, token, known)) and _ends_well(text, token.end, known)


def _counted(text: str, token: Token, known: Gaps) -> bool:
    """`takes 2 hours`: is it how long something lasts?"""
    return "lasts" in token.leads and known.lasts.before(text, 0, token.start) is not None


def _after(text: str, token: Token, known: Gaps) -> bool:
    return "after" in token.leads and known.after.before(text, 0, token.start) is not None


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
