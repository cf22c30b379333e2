"""The schema: made by migrations, the same on both databases; old databases carried over."""

import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from addin_server.__main__ import main
from addin_server.errors import StoreError
from addin_server.model import Deadline, DeadlineState, Kind, Notice, NoticeState
from addin_server.promises import PromiseState
from addin_server.resources import PACKAGE
from addin_server.store import Promises, migrate, open_store, opened_store
from addin_server.store.database import connect
from addin_server.store.schema import CURRENT, VERSIONS
from addin_server.store.tables import metadata

from .conftest import ANNA, BERT, DATABASES

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)

#: As servers made them before tables had a version (0.2).
BEFORE = """
CREATE TABLE deadlines (
    id VARCHAR(36) NOT NULL, owner VARCHAR(300) NOT NULL,
    internet_message_id VARCHAR(998) NOT NULL, item_id VARCHAR(512) NOT NULL,
    conversation_id VARCHAR(998) NOT NULL, kind VARCHAR(40) NOT NULL,
    sender_name VARCHAR(200) NOT NULL, job_title VARCHAR(200) NOT NULL,
    company VARCHAR(200) NOT NULL, received DATETIME NOT NULL, limit_at DATETIME NOT NULL,
    timezone VARCHAR(64) NOT NULL, state VARCHAR(20) NOT NULL, template VARCHAR(64) NOT NULL,
    created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL, ended_at DATETIME,
    PRIMARY KEY (id), UNIQUE (owner, internet_message_id)
);
CREATE INDEX ix_deadlines_ended_at ON deadlines (ended_at);
CREATE TABLE notices (
    id VARCHAR(36) NOT NULL, deadline_id VARCHAR(36) NOT NULL, which VARCHAR(10) NOT NULL,
    due_at DATETIME NOT NULL, state VARCHAR(20) NOT NULL, attempts INTEGER NOT NULL,
    fence INTEGER NOT NULL, lease_until DATETIME, delivered_at DATETIME, seen_at DATETIME,
    reason VARCHAR(64), PRIMARY KEY (id), UNIQUE (deadline_id, which),
    FOREIGN KEY(deadline_id) REFERENCES deadlines (id) ON DELETE CASCADE
);
CREATE INDEX notices_waiting ON notices (due_at)
    WHERE state IN ('scheduled', 'snoozed', 'due');
CREATE TABLE preferences (
    owner VARCHAR(300) NOT NULL, mail VARCHAR(320), lang VARCHAR(2) NOT NULL,
    chosen VARCHAR NOT NULL, PRIMARY KEY (owner)
);
"""
PROMISES_BEFORE = """
CREATE TABLE promises (
    id VARCHAR(36) NOT NULL, owner VARCHAR(300) NOT NULL,
    internet_message_id VARCHAR(998) NOT NULL, item_id VARCHAR(1024) NOT NULL,
    candidate_name VARCHAR(200) NOT NULL, job_title VARCHAR(200) NOT NULL,
    company VARCHAR(200) NOT NULL, consent BOOLEAN NOT NULL, until DATE NOT NULL,
    remind_at DATETIME NOT NULL, erase_at DATETIME NOT NULL, made_at DATETIME NOT NULL,
    state VARCHAR(20) NOT NULL, attempts INTEGER NOT NULL, fence INTEGER NOT NULL,
    lease_until DATETIME, delivered_at DATETIME, ended_at DATETIME, reason VARCHAR(64),
    PRIMARY KEY (id), UNIQUE (owner, internet_message_id, candidate_name)
);
CREATE INDEX ix_promises_remind_at ON promises (remind_at);
CREATE INDEX ix_promises_erase_at ON promises (erase_at);
"""
A, O = ANNA.owner, BERT.owner  # noqa: E741
T = "2026-11-23 0{}:00:00.000000".format
ABOUT_1 = ("<1@x>", "AAMk1", "c1", "interview_invitation", "An", "planner", "Linde", T(1), T(9))
ABOUT_2 = ("<2@x>", "AAMk2", "c2", "application", "Bo", "", "", T(1), T(9))
DEADLINES = [
    ("d1", A, *ABOUT_1, "Europe/Brussels", "open", "", T(1), T(2), None),
    ("d2", A, *ABOUT_2, "Europe/Paris", "answered", "general", T(1), T(3), T(3)),
    ("d3", O, *ABOUT_1, "Europe/Brussels", "rescheduled", "", T(1), T(2), None),
]
NOTICES = [
    ("d1-soft", "d1", "soft", T(5), "delivered", 2, 3, T(6), T(5), T(6), None),
    ("d1-final", "d1", "final", T(7), "scheduled", 0, 0, None, None, None, None),
    ("d2-soft", "d2", "soft", T(5), "cancelled", 0, 0, None, None, None, None),
    ("d3-soft", "d3", "soft", T(5), "due", 4, 4, T(8), None, None, None),
    ("d3-final", "d3", "final", T(6), "parked", 30, 31, T(6), None, None, "notify_error"),
]


