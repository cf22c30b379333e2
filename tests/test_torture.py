"""The torture tests in their short form, each with its bite: a protection taken out is noticed.

The long forms are `make torture`. What is lost, shown twice or too early is counted; the number
of mails that were attempted again says that the killing fell where it hurts.
"""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from .torture_model import LEASE, House, fresh_file, torture
from .torture_parts import OWNER, scratch

NOTHING = {"lost": 0, "twice": 0, "early": 0}


def harm(figures):
    return {name: figures[name] for name in NOTHING}


def test_killed_on_sqlite(zygote):
    found = zygote.run("torture_kills", "--rows", 2000, "--kills", 100)
    assert harm(found) == NOTHING
    assert found["accepted"] >= 2000
    assert found["kills"] >= 100
    assert found["attempted_again"] > 0
    assert found["states"].keys() == {"delivered"}


@pytest.mark.parametrize(
    ("bite", "what"), [("keyless", "twice"), ("hasty", "lost"), ("end of a lease", "lost")]
)
def test_killed_without_protection(zygote, bite, what):
    options = ("--rows", 150, "--kills", 15, "--patience", 5)
    assert zygote.run("torture_kills", *options, "--bite", bite)[what] > 0


def test_killed_on_postgresql_with_its_server(zygote):
    options = ("--rows", 1500, "--kills", 40, "--postmasters", 4, "--shares", 300)
    found = zygote.run("torture_kills", "--database", "postgresql", *options)
    assert harm(found) == NOTHING
    assert found["accepted"] >= 1500
    assert found["kills"] >= 40
    assert found["postmaster_kills"] >= 4
    assert found["attempted_again"] > 0
    shared = found["shared"]
    assert harm(shared) == NOTHING
    assert shared["attempted_again"] == 0, "two replicas had the same one"
    assert all(0.35 <= share / 300 <= 0.65 for share in shared["shares"].values())


def test_power_cuts(zygote):
    found = zygote.run("torture_power", "--cuts", 600)
    assert (found["missing"], found["damaged"]) == (0, 0)
    assert found["cuts"] >= 600


def test_power_cuts_without_waiting_for_the_disk(zygote):
    assert zygote.run("torture_power", "--cuts", 60, "--synchronous", "normal")["missing"] > 0


def unharmed(found):
    return (found["lost"], found["twice"], found["unwanted"]) == (0, 0, 0)


def test_a_crash_at_every_step(zygote):
    found = zygote.run("torture_points", "--forked", 10)
    assert unharmed(found)
    assert found["points"] > 300
    assert found["deaths"] == found["points"] // 10
    assert found["attempted_again"] > 0


def test_a_crash_at_every_step_on_postgresql(zygote, postgres_url):
    found = zygote.run("torture_points", "--database", postgres_url, "--forked", 0)
    assert unharmed(found)
    assert found["points"] > 200
    assert found["attempted_again"] > 0


@pytest.mark.parametrize(("bite", "what"), [("keyless", "twice"), ("end of a lease", "lost")])
def test_a_crash_without_protection(zygote, bite, what):
    assert zygote.run("torture_points", "--forked", 0, "--bite", bite)[what] > 0


class Model(RuleBasedStateMachine):
    """`torture_model.House`, told by Hypothesis what to do."""

    def __init__(self, fresh):
        super().__init__()
        self.folder = scratch("model")
        self.house = House(Path(self.folder.name), fresh)

    @rule(hours=st.integers(1, 50))
    def put(self, hours):
        self.house.put(hours)

    @rule(seconds=st.integers(-(30 * 86_400), 30 * 86_400))
    def jump(self, seconds):
        self.house.jump(seconds)

    @rule(seconds=st.sampled_from([1, 59, 60, 61, 3600, 3 * 3600]))
    def go_on(self, seconds):
        self.house.jump(seconds)

    @rule(what=st.sampled_from(["refuse", "die", "die after", "time out"]))
    def fail(self, what):
        self.house.fail(what)

    @rule()
    def work_slowly(self):
        self.house.work_slowly()

    @rule()
    def settle_slowly(self):
        self.house.settle_slowly()

    @precondition(lambda self: self.house.wanted)
    @rule(
        number=st.integers(0, 20),
        how=st.sampled_from(["snooze", "reschedule", "end"]),
        hours=st.integers(1, 50),
    )
    def change(self, number, how, hours):
        self.house.change(number, how, hours)

    def teardown(self):
        try:
            self.house.close()
        finally:
            self.folder.cleanup()


@pytest.fixture
def quiet():
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def fresh(tmp_path, quiet):
    return fresh_file(tmp_path)


def test_whatever_happens(fresh):
    bounds = settings(
        max_examples=15,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(lambda: Model(fresh), settings=bounds)


def test_never_early_in_five_hundred_jumps(quiet):
    found = torture(1600, seed=20261123)
    print(found)
    assert found["jumps"] >= 500
    assert found["crashes"] > 20
    assert found["again"] > 20, "no mail was attempted twice"


def test_what_is_shown_a_second_early_is_noticed(fresh, tmp_path):
    house = House(tmp_path, fresh)
    house.put(1)
    house.time += timedelta(seconds=3599)
    with pytest.raises(AssertionError, match="early"):
        house.take(house.store.list(OWNER)[0].notices[0].key)
    house.store.close()


def test_a_worker_that_settles_what_it_did_not_send_is_noticed(fresh, tmp_path):
    house = House(tmp_path, fresh)
    house.put(1)
    house.time += timedelta(hours=1)
    house.store.delivered_all(house.store.claim_due(house.time, LEASE), house.time)
    with pytest.raises(AssertionError, match="lost"):
        house.close()
    house.store.close()


def test_what_is_shown_after_its_end_is_noticed(fresh, tmp_path):
    house = House(tmp_path, fresh)
    house.put(1)
    [late] = house.store.list(OWNER)
    house.change(0, "end", 1)
    with pytest.raises(AssertionError, match="not wanted"):
        house.take(late.notices[0].key)
    house.store.close()
