"""The reading as a whole: what it says, on what words, and that nothing breaks it."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.model import Address, Kind, Message, Moment, Register, Role
from addin_server.reading import read, source_of
from addin_server.reading.reader import merged

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CORPUS = [
    (path.suffixes[0][1:], number, json.loads(line))
    for path in sorted((Path(__file__).parent / "corpus").glob("kinds.*.jsonl"))
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
]

MAILS = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "corpus").glob("mails.*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]


def reading(body="", subject=None, **more):
    return read(Message(body=body, subject=subject, received=NOW, **more), NOW, ZONE)


def test_the_corpus_is_large_enough():
    for lang in ("nl", "en", "fr", "de"):
        texts = [text for its, _, text in CORPUS if its == lang]
        assert len(texts) >= 25
        assert {text["kind"] for text in texts} == {kind for kind in Kind if kind != Kind.UNSURE}


@pytest.mark.parametrize(
    ("lang", "text"), [pytest.param(its, t, id=f"{its}-{n}-{t['kind']}") for its, n, t in CORPUS]
)
def test_mails_are_what_they_are(lang, text):
    got = reading(text["body"], text["subject"])
    assert (got.kind, got.lang) == (text["kind"], lang), got.guesses
    assert got.withdrawal == text.get("withdrawal", False)
    assert got.already_accepted == text.get("accepted", False)
    if got.kind == Kind.APPLICATION or got.withdrawal:
        assert got.role == Role.EMPLOYER
    else:
        assert got.role == (Role.NONE if got.kind == Kind.OTHER else Role.CANDIDATE)


def test_whole_mails_are_read_for_what_they_are():
    wrong = [
        (mail["lang"], mail["subject"], got.kind, got.guesses)
        for mail in MAILS
        if (got := reading(mail["body"], mail["subject"])).kind != mail["kind"]
    ]
    assert len(MAILS) >= 200
    assert wrong == []


@pytest.mark.parametrize(
    ("field", "least"),
    [("company", 0.85), ("job_title", 0.85), ("contact_name", 0.9), ("reply_by", 0.95)],
)
def test_details_of_whole_mails(field, least):
    right = told = said = 0
    for mail in (mail for mail in MAILS if field in mail.get("gold", {})):
        got = getattr(reading(mail["body"], mail["subject"]), field)
        right += got is not None and got == mail["gold"][field]
        told += got is not None
        said += mail["gold"][field] is not None
    assert 2 * right / (told + said) >= least


def test_moments_of_whole_mails():
    wrong = [
        (mail["subject"], words, expected)
        for mail in MAILS
        if mail["kind"] == "interview_invitation"
        and (words := [m.words for m in reading(mail["body"], mail["subject"]).moments])
        != (expected := mail["gold"]["interview_datetimes"] or [])
    ]
    assert wrong == []


def test_a_private_mail_names_no_employer():
    got = reading("Beste Noor,\n\nDirk komt namens Veldkamp BV voor de ketel.\n\nGroeten,\nMarc")
    assert (got.company, got.agency, got.job_title) == (None, None, None)


def test_the_name_of_the_house_is_no_post():
    body = "Je staat in de talentpool van BVK Recruitment. Over een maand loopt dat af."
    found = reading(body, "Je aanmelding loopt bijna af - BVK Recruitment")
    assert (found.company, found.job_title) == ("BVK Recruitment", None)


@pytest.mark.parametrize(
    ("body", "house"),
    [
        ("We nodigen je uit voor een sollicitatiegesprek bij {} op maandag.", "Bakker & Zn."),
        ("We nodigen je uit voor een sollicitatiegesprek bij {} op maandag.", "Kok & Co"),
        ("We would like to invite you to an interview at {} on Monday.", "Carpenter & Co"),
        ("We would like to invite you to an interview at {} on Monday.", "Cook & Daughters"),
        ("Nous vous invitons à un entretien chez {} lundi à 10h.", "Boulanger & Fils"),
        ("Wir laden Sie zum Vorstellungsgespräch bei {} am Montag ein.", "Bäcker & Sohn"),
    ],
)
def test_a_family_named_after_a_trade_is_a_house_and_no_post(body, house):
    found = reading(body.format(house))
    assert (found.company, found.job_title) == (house, None)


def test_evidence_is_the_words_of_the_mail():
    subject = "Uitnodiging gesprek"
    body = (
        "Beste Fleur,\n\nWe nodigen je graag uit voor een gesprek op donderdag 12 maart om 10 uur."
    )
    got = reading(body, subject)
    assert {"kind", "interview_datetimes"} <= {entry.field for entry in got.evidence}
    for entry in got.evidence:
        text = subject if entry.part == "subject" else body
        assert text[entry.start : entry.end] == entry.words
    assert got.register == Register.INFORMAL


def test_english_has_a_tone_but_no_register():
    got = reading("Hi Joan,\n\nCould you come in on Tuesday for an interview?\n\nCheers,\nAnn")
    assert (got.register, got.tone) == (None, Register.INFORMAL)
    assert "tone" not in got.as_json()


def test_history_shows_that_the_reader_said_yes():
    newest = (
        "Beste Fleur,\n\nHierbij de uitnodiging voor het gesprek van 12 maart om 10 uur.\n\nBram\n"
    )
    asked = "\nOp ma 2 mrt 2026 om 09:00 schreef Fleur <f@mail.example>:\n> Wat kost het?\n"
    agreed = (
        "\nOp ma 2 mrt 2026 om 09:00 schreef Fleur <f@mail.example>:\n> Donderdag past mij prima.\n"
    )
    assert not reading(newest + asked, "Uitnodiging voor een gesprek").already_accepted
    assert reading(newest + agreed, "Uitnodiging voor een gesprek").already_accepted


def test_quoted_history_does_not_decide_the_kind():
    body = (
        "Hoi Jan, kun je mij de sleutel van het archief geven?\n\nGroet, Els\n\n"
        "Van: Els\nVerzonden: maandag 2 maart 2026 09:00\nAan: Jan\nOnderwerp: Gesprek\n\n"
        "We nodigen je graag uit voor een sollicitatiegesprek."
    )
    assert reading(body).kind != Kind.INTERVIEW_INVITATION


def test_what_only_some_will_get_is_no_invitation():
    promise = "odigen we je uit voor een sollicitatiegesprek bij ons op kantoor."
    assert reading(f"Daarom n{promise}").kind == Kind.INTERVIEW_INVITATION
    assert reading(f"Als je profiel past, n{promise}").kind != Kind.INTERVIEW_INVITATION


def test_a_subject_that_echoes_weighs_less():
    subject, body = "Uitnodiging sollicitatiegesprek", "Donderdag om 10 uur."
    assert reading(body, subject).kind == Kind.INTERVIEW_INVITATION
    assert reading(body, f"RE: {subject}").kind != Kind.INTERVIEW_INVITATION


def test_an_employer_may_speak_as_a_candidate_does():
    body = (
        "Tuesday works for me. Your interview is on Tuesday at 10; we look forward to meeting you"
        " and discussing your application with our hiring team."
    )
    assert reading(body).kind == Kind.INTERVIEW_INVITATION


def test_a_foreign_language_is_said_not_guessed():
    got = reading("Buenos días, queremos hablar con usted sobre el puesto de trabajo. Gracias.")
    assert got.lang == "es"
    assert got.kind == Kind.UNSURE
    assert got.role == Role.NONE


def test_an_empty_mail_reads_as_nothing():
    got = reading()
    assert got.lang is None
    assert got.moments == ()
    assert got.evidence == ()


def test_the_text_part_wins_and_html_fills_in():
    both = Message(body="Tekst", html="<p>Opmaak</p>")
    assert source_of(both).body == "Tekst"
    assert source_of(Message(body=" \n", html="<p>Opmaak</p>")).body == "Opmaak"


def test_an_unknown_zone_of_the_client_falls_back():
    body = "We nodigen je uit voor een sollicitatiegesprek op donderdag 12 maart 2026 om 10.00 uur."
    assert reading(body, timezone="Nergens/Niks").moments[0].start == datetime(
        2026, 3, 12, 10, tzinfo=ZONE
    )
    assert reading(body, timezone="Europe/London").moments[0].start == datetime(
        2026, 3, 12, 10, tzinfo=ZoneInfo("Europe/London")
    )


CALENDAR = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nDTSTART:20260312T090000Z\r\n"
    "DTEND:20260312T100000Z\r\nLOCATION:Dorpsstraat 3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_a_calendar_makes_the_moment_of_the_text_exact():
    body = "We nodigen je uit voor een sollicitatiegesprek op donderdag 12 maart 2026 om 10.00 uur."
    (moment,) = reading(body, calendars=(CALENDAR,)).moments
    assert moment.words in body
    assert moment.end == datetime(2026, 3, 12, 11, tzinfo=ZONE)


def test_a_calendar_alone_is_no_interview():
    got = reading("Hoi, donderdag teamoverleg in zaal 2.", "Teamoverleg", calendars=(CALENDAR,))
    assert got.kind == Kind.OTHER
    assert got.moments == ()


def test_a_broken_calendar_is_a_warning():
    assert "calendar_unreadable" in reading("Hoi", calendars=("BEGIN:VEVENT",)).warnings


def test_moments_are_merged_once():
    ten = datetime(2026, 3, 12, 10, tzinfo=ZONE)
    two = datetime(2026, 3, 13, 14, tzinfo=ZONE)
    said = [
        Moment(words="donderdag om tien", start=ten),
        Moment(words="vrijdag om twee", start=two),
    ]
    entry = Moment(words="2026-03-12 10:00", start=ten.astimezone(UTC), end=two)
    assert [moment.words for moment in merged(said, [entry])] == [m.words for m in said]
    assert merged(said, [entry])[0].end == two
    assert len(merged([], [entry])) == 1


HOSTILE = {
    "comments": "<!--" * 80_000,
    "nested": "<div>" * 78_000,
    "angles": "<" * 256_000,
    "blockquotes": "<blockquote>x" * 20_000,
    "tables": "<table><tr><td>x" * 18_000,
    "self-closed": "<div/>" * 50_000,
    "attributes": "<div " + " ".join(f"a{n}=1" for n in range(40_000)) + ">x",
}


def spent(message):
    start = time.process_time()
    read(message, NOW, ZONE)
    return time.process_time() - start


@pytest.mark.parametrize("shape", HOSTILE)
def test_hostile_html_costs_little(shape):
    assert spent(Message(html=HOSTILE[shape], received=NOW)) < 1.5


@pytest.mark.parametrize(
    "body",
    ["a" * 200_000, "<" * 256_000, ">\n" * 128_000, "on 1 a\n" * 30_000, "invite you " * 20_000],
    ids=["line", "angles", "quotes", "attributions", "phrases"],
)
def test_hostile_text_costs_little(body):
    assert spent(Message(body=body, received=NOW)) < 1.5


WORDS = st.sampled_from(
    [
        "We",
        "nodigen",
        "je",
        "uit",
        "voor",
        "een",
        "gesprek",
        "\n\n",
        ">",
        "Van:",
        "Aan:",
        "Onderwerp:",
        "--",
        "Op",
        "3",
        "maart",
        "schreef",
        "x:",
        "invite",
        "you",
        "interview",
        "unfortunately",
        "Einladung",
        "zum",
        "Gespräch",
        "candidature",
        "İ",
        "ß",
        "\u200b",
        "10:30",
        "{{x}}",
    ]
)


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=60).map(" ".join)),
    st.text(max_size=60),
)
def test_any_text_can_be_read(body, subject):
    message = Message(body=body, subject=subject, sender=Address(name="A", email="a@b.example"))
    source = source_of(message)
    for start, end in (source.newest, source.signature, source.quoted):
        assert 0 <= start <= end <= len(source.body)
    got = read(message, NOW, ZONE)
    assert 0 <= got.confidence <= 1
    for entry in got.evidence:
        text = source.subject if entry.part == "subject" else source.body
        assert text[entry.start : entry.end] == entry.words
    assert json.dumps(got.as_json())


@pytest.mark.parametrize("word", ["manager/", "consultant\ufe0f"])
def test_a_word_longer_than_any_is_no_title_and_no_harm(word):
    found = reading("Thank you for your interest in the job.", f"We took somebody on. {80 * word}")
    assert len(found.job_title or "") < 200


def test_a_name_of_which_nothing_is_left_is_none():
    said = "Pourriez-vous passer mercredi 14 janvier à 14h pour un entretien d'embauche ?"
    assert reading(f"Bonjour Thomas,\n{said}\n\nBV. . Bos-Vrie").company != ""
