"""Every letter, in every language and register, with much, little and hostile to say."""

import re
from html.parser import HTMLParser

import pytest

from addin_server.letters import load, render
from addin_server.letters.render import LIMIT_BYTES
from addin_server.model import LANGUAGES, Register
from addin_server.resources import folder

#: What scenarios promise in the first version.
DECLINE = {
    "schedule-conflict", "alternative-form", "other-offer", "not-interested", "keep-door-open",
    "general", "withdraw-application", "after-accepting",
}  # fmt: skip
REJECT = {"after-cv", "after-interview", "other-stronger", "position-closed", "withdrawal-received"}

RICH = {
    "contact_name": "Lotte van 't Hoff",
    "company": "Voorbeeld nv",
    "job_title": "testingenieur (m/v/x)",
    "candidate_name": "Sam de Wit",
    "interview_datetimes": ["dinsdag 1 december om 14.00 uur", "woensdag 2 december om 10.00 uur"],
    "alternatives": "donderdag na 15 uur of vrijdag de hele dag",
    "reason": "ik zoek werk dichter bij huis",
    "other_roles": "functies rond data-analyse",
    "strength": "de heldere opbouw van het portfolio.",
    "strength_two": "de rustige manier van uitleggen",
    "criterion": "ervaring met het leiden van een team",
    "feedback": "Hoe er getest wordt, was helder.\n\nOver begeleiding hoorden we minder.",
    "call": "donderdag tussen 9 en 11 uur op 02 555 01 23",
    "door_open": "een nieuwe kandidatuur is van harte welkom",
}
HOSTILE = {
    "html": "<script>alert(1)</script>&amp;\"'</p>{{ 7*7 }}{% raw %}",
    "lines": "een\r\n\r\n twee \n\tdrie",
    "long": "é" * 500,
    "rtl": "\u202eשלום עולם مرحبا\u2066",
    "emoji": "👩🏽‍💻 & ✨",
}
BUILT_IN = load(folder("templates"))
LETTERS = [
    pytest.param(letter, lang, register, id=f"{letter.id}-{lang}-{register}")
    for letter in BUILT_IN.values()
    for lang in letter.languages
    for register in letter.registers
]


def fill(letter, lang, register, values):
    names = {field.name for field in letter.fields}
    given = {name: value for name, value in values.items() if name in names}
    return render(BUILT_IN, letter.id, lang=lang, register=register, values=given)


def required(letter, values):
    return {f.name: values[f.name] for f in letter.fields if f.required}


