"""Days that look like something else, and hours that look like part of something else."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server.reading import deadline_words, moments
from addin_server.reading.source import Source

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)


def proposed(lang, text):
    said = moments.said_in(text, (0, len(text)), lang, MONDAY, AMSTERDAM)
    return [each.moment.words for each in said]


def until(lang, text):
    """The words and the instant; None when no answer is wanted by a moment."""
    ends = (len(text), len(text))
    source = Source(subject="", body=text, newest=(0, len(text)), signature=ends, quoted=ends)
    found = deadline_words.find(source, lang, MONDAY, AMSTERDAM)
    return found and (found.found.words, found.moment.start.isoformat()[:16])


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("de", "Für das Interview schlagen wir vor: Montag, 30. November, 9 Uhr.", "Montag, 30. "),
        ("de", "Ihr Gespräch findet statt: Donnerstag, 14:15 Uhr, Raum 3.", "Donnerstag, 14:"),
        ("fr", "Nous fixons votre entretien d'embauche le 2 décembre à 15 h.", "2 décembre à"),
        ("fr", "Nous vous prions de vous présenter le 02/12 au magasin.", "02/12"),
        ("en", "Sadly we must move from Tuesday; we now expect you Thursday at 3 pm.", "Thursday"),
    ],
)
def test_a_proposed_day_that_looks_like_another(lang, text, words):
    assert proposed(lang, text)[-1].startswith(words)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Wir melden uns vor Mittwoch bei Ihnen."),
        ("fr", "L'embauche le 2 février à 9 h suppose un casier vierge."),
        ("nl", "Welke dag past je tussen maandag en donderdag?"),
        ("en", "Which days suit you between 1 December and Friday 4 December?"),
        ("fr", "Quel jour vous arrange entre mardi et jeudi ?"),
        ("de", "Welcher Tag passt Ihnen zwischen dem 1. und dem 4. Dezember?"),
    ],
)
def test_days_that_nobody_proposes(lang, text):
    assert proposed(lang, text) == []


def test_between_two_hours_of_a_day_it_is_proposed():
    assert proposed("en", "We can meet on Monday between 9 and 11 or on Tuesday.") == [
        "Monday between 9 and 11"
    ]
    assert proposed("en", "Shall we say Monday or Tuesday?") == ["Monday", "Tuesday"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("New event: interview @ Wed Apr 7, 2027 10:30am", "Wed Apr 7, 2027 10:30am"),
        ("Your interview: Sat. May 8, 9 am", "Sat. May 8, 9 am"),
        ("You sat May up on 8 May at 9 am", "8 May at 9 am"),
        ("Your interview is on Monday at 8 in the forenoon.", "Monday at 8 in the forenoon"),
    ],
)
def test_a_short_weekday_before_a_month(text, words):
    assert proposed("en", text) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How about Friday, two fifteen or three thirty?", ["Friday, two fifteen", "three thirty"]),
        ("On Monday, ten twenty euro notes went missing.", ["Monday"]),
    ],
)
def test_an_hour_in_words_behind_a_day(text, words):
    assert proposed("en", text) == words


@pytest.mark.parametrize(
    ("lang", "text", "words", "instant"),
    [
        ("en", "Please let us know by two o'clock tomorrow.", "two o'clock tomorrow", "24T14:00"),
        ("en", "Please reply on Friday before 3 pm.", "Friday before 3 pm", "27T15:00"),
        ("nl", "Bevestig uiterlijk morgen vóór 12.00 uur.", "morgen vóór 12.00 uur", "24T12:00"),
        ("fr", "Répondez vendredi avant 11 h.", "vendredi avant 11 h", "27T11:00"),
        ("de", "Sagen Sie am Freitag bis 11 Uhr Bescheid.", "Freitag bis 11 Uhr", "27T11:00"),
        ("en", "Please mail me your yes, latest Friday.", "Friday", "27T17:00"),
        ("en", "Could you say which? The slots are kept till Friday.", "Friday", "27T17:00"),
        ("de", "Wir bitten um schriftliche Annahme binnen 3 Tagen.", "binnen 3 Tagen", "26T17:00"),
        ("fr", "Vidéo à enregistrer d'ici vendredi.", "vendredi", "27T17:00"),
        ("nl", "We hebben hem graag terug binnen 3 dagen.", "binnen 3 dagen", "26T17:00"),
    ],
)
def test_last_moments(lang, text, words, instant):
    assert until(lang, text) == (words, f"2026-11-{instant}")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "On Friday before 3 pm the office is quiet."),
        ("de", "Wir schlagen vor: Freitag, bitte bestätigen Sie das."),
        ("nl", "De startdatum is in overleg, ten laatste vrijdag."),
    ],
)
def test_no_last_moments(lang, text):
    assert until(lang, text) is None
