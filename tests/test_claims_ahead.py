"""What is claimed a little before its moment: it looks as before, and is not shown sooner."""

import time
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from addin_server import reminders as clock_work
from addin_server.model import DeadlineState, NoticeState
from addin_server.store import Claim, as_due

from .conftest import ANNA, DATABASES
from .torture_parts import new_deadline

LEASE = timedelta(seconds=60)
#: More than a claim takes on any machine.
LEFT, AHEAD = timedelta(seconds=5), timedelta(seconds=10)


@pytest.fixture(params=DATABASES)
def database(request):
    return request.param


@pytest.fixture
def soon(store, now):
    """Due in a moment."""
    given = {"soft": now() + LEFT, "final": now() + timedelta(hours=20)}
    deadline, _ = store.keep(new_deadline(now(), given, owner=ANNA.owner), 10)
    return deadline


@pytest.fixture
def house(reminders, monkeypatch):
    monkeypatch.setattr(clock_work, "AHEAD", AHEAD)
    return replace(reminders, mailboxes=None)


def soft(store, deadline):
    return store.deadline(deadline.owner, deadline.id).notices[0]


def told(store, deadline):
    return [happening.what for happening in store.history(deadline.owner, deadline.id)]


class Waiting(Event):
    """Time goes on while it is waited for."""

    def __init__(self, now, then=lambda: None):
        super().__init__()
        self.now, self.then, self.waited = now, then, []

    def wait(self, timeout=None):
        self.waited.append(timeout)
        self.now.forward(seconds=5)
        self.then()
        return self.is_set()


def test_claimed_it_looks_as_before(store, soon, now):
    assert store.claim_due(now(), LEASE) == []
    [claim] = store.claim_soon(now(), LEASE, AHEAD)
    assert 0 < claim.at - time.monotonic() <= LEFT.total_seconds()
    assert soft(store, soon).state is NoticeState.SCHEDULED
    assert store.claim_soon(now(), LEASE, AHEAD) == [], "it is in somebody's hands"
    assert store.next_due(now()) == LEASE
    assert store.delivered(claim.notice, now())
    assert told(store, soon) == ["kept", "delivered"]


def test_no_sooner_than_asked(store, soon, now):
    assert store.claim_soon(now(), LEASE, LEFT - timedelta(milliseconds=1)) == []
    assert len(store.claim_soon(now(), LEASE, LEFT)) == 1


def test_without_more_ado_it_is_settled(store, soon, now):
    [claim] = store.claim_soon(now(), LEASE, AHEAD)
    assert store.delivered(claim.notice, now())
    assert soft(store, soon).state is NoticeState.DELIVERED


@pytest.mark.parametrize("given_back", ["postpone", "hold"])
def test_what_was_tried_is_shown(store, soon, now, given_back):
    [claim] = store.claim_soon(now(), LEASE, AHEAD)
    assert getattr(store, given_back)(claim.notice, now() + LEASE, "relay", now())
    assert soft(store, soon).state is NoticeState.DUE


def test_a_second_try_comes_at_its_moment(store, soon, now):
    [claim] = store.claim_soon(now(), LEASE, AHEAD)
    store.postpone(claim.notice, now() + LEASE, "relay", now())
    now.forward(seconds=55)
    assert store.claim_soon(now(), LEASE, AHEAD) == []
    now.forward(seconds=5)
    [again] = store.claim_soon(now(), LEASE, AHEAD)
    assert again.at <= time.monotonic(), "due already"


def test_a_lease_is_not_ended_early(store, soon, now):
    store.claim_soon(now(), LEASE, AHEAD)  # ... and the process is gone
    now.forward(seconds=55)
    assert store.claim_soon(now(), LEASE, AHEAD) == []
    now.forward(seconds=5)
    assert len(store.claim_soon(now(), LEASE, AHEAD)) == 1


def test_taken_away_before_its_moment(store, soon, now):
    [claim] = store.claim_soon(now(), LEASE, AHEAD)
    store.end(ANNA.owner, soon.id, DeadlineState.DONE, now())
    assert not store.delivered(claim.notice, now())
    assert soft(store, soon).state is NoticeState.CANCELLED


@pytest.mark.parametrize("way", ["untried", "release"])
def test_given_back_it_waits_for_its_moment(store, soon, now, way):
    [claim] = store.claim_soon(now(), LEASE, AHEAD)
    if way == "untried":
        store.untried([claim.notice], now())
    else:
        store.release()
    assert store.next_due(now()) == LEFT
    notice = soft(store, soon)
    assert (notice.state, notice.attempts) == (NoticeState.SCHEDULED, 0)
    assert told(store, soon) == ["kept"]


def test_each_is_waited_for(soon):
    notice, did = soon.notices[0], []
    at = time.monotonic()
    claims = [Claim(notice, at), Claim(notice, at + 60), Claim(notice, at + 90)]
    found = as_due(claims, lambda wait: did.append(round(wait)), lambda: did.append("settled"))
    assert list(found) == [notice] * 3
    assert did == ["settled", 60, "settled", 90]


def test_what_was_shown_does_not_wait_for_the_next(house, store, soon, now):
    other = new_deadline(now(), {"final": now()}, owner=ANNA.owner)
    store.keep(other, 10)
    states = []
    waiting = Waiting(
        now, lambda: states.append((soft(store, other).state, soft(store, soon).state))
    )
    replace(house, relay=None, stopping=waiting).tick()
    assert states == [(NoticeState.DELIVERED, NoticeState.SCHEDULED)]
    assert soft(store, soon).state is NoticeState.DELIVERED
    assert house.tally.outcomes == {"tried": 2, "shown": 2, "overtaken": 0}, "each settled once"


def test_where_mail_goes_out_nothing_is_claimed_ahead(house, post, store, soon, now):
    """Else it would wait, unseen, while another's mail goes out."""
    states, send = [], post.send
    post.send = lambda mail: (states.append((now(), soft(store, soon).state)), send(mail))
    store.prefer(ANNA.owner, house.defaults, ANNA.mail, "nl")
    house = replace(house, stopping=Waiting(now))
    house.tick()
    assert store.next_due(now()) == LEFT, "nobody has it in their hands"
    now.forward(seconds=5)
    house.tick()
    assert states == [(soon.notices[0].due_at, NoticeState.DUE)]


def test_nor_where_a_mailbox_is_asked(reminders, house):
    assert replace(house, relay=None).ahead == AHEAD
    assert replace(house, relay=None, mailboxes=reminders.mailboxes).ahead == timedelta()


def test_taken_away_meanwhile_it_is_not_shown(house, store, soon, now):
    waiting = Waiting(now, lambda: store.snooze(ANNA.owner, soon.id, now() + LEASE, now()))
    house = replace(house, relay=None, stopping=waiting)
    house.tick()
    assert house.tally.outcomes == {"tried": 1, "shown": 0, "overtaken": 1}
    assert soft(store, soon).state is NoticeState.SNOOZED


def test_stopped_meanwhile_it_is_not_shown(house, store, soon, now):
    waiting = Waiting(now)
    waiting.then = waiting.set
    replace(house, relay=None, stopping=waiting).tick()
    notice = soft(store, soon)
    assert (notice.state, notice.attempts) == (NoticeState.SCHEDULED, 0)
