"""Who writes and who is greeted, in mails as people write them."""

from time import process_time

import pytest

from addin_server.model import Kind
from addin_server.reading import people
from addin_server.reading.source import Source

INVITATION, APPLICATION, OTHER = Kind.INTERVIEW_INVITATION, Kind.APPLICATION, Kind.OTHER


def mail(body, sender="", email="", to=""):
    end = len(body)
    return Source(
        subject="",
        body=body,
        newest=(0, end),
        signature=(end, end),
        quoted=(end, end),
        sender_name=sender,
        sender_email=email,
        recipient_name=to,
    )


def contact(body, lang, sender="", email="", kind=INVITATION):
    found = people.find(mail(body, sender, email), lang, kind).contact
    if found is not None and found.end:
        assert body[found.start : found.end] == found.words
    return found.value if found else None


def candidate(body, lang, to=""):
    found = people.find(mail(body, to=to), lang, INVITATION).candidate
    return (found.value, found.words) if found else (None, None)


CLOSES = [
    ("nl", "Kom je vrijdag?\n\nZonnige boekengroet\nHilde Maan", "Hilde Maan"),
    ("nl", "Kom je vrijdag?\n\nMet een hartelijke bijengroet,\nHilde Maan", "Hilde Maan"),
    ("nl", "Kom je vrijdag? Nog een fijne avond, Hilde (mede-eigenaar)", "Hilde"),
    ("nl", "Kom je vrijdag?\n\ngrtjs Hilde\nCafé De Zon", "Hilde"),
    ("nl", "kom je vrijdag?\n\ngroetjes, hilde", "hilde"),
    ("nl", "Graag.\n\nHoogachtend\nDe secretaris\ni.o. Hilde Maan", "Hilde Maan"),
    ("en", "Can you come?\n\nWith every good wishes\nIvy Stone", "Ivy Stone"),
    ("en", "Can you come?\n\nToodle pip!\nIvy Stone\nHead of Baking", "Ivy Stone"),
    ("en", "Can you come on Friday? Ivy x", "Ivy"),
    ("en", "Can you come?\n\nKind regards,\nIvy Stone MBA\nPeople Lead", "Ivy Stone"),
    ("en", "Can you come?\n\nWarmly,\nIvy and Sam\nThe Flour Room", "Ivy"),
    ("en", "Can you come on Friday?\n\nIvy xx", "Ivy"),
    ("en", "come friday?\ncheers, ivy", "ivy"),
    ("fr", "Venez vendredi.\n\nNos salutations ensoleillées\nLuce Ferrand", "Luce Ferrand"),
    (
        "fr",
        "Je vous prie de croire, Madame, à l'expression de mes sentiments dévoués.\n\n"
        "Luce Ferrand\n06 00 00 00 00",
        "Luce Ferrand",
    ),
    ("fr", "Bien reçu, merci. Bel automne ! M. Ferrand, Crèche Bulle", "M. Ferrand"),
    ("fr", "Venez vendredi.\n\nCdlt\nPh. Ferrand, gérant", "Ph. Ferrand"),
    ("de", "Kommen Sie?\n\nBunte Grüße\nRuth Lenz, Küsterin", "Ruth Lenz"),
    ("de", "Kommst du?\n\nGrüß mir die Katze!\nRuth Lenz", "Ruth Lenz"),
    ("de", "Passt das.\n\nFür die Gemeinde:\nDr. Ruth Lenz\nAbteilung 4", "Ruth Lenz"),
    ("nl", "Kom je?\n\nGroeten,\nHilde Maan | Zon B.V.", "Hilde Maan"),
    ("de", "Kommst du?\n\nGesegnete Grüße\nRuth\nGemeinde Lumo", "Ruth"),
    ("de", "Passt das?\n\nFreundliche Grüße\ni. V. Ruth\nEmpfang", "Ruth"),
    ("fr", "Venez jeudi.\n\nCordialement\np.o. Luce\nAccueil", "Luce"),
    ("nl", "Kom je vrijdag?\n\nHilde\nCafé De Zon", "Hilde"),
    ("de", "kommst du freitag?\nlg ruth", "ruth"),
    ("de", "Passt das?\n\nFreundliche Grüße\nLenz Bau UG\ni. A. Ruth Lenz", "Ruth Lenz"),
]


