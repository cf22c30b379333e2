"""Mails made to do harm: none breaks the reader, and none gets more than its share of the machine.

The long form is `make torture`.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from addin_server import reading
from addin_server.model import Evidence, Letter, Message, Moment

from .fuzz_mails import NOW, ZONE, Outcome, Tally, keep, run, wrong_with, wrong_with_letter
from .hostile_mails import mail

SEED = 1


def misbehaving(hostile):
    """A reader that does each mail another wrong."""
    number = [mail(SEED, n) for n in range(9)].index(hostile)
    if number == 1:
        raise ValueError(hostile.shape)
    if number == 2:
        bytearray(2**33)
    if number == 3:
        bytearray(200 * 2**20)
    if number == 5:
        raise SystemExit(3)
    if number == 6:
        sum(range(10**12))  # in C, where Python's own signal handlers would never be called
    return ["it is wrong"] if number == 7 else []


def test_three_hundred_are_read_well():
    outcomes = list(run(SEED, range(300)))
    assert [outcome.number for outcome in outcomes] == list(range(300))
    wrong = [f"{each.number}, {each.shape}: {each.wrong}" for each in outcomes if each.wrong]
    assert "\n".join(wrong) == ""
    assert {outcome.shape for outcome in outcomes} >= {"damaged", "dates", "deep", "nested"}


def test_what_goes_wrong_is_said_and_the_others_are_read():
    bounds = {"seconds": 0.5, "megabytes": 150}
    outcomes = list(run(SEED, range(9), "tests.test_fuzz:misbehaving", **bounds))
    assert [outcome.number for outcome in outcomes] == list(range(9))
    said = ["".join(outcome.wrong) for outcome in outcomes]
    assert said[0] == said[4] == said[8] == ""
    assert "ValueError" in said[1]
    assert "MemoryError" in said[2]
    assert "MB, more than 150" in said[3]
    assert said[5:8] == [
        "the process ended with 3",
        "more than 0.5 s of processor time",
        "it is wrong",
    ]


MAIL = Message(
    subject="Uitnodiging",
    body="We nodigen je uit voor een sollicitatiegesprek op 1 december om 10 uur bij Linde.",
    received=NOW,
)
BACKWARDS = Moment(words="x", start=NOW, end=NOW - timedelta(hours=1))


@pytest.mark.parametrize(
    ("promise", "broken"),
    [
        ("confidence", {"confidence": 1.1}),
        ("moments", {"moments": (Moment(words="x"),) * 13}),
        ("moments", {"moments": (Moment(words="x", start=NOW.replace(tzinfo=None)),)}),
        ("order", {"moments": (BACKWARDS,)}),
        ("values", {"company": ""}),
        ("values", {"job_title": "x" * 201}),
        (
            "not the words",
            {"evidence": (Evidence(field="x", part="body", start=0, end=3, words="W"),)},
        ),
    ],
)
def test_a_broken_promise_is_seen(promise, broken):
    found = reading.read(MAIL, NOW, ZONE)
    assert wrong_with(MAIL, found) == []
    [said] = wrong_with(MAIL, replace(found, **broken))
    assert said.startswith(promise)


def test_markup_in_a_letter_is_seen():
    found = reading.read(MAIL, NOW, ZONE)
    assert wrong_with_letter(found) == []
    marked = Letter(subject="x", html="<p>Beste<br>An <img src=x></p>", text="x")
    assert wrong_with_letter(found, lambda *_, **__: marked) == ["letter: {'img'}"]


def test_a_mail_can_be_made_again_and_kept(tmp_path):
    made = mail(SEED, 7)
    path = keep(SEED, Outcome(number=7, shape=made.shape), tmp_path / "fuzz")
    assert path.read_bytes() == made.data
    assert path.name == f"{SEED}-7-{made.shape}{made.suffix}"
    assert mail(SEED, 8) != made != mail(SEED + 1, 7)


def test_the_count_names_the_slowest():
    tally = Tally()
    for number, spent in enumerate((1.0, 3.0, 2.0)):
        tally.add(Outcome(number=number, shape="deep", milliseconds=spent, megabytes=spent))
    tally.add(Outcome(number=3, shape="deep", wrong=("x",)))
    assert (tally.read, len(tally.bad), tally.largest) == (4, 1, 3.0)
    assert tally.slowest.number == 1
