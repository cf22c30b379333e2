"""What a user asks for, and what the pane is told: values between HTTP and the verbs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from .agenda import Agenda
from .model import Deadline, Kind, Reading, Schedule
from .ranking import Suggestion


@dataclass(frozen=True, slots=True)
class Opened:
    """What the pane is told about the open mail."""

    reading: Reading
    suggestions: Sequence[Suggestion]
    schedule: Schedule | None
    deadline: Deadline | None
    hints: tuple[str, ...] = ()  #: what a candidate says to bring, in their own words
    agenda: Agenda = field(default_factory=Agenda)  #: the mail's moments in the reader's calendar
    meeting_request: bool = False  #: it can be declined with a letter as the response


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    """A mail that waits for an answer, as the pane describes it."""

    internet_message_id: str
    item_id: str = ""
    conversation_id: str = ""
    kind: Kind
    sender_name: str = ""
    job_title: str = ""
    company: str = ""
    received: datetime
    interview_starts: tuple[datetime | None, ...] = ()
    reply_by_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Pledge:
    """What an employer has told a candidate: we keep you in mind until then."""

    candidate_name: str
    until: date
    consent: bool
    job_title: str = ""
    company: str = ""
    internet_message_id: str = ""
    item_id: str = ""
