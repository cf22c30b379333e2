"""What days and hours of a list share, and last moments as everyday mails tell them."""

import pytest

from addin_server import reading
from addin_server.model import Kind, Message
from addin_server.reading import deadline_words, moments

from .test_moments import AMSTERDAM, MONDAY, mail, read

LISTS = [
    (
        "nl",
        "Kies maar: de 1e, de 3e of de 8e om tien uur.",
        "12-01 10:00, 12-03 10:00, 12-08 10:00",
    ),
    ("fr", "Libre le 1er, le 3 ou le 8 décembre à 10 h ?", "12-01 10:00, 12-03 10:00, 12-08 10:00"),
    ("en", "Tuesday 1 or Wednesday 2 December at four perhaps?", "12-01 16:00, 12-02 16:00"),
    # Each on its own line, the hours below.
    (
        "en",
        "Two dates to choose from:\n\nTue 1 December – Bath\nThu 3 December – Wells\n\n"
        "Both run from 9.15am to 3.30pm.",
        "12-01 09:15, 12-03 09:15",
    ),
    (
        "fr",
        "Deux dates possibles :\n- mar. 1 décembre - Lyon\n- jeu. 3 décembre - Lille\n\n"
        "C'est de 9h à 15h30.",
        "12-01 09:00, 12-03 09:00",
    ),
    (
        "nl",
        "Er zijn twee dagen:\n- di 1 december - Gent\n- do 3 december - Aalst\n\n"
        "Beide dagen van 9 tot 15 uur.",
        "12-01 09:00, 12-03 09:00",
    ),
    (
        "de",
        "Zwei Termine:\n- Di, 1. Dezember - Köln\n- Do, 3. Dezember - Bonn\n\n"
        "Jeweils von 9 bis 15 Uhr.",
        "12-01 09:00, 12-03 09:00",
    ),
    # Hours that stand apart from their day.
    (
        "de",
        "Am Dienstag, 1. Dezember, haben wir noch 10 Uhr, 11:30 Uhr und 16 Uhr frei.",
        "12-01 10:00, 12-01 11:30, 12-01 16:00",
    ),
    (
        "nl",
        "Op dinsdag 1 december hebben we nog 10.00 uur of 16.00 uur vrij.",
        "12-01 10:00, 12-01 16:00",
    ),
    # A zone that is named once.
    ("en", "Times he has, in Lisbon time:\n- 1 Dec: 09:30, 16:00", "12-01 10:30, 12-01 17:00"),
    ("en", "Tue 1 Dec at 10:00 CET or Wed 2 Dec at 11:00?", "12-01 10:00, 12-02 11:00"),
    ("nl", "Alle uren in Londense tijd: di 1 december om 10.00 uur.", "12-01 11:00"),
    ("fr", "Horaires en heure de Londres : mardi 1 décembre à 10h.", "12-01 11:00"),
    ("de", "Alle Zeiten in UTC: Dienstag, 1. Dezember, 10 Uhr.", "12-01 11:00"),
    ("en", "The IST team is free on 1 December at 10:00.", "12-01 10:00"),
    (
        "en",
        "Is 1 December at 10:00 UTC fine, or 11:00 Dublin time on 2 December, or 3 December at 9?",
        "12-01 11:00, 12-02 12:00, 12-03 09:00",
    ),
]


@pytest.mark.parametrize(("lang", "text", "expected"), LISTS)
def test_what_days_and_hours_share(lang, text, expected):
    assert [start[5:16] for start in read(lang, text)] == expected.split(", ")


