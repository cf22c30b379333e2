"""Settings -> the parts, joined, for serving and for the demo. Nothing is made elsewhere."""

import random
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from . import deadlines, manifest, own, reading, resources
from .api import Verifier
from .app import Parts
from .demo import week
from .demo.clock import DemoClock
from .demo.inbox import Inbox
from .demo.routes import SendingMailbox, demo_user, router
from .desk import Desk, Reader
from .errors import Malformed, SettingsError
from .identity.demo import DemoIdentity
from .mailbox import chosen
from .mailbox.combined import FolderWithCalendar, OneMailbox
from .mailbox.folder import FolderMailbox
from .mailbox.memory import MemoryMailbox
from .mailbox.port import Mailboxes
from .model import Message, Principal, Reading
from .notify import Relay
from .planning import Preferences
from .reminders import Reminders
from .settings import Settings
from .store import opened_store
from .version import __version__
from .workers import Workers

#: Mails up to this many characters are read where the request is, larger ones by a worker: those
#: take more than 5 ms, in which nothing else in this process, such as a reminder, gets on.
SMALL = 4096

SAMPLES = resources.PACKAGE / "demo" / "mails"
PAGES = (("/demo", str(resources.PACKAGE / "demo" / "page")),)
THIS_MACHINE = ("127.0.0.1", "localhost")


def utc_now() -> datetime:
    return datetime.now(UTC)


def serving(settings: Settings, stack: ExitStack) -> Parts:
    """Everything `netjes serve` needs. Raises SettingsError, StoreError, TemplateError."""
    # Checking signatures takes long to load; the demonstration starts without it.
    from .identity.chosen import verifier

    if mistakes := settings.serving_mistakes():
        raise SettingsError("; ".join(mistakes))
    mailboxes = chosen.mailboxes(settings, stack)
    known = verifier(settings, utc_now)
    return join(settings, stack, now=utc_now, verifier=known, mailboxes=mailboxes)


def demonstration(
    settings: Settings,
    stack: ExitStack,
    *,
    mails: Path | None,
    data: Path,
    now: Callable[[], datetime],
    exchange: bool = False,
) -> Parts:
    """The stand-in page with a mailbox of files and a mail server of its own; no account.

    With the sample mailbox the clock starts just after its newest mail, so that the samples
    do not age; with a folder of one's own it is the real time. With `exchange` the mails lie on
    an Exchange stand-in, and are read by the adapter.
    """
    _make_folder(data)
    folder = chosen.folder(settings, mails or SAMPLES, data / "sent")
    clock = DemoClock(_just_after(folder) if mails is None else None, now, data / "clock.json")
    inbox = stack.enter_context(Inbox(clock, data / "notices.json"))
    known = demo_settings(settings, data / "netjes.db", inbox.port)
    mailbox, mailboxes = _demo_mailbox(settings, stack, folder, mails or SAMPLES, clock, exchange)
    who = Principal(issuer="demo", tenant="demo", subject="demo", mail=demo_user(folder).email)
    parts = join(known, stack, now=clock, verifier=DemoIdentity(who), mailboxes=mailboxes)
    routes = router(mailbox, clock, inbox, partial(manifest_xml, known))
    return replace(parts, routers=(routes,), pages=PAGES, home="/demo/", hosts=THIS_MACHINE)


