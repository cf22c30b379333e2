"""Employers and agencies: where their names stand in a mail, and what is none."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.model import LANGUAGES, Kind
from addin_server.reading import organisation_board, organisations
from addin_server.reading import organisation_domains as domains
from addin_server.reading import organisation_senders as senders
from addin_server.reading.index import Text
from addin_server.reading.source import Found, Source

INVITATION, OUTREACH, APPLICATION = (
    Kind.INTERVIEW_INVITATION,
    Kind.RECRUITER_OUTREACH,
    Kind.APPLICATION,
)


def read(body, lang, kind=INVITATION, subject="", name="", email="", to=""):
    end = len(body)
    source = Source(
        subject=Text(subject),
        body=Text(body),
        newest=(0, end),
        signature=(end, end),
        quoted=(end, end),
        sender_name=name,
        sender_email=email,
        recipient_email=to,
    )
    found = organisations.find(source, lang, kind)
    for part in (found.company, found.agency):
        assert part is None or part.start == part.end or source_text(source, part) == part.words
    return (found.company and found.company.value), (found.agency and found.agency.value)


def source_text(source, found):
    text = source.subject if found.part == "subject" else source.body
    return text[found.start : found.end]


def company(*args, **kwargs):
    return read(*args, **kwargs)[0]


SIGNED = {
    "nl": [
        ("Past dat?\n\nGroetjes\nBram Oost\nGlazenwasserij Blinkend", "Glazenwasserij Blinkend"),
        ("Past dat?\n\nBram Oost\nploegleider, Brouwerij 't Kruikje", "Brouwerij 't Kruikje"),
        ("Past dat?\n\nPersoneelsdienst WZC De Meander", "WZC De Meander"),
        (
            "Past dat?\n\nGroeten van de ploeg van kinderdagverblijf Pareltje",
            "kinderdagverblijf Pareltje",
        ),
    ],
    "en": [
        ("Does that work?\n\nTa\nAnn Poe\nFerndale Borough Council", "Ferndale Borough Council"),
        ("Does that work?\n\nAnn Poe\nHead of Talent @ Brightmoor", "Brightmoor"),
        ("Does that work?\n\nAnn Poe, Oakhurst Dental", "Oakhurst Dental"),
        ("Does that work?\n\nAnn Poe\nFoundry Lane 213\nLeeds", None),
    ],
    "fr": [
        ("Merci !\n\nAnne Roux\nFerme pédagogique du Moulinet", "Ferme pédagogique du Moulinet"),
        ("Merci !\n\nCordialement,\nAnne Roux\nDirectrice, Lycée des Ormeaux", "Lycée des Ormeaux"),
        ("Cela vous va ?\n\nAnne Roux & Paul – Studio Grenadine", "Studio Grenadine"),
        ("Cela vous va ?\n\nAnne Roux\nDirectrice des ressources humaines", None),
    ],
    "de": [
        ("Passt das?\n\nUwe Brandt\nKinderhaus Sonnenau e. V.", "Kinderhaus Sonnenau e. V."),
        ("Passt das?\n\nUwe Brandt\nSchulleiter, Gymnasium am Auwald", "Gymnasium am Auwald"),
        ("Ja?\n\nSchöne Grüße\nBlaufeld GmbH & Co. KG\ni. A. Uwe Brandt", "Blaufeld GmbH & Co. KG"),
        ("Passt das?\n\nGesegnete Grüße\nUwe Brandt, Pfarrer", None),
    ],
}


@pytest.mark.parametrize(
    ("lang", "body", "name"), [(lang, *row) for lang in SIGNED for row in SIGNED[lang]]
)
def test_who_signs_for_whom(lang, body, name):
    assert company(body, lang, name=body.split("\n")[-2].split(",")[0][:9]) == name


@pytest.mark.parametrize(
    ("lang", "body", "email", "name"),
    [
        ("nl", "Kom gerust langs!\nkira van zwenk", "kira@zwenk.example", "zwenk"),
        ("nl", "Kom langs. Vraag naar Jo.\nTeam Zwaluwnest", "hr@zwaluwnest.be", "Zwaluwnest"),
        ("en", "See you at ten. The bell says 'Zanto'.", "ines@zanto.example", "Zanto"),
        ("en", "Come in.\nMandy and all at Odd Hats Nursery", "m@oddhats.uk", "Odd Hats Nursery"),
        ("fr", "La Banque Orvelle vous attend à 9 h.", "c@orvelle.fr", "Banque Orvelle"),
        ("fr", "Merci !\nL'équipe Talents de Sylphe", "talents@sylphe.fr", "Sylphe"),
        ("de", "Bis dann!\nDeine Crew der Felsbar", "hallo@felsbar.example", "Felsbar"),
        ("de", "Bis dann!\nResi vom Mühlwirt", "job@muehlwirt.at", "Mühlwirt"),
    ],
)
def test_the_domain_is_spelt_by_the_words_of_the_mail(lang, body, email, name):
    assert company(body, lang, email=email) == name


@pytest.mark.parametrize(
    ("lang", "body", "kind", "expected"),
    [
        (
            "nl",
            "Ik heb je cv voorgesteld bij Molenrust Zorg.\n\nJo Vos\nZorgkracht Werving",
            INVITATION,
            ("Molenrust Zorg", "Zorgkracht Werving"),
        ),
        (
            "en",
            "I've just come off the phone with Wexley Mills and they'd love to see you.\n\n"
            "Ann Poe\nPeaktop Recruitment",
            INVITATION,
            ("Wexley Mills", "Peaktop Recruitment"),
        ),
        (
            "fr",
            "Notre mandant, la clinique Orsa, désire vous rencontrer.\n\nLuc Petit\nArmel Intérim",
            INVITATION,
            ("Orsa", "Armel Intérim"),
        ),
        (
            "de",
            "Die Sensorik Nordau AG sucht eine Leiterin.\n\nUwe Brandt\nMacherköpfe GmbH",
            OUTREACH,
            ("Sensorik Nordau AG", "Macherköpfe GmbH"),
        ),
        (
            "nl",
            "Voor een opdrachtgever zoek ik een kok.\n\nJo Vos\nRijk & Vrij",
            OUTREACH,
            ("Rijk & Vrij", "Rijk & Vrij"),
        ),
        ("en", "We'd like to meet you.\n\nAnn Poe\nOakhurst Dental", INVITATION, None),
    ],
)
def test_who_stands_between(lang, body, kind, expected):
    signer = body.split("\n")[-2]
    found = read(body, lang, kind, name=signer, email="x@y.example")
    assert found == (expected or ("Oakhurst Dental", None))


@pytest.mark.parametrize(
    ("lang", "body", "kind"),
    [
        ("nl", "Ik zet je donderdag om 18 uur bij Ines op de agenda.", INVITATION),
        ("nl", "Met vriendelijke groet,\nDienst Rekrutering", INVITATION),
        ("en", "We are losing Barbara at Christmas.", INVITATION),
        ("en", "They have given the job to Liam.", Kind.REJECTION_RECEIVED),
        ("en", "Kind regards,\nTalent Team", INVITATION),
        ("en", "I have done two years at the Red Lion.", APPLICATION),
        ("fr", "Cordialement,\nLe service recrutement", INVITATION),
        ("de", "Wir treffen uns in der Bibliothek im Westflügel.", INVITATION),
        ("de", "Danach besprechen wir beim Mittagessen den Lohn.", INVITATION),
        ("de", "Mit freundlichen Grüßen\nAssistenz der Geschäftsführung", INVITATION),
    ],
)
def test_what_is_no_employer(lang, body, kind):
    assert company(body, lang, kind) is None


@pytest.mark.parametrize(
    ("name", "email", "expected"),
    [
        ("Lucia at Harbour Labs", "lucia@harbourlabs.example", "Harbour Labs"),
        ("Hôtel du Lac Vert", "personnel@hotel-lacvert.fr", "Hôtel du Lac Vert"),
        ("Wim Peters via LinkedIn", "messages-noreply@linkedin.com", None),
        ("Wim Peters via Jobnet Pro", "messages@jobnet-pro.example", None),
        ("Charlotte von Reden", "c.vonreden@kunstverein.example", None),
        ("Pia von Lumenau", "pia@lumenau.example", "Lumenau"),
        ("Kapsalon Bij Bo", "info@bijbo.example", "Kapsalon Bij Bo"),
        ("Klinikum Hochau – Pflegekampagne", "pflege@klinikum-hochau.de", "Klinikum Hochau"),
        ("Willemsen, Anke", "a.willemsen@vandervoort.example", None),
        ("Stepstone im Auftrag", "noreply@mail-portal.de", None),
        ("HR Services", "hr@orbis.example", None),
    ],
)
def test_what_a_display_name_says(name, email, expected):
    assert shown_by(name, email).organisation == expected


def shown_by(name, email):
    nothing = (0, 0)
    source = Source(
        subject=Text(""),
        body=Text(""),
        newest=nothing,
        signature=nothing,
        quoted=nothing,
        sender_name=name,
        sender_email=email,
    )
    return senders.writer(source, "nl")


@pytest.mark.parametrize(
    ("value", "domain", "enough"),
    [
        ("Holroyd & Daughters Fabrication", "holroydfab", True),
        ("Rijk & Vrij", "rijkenvrij", True),
        ("Kälin Holzbau AG", "kaelinholzbau", True),
        ("Régie wallonne du Logement social", "rwls", True),
        ("WZC De Meander", "demeander", True),
        ("Anke Willemsen", "vandervoort", False),
        ("Acme", "acmelogistics", False),
        ("Acme", "ab", False),
    ],
)
def test_how_a_name_spells_a_domain(value, domain, enough):
    assert (domains.cover(value, domain) >= domains.MATCH) is enough


@pytest.mark.parametrize(
    ("email", "name"),
    [
        ("hr@acme.example", "acme"),
        ("hr@talent.acme-foods.co.uk", "acmefoods"),
        ("no-reply@acme.teamtailor.com", "acme"),
        ("no-reply@greenhouse.io", ""),
        ("jo@gmail.com", ""),
        ("jobs@{{company.domain}}", ""),
        ("hr_team@acme.example", "acme"),
        ("jo", ""),
    ],
)
def test_the_name_in_a_domain(email, name):
    assert domains.domain_name(email) == name


def test_a_line_with_small_letters_is_one_name():
    body = "Cela vous va ?\n\nAnne Roux\nAtelier protégé du Vallon et environs"
    assert company(body, "fr", name="Anne Roux") == "Atelier protégé du Vallon et environs"


def test_who_carries_a_message_is_no_employer():
    body = "Jobnet Pro\nWim Peters stuurde je een bericht: heb je morgen tijd?\nWim"
    sender = {"name": "Wim Peters via Jobnet Pro", "email": "messages@jobnet-pro.example"}
    assert company(body, "nl", **sender) is None


def test_so_many_names_and_no_more_are_weighed():
    found = (Found(words=f"N{n}", part="body", start=0, end=2, value=f"N{n}") for n in range(500))
    board = organisation_board.board_of(((2.0, "plain", each) for each in found), "en")
    assert len(board) == organisation_board.MAX_NAMES


def test_english_goes_without_the_legal_form_where_the_mail_does():
    body = "Your interview at Tremaine Mills is on Monday.\n\nAnn Poe\nTremaine Mills Ltd"
    assert company(body, "en", name="Ann Poe") == "Tremaine Mills"
    body = "Ihr Gespräch bei Blaufeld Werke ist am Montag.\n\nUwe Brandt\nBlaufeld Werke GmbH"
    assert company(body, "de", name="Uwe Brandt") == "Blaufeld Werke GmbH"


def test_an_application_names_who_reads_it():
    body = "Hallo liebes Kompass-Team,\nich war drei Jahre bei Altwerk tätig.\nMats"
    assert company(body, "de", APPLICATION, email="mats@post.example") == "Kompass"
    body = "Ik las over Zilvermeer in de krant en wil graag komen helpen."
    assert company(body, "nl", APPLICATION, to="werk@zilvermeer.example") == "Zilvermeer"


@settings(max_examples=60, deadline=None)
@given(st.text("aB é.,-@|&(\n'"), st.sampled_from(LANGUAGES), st.sampled_from([*Kind]))
def test_any_text_is_survived(body, lang, kind):
    read(
        f"{body}\nTeam {body}", lang, kind, subject=body, name=body, email=f"{body}@{body}.example"
    )


@pytest.mark.parametrize("piece", ["at Acme Foods {n} ", "Acme{n} Foods wants to ", "Stadt A{n}a "])
def test_the_cost_grows_with_the_text(piece):
    costs = []
    for size in (500, 1000, 2000):
        body = "".join(piece.format(n=n) for n in range(size))
        spent = []
        for _ in range(3):  # the machine may be busy with something else
            start = process_time()
            read(body, "en", email="hr@acmefoods.example")
            spent.append(process_time() - start)
        costs.append(min(spent))
    assert all(after < 4 * before + 0.02 for before, after in pairwise(costs))


STRANGE = [
    # who signs
    ("en", "All the best.\n\nYours sincerely,\nR. Poe\nPorter\nThe Regal Hotel, Whitby",
     INVITATION, "The Regal Hotel"),
    ("de", "Bis dann.\n\nViele Grüße\nUwe Brandt\nFa. Holtkamp Gerüste", INVITATION,
     "Holtkamp Gerüste"),
    ("de", "Bis dann.\n\nViele Grüße\n[Name]\nFränkische Papierwaren", INVITATION,
     "Fränkische Papierwaren"),
    ("en", "See you then.\n\nKind regards,\nKim at Tolvan", INVITATION, "Tolvan"),
    ("nl", "Tot dan.\n\nGroetjes,\nKim van Vlot Uitzendbureau", INVITATION, "Vlot Uitzendbureau"),
    ("de", "Bis dann.\n\nViele Grüße\nUwe Brandt\nKim von Tolvan", INVITATION, None),
    ("nl", "Tot dan.\n\nGroeten,\nBram Oost\nHoofd bedrijfsbureau Rietdekkersbedrijf Vaan",
     INVITATION, "Rietdekkersbedrijf Vaan"),
    # who is greeted
    ("de", "Sehr geehrte Damen und Herren der Bücherei Auwald,\n\nich bewerbe mich.", APPLICATION,
     "Bücherei Auwald"),
    ("nl", "Beste mensen van Zoutrif,\n\nGraag kom ik bij u werken.", APPLICATION, "Zoutrif"),
    # where somebody has been, or can be asked
    ("en", "Dear Sir or Madam,\n\nMy second referee is Ann Poe at Tolvan Hospice.", APPLICATION,
     None),
    ("fr", "Madame, Monsieur,\n\nMa référence est Anne Roux, chez Tolvan Bois.", APPLICATION, None),
    # words of the sentence
    ("fr", "Bonjour,\n\nCoopérative Tolvan souhaite vous rencontrer.", INVITATION,
     "Coopérative Tolvan"),
    ("nl", "Ik trek me terug. Ik wens Zoutrif veel succes.", Kind.OTHER, "Zoutrif"),
    ("de", "Ort:\tFinanzamt Auwald, Saal 2", INVITATION, "Finanzamt Auwald"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "body", "kind", "name"), STRANGE)
def test_the_employer_in_places_less_usual(lang, body, kind, name):
    assert company(body, lang, kind) == name


def test_who_sends_on_behalf_of_another_is_no_employer():
    body = "Vous avez postulé via Tolvan. Le Lycée des Ormeaux vous attend."
    shown = {"name": "Tolvan pour Lycée des Ormeaux", "email": "notification@tolvan.example"}
    assert company(body, "fr", **shown) == "Lycée des Ormeaux"


def test_a_noun_behind_a_name_that_spells_the_domain_is_none_of_it():
    body = "Well done!\n\nBarbara\nTolvan Care shop, Whitby"
    assert company(body, "en", email="ann@tolvancare.example") == "Tolvan Care"


def test_who_signs_outweighs_who_is_mentioned():
    said = "At your interview an assessor from the University of Tolvan will join.\n\n"
    body = said + "Yours sincerely,\nAnn Poe\nSecretary\nUniversity of Merrow"
    source = Source(
        subject=Text(""),
        body=Text(body),
        newest=(0, len(said)),
        signature=(len(said), len(body)),
        quoted=(len(body), len(body)),
    )
    found = organisations.find(source, "en", INVITATION).company
    assert found
    assert found.value == "University of Merrow"


def test_a_name_does_not_begin_inside_a_word():
    body = "Kein Rechtsmittel ist vorgesehen.\n\nFür den Landesrat"
    assert company(body, "de", email="post@landesrat.example") == "Landesrat"


def test_the_end_of_a_subject_that_says_what_it_is():
    assert company("...", "en", subject="Papers wanted - Tolvan Labs") == "Tolvan Labs"
    assert company("...", "de", subject="Zusage – Projektleitung Tiefbau") is None
