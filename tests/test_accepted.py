"""Had somebody said yes to this interview; and the last day of a job alert, in whole mails."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server.model import Kind, Message
from addin_server.reading import read

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
