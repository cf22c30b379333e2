"""The moments a mail proposes for an interview: which words, and which instants.

Not the mail's own date, not the day to answer by (`deadline_words`), not what is past.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ..model import Moment
from .index import Text, indexed
from .moment_grammar import options
from .moment_instants import resolve, writes_month_first
from .moment_patterns import around
from .moment_pieces import Option, gaps, near
from .moment_sharing import heads, is_far, outside_spans
from .moment_signs import (
    FAR,
    Signs,
    ends_verb,
    in_brackets,
    is_elsewhere,
    is_given_up,
    is_later,
    is_off,
    sentence_end,
    sentence_start,
    signs,
    topics,
)
from .patterns import lazy
from .source import Found, Source
from .vocabulary import any_of

#: Of a weekday alone, `do` or `sat` says too little.
SHORTEST = 4
#: A town and what follows it, before the date of a letter.
_DATED = lazy(lambda: rf"[^\W\d]{{3,20}}(?:,? {any_of(around('dated'))}|,)? ?")
_PARAGRAPH = 2_000  #: characters before a day in which its paragraph is sought to begin
_HEAD = lazy(r"[^\n:,\d]{3,25}:\s{1,3}(?:[-–—•*·]\s{0,2})?(?=\S)")


class FoundMoment(NamedTuple):
    found: Found
    moment: Moment
    timed: bool = False  #: it names an hour, not a day alone


def find(
    source: Source,
    lang: str | None,
    received: datetime | None,
    zone: ZoneInfo,
    days: Sequence[Option] | None = None,
) -> tuple[FoundMoment, ...]:
    """The proposed moments, one per option, in order; from the subject when the body has none.

    Relative words count from `received` in `zone`; without it they have no start. Nor has a day
    without an hour. Duplicates are merged, and days without an hour left out beside timed ones.
    `days`: what `options` found in the newest part, when that is known already.
    """
    said = said_in(source.body, source.newest, lang, received, zone, days)
    return said or _of_subject(
        said_in(source.subject, (0, len(source.subject)), lang, received, zone)
    )


def said_in(
    text: str,
    span: tuple[int, int],
    lang: str | None,
    received: datetime | None,
    zone: ZoneInfo,
    days: Sequence[Option] | None = None,
) -> tuple[FoundMoment, ...]:
    """The same of a piece of text by itself; `days` are those of this piece."""
    known, words = signs(lang), indexed(text, span[1])
    named = options(words, lang, *span) if days is None else days
    apart = outside_spans(text, named, gaps(lang))
    proposed = [o for o in apart if _proposes(words, o, known, span[0])]
    if len(proposed) > 1:
        proposed = [o for o in proposed if not _is_left(words, o, known, span[0])] or proposed
    return _resolved(text, proposed, lang, received, zone) if proposed else ()


def _of_subject(said: tuple[FoundMoment, ...]) -> tuple[FoundMoment, ...]:
    return tuple(each._replace(found=each.found._replace(part="subject")) for each in said)


def _proposes(text: Text, option: Option, known: Signs, start: int) -> bool:
    day, at = option.day, option.span[0]
    begin = sentence_start(text, start, at, known)
    if option.hours is None:
        if not _says_enough(text, option, text[begin:at]):
            return False
        bare = day.note in ("short", "dashed") and "weekday" not in day.kinds
        if bare and not (day.note == "short" and known.inviting.within(text, begin, at)):
            return False
    if in_brackets(text, start, at):
        return False
    around = text.between(begin, option.span[1] + FAR)
    return not _is_denied(text, option, known, (start, begin), topics(around, known))


def _is_denied(
    text: Text, option: Option, known: Signs, span: tuple[int, int], told: set[str]
) -> bool:
    """Do the words around the day say that it is none to meet?

    `span`: where the text begins, and the sentence. `told`: the topics they may be of.
    """
    day, at, (start, begin) = option.day, option.span[0], span
    if told and is_elsewhere(text, begin, at, known, told):
        return True
    ahead = text.before(at) in known.ahead
    meets = ahead and known.meets.before(text, start, at) is not None
    meets = meets or ("moved" in told and ahead and is_later(text, at, known, begin))
    if not meets and _refused(text, option, known, start):
        return True
    if "asks" in told and ahead and known.unsure.before(text, start, at) is not None:
        until = at if option.hours else sentence_end(text, day.end, known)
        if known.asks.within(text, begin, until):
            return not meets
    return "moved" in told and is_given_up(text, option, known, begin)


def _refused(text: Text, option: Option, known: Signs, start: int) -> bool:
    """Does the word before the day say that it is of something else, or a last day to answer?"""
    day, at = option.day, option.span[0]
    if known.latest.match(text, option.span[1]):
        return True
    ahead = text.before(at) in known.ahead
    if ahead and at < day.start and known.deadline.before(text, start, at) is not None:
        return True
    if at < day.start:
        ahead = text.before(day.start) in known.ahead
    if not ahead:
        return False
    start = max(start, text.rfind("\n\n", max(start, day.start - _PARAGRAPH), day.start))
    refused = known.refused.before(text, start, day.start)
    if refused is None or ends_verb(text, refused, day.start, known.parted):
        return False
    if option.hours is None:
        return True
    since = known.since.before(text, start, day.start)
    return since is None or refused < since  # `instead of` ends in `of`


def _is_left(text: Text, option: Option, known: Signs, start: int) -> bool:
    """`I have to move our interview on Monday at 10`: the old day, where there are others."""
    at = option.span[0]
    if known.moved_from.before(text, start, at) is None:
        return False
    begin = sentence_start(text, start, at, known)
    return known.moved.within(text, begin, sentence_end(text, option.span[1], known))


def _says_enough(text: str, option: Option, line: str) -> bool:
    """Does a day without an hour name a day to meet? Not `today`, and not a letter's own date."""
    day = option.day
    if day.pieces.days == 0 or day.end - day.start < SHORTEST or day.kinds == {"same"}:
        return False
    dated_line = text[day.end : day.end + 1] in ("", "\n", "\r") and "date" in day.kinds
    if day.kinds == {"alone"} and not day.pieces.month and option.loose is None:
        return False
    return not (dated_line and _DATED.fullmatch(line.strip() + " "))


