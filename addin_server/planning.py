"""What a user chose -> how their deadlines are counted, and the notices of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from . import deadlines
from .errors import Malformed
from .model import Kind, Message, Notice, NoticeState, Reading, Role, Schedule


@dataclass(frozen=True, kw_only=True, slots=True)
class Preferences:
    """What a user can choose. The role's own way of counting unless they say otherwise."""

    language: str = ""  #: "" is that of the user's Outlook
    timezone: str = "Europe/Amsterdam"
    country: str = "NL"  #: ISO 3166, or with a subdivision: "DE-BY"
    counting: Literal["", "clock", "working"] = ""  #: "" is the default of the role
    working_hours: dict[str, list[list[str]]] | None = None  #: {"mon": [["09:00", "17:00"]], ...}
    remind: bool = True  #: set a deadline by itself when a recognised invitation is opened
    mail: bool = True  #: send notices by mail too, where that is possible
    closing_name: str = ""  #: the name under a letter; "" when Outlook adds a signature
    quiet_from: str = ""  #: no mail from this time on, "21:30"; "" is never quiet
    quiet_until: str = ""
    digest: str = ""  #: all reminders in one mail a day, at this time; "" is each by itself
    native: Literal["", "appointment", "flag"] = ""  #: the reminder in the mailbox itself
    native_subject: Literal["neutral", "full"] = "neutral"  #: full: with role and organisation


def rule_of(chosen: Preferences, role: Role) -> deadlines.Rule:
    """Candidates count hours by the clock, employers working hours, unless they chose."""
    by_role: Literal["clock", "working"] = "working" if role is Role.EMPLOYER else "clock"
    return deadlines.Rule(
        counting=chosen.counting or by_role,
        zone=ZoneInfo(chosen.timezone),
        country=chosen.country,
        working_hours=deadlines.parse_working_hours(chosen.working_hours),
    )


def plan_of(
    chosen: Preferences,
    role: Role,
    received: datetime,
    starts: Sequence[datetime | None],
    reply_by: datetime | None,
    now: datetime,
) -> Schedule:
    """Until when a mail waits and when to remind; `starts` are the moments that it proposes."""
    return deadlines.schedule(
        received=received,
        now=now,
        rule=rule_of(chosen, role),
        interview_at=deadlines.earliest_interview(starts, now),
        reply_by=reply_by,
    )


def plan_for(
    chosen: Preferences, message: Message, reading: Reading, now: datetime
) -> Schedule | None:
    """The same for a mail that has been read; None where there is nothing to wait for."""
    if reading.kind not in (Kind.INTERVIEW_INVITATION, Kind.APPLICATION):
        return None
    starts, received = [moment.start for moment in reading.moments], message.received or now
    try:
        return plan_of(chosen, reading.role, received, starts, reading.reply_by_at, now)
    except Malformed:  # a year beyond all calendars: read the mail, set no deadline
        return None


def quiet_of(chosen: Preferences) -> deadlines.Quiet:
    """When reminders may go by mail. Raises Malformed."""
    begin = deadlines.parse_clock("quiet_from", chosen.quiet_from)
    end = deadlines.parse_clock("quiet_until", chosen.quiet_until)
    if (begin is None) != (end is None):
        raise Malformed("quiet_from" if begin is None else "quiet_until", "is missing")
    return deadlines.Quiet(
        zone=ZoneInfo(chosen.timezone),
        hours=(begin, end) if begin is not None and end is not None else None,
        digest=deadlines.parse_clock("digest", chosen.digest),
    )


def notices_of(owner: str, deadline_id: str, plan: Schedule) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            subject_id=deadline_id,
            which=which,
            owner=owner,
            due_at=due_at,
            state=NoticeState.SCHEDULED,
        )
        for which, due_at in (("soft", plan.soft), ("final", plan.final))
        if due_at is not None
    )


def role_of(kind: Kind) -> Role:
    """Whose deadline it is: an application waits for the employer, all else for the candidate."""
    return Role.EMPLOYER if kind is Kind.APPLICATION else Role.CANDIDATE
