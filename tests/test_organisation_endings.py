"""Employers where a mail ends: behind its last sentence, behind who signs, in small letters."""

import pytest

from addin_server.model import Kind

from .test_organisations import company

OTHER = Kind.OTHER

#: A sentence, and behind it on the same line who signs.
RUNNING = {
    "nl": [
        ("Wij kozen een ander, hopelijk tot later. Kees Vaan, Vaan Bouwwerken", "Vaan Bouwwerken"),
        ("Kom je dinsdag even langs? Groet van Roos Oost, Scouting Vaanmeer", "Scouting Vaanmeer"),
        ("Laat je iets weten voor vrijdag? – Iris Oost, Vorstkring", "Vorstkring"),
        ("We zien je graag op de proefdag! Roos (De Vaandelkelder)", "De Vaandelkelder"),
        ("Neem je schaatsen mee naar het gesprek. Nel van Speeltuin Het Vaantje",
         "Speeltuin Het Vaantje"),
        ("Neem je schaatsen mee naar het gesprek. Groetjes, Nel", None),
        ("Bel gerust als er iets is. Roos Oost, teamleider", None),
        ("Bel gerust als er iets is. Dr. R. Oost", None),
    ],
    "en": [
        ("Let me know which and I'll put you in. Rita Poe, Tolvan Lettings", "Tolvan Lettings"),
        ("Shout if anything is unclear. – Tolvan Labs", "Tolvan Labs"),
        ("It's a no from us this time. Rita Poe, Tolvan Haulage. Sent from my phone",
         "Tolvan Haulage"),
        ("Bring your boots to the interview. Rita (The Painted Wren)", "The Painted Wren"),
        ("Bring your boots to the interview. Rita Poe, Head Gardener", None),
        ("Bring your boots to the interview. Rgds, Rita", None),
        ("Bring your boots to the interview. Best, Rita Poe", None),
    ],
    "fr": [
        ("Il peut mercredi à 18 h. Jasmine, Tolvan Conseil", "Tolvan Conseil"),
        ("Je ne peux plus attendre, désolé. Anne Roux, associée, Vaanel Search", "Vaanel Search"),
        ("Dis-moi oui avant dimanche. Anne (La Cabane de Vaan)", "La Cabane de Vaan"),
        ("Tu seras la première prévenue. Anne Roux, Verdalis", "Verdalis"),
        ("Merci de confirmer par retour. Direction Supermarché Vaanor", "Supermarché Vaanor"),
        ("Merci de confirmer par retour. Anne Roux, directrice", None),
    ],
    "de": [
        ("Das hätte ich Ihnen früher sagen sollen. Ida Oost, Hofladen Oost", "Hofladen Oost"),
        ("Komm am Montag um sieben vorbei. Uwe Kolb, Tunnelbau Kolb AG", "Tunnelbau Kolb AG"),
        ("Schreib, ob du annimmst. Resi vom Bio-Hof Vaanleitn", "Bio-Hof Vaanleitn"),
        ("Wir freuen uns auf dich. Conny von der Eisdiele Vaanini", "Eisdiele Vaanini"),
        ("Wir freuen uns auf dich. Conny von der Vaanwerft", "Vaanwerft"),
        ("Wir freuen uns auf dich. Ursel von der Linde", None),
        ("Wir freuen uns auf Sie. Ida Oost, Präsidentin", None),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("end", "name"),
    [("Roos — Vaanwerf", "Vaanwerf"), ("Tolvan Labs — TalentDesk", "Tolvan Labs")],
)
def test_a_line_of_names_is_no_sentence_with_one_behind_it(end, name):
    assert company(f"We nodigen je uit voor een gesprek over de functie.\n\n{end}", "nl") == name


@pytest.mark.parametrize(
    ("lang", "body", "name"), [(lang, *row) for lang in RUNNING for row in RUNNING[lang]]
)
def test_who_signs_behind_the_last_sentence(lang, body, name):
    assert company(body, lang) == name


#: Below the last sentence.
CLOSES = {
    "nl": [
        ("Hoogachtend\n\nnamens OCMW Vaandegem\nde algemeen directeur", "OCMW Vaandegem"),
        ("Met hartelijke groet, Roos Oost\nnamens het bestuur van Stichting De Vaan",
         "Stichting De Vaan"),
        ("Groeten,\nkapitein R. Oost\nBrandweerzone Vaanland", "Brandweerzone Vaanland"),
        ("Vriendelijke groeten\nCel Selectie", None),
        ("Toch verhinderd? Verzetten | Annuleren", None),
    ],
    "en": [
        ("Yours faithfully,\nFor: Tolvan & Partners\nRita Poe", "Tolvan & Partners"),
        ("Yours sincerely\nRita Poe\nfor the governors of Tolvan School", "Tolvan School"),
        ("Kind regards\nRita Poe\nTolvan Media (hiring: editor)", "Tolvan Media"),
        ("Yours\nHuman Capital", None),
        ("Kind regards,\nHuman Resource", None),
        ("Location : attached\nContact Person : Rita", None),
        ("30 Minute Call\nRita\nEastern European Time", None),
        ("Accept | Decline | Tentative", None),
    ],
    "fr": [
        ("Cordialement,\nAnne Roux\npour le conseil de l'Association Vaanel", "Association Vaanel"),
        ("Salutations distinguées\nAnne Roux\nRéseau Emploi Vaanel", "Réseau Emploi Vaanel"),
        ("Pour le conseil : Anne Roux", None),
    ],
    "de": [
        ("Freundliche Grüße\nPersonalabteilung HR Lösungen AG", "HR Lösungen AG"),
        ("Herzlich grüßt\nPfarrerin Ida Oost\nKirchengemeinde St. Vaan Ost-Süd",
         "Kirchengemeinde St. Vaan Ost-Süd"),
        ("Viele Grüße\nIda Oost\nfür das Theaterkollektiv Vaan", "Theaterkollektiv Vaan"),
        ("Viele Grüße\nIda Oost\nFrauenhaus Vaanlicht e. V.", "Frauenhaus Vaanlicht e. V."),
        ("Bis dann!\n\nTherapiezentrum am Vaan", "Therapiezentrum am Vaan"),
        ("Mit freundlichen Grüßen\nAuswahldienst", None),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "closing", "name"), [(lang, *row) for lang in CLOSES for row in CLOSES[lang]]
)
def test_for_whom_is_signed(lang, closing, name):
    assert company(f"1234 5678.\n\n{closing}", lang) == name


#: Nouns for a house that are made of two, and what houses do.
HOUSES = {
    "nl": [
        ("Ons adres: Softwarehuis Vaan, Kade 3.", "Softwarehuis Vaan"),
        ("Je komt naar Kasteelhoeve Vaanbeek.", "Kasteelhoeve Vaanbeek"),
        ("Vaandel Transport nodigt u uit op maandag.", "Vaandel Transport"),
    ],
    "en": [
        ("The Ministry of Vaan is inviting you to an oral interview.", "Ministry of Vaan"),
        ("Tolvan Pay is pleased to offer you a second interview.", "Tolvan Pay"),
        ("We thank you for the interest you have shown in Tolvan Trust.", "Tolvan Trust"),
        ("Following your panel with Tolvan Health, we chose another.", "Tolvan Health"),
        ("Thank you for visiting Tolvan's Playgroup.", "Tolvan's Playgroup"),
    ],
    "fr": [
        ("La Paroisse réformée de Vaanel vous a choisi.", "Paroisse réformée de Vaanel"),
        ("Un conseiller du Réseau Emploi Vaanel examinera vos documents.", "Réseau Emploi Vaanel"),
    ],
    "de": [
        ("Wir erwarten Sie im Kreiskrankenhaus Vaanmoor.", "Kreiskrankenhaus Vaanmoor"),
        ("Wir erwarten Sie im Kongresszentrum Vaanmoor.", None),
        ("Wir erwarten Sie am Hauptbahnhof Vaanmoor.", None),
        ("Bei VaanPlus Zeitarbeit bestimmen Sie selbst.", "VaanPlus Zeitarbeit"),
        ("Leider schlechte Nachricht: Vaan Labs hat einen Einstellungsstopp.", "Vaan Labs"),
        ("Herzlich willkommen in der Reha Vaan.", "Reha Vaan"),
        ("Bei Rückfragen im Büro melden.", None),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "body", "name"), [(lang, *row) for lang in HOUSES for row in HOUSES[lang]]
)
def test_houses_by_what_they_are_called_and_do(lang, body, name):
    assert company(body, lang) == name


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("nl", "Op je eerste werkdag krijg je een badge.\n\nGroeten,\nRoos\nVaandel Metaal BV"),
        ("en", "Your first day is Monday, bring your badge.\n\nRegards,\nRita\nTolvan Metal Ltd"),
        ("fr", "Votre premier jour est lundi.\n\nCordialement,\nAnne\nVaanel Métal SA"),
        ("de", "Ihr Start bei uns ist am Montag.\n\nViele Grüße\nIda\nVaan Metall GmbH"),
    ],
)
def test_a_mail_about_starting_is_about_a_post(lang, body):
    assert company(body, lang, OTHER) == body.rpartition("\n")[2]


