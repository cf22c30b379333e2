"""The moments a mail proposes for an interview: which words, and which instants.

Not the mail's own date, not the day to answer by (`deadline_words`), not what is past.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from ..model import Moment
from .moment_dates import clock, day_meant, instant, zone_named
from .moment_grammar import Option, options
from .moment_pieces import gaps, near
from .moment_signs import Marks, Signs, marks_of, signs
from .source import Found, Part, Source

#: Of a weekday alone, `do` or `sat` says too little.
SHORTEST = 4
NEAR = 80  #: code points in which a word before a day says that it is another's
SENTENCE_END = re.compile(r"(?<!\s\d)(?<!\s\d\d)[.!?]\s+(?=[^\W\d_])|\n")


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundMoment:
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
    for part, text, span in (
        ("body", source.body, source.newest),
        ("subject", source.subject, (0, len(source.subject))),
    ):
        named = days if part == "body" and days is not None else options(text, lang, *span)
        known = signs(lang)
        marks = marks_of(text, span, known)
        proposed = [o for o in named if _proposes(text, o, known, marks, span[0])]
        if proposed:
            return _resolved(text, part, proposed, lang, received, zone)  # type: ignore[arg-type]
    return ()


def _proposes(text: str, option: Option, known: Signs, marks: Marks, start: int) -> bool:
    day, at = option.day, option.span[0]
    begin = _sentence_start(text, start, at)
    if option.hours is None and not _says_enough(text, option, text[begin:at]):
        return False
    if day.note in ("short", "dashed") and option.hours is None and "weekday" not in day.kinds:
        return False
    if _in_brackets(text, start, at) or marks.elsewhere.within(max(begin, at - NEAR), at):
        return False
    if marks.thanks.within(max(begin, text.rfind(",", begin, at)), at):
        return False
    meets = known.meets.before(text, start, at) is not None
    if not meets and _refused(text, option, known, start):
        return False
    until = at if option.hours else _sentence_end(text, day.end)
    if known.unsure.before(text, start, at) is not None and known.asks.within(text, begin, until):
        return meets
    return not _given_up(text, option, known, marks, begin)


def _refused(text: str, option: Option, known: Signs, start: int) -> bool:
    """Does the word before the day say that it is of something else, or a last day to answer?"""
    day, at = option.day, option.span[0]
    if known.latest.match(text, option.span[1]):
        return True
    if at < day.start and known.deadline.before(text, start, at) is not None:
        return True
    if known.refused.before(text, start, day.start) is None:
        return False
    return option.hours is None or known.since.before(text, start, day.start) is None


def _given_up(text: str, option: Option, known: Signs, marks: Marks, begin: int) -> bool:
    """`your interview of the 3rd cannot take place`, `moved from Monday to Tuesday`: the first."""
    start, end = option.span
    before = marks.moved.within(begin, start)
    if not before and not marks.moved.within(end, _sentence_end(text, end)):
        return False
    to = known.to_after if before else known.to
    return to.before(text, begin, start) is None


def _in_brackets(text: str, start: int, at: int) -> bool:
    """`[date and time, e.g. Monday at 10]` is a form to fill in."""
    piece = text[max(start, at - 160) : at]
    return max(piece.rfind("["), piece.rfind("{")) > max(piece.rfind("]"), piece.rfind("}"))


def _says_enough(text: str, option: Option, line: str) -> bool:
    """Does a day without an hour name a day to meet? Not `today`, and not a letter's own date."""
    day = option.day
    if day.pieces.days == 0 or day.end - day.start < SHORTEST:
        return False
    dated_line = text[day.end : day.end + 1] in ("", "\n", "\r") and "date" in day.kinds
    if day.kinds == {"alone"} and not day.pieces.month and option.loose is None:
        return False
    return not (
        dated_line and re.fullmatch(r"[^\W\d]{3,20}(?:,? (?:le|den|de)|,)? ?", line.strip() + " ")
    )


