"""Job titles said in few words, in brackets, before what is about them; and in mail of which
nothing else says that it is about a job.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server import reading, streams
from addin_server.model import Kind
from addin_server.reading.title_followed import followed
from addin_server.reading.title_sightings import sighted
from addin_server.reading.title_words import KNOWN, NONE
from tests.test_titles import place, title

SAID = [
    (
        "en",
        "We are seeing people for Assistant Stage Electrician on Monday.",
        Kind.INTERVIEW_INVITATION,
        "",
        "Assistant Stage Electrician",
    ),
    (
        "en",
        "Your application (Kiln Operator) has reached us.",
        Kind.APPLICATION_ACK,
        "",
        "Kiln Operator",
    ),
    (
        "en",
        "Are you free on Tuesday for the Night Porter interview?",
        Kind.INTERVIEW_INVITATION,
        "",
        "Night Porter",
    ),
    (
        "en",
        "We would like to invite you to an executive interview in Leeds.",
        Kind.INTERVIEW_INVITATION,
        "",
        None,
    ),
    (
        "en",
        "We received 80 applications for Radio Presenter and cannot take yours further.",
        Kind.REJECTION_RECEIVED,
        "",
        "Radio Presenter",
    ),
    ("en", "I recruit travel nurses for the agency Marlo.", Kind.RECRUITER_OUTREACH, "", None),
    (
        "nl",
        "Ik bel je over je sollicitatie (Vloermanager).",
        Kind.INTERVIEW_INVITATION,
        "",
        "Vloermanager",
    ),
    (
        "nl",
        "Voor de functie van laborant ontvingen wij veertig brieven.",
        Kind.REJECTION_RECEIVED,
        "",
        "laborant",
    ),
    (
        "nl",
        "Je mail met cv voor apothekersassistent is aangekomen.",
        Kind.APPLICATION_ACK,
        "",
        "apothekersassistent",
    ),
    (
        "nl",
        "Jouw sollicitatie als data-analist lag bij drie collega's.",
        Kind.INTERVIEW_INVITATION,
        "",
        "data-analist",
    ),
    (
        "nl",
        "Meer op https://lumo.example/vacatures/12 en tot gauw.",
        Kind.RECRUITER_OUTREACH,
        "",
        None,
    ),
    (
        "de",
        "Danke für Ihre Bewerbung auf die Lehrkraft-Stelle.",
        Kind.APPLICATION_ACK,
        "",
        "Lehrkraft",
    ),
    (
        "de",
        "Sie werden als angehender Filialleiter begrüßt.",
        Kind.INTERVIEW_INVITATION,
        "",
        "Filialleiter",
    ),
    (
        "de",
        "Einen Bademeister suchen wir tatsächlich! Kommen Sie am Freitag.",
        Kind.INTERVIEW_INVITATION,
        "",
        "Bademeister",
    ),
    ("de", "Der Rat hat Sie zum neuen Kirchenmusiker gewählt.", Kind.OFFER, "", "Kirchenmusiker"),
    (
        "de",
        "Kommen Sie zu unserem Assessment-Center am Montag.",
        Kind.INTERVIEW_INVITATION,
        "",
        None,
    ),
    (
        "fr",
        "Nous mettons le poste de monteur-câbleur en pause.",
        Kind.REJECTION_RECEIVED,
        "",
        "monteur-câbleur",
    ),
    (
        "fr",
        "Le poste de palefrenière comprend un logement.",
        Kind.INTERVIEW_INVITATION,
        "",
        "palefrenière",
    ),
    (
        "fr",
        "Nous parlerons du travail de clerc et de vos souhaits.",
        Kind.INTERVIEW_INVITATION,
        "",
        "clerc",
    ),
    (
        "fr",
        "Nous recherchons un(e) caissier(ère) pour juillet.",
        Kind.RECRUITER_OUTREACH,
        "",
        "caissier(ère)",
    ),
    (
        "fr",
        "Candidature pour un stage en Comptabilité chez Lumo.",
        Kind.APPLICATION,
        "",
        "stage en Comptabilité",
    ),
    (
        "fr",
        "Vous avez bien voulu présenter votre candidature.",
        Kind.INTERVIEW_INVITATION,
        "",
        None,
    ),
    (
        "fr",
        "Si vous avez besoin de reporter l'entretien, dites-le.",
        Kind.INTERVIEW_INVITATION,
        "",
        None,
    ),
    (
        "fr",
        "Votre candidature de moniteur-éducateur figure parmi celles que nous aimons.",
        Kind.INTERVIEW_INVITATION,
        "",
        "moniteur-éducateur",
    ),
]


@pytest.mark.parametrize(("lang", "body", "kind", "subject", "expected"), SAID)
def test_titles_said_in_few_words(lang, body, kind, subject, expected):
    assert title(body, lang, kind, subject) == expected


APART = [
    (
        "Glen, now that you have started as Welder with us, please send me your diploma and your "
        "bank details for the payroll.",
        "Welder",
    ),
    ("Hi Mo, the vicar comes for lunch and my sister is a nurse now. See you at two!", None),
    ("Dag mama, de loodgieter komt zondag en de bakker is dicht. Kus, Lies", None),
    ("You have been shortlisted for Tender SOW-77. The briefing is on 12 September.", None),
]


@pytest.mark.parametrize(("body", "expected"), APART)
def test_a_title_where_nothing_else_says_that_a_mail_is_about_a_job(body, expected):
    message = streams.message_of({"subject": "", "body": body}, 9999)
    read = reading.read(message, datetime(2026, 3, 2, tzinfo=UTC), ZoneInfo("Europe/Brussels"))
    assert (read.kind, read.job_title) == (Kind.OTHER, expected)


def test_an_address_is_no_title():
    assert list(sighted(place("see //lumo.example/jobs"), 4, 18, KNOWN, ["sure"])) == []


def test_in_other_mail_a_title_holds_a_noun_that_may_say_who_does_a_job():
    here = place("shortlisted for Porter")._replace(apart=True)
    assert list(sighted(here, 16, 22, NONE, ["sure"])) == []
    assert list(sighted(here, 16, 22, KNOWN, ["sure"]))


def test_a_vague_word_before_an_interview_is_no_title():
    assert list(followed(place("an executive interview"), 13, "talks")) == []
    assert list(followed(place("a plumber interview"), 10, "talks"))
