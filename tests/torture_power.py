"""A power cut undoes every write since the last sync: `python -m tests.torture_power`.

SQLite's own layer for files (https://sqlite.org/vfs.html) is watched from inside the process, in
the very library that the product uses. A cut is what the disk holds at that moment without what
was not synced yet. Prints how many acknowledged rows are missing; ends with 1 when that is not 0.
"""

import argparse
import ctypes
import json
import random
import sys
import time
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from datetime import UTC, datetime, timedelta
from pathlib import Path

from addin_server.store import open_store, sqlite_module

from .torture_parts import OWNER, new_deadline, scratch

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEASE = timedelta(seconds=60)
ROUND = 600  #: cuts, before a fresh file
WATCHED = 0x100 | 0x800 | 0x80000  # SQLITE_OPEN_MAIN_DB, _MAIN_JOURNAL, _WAL

# The name as an address: SQLite keeps it, and finds more behind it.
OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class Vfs(Structure):
    """The beginning of sqlite3_vfs."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", OPEN),
        ("delete", DELETE),
    )


class Methods(Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", WRITE),
        ("truncate", TRUNCATE),
        ("sync", SYNC),
        *((f"other{number}", c_void_p) for number in range(12)),
    )


class Disk:
    """What would be left of the files: path -> bytes that are synced, writes that are not."""

    def __init__(self):
        self.folder = None  #: whose files are watched
        self.synced, self.unsynced, self.paths = {}, {}, {}
        self.happened = lambda: None  #: called after each write and sync
        self._methods = {}
        library = ctypes.CDLL(sys.modules[sqlite_module().connect.__module__].__file__)
        library.sqlite3_vfs_find.restype = POINTER(Vfs)
        self._vfs = library.sqlite3_vfs_find(None).contents
        self._open = OPEN(_address(self._vfs, "open"))
        self._delete = DELETE(_address(self._vfs, "delete"))
        self._vfs.open, self._vfs.delete = OPEN(self.open), DELETE(self.delete)

    def open(self, vfs, name, file, flags, out):
        code = self._open(vfs, name, file, flags, out)
        path = Path(ctypes.string_at(name).decode()) if name else None
        if code == 0 and path and flags & WATCHED and path.parent == self.folder:
            self.paths[file] = path
            self.synced.setdefault(path, bytearray(path.read_bytes()))
            self.unsynced.setdefault(path, [])
            methods = POINTER(c_void_p).from_buffer(ctypes.c_void_p(file))
            methods[0] = self._watching(methods[0])
        return code

    def _watching(self, address):
        if address not in self._methods:
            first = Methods.from_address(address)
            mine = Methods()
            ctypes.memmove(ctypes.byref(mine), address, ctypes.sizeof(Methods))
            mine.write = WRITE(self._then(WRITE(_address(first, "write")), self._written))
            mine.truncate = TRUNCATE(self._then(TRUNCATE(_address(first, "truncate")), self._cut))
            mine.sync = SYNC(self._then(SYNC(_address(first, "sync")), self._kept_now))
            self._methods[address] = mine
            self._methods[ctypes.addressof(mine)] = mine
        return ctypes.addressof(self._methods[address])

    def _then(self, call, note):
        def done(file, *given):
            code = call(file, *given)
            if code == 0:
                note(self.paths[file], *given)
                self.happened()
            return code

        return done

    def _written(self, path, data, size, offset):
        self.unsynced[path].append((offset, ctypes.string_at(data, size)))

    def _cut(self, path, size):
        self.unsynced[path].append((size, None))

    def _kept_now(self, path, flags):
        file, self.unsynced[path], late = self.synced[path], [], self.unsynced[path]
        for offset, data in late:
            if data is None:
                del file[offset:]
                continue
            file.extend(bytes(max(0, offset + len(data) - len(file))))
            file[offset : offset + len(data)] = data

    def delete(self, vfs, name, sync):
        code = self._delete(vfs, name, sync)
        if code == 0:
            self.synced.pop(Path(name.decode()), None)
            self.unsynced.pop(Path(name.decode()), None)
        return code

    def after_a_cut(self):
        return {path.name: bytes(data) for path, data in self.synced.items()}


def _address(structure, field):
    at = ctypes.addressof(structure) + getattr(type(structure), field).offset
    return c_void_p.from_address(at).value


class Round:
    """One file, in use; cut after cut is taken of it, and looked at."""

    def __init__(self, disk, folder, synchronous, chance):
        self.disk, self.folder, self.chance = disk, folder / "live", chance
        self.away = folder / "cut"
        self.folder.mkdir()
        disk.folder = self.folder
        disk.synced.clear()
        self.away.mkdir()
        self.store = open_store(f"sqlite:///{self.folder / 'netjes.db'}")
        with self.store.database.changing() as line:
            line.raw.execute(f"pragma synchronous={synchronous}")
        self.kept, self.delivered = [], []  # acknowledged
        self.cuts = []
        self.found = {"cuts": 0, "missing": 0, "damaged": 0}
        disk.happened = self._perhaps_cut

    def _perhaps_cut(self):
        if self.chance.random() < 0.1:
            left = self.disk.after_a_cut()
            self.cuts.append((left, len(self.kept), len(self.delivered)))

    def go_on(self, cuts):
        while self.found["cuts"] < cuts:
            self._work()
            for cut in self.cuts:
                self._look(*cut)
            self.cuts.clear()
        self.disk.happened = lambda: None
        self.store.close()
        return self.found

    def _work(self):
        new, _ = self.store.keep(new_deadline(NOW, {"final": NOW}), 10**6)
        self.kept.append(new.id)
        if self.chance.random() < 0.3:
            claimed = self.store.claim_due(NOW, LEASE, 5)
            self.store.delivered_all(claimed, NOW)
            self.delivered.extend(notice.subject_id for notice in claimed)

    def _look(self, left, kept, delivered):
        """Open what is left as a machine would that starts again."""
        for path in self.away.iterdir():
            path.unlink()
        for name, data in left.items():
            (self.away / name).write_bytes(data)
        db = sqlite_module().connect(str(self.away / "netjes.db"))
        try:
            self.found["cuts"] += 1
            self.found["damaged"] += db.execute("pragma integrity_check").fetchone()[0] != "ok"
            found = dict(db.execute("SELECT subject_id, state FROM reminders").fetchall())
            rows = {id for (id,) in db.execute("SELECT id FROM deadlines WHERE owner = ?", [OWNER])}
        finally:
            db.close()
        self.found["missing"] += len(set(self.kept[:kept]) - (rows & found.keys()))
        done = {id for id, state in found.items() if state == "delivered"}
        self.found["missing"] += len(set(self.delivered[:delivered]) - done)


def torture(cuts, synchronous):
    disk, chance = Disk(), random.Random(20261123)
    sums = {"cuts": 0, "missing": 0, "damaged": 0, "kept": 0}
    while sums["cuts"] < cuts:
        with scratch("power") as name:
            round = Round(disk, Path(name), synchronous, chance)
            for what, number in round.go_on(min(ROUND, cuts - sums["cuts"])).items():
                sums[what] += number
            sums["kept"] += len(round.kept)
    return sums


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cuts", type=int, default=10_000)
    parser.add_argument("--synchronous", default="full", help="bite: normal, off")
    given = parser.parse_args(words)
    begun = time.monotonic()
    figures = torture(given.cuts, given.synchronous)
    figures["seconds"] = round(time.monotonic() - begun, 1)
    print(json.dumps(figures))
    return 1 if figures["missing"] or figures["damaged"] else 0


if __name__ == "__main__":
    sys.exit(main())
