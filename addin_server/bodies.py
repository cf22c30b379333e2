"""The JSON that comes in, and its bounds."""

from datetime import UTC, date, datetime
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

from .asked import Pledge, Wait
from .formal import Party
from .model import (
    Address,
    Kind,
    Message,
    Register,
)
from .planning import Preferences
from .zones import iana_name

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
        return iana_name(name)

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


class ResponseIn(LetterIn):
    """A letter as an answer in the mailbox itself; `message_id` is that of the mail."""

    letter: str = Field(min_length=1, max_length=64)
    start: AwareDatetime | None = None  #: with a proposal
    end: AwareDatetime | None = None


class PartyIn(Body):
    name: str = Short
    address: str = Field("", max_length=1000)  #: lines
    place: str = Short

    def party(self) -> Party:
        return Party(name=self.name, address=self.address, place=self.place)


class FormalIn(LetterIn):
    """A letter on paper; whoever is not named here is left out."""

    sender: PartyIn = Field(default_factory=lambda: PartyIn(name="", address="", place=""))
    addressee: PartyIn = Field(default_factory=lambda: PartyIn(name="", address="", place=""))


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
    sleep: bool = False  #: to sleep on it: once more then, beside the notices that there are


class PreferencesIn(Body):
    language: Literal["", "nl", "en", "fr", "de"] = ""
    timezone: str = "Europe/Amsterdam"
    country: str = Field("NL", max_length=6)
    counting: Literal["", "clock", "working"] = ""
    working_hours: dict[str, list[list[str]]] | None = None
    remind: bool = True
    mail: bool = True
    closing_name: str = Field("", max_length=100)
    quiet_from: str = Field("", max_length=5)
    quiet_until: str = Field("", max_length=5)
    digest: str = Field("", max_length=5)
    native: Literal["", "appointment", "flag"] = ""
    native_subject: Literal["neutral", "full"] = "neutral"

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        if (known := iana_name(name)) is None:
            raise ValueError("not a time zone, such as Europe/Brussels")
        return known

    def preferences(self) -> Preferences:
        return Preferences(**self.model_dump())


class PromiseIn(Body):
    candidate_name: str = Field(min_length=1, max_length=200)
    job_title: str = Short
    company: str = Short
    until: date = Field(lt=LATEST.date())
    consent: bool
    internet_message_id: str = Field("", max_length=998)
    item_id: str = Field("", max_length=1024)

    def pledge(self) -> Pledge:
        return Pledge(**self.model_dump())


class PromiseChangeIn(Body):
    """At least one of them; an end date and an end do not go together."""

    consent: bool | None = None
    until: date | None = Field(None, lt=LATEST.date())
    state: Literal["ended"] | None = None
