"""A notice that is due -> a mail to its owner. Only module that imports smtplib.

The server writes to no one else: the address comes from a verified token, and its domain is on
the administrator's list. It is never a relay.
"""

import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Literal, Protocol

from .errors import NotifyError
from .model import Letter


class Due(Protocol):
    """What a mail reminds of: a notice, or a promise."""

    @property
    def id(self) -> str: ...

    @property
    def due_at(self) -> datetime: ...


def notice_mail(
    notice: Due, letter: Letter, *, sender: str, to: str, domain: str, now: datetime
) -> EmailMessage:
    """The mail of one notice. A second attempt carries the same Message-ID.

    ``Auto-Submitted`` (RFC 3834) keeps out-of-office replies from answering it.
    """
    mail = EmailMessage()
    mail["Subject"] = letter.subject
    mail["From"] = sender
    mail["To"] = to
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{notice.id}.{int(notice.due_at.timestamp())}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text)
    mail.add_alternative(letter.html, subtype="html")
    return mail


class Relay:
    """The organisation's SMTP server (RFC 5321)."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        security: Literal["starttls", "tls", "none"] = "starttls",
        user: str = "",
        password: Callable[[], str] = str,
        seconds: float = 10,
    ) -> None:
        self._address = (host, port)
        self._security, self._user, self._password = security, user, password
        self._seconds = seconds

    def send(self, mail: EmailMessage) -> None:
        """Returns once the relay has taken the mail over. Raises NotifyError."""
        try:
            with self._connect() as relay:
                if self._user:
                    relay.login(self._user, self._password())
                relay.send_message(mail)
        except (OSError, smtplib.SMTPException) as exc:
            # Not the exception's own text: it may quote addresses, even credentials.
            raise NotifyError(f"the mail relay refused: {type(exc).__name__}") from exc

    def _connect(self) -> smtplib.SMTP:
        host, port = self._address
        if self._security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, port, timeout=self._seconds, context=context)
        relay = smtplib.SMTP(host, port, timeout=self._seconds)
        if self._security == "starttls":
            try:
                relay.starttls(context=ssl.create_default_context())
            except BaseException:
                relay.close()
                raise
        return relay
