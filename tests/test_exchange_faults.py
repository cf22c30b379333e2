"""What can go wrong between us and Exchange, at each question; and many users at once."""

import gc
import logging
import threading
import time
import tracemalloc
from datetime import timedelta

import pytest

from addin_server.errors import MailboxBusy, MailboxError, MessageTooLarge
from addin_server.mailbox import exchange_http, exchange_line, exchange_refusal
from addin_server.mailbox.exchange import Account, ExchangeMailboxes
from addin_server.mailbox.exchange_http import Connections, signing_in
from addin_server.mailbox.exchange_line import TRIES, Line
from addin_server.mailbox.exchange_refusal import Cut, Refusal
from addin_server.mailbox.port import Entry
from addin_server.model import Letter
from addin_server.standin import seeding

from .mailbox_stands import NOW, Exchange, mail

AT = NOW + timedelta(days=2)
LETTER = Letter(subject="RE: Bericht 1", html="<p>KANARIE-brief</p>", text="KANARIE-brief")
ENTRY = Entry(
    key="k",
    at=AT,
    subject="KANARIE-onderwerp",
    html="<p>x</p>",
    internet_message_id="<1@example.org>",
)
KINDS = ["401", "403", "429", "429-date", "500", "503", "busy", "cut", "short", "garbage"]
KINDS += ["not-xml", "redirect"]
VERBS = {
    "open": ("GetItem", lambda m, id: m.open(id)),
    "answered": ("FindItem", lambda m, id: m.answered("<1@example.org>")),
    "busy": ("GetUserAvailability", lambda m, id: m.busy(NOW, AT)),
    "remind, looking": ("FindItem", lambda m, id: m.remind(ENTRY)),
    "remind, making": ("CreateItem", lambda m, id: m.remind(ENTRY)),
    "flag": ("UpdateItem", lambda m, id: m.flag(ENTRY)),
    "draft": ("CreateItem", lambda m, id: m.draft(id, LETTER)),
    "decline": ("CreateItem", lambda m, id: m.decline(id, LETTER)),
    "profile": ("GetFolder", lambda m, id: m.profile()),
}
SECRETS = ("geheim", "KANARIE", "Bericht", "<html", "AAMk")


@pytest.fixture
def stand(tmp_path):
    stand = Exchange(tmp_path)
    yield stand
    stand.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("verb", VERBS)
def test_each_fault_at_each_question_ends_in_one_of_our_errors(stand, verb, kind):
    id = stand.box.id_of(stand.receive(1, request=True)).id
    operation, ask = VERBS[verb]
    stand.server.fault(kind, operation, times=2 * TRIES, seconds=1)
    error = refused(lambda: ask(stand.mailbox, id))
    if error is not None:
        assert error.code in ("mailbox_error", "mailbox_busy")
        assert not [word for word in SECRETS if word in f"{error!s}{error.details}"]
        assert error.__cause__ is None
        assert error.__suppress_context__ or error.__context__ is None
    assert len(stand.server.calls("CreateItem")) <= 1, "a write is not repeated"
    assert len(stand.entries("k")) <= 1
    assert sum(stand.waited) <= exchange_line.BUDGET


def refused(ask):
    """The error that it ends in, or None."""
    try:
        ask()
    except (MailboxError, MessageTooLarge) as exc:
        return exc
    return None


@pytest.mark.parametrize("kind", ["429", "429-date", "503", "busy", "cut", "short"])
def test_a_read_is_repeated_when_that_helps(stand, kind):
    id = stand.box.id_of(stand.receive(1)).id
    stand.server.fault(kind, "GetItem", seconds=2)
    assert stand.mailbox.open(id).subject == "Bericht 1"
    (waited,) = stand.waited
    assert waited == pytest.approx(2, abs=1) if kind not in ("cut", "short") else waited < 1


def test_who_asks_for_long_patience_is_left_alone(stand):
    id = stand.box.id_of(stand.receive(1)).id
    stand.server.add_mailbox("piet@example.org", "Piet")
    stand.server.fault("429", "GetItem", seconds=60)
    with pytest.raises(MailboxBusy) as caught:
        stand.mailbox.open(id)
    assert caught.value.retry_after == 60
    asked = len(stand.server.calls())
    stand.time += 40
    with pytest.raises(MailboxBusy):
        stand.mailbox.answered("<1@example.org>")
    assert len(stand.server.calls()) == asked
    assert stand.mailboxes.of("piet@example.org").list() == [], "others are not kept waiting"
    stand.time += 21
    assert stand.mailbox.open(id)


@pytest.mark.parametrize("verb", ["remind, making", "draft", "decline"])
def test_a_write_whose_answer_was_lost_is_not_sent_twice(stand, verb):
    id = stand.box.id_of(stand.receive(1, request=True)).id
    stand.server.fault("cut", "CreateItem", after=True)
    with pytest.raises(Cut):
        VERBS[verb][1](stand.mailbox, id)
    assert len(stand.server.calls("CreateItem")) == 1


@pytest.mark.parametrize("kind", ["cut", "short", "garbage", "500", "503"])
def test_after_a_lost_answer_there_is_still_one_entry(stand, kind):
    """The key finds what the first attempt has made."""
    stand.server.fault(kind, "CreateItem", after=True)
    with pytest.raises(MailboxError):
        stand.mailbox.remind(ENTRY)
    assert len(stand.inside("calendar")) == 1
    stand.mailbox.remind(ENTRY)
    assert len(stand.inside("calendar")) == 1


