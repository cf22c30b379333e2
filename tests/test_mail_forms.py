"""A mail says the same in whatever form a program sends it."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin_server import reading, streams
from addin_server.model import LANGUAGES, Message
from addin_server.reading.layout import unwrapped

from .mail_forms import FORMS, wrapped

CORPUS = Path(__file__).parent / "corpus"
NOW = datetime(2030, 1, 1, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Amsterdam")
EVERY = 8  #: so manieth mail of a set of a hundred and more
#: How many may differ. An answer's history counts a little; a break behind a full stop may be the
#: writer's, and what stands below it a signature.
MOST = {"outlook, answering": 1, "wrapped": 1, "both": 1}


def said(message: Message):
    """What is told of a mail, but for where in the text it stands and how sure that is."""
    read = reading.read(message, NOW, ZONE)
    moments = tuple((moment.start, moment.end) for moment in read.moments)
    return (read.kind, read.lang, read.company, read.job_title, read.contact_name, moments)


def sampled(lang):
    lines = (CORPUS / f"hard.{lang}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines[::EVERY]]


@pytest.mark.parametrize("form", FORMS)
def test_a_mail_says_the_same_in_every_form(form, tmp_path):
    differ = []
    for row in [row for lang in LANGUAGES for row in sampled(lang)]:
        mail = FORMS[form](row["body"], row["lang"])
        mail["Subject"], mail["Date"] = row["subject"] or "", "Fri, 20 Nov 2026 09:12:00 +0100"
        path = tmp_path / "mail.eml"
        path.write_bytes(mail.as_bytes())
        sent = streams.message_of_file(path, 1_000_000, 262_144)
        typed = replace(sent, body=row["body"], html="")
        if said(sent) != said(typed):
            differ.append((row["id"], said(typed), said(sent)))
    assert len(differ) <= MOST.get(form, 0), differ


PROSE = (
    "Naar aanleiding van uw brief nodigen wij u graag uit voor een gesprek bij de Vrije School "
    "Zuid Oost, waar u kennismaakt met het team en met de ouders die in de raad zitten."
)


@pytest.mark.parametrize("width", [62, 68, 72, 78])
def test_lines_that_a_program_broke_are_joined(width):
    text = f"Beste Noor,\n\n{PROSE}\n\n{PROSE}\n\nMet groet,\nAn Bos\nVrije School"
    assert unwrapped(wrapped(text, width)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Datum: 3 maart\nTijd: 10 uur\nPlaats: Gent",
        # One line that happens to be long, above one that is not its rest.
        f"{PROSE[:70]}\nMet vriendelijke groet van ons allemaal hier",
        # Its lines are too long to be a program's.
        f"{PROSE[:-1]}\n{PROSE[:-1]}\n{PROSE[:-1]}",
        # Each line is a sentence.
        "\n".join(f"{PROSE[:69]}." for _ in range(4)),
        # An address is as long as it is.
        f"{PROSE[:69]}.\nhttps://plan.example/{'x' * 60}\nTot dan\n"
        f"https://plan.example/{'y' * 60}\nAn Bos",
        # Quotations and lists keep their lines.
        "\n".join(f"> {PROSE[:70]}" for _ in range(4)),
        "\n".join(f"- {PROSE[:70]}" for _ in range(4)),
    ],
)
def test_lines_that_a_writer_broke_stay(text):
    assert unwrapped(text) == text


@given(st.text(st.sampled_from("ab .:>-\n"), max_size=400))
def test_words_stay_in_their_places(text):
    found = unwrapped(text)
    assert [sign if sign != "\n" else " " for sign in text] == [
        sign if sign != "\n" else " " for sign in found
    ]
