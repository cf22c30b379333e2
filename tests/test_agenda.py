"""A mail's moments against the calendar, and answering in the mailbox, through HTTP."""

from datetime import UTC, datetime, timedelta

import pytest

from addin_server.errors import MailboxBusy
from addin_server.mailbox import mime
from addin_server.mailbox.combined import OneMailbox
from addin_server.mailbox.port import Busy, Capability

from .fakes import FakeMailbox
from .mailbox_stands import mail

AT = datetime(2026, 12, 1, 13, tzinfo=UTC)
HOUR = timedelta(hours=1)
TEXT = (
    "Beste Noor,\n\nGraag nodigen we je uit voor een gesprek over de functie van planner bij "
    "Linde op dinsdag 1 december om 14.00 uur.\n\nGroeten,\nAn Bos\n"
)
VALUES = {
    "contact_name": "An",
    "candidate_name": "Noor",
    "job_title": "planner",
    "company": "Linde",
    "interview_datetimes": "dinsdag",
}


def invitation(request=False):
    made = mail(1, day=6, request=request)
    if not request:
        made.set_content(TEXT)
        return made.as_bytes()
    made.get_body(("plain",)).set_content(TEXT)
    return made.as_bytes()


@pytest.fixture
def mailbox():
    return FakeMailbox(
        [
            mime.parse(invitation(), id="map/een+"),
            mime.parse(invitation(request=True), id="twee"),
        ]
    )


def read(client, id="map/een+"):
    answer = client.post("/api/readings", json={"message": {"item_id": id}})
    assert answer.status_code == 200, answer.text
    return answer.json()


def first(shape):
    return shape["letters"][0]["id"], shape["letters"][0]["why"]


def test_busy_then_the_conflict_comes_first_with_free_moments(client, mailbox):
    assert read(client)["conflicts"] == []
    mailbox.calendar.append(Busy(start=AT, end=AT + HOUR))
    shape = read(client)
    assert first(shape) == ("schedule-conflict", "Op dat moment staat er al iets in uw agenda.")
    assert [c["start"] for c in shape["conflicts"]] == ["2026-12-01T14:00:00+01:00"]
    assert len(shape["free_moments"]) == 3
    assert all(moment["words"] and moment["start"] for moment in shape["free_moments"])


@pytest.mark.parametrize(
    "entry",
    [
        Busy(start=AT, end=AT + HOUR, tentative=True),
        Busy(start=AT, end=AT + HOUR, uid="gesprek-1"),
        Busy(start=AT, end=AT + HOUR, subject="Bericht 1"),
        Busy(start=AT + HOUR, end=AT + 2 * HOUR),
    ],
)
def test_the_invitation_itself_is_no_conflict(client, mailbox, entry):
    mailbox.calendar.append(entry)
    shape = read(client, "twee")
    assert (shape["conflicts"], shape["meeting_request"]) == ([], True)


def test_somebody_elses_entry_of_that_subject_is_one(client, mailbox):
    mailbox.calendar.append(Busy(start=AT, end=AT + HOUR, subject="Bericht 1"))
    assert len(read(client)["conflicts"]) == 1, "an ordinary mail has no entry of its own"


def test_a_calendar_that_is_away_harms_nothing(client, mailbox):
    mailbox.calendar.append(Busy(start=AT, end=AT + HOUR))
    mailbox.fail = []
    real = mailbox.asked

    def asked(capability):
        if capability is Capability.BUSY:
            raise MailboxBusy(5)
        real(capability)

    mailbox.asked = asked
    shape = read(client)
    assert (shape["conflicts"], shape["free_moments"]) == ([], [])


def test_a_mailbox_that_is_away_leaves_what_the_pane_gave(client, mailbox):
    mailbox.fail = [MailboxBusy(5)]
    given = {"item_id": "map/een+", "subject": "Gesprek", "body": TEXT}
    answer = client.post("/api/readings", json={"message": given})
    assert answer.json()["reading"]["kind"] == "interview_invitation"
    mailbox.fail = [MailboxBusy(5)]
    answer = client.post("/api/readings", json={"message": {"item_id": "map/een+"}})
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "mailbox_busy")


def respond(client, what, id="twee", **more):
    given = {
        "letter": "other-offer",
        "lang": "nl",
        "values": VALUES,
        "subject": "Bericht 1",
        "message_id": "<1@example.org>",
    }
    return client.post(f"/api/messages/{id}/{what}", json=given | more)


def test_a_meeting_request_is_declined_with_the_letter(client, mailbox):
    kept = client.post(
        "/api/deadlines",
        json={
            "internet_message_id": "<1@example.org>",
            "kind": "interview_invitation",
            "received": "2026-11-23T09:00:00Z",
        },
    ).json()
    assert respond(client, "decline").json() == {"declined": True}
    (response,) = mailbox.responses
    assert (response.id, response.letter.subject) == ("twee", "RE: Bericht 1")
    (deadline,) = client.get("/api/deadlines").json()["deadlines"]
    assert (deadline["id"], deadline["state"]) == (kept["id"], "answered")


def test_another_time_is_proposed(client, mailbox):
    times = {"start": "2026-12-02T10:00:00Z", "end": "2026-12-02T11:00:00Z"}
    assert respond(client, "propose", **times).json() == {"proposed": True}
    assert mailbox.responses[0].start == datetime(2026, 12, 2, 10, tzinfo=UTC)
    for wrong in ({}, {"start": times["end"], "end": times["start"]}):
        assert respond(client, "propose", **wrong).status_code == 422


def test_what_is_not_possible_is_said(client, mailbox):
    answer = respond(client, "decline", id="map/een+")
    assert (answer.status_code, answer.json()["error"]["code"]) == (501, "not_offered")
    assert respond(client, "decline", id="nope").status_code == 404
    assert respond(client, "decline", values={}).status_code == 422


def test_without_a_mailbox_nothing_is_written(client, desk):
    object.__setattr__(desk, "mailboxes", OneMailbox(FakeMailbox(capabilities=[])))
    assert client.get("/api/me/mailbox").status_code == 501
    for what in ("draft", "decline", "take-out"):
        assert respond(client, what).status_code == 501


def test_a_draft_is_made(client, mailbox):
    answer = respond(client, "draft", id="map/een+")
    assert (answer.status_code, answer.json()) == (201, {"id": "draft-1"})
    assert mailbox.drafts["draft-1"][0] == "map/een+"


def test_an_accepted_entry_is_taken_out(client, mailbox):
    mailbox.calendar.append(Busy(start=AT, end=AT + HOUR, uid="gesprek-1"))
    assert client.post("/api/messages/twee/take-out").json() == {"taken_out": True}
    assert client.post("/api/messages/twee/take-out").json() == {"taken_out": False}


def test_the_profile_fills_in_what_is_known(client):
    assert client.get("/api/me/mailbox").json() == {
        "timezone": "",
        "language": "",
        "working_hours": None,
    }
