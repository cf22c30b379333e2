"""One by one, what tells an employer from other names, and where its name begins and ends."""

import pytest

from addin_server.model import Kind
from addin_server.reading import organisation_names, organisations
from addin_server.reading.index import Text
from addin_server.reading.source import Source

from .test_organisations import APPLICATION, OUTREACH, company, read

ALERT, ACK, OTHER = Kind.JOB_ALERT, Kind.APPLICATION_ACK, Kind.OTHER

BOUNDS = [
    # a dot that belongs to the name
    ("nl", "Past dat?\n\nGroetjes,\nBram Oost\nTransport Vaan & Zn., Drachten",
     "Transport Vaan & Zn."),
    ("en", "All good.\n\nFor Tolvan Motors Ltd.\n\nAnn Poe", "Tolvan Motors Ltd."),
    ("en", "Your interview with Tolvan Motors Ltd. We look forward to it.", "Tolvan Motors Ltd"),
    ("en", "Greetings from Tolvan Textiles Pvt. Ltd.!!\nYour interview is on Monday.",
     "Tolvan Textiles Pvt. Ltd."),
    # a place and what is around it, of two places
    ("fr", "Votre entretien à l'Établissement scolaire de Vaanbourg et environs est fixé.",
     "Établissement scolaire de Vaanbourg et environs"),
    ("de", "Vielen Dank für Ihr Interesse an der Volkshochschule beider Vaantal.",
     "Volkshochschule beider Vaantal"),
    ("fr", "Poste de logopède à l'École spécialisée Clairvaan.", "École spécialisée Clairvaan"),
    # all of a line, before the noun that tells what it is
    ("en", "Thank you for coming.\n\nTolvan University Hospitals\n\nYour post is below.",
     "Tolvan University Hospitals"),
    # a legal form that only the small print has
    ("nl", "Je gesprek bij Vorstkring staat.\n\nVorstkring B.V. · Automatisch verzonden",
     "Vorstkring"),
    ("nl", "Je gesprek bij Vorstkring Bank staat.\n\n"
     "Geen rechten te ontlenen. Vorstkring Bank N.V., KvK 10203040", "Vorstkring Bank"),
    ("de", "Ihr Gespräch bei Vaanwerk steht.\n\nViele Grüße\nIda Oost\nVaanwerk GmbH",
     "Vaanwerk GmbH"),
    # a programme of a house
    ("en", "Thank you for your application to the Tolvan Graduate Programme.\n\n"
     "Kind regards,\nAnn Poe\nTolvan plc", "Tolvan plc"),
    # whose house it is
    ("nl", "Onze praktijk Tandartsen Vaanhof groeit.", "Tandartsen Vaanhof"),
    ("en", "Our practice Vaanhof Dental is growing.", "Vaanhof Dental"),
    ("fr", "Notre cabinet Lefaure Conseil grandit.", "Lefaure Conseil"),
    ("de", "Unser Betrieb Vaanhof Dental wächst.", "Vaanhof Dental"),
    # a legal form in small letters
    ("nl", "Tot dan.\n\nHoogachtend\nVorstkring bv\nBram Oost", "Vorstkring bv"),
    ("nl", "Je gesprek bij Vorstkring, bv dinsdag.", "Vorstkring"),
    # an article that begins a line, or a sentence
    ("en", "Come at four.\n\nJools\nSous chef, The Painted Wren", "The Painted Wren"),
    ("nl", "Tot dan.\n\nGroeten,\nBram Oost\nconrector\nHet Vaandal College",
     "Het Vaandal College"),
    ("en", "Join us at Painted Wren.\n\nAnn Poe\nThe Painted Wren", "Painted Wren"),
    ("nl", "Tot dan.\n\nGroeten\nBram Oost\ndirecteur De Vuurbaak", "De Vuurbaak"),
    # a department before, or behind
    ("nl", "Tot dan.\n\nMet vriendelijke groet,\nsecretariaat Regionaal Archief Land van Vaan",
     "Regionaal Archief Land van Vaan"),
    ("de", "Bis dann.\n\nViele Grüße\nIhr Recruiting der Tolvan Energieberatung",
     "Tolvan Energieberatung"),
    ("en", "Thank you.\n\nBest regards,\nTolvan Bank Careers", "Tolvan Bank"),
    ("nl", "Tot dan.\n\nMet vriendelijke groeten\nDepartement Gezondheid", None),
    ("nl", "Tot dan.\n\nGroeten\nBram Oost\nDepartement Gezondheid", None),
    # a noun in small letters that belongs to it
    ("fr", "Votre entretien à la crèche communale de Ransbeek est fixé à lundi.",
     "crèche communale de Ransbeek"),
    ("nl", "Je gesprek bij onze klant, brouwerij Hopvaan, is maandag.", "brouwerij Hopvaan"),
    ("fr", "Nous écrivons au nom de la Régie portuaire de l'Escault-Sud.",
     "Régie portuaire de l'Escault-Sud"),
    # the name of a kind of house before it
    ("fr", "Des nouvelles de l'agence Carmine : nous vous attendons.", "Carmine"),
    ("fr", "Vous verrez le chef de l'agence de Chartres.", None),
    # what stands before it on its line
    ("fr", "Candidature non retenue. Bonne chance. Transports Lefaure", "Transports Lefaure"),
    ("fr", "À bientôt.\n\nFraternellement,\nPour la Scop Terres Vives : Maïwenn",
     "Scop Terres Vives"),
    ("nl", "Dag.\n\nVriendelijke groeten\nHet secretariaat\nGO! Basisschool De Regenvaan",
     "GO! Basisschool De Regenvaan"),
    # a department signs, not a person
    ("fr", "Merci.\n\nCordialement,\nLe Service RH\nHabitat Durable du Hainois",
     "Habitat Durable du Hainois"),
    # a town, a post
    ("en", "See you.\n\nKind regards,\nJörn Peters, Master Upholsterer", None),
    ("de", "Eine Kanzlei in Kornau sucht Verstärkung.", None),
    ("de", "Ihre Nummer haben wir vom Vorjahr, die Fragen von der Stellensuche.", None),
    # labelled
    ("fr", "Poste : équipier\nChez : Burger Cosmique Tournay\nEnvoyée : hier",
     "Burger Cosmique Tournay"),
    ("fr", "Poste : équipier\nChez : Burgeron\nEnvoyée : hier.\n\nLisez notre guide.", "Burgeron"),
    ("en", "Does that work?\n\nAnn Poe\nFoundry Lane 213, Leeds", None),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "body", "name"), BOUNDS)
