"""Until when an answer is wanted: words without a moment, promises of the sender, which mails."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server.model import LANGUAGES, Address, Message
from addin_server.reading import deadline_words, reader
from addin_server.reading.deadline_signs import signs
from addin_server.reading.moment_patterns import words_of
from addin_server.reading.source import Source

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)


def until(lang, text):
    """The words, and the instant to the minute; None when no answer is wanted by a moment."""
    ends = (len(text), len(text))
    source = Source(subject="", body=text, newest=(0, len(text)), signature=ends, quoted=ends)
    found = deadline_words.find(source, lang, MONDAY, AMSTERDAM)
    if found is None:
        return None
    start = found.moment.start
    return found.found.words, start and start.isoformat()[:16]


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("nl", "Wilt u per omgaande bevestigen dat u komt?", "per omgaande"),
        ("nl", "Graag per kerende mail uw bevestiging.", "per kerende mail"),
        ("en", "Kindly send us your confirmation by return mail.", "by return mail"),
        ("en", "Please confirm your attendance by return of post.", "by return of post"),
        ("de", "Bitte bestätigen Sie den Termin umgehend.", "umgehend"),
        ("de", "Bitte antworten Sie postwendend.", "postwendend"),
    ],
)
def test_words_that_name_no_moment(lang, text, words):
    assert until(lang, text) == (words, None)


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        (
            "en",
            "Please confirm no later than two days before your visit.",
            "two days before your visit",
        ),
        ("en", "RSVP at least 48 hours ahead.", "at least 48 hours ahead"),
        (
            "nl",
            "Laat het uiterlijk twee dagen voor het gesprek weten.",
            "twee dagen voor het gesprek",
        ),
        (
            "nl",
            "Bevestig minstens drie werkdagen op voorhand.",
            "minstens drie werkdagen op voorhand",
        ),
        (
            "fr",
            "Merci de confirmer au plus tard deux jours avant l'entretien.",
            "deux jours avant l'entretien",
        ),
        (
            "fr",
            "Merci de confirmer au moins 48 heures à l'avance.",
            "au moins 48 heures à l'avance",
        ),
        (
            "de",
            "Bitte bestätigen Sie spätestens zwei Tage vor dem Gespräch.",
            "zwei Tage vor dem Gespräch",
        ),
    ],
)
def test_so_long_before_the_meeting(lang, text, words):
    assert until(lang, text) == (words, None)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Ihre Rückmeldung beantworten wir umgehend."),
        ("de", "Bitte bringen Sie die Unterlagen umgehend mit."),
        ("en", "If you cannot attend, please reply at least 24 hours in advance."),
        ("nl", "Mocht je verhinderd zijn, laat het dan minstens 24 uur van tevoren weten."),
        ("fr", "En cas d'empêchement, merci de répondre au moins 24 heures à l'avance."),
        ("de", "Sagen Sie mindestens 24 Stunden vorher ab, eine kurze Antwort genügt."),
        ("en", "Please reply; we open three days before your visit."),
    ],
)
def test_words_that_bind_not_every_reader(lang, text):
    assert until(lang, text) is None


def test_a_moment_wins_over_words_without_one():
    text = "Wilt u per omgaande, uiterlijk vrijdag, bevestigen dat u komt?"
    assert until("nl", text) == ("vrijdag", "2026-11-27T17:00")


@pytest.mark.parametrize(
    ("lang", "text", "words", "instant"),
    [
        ("fr", "Pouvez-vous me dire d'ici au 14 laquelle vous va ?", "14", "2026-12-14T17:00"),
        ("fr", "Répondez avant le 28 si possible.", "28", "2026-11-28T17:00"),
        ("nl", "Stuur je alles uiterlijk de 14e terug?", "de 14e", "2026-12-14T17:00"),
        (
            "en",
            "Please reply no later than the 28th.",
            "no later than the 28th",
            "2026-11-28T17:00",
        ),
    ],
)
def test_a_number_alone_is_the_next_such_day(lang, text, words, instant):
    assert until(lang, text) == (words, instant)


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("de", "Gib mir bald, spätestens aber am Montag Bescheid.", "Montag"),
        ("nl", "Laat het graag weten, uiterlijk echter maandag.", "maandag"),
        ("fr", "Merci de répondre vite, au plus tard toutefois lundi.", "lundi"),
    ],
)
def test_a_word_may_part_the_day_from_what_announces_it(lang, text, words):
    assert until(lang, text) == (words, "2026-11-30T17:00")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Please upload these within five working days."),
        ("nl", "Lever de papieren binnen vijf werkdagen in."),
        ("fr", "Fournissez ces pièces sous cinq jours ouvrables."),
        ("de", "Ihre Unterlagen sind binnen fünf Werktagen nachzureichen."),
    ],
)
def test_papers_that_are_wanted(lang, text):
    found = until(lang, text)
    assert found is not None
    assert found[1] == "2026-11-30T17:00"


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        (
            "en",
            "Please hand it in no later than ten days from now.",
            "no later than ten days from now",
        ),
        (
            "nl",
            "Lever de casus in, uiterlijk tien dagen na ontvangst.",
            "uiterlijk tien dagen na ontvangst",
        ),
        ("de", "Abzugeben spätestens zehn Tage nach Erhalt.", "spätestens zehn Tage nach Erhalt"),
        (
            "fr",
            "Renvoyez-le au plus tard dix jours après réception.",
            "au plus tard dix jours après réception",
        ),
        (
            "en",
            "Please sign it not later than ten days after you receive it.",
            "not later than ten days after you receive it",
        ),
        (
            "nl",
            "Lever de casus in, uiterlijk tien dagen nadat je de opdracht hebt ontvangen.",
            "uiterlijk tien dagen nadat je de opdracht hebt ontvangen",
        ),
        (
            "de",
            "Reichen Sie die Lösung ein, spätestens zehn Tage nachdem Sie die Aufgabe erhalten.",
            "spätestens zehn Tage nachdem Sie die Aufgabe erhalten",
        ),
        (
            "fr",
            "Renvoyez-le au plus tard dix jours après avoir reçu la lettre.",
            "au plus tard dix jours après avoir reçu",
        ),
        ("en", "You have ten days.", "ten days"),
        ("nl", "Je hebt tien dagen (niet langer), dan kijken we mee.", None),
        ("nl", "Voor de casus krijg je tien dagen.", "tien dagen"),
        ("de", "Für die Aufgabe haben Sie zehn Tage.", "zehn Tage"),
        ("fr", "Vous disposez de dix jours !", "dix jours"),
        ("en", "The link works for ten days.", "ten days"),
        ("nl", "De toets blijft tien dagen open.", "tien dagen"),
        ("de", "Der Zugang ist zehn Tage lang möglich.", "zehn Tage"),
        ("fr", "L'accès reste ouvert pendant dix jours.", "dix jours"),
    ],
)
def test_so_long_there_is_to_do_it(lang, text, words):
    assert until(lang, text) == (words and (words, "2026-12-03T17:00"))


@pytest.mark.parametrize("hours", ["2 hours", "45 minutes"])
def test_so_long_takes_the_test_itself(hours):
    assert until("en", f"You have {hours}.") is None


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "Please turn in your essay no later than Monday.", "no later than Monday"),
        ("en", "Hand in your drawings before Monday.", "Monday"),
        ("en", "Your case should reach us by Monday.", "Monday"),
        ("en", "The quiz can be taken up to Monday.", "Monday"),
        ("nl", "Wilt u ons de diploma's voor maandag toezenden?", "maandag"),
        ("nl", "Graag zien wij uw uitwerking tegemoet tot maandag.", "maandag"),
        ("nl", "De vragenlijst sluit maandag.", "maandag"),
        ("de", "Bitte die Mappe zum Montag einschicken.", "Montag"),
        ("de", "Der Fragebogen schließt am Montag.", "Montag"),
        ("fr", "Nous attendons vos plans avant lundi.", "lundi"),
        ("fr", "L'examen ferme lundi.", "lundi"),
        ("fr", "Merci de signer d'ici la fin de lundi.", "lundi"),
        ("fr", "Votre accord est attendu au plus tard lundi.", "au plus tard lundi"),
    ],
)
def test_work_that_is_wanted_by_a_day(lang, text, words):
    assert until(lang, text) == (words, "2026-11-30T17:00")


def test_the_steps_of_a_list_are_sentences():
    text = "1. Send us your papers\n2. A colleague looks at them, mostly within a day\n3. You start"
    assert until("en", text) is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "You can expect to hear from us by Friday, whatever we decide."),
        ("en", "Ann should send you the programme within a week."),
        ("fr", "Tu vas avoir notre réponse sous une semaine."),
        ("en", "Every applicant gets an answer within a week."),
        ("en", "If you have not heard from us within four weeks, we chose others."),
        ("en", "All candidates will be informed by Friday of our answer."),
        ("nl", "Iedere deelnemer krijgt binnen een week bericht."),
        ("nl", "Je mag binnen vijf werkdagen een reactie verwachten."),
        ("nl", "Uiterlijk vrijdag geven we uitsluitsel."),
        ("nl", "Binnen twee weken laten we iedereen weten wat het is."),
        ("fr", "Chaque participant recevra une réponse sous une semaine."),
        ("fr", "On te donne une réponse d'ici vendredi."),
        ("fr", "Sans réponse de notre part sous trois semaines, c'est non."),
        ("de", "Sie erhalten innerhalb von zwei Wochen eine Antwort."),
        ("de", "Mit einer Antwort können Sie bis Freitag rechnen."),
        ("de", "Jede Bewerberin bekommt binnen einer Woche Bescheid."),
        ("de", "Unsere Rückmeldung folgt bis Freitag."),
    ],
)
def test_what_the_sender_promises_is_no_deadline(lang, text):
    assert until(lang, text) is None


def read(sender, subject, body):
    message = Message(
        subject=subject, body=body, sender=Address(name=sender, email="a@example.org")
    )
    return reader.read(message, MONDAY, AMSTERDAM)


PAPERS = """Dear Amina,

