"""JSON lines in, JSON lines out: `netjes recognise`, `deadlines` and `wording`.

A bad line becomes ``{"id", "error": {"code", "message"}}`` and the next one is read.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import getaddresses
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from . import deadlines, reading
from .errors import AddinError, Malformed, MessageTooLarge, MessageUnreadable
from .mailbox import mime
from .model import Address, Message
from .zones import iana_name

Row = Mapping[str, Any]


def answer_lines(lines: Iterable[str], answer: Callable[[Row], Row], out: TextIO) -> int:
    """Write one line for each that is not blank; 1 when any was bad, else 0."""
    bad = 0
    for line in lines:
        if not line.strip():
            continue
        row: Row = {}
        try:
            row = row_of(line)
            result = answer(row)
        except AddinError as exc:
            result, bad = error_row(row.get("id"), exc), 1
        print(json.dumps(result, ensure_ascii=False), file=out, flush=True)
    return bad


def error_row(id: Any, error: AddinError) -> Row:
    return {"id": id, "error": {"code": error.code, "message": str(error)}}


def row_of(line: str) -> Row:
    """One JSON object. Raises Malformed."""
    try:
        row = json.loads(line, parse_constant=_not_a_number)
    except (ValueError, RecursionError) as exc:
        raise Malformed("line", "is not JSON") from exc
    if not isinstance(row, dict):
        raise Malformed("line", "must be a JSON object")
    return row


def _not_a_number(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")  # RFC 8259, 6


def recognise(row: Row, zone: ZoneInfo, most: int) -> Row:
    """One line of `netjes recognise`. Texts are read up to `most` characters."""
    message = message_of(row, most)
    found = reading.read(message, message.received or datetime.now(UTC), zone)
    return {"id": row.get("id"), **found.as_json()}


def recognise_files(
    paths: Sequence[Path], zone: ZoneInfo, *, max_bytes: int, max_text: int, out: TextIO
) -> int:
    """One line an `.eml` file, `id` = its name; 1 when any could not be read."""
    bad = 0
    for path in paths:
        result: Row
        try:
            message = message_of_file(path, max_bytes, max_text)
            found = reading.read(message, message.received or datetime.now(UTC), zone)
            result = {"id": path.name, **found.as_json()}
        except AddinError as exc:
            result, bad = error_row(path.name, exc), 1
        print(json.dumps(result, ensure_ascii=False), file=out, flush=True)
    return bad


def message_of_file(path: Path, max_bytes: int, max_text: int) -> Message:
    """A mail of an `.eml` file. Raises MessageUnreadable, MessageTooLarge."""
    return mime.parse(_bytes(path, max_bytes), id=path.name, max_text_bytes=max_text)


def _bytes(path: Path, most: int) -> bytes:
    try:
        if not path.is_file():  # a pipe would be waited for, for ever
            raise MessageUnreadable(
                "it is not a file" if path.exists() else "there is no such file"
            )
        if path.stat().st_size > most:
            raise MessageTooLarge(f"{most // 2**20} MB")
        return path.read_bytes()
    except OSError as exc:
        raise MessageUnreadable(exc.strerror or "the file cannot be opened") from exc


def message_of(row: Row, most: int) -> Message:
    """A mail of a line. Raises Malformed, naming the field."""
    body, html = _text(row, "body"), _text(row, "html")
    cut = ("truncated",) if max(len(body), len(html)) > most else ()
    subject = row.get("subject")
    if subject is not None and not isinstance(subject, str):
        raise Malformed("subject", "must be text or null")
    zone = iana_name(row.get("timezone"))
    if zone is None and row.get("timezone") is not None:
        raise Malformed("timezone", "not a time zone, such as Europe/Brussels")
    senders = _addresses(row, "from")
    return Message(
        id=str(row.get("id", "")),
        subject=subject,
        body=body[:most],
        html=html[:most],
        sender=senders[0] if senders else Address(),
        to=_addresses(row, "to"),
        received=_instant(row),
        timezone=zone,
        warnings=cut,
    )


def _text(row: Row, field: str) -> str:
    value = row.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(field, "must be text")
    return value.encode("utf-8", "replace").decode()  # lone surrogates cannot leave as UTF-8


def _addresses(row: Row, field: str) -> tuple[Address, ...]:
    value = row.get(field)
    if value is None:
        return ()
    return tuple(_flat(field, value if isinstance(value, list) else [value]))


def _flat(field: str, values: Sequence[Any]) -> Iterator[Address]:
    for value in values:
        if isinstance(value, str):
            yield from (Address(name=n, email=e) for n, e in getaddresses([value]))
        elif isinstance(value, dict):
            name, email = value.get("name") or "", value.get("email") or value.get("address") or ""
            yield Address(name=str(name), email=str(email))
        else:
            raise Malformed(field, "must be an address, as text or as {name, email}")


def _instant(row: Row) -> datetime | None:
    value = row.get("received")
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as exc:
        raise Malformed("received", "must be ISO 8601, such as 2026-11-23T09:00:00+01:00") from exc
    if moment.tzinfo is None:
        raise Malformed("received", "needs an offset, such as +01:00")
    if not 1970 < moment.year < 2099:
        raise Malformed("received", "a year between 1971 and 2098")
    return moment


def deadline(row: Row) -> Row:
    """One line of `netjes deadlines`."""
    return deadlines.answer(row)
