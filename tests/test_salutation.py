"""How people are addressed: a table of names, and what may never happen."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.model import LANGUAGES, Register
from addin_server.salutation import closing, greeting

F, I = Register.FORMAL, Register.INFORMAL  # noqa: E741

CORPUS = Path(__file__).parent / "corpus"


def table(lang):
    """Name as written, register, greeting."""
    registers = tomllib.loads((CORPUS / f"salutations.{lang}.toml").read_text("utf-8"))
    return [
        pytest.param(lang, name, Register(register), said, id=f"{lang}-{register}-{name}")
        for register, names in registers.items()
        for name, said in names.items()
    ]


@pytest.mark.parametrize(
    ("lang", "name", "register", "said"), [row for lang in LANGUAGES for row in table(lang)]
)
def test_greetings(lang, name, register, said):
    assert greeting(name, lang, register) == said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_are_long_enough_to_mean_something(lang):
    assert len(table(lang)) >= 120


def test_without_register_it_is_formal():
    assert greeting("Jan de Vries", "nl", None) == "Geachte Jan de Vries,"
    assert closing("nl", None) == closing("nl", F)


def test_a_title_may_come_apart_from_the_name():
    assert greeting("Lotte Peeters", "nl", F, "mevrouw") == "Geachte mevrouw Peeters,"
    assert greeting("mevrouw Peeters", "nl", F, "mevrouw") == "Geachte mevrouw Peeters,"
    assert greeting("Weber", "de", F, "Herr Dr.") == "Sehr geehrter Herr Dr. Weber,"
    assert greeting(None, "nl", F, "mevrouw") == "Goedendag,"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("register", [F, I, None])
def test_nobody_is_greeted_neutrally(lang, register):
    assert greeting(None, lang, register) == greeting("  ", lang, register) != ""


@pytest.mark.parametrize(
    ("lang", "formal", "informal"),
    [
        ("nl", "Met vriendelijke groet,", "Hartelijke groet,"),
        ("en", "Kind regards,", "Best wishes,"),
        ("fr", "Bien cordialement,", "Bien à toi,"),
        ("de", "Mit freundlichen Grüßen", "Viele Grüße"),
    ],
)
def test_closings(lang, formal, informal):
    assert closing(lang, F) == formal
    assert closing(lang, I) == informal


GENDERED = ("mevrouw", "heer", "meneer", "Mr", "Ms", "Mrs", "Madame", "Monsieur", "Frau", "Herr")


@given(
    first=st.sampled_from(["Lotte", "Jan", "Andrea", "Kim", "Sascha", "Dominique", "J."]),
    last=st.sampled_from(["Peeters", "de Vries", "van 't Hoff", "García Márquez", "Weber"]),
    lang=st.sampled_from(LANGUAGES),
    register=st.sampled_from([F, I, None]),
)
@settings(max_examples=100, deadline=None)
def test_no_gender_is_guessed(first, last, lang, register):
    said = greeting(f"{first} {last}", lang, register)
    assert not any(word in said.rstrip(",").split() for word in GENDERED)


@given(
    name=st.text(max_size=80),
    lang=st.sampled_from(LANGUAGES),
    register=st.sampled_from([F, I, None]),
)
@settings(max_examples=100, deadline=None)
def test_any_text_gives_one_line_that_ends_well(name, lang, register):
    said = greeting(name, lang, register)
    assert said.endswith(",")
    assert len(said.splitlines()) == 1
    assert "  " not in said
