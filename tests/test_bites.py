"""The tool that tells which words no test would miss."""

from addin_server.model import LANGUAGES
from addin_server.reading import place_streets
from addin_server.resources import lexicon
from tests import bites


def entry(lang, path, said):
    found = bites.words(lexicon(lang, "people"))
    return next(word for word in found if (word.path, word.said) == (path, said))


def missing(word, lang):
    about = bites.speaking(word.said, lang, list(bites.examples()))
    with bites.without(word):
        missed = not all(test.passes() for test in about)
    return missed, all(test.passes() for test in about)


def test_a_word_is_missed_and_put_back():
    before = list(lexicon("nl", "people")["closings"])
    assert missing(entry("nl", "closings", "doei"), "nl") == (True, True)
    assert lexicon("nl", "people")["closings"] == before


def test_a_word_that_counts_in_every_language_is_out_of_all():
    word = entry("nl", "around.via", "via")
    with bites.without(word):
        assert not any("via" in lexicon(lang, "people")["around"]["via"] for lang in ("en", "de"))
    assert missing(word, "nl") == (True, True)


def test_a_word_that_says_nothing_is_missed_by_none():
    greetings = lexicon("nl", "people")["greetings"]
    greetings.append("xyzzy")
    try:
        assert missing(entry("nl", "greetings", "xyzzy"), "nl") == (False, True)
    finally:
        greetings.remove("xyzzy")


def test_a_mark_of_a_mails_parts_is_out_of_all_languages():
    found = bites.words(lexicon("nl", "parts"))
    word = next(word for word in found if (word.path, word.said) == ("labels.to", "cc"))
    with bites.without(word):
        assert not any("cc" in lexicon(lang, "parts")["labels"]["to"] for lang in LANGUAGES)
    assert all("cc" in lexicon(lang, "parts")["labels"]["to"] for lang in LANGUAGES)


def test_a_pair_of_words_is_spoken_of_in_both():
    found = bites.words(lexicon("nl", "parts"))
    assert "op schreef" in {word.said for word in found if word.path == "attributions"}


def test_each_word_of_a_row_is_one_of_its_own():
    found = bites.words(lexicon("nl", "moments"))
    assert {"maart", "mrt"} <= {word.said for word in found if word.path == "months"}


def test_a_pattern_forgets_the_words_it_was_made_of():
    place_streets.PART.search("Gebouw 3")
    word = next(word for word in bites.words(lexicon("nl", "details")) if word.said == "Gebouw")
    with bites.without(word):
        assert not place_streets.PART.search("Gebouw ")
    assert place_streets.PART.search("Gebouw ")
