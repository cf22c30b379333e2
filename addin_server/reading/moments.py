"""The moments a mail proposes for an interview: which words, and which instants.

Not the mail's own date, not the day to answer by (`deadline_words`), not what is past.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from ..model import Moment
from .moment_dates import clock, day_meant, instant, zone_named
from .moment_grammar import Option, options
from .moment_tables import words_of
from .source import Found, Part, Source
from .vocabulary import Endings, Phrases, endings, phrases

#: Of a weekday alone, `do` or `sat` says too little.
SHORTEST = 4
NEAR = 80  #: code points in which a word before a day says that it is another's
SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_])|\n")


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundMoment:
    found: Found
    moment: Moment
    timed: bool = False  #: it names an hour, not a day alone


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells that a day is not a proposal, for one language."""

    refused: Endings
    unsure: Endings
    meets: Endings
    elsewhere: Phrases
    asks: Phrases


@cache
def signs(lang: str | None) -> Signs:
    """The signs of a language, compiled."""
    lex = words_of(lang)
    return Signs(
        refused=endings(lex["not_before"]),
        unsure=endings(lex["unsure_before"]),
        meets=endings(lex["meets"]),
        elsewhere=phrases(lex["not_in_line"]),
        asks=phrases(lex["deadline"]["asks"]),
    )


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
        proposed = [o for o in named if _proposes(text, o, signs(lang), span[0])]
        if proposed:
            return _resolved(text, part, proposed, lang, received, zone)  # type: ignore[arg-type]
    return ()


def _proposes(text: str, option: Option, known: Signs, start: int) -> bool:
    day, at = option.day, option.span[0]
    begin = _sentence_start(text, start, at)
    if option.hours is None and not _says_enough(text, option, text[begin:at]):
        return False
    if day.note in ("short", "dashed") and option.hours is None and "weekday" not in day.kinds:
        return False
    if _in_brackets(text, start, at) or known.elsewhere.within(text, max(begin, at - NEAR), at):
        return False
    meets = known.meets.before(text, start, at) is not None
    if known.refused.before(text, start, day.start) is not None and not meets:
        return False
    until = at if option.hours else _sentence_end(text, day.end)
    if known.unsure.before(text, start, at) is not None and known.asks.within(text, begin, until):
        return meets
    return True


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
    timed = [o for o in proposed if o.hours is not None] or proposed
    month_first = writes_month_first(timed, lang, zone)
    kept: dict[object, FoundMoment] = {}
    for option in timed:
        start, end = option.span
        moment = resolve(text[start:end], option, received, zone, month_first)
        found = Found(words=moment.words, part=part, start=start, end=end, value=moment.words)
        key = moment.start or " ".join(moment.words.lower().split())
        entry = FoundMoment(found=found, moment=moment, timed=option.hours is not None)
        kept.setdefault(key, entry)
    return tuple(kept.values())


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
    return Moment(words=words, start=start, end=until if until and until > start else None)


def _pair(value: tuple[int, ...]) -> tuple[int, int]:
    return value[0], value[1]
