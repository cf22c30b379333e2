"""The catalogue of letters; one of an organisation's own is read and filled in by a worker.

Who wrote those letters is not known here: whatever they ask for, a letter takes no more than this.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import letters
from .errors import TemplateTooCostly
from .workers import Workers

PROCESSOR_SECONDS = 1.0
SECONDS = 10.0  #: of the clock: a busy machine may keep a letter waiting
#: Address space, bytes. Python with the letters loaded takes a sixth of it.
MEMORY = 288 << 20


@contextmanager
def catalogue(own: Path | None) -> Iterator[letters.Catalogue]:
    """The letters of the folder `own`, else the package's. Raises TemplateError."""
    if own is None:
        yield letters.load(None)
        return
    with _worker() as worker:
        yield letters.load(own, worker.run)


def check(folder: Path) -> list[str]:
    """Say all that is wrong with a folder of letters."""
    with _worker() as worker:
        return letters.check(folder, worker.run)


def _worker() -> Workers:
    return Workers(
        1,
        SECONDS,
        processor_seconds=PROCESSOR_SECONDS,
        memory=MEMORY,
        refusal=TemplateTooCostly,
    )
