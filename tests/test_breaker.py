"""Stops calling what does not answer."""

import pytest

from addin_server.breaker import Breaker
from addin_server.errors import Resting


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def opened(clock):
    breaker = Breaker(clock)
    for _ in range(5):
        assert breaker.allows()
        breaker.failed()
    return breaker


def test_five_failures_open_it(clock):
    breaker = opened(clock)
    assert not breaker.allows()
    assert breaker.wait() == 30


def test_four_do_not(clock):
    breaker = Breaker(clock)
    for _ in range(4):
        breaker.failed()
    assert breaker.allows()
    assert breaker.wait() == 0


def test_a_success_between_them_counts_anew(clock):
    breaker = Breaker(clock)
    for _ in range(4):
        breaker.failed()
    breaker.succeeded()
    for _ in range(4):
        breaker.failed()
    assert breaker.allows()


def test_failures_far_apart_do_not_open_it(clock):
    breaker = Breaker(clock)
    for _ in range(20):
        breaker.failed()
        clock.now += 16
    assert breaker.allows()


def test_while_open_one_probe_goes_through_in_each_half_minute(clock):
    breaker = opened(clock)
    let = 0
    for _ in range(300):
        clock.now += 1
        let += breaker.allows()
    assert let == 10


def test_a_probe_that_fails_keeps_it_open_and_one_that_succeeds_closes_it(clock):
    breaker = opened(clock)
    clock.now += 31
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    clock.now += 31
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert breaker.wait() == 0


class Down(Exception):
    pass


class Refused(Down):
    pass


def test_it_learns_from_what_it_watches(clock):
    breaker = Breaker(clock)
    for _ in range(5):
        with pytest.raises(Down), breaker.watching(Down):
            raise Down
    assert breaker.is_open
    tried = []
    with pytest.raises(Resting) as caught, breaker.watching(Down):
        tried.append(1)
    assert (tried, caught.value.retry_after) == ([], 30)
    clock.now += 31
    with breaker.watching(Down):
        tried.append(1)
    assert tried
    assert not breaker.is_open


@pytest.mark.parametrize("answer", [Refused, ValueError])
def test_any_other_error_is_an_answer(clock, answer):
    breaker = opened(clock)
    clock.now += 31
    with pytest.raises(answer), breaker.watching(Down, but=(Refused,)):
        raise answer
    assert not breaker.is_open
