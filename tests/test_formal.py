"""A letter as a Word file: read back, as the language lays it out."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from addin_server import letters
from addin_server.errors import LetterIncomplete, Malformed
from addin_server.formal import Party, written
from addin_server.model import LANGUAGES, Register

CATALOGUE = letters.load(None)
VALUES = {"company": "Linde BV", "job_title": "planner", "candidate_name": "Noor Claes"}
SENDER = Party(name="Noor Claes", address="Kerkstraat 3\n 9000 Gent \n", place="Gent")
ADDRESSEE = Party(name="Linde BV", address="Havenlaan 12\n1000 Brussel")
TODAY = date(2026, 12, 1)


def page(id="general", *, lang="nl", register=Register.FORMAL, values=None, **parties):
    parties = {"sender": SENDER, "addressee": ADDRESSEE} | parties
    content = written(
        CATALOGUE,
        id,
        lang=lang,
        register=register,
        values=VALUES | (values or {}),
        phrasing=0,
        today=TODAY,
        **parties,
    )
    return Document(BytesIO(content))


def texts(page):
    return [paragraph.text for paragraph in page.paragraphs]


def test_a_letter_in_dutch_from_top_to_bottom():
    found = texts(page(values={"contact_name": "mevrouw De Vries"}))
    assert found[:5] == [
        "Noor Claes\nKerkstraat 3\n9000 Gent",
        "Linde BV\nHavenlaan 12\n1000 Brussel",
        "Gent, 1 december 2026",
        "Betreft: Uitnodiging voor een gesprek: planner",
        "Geachte mevrouw De Vries,",
    ]
    assert found[-3:] == ["Met vriendelijke groet,", "\n\n", "Noor Claes"]
    letter = letters.render(
        CATALOGUE,
        "general",
        lang="nl",
        register=Register.FORMAL,
        values=VALUES | {"contact_name": "mevrouw De Vries"},
    )
    assert found[5:-3] == letter.text.strip().split("\n\n")[1:-1]


@pytest.mark.parametrize(
    ("lang", "dated", "subject", "right"),
    [
        ("nl", "Gent, 1 december 2026", "Betreft: ", 0),
        ("en", "1 December 2026", "", 1),
        ("fr", "Gent, le 1er décembre 2026", "Objet : ", 2),
        ("de", "Gent, 1. Dezember 2026", "", 1),
    ],
)
def test_each_language_has_its_own_layout(lang, dated, subject, right):
    sender = SENDER if lang != "en" else Party(name="Noor Claes", address="Gent")
    made = page(lang=lang, sender=sender)
    bold = [p.text for p in made.paragraphs if p.runs and p.runs[0].bold]
    assert dated in texts(made)
    assert len(bold) == 1
    assert bold[0].startswith(subject)
    aligned = [p for p in made.paragraphs if p.alignment == WD_ALIGN_PARAGRAPH.RIGHT]
    assert len(aligned) == right


def test_the_english_subject_stands_under_the_greeting():
    found = texts(page(lang="en", values={"contact_name": "Ms Owusu"}))
    greeting = found.index("Dear Ms Owusu,")
    assert "planner" in found[greeting + 1]


@pytest.mark.parametrize(
    ("contact", "greeting"),
    [("Madame Diallo", "Madame"), ("", "Madame, Monsieur"), ("Camille Roy", "Madame, Monsieur")],
)
def test_in_french_one_greets_by_the_title_and_closes_with_it(contact, greeting):
    found = texts(page(lang="fr", values={"contact_name": contact}))
    assert f"{greeting}," in found
    assert f"Je vous prie d’agréer, {greeting}, l’expression" in found[-3]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", [each.id for each in CATALOGUE.values() if each.side == "decline"])
def test_every_letter_of_a_candidate_can_be_one(lang, id):
    rich = {field.name: "zin" for field in CATALOGUE[id].fields} | VALUES
    for register in Register:
        found = texts(page(id, lang=lang, register=register, values=rich))
        assert "Noor Claes" in found[-1]
        assert all(line.strip() for line in found if line != "\n\n")


def test_nobody_named_leaves_no_empty_block():
    found = texts(page(sender=Party(), addressee=Party(), values={"candidate_name": ""}))
    assert found[0] == "1 december 2026"


def test_an_incomplete_letter_is_no_letter():
    with pytest.raises(LetterIncomplete):
        page(values={"company": ""})


def test_an_employer_answers_by_mail():
    with pytest.raises(Malformed, match="formal"):
        page("after-cv")


def test_the_file_says_who_made_it_nowhere():
    made = page()
    assert made.core_properties.author == ""
    assert made.core_properties.title == "Uitnodiging voor een gesprek: planner"


def test_control_characters_and_markup_are_only_text():
    made = page(sender=Party(name="<b>Noor</b> & Co", address="a\x0bb"))
    assert texts(made)[0].startswith("<b>Noor</b> & Co")


# --- over HTTP


def asked(client, id="general", **more):
    given = {"lang": "de", "values": VALUES, "sender": {"name": "Noor Claes", "place": "Gent"}}
    return client.post(f"/api/letters/{id}/formal", json=given | more)


def test_it_is_given_as_a_file_dated_today(client):
    answer = asked(client)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="brief.docx"'
    found = texts(Document(BytesIO(answer.content)))
    assert found[1] == "Gent, 23. November 2026"  # the clock of the tests


def test_errors_are_those_of_the_letter(client):
    answer = asked(client, values={})
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "letter_incomplete"
    assert asked(client, "after-cv").json()["error"]["code"] == "malformed"
    assert asked(client, "nope").status_code == 404
    assert asked(client, sender={"name": "x" * 201}).status_code == 422
