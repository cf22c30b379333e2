"""Every run of words that may be a name, whatever is said around it.

Rules know many ways to speak of an employer, and people who write know more of them. What is only
written like a name is one too, then, and signs tell whose it is (`organisation_signs`).
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import islice

from . import learnt
from .index import fold, folded
from .names import own
from .organisation_names import is_name, with_dot, with_form
from .organisation_places import is_open, made
from .organisation_shapes import word_pattern
from .organisation_words import listed
from .patterns import lazy
from .source import Found, Part, Source
from .vocabulary import choice

_MOST = 120  #: of them in a mail
_RUNS = 2_000  #: of words with capitals, in a text; a mail of 50 kB has some hundreds
_STARTS = 3  #: words at which a name may begin in a run
_ENDS = 3  #: the first and the last words at which it may end
_CUT_SHORT = 4  #: letters of a word that a dot may cut short, where no sentence ends
_NEAR = 4  #: words before a name of which one may be a noun for a house
_HEAD = 40  #: code points before a run in which a noun for a house may stand
_ELIDED = ("d'", "d’", "l'", "l’", "D'", "D’", "L'", "L’")
_SPACED = lazy(r"[^ ]+")


def runs(source: Source, taken: Collection[str]) -> Iterator[Found]:
    """What is written like a name and is none of `taken`, wherever it stands.

    Looked at are the newest part, the signature and the subject.
    """
    low, high = source.newest[0], max(own(source)[1], source.signature[1])
    may_be: dict[str, bool] = {}
    for part, text, start, end in _texts(source, (low, high)):
        for at in _spans(text, start, end):
            words = text[slice(*at)]
            if words not in may_be:
                may_be[words] = words not in taken and len(may_be) < _MOST and is_name(words)
            if may_be[words] and not is_open(text, at):
                yield made(text, at, part)


def _texts(source: Source, own: tuple[int, int]) -> Iterator[tuple[Part, str, int, int]]:
    yield "subject", source.subject, 0, len(source.subject)
    yield "body", source.body, *own


@cache
def _run() -> re.Pattern[str]:
    """Words with capitals, and what joins them."""
    word = rf"(?:{word_pattern()}|[^\W\dA-Z_]+[A-Z]\w*|[dlDL]['’]\w[\w-]*)"
    joint = rf" (?:(?:{choice(listed('within'))}) ){{0,3}}(?:[dl]['’])?"
    return lazy(rf"(?<!\w){word}(?:{joint}{word}){{0,8}}")


@cache
def _unknown() -> re.Pattern[str]:
    """A word or two in small letters, behind one that a house stands behind."""
    before, word = choice(listed("before_small")), r"[^\W\dA-Z_][\w.&-]{2,}"
    return lazy(rf"(?<!\w)(?:{before}) ((?P<one>{word})(?: {word})?)")


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    seen: set[tuple[int, int]] = set()
    for run in islice(_run().finditer(text, start, end), _RUNS):
        for words in _sentences(run):
            seen.update(_parts(text, words, start))
    yield from sorted(seen)
    yield from _small(text, start, end)


def _sentences(run: re.Match[str]) -> Iterator[list[re.Match[str]]]:
    """Its words without those that join them, cut where a sentence ends."""
    words = []
    for word in _SPACED.finditer(run.string, *run.span()):
        if word[0] not in listed("within"):
            words.append(word)
        if words and len(word[0]) > _CUT_SHORT and word[0].endswith("."):
            yield words
            words = []
    if words:
        yield words


def _parts(text: str, words: list[re.Match[str]], low: int) -> Iterator[tuple[int, int]]:
    """From and to each of the first and last words, and from a noun before them."""
    ends = words if len(words) <= 2 * _ENDS else [*words[:_ENDS], *words[-_ENDS:]]
    begins = [word.start() for word in words[:_STARTS]]
    for begin in (*begins, *_heads(text, begins[0], low)):
        for word in ends:
            if begin < word.end():
                yield from _trimmed(text, begin, word.end())


@cache
def _nouns() -> frozenset[str]:
    return frozenset(folded(listed("heads") | listed("small")))


def _heads(text: str, at: int, low: int) -> Iterator[int]:
    """Where a noun for a house begins that stands before a name in small letters: `ville de`."""
    before = text[max(low, at - _HEAD) : at].split(" ")[:-1]
    for word in reversed(before[-_NEAR:]):
        at -= len(word) + 1
        if not word.isalpha():
            return
        if word.islower() and fold(word) in _nouns():
            yield at


def _trimmed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Without the marks behind it, with its legal form; and without what is elided before it."""
    end = begin + len(text[begin:end].rstrip(".,'’-/&:"))
    if text[end - 2 : end] in ("'s", "’s"):
        yield begin, end
        end -= 2
    end = with_form(text, begin, with_dot(text, begin, end))
    if begin < end:
        yield begin, end
        if text.startswith(_ELIDED, begin) and begin + 2 < end:
            yield begin + 2, end


def _small(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names in small letters: words that none of our mails has, behind `bij` or `at`."""
    known = learnt.learnt().words
    for m in _unknown().finditer(text, start, end):
        unknown = [fold(word).rstrip(".,-") not in known for word in m[1].split()]
        for shown, words in ((unknown[0], m["one"]), (any(unknown[1:]) or unknown[0], m[1])):
            if shown:
                yield m.start(1), m.start(1) + len(words.rstrip(".,-"))
