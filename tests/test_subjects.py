"""Marks of mail programs before a subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin_server.subjects import is_answer, unmarked


@pytest.mark.parametrize(
    ("subject", "answer", "rest"),
    [
        ("Uitnodiging", False, "Uitnodiging"),
        ("RE: Uitnodiging", True, " Uitnodiging"),
        ("Antw: Re : Uitnodiging", True, " Uitnodiging"),
        (" AW[3]： Einladung", True, " Einladung"),
        ("SV: Interview", True, " Interview"),
        ("Doorst: WG: Einladung", False, " Einladung"),
        ("TR : RE : Entretien", False, " Entretien"),
        ("Fwd: FW: Interview", False, " Interview"),
        # A reference number, a language to program in, and words that only begin so.
        ("Ref: 2026/14", False, "Ref: 2026/14"),
        ("R: developer", False, "R: developer"),
        ("Rendez-vous: mardi", False, "Rendez-vous: mardi"),
        ("Research: interview", False, "Research: interview"),
    ],
)
def test_marks_are_known(subject, answer, rest):
    assert (is_answer(subject), unmarked(subject)) == (answer, rest)


@given(st.text(st.sampled_from("reawfd :[1]\n"), max_size=40))
def test_what_is_left_ends_the_subject_and_has_no_mark(subject):
    rest = unmarked(subject)
    assert subject.endswith(rest)
    assert not is_answer(rest)
