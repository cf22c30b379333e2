"""The labelled mails that models are learnt from: a file for each set and language."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from addin_server import streams
from addin_server.model import LANGUAGES

FOLDER = Path(__file__).parent
ZONE = ZoneInfo("Europe/Amsterdam")


def files(sets):
    return [FOLDER / f"{name}.{lang}.jsonl" for name in sets for lang in LANGUAGES]


def fingerprint(sets):
    """Of everything a model learnt from these sets rests on but the code."""
    digest = hashlib.sha256()
    for file in files(sets):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def of(sets):
    """The labelled mails of some sets; each row says of which."""
    for file in files(sets):
        for line in file.read_text("utf-8").splitlines():
            yield json.loads(line) | {"set": file.name.split(".")[0]}


def mail(row):
    """What is read of a row: the message, when, and where."""
    message = streams.message_of(row, 262_144)
    return message, message.received or datetime.now(UTC), ZONE