@pytest.mark.parametrize(("lang", "body", "name"), CLOSES)
def test_who_signs(lang, body, name):
    assert contact(body, lang) == name


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("nl", "Tot dan!\n\nVriendelijke groeten,\nPersoneelsdienst Rietland"),
        ("nl", "Tot dan!\n\nUitzendkantoor Rietland"),
        ("nl", "Interesse? Bel, mail of kom langs."),
        ("nl", "Tot dan.\n\n[Voornaam]\nHilde Maan"),
        ("en", "See you.\n\nThe Flour Room"),
        ("en", "See you.\n\nKind Regards"),
        ("en", "Pick a slot.\n\nDownload CV · Shortlist · Decline"),
        ("en", "See you.\n\nThe Flour Room, Leeds"),
        ("en", "Best,\nFlour Room LLP"),
        ("nl", "Kom je vrijdag?\n\nZilver\nZeedijk 213, Gent"),
        ("en", "Pick a slot.\n\nManage Profile | Log out"),
        ("de", "Bis dann.\n\nViele Grüße\nHuber, Lang & Co. KG"),
        ("fr", "À demain.\n\nLes Petits Pains"),
        ("fr", "À demain.\n\nL'accueil Bulle"),
        ("de", "Bis dann.\n\nDeine Crew vom Boot"),
        ("de", "Bis dann.\n\nDer Bürgermeister"),
        ("de", "Bis dann.\n\nFrohe Feiertage"),
        ("de", "Bis dann.\n\nViele Grüße\nKinderkrippe Mohnblume"),
    ],
)
def test_what_signs_without_being_a_person(lang, body):
    assert contact(body, lang) is None


@pytest.mark.parametrize(
    ("lang", "body", "sender", "email", "name"),
    [
        # The sender's name at the end is who signs, also alone above the house.
        ("nl", "Tot dan!\n\nHilde\nKleurbad Zeist", "Hilde Maan", "h@kleurbad.example", "Hilde"),
        ("en", "See you!\n\nIvy\nMoonbase", "Stone, Ivy", "ivy@moonbase.example", "Ivy"),
        (
            "en",
            "Ta!\n\nFlo\nFlorence Hart | Moonbase",
            "Florence Hart",
            "x@y.example",
            "Florence Hart",
        ),
        (
            "en",
            "So?\n\nMs B. Hart\nIs this not for you? Then tell us so!",
            "Belinda Hart",
            "b@hart.example",
            "B. Hart",
        ),
        ("fr", "On dit jeudi ?\n\nTchao,\nLuce et Marc – Studio Bulle", "Luce Ferrand", "", "Luce"),
        ("de", "Passt?\n\nRuth von Lumo", "Ruth", "ruth@lumo.example", "Ruth"),
        ("de", "passt?\n\nruth von lumo", "Ruth", "ruth@lumo.example", "ruth"),
        ("nl", "Tot dan!\n\nBrasserie Maan\nHilde Maan", "Hilde Maan", "", "Hilde Maan"),
        ("fr", "Voilà.\n\nLuce Boulanger", "Luce Boulanger", "luce@mail.example", "Luce Boulanger"),
        # Nobody signs: the display name, where the address says it too.
        ("nl", "Kom je vrijdag?", "Hilde Maan", "h.maan@zon.example", "Hilde Maan"),
        ("nl", "Kom je vrijdag?", "Hilde van Recruitment", "hilde@zon.example", "Hilde"),
        ("en", "Can you come?", "Ivy", "ivy@moonbase.example", "Ivy"),
        ("en", "Can you come?", "Stone, Ivy", "ivy.stone@moonbase.example", "Ivy Stone"),
        ("fr", "Venez ?", "Luce Jardinier", "l.jardinier@mail.example", "Luce Jardinier"),
        ("en", "Can you come?", "Ivy at Moonbase", "ivy@moonbase.example", "Ivy"),
        ("de", "Kommen Sie?", "Jörg Bräuer", "joerg.braeuer@post.example", "Jörg Bräuer"),
        ("fr", "Venez ?", "Luce Ferrand via Jobino", "luce.ferrand@jobino.example", "Luce Ferrand"),
        # A department, a house, or an address that says another name is nobody.
        ("nl", "Kom je vrijdag?", "Hilde Maan", "info@zon.example", None),
        ("nl", "Kom je vrijdag?", "Planning", "planning@zon.example", None),
        ("en", "Can you come?", "Moonbase", "moonbase@moonbase.example", None),
        ("en", "Can you come?", "Vetting Unit", "vetting.unit@gov.example", None),
        ("en", "Can you come?", "Moon Base", "moon@moonbase.example", None),
        ("fr", "Venez ?", "Campus Bulle", "campus@bulle.example", None),
        ("fr", "Venez ?", "Hôtel du Port", "contact@hotelduport.example", None),
        ("de", "Kommen Sie?", "Azubi-Betreuung", "azubi-betreuung@lumo.example", None),
        ("de", "Kommen Sie?", "noreply@lumo.example", "noreply@lumo.example", None),
    ],
)
def test_the_sender_helps(lang, body, sender, email, name):
    assert contact(body, lang, sender, email) == name


