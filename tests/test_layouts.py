"""What invitations say in rows of a label and a value, however these are laid out."""

import pytest

from addin_server import reading
from addin_server.model import LANGUAGES
from tests.corpus import rows

ROWS = {
    "nl": (
        "Graag nodigen we je uit voor een sollicitatiegesprek.",
        ("Functie", "projectleider"),
        ("Bedrijf", "Hydrotech"),
        ("Datum", "dinsdag 1 december"),
        ("Tijd", "10.30 uur"),
        ("Locatie", "Kerkstraat 12, Gent"),
        ("Contactpersoon", "Anna de Wit"),
    ),
    "en": (
        "We would like to invite you to an interview.",
        ("Position", "project manager"),
        ("Company", "Hydrotech"),
        ("Date", "Tuesday 1 December"),
        ("Time", "10:30 am"),
        ("Location", "12 Church Street, Leeds"),
        ("Contact", "Anna Reed"),
    ),
    "fr": (
        "Nous avons le plaisir de vous inviter à un entretien d'embauche.",
        ("Poste", "chef de projet"),
        ("Entreprise", "Hydrotech"),
        ("Date", "mardi 1er décembre"),
        ("Heure", "10h30"),
        ("Lieu", "12 rue de la Gare, Lyon"),
        ("Contact", "Anna Morel"),
    ),
    "de": (
        "Wir laden Sie herzlich zum Vorstellungsgespräch ein.",
        ("Position", "Projektleiter"),
        ("Unternehmen", "Hydrotech"),
        ("Datum", "Dienstag, 1. Dezember"),
        ("Uhrzeit", "10:30 Uhr"),
        ("Ort", "Kirchstraße 12, Bonn"),
        ("Ansprechpartnerin", "Anna Roth"),
    ),
}
TEXT = {
    "colon": "{}: {}",
    "French colon": "{} : {}",
    "bold label": "**{}:** {}",
    "bold word": "*{}*: {}",
    "bullet": "• {}: {}",
    "dash before": "- {}: {}",
    "emoji": "📌 {}: {}",
    "tab": "{}\t{}",
    "line below": "{}\n{}",
    "line below colon": "{}:\n{}",
    "bar": "{} | {}",
    "drawn table": "| {} | {} |",
    "dash": "{} - {}",
    "rows apart": "{}: {}\n",
}
HTML = {
    "table": ("<table>{}</table>", "<tr><td>{}</td><td>{}</td></tr>"),
    "headed table": ("<table>{}</table>", "<tr><th>{}:</th><td>{}</td></tr>"),
    "definitions": ("<dl>{}</dl>", "<dt>{}</dt><dd>{}</dd>"),
    "paragraphs": ("<div>{}</div>", "<p><strong>{}:</strong> {}</p>"),
    "list": ("<ul>{}</ul>", "<li><b>{}</b>: {}</li>"),
}


def told(row):
    row |= {"id": "rows", "subject": None, "received": "2026-11-23T09:00:00+01:00"}
    found = reading.read(*rows.mail(row))
    said = (found.job_title, found.company, found.location_or_mode, found.contact_name)
    return [f"{moment.start:%m-%d %H:%M}" for moment in found.moments], *said


def expected(lang):
    _, title, company, _, _, place, contact = ROWS[lang]
    return ["12-01 10:30"], title[1], company[1], place[1], contact[1]


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("layout", TEXT)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_rows_of_a_text(lang, layout, above):
    said, *labelled = ROWS[lang]
    block = "\n".join(TEXT[layout].format(*row) for row in labelled)
    body = f"{said}\n\n{block}" if above else f"{block}\n\n{said}"
    assert told({"body": body}) == expected(lang)


@pytest.mark.parametrize("layout", HTML)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_rows_of_html(lang, layout):
    said, *labelled = ROWS[lang]
    around, each = HTML[layout]
    block = around.format("".join(each.format(*row) for row in labelled))
    assert told({"body": "", "html": f"<p>{said}</p>{block}"}) == expected(lang)


def test_below_a_label_that_is_left_open_the_next_is_no_post():
    body = "Je bent uitgenodigd voor een sollicitatiegesprek.\n\nFunctie:\nManager: Anna de Wit"
    assert reading.read(*rows.mail({"id": "rows", "body": body})).job_title is None