def test_a_day_that_ends_a_sentence_takes_no_hours_from_another():
    text = "Thursday 3 December instead of the 1st. The manager joins us then. Same time, 13:30."
    assert read("en", text) == ["2026-12-03 13:30"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tue 1 December – Bath\nThu 3 December – Wells\n\nWe start at 9.15am.", "Tue 1 December"),
        ("Tue 1 December at our office in Bath. We start at 9.15am.", None),
        (
            "Tue 1 December is the day" + " of your life" * 12 + ". We start at 9.15am.",
            "Tue 1 December",
        ),
    ],
)
def test_hours_told_far_away_are_no_words_of_a_day(text, words):
    first = moments.find(mail(text), "en", MONDAY, AMSTERDAM)[0].moment
    assert first.start is not None
    assert first.words == (words or text[:-1])


@pytest.mark.parametrize("sign", [".", ")"])
def test_the_number_of_a_line_is_no_day(sign):
    text = f"Er is ruimte op:\n\n1{sign} di 1 december, 10.00 uur\n2{sign} do 3 december, 11.00 uur"
    found = moments.find(mail(text), "nl", MONDAY, AMSTERDAM)
    assert [f.moment.words for f in found] == [
        "di 1 december, 10.00 uur",
        "do 3 december, 11.00 uur",
    ]


def test_a_word_above_a_list_is_not_before_its_first_day():
    text = "Choose from:\n\nTuesday 1 December\nThursday 3 December"
    assert read("en", text) == ["Tuesday 1 December", "Thursday 3 December"]
    assert read("en", "We are open from:\nTuesday 1 December") == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The tests must be completed by 4 December."),
        ("fr", "Les deux tests doivent être terminés pour le 4 décembre."),
    ],
)
def test_a_day_to_be_ready_by_is_none_to_meet(lang, text):
    assert read(lang, text) == []


def test_a_recruiter_who_would_like_to_ring_proposes_no_interview():
    text = (
        "Dear Vera,\n\nI hope you don't mind me approaching you. My client, a private bank, "
        "is looking for a head of compliance and your profile caught my eye on LinkedIn. "
        "Would you be open to a confidential call on Tuesday at 17:00?\n\nKind regards,\n"
        "Rupert Ainslie\nPartner, Brodie Executive Search"
    )
    found = reading.read(Message(body=text, received=MONDAY), MONDAY, AMSTERDAM)
    assert (found.kind, found.moments) == (Kind.RECRUITER_OUTREACH, ())


