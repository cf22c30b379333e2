"""The same words about a job and about something else; and what shows that a reader said yes."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server.model import Kind, Message
from addin_server.reading import read

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Amsterdam")

#: A sentence with a gap, what makes it a job's, and what makes it something else's.
TWINS = [
    (
        "Beste Joris, we nodigen je uit voor een gesprek {} op dinsdag 8 december om 14 uur.",
        "over de vacature van magazijnmedewerker",
        "over je toelating tot de opleiding tot verpleegkundige op onze school",
    ),
    (
        "Beste Joris, fijn dat je {} wilt worden. Kun je dinsdag 8 december om 14 uur komen?",
        "magazijnmedewerker bij ons bedrijf en daarop hebt gesolliciteerd",
        "vrijwilliger bij het dierenasiel",
    ),
    (
        "Dear Tess, we would like to invite you to an interview {} on Tuesday 8 December at 2 pm.",
        "for the position of warehouse assistant",
        "for a place on the Master of Science in Botany; the admissions office will be in touch",
    ),
    (
        "Dear Tess, thank you for your interest in {}. Could you meet us on 8 December at 2 pm?",
        "the warehouse vacancy; your CV convinced us, and we want to interview you",
        "becoming a volunteer at our charity; our volunteers enjoy it",
    ),
    (
        "Bonjour Lucie, nous vous convions à un entretien {} le mardi 8 décembre à 14 h.",
        "pour le poste de magasinière",
        "d'admission devant le jury du master, à l'université",
    ),
    (
        "Bonjour Lucie, merci de vouloir {}. Peut-on se rencontrer mardi 8 décembre à 14 h ?",
        "travailler chez nous ; votre CV et votre candidature au poste nous ont plu",
        "devenir bénévole dans notre association",
    ),
    (
        "Liebe Frau Kern, wir laden Sie zu einem Gespräch {} am 8. Dezember um 14 Uhr ein.",
        "über die Stelle als Lagerhelferin",
        "über Ihren Studienplatz im Studiengang Botanik an der Hochschule",
    ),
    (
        "Liebe Frau Kern, schön, dass Sie {}. Passt Ihnen ein Treffen am 8. Dezember, 14 Uhr?",
        "sich bei uns als Lagerhelferin beworben haben",
        "ehrenamtlich in unserem Verein helfen wollen",
    ),
]


def reading(body, subject=None):
    return read(Message(id="x", subject=subject, body=body, received=NOW), NOW, ZONE)


@pytest.mark.parametrize(("sentence", "job", "else_"), TWINS)
def test_what_is_asked_tells_less_than_what_for(sentence, job, else_):
    assert reading(sentence.format(job)).kind is Kind.INTERVIEW_INVITATION
    assert reading(sentence.format(else_)).kind in (Kind.OTHER, Kind.UNSURE)


@pytest.mark.parametrize(
    ("body", "accepted"),
    [
        (
            "Uw sollicitatiegesprek van morgen is verplaatst naar vrijdag 27 november, 10.00 uur.",
            True,
        ),
        (
            "We nodigen u uit voor een sollicitatiegesprek op vrijdag 27 november, 10.00 uur.",
            False,
        ),
        ("Your job interview on Thursday has to be moved to Friday 27 November at 10 am.", True),
        ("We invite you to a job interview on Friday 27 November at 10 am.", False),
        (
            "Votre entretien d'embauche est reporté à vendredi 10 h. Cela vous convient-il ?",
            True,
        ),
        ("Nous vous proposons un entretien d'embauche le vendredi 27 novembre à 10 h.", False),
        ("Ihr Vorstellungsgespräch wird auf Freitag, 27. November, 10 Uhr verschoben.", True),
        ("Zum Vorstellungsgespräch laden wir Sie am Freitag, 27. November, 10 Uhr ein.", False),
    ],
)
def test_what_moves_had_been_agreed(body, accepted):
    found = reading(body)
    assert found.kind is Kind.INTERVIEW_INVITATION
    assert found.already_accepted is accepted
