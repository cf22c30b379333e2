"""The pane's files agree with each other, with the content policy and with the law of one home."""

import re

import pytest

from addin_server.model import LANGUAGES, Kind, Mode, Reading

from . import pane_harness as pane

HOLE = re.compile(r"\{\w+\}")
#: A name that belongs to the outside world -> the only module that may say it.
HOMES = {
    r"\bOffice\b": "outlook.js",
    r"\bfetch\(": "server.js",
    r"\bBearer\b": "server.js",
    r"\batob\(": "signin.js",
    r"\bnavigator\.clipboard\b": "letter.js",
    r"\bDOMParser\b": "letter.js",
    r"\bcreateObjectURL\b": "files.js",
    r"\bglobalThis\.print\b": "files.js",
}
FORBIDDEN = {
    "markup as text": r"\b(?:innerHTML|outerHTML|insertAdjacentHTML)\b|document\.write",
    "code as text": r"\beval\(|new Function\(",
    "what webviews block": r"(?<![\w.])(?:alert|confirm|prompt|print)\(",
    "history, which Office.js takes away": r"\bhistory\.",
    "keeping mail text": r"\b(?:local|session)Storage\b|\bindexedDB\b|\bdocument\.cookie\b",
    "logging": r"\bconsole\.",
    "inline style": r"\.style\b|\bcssText\b|\bstyle: \x22(?!unit|percent)",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_says_the_same_things(lang):
    ours, first = pane.words(lang), pane.words(LANGUAGES[0])
    assert list(ours) == list(first)
    assert [key for key, text in ours.items() if not text.strip()] == []
    holes = {
        key: (sorted(HOLE.findall(ours[key])), sorted(HOLE.findall(first[key]))) for key in first
    }
    assert {key: pair for key, pair in holes.items() if pair[0] != pair[1]} == {}


def test_every_key_that_is_asked_for_exists():
    assert pane.named_keys() - pane.text_keys() == set()
    for made in pane.made_keys():
        assert any(made.fullmatch(key) for key in pane.text_keys()), made.pattern


def test_every_text_is_used():
    made, named = pane.made_keys(), pane.named_keys()
    used = {key for key in pane.text_keys() if key in named or any(m.fullmatch(key) for m in made)}
    assert pane.text_keys() - used == set()


def test_what_the_server_says_has_a_word():
    keys = pane.text_keys()
    assert {f"kind.{kind}" for kind in Kind} <= keys
    assert {f"mode.{mode}" for mode in Mode} <= keys
    quoted = {*Reading.__dataclass_fields__} - {"role", "confidence", "guesses", "moments"}
    quoted -= {"reply_by_at", "evidence", "warnings", "tone"}
    assert {f"field.{name}" for name in quoted} <= keys


@pytest.mark.parametrize("name", HOMES)
def test_each_outside_name_has_one_home(name):
    said = {path for path, source in pane.modules().items() if re.search(name, source)}
    assert said == {HOMES[name]}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nobody_does(what):
    hits = {path for path, source in pane.modules().items() if re.search(FORBIDDEN[what], source)}
    assert hits == set()


def test_the_page_has_nothing_inline():
    page = (pane.PANE / "index.html").read_text("utf-8")
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", page) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert re.findall(r'(?:src|href)="(https?:[^"]+)"', page) == [pane.OFFICE_JS]


def test_the_page_fetches_every_module_at_once():
    page = (pane.PANE / "index.html").read_text("utf-8")
    named = re.findall(r'<link rel="modulepreload" href="([^"]+)">', page)
    assert sorted([*named, "pane.js"]) == sorted(pane.modules())


def test_imports_go_nowhere_but_inside_the_pane():
    for path, source in pane.modules().items():
        assert re.findall(r'\bfrom "([^."][^"]*)"', source) == [], path
        assert pane.imports(path) <= pane.modules().keys(), path


@pytest.mark.parametrize("path", ["*.js", "*.css"])
def test_files_stay_small(path):
    for file in pane.PANE.rglob(path):
        assert len(file.read_text("utf-8").splitlines()) <= 250, file.name


def test_the_style_sheet_fetches_nothing():
    css = (pane.PANE / "pane.css").read_text("utf-8")
    assert re.findall(r"@import|url\(|@font-face", css) == []