DEADLINES = [
    # Complete, sign, upload, choose.
    (
        "de",
        "Bitte schließen Sie das Interview innerhalb von 5 Tagen ab.",
        "innerhalb von 5 Tagen",
        "11-28 17:00",
    ),
    (
        "de",
        "Unterschreib den Vertrag bitte innerhalb einer Woche.",
        "innerhalb einer Woche",
        "11-30 17:00",
    ),
    ("de", "Um Rückantwort bis 1. Dezember wird gebeten.", "1. Dezember", "12-01 17:00"),
    (
        "fr",
        "Téléversez-la sur le portail d'ici au 1 décembre, 18h.",
        "1 décembre, 18h",
        "12-01 18:00",
    ),
    ("fr", "Les tests doivent être terminés pour le 4 décembre.", "4 décembre", "12-04 17:00"),
    (
        "nl",
        "Dit kan op je telefoon, dag en nacht, tot en met 4 december.",
        "4 december",
        "12-04 17:00",
    ),
    ("nl", "Wil je die voor vrijdag uploaden via je profiel?", "vrijdag", "11-27 17:00"),
    ("en", "DM me by tomorrow.", "tomorrow", "11-24 17:00"),
    ("en", "Send word within a week.", "within a week", "11-30 17:00"),
    # The answer is asked for right beside the day.
    ("nl", "Lukt het niet? Geef het ons vandaag nog door.", "vandaag nog", "11-23 17:00"),
    ("en", "Get back to me tonight if you can.", "tonight", "11-23 17:00"),
    (
        "de",
        "Geben Sie uns bitte noch in dieser Woche Bescheid.",
        "noch in dieser Woche",
        "11-27 17:00",
    ),
    # So long a link works, or a moment is kept.
    ("nl", "De link blijft 7 dagen actief.", "7 dagen", "11-30 17:00"),
    ("nl", "Dit tijdslot houden we 48 uur voor je vrij.", "48 uur", "11-25 09:00"),
    ("de", "Ihr Zugang ist 7 Tage lang gültig.", "7 Tage", "11-30 17:00"),
    ("en", "We hold this slot for 48 hours.", "48 hours", "11-25 09:00"),
    (
        "fr",
        "Le créneau vous est réservé pendant 48 heures.",
        "48 heures",
        "11-25 09:00",
    ),
    ("fr", "Nous maintenons le créneau jusqu'à demain soir.", "demain soir", "11-24 17:00"),
    # The end of a month.
    (
        "nl",
        "Stuur het getekend terug vóór het einde van de maand.",
        "het einde van de maand",
        "11-30 17:00",
    ),
    ("en", "Please let us know by the end of the month.", "end of the month", "11-30 17:00"),
    ("fr", "Merci de répondre avant la fin du mois.", "la fin du mois", "11-30 17:00"),
    (
        "de",
        "Bitte lassen Sie mich bis Monatsende wissen, ob es passt.",
        "Monatsende",
        "11-30 17:00",
    ),
    # What belongs to the words of a day.
    (
        "nl",
        "Laat je het uiterlijk morgen aan het eind van de dag weten?",
        "morgen aan het eind van de dag",
        "11-24 17:00",
    ),
    ("en", "Please confirm by tomorrow EOD.", "tomorrow EOD", "11-24 17:00"),
    (
        "fr",
        "Inscription obligatoire jusqu'au 4 décembre inclus.",
        "4 décembre inclus",
        "12-04 17:00",
    ),
    ("de", "Bitte bis Freitag Dienstschluss bestätigen.", "Freitag Dienstschluss", "11-27 17:00"),
    # A dot behind an ordinal.
    (
        "en",
        "Sign it and have it back to us before the 8th. If not, say so.",
        "the 8th",
        "12-08 17:00",
    ),
    # To confirm is asked for, whatever else is.
    (
        "en",
        "Please confirm your attendance and the title of your presentation by 4 December.",
        "4 December",
        "12-04 17:00",
    ),
]


@pytest.mark.parametrize(("lang", "text", "words", "instant"), DEADLINES)
def test_last_moments_of_every_day(lang, text, words, instant):
    found = deadline_words.find(mail(text), lang, MONDAY, AMSTERDAM)
    assert found is not None
    told = f"{found.moment.start.astimezone(AMSTERDAM):%m-%d %H:%M}"
    assert (found.moment.words, told) == (words, instant)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # Whenever it suits until then.
        ("en", "Could you give me a ring any time before 16:00 today?"),
        ("nl", "Kun je me bellen, het liefst op elk moment voor 16.00 uur vandaag?"),
        ("fr", "Pouvez-vous me rappeler à tout moment avant 16h30 aujourd'hui ?"),
        ("de", "Rufen Sie mich gern jederzeit vor 16 Uhr am Freitag an?"),
        # What the sender promised.
        ("fr", "Je vous avais promis un retour cette semaine sur votre candidature."),
        ("nl", "Ik had je beloofd deze week te laten weten hoe het staat."),
        ("en", "I promised you an answer this week."),
        ("nl", "Reageer met één klik, dan belt een collega je binnen 24 uur."),
        # How long something takes, and hours of a clock.
        ("nl", "Je hebt per vraag twee minuten de tijd."),
        ("nl", "Ik heb maandag om 19.00 uur voor u gereserveerd."),
        # Somebody is away.
        ("de", "Bis Monatsende bin ich verreist, schreiben Sie mir danach."),
        ("en", "Please send your slides by 4 December."),
    ],
)
def test_no_last_moment_to_answer(lang, text):
    assert deadline_words.find(mail(text), lang, MONDAY, AMSTERDAM) is None
