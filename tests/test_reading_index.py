"""The index of a text says the same as walking through it."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.reading.cues import Cue, Phrases
from addin_server.reading.index import ATOM, Text, fold, folded, standing, words_of
from addin_server.reading.patterns import lazy
from addin_server.reading.vocabulary import phrases

SIGNS = "abcÀéßœЖ019²½٣-_'’`.,? \t\n\xa0\u200b€😀"
WORDS = frozenset(("a", "b", "ab", "ss", "1", "e"))


@st.composite
def pieces(draw):
    """A text, and two offsets in it."""
    text = draw(st.text(SIGNS, max_size=40))
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return text, start, end


@settings(max_examples=100, deadline=None)
@given(pieces(), st.booleans())
def test_the_index_knows_the_words_that_stand_there(piece, figures):
    text, start, end = piece
    assert Text(text).between(start, end) == ATOM.findall(fold(text), start, end)
    known = Text(text)
    assert words_of(fold(text)) == known.known
    assert [*zip(known.offsets, known.words, strict=True)] == [
        (atom.start(), atom[0]) for atom in ATOM.finditer(fold(text))
    ]
    assert standing(known, start, end, WORDS, figures) == standing(text, start, end, WORDS, figures)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(SIGNS.replace("\n", ""), max_size=8), max_size=8))
def test_many_are_folded_as_each_is(words):
    assert folded(words) == [*map(fold, words)]


def test_a_pattern_is_compiled_when_it_is_needed():
    broken = lazy("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("a")


def test_a_lazy_pattern_finds_what_it_says():
    word = lazy(r"[a-z]+", re.IGNORECASE)
    for _ in range(2):
        assert word.match("Aa b")[0] == word.search("1 Aa")[0] == word.fullmatch("Aa")[0] == "Aa"
        assert word.findall("A b") == [m[0] for m in word.finditer("A b")] == ["A", "b"]
        assert word.sub("x", "A 1") == word.subn("x", "A 1")[0] == "x 1"
        assert word.split("1A2") == ["1", "2"]
    assert not hasattr(word, "scanner")


def test_a_cue_of_one_or_two_words_ends_where_these_do():
    phrases = Phrases(
        [Cue("post", "one", 1.0), Cue("your (role|job)", "two", 1.0), Cue("full-time", "sign", 1.0)]
    )

    def found(text):
        return [(hit.start, hit.end) for hit in phrases.find(text)]

    assert found("post, your role. your full-time job") == [(0, 4), (6, 15), (22, 31)]
    assert found("your\nrole") == [(0, 9)]
    assert found("post2 my_post posts your roles your. role full time") == []


def test_groups_overlap_each_other_but_not_themselves():
    phrases = Phrases([Cue("a b", "x", 1.0), Cue("b c", "y", 1.0), Cue("b", "z", 1.0)])
    parted = phrases.parted("a b c", 0, 5, {"z": "apart"})
    assert {group: [hit.label for hit in hits] for group, hits in parted.items()} == {
        "": ["x"],
        "apart": ["z"],
    }


def test_a_cue_is_found_as_far_as_it_can_reach_and_no_further():
    phrases = Phrases([Cue("meet * soon", "gap", 1.0)])
    far = " ".join(["x" * 40] * 6)
    assert [hit.start for hit in phrases.find(f"meet, meet {far} soon")] == [6]
    assert not any(phrases.find(f"meet x {far} soon. Soon"))


def test_what_a_cue_needs_is_looked_for_by_its_rarest_word():
    phrases = Phrases([Cue("(a|the) * (role|to be moved)", "x", 1.0)])
    text = f"the role; {'a b. ' * 99}the one to be moved. a role"
    assert [text[hit.start : hit.end] for hit in phrases.find(text)] == [
        "the role",
        "the one to be moved",
        "a role",
    ]


@pytest.fixture
def impatient():
    """Threads take turns as often as they can."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def test_cues_that_several_threads_meet_at_once_are_found_by_all(impatient):
    text = Text(" ".join(f"w{chr(97 + n % 26)}x{chr(97 + n // 26)} on it," for n in range(200)))
    assert text.known
    words = sorted({word for word in text.words if word.startswith("w")})
    for _ in range(5):
        phrases = Phrases(Cue(f"{word} * (on|off)", word, 1.0) for word in words)
        start = Barrier(4)

        def hits(phrases=phrases, start=start):
            start.wait()
            return len([*phrases.find(text)])

        with ThreadPoolExecutor(4) as pool:
            assert [job.result() for job in [pool.submit(hits) for _ in range(4)]] == [200] * 4


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(("a", "b", "c", "stems", "role", "moved", "to", "be", "."))))
def test_cues_that_are_silent_are_not_found(words):
    text = " ".join(words)
    for phrase in ("(a|b) * role", "a c", "stem~ (a|to)", "(to be moved|role) b?", "c (a)? b"):
        phrases = Phrases([Cue(phrase, "x", 1.0)])
        if phrases.silent(words_of(text)):
            assert not any(phrases.find(text))


def test_cues_whose_words_are_missing_are_silent():
    phrases = Phrases([Cue("(past|schikt) (mij|me) goed", "x", 1.0), Cue("tot dan", "y", 1.0)])
    assert phrases.silent(words_of("dat schikt mij niet, tot morgen"))
    assert not phrases.silent(words_of("tot morgen dan"))


def test_a_word_is_not_looked_for_without_what_must_follow_it():
    class Asked(dict):
        def __getitem__(self, word):
            asked.append(word)
            return super().__getitem__(word)

    asked, text = [], Text("We are in the hall. We said so, in it.")
    text.places = Asked(text.places)
    said = phrases(["in the hall", "we meet"])
    assert [found[0] for found in said.find(text, 0, len(text))] == ["in the hall"]
    assert asked == ["in"]
