"""HTTP: shapes, statuses, one error form, in the asker's language."""

import pytest

from addin_server import api
from addin_server.asked import Wait
from addin_server.errors import AddinError, NotSignedIn
from addin_server.model import DeadlineState, Kind, Message

from .conftest import ANNA, BERT

INVITATION = {
    "item_id": "AAMk1",
    "internet_message_id": "<1@linde.example>",
    "subject": "Uitnodiging voor een gesprek",
    "from": {"name": "An Bos", "email": "an.bos@linde.example"},
    "received": "2026-11-23T09:30:00+01:00",
    "timezone": "Europe/Amsterdam",
    "body": (
        "Beste Lotte,\n\nBedankt voor je sollicitatie. We nodigen je graag uit voor een gesprek "
        "voor de functie van planner bij Linde op dinsdag 1 december om 14.00 uur in Utrecht.\n\n"
        "Met vriendelijke groet,\nAn Bos\nLinde"
    ),
}
WAIT = {
    "internet_message_id": "<1@linde.example>",
    "kind": "interview_invitation",
    "received": "2026-11-23T09:30:00+01:00",
    "company": "Linde",
}
PROMISE = {
    "candidate_name": "Lotte Peeters",
    "job_title": "planner",
    "company": "Linde",
    "until": "2027-11-30",
    "consent": False,
    "internet_message_id": "<2@x.example>",
}
APPLICATION = {
    "internet_message_id": "<2@x.example>",
    "subject": "Sollicitatie planner",
    "from": {"name": "Lotte Peeters", "email": "lotte@x.example"},
    "received": "2026-11-23T09:30:00+01:00",
    "body": (
        "Beste mevrouw Bos,\n\nGraag solliciteer ik naar de functie van planner bij Linde. De "
        "afgelopen zes jaar leidde ik een ploeg van acht magazijniers in Aalst. In bijlage vindt "
        "u mijn cv.\n\nMet vriendelijke groet,\nLotte Peeters"
    ),
}
VALUES = {"company": "Linde", "job_title": "planner", "contact_name": "An Bos"}


def error(response):
    return response.status_code, response.json()["error"]["code"]


def read(client, **changes):
    return client.post("/api/readings", json={"message": INVITATION | changes})


def test_an_invitation_is_read_and_answered(client):
    answer = read(client).json()
    reading = answer["reading"]
    assert (reading["kind"], reading["lang"]) == ("interview_invitation", "nl")
    assert reading["interview_starts"] == ["2026-12-01T14:00:00+01:00"]
    assert answer["side"] == "decline"
    suggested = [letter for letter in answer["letters"] if letter["suggested"]]
    assert 1 <= len(suggested) <= 3
    assert all(letter["why"] for letter in suggested)
    assert answer["letters"][0]["suggested"]
    assert answer["schedule"]["limit"] == "2026-11-25T09:30:00+01:00"
    assert answer["deadline"] is None
    values = {f["name"]: f["value"] for f in answer["letters"][0]["fields"] if f["value"]}
    given = {"lang": "nl", "register": "informal", "values": values | VALUES}
    letter = client.post(
        f"/api/letters/{answer['letters'][0]['id']}",
        json=given | {"subject": INVITATION["subject"]},
    ).json()
    assert letter["subject"] == "RE: Uitnodiging voor een gesprek"
    assert "Linde" in letter["html"]
    assert "Linde" in letter["text"]


def test_moments_out_of_a_table_are_worded_anew(client):
    body = INVITATION["body"].replace(
        "dinsdag 1 december om 14.00 uur",
        "volgend schema:\n\nDag\tdinsdag 1 december 2026\nTijd\t14:00 uur\n",
    )
    answer = read(client, body=body).json()
    assert answer["reading"]["interview_starts"] == ["2026-12-01T14:00:00+01:00"]
    letter = next(one for one in answer["letters"] if one["id"] == "schedule-conflict")
    value = next(f["value"] for f in letter["fields"] if f["name"] == "interview_datetimes")
    assert value == "dinsdag 1 december om 14.00 uur"


def test_labels_follow_the_asker(client):
    labels = {
        lang: client.post(
            "/api/readings", json={"message": INVITATION}, headers={"Accept-Language": lang}
        ).json()["letters"][0]["title"]
        for lang in ("nl", "en", "fr", "de")
    }
    assert len(set(labels.values())) == 4


