"""The parts as they are joined for serving: database, workers, demonstration."""

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fastapi.testclient import TestClient

from addin_server import build
from addin_server.app import create_app
from addin_server.errors import ReadingTimeout, SettingsError
from addin_server.model import Message
from addin_server.settings import Settings
from addin_server.workers import Workers

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Amsterdam")
INVITATION = (
    "Beste Lotte,\n\nGraag nodigen we je uit voor een gesprek over de functie van planner bij "
    "Linde op dinsdag 1 december om 14.00 uur.\n\nGroeten,\nAn Bos\n"
)


def sleep_for_ever():
    import time

    time.sleep(600)


def swallow_memory():
    return len(bytearray(3 << 30))


def die():
    import os

    os._exit(3)


@pytest.fixture(scope="module")
def workers():
    with Workers(1, 1.0) as pool:
        pool.run(len, "")  # started: the seconds count for the work alone
        yield pool


@pytest.mark.parametrize("trouble", [sleep_for_ever, swallow_memory, die])
def test_a_worker_may_die_the_server_lives(workers, trouble):
    with pytest.raises(ReadingTimeout):
        workers.run(trouble)


def test_large_mails_are_read_elsewhere():
    asked = []

    class Elsewhere:
        def run(self, call, *given):
            asked.append(call.__name__)
            return call(*given)

    read = build.reader(Elsewhere(), most=50_000)
    small = read(Message(body=INVITATION), NOW, ZONE)
    assert asked == []
    large = read(Message(body=INVITATION + "\n\n> oud" * 4000), NOW, ZONE)
    assert asked == ["read"]
    assert (large.kind, large.moments) == (small.kind, small.moments)
    assert "truncated" in read(Message(body=INVITATION + "x" * 60_000), NOW, ZONE).warnings


def test_serving_needs_a_known_country(tmp_path):
    settings = Settings(
        identity="entra",
        entra_client_id="x",
        entra_tenants="y",
        country="XX",
        database=f"sqlite:///{tmp_path / 'n.db'}",
    )
    with ExitStack() as stack, pytest.raises(SettingsError, match="ADDIN_COUNTRY"):
        build.serving(settings, stack)


def test_serving_with_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    mails = tmp_path / "mails"
    mails.mkdir()
    settings = Settings(
        identity="entra", entra_client_id="x", entra_tenants="y", mailbox="folder", mails=mails
    )
    with ExitStack() as stack:
        parts = build.serving(settings, stack)
        assert parts.desk.mailboxes is not None
        assert parts.reminders.relay is None


def test_the_demonstration_sends_only_to_itself(tmp_path):
    settings = Settings(smtp_host="mail.example.org", mail_from="x@example.org")
    with ExitStack() as stack:
        parts = build.demonstration(settings, stack, mails=None, data=tmp_path, now=build.utc_now)
        assert parts.settings.smtp_host == "127.0.0.1"
        newest = max(s.received for s in parts.desk.mailboxes.of(None).list() if s.received)
        assert 0 < (parts.desk.now() - newest).total_seconds() < 600


def test_with_mails_of_ones_own_the_time_is_real(tmp_path):
    mails = tmp_path / "mails"
    mails.mkdir()
    sample = next(Path(build.SAMPLES).glob("nl-*.eml"))
    (mails / sample.name).write_bytes(sample.read_bytes())
    with ExitStack() as stack:
        parts = build.demonstration(
            Settings(), stack, mails=mails, data=tmp_path / "data", now=lambda: NOW
        )
        assert parts.desk.now() == NOW


def test_the_demonstration_answers_to_its_own_name_only(tmp_path):
    with ExitStack() as stack:
        parts = build.demonstration(Settings(), stack, mails=None, data=tmp_path, now=build.utc_now)
        client = TestClient(create_app(parts), base_url="http://127.0.0.1:8025")
        assert client.get("/demo/api/mails").status_code == 200
        evil = {"Host": "evil.example"}
        assert client.get("/demo/api/mails", headers=evil).status_code == 400
        assert client.get("/api/me", headers=evil).status_code == 400
