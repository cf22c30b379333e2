"""Which letters are proposed for which mail."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.letters import load
from addin_server.model import (
    LANGUAGES,
    Evidence,
    Guess,
    Kind,
    Mode,
    Moment,
    Reading,
    Role,
)
from addin_server.phrases import sentence
from addin_server.ranking import rank
from addin_server.resources import folder

CATALOGUE = load(folder("templates"))
INVITED = {"kind": Kind.INTERVIEW_INVITATION, "role": Role.CANDIDATE, "confidence": 0.9}
AT_TWO = (Moment(words="at two", start=datetime(2026, 12, 1, 13, tzinfo=UTC)),)


def ids(**reading):
    return [each.id for each in rank(Reading(**reading), CATALOGUE)]


def evidence(words):
    return (Evidence(field="kind", part="body", start=0, end=len(words), words=words),)


def test_an_invitation_gets_the_candidates_letters():
    suggestions = rank(Reading(**INVITED), CATALOGUE)
    assert {each.side for each in suggestions} == {"decline"}
    assert len(suggestions) == 8
    assert suggestions[0].id == "other-offer"


def test_a_named_moment_makes_another_moment_the_first_thought():
    assert ids(**INVITED, moments=AT_TWO)[0] == "schedule-conflict"
    assert "schedule-conflict" not in ids(**INVITED)[:4]


def test_on_site_makes_phone_or_video_likely():
    assert ids(**INVITED, mode=Mode.ON_SITE)[0] == "alternative-form"
    assert ids(**INVITED, mode=Mode.ON_SITE, moments=AT_TWO)[:2] == [
        "schedule-conflict",
        "alternative-form",
    ]
    assert "alternative-form" not in ids(**INVITED, mode=Mode.VIDEO)[:5]


def test_after_a_yes_the_letter_that_apologises():
    assert ids(**INVITED, moments=AT_TWO, already_accepted=True)[0] == "after-accepting"
    assert ids(**INVITED, moments=AT_TWO)[-1] == "after-accepting"


def test_a_recruiter_gets_a_no_or_a_not_now():
    found = ids(kind=Kind.RECRUITER_OUTREACH, role=Role.CANDIDATE)
    assert found == ["not-interested", "keep-door-open", "other-offer"]


def test_an_application_gets_the_employers_letters():
    suggestions = rank(Reading(kind=Kind.APPLICATION, role=Role.EMPLOYER), CATALOGUE)
    assert suggestions[0].id == "after-cv"
    assert {each.side for each in suggestions} == {"reject"}
    assert "withdrawal-received" not in [each.id for each in suggestions]


@pytest.mark.parametrize(
    "words",
    [
        "Bedankt voor het gesprek",
        "Thank you for meeting",
        "Merci pour l’entretien",
        "vielen Dank für das Gespräch",
    ],
)
def test_a_thank_you_after_an_interview(words):
    found = ids(kind=Kind.APPLICATION, role=Role.EMPLOYER, evidence=evidence(words))
    assert found[:2] == ["after-interview", "after-cv"]


def test_other_words_do_not_mean_an_interview():
    found = ids(kind=Kind.APPLICATION, evidence=evidence("Bijgaand mijn cv"))
    assert found[0] == "after-cv"


def test_a_withdrawal_is_acknowledged():
    assert ids(kind=Kind.OTHER, role=Role.EMPLOYER, withdrawal=True) == ["withdrawal-received"]


@pytest.mark.parametrize(
    "kind",
    [Kind.OTHER, Kind.REJECTION_RECEIVED, Kind.OFFER, Kind.APPLICATION_ACK, Kind.JOB_ALERT],
)
def test_no_letter_where_none_fits(kind):
    assert ids(kind=kind, moments=AT_TWO) == []


def test_unsure_offers_both_sides_by_their_chances_but_softly():
    guesses = (
        Guess(kind=Kind.APPLICATION, confidence=0.5),
        Guess(kind=Kind.INTERVIEW_INVITATION, confidence=0.3),
    )
    suggestions = rank(Reading(kind=Kind.UNSURE, guesses=guesses), CATALOGUE)
    assert suggestions[0].id == "after-cv"
    assert {each.side for each in suggestions} == {"decline", "reject"}
    assert all(each.score <= 0.2 for each in suggestions)
    assert all(each.why.startswith("perhaps_") for each in suggestions)
    assert len({each.id for each in suggestions}) == len(suggestions)
    assert rank(Reading(kind=Kind.UNSURE), CATALOGUE) == []


@given(
    reading=st.builds(
        Reading,
        kind=st.sampled_from(Kind),
        role=st.sampled_from(Role),
        mode=st.none() | st.sampled_from(Mode),
        moments=st.sampled_from([(), AT_TWO]),
        already_accepted=st.booleans(),
        withdrawal=st.booleans(),
        guesses=st.lists(
            st.builds(Guess, kind=st.sampled_from(Kind), confidence=st.floats(0, 1)), max_size=2
        ).map(tuple),
        confidence=st.just(0.5),
    )
)
@settings(max_examples=100, deadline=None)
def test_whatever_was_read_the_order_is_sound_and_every_reason_has_words(reading):
    suggestions = rank(reading, CATALOGUE)
    scores = [each.score for each in suggestions]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len({each.id for each in suggestions}) == len(suggestions)
    for each in suggestions:
        assert CATALOGUE[each.id].side == each.side
        assert all(sentence(lang, "ranking", each.why).endswith(".") for lang in LANGUAGES)