def test_the_mailbox_is_asked_where_it_can_answer(client, mailbox):
    mailbox.messages.append(
        Message(id="AAMk9", internet_message_id="<9@x.example>", subject="Dag", body="Tot straks.")
    )
    answer = client.post("/api/readings", json={"message": {"item_id": "AAMk9"}}).json()
    assert answer["reading"]["kind"] in ("other", "unsure")
    assert error(client.post("/api/readings", json={"message": {"item_id": "gone"}})) == (
        404,
        "not_found",
    )


def test_a_missing_field_blocks_the_letter(client):
    given = {"lang": "nl", "values": {"company": "Linde"}}
    answer = client.post("/api/letters/other-offer", json=given)
    assert error(answer) == (422, "letter_incomplete")
    assert answer.json()["error"]["missing"] == ["job_title"]


def test_kept_once(client):
    first = client.post("/api/deadlines", json=WAIT)
    again = client.post("/api/deadlines", json=WAIT)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert first.json().keys() >= {"id", "limit_at", "state", "notices", "company"}
    assert read(client).json()["deadline"]["id"] == first.json()["id"]


def test_done_snoozed_moved_seen(client, now, reminders, mailbox):
    mailbox.messages.append(Message(internet_message_id=WAIT["internet_message_id"]))
    id = client.post("/api/deadlines", json=WAIT).json()["id"]
    moved = client.patch(f"/api/deadlines/{id}", json={"limit_at": "2026-12-01T12:00:00+01:00"})
    assert moved.json()["state"] == "rescheduled"
    snoozed = client.post(f"/api/deadlines/{id}/snooze", json={"choice": "tomorrow"}).json()
    assert "snoozed" in [notice["state"] for notice in snoozed["notices"]]
    now.forward(days=9)
    reminders.tick()
    [deadline] = client.get("/api/deadlines").json()["deadlines"]
    notice = next(n for n in deadline["notices"] if n["state"] == "delivered")
    assert client.post(f"/api/notices/{notice['id']}/seen").status_code == 204
    done = client.patch(f"/api/deadlines/{id}", json={"state": "done"})
    assert done.json()["state"] == "done"


def test_the_letter_inserted_last_comes_first(client):
    def first():
        return read(client, internet_message_id="<new@linde.example>").json()["letters"][0]

    before = first()
    assert before["id"] != "personal"
    for number, (kind, template) in enumerate(
        [("interview_invitation", "personal"), ("application", "no-reason")]
    ):
        given = WAIT | {"internet_message_id": f"<{number}@x.example>", "kind": kind}
        id = client.post("/api/deadlines", json=given).json()["id"]
        inserted = {"state": "inserted", "template": template}
        assert client.patch(f"/api/deadlines/{id}", json=inserted).status_code == 200
    assert first()["id"] == "personal"
    assert first()["why"] != before["why"]


def test_last_is_the_owners_latest_with_a_letter(store, desk, now):
    def insert(who, number, template):
        given = Wait(
            internet_message_id=f"<{number}>", kind=Kind.INTERVIEW_INVITATION, received=now()
        )
        now.forward(minutes=1)
        deadline, _ = desk.wait(who, given, "nl")
        if template:
            desk.settle(who, deadline.id, DeadlineState.INSERTED, template)

    assert store.last_template(ANNA.owner, Kind.INTERVIEW_INVITATION) is None
    for number, template in enumerate(["commute", "personal", ""]):
        insert(ANNA, number, template)
    insert(BERT, 9, "general")
    assert store.last_template(ANNA.owner, Kind.INTERVIEW_INVITATION) == "personal"
    insert(ANNA, 0, "commute")
    assert store.last_template(ANNA.owner, Kind.INTERVIEW_INVITATION) == "commute"
    assert store.last_template(ANNA.owner, Kind.APPLICATION) is None


def test_promised_once_changed_ended(client):
    first = client.post("/api/promises", json=PROMISE)
    again = client.post("/api/promises", json=PROMISE)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    shown = {k: v for k, v in PROMISE.items() if k != "internet_message_id"}
    assert first.json() == shown | {
        "id": first.json()["id"],
        "made_at": "2026-11-23T09:00:00+00:00",
        "remind_at": "2027-11-16T08:00:00+00:00",
        "state": "kept",
    }
    assert client.get("/api/promises").json() == {"promises": [first.json()]}
    path = f"/api/promises/{first.json()['id']}"
    moved = client.patch(path, json={"consent": True, "until": "2028-06-01"}).json()
    assert (moved["consent"], moved["until"]) == (True, "2028-06-01")
    assert client.patch(path, json={"state": "ended"}).json()["state"] == "ended"
    assert error(client.patch(path, json={"consent": False})) == (409, "promise_ended")


