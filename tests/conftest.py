"""What all tests share: a clock that is told the time, a mailbox of values, a desk over a file."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import psycopg
import pytest
from fastapi.testclient import TestClient
from psycopg import sql

from addin_server import letters, reading
from addin_server.app import Parts, create_app
from addin_server.desk import Desk
from addin_server.identity.demo import DemoIdentity
from addin_server.mailbox.combined import OneMailbox
from addin_server.model import Principal
from addin_server.planning import Preferences
from addin_server.reminders import Reminders
from addin_server.settings import Settings
from addin_server.store import migrate, open_store
from addin_server.store.tables import metadata

from . import postgres
from .ews import ews_server, newer_folder  # noqa: F401 - a fixture for all
from .fakes import FakeMailbox
from .zygote import Zygote

TEMPLATES = Path(__file__).parents[1] / "templates"
ANNA = Principal(issuer="test", tenant="t1", subject="anna", mail="anna@example.org")
BERT = Principal(issuer="test", tenant="t1", subject="bert")


#: Files that take longest, first. Begun last, they would leave the other cores with nothing to do.
LONGEST = (
    "test_torture",
    "test_pane_faults",
    "test_stand_in",
    "test_stopping",
    "test_kill",
    "test_own_letters",
    "test_pane_more",
)


def pytest_collection_modifyitems(items):
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(LONGEST)))


def pytest_terminal_summary(terminalreporter):
    if newer_folder() is None:
        terminalreporter.write_line(
            "NETJES_PEERS is not set: Exchange was held against its schema of 2013 alone."
        )


class FakeClock:
    """A Monday morning, 10:00 in Amsterdam; goes forward when told to. Others may follow it."""

    def __init__(self):
        self.followers = []
        self.time = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self):
        return self.time

    @property
    def time(self):
        return self._time

    @time.setter
    def time(self, moment):
        self._time = moment
        for follow in self.followers:
            follow(moment)

    def forward(self, **delta):
        self.time += timedelta(**delta)


class FakePost:
    """Keeps the mails it is given; raises what `fail` holds, once each."""

    def __init__(self):
        self.mails, self.fail = [], []

    def send(self, mail):
        if self.fail:
            raise self.fail.pop(0)
        self.mails.append(mail)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    for name in [name for name in os.environ if name.startswith("ADDIN_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def now():
    return FakeClock()


@pytest.fixture
def post():
    return FakePost()


@pytest.fixture
def mailbox():
    return FakeMailbox([])


@pytest.fixture(scope="session")
def catalogue():
    return letters.load(TEMPLATES)


@pytest.fixture(scope="session")
def postgres_server():
    """A server for this run of the tests; without one they fail, and say why."""
    try:
        with postgres.started() as server:
            print(f"PostgreSQL {server.version()}")
            migrate(server.url("template1"))
            yield server
    except postgres.NoPostgres as exc:
        pytest.fail(str(exc), pytrace=False)


@pytest.fixture
def postgres_url(postgres_server):
    """A database of one's own, with the tables in it."""
    url = postgres_server.new_database("template1")
    yield url
    postgres_server.drop(url)


@pytest.fixture(scope="session")
def slow_clock_url(postgres_server):
    """One database for many tests, whose clock is told the time."""
    url = postgres_server.new_database("template1")
    postgres.tell_the_time(url)
    return url


@pytest.fixture
def told_url(slow_clock_url, now):
    """That database, empty, its clock following `now`."""
    with psycopg.connect(slow_clock_url, autocommit=True) as db:
        for table in metadata.tables:
            db.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        tell = partial(db.execute, "UPDATE told.clock SET at = %s")
        now.followers.append(lambda moment: tell([moment]))
        tell([now()])
        yield slow_clock_url


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory):
    """A SQLite database with its tables and nothing in them."""
    path = tmp_path_factory.mktemp("fresh") / "netjes.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def zygote(tmp_path_factory):
    """What processes are forked from that are started often."""
    zygote = Zygote(tmp_path_factory.mktemp("zygote"))
    yield zygote
    zygote.close()


DATABASES = ("sqlite", "postgresql")


@pytest.fixture
def database():
    """Which one `store` is on; tests of the store have a fixture of their own with both."""
    return "sqlite"


@pytest.fixture
def url(database, request, tmp_path, fresh_file):
    if database == "postgresql":
        return request.getfixturevalue("told_url")
    shutil.copy(fresh_file, tmp_path / "netjes.db")
    return f"sqlite:///{tmp_path / 'netjes.db'}"


@pytest.fixture
def store(url):
    store = open_store(url)
    yield store
    store.close()


@pytest.fixture
def desk(store, catalogue, mailbox, now):
    return Desk(
        store=store,
        catalogue=catalogue,
        read=reading.read,
        now=now,
        defaults=Preferences(),
        mailboxes=OneMailbox(mailbox),
        most_open=5,
    )


@pytest.fixture
def reminders(store, catalogue, mailbox, post, now):
    return Reminders(
        store=store,
        catalogue=catalogue,
        now=now,
        chance=lambda: 0.5,
        link_to=lambda deadline: f"https://outlook.example/{deadline.item_id}",
        mail_from="netjes@example.org",
        defaults=Preferences(),
        mailboxes=OneMailbox(mailbox),
        relay=post,
        max_attempts=3,
    )


@pytest.fixture
def client(desk, reminders):
    settings = Settings(max_request_bytes=2**18)
    parts = Parts(settings=settings, desk=desk, reminders=reminders, verifier=DemoIdentity(ANNA))
    with TestClient(create_app(parts), raise_server_exceptions=False) as client:
        yield client
