"""Languages and forms of address, the way phrases are written, calendars."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.model import LANGUAGES, Register
from addin_server.reading import grammar
from addin_server.reading.cues import Cue, Phrases, cues
from addin_server.reading.index import fold
from addin_server.reading.invites import parse
from addin_server.reading.language import detect, has_registers, served, tone
from addin_server.resources import lexicon

from zoneinfo import ZoneInfo  # isort: skip

ZONE = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Kun je dinsdag om tien uur?"),
        ("en", "Can you do Tuesday at ten?"),
        ("fr", "Mardi à dix heures, cela vous convient ?"),
        ("de", "Passt Ihnen Dienstag um zehn?"),
        ("nl", "Uitnodiging sollicitatiegesprek"),
        ("de", "Koennen Sie uns bis Freitag eine Rueckmeldung geben?"),
        ("es", "Nos gustaría hablar con usted el martes. Muchas gracias."),
        ("it", "Siamo lieti di invitarla per un colloquio nella nostra azienda."),
        ("pl", "Dziękujemy za przesłane dokumenty, prosimy o kontakt."),
        ("da", "Vi har fået din ansøgning og vil gerne takke for den."),
        ("es", "La reunión es en la sala de la empresa."),
        (None, "OK 10:30"),
        (None, ""),
        (None, "Здравствуйте"),
    ],
)
def test_language(lang, text):
    assert detect(text) == lang


def test_the_subject_helps_a_short_text():
    assert detect("OK", "Uitnodiging voor een gesprek") == "nl"


def test_the_text_outweighs_the_subject():
    assert detect("Kunt u ons laten weten of het past?", "Interview with our team") == "nl"


@pytest.mark.parametrize(
    ("lang", "manner", "text"),
    [
        ("nl", Register.FORMAL, "Schikt het u? Neemt u uw diploma mee."),
        ("nl", Register.INFORMAL, "Schikt het je? Neem jouw diploma mee."),
        ("fr", Register.FORMAL, "Pouvez-vous venir avec vos diplômes ?"),
        ("fr", Register.INFORMAL, "Peux-tu venir avec tes diplômes ?"),
        ("de", Register.FORMAL, "Bringen Sie bitte Ihr Zeugnis mit."),
        ("de", Register.INFORMAL, "Bring bitte dein Zeugnis mit."),
        ("de", None, "Die Kollegen haben ihre Fragen, sie freuen sich."),
        ("en", Register.FORMAL, "Dear Ms Lake,\nPlease come on Tuesday."),
        ("en", Register.INFORMAL, "Hi Joan,\nPlease come on Tuesday."),
        ("en", None, "Dear Joan,\nPlease come on Tuesday."),
        ("nl", None, "Dinsdag om tien uur."),
        ("es", None, "Puede usted venir?"),
        (None, None, "u"),
    ],
)
def test_tone(lang, manner, text):
    assert tone(text, lang) == manner


def test_english_has_one_you():
    assert [lang for lang in ("nl", "en", "fr", "de", "es", None) if not has_registers(lang)] == [
        "en",
        "es",
        None,
    ]


def said(phrase, text):
    return any(Phrases([Cue(phrase, "x", 1.0)]).find(fold(text)))


@pytest.mark.parametrize(
    ("phrase", "yes", "no"),
    [
        (
            "invite you * interview",
            "We invite you to a short interview",
            "We invite you. An interview",
        ),
        ("invite you * interview", "INVITE YOU: interview", "invite your interview"),
        ("interview~", "interviewing", "pre-inter view"),
        ("(phone|video) call", "a video\ncall", "a voice call"),
        ("your (recent)? application", "your application", "your old application"),
        ("(met)? spijt", "Met spijt", "spijtig"),
        ("(a|b (c|d)? e) f", "b d e f", "b f"),
        ("entretien téléphonique", "ENTRETIEN TELEPHONIQUE", "entretien"),
        ("j'ai", "J’ai", "jai"),
        ("call", "24 call", "24call"),
        ("call", "call 24", "call24"),
        ("call me", "call, me", "call_me"),
    ],
)
def test_phrases_mean_what_they_say(phrase, yes, no):
    assert said(phrase, yes)
    assert not said(phrase, no)


def test_a_phrase_is_found_beside_the_nearest_of_its_words():
    far = "interview questionnaire assessment introduction telephone conversation"
    phrase = f"ask * ({far.replace(' ', '|')})"
    assert all(said(phrase, f"ask for an {word}. {'so ' * 999} {far}") for word in far.split())


def test_a_phrase_waits_for_all_its_words_and_no_longer():
    written = ("(second|last) interview", "my interview", "kind of|sort of")
    phrases = Phrases(Cue(phrase, "x", 1.0) for phrase in written)
    assert len([*phrases.find("my interview is no lesson")]) == 1
    assert not any(phrases.find("the last interviewer"))
    for text in ("the last interview", "the second interview", "the last interview"):
        assert len([*phrases.find(text)]) == 1
    assert len([*phrases.find("it is sort of late")]) == 1


@pytest.mark.parametrize(
    "phrase", ["", "* a", "a *", "a ** b", "(a", "a)", "(a)? (b)?", "~a", "a(b)? c", "(a *) b"]
)
def test_a_badly_written_phrase_is_refused(phrase):
    with pytest.raises(ValueError, match=r"."):
        grammar.pattern(phrase)


def test_the_longer_phrase_wins_over_the_shorter():
    phrases = Phrases([Cue("offer you", "offer", 3.0), Cue("unable to offer you", "no", 3.0)])
    assert [hit.label for hit in phrases.find("we are unable to offer you a post")] == ["no"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_of_the_lexicon_is_well_written(lang):
    book = lexicon(lang, "kinds")
    assert book.keys() == lexicon("en", "kinds").keys()
    for section, table in book.items():
        for cue in cues(section, table):
            any(Phrases([cue]).find(cue.phrase))
            grammar.pattern(fold(cue.phrase))


def spoken(phrase, choose):
    """A sentence that a phrase describes, each choice in it made by `choose`."""
    while "(" in phrase:
        phrase = re.sub(
            r"\(([^()]*)\)(\?|)",
            lambda m: choose([*m[1].split("|"), *([""] if m[2] else [])]),
            phrase,
        )
    phrase = re.sub(r"(\S+)\?", lambda m: choose([m[1], ""]), phrase)
    phrase = choose(phrase.split("|")).replace("*", choose(["", "een ander woord"]))
    return re.sub(r" +", " ", phrase.replace("~", choose(["", "en"]))).strip()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_of_the_lexicon_is_found_where_it_is_said(lang):
    choose = random.Random(lang).choice
    for section, table in lexicon(lang, "kinds").items():
        for cue in cues(section, table):
            for _ in range(3):
                sentence = spoken(cue.phrase, choose)
                assert any(Phrases([cue]).find(f"Nu, {sentence}.")), (cue.phrase, sentence)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


def event(*lines, method="REQUEST"):
    body = "\r\n".join(lines)
    head = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n"
    return f"{head}{body}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("start", "hour"),
    [
        ("DTSTART:20260312T090000Z", 10),
        ("DTSTART:20260312T090000", 9),
        ("DTSTART;TZID=Europe/London:20260312T090000", 10),
        ("DTSTART;TZID=W. Europe Standard Time:20260312T090000", 9),
    ],
)
def test_a_calendar_names_the_instant(start, hour):
    ((invite,), warnings) = parse((event(start, "DURATION:PT45M", "LOCATION:Zaal 3"),), ZONE)
    assert invite.moment.start.astimezone(ZONE).hour == hour
    assert (invite.moment.end - invite.moment.start).seconds == 45 * 60
    assert (invite.location, warnings) == ("Zaal 3", ())


@pytest.mark.parametrize("method", ["CANCEL", "REPLY"])
def test_a_cancelled_event_proposes_nothing(method):
    assert parse((event("DTSTART:20260312T090000Z", method=method),), ZONE) == ((), ())


LONG = event("DTSTART:20260312T090000Z", f"DESCRIPTION:{'x' * 200_000}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "BEGIN:VCALENDAR",
        event("SUMMARY:x"),
        event("DTSTART:soon"),
        "\0" * 9,
        LONG,
    ],
)
def test_an_unreadable_calendar_is_a_warning(text):
    assert parse((text,), ZONE) == ((), ("calendar_unreadable",))


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", "fr"), ("en", "en"), ("pl", "en"), (None, "en")]
)
def test_a_mail_in_another_language_is_read_with_english_words(lang, words):
    assert served(lang) == words