def test_one_look_shows_promises_that_are_due(client, now, reminders):
    id = client.post("/api/promises", json=PROMISE).json()["id"]
    assert client.get("/api/deadlines").json()["promises"] == []
    now.forward(days=358)
    reminders.tick()
    [due] = client.get("/api/deadlines").json()["promises"]
    assert (due["id"], due["state"]) == (id, "reminded")


def test_promises_as_a_table_in_the_users_language(client):
    client.post("/api/promises", json=PROMISE | {"candidate_name": '=HYPERLINK("x")'})
    answer = client.get("/api/promises.csv", headers={"Accept-Language": "fr"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    header, row = answer.content.decode("utf-8-sig").splitlines()
    assert "Organisation" in header.split(";")
    assert row.startswith("\"'=HYPERLINK")


def test_promises_are_exported_and_erased_with_the_rest(client):
    client.post("/api/promises", json=PROMISE)
    [promise] = client.get("/api/me/export").json()["promises"]
    assert promise.keys() >= PROMISE.keys()
    client.delete("/api/me")
    assert client.get("/api/me/export").json()["promises"] == []


def test_an_employer_is_offered_the_candidates_own_words(client):
    given = {"message": APPLICATION}
    answer = client.post("/api/readings", json=given).json()
    assert answer["reading"]["kind"] == "application"
    hinted = {
        field["name"]: field["hints"]
        for letter in answer["letters"]
        for field in letter["fields"]
        if field["hints"]
    }
    words = "De afgelopen zes jaar leidde ik een ploeg van acht magazijniers in Aalst"
    assert hinted == {name: [words] for name in ("strength", "strength_two", "feedback")}
    told = read(client).json()
    assert not any(f["hints"] for letter in told["letters"] for f in letter["fields"])


def test_preferences_are_kept_and_checked(client):
    chosen = client.get("/api/me").json()["preferences"]
    kept = client.put("/api/me/preferences", json=chosen | {"country": "DE-BY", "language": "de"})
    assert kept.json()["country"] == "DE-BY"
    assert client.get("/api/me").json()["preferences"] == kept.json()
    for field, value in {
        "timezone": "Mars/Base",
        "country": "XX",
        "counting": "days",
        "working_hours": {"mon": [["9", "17"]]},
    }.items():
        answer = client.put("/api/me/preferences", json=chosen | {field: value})
        assert answer.status_code == 422
        assert field in answer.json()["error"]["field"]


def test_everything_about_me_can_be_had_and_erased(client):
    client.post("/api/deadlines", json=WAIT)
    kept = client.get("/api/me/export").json()
    assert (len(kept["deadlines"]), kept["mail"]) == (1, "anna@example.org")
    assert client.delete("/api/me").status_code == 204
    nothing = client.get("/api/me/export").json()
    assert (nothing["deadlines"], nothing["mail"]) == ([], None)


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("post", "/api/readings", "{", (422, "malformed")),
        ("post", "/api/readings", {}, (422, "malformed")),
        ("post", "/api/readings", {"message": {"subject": 5}}, (422, "malformed")),
        (
            "post",
            "/api/readings",
            {"message": {"received": "2026-11-23T09:00"}},
            (422, "malformed"),
        ),
        ("post", "/api/readings", {"message": {"body": "x" * 300_000}}, (413, "request_too_large")),
        ("post", "/api/letters/nope", {"lang": "nl"}, (404, "unknown_letter")),
        ("post", "/api/letters/other-offer", {"lang": "xx"}, (422, "malformed")),
        (
            "post",
            "/api/letters/other-offer",
            {"lang": "nl", "values": {"nope": "x"}},
            (422, "malformed"),
        ),
        ("post", "/api/deadlines", {}, (422, "malformed")),
        ("post", "/api/deadlines", WAIT | {"received": "2026-11-23T09:00"}, (422, "malformed")),
        ("post", "/api/deadlines", WAIT | {"kind": "party"}, (422, "malformed")),
        ("patch", "/api/deadlines/nope", {"state": "done"}, (404, "not_found")),
        ("patch", "/api/deadlines/nope", {}, (422, "malformed")),
        ("post", "/api/deadlines/nope/snooze", {"choice": "hour"}, (404, "not_found")),
        ("post", "/api/deadlines/nope/snooze", {}, (422, "malformed")),
        ("post", "/api/promises", {}, (422, "malformed")),
        ("post", "/api/promises", PROMISE | {"until": "2026-11-23"}, (422, "malformed")),
        ("post", "/api/promises", PROMISE | {"until": "9999-12-31"}, (422, "malformed")),
        ("post", "/api/promises", PROMISE | {"candidate_name": " "}, (422, "malformed")),
        ("post", "/api/promises", PROMISE | {"email": "a@b.example"}, (422, "malformed")),
        ("patch", "/api/promises/nope", {}, (422, "malformed")),
        ("patch", "/api/promises/nope", {"state": "kept"}, (422, "malformed")),
        ("patch", "/api/promises/nope", {"state": "ended"}, (404, "not_found")),
        ("post", "/api/notices/nope/seen", None, (404, "not_found")),
        ("get", "/api/nowhere", None, (404, "not_found")),
        ("delete", "/api/readings", None, (405, "method_not_allowed")),
    ],
)
@pytest.mark.parametrize("lang", ["nl", "en", "fr", "de"])
def test_bad_input_gets_one_sentence(client, method, path, body, expected, lang):
    raw = body.encode() if isinstance(body, str) else None
    headers = {"Accept-Language": lang, "Content-Type": "application/json"}
    json = body if raw is None else None
    answer = client.request(method, path, json=json, content=raw, headers=headers)
    assert error(answer) == expected
    sentence = answer.json()["error"]["message"]
    assert sentence.endswith(".")
    assert len(sentence) > 20