def _sentence_end(text: str, at: int) -> int:
    end = SENTENCE_END.search(text, at, at + 160)
    return end.start() if end else min(len(text), at + 160)


def _sentence_start(text: str, start: int, at: int) -> int:
    low = max(start, at - 160)
    last = low
    for m in SENTENCE_END.finditer(text, low, at):
        last = m.end()
    return last


def _resolved(
    text: str,
    part: Part,
    proposed: list[Option],
    lang: str | None,
    received: datetime | None,
    zone: ZoneInfo,
) -> tuple[FoundMoment, ...]:
    kept: dict[object, FoundMoment] = {}
    chosen = _chosen(text, proposed, lang)
    month_first = writes_month_first(chosen, lang, zone)
    for option in chosen:
        start, end = option.span
        end += (
            text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")"
        )
        moment = resolve(text[start:end], option, received, zone, month_first)
        found = Found(words=moment.words, part=part, start=start, end=end, value=moment.words)
        key = moment.start or " ".join(moment.words.lower().split())
        entry = FoundMoment(found=found, moment=moment, timed=option.hours is not None)
        kept.setdefault(key, entry)
    return _to_come(tuple(kept.values()), received)


def _chosen(text: str, proposed: list[Option], lang: str | None) -> list[Option]:
    """Those with an hour, and parts of a day that stand in a list with one; else the days."""
    if all(o.hours is None for o in proposed):
        settled = [o.settled() for o in proposed]
        timed = [o for o in settled if o.hours is not None and not _off(text, o, lang)]
        return timed[:1] if timed else proposed
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


def _joined(text: str, one: Option, other: Option, words: frozenset[str]) -> bool:
    return near(text, one.span[1], other.span[0], words, 16)


def _off(text: str, option: Option, lang: str | None) -> bool:
    """Is the hour far behind the day one at which somebody answers the telephone?"""
    at = option.hours.start if option.hours else 0
    return signs(lang).elsewhere.within(text, max(option.day.end, at - NEAR), at)


def _to_come(found: tuple[FoundMoment, ...], received: datetime | None) -> tuple[FoundMoment, ...]:
    """Without those that were past when the mail came, unless there are no others."""
    if received is None:
        return found
    past = [f for f in found if f.moment.start and f.moment.start < received]
    return tuple(f for f in found if f not in past) if len(past) < len(found) else found


def writes_month_first(found: list[Option], lang: str | None, zone: ZoneInfo) -> bool:
    """Is 12/03 in December? English with a North American zone."""
    named = any(o.hours and o.hours.zone and o.hours.zone.value for o in found)
    return lang in ("en", None) and (named or zone.key.startswith(("America/", "US/")))


def resolve(
    words: str, option: Option, received: datetime | None, default: tzinfo, month_first: bool
) -> Moment:
    """The instants of an option."""
    hours = option.hours
    zone = zone_named(hours.zone.note if hours and hours.zone else "", default)
    today = received.astimezone(default).date() if received else None
    day = day_meant(option.day.pieces, today, month_first)
    if day is None or hours is None:
        return Moment(words=words)
    part = hours.part or option.day.part
    late = hours.last.note if hours.last else ""
    note = hours.first.note or (late if late in ("am", "pm") else "")
    first, until = clock(*_pair(hours.first.value), note, part), None
    if (
        late == "pm"
        and note == "pm"
        and hours.last
        and first > clock(*_pair(hours.last.value), late, part)
    ):
        first = clock(*_pair(hours.first.value), "am", part)  # `11-1 pm`
    start = instant(day, *first, zone)
    if hours.last is not None:
        until = instant(day, *clock(*_pair(hours.last.value), late, part), zone)
        if until < start and hours.last.value[0] < 12 and late != "am":
            until += timedelta(hours=12)  # `between seven and nine` in the evening
    return Moment(words=words, start=start, end=until if until and until > start else None)


def _pair(value: tuple[int, ...]) -> tuple[int, int]:
    return value[0], value[1]
