"""A folder of .eml files as a mailbox. Never writes into it: sent mails lie in another folder.

Sub-folders and links are left alone. An id is the file's name in base64url: stable while the file
keeps its name, and nothing but a direct child can be named by it.
"""

import errno
import hashlib
import os
import stat
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from threading import Lock
from uuid import uuid4

from ..errors import MailboxError, NotFound, SettingsError, UserError
from ..model import Address, Message
from . import mime
from .offered import Unoffered
from .port import Answered, Capability, Summary

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_MAIL, _MARK = ".eml", ".answered"
OFFERED = frozenset({Capability.LIST, Capability.OPEN, Capability.ANSWERED, Capability.SENT})
#: Follow no link, and wait for no writer at the other end of a pipe.
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_NOT_THERE = {errno.ENOENT, errno.ELOOP, errno.ENAMETOOLONG, errno.EISDIR}
_LOCKED = "mailbox_error"  #: problem of a file that lies there but cannot be opened


@dataclass(frozen=True, slots=True)
class _Line:
    """What is remembered of a file: enough for a list, not its text."""

    id: str
    message_id: str = ""
    subject: str = ""
    sender: Address = field(default_factory=Address)
    received: datetime | None = None
    parents: tuple[str, ...] = ()
    automatic: bool = False
    problem: str = ""


class FolderMailbox(Unoffered):
    """Mails in `mails`, answers in `sent`. Files are read again when they change."""

    def __init__(
        self, mails: Path, sent: Path, *, max_message_bytes: int, max_text_bytes: int
    ) -> None:
        """Raises SettingsError when `mails` is no folder, or `sent` is the same one."""
        if not mails.is_dir():
            raise SettingsError(f"the folder of mails {mails} does not exist")
        if sent.resolve() == mails.resolve():
            raise SettingsError(f"sent mails need a folder of their own, not {mails}")
        self._mails, self._sent = mails, sent
        self._max_message, self._max_text = max_message_bytes, max_text_bytes
        self._lock = Lock()
        self._lines: dict[tuple[Path, str], tuple[tuple[int, int], _Line]] = {}

    @property
    def sent_folder(self) -> Path:
        return self._sent

    def capabilities(self) -> frozenset[Capability]:
        return OFFERED

    def list(self) -> Sequence[Summary]:
        """Newest first; mails without a date last."""
        done = self._done()
        lines = sorted(self._folder(self._mails), key=_newest, reverse=True)
        return [
            Summary(
                id=line.id,
                subject=line.subject,
                sender=line.sender,
                received=line.received,
                answered=line.id in done or line.message_id in done,
                problem=line.problem,
            )
            for line in lines
        ]

    def open(self, id: str) -> Message:
        """Raises NotFound, MessageTooLarge, MessageUnreadable, MailboxError."""
        return self._read(self._mails / _name(id), id)

    def answered(self, internet_message_id: str) -> Answered:
        """Gone when no mail of that id lies in the folder any more; unknown while one is locked."""
        if internet_message_id and internet_message_id in self._done():
            return Answered.YES
        lines = self._folder(self._mails)
        if internet_message_id and any(line.message_id == internet_message_id for line in lines):
            return Answered.NO
        locked = any(line.problem == _LOCKED for line in lines)
        return Answered.UNKNOWN if locked else Answered.GONE

    def send(self, mail: EmailMessage) -> str:
        """Keep a mail as sent; its id among `sent`. It is there whole or not at all."""
        name = f"{uuid4().hex}{_MAIL}"
        self._write(name, mail.as_bytes(policy=SMTP))
        return _id(name)

    def sent(self) -> Sequence[Message]:
        """Newest first. What cannot be read there is left out."""
        lines = [line for line in self._folder(self._sent) if not line.problem]
        lines.sort(key=_newest, reverse=True)
        return [self._read(self._sent / _name(line.id), line.id) for line in lines]

    def mark_answered(self, id: str) -> None:
        """Remember that this mail was answered elsewhere. Raises as `open` does."""
        key = self.open(id).internet_message_id or id
        name = hashlib.sha256(key.encode()).hexdigest()[:32]
        self._write(f"{name}{_MARK}", key.encode())

    def _done(self) -> set[str]:
        """Message-IDs (or ids) of what has been answered, by a mail or by a mark."""
        done = {
            parent
            for line in self._folder(self._sent)
            if not line.automatic
            for parent in line.parents
        }
        for entry in _files(self._sent, _MARK, optional=True):
            done.add(_bytes(entry.path, 4096).decode("utf-8", "replace"))
        return done - {""}

    def _folder(self, folder: Path) -> Sequence[_Line]:
        """A line for each mail there, read only if it is new or has changed."""
        found: dict[tuple[Path, str], tuple[tuple[int, int], _Line]] = {}
        for entry in _files(folder, _MAIL, optional=folder == self._sent):
            key = (folder, entry.name)
            try:
                state = entry.stat(follow_symlinks=False)
            except OSError:
                continue  # removed while we looked
            version = (state.st_mtime_ns, state.st_size)
            known = self._lines.get(key)
            fresh = known and known[0] == version and known[1].problem != _LOCKED
            found[key] = known if known and fresh else (version, self._line(folder, entry.name))
        with self._lock:
            others = {key: line for key, line in self._lines.items() if key[0] != folder}
            self._lines = others | found
        return [line for _, line in found.values()]

    def _line(self, folder: Path, name: str) -> _Line:
        id = _id(name)
        try:
            mail = self._read(folder / name, id)
        except (UserError, MailboxError) as exc:
            return _Line(id, problem=exc.code)
        return _Line(
            id,
            mail.internet_message_id,
            mail.subject or "",
            mail.sender,
            mail.received,
            mail.in_reply_to,
            mail.automatic,
        )

    def _read(self, path: Path, id: str) -> Message:
        data = _bytes(path, self._max_message + 1)  # one more tells that it is too large
        return mime.parse(
            data, id=id, max_text_bytes=self._max_text, max_message_bytes=self._max_message
        )

    def _write(self, name: str, data: bytes) -> None:
        """Write a file of `sent`, durably, under its name only once it is complete."""
        draft = self._sent / f".{uuid4().hex}.tmp"
        try:
            self._sent.mkdir(parents=True, exist_ok=True)
            with draft.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, self._sent / name)
            _sync(self._sent)
        except OSError as exc:
            with suppress(OSError):
                draft.unlink()
            raise MailboxError(f"the mail could not be kept: {exc.strerror}") from exc


