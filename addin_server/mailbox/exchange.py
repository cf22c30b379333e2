"""Mailboxes of an Exchange server, by EWS: one line to it for all, one small value for each."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from requests.auth import AuthBase

from ..errors import MailboxError, SettingsError
from ..model import Letter, Message
from . import exchange_calendar as calendar
from . import exchange_flags as flags
from . import exchange_write as writing
from . import exchange_xml as xml
from .exchange_answers import answered
from .exchange_http import Connections, offered, signing_in, silence
from .exchange_items import Access, Folders, Way
from .exchange_line import Line
from .exchange_profile import profile
from .exchange_properties import ICON, LAST_VERB, LAST_VERB_AT
from .exchange_read import open_message, sender, verb
from .exchange_refusal import Cut
from .exchange_token import Bearer, token_source
from .port import Answered, Busy, Capability, Entry, Profile, Summary

_LISTED = 50


@dataclass(frozen=True, kw_only=True)
class Account:
    """How the server is reached, as the administrator has set it."""

    url: str
    user: str
    password: Callable[[], str]
    auth: str = ""  #: basic, ntlm, kerberos, oauth; "" asks the server
    access: Access = "impersonation"
    ca_file: Path | None = None
    connections: int = 8
    authority: str = ""  #: with oauth
    tenant: str = ""  #: with oauth
    max_text_bytes: int = 256 * 2**10


class ExchangeMailbox:
    """One mailbox. Holds nothing but its address, so it may be made for every request."""

    def __init__(self, folders: Folders, max_text: int, now: Callable[[], datetime]) -> None:
        self._folders, self._max_text, self._now = folders, max_text, now

    @property
    def ways(self) -> dict[str, int]:
        """What has been asked -> which way the server took: 1, or 2 where it lacks the first."""
        return dict(self._folders.line.ways)

    def capabilities(self) -> frozenset[Capability]:
        return frozenset(Capability)

    def list(self) -> Sequence[Summary]:
        def lines(fields: Sequence[Way]) -> Sequence[Summary]:
            found = self._folders.find(
                [self._folders.named("inbox")],
                fields,
                newest_by="item:DateTimeReceived",
                most=_LISTED,
            )
            return [_summary(item) for item in found.items]

        plain = ("item:Subject", "item:DateTimeReceived", "message:From")
        full = (*plain, LAST_VERB.way(), LAST_VERB_AT.way(), ICON.way())
        return self._folders.line.either("list", lambda: lines(full), lambda: lines(plain))

    def open(self, id: str) -> Message:
        return open_message(self._folders, id, self._max_text)

    def answered(self, internet_message_id: str) -> Answered:
        return answered(self._folders, internet_message_id)

    def busy(self, start: datetime, end: datetime) -> Sequence[Busy]:
        return calendar.busy(self._folders, start, end)

    def remind(self, entry: Entry) -> None:
        calendar.remind(self._folders, entry)

    def flag(self, entry: Entry) -> None:
        flags.flag(self._folders, entry)

    def unremind(self, key: str, internet_message_id: str) -> None:
        calendar.forget(self._folders, key)
        flags.unflag(self._folders, key, internet_message_id)

    def draft(self, id: str, letter: Letter) -> str:
        return writing.draft(self._folders, id, letter)

    def decline(self, id: str, letter: Letter) -> None:
        writing.decline(self._folders, id, letter)

    def propose(self, id: str, letter: Letter, start: datetime, end: datetime) -> None:
        writing.propose(self._folders, id, letter, start, end)

    def take_out(self, id: str) -> bool:
        return writing.take_out(self._folders, id)

    def profile(self) -> Profile:
        return profile(self._folders, self._now())

    def plant(self, mark: str) -> tuple[str, str]:
        return writing.plant(self._folders, mark)

    def uproot(self, id: str) -> None:
        self._folders.delete(id)


def _summary(item: xml.Element) -> Summary:
    return Summary(
        id=xml.attribute(item, "ItemId", "Id"),
        subject=xml.text(item, "Subject"),
        sender=sender(item),
        received=xml.moment(xml.text(item, "DateTimeReceived")),
        answered=verb(item)[0] in (102, 103),
    )


class ExchangeMailboxes:
    """All mailboxes that one account may open."""

    def __init__(
        self,
        account: Account,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Raises SettingsError for what cannot be signed in with; asks nothing yet."""
        silence()
        self._account, self._now = account, now
        self._line = Line(
            lambda: _connections(account, now, monotonic),
            account.connections,
            monotonic=monotonic,
            sleep=sleep,
        )
        if account.auth not in ("", "oauth"):
            signing_in(account.auth, account.user, account.password)

    def of(self, address: str | None) -> ExchangeMailbox | None:
        """With `own` access there is one mailbox, and only its owner has it."""
        if not address or "@" not in address or not address.isprintable():
            return None
        if self._account.access == "own" and not _is_own(self._account.user, address):
            return None
        folders = Folders(self._line, address, self._account.access)
        return ExchangeMailbox(folders, self._account.max_text_bytes, self._now)

    def close(self) -> None:
        self._line.close()


def _is_own(user: str, address: str) -> bool:
    r"""Whether an account name (``DOMAIN\\noor``, ``noor``, an address) is that of the address."""
    name = user.rpartition("\\")[2].lower()
    return name == (address if "@" in name else address.partition("@")[0]).lower()


def _connections(
    account: Account, now: Callable[[], datetime], monotonic: Callable[[], float]
) -> Connections:
    ca_file = str(account.ca_file) if account.ca_file else None
    return Connections(
        account.url,
        _sign_in(account, ca_file),
        most=account.connections,
        ca_file=ca_file,
        now=now,
        monotonic=monotonic,
    )


def _sign_in(account: Account, ca_file: str | None) -> Callable[[], AuthBase]:
    """As the administrator has set it, or as the server offers."""
    try:
        auth = account.auth or offered(account.url, ca_file)
    except OSError:  # requests' errors are of that kind
        raise Cut from None
    if auth == "oauth":
        source = token_source(account.authority, account.tenant, account.user, account.password())
        return lambda: Bearer(source)
    try:
        return signing_in(auth, account.user, account.password)
    except SettingsError as exc:
        raise MailboxError(str(exc)) from exc
