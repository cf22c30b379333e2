"""The ticker: when it wakes, that it never runs twice at once, how it ends."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from addin_server.clock import Clock
from addin_server.errors import StoreError

LONG = 3600.0  #: seconds; a test that waits for this fails


def utc_now():
    return datetime.now(UTC)


class Work:
    """Remembers when it was done, and what is due next."""

    def __init__(self):
        self.times, self.waits, self.done = [], [], threading.Condition()
        self.overlaps, self._inside = 0, threading.Lock()
        self.takes = 0.0

    def tick(self):
        if not self._inside.acquire(blocking=False):
            self.overlaps += 1
            return
        try:
            time.sleep(self.takes)
            with self.done:
                self.times.append(time.monotonic())
                self.done.notify_all()
        finally:
            self._inside.release()

    def next_due(self):
        return self.waits.pop(0) if self.waits else None

    def wait_for(self, number, seconds=20):
        with self.done:
            assert self.done.wait_for(lambda: len(self.times) >= number, seconds), self.times


@pytest.fixture
def work():
    return Work()


@pytest.fixture
def clock(work):
    clock = Clock(work.tick, LONG, {}, next_due=work.next_due, now=utc_now)
    yield clock
    assert clock.stop(20)


def started(clock, work):
    clock.start()
    work.wait_for(1)
    time.sleep(0.05)  # its place is free again


def test_wakes_when_something_is_due(clock, work):
    work.waits = [timedelta(seconds=0.3), None]
    clock.start()
    work.wait_for(2)
    assert work.times[1] - work.times[0] >= 0.2995, "never early"


def test_wakes_for_what_was_put_meanwhile(clock, work):
    started(clock, work)
    before = time.monotonic()
    clock.soon(utc_now() + timedelta(seconds=0.2))
    work.wait_for(2)
    assert work.times[1] - before >= 0.19
    clock.soon(utc_now() - timedelta(days=1))
    work.wait_for(3)


def test_a_little_ahead(work):
    ahead = timedelta(seconds=0.4)
    work.waits = [timedelta(seconds=0.8), timedelta(seconds=0.3)]
    clock = Clock(work.tick, LONG, {}, next_due=work.next_due, now=utc_now, ahead=ahead)
    clock.start()
    work.wait_for(3)
    first, second = work.times[1] - work.times[0], work.times[2] - work.times[1]
    assert 0.39 <= first < 0.8
    assert second >= 0.2995, "it is so near, and was not to be had: not before its moment"
    clock.soon(utc_now() + timedelta(seconds=0.6))
    before = time.monotonic()
    work.wait_for(4)
    assert work.times[3] - before < 0.55
    assert clock.stop(20)


def test_what_is_due_later_changes_nothing(clock, work):
    started(clock, work)
    clock.soon(utc_now() + timedelta(seconds=0.2))
    clock.soon(utc_now() + timedelta(days=2))
    work.wait_for(2)


def test_by_the_clock_that_things_are_due_by(work):
    """That of the demonstration runs ahead."""
    ahead = timedelta(days=5)
    clock = Clock(work.tick, LONG, {}, next_due=work.next_due, now=lambda: utc_now() + ahead)
    started(clock, work)
    clock.soon(utc_now() + ahead)
    work.wait_for(2)
    assert clock.stop(20)


def test_never_twice_at_once_and_nothing_forgotten(clock, work):
    work.takes = 0.1
    started(clock, work)
    work.waits = [timedelta(), timedelta()]  # put while it ran, so it runs again
    for _ in range(20):
        clock.soon(utc_now())
        time.sleep(0.01)
    work.wait_for(4)
    assert work.overlaps == 0


def test_what_is_put_during_a_tick_is_not_forgotten(clock, work):
    """The tick may have looked already, and so may what is asked after it."""
    work.takes = 0.2
    clock.start()
    time.sleep(0.1)
    clock.soon(utc_now())
    work.wait_for(2)


def test_what_cannot_be_had_is_not_asked_for_ever_faster(clock, work):
    work.waits = [timedelta()] * 1000
    clock.start()
    time.sleep(1.0)
    assert 2 <= len(work.times) <= 12


def test_a_failing_tick_comes_back(work):
    times = []

    def fail():
        times.append(time.monotonic())
        raise StoreError("gone")

    work.waits = [timedelta()] * 1000  # no reason to hurry: it would fail again
    clock = Clock(fail, 0.1, {}, next_due=work.next_due, now=utc_now)
    clock.start()
    until = time.monotonic() + 20
    while len(times) < 4 and time.monotonic() < until:
        time.sleep(0.02)
    assert clock.stop(20)
    assert len(times) >= 4
    assert times[3] - times[0] >= 0.25


def test_a_lost_database_does_not_stop_it(work):
    def gone():
        raise StoreError("gone")

    clock = Clock(work.tick, 0.1, {}, next_due=gone, now=utc_now)
    clock.start()
    work.wait_for(3)
    assert clock.stop(20)


def test_others_run_beside_it(work):
    other = Work()
    clock = Clock(work.tick, LONG, {other.tick: 0.05}, next_due=work.next_due, now=utc_now)
    clock.start()
    other.wait_for(3)
    assert clock.stop(20)
    count = len(other.times)
    clock.soon(utc_now())
    time.sleep(0.2)
    assert len(other.times) == count
    assert len(work.times) == 1


def test_waits_for_what_runs_but_not_for_ever(work):
    release = threading.Event()
    begun = threading.Event()

    def stuck():
        begun.set()
        release.wait(20)

    clock = Clock(stuck, LONG, {}, next_due=work.next_due, now=utc_now)
    clock.start()
    assert begun.wait(20)
    assert not clock.stop(0.1)
    release.set()


def test_no_wake_up_is_lost_among_many(clock, work):
    """A tick may have ended before the scheduler has put its own house in order."""
    work.waits = [timedelta(milliseconds=2)] * 300
    clock.start()
    work.wait_for(301)
    assert work.overlaps == 0
