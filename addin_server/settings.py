"""What the administrator can change. Read once, passed down as values.

Only module that sees ``os.environ`` (through its caller). An unknown ``ADDIN_*`` variable is an
error, not a shrug; an empty one is unset.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from .errors import SettingsError
from .values import (
    Access,
    EwsAddress,
    Identities,
    Language,
    MetadataAddresses,
    Origin,
    SignIn,
    Words,
    Zone,
)

PREFIX = "ADDIN_"


class Settings(BaseModel):
    """One field is one variable: `tick_seconds` is ``ADDIN_TICK_SECONDS``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    public_url: Origin = Field(
        "http://127.0.0.1:8025", description="Origin of pane and API as Outlook sees it"
    )
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8025, ge=1, le=65535, description="TCP port to listen on")
    database: str = Field(
        "sqlite:///var/netjes.db",
        description="Database: sqlite:///FILE for one server, postgresql://... for several",
    )
    templates: Path | None = Field(
        None, description="Folder of your own letters, over the built-in ones file by file"
    )
    language: Language = Field("nl", description="Language where the user's own is not known")
    timezone: Zone = Field("Europe/Amsterdam", description="IANA zone where a mail names none")
    country: str = Field(
        "NL", pattern=r"^[A-Z]{2}(-[A-Z0-9]{2,3})?$", description="Country of holidays: NL, DE-BY"
    )

    mailbox: Literal["pane", "folder", "exchange"] = Field(
        "pane",
        description="Where mails are read: `pane` (Outlook hands them over), `folder`, `exchange`",
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

    identity: Identities = Field(
        (),
        description="How users are known; `netjes serve` needs it. `entra`: Microsoft 365, "
        "`exchange`: an Exchange server of your own; or both",
    )
    entra_client_id: str = Field("", description="Application (client) id of the add-in in Entra")
    entra_tenants: Words = Field((), description="Tenant ids whose users may sign in")
    entra_authority: str = Field(
        "https://login.microsoftonline.com", description="Entra's origin; other in sovereign clouds"
    )
    exchange_amurls: MetadataAddresses = Field(
        (), description="Addresses of the metadata of Exchange servers whose users may sign in"
    )
    exchange_users_file: Path | None = Field(
        None, description="CSV of ExchangeGuid and PrimarySmtpAddress: where their notices may go"
    )
    exchange_ca_file: Path | None = Field(
        None, description="PEM file of the authorities that Exchange's certificate comes from"
    )
    exchange_url: EwsAddress = Field(
        "", description="EWS of Exchange: https://mail.example.org/EWS/Exchange.asmx"
    )
    exchange_user: str = Field("", description="Account that opens the mailboxes; oauth: client id")
    exchange_password: SecretStr = Field(SecretStr(""), description="Its password or secret")
    exchange_password_file: Path | None = Field(None, description="File that holds it")
    exchange_auth: SignIn = Field(
        "", description="How it signs in: basic, ntlm, kerberos, oauth; empty: as the server offers"
    )
    exchange_access: Access = Field(
        "impersonation", description="Whose mailboxes: `impersonation`, `delegate`, or its `own`"
    )
    exchange_tenant: str = Field("", description="Tenant id, with ADDIN_EXCHANGE_AUTH=oauth")
    exchange_connections: int = Field(8, ge=1, le=27, description="Connections to Exchange at most")

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
        return _secret("SMTP_PASSWORD", self.smtp_password, self.smtp_password_file)

    def mailbox_password(self) -> str:
        """The Exchange account's, likewise. Raises SettingsError."""
        return _secret("EXCHANGE_PASSWORD", self.exchange_password, self.exchange_password_file)

    def serving_mistakes(self) -> list[str]:
        """What keeps `netjes serve` from starting: it answers no one it does not know."""
        mistakes = []
        if not self.identity:
            mistakes.append("ADDIN_IDENTITY is not set; `netjes demo` runs without accounts")
        if "entra" in self.identity and not self.entra_client_id:
            mistakes.append("ADDIN_ENTRA_CLIENT_ID is needed with ADDIN_IDENTITY=entra")
        if "entra" in self.identity and not self.entra_tenants:
            mistakes.append("ADDIN_ENTRA_TENANTS is needed with ADDIN_IDENTITY=entra")
        if "exchange" in self.identity and not self.exchange_amurls:
            mistakes.append("ADDIN_EXCHANGE_AMURLS is needed with ADDIN_IDENTITY=exchange")
        if self.mailbox == "folder" and self.mails is None:
            mistakes.append("ADDIN_MAILS is needed with ADDIN_MAILBOX=folder")
        if self.mailbox == "exchange":
            mistakes += self.exchange_mistakes()
        if self.smtp_host and not self.mail_from:
            mistakes.append("ADDIN_MAIL_FROM is needed with ADDIN_SMTP_HOST")
        return mistakes

    def exchange_mistakes(self) -> list[str]:
        """What keeps a mailbox of Exchange from being opened."""
        needed: dict[str, object] = {"ADDIN_EXCHANGE_URL": self.exchange_url}
        if self.exchange_auth != "kerberos":
            secret = self.exchange_password.get_secret_value() or self.exchange_password_file
            needed |= {"ADDIN_EXCHANGE_USER": self.exchange_user}
            needed |= {"ADDIN_EXCHANGE_PASSWORD_FILE": secret}
        if self.exchange_auth == "oauth":
            needed |= {"ADDIN_EXCHANGE_TENANT": self.exchange_tenant}
        names = (name for name, value in needed.items() if not value)
        return [f"{name} is needed with ADDIN_MAILBOX=exchange" for name in names]

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


def _secret(name: str, value: SecretStr, file: Path | None) -> str:
    if file is None:
        return value.get_secret_value()
    try:
        return file.read_text("utf-8").strip()
    except (OSError, ValueError) as exc:
        raise SettingsError(f"{PREFIX}{name}_FILE: {getattr(exc, 'strerror', exc)}") from exc


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
