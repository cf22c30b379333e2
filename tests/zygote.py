"""A process that has loaded everything and forks what is asked for: a start costs milliseconds.

A fork copies one thread, so this process has no other; and it opens no database, because SQLite
and libpq want none of theirs carried over. What it started ends with it, and it with the tests.
Asked on its standard input, a line of JSON for each; it answers on its standard output.
"""

import gc
import json
import os
import signal
import subprocess
import sys
import traceback
from importlib import import_module
from pathlib import Path
from select import select

from . import torture_parts

ROOT = Path(__file__).parents[1]
MODULES = (
    "server_process",
    "torture_kills",
    "torture_model",
    "torture_points",
    "torture_poison",
    "torture_power",
)


class Zygote:
    """The tests' side of it."""

    def __init__(self, folder):
        self._folder, self._number = folder, 0
        command = [sys.executable, "-W", "error", "-m", "tests.zygote"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, **question):
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def start(self, module, *options):
        """`python -m tests.module options`, forked."""
        self._number += 1
        out = self._folder / f"{self._number}-{module}"
        words = [str(option) for option in options]
        return Forked(self, self.ask(fork=module, options=words, out=str(out)), out)

    def run(self, module, *options, seconds=400):
        """Run a torture test to its end; its figures, the last line that it prints."""
        done = self.start(module, *options)
        if done.wait(seconds) is None:
            done.send_signal(signal.SIGKILL)
        said = done.out.read_text()
        print(said if done.wait(1) else said.splitlines()[-1])
        return json.loads(said.splitlines()[-1])

    def close(self):
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


class Forked:
    """A process that the zygote started, as far as `subprocess.Popen` has the same."""

    def __init__(self, zygote, pid, out):
        self._zygote, self.pid, self.out = zygote, pid, out
        self.returncode = None

    def send_signal(self, number):
        if self.poll() is None:
            os.kill(self.pid, number)

    def poll(self):
        return self.wait(0)

    def wait(self, seconds=60.0):
        """None when it has not ended by then."""
        if self.returncode is None:
            self.returncode = self._zygote.ask(wait=self.pid, seconds=seconds)
        return self.returncode


def main():
    torture_parts.end_with_parent()
    modules = {name: import_module(f"tests.{name}") for name in MODULES}
    with torture_parts.scratch("warm") as folder:
        torture_parts.warm_up(f"sqlite:///{folder}/netjes.db")
    gc.collect()
    gc.freeze()  # a collection in a child would copy all of it
    for line in sys.stdin:
        question = json.loads(line)
        if "fork" in question:
            answer = _forked(modules[question["fork"]].main, question["options"], question["out"])
        else:
            answer = _waited(question["wait"], question["seconds"])
        print(json.dumps(answer), flush=True)


def _forked(work, options, out):
    assert len(os.listdir("/proc/self/task")) == 1, "a fork would lose the other threads"
    if pid := os.fork():
        return pid
    try:
        torture_parts.end_with_parent()
        for place, path in ((0, os.devnull), (1, out), (2, out)):
            os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND), place)
        status = work(options) or 0
    except SystemExit as exc:
        status = exc.code or 0
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    os._exit(status)


def _waited(pid, seconds):
    """How it ended; None when it has not ended by then."""
    ending = os.pidfd_open(pid)
    try:
        if not select([ending], [], [], seconds)[0]:
            return None
    finally:
        os.close(ending)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    main()