@pytest.mark.parametrize(
    ("lang", "body", "name"),
    [
        ("nl", "Bevestigd:\nMet: Hilde Maan, teamleider\nWaar: online", "Hilde Maan"),
        ("en", "Booked:\nWith: Ivy Stone, Moonbase\nWhere: online", "Ivy Stone"),
        ("fr", "Confirmé :\nAvec : Luce Ferrand, Bulle\nOù : en ligne", "Luce Ferrand"),
        ("de", "Bestätigt:\nMit: Ruth Lenz, Lumo\nWo: online", "Ruth Lenz"),
        ("nl", "Kom zaterdag om tien uur en vraag naar Hilde aan de bar.", "Hilde"),
        ("en", "Come in on Friday at two and ask for Ivy please.", "Ivy"),
        ("fr", "Venez mercredi à huit heures et demandez Luce à l'atelier.", "Luce"),
        ("de", "Kommen Sie um acht und fragen Sie nach Frau Lenz im Lager.", "Frau Lenz"),
        ("de", "Kommen Sie um acht und fragen Sie nach Einzelheiten im Lager.", None),
    ],
)
def test_whom_one_will_meet_when_nobody_signs(lang, body, name):
    assert contact(body, lang) == name


@pytest.mark.parametrize(
    ("lang", "body", "name"),
    [
        ("nl", "Mijn naam is Hilde Maan en ik zoek werk.\n\nGroetjes\nHilde", "Hilde Maan"),
        ("en", "Name: Ivy Stone\nPhone: 000\nIvy would like the job.", None),
        ("en", "Great news.\nName: Ivy Stone\nPhone: 000", "Ivy Stone"),
        ("en", "Good news: Ivy Stone has applied for your job.", "Ivy Stone"),
        ("fr", "Bonne nouvelle : Luce Ferrand a postulé chez vous.", "Luce Ferrand"),
        ("de", "Auf Ihre Anzeige hat sich Ruth Lenz beworben.", "Ruth Lenz"),
    ],
)
def test_who_applies(lang, body, name):
    found = people.find(mail(body), lang, APPLICATION)
    assert found.contact == found.candidate
    if name:
        assert found.contact.value == name


