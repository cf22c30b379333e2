"""The benchmark of reminders runs ours as it says: nothing lost, nothing twice, goals judged."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from addin_server.store import open_store
from benchmarks import reminders_crowd, reminders_growth
from benchmarks.contenders import Calls, TooSlow, Wrong, in_time
from benchmarks.reminders_goals import Goal
from benchmarks.reminders_ours import Ours, deliver, now


@pytest.fixture(params=["sqlite", "postgresql"])
def ours(request, tmp_path):
    # Its own moments: a database whose clock is told the time does not do.
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
    else:
        url = f"sqlite:///{tmp_path / 'bench.db'}"
    contender = Ours("ours", url)
    yield contender
    contender.close()


def test_a_burst_is_delivered_and_nothing_else(ours):
    assert ours.put(3).seconds > 0
    assert ours.burst(120).seconds > 0
    # Each has a second notice, due in 22 hours; what was put first waits for a day.
    assert ours.store.counts() == {"delivered": 120, "scheduled": 120 + 2 * 3}


def test_the_clock_is_never_early(ours):
    start = now() + timedelta(seconds=1)
    late = ours.lateness([start + timedelta(milliseconds=20 * i) for i in range(5)])
    assert len(late.called) == len(late.done) == 5
    assert min(late.called) >= 0
    assert all(done >= called for called, done in zip(late.called, late.done, strict=True))


def test_what_is_put_too_late_says_nothing_of_the_clock(ours):
    with pytest.raises(TooSlow):
        ours.lateness([now() - timedelta(seconds=1)])
    assert deliver(ours.store, Calls()) == 0, "and is out of the way"


def test_pending_ones_are_like_those_that_were_kept(ours):
    ours.fill(30)
    assert ours.store.counts() == {"scheduled": 62}
    assert ours.store.next_due(now()) > timedelta(days=1)
    assert len(ours.store.list("filled0")) == 19, "twenty owners' deadlines, counted from one"
    assert len(ours.store.list("filled0")[0].notices) == 2
    assert ours.burst(10).seconds > 0


def test_asked_for_what_is_due(ours):
    ours.fill(10)
    lines = list(reminders_crowd.asked([ours], 10))
    [line] = [line for line in lines if line.startswith("ours")]
    assert min(float(cell) for cell in line.split()[1:]) > 0
    assert ours.store.next_due(now()) > timedelta(hours=20), "all that was due is done with"


def test_what_it_did_not_take_is_wrong(ours):
    with pytest.raises(Wrong):
        ours.claim(1, 1)


def test_sizes_take_turns(ours):
    found = reminders_growth.beside({1: ours.url}, rounds=1)
    assert min(found[1]) > 0


def test_two_servers_share(postgres_url):
    with_both = Ours("both", postgres_url)
    with_both.put(60, now() - timedelta(seconds=1))
    stores, done = [open_store(postgres_url) for _ in range(2)], []
    threads = [
        Thread(target=lambda s=store: done.append(reminders_growth.share(s))) for store in stores
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in (*stores, with_both):
        store.close()
    assert sum(reminders_growth.shared(done, 60).counts) == 60


def test_the_share_of_who_did_less():
    done = [(["a"], 1.0, 2.0), (["b", "c", "d"], 1.5, 3.0)]
    found = reminders_growth.shared(done, 4)
    assert (found.least, found.seconds) == (0.25, 2.0)


@pytest.mark.parametrize("ids", [["a"], ["a", "b", "b"], ["a", "b", "c"]])
def test_what_is_lost_or_twice_is_told(ids):
    calls = Calls()
    for id in ids:
        calls(id)
    with pytest.raises(Wrong):
        calls.check(2)


def test_early_is_wrong():
    calls = Calls()
    calls("a", datetime.now(UTC) + timedelta(seconds=9))
    with pytest.raises(Wrong):
        calls.check(1)
    assert not in_time([now() - timedelta(seconds=1), now() + timedelta(seconds=9)])


@pytest.mark.parametrize(
    ("found", "least", "met"), [(2.0, True, True), (1.9, True, False), (2.1, False, False)]
)
def test_a_goal_is_judged(found, least, met):
    goal = Goal("what", found, 2, least=least)
    assert goal.met is met
    assert str(goal).endswith("NOT MET") is not met
