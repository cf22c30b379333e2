"""Had somebody said yes to this interview; and the last day of a job alert, in whole mails."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server.model import Kind, Message
from addin_server.reading import kinds, read, source_of

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)

INVITATION, REJECTION = Kind.INTERVIEW_INVITATION, Kind.REJECTION_RECEIVED
REFUSAL = (
    "Hi Zita,\n\nI have to cancel our meeting on Friday 27 November at 11:00. The vacancy for a "
    "bookkeeper has been filled internally, so unfortunately we will not proceed with your "
    "application.\n\nKind regards,\nElla Brook"
)


def reading(subject, body):
    return read(Message(subject=subject, body=body, received=NOW), NOW, ZONE)


@pytest.mark.parametrize(
    ("subject", "body", "kind", "accepted"),
    [
        (
            "Erinnerung an dein Interview",
            "Hallo Jo,\n\nmorgen um 13 Uhr unterhalten wir uns über die Stelle als Werkstudent.\n\n"
            "Viele Grüße\nLea",
            INVITATION,
            True,
        ),
        (
            "Dein Interview",
            "Hallo Jo,\n\nmorgen um 13 Uhr laden wir dich zum Vorstellungsgespräch für die Stelle "
            "als Werkstudent ein.\n\nViele Grüße\nLea",
            INVITATION,
            False,
        ),
        (
            "Sollicitatiegesprek",
            "Beste Jo,\n\nHelaas moet ik ons gesprek van dinsdag verzetten. Kan het sollicitatie"
            "gesprek donderdag om 10 uur of vrijdag om 11 uur? Laat je het uiterlijk woensdag "
            "weten?\n\nGroet,\nAn",
            INVITATION,
            True,
        ),
        ("Interview on Friday: cancelled", REFUSAL, REJECTION, True),
        (
            "Your application",
            "Hi Zita,\n\nThank you for your time after our conversation, which I have to confirm "
            "was a pleasure. Unfortunately we will not proceed with your application for the "
            "position of bookkeeper.\n\nKind regards,\nElla Brook",
            REJECTION,
            False,
        ),
        (
            "Intrekken sollicitatie",
            "Beste An,\n\nIk zei nog ja tegen het gesprek van dinsdag, maar ik trek mijn "
            "sollicitatie als lasser in: ik heb een andere baan aangenomen.\n\nGroet,\nJo",
            Kind.OTHER,
            True,
        ),
        (
            "Intrekken sollicitatie",
            "Beste An,\n\nIk trek mijn sollicitatie als lasser in: ik heb een andere baan "
            "aangenomen.\n\nGroet,\nJo",
            Kind.OTHER,
            False,
        ),
        (
            "Contract",
            "Hi Zita,\n\nAfter our agreed interview on Friday we are delighted to offer you the "
            "position of bookkeeper. Your contract of employment and your salary are enclosed."
            "\n\nKind regards,\nElla Brook",
            Kind.OFFER,
            False,
        ),
    ],
)
def test_had_somebody_said_yes(subject, body, kind, accepted):
    got = reading(subject, body)
    assert (got.kind, got.already_accepted) == (kind, accepted)


SAID_YES = {
    "nl": """Zoals net aan de telefoon afgesproken: maandag om 9 uur kennismaken met Petra.
        U bent ingepland voor dinsdag 4 mei om 10 uur.
        De ruimte voor ons gesprek is gewijzigd: we zitten in kamer 4.
        Prima, dan spreken we elkaar maandag om 13 uur.
        Ik heb de afspraak verzet naar woensdag 15 uur.
        Hierbij bevestig ik het gesprek van woensdag om 15 uur.""",
    "en": """So that's all set for Wednesday 3 June at 4pm.
        Great, I've put you down for Thursday at 2pm.
        Thanks for coming back to me. Tuesday at 10 it is.
        We have to move your interview from Tuesday to Thursday at 9.30.
        Your slot is Monday at 9, as arranged.
        This is to confirm your interview on Monday at 9.""",
    "fr": """Un imprévu m'oblige à annuler notre entretien de jeudi.
        Très bien, je vous ai noté pour mardi 10 h.
        La salle de notre entretien a changé : nous serons au bureau 4.
        Je vous écris au sujet de notre entretien prévu lundi à 10 h.
        On se retrouve donc jeudi à 14 h.
        Je vous confirme notre rendez-vous de lundi à 9 h.""",
    "de": """Der Raum hat sich geändert, Uhrzeit und Tag bleiben.
        Prima, dann sehen wir uns am Donnerstag um 14 Uhr.
        Wie heute früh am Telefon vereinbart, erwarten wir Sie am Montag um 9 Uhr.
        Krankheitsbedingt kann unser Gespräch am Freitag nicht stattfinden.
        Ich muss Ihren Termin von morgen auf Donnerstag, 9.30 Uhr, verlegen.
        Hiermit bestätigen wir Ihnen das Gespräch am Montag.""",
}
NOT_YET = {
    "nl": """Past maandag om 9 uur u? Bevestig het gesprek dan via de link.
        Zoals vanmiddag aan de telefoon besproken heb ik je cv doorgestuurd.""",
    "en": """Pick one of the two dates and let us know which. See you there!
        Once you have booked a slot you will get a message from us.
        Click the link to confirm your interview.""",
    "fr": """Votre entretien est prévu mardi à 10 h. Merci de nous dire si vous serez présent.
        Merci de nous confirmer l'entretien avant vendredi.""",
    "de": """Bitte bestätigen Sie uns den Termin bis Freitag.
        Bestätige den Termin bitte über den Link.""",
}


