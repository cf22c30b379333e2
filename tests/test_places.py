"""Where and how: places named in front of their street, in tables, without one, and on paper."""

import pytest

from addin_server.model import LANGUAGES, Mode
from addin_server.reading import places
from addin_server.reading.index import Text
from addin_server.reading.place_products import MODES
from addin_server.reading.place_words import words
from addin_server.reading.source import Source
from addin_server.resources import lexicon

SITE = Mode.ON_SITE


def mail(body):
    end = len(body)
    return Source(subject="", body=body, newest=(0, end), signature=(end, end), quoted=(end, end))


def found(lang, text):
    place = places.find(mail(text), lang)
    return place.location_or_mode.words if place.location_or_mode else None, place.mode


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        # what stands in front of the street
        (
            "en",
            "Friday 4 May at 13h45\nThe Assembly Hall, Brackwater College, 7 Heron Lane, Selby",
            "The Assembly Hall, Brackwater College, 7 Heron Lane, Selby",
        ),
        (
            "en",
            "The venue is unchanged: 2nd floor, Orchard Chambers, 18 Castle Street, Derby.",
            "2nd floor, Orchard Chambers, 18 Castle Street, Derby",
        ),
        ("en", "See you on Monday, 18 Castle Street, Derby.", "18 Castle Street, Derby"),
        (
            "nl",
            "Om 16.20 uur in het gemeentehuis, trouwzaal, Kerkplein 2 te Workum.",
            "in het gemeentehuis, trouwzaal, Kerkplein 2 te Workum",
        ),
        ("nl", "We spreken elkaar met Els, Kerkplein 2 te Workum.", "Kerkplein 2 te Workum"),
        (
            "fr",
            "À 14h, Le Moulin Vert, 12 rue des Tanneurs, Albi.",
            "Le Moulin Vert, 12 rue des Tanneurs, Albi",
        ),
        (
            "de",
            "Um 9 Uhr in unser Schulungshaus, Gerbergasse 5 in Zug.",
            "in unser Schulungshaus, Gerbergasse 5 in Zug",
        ),
        (
            "de",
            "Um 9 Uhr in das Schulungshaus, Gerbergasse 5 in Zug.",
            "Schulungshaus, Gerbergasse 5 in Zug",
        ),
        ("de", "Ihr Gespräch, Gerbergasse 5 in Zug, dauert eine Stunde.", "Gerbergasse 5 in Zug"),
        # a name in front of its noun
        (
            "en",
            "Doors open at 9 a.m.\nSeaview Grand Hotel, Salon B, 3100 Harbor Pkwy, Mobile, AL",
            "Seaview Grand Hotel, Salon B, 3100 Harbor Pkwy, Mobile, AL",
        ),
        ("en", "This will take place at our Marston site.", "at our Marston site"),
        ("en", "We will see you in the Ormond shop at 8.50 on Monday.", "in the Ormond shop"),
        # streets with their number behind, and what follows
        (
            "fr",
            "Nous vous attendons à 9h, chaussée de Mons 210, 1070 Anderlecht.",
            "chaussée de Mons 210, 1070 Anderlecht",
        ),
        ("fr", "Rendez-vous à 9h, Rue du Lac 12, 1800 Vevey.", "Rue du Lac 12, 1800 Vevey"),
        (
            "fr",
            "Rendez-vous à 9h au 33 place du Marché, à Sète.",
            "33 place du Marché, à Sète",
        ),
        # no street
        (
            "fr",
            "Vous serez reçue par Mme Roux, bâtiment C4, local 2/10, au Rivage.",
            "bâtiment C4, local 2/10, au Rivage",
        ),
        (
            "de",
            "Montag, 10:00 Uhr oder Dienstag, 14:30 Uhr,\n\njeweils am Standort Lahr. "
            "Am Vortag besprechen wir alles telefonisch.",
            "Standort Lahr",
        ),
        ("nl", "Meldt u zich bij de conciërge?", "bij de conciërge"),
        ("en", "Thursday 3:45, the Northside salon, bring scissors.", "the Northside salon"),
        ("nl", "De molen staat aan de Zuiddijk, kom om 10 uur.", "aan de Zuiddijk"),
        ("de", "Das Gespräch ist am Montag in der Comeniusgasse.", "Comeniusgasse"),
        (
            "fr",
            "Viens à 8h, rue des Alouettes derrière le Lidl.",
            "rue des Alouettes derrière le Lidl",
        ),
        ("fr", "À 13h05, au centre d'examen de Lens.", "au centre d'examen de Lens"),
        ("fr", "Rendez-vous à 14h à la salle polyvalente.", "à la salle polyvalente"),
        ("de", "Um 9 Uhr passiert in der Werkstatt das Wesentliche.", "Werkstatt"),
        (
            "de",
            "Zum Gespräch um 9 Uhr bei Herrn Zehender im Haus 3, Eingang Ost.",
            "Haus 3, Eingang Ost",
        ),
        # tables: a cell is a tab away
        ("fr", "Date\tjeudi 7 mai\nLieu\tRue du Lac 12, Vevey", "Rue du Lac 12, Vevey"),
        ("nl", "Wanneer\tmaandag\nWaar\tCampus Zuid, lokaal B0.12", "Campus Zuid, lokaal B0.12"),
        # the writer's, in a town
        (
            "nl",
            "Het gesprek is maandag in onze brouwerij in Wijnegem.",
            "in onze brouwerij in Wijnegem",
        ),
        ("en", "The interview is on Monday at our quarry in Selby.", "at our quarry in Selby"),
        # a word for the noun, and an hour in words
        ("nl", "Om acht uur wachten we in de kleine zaal.", "in de kleine zaal"),
        ("en", "Our meeting point is at 9 a.m. at the stage door.", "at the stage door"),
        (
            "nl",
            "Bel maar aan bij de blauwe deur, tweede verdieping.",
            "bij de blauwe deur, tweede verdieping",
        ),
        # where it ends, and what is minutes
        (
            "en",
            "Please report to the Gatehouse at Kings Training Centre by 0815 hrs.",
            "the Gatehouse at Kings Training Centre",
        ),
        ("de", "Ihr Gespräch um 9 Uhr ist im Haus (geht auf uns).", "Haus"),
        (
            "fr",
            "Entretien jeudi 12h45, boulevard Anspach 15, 1000 Bruxelles.",
            "boulevard Anspach 15, 1000 Bruxelles",
        ),
        # the place rather than that it is one
        (
            "en",
            "Please come in person to the Whitmore Library for your interview on Tuesday at 10am.",
            "the Whitmore Library",
        ),
        ("fr", "Entretien sur place, à 9h, à l'hôtel Lumen.", "à l'hôtel Lumen"),
        ("nl", "Het gesprek om 10 uur is ter plaatse.", "ter plaatse"),
    ],
)
def test_where_it_is(lang, text, words):
    assert found(lang, text) == (words, SITE)


