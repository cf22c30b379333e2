"""The JSON that comes in and goes out: bounds, and the shapes that the pane relies on."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import available_timezones

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

from . import phrases
from .desk import Opened, Wait
from .letters import Catalogue, LetterTemplate
from .model import (
    LANGUAGES,
    Address,
    Deadline,
    Kind,
    Message,
    Moment,
    Reading,
    Register,
    Schedule,
    iso,
)
from .planning import Preferences

Short = Field("", max_length=200)
#: What calendars and zones are known for; also in `deadlines`.
EARLIEST, LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AddressIn(Body):
    name: str = Field("", max_length=500)
    email: str = Field("", max_length=500)

    def address(self) -> Address:
        return Address(name=self.name, email=self.email)


class MessageIn(Body):
    """A mail as Office.js gives it; with a mailbox behind the server, its id is enough."""

    item_id: str = Field("", max_length=1024)
    internet_message_id: str = Field("", max_length=998)
    conversation_id: str = Field("", max_length=998)
    subject: str | None = Field(None, max_length=2000)
    sender: AddressIn = Field(default_factory=lambda: AddressIn(name="", email=""), alias="from")
    to: list[AddressIn] = Field(default=[], max_length=1000)
    received: AwareDatetime | None = Field(None, ge=EARLIEST, le=LATEST)
    timezone: str | None = None
    body: str = ""
    html: str = ""

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        # An unknown name is no reason to refuse a mail: the user's own zone counts then.
        return name if name in available_timezones() else None

    def message(self) -> Message:
        return Message(
            id=self.item_id,
            internet_message_id=self.internet_message_id,
            conversation_id=self.conversation_id,
            subject=self.subject,
            body=self.body,
            html=self.html,
            sender=self.sender.address(),
            to=tuple(one.address() for one in self.to),
            received=self.received,
            timezone=self.timezone,
        )


class ReadingIn(Body):
    message: MessageIn


class LetterIn(Body):
    lang: Literal["nl", "en", "fr", "de"]
    tone: Register = Field(Register.FORMAL, alias="register")  # pydantic has a `register` itself
    values: dict[str, str | list[str]] = Field(default={}, max_length=50)
    subject: str | None = Field(None, max_length=2000)
    message_id: str = Field("", max_length=1024)  #: of the mail that is answered; picks the wording


class WaitIn(Body):
    internet_message_id: str = Field(min_length=1, max_length=998)
    item_id: str = Field("", max_length=512)
    conversation_id: str = Field("", max_length=998)
    kind: Kind
    sender_name: str = Short
    job_title: str = Short
    company: str = Short
    received: AwareDatetime
    interview_starts: tuple[AwareDatetime | None, ...] = Field((), max_length=50)
    reply_by_at: AwareDatetime | None = None

    def wait(self) -> Wait:
        return Wait(**{name: getattr(self, name) for name in type(self).model_fields})


class ChangeIn(Body):
    """Either a state or a new limit."""

    state: Literal["done", "inserted", "answered"] | None = None
    template: str = Field("", max_length=64)
    limit_at: AwareDatetime | None = None


class SnoozeIn(Body):
    choice: Literal["hour", "afternoon", "tomorrow"] | None = None
    until: AwareDatetime | None = None


class PreferencesIn(Body):
    language: Literal["", "nl", "en", "fr", "de"] = ""
    timezone: str = "Europe/Amsterdam"
    country: str = Field("NL", max_length=6)
    counting: Literal["", "clock", "working"] = ""
    working_hours: dict[str, list[list[str]]] | None = None
    remind: bool = True
    mail: bool = True
    closing_name: str = Field("", max_length=100)

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError("not an IANA time zone, such as Europe/Brussels")
        return name

    def preferences(self) -> Preferences:
        return Preferences(**self.model_dump())


# -- out -----------------------------------------------------------------------------------------


def opened_json(
    opened: Opened, catalogue: Catalogue, chosen: Preferences, lang: str, now: datetime
) -> dict[str, Any]:
    """What the pane shows of the open mail; labels in the asker's language."""
    side = opened.suggestions[0].side if opened.suggestions else None
    return {
        "reading": opened.reading.as_json(),
        "side": side,
        "letters": _ranked(opened, catalogue, chosen, lang),
        "schedule": schedule_json(opened.schedule, now),
        "deadline": deadline_json(opened.deadline) if opened.deadline else None,
    }


def _ranked(
    opened: Opened, catalogue: Catalogue, chosen: Preferences, lang: str
) -> list[dict[str, Any]]:
    order = [s.id for s in opened.suggestions]
    order += [id for id in catalogue if id not in order]
    why = {s.id: phrases.sentence(lang, "ranking", s.why) for s in opened.suggestions[:3]}
    values = known_values(opened.reading, chosen)
    return [letter_json(catalogue[id], lang, values, why.get(id)) for id in order]


def known_values(reading: Reading, chosen: Preferences) -> dict[str, str]:
    """What the mail itself says, under the names that the letters' fields have."""
    lang = reading.lang if reading.lang in LANGUAGES else LANGUAGES[0]
    values = {
        "company": reading.company,
        "job_title": reading.job_title,
        "contact_name": reading.contact_name,
        "candidate_name": reading.candidate_name,
        "interview_datetimes": phrases.one_of([_named(m, lang) for m in reading.moments], lang),
    }
    signer = "contact_name" if reading.role == "employer" else "candidate_name"
    values[signer] = chosen.closing_name
    return {name: value for name, value in values.items() if value}


def _named(moment: Moment, lang: str) -> str:
    """The mail's own words, unless they stood in cells or on lines of their own."""
    in_one_piece = not set(moment.words) & set("\n\t")
    if in_one_piece or moment.start is None or moment.start.tzinfo is None:
        return " ".join(moment.words.split())
    return phrases.moment(moment.start, lang, moment.start.tzinfo)


def letter_json(
    letter: LetterTemplate, lang: str, values: dict[str, str], why: str | None
) -> dict[str, Any]:
    fields = [
        {
            "name": field.name,
            "label": field.labels[lang],
            "help": field.help.get(lang, ""),
            "required": field.required,
            "long": field.long,
            "value": values.get(field.name, ""),
        }
        for field in letter.fields
    ]
    return {
        "id": letter.id,
        "side": letter.side,
        "title": letter.title[lang],
        "when": letter.when[lang],
        "languages": list(letter.languages),
        "registers": [register.value for register in letter.registers],
        "suggested": why is not None,
        "why": why,
        "fields": fields,
    }


def schedule_json(plan: Schedule | None, now: datetime) -> dict[str, Any] | None:
    if plan is None:
        return None
    moments = {"limit": iso(plan.limit), "soft": iso(plan.soft), "final": iso(plan.final)}
    return moments | {"passed": plan.limit.astimezone(UTC) <= now}


HIDDEN = ("owner", "conversation_id", "created_at", "updated_at", "ended_at")


def deadline_json(deadline: Deadline) -> dict[str, Any]:
    shape = {k: v for k, v in asdict(deadline).items() if k not in HIDDEN}
    hidden = ("deadline_id", "attempts", "fence")
    shape["notices"] = [
        {k: v for k, v in notice.items() if k not in hidden} for notice in shape["notices"]
    ]
    return shape


def deadlines_json(found: Sequence[Deadline]) -> list[dict[str, Any]]:
    return [deadline_json(deadline) for deadline in found]
