"""Finding moments in a sentence whose language is known: speed, and how many are right.

A moment is right when its start is, to the minute. Days without an hour are not counted, neither
for nor against: `search_dates` cannot say that it found no hour, so a midnight, or the very time
of arrival, is taken as none.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from addin_server.evaluation.matching import count
from addin_server.evaluation.scores import Counts
from addin_server.reading import moments

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
Row = Mapping[str, Any]
#: Text, language, arrival, and zone of a sentence -> the starts found in it.
Finder = Callable[[str, str, datetime, ZoneInfo], list[datetime]]
Search = Callable[[str, str, datetime], Iterable[tuple[str, datetime]]]


def sentences(lang: str, corpus: Path = CORPUS) -> list[Row]:
    """The labelled sentences of a language; none when they are not there."""
    path = corpus / f"dates.{lang}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def ours(text: str, lang: str, received: datetime, zone: ZoneInfo) -> list[datetime]:
    """What the reader finds, of whatever kind the mail is."""
    found = moments.said_in(text, (0, len(text)), lang, received, zone)
    return [entry.moment.start for entry in found if entry.moment.start]


def with_search(search: Search) -> Finder:
    """A finder of what `search_dates` finds."""

    def find(text: str, lang: str, received: datetime, zone: ZoneInfo) -> list[datetime]:
        local = received.astimezone(zone)
        found = [moment for _, moment in search(text, lang, local)]
        return [
            moment.replace(tzinfo=moment.tzinfo or zone)
            for moment in found
            if moment.time() not in (datetime.min.time(), local.time())
        ]

    return find


def scored(rows: Iterable[Row], find: Finder) -> Counts:
    """How many moments were found, and found right."""
    return sum((_score(row, find) for row in rows), Counts())


def _score(row: Row, find: Finder) -> Counts:
    return count(list(_meant(row)), call(row, find), _same_minute)


def call(row: Row, find: Finder) -> list[datetime]:
    """Look for the moments of one sentence."""
    received = datetime.fromisoformat(row["received"])
    return find(row["text"], row["lang"], received, ZoneInfo(row["timezone"]))


def _meant(row: Row) -> Iterator[datetime]:
    return (datetime.fromisoformat(each["start"]) for each in row["gold"] if each["start"])


def _same_minute(meant: datetime, said: datetime) -> bool:
    return abs((meant - said).total_seconds()) < 60