def test_a_mail_without_a_word_is_refused(client):
    assert error(client.post("/api/readings", json={"message": {}})) == (422, "malformed")


def test_all_letters_for_a_mail_that_answers_none(client):
    answer = client.get("/api/letters").json()
    assert answer.keys() == read(client).json().keys()
    assert {letter["side"] for letter in answer["letters"]} == {"decline", "reject"}
    assert not any(letter["suggested"] for letter in answer["letters"])


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_years_beyond_all_calendars_are_refused(client, year):
    received = f"{year}-01-01T12:00:00+00:00"
    assert error(read(client, received=received)) == (422, "malformed")
    given = WAIT | {"received": received}
    assert error(client.post("/api/deadlines", json=given)) == (422, "malformed")


def test_an_old_mail_is_said_to_be_late(client):
    assert read(client, received="2026-11-01T09:00:00+01:00").json()["schedule"]["passed"] is True
    assert read(client).json()["schedule"]["passed"] is False


def test_a_bug_is_answered_in_the_same_form(client, desk, monkeypatch):
    monkeypatch.setattr(type(desk), "waiting", lambda self, who: 1 / 0)
    assert error(client.get("/api/deadlines")) == (500, "addin_error")


def test_every_route_asks_who_is_there(client):
    class Nobody:
        def verify(self, authorization):
            raise NotSignedIn

    client.app.state.verifier = Nobody()
    open_routes = {"/api/config"}
    for route in api.router.routes:
        if route.path in open_routes:
            continue
        for method in route.methods:
            path = route.path.replace("{id}", "x")
            body = {"message": {}, "lang": "nl", "state": "done", "choice": "hour", **WAIT}
            answer = client.request(method, path, json=body)
            assert answer.status_code in (401, 422), (method, path)
            if answer.status_code == 422:
                continue
            assert answer.json()["error"]["code"] == "not_signed_in"


def test_health_manifest_and_headers(client):
    assert client.get("/healthz").json()["status"] == "ok"
    assert client.get("/readyz").status_code == 200
    assert 'netjes_notices{state="scheduled"}' in client.get("/metrics").text
    manifest = client.get("/manifest.xml")
    assert "http://127.0.0.1:8025/pane/index.html" in manifest.text
    for path in ("/", "/pane/index.html", "/api/config", "/nowhere"):
        headers = client.get(path, follow_redirects=False).headers
        assert "x-frame-options" not in headers
        assert "frame-ancestors" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    assert client.get("/api/config").headers["cache-control"] == "no-store"


def test_not_ready_without_a_tick(client, reminders, monkeypatch):
    from addin_server.app import Pulse

    monkeypatch.setattr(Pulse, "age", property(lambda self: 46.0))
    assert client.get("/readyz").status_code == 503


def test_details_never_replace_the_sentence():
    from addin_server.app import error_answer

    answer = error_answer(AddinError("x", code="sneaky"), "en")
    assert b"sneaky" not in answer.body
    assert b'"addin_error"' in answer.body
