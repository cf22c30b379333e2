"""Until when the mail wants an answer: `before Friday`, `within three working days`.

A day without an hour means 17:00 there: who writes `by Friday`, or `vóór vrijdag`, takes an answer
that comes in that day's working hours. Holidays are not known here.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..model import Moment
from .deadline_signs import (
    Level,
    Signs,
    is_asked,
    is_bound,
    is_ours,
    is_to_apply,
    level_of,
    sentence_of,
    signs,
    stands_beside_asking,
)
from .moment_dates import (
    clock,
    day_meant,
    instant,
    last_of_month,
    last_workday,
    workdays_after,
    zone_named,
)
from .moment_grammar import hours_behind, options
from .moment_instants import writes_month_first
from .moment_patterns import words_of
from .moment_pieces import Option
from .moment_tables import known_number
from .moments import FoundMoment
from .source import Found, Source
from .vocabulary import Phrases, fold

CLOSING_HOUR = 17
SHORTEST = 12  #: hours; in less one does a test, but need not begin
NOON = 12


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
    found = found or [*_soon(source, lang, here, zone)] or [*_untold(source, lang)]
    return min(found, key=lambda f: f.found.start) if found else None


def to_apply(
    source: Source,
    lang: str | None,
    received: datetime | None,
    zone: ZoneInfo,
    days: Sequence[Option],
) -> FoundMoment | None:
    """Until when to apply for the one post of a job alert; None when there are several days."""
    here, known = received.astimezone(zone) if received else None, signs(lang)
    month_first = writes_month_first(list(days), lang, zone)
    found = [o for o in days if is_to_apply(source.body, source.newest[0], o.span, known)]
    if len(found) != 1:
        return None
    return _found(source, *found[0].span, _at(found[0], here, zone, month_first))


def _found(source: Source, start: int, end: int, at: datetime | None) -> FoundMoment:
    words = source.body[start:end]
    return FoundMoment(
        found=Found(words=words, part="body", start=start, end=end, value=words),
        moment=Moment(words=words, start=at),
    )


def _closing(day: date, zone: ZoneInfo, hour: int = CLOSING_HOUR) -> datetime:
    return instant(day, hour, 0, zone)


def _spans(
    source: Source, lang: str | None, here: datetime | None, zone: ZoneInfo
) -> Iterator[FoundMoment]:
    """`within three days`, `valid for a week`."""
    known, lex = signs(lang), words_of(lang)["deadline"]
    told = known.amounts.are_told(source.body, *source.newest)
    for spans, level in _levels(known) if told else ():
        for m in spans.find(source.body, *source.newest):
            unit, said = lex["units"][fold(m["unit"])], fold(m["count"])
            count = int(said) if said.isdigit() else lex["more"].get(said) or known_number(said)
            if level == "closes" and unit == "minute":
                continue  # so long takes an answer, or a test
            if spans is known.given and unit == "hour" and count < SHORTEST:
                continue
            if is_asked(source.body, source.newest, m.span(), level, known):
                begun = known.counted_from.match(source.body, m.end(), source.newest[1])
                start = m.start("count") if level == "closes" else m.start()
                end = begun.end() if begun else m.end()
                yield _found(source, start, end, _later(here, count, unit, zone))
    for m in known.terms.find(source.body, *source.newest):
        if is_asked(source.body, source.newest, m.span(), "strong", known):
            at = _later(here, lex["terms"][fold(m[0])], "day", zone)
            yield _found(source, m.start(), m.end(), at)


def _levels(known: Signs) -> tuple[tuple[Phrases, Level], ...]:
    """The ways to name a span, and how each announces a last moment."""
    closes = (known.valid, known.valid_for, known.given)
    return ((known.within, "weak"), (known.by_then, "sure"), *((each, "closes") for each in closes))


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
    """`by the end of the week`, `by close of business on Friday`."""
    known, ends = signs(lang), words_of(lang)["deadline"]["ends"]
    for m in known.ends.find(source.body, *source.newest):
        level = level_of(source.body, source.newest[0], m.span(), known)
        if level is None or not is_asked(source.body, source.newest, m.span(), level, known):
            continue
        name, end = ends[fold(m[0])], m.end()
        at = _named(name, here, zone)
        if name == "day0":
            high = min(source.newest[1], end + 40)
            named = next(iter(options(source.body, lang, end, high)), None)
            if named is not None and named.day.start - end <= 5:
                end, at = named.day.end, _at(Option(named.day), here, zone, False)
        yield _found(source, m.start(), end, at)


def _named(name: str, here: datetime | None, zone: ZoneInfo) -> datetime | None:
    """`day1` is tomorrow, `week0` the end of this week, `month0` that of this month."""
    if here is None:
        return None
    if name == "month0":
        return _closing(last_of_month(here.date()), zone)
    if name.startswith("week"):
        return _closing(last_workday(here.date(), int(name[4:])), zone)
    return _closing(here.date() + timedelta(days=int(name[3:])), zone)


def _soon(
    source: Source, lang: str | None, here: datetime | None, zone: ZoneInfo
) -> Iterator[FoundMoment]:
    """`let us know today`: nothing before the day, but the asking right beside it."""
    known, soon = signs(lang), words_of(lang)["deadline"]["soon"]
    for m in known.soon.find(source.body, *source.newest):
        low, high = sentence_of(source.body, source.newest, m.span())
        if is_ours(source.body, (low, high), m.span(), known):
            continue
        if stands_beside_asking(source.body, low, high, m.span(), known):
            yield _found(source, *m.span(), _named(soon[fold(m[0])], here, zone))


def _untold(source: Source, lang: str | None) -> Iterator[FoundMoment]:
    """`by return of post`, `three days before your visit`: words that name no moment."""
    known, text, low = signs(lang), source.body, source.newest[0]
    for m in known.prompt.find(text, *source.newest):
        if is_bound(text, source.newest, m.span(), known):
            yield _found(source, *m.span(), None)
    if not known.amounts.are_told(text, *source.newest):
        return
    for m in known.ahead.find(text, *source.newest):
        least = known.least.before(text, low, m.start())
        if least is None and level_of(text, low, m.span(), known) is None:
            continue
        if is_bound(text, source.newest, m.span(), known):
            yield _found(source, m.start() if least is None else least, m.end(), None)


def _dated(
    source: Source,
    lang: str | None,
    here: datetime | None,
    zone: ZoneInfo,
    days: Sequence[Option] | None,
) -> Iterator[FoundMoment]:
    known, text = signs(lang), source.body
    found = options(text, lang, *source.newest) if days is None else list(days)
    month_first = writes_month_first(found, lang, zone)
    for option in found:
        start = option.span[0]
        if option.shared or known.meets.before(text, source.newest[0], start) is not None:
            continue  # `uitnodigen voor dinsdag` announces a meeting
        timed = _sooner(source, option, lang, known)
        sooner: Level | None = "weak" if timed is not option else None
        level = level_of(text, source.newest[0], option.span, known) or sooner
        if level and is_asked(text, source.newest, timed.span, level, known):
            at = _at(timed, here, zone, month_first)
            yield _found(source, *_bounds(source, timed.span, known), at)


def _bounds(source: Source, span: tuple[int, int], known: Signs) -> tuple[int, int]:
    """Where the words for a day begin and end, with what belongs to them."""
    text, (low, high) = source.body, source.newest
    kept, m = known.kept.before(text, low, span[0]), known.behind.match(text, span[1], high)
    begin, end = span[0] if kept is None else kept, m.end() if m else span[1]
    if "(" in text[begin:end] and ")" not in text[begin:end] and text[end : end + 1] == ")":
        end += 1
    return begin, end


def _sooner(source: Source, option: Option, lang: str | None, known: Signs) -> Option:
    """`Friday before noon`: with the hour before which on that day."""
    said = known.sooner.match(source.body, option.day.end) if option.hours is None else None
    if said is None:
        return option
    hours = hours_behind(source.body, lang, option.day, said.end(), source.newest[1])
    return option._replace(hours=hours) if hours else option


def _at(
    option: Option, here: datetime | None, default: ZoneInfo, month_first: bool
) -> datetime | None:
    day = day_meant(option.day.pieces, here.date() if here else None, month_first)
    if day is None:
        return None
    hours = option.hours
    if hours is None:
        return _closing(day, default, NOON if option.day.part in ("am", "noon") else CLOSING_HOUR)
    zone = zone_named(hours.zone.note if hours.zone else "", default)
    last = hours.last or hours.first
    hour, minute = clock(last.value[0], last.value[1], last.note, hours.part or option.day.part)
    return instant(day, hour, minute, zone)
