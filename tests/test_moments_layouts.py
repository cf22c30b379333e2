"""Moments as people lay them out in mails of every kind: labels, lists, agendas, zones, places.

The rows are in `corpus/moments.*.txt` and `corpus/until.*.txt`: a text, with `\\n` for the end of a
line and the reader's zone before it where that matters, and below it what is read.
"""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from addin_server.model import LANGUAGES
from addin_server.reading import deadline_words, moments

from .test_moments import AMSTERDAM, MONDAY, mail, read

CORPUS = Path(__file__).parent / "corpus"


def rows(topic: str) -> Iterator[tuple[str, str, str]]:
    for lang in LANGUAGES:
        lines = (CORPUS / f"{topic}.{lang}.txt").read_text(encoding="utf-8").splitlines()
        for text, expected in zip(lines[::2], lines[1::2], strict=True):
            yield lang, text.replace("\\n", "\n"), expected.removeprefix("    =>").strip()


@pytest.mark.parametrize(("lang", "text", "expected"), [*rows("moments")])
def test_layouts(lang, text, expected):
    zone, _, rest = text.partition("@ ") if text.startswith("America/") else ("", "", text)
    found = read(lang, rest, zone=ZoneInfo(zone or "Europe/Amsterdam"))
    assert " ; ".join(found) == expected


@pytest.mark.parametrize(("lang", "text", "expected"), [*rows("until")])
def test_until_when_to_answer(lang, text, expected):
    found = deadline_words.find(mail(text), lang, MONDAY, AMSTERDAM)
    told = ""
    if found is not None:
        told = f"{found.moment.words} @ {found.moment.start.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
    assert told == expected


@pytest.mark.parametrize(
    "text",
    [
        # a programme below the day
        "See you on Friday 4 December at our mill in Leeds.\n\nAgenda:\n"
        "10:00 am Design with Ann Wu\n11:15 am Coding with Raj",
        # a sentence of its own
        "See you on Friday 4 December. Ask the porter in the hall on the ground floor for Ann Wu "
        "of the design team at 10 am.",
    ],
)
def test_an_hour_far_from_its_day_is_no_part_of_its_words(text):
    (found,) = moments.find(mail(text), "en", MONDAY, AMSTERDAM)
    assert found.moment.words == "Friday 4 December"
    assert f"{found.moment.start:%d %H:%M}" == "04 10:00"


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        (
            "nl",
            "Volgende week:\n- dinsdag 8 december om 10.00 uur",
            "dinsdag 8 december om 10.00 uur",
        ),
        ("en", "This week:\n\n• Thursday, December 3rd at 1 PM", "Thursday, December 3rd at 1 PM"),
        ("fr", "La semaine prochaine :\n- mardi 8 décembre à 10 h", "mardi 8 décembre à 10 h"),
        ("de", "Am Abend: Dienstag, 8. Dezember, 19 Uhr", "Dienstag, 8. Dezember, 19 Uhr"),
        ("nl", "We zien je vrijdag 4 december!\n\n09:00 Ontvangst", "vrijdag 4 december"),
        ("en", "See you on Friday 4 December.\n\nSchedule:\n9:00 AM", "Friday 4 December"),
        # labels, and an hour in the sentence behind
        (
            "en",
            "Date: 4 December 2026\nInterview time: 5pm",
            "4 December 2026\nInterview time: 5pm",
        ),
        ("en", "Tuesday: 10 am, 8 December", "Tuesday: 10 am"),
        ("nl", "Kom op 4 december 2026.\nTijd: 9 uur", "4 december 2026.\nTijd: 9 uur"),
    ],
)
def test_headings_are_no_words_of_a_day(lang, text, words):
    found = moments.find(mail(text), lang, MONDAY, AMSTERDAM)
    assert found[0].moment.words == words
