"""A mail -> the limit and its reminders; snooze; when to try again."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from ..model import Schedule
from .days import ONE_DAY, YEARS, check_year, instant, to_the_minute
from .hours import CLOSING, Rule, counted, first_allowed, last_allowed

SOFT, LIMIT = timedelta(hours=24), timedelta(hours=48)
DAY_BEFORE, LAST_CALL = timedelta(hours=24), timedelta(hours=2)

Snooze = Literal["hour", "afternoon", "tomorrow"]
AFTERNOON, MORNING = time(14), time(9)
NEARLY_AFTERNOON = time(13, 30)

FIRST_RETRY, LONGEST_RETRY = 5.0, 3600.0  #: seconds
LONGEST_NAMED = 86_400.0  #: seconds that a server's own delay is believed


def schedule(
    *,
    received: datetime,
    now: datetime,
    rule: Rule,
    interview_at: datetime | None = None,
    reply_by: datetime | date | None = None,
) -> Schedule:
    """When to answer at the latest, and the one or two moments to be reminded of it.

    A `reply_by` without a time ends at 17:00. Raises Malformed: no offset, or an impossible year.
    """
    arrived, this_minute = to_the_minute("received", received), to_the_minute("now", now)
    limits = [counted(arrived, LIMIT, rule)]
    if interview_at is not None:
        start = to_the_minute("interview_at", interview_at)
        passed = start - DAY_BEFORE < this_minute
        limits.append(start - (LAST_CALL if passed else DAY_BEFORE))
    if isinstance(reply_by, datetime):
        limits.append(to_the_minute("reply_by", reply_by))
    elif reply_by is not None:
        check_year("reply_by", reply_by)
        limits.append(instant(reply_by, CLOSING, rule.zone))
    return until(min(limits), received=received, now=now, rule=rule)


def until(limit: datetime, *, received: datetime, now: datetime, rule: Rule) -> Schedule:
    """The one or two reminders of a limit that is already fixed.

    For a limit that the user moved, `received` is the moment of moving: counted from the mail's
    arrival, the first reminder would come at once. Raises Malformed like `schedule`.
    """
    limit, now = to_the_minute("limit", limit), to_the_minute("now", now)
    received = to_the_minute("received", received)
    final, soft = _final(limit, now, rule), _soft(limit, received, now, rule)
    if soft is not None and final - soft < LAST_CALL:
        soft = None
    return Schedule(
        limit=limit.astimezone(rule.zone),
        soft=None if soft is None else soft.astimezone(rule.zone),
        final=final.astimezone(rule.zone),
    )


def _soft(limit: datetime, received: datetime, now: datetime, rule: Rule) -> datetime | None:
    """None when no allowed moment is left before the limit, or when that has passed."""
    halfway = now + (limit - now) / 2
    wanted = halfway if limit - now < SOFT else counted(received, SOFT, rule)
    moved = first_allowed(wanted, limit, rule)
    return None if moved is None else max(moved, now)


def _final(limit: datetime, now: datetime, rule: Rule) -> datetime:
    """Now when no allowed moment is left before the limit, or when that has passed."""
    last = last_allowed(now, limit - LAST_CALL, rule)
    if last is not None:
        return last
    first = first_allowed(now, limit, rule)
    return first if first is not None and first < limit else now


def earliest_interview(starts: Sequence[datetime | None], now: datetime) -> datetime | None:
    """The earliest proposed moment that is not past, else the last; None when none is known.

    A moment in an impossible year is a misreading, and not known. Raises Malformed: no offset.
    """
    this_minute = to_the_minute("now", now)
    known = sorted(
        to_the_minute("interview_at", start)
        for start in starts
        if start is not None and start.year in YEARS
    )
    return next((s for s in known if s >= this_minute), known[-1] if known else None)


def snooze(choice: Snooze, now: datetime, zone: ZoneInfo) -> datetime:
    """When to remind again: in an hour, this afternoon at 14:00, or tomorrow morning at 9:00.

    From 13:30 on "this afternoon" is two hours from now. The user's choice is literal: it asks
    neither for allowed moments nor for the limit.
    """
    this_minute = to_the_minute("now", now)
    local = this_minute.astimezone(zone)
    if choice == "hour":
        then = this_minute + timedelta(hours=1)
    elif choice == "tomorrow":
        then = instant(local.date() + ONE_DAY, MORNING, zone)
    elif local.time() < NEARLY_AFTERNOON:
        then = instant(local.date(), AFTERNOON, zone)
    else:
        then = this_minute + timedelta(hours=2)
    return then.astimezone(zone)


def retry_at(
    attempts: int, now: datetime, retry_after: float = 0.0, jitter: float = 1.0
) -> datetime:
    """When to try again after `attempts` (1 or more) failures.

    The longest wait doubles from 10 s to 1 h; `jitter` (chance, 0 to 1) takes a part of it, at
    least 5 s, so that those who failed together do not return together
    (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
    A delay that a server names is believed when longer, for a day at most. `retry_after` is in
    seconds.
    """
    longest = min(LONGEST_RETRY, FIRST_RETRY * 2 ** min(max(attempts, 1), 20))
    wait = max(FIRST_RETRY, jitter * longest, min(retry_after, LONGEST_NAMED))
    return now + timedelta(seconds=wait)
