"""What is kept of a promise to keep a candidate in mind. Pure; `store` holds the rows.

Of the candidate the name, the post, whether they agreed and until when; nothing of the mail.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

AHEAD = timedelta(days=14)  #: so long before its end one is reminded of a promise
AT = time(9)  #: in the user's zone


class PromiseState(StrEnum):
    KEPT = "kept"
    REMINDED = "reminded"  #: shown in the pane; perhaps its mail is still on the way
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """One candidate who may be asked again, until a day."""

    id: str
    owner: str
    internet_message_id: str
    item_id: str
    candidate_name: str
    job_title: str
    company: str
    consent: bool
    until: date
    remind_at: datetime
    erase_at: datetime  #: when `until` is over, where the user lives
    made_at: datetime
    state: PromiseState = PromiseState.KEPT
    attempts: int = 0
    fence: int = 0  #: raised by every claim of its reminder
    delivered_at: datetime | None = None
    ended_at: datetime | None = None


def moments_of(until: date, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When to remind of a promise (at once when that has passed), and when to erase it."""
    remind_at = datetime.combine(until - AHEAD, AT, zone).astimezone(UTC)
    erase_at = datetime.combine(until + timedelta(days=1), time(), zone).astimezone(UTC)
    return max(remind_at, now), erase_at
