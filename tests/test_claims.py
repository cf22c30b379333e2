"""What is claimed with whom: alone after a crash, together for one mail, given back untried."""

from datetime import timedelta

import pytest

from addin_server.asked import Wait
from addin_server.model import Kind, NoticeState, Schedule

from .conftest import ANNA, BERT, DATABASES

LEASE = timedelta(seconds=60)


@pytest.fixture(params=DATABASES)
def database(request):
    return request.param


@pytest.fixture
def due(desk, now):
    """Deadlines whose first notice is due."""

    def keep(number, who=ANNA, first=0):
        received = now() - timedelta(hours=24)
        return [
            desk.wait(
                who,
                Wait(
                    internet_message_id=f"<{who.subject}-{first + n}>",
                    kind=Kind.INTERVIEW_INVITATION,
                    received=received,
                ),
                "nl",
            )[0]
            for n in range(number)
        ]

    return keep


def soft(store, deadline):
    return store.deadline(deadline.owner, deadline.id).notices[0]


def test_what_a_crash_left_behind_is_claimed_alone_and_last(due, store, now):
    left = due(3)
    assert len(store.claim_due(now(), LEASE)) == 3  # ... and the process is gone
    now.forward(seconds=60)
    [fresh] = due(1, first=9)
    [first] = store.claim_due(now(), LEASE)
    assert first.subject_id == fresh.id
    alone = []
    while claimed := store.claim_due(now(), LEASE):
        alone.append(claimed)
        assert store.delivered(claimed[0], now())
    assert [len(claimed) for claimed in alone] == [1, 1, 1]
    assert {claimed.subject_id for [claimed] in alone} == {deadline.id for deadline in left}


def test_what_ends_the_process_takes_others_with_it_once(due, store, now):
    """The process dies at one of five, whatever comes first; the rest is delivered."""
    poison, *others = due(5)
    lives, healed = 0, 99
    while store.next_due(now()) is not None and lives < 20:
        lives += 1
        while claimed := store.claim_due(now(), LEASE):
            for notice in claimed:
                if notice.subject_id == poison.id:
                    break
                store.delivered(notice, now())
            else:
                continue
            break  # the process is gone
        if all(soft(store, one).state is NoticeState.DELIVERED for one in others):
            healed = min(healed, lives)
        now.forward(seconds=60)
        if soft(store, poison).state is NoticeState.PARKED:
            break
    assert healed <= 3, "with the second life, at the latest, the poison comes last"
    assert soft(store, poison).reason == "crashed"
    assert {soft(store, one).state for one in others} == {NoticeState.DELIVERED}


def test_held_and_rested_are_no_tries(due, store, now):
    [deadline] = due(1)
    for give_back in (
        lambda claimed, until: store.hold(claimed, until, "quiet", now()),
        lambda claimed, until: store.rest([claimed], until, "resting", now()),
    ):
        for _ in range(10):  # more often than a crash is forgiven
            [claimed] = store.claim_due(now(), LEASE)
            assert claimed.attempts == 1
            assert give_back(claimed, now() + timedelta(minutes=1))
            assert store.next_due(now()) == timedelta(minutes=1)
            assert soft(store, deadline).attempts == 0
            assert soft(store, deadline).state is NoticeState.DUE, "the pane shows it"
            now.forward(minutes=1)
    told = [happening.what for happening in store.history(ANNA.owner, deadline.id)]
    assert told == ["kept"] + ["held"] * 10, "what could not be tried leaves nothing behind"


def test_only_who_holds_it_gives_it_back(due, store, now):
    due(1)
    [slow] = store.claim_due(now(), LEASE)
    now.forward(seconds=60)
    [quick] = store.claim_due(now(), LEASE)
    assert not store.hold(slow, now() + LEASE, "quiet", now())
    assert not store.rest([slow], now() + LEASE, "resting", now())
    assert store.delivered(quick, now())


def test_the_rest_of_an_owner_is_claimed_with_what_nearly_is(due, store, now):
    mine, theirs = due(4), due(2, who=BERT)
    [first] = store.claim_due(now(), LEASE, 1)
    taken = store.claim_of(ANNA.owner, now(), LEASE)
    everybody = {deadline.id for deadline in (*mine, *theirs)}
    assert len(store.claim_due(now(), LEASE)) == len(everybody) - len({first.id}) - len(taken)
    for notice in taken:
        assert notice.owner == ANNA.owner
        store.hold(notice, now() + timedelta(seconds=30 + notice.fence), "quiet", now())
    assert len(store.claim_of(ANNA.owner, now(), LEASE)) == len(taken)


def test_what_is_not_due_is_not_claimed_early(due, store, now, desk):
    [deadline] = due(1)
    claimed = store.claim_due(now(), LEASE)
    store.delivered_all(claimed, now())
    soon = now() + timedelta(seconds=30)
    store.reschedule(ANNA.owner, deadline.id, Schedule(limit=soon, soft=soon, final=soon), now())
    assert store.claim_of(ANNA.owner, now(), LEASE) == []


def test_live_ones_are_told_a_few_at_a_time(due, store, now, desk):
    ids = sorted(deadline.id for deadline in due(5))
    ahead = now() + timedelta(days=2)
    first = [deadline.id for deadline in store.live(ahead, "", 3)]
    assert first == ids[:3]
    assert [deadline.id for deadline in store.live(ahead, first[-1], 3)] == ids[3:]
    assert store.live(now(), "", 3) == []


def test_who_waits_for_the_next_one_is_told(due, store, now, desk):
    told = []
    store.planned = told.append
    [deadline] = due(1)
    assert told == [now()]
    due(1)  # the same: nothing is put
    assert len(told) == 1
    later = now() + timedelta(hours=3)
    for put in (store.snooze, store.sleep_on):
        put(ANNA.owner, deadline.id, later, now())
        assert told.pop() == later
    plan = Schedule(limit=later, soft=None, final=later - LEASE)
    store.reschedule(ANNA.owner, deadline.id, plan, now())
    assert told.pop() == later - LEASE
