"""What stands beside a name, in words that a translator can change."""

import pytest

from addin_server.model import LANGUAGES
from addin_server.reading import name_sides
from addin_server.reading.names import people_words

BEHIND = [
    (name_sides.from_house, " from the bakery"),
    (name_sides.from_house, ", hier van Acme"),
    (name_sides.from_house, " de chez Acme"),
    (name_sides.from_house, " d'Acme"),
    (name_sides.from_house, " von unserem Lager"),
    (name_sides.here, " am Apparat"),
    (name_sides.here, " aan de lijn"),
    (name_sides.here, " à l’appareil"),
    (name_sides.here, " speaking"),
    (name_sides.here, " ici."),
    (name_sides.from_there, " vd bakkerij op de hoek."),
    (name_sides.from_named_house, " with the Acme bakery,"),
    (name_sides.told, " und Jo"),
    (name_sides.signed_from, " du Refuge"),
    (name_sides.name_end, " 23 ans"),
    (name_sides.name_end, " chez Acme"),
    (name_sides.name_end, " and Jo"),
    (name_sides.shown_from, " de chez Acme"),
    (name_sides.sent_from, " vanuit Zeist, Jo"),
]

NOT_BEHIND = [
    (name_sides.from_house, " from there"),
    (name_sides.here, " here we go"),
    (name_sides.name_end, " & Zoon"),
    (name_sides.name_end, " und Söhne"),
    (name_sides.name_end, " van Dam"),
    (name_sides.signed_from, " de loin"),
    (name_sides.order, "Xavier"),
    (name_sides.order, "Vanessa"),
    (name_sides.lead, "Met vrienden"),
]

BEFORE = [
    (name_sides.lead, "C’est Ann", "Ann"),
    (name_sides.lead, "Hier spricht Ann", "Ann"),
    (name_sides.order, "i.A.Ann", "Ann"),
    (name_sides.order, "namens Ann", "Ann"),
    (name_sides.order, "xx Ann", "Ann"),
    (name_sides.office, "Le garde forestier, Ann", "Ann"),
    (name_sides.office, "La Maire : Ann", "Ann"),
    (name_sides.office, "On behalf of the board: Ann", "Ann"),
]


@pytest.mark.parametrize(("pattern", "text"), BEHIND)
def test_what_stands_behind_a_name(pattern, text):
    assert pattern().match(text)


@pytest.mark.parametrize(("pattern", "text"), NOT_BEHIND)
def test_what_does_not(pattern, text):
    assert not pattern().match(text)


@pytest.mark.parametrize(("pattern", "text", "name"), BEFORE)
def test_what_stands_before_a_name(pattern, text, name):
    assert text[pattern().match(text).end() :] == name


@pytest.mark.parametrize(("line", "rest"), [("de heer Poe", "heer Poe"), ("de heerser", None)])
def test_a_title_with_its_article(line, rest):
    at = name_sides.past_article(line)
    assert (line[at:] if at else None) == rest


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_lists(lang):
    assert people_words(lang)["around"].keys() == people_words("nl")["around"].keys()


@pytest.fixture
def reread(monkeypatch):
    """Words are read from the lexicon each time."""
    monkeypatch.setattr(name_sides, "words", name_sides.words.__wrapped__)


def test_words_that_a_translator_adds_count(monkeypatch, reread):
    book = people_words("nl")["around"]
    monkeypatch.setitem(book, "speaking", [*book["speaking"], "aan het toestel"])
    assert name_sides.here.__wrapped__().match(" aan het toestel")


def test_lists_without_words_match_nothing(monkeypatch, reread):
    for lang in LANGUAGES:
        monkeypatch.setitem(people_words(lang)["around"], "years", [])
    assert not name_sides.name_end.__wrapped__().match(" 23 , Poe")
