"""Free moments in a calendar, and which proposed ones are taken. Pure: the time is an argument."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from . import deadlines
from .deadlines.days import ONE_DAY, check_year, instant
from .mailbox.port import Busy
from .model import Moment

LENGTH = timedelta(hours=1)  #: of an interview whose end is not said
NOTICE = timedelta(hours=24)  #: the least that the other side needs
SEARCHED = 30  #: days

MORNING, AFTERNOON = time(10), time(14)  #: when an interview is best held
NOON, LUNCH_ENDS = time(12), time(13)
#: What else weighs, in minutes away from the best hour.
SAME_HALF = 2 * 60  #: of the day as the one before: mornings and afternoons take turns
OVER_LUNCH = 4 * 60
SAME_TWICE = 24 * 60  #: the same half of the same day twice
CLOCK = tuple(time(hour, minute) for hour in range(24) for minute in (0, 30))

Spans = Sequence[tuple[datetime, datetime]]


def conflicts(
    moments: Iterable[Moment], busy: Iterable[Busy], *, own: str = ""
) -> tuple[Moment, ...]:
    """Those of an invitation's moments at which its reader is busy.

    A moment without an end lasts an hour, one without a start cannot be told. Tentative entries
    do not count: Outlook makes one of every meeting request. Nor does the entry of the uid `own`,
    which is the invitation itself.
    """
    taken = [b for b in busy if not b.tentative and b.start < b.end and not (own and b.uid == own)]
    return tuple(m for m in moments if any(_meets(m, one) for one in taken))


def _meets(moment: Moment, busy: Busy) -> bool:
    if moment.start is None:
        return False
    end = moment.end
    if end is None or end <= moment.start:
        end = moment.start + LENGTH
    return busy.start < end and moment.start < busy.end


def free_moments(
    busy: Iterable[Busy],
    *,
    now: datetime,
    after: datetime,
    rule: deadlines.Rule,
    length: timedelta = LENGTH,
    count: int = 3,
) -> tuple[datetime, ...]:
    """Starts of an interview to propose, by time, in the user's zone; fewer when there are not.

    Within working hours, on the hour or half past, from `after` on and at least a day from now,
    within 30 days. On different days as long as there are, by turns in the morning and in the
    afternoon, rather not over lunch. Tentative entries are taken too: nobody proposes those.
    Raises Malformed: an impossible year.
    """
    first, taken = max(after, now + NOTICE), _merged(busy)
    check_year("after", first)
    free = filter(None, _days(first, taken, length, rule))
    days = list(islice(free, max(count, 0)))
    chosen = _spread(days, length, count, rule)
    return tuple(start.astimezone(rule.zone) for start in sorted(chosen))


def _spread(
    days: list[list[datetime]], length: timedelta, count: int, rule: deadlines.Rule
) -> list[datetime]:
    """The best start of each day, then the next best; `days` are used up."""
    chosen: list[datetime] = []
    while len(chosen) < count and days:
        for day in days[: count - len(chosen)]:
            start = min(day, key=lambda s: (_cost(s, length, chosen, rule), s))
            chosen.append(start)
            day[:] = [s for s in day if abs(s - start) >= max(length, LENGTH)]
        days = [day for day in days if day]
    return chosen


def _days(
    first: datetime, taken: Spans, length: timedelta, rule: deadlines.Rule
) -> Iterator[list[datetime]]:
    """Each day's free starts from `first` on, in UTC."""
    today = first.astimezone(rule.zone).date()
    for number in range(SEARCHED):
        yield list(_starts(today + number * ONE_DAY, first, taken, length, rule))


def _starts(
    day: date, first: datetime, taken: Spans, length: timedelta, rule: deadlines.Rule
) -> Iterator[datetime]:
    spans = deadlines.working_spans(day, rule)
    for clock in CLOCK if spans else ():
        start = instant(day, clock, rule.zone)
        within = any(begin <= start and start + length <= end for begin, end in spans)
        if start >= first and within and _is_free(start, start + length, taken):
            yield start


def _merged(busy: Iterable[Busy]) -> Spans:
    """What is taken, by start, without overlaps."""
    merged: list[tuple[datetime, datetime]] = []
    for start, end in sorted((b.start.astimezone(UTC), b.end.astimezone(UTC)) for b in busy):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif start < end:
            merged.append((start, end))
    return merged


def _is_free(start: datetime, end: datetime, taken: Spans) -> bool:
    before = bisect_right(taken, start, key=lambda span: span[0])
    return (before == 0 or taken[before - 1][1] <= start) and (
        before == len(taken) or end <= taken[before][0]
    )


def _cost(
    start: datetime, length: timedelta, chosen: Sequence[datetime], rule: deadlines.Rule
) -> int:
    """What speaks against a start, beside those that are chosen; in minutes off the best hour."""
    local = start.astimezone(rule.zone)
    others = [other.astimezone(rule.zone) for other in chosen]
    half = local.time() < NOON
    last = others[-1].time() < NOON if others else False
    same_day = [other for other in others if other.date() == local.date()]
    crowded = sum((other.time() < NOON) == half for other in same_day)
    over_lunch = local.time() < LUNCH_ENDS and (local + length).time() > NOON
    late = _minutes(local.time()) - _minutes(MORNING if half else AFTERNOON)
    off = late if late > 0 else -2 * late  # an early start asks more of people than a late one
    return off + OVER_LUNCH * over_lunch + SAME_HALF * (half == last) + SAME_TWICE * crowded


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
