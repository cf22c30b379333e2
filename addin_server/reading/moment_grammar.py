"""Which days and hours of a text belong together. Over the nodes of `moment_nodes`; no calendar.

A day takes the first hour close behind it, and the hours that follow that one in a list; an hour
may also stand before its day (`at 10 on Tuesday`).
"""

from itertools import pairwise

from .moment_hours import certain
from .moment_nodes import nodes_of
from .moment_pieces import CLOSE, Day, Gaps, Hours, Option, gap_words, gaps, near
from .moment_sharing import again, ended, lent, share_month, share_week, share_zone
from .moment_words import scan
from .patterns import lazy
from .vocabulary import WORD

MOST = 24  #: hours of a list
FAR = 260  #: code points between a day and an hour that is told in a sentence of its own
BEGIN = ("", "\n", ".", "!", "?", ":")
ANOTHER = lazy(r"[.!?]\s|\n")  #: sentence or line
#: Between what two lines say that stand one below the other.
LABEL = lazy(r"[^\S\n]{0,3}\n{1,2}[^\w\n]{0,6}(?:[^\W\d_]{2,14}[ &/*]{0,3}){1,3}:[ \t*]{0,4}")


def options(text: str, lang: str | None, start: int, end: int) -> list[Option]:
    """Every day of the text with its hours, in order of the text."""
    tokens = scan(text, lang, start, end)
    if not tokens:
        return []
    known, kinds = gaps(lang), {token.kind for token in tokens}
    nodes = list(nodes_of(text, tokens, known))
    if not kinds.isdisjoint(("same", "again")):
        nodes = again(nodes)
    days = [node for node in nodes if isinstance(node, Day)]
    if not days:
        return []
    share_month(text, days)
    if "week" in kinds:
        share_week(text, days, tokens, known)
    found = _Pairing(text, known).options(nodes)
    if len(found) > 1:
        found = ended(text, lent(text, found, known), known)
    if "zone" in kinds:
        share_zone(text, found, tokens)
    return found


def hours_behind(text: str, lang: str | None, day: Day, at: int, end: int) -> Hours | None:
    """The hours that begin here, a little behind this day: `Friday before noon`."""
    tokens = scan(text, lang, day.start, min(end, at + CLOSE))
    nodes = nodes_of(text, tokens, gaps(lang)) if tokens else ()
    found = (node for node in nodes if isinstance(node, Hours))
    return next((hours for hours in found if text[at : hours.start].isspace()), None)


class _Pairing:
    """Days and hours joined to options, one after the other."""

    def __init__(self, text: str, known: Gaps) -> None:
        self._text, self._known = text, known
        self._found: list[Option] = []
        self._day: Day | None = None  # the day that hours in reach belong to
        self._used = 0  # hours it has
        self._reach = 0  # end of the last piece of the list
        self._early: list[Hours] = []  # hours that no day has taken yet
        self._loose: tuple[Hours, ...] = ()  # the first that may be the day's all the same

    def options(self, nodes: list[Day | Hours | None]) -> list[Option]:
        for node, following in pairwise([*nodes, None]):
            if isinstance(node, Hours):
                if self._day is not None and self._takes(node, following):
                    self._found.append(Option(self._day, node, shared=self._used > 0))
                    self._used, self._reach, self._early = self._used + 1, node.end, []
                else:
                    self._wait(node)
            else:
                self._leave()
                self._begin(node)
        self._leave()
        return self._found

    def _leave(self) -> None:
        """Keep the day, when it has no hours."""
        if self._day is not None and not self._used:
            self._found.append(Option(self._day, loose=self._loose))

    def _takes(self, hours: Hours, following: Day | Hours | None) -> bool:
        """Does the day take these hours?"""
        text, known, used = self._text, self._known, self._used
        ahead = used and isinstance(following, Day) and _ahead(text, hours, following, known)
        return not ahead and _follows(text, self._reach, hours, used, known)

    def _wait(self, hours: Hours) -> None:
        """Keep hours for a day behind them."""
        text, known, early, day = self._text, self._known, self._early, self._day
        if early and text[early[-1].end : hours.start].strip() == "(":
            # `18 h (noon in Montréal)`
            early[-1].end = text.find(")", hours.end, hours.end + CLOSE) + 1 or hours.end
            return
        joined = bool(early) and known.listed_hours.fullmatch(text, early[-1].end, hours.start)
        if joined and self._loose[-1:] == (early[-1],):
            self._loose = (*self._loose[-MOST:], hours)
        elif not self._loose and day is not None and hours.start - day.end <= FAR:
            self._loose = (hours,) if _may_be_its(text, hours, known) else ()
        self._early = [*early[-MOST:], hours] if joined else [hours]

    def _begin(self, day: Day | None) -> None:
        """Go on with this day, and the hours that stand before it."""
        text, known, early = self._text, self._known, self._early
        self._day, self._used, self._reach = day, 0, day.end if day else 0
        self._loose, self._early = (), []
        if day is None or not early:
            return
        self._loose = (early[-1],) if _named_before(text, early[-1], day, known) else ()
        if _stands_before(text, early[-1], day, known):
            part = early[-1].part or day.part
            for hours in early:
                self._used += 1
                hours.part = hours.part or part
                self._found.append(Option(day, hours, shared=hours is not early[-1]))


