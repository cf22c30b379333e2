"""A complete suggestion, as the server makes one."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from addin_server import letters, ranking, reading
from addin_server.mailbox import mime
from addin_server.model import Letter, Reading, Register

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LETTERS = 3
VALUES = {"company": "Linde", "job_title": "planner", "contact_name": "An Bos"}


def read(data: bytes) -> Reading:
    """MIME, text, quotes, language, kind, details."""
    return reading.read(mime.parse(data), NOW, ZONE)


def suggest(data: bytes, catalogue: letters.Catalogue) -> list[Letter]:
    """All of that, ranking, and the letters that fit best."""
    return written(read(data), catalogue)


def written(found: Reading, catalogue: letters.Catalogue) -> list[Letter]:
    return [
        _written(catalogue, suggested.id, found.lang or "nl")
        for suggested in ranking.rank(found, catalogue)[:LETTERS]
    ]


def _written(catalogue: letters.Catalogue, id: str, lang: str) -> Letter:
    letter = catalogue[id]
    return letters.render(
        catalogue,
        id,
        lang=lang,
        register=Register(letter.registers[0]),
        values={f.name: VALUES.get(f.name, "dinsdag om 14 uur") for f in letter.fields},
        original_subject="Uitnodiging",
    )
