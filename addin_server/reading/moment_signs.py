"""What tells that a day named in a mail is not a day proposed to meet."""

import re
from functools import cache
from typing import NamedTuple

from .moment_patterns import words_of
from .patterns import lazy
from .vocabulary import Endings, Phrases, behind, endings, firsts, lasts, phrases

NEAR = 80  #: code points in which a word before a day says that it is another's
FAR = 160  #: code points of a sentence that are looked at, to either side
_MET = 48  #: code points between `following our` and the day, and words
_BETWEEN = 3
_HELPING = 8  #: of the verb before `reçu`: `vous serez reçu`
_SENTENCE = lazy(r"[.!?\n](?:(?<=\n)|\s+(?=[^\W\d_]))")
#: Where `am 3. Mai` is a date.
_DOTTED = lazy(r"[.!?\n](?:(?<=\n)|(?<!\s\d[.!?])(?<!\s\d\d[.!?])\s+(?=[^\W\d_]))")


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
    moved_from: Endings
    elsewhere: Phrases
    met: Phrases
    gone: Phrases
    inviting: Phrases
    asks: Phrases
    moved: Phrases
    thanks: Phrases
    inside: frozenset[str]  #: folded words that one of those begins with
    ahead: frozenset[str]  #: the last folded words of what is looked for right before a day
    sentence: re.Pattern[str]  #: the end of one


@cache
def signs(lang: str | None) -> Signs:
    """The signs of a language, compiled."""
    lex = words_of(lang)
    until = lex["deadline"]
    levels = [word for level in ("closes", "sure", "strong") for word in until[level]]
    before = [*lex["not_before"], *levels, *until["weak"], *lex["unsure_before"], *lex["meets"]]
    elsewhere = [*lex["not_in_line"], *lex["former"]]
    inside = [elsewhere, until["asks"], lex["moved"], lex["thanks"], lex["met"], lex["gone"]]
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
        met=phrases(inside[4]),
        gone=phrases(inside[5]),
        inviting=phrases(lex["inviting"]),
        moved_from=endings(lex["moved_from"]),
        sentence=_DOTTED if "." in lex["ordinals"] else _SENTENCE,
        inside=firsts(word for words in inside for word in words),
        ahead=lasts(before),
    )


def sentence_end(text: str, at: int, known: Signs) -> int:
    """Where the sentence ends that stands here, as far as it is looked at."""
    end = known.sentence.search(text, at, at + FAR)
    return end.start() if end else min(len(text), at + FAR)


def sentence_start(text: str, start: int, at: int, known: Signs) -> int:
    """Where it begins."""
    low = max(start, at - FAR)
    last = low
    for m in known.sentence.finditer(text, low, at):
        last = m.end()
    return last


def is_elsewhere(text: str, begin: int, at: int, known: Signs) -> bool:
    """Do words of the sentence before a day say that it is one of something else, or has been?"""
    low = max(begin, at - NEAR)
    if known.elsewhere.within(text, low, at):
        return True
    if known.thanks.within(text, max(begin, text.rfind(",", begin, at)), at):
        return True
    for m in known.gone.find(text, low, at):
        if not known.inviting.within(text, max(begin, m.start() - _HELPING), at):
            return True
    return any(
        "," not in text[m.end() : at] and len(text[m.end() : at].split()) <= _BETWEEN
        for m in known.met.find(text, max(begin, at - _MET), at)
    )
