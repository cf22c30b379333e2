"""Signatures and introductions in mail of any source: who signs, who will be there."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server.model import LANGUAGES, Kind, Message
from addin_server.reading import read
from tests.test_people import candidate, contact

PARIS = ZoneInfo("Europe/Paris")

SIGNED = [
    (
        "en",
        "Please confirm.\n\nBest regards,\n\nNomvula Dlamini\nTalent Partner\nKaroo Freight",
        "Nomvula Dlamini",
    ),
    (
        "en",
        "Please confirm.\n\nBest regards\nTalent Partner\nNomvula Dlamini\nKaroo Freight",
        "Nomvula Dlamini",
    ),
    ("en", "Please confirm.\n\nRegards,\nNOMVULA DLAMINI\nHR Manager", "NOMVULA DLAMINI"),
    ("en", "Please confirm.\n\nRegards,\nK. V. Ramanathan\nManager - HR", "K. V. Ramanathan"),
    ("en", "Please confirm.\n\nRegards,\nK.V.S. Prasad\nManager - HR", "K.V.S. Prasad"),
    ("en", "Please confirm.\n\nRegards,\nRamanathan K\nManager - HR", "Ramanathan K"),
    ("en", "Please confirm.\n\nThanks & Regards,\nPriyanka Iyer\nHR Executive", "Priyanka Iyer"),
    ("en", "Please confirm.\n\nThanks and Regards\nPriyanka", "Priyanka"),
    (
        "en",
        "Please confirm.\n\nWarm Regards,\nPriyanka Iyer | Talent Acquisition | Looma Tech",
        "Priyanka Iyer",
    ),
    (
        "en",
        "Please confirm.\n\nRegards,\nPriyanka Iyer (she/her)\nTalent Acquisition",
        "Priyanka Iyer",
    ),
    ("en", "Please confirm.\n\nRegards,\n— Priyanka Iyer", "Priyanka Iyer"),
    ("en", "Please confirm.\n\n- Priyanka", "Priyanka"),
    ("en", "Please confirm.\n\n--\nPriyanka Iyer\nLooma Tech", "Priyanka Iyer"),
    ("en", "Please confirm.\n\nRegards,\nMs. Tan\nHR Department", "Ms. Tan"),
    ("en", "Please confirm.\n\nRegards,\nMr Chukwuemeka Obi\nHR Department", "Chukwuemeka Obi"),
    ("en", "Please confirm.\n\nRegards,\nLi Xiaoming\nHR Department", "Li Xiaoming"),
    ("en", "Please confirm.\n\nRegards,\nO'Neill Siobhán\nHR Department", "O'Neill Siobhán"),
    ("en", "Please confirm.\n\nRegards,\nTan Mei-Ling", "Tan Mei-Ling"),
    (
        "en",
        "Please confirm.\n\nRegards,\nAbdul-Rahman bin Khalid al-Saud",
        "Abdul-Rahman bin Khalid al-Saud",
    ),
    ("en", "Please confirm.\n\nRegards,\nFatima al Zahra", "Fatima al Zahra"),
    ("en", "Please confirm.\n\nRegards,\nDr. Amina Yusuf, PhD\nDirector", "Amina Yusuf"),
    (
        "en",
        "Please confirm.\n\nYours faithfully,\n\n(Signed)\nGrace Achieng\nHuman Resource Officer",
        "Grace Achieng",
    ),
    (
        "en",
        "Please confirm.\n\nYours faithfully,\nGrace Achieng.\nFor: Human Resource Manager",
        "Grace Achieng",
    ),
    (
        "en",
        "Please confirm.\n\nYours faithfully,\nFor and on behalf of Baobab Mills,\nGrace Achieng",
        "Grace Achieng",
    ),
    ("en", "Please confirm.\n\nSigned,\nGrace Achieng", "Grace Achieng"),
    ("en", "Please confirm.\n\nBest,\nGrace Achieng, Baobab Mills", "Grace Achieng"),
    ("en", "Please confirm.\n\nBest,\nGrace from Baobab", "Grace"),
    ("en", "Please confirm.\n\nBest,\nGrace @ Baobab", "Grace"),
    ("en", "Please confirm.\n\nBest,\nGrace & the Baobab team", "Grace"),
    ("en", "Please confirm.\n\nBest,\nThe Baobab Mills Team", None),
    ("en", "Please confirm.\n\nBest,\nBaobab Mills HR", None),
    ("en", "Please confirm.\n\nBest,\nTeam Baobab", None),
    ("en", "Please confirm.\n\nSincerely,\nBaobab Mills Recruiting", None),
    ("en", "Please confirm.\n\nSincerely,\nHuman Capital", None),
    ("en", "Please confirm.\n\nBest,\nPeople & Culture", None),
    ("en", "Please confirm.\n\nBest,\nAdmissions Committee", None),
    ("en", "Please confirm.\n\nHave a great day!\nGrace", "Grace"),
    ("en", "Please confirm.\n\nHave a lovely weekend,\nGrace Achieng", "Grace Achieng"),
    (
        "en",
        "Please confirm.\n\nLooking forward to meeting you!\n\nGrace Achieng\nPeople Ops",
        "Grace Achieng",
    ),
    ("en", "Please confirm. Best regards, Grace Achieng", "Grace Achieng"),
    ("en", "Please confirm. Sincerely, Grace Achieng, HR Manager", "Grace Achieng"),
    ("en", "Please confirm. Thanks, Grace", "Grace"),
    ("en", "Please confirm. Regards Grace Achieng HR Manager Baobab Mills", "Grace Achieng"),
    (
        "nl",
        "Tot vrijdag!\n\nMet vriendelijke groet,\n\nFleur de Graaf\nRecruiter\nRietland BV",
        "Fleur de Graaf",
    ),
    (
        "nl",
        "Tot vrijdag!\n\nMet vriendelijke groet,\nRietland BV\nFleur de Graaf",
        "Fleur de Graaf",
    ),
    (
        "nl",
        "Tot vrijdag!\n\nMet vriendelijke groet,\nnamens Rietland\nFleur de Graaf",
        "Fleur de Graaf",
    ),
    (
        "nl",
        "Tot vrijdag!\n\nMet vriendelijke groeten, Fleur de Graaf, HR-adviseur",
        "Fleur de Graaf",
    ),
    ("nl", "Tot vrijdag!\n\nGroet,\nFleur van Team Rietland", "Fleur"),
    ("nl", "Tot vrijdag!\n\nGroet,\nFleur van Rietland Zorg", "Fleur"),
    ("nl", "Tot vrijdag!\n\nGroet,\nFleur van der Meer", "Fleur van der Meer"),
    ("nl", "Tot vrijdag!\n\nGroet,\nFleur van Rietland", "Fleur van Rietland"),
    ("nl", "Tot vrijdag!\n\nGroet,\nMevr. De Graaf", "Mevr. De Graaf"),
    ("nl", "Tot vrijdag!\n\nFleur | Rietland", "Fleur"),
    ("nl", "Veel succes!\nFleur", "Fleur"),
    ("nl", "Fijn weekend!\n\nFleur de Graaf\n06 12 34 56 78", "Fleur de Graaf"),
    ("nl", "Tot dan!\n\nMet vriendelijke groet,\nWater- en Bosbeheer", None),
    ("nl", "Tot dan!\n\nMet vriendelijke groet,\nHet HR-team", None),
    ("nl", "Tot dan!\n\nMet vriendelijke groet,\nRecruitment Team", None),
    ("nl", "Tot dan!\n\nMet vriendelijke groet,\nOCMW Lubbeek", None),
    (
        "fr",
        "À vendredi.\n\nCordialement,\n\nAïssatou Diallo\nChargée de recrutement\nMoulins Bulle",
        "Aïssatou Diallo",
    ),
    ("fr", "À vendredi.\n\nCordialement,\nDIALLO Aïssatou\nRH", "DIALLO Aïssatou"),
    ("fr", "À vendredi.\n\nCordialement,\nAïssatou DIALLO\nRH", "Aïssatou DIALLO"),
    ("fr", "À vendredi.\n\nCordialement,\nOUEDRAOGO Salif\nRH", "OUEDRAOGO Salif"),
    ("fr", "À vendredi.\n\nCordialement,\nMme Diallo, responsable du personnel", "Mme Diallo"),
    ("fr", "À vendredi.\n\nCordialement,\nMme Aïssatou Diallo", "Aïssatou Diallo"),
    ("fr", "À vendredi.\n\nPour la direction,\nAïssatou Diallo", "Aïssatou Diallo"),
    ("fr", "À vendredi.\n\nLe Directeur des Ressources Humaines\nSalif Diallo", "Salif Diallo"),
    (
        "fr",
        "À vendredi.\n\nCordialement,\nLe Directeur des Ressources Humaines,\nM. Salif Diallo",
        "Salif Diallo",
    ),
    ("fr", "À vendredi.\n\nBonne fin de semaine,\nSalif\nBulle", "Salif"),
    ("fr", "À vendredi.\n\nBelle journée à vous,\nSalif", "Salif"),
    ("fr", "À vendredi.\n\nBelle journée !\nSalif", "Salif"),
    ("fr", "À vendredi.\n\nCordialement,\nService du personnel", None),
    ("fr", "À vendredi.\n\nCordialement,\nLa Direction", None),
    ("fr", "À vendredi.\n\nCordialement,\nL'équipe Bulle", None),
    ("fr", "À vendredi.\n\nCordialement,\nDirection des Ressources Humaines\nBulle", None),
    ("fr", "Convocation CPAS Namur.\n\nÀ vendredi.\n\nSalutations,\nCPAS Namur", None),
    (
        "de",
        "Bis Freitag.\n\nMit freundlichen Grüßen\n\nAylin Yıldız\nPersonalreferentin\nLumo GmbH",
        "Aylin Yıldız",
    ),
    ("de", "Bis Freitag.\n\nMit freundlichen Grüßen\nLumo GmbH\nAylin Yıldız", "Aylin Yıldız"),
    (
        "de",
        "Bis Freitag.\n\nMit freundlichen Grüßen\n\ni. A. Aylin Yıldız\nPersonal",
        "Aylin Yıldız",
    ),
    ("de", "Bis Freitag.\n\nMit freundlichen Grüßen\n\ngez. Aylin Yıldız", "Aylin Yıldız"),
    ("de", "Bis Freitag.\n\nViele Grüße\nAylin vom Lumo-Team", "Aylin"),
    ("de", "Bis Freitag.\n\nViele Grüße\nAylin und das Lumo-Team", "Aylin"),
    ("de", "Bis Freitag.\n\nViele Grüße\nAylin von Lumo Energie", "Aylin"),
    ("de", "Bis Freitag.\n\nViele Grüße\nFrau Yıldız", "Frau Yıldız"),
    ("de", "Bis Freitag.\n\nViele Grüße\nDr. med. Jens-Uwe Kropp\nChefarzt", "Jens-Uwe Kropp"),
    ("de", "Bis Freitag.\n\nViele Grüße\nDein Lumo Team", None),
    ("de", "Bis Freitag.\n\nViele Grüße\nPersonalabteilung", None),
    ("de", "Bis Freitag.\n\nViele Grüße\nLumo Personal", None),
    ("de", "Bis Freitag.\n\nMit freundlichen Grüßen\nAgentur für Arbeit Husum", None),
]


@pytest.mark.parametrize(("lang", "body", "name"), SIGNED)
def test_who_signs_in_many_layouts(lang, body, name):
    assert contact(body, lang) == name


INTRODUCED = [
    ("en", "Our recruiter Grace Achieng will phone you on Friday.", "Grace Achieng"),
    ("en", "Our HR manager, Grace Achieng, will phone you on Friday.", "Grace Achieng"),
    (
        "en",
        "You are invited to meet our head of logistics, Grace Achieng, on Friday at 3.",
        "Grace Achieng",
    ),
    ("en", "The interview will be conducted by Grace Achieng, our plant manager.", "Grace Achieng"),
    ("en", "Grace Achieng from our team will call you on Friday at 3.", "Grace Achieng"),
    ("en", "Grace Achieng will be interviewing you on Friday at 3.", "Grace Achieng"),
    ("en", "Your interview with Grace Achieng is set for Friday at 3.", "Grace Achieng"),
    ("en", "Your interviewer will be Grace Achieng (Plant Manager).", "Grace Achieng"),
    ("en", "Interviewer: Grace Achieng", "Grace Achieng"),
    ("en", "Interviewer - Grace Achieng, Plant Manager", "Grace Achieng"),
    ("en", "Please report to Grace Achieng at reception.", "Grace Achieng"),
    ("en", "On arrival, ask for Mrs Achieng.", "Mrs Achieng"),
    ("en", "Hi, this is Grace from Baobab Mills. Could you come in on Friday?", "Grace"),
    ("en", "Hello, my name is Grace and I work for Baobab Mills. Could you come in?", "Grace"),
    ("en", "I'm Grace, a recruiter at Baobab Mills. Could you come in?", "Grace"),
    ("en", "Grace here from Baobab Mills. Can you come in on Friday?", "Grace"),
    ("en", "You can reach Grace Achieng on 020 555 0101 if you have questions.", "Grace Achieng"),
    ("en", "If you have questions, contact Grace Achieng at HR.", "Grace Achieng"),
    ("en", "You will meet with the platform team on Friday.", None),
    ("en", "You'll be meeting with Engineering and Product on Friday.", None),
    ("en", "Your interview at Baobab Mills is set. Meeting ID: 555.", None),
    ("en", "Please come to the Grace Hotel on Friday.", None),
    ("nl", "Hoi, je spreekt met Fleur van het uitzendbureau Rietland. Kun je vrijdag?", "Fleur"),
    ("nl", "Ik ben Fleur, recruiter bij Rietland. Kun je vrijdag langskomen?", "Fleur"),
    ("nl", "Mijn naam is Fleur en ik werk bij Rietland. Kun je vrijdag langskomen?", "Fleur"),
    ("nl", "Onze recruiter Fleur de Graaf belt je vrijdag.", "Fleur de Graaf"),
    ("nl", "Fleur de Graaf, onze teamleider, ontvangt je vrijdag.", "Fleur de Graaf"),
    ("nl", "Het gesprek is met Fleur de Graaf (teamleider).", "Fleur de Graaf"),
    ("nl", "Je wordt ontvangen door onze teamleider Fleur de Graaf.", "Fleur de Graaf"),
    ("nl", "Contactpersoon: Fleur de Graaf", "Fleur de Graaf"),
    ("fr", "Notre recruteuse Aïssatou Diallo vous appellera vendredi.", "Aïssatou Diallo"),
    ("fr", "Aïssatou Diallo vous accueillera vendredi à 9 h.", "Aïssatou Diallo"),
    ("fr", "Vous serez reçu par M. Diallo vendredi à 9 h.", "M. Diallo"),
    ("fr", "Vous serez reçue par notre directrice, Aïssatou Diallo, vendredi.", "Aïssatou Diallo"),
    ("fr", "Entretien vendredi à 9 h avec Aïssatou Diallo (DRH) en visio.", "Aïssatou Diallo"),
    ("fr", "Bonjour Luc, ici Awa, des RH du Refuge. Venez vendredi.", "Awa"),
    ("fr", "Bonjour, ici Aïssatou de chez Bulle. Pouvez-vous venir vendredi ?", "Aïssatou"),
    ("fr", "Bonjour, je suis Aïssatou, recruteuse chez Bulle. Pouvez-vous venir ?", "Aïssatou"),
    ("fr", "Bonjour, je m'appelle Aïssatou et je recrute pour Bulle.", "Aïssatou"),
    ("fr", "Vous rencontrerez l'équipe Bulle vendredi.", None),
    ("fr", "Nous aimerions vous rencontrer Vendredi.", None),
    ("de", "Das Gespräch führt unsere Personalleiterin Aylin Yıldız.", "Aylin Yıldız"),
    ("de", "Das Gespräch findet mit Frau Yıldız statt.", "Frau Yıldız"),
    ("de", "Es bleibt dabei, dass Aylin Yıldız, die das Gespräch führt, da ist.", "Aylin Yıldız"),
    ("nl", "U hebt een gesprek met de heer Maan, onze directeur.", "heer Maan"),
    ("de", "Unsere Recruiterin Aylin Yıldız ruft Sie am Freitag an.", "Aylin Yıldız"),
    ("de", "Ihre Gesprächspartner sind Aylin Yıldız und Jens Kropp.", "Aylin Yıldız"),
    ("de", "Aylin Yıldız aus unserem Team ruft Sie am Freitag an.", "Aylin Yıldız"),
    ("de", "Hallo, hier ist Aylin von Lumo. Können Sie am Freitag?", "Aylin"),
    ("de", "Ich bin Aylin, Recruiterin bei Lumo. Hast du am Freitag Zeit?", "Aylin"),
    ("de", "Mein Name ist Aylin und ich arbeite bei Lumo. Hast du Zeit?", "Aylin"),
    ("de", "Gespräch mit Geschäftsführung am Freitag.", None),
    (
        "de",
        "Bitte bringen Sie Zeugnisse mit. Fragen beantwortet Frau Yıldız unter 0431 5550.",
        "Frau Yıldız",
    ),
]


@pytest.mark.parametrize(("lang", "body", "name"), INTRODUCED)
def test_whom_the_text_introduces(lang, body, name):
    assert contact(body, lang) == name


HOUSES = [
    # The text says elsewhere that these are houses.
    ("en", "Work at Karoo Freight.\n\nBest regards,\nKaroo Freight\nZola Moyo", "Zola Moyo"),
    ("en", "Life at Baobab Mills is good.\n\nBest,\nTalent Acquisition\nBaobab Mills", None),
    ("nl", "Werken bij Rietland is fijn.\n\nGroet,\nFleur van Rietland", "Fleur"),
    ("nl", "Werken bij Rietland is fijn. Fleur van Rietland leidt het gesprek.", "Fleur"),
    ("nl", "Werken in Loon is fijn.\n\nGroet,\nFleur van Loon", "Fleur van Loon"),
    ("fr", "Rejoindre Bulle, c'est bien.\n\nCordialement,\nLuce de Bulle", "Luce"),
    ("nl", "Ben je er morgen?\n\nGroet,\nTandartspraktijk Zonnehof\nHilde Maan", "Hilde Maan"),
    ("de", "Passt das?\n\nMit freundlichen Gruessen\nModehaus Lenz", None),
    ("de", "Passt das?\n\nMit freundlichen Gruessen\nRuth Lenz", "Ruth Lenz"),
    ("fr", "A jeudi.\n\nTres cordialement\nLuce Ferrand", "Luce Ferrand"),
    ("nl", "Kom je?\n\nGroet,\nFleur van Nooit Stil", "Fleur"),
    ("nl", "Kom je?\n\nGroet,\nFleur van het bureau Rietland", "Fleur"),
    ("en", "Call ZKW any time.\n\nRegards,\nZKW Lubbeek", None),
    ("en", "Call us any time.\n\nRegards,\nLEE Jun", "LEE Jun"),
    ("fr", "Voilà.\n\nCordialement,\nRIVOTEX Gand\nRue du Four 3", None),
    ("fr", "À jeudi.\n\nBonne dégustation,\nSalif\nBulle", "Salif"),
    ("fr", "À jeudi.\n\nA tres vite\nLuce\nBulle", "Luce"),
    ("de", "Unser Bereich Einkauf ruft Sie am Freitag an.", None),
    ("en", "Life at Karoo Freight is good. Your interview with Karoo Freight is set.", None),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "body", "name"), HOUSES)
def test_a_house_is_told_from_a_surname(lang, body, name):
    assert contact(body, lang) == name


@pytest.mark.parametrize(
    ("said", "sender", "email", "name"),
    [
        ("Hello, my name is Ivy, I would like to work with you.", "Ivy Stone",
         "ivy.stone@mail.example", "Ivy Stone"),
        ("Hello, my name is Ivy, I would like to work with you.", "Rob Stone",
         "rob.stone@mail.example", "Ivy"),
    ],
)  # fmt: skip
def test_the_display_name_is_fuller(said, sender, email, name):
    assert contact(said, "en", sender, email, Kind.APPLICATION) == name


def test_a_house_that_one_talks_with_is_no_contact():
    body = "Hi Ann,\n\nYour interview with Kettle Moss for the job of baker is on Friday at 3 pm."
    sent = Message(subject="Interview", body=f"{body}\n\nThe Kettle Moss Team")
    said = read(sent, datetime(2026, 3, 2, tzinfo=UTC), PARIS)
    assert (said.company, said.contact_name) == ("Kettle Moss", None)


@pytest.mark.parametrize(
    ("lang", "greeting", "name"),
    [
        ("fr", "Bonjour Monsieur OUEDRAOGO,", "OUEDRAOGO"),
        ("de", "Sehr geehrter Herr OKAFOR,", "OKAFOR"),
        ("en", "Dear IMPORTANT customer,", None),
    ],
)
def test_behind_a_title_a_name_may_stand_in_capitals(lang, greeting, name):
    assert candidate(f"{greeting}\n\n...", lang)[0] == name


@pytest.mark.parametrize(
    "body",
    [
        "Dobrý den,\n\nJana Nováková vás vyzvedne v recepci.\n\nS pozdravem\nPetr Svoboda",
        "Dzień dobry,\n\nAnna Kowalska odbierze pana z recepcji o dziesiątej.\n\nPozdrawiam\nJan",
        "Buenos días:\n\nLucía Romero le espera en la recepción el martes.\n\nUn saludo\nInés",
        "Bom dia,\n\nRita Lopes vai buscar o senhor à receção na terça.\n\nCumprimentos\nRui",
    ],
)
def test_a_mail_in_another_language_is_read_as_one(body):
    now = datetime(2026, 11, 23, tzinfo=UTC)
    got = read(Message(id="x", subject="", body=body, received=now), now, PARIS)
    assert got.lang not in LANGUAGES
    assert got.kind in (Kind.UNSURE, Kind.OTHER)