@pytest.mark.parametrize("kind", ["huge", "bomb"])
def test_an_answer_without_end_is_not_read(stand, kind):
    id = stand.box.id_of(stand.receive(1)).id
    stand.server.fault(kind, "GetItem")
    tracemalloc.start()
    with pytest.raises(MessageTooLarge):
        stand.mailbox.open(id)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * exchange_http.MAX_ANSWER
    assert stand.mailbox.open(id)


def test_an_answer_that_drips_is_given_up(stand):
    id = stand.box.id_of(stand.receive(1)).id
    stand.server.fault("drip", "GetItem", times=TRIES, seconds=0.2)
    ticking = iter(range(1000, 10**9, 20))
    given = Account(url=stand.server.url, user="svc", password=lambda: "geheim", auth="basic")
    hasty = ExchangeMailboxes(given, now=lambda: NOW, monotonic=lambda: next(ticking))
    with pytest.raises(MailboxBusy):
        hasty.of("noor@example.org").open(id)
    hasty.close()


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("7", 7.0),
        ("1.5", 1.5),
        ("Mon, 23 Nov 2026 09:00:30 GMT", 30.0),
        ("soon", None),
        ("", None),
        ("-3", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(words, seconds):
    assert exchange_refusal.seconds(words, lambda: NOW) == seconds


def test_waiting_has_bounds():
    assert exchange_refusal.bounded(10**9) == 3600
    assert exchange_refusal.bounded(-5) == 0


def test_nothing_private_is_ever_logged(stand, caplog):
    """Not even by the libraries below us, at DEBUG, when everything goes wrong."""
    caplog.set_level(logging.DEBUG)
    id = stand.box.id_of(stand.receive(1)).id
    stand.mailbox.open(id)
    for kind in (*KINDS, "huge"):
        stand.server.fault(kind, times=2)
        for _, ask in (VERBS["open"], VERBS["draft"]):
            refused(lambda ask=ask: ask(stand.mailbox, id))
            stand.time += 100
    text = "\n".join(f"{r.name} {r.getMessage()} {r.exc_text}" for r in caplog.records)
    assert not [word for word in (*SECRETS, "c3ZjOmdlaGVpbQ") if word in text]


def test_a_pool_that_is_full_asks_for_patience(stand, monkeypatch):
    monkeypatch.setattr(exchange_line, "QUEUE_SECONDS", 0.05)
    line = Line(lambda: None, 1, monotonic=lambda: 0.0, sleep=lambda s: None)
    with line._place(), pytest.raises(MailboxBusy), line._place():
        pass


def test_a_broken_connection_does_not_cost_its_place(stand):
    stand.receive(1)
    for _ in range(20):
        stand.server.fault("cut", "FindItem")
        stand.mailbox.list()
    assert len(stand.mailbox.list()) == 1


def test_a_server_that_is_away_is_asked_now_and_then_only(stand):
    stand.server.fault("cut", "FindItem", times=8)
    for _ in range(4):
        with pytest.raises(Cut):
            stand.mailbox.list()
    assert len(stand.server.calls("FindItem")) == 5
    stand.time += 31
    with pytest.raises(Cut):
        stand.mailbox.list()
    assert len(stand.server.calls("FindItem")) == 6
    stand.server.fault("slow", seconds=0)
    for _ in range(4):
        stand.time += 31
        refused(stand.mailbox.list)
    assert list(stand.mailbox.list()) == []


def test_certificates_are_checked():
    refused = exchange_refusal.Refusal("Certificate")
    assert "ADDIN_EXCHANGE_CA_FILE" in str(refused)
    connections = Connections(
        "https://mail.example.org/EWS/Exchange.asmx",
        signing_in("basic", "svc", lambda: "x"),
        most=1,
        ca_file="/etc/ca.pem",
        now=lambda: NOW,
        monotonic=time.monotonic,
    )
    session = connections.create_session()
    assert (session.verify, session.trust_env) == ("/etc/ca.pem", False)


def test_a_refusal_never_carries_the_servers_words():
    assert Refusal("Kan niet: geheim").answer == "Fault"
    assert "geheim" not in str(Refusal("Kan niet: geheim"))


# Many


def test_a_thousand_mailboxes_leave_nothing_behind(stand):
    from exchangelib.protocol import CachingProtocol

    def open_many(number):
        for each in range(number):
            stand.mailboxes.of(f"user{each}@example.org")

    stand.mailbox.list()
    open_many(100)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    open_many(1000)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 20_000
    assert CachingProtocol._protocol_cache == {}
    assert stand.server.connections == 1


def test_two_hundred_users_share_a_pool_and_never_a_mail(stand):
    """Interleaved on eight threads; every answer is its asker's own."""
    users = [f"user{number}@example.org" for number in range(200)]
    ids = {}
    for number, address in enumerate(users):
        box = stand.server.add_mailbox(address, f"User {number}")
        ids[address] = box.id_of(seeding.receive(box, mail(number).as_bytes())).id
    mixed, started = [], time.monotonic()

    def work(first):
        for number in (*range(first, 200, 8), *range(first, 200, 8)):
            address = users[number]
            mailbox = stand.mailboxes.of(address)
            try:
                message = mailbox.open(ids[address])
                if message.subject != f"Bericht {number}":
                    mixed.append((address, message.subject))
            except Exception as exc:
                mixed.append((address, exc))

    threads = [threading.Thread(target=work, args=(first,)) for first in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert mixed == []
    assert stand.server.connections <= 8
    asked = [call for call in stand.server.calls("GetItem")]
    assert len(asked) == 400
    assert time.monotonic() - started < 60
