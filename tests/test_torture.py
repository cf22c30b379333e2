"""The torture tests in their short form, each with its bite: a protection taken out is noticed.

The long forms are `make torture`. What is lost, shown twice or too early is counted; the number
of mails that were attempted again says that the killing fell where it hurts.
"""

import logging
from contextlib import nullcontext
from datetime import timedelta

import pytest

from .torture_model import LEASE, House, fresh_file
from .torture_parts import OWNER, taken_out

NOTHING = {"lost": 0, "twice": 0, "early": 0}


def harm(figures):
    return {name: figures[name] for name in NOTHING}


def test_killed_on_sqlite(zygote):
    found = zygote.run("torture_kills", "--rows", 2000, "--kills", 100)
    assert harm(found) == NOTHING
    assert found["faults"] == 0
    assert found["accepted"] >= 2000
    assert found["kills"] >= 100
    assert found["attempted_again"] > 0
    assert found["states"].keys() == {"delivered"}


@pytest.mark.parametrize(("bite", "what"), [("keyless", "twice"), ("hasty", "lost")])
def test_killed_without_protection(zygote, bite, what):
    assert zygote.run("torture_kills", "--rows", 150, "--kills", 15, "--bite", bite)[what] > 0


def test_killed_on_postgresql_with_its_server(zygote):
    options = ("--rows", 1500, "--kills", 40, "--postmasters", 4, "--shares", 300)
    found = zygote.run("torture_kills", "--database", "postgresql", *options)
    assert harm(found) == NOTHING
    assert found["faults"] == 0
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


def test_poison(zygote):
    """That of a server with real mail is in `test_stopping`."""
    found = zygote.run("torture_poison", "--rows", 2000)
    assert harm(found) == NOTHING
    assert (found["accepted"], found["poison"], found["deadly"]) == (1980, 20, 2)
    assert (found["deaths"], found["most_starts"]) == (10, 5)
    assert (found["not_parked"], found["late"]) == (0, 0)


def test_poison_that_is_not_counted(zygote):
    found = zygote.run("torture_poison", "--rows", 200, "--bite", "count of starts")
    assert found["most_starts"] > 5
    assert found["not_parked"] > 0


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


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    return fresh_file(tmp_path_factory.mktemp("model"))


@pytest.fixture(autouse=True)
def quiet():
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def test_whatever_happens(zygote):
    found = zygote.run("torture_model", "--steps", 20_000)
    assert found["steps"] >= 20_000
    least = {"mails": 1000, "again": 50, "crashes": 50, "jumps": 1000, "migrations": 1}
    least |= dict.fromkeys(("snooze", "sleep_on", "reschedule", "end"), 20)
    assert {what for what, number in least.items() if found.get(what, 0) < number} == set()


@pytest.mark.parametrize(
    ("bite", "says"), [("lease", "two hands"), ("end of a lease", "not at rest")]
)
def test_what_happens_without_protection(zygote, bite, says):
    assert says in zygote.run("torture_model", "--steps", 20_000, "--bite", bite)["wrong"]


@pytest.mark.parametrize("bite", ["", "fence"])
def test_a_worker_that_is_late_settles_nothing_of_another(fresh, tmp_path, bite):
    house = House(tmp_path, fresh)
    house.put(1)
    house.time += timedelta(hours=1)
    house.work_slowly()
    house.change(0, "snooze", 1)
    house.fail("die")
    house.jump(3600)
    with taken_out(bite):
        house.settle_slowly()
    with pytest.raises(AssertionError, match="lost") if bite else nullcontext():
        house.close()
    house.store.close()


def test_what_is_claimed_before_its_time_is_noticed(fresh, tmp_path):
    house = House(tmp_path, fresh)
    house.put(1)
    house.work_slowly()
    with taken_out("due"), pytest.raises(AssertionError, match="early"):
        house.work_slowly()  # `tick` has a protection of its own: it would hold it back for ever
    house.store.close()


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
