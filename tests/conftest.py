"""What all tests share: a clock that is told the time, a mailbox of values, a desk over a file."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from addin_server import letters, reading
from addin_server.app import Parts, create_app
from addin_server.desk import Desk
from addin_server.identity.demo import DemoIdentity
from addin_server.model import Principal
from addin_server.planning import Preferences
from addin_server.reminders import Reminders
from addin_server.settings import Settings
from addin_server.store import Store
from addin_server.tables import open_engine

from .fakes import FakeMailbox

TEMPLATES = Path(__file__).parents[1] / "templates"
ANNA = Principal(issuer="test", tenant="t1", subject="anna", mail="anna@example.org")
BERT = Principal(issuer="test", tenant="t1", subject="bert")


class FakeClock:
    """A Monday morning, 10:00 in Amsterdam; goes forward when told to."""

    def __init__(self):
        self.time = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self):
        return self.time

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


@pytest.fixture
def store(tmp_path):
    store = Store(open_engine(f"sqlite:///{tmp_path / 'netjes.db'}"))
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
        mailbox=mailbox,
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
        mailbox=mailbox,
        relay=post,
        max_attempts=3,
    )


@pytest.fixture
def client(desk, reminders):
    settings = Settings(max_request_bytes=2**18)
    parts = Parts(settings=settings, desk=desk, reminders=reminders, verifier=DemoIdentity(ANNA))
    with TestClient(create_app(parts), raise_server_exceptions=False) as client:
        yield client
