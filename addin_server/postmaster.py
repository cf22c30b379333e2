"""What the commands of `netjes` do with one mailbox, for an administrator's hands."""

import argparse
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from . import deadlines, slots
from .errors import Malformed, SettingsError
from .mailbox import chosen
from .mailbox.port import Busy, Entry, Mailbox
from .mailbox.trial import Trial
from .model import iso
from .settings import Settings


@contextmanager
def _opened(arguments: argparse.Namespace, settings: Settings) -> Iterator[Mailbox]:
    """The mailbox of that address. Raises SettingsError, Malformed."""
    with ExitStack() as stack:
        mailboxes = chosen.mailboxes(settings, stack)
        if mailboxes is None:
            raise SettingsError(
                "ADDIN_MAILBOX: there is no mailbox to open, set folder or exchange"
            )
        mailbox = mailboxes.of(arguments.mailbox)
        if mailbox is None:
            raise Malformed("--mailbox", f"{arguments.mailbox} cannot be opened by this account")
        yield mailbox


def check(arguments: argparse.Namespace, settings: Settings) -> int:
    """A table of what the mailbox can do; 0 only if the essentials work."""
    bad = False
    with _opened(arguments, settings) as mailbox:
        for outcome in Trial(mailbox, _now).run():
            print(f"{outcome.result:13}  {outcome.what:9}  {outcome.says}".rstrip(), flush=True)
            bad |= outcome.essential and outcome.bad
    return 1 if bad else 0


def list_mails(arguments: argparse.Namespace, settings: Settings) -> int:
    with _opened(arguments, settings) as mailbox:
        for line in mailbox.list():
            _print(asdict(line) | {"received": iso(line.received)}, indent=None)
    return 0


def read(arguments: argparse.Namespace, settings: Settings) -> int:
    with _opened(arguments, settings) as mailbox:
        message = mailbox.open(_given(arguments, "id"))
    shape = asdict(message) | {"received": iso(message.received)}
    shape["from"] = shape.pop("sender")
    _print(shape)
    return 0


def answered(arguments: argparse.Namespace, settings: Settings) -> int:
    id = _given(arguments, "message_id")
    with _opened(arguments, settings) as mailbox:
        _print({"internet_message_id": id, "answered": mailbox.answered(id).value})
    return 0


def free(arguments: argparse.Namespace, settings: Settings) -> int:
    """What is taken between two instants, and three free moments in working hours."""
    start = _instant(arguments.start, settings.zone) if arguments.start else _now()
    end = _instant(arguments.end, settings.zone) if arguments.end else start + timedelta(days=14)
    if end <= start:
        raise Malformed("END", "must lie after START")
    with _opened(arguments, settings) as mailbox:
        busy = mailbox.busy(start, end)
    rule = deadlines.Rule(
        counting="working", zone=settings.zone, country=settings.country, working_hours=None
    )
    moments = slots.free_moments(busy, now=_now(), after=start, rule=rule)
    taken = [_taken(each, settings.zone) for each in busy]
    _print({"busy": taken, "free": [iso(moment) for moment in moments if moment < end]})
    return 0


def _taken(busy: Busy, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "start": iso(busy.start.astimezone(zone)),
        "end": iso(busy.end.astimezone(zone)),
        "tentative": busy.tentative,
    }


def remind(arguments: argparse.Namespace, settings: Settings) -> int:
    """Make the entry or move it; or with --flag, flag the mail itself."""
    id = _given(arguments, "message_id")
    if not (at := arguments.at or arguments.at_again):
        raise Malformed("AT", "say when to remind, such as 2026-12-01T09:00")
    entry = Entry(
        key=arguments.key or _key(arguments.mailbox, id),
        at=_instant(at, settings.zone),
        subject=arguments.subject,
        html=f"<p>{_escaped(arguments.subject)}</p>",
        internet_message_id=id,
    )
    with _opened(arguments, settings) as mailbox:
        (mailbox.flag if arguments.flag else mailbox.remind)(entry)
    _print(
        {"key": entry.key, "at": iso(entry.at), "as": "flag" if arguments.flag else "appointment"}
    )
    return 0


def unremind(arguments: argparse.Namespace, settings: Settings) -> int:
    id = _given(arguments, "message_id")
    key = arguments.key or _key(arguments.mailbox, id)
    with _opened(arguments, settings) as mailbox:
        mailbox.unremind(key, id)
    _print({"key": key, "removed": True})
    return 0


def _given(arguments: argparse.Namespace, name: str) -> str:
    """An id, given by its place or by its name."""
    value: str = getattr(arguments, name) or getattr(arguments, f"{name}_again") or ""
    if not value.strip():
        raise Malformed(name.replace("_", "-"), "is needed")
    return value.strip()


def _key(address: str, message_id: str) -> str:
    """The same for every attempt on one mail."""
    return str(uuid5(NAMESPACE_URL, f"netjes:{address.lower()}:{message_id.strip('<> ')}"))


def _instant(words: str, zone: ZoneInfo) -> datetime:
    """ISO 8601; without an offset in the zone of ADDIN_TIMEZONE. Raises Malformed."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError as exc:
        raise Malformed(words, "no moment such as 2026-12-01T09:00") from exc
    found = found if found.tzinfo else found.replace(tzinfo=zone)
    return found.astimezone(UTC)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _now() -> datetime:
    return datetime.now(UTC)


def _print(shape: dict[str, Any], indent: int | None = 2) -> None:
    print(json.dumps(shape, ensure_ascii=False, indent=indent))
