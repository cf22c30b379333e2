"""When to remind. Pure: the time, the zone and the chance are arguments.

Sums are done in UTC and in whole minutes; the answers are in the user's zone.

    days        a day and a clock time -> an instant; the holidays of a country or state
    hours       which hours count, and when a reminder may be shown
    quiet       when a reminder may go by mail: quiet hours, the daily digest
    plan        a mail -> the limit and its reminders; snooze; when to try again
    question    one line of `netjes deadlines` -> its answer
"""

from .days import parse_country, public_holidays
from .hours import Rule, WorkingHours, parse_working_hours, working_spans
from .plan import earliest_interview, retry_at, schedule, snooze, until
from .question import answer
from .quiet import Quiet, mail_at, parse_clock

__all__ = [
    "Quiet",
    "Rule",
    "WorkingHours",
    "answer",
    "earliest_interview",
    "mail_at",
    "parse_clock",
    "parse_country",
    "parse_working_hours",
    "public_holidays",
    "retry_at",
    "schedule",
    "snooze",
    "until",
    "working_spans",
]
