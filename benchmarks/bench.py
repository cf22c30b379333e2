"""What the main job costs, measured on this machine: `make bench`.

Prints medians and the 99th percentile in milliseconds. The ratios of one run tell something, the
milliseconds of a shared machine little.
"""

import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from addin_server import deadlines, letters, ranking, reading, resources
from addin_server.mailbox import mime
from addin_server.model import Deadline, DeadlineState, Kind, Register
from addin_server.planning import notices_of
from addin_server.store import Store
from addin_server.tables import open_engine

SAMPLES = resources.PACKAGE / "demo" / "mails"
ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RULE = deadlines.Rule(counting="clock", zone=ZONE, country="NL")
VALUES = {"company": "Linde", "job_title": "planner", "contact_name": "An Bos"}


def timed(act: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median and 99th percentile of the CPU time of one call, in milliseconds."""
    act()
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent), sorted(spent)[int(rounds * 0.99) - 1]


def row(name: str, figures: tuple[float, float]) -> None:
    print(f"{name:44} {figures[0]:9.3f} {figures[1]:9.3f}")


def mail(size: int) -> bytes:
    """A sample invitation with as much quoted history as makes it that many bytes."""
    source = (SAMPLES / "nl-uitnodiging-een-moment.eml").read_bytes()
    line = b"> Wij danken u voor uw bericht van gisteren en komen daar graag op terug.\r\n"
    return source + line * max(0, (size - len(source)) // len(line))


def suggestion(data: bytes, catalogue: letters.Catalogue) -> None:
    """MIME, text, language, kind, details, ranking, three letters."""
    found = reading.read(mime.parse(data), NOW, ZONE)
    for suggested in ranking.rank(found, catalogue)[:3]:
        letter = catalogue[suggested.id]
        values = {f.name: VALUES.get(f.name, "dinsdag om 14 uur") for f in letter.fields}
        letters.render(
            catalogue,
            letter.id,
            lang="nl",
            register=Register.FORMAL,
            values=values,
            original_subject="Uitnodiging",
        )


def read(data: bytes) -> None:
    reading.read(mime.parse(data), NOW, ZONE)


def put(store: Store) -> None:
    id = str(uuid4())
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
            notices=notices_of(id, plan),
        ),
        most=1_000_000,
    )


def main() -> None:
    catalogue = letters.load(resources.folder("templates"))
    print(f"Python {platform.python_version()}, {platform.machine()}; CPU milliseconds a call")
    print(f"{'':44} {'median':>9} {'p99':>9}")
    for kilobytes in (5, 50):
        data = mail(kilobytes * 1000)
        name = f"suggestion of a {kilobytes} kB mail"
        row(name, timed(partial(suggestion, data, catalogue), 200))
        row("  of which reading", timed(partial(read, data), 200))
    row("deadline rule", timed(lambda: deadlines.schedule(received=NOW, now=NOW, rule=RULE), 500))
    with tempfile.TemporaryDirectory() as folder:
        store = Store(open_engine(f"sqlite:///{Path(folder) / 'bench.db'}"))
        row("deadline kept, durable", timed(lambda: put(store), 500))
        due = NOW + timedelta(hours=24)
        row("claim of 100 due notices", timed(lambda: store.claim_due(due, timedelta(60)), 5))
        store.close()


if __name__ == "__main__":
    main()