def _stands_before(text: str, hours: Hours, day: Day, known: Gaps) -> bool:
    """`at 10 on Tuesday`, but not a line of times, nor how long it takes (`une heure le mardi`)."""
    gap = text[hours.end : day.start]
    if "\n" in gap or ". " in gap or not near(text, hours.end, day.start, known.on, 12):
        return False
    first = hours.first
    counted = first.note == "word" and not first.value[1] and first.kind == "time"
    if known.by.before(text, 0, hours.start) is not None:
        return True  # `before three o'clock on Friday`
    return hours.told or not counted or text[: hours.start][-40:].rstrip(" -*•–")[-1:] in BEGIN


def _is_labelled(text: str, hours: Hours, day: Day) -> bool:
    """`Time: 10 am`, and `Date: 5 May` on the line below."""
    line = text[text.rfind("\n", 0, hours.start) + 1 : hours.start]
    return ":" in line and LABEL.fullmatch(text, hours.end, day.start) is not None


def _named_before(text: str, hours: Hours, day: Day, known: Gaps) -> bool:
    """`17h15 at the depot on Friday`."""
    words = gap_words(text, hours.end, day.start)
    if words is None or words & known.apart:
        return False
    if ANOTHER.search(text, hours.end, day.start) and not _is_labelled(text, hours, day):
        return False
    return _may_be_its(text, hours, known)


def _may_be_its(text: str, hours: Hours, known: Gaps) -> bool:
    """Is this an hour at which something begins, whatever stands before it?"""
    first = hours.first
    counted = first.value[0] < 5 and not first.note  # `1h` may be how long it takes
    if not hours.told and not first.value[1] and (counted or first.note == "word"):
        return False
    low = max(0, hours.start - 16)
    while low and text[low - 1].isalnum():
        low -= 1
    before = WORD.findall(text, low, hours.start)
    surely = certain(first) or (hours.last is not None and certain(hours.last))
    return surely and known.apart.isdisjoint(w.lower() for w in before)


def _ahead(text: str, hours: Hours, day: Day, known: Gaps) -> bool:
    """`2 pm on Thursday`: does the hour belong to the day behind it?"""
    gap = text[hours.end : day.start]
    return not any(c in gap for c in ",;|/\n") and near(text, hours.end, day.start, known.on, 12)


def _is_below(text: str, reach: int, hours: Hours, known: Gaps) -> bool:
    """`Interview time: 10 am` on the line below the day's."""
    words = gap_words(text, reach, hours.start) or set()
    labelled = LABEL.fullmatch(text, reach, hours.start) is not None
    return labelled and not words.isdisjoint(known.at) and words.isdisjoint(known.apart)


def _follows(text: str, reach: int, hours: Hours, used: int, known: Gaps) -> bool:
    if not used:
        return (
            near(text, reach, hours.start, known.at, CLOSE)
            or _told_later(text, reach, hours, known)
            or _is_below(text, reach, hours, known)
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
