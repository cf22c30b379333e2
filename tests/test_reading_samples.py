"""The sample mailbox is read as its labels say: it is what a newcomer sees first."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server import resources
from addin_server.mailbox import mime
from addin_server.reading import read

MAILS = resources.PACKAGE / "demo" / "mails"
ZONE = ZoneInfo("Europe/Amsterdam")
EXPECTED = [json.loads(line) for line in (MAILS / "expected.jsonl").read_text().splitlines()]


def instants(starts):
    return [start and datetime.fromisoformat(start) for start in starts]


@pytest.mark.parametrize("label", EXPECTED, ids=lambda label: label["file"])
def test_samples_are_read_as_labelled(label):
    message = mime.parse((MAILS / label["file"]).read_bytes())
    found = read(message, message.received, ZONE).as_json()
    for field in ("kind", "role", "lang", "already_accepted"):
        assert found[field] == label[field], field
    assert instants(found["interview_starts"]) == instants(label["interview_starts"])


def test_the_names_in_the_samples_are_found():
    """Nine in ten of the organisations, titles and contacts; a wrong one counts as not found."""
    wanted = found = 0
    for label in EXPECTED:
        message = mime.parse((MAILS / label["file"]).read_bytes())
        reading = read(message, message.received, ZONE).as_json()
        for field in ("company", "job_title", "contact_name", "reply_by"):
            wanted += label[field] is not None
            found += label[field] is not None and reading[field] == label[field]
    assert found / wanted >= 0.9, f"{found} of {wanted}"


@pytest.mark.parametrize(
    ("file", "candidate"),
    [("nl-terugtrekking.eml", "Ruben van 't Hof"), ("de-rueckzug.eml", "Franziska Ebersbach")],
)
def test_who_withdraws_is_the_candidate(file, candidate):
    message = mime.parse((MAILS / file).read_bytes())
    assert read(message, message.received, ZONE).candidate_name == candidate