def _resolved(
    text: str,
    proposed: list[Option],
    lang: str | None,
    received: datetime | None,
    zone: ZoneInfo,
) -> tuple[FoundMoment, ...]:
    kept: dict[object, FoundMoment] = {}
    chosen = _chosen(text, proposed, lang)
    month_first = writes_month_first(chosen, lang, zone)
    today = received.astimezone(zone).date() if received else None
    for option in chosen:
        if option.hours and heads(text, option.day.end, option.hours.start):
            option = option._replace(lent=True)
        start, end = option.span
        start = _headed(text, start, end, lang)
        if text[end : end + 1] == ")":
            end += text.count("(", start, end) > text.count(")", start, end)
        moment = resolve(text[start:end], option, today, zone, month_first)
        found = Found(words=moment.words, part="body", start=start, end=end, value=moment.words)
        key = moment.start or " ".join(moment.words.lower().split())
        entry = FoundMoment(found=found, moment=moment, timed=option.hours is not None)
        kept.setdefault(key, entry)
    return _to_come(tuple(kept.values()), received)


def _headed(text: str, start: int, end: int, lang: str | None) -> int:
    """Where the day begins that a heading is joined to: `Next week:`, and a list of days."""
    head = _HEAD.match(text, start, end) if text.find(":", start, end) > 0 else None
    return start if not head or options(head[0], lang, 0, len(head[0])) else head.end()


def _chosen(text: str, proposed: list[Option], lang: str | None) -> list[Option]:
    """Those with an hour, and parts of a day that stand in a list with one; else the days."""
    timed = sum(o.hours is not None for o in proposed)
    if not timed:
        return _settled(text, proposed, lang) or proposed
    if timed == len(proposed):
        return proposed
    known = gaps(lang)
    chosen = []
    for before, option, after in zip(
        [None, *proposed], proposed, [*proposed[1:], None], strict=False
    ):
        beside = (before, option), (option, after)
        if option.hours is not None or (
            option.day.part
            and any(a and b and _joined(text, a, b, known.alternatives) for a, b in beside)
        ):
            chosen.append(option)
    return chosen


def _settled(text: str, proposed: list[Option], lang: str | None) -> list[Option]:
    """The first days for which hours are told further on, with those."""
    loose = next((o.loose for o in proposed if o.loose and not is_off(text, o, signs(lang))), ())
    days = [option for option in proposed if option.loose and option.loose == loose]
    apart = len(days) > 1 or any(is_far(text[o.day.end : o.loose[0].start]) for o in days)
    return [option._replace(lent=apart) for day in days for option in day.settled()]


def _joined(text: str, one: Option, other: Option, words: frozenset[str]) -> bool:
    return near(text, one.span[1], other.span[0], words, 16)


def _to_come(found: tuple[FoundMoment, ...], received: datetime | None) -> tuple[FoundMoment, ...]:
    """Without those that were past when the mail came, unless there are no others."""
    if received is None:
        return found
    past = [f for f in found if f.moment.start and f.moment.start < received]
    if not past or len(past) == len(found):
        return found
    return tuple(f for f in found if f not in past)
