"""Employers and agencies, as people of all sorts write: in hellos, closings, subjects, texts."""

import pytest

from addin_server.model import Kind

from .test_organisations import company, read

INVITATION, APPLICATION, OUTREACH, REJECTION = (
    Kind.INTERVIEW_INVITATION,
    Kind.APPLICATION,
    Kind.RECRUITER_OUTREACH,
    Kind.REJECTION_RECEIVED,
)

HELLOS = {
    "nl": [
        ("Goedemiddag, u spreekt met Truus van het uitzendbureau Flinkwerk. Ik bel even.",
         "Flinkwerk"),
        ("Goedemorgen, u spreekt met Joost de Vries van bureau Talentkade. Ik bel even.",
         "Talentkade"),
        ("Hoi! Ik ben Floor van Lumen Recruitment. Ik kwam je profiel tegen.", "Lumen Recruitment"),
        ("Hallo, mijn naam is Bas Kuipers en ik werk als recruiter bij Noordpool Techniek.",
         "Noordpool Techniek"),
        ("Hoi, ik ben Sanne van Leeuwen. Zin in koffie?", None),
        ("Hoi, ik ben Sanne van der Meer. Zin in koffie?", None),
    ],
    "en": [
        ("Hi! I'm Jess from Brightloop. I saw your profile.", "Brightloop"),
        ("Hi Sam, this is Priya with Northlane. Are you free to talk?", "Northlane"),
        ("Good morning, this is Jane Poole calling from Hartwell. Come and see us.", "Hartwell"),
        ("Hi there, Dan here from Kestrelly. Got a minute?", "Kestrelly"),
        ("Hello, my name is Tom Baker and I'm a recruiter with Northlane Logistics.",
         "Northlane Logistics"),
        ("Hi, I'm Jess and I saw your profile.", None),
    ],
    "fr": [
        ("Bonjour, ici Karim de chez Mobilux. Je vous appelle pour un entretien.", "Mobilux"),
        ("Bonjour, je suis Léa Martin, chargée de recrutement chez Orfane.", "Orfane"),
        ("Bonjour, Claire de la société Verdalia à l'appareil. Appelez-moi.", "Verdalia"),
        ("Bonjour, je suis Hugo de Villiers. Appelez-moi.", None),
    ],
    "de": [
        ("Hallo {name},\n\nmein Name ist Sven Kolb von der TalentBrücke Personalberatung. Zeit?",
         "TalentBrücke Personalberatung"),
        ("Guten Tag, hier ist Frau Lenz von der Firma Holzapfel. Rufen Sie an.", "Holzapfel"),
        ("Hi Jana, ich bin Tim von Lumio. Dein Profil ist spannend.", "Lumio"),
        ("Guten Tag, mein Name ist Uwe Stark, ich arbeite im Personalbereich der Brennwerk AG.",
         "Brennwerk AG"),
        ("Hallo, ich bin Uwe Stark. Dein Profil ist spannend.", None),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "body", "name"), [(lang, *row) for lang in HELLOS for row in HELLOS[lang]]
)
def test_for_whom_a_writer_says_to_write(lang, body, name):
    assert company(body, lang, OUTREACH) == name


def test_an_applicant_is_of_a_town():
    assert (
        company("Hello, I'm Jess from Brightloop. I would like to work.", "en", APPLICATION) is None
    )


def test_the_agency_that_says_hello_is_one():
    body = "Hoi! Ik ben Floor van Lumen Recruitment. Ik kwam je profiel tegen."
    assert read(body, "nl", OUTREACH) == ("Lumen Recruitment", "Lumen Recruitment")


