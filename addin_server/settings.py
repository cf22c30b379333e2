"""What the administrator can change. Read once, passed down as values.

Only module that sees ``os.environ`` (through its caller). An unknown ``ADDIN_*`` variable is an
error, not a shrug; an empty one is unset.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
)

from .errors import SettingsError

PREFIX = "ADDIN_"


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("not an IANA time zone; for example Europe/Brussels")
    return name


def _origin(url: str) -> str:
    url = url.rstrip("/")
    if (
        not url.startswith(("https://", "http://127.0.0.1", "http://localhost"))
        or url.count("/") != 2
    ):
        raise ValueError("an origin such as https://netjes.example.org, without a path")
    return url


def _split(value: Any) -> Any:
    """Lists are written with commas or spaces."""
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


Zone = Annotated[str, AfterValidator(_known_zone)]
Origin = Annotated[str, AfterValidator(_origin)]
Words = Annotated[tuple[str, ...], BeforeValidator(_split)]
Language = Literal["nl", "en", "fr", "de"]


class Settings(BaseModel):
    """One field is one variable: `tick_seconds` is ``ADDIN_TICK_SECONDS``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    public_url: Origin = Field(
        "http://127.0.0.1:8025", description="Origin of pane and API as Outlook sees it"
    )
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8025, ge=1, le=65535, description="TCP port to listen on")
    database: str = Field("sqlite:///var/netjes.db", description="SQLAlchemy URL of the database")
    templates: Path | None = Field(
        None, description="Folder of letters instead of the built-in one"
    )
    language: Language = Field("nl", description="Language where the user's own is not known")
    timezone: Zone = Field("Europe/Amsterdam", description="IANA zone where a mail names none")
    country: str = Field(
        "NL", pattern=r"^[A-Z]{2}(-[A-Z0-9]{2,3})?$", description="Country of holidays: NL, DE-BY"
    )

    mailbox: Literal["pane", "folder"] = Field(
        "pane", description="Where mails are read: `pane` (Outlook hands them over) or `folder`"
    )
    mails: Path | None = Field(None, description="Folder of .eml files, with ADDIN_MAILBOX=folder")
    max_message_bytes: int = Field(
        25 * 2**20, ge=2**16, le=150 * 2**20, description="Largest mail file that is read, bytes"
    )
    max_text_bytes: int = Field(
        256 * 2**10, ge=2**12, le=2**22, description="Most text that is read of one mail, bytes"
    )
    read_timeout_seconds: float = Field(
        2.0, gt=0, le=30, description="Longest time to read one mail, seconds"
    )
    workers: int = Field(1, ge=1, le=16, description="Processes that read large mails")

    identity: Literal["entra"] | None = Field(
        None, description="How users are known; `netjes serve` needs it. `entra`: Microsoft 365"
    )
    entra_client_id: str = Field("", description="Application (client) id of the add-in in Entra")
    entra_tenants: Words = Field((), description="Tenant ids whose users may sign in")
    entra_authority: str = Field(
        "https://login.microsoftonline.com", description="Entra's origin; other in sovereign clouds"
    )

    mail_domains: Words = Field((), description="Domains of users who may get notices by mail")
    # An EWS id, URL-encoded, is what Outlook on the web opens a mail by: https://learn.microsoft.com/
    # exchange/client-developer/web-service-reference/webclientreadformquerystring
    mail_link: str = Field(
        "https://outlook.office.com/owa/?ItemID={id}&exvsurl=1&viewmodel=ReadMessageItem",
        description="Address in a notice that opens the mail; {id} is its item id",
    )
    mail_from: str = Field("", description="Sender address of notices")
    smtp_host: str = Field("", description="Relay for notices; empty: no mail is sent")
    smtp_port: int = Field(587, ge=1, le=65535, description="TCP port of the relay")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="Encryption to the relay; `none` only for a relay on this machine"
    )
    smtp_user: str = Field("", description="User name at the relay, if it asks for one")
    smtp_password: SecretStr = Field(SecretStr(""), description="Password at the relay")
    smtp_password_file: Path | None = Field(None, description="File that holds that password")
    smtp_timeout_seconds: float = Field(
        10, gt=0, le=120, description="Patience with the relay, seconds"
    )

    tick_seconds: float = Field(
        15, gt=0, le=300, description="How often due notices are looked for, seconds"
    )
    lease_seconds: float = Field(
        60, ge=10, le=3600, description="How long a claimed notice is held, seconds"
    )
    max_attempts: int = Field(30, ge=1, le=1000, description="Tries before a notice is parked")
    max_open_deadlines: int = Field(200, ge=1, le=10_000, description="Open deadlines per user")
    retention_days: int = Field(
        30, ge=0, le=180, description="Days after its end that a deadline is erased"
    )

    office_js: str = Field(
        "https://officeapis.public.onecdn.static.microsoft/1/office.js",
        description="Microsoft's office.js; its CDN is the only supported source",
    )
    frame_ancestors: Words = Field(
        (
            "https://outlook.office.com",
            "https://outlook.office365.com",
            "https://outlook.live.com",
            "https://outlook.cloud.microsoft",
        ),
        description="Sites that may show the pane in a frame; add your own OWA's origin",
    )
    max_request_bytes: int = Field(
        2**20, ge=2**14, le=2**25, description="Largest request body, bytes"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Least severe log line that is written"
    )

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Every ``ADDIN_*`` variable. Raises SettingsError, one sentence a mistake."""
        given = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in environ.items()
            if name.startswith(PREFIX) and value != ""
        }
        try:
            return cls.model_validate(given)
        except ValidationError as exc:
            raise SettingsError("; ".join(_mistake(e) for e in exc.errors())) from exc

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def relay_password(self) -> str:
        """The relay's password, from its file when one is named. Raises SettingsError."""
        if self.smtp_password_file is None:
            return self.smtp_password.get_secret_value()
        try:
            return self.smtp_password_file.read_text("utf-8").strip()
        except OSError as exc:
            raise SettingsError(f"ADDIN_SMTP_PASSWORD_FILE: {exc.strerror}") from exc

    def serving_mistakes(self) -> list[str]:
        """What keeps `netjes serve` from starting: it answers no one it does not know."""
        mistakes = []
        if self.identity is None:
            mistakes.append("ADDIN_IDENTITY is not set; `netjes demo` runs without accounts")
        if self.identity == "entra" and not self.entra_client_id:
            mistakes.append("ADDIN_ENTRA_CLIENT_ID is needed with ADDIN_IDENTITY=entra")
        if self.identity == "entra" and not self.entra_tenants:
            mistakes.append("ADDIN_ENTRA_TENANTS is needed with ADDIN_IDENTITY=entra")
        if self.mailbox == "folder" and self.mails is None:
            mistakes.append("ADDIN_MAILS is needed with ADDIN_MAILBOX=folder")
        if self.smtp_host and not self.mail_from:
            mistakes.append("ADDIN_MAIL_FROM is needed with ADDIN_SMTP_HOST")
        return mistakes

    def listing(self, environ: Mapping[str, str]) -> list[dict[str, str]]:
        """Every setting: variable, value (secrets masked), where it came from, description."""
        return [
            {
                "name": PREFIX + name.upper(),
                "value": _shown(getattr(self, name)),
                "from": "environment" if environ.get(PREFIX + name.upper()) else "default",
                "description": field.description or "",
            }
            for name, field in type(self).model_fields.items()
        ]


def _mistake(error: Any) -> str:
    name = PREFIX + str(error["loc"][0]).upper()
    if error["type"] == "extra_forbidden":
        return f"{name} is not a setting; `netjes settings` lists them all"
    return f"{name}: {error['msg'].removeprefix('Value error, ')}, not {json.dumps(error['input'])}"


def _shown(value: Any) -> str:
    if isinstance(value, SecretStr):
        return "********" if value.get_secret_value() else ""
    if isinstance(value, tuple):
        return " ".join(value)
    return "" if value is None else str(value)
