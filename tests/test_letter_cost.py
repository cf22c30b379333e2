"""What a list of suggested letters costs, beside jinja2 alone."""

import pytest

from addin_server.letters import load
from addin_server.model import LANGUAGES
from benchmarks import letters

CATALOGUE = load(None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_three_letters_cost_at_most_five_times_the_bare_renders(lang):
    # The best of three: a ratio is only spoilt by what else the machine does.
    runs = [letters.measured(CATALOGUE, lang, rounds=5) for _ in range(3)]
    assert min(ours.median / bare.median for ours, bare in runs) <= 5


def test_what_is_compared_is_the_same_letters():
    ours = letters.suggested(CATALOGUE, "nl", "Lotte van 't Hoff")
    bare = letters.bare(CATALOGUE, "nl", "Lotte van 't Hoff")
    for mine, theirs in zip(ours, bare, strict=True):
        assert len(theirs) == pytest.approx(len(mine), rel=0.1)
        assert "Voorbeeld nv" in mine
        assert "Voorbeeld nv" in theirs
