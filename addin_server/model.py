"""The nouns: frozen values, no I/O. Datetimes are aware; offsets are in code points."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

LANGUAGES = ("nl", "en", "fr", "de")  #: what letters and pane are written in, first is the default


class Kind(StrEnum):
    """What a mail is (contracts: Reading)."""

    INTERVIEW_INVITATION = "interview_invitation"
    APPLICATION = "application"
    REJECTION_RECEIVED = "rejection_received"
    OFFER = "offer"
    APPLICATION_ACK = "application_ack"
    RECRUITER_OUTREACH = "recruiter_outreach"
    JOB_ALERT = "job_alert"
    OTHER = "other"
    UNSURE = "unsure"


class Role(StrEnum):
    """What the mailbox's owner is in the conversation."""

    CANDIDATE = "candidate"
    EMPLOYER = "employer"
    NONE = "none"


class Register(StrEnum):
    """How the sender addresses the reader: u, vous, Sie or je, tu, du."""

    FORMAL = "formal"
    INFORMAL = "informal"


class Mode(StrEnum):
    """How the interview is held."""

    PHONE = "phone"
    VIDEO = "video"
    ON_SITE = "on_site"
    RECORDED = "recorded"


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """A mailbox as a mail header names it (RFC 5322 name-addr)."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A mail as Outlook or a file gives it; decoded, otherwise untouched."""

    id: str = ""  #: the mailbox's own id, opaque; changes when the mail is moved
    internet_message_id: str = ""  #: Message-ID with its angle brackets; does not change
    conversation_id: str = ""
    subject: str | None = None
    body: str = ""  #: the plain text part, or "" when there is only HTML
    html: str = ""  #: the HTML part, or ""
    calendars: tuple[str, ...] = ()  #: text/calendar parts, unfolded but not parsed
    sender: Address = field(default_factory=Address)
    to: tuple[Address, ...] = ()
    received: datetime | None = None
    timezone: str | None = None  #: IANA name that the reader's client reports
    in_reply_to: tuple[str, ...] = ()  #: Message-IDs of In-Reply-To and References
    attachments: tuple[str, ...] = ()  #: file names
    automatic: bool = False  #: Auto-Submitted other than "no" (RFC 3834), or a list's Precedence
    warnings: tuple[str, ...] = ()  #: what was left out while decoding, e.g. "truncated"


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """Words of the mail that a finding rests on."""

    field: str  #: a field of `Reading`
    part: str  #: "subject" or "body"
    start: int
    end: int
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Guess:
    kind: Kind
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """One proposed time of the interview."""

    words: str
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a mail is and what it says. None means: it does not say, or we are not sure."""

    kind: Kind
    role: Role = Role.NONE
    lang: str | None = None  #: ISO 639-1
    register: Register | None = None  #: u or je, vous or tu, Sie or du; never said of English
    tone: Register | None = None  #: the same, and for English by its greeting: how to answer
    confidence: float = 0.0  #: of `kind`, 0 to 1
    guesses: tuple[Guess, ...] = ()  #: the two best
    company: str | None = None
    agency: str | None = None
    job_title: str | None = None
    contact_name: str | None = None
    candidate_name: str | None = None
    location_or_mode: str | None = None  #: exact words
    mode: Mode | None = None
    meeting_url: str | None = None
    moments: tuple[Moment, ...] = ()
    reply_by: str | None = None  #: exact words
    reply_by_at: datetime | None = None
    already_accepted: bool = False
    withdrawal: bool = False
    evidence: tuple[Evidence, ...] = ()
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape of `netjes recognise`: instants as ISO 8601, moments as three lists."""
        shape = asdict(self)
        del shape["tone"]
        moments = shape.pop("moments")
        shape["interview_datetimes"] = [m["words"] for m in moments]
        shape["interview_starts"] = [iso(m["start"]) for m in moments]
        shape["interview_ends"] = [iso(m["end"]) for m in moments]
        shape["reply_by_at"] = iso(self.reply_by_at)
        shape["confidence"] = round(self.confidence, 4)
        return shape


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 with offset, or None."""
    return moment.isoformat() if moment else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A filled-in reply, ready to be put in a compose window."""

    subject: str  #: plain text, one line
    html: str
    text: str  #: the same, for plain-text mails


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """When to answer at the latest, and when to remind of it. In the user's zone."""

    limit: datetime
    soft: datetime | None
    final: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Principal:
    """Who is asking. The key is issuer, tenant and subject; never a mail address."""

    issuer: str
    tenant: str
    subject: str
    mail: str | None = None  #: verified, or the administrator's word; where notices may be sent

    @property
    def owner(self) -> str:
        return f"{self.issuer}|{self.tenant}|{self.subject}"


class DeadlineState(StrEnum):
    OPEN = "open"
    INSERTED = "inserted"  #: the letter is in a compose window; whether it was sent is not known
    ANSWERED = "answered"
    DONE = "done"
    RESCHEDULED = "rescheduled"  #: moved by the user's hand; still to be answered
    MAIL_GONE = "mail_gone"


#: Still to be answered. `inserted` reminds on: nobody saw the letter leave.
LIVE = frozenset({DeadlineState.OPEN, DeadlineState.INSERTED, DeadlineState.RESCHEDULED})


class NoticeState(StrEnum):
    SCHEDULED = "scheduled"
    DUE = "due"  #: claimed: shown in the pane, its mail on the way
    DELIVERED = "delivered"
    SNOOZED = "snoozed"
    CANCELLED = "cancelled"
    PARKED = "parked"  #: given up after the last try; never deleted, shown to its owner


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """One reminder of a deadline, or that of a promise."""

    subject_id: str  #: id of the deadline or the promise
    which: str  #: "soft", "final", "sleep" (on it) of a deadline; "promise"; "native"
    owner: str
    due_at: datetime
    state: NoticeState
    attempts: int = 0
    fence: int = 0  #: raised by every claim; a worker with an older one has lost the notice
    delivered_at: datetime | None = None
    seen_at: datetime | None = None  #: when the pane's user put it away
    reason: str | None = None  #: code of what went wrong last

    @property
    def id(self) -> str:
        return f"{self.subject_id}-{self.which}"

    @property
    def key(self) -> str:
        """The same for every attempt, another once it is moved: finds what an attempt made."""
        return f"{self.id}.{int(self.due_at.timestamp())}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """What is kept of a mail that waits for an answer. No subject, no text."""

    id: str
    owner: str
    internet_message_id: str
    item_id: str
    conversation_id: str
    kind: Kind
    sender_name: str
    job_title: str
    company: str
    received: datetime
    limit_at: datetime
    timezone: str  #: IANA
    state: DeadlineState
    template: str = ""  #: id of the letter that was inserted
    created_at: datetime
    updated_at: datetime
    ended_at: datetime | None = None
    notices: tuple[Notice, ...] = ()
    native: NoticeState | None = None  #: of the entry in the mailbox; None: there is none
