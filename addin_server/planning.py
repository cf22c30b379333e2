"""What a user chose -> how their deadlines are counted, and the notices of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from . import deadlines
from .model import Kind, Notice, NoticeState, Role, Schedule


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


def notices_of(deadline_id: str, plan: Schedule) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            id=f"{deadline_id}-{which}",
            deadline_id=deadline_id,
            which=which,
            due_at=due_at,
            state=NoticeState.SCHEDULED,
        )
        for which, due_at in (("soft", plan.soft), ("final", plan.final))
        if due_at is not None
    )


def role_of(kind: Kind) -> Role:
    """Whose deadline it is: an application waits for the employer, all else for the candidate."""
    return Role.EMPLOYER if kind is Kind.APPLICATION else Role.CANDIDATE