def test_a_dot_that_ends_a_subject_belongs_to_the_name():
    said = company("Hi Sam,\n\n1234.", "en", subject="Engineer at TolvanCorp Inc.")
    assert said == "TolvanCorp Inc."


ACK, REJECTION, INVITATION, OUTREACH = (
    Kind.APPLICATION_ACK,
    Kind.REJECTION_RECEIVED,
    Kind.INTERVIEW_INVITATION,
    Kind.RECRUITER_OUTREACH,
)


@pytest.mark.parametrize(
    ("lang", "subject", "body", "name"),
    [
        ("en", "Engineer at TolvanCorp Inc.", "Engineer role at TolvanCorp Inc. We like you.",
         "TolvanCorp Inc."),
        ("en", "Your Application to Tolvan Corp",
         "Thanks.\n\nBest regards,\nTolvan Recruiting Team", "Tolvan Corp"),
        ("de", "Ihre Bewerbung bei V&V Group", "Danke für Ihre Bewerbung bei V&V Group.\n\n"
         "Mit freundlichen Grüßen\nPersonalabteilung V&V Group", "V&V Group"),
        ("fr", "Vaanel Recrutement", "1234.", "Vaanel"),
        ("nl", "Herinnering — uw pre-interview Vaandel Fabriek", "1234.", "Vaandel Fabriek"),
        ("fr", "Votre entretien chez Vaanel", "Venez au Bureau Vaanel, route Neuve 7.", "Vaanel"),
        ("en", "Tolvan Mutual Interview Confirmation | Developer",
         "We confirm.\n\nRegards,\nTalent Acquisition Programs & Services", "Tolvan Mutual"),
        ("de", "", "Bitte kommen Sie.\n\nFreundliche Grüße, Firma Vaan", "Firma Vaan"),
        ("de", "", "Firma Vaan – Einladung\nWir laden Sie ein.", "Firma Vaan"),
        ("de", "", "Ich schreibe Ihnen von der Firma Vaan. Kommen Sie?", "Vaan"),
        ("de", "", "Unseren Partner Vaan Energie möchten wir hier nicht nennen.", None),
    ],
)  # fmt: skip
def test_a_name_said_in_several_places(lang, subject, body, name):
    assert company(body, lang, subject=subject) == name