def _newest(line: _Line) -> tuple[datetime, str]:
    return line.received or _LONG_AGO, line.id


def _files(folder: Path, suffix: str, *, optional: bool = False) -> Sequence[os.DirEntry[str]]:
    """Plain files of that suffix, in no order. A folder that is gone is no empty folder."""
    if optional and not folder.exists():
        return []
    try:
        with os.scandir(folder) as entries:
            return [
                entry
                for entry in entries
                if entry.name.lower().endswith(suffix)
                and entry.name[0] != "."
                and entry.is_file(follow_symlinks=False)
            ]
    except OSError as exc:
        raise MailboxError(f"the folder {folder} cannot be read: {exc.strerror}") from exc


def _bytes(path: str | Path, limit: int) -> bytes:
    """A plain file's first `limit` bytes. Raises NotFound, MailboxError."""
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _PLAIN)) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise NotFound
            return stream.read(limit)
    except OSError as exc:
        if exc.errno in _NOT_THERE:
            raise NotFound from exc
        raise MailboxError(f"the mail cannot be opened: {exc.strerror}") from exc


def _sync(folder: Path) -> None:
    """Make a new name in a folder last, where folders can be opened at all."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _id(name: str) -> str:
    return urlsafe_b64encode(os.fsencode(name)).rstrip(b"=").decode("ascii")


def _name(id: str) -> str:
    """The file name of an id. Raises NotFound for whatever is no mail right in the folder."""
    try:
        name = os.fsdecode(urlsafe_b64decode(id.encode("ascii") + b"=" * (-len(id) % 4)))
    except ValueError as exc:
        raise NotFound from exc
    inside = name.lower().endswith(_MAIL) and name[0] != "." and not set(name) & set("/\\\0")
    if not inside or _id(name) != id:
        raise NotFound
    return name
