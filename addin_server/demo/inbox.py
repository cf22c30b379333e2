"""An SMTP server on loopback that keeps what it receives: the notices' way to the stand-in page.

Delivers nowhere. What it kept is still there after a restart, when it has a file to keep it in.
Only module that imports aiosmtpd.
"""

import json
import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Any, cast

from aiosmtpd.controller import Controller

from .clock import utc_now

HOST = "127.0.0.1"
KEPT = 100  #: mails; older ones are forgotten
LARGEST = 1 << 20  #: bytes of one mail


class Inbox:
    """``with Inbox() as inbox:`` accepts mail on `inbox.port` until the block ends."""

    def __init__(
        self, now: Callable[[], datetime] = utc_now, state_file: Path | None = None
    ) -> None:
        self._now, self._lock, self._file = now, threading.Lock(), state_file
        self._mails: list[dict[str, Any]] = _kept(state_file)
        self._server: _Server | None = None

    def __enter__(self) -> "Inbox":
        self._server = _Server(self)
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.stop()
            self._server = None

    @property
    def port(self) -> int:
        """Where it listens; 0 while it does not."""
        return int(self._server.port) if self._server else 0

    def messages(self) -> list[dict[str, Any]]:
        """Newest first. A mail that came again under its Message-ID is one, with more `copies`."""
        with self._lock:
            return [dict(mail) for mail in reversed(self._mails)]

    def keep(self, content: bytes) -> None:
        """Take one mail as it came over the wire."""
        mail = _shown(message_from_bytes(content, policy=policy.default))
        mail |= {"received": self._now().isoformat(), "copies": 1}
        with self._lock:
            for known in self._mails:
                if mail["message_id"] and known["message_id"] == mail["message_id"]:
                    known["copies"] += 1
                    break
            else:
                self._mails = [*self._mails, mail][-KEPT:]
            self._save()

    def _save(self) -> None:
        """Before the sender is told 250: what was taken over is not lost (RFC 5321, 6.1)."""
        if self._file is None:
            return
        draft = self._file.with_name(self._file.name + ".new")
        draft.write_text(json.dumps(self._mails), "utf-8")
        os.replace(draft, self._file)


def _kept(file: Path | None) -> list[dict[str, Any]]:
    try:
        mails: list[dict[str, Any]] = json.loads(file.read_text("utf-8")) if file else []
    except (OSError, ValueError):  # none yet, or not ours
        return []
    return mails


class _Receiver:
    """aiosmtpd's handler; the name of its method is theirs."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self._inbox.keep(envelope.content)
        return "250 OK"


class _Server(Controller):
    """A Controller on a port of the system's choice.

    Given port 0 the original cannot find its own server again, so the socket is bound here.
    """

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(_Receiver(inbox), hostname=HOST, data_size_limit=LARGEST)

    def _create_server(self) -> Any:
        bound = socket.create_server((HOST, 0))
        self.port = bound.getsockname()[1]
        return self.loop.create_server(self._factory_invoker, sock=bound)


def _shown(mail: EmailMessage) -> dict[str, Any]:
    """What the page shows of a mail; headers are read as text, whatever they hold."""
    return {
        "subject": _header(mail, "Subject"),
        "from": _header(mail, "From"),
        "to": _header(mail, "To"),
        "message_id": _header(mail, "Message-ID").strip(),
        "text": _part(mail, "plain"),
        "html": _part(mail, "html"),
    }


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail.get(name, "")).split())
    except (ValueError, IndexError, AttributeError):  # the parser's own slips on broken headers
        return ""


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    charset = part.get_content_charset("utf-8")
    try:
        return cast(bytes, payload).decode(charset, "replace").replace("\r\n", "\n")
    except LookupError:  # a charset nobody knows
        return cast(bytes, payload).decode("utf-8", "replace").replace("\r\n", "\n")