CLOSES = {
    "nl": [
        ("Met vriendelijke groet,\nTeam Mensen Makers", "Mensen Makers"),
        ("Met vriendelijke groet,\nTeam Personeel Partners", "Personeel Partners"),
        ("Groetjes,\nHet team van Zorgzaam Thuis", "Zorgzaam Thuis"),
        ("Veel succes,\nAnna van Dat's Wij", "Dat's Wij"),
        ("Veel succes,\nAnna van De Leeuw", None),
        ("Met vriendelijke groet,\nP. Jansen, afdeling P&O, Waterkant", "Waterkant"),
        ("Met vriendelijke groet,\nAfdeling HR Waterkant", "Waterkant"),
        ("Met vriendelijke groet,\nPetra Jansen – recruiter – Waterkant", "Waterkant"),
        ("Vriendelijke groeten,\nHet HR-team van Waterkant", "Waterkant"),
        ("Met vriendelijke groet,\nE. Vanhoutte\nEerste adviseur", None),
    ],
    "en": [
        ("Best,\nThe Lumenfold Hiring Team", "Lumenfold"),
        ("Best regards,\nLumenfold Talent Acquisition", "Lumenfold"),
        ("Thanks,\nYour friends at Lumenfold", "Lumenfold"),
        ("The People Team @ Lumenfold", "Lumenfold"),
        ("Sincerely,\nRachel Marsh | Talent Partner | Lumenfold", "Lumenfold"),
        ("Sincerely,\nRachel Marsh (Lumenfold)", "Lumenfold"),
        ("Sincerely,\nRachel Marsh, Talent Partner, Lumenfold", "Lumenfold"),
        ("Yours sincerely,\nKate Marsh\nVice President (HR Division)", None),
        ("Yours sincerely,\nKate Marsh\nManager, Human Resources Division", None),
        ("Yours sincerely,\nHR Division\nVANTAGE METALS LIMITED", "VANTAGE METALS LIMITED"),
        ("Best,\nRachel\nMoorgate Business Park", None),
        ("Reply · No thanks\n© Lumenfold Ireland, Wilton Plaza, Dublin 2", None),
    ],
    "fr": [
        ("Cordialement,\nMme Lenoir, Responsable RH — NovaPlus", "NovaPlus"),
        ("Cordialement,\nL'équipe Recrutement NovaPlus", "NovaPlus"),
        ("Bien à vous,\nHugo de NovaPlus", "NovaPlus"),
        ("Bien à vous,\nHugo de Villiers", None),
        ("Cordialement,\n\nORTIA Ingénierie Services\nParc Technologique \"El-Farabi\"\n"
         "1 Rue Pascal, BP99 - 2088 ARIANA (Tunisie)", "ORTIA Ingénierie Services"),
        ("Cordialement,\n\nAnne Roux\nVerdalia\nZone Industrielle Nord\nTunis", "Verdalia"),
        ("Cordialement,\nAnne Roux\nParc d'activités des Cèdres", None),
    ],
    "de": [
        ("Mit freundlichen Grüßen\nLinsenwerk Nord", "Linsenwerk Nord"),
        ("Mit freundlichen Gruessen\nLinsenwerk Nord", "Linsenwerk Nord"),
        ("Mit freundlichen Grüßen\nUwe Nord", None),
        ("Mit freundlichen Grüßen\nPersonalabteilung Holzapfel", "Holzapfel"),
        ("Beste Grüße\nTobias Winter\nFirma 7 GmbH", "Firma 7 GmbH"),
        ("Beste Grüße\nDein Team von Lichtbogen", "Lichtbogen"),
        ("Beste Grüße\ni.A. Petra Kurz\nHR Business Partnerin | Lichtbogen", "Lichtbogen"),
        ("Beste Grüße\nPetra Kurz\nMatchMaker Personalberatung", "MatchMaker Personalberatung"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "closing", "name"), [(lang, *row) for lang in CLOSES for row in CLOSES[lang]]
)
def test_for_whom_is_signed(lang, closing, name):
    assert company(f"1234 5678.\n\n{closing}", lang) == name


ACK, OFFER, OTHER = Kind.APPLICATION_ACK, Kind.OFFER, Kind.OTHER

SUBJECTS = {
    "nl": [
        ("Waterkant - uitnodiging kennismaking", INVITATION, "Waterkant"),
        ("Uitnodiging selectiegesprek - WaterKant", INVITATION, "WaterKant"),
        ("Uitnodiging gesprek - Verpleging", INVITATION, None),
        ("Bevestiging videogesprek - dinsdag 3 maart", INVITATION, None),
        ("Sollicitatie verkoper - Anna Bergman", APPLICATION, None),
    ],
    "en": [
        ("Prismo Onsite - Confirmed for Feb 3", INVITATION, "Prismo"),
        ("Re: Invitation: Prismo technical interview @ Thu Oct 15, 2pm", INVITATION, "Prismo"),
        ("Your Prismo interview", INVITATION, "Prismo"),
        ("Interview invitation from Prismo", INVITATION, "Prismo"),
        ("Prismo | Interview availability", INVITATION, "Prismo"),
        ("[Prismo] Next steps", INVITATION, "Prismo"),
        ("Next steps: Prismo phone screen", INVITATION, "Prismo"),
        ("Technical Assessment for Prismo - Principal Architect", INVITATION, "Prismo"),
        ("Update on your Prismo application", REJECTION, "Prismo"),
        ("Prismo: We got your application", ACK, "Prismo"),
        ("Prismo Offer Letter", OFFER, "Prismo"),
        ("Offer of Employment - Prismo", OFFER, "Prismo"),
        ("Invitation: Interview - Prismo Consulting", INVITATION, "Prismo Consulting"),
        ("Cloud Engineer - Reference Check", INVITATION, None),
        ("Data Engineer - Technical Phone Screen", INVITATION, None),
        ("Meeting confirmed: Lunch Interview", INVITATION, None),
        ("Confirming your interview", INVITATION, None),
        ("Python Interview - Round 2", INVITATION, None),
        ("Withdrawing my application", OTHER, None),
        ("Interview - Anna Bergman - Data Engineer", INVITATION, None),
        ("Application for Sales Assistant - Anna Bergman", APPLICATION, None),
    ],
    "fr": [
        ("Votre candidature ZRMC - Statut", REJECTION, "ZRMC"),
        ("Verdalia - Invitation à un entretien", INVITATION, "Verdalia"),
        ("[Verdalia] Entretien technique", INVITATION, "Verdalia"),
        ("Entretien RH - CDI", INVITATION, None),
        ("Désistement - entretien de lundi", OTHER, None),
        ("Candidature vendeuse - Anna Bergman", APPLICATION, None),
    ],
    "de": [
        ("Vorstellungsgespräch LichtBogen", INVITATION, "LichtBogen"),
        ("Einladung zum Video-Interview - Termin", INVITATION, None),
        ("Vorstellungsgespräch Buchhaltung", INVITATION, None),
        ("Bewerbung als Verkäuferin — Anna Bergman", APPLICATION, None),
    ],
}


@pytest.mark.parametrize(
    ("lang", "subject", "kind", "name"),
    [(lang, *row) for lang in SUBJECTS for row in SUBJECTS[lang]],
)
def test_what_a_subject_says_of_the_employer(lang, subject, kind, name):
    greeting = {"nl": "Beste", "en": "Dear", "fr": "Bonjour", "de": "Hallo"}[lang]
    body = (
        f"{greeting} Anna,\n\n1234.\n\nAnna Bergman"
        if kind is APPLICATION
        else f"{greeting} Anna,\n\n1234."
    )
    assert company(body, lang, kind, subject=subject) == name


def test_a_placeholder_in_brackets_is_no_employer():
    assert company("Beste [Naam],\n\n1234.", "nl", subject="[Zaaknaam] uitnodiging gesprek") is None
    assert company("Vous avez été reçu au sein de {{Maison SAS}} lundi.", "fr") is None
    assert company("Vous avez été reçu au sein de Maison SAS lundi.", "fr") == "Maison SAS"


def test_the_part_of_a_subject_that_the_text_has_on_a_line():
    body = "Bonjour,\n\n1234.\n\nLieu : KLS Soudure\n12 Rue du Four\n\nCordialement,\nL'équipe RH"
    assert company(body, "fr", subject="Entretien d'embauche - KLS Soudure") == "KLS Soudure"


def test_an_article_belongs_to_a_name_that_has_it_everywhere():
    body = "Beste Anna,\n\n1234 bij Het Vaandel.\n\nHet Vaandel"
    assert company(body, "nl", subject="Uitnodiging selectiegesprek - Het Vaandel") == "Het Vaandel"


PASSAGES = {
    "nl": [
        ("Morgen werkt u bij LogiPak van 07:00 tot 15:30, als bij uw sollicitatie besproken.",
         INVITATION, "LogiPak"),
        ("Bedankt voor je belangstelling voor Waterkant. Het is een ander geworden.", REJECTION,
         "Waterkant"),
        ("Hartelijk dank voor de getoonde interesse in het UMC Vaandal.", REJECTION, "UMC Vaandal"),
        ("U wordt verwacht op het hoofdkantoor van Waterkant in Zwolle.", INVITATION, "Waterkant"),
        ("Ik ben ontwikkelaar bij Vaandel Software.\n\nMet vriendelijke groet,\n\nRob Vaandel\n"
         "Vaandel Software", APPLICATION, None),
        ("Aan: Waterkant B.V.\nt.a.v. mevrouw De Boer\nKade 1\n\nGeachte mevrouw De Boer,\n\n"
         "Hierbij solliciteer ik.\n\nJan Smit", APPLICATION, "Waterkant B.V."),
    ],
    "en": [
        ("Thank you for your application for the position of rep for Tolvan Industries.",
         INVITATION, "Tolvan Industries"),
        ("Your interview at Tolvan is on Monday at Tolvan Park.", INVITATION, "Tolvan"),
        ("Join the technical interview with Asha Raman.", INVITATION, None),
        ("Your interview with Tolvan Logistics is on Monday.", INVITATION, "Tolvan Logistics"),
        ("Your interview with Tolvan is on Monday.", INVITATION, "Tolvan"),
        ("Welcome to Tarn Corporation. You will report to Jane Tarn.", OFFER, "Tarn Corporation"),
        ("The City of Tolvan is pleased to offer you employment.", OFFER, "City of Tolvan"),
        ("You applied for the Data Engineer position at LinkedIn.", INVITATION, "LinkedIn"),
        ("Your application for the position at Microsoft is open.", OTHER, "Microsoft"),
        ("You applied for the position at Microsoft Teams, 10 am.", INVITATION, None),
        ("Write to careers@tolvanix.example. Tolvanix looks forward to it.", INVITATION,
         "Tolvanix"),
        ("Write to careers@gmail.com. Gmail works well.", INVITATION, None),
        ("I withdraw from the Museum Educator post at Thornby Hall.", OTHER, "Thornby Hall"),
        ("Jane Poe\n\nMr Tom Fox\nHiring Manager\nTolvan Ltd\n12 High Street\n\nDear Mr Fox,\n\n"
         "I am applying for the job. I worked at Orfane Ltd.\n\nJane Poe", APPLICATION,
         "Tolvan Ltd"),
    ],
    "fr": [
        ("Nous vous remercions de l'intérêt manifesté pour l'EMS Les Peupliers.", REJECTION,
         "EMS Les Peupliers"),
        ("Nous vous remercions de l'intérêt que vous portez à Verdalia.", REJECTION, "Verdalia"),
        ("L'entretien se tiendra au siège de la SOLEG sis à Libreville.", INVITATION, "SOLEG"),
        ("L'entretien aura lieu dans nos locaux de Lyon.", INVITATION, None),
        ("Jean Petit\n3 rue des Lilas\n\nVerdalia SAS\n12 avenue Foch\n\nMadame, Monsieur,\n\n"
         "Actuellement comptable chez Orfane SA, je postule.\n\nJean Petit", APPLICATION,
         "Verdalia SAS"),
    ],
    "de": [
        ("Das Gespräch findet in den Räumen der Lichtbogen AG statt.", INVITATION, "Lichtbogen AG"),
        ("Max Kern\n\nFrankfurt, 2. Juni\n\nFrau Anna Weber\nLichtbogen GmbH\nHauptstraße 1\n\n"
         "Sehr geehrte Frau Weber,\n\nin meiner bisherigen Tätigkeit bei der Beta GmbH habe ich "
         "viel gelernt.\n\nMax Kern", APPLICATION, "Lichtbogen GmbH"),
        ("Bei meinem letzten Arbeitgeber, der Beta GmbH, habe ich gelernt.", APPLICATION, None),
        ("Ort: Firma Holzapfel, Lindenstraße 18, 2. Stock", INVITATION, "Firma Holzapfel"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "body", "kind", "name"), [(lang, *row) for lang in PASSAGES for row in PASSAGES[lang]]
)
def test_the_employer_in_running_text(lang, body, kind, name):
    assert company(body, lang, kind) == name
