"""Where nothing in a mail is about a job, it is hardly ever called an invitation."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server import reading
from addin_server.model import Address, Kind, Message
from addin_server.reading import job_talk, kinds

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ASKS = "Are you free on Friday at 10? Come to 12 Church Street, we look forward to meeting you!"
BELOW = "\n\nOn Mon, 16 Nov 2026 at 09:00, Jo <jo@mail.example> wrote:\n> I attach my CV."


def read(body, subject="", sender=""):
    by = Address(name=sender, email="jo@mail.example")
    message = Message(subject=subject, body=body, sender=by, received=NOW)
    return reading.read(message, NOW, ZoneInfo("Europe/Amsterdam"))


def of_jobs(body, subject="", sender=""):
    by = Address(name=sender, email="jo@mail.example")
    source = reading.source_of(Message(subject=subject, body=body, sender=by))
    return job_talk.is_of_jobs(source, kinds.observe(source, "en", 0).features, "en")


@pytest.mark.parametrize(
    ("body", "subject", "sender", "expected"),
    [
        (ASKS, "", "", False),
        (ASKS, "Your application", "", True),
        (f"Thanks for your application. {ASKS}", "", "", True),
        (f"{ASKS}\n\nKind regards,\nAnn Poe\nRecruiter", "", "", True),
        (f"{ASKS}\n\nKind regards,\nAnn Poe\nBeekeeper", "", "", False),
        (ASKS + BELOW, "", "", True),
        (ASKS + BELOW.replace("I attach my CV", "I like the map"), "", "", False),
        (ASKS, "", "Acme Recruitment", True),
    ],
)
def test_where_a_job_may_be_spoken_of(body, subject, sender, expected):
    assert of_jobs(body, subject, sender) is expected


def test_a_long_history_is_not_looked_through():
    assert not of_jobs(ASKS + BELOW.replace("I attach", "\n> ".join(["So long"] * 1000)))


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("nl", "Oké, 120 euro is prima. Kun je donderdag na zessen? Adres: Wilgenlaan 8, Nijkerk."),
        ("en", "Hey, are you free for lunch on Friday? There is a new place around the corner."),
        ("en", "Sorry, the bike's gone, sold it last night. Good luck finding one!"),
        ("fr", "Ok pour 10h devant la gare. À demain !"),
        ("fr", "Ça marche pour mardi midi, même endroit que la dernière fois ?"),
        ("de", "Könnten Sie am Samstag um 9 Uhr vorbeikommen und sich die Hecke ansehen?"),
    ],
)
def test_what_is_about_no_job_is_not_called_so(lang, body):
    assert read(body).kind in (Kind.OTHER, Kind.UNSURE)


def test_what_it_sounds_like_is_told():
    body = "Are you free tomorrow at 3? Come to our place, we would love to meet you!"
    found = read(body)
    assert (found.kind, found.guesses[0].kind) == (Kind.UNSURE, Kind.INTERVIEW_INVITATION)
    assert read(body, "Your application").kind is Kind.INTERVIEW_INVITATION


def test_one_that_is_nearly_certain_is_told():
    body = "Shall we meet on Tuesday at 10? We would like to get to know you better."
    assert not of_jobs(body)
    assert read(body).kind is Kind.INTERVIEW_INVITATION


def test_other_kinds_say_enough_by_themselves():
    body = "You can start with us on 1 May if you like, for the money we agreed on. Let me know!"
    assert not of_jobs(body)
    assert read(body).kind is Kind.OFFER


WORDS = (
    "screening applied requisition candidacy curriculum bookkeeper trial second hackerrank sourcer "
    "salary"
)


@pytest.mark.parametrize("word", WORDS.split())
def test_what_makes_it_a_job(word):
    assert of_jobs(f"{ASKS} {word}")
