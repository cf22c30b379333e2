"""The tool that tells which words no test would miss."""

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