@pytest.mark.parametrize(
    ("lang", "body", "name"),
    [
        ("nl", "Hoi! Ik ben ${ik} van Vaandel Recruitment. Ik kwam je profiel tegen.",
         "Vaandel Recruitment"),
        ("nl", "Dag Mieke, Bart hier vd Kasteelhoeve Vaanbeek, past zaterdag?",
         "Kasteelhoeve Vaanbeek"),
        ("nl", "Dag Mieke, Bart van Vaanbeek. Past zaterdag?", None),
        ("en", "Hey Finn. Sol from Painted Wren Brewing. Come by?", "Painted Wren Brewing"),
        ("en", "Hi Sarah, this is Amir from Tolvan HR. Are you free?", "Tolvan"),
        ("fr", "Bonjour Ange, Lisa d'Intérim Vaanel, je cherche quelqu'un.", "Intérim Vaanel"),
        ("de", "Hallo Jan, Tim von der Vaanwerft. Zeit?", "Vaanwerft"),
    ],
)  # fmt: skip
def test_who_opens_a_mail(lang, body, name):
    assert company(body, lang, OUTREACH) == name


@pytest.mark.parametrize("name", ["It's Vaan AI", "Vaandel Techniek"])
def test_who_is_told_of_opens_no_mail(name):
    assert company(f"Beste kandidaat,\n\nLisa van {name} begeleidt het gesprek.", "nl") is None
