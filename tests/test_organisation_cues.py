"""Phrases before names: where they are looked for, and that what is passed over holds none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.reading.index import Text
from addin_server.reading.organisation_cues import Keyed, cues

AT = next(cue for _, sort, cue in cues("en").before if sort == "plain")


def found(cue, said):
    return [said[each.start : each.end] for each in cue.find(Text(said), 0, len(said))]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("at Acme", ["at "]),
        ("at the Acme", ["at the "]),
        ("at l'Acme", ["at l'"]),
        ("at stichting Acme", ["at "]),
        ("at école Acme", ["at "]),
        ("at Firma Acme", ["at Firma "]),
        ("at: Acme", ["at: "]),
        ("at  Acme", []),
        ("at acme", []),
        ("at the office", []),
        ("that Acme", []),
        ("3at Acme", []),
        ("we start at noon, at Acme", ["at "]),
    ],
)
def test_a_plain_word_behind_a_cue_is_passed_over_and_no_name_is(said, expected):
    assert found(AT, said) == expected


def test_a_phrase_of_more_words_is_found_by_the_first_two():
    cue = Keyed(["a job at", "job", "job at sea"])
    assert found(cue, "A job at sea, at a job; a job\nat it, job.") == [
        "A job at",
        "job",
        "a job\nat",
        "job",
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["at", "the", "Acme", "école", "é", "as", ",", "\n", "1", "'"])))
def test_what_is_passed_over_would_not_have_matched(words):
    said = " ".join(words)
    slow = Keyed(["at"], AT._after.pattern)
    fast = Keyed(["at"], AT._after.pattern, AT._between)
    assert found(fast, said) == found(slow, said)
