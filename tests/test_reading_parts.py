"""Newest part, signature and history, as the mail programs of four languages write them."""

import pytest

from addin_server.reading.parts import split

TEXT = "Dag Els, kun je donderdag om tien uur bij ons langskomen?"
OLD = "Dit is de oude tekst."

HISTORIES = {
    "outlook-nl": "Van: Els\nVerzonden: maandag 2 maart 2026 09:00\nAan: Jan\nOnderwerp: Vraag\n\n",
    "outlook-en": "From: Els\nSent: Monday, 2 March 2026 09:00\nTo: Jan\nSubject: Question\n\n",
    "outlook-fr": "De : Els\nEnvoyé : lundi 2 mars 2026 09:00\nÀ : Jan\nObjet : Question\n\n",
    "outlook-de": "Von: Els\nGesendet: Montag, 2. März 2026 09:00\nAn: Jan\nBetreff: Frage\n\n",
    "bold": "*Von:* Els\n*Gesendet:* Montag\n*An:* Jan\n*Betreff:* Frage\n\n",
    "gmail-nl": "Op ma 2 mrt 2026 om 09:00 schreef Els <els@mail.example>:\n\n",
    "gmail-en": "On Mon, Mar 2, 2026 at 9:00 AM Els <els@mail.example> wrote:\n\n",
    "gmail-fr": "Le lun. 2 mars 2026 à 09:00, Els <els@mail.example> a écrit :\n\n",
    "gmail-de": "Am Mo., 2. März 2026 um 09:00 Uhr schrieb Els <els@mail.example>:\n\n",
    "wrapped": "On Mon, Mar 2, 2026 at 9:00 AM Els van der Lange\n<els@mail.example> wrote:\n\n",
    "zoho": "---- On Mon, 02 Mar 2026 09:00:12 +0100 Els <els@mail.example> wrote ---\n\n",
    "separator-nl": "-----Oorspronkelijk bericht-----\n",
    "separator-en": "-----Original Message-----\n",
    "separator-fr": "-----Message d'origine-----\n",
    "separator-de": "-----Ursprüngliche Nachricht-----\n",
    "marks": "> ",
}


@pytest.mark.parametrize("program", HISTORIES)
def test_history_is_cut_off(program):
    body = f"{TEXT}\n\n{HISTORIES[program]}{OLD}\n"
    parts = split(body)
    assert body[slice(*parts.newest)].strip() == TEXT
    assert OLD in body[slice(*parts.quoted)]


@pytest.mark.parametrize(
    "close",
    [
        "Met vriendelijke groet,\nJan",
        "Kind regards\nJan",
        "Cordialement,\nJan",
        "Viele Grüße\nJan",
        "Groetjes, Jan",
        "Groeten Jan",
        "Thanks,\nJan",
        "Best,\nJan",
        "-- \nJan",
        "mfg\nJan",
    ],
)
def test_signature_is_cut_off(close):
    body = f"{TEXT}\n\n{close}\n06-12345678\n"
    parts = split(body)
    assert body[slice(*parts.newest)].strip() == TEXT
    assert body[slice(*parts.signature)].startswith(close.split("\n")[0])


def test_thanks_within_a_sentence_close_nothing():
    body = "Thanks for your letter.\nBest of luck with the move.\nBedankt voor alles en tot ziens."
    assert split(body).newest == (0, len(body))


def test_a_disclaimer_is_no_text():
    body = (
        f"{TEXT}\n\nThis e-mail and any attachments are confidential and meant for the addressee.\n"
    )
    assert body[slice(*split(body).newest)].strip() == TEXT


def test_a_postscript_belongs_to_the_text():
    body = f"{TEXT}\n\nGroet, Jan\n\nPS Laat je het voor vrijdag weten?"
    parts = split(body)
    assert body[slice(*parts.newest)].endswith("voor vrijdag weten?")
    assert body[slice(*parts.signature)].strip() == "Groet, Jan"


def test_an_answer_below_the_quotation_is_the_newest():
    body = f"Am 02.03.2026 um 09:00 schrieb Els:\n> {OLD}\n> Noch eine Zeile\n\n{TEXT}\n"
    parts = split(body)
    assert body[slice(*parts.newest)].strip() == TEXT
    assert OLD in body[slice(*parts.quoted)]


@pytest.mark.parametrize(
    ("subject", "head"),
    [
        ("FW: Vraag", "Ter info\n\n" + HISTORIES["outlook-nl"]),
        ("WG: Frage", HISTORIES["outlook-de"]),
        ("", "---------- Forwarded message ---------\n" + HISTORIES["outlook-en"]),
        ("Fwd: Question", "Begin forwarded message:\n\n" + HISTORIES["outlook-fr"]),
    ],
)
def test_of_a_mere_forward_the_forwarded_mail_is_read(subject, head):
    body = f"{head}{TEXT}\n"
    assert body[slice(*split(body, subject).newest)].strip() == TEXT


def test_a_forward_with_a_letter_of_its_own_is_not_mere():
    own = "Beste collega, deze sollicitant lijkt mij geschikt; wil jij hem volgende week spreken?"
    body = f"{own}\n\n{HISTORIES['outlook-nl']}{TEXT}\n"
    assert body[slice(*split(body, "FW: Vraag").newest)].strip() == own


def test_lines_beyond_the_cap_are_history():
    assert split("ja\n" * 7_000).newest == (0, 18_000)
