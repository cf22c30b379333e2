"""Hours and sentences around the words for a place."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from addin_server.reading.index import Text
from addin_server.reading.place_context import BREAK, Sentences, hour, hours
from addin_server.reading.place_words import words

PIECES = (
    *("om 10.30 uur", "um zehn Uhr", "at 9 am", "12", "09 222 33 44", "half drie", "9u", "10h30"),
    *(". ", "! Dan", "\n", "\n\n", "\n- ", " ", "een zin", "einem Satz.", "Kom langs", "14:00"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_hours_are_those_that_the_pattern_finds_everywhere(text):
    found = [m.span() for m in hour().find(Text(text), 0, len(text))]
    assert hours(Text(text), 0, len(text)) == found


@given(TEXTS, st.integers(1, 12))
@example("een zin", 80)
@settings(max_examples=100, deadline=None)
def test_a_sentence_is_what_lies_between_two_breaks(text, times):
    text = Text(f"{text} " * times)
    cuts = [0, *(m.end() for m in BREAK.finditer(text)), len(text)]
    sentences = Sentences(text, 0, len(text), words("nl"))
    for at in range(len(text) - 1, -1, -7):
        begin = max(cut for cut in cuts if cut <= at)
        assert sentences.around(at) == (begin, min(cut for cut in cuts if cut > begin))
