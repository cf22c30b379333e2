"""What ordinary sentences say of a mail: employer, contact, place, when to answer, post.

The sentences are in `corpus/ordinary.<lang>.toml`: `{}` in a mail is each of `words` in turn, which
is then to be found; of days and hours when they are. `beside_title` has words that are no part of
the post before them.
"""

import tomllib
from pathlib import Path

import pytest

from addin_server import reading
from addin_server.model import LANGUAGES
from tests.corpus import rows

CORPUS = Path(__file__).parent / "corpus"
FIELDS = (
    "company",
    "contact_name",
    "location_or_mode",
    "interview_starts",
    "reply_by",
    "job_title",
    "beside_title",
)
MOST = 2  #: of a field and a language that may be read otherwise, since models are learnt


def read(text):
    subject, _, body = text.partition("\n") if text.startswith("Subject: ") else ("", "", text)
    row = {"subject": subject.removeprefix("Subject: ") or None, "body": body}
    row |= {"id": "ordinary", "received": "2026-11-23T09:00:00+01:00"}
    return reading.read(*rows.mail(row))


def said(told, field):
    """The words of the mail for a field."""
    return next((each.words for each in told.evidence if each.field == field), "")


def is_right(table, text, word, field):
    told = read(text.replace("{}", word))
    if field == "beside_title":
        return told.job_title == table["job_title"]
    if field == "interview_starts":
        starts = [moment.start for moment in told.moments if moment.start]
        return [f"{start:%Y-%m-%dT%H:%M}" for start in starts] == [table["words"][word]]
    if field == "reply_by":
        return word.split()[-1] in said(told, field)
    value = getattr(told, field) or ""
    if field == "location_or_mode":  # English and German leave off what leads to a place
        return word in value or (value != "" and word.endswith(f" {value}"))
    return value == word


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_ordinary_sentences_say(lang, field):
    tables = tomllib.loads((CORPUS / f"ordinary.{lang}.toml").read_text("utf-8"))[field]
    cases = [
        (table, text, word)
        for table in (tables if isinstance(tables, list) else [tables])
        for text in table["mails"]
        for word in table["words"]
    ]
    missed = [case[1:] for case in cases if not is_right(*case, field)]
    assert len(cases) > 10 * MOST
    assert len(missed) <= MOST, missed


