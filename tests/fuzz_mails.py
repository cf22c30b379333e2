"""Reads mails made to do harm, and says which were read badly: `python -m tests.fuzz_mails`.

A child process reads them, under bounds that the kernel keeps: so much processor time and memory
for each. What went wrong is kept as a file, and said with the seed and number that make it again.
"""

import argparse
import importlib
import json
import random
import re
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from addin_server import letters, ranking, reading, resources, streams
from addin_server.errors import UserError
from addin_server.mailbox import mime
from addin_server.model import LANGUAGES, Letter, Message, Reading, Register

from .hostile_mails import Hostile, mail, samples

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Amsterdam")
SECONDS = 2.0  #: of processor time for one mail
MEGABYTES = 300  #: of memory in use, the reader's own included
TAGS = {"p", "br", "ul", "li"}  #: what letters are made of
ADDRESSES = 2**31  #: bytes of address space; what asks for more gets an error, not the machine


def read(hostile: Hostile) -> list[str]:
    """Read a mail, and list what is wrong with the reading."""
    try:
        if hostile.suffix == ".json":
            row = streams.row_of(hostile.data.decode())
            message = streams.message_of(row, 2**18)
        else:
            message = mime.parse(hostile.data)
    except UserError:
        return []  # said, not guessed
    found = reading.read(message, message.received or NOW, ZONE)
    return [*wrong_with(message, found), *wrong_with_letter(found)]


def wrong_with(message: Message, found: Reading) -> list[str]:
    """Which of the promises of a reading does this one break?"""
    source = reading.source_of(message)
    parts = {"subject": source.subject, "body": source.body}
    values = (found.company, found.agency, found.job_title, found.contact_name)
    starts = [start for moment in found.moments for start in (moment.start, moment.end) if start]
    promises = {
        "confidence": 0 <= found.confidence <= 1,
        "guesses": len(found.guesses) <= 2,
        "moments": len(found.moments) <= 12 and all(start.tzinfo for start in starts),
        "values": all(0 < len(value) <= 200 for value in values if value is not None),
        "order": all(m.end > m.start for m in found.moments if m.start and m.end),
    }
    json.dumps(found.as_json(), ensure_ascii=False).encode()  # it leaves as UTF-8
    return [f"{name}: {found}"[:500] for name, kept in promises.items() if not kept] + [
        f"not the words that stand there: {each}"
        for each in found.evidence
        if parts[each.part][each.start : each.end] != each.words
    ]


def wrong_with_letter(found: Reading, render: Callable[..., Letter] = letters.render) -> list[str]:
    """Does the letter that fits best, filled in with what was found, hold markup of the mail's?"""
    lang = found.lang if found.lang in LANGUAGES else LANGUAGES[0]
    values = {name: value for name, value in found.as_json().items() if value}
    for suggested in ranking.rank(found, catalogue())[:1]:
        ask = {"lang": lang, "register": Register.FORMAL, "values": values}
        try:
            letter = render(catalogue(), suggested.id, original_subject="x", **ask)
        except UserError:
            continue
        if strange := set(re.findall(r"<\s*/?([\w!?-]+)", letter.html)) - TAGS:
            return [f"letter: {strange}"]
    return []