class Balance(HTMLParser):
    """Tags that are not closed, or closed in the wrong place."""

    def __init__(self):
        super().__init__()
        self.open, self.tags = [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def check_form(letter):
    """What holds for every letter, whatever was filled in."""
    balance = Balance()
    balance.feed(letter.html)
    balance.close()
    assert balance.open == []
    assert balance.tags <= {"p", "br", "ul", "li", "strong", "a"}
    assert not re.search(r"<(p|li|strong)>\s*</\1>", letter.html)
    assert len(letter.html.encode()) <= LIMIT_BYTES
    assert len(letter.subject.splitlines()) == 1
    assert "  " not in letter.text + letter.subject
    assert "\n\n\n" not in letter.text
    assert not re.search(r"[ \t]\n|\n[ \t]", letter.text)
    assert "None" not in letter.text + letter.subject


def test_the_promised_letters_are_there_in_all_languages():
    assert {id for id, each in BUILT_IN.items() if each.side == "decline"} == DECLINE
    assert {id for id, each in BUILT_IN.items() if each.side == "reject"} == REJECT
    for letter in BUILT_IN.values():
        assert letter.languages == LANGUAGES
        assert letter.registers == (Register.FORMAL, Register.INFORMAL)


@pytest.mark.parametrize(("letter", "lang", "register"), LETTERS)
def test_with_everything_filled_in(letter, lang, register):
    said = fill(letter, lang, register, RICH)
    check_form(said)
    assert 60 <= len(said.text.split()) <= 150
    assert "Voorbeeld nv" in said.text
    assert "testingenieur (m/v/x)" in said.text
    assert ".." not in said.text
    for field in letter.fields:
        if field.name in ("reason", "alternatives", "criterion", "call", "other_roles"):
            assert RICH[field.name][1:] in said.text


@pytest.mark.parametrize(("letter", "lang", "register"), LETTERS)
def test_with_only_what_is_needed(letter, lang, register):
    said = fill(letter, lang, register, required(letter, RICH))
    check_form(said)
    assert 60 <= len(said.text.split()) <= 150
    assert not re.search(r"\s[.,;?!](?:\s|$)|\(\s*\)|: *\n\n*$", said.text.replace("\xa0", "_"))


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(("letter", "lang", "register"), LETTERS)
def test_with_hostile_values(letter, lang, register, kind):
    said = fill(letter, lang, register, dict.fromkeys(RICH, HOSTILE[kind]))
    check_form(said)
    assert "<script" not in said.html
    assert "49" not in said.text
    assert "\u202e" not in said.text
    if kind == "html":
        assert "<script>alert(1)</script>&amp;\"'</p>{{ 7*7 }}{% raw %}" in said.text


THANKS = {"nl": r"\b[Bb]edankt|\b[Dd]ank\b", "en": r"[Tt]hank", "fr": r"[Mm]erci", "de": r"[Dd]ank"}
SORRY = {
    "nl": "excuses|[Ss]orry|spijt",
    "en": "apologise|[Ss]orry",
    "fr": "excuse",
    "de": "entschuldige|Entschuldigung",
}


@pytest.mark.parametrize(("letter", "lang", "register"), LETTERS)
def test_every_letter_thanks(letter, lang, register):
    assert re.search(THANKS[lang], fill(letter, lang, register, required(letter, RICH)).text)


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", ["schedule-conflict", "alternative-form", "after-accepting"])
def test_letters_that_must_apologise_do(id, lang, register):
    letter = BUILT_IN[id]
    assert re.search(SORRY[lang], fill(letter, lang, register, required(letter, RICH)).text)


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_after_a_yes_the_apology_comes_first(lang, register):
    text = fill(BUILT_IN["after-accepting"], lang, register, RICH).text
    assert re.search(SORRY[lang], text.split("\n\n")[1].split(":")[0])


def test_the_proposed_time_is_named():
    for lang in LANGUAGES:
        said = fill(BUILT_IN["schedule-conflict"], lang, "formal", RICH).text
        assert "dinsdag 1 december om 14.00 uur" in said


FORMAL = {
    "nl": r"\b(u|uw)\b",
    "fr": r"\b(vous|votre|vos)\b",
    "de": r"\b(Sie|Ihnen|Ihre?[nmrs]?)\b",
}
INFORMAL = {
    "nl": r"\b(je|jij|jou|jouw|jullie)\b",
    "fr": r"\b(tu|te|toi|ton|ta|tes)\b|\bt’",
    "de": r"\b(du|dich|dir|deine?[nmrs]?|euch)\b",
}


@pytest.mark.parametrize("lang", FORMAL)
@pytest.mark.parametrize("letter", BUILT_IN.values(), ids=lambda each: each.id)
def test_the_two_registers_are_never_mixed(letter, lang):
    values = {name: "X1" for name in required(letter, RICH)}
    formal = fill(letter, lang, "formal", values).text
    informal = fill(letter, lang, "informal", values).text
    assert re.search(FORMAL[lang], formal)
    assert not re.search(INFORMAL[lang], formal)
    assert re.search(INFORMAL[lang], informal)
    if letter.id != "general" or lang != "fr":  # there "vous" is the plural, for the whole team
        assert not re.search(FORMAL[lang], informal)


@pytest.mark.parametrize("letter", BUILT_IN.values(), ids=lambda each: each.id)
def test_the_form_speaks_four_languages(letter):
    for words in (letter.title, letter.when, *(f.labels for f in letter.fields)):
        assert set(words) == set(LANGUAGES)
        assert len(set(words.values())) > 1
    assert len({letter.labels("nl")[f.name] for f in letter.fields}) == len(letter.fields)


def test_hr_must_give_what_an_honest_letter_needs():
    def needed(id):
        return {f.name for f in BUILT_IN[id].fields if f.required}

    assert {"strength", "criterion"} <= needed("after-cv")
    assert {"strength", "strength_two", "feedback"} <= needed("after-interview")
    assert {"strength", "criterion"} <= needed("other-stronger")
    assert "reason" in needed("after-accepting")
    assert "interview_datetimes" in needed("schedule-conflict")
