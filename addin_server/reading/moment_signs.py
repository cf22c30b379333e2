"""What tells that a day named in a mail is not a day proposed to meet."""

import re
from functools import cache
from typing import NamedTuple

from .moment_patterns import words_of
from .vocabulary import Endings, Phrases, behind, endings, firsts, lasts, phrases


class Signs(NamedTuple):
    """What tells that a day is not a proposal, for one language."""

    refused: Endings
    since: Endings
    unsure: Endings
    deadline: Endings
    latest: re.Pattern[str]
    to: Endings
    to_after: Endings
    meets: Endings
    elsewhere: Phrases
    asks: Phrases
    moved: Phrases
    thanks: Phrases
    inside: frozenset[str]  #: folded words that one of these four begins with
    ahead: frozenset[str]  #: the last folded words of what is looked for right before a day


@cache
def signs(lang: str | None) -> Signs:
    """The signs of a language, compiled."""
    lex = words_of(lang)
    until = lex["deadline"]
    levels = [word for level in ("closes", "sure", "strong") for word in until[level]]
    before = [*lex["not_before"], *levels, *until["weak"], *lex["unsure_before"], *lex["meets"]]
    inside = [lex["not_in_line"], until["asks"], lex["moved"], lex["thanks"]]
    return Signs(
        refused=endings([*lex["not_before"], *levels]),
        since=endings(lex["since"]),
        deadline=endings([*levels, *until["weak"]]),
        unsure=endings(lex["unsure_before"]),
        meets=endings(lex["meets"]),
        latest=behind(until["latest"]),
        to=endings(lex["to"]),
        to_after=endings([*lex["to"], *lex["to_after"]]),
        elsewhere=phrases(inside[0]),
        asks=phrases(inside[1]),
        moved=phrases(inside[2]),
        thanks=phrases(inside[3]),
        inside=firsts(word for words in inside for word in words),
        ahead=lasts(before),
    )
