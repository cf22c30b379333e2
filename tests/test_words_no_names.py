"""Words of mails where a name may stand, and people whom no signature names."""

import pytest

from addin_server.model import Kind
from addin_server.reading.organisation_names import is_person
from tests.test_people import contact

FUNCTIONS = [
    ("nl", "Inschrijvingen", "inschrijvingen@maan.example"),
    ("nl", "Planning", "planning@maan.example"),
    ("en", "Interviews", "interviews@stone.example"),
    ("en", "Auto-response", "auto-response@stone.example"),
    ("fr", "Rendez-vous", "rendez-vous@ferrand.example"),
    ("fr", "Inscription", "inscription@ferrand.example"),
    ("de", "Termin", "termin@lenz.example"),
    ("de", "Anmeldung", "anmeldung@lenz.example"),
]

#: Given names that are words as well.
NAMES = [
    ("nl", "Floor", "floor@maan.example"),
    ("nl", "Ward", "ward@maan.example"),
    ("nl", "Jan-Willem", "jan-willem@maan.example"),
    ("en", "Grant", "grant@stone.example"),
    ("en", "Hope", "hope@stone.example"),
    ("en", "Hope Stone", "hope.stone@stone.example"),
    ("fr", "Aimé", "aime@ferrand.example"),
    ("de", "Jo", "jo@lenz.example"),
    ("de", "Meister", "meister@lenz.example"),
]

NOBODY = [
    ("nl", "Kom om acht uur.\n\nMet vriendelijke groet,\n\nHandtekening"),
    ("en", "Come at eight.\n\nYours faithfully\n\nInterview Booking"),
    ("fr", "Venez à huit heures.\n\nCordialement,\n\nCandidature"),
    ("de", "Kommen Sie um acht.\n\nMit freundlichen Grüßen\n\nUnterschrift"),
    ("de", "Sie sind dabei.\n\nGuten Tag Ruth Lenz\nIhr Platz ist sicher."),
]

TITLED = [
    ("nl", "Kom om acht uur.\n\nGroet,\nmevrouw Vrijdag", "mevrouw Vrijdag"),
    ("de", "Kommen Sie um acht.\n\nMit Gruß\nFrau Freitag", "Frau Freitag"),
]

ACTS = [
    ("nl", "Bel bij de poort. Hilde Maan loopt dan met je mee.", "Hilde Maan"),
    ("en", "Ring the bell at gate two.\nIvy Stone opens the door for you.", "Ivy Stone"),
    ("fr", "Sonnez à la grille. Luce Ferrand vous mènera au labo.", "Luce Ferrand"),
    ("nl", "Bel bij de poort. Hilde Maan opent de deur.", None),
    ("en", "Come at eight. At Flourmill we show you around.", None),
    ("de", "Kommen Sie um acht. Alte Mühle zeigt Ihnen den Weg.", None),
    ("nl", "Kom om acht uur. Voor Vragen mag je bellen.", None),
]

SPOKEN = [
    ("nl", "Hallo, met Hilde Maan, ik bel over uw brief.", "Hilde Maan"),
    ("en", "Hello, this is Ivy calling from the mill. Ring me back.", "Ivy"),
    ("en", "About your letter. I will be brief, this is Ivy Stone, ring me back.", "Ivy Stone"),
    ("fr", "Bonjour, ici Luce, de chez Ferrand. Rappelez-moi.", "Luce"),
    ("nl", "U hoort Hilde Maan van de brouwerij. Belt u mij terug?", "Hilde Maan"),
    ("fr", "Bonjour, Luce Ferrand à l'appareil, rappelez-moi.", "Luce Ferrand"),
    ("de", "Guten Tag Frau Vogel, Ruth Lenz am Apparat, bitte rufen Sie zurück.", "Ruth Lenz"),
    ("de", "Sie hören Ruth Lenz vom Sägewerk. Rufen Sie zurück?", "Ruth Lenz"),
    ("de", "Sie treffen: Ruth Lenz\nBis Montag", "Ruth Lenz"),
]

LABELS = [
    ("nl", "Dag: maandag\n👤 Met: Hilde Maan\nTot maandag.\n"),
    ("nl", "Dag: maandag\nContactpersoon -- Hilde Maan\nTot maandag.\n"),
    ("nl", "Dag – maandag\nMet – Hilde Maan\nTot maandag.\n"),
]

HOUSES = ["Ivy | Flourmill", "Ivy — Flourmill", "Ivy · Flourmill", "Ivy @ Flourmill"]


@pytest.mark.parametrize(("lang", "name", "email"), FUNCTIONS)
def test_a_function_is_no_sender(lang, name, email):
    assert contact("8:00.", lang, sender=name, email=email) is None


@pytest.mark.parametrize(("lang", "name", "email"), NAMES)
def test_a_name_that_is_a_word_too_is_a_sender(lang, name, email):
    assert contact("8:00.", lang, sender=name, email=email) == name


@pytest.mark.parametrize(("lang", "body"), NOBODY)
def test_a_word_of_mails_signs_for_nobody(lang, body):
    assert contact(body, lang) is None


@pytest.mark.parametrize(("lang", "body", "name"), TITLED)
def test_behind_a_title_any_word_is_a_name(lang, body, name):
    assert contact(body, lang) == name


@pytest.mark.parametrize(("lang", "body", "name"), ACTS)
def test_who_does_something_for_the_reader(lang, body, name):
    assert contact(body, lang) == name


@pytest.mark.parametrize("kind", [Kind.REJECTION_RECEIVED, Kind.JOB_ALERT])
def test_nobody_acts_where_nobody_meets(kind):
    assert contact("Thank you. Ivy Stone wishes you luck.", "en", kind=kind) is None


@pytest.mark.parametrize(("lang", "body", "name"), SPOKEN)
def test_who_says_their_name(lang, body, name):
    assert contact(body, lang) == name


@pytest.mark.parametrize(("lang", "body"), LABELS)
def test_labels_in_any_layout(lang, body):
    assert contact(body, lang) == "Hilde Maan"


@pytest.mark.parametrize("line", HOUSES)
def test_a_given_name_and_a_house_sign(line):
    assert contact(f"Please come at eight.\n\n{line}", "en") == "Ivy"


def test_a_post_on_a_line_of_its_own_is_no_house():
    assert is_person("Meeting Point", "en")
