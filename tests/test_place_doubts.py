"""What sounds like a place or a way to meet and is none; and how mails say that."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server.model import Guess, Kind, Message, Mode
from addin_server.reading import kinds, places, read, source_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def find(lang: str, body: str, house: str | None = None, subject: str = "") -> places.Place:
    return places.find(source_of(Message(subject=subject, body=body)), lang, house)


def said(place: places.Place) -> str | None:
    return place.location_or_mode and place.location_or_mode.words


@pytest.mark.parametrize(
    ("lang", "house", "body"),
    [
        ("nl", "Hotel De Linde", "Kom je maandag om 10 uur langs bij Hotel De Linde?"),
        ("en", "Weald Bakery", "We would love to meet you on Monday at 10am at Weald Bakery."),
        ("fr", "Maison Perrin", "La Maison Perrin vous attend lundi à 10h pour un entretien."),
        ("de", "Atelier Brandt", "Das Gespräch im Atelier Brandt ist am Montag um 10 Uhr."),
    ],
)
def test_who_writes_is_no_place_but_one_goes_there(lang, house, body):
    assert said(find(lang, body)) is not None
    place = find(lang, body, house)
    assert (said(place), place.mode) == (None, Mode.ON_SITE)


def test_what_else_is_said_of_the_place_counts_before_who_writes():
    body = "We would like to meet you in person on Monday at 10am at Weald Bakery."
    assert said(find("en", body, "Weald Bakery")) == "in person"
    street = "Come for your interview on Monday at 10am at Weald Bakery, 4 Mill Lane."
    assert said(find("en", street, "Weald Bakery")) == "at Weald Bakery, 4 Mill Lane"


MAIL = """Beste Sam,

Bedankt voor je sollicitatie als kok. Graag nodigen we je uit voor een gesprek op maandag 9 maart
om 10 uur bij Hotel De Linde. Laat je weten of dat past?

Met vriendelijke groet,
Noor Vos
"""


def test_the_employer_of_a_mail_is_no_place():
    mail = Message(subject="Uitnodiging gesprek", body=MAIL)
    reading = read(mail, NOW, ZoneInfo("Europe/Amsterdam"))
    assert (reading.company, reading.location_or_mode) == ("Hotel De Linde", None)


@pytest.mark.parametrize("likeliest", [Kind.INTERVIEW_INVITATION, Kind.JOB_ALERT])
def test_an_unsure_mail_has_a_place_when_it_is_likeliest_an_invitation(monkeypatch, likeliest):
    judge = kinds.judge

    def unsure(*seen):
        guesses = (Guess(kind=likeliest, confidence=0.33),)
        return judge(*seen)._replace(kind=Kind.UNSURE, guesses=guesses)

    monkeypatch.setattr(kinds, "judge", unsure)
    mail = Message(body="We meet on Monday at 10am at 14 Elm Street, Hull, for the interview.")
    place = read(mail, NOW, ZoneInfo("Europe/Amsterdam")).location_or_mode
    assert (place is not None) == (likeliest is Kind.INTERVIEW_INVITATION)


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("nl", "Bedankt voor je brief. We bellen je als we alles gelezen hebben."),
        ("en", "Thanks for your letter. Somebody will ring you once we have read it all."),
        ("fr", "Merci de votre lettre. On vous appellera après lecture."),
        ("de", "Danke für Ihren Brief. Wir rufen Sie nach der Lektüre."),
    ],
)
def test_a_call_without_a_time_is_no_appointment_but_a_mode(lang, body):
    place = find(lang, body)
    assert (said(place), place.mode) == (None, Mode.PHONE)


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("nl", "Voor het gesprek bellen we je binnenkort, dan prikken we een dag."),
        ("en", "For the interview we will ring you in due course and choose a day."),
        ("fr", "Pour l'entretien, on vous appellera prochainement et on choisira un jour."),
        ("de", "Zum Gespräch rufen wir Sie demnächst und wählen einen Tag."),
    ],
)
def test_a_call_about_a_day_to_meet_is_not_the_meeting(lang, body):
    assert find(lang, body) == places.Place()


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("nl", "Maandag om 10 uur is er geen telefonisch gesprek."),
        ("en", "There will be no phone interview on Monday at 10am."),
        ("fr", "Lundi à 10h, aucun entretien téléphonique n'aura lieu."),
        ("de", "Am Montag um 10 Uhr gibt es kein Telefoninterview."),
        # what was, and what is to be filled in
        ("nl", "Fijn je aan de telefoon gesproken te hebben."),
        ("en", "You came through the telephone interview with ease."),
        ("fr", "Ravi de vous avoir eu au téléphone."),
        ("de", "Es war schön, Sie am Telefon kennenzulernen."),
        ("fr", "Lieu de la rencontre\nVisio : {lien}"),
        # a round, and no tower
        ("fr", "Vous passez au tour suivant ; un entretien aura lieu."),
        ("fr", "Nous aimerions vous rencontrer de vive voix."),
        # what is looked into, and no notary's
        ("fr", "Suite à l'étude de votre candidature, nous souhaitons vous rencontrer lundi à 9h."),
    ],
)
def test_neither_a_place_nor_a_way(lang, body):
    assert said(find(lang, body)) is None


@pytest.mark.parametrize(
    ("lang", "body", "words"),
    [
        ("en", "Please come to our office on Dock Lane, 5 May at 7am.", "our office on Dock Lane"),
        ("nl", "Kom naar ons kantoor in Breda, 5 mei om 9 uur.", "naar ons kantoor in Breda"),
        ("fr", "Présentez-vous au secrétariat à 8 heures précises.", "au secrétariat"),
        ("en", "The interview on (date) is at our premises, (street), (town).", "at our premises"),
        ("de", "Das Gespräch am Montag ist in unserem Büro in der (Straße).", "in unserem Büro"),
        ("en", "Interview at 10am at our office (Room 4), please.", "at our office (Room 4)"),
    ],
)
def test_a_place_ends_before_a_day_and_before_what_is_to_be_filled_in(lang, body, words):
    assert said(find(lang, body)) == words