RULES = [
    # A surname after a trade, before a noun for a house, is a house and no post.
    (
        "company",
        "Baker Logistics",
        "We chose another candidate.\n\nRegards,\nHR Team\nBaker Logistics",
    ),
    ("job_title", None, "Baker Logistics would like to invite you to an interview on Tuesday."),
    (
        "company",
        "Baker Logistics",
        "We chose another candidate.\n\nRegards,\nAnna Poe | Baker Logistics",
    ),
    # With a capital and no article, a sentence begins with a name.
    (
        "company",
        "Hydrotech",
        "Hydrotech sucht Verstärkung und lädt Sie zum Vorstellungsgespräch ein.",
    ),
    ("company", None, "Der Betrieb lädt Sie am Dienstag zum Vorstellungsgespräch ein."),
    (
        "company",
        "Koren & Co",
        "Subject: Nachtmens zoekt bakkerij\nIk solliciteer graag bij Koren & Co.",
    ),
    # Departments before a house, in small letters behind an article.
    (
        "company",
        "Transports Morel",
        "Nous vous invitons à un entretien.\n\nCordialement,\nLa direction de Transports Morel",
    ),
    (
        "company",
        "KRSF",
        "Wir laden Sie zum Vorstellungsgespräch ein.\n\nViele Grüße\n\ni. A. Anna Poe\nKRSF",
    ),
    (
        "company",
        "Van Dijk Logistiek",
        "Helaas gaan we niet met je verder.\n\nMet vriendelijke groet,\nTeam Van Dijk Logistiek",
    ),
    # Who is named with a colleague, and behind a title within a sentence.
    (
        "contact_name",
        "Priya Shah",
        "Your interview is at our Leeds office with Priya Shah and one other panel member.",
    ),
    (
        "company",
        None,
        "Your interview is at our Leeds office with Priya Shah and one other panel member.",
    ),
    (
        "contact_name",
        "Frau Lehmann",
        "Ihr Vorstellungsgespräch führt Frau Lehmann am Montag um 9 Uhr.",
    ),
    (
        "contact_name",
        None,
        "Frau Amina Haddad,\n\nSie sind am Montag um 9 Uhr zum Vorstellungsgespräch eingeladen.",
    ),
    (
        "contact_name",
        None,
        "We would like to invite you to an interview on MS Teams on Monday at 10.",
    ),
    # `von der` before a noun for a house leads to it; before another word it is a surname.
    (
        "contact_name",
        "Brandt",
        "Hier ist Brandt von der Firma Lehmann. Kommen Sie zum Vorstellungsgespräch?",
    ),
    (
        "contact_name",
        "Jana von der Heide",
        "Hallo, hier ist Jana von der Heide. Wir möchten Sie zum Vorstellungsgespräch einladen.",
    ),
    # What to bring is nobody; a mark before a single name is a way to sign.
    (
        "contact_name",
        None,
        "Zum Vorstellungsgespräch mitbringen:\n\n- Gültigen Pass\n- Ihre Zeugnisse\n\nBis bald.",
    ),
    ("contact_name", "Anna Poe", "Your interview is on Monday at 10.\n\n- Anna Poe"),
    (
        "contact_name",
        None,
        "Madame, Monsieur Lefort,\n\nNous vous invitons à un entretien mardi à 14h.",
    ),
    # A town with a date signs nothing, and another date is no post.
    (
        "contact_name",
        "Julien Hirte",
        "Ich bewerbe mich bei Ihnen als Koch.\n\nJulien Hirte\nKöln, 07.08.2026",
    ),
    (
        "contact_name",
        None,
        "Ich bewerbe mich bei Ihnen als Koch. Ich freue mich sehr. Köln, 07.08.2026",
    ),
    (
        "job_title",
        None,
        "Als Ersatztermin für das Vorstellungsgespräch passt uns Dienstag um 14 Uhr.",
    ),
    # A name may end in figures, a number of a vacancy has no name before them.
    ("company", "Work360", "Thank you for applying to Work360. We have received your application."),
    ("company", None, "Thank you for applying to REQ123. We have received your application."),
    (
        "company",
        "Hydrotech",
        "Sie haben sich bei Hydrotech 12. Dezember beworben. Leider müssen wir Ihnen absagen.",
    ),
    # Two trades are a name, two departments none.
    ("company", "Home & Care", "We chose another candidate.\n\nKind regards,\nHome & Care"),
    ("company", None, "We chose another candidate.\n\nKind regards,\nSales & Marketing"),
    # A field begins a name, a department stands before one.
    ("company", "Data Minds AI", "Thank you for applying to Data Minds AI. We chose another."),
    ("company", "Hydrotech", "We chose another candidate.\n\nKind regards,\nData Team Hydrotech"),
    # No house ends in what is applied for.
    (
        "company",
        None,
        "Subject: Application for Frontend Developer Position\n"
        "I am writing to express my interest in the Frontend Developer position.",
    ),
    # In small letters only what is an address as a whole, or goes on with a capital.
    (
        "company",
        "hires.de",
        "Vielen Dank für Ihre Bewerbung bei hires.de. Leider müssen wir Ihnen absagen.",
    ),
    (
        "company",
        None,
        "Vielen Dank für Ihre Bewerbung bei hires.de/koch. Leider müssen wir Ihnen absagen.",
    ),
    ("company", "iZorg", "Bedankt voor je sollicitatie bij iZorg. Helaas kiezen we een ander."),
    # A label may be the first word of a mail.
    ("candidate_name", "Anna Poe", "Candidate: Anna Poe\n\nYou are invited to an interview."),
    # Below the closing a name may have small letters, if its words say nothing else.
    ("contact_name", "anna poe", "You are invited to an interview.\n\nBest regards,\nanna poe"),
    ("contact_name", None, "You are invited to an interview.\n\nBest regards,\ndetails below"),
    ("contact_name", None, "You are invited to an interview.\n\nBest regards,\nmarina caretaker"),
    (
        "contact_name",
        None,
        "You are invited to an interview.\n\nGood luck with everything,\nTeam Poe",
    ),
    # Initials end no sentence.
    ("contact_name", "J. Baker", "You are invited to an interview.\n\nInterviewer: J. Baker"),
    # Between two titles Dutch `of` is `or`, behind an English one it is not.
    ("job_title", "Head of Sales", "Bedankt voor je sollicitatie als Head of Sales."),
    (
        "job_title",
        "Assistentin der Geschäftsführung",
        "Ihre Bewerbung als Assistentin der Geschäftsführung ist da.",
    ),
    ("job_title", "Assistentin", "Ihre Bewerbung als Assistentin der Kita Sonne ist da."),
    ("job_title", "Koch", "Ihre Bewerbung als Koch zum Sommer ist da."),
    ("job_title", "Koch", "Ihre Bewerbung als Koch im Service ist da."),
    # Where one is to be is no house, though a house may stand there.
    (
        "company",
        None,
        "Je bent uitgenodigd voor een sollicitatiegesprek.\n\nAdres: Kerkstraat 12, Gent",
    ),
    (
        "company",
        "Hydrotech",
        "Je bent uitgenodigd voor een sollicitatiegesprek.\n\nAdres: Hydrotech, Kerkstraat 12",
    ),
    ("company", None, "We would like to invite you to an interview on Tuesday at Level 5, Sydney."),
    (
        "location_or_mode",
        "Platz der Einheit 1, Bonn",
        "Wir laden Sie zum Vorstellungsgespräch ein. Unsere Adresse ist Platz der Einheit 1, Bonn.",
    ),
    # Who writes for a client is not the employer, however well the name is read.
    (
        "company",
        "Hydrotech",
        "Je hebt dinsdag om 10 uur een sollicitatiegesprek bij onze klant Hydrotech.\n\n"
        "Met vriendelijke groet,\nAnna Bos\nCabinet Morel",
    ),
    # Belgian streets, and the number of a letter box or a door.
    (
        "location_or_mode",
        "Steenweg op Leuven 33, Brussel",
        "We nodigen je uit voor een sollicitatiegesprek op dinsdag om 10 uur, Steenweg op Leuven "
        "33, Brussel.",
    ),
    (
        "location_or_mode",
        "Kerkstraat 12 bus 3, 9000 Gent",
        "We nodigen je uit voor een sollicitatiegesprek op dinsdag om 10 uur. Adres: Kerkstraat 12 "
        "bus 3, 9000 Gent.",
    ),
    (
        "location_or_mode",
        "rue de la Loi 16 bte 3, 1000 Bruxelles",
        "Nous vous invitons à un entretien d'embauche mardi à 10h, rue de la Loi 16 bte 3, 1000 "
        "Bruxelles.",
    ),
    (
        "location_or_mode",
        "Lange Gasse 4, Top 5, 1080 Wien",
        "Wir laden Sie am Dienstag um 10 Uhr zum Vorstellungsgespräch ein: Lange Gasse 4, Top 5, "
        "1080 Wien",
    ),
    # A room's number is no hour.
    (
        "location_or_mode",
        "Raum 12",
        "Wir möchten Sie am Dienstag um 10 Uhr in Raum 12 zum Vorstellungsgespräch begrüßen.",
    ),
]


@pytest.mark.parametrize(("field", "expected", "text"), RULES)
def test_rules_beside_ordinary_sentences(field, expected, text):
    assert getattr(read(text), field) == expected
