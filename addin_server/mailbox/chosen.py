"""Settings -> the mailboxes that they name. What a setting does not ask for is not even loaded."""

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from ..errors import SettingsError
from ..settings import Settings
from .combined import OneMailbox
from .folder import FolderMailbox
from .port import Mailboxes


def mailboxes(settings: Settings, stack: ExitStack) -> Mailboxes | None:
    """None where Outlook hands the mails over. Raises SettingsError."""
    if settings.mailbox == "folder" and settings.mails:
        return OneMailbox(folder(settings, settings.mails, Path("var/sent")))
    if settings.mailbox == "exchange":
        return exchange(settings, stack)
    return None


def exchange(settings: Settings, stack: ExitStack) -> Mailboxes:
    """Raises SettingsError."""
    # It takes half a second to load.
    from .exchange import Account, ExchangeMailboxes

    if mistakes := settings.exchange_mistakes():
        raise SettingsError("; ".join(mistakes))
    if settings.exchange_ca_file and not settings.exchange_ca_file.is_file():
        raise SettingsError(f"ADDIN_EXCHANGE_CA_FILE: there is no {settings.exchange_ca_file}")
    settings.mailbox_password()  # a file that cannot be read is known at the start
    account = Account(
        url=settings.exchange_url,
        user=settings.exchange_user,
        password=settings.mailbox_password,
        auth=settings.exchange_auth,
        access=settings.exchange_access,
        ca_file=settings.exchange_ca_file,
        connections=settings.exchange_connections,
        authority=settings.entra_authority,
        tenant=settings.exchange_tenant,
        max_text_bytes=settings.max_text_bytes,
    )
    opened = ExchangeMailboxes(account, now=lambda: datetime.now(UTC))
    stack.callback(opened.close)
    return opened


def folder(settings: Settings, mails: Path, sent: Path) -> FolderMailbox:
    return FolderMailbox(
        mails,
        sent,
        max_message_bytes=settings.max_message_bytes,
        max_text_bytes=settings.max_text_bytes,
    )