@pytest.mark.parametrize(
    ("lang", "text", "words", "mode"),
    [
        ("nl", "We houden een beeldgesprek om 10 uur.", "beeldgesprek", Mode.VIDEO),
        ("nl", "Om 10 uur volgt een telefoontje over de baan.", "telefoontje", Mode.PHONE),
        ("nl", "Film jezelf en vertel over je werk.", "Film jezelf", Mode.RECORDED),
        ("en", "The next step is a visio with our director at 10am.", "visio", Mode.VIDEO),
        ("en", "We ask you to film yourself.", "film yourself", Mode.RECORDED),
        ("fr", "On fera l'entretien en vidéo à 10h.", "en vidéo", Mode.VIDEO),
        ("fr", "À 10h, nos conseillères vous téléphonent.", "vous téléphonent", Mode.PHONE),
        ("fr", "Il s'agit de vous filmer.", "vous filmer", Mode.RECORDED),
        ("de", "Wir sprechen um 10 Uhr per WhatsApp-Video.", "per WhatsApp-Video", Mode.VIDEO),
        ("de", "Das Gespräch um 10 Uhr ist fernmündlich.", "fernmündlich", Mode.PHONE),
        ("de", "Nun folgt Ihr Selbstinterview.", "Selbstinterview", Mode.RECORDED),
    ],
)
def test_how_it_is_held(lang, text, words, mode):
    assert found(lang, text) == (words, mode)


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("nl", "De volgende stap is een online assessment van een uur.", "online assessment"),
        ("en", "The next stage is an online test in two parts.", "online test"),
        ("fr", "L'étape suivante est un test en ligne.", "test en ligne"),
        ("de", "Es folgt ein Online-Test.", "Online-Test"),
    ],
)
def test_a_test_taken_alone_is_no_call(lang, text, words):
    assert found(lang, text) == (words, None)


@pytest.mark.parametrize("form", ["[Office Address, Floor]", "{{ Office Location }}"])
def test_a_form_to_fill_in_is_no_place(form):
    words, _ = found("en", f"We invite you to an interview at {form} on Tuesday at 10am.")
    assert words is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Het gesprek maandag gaat over werken in ons team in Utrecht."),
        ("en", "The interview on Monday is about work in our team in Leeds."),
        ("en", "Sorry to mess you about: the interview on Monday is off."),
        ("de", "Am Montag dürfen wir Sie zum Gespräch laden."),
    ],
)
def test_what_is_no_place(lang, text):
    words, _ = found(lang, text)
    assert words is None


def test_a_street_is_not_any_place():
    words, _ = found("fr", "Puis-je vous proposer de prendre place le vendredi 24 mai ?")
    assert words is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_way_to_meet_is_known_and_what_leads_to_it(lang):
    lex, known = lexicon(lang, "places"), words(lang).modes
    for mode in MODES:
        for phrase in lex[mode]:
            for said in (phrase, f"{lex['via'][0]} {phrase}"):
                text = Text(f"({said})")
                [m] = known.find(text, 0, len(text))
                assert m[0] == said, m
                assert m.lastgroup == mode or phrase in lex[m.lastgroup]


def test_products_are_known_as_they_are_written():
    known = words("en").modes
    for said in ("Microsoft Teams", "via Zoom", "Cisco Webex", "Google Meet", "Spark Hire"):
        text = Text(f"({said})")
        assert [m[0] for m in known.find(text, 0, len(text))] == [said]
    assert not known.within(Text("zooms into the teams"))
