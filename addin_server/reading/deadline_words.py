"""Until when the mail wants an answer: `before Friday`, `within three working days`.

A day without an hour means 17:00 there: who writes `by Friday`, or `vóór vrijdag`, takes an answer
that comes in that day's working hours. Holidays are not known here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from ..model import Moment
from .moment_dates import clock, day_meant, instant, last_workday, workdays_after, zone_named
from .moment_grammar import Option, options
from .moment_tables import known_number, words_of
from .moments import FoundMoment, writes_month_first
from .source import Found, Source
from .vocabulary import Endings, Phrases, choice, endings, firsts, fold, phrases

CLOSING_HOUR = 17
SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Signs:
    """What announces a deadline, for one language."""

    strong: Endings
    weak: Endings
    meets: Endings
    asks: Phrases
    within: Phrases
    valid: Phrases
    ends: Phrases


@cache
def signs(lang: str | None) -> Signs:
    """The signs of a language, compiled."""
    words = words_of(lang)
    lex, numbers = words["deadline"], words["numbers"]
    count = rf"(?P<count>\d{{1,3}}|{choice(numbers)})(?:\s?\(\s?\w{{1,7}}\s?\))?"
    amount = rf"{count}[\s-]?(?P<unit>{choice(lex['units'])})(?!\w)"
    said = [*lex["strong"], *lex["weak"]]
    return Signs(
        strong=endings(lex["strong"]),
        weak=endings(lex["weak"]),
        meets=endings(words["meets"]),
        asks=phrases(lex["asks"]),
        within=phrases(lex["within"], after=rf"\s{{1,3}}(?i:{amount})"),
        valid=Phrases(
            re.compile(rf"(?<!\w){amount}(?=\s(?:{choice(lex['valid'])})(?!\w))", re.IGNORECASE),
            firsts(numbers),
            figures=True,
        ),
        ends=phrases(said, after=rf"\s{{1,3}}(?P<end>(?i:{choice(lex['ends'])}))(?!\w)"),
    )


def find(
    source: Source,
    lang: str | None,
    received: datetime | None,
    zone: ZoneInfo,
    days: Sequence[Option] | None = None,
) -> FoundMoment | None:
    """The first deadline of the newest part: the day's words, or a span's with its `within`."""
    here = received.astimezone(zone) if received else None
    found = [
        *_spans(source, lang, here, zone),
        *_ends(source, lang, here, zone),
        *_dated(source, lang, here, zone, days),
    ]
    return min(found, key=lambda f: f.found.start) if found else None


def _sentence(source: Source, start: int, end: int) -> str:
    """The sentence around these words, at most 200 code points to either side."""
    low, high = max(source.newest[0], start - 200), min(source.newest[1], end + 200)
    for m in SENTENCE_END.finditer(source.body, low, start):
        low = m.end()
    after = SENTENCE_END.search(source.body, end, high)
    return source.body[low : after.start() if after else high]


def _found(source: Source, start: int, end: int, at: datetime | None) -> FoundMoment:
    words = source.body[start:end]
    return FoundMoment(
        found=Found(words=words, part="body", start=start, end=end, value=words),
        moment=Moment(words=words, start=at),
    )


def _closing(day: date, zone: ZoneInfo) -> datetime:
    return instant(day, CLOSING_HOUR, 0, zone)


def _spans(
    source: Source, lang: str | None, here: datetime | None, zone: ZoneInfo
) -> Iterator[FoundMoment]:
    known, units = signs(lang), words_of(lang)["deadline"]["units"]
    for spans in (known.within, known.valid):
        for m in spans.find(source.body, *source.newest):
            if spans is known.within and not known.asks.within(_sentence(source, *m.span())):
                continue
            told, unit = m["count"], fold(m["unit"])
            count = int(told) if told.isdigit() else known_number(told.lower())
            yield _found(source, m.start(), m.end(), _later(here, count, units[unit], zone))


def _later(here: datetime | None, count: int, unit: str, zone: ZoneInfo) -> datetime | None:
    if here is None:
        return None
    if unit in ("minute", "hour"):
        return (
            here.astimezone(zone_named("+0", zone)) + timedelta(**{unit + "s": count})
        ).astimezone(zone)
    if unit == "workday":
        return _closing(workdays_after(here.date(), count), zone)
    return _closing(here.date() + timedelta(days=count * (7 if unit == "week" else 1)), zone)


def _ends(
    source: Source, lang: str | None, here: datetime | None, zone: ZoneInfo
) -> Iterator[FoundMoment]:
    known, ends = signs(lang), words_of(lang)["deadline"]["ends"]
    for m in known.ends.find(source.body, *source.newest):
        if not known.asks.within(_sentence(source, *m.span())):
            continue
        name, at, end = ends[fold(m["end"])], None, m.end()
        start = m.start("end")
        if here is not None and name.startswith("week"):
            at = _closing(last_workday(here.date(), int(name[4:])), zone)
        elif name.startswith("day"):
            named = next(
                iter(options(source.body, lang, end, min(source.newest[1], end + 40))), None
            )
            if named is not None and named.day.start - end <= 5:
                end = named.day.end
                at = _at(Option(named.day), here, zone, False)
            elif here is not None:
                at = _closing(here.date(), zone)
        yield _found(source, start, end, at)


def _dated(
    source: Source,
    lang: str | None,
    here: datetime | None,
    zone: ZoneInfo,
    days: Sequence[Option] | None,
) -> Iterator[FoundMoment]:
    known = signs(lang)
    found = options(source.body, lang, *source.newest) if days is None else list(days)
    month_first = writes_month_first(found, lang, zone)
    for option in found:
        start, end = option.span
        said = known.strong.before(source.body, source.newest[0], start)
        if said is None:
            said = known.weak.before(source.body, source.newest[0], start)
        if said is None or option.shared or _is_proposal(source, known, start):
            continue
        if known.asks.within(_sentence(source, start, end)):
            yield _found(source, start, end, _at(option, here, zone, month_first))


def _is_proposal(source: Source, known: Signs, at: int) -> bool:
    """`uitnodigen voor dinsdag` announces a meeting."""
    return known.meets.before(source.body, source.newest[0], at) is not None


def _at(
    option: Option, here: datetime | None, default: ZoneInfo, month_first: bool
) -> datetime | None:
    day = day_meant(option.day.pieces, here.date() if here else None, month_first)
    if day is None:
        return None
    hours = option.hours
    if hours is None:
        return _closing(day, default)
    zone = zone_named(hours.zone.note if hours.zone else "", default)
    last = hours.last or hours.first
    hour, minute = clock(last.value[0], last.value[1], last.note, hours.part or option.day.part)
    return instant(day, hour, minute, zone)
