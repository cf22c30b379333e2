"""What the server says to people: every error, every language, no surprises."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server import errors
from addin_server.errors import AddinError, LetterIncomplete, MailboxBusy, Malformed, NotOffered
from addin_server.model import LANGUAGES
from addin_server.phrases import (
    bare,
    duration,
    error_sentence,
    language_of,
    moment,
    one_of,
    sentence,
    time_left,
)
from addin_server.resources import lexicon

BRUSSELS = ZoneInfo("Europe/Brussels")
TOPICS = ("errors", "notices", "salutation", "ranking")


def tree(kind=AddinError):
    yield kind
    for below in kind.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from tree(below)


def example(kind):
    details = {
        "Malformed": ("company", "at most 500 characters"),
        "UnknownLetter": ("nope",),
        "LetterIncomplete": (("company", "job_title"),),
        "MessageTooLarge": ("20 MB",),
        "RequestTooLarge": ("1 MB",),
        "MessageUnreadable": ("it has no mail header",),
        "TooManyOpen": (200,),
        "TooManyPromises": (500,),
        "MailboxBusy": (120.0,),
        "Unavailable": (30.0,),
        "Resting": (30.0,),
        "SignInUnavailable": (30.0,),
        "NotOffered": ("answered",),
    }
    return kind(*details.get(kind.__name__, ()))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(tree()), ids=lambda kind: kind.__name__)
def test_every_error_has_a_sentence_of_its_own(kind, lang):
    error = example(kind)
    assert error.code in lexicon(lang, "errors")
    said = error_sentence(error, lang)
    assert said.strip() == said
    assert len(said) > 10
    assert "{" not in said
    assert said.endswith(".")


def test_the_tree_is_walked_whole():
    assert len(list(tree())) >= 21


@pytest.mark.parametrize("topic", TOPICS)
def test_the_four_languages_know_the_same_sentences(topic):
    def sentences(lang):
        return {k for k, v in lexicon(lang, topic).items() if isinstance(v, str)}

    # English alone has a way to address someone who wants no gendered title.
    assert all(
        sentences(lang) == sentences("en") - {"neutral"} for lang in LANGUAGES if lang != "en"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_fields_are_named_in_the_users_language(lang):
    assert set(lexicon(lang, "errors")["fields"]) == set(lexicon("nl", "errors")["fields"])
    said = error_sentence(LetterIncomplete(("company", "job_title")), lang)
    labels = lexicon(lang, "errors")["fields"]
    assert f"{labels['company']}, {labels['job_title']}" in said


def test_a_letters_own_labels_win():
    said = error_sentence(LetterIncomplete(("candidate_name",)), "nl", {"candidate_name": "Aan"})
    assert said == "Nog in te vullen: Aan."


def test_mend_and_field_are_translated():
    error = Malformed("company", "at most 500 characters")
    assert error_sentence(error, "nl") == "Organisatie: hoogstens 500 tekens."
    assert error_sentence(error, "en") == "Organisation: at most 500 characters."
    assert error_sentence(error, "fr") == "Organisation : 500 caractères au plus."
    assert error_sentence(error, "de") == "Unternehmen: höchstens 500 Zeichen."


def test_a_mend_nobody_translated_is_worded_in_general():
    said = error_sentence(Malformed("country", "must be purple"), "nl")
    assert said == "Land: deze waarde kan hier niet gebruikt worden."
    assert (
        error_sentence(Malformed("country", "must be purple"), "en") == "Country: must be purple."
    )


@pytest.mark.parametrize("lang", ["nl", "fr", "de"])
def test_translated_mends_are_the_same_everywhere(lang):
    for table in ("mends", "reasons", "capabilities"):
        known = set(lexicon(lang, "errors")[table])
        assert known == set(lexicon("nl", "errors")[table])


def test_waiting_and_capabilities_are_worded():
    assert "over 2 minuten" in error_sentence(MailboxBusy(120), "nl")
    assert error_sentence(NotOffered("sent"), "en").startswith("Seeing whether a mail was sent")


def test_braces_in_what_a_user_typed_are_harmless():
    said = error_sentence(Malformed("{0.__class__}", "{company}"), "en")
    assert said == "{0.__class__}: {company}."


def test_an_error_without_sentence_is_said_in_general():
    class Newest(errors.MailboxError):
        """Nobody has worded this yet."""

    assert error_sentence(Newest(), "nl") == lexicon("nl", "errors")["mailbox_error"]


def test_an_error_without_its_details_falls_back_instead_of_failing():
    bare_error = errors.MailboxBusy.__new__(errors.MailboxBusy)
    AddinError.__init__(bare_error)
    assert error_sentence(bare_error, "nl") == lexicon("nl", "errors")["mailbox_error"]


def test_unknown_keys_and_languages_are_mistakes_of_ours():
    with pytest.raises(KeyError):
        sentence("nl", "errors", "no_such_key")
    with pytest.raises(KeyError):
        sentence("../nl", "errors", "not_found")
    with pytest.raises(KeyError):
        sentence("nl", "errors", "unknown_letter")
    assert error_sentence(errors.NotFound(), "xx") == error_sentence(errors.NotFound(), "nl")


@pytest.mark.parametrize(
    ("lang", "on_the_hour", "half_past"),
    [
        ("nl", "dinsdag 1 december om 14.00 uur", "dinsdag 1 december om 14.30 uur"),
        ("en", "Tuesday 1 December at 14:00", "Tuesday 1 December at 14:30"),
        ("fr", "mardi 1er décembre à 14 h", "mardi 1er décembre à 14 h 30"),
        ("de", "Dienstag, den 1. Dezember um 14:00 Uhr", "Dienstag, den 1. Dezember um 14:30 Uhr"),
    ],
)
def test_moments_as_people_write_them(lang, on_the_hour, half_past):
    assert moment(datetime(2026, 12, 1, 13, 0, tzinfo=UTC), lang, BRUSSELS) == on_the_hour
    assert moment(datetime(2026, 12, 1, 13, 30, tzinfo=UTC), lang, BRUSSELS) == half_past


def test_other_days_of_the_month_and_summer_time():
    assert (
        moment(datetime(2026, 7, 2, 6, 5, tzinfo=UTC), "fr", BRUSSELS) == "jeudi 2 juillet à 8 h 05"
    )
    assert (
        moment(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "nl", BRUSSELS)
        == "zondag 25 oktober om 02.30 uur"
    )


@pytest.mark.parametrize(
    ("seconds", "nl", "en", "fr", "de"),
    [
        (-5, "verlopen", "expired", "délai dépassé", "abgelaufen"),
        (0, "verlopen", "expired", "délai dépassé", "abgelaufen"),
        (20, "nog minder dan een minuut", "less than a minute left", "encore moins d’une minute",
         "noch weniger als eine Minute"),
        (60, "nog 1 minuut", "1 minute left", "encore 1 minute", "noch 1 Minute"),
        (1500, "nog 25 minuten", "25 minutes left", "encore 25 minutes", "noch 25 Minuten"),
        (5400, "nog 1 uur en 30 minuten", "1 hour and 30 minutes left",
         "encore 1 heure et 30 minutes", "noch 1 Stunde und 30 Minuten"),
        (7198, "nog 2 uur", "2 hours left", "encore 2 heures", "noch 2 Stunden"),
        (3 * 3600, "nog 3 uur", "3 hours left", "encore 3 heures", "noch 3 Stunden"),
        (4 * 3600 - 60, "nog 3 uur", "3 hours left", "encore 3 heures", "noch 3 Stunden"),
        (48 * 3600, "nog 2 dagen", "2 days left", "encore 2 jours", "noch 2 Tage"),
    ],
)  # fmt: skip
def test_time_left(seconds, nl, en, fr, de):
    assert [time_left(seconds, lang) for lang in ("nl", "en", "fr", "de")] == [nl, en, fr, de]


@given(st.floats(min_value=0, max_value=1e7))
@settings(max_examples=100, deadline=None)
def test_a_duration_never_promises_more_than_a_minute_too_much(seconds):
    words = duration(seconds, "en").replace(" and", "").split()
    if words[0] == "less":
        return
    unit = {"minute": 60, "hour": 3600, "day": 86400}
    said = sum(int(n) * unit[u.rstrip("s")] for n, u in zip(words[::2], words[1::2], strict=True))
    assert said <= seconds + 30


def test_choices_are_joined_with_or():
    joined = [one_of(["A", "B", "C"], lang) for lang in LANGUAGES]
    assert joined == ["A, B of C", "A, B or C", "A, B ou C", "A, B oder C"]
    assert one_of(["A"], "nl") == "A"
    assert one_of([], "nl") == ""


def test_the_preposition_before_a_moment_goes():
    assert bare("op dinsdag 1 december", "nl") == "dinsdag 1 december"
    assert bare("On Tuesday", "en") == "Tuesday"
    assert bare("am Dienstag", "de") == "Dienstag"
    assert bare("op", "nl") == "op"
    assert bare("dinsdag op kantoor", "nl") == "dinsdag op kantoor"


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("nl", "nl"),
        ("fr-BE", "fr"),
        ("DE_at", "de"),
        ("en;q=0.5, fr;q=0.9", "fr"),
        ("es, pt;q=0.9, de;q=0.1", "de"),
        ("nl;q=0, en;q=0.1", "en"),
        ("de;q=0.8,nl;q=0.8", "de"),
        (" fr ; q = 0.7 , ", "fr"),
        ("zh-Hant-TW", "en"),
        ("*", "en"),
        ("", "en"),
        (None, "en"),
        (";;;,q=,nl;q=x", "en"),
        ("nl;q=9.9.9", "en"),
    ],
)
def test_language_of_a_header(header, lang):
    assert language_of(header, "en") == lang


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_header_is_an_error(header):
    assert language_of(header, "nl") in LANGUAGES
