"""Which mail address belongs to a user of Exchange: read from the administrator's own list.

The list is what Exchange's shell writes on

    Get-Mailbox -ResultSize Unlimited | Select-Object ExchangeGuid, PrimarySmtpAddress |
        Export-Csv users.csv -NoTypeInformation -Encoding UTF8

An identity token names its user by ``msexchuid``: in Microsoft's examples a GUID, alone or before
an ``@`` (https://learn.microsoft.com/office/dev/add-ins/outlook/inside-the-identity-token and
/authenticate-a-user-with-an-identity-token). Microsoft calls it the immutable id, and makes that
of the mailbox's ExchangeGuid
(https://learn.microsoft.com/previous-versions/office/developer/exchange-server-2010/ff344331(v=exchg.140)).
Who is not on the list has no address here: no notices by mail, no mailbox.
"""

import csv
import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock

from ..errors import SettingsError

logger = logging.getLogger(__name__)

SETTING = "ADDIN_EXCHANGE_USERS_FILE"
COLUMNS = ("exchangeguid", "primarysmtpaddress")
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[0-9A-Za-z][\w.-]{0,188}", re.ASCII)
NOBODY = "00000000-0000-0000-0000-000000000000"  #: of recipients whose mailbox is elsewhere


class UsersFile:
    """The list, read again when the file changes. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Raises SettingsError that names the line."""
        self._path, self._lock = path, Lock()
        self._stamp = self._stamped()
        self._addresses = _addresses(path)

    def address_of(self, msexchuid: str) -> str | None:
        """The user's mail address, or None when the list does not have them."""
        guid = msexchuid.partition("@")[0].lower()
        return self._current().get(guid)

    def _current(self) -> Mapping[str, str]:
        with self._lock:
            stamp = self._stamped()
            if stamp != self._stamp:
                self._stamp = stamp
                try:
                    self._addresses = _addresses(self._path)
                except SettingsError as exc:
                    # One slip of the pen must not shut everybody out while the server runs.
                    logger.error("%s; the list as it was before is used", exc)
            return self._addresses

    def _stamped(self) -> tuple[int, ...]:
        try:
            found = self._path.stat()
        except OSError:
            return ()
        return found.st_mtime_ns, found.st_size, found.st_ino


def _addresses(path: Path) -> dict[str, str]:
    """ExchangeGuid -> address. Raises SettingsError that names the line, never what is in it."""
    found: dict[str, str] = {}
    for number, guid, address in _rows(path):
        if guid == NOBODY:
            continue
        if not GUID.fullmatch(guid):
            raise _mistake(number, "the ExchangeGuid is not a GUID")
        if not ADDRESS.fullmatch(address):
            raise _mistake(number, "the PrimarySmtpAddress is not a mail address")
        if found.setdefault(guid, address) != address:
            raise _mistake(number, "this ExchangeGuid has another address further up")
    return found


def _rows(path: Path) -> Iterator[tuple[int, str, str]]:
    """(line, GUID, address), from 2 on: the first line names the columns."""
    lines = _text(path).splitlines()
    # Windows PowerShell writes the type of what it exports above it, unless told not to.
    start = 1 if lines and lines[0].startswith("#TYPE") else 0
    heading = lines[start] if len(lines) > start else ""
    reader = csv.reader(lines[start:], delimiter=";" if ";" in heading else ",", strict=True)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if not set(COLUMNS) <= set(names):
            raise _mistake(start + 1, "the columns ExchangeGuid and PrimarySmtpAddress are needed")
        guid, address = (names.index(name) for name in COLUMNS)
        for row in reader:
            if row and len(row) != len(names):
                raise _mistake(start + reader.line_num, f"there must be {len(names)} columns")
            if row:
                yield start + reader.line_num, row[guid].strip().lower(), row[address].strip()
    except csv.Error as exc:
        raise _mistake(start + reader.line_num, str(exc)) from exc


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as exc:
        raise SettingsError(f"{SETTING}: {exc.strerror}") from exc
    # Windows PowerShell's "Unicode" is UTF-16; either may begin with a byte order mark.
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as exc:
        raise _mistake(raw[: exc.start].count(b"\n") + 1, f"not {encoding}") from exc


def _mistake(line: int, mend: str) -> SettingsError:
    return SettingsError(f"{SETTING}: line {line}: {mend}")
