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

CATALOGUE = load(None)
INVITED = {"kind": Kind.INTERVIEW_INVITATION, "role": Role.CANDIDATE, "confidence": 0.9}
AT_TWO = (Moment(words="at two", start=datetime(2026, 12, 1, 13, tzinfo=UTC)),)


def ids(*, country=None, last=None, **reading):
    return [each.id for each in rank(Reading(**reading), CATALOGUE, country=country, last=last)]


def evidence(words):
    return (Evidence(field="kind", part="body", start=0, end=len(words), words=words),)


def test_an_invitation_gets_the_candidates_letters():
    suggestions = rank(Reading(**INVITED), CATALOGUE)
    assert {each.side for each in suggestions} == {"decline"}
    assert len(suggestions) == 17
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


def test_where_one_must_come_in_person_the_distance_may_be_too_great():
    assert ids(**INVITED, mode=Mode.ON_SITE, moments=AT_TWO)[2] == "commute"
    assert "commute" not in ids(**INVITED, mode=Mode.VIDEO, moments=AT_TWO)[:3]


@pytest.mark.parametrize(
    "words", ["uitnodiging voor het tweede gesprek", "the final round", "deuxième entretien"]
)
def test_further_on_in_the_procedure_one_withdraws_from_all_of_it(words):
    assert "withdraw-application" in ids(**INVITED, evidence=evidence(words))[:3]
    assert "withdraw-application" not in ids(**INVITED, evidence=evidence("een gesprek"))[:3]


def test_after_a_yes_the_letter_that_apologises():
    assert ids(**INVITED, moments=AT_TWO, already_accepted=True)[0] == "after-accepting"
    assert ids(**INVITED, moments=AT_TWO)[-1] == "after-accepting"


def test_a_recruiter_gets_a_no_or_a_not_now():
    found = ids(kind=Kind.RECRUITER_OUTREACH, role=Role.CANDIDATE)
    assert found == ["not-interested", "career-direction", "keep-door-open", "other-offer"]


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
    assert found[:3] == ["after-interview", "other-stronger", "final-round"]
    assert found[-1] == "after-cv"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Bedankt voor het telefoongesprek van", "after-phone"),
        ("Thank you for the phone call", "after-phone"),
        ("Merci pour l’entretien téléphonique", "after-phone"),
        ("Vielen Dank für das Telefonat", "after-phone"),
        ("Dank u voor het tweede gesprek van", "after-interview"),
        ("Thank you for the second interview on", "after-interview"),
        ("Bedankt voor het laatste gesprek", "final-round"),
        ("Thank you for the final interview", "final-round"),
        ("Merci pour le dernier entretien", "final-round"),
        ("Vielen Dank für die Einladung zur Endrunde", "final-round"),
    ],
)
def test_the_letter_follows_how_far_the_candidate_came(words, first):
    assert ids(kind=Kind.APPLICATION, role=Role.EMPLOYER, evidence=evidence(words))[0] == first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Dag,\nBedankt voor het fijne telefoongesprek van gisteren. Ik hoor graag.",
            "after-phone",
        ),
        ("Hello, thank you for the update. I liked the final round!", "after-cv"),
        ("Thank you so much for having me in the final round. Yours", "final-round"),
        ("Merci de m’avoir reçu pour le dernier tour de sélection.", "final-round"),
        (
            "Ik kom graag langs voor het gesprek. Bel mij gerust voor een telefoongesprek.",
            "after-cv",
        ),
        ("Dankzij jaren als telefonisch verkoper ken ik het vak.", "after-cv"),
        ("Nach dem Abitur war ich im telefonischen Kundendienst.", "after-cv"),
        ("Meine Gedanken dazu hören Sie gern telefonisch.", "after-cv"),
        ("x" * 5000 + " Bedankt voor het telefoongesprek.", "after-cv"),
    ],
)
def test_a_sentence_of_the_mail_may_tell_how_far_the_candidate_came(text, first):
    reading = Reading(kind=Kind.APPLICATION, role=Role.EMPLOYER)
    assert rank(reading, CATALOGUE, text=text)[0].id == first


