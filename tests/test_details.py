"""Organisations, people, titles and places in a mail's words."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.model import Kind, Mode
from addin_server.reading import organisations, people, places, titles
from addin_server.reading.source import Source

INVITATION, APPLICATION = Kind.INTERVIEW_INVITATION, Kind.APPLICATION
CLOSINGS = {
    "nl": "Met vriendelijke groet,",
    "en": "Kind regards,",
    "fr": "Cordialement,",
    "de": "Mit freundlichen Grüßen",
}


def mail(body, subject="", name="", email=""):
    """A mail whose signature begins at its closing line, as the reader cuts it."""
    end = len(body)
    cut = min((body.find(c) for c in CLOSINGS.values() if c in body), default=end)
    return Source(
        subject=subject,
        body=body,
        newest=(0, cut),
        signature=(cut, end),
        quoted=(end, end),
        sender_name=name,
        sender_email=email,
    )


def value(found):
    return found.value if found else None


NAMES = {
    "nl": [
        ("Lotte Vermeer", "Lotte Vermeer"),
        ("Joris van der Meulen", "Joris van der Meulen"),
        ("Sanne van 't Hoff", "Sanne van 't Hoff"),
        ("Sanne van ’t Hoff", "Sanne van ’t Hoff"),
        ("Ruud ter Braak, teamleider", "Ruud ter Braak"),
        ("Anke de Wit-Jansen | Acme", "Anke de Wit-Jansen"),
        ("dr. Els Maes", "Els Maes"),
        ("mr. drs. P.J. de Boer", "P.J. de Boer"),
        ("Prof. Koen In 't Veld", "Koen In 't Veld"),
        ("ir. Bart D'Hondt", "Bart D'Hondt"),
        ("Noor", "Noor"),
        ("[Naam]", None),
        ("[Naam]\nEls Maes", None),
        ("{{naam_recruiter}}", None),
        ("____", None),
        ("XXX", None),
        ("Het recruitment team", None),
    ],
    "en": [
        ("Hannah Whitfield", "Hannah Whitfield"),
        ("Hannah Whitfield, Talent Partner", "Hannah Whitfield"),
        ("Dr. Amir Khan", "Amir Khan"),
        ("Ms Joan Carter", "Joan Carter"),
        ("Sean O'Brien", "Sean O'Brien"),
        ("Mary-Ann Smith", "Mary-Ann Smith"),
        ("J. R. Hughes", "J. R. Hughes"),
        ("Ludwig van den Berg", "Ludwig van den Berg"),
        ("Prof. Zoë Étienne", "Zoë Étienne"),
        ("Mr. Peeters", "Mr. Peeters"),
        ("Tom", "Tom"),
        ("[Your Name]", None),
        ("<name>", None),
        ("%s", None),
        ("The Hiring Team", None),
        ("Recruitment Team", None),
    ],
    "fr": [
        ("Camille Lefèvre", "Camille Lefèvre"),
        ("Jean-Pierre Dubois", "Jean-Pierre Dubois"),
        ("Marie de la Tour", "Marie de la Tour"),
        ("Mme Anne Roux", "Anne Roux"),
        ("M. Luc Petit, directeur", "Luc Petit"),
        ("Dr Élise Garnier", "Élise Garnier"),
        ("Hugo d'Arras", "Hugo d'Arras"),
        ("Inès El Amrani", "Inès El Amrani"),
        ("Paul Le Goff - Responsable", "Paul Le Goff"),
        ("Camille", "Camille"),
        ("[Nom]", None),
        ("{{nom}}", None),
        ("L'équipe recrutement", None),
    ],
    "de": [
        ("Katrin Vogel", "Katrin Vogel"),
        ("Dr. Katrin Vogel", "Katrin Vogel"),
        ("Prof. Dr. Uwe Brandt", "Uwe Brandt"),
        ("Frau Katrin Vogel", "Katrin Vogel"),
        ("Frau Vogel, Personalreferentin", "Frau Vogel"),
        ("Jörg von Hagen", "Jörg von Hagen"),
        ("Lena Groß-Bergmann", "Lena Groß-Bergmann"),
        ("Ulla zur Linden", "Ulla zur Linden"),
        ("i.A. [Name]", None),
        ("Max Öztürk", "Max Öztürk"),
        ("Ihr Personalteam", None),
        ("Katrin", "Katrin"),
    ],
}


@pytest.mark.parametrize(
    ("lang", "line", "name"), [(lang, *row) for lang, rows in NAMES.items() for row in rows]
)
def test_who_signs(lang, line, name):
    source = mail(f"Tekst, text, texte.\n\n{CLOSINGS[lang]}\n{line}\nTel. 020 123 45 67")
    contact = people.find(source, lang, INVITATION).contact
    assert value(contact) == name
    if contact:
        assert source.body[contact.start : contact.end] == contact.words


@pytest.mark.parametrize(
    ("lang", "greeting", "name"),
    [
        ("nl", "Beste Lotte,", "Lotte"),
        ("nl", "Geachte mevrouw Van der Meer,", "mevrouw Van der Meer"),
        ("nl", "Beste {{naam}},", None),
        ("nl", "Beste XXX,", None),
        ("nl", "Beste kandidaat,", None),
        ("nl", "Geachte heer/mevrouw,", None),
        ("en", "Dear Ms Peeters,", "Ms Peeters"),
        ("en", "Dear Candidate,", None),
        ("en", "Hi John,", "John"),
        ("en", "Dear Hiring Manager,", None),
        ("fr", "Bonjour Camille,", "Camille"),
        ("fr", "Chère Madame Roux,", "Madame Roux"),
        ("fr", "Madame, Monsieur,", None),
        ("de", "Sehr geehrte Frau Vogel,", "Frau Vogel"),
        ("de", "Sehr geehrte Damen und Herren,", None),
        ("de", "Hallo Katrin,", "Katrin"),
    ],
)
def test_who_is_greeted(lang, greeting, name):
    candidate = people.find(mail(f"{greeting}\n\n..."), lang, INVITATION).candidate
    if name and " " in name:
        assert candidate is not None
        assert candidate.words == name
    else:
        assert value(candidate) == name


def test_an_applicant_is_contact_and_candidate():
    found = people.find(
        mail("Geachte,\n\nIk solliciteer.\n\nKind regards,\nEls Maes"), "nl", APPLICATION
    )
    assert value(found.contact) == value(found.candidate) == "Els Maes"


def test_the_interviewer_when_nobody_signs():
    found = people.find(mail("Je hebt een gesprek met Els Maes op dinsdag."), "nl", INVITATION)
    assert value(found.contact) == "Els Maes"


def test_a_name_on_the_line_of_the_closing():
    source = mail("Merci de confirmer. Cordialement, Camille Lefèvre, Directrice RH.")
    assert value(people.find(source, "fr", INVITATION).contact) == "Camille Lefèvre"


ORGANISATIONS = {
    "nl": [
        ("Bedankt voor je sollicitatie bij Noordzee Logistics.", "Noordzee Logistics"),
        ("We nodigen je uit voor een gesprek bij Zilvermeer BV.", "Zilvermeer BV"),
        ("Namens Hoekstra & Zonen nodigen we je uit.", "Hoekstra & Zonen"),
        ("Leuk dat je wilt komen werken bij Bakkerij De Korenaar!", "Bakkerij De Korenaar"),
        ("We zien je graag bij Q8North.", "Q8North"),
        ("Groet,\nTeam Waterlelie", "Waterlelie"),
        ("Je gesprek bij gemeente Veldwijk N.V. gaat door.", "gemeente Veldwijk N.V."),
        ("De functie van kok bij Zonnehof vzw is vrij.", "Zonnehof vzw"),
        ("Onze opdrachtgever Lindewerk zoekt een kok.", "Lindewerk"),
        ("Met vriendelijke groet,\nEls Maes\nDuinrand B.V.", "Duinrand B.V."),
        ("We spreken elkaar bij ons op kantoor via Teams.", None),
        ("Je vacature bij {{bedrijf}} is open.", None),
        ("Je gesprek bij XXX gaat door.", None),
    ],
    "en": [
        ("Thank you for your interest in joining Harbour Labs.", "Harbour Labs"),
        ("Your application to Brightwater is in.", "Brightwater"),
        ("The Data Analyst role at Pinecone Foods is open.", "Pinecone Foods"),
        ("We invite you to an interview with Oak & Iron Ltd.", "Oak & Iron Ltd"),
        ("I am writing on behalf of Fernhill Group.", "Fernhill Group"),
        ("Kind regards,\nAnn Poe\nRecruiter\nFernhill Group", "Fernhill Group"),
        ("Kind regards,\nFernhill Recruitment Team", "Fernhill"),
        ("Our client Stonebridge is looking for a cook.", "Stonebridge"),
        ("Working at QuillWorks is fun.", "QuillWorks"),
        ("See you at 10 at our office on Monday.", None),
        ("Interest in the Financial Analyst role is high.", None),
        ("Thank you for your interest in Night Nurse.", None),
        ("Your application to [Company] is in.", None),
    ],
    "fr": [
        ("Merci pour votre candidature chez Valmont.", "Valmont"),
        ("Le poste chez Les Ateliers Bleus est ouvert.", "Les Ateliers Bleus"),
        ("Nous recrutons au sein de Carmin SA.", "Carmin SA"),
        ("Vous souhaitez rejoindre Orée Conseil ?", "Orée Conseil"),
        ("Un entretien chez Dupré & Fils aura lieu.", "Dupré & Fils"),
        ("Au nom de Clairval, nous vous invitons.", "Clairval"),
        ("La société Marlin SARL vous invite.", "Marlin SARL"),
        ("Notre client Belhaven recrute.", "Belhaven"),
        ("Bienvenue chez Tilleul.", "Tilleul"),
        ("Cordialement,\nAnne Roux\nCarmin SAS", "Carmin SAS"),
        ("Votre poste chez [Entreprise] est ouvert.", None),
        ("Nous nous verrons chez nous lundi.", None),
    ],
    "de": [
        ("Vielen Dank für Ihre Bewerbung bei Nordlicht.", "Nordlicht"),
        ("Ihre Bewerbung bei der Steinfeld GmbH ist da.", "Steinfeld GmbH"),
        ("Das Gespräch bei Kupferwerk AG findet statt.", "Kupferwerk AG"),
        ("Eine Stelle bei Morgenrot ist frei.", "Morgenrot"),
        ("Im Namen der Blaufeld eG schreibe ich Ihnen.", "Blaufeld eG"),
        ("Willkommen bei Sommerwind!", "Sommerwind"),
        ("Unser Kunde Tannhof sucht einen Koch.", "Tannhof"),
        ("Mit freundlichen Grüßen\nUwe Brandt\nSteinfeld GmbH", "Steinfeld GmbH"),
        ("Ihr Interesse an Birkenau freut uns.", "Birkenau"),
        ("Bei Fragen melden Sie sich.", None),
        ("Ihre Bewerbung bei {firma} ist da.", None),
    ],
}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [(lang, *row) for lang, rows in ORGANISATIONS.items() for row in rows],
)
def test_the_organisation(lang, text, name):
    source = mail(text)
    company = organisations.find(source, lang, INVITATION).company
    assert value(company) == name
    if company:
        assert text[company.start : company.end] == company.words


def test_agency_and_client_are_told_apart():
    body = "Onze opdrachtgever Lindewerk zoekt een kok.\n\nMet vriendelijke groet,\nEls\nVliet BV"
    found = organisations.find(mail(body), "nl", Kind.RECRUITER_OUTREACH)
    assert (value(found.company), value(found.agency)) == ("Lindewerk", "Vliet BV")


def test_an_agency_that_names_no_client_is_the_company_too():
    body = "Our client is looking for a cook.\n\nKind regards,\nAnn Poe\nVliet Staffing Ltd"
    found = organisations.find(mail(body), "en", Kind.RECRUITER_OUTREACH)
    assert value(found.company) == value(found.agency) == "Vliet Staffing Ltd"


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Acme via Greenhouse", "no-reply@greenhouse.io"),
        ("HR | Acme", "hr@acme.example"),
        ("Els Maes", "els@acme.example"),
        ("Workable", "no-reply@workable.com"),
    ],
)
def test_what_the_mail_does_not_say_is_not_told(name, email):
    source = mail("Tot dinsdag!", name=name, email=email)
    assert organisations.find(source, "nl", INVITATION).company is None


def test_the_domain_decides_between_two_names():
    body = "Je gesprek bij Zilver gaat over werken bij Goud."
    for domain, name in (("zilver", "Zilver"), ("goud", "Goud")):
        source = mail(body, email=f"els@{domain}.example")
        assert value(organisations.find(source, "nl", INVITATION).company) == name


def test_a_relay_decides_nothing():
    source = mail(
        "Je gesprek bij Zilver gaat over werken bij Greenhouse.", email="no-reply@greenhouse.io"
    )
    assert value(organisations.find(source, "nl", INVITATION).company) == "Zilver"


def test_an_organisation_that_signs_is_not_a_person():
    source = mail("Je gesprek bij Pyxis gaat door.\n\nMet vriendelijke groet,\nPyxis")
    assert people.find(source, "nl", INVITATION).contact is None


def test_an_earlier_employer_is_not_the_company():
    body = "Ik werkte eerder vijf jaar bij Oudwerk. Nu solliciteer ik graag bij Nieuwerk."
    assert value(organisations.find(mail(body), "nl", APPLICATION).company) == "Nieuwerk"


TITLES = {
    "nl": [
        (
            "Je sollicitatie naar de functie van verpleegkundige bij Zonnehof.",
            "verpleegkundige",
        ),
        (
            "We bespreken de functie van Senior Java Developer met je.",
            "Senior Java Developer",
        ),
        ("De vacature Medewerker Binnendienst bij Acme is open.", "Medewerker Binnendienst"),
        (
            "Je reageerde op de positie van Business Controller (m/v/x).",
            "Business Controller",
        ),
        ("Je solliciteerde op de Marketing Manager functie.", "Marketing Manager"),
        ("Hierbij solliciteer ik als Projectleider Bouw.", "Projectleider Bouw"),
        ("De rol van Product Owner past bij je.", "Product Owner"),
        ("Betreft: Functie: Planner Transport", "Planner Transport"),
        ("Wil je aan de slag als HR Adviseur?", "HR Adviseur"),
        ("De functie van {{functie}} is open.", None),
        ("De functie van XXX is open.", None),
        ("We hebben een functie voor je gevonden.", None),
    ],
    "en": [
        ("Thank you for applying for the position of Night Nurse at Fernhill.", "Night Nurse"),
        ("We liked your application for the Data Analyst role.", "Data Analyst"),
        ("Your application for Senior Buyer has arrived.", "Senior Buyer"),
        ("We would like to discuss the role of Head of Finance with you.", "Head of Finance"),
        ("The Warehouse Supervisor position is open.", "Warehouse Supervisor"),
        ("The Customer Success Manager opening (ref. 42) is yours.", "Customer Success Manager"),
        ("You applied for the post of Sous Chef, I believe.", "Sous Chef"),
        ("Please come to the interview for Site Engineer on Monday.", "Site Engineer"),
        ("Would you join us as a Software Architect?", "Software Architect"),
        ("Thank you for applying for the position of [Role].", None),
        ("This role is important to us.", None),
    ],
    "fr": [
        ("Votre candidature au poste de Comptable chez Carmin est retenue.", "Comptable"),
        ("Votre candidature pour le poste de chargée de projet nous plaît.", "chargée de projet"),
        ("Le poste de Développeur Java H/F est ouvert.", "Développeur Java"),
        ("Je postule en tant qu'infirmière.", "infirmière"),
        ("Nous cherchons pour le poste d'assistante commerciale.", "assistante commerciale"),
        ("Le poste de Responsable Achats, à Lyon, est ouvert.", "Responsable Achats"),
        ("Un stage de graphiste chez nous ?", "graphiste"),
        ("Le poste : Technicien de maintenance", "Technicien de maintenance"),
        ("La fonction de Contrôleur de gestion est vacante.", "Contrôleur de gestion"),
        ("Le poste de Data Analyst (réf. 12) est ouvert.", "Data Analyst"),
        ("Le poste de {job} est ouvert.", None),
    ],
    "de": [
        ("Vielen Dank für Ihre Bewerbung als Buchhalterin bei Nordlicht.", "Buchhalterin"),
        ("Ihre Bewerbung als Projektleiter (m/w/d) ist da.", "Projektleiter"),
        ("Die Stelle als Leiter Einkauf ist frei.", "Leiter Einkauf"),
        ("Ihre Bewerbung um die Stelle als Pflegefachkraft freut uns.", "Pflegefachkraft"),
        ("Bewerbung als Senior Controller, Kennziffer 12", "Senior Controller"),
        ("Wir suchen Sie für die Stelle als Fahrer im Nahverkehr.", "Fahrer"),
        ("Ihre Bewerbung als Fachkraft für Lagerlogistik", "Fachkraft für Lagerlogistik"),
        ("Die Position als Data Engineer ist offen.", "Data Engineer"),
        ("Ein Praktikum als Redakteurin wäre möglich.", "Redakteurin"),
        ("Ihre Bewerbung als {stelle} ist da.", None),
    ],
}


@pytest.mark.parametrize(
    ("lang", "text", "title"), [(lang, *row) for lang, rows in TITLES.items() for row in rows]
)
def test_the_title(lang, text, title):
    found = titles.find(mail(text), lang, INVITATION)
    assert value(found) == title
    if found:
        assert text[found.start : found.end] == found.words


@pytest.mark.parametrize(
    ("lang", "subject", "title"),
    [
        ("nl", "Sollicitatie Junior Planner", "Junior Planner"),
        ("nl", "RE: Sollicitatie: Teamleider Zorg", "Teamleider Zorg"),
        ("en", "Interview invitation: Night Nurse", "Night Nurse"),
        ("en", "Fernhill - Staff Engineer - interview", "Staff Engineer"),
        ("fr", "Candidature au poste de Comptable", "Comptable"),
        ("de", "Bewerbung als Webentwickler (m/w/d)", "Webentwickler"),
        ("en", "Interview tomorrow", None),
    ],
)
def test_the_title_in_the_subject(lang, subject, title):
    assert value(titles.find(mail("...", subject), lang, APPLICATION)) == title


MORE_TITLES = [
    # the sentence goes on behind the title
    ("nl", "Je sollicitatie voor Data Steward hebben we goed ontvangen.", "Data Steward"),
    ("nl", "Uw kandidatuur voor de job van dakwerker in ons team is klaar.", "dakwerker"),
    ("nl", "De vacature van adviseur groene daken sluit morgen.", "adviseur groene daken"),
    ("en", "You applied for the crane driver vacancy last week.", "crane driver"),
    ("fr", "Le poste de chef de partie demande de la patience.", "chef de partie"),
    ("fr", "La fonction de vendeuse à temps partiel est libre.", "vendeuse à temps partiel"),
    (
        "fr",
        "Vous venez pour le poste d'infirmier(ère) en gériatrie ?",
        "infirmier(ère) en gériatrie",
    ),
    ("de", "Die Stelle Teamleiter Versand bleibt vorerst unbesetzt.", "Teamleiter Versand"),
    ("de", "Ihre Bewerbung als Dachdeckerin 80 % liegt hier.", "Dachdeckerin"),
    # somebody is wanted
    ("nl", "Wij horen dat u een tuinaannemer of hovenier zoekt.", "hovenier"),
    ("en", "We are looking for a night porter.", "night porter"),
    ("fr", "Nous recherchons une fleuriste confirmée.", "fleuriste confirmée"),
    ("de", "Wir suchen weiterhin Leute; suche ich einen Polier, rufe ich an.", "Polier"),
    # a label, a quotation, no noun that is known
    ("nl", "Wat: tweede gesprek Financieel Analist\nWanneer: later", "Financieel Analist"),
    ("nl", "Je gesprek voor de functie van zeilnaaier gaat door.", "zeilnaaier"),
    ("en", "Job: Rope & Rigging (Loft)\nName: Jo", "Rope & Rigging (Loft)"),
    (
        "fr",
        "Votre candidature « Brodeuse – atelier du lin » est là.",
        "Brodeuse – atelier du lin",
    ),
    ("fr", "Objet : Entretien RH – Chargé de paie\nQuand : mardi", "Chargé de paie"),
    ("de", "Was: Zweitgespräch Junior Disponent\nWann: Montag", "Junior Disponent"),
    ("de", "Die Organistenstelle ist frei geworden: Kantorenstelle gesucht", "Kantorenstelle"),
    # who is met or signs is not the post
    ("nl", "U spreekt met een directeur en een leerkracht.", None),
    ("en", "You will meet our Managing Director and a nurse.", None),
    ("fr", "Vous verrez notre directrice et un ingénieur.", None),
    ("de", "Sie treffen unsere Leiterin und einen Techniker.", None),
]


@pytest.mark.parametrize(("lang", "text", "title"), MORE_TITLES)
def test_the_title_and_no_more(lang, text, title):
    assert value(titles.find(mail(text), lang, INVITATION)) == title


@pytest.mark.parametrize(
    ("lang", "subject", "title"),
    [
        ("nl", "Uitnodiging kennismakingsgesprek allround tegelzetter", "allround tegelzetter"),
        ("nl", "Bevestiging gesprek met de directeur", None),
        ("nl", "Voortgangsgesprek nachtportier", "nachtportier"),
        ("en", "Re: your advert for a Lead Stonemason (Bath)", "Lead Stonemason (Bath)"),
        ("en", "Letter of appointment, Professor of Botany", "Professor of Botany"),
        ("en", "Lunch with our CEO", None),
        ("fr", "Convocation à l'entretien – inspecteur du travail", "inspecteur du travail"),
        ("fr", "Candidature product owner", "product owner"),
        ("de", "AW: Gesprächstermin Lehrkraft Latein", "Lehrkraft Latein"),
        ("de", "Vertragsangebot Leiterin Lager", "Leiterin Lager"),
        ("de", "Gespräch mit der Leiterin", None),
    ],
)
def test_a_title_that_nothing_introduces_in_the_subject(lang, subject, title):
    assert value(titles.find(mail("...", subject), lang, INVITATION)) == title


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Ik heb jaren gewerkt als bakker."),
        ("en", "I previously worked as a baker."),
        ("fr", "J'ai travaillé comme boulanger."),
        ("de", "Ich habe früher als Bäcker gearbeitet."),
    ],
)
def test_what_an_applicant_has_been_is_not_the_title(lang, text):
    assert titles.find(mail(text), lang, APPLICATION) is None


PLACES = [
    ("nl", "We bellen elkaar: het gesprek is telefonisch.", "telefonisch", Mode.PHONE),
    ("nl", "Het gesprek is via Teams.", "via Teams", Mode.VIDEO),
    ("nl", "Kom je langs op ons kantoor in Gent?", "op ons kantoor in Gent", Mode.ON_SITE),
    ("nl", "Adres: Lange Kerkstraat 12, 9000 Gent", "Lange Kerkstraat 12, 9000 Gent", Mode.ON_SITE),
    (
        "nl",
        "Je bent welkom, Stationsplein 4, 3511 ED Utrecht.",
        "Stationsplein 4, 3511 ED Utrecht",
        Mode.ON_SITE,
    ),
    ("nl", "Kies: op kantoor of via videocall.", "op kantoor of via videocall", None),
    ("en", "We would like to have a phone call.", "phone call", Mode.PHONE),
    ("en", "It will be a video interview.", "video interview", Mode.VIDEO),
    (
        "en",
        "You do a one-way video interview in HireVue.",
        "one-way video interview",
        Mode.RECORDED,
    ),
    (
        "en",
        "We meet at our office, 12 Mill Road, Leeds.",
        "at our office, 12 Mill Road, Leeds",
        Mode.ON_SITE,
    ),
    ("en", "Location: Building B, 3rd floor", "Building B, 3rd floor", Mode.ON_SITE),
    ("en", "Location: Zoom", "Zoom", Mode.VIDEO),
    ("fr", "L'entretien se fera par téléphone.", "par téléphone", Mode.PHONE),
    ("fr", "L'entretien se fera en visioconférence.", "en visioconférence", Mode.VIDEO),
    ("fr", "Rendez-vous au 8 rue des Lilas, Lyon.", "8 rue des Lilas, Lyon", Mode.ON_SITE),
    ("de", "Wir führen ein Telefoninterview.", "Telefoninterview", Mode.PHONE),
    ("de", "Das Gespräch ist per Videokonferenz.", "per Videokonferenz", Mode.VIDEO),
    (
        "de",
        "Kommen Sie in die Bahnhofstraße 7, 10115 Berlin.",
        "Bahnhofstraße 7, 10115 Berlin",
        Mode.ON_SITE,
    ),
    ("nl", "Tot dinsdag!", None, None),
]


@pytest.mark.parametrize(("lang", "text", "words", "mode"), PLACES)
def test_where_and_how(lang, text, words, mode):
    place = places.find(mail(text), lang)
    assert (place.location_or_mode.words if place.location_or_mode else None, place.mode) == (
        words,
        mode,
    )


MORE_PLACES = [
    # a noun for a place, or a name behind the hour
    ("nl", "Kom je om 9 uur bij ons in de werkplaats?", "bij ons in de werkplaats", Mode.ON_SITE),
    (
        "nl",
        "Om 8.45 uur verwachten we u in de feestzaal, Dorpsweg 4 te Ede.",
        "in de feestzaal, Dorpsweg 4 te Ede",
        Mode.ON_SITE,
    ),
    ("nl", "Maandag om 10u bij Huize Linde, graag stipt.", "bij Huize Linde", Mode.ON_SITE),
    ("nl", "Zelfde plek, poort 7 aan de Havendam.", "poort 7 aan de Havendam", Mode.ON_SITE),
    (
        "en",
        "We meet in the staff library on Tuesday at 4.15pm.",
        "in the staff library",
        Mode.ON_SITE,
    ),
    ("en", "Pop down to the workshop on Friday at 11am.", "the workshop", Mode.ON_SITE),
    (
        "en",
        "Same place (Harbour Buildings, Room 4), same format.",
        "Harbour Buildings, Room 4",
        Mode.ON_SITE,
    ),
    (
        "fr",
        "Passez lundi à 9h au dépôt de Lens (quai 2).",
        "au dépôt de Lens (quai 2)",
        Mode.ON_SITE,
    ),
    (
        "fr",
        "L'entretien aura lieu à 14h à la mairie de Vic, salle des fêtes.",
        "à la mairie de Vic, salle des fêtes",
        Mode.ON_SITE,
    ),
    (
        "de",
        "Wir erwarten Sie um 10 Uhr in unserem Atelier in Trier.",
        "in unserem Atelier in Trier",
        Mode.ON_SITE,
    ),
    ("de", "Das Gespräch findet im Haus B, Zimmer 12 statt.", "Haus B, Zimmer 12", Mode.ON_SITE),
    # what the sentence says against it
    (
        "nl",
        "Kom om 9 uur naar Hoofdweg 3. Vragen? Bel of mail telefonisch.",
        "Hoofdweg 3",
        Mode.ON_SITE,
    ),
    (
        "en",
        "Following our phone call, see you at 9am in the office.",
        "in the office",
        Mode.ON_SITE,
    ),
    (
        "fr",
        "Suite à notre entretien téléphonique, venez à 9h au garage.",
        "au garage",
        Mode.ON_SITE,
    ),
    ("de", "Nach unserem Telefonat: Gespräch um 9 Uhr in der Kanzlei.", "Kanzlei", Mode.ON_SITE),
    ("nl", "Verhinderd? Wij zijn ook telefonisch bereikbaar.", None, None),
    ("en", "If you have questions, reach us by phone.", None, None),
    ("fr", "En cas de questions, vous pouvez nous joindre par téléphone.", None, None),
    ("de", "Bei Rückfragen bin ich telefonisch erreichbar.", None, None),
    # we call you
    ("nl", "Dan bel ik je morgen om 10 uur voor een gesprek.", "bel ik je", Mode.PHONE),
    ("en", "We will ring you on Monday at 10am to talk.", "ring you", Mode.PHONE),
    ("fr", "Pour l'entretien, je vous appelle à 10h.", "je vous appelle", Mode.PHONE),
    ("de", "Ich würde Sie gern um 10 Uhr anrufen.", "anrufen", Mode.PHONE),
    # come, and no more than that
    ("nl", "Kun je zaterdag proefdraaien?", None, Mode.ON_SITE),
    ("en", "Could you come by on Thursday?", None, Mode.ON_SITE),
    ("fr", "Tu peux venir pour un essai ?", None, Mode.ON_SITE),
    ("de", "Magst du zum Probearbeiten vorbeikommen?", None, Mode.ON_SITE),
    # recorded
    (
        "nl",
        "Je krijgt vragen en mag je antwoorden opnemen: video-antwoorden.",
        "antwoorden opnemen",
        Mode.RECORDED,
    ),
    ("fr", "On te demande d'enregistrer tes réponses.", "enregistrer tes réponses", Mode.RECORDED),
    (
        "de",
        "Es folgt ein zeitversetztes Videointerview.",
        "zeitversetztes Videointerview",
        Mode.RECORDED,
    ),
]


@pytest.mark.parametrize(("lang", "text", "words", "mode"), MORE_PLACES)
def test_where_and_how_by_the_sentence(lang, text, words, mode):
    test_where_and_how(lang, text, words, mode)


@pytest.mark.parametrize(
    ("url", "is_meeting"),
    [
        ("https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc", True),
        ("https://us02web.zoom.us/j/123456?pwd=abc", True),
        ("https://meet.google.com/abc-defg-hij", True),
        ("https://acme.webex.com/meet/els", True),
        ("https://whereby.com/acme", True),
        ("https://acme.example/unsubscribe?x=zoom.us/j/1", False),
        ("https://calendly.com/acme/zoom", False),
        ("https://evil.example/?u=https:teams.microsoft.com", False),
    ],
)
def test_the_meeting_link(url, is_meeting):
    place = places.find(mail(f"Klik https://acme.example/uit en dan {url}."), "nl")
    assert value(place.meeting_url) == (url if is_meeting else None)


def test_a_letterhead_is_not_the_place():
    body = "Els Maes\nKerkstraat 12\n9000 Gent\n\nBeste Jo,\n\nTot dinsdag!"
    assert places.find(mail(body), "nl").location_or_mode is None


WORDS = (
    "Beste Lotte, bij Acme BV de functie van Senior [Name] {{x}} Teams https://zoom.us/j/1 Dr. van "
    "'t role position of at our client Onze opdrachtgever Adres: Kerkstraat 12 8 rue de rôle als "
    "Kind regards, \n \n\n | - — ' ( ) ² ß . , : Greenhouse"
)
PIECES = st.sampled_from(WORDS.split(" "))


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(st.lists(PIECES, max_size=30).map(" ".join), st.text(max_size=200)),
    st.sampled_from(["nl", "en", "fr", "de", None]),
    st.sampled_from([INVITATION, APPLICATION, Kind.OTHER]),
)
def test_never_raises_and_tells_the_truth_about_places(text, lang, kind):
    source = mail(text, text[:60], text[:30], text[:20])
    place = places.find(source, lang)
    named, who = organisations.find(source, lang, kind), people.find(source, lang, kind)
    for found in (
        named.company,
        named.agency,
        who.contact,
        who.candidate,
        titles.find(source, lang, kind),
        place.location_or_mode,
        place.meeting_url,
    ):
        if found is not None and found.end:
            part = source.subject if found.part == "subject" else text
            assert part[found.start : found.end] == found.words
            assert found.words.strip()


def test_letters_that_grow_in_lower_case_shift_nothing():
    body = "İİİİİİ. Je gesprek bij Zilvermeer gaat door."
    company = organisations.find(mail(body), "nl", INVITATION).company
    assert company.words == body[company.start : company.end] == "Zilvermeer"


def cost(text):
    """Processor seconds to read this text, the lesser of two."""
    source, spent = mail(text, text[:1000]), []
    for _ in range(2):
        begun = process_time()
        organisations.find(source, "en", INVITATION)
        people.find(source, "en", INVITATION)
        titles.find(source, "en", INVITATION)
        places.find(source, "en")
        spent.append(process_time() - begun)
    return min(spent)


@pytest.mark.parametrize(
    "hostile",
    [
        "at Aa ",
        "role ",
        "Aa Role role ",
        "Location: ",
        "12 rue ",
        "best\n",
        "dear ",
        "https://zoom.",
        "Aa ",
        "12 ",
    ],
)
def test_hostile_text_costs_in_proportion_to_its_length(hostile):
    small, large = hostile * (8_000 // len(hostile)), hostile * (32_000 // len(hostile))
    assert cost(large) < 10 * cost(small) + 0.05  # linear is 4 times, quadratic 16
