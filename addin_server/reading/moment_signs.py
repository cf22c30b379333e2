"""What tells that a day named in a mail is not a day proposed to meet."""

import re
from functools import cache
from itertools import compress
from typing import NamedTuple

from .index import ATOM, folded
from .moment_patterns import words_of
from .moment_pieces import Option
from .patterns import lazy
from .vocabulary import Endings, Phrases, behind, by_first, endings, lasts, phrases

NEAR = 80  #: code points in which a word before a day says that it is another's
FAR = 160  #: code points of a sentence that are looked at, to either side
_MET = 48  #: code points between `following our` and the day, and words
_BETWEEN = 3
_HELPING = 8  #: of the verb before `reçu`: `vous serez reçu`
_MARK = lazy(r"[\[\]{}\n]")
_SENTENCE = lazy(r"[.!?\n](?:(?<=\n)|\s+(?=[^\W\d_]))")
#: Where `am 3. Mai` is a date.
_DOTTED = lazy(r"[.!?\n](?:(?<=\n)|(?<!\s\d[.!?])(?<!\s\d\d[.!?])\s+(?=[^\W\d_]))")


#: The first folded words of phrases -> their topics, with their second words; none: of one word.
Beginnings = dict[str, dict[str, frozenset[str]]]


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
    inside: Beginnings  #: of those, which topics they are of
    ahead: frozenset[str]  #: the last folded words of what is looked for right before a day
    parted: frozenset[str]  #: of what refuses, those that end a verb before a colon
    sentence: re.Pattern[str]  #: the end of one


@cache
def signs(lang: str | None) -> Signs:
    """The signs of a language, compiled."""
    lex = words_of(lang)
    until = lex["deadline"]
    levels = [word for level in ("closes", "sure", "strong") for word in until[level]]
    before = [*lex["not_before"], *levels, *until["weak"], *lex["unsure_before"], *lex["meets"]]
    inside = {name: lex[name] for name in ("moved", "thanks", "met", "gone")}
    inside |= {"elsewhere": [*lex["not_in_line"], *lex["former"]], "asks": until["asks"]}
    return Signs(
        refused=endings([*lex["not_before"], *levels]),
        since=endings(lex["since"]),
        deadline=endings([*levels, *until["weak"]]),
        unsure=endings(lex["unsure_before"]),
        meets=endings(lex["meets"]),
        latest=behind(until["latest"]),
        to=endings(lex["to"]),
        to_after=endings([*lex["to"], *lex["to_after"]]),
        inviting=phrases(lex["inviting"]),
        moved_from=endings(lex["moved_from"]),
        sentence=_DOTTED if "." in lex["ordinals"] else _SENTENCE,
        inside=_beginnings(inside),
        ahead=lasts(before),
        parted=frozenset(lex["parted"]),
        **{name: phrases(words) for name, words in inside.items()},
    )


def _beginnings(topics: dict[str, list[str]]) -> Beginnings:
    found: Beginnings = {}
    for topic, words in topics.items():
        for first, known in by_first(words).items():
            atoms = [ATOM.findall(phrase)[1:2] for phrase in folded(known)]
            more = frozenset(second for seconds in atoms for second in seconds)
            found.setdefault(first, {})[topic] = more if all(atoms) else frozenset()
    return found


def topics(words: list[str], known: Signs) -> set[str]:
    """Which of what may stand around a day can begin among these words."""
    inside, found = known.inside, set()
    for n in compress(range(len(words)), map(inside.__contains__, words)):
        following = words[n + 1] if n + 1 < len(words) else ""
        for topic, more in inside[words[n]].items():
            if not more or following in more:
                found.add(topic)
    return found


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


def is_elsewhere(text: str, begin: int, at: int, known: Signs, told: set[str]) -> bool:
    """Do words of the sentence before a day say that it is one of something else, or has been?

    `told`: the topics that these words may be of.
    """
    low = max(begin, at - NEAR)
    if "elsewhere" in told and known.elsewhere.within(text, low, at):
        return True
    comma = max(begin, text.rfind(",", begin, at)) if "thanks" in told else at
    if comma < at and known.thanks.within(text, comma, at):
        return True
    for m in known.gone.find(text, low, at) if "gone" in told else ():
        beside = known.inviting.find(text, max(begin, m.start() - _HELPING), at)
        if all(m.start() <= found.start() and found.end() <= m.end() for found in beside):
            return True
    return "met" in told and any(
        "," not in text[m.end() : at] and len(text[m.end() : at].split()) <= _BETWEEN
        for m in known.met.find(text, max(begin, at - _MET), at)
    )


def is_later(text: str, at: int, known: Signs, begin: int) -> bool:
    """`postponed until Monday at 10`: what else would be a last day to answer."""
    return known.moved.within(text, begin, at) and known.to.before(text, begin, at) is not None


def is_given_up(text: str, option: Option, known: Signs, begin: int) -> bool:
    """`your interview of the 3rd cannot take place`, `moved from Monday to Tuesday`: the first."""
    start, end = option.span
    before = known.moved.within(text, begin, start)
    if not before and not known.moved.within(text, end, sentence_end(text, end, known)):
        return False
    to = known.to_after if before else known.to
    return to.before(text, begin, start) is None


def ends_verb(text: str, start: int, at: int, parted: frozenset[str]) -> bool:
    """`Wir schlagen vor: Mittwoch`: is what looks like a preposition the end of a verb?"""
    word, colon, _ = text[start:at].partition(":")
    return bool(colon) and word.strip().lower() in parted


def is_off(text: str, option: Option, known: Signs) -> bool:
    """Is the hour far behind the day one at which somebody answers the telephone?"""
    at = option.loose[0].start
    return known.elsewhere.within(text, max(option.day.end, at - NEAR), at)


def in_brackets(text: str, start: int, at: int) -> bool:
    """`[date and time, e.g. Monday at 10]` is a form to fill in."""
    low = max(start, at - FAR)
    opened = max(text.rfind("[", low, at), text.rfind("{", low, at))
    if opened < 0 or opened < max(text.rfind("]", low, at), text.rfind("}", low, at)):
        return False
    closed = _MARK.search(text, at, at + FAR)  # not of `[address, on Monday at 10`
    return closed is not None and closed[0] in "]}"