def test_an_offer_to_be_called_is_no_phone_call_yet():
    found = ids(kind=Kind.APPLICATION, evidence=evidence("toelichten in een telefonisch gesprek"))
    assert found[0] == "after-cv"


@pytest.mark.parametrize("country", [None, "", "DE", "DE-BY", "NL"])
def test_a_german_application_gets_the_letter_without_a_reason_first(country):
    reading = Reading(kind=Kind.APPLICATION, role=Role.EMPLOYER, lang="de")
    first = rank(reading, CATALOGUE, country=country)[0]
    assert (first.id, first.why) == ("no-reason", "agg")
    assert all("AGG" in sentence(lang, "ranking", first.why) for lang in LANGUAGES)


@pytest.mark.parametrize(("lang", "country"), [("de", "AT"), ("de", "CH"), ("nl", "DE")])
def test_elsewhere_a_reason_is_no_risk(lang, country):
    found = ids(kind=Kind.APPLICATION, role=Role.EMPLOYER, lang=lang, country=country)
    assert found[0] == "after-cv"


def test_german_law_does_not_reach_the_candidates_letters():
    assert ids(**INVITED, lang="de") == ids(**INVITED, lang="nl")


def test_the_letter_chosen_last_time_comes_first():
    suggestions = rank(Reading(**INVITED, moments=AT_TWO), CATALOGUE, last="personal")
    assert [each.id for each in suggestions[:2]] == ["personal", "schedule-conflict"]
    assert suggestions[0].why == "chosen_last"
    assert sorted(each.id for each in suggestions) == sorted(ids(**INVITED))


@pytest.mark.parametrize("last", ["no-reason", "talent-pool", "position-closed"])
def test_a_habit_counts_wherever_the_letter_stands_in_the_menu(last):
    assert ids(kind=Kind.APPLICATION, role=Role.EMPLOYER, last=last)[0] == last


@pytest.mark.parametrize(
    ("last", "reading"),
    [
        ("after-accepting", INVITED),  # nothing was accepted
        ("alternative-form", INVITED | {"mode": Mode.VIDEO}),
        ("other-offer", INVITED | {"already_accepted": True}),
        ("after-cv", {"kind": Kind.APPLICATION, "evidence": evidence("Dank voor het gesprek")}),
        ("after-cv", {"kind": Kind.APPLICATION, "lang": "de"}),
        ("after-cv", INVITED),  # a letter of the other side
        ("no-longer-there", INVITED),
        ("other-offer", {"kind": Kind.OTHER}),
        (
            "position-closed",
            {"kind": Kind.UNSURE, "guesses": (Guess(kind=Kind.APPLICATION, confidence=0.5),)},
        ),
    ],
)
def test_what_the_mail_says_goes_before_a_habit(last, reading):
    found = rank(Reading(**reading), CATALOGUE, last=last)
    assert found == rank(Reading(**reading), CATALOGUE)


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


SAID = [
    "",
    "Dank voor het telefoongesprek",
    "Dank voor ons gesprek",
    "thank, final round",
    "dank, tweede ronde",
]


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
        lang=st.sampled_from([None, "nl", "de"]),
        evidence=st.sampled_from(SAID).map(evidence),
    ),
    text=st.sampled_from(["", "Dank voor de laatste ronde. x", "thanks for the phone call"]),
    last=st.none() | st.sampled_from(sorted(CATALOGUE)),
    country=st.sampled_from([None, "NL", "DE-BY", "AT"]),
)
@settings(max_examples=100, deadline=None)
def test_whatever_was_read_the_order_is_sound_and_every_reason_worded(reading, text, last, country):
    suggestions = rank(reading, CATALOGUE, text=text, country=country, last=last)
    scores = [each.score for each in suggestions]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len({each.id for each in suggestions}) == len(suggestions)
    for each in suggestions:
        assert CATALOGUE[each.id].side == each.side
        assert all(sentence(lang, "ranking", each.why).endswith(".") for lang in LANGUAGES)