def said_yes(lang, words):
    seen = kinds.observe(source_of(Message(subject="", body=words)), lang, 1)
    return seen.agreed or seen.called_off


@pytest.mark.parametrize(
    ("lang", "words", "accepted"),
    [
        (lang, words.strip(), accepted)
        for said, accepted in ((SAID_YES, True), (NOT_YET, False))
        for lang in said
        for words in said[lang].splitlines()
    ],
)
def test_the_words_for_a_yes(lang, words, accepted):
    assert said_yes(lang, words) == accepted


def test_a_yes_below_a_refusal_does_not_count():
    below = "\n\nOn Mon, 16 Nov 2026 at 09:00, Zita <z@mail.example> wrote:\n> That works for me.\n"
    plain = REFUSAL.replace("I have to cancel our meeting on Friday 27 November at 11:00. ", "")
    got = reading("Your application", plain + below)
    assert (got.kind, got.already_accepted) == (REJECTION, False)


def test_asking_for_an_answer_does_not_undo_a_yes():
    got = reading(
        "Interview",
        "Dear Jo,\n\nThank you for confirming your interview on Friday at 10am. Please let us know "
        "by Wednesday whether you need parking.\n\nKind regards,\nElla",
    )
    assert (got.reply_by, got.already_accepted) == ("Wednesday", True)


def test_until_when_to_apply_in_an_alert():
    got = reading(
        "New jobs for you",
        "Your job alert: 1 new job matches your search.\n\nProduction Manager\nAshby Foods, Cork\n"
        "Permanent, full time\n\nApply before 4 December: https://jobs.example/1\n\n"
        "You are receiving this job alert because you created one. Unsubscribe",
    )
    assert (got.kind, got.reply_by) == (Kind.JOB_ALERT, "4 December")
    assert got.reply_by_at.isoformat() == "2026-12-04T17:00:00+01:00"


INVITES = {
    "nl": "We nodigen je uit voor een sollicitatiegesprek op dinsdag om 10 uur, Kerkstraat 12.",
    "en": "We invite you to a job interview on Tuesday at 10 am at 12 Church Street.",
    "fr": "Nous vous invitons à un entretien d'embauche mardi à 10h, 12 rue de la Gare.",
    "de": "Wir laden Sie am Dienstag um 10 Uhr zum Vorstellungsgespräch in die Kirchstraße 12 ein.",
}
ANSWERED = {
    "nl": """Dinsdag om 10 uur past mij prima. Tot dan!
        Dank voor de uitnodiging, ik kom graag.
        Ja, dat lukt!
        Hierbij bevestig ik mijn aanwezigheid.
        Top, ik ben erbij.""",
    "en": """Tuesday at 10 works for me.
        Thank you for the invitation, I'd be happy to come.
        I hereby confirm my attendance.
        Great, count me in.
        Yes, that works!""",
    "fr": """Mardi à 10h me convient parfaitement.
        Je vous confirme ma présence.
        Parfait, je serai là.
        C'est noté pour mardi 10h.
        Mardi me va très bien.""",
    "de": """Danke für die Einladung, ich komme gern.
        Hiermit bestätige ich meine Teilnahme.
        Gern bestätige ich Ihnen den Termin.
        Alles klar, Dienstag 10 Uhr ist notiert.
        Super, ich bin dabei.""",
}
NOT_ANSWERED = {
    "nl": """Hierbij solliciteer ik naar de functie van planner.
        Is er nog een ander moment?""",
    "en": """I am writing to apply for the post of planner.
        Is there any other time?""",
    "fr": """Je souhaite postuler au poste de planificateur.
        Y a-t-il un autre moment ?""",
    "de": """Hiermit bewerbe ich mich um die Stelle als Planer.
        Gibt es noch einen anderen Termin?""",
}


@pytest.mark.parametrize(
    ("lang", "answer", "accepted"),
    [
        (lang, answer.strip(), accepted)
        for said, accepted in ((ANSWERED, True), (NOT_ANSWERED, False))
        for lang in said
        for answer in said[lang].splitlines()
    ],
)
def test_the_answer_below_an_invitation(lang, answer, accepted):
    body = (
        f"{INVITES[lang]}\n\nOn Mon, 16 Nov 2026 at 09:00, Jo <jo@mail.example> wrote:\n> {answer}"
    )
    got = reading("", body)
    assert (got.kind, got.already_accepted) == (INVITATION, accepted)