def promise(id, state, lease, delivered, ended):
    about = ("<1@x>", "AAMk1", id, "planner", "Linde", 1, "2027-11-30")
    moments = ("2027-11-16 08:00:00.000000", "2027-11-30 23:00:00.000000", T(1))
    return (id, A, *about, *moments, state, 1, 2, lease, delivered, ended, None)


PROMISES = [
    promise("p1", "kept", None, None, None),
    promise("p2", "reminded", T(8), None, None),
    promise("p3", "reminded", None, T(2), None),
    promise("p4", "reminded", None, None, None),
    promise("p5", "ended", None, None, T(4)),
]


@pytest.fixture
def old(tmp_path):
    """The file of a server from before versions, with rows in every state."""
    path = tmp_path / "netjes.db"
    db = sqlite3.connect(path)
    db.executescript(BEFORE + PROMISES_BEFORE)
    for table, found in (("deadlines", DEADLINES), ("notices", NOTICES), ("promises", PROMISES)):
        marks = ",".join("?" * len(found[0]))
        db.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
    db.execute(
        "INSERT INTO preferences VALUES (?, 'a@example.org', 'nl', '{\"country\":\"BE\"}')", [A]
    )
    db.commit()
    db.close()
    return path


def test_everything_is_carried_over(old):
    url = f"sqlite:///{old}"
    said = migrate(url)
    assert f"brought from version 0000 to {CURRENT}" in said[-1]
    store = open_store(url)
    try:
        first = store.deadline(A, "d1")
        assert first == Deadline(
            id="d1",
            owner=A,
            internet_message_id="<1@x>",
            item_id="AAMk1",
            conversation_id="c1",
            kind=Kind.INTERVIEW_INVITATION,
            sender_name="An",
            job_title="planner",
            company="Linde",
            received=NOW - 8 * HOUR,
            limit_at=NOW,
            timezone="Europe/Brussels",
            state=DeadlineState.OPEN,
            created_at=NOW - 8 * HOUR,
            updated_at=NOW - 7 * HOUR,
            notices=first.notices,
        )
        assert first.notices[0] == Notice(
            subject_id="d1",
            which="soft",
            owner=A,
            due_at=NOW - 4 * HOUR,
            state=NoticeState.DELIVERED,
            attempts=2,
            fence=3,
            delivered_at=NOW - 4 * HOUR,
            seen_at=NOW - 3 * HOUR,
        )
        assert [d.id for d in store.list(A)] == ["d1", "d2"]
        assert store.deadline(A, "d2").ended_at == NOW - 6 * HOUR
        assert store.preferences(A)[0].country == "BE"
        assert store.counts() == {
            "delivered": 2,
            "scheduled": 2,
            "cancelled": 2,
            "due": 2,
            "parked": 2,
        }
        states = [each.state for each in Promises(store).list(A)]
        kept, reminded, ended = PromiseState
        assert states == [kept, reminded, reminded, reminded, ended]
        # What was due goes on where it stood: d1-final at 7, the leases of d3-soft and p2 at 8.
        due = store.claim_due(NOW - 2 * HOUR, 5 * HOUR)
        assert [(n.id, n.attempts) for n in due] == [("d1-final", 1)]
        due = store.claim_due(NOW - HOUR, 2 * HOUR)
        assert {n.id for n in due} == {"p2-promise"}, "its final notice has overtaken d3-soft"
    finally:
        store.close()


def test_a_copy_is_made_first_and_for_its_owner_alone(old):
    before = sorted(sqlite3.connect(old).iterdump())
    said = migrate(f"sqlite:///{old}")
    [copy] = old.parent.glob("netjes.db.before-*")
    assert str(copy) in said[0]
    assert copy.stat().st_mode & 0o077 == 0
    db = sqlite3.connect(copy)
    assert sorted(db.iterdump()) == before
    db.close()


def test_twice_does_no_harm(old):
    migrate(f"sqlite:///{old}")
    assert "nothing to do" in migrate(f"sqlite:///{old}")[0]
    assert len(list(old.parent.glob("netjes.db.before-*"))) == 1


def test_a_file_is_brought_up_to_date_at_the_start(old):
    with opened_store(f"sqlite:///{old}") as store:
        assert len(store.list(A)) == 2
    assert len(list(old.parent.glob("netjes.db.before-*"))) == 1