def _make_folder(data: Path) -> None:
    """Raises SettingsError."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise SettingsError(f"--data {data}: {exc.strerror}") from exc


def _just_after(folder: FolderMailbox) -> datetime | None:
    newest = max((s.received for s in folder.list() if s.received), default=None)
    return newest + timedelta(minutes=5) if newest else None


def _demo_mailbox(
    settings: Settings,
    stack: ExitStack,
    folder: FolderMailbox,
    mails: Path,
    clock: DemoClock,
    exchange: bool,
) -> tuple[SendingMailbox, Mailboxes]:
    """What the page shows, and where the add-in looks."""
    if exchange:
        # It takes half a second to load.
        from .demo.exchange import opened

        user = demo_user(folder)
        return opened(stack, mails, folder.sent_folder, user.email, user.name, clock)
    calendar = MemoryMailbox(
        calendar=week.weeks(clock(), settings.zone), profile=week.profile(settings.zone)
    )
    both = FolderWithCalendar(folder, calendar, clock)
    return both, OneMailbox(both)


def demo_settings(settings: Settings, database: Path, smtp_port: int) -> Settings:
    """The administrator's settings, with everything outside replaced by what the demo brings."""
    brought = {
        "database": f"sqlite:///{database}",
        "office_js": "/demo/office.js",
        "smtp_host": "127.0.0.1",
        "smtp_port": smtp_port,
        "smtp_security": "none",
        "smtp_user": "",
        "mail_from": "netjes@localhost",
        "tick_seconds": 1.0,
        "identity": (),
        "mail_link": f"{settings.public_url}/demo/#mail={{id}}",
    }
    return settings.model_copy(update=brought)


def manifest_xml(settings: Settings) -> str:
    return manifest.render(
        manifest.load(), settings.public_url, __version__, settings.entra_client_id
    )


def join(
    settings: Settings,
    stack: ExitStack,
    *,
    now: Callable[[], datetime],
    verifier: Verifier,
    mailboxes: Mailboxes | None,
) -> Parts:
    """The parts over these edges; what must be closed is entered into `stack`."""
    _check_country(settings.country)
    desk = Desk(
        store=stack.enter_context(opened_store(settings.database)),
        catalogue=stack.enter_context(own.catalogue(settings.templates)),
        read=_workers(settings, stack),
        now=now,
        defaults=Preferences(timezone=settings.timezone, country=settings.country),
        mailboxes=mailboxes,
        most_open=settings.max_open_deadlines,
    )
    reminders = _reminders(settings, desk)
    return Parts(settings=settings, desk=desk, reminders=reminders, verifier=verifier)


def _workers(settings: Settings, stack: ExitStack) -> Reader:
    workers = stack.enter_context(Workers(settings.workers, settings.read_timeout_seconds))
    return reader(workers, settings.max_text_bytes)


def _reminders(settings: Settings, desk: Desk) -> Reminders:
    """The clock's side of what is asked for at the desk."""
    return Reminders(
        store=desk.store,
        catalogue=desk.catalogue,
        now=desk.now,
        chance=random.random,
        link_to=lambda deadline: settings.mail_link.replace(
            "{id}", quote(deadline.item_id, safe="")
        ),
        language=settings.language,
        mail_from=settings.mail_from,
        defaults=desk.defaults,
        mailboxes=desk.mailboxes,
        relay=_relay(settings),
        lease=timedelta(seconds=settings.lease_seconds),
        max_attempts=settings.max_attempts,
        retention=timedelta(days=settings.retention_days),
    )


def _check_country(country: str) -> None:
    """Raises SettingsError. The default is known; its days are loaded when asked for."""
    if country == Settings.model_fields["country"].default:
        return
    try:
        deadlines.parse_country(country)
    except Malformed as exc:
        raise SettingsError(f"ADDIN_COUNTRY: {exc.mend}") from exc


def reader(workers: Workers, most: int) -> Reader:
    """`reading.read`, with what is large in a process of its own.

    Texts beyond `most` characters are cut before they travel; the reading says so.
    """

    def read(message: Message, now: datetime, zone: ZoneInfo) -> Reading:
        bounded = _bounded(message, most)
        if len(bounded.body) + len(bounded.html) + sum(map(len, bounded.calendars)) <= SMALL:
            return reading.read(bounded, now, zone)
        return workers.run(reading.read, bounded, now, zone)

    return read


def _bounded(message: Message, most: int) -> Message:
    if len(message.body) <= most and len(message.html) <= most:
        return message
    warnings = tuple(dict.fromkeys((*message.warnings, "truncated")))
    body, html = message.body[:most], message.html[:most]
    return replace(message, body=body, html=html, warnings=warnings)


def _relay(settings: Settings) -> Relay | None:
    if not settings.smtp_host:
        return None
    return Relay(
        settings.smtp_host,
        settings.smtp_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=settings.relay_password,
        seconds=settings.smtp_timeout_seconds,
    )
