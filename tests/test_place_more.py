"""Where and how, as strangers write it: sheds and links, forms and tables."""

import pytest

from addin_server.model import Message
from addin_server.reading import places, source_of

SAID = [
    # of a product whose link is still to come, the meeting itself
    ("en", "The interview will be by video call. A link for Zoom will follow.", "by video call"),
    ("nl", "Het gesprek is een videogesprek. Je krijgt de Teams-link nog.", "videogesprek"),
    ("fr", "L'entretien se fera en visio. Le lien Teams vous parviendra lundi.", "en visio"),
    ("de", "Wir treffen uns virtuell. Der Zoom-Link kommt am Montag.", "virtuell"),
    ("en", "The interview is online, on Google Meet. The link follows.", "on Google Meet"),
    # of that alone, when nothing else is said
    ("de", "Wir sprechen am Montag um 10 Uhr. Der Zoom-Link kommt noch.", "Zoom"),
    # one is to visit a place
    ("en", "Could you visit our office on Monday at 10 for an interview?", "our office"),
    (
        "nl",
        "Wil je voor het gesprek ons filiaal bezoeken? Bezoek ons kantoor maandag.",
        "ons kantoor",
    ),
    ("fr", "Nous vous invitons à visiter notre atelier et à un entretien.", "notre atelier"),
    ("de", "Bitte besuchen Sie eine unserer Filialen für ein Gespräch.", "eine unserer Filialen"),
    # places that are a sentence, or have a word before them
    (
        "en",
        "Interview Saturday 10am, back door on Tenter Row. Bring ID.",
        "back door on Tenter Row",
    ),
    ("en", "Report for interview Monday 10am, 3rd Marina House, Lagos.", "3rd Marina House, Lagos"),
    ("en", "Come to our drama school on the 9th at noon.", "our drama school"),
    ("en", "Meet us in our office on the 4th floor at 10am.", "in our office on the 4th floor"),
    ("de", "Das Gespräch ist um 9 Uhr in der Kanzlei Weber & Thoma.", "Kanzlei Weber & Thoma"),
    # cells of a table, bullets
    ("nl", "dag | maandag 7 december\nplaats | meldkamer, Parklaan 2", "meldkamer, Parklaan 2"),
    ("en", "When | Monday 10am\nWhere | Room 4, Elm House | bring ID", "Room 4, Elm House"),
    (
        "nl",
        "U wordt verwacht:\n- maandag om 9 uur\n- zaal De Ring, Parklaan 3",
        "zaal De Ring, Parklaan 3",
    ),
    # a noun that says little alone, and one that does not
    ("de", "Passt dir am Montag ein Gespräch bei uns im Betrieb?", "bei uns im Betrieb"),
    ("de", "Das Gespräch ist bei uns in der Filiale Nord um 9 Uhr.", "Filiale Nord"),
    # a favour that is asked, and no question to answer
    ("nl", "Mag ik u vragen om 13 uur langs te komen op het secretariaat?", "op het secretariaat"),
    ("nl", "Nieuw is dinsdag om 13 uur, zelfde locatie (De Eik, Breda).", "De Eik, Breda"),
    ("de", "Wollen wir am Samstag um 17 Uhr videotelefonieren?", "videotelefonieren"),
    ("nl", "Hiervoor maak je een video-interview dat je zelf opneemt.", "je zelf opneemt"),
]


def found(lang: str, text: str) -> str | None:
    place = places.find(source_of(Message(body=text)), lang).location_or_mode
    return None if place is None else place.words


@pytest.mark.parametrize(("lang", "text", "words"), SAID)
def test_where_and_how(lang, text, words):
    assert found(lang, text) == words


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # the reader's own telephone, and talks that were
        ("fr", "Installez-vous au calme et coupez votre téléphone avant le test."),
        ("fr", "Les auditions ont lieu le 12 août. Pour la Cour d'appel de Lomé."),
        ("nl", "We zien je maandag om 10 uur, zet je telefoon dan even uit."),
        ("en", "We will see you on Monday at 10. Please phone me if that does not suit."),
        ("de", "Wie telefonisch besprochen sehen wir uns am Montag um 10 Uhr."),
        # what is not told, or stays as it was
        ("fr", "Nouvelle date : lundi 4 mai\nLieu : sans changement"),
        ("en", "Your test is tomorrow at 11 AM.\nLocation : attached"),
        ("de", "Termin: Montag, 10 Uhr\nOrt: siehe Anhang"),
        ("nl", "Datum: maandag 7 december\nLocatie: ongewijzigd"),
        # forms, and words that end like a place's
        ("nl", "Datum: {{datum}}\nLocatie: {{locatie}} / Online: {{link}}"),
        ("nl", "Bevestiging 1e gesprek bij ons op maandag om 10 uur"),
        ("de", "Im Zeitraum Mai sehen wir uns zum Gespräch."),
        ("en", "Come in for 9 on one of those days."),
        ("de", "Sie wären am Montag um 10 Uhr an der Reihe."),
    ],
)
def test_no_place_and_no_way(lang, text):
    assert found(lang, text) is None


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://meet.harlow.example/entretien/4711", True),
        ("https://visio.lycee-baret.example/salle-2", True),
        ("https://teams.microsoft.com/l/meetup-join/19", True),
        ("https://www.harlow.example/meet", False),
        ("https://meetings-hotel.example/rooms", False),
    ],
)
def test_where_one_meets_on_the_internet(url, known):
    place = places.find(source_of(Message(body=f"Entretien lundi à 10 h.\nLien : {url}.")), "fr")
    words = place.meeting_url.words if place.meeting_url else None
    assert words == (url if known else None)