def test_older_still(tmp_path):
    path = tmp_path / "netjes.db"
    db = sqlite3.connect(path)
    db.executescript(BEFORE)
    db.close()
    with opened_store(f"sqlite:///{path}") as store:
        assert Promises(store).list(A) == []


def test_what_fails_half_way_has_changed_nothing(old):
    db = sqlite3.connect(old)
    db.execute("ALTER TABLE promises RENAME COLUMN reason TO cause")
    db.commit()
    before = sorted(db.iterdump())
    db.close()
    with pytest.raises(StoreError, match="OperationalError"):
        migrate(f"sqlite:///{old}")
    db = sqlite3.connect(old)
    assert sorted(db.iterdump()) == before
    db.close()


def test_what_fails_half_way_is_taken_back_on_postgresql_too(postgres_server):
    url = postgres_server.new_database()
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("CREATE TABLE history (something text)")
    with pytest.raises(StoreError, match="DuplicateTable"):
        migrate(url)
    with psycopg.connect(url) as db:
        found = db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert found.fetchall() == [("history",)]
    postgres_server.drop(url)


@pytest.fixture(params=DATABASES)
def made(request, tmp_path):
    """An address of a database that `migrate` has made."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'made.db'}"
        assert "were made" in migrate(address)[0]
        yield address
        return
    server = request.getfixturevalue("postgres_server")
    address = server.new_database()
    assert "were made" in migrate(address)[0]
    yield address
    server.drop(address)


def test_the_migrations_make_what_the_code_expects(made):
    engine = connect(made)
    with engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), metadata) == []
    engine.dispose()


def test_old_and_new_files_are_alike(old, tmp_path):
    migrate(f"sqlite:///{old}")
    migrate(f"sqlite:///{tmp_path / 'new.db'}")
    assert schema_of(old) == schema_of(tmp_path / "new.db")


def schema_of(path):
    db = sqlite3.connect(path)
    found = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    db.close()
    return {name: "".join(sql.split()) for name, sql in found}


def test_the_versions_are_those_of_the_scripts():
    scripts = ScriptDirectory(str(PACKAGE / "migrations")).walk_revisions()
    assert tuple(script.revision for script in scripts)[::-1] == VERSIONS


def test_of_a_newer_netjes_it_is_refused(made):
    engine = connect(made)
    with engine.begin() as db:
        db.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    for use in (open_store, migrate):
        with pytest.raises(StoreError, match="made by a newer Netjes"):
            use(made)


def test_tables_that_other_hands_have_changed_are_refused(made):
    engine = connect(made)
    with engine.begin() as db:
        db.exec_driver_sql("ALTER TABLE preferences DROP COLUMN lang")
    engine.dispose()
    with pytest.raises(StoreError, match="the table preferences is not the one of version"):
        open_store(made)


@pytest.mark.parametrize("version", [None, "0001"])
def test_a_shared_database_is_not_changed_by_a_server(postgres_server, version):
    url = postgres_server.new_database()
    engine = connect(url)
    if version:
        with engine.begin() as db:
            db.exec_driver_sql("CREATE TABLE alembic_version (version_num varchar(32))")
            db.exec_driver_sql("INSERT INTO alembic_version VALUES ('0001')")
    with pytest.raises(StoreError, match="run `netjes migrate`"):
        open_store(url)
    engine.dispose()
    postgres_server.drop(url)


def test_a_start_that_has_nothing_to_do_leaves_alembic_alone(fresh_file, tmp_path):
    shutil.copy(fresh_file, tmp_path / "netjes.db")
    code = (
        "import sys; from addin_server.store import open_store\n"
        f"open_store('sqlite:///{tmp_path / 'netjes.db'}').close()\n"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_by_command(old, monkeypatch, capsys):
    monkeypatch.setenv("ADDIN_DATABASE", f"sqlite:///{old}")
    assert main(["migrate"]) == 0
    assert "brought from version 0000" in capsys.readouterr().out
    assert main(["migrate"]) == 0
    assert "nothing to do" in capsys.readouterr().out
    with opened_store(f"sqlite:///{old}"):
        assert main(["migrate"]) == 1
    assert "another Netjes server" in capsys.readouterr().err


def test_dates_survive(old):
    migrate(f"sqlite:///{old}")
    store = open_store(f"sqlite:///{old}")
    try:
        first = Promises(store).promise(A, "p1")
        assert (first.until, first.consent) == (date(2027, 11, 30), True)
        assert first.remind_at == datetime(2027, 11, 16, 8, tzinfo=UTC)
    finally:
        store.close()