def test_where_a_name_begins_and_ends(lang, body, name):
    assert company(body, lang) == name


@pytest.mark.parametrize(
    ("lang", "body", "kind"),
    [
        ("en", "Your application for the flat: viewing on Monday.\n\nTolvan Homes", OTHER),
        ("nl", "Uw aanvraag voor een hypotheek is ontvangen.\n\nBank Vaan BV", OTHER),
        ("fr", "Votre dossier de location est complet.\n\nAgence Immo Tolvan", OTHER),
        ("de", "Ihre Bewerbung um die Wohnung.\n\nWohnbau Tolvan eG", OTHER),
        ("en", "Open house on Saturday, all welcome.\n\nTolvan Brewery", OTHER),
        ("nl", "Je ervaring als planner bij Vaandel Metaal sprak ons aan.", OUTREACH),
        ("fr", "Bonjour, je suis en seconde au lycée Camille-Tolvan.", APPLICATION),
        ("fr", "Je préside une petite école Montessora dans le sud.", OUTREACH),
    ],
)
def test_what_is_no_employer_here(lang, body, kind):
    assert company(body, lang, kind) is None


SENT = [
    ("en", "Come at four.\n\nJools\nSous chef, The Painted Wren", "kitchen@paintedwren.example",
     "The Painted Wren"),
    ("nl", "Tot dan.\n\nVriendelijke groeten\nBram Oost\nVakgroep Mariene Biologie, Universiteit "
     "Vaandel", "bram@uvaandel.example", "Universiteit Vaandel"),
    ("fr", "Merci.\n\nCordialement,\nLe Service RH\nMarie Solidaire", "", "Marie Solidaire"),
    ("fr", "Nous écrivons au nom de la Régie portuaire de l'Escault-Sud.\n\nCordialement,\n"
     "Anne Roux\nTolvan & Fils", "", "Régie portuaire de l'Escault-Sud"),
    ("fr", "Mme Baptiste, vous n'avez pas de permis C. Bonne chance. Transports Lefaure",
     "expl@lefaure-tp.example", "Transports Lefaure"),
    ("fr", "On a voté.\n\nFraternellement,\nPour la Scop Terres Vives : Maïwenn",
     "contact@terresvives.example", "Scop Terres Vives"),
    ("fr", "Nous accusons réception de votre candidature (référence TVN-AJ-0326).",
     "noreply@tvn.example", None),
    ("de", "Zur Position als Koch bei der Stellensuche beraten wir Sie.", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "body", "email", "name"), SENT)
