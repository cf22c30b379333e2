"""How people are addressed: a table of names, and what may never happen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.model import LANGUAGES, Register
from addin_server.salutation import closing, greeting

F, I = Register.FORMAL, Register.INFORMAL  # noqa: E741

#: Name as written, register, and the greeting in nl, en, fr, de.
NAMES = [
    (
        "Prof. dr. Els Maes",
        F,
        "Geachte professor Maes,",
        "Dear Professor Maes,",
        "Bonjour Professeur Maes,",
        "Guten Tag Prof. Dr. Maes,",
    ),
    ("", F, "Goedendag,", "Dear hiring team,", "Bonjour,", "Guten Tag,"),
    ("", I, "Hallo,", "Hello,", "Bonjour,", "Hallo,"),
    ("Lotte", F, "Beste Lotte,", "Dear Lotte,", "Bonjour Lotte,", "Guten Tag Lotte,"),
    ("Lotte", I, "Beste Lotte,", "Hi Lotte,", "Bonjour Lotte,", "Hallo Lotte,"),
    (
        "Jan de Vries",
        F,
        "Geachte Jan de Vries,",
        "Dear Jan de Vries,",
        "Bonjour Jan de Vries,",
        "Guten Tag Jan de Vries,",
    ),
    ("Jan de Vries", I, "Beste Jan,", "Hi Jan,", "Bonjour Jan,", "Hallo Jan,"),
    (
        "mevrouw De Vries",
        F,
        "Geachte mevrouw De Vries,",
        "Dear Ms De Vries,",
        "Bonjour Madame De Vries,",
        "Sehr geehrte Frau De Vries,",
    ),
    (
        "mevrouw de Vries",
        F,
        "Geachte mevrouw De Vries,",
        "Dear Ms de Vries,",
        "Bonjour Madame de Vries,",
        "Sehr geehrte Frau de Vries,",
    ),
    (
        "Mevr. Anna de Vries",
        F,
        "Geachte mevrouw De Vries,",
        "Dear Ms de Vries,",
        "Bonjour Madame de Vries,",
        "Sehr geehrte Frau de Vries,",
    ),
    ("Mevr. Anna de Vries", I, "Beste Anna,", "Hi Anna,", "Bonjour Anna,", "Hallo Anna,"),
    (
        "mw. A. Peeters",
        F,
        "Geachte mevrouw Peeters,",
        "Dear Ms Peeters,",
        "Bonjour Madame Peeters,",
        "Sehr geehrte Frau Peeters,",
    ),
    (
        "mw. A. Peeters",
        I,
        "Beste mevrouw Peeters,",
        "Dear Ms Peeters,",
        "Bonjour Madame Peeters,",
        "Hallo Frau Peeters,",
    ),
    (
        "dhr. J.P. van den Berg",
        F,
        "Geachte heer Van den Berg,",
        "Dear Mr van den Berg,",
        "Bonjour Monsieur van den Berg,",
        "Sehr geehrter Herr van den Berg,",
    ),
    (
        "de heer Karel Van Damme",
        F,
        "Geachte heer Van Damme,",
        "Dear Mr Van Damme,",
        "Bonjour Monsieur Van Damme,",
        "Sehr geehrter Herr Van Damme,",
    ),
    ("De heer Karel Van Damme", I, "Beste Karel,", "Hi Karel,", "Bonjour Karel,", "Hallo Karel,"),
    (
        "Lotte van 't Hoff",
        F,
        "Geachte Lotte van 't Hoff,",
        "Dear Lotte van 't Hoff,",
        "Bonjour Lotte van 't Hoff,",
        "Guten Tag Lotte van 't Hoff,",
    ),
    (
        "mevrouw van ’t Hoff",
        F,
        "Geachte mevrouw Van ’t Hoff,",
        "Dear Ms van ’t Hoff,",
        "Bonjour Madame van ’t Hoff,",
        "Sehr geehrte Frau van ’t Hoff,",
    ),
    (
        "mw. 't Hoff",
        F,
        "Geachte mevrouw 't Hoff,",
        "Dear Ms 't Hoff,",
        "Bonjour Madame 't Hoff,",
        "Sehr geehrte Frau 't Hoff,",
    ),
    (
        "mevrouw d'Hondt",
        F,
        "Geachte mevrouw D'Hondt,",
        "Dear Ms d'Hondt,",
        "Bonjour Madame d'Hondt,",
        "Sehr geehrte Frau d'Hondt,",
    ),
    (
        "Vries, Jan de",
        F,
        "Geachte Jan de Vries,",
        "Dear Jan de Vries,",
        "Bonjour Jan de Vries,",
        "Guten Tag Jan de Vries,",
    ),
    ("Vries, Jan de", I, "Beste Jan,", "Hi Jan,", "Bonjour Jan,", "Hallo Jan,"),
    ("Peeters, Lotte (HR)", I, "Beste Lotte,", "Hi Lotte,", "Bonjour Lotte,", "Hallo Lotte,"),
    (
        '"Peeters, Lotte"',
        F,
        "Geachte Lotte Peeters,",
        "Dear Lotte Peeters,",
        "Bonjour Lotte Peeters,",
        "Guten Tag Lotte Peeters,",
    ),
    (
        "'Lotte Peeters'",
        F,
        "Geachte Lotte Peeters,",
        "Dear Lotte Peeters,",
        "Bonjour Lotte Peeters,",
        "Guten Tag Lotte Peeters,",
    ),
    (
        "Lotte Peeters | Voorbeeld nv",
        F,
        "Geachte Lotte Peeters,",
        "Dear Lotte Peeters,",
        "Bonjour Lotte Peeters,",
        "Guten Tag Lotte Peeters,",
    ),
    (
        "Lotte Peeters - Voorbeeld nv",
        I,
        "Beste Lotte,",
        "Hi Lotte,",
        "Bonjour Lotte,",
        "Hallo Lotte,",
    ),
    (
        "Lotte Peeters via LinkedIn",
        I,
        "Beste Lotte,",
        "Hi Lotte,",
        "Bonjour Lotte,",
        "Hallo Lotte,",
    ),
    (
        "mevrouw Peeters - Jansen",
        F,
        "Geachte mevrouw Peeters-Jansen,",
        "Dear Ms Peeters-Jansen,",
        "Bonjour Madame Peeters-Jansen,",
        "Sehr geehrte Frau Peeters-Jansen,",
    ),
    (
        "Mevrouw Sara De Vries-Jansen",
        F,
        "Geachte mevrouw De Vries-Jansen,",
        "Dear Ms De Vries-Jansen,",
        "Bonjour Madame De Vries-Jansen,",
        "Sehr geehrte Frau De Vries-Jansen,",
    ),
    (
        "Ms Ana García Márquez",
        F,
        "Geachte mevrouw Ana García Márquez,",
        "Dear Ms Ana García Márquez,",
        "Bonjour Madame Ana García Márquez,",
        "Sehr geehrte Frau Ana García Márquez,",
    ),
    ("Ms Ana García Márquez", I, "Beste Ana,", "Hi Ana,", "Bonjour Ana,", "Hallo Ana,"),
    (
        "Mr Smith",
        F,
        "Geachte Mr Smith,",
        "Dear Mr Smith,",
        "Bonjour Monsieur Smith,",
        "Guten Tag Mr Smith,",
    ),
    ("Mr. John Smith", I, "Beste John,", "Hi John,", "Bonjour John,", "Hallo John,"),
    (
        "Mrs Jones",
        F,
        "Geachte mevrouw Jones,",
        "Dear Mrs Jones,",
        "Bonjour Madame Jones,",
        "Sehr geehrte Frau Jones,",
    ),
    (
        "Miss Amy Jones",
        F,
        "Geachte mevrouw Jones,",
        "Dear Miss Jones,",
        "Bonjour Madame Jones,",
        "Sehr geehrte Frau Jones,",
    ),
    ("Mx Sam Lee", F, "Geachte Sam Lee,", "Dear Mx Lee,", "Bonjour Sam Lee,", "Guten Tag Sam Lee,"),
    (
        "Mme Dupont",
        F,
        "Geachte mevrouw Dupont,",
        "Dear Ms Dupont,",
        "Bonjour Madame Dupont,",
        "Sehr geehrte Frau Dupont,",
    ),
    ("Mme Claire Dupont", I, "Beste Claire,", "Hi Claire,", "Bonjour Claire,", "Hallo Claire,"),
    (
        "M. Dupont",
        F,
        "Geachte M. Dupont,",
        "Dear M. Dupont,",
        "Bonjour Monsieur Dupont,",
        "Guten Tag M. Dupont,",
    ),
    (
        "Monsieur Paul Martin",
        F,
        "Geachte heer Martin,",
        "Dear Mr Martin,",
        "Bonjour Monsieur Martin,",
        "Sehr geehrter Herr Martin,",
    ),
    (
        "DUPONT Marie",
        F,
        "Geachte Marie Dupont,",
        "Dear Marie Dupont,",
        "Bonjour Marie Dupont,",
        "Guten Tag Marie Dupont,",
    ),
    ("Marie DUPONT", I, "Beste Marie,", "Hi Marie,", "Bonjour Marie,", "Hallo Marie,"),
    (
        "MARIE DUPONT",
        F,
        "Geachte Marie Dupont,",
        "Dear Marie Dupont,",
        "Bonjour Marie Dupont,",
        "Guten Tag Marie Dupont,",
    ),
    (
        "Frau Müller",
        F,
        "Geachte mevrouw Müller,",
        "Dear Ms Müller,",
        "Bonjour Madame Müller,",
        "Sehr geehrte Frau Müller,",
    ),
    (
        "Frau Müller",
        I,
        "Beste mevrouw Müller,",
        "Dear Ms Müller,",
        "Bonjour Madame Müller,",
        "Hallo Frau Müller,",
    ),
    (
        "Herr Dr. Max Weber",
        F,
        "Geachte heer Weber,",
        "Dear Mr Weber,",
        "Bonjour Monsieur Weber,",
        "Sehr geehrter Herr Dr. Weber,",
    ),
    (
        "Frau Prof. Dr. Eva von Berg",
        F,
        "Geachte mevrouw Von Berg,",
        "Dear Ms von Berg,",
        "Bonjour Madame von Berg,",
        "Sehr geehrte Frau Prof. Dr. von Berg,",
    ),
    (
        "Dr. Anna Weber",
        F,
        "Geachte doctor Weber,",
        "Dear Dr Weber,",
        "Bonjour Docteur Weber,",
        "Guten Tag Dr. Weber,",
    ),
    ("Dr. Anna Weber", I, "Beste Anna,", "Hi Anna,", "Bonjour Anna,", "Hallo Anna,"),
    (
        "Prof. Weber",
        F,
        "Geachte professor Weber,",
        "Dear Professor Weber,",
        "Bonjour Professeur Weber,",
        "Guten Tag Prof. Weber,",
    ),
    (
        "ir. Peeters",
        F,
        "Geachte ir. Peeters,",
        "Dear ir. Peeters,",
        "Bonjour ir. Peeters,",
        "Guten Tag ir. Peeters,",
    ),
    (
        "J. de Vries",
        F,
        "Geachte J. de Vries,",
        "Dear J. de Vries,",
        "Bonjour J. de Vries,",
        "Guten Tag J. de Vries,",
    ),
    (
        "J. de Vries",
        I,
        "Beste J. de Vries,",
        "Hi J. de Vries,",
        "Bonjour J. de Vries,",
        "Hallo J. de Vries,",
    ),
    (
        "Van Damme",
        F,
        "Geachte Van Damme,",
        "Dear Van Damme,",
        "Bonjour Van Damme,",
        "Guten Tag Van Damme,",
    ),
    ("Van Damme", I, "Beste Van Damme,", "Hi Van Damme,", "Bonjour Van Damme,", "Hallo Van Damme,"),
    (
        "jan de vries",
        F,
        "Geachte Jan de Vries,",
        "Dear Jan de Vries,",
        "Bonjour Jan de Vries,",
        "Guten Tag Jan de Vries,",
    ),
    (
        "Jan de Vries, MSc",
        F,
        "Geachte Jan de Vries,",
        "Dear Jan de Vries,",
        "Bonjour Jan de Vries,",
        "Guten Tag Jan de Vries,",
    ),
    (
        "Ann-Sofie Claes",
        I,
        "Beste Ann-Sofie,",
        "Hi Ann-Sofie,",
        "Bonjour Ann-Sofie,",
        "Hallo Ann-Sofie,",
    ),
    (
        "Jean-Pierre Dubois",
        I,
        "Beste Jean-Pierre,",
        "Hi Jean-Pierre,",
        "Bonjour Jean-Pierre,",
        "Hallo Jean-Pierre,",
    ),
    (
        "Seán O'Brien",
        F,
        "Geachte Seán O'Brien,",
        "Dear Seán O'Brien,",
        "Bonjour Seán O'Brien,",
        "Guten Tag Seán O'Brien,",
    ),
    (
        "Mr O'Brien",
        F,
        "Geachte Mr O'Brien,",
        "Dear Mr O'Brien,",
        "Bonjour Monsieur O'Brien,",
        "Guten Tag Mr O'Brien,",
    ),
    ("José", I, "Beste José,", "Hi José,", "Bonjour José,", "Hallo José,"),
    ("李伟", F, "Beste 李伟,", "Dear 李伟,", "Bonjour 李伟,", "Guten Tag 李伟,"),
    (
        "محمد علي",
        F,
        "Geachte محمد علي,",
        "Dear محمد علي,",
        "Bonjour محمد علي,",
        "Guten Tag محمد علي,",
    ),
    ("jobs@example.com", F, "Goedendag,", "Dear hiring team,", "Bonjour,", "Guten Tag,"),
    ("HR-team Voorbeeld", F, "Goedendag,", "Dear hiring team,", "Bonjour,", "Guten Tag,"),
    ("Team Recruitment", F, "Goedendag,", "Dear hiring team,", "Bonjour,", "Guten Tag,"),
    ("Recruitment Team", I, "Hallo,", "Hello,", "Bonjour,", "Hallo,"),
    ("...", F, "Goedendag,", "Dear hiring team,", "Bonjour,", "Guten Tag,"),
    ("Ben Jansen", I, "Beste Ben,", "Hi Ben,", "Bonjour Ben,", "Hallo Ben,"),
    ("Kim (she/her) Park", I, "Beste Kim,", "Hi Kim,", "Bonjour Kim,", "Hallo Kim,"),
    (
        'Willem "Wim" Jansen',
        F,
        "Geachte Willem Jansen,",
        "Dear Willem Jansen,",
        "Bonjour Willem Jansen,",
        "Guten Tag Willem Jansen,",
    ),
    (
        "<b>Eve</b>",
        F,
        "Beste <b>Eve</b>,",
        "Dear <b>Eve</b>,",
        "Bonjour <b>Eve</b>,",
        "Guten Tag <b>Eve</b>,",
    ),
    (
        "Lotte Peeters <lotte@example.com>",
        F,
        "Geachte Lotte Peeters,",
        "Dear Lotte Peeters,",
        "Bonjour Lotte Peeters,",
        "Guten Tag Lotte Peeters,",
    ),
    ("mevrouw", F, "Goedendag,", "Dear hiring team,", "Bonjour,", "Guten Tag,"),
    (
        "  Lotte \n  Peeters ",
        F,
        "Geachte Lotte Peeters,",
        "Dear Lotte Peeters,",
        "Bonjour Lotte Peeters,",
        "Guten Tag Lotte Peeters,",
    ),
]


@pytest.mark.parametrize(("name", "register", "nl", "en", "fr", "de"), NAMES)
def test_greetings(name, register, nl, en, fr, de):
    said = [greeting(name, lang, register) for lang in ("nl", "en", "fr", "de")]
    assert said == [nl, en, fr, de]


def test_the_table_is_long_enough_to_mean_something():
    assert len(NAMES) >= 40


def test_without_register_it_is_formal():
    assert greeting("Jan de Vries", "nl", None) == "Geachte Jan de Vries,"
    assert closing("nl", None) == closing("nl", F)


def test_a_title_may_come_apart_from_the_name():
    assert greeting("Lotte Peeters", "nl", F, "mevrouw") == "Geachte mevrouw Peeters,"
    assert greeting("mevrouw Peeters", "nl", F, "mevrouw") == "Geachte mevrouw Peeters,"
    assert greeting("Weber", "de", F, "Herr Dr.") == "Sehr geehrter Herr Dr. Weber,"
    assert greeting(None, "nl", F, "mevrouw") == "Goedendag,"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("register", [F, I, None])
def test_nobody_is_greeted_neutrally(lang, register):
    assert greeting(None, lang, register) == greeting("  ", lang, register) != ""


@pytest.mark.parametrize(
    ("lang", "formal", "informal"),
    [
        ("nl", "Met vriendelijke groet,", "Hartelijke groet,"),
        ("en", "Kind regards,", "Best wishes,"),
        ("fr", "Bien cordialement,", "Bien à toi,"),
        ("de", "Mit freundlichen Grüßen", "Viele Grüße"),
    ],
)
def test_closings(lang, formal, informal):
    assert closing(lang, F) == formal
    assert closing(lang, I) == informal


GENDERED = ("mevrouw", "heer", "meneer", "Mr", "Ms", "Mrs", "Madame", "Monsieur", "Frau", "Herr")


@given(
    first=st.sampled_from(["Lotte", "Jan", "Andrea", "Kim", "Sascha", "Dominique", "J."]),
    last=st.sampled_from(["Peeters", "de Vries", "van 't Hoff", "García Márquez", "Weber"]),
    lang=st.sampled_from(LANGUAGES),
    register=st.sampled_from([F, I, None]),
)
@settings(max_examples=100, deadline=None)
def test_no_gender_is_guessed(first, last, lang, register):
    said = greeting(f"{first} {last}", lang, register)
    assert not any(word in said.rstrip(",").split() for word in GENDERED)


@given(
    name=st.text(max_size=80),
    lang=st.sampled_from(LANGUAGES),
    register=st.sampled_from([F, I, None]),
)
@settings(max_examples=100, deadline=None)
def test_any_text_gives_one_line_that_ends_well(name, lang, register):
    said = greeting(name, lang, register)
    assert said.endswith(",")
    assert len(said.splitlines()) == 1
    assert "  " not in said
