"""What is due -> a mail to its owner. Only module that imports smtplib.

The server writes to no one else: the address comes from a verified token, and its domain is on
the administrator's list. It is never a relay.
"""

import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Literal

from .errors import NotifyError, RecipientRefused
from .model import Letter


def notice_mail(key: str, letter: Letter, *, sender: str, to: str, now: datetime) -> EmailMessage:
    """The mail of what is due. A second attempt has the same `key`, so the same Message-ID.

    ``Auto-Submitted`` (RFC 3834) keeps out-of-office replies from answering it.
    """
    mail = EmailMessage()
    mail["Subject"] = letter.subject
    mail["From"] = sender
    mail["To"] = to
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{key}@{sender.rpartition('@')[2]}>"
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
        """Returns once the relay has taken the mail over.

        Raises NotifyError; RecipientRefused when trying again is in vain (RFC 5321, 4.2.1).
        """
        try:
            with self._connect() as relay:
                if self._user:
                    relay.login(self._user, self._password())
                relay.send_message(mail)
        except smtplib.SMTPRecipientsRefused as exc:
            final = all(code >= 500 for code, _ in exc.recipients.values())
            refused = RecipientRefused if final else NotifyError
            raise refused("the mail relay refused the recipient") from exc
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