def test_where_the_name_of_who_sends_begins_and_ends(lang, body, email, name):
    assert company(body, lang, email=email) == name


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "I am retained by Lexharben to find a finance director."),
        ("fr", "Je suis mandatée par Lexharben pour trouver un directeur financier."),
        ("nl", "Ik ben ingeschakeld door Lexharben om een financieel directeur te vinden."),
        ("de", "Ich bin mandatiert von Lexharben und suche eine Finanzleitung."),
    ],
)
def test_the_client_who_has_somebody_else_search(lang, said):
    body = f"{said}\n\nIda Oost\nPartner, Waldner Executive Search"
    sender = {"email": "i.oost@waldner.example", "name": "Ida Oost"}
    assert read(body, lang, OUTREACH, **sender) == ("Lexharben", "Waldner Executive Search")


def test_what_a_person_is_called_by_profession_is_no_house():
    body = "See you.\n\nFriendly greetings\nJörn Peters, Master Upholsterer"
    assert company(body, "en", name="Jörn Peters", email="j.peters@fkhansen.example") is None


def test_where_somebody_seeks_is_not_who_seeks():
    body = "Eine Kanzlei in Bad Kornau sucht Verstärkung.\n\nDominik Falk\nFalk Personalvermittlung"
    sender = {"name": "Dominik Falk", "email": "falk@falk-pv.example"}
    assert read(body, "de", OUTREACH, **sender) == ("Falk Personalvermittlung",) * 2


def test_a_job_remains_one_in_a_mail_of_no_certain_kind():
    body = "I withdraw my application.\n\nI wish Tolvan Homes well. My application to Tolvan Homes"
    assert company(body, "en", OTHER) == "Tolvan Homes"


def test_who_sends_is_a_person_of_the_same_name():
    body = "Bis Freitag!\n\nGruß\n\nUwe Lammert\nTischlerei Lammert & Sohn\nIndustriestr. 12"
    sender = {"name": "Uwe Lammert", "email": "info@lammert.example"}
    assert company(body, "de", **sender) == "Tischlerei Lammert & Sohn"
    body = "Bis Freitag!\n\nGruß\nClemens Waldner\nWaldner Executive Search"
    sender = {"name": "Clemens Waldner", "email": "waldner@waldner-es.example"}
    assert read(body, "de", OUTREACH, **sender) == ("Waldner Executive Search",) * 2


def test_a_platform_is_no_employer():
    sender = {"name": "TalentDuck", "email": "no-reply@talentduck.example"}
    body = "Your application has been submitted to Quillpay Inc. via TalentDuck."
    assert company(body, "en", ACK, **sender) == "Quillpay Inc."
    body = "Your application was sent.\n\nTalentDuck\n\nGet more out of your profile on TalentDuck."
    assert company(body, "en", ACK, **sender) is None


