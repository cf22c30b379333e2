"""Settings -> the parts, joined, for serving and for the demo. Nothing is made elsewhere."""

import fcntl
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from . import deadlines, letters, manifest, reading, resources
from .api import Verifier
from .app import Parts
from .demo.clock import DemoClock
from .demo.inbox import Inbox
from .demo.routes import demo_user, router
from .desk import Desk, Reader
from .errors import Malformed, SettingsError, StoreError
from .identity.demo import DemoIdentity
from .mailbox.folder import FolderMailbox
from .mailbox.port import Mailbox
from .model import Message, Principal, Reading
from .notify import Relay
from .planning import Preferences
from .reminders import Reminders
from .settings import Settings
from .store import Store
from .tables import open_engine
from .version import __version__
from .workers import Workers

#: Mails up to this many characters are read where the request is; larger ones by a worker.
SMALL = 8192


SAMPLES = resources.PACKAGE / "demo" / "mails"
PAGE = str(resources.PACKAGE / "demo" / "page")


def utc_now() -> datetime:
    return datetime.now(UTC)


def serving(settings: Settings, stack: ExitStack) -> Parts:
    """Everything `netjes serve` needs. Raises SettingsError, StoreError, TemplateError."""
    # Checking signatures takes long to load; the demonstration starts without it.
    from .identity.entra import EntraVerifier
    from .identity.fetch import http_fetch

    if mistakes := settings.serving_mistakes():
        raise SettingsError("; ".join(mistakes))
    mailbox = None
    if settings.mailbox == "folder" and settings.mails:
        mailbox = _folder(settings, settings.mails, Path("var/sent"))
    verifier = EntraVerifier(
        settings.entra_client_id,
        settings.entra_tenants,
        settings.entra_authority,
        settings.mail_domains,
        http_fetch(),
        utc_now,
    )
    return join(settings, stack, now=utc_now, verifier=verifier, mailbox=mailbox)


def demonstration(
    settings: Settings,
    stack: ExitStack,
    *,
    mails: Path | None,
    data: Path,
    now: Callable[[], datetime],
) -> Parts:
    """The stand-in page with a mailbox of files and a mail server of its own; no account.

    With the sample mailbox the clock starts just after its newest mail, so that the samples
    do not age; with a folder of one's own it is the real time.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise SettingsError(f"--data {data}: {exc.strerror}") from exc
    mailbox = _folder(settings, mails or SAMPLES, data / "sent")
    newest = max((s.received for s in mailbox.list() if s.received), default=None)
    start = newest + timedelta(minutes=5) if newest and mails is None else None
    clock = DemoClock(start, now, data / "clock.json")
    inbox = stack.enter_context(Inbox(clock, data / "notices.json"))
    known = demo_settings(settings, data / "netjes.db", inbox.port)
    user = demo_user(mailbox)
    who = Principal(issuer="demo", tenant="demo", subject="demo", mail=user.email)
    parts = join(known, stack, now=clock, verifier=DemoIdentity(who), mailbox=mailbox)
    return replace(
        parts,
        routers=(router(mailbox, clock, inbox, partial(manifest_xml, known)),),
        pages=(("/demo", PAGE),),
        home="/demo/",
        hosts=("127.0.0.1", "localhost"),
    )


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
        "identity": None,
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
    mailbox: Mailbox | None,
) -> Parts:
    """The parts over these edges; what must be closed is entered into `stack`."""
    _check_country(settings.country)
    store = stack.enter_context(opened_store(settings.database))
    catalogue = letters.load(settings.templates)
    workers = stack.enter_context(Workers(settings.workers, settings.read_timeout_seconds))
    defaults = Preferences(timezone=settings.timezone, country=settings.country)
    desk = Desk(
        store=store,
        catalogue=catalogue,
        read=reader(workers, settings.max_text_bytes),
        now=now,
        defaults=defaults,
        mailbox=mailbox,
        most_open=settings.max_open_deadlines,
    )
    reminders = Reminders(
        store=store,
        catalogue=catalogue,
        now=now,
        chance=random.random,
        link_to=lambda deadline: settings.mail_link.replace(
            "{id}", quote(deadline.item_id, safe="")
        ),
        language=settings.language,
        mail_from=settings.mail_from,
        defaults=defaults,
        mailbox=mailbox,
        relay=_relay(settings),
        lease=timedelta(seconds=settings.lease_seconds),
        max_attempts=settings.max_attempts,
        retention=timedelta(days=settings.retention_days),
    )
    return Parts(settings=settings, desk=desk, reminders=reminders, verifier=verifier)


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


def _folder(settings: Settings, mails: Path, sent: Path) -> FolderMailbox:
    return FolderMailbox(
        mails,
        sent,
        max_message_bytes=settings.max_message_bytes,
        max_text_bytes=settings.max_text_bytes,
    )


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


@contextmanager
def opened_store(url: str) -> Iterator[Store]:
    """The database, held by this process alone. Raises StoreError when another has it."""
    engine = open_engine(url)
    try:
        with _held(engine.url.database):
            store = Store(engine)
            try:
                yield store
            finally:
                store.close()
    finally:
        engine.dispose()


@contextmanager
def _held(database: str | None) -> Iterator[None]:
    if not database:
        yield
        return
    with Path(f"{database}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            raise StoreError(f"another Netjes server already uses {database}") from exc
        yield
