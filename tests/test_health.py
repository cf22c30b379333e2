"""What the administrator sees: ready or not and why, figures; and that the clock wakes in time."""

import time
from dataclasses import replace
from threading import Event

import pytest

from addin_server.app import Pulse
from addin_server.errors import MailboxBusy, StoreError
from addin_server.metrics import exposition
from addin_server.model import Message
from addin_server.planning import Preferences
from addin_server.tally import BOUNDS, Tally

from .conftest import ANNA

BODY = {
    "internet_message_id": "<1@example.org>",
    "kind": "interview_invitation",
    "received": "2026-11-23T09:00:00+00:00",
    "company": "Linde",
}


def problem(client):
    answer = client.get("/readyz")
    assert (answer.status_code == 200) == answer.json()["ready"]
    assert client.get("/healthz").status_code == 200
    return answer.json()["problem"]


def until(true, seconds=5):
    """Far less than the 15 s between two ticks."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def beaten(client):
    until(lambda: problem(client) != "clock")


def test_ready_until_the_third_period_without_a_tick(client, monkeypatch):
    beaten(client)
    for age, says in ((44.9, ""), (45.1, "clock"), (None, "clock")):
        monkeypatch.setattr(Pulse, "age", property(lambda self, age=age: age))
        assert problem(client) == says


def test_not_ready_without_its_database(client, store, monkeypatch):
    beaten(client)

    def gone():
        raise StoreError("gone")

    monkeypatch.setattr(store.database, "ping", gone)
    assert problem(client) == "database"
    monkeypatch.undo()
    assert problem(client) == ""


def test_the_log_says_what_is_wrong_with_the_database(client, store, monkeypatch, caplog):
    def gone(owner):
        raise StoreError("the database cannot be used just now: 57P01")

    monkeypatch.setattr(store, "list", gone)
    answer = client.get("/api/deadlines")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "store_error")
    assert "57P01" in caplog.text
    assert "57P01" not in answer.text


def test_a_database_that_is_there_can_be_reached(store):
    store.database.ping()
    store.database.engine.dispose()
    store.database.ping()


def test_not_ready_while_stopping(client, reminders):
    beaten(client)
    reminders.stop()
    assert problem(client) == "stopping"


def test_a_failed_tick_does_not_count():
    def fail(alive):
        raise StoreError("gone")

    pulse = Pulse(fail)
    with pytest.raises(StoreError):
        pulse.beat()
    assert pulse.age is None


def test_a_long_tick_is_no_dead_one(reminders, desk, post, now, client):
    """Each round of it counts, else a large burst would look like a stop."""
    alone = replace(reminders, batch=1, stopping=Event())
    beats = []
    for number in range(3):
        client.post("/api/deadlines", json=BODY | {"internet_message_id": f"<{number}@x>"})
    reminders.stop()  # the application's own clock would take some of them
    now.forward(hours=24)
    alone.tick(lambda: beats.append(1))
    assert len(beats) == 3


def test_what_rests_is_named(client, reminders):
    beaten(client)
    for _ in range(5):
        reminders.breakers["mailbox"].failed()
    assert client.get("/readyz").json()["resting"] == ["mailbox"]
    text = client.get("/metrics").text
    assert 'netjes_resting{endpoint="mailbox"} 1.0' in text
    assert 'netjes_resting{endpoint="relay"} 0.0' in text


def test_what_is_put_and_due_is_shown_at_once(client, now, post, mailbox):
    """The clock wakes for it, long before its next tick."""
    beaten(client)
    mailbox.messages.append(Message(id="1", internet_message_id="<1@example.org>"))
    kept = client.post("/api/deadlines", json=BODY | {"received": "2026-11-21T09:00:00+00:00"})
    assert kept.status_code == 201
    until(lambda: post.mails)
    mailed = 'netjes_deliveries_total{outcome="mailed"} 1.0'
    until(lambda: mailed in client.get("/metrics").text)
    text = client.get("/metrics").text
    assert "netjes_attempts_total 1.0" in text
    assert "netjes_last_tick_age_seconds" in text
    assert 'netjes_notices{state="parked"} 0.0' in text
    assert "netjes_lateness_seconds_count 1.0" in text


def test_the_entry_in_the_mailbox_is_made_at_once(client, desk, mailbox):
    beaten(client)
    desk.prefer(ANNA, Preferences(native="appointment"), "nl")
    mailbox.messages.append(Message(id="1", internet_message_id="<1@example.org>"))
    id = client.post("/api/deadlines", json=BODY).json()["id"]
    until(lambda: id in mailbox.entries)
    client.patch(f"/api/deadlines/{id}", json={"state": "done"})
    until(lambda: id not in mailbox.entries)


def test_lateness_is_counted_by_bounds():
    tally = Tally()
    for seconds in (-1.0, 0.0, 0.1, 0.11, 59.0, 1e6):
        tally.late(seconds)
    counts, total = tally.lateness
    assert counts[0] == 3
    assert counts[1] == 1
    assert counts[BOUNDS.index(60.0)] == 1
    assert counts[-1] == 1
    assert total == pytest.approx(0.1 + 0.11 + 59 + 1e6)
    tally.count("mailed", 2)
    text = exposition({"due": 3}, 1.5, tally, {"relay": True})
    assert 'netjes_lateness_seconds_bucket{le="0.1"} 3.0' in text
    assert 'netjes_lateness_seconds_bucket{le="+Inf"} 6.0' in text
    assert 'netjes_notices{state="due"} 3.0' in text
    assert 'netjes_deliveries_total{outcome="mailed"} 2.0' in text


def test_a_server_that_stops_gives_back_what_it_holds(desk, reminders, now, store, mailbox):
    from fastapi.testclient import TestClient

    from addin_server.app import Parts, create_app
    from addin_server.identity.demo import DemoIdentity
    from addin_server.settings import Settings

    parts = Parts(settings=Settings(), desk=desk, reminders=reminders, verifier=DemoIdentity(ANNA))
    with TestClient(create_app(parts)) as client:
        beaten(client)
        mailbox.messages.append(Message(id="1", internet_message_id="<1@example.org>"))
        client.post("/api/deadlines", json=BODY)
        now.forward(hours=24)
        [held] = store.claim_due(now(), reminders.lease)
    assert store.next_due(now()).total_seconds() == 0, "given back, not waiting for a lease"
    assert not store.delivered(held, now())


# -- why was I reminded? -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nl", "De eerste herinnering is getoond, en gemaild als u dat wilt."),
        ("en", "The first reminder was shown, and mailed if you want that."),
        ("fr", "Le premier rappel a été affiché, et envoyé par mail si vous le souhaitez."),
        ("de", "Die erste Erinnerung wurde angezeigt und auf Wunsch auch gemailt."),
    ],
)
def test_its_history_is_told(client, reminders, now, mailbox, post, lang, words):
    mailbox.messages.append(Message(id="1", internet_message_id="<1@example.org>"))
    id = client.post("/api/deadlines", json=BODY).json()["id"]
    now.forward(hours=24)
    reminders.stopping.clear()
    reminders.tick()
    until(lambda: post.mails)
    asked = client.get(f"/api/deadlines/{id}/history", headers={"Accept-Language": lang})
    told = asked.json()["history"]
    assert [(each["which"], each["what"]) for each in told] == [("", "kept"), ("soft", "delivered")]
    assert told[1]["sentence"] == words
    assert told[1]["at"].startswith("2026-11-24T09:00")
    assert client.get("/api/deadlines/nowhere/history").status_code == 404


def test_sleeping_on_it_is_beside_the_notices(client, now):
    id = client.post("/api/deadlines", json=BODY).json()["id"]
    until = "2026-11-24T08:00:00+00:00"
    kept = client.post(f"/api/deadlines/{id}/snooze", json={"until": until, "sleep": True}).json()
    assert {n["which"]: n["state"] for n in kept["notices"]} == {
        "sleep": "scheduled",
        "soft": "scheduled",
        "final": "scheduled",
    }
    told = client.get(f"/api/deadlines/{id}/history").json()["history"]
    assert ("sleep", "set") in [(each["which"], each["what"]) for each in told]


def test_quiet_hours_and_digest_are_choices(client):
    chosen = client.get("/api/me").json()["preferences"]
    assert (chosen["quiet_from"], chosen["quiet_until"], chosen["digest"]) == ("", "", "")
    wanted = {"quiet_from": "21:30", "quiet_until": "07:00", "digest": "08:00"}
    kept = client.put("/api/me/preferences", json=chosen | wanted)
    assert wanted.items() <= kept.json().items()
    wrong = client.put("/api/me/preferences", json=chosen | {"digest": "8 uur"})
    assert wrong.status_code == 422
    assert wrong.json()["error"]["field"] == "digest"


def test_a_busy_mailbox_names_its_delay():
    assert MailboxBusy(7).retry_after == 7