GREETS = [
    ("nl", "Geachte mevrouw Van der Maan,", "Van der Maan", "mevrouw Van der Maan"),
    ("nl", "hoi wim, kan je komen?", "wim", "wim"),
    ("nl", "Ha Wim! Leuk.", "Wim", "Wim"),
    ("nl", "Dankjewel Wim, gelukt.", "Wim", "Wim"),
    ("nl", "Beste Acme team,", None, None),
    ("nl", "hallo allemaal,", None, None),
    ("nl", "Geachte Redactieraad,", None, None),
    ("en", "Dear Dr. Stone,", "Stone", "Dr. Stone"),
    ("en", "Mr. Stone,\n\nI write to you.", "Stone", "Mr. Stone"),
    ("en", "Hi Ivy we like your work", "Ivy", "Ivy"),
    ("en", "Hey Ivy — odd question.", "Ivy", "Ivy"),
    ("en", "Hi again Ivy,", "Ivy", "Ivy"),
    ("en", "Great, thanks Ivy, Monday it is.", "Ivy", "Ivy"),
    ("en", "Hello from Moonbase,", None, None),
    ("en", "Dear Sirs,", None, None),
    ("en", "Hello,\n\nCan you come?", None, None),
    (
        "en",
        "Your letter came.\nWe will read it with care and answer soon enough.\nMrs Stone",
        None,
        None,
    ),
    ("fr", "Bonjour M. Ferrand,", "Ferrand", "M. Ferrand"),
    ("fr", "Chère Madame van Hove,", "van Hove", "Madame van Hove"),
    ("fr", "« Bonjour Luce, je recrute", "Luce", "Luce"),
    ("fr", "Luce-Anne,\n\nOn y va ?", "Luce-Anne", "Luce-Anne"),
    ("fr", "Bonjour,\n\nOn y va ?", None, None),
    ("de", "Sehr geehrte Frau Dr. Lenz,", "Lenz", "Frau Dr. Lenz"),
    ("de", "Sehr geehrter Herr Mag. Lenz!", "Lenz", "Herr Mag. Lenz"),
    ("de", "Servus Ruth!", "Ruth", "Ruth"),
    ("de", "hey ruth, passt freitag?", "ruth", "ruth"),
    ("de", "Sehr geehrter Grundeigentümer!", None, None),
    ("de", "Liebe Eltern von Ruth,", None, None),
    ("de", "Hallo [Vorname],", None, None),
]


@pytest.mark.parametrize(("lang", "body", "name", "words"), GREETS)
def test_who_is_greeted(lang, body, name, words):
    assert candidate(f"{body}\n\nTot dan.", lang) == (name, words)


def test_a_recipient_called_by_name_in_the_first_line():
    assert candidate("Parfait Luce, à mardi !", "fr", "Luce Ferrand")[0] == "Luce"
    assert candidate("Prächtig, Ruth! Bis Dienstag.", "de", "Ruth Lenz")[0] == "Ruth"
    assert candidate("Prächtig, Ruth! Bis Dienstag.", "de", "Uwe Lenz")[0] is None


@pytest.mark.parametrize("label", ["Candidate", "Applicant", "Kandidaat", "Bewerberin"])
def test_a_candidate_on_a_line_of_a_form(label):
    lang = {"Kandidaat": "nl", "Bewerberin": "de"}.get(label, "en")
    assert candidate(f"Reminder.\n{label}: Ivy Stone\nRoom: 4", lang)[0] == "Ivy Stone"


@pytest.mark.parametrize(
    "piece", ["Hi Ivy, ", "Ivy\n", "groet, ", "Met: A ", "i. A. ", "Dr. ", "a\n\n"]
)
def test_cost_grows_with_the_text(piece):
    def cost(times):
        source, spent = mail(piece * times, "Ivy Stone", "ivy.stone@mail.example"), []
        for _ in range(3):
            begun = process_time()
            people.find(source, "en", INVITATION)
            spent.append(process_time() - begun)
        return min(spent)

    assert cost(8_000) < 0.5