@cache
def catalogue() -> letters.Catalogue:
    return letters.load(resources.folder("templates"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What reading one mail came to."""

    number: int
    shape: str
    milliseconds: float = 0.0
    megabytes: float = 0.0
    wrong: tuple[str, ...] = ()


def serve(reader: str, seed: int, first: int, stop: int, seconds: float) -> None:
    """The child: reads mails, and writes a line before each and one after."""
    module, _, name = reader.partition(":")
    judge: Callable[[Hostile], list[str]] = getattr(importlib.import_module(module), name)
    if judge is read:
        judge(Hostile("sample", ".eml", samples()[0]))  # loads what is loaded once
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    for number in range(first, stop):
        hostile = mail(seed, number)
        print(json.dumps({"number": number, "shape": hostile.shape}), flush=True)
        Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far: proc(5)
        start = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, seconds)  # nobody catches SIGPROF: it ends us
        try:
            wrong = judge(hostile)
        except Exception:
            wrong = [traceback.format_exc()[-1500:]]
        signal.setitimer(signal.ITIMER_PROF, 0)
        spent = (time.process_time() - start) * 1000
        print(json.dumps({"ms": spent, "mb": _peak(), "wrong": wrong}), flush=True)


def _peak() -> float:
    """Most memory in use since it was last forgotten, in MB."""
    status = Path("/proc/self/status").read_text()  # proc(5)
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


def run(
    seed: int,
    numbers: range,
    reader: str = "tests.fuzz_mails:read",
    seconds: float = SECONDS,
    megabytes: float = MEGABYTES,
) -> Iterator[Outcome]:
    """Read these mails in a child process; in the next one what is left when one dies of a mail."""
    at = numbers.start
    while at < numbers.stop:
        call = f"serve({reader!r}, {seed}, {at}, {numbers.stop}, {seconds})"
        code = f"from tests.fuzz_mails import serve; {call}"
        command = [sys.executable, "-W", "error", "-c", code]
        begun: dict[str, Any] = {}
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            for line in child.stdout or ():
                said = json.loads(line)
                if "number" in said:
                    begun = said
                    continue
                wrong = [*said["wrong"], *_hungry(said["mb"], megabytes)]
                yield Outcome(
                    **begun, milliseconds=said["ms"], megabytes=said["mb"], wrong=tuple(wrong)
                )
                at, begun = begun["number"] + 1, {}
        if child.returncode and not begun:
            raise RuntimeError(f"the reading process ended by itself: {child.returncode}")
        if begun:
            yield Outcome(**begun, wrong=(_ended(child.returncode, seconds),))
            at = begun["number"] + 1


def _hungry(megabytes: float, most: float) -> list[str]:
    return [f"{megabytes:.0f} MB, more than {most:.0f}"] if megabytes > most else []


def _ended(code: int, seconds: float) -> str:
    if code == -signal.SIGPROF:
        return f"more than {seconds} s of processor time"
    return f"the process ended with {code}"


@dataclass(kw_only=True, slots=True)
class Tally:
    """What a run came to."""

    read: int = 0
    bad: list[Outcome] = field(default_factory=list)
    slowest: Outcome | None = None
    largest: float = 0.0
    shapes: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        self.read += 1
        self.shapes[outcome.shape] += 1
        self.largest = max(self.largest, outcome.megabytes)
        if self.slowest is None or outcome.milliseconds > self.slowest.milliseconds:
            self.slowest = outcome
        if outcome.wrong:
            self.bad.append(outcome)


def keep(seed: int, outcome: Outcome, folder: Path) -> Path:
    """Write the mail down, so that it can be read again."""
    hostile = mail(seed, outcome.number)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{seed}-{outcome.number}-{outcome.shape}{hostile.suffix}"
    path.write_bytes(hostile.data)
    return path


def main() -> int:
    arguments = parser().parse_args()
    seed = random.randrange(10**6) if arguments.seed is None else arguments.seed
    first, tally = arguments.first, Tally()
    print(f"seed {seed}, mails {first} to {first + arguments.mails - 1}", flush=True)
    for outcome in run(seed, range(first, first + arguments.mails)):
        tally.add(outcome)
        if outcome.wrong:
            path = keep(seed, outcome, arguments.keep)
            print(f"--seed {seed} --first {outcome.number} --mails 1, kept as {path}", flush=True)
            print("\n".join(f"    {each}" for each in outcome.wrong), flush=True)
    slow = tally.slowest
    print(f"{tally.read} mails, {len(tally.bad)} read badly; most memory {tally.largest:.0f} MB")
    if slow:
        print(f"slowest: {slow.milliseconds:.0f} ms, number {slow.number}, {slow.shape}")
    return 1 if tally.bad else 0


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz_mails", description=__doc__)
    parser.add_argument("--mails", type=int, default=20_000, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, help="to read the same mails again")
    parser.add_argument("--first", type=int, default=0, help="number of the first (%(default)s)")
    parser.add_argument("--keep", type=Path, default=Path("var/fuzz"), help="where bad ones go")
    return parser


if __name__ == "__main__":
    sys.exit(main())