def test_who_gets_what_a_machine_passes_on_is_the_employer():
    sender = {"name": "Talentiera", "email": "no-reply@talentiera.example"}
    body = "Votre candidature a été transmise à Quittance.\n\nCordialement,\nTalentiera SAS"
    assert company(body, "fr", ACK, **sender) == "Quittance"


def test_an_advert_is_of_whom_its_subject_names():
    assert company("Apply now.", "en", ALERT, subject="A role at Tolvan Foods") == "Tolvan Foods"
    body = "Planner - Stichting Vaan\nKok - Huize Linde"
    assert company(body, "nl", ALERT, subject="7 nieuwe vacatures in Gent") is None


def test_the_text_says_in_full_what_the_subject_cuts_short():
    body = "J'ai eu Sogexa Fret au téléphone : c'est non."
    found = company(body, "fr", subject="Retour client Sogexa")
    assert found == "Sogexa Fret"


def test_an_agency_is_told_by_its_clients():
    body = "I act for two firms in The Hague.\n\nTess Rook\nLexharben"
    sender = {"name": "Tess Rook", "email": "tess@lexharben.example"}
    assert read(body, "en", OUTREACH, **sender) == ("Lexharben", "Lexharben")
    body = "De baan gaat naar de dochter van een klant.\n\nMandy\nWijnkoperij Vaan"
    sender = {"name": "Mandy", "email": "mandy@wijnkoperijvaan.example"}
    assert read(body, "nl", Kind.REJECTION_RECEIVED, **sender) == ("Wijnkoperij Vaan", None)


def answer(body, history, **addresses):
    end = len(body)
    return Source(
        subject=Text("Re: Office job"),
        body=Text(body + history, end),
        newest=(0, end),
        signature=(end, end),
        quoted=(end, end + len(history)),
        **addresses,
    )


def test_the_mail_answered_names_the_employer():
    history = "\n\n> Your application at Larkmead Nurseries.\n> Rita, Larkmead Nurseries"
    source = answer(
        "Here is my CV. I did payroll for eight months at Tolvan Motors.\n\nKay Dun",
        history,
        sender_email="kay@post.example",
        recipient_email="rita@larkmead.example",
    )
    found = organisations.find(source, "en", Kind.UNSURE).company
    assert found
    assert found.value == "Larkmead Nurseries"
    assert source.body[found.start : found.end] == found.words


def test_who_signs_for_the_house_they_write_from_does_not_apply():
    body = "Merci pour votre candidature.\n\nBien cordialement,\nAnne Roux\nRH, Plastiforme Ouest"
    sender = {"name": "Anne Roux", "email": "a.roux@plastiforme-ouest.example"}
    assert company(body, "fr", APPLICATION, **sender) == "Plastiforme Ouest"


@pytest.mark.parametrize(
    ("lang", "body", "shown", "email", "name"),
    [
        ("nl", "Vraag naar Els. Zoutrif Techniek verzorgt de lunch.", "Zoutrif Techniek",
         "hr@gmail.com", "Zoutrif Techniek"),
        ("fr", "Rania Haddad t'attend.", "Agenda pour Rania Haddad", "rania@vite.example", None),
        ("fr", "Planifier un entretien.", "", "invitation@planifix.example", None),
    ],
)  # fmt: skip
def test_what_the_sender_tells_of_names_in_the_mail(lang, body, shown, email, name):
    assert company(body, lang, name=shown, email=email) == name


@pytest.mark.parametrize(
    ("said", "is_one"), [("Care & Services", True), ("Sales & Marketing", False)]
)
def test_two_trades_are_a_name_and_two_departments_none(said, is_one):
    assert organisation_names.is_name(said) == is_one


def test_a_label_is_no_part_of_the_name_that_an_address_spells():
    body = "Your interview is on Friday.\nVenue: Tolvan Softech, Pune\nContact: Ann Poe"
    assert company(body, "en", email="ann@tolvansoft.example") == "Tolvan Softech"
