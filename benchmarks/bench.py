"""How fast, beside what people would use instead: `make bench`.

Prints what it measured and how to measure it again; `--write` puts the same into docs/evidence.md.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path

from addin_server import deadlines, ids, letters, resources
from addin_server.evaluation.scores import Counts
from addin_server.model import LANGUAGES, Deadline, DeadlineState, Kind
from addin_server.planning import notices_of
from addin_server.store import Store, open_store
from addin_server.version import __version__

from . import dates, evidence, fresh, mails, ours, usual
from .ours import NOW, ZONE
from .timing import Times, row, side_by_side, timed

COMMAND = "make bench"
RULE = deadlines.Rule(counting="clock", zone=ZONE, country="NL")


def suggestions(rounds: int) -> Iterator[str]:
    """A complete suggestion, beside the usual libraries on the same mail."""
    catalogue = letters.load(resources.folder("templates"))
    yield "A complete suggestion, CPU ms; ours has kind, details and three letters besides"
    yield row("", "ours", "reading", "p99", "p99/median", "usual", "ratio")
    medians: dict[tuple[str, str, int], float] = {}
    for shape in mails.SHAPES:
        for lang in mails.LANGUAGES:
            for size in mails.SIZES:
                data = mails.mail(lang, size, shape)
                checked(data, lang, catalogue)
                mine, theirs = side_by_side(
                    partial(ours.suggest, data, catalogue),
                    partial(usual.suggest, data),
                    rounds,
                    often=40,
                )
                medians[shape, lang, size] = mine.median
                reading = timed(partial(ours.read, data), 40).median
                name = f"{lang}, {size // 1000} kB, {shape}"
                yield row(name, mine.median, reading, *compared(mine, theirs))
    yield from growth(medians)


def growth(medians: Mapping[tuple[str, str, int], float]) -> Iterator[str]:
    """`medians` by shape, language and size."""
    yield ""
    yield "Of 50 kB, times that of 5 kB"
    for shape in mails.SHAPES:
        for lang in mails.LANGUAGES:
            small, large = (medians[shape, lang, size] for size in mails.SIZES)
            yield row(f"{lang}, {shape}", large / small)


def compared(mine: Times, theirs: Times) -> tuple[object, ...]:
    ratio = f"{theirs.median / mine.median:.0f}x"
    return mine.p99, mine.p99 / mine.median, theirs.median, ratio


def checked(data: bytes, lang: str, catalogue: letters.Catalogue) -> None:
    """A reader that finds nothing is quick."""
    found, written = ours.read(data), ours.suggest(data, catalogue)
    assert (found.kind, found.lang) == (Kind.INTERVIEW_INVITATION, lang), found
    assert len(written) == ours.LETTERS
    assert len(found.moments) == 2, found.moments


def moments(rounds: int) -> Iterator[str]:
    """Dates, beside `search_dates` with the language given."""
    peer = dates.with_search(usual.dates)
    yield "Moments in labelled sentences, language given: start right to the minute"
    yield row("", "moments", "F1 ours", "F1 usual", "ms ours", "ms usual", "ratio")
    total_ours, total_usual = Counts(), Counts()
    for lang in LANGUAGES:
        rows = dates.sentences(lang)
        if not rows:
            yield row(f"{lang}: there is no tests/corpus/dates.{lang}.jsonl")
            continue
        mine, theirs = dates.scored(rows, dates.ours), dates.scored(rows, peer)
        total_ours, total_usual = total_ours + mine, total_usual + theirs
        times = side_by_side(
            lambda rows=rows: [dates.call(each, dates.ours) for each in rows],
            lambda rows=rows: [dates.call(each, peer) for each in rows],
            rounds,
            often=3,
        )
        yield row(f"{lang}, {len(rows)} sentences", mine.true, *told(mine, theirs), *ratio(*times))
    if total_ours.true:
        yield row("all", total_ours.true, *told(total_ours, total_usual))


def told(mine: Counts, theirs: Counts) -> tuple[str, str]:
    return f"{mine.f1:.3f}", f"{theirs.f1:.3f}"


def ratio(mine: Times, theirs: Times) -> tuple[object, ...]:
    return mine.median, theirs.median, f"{theirs.median / mine.median:.0f}x"


def starting() -> Iterator[str]:
    """The first mail of a new process."""
    codes = (fresh.NOTHING, fresh.LOADED, fresh.READER)
    (bare_ms, bare_mb), (loaded_ms, loaded_mb), (ms, mb) = map(fresh.fresh, codes)
    yield "A new process that reads its first mail"
    yield row("", "CPU ms", "MB held")
    yield row("Python alone", bare_ms, bare_mb)
    yield row("with the reader", ms, mb)
    yield row("the reader", ms - bare_ms, mb - bare_mb)
    yield row("  loaded", loaded_ms - bare_ms, loaded_mb - bare_mb)
    yield row("  its first mail", ms - loaded_ms, mb - loaded_mb)


def reminders() -> Iterator[str]:
    """Deadlines: counted, kept, claimed."""
    yield "Deadlines, CPU ms"
    yield row("", "median", "p99")
    yield row("counted", *timed(partial(deadlines.schedule, received=NOW, now=NOW, rule=RULE), 500))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}")
        yield row("kept, durable", *timed(partial(put, store), 500))
        due = NOW + timedelta(hours=24)
        yield row(
            "claim of 100 due notices", *timed(lambda: store.claim_due(due, timedelta(60)), 5)
        )
        store.close()


def put(store: Store) -> None:
    id = ids.new()
    plan = deadlines.schedule(received=NOW, now=NOW, rule=RULE)
    store.keep(
        Deadline(
            id=id,
            owner="bench",
            internet_message_id=f"<{id}@example.org>",
            item_id="",
            conversation_id="",
            kind=Kind.INTERVIEW_INVITATION,
            sender_name="",
            job_title="",
            company="",
            received=NOW,
            limit_at=plan.limit,
            timezone=ZONE.key,
            state=DeadlineState.OPEN,
            created_at=NOW,
            updated_at=NOW,
            notices=notices_of("bench", id, plan),
        ),
        most=1_000_000,
    )


def report(rounds: int) -> Iterator[str]:
    python = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    yield f"Netjes {__version__}; {python}"
    yield f"Again: {COMMAND}"
    for section in (suggestions(rounds), moments(rounds), starting(), reminders()):
        yield ""
        yield from section


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="turns of both (%(default)s)")
    parser.add_argument("--write", action="store_true", help="into docs/evidence.md as well")
    arguments = parser.parse_args()
    lines = []
    for line in report(arguments.rounds):
        print(line, flush=True)
        lines.append(line)
    if arguments.write:
        evidence.write("speed", "Speed", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