We look forward to you joining Oakfield Joinery Ltd. Before you start we need a copy of your
passport, your bank details and the signed contract of employment.

Please send us these by 4 December 2026 so that payroll can set you up.

Kind regards,
Ruth Palmer
HR Administrator
"""
LOAN = """Dear Mr Shah,

Thank you for your application for a personal loan. We have considered it carefully and are unable
to offer you a loan at this time. Our decision was based on information from a credit reference
agency, and on what you told us of your job and your employer.

Please reply by 4 December 2026 if you would like a copy of your credit file.

Oakfield Building Society
Lending team
"""


def test_papers_for_a_job_have_a_last_day_and_an_employer():
    reading = read("Ruth Palmer", "Documents needed before you start", PAPERS)
    assert (reading.kind, reading.role) == ("other", "candidate")
    assert reading.reply_by == "4 December 2026"
    assert reading.company == "Oakfield Joinery Ltd"


def test_a_loan_has_neither():
    reading = read("Oakfield Building Society", "Your loan application", LOAN)
    assert (reading.kind, reading.role) == ("other", "none")
    assert (reading.reply_by, reading.reply_by_at, reading.company) == (None, None, None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_look_for_terms_passes_over_none(lang):
    lex = words_of(lang)["deadline"]
    before = [phrase for topic in ("within", "sure", "valid_for", "given") for phrase in lex[topic]]
    terms = [f"{phrase} 3 {unit}" for phrase in before for unit in lex["units"]]
    terms += [f"3 {unit} {phrase}" for phrase in lex["valid"] for unit in lex["units"]]
    numbers = [*words_of(lang)["numbers"], *lex["more"], "3 (drei)", "48", "five (5)"]
    written = [f"{number} {unit}" for number in numbers for unit in lex["units"]]
    terms += [f"{amount} {phrase}" for phrase in lex["ahead"] for amount in written]
    told = signs(lang).amounts.are_told
    assert [said for said in terms if not told(f"Noor, {said}.", 0, len(said) + 7)] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Het duurt een uur, van 14.00 tot 15.30 uur op ons kantoor. Bij 40 uur?"),
        ("en", "It takes about an hour, and we work 38 hours on weekdays."),
        ("fr", "Cela dure une heure, et nous travaillons 38 heures. Quatre jours."),
        ("de", "Es dauert eine Stunde, um 15.30 Uhr. Wir arbeiten 38 Stunden."),
    ],
)
def test_a_first_look_says_that_hours_are_no_terms(lang, text):
    assert not signs(lang).amounts.are_told(text, 0, len(text))
    assert signs(lang).amounts.are_told(f"{text} {TERM[lang]}", 0, len(text) + 99)
    assert not signs(lang).amounts.are_told(f"{text} {TERM[lang]}", 0, len(text))


TERM = {
    "nl": "Laat het binnen drie dagen weten.",
    "en": "Let us know within three days.",
    "fr": "Répondez sous trois jours.",
    "de": "Antworten Sie innerhalb von drei Tagen.",
}
