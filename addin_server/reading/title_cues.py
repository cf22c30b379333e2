"""Where words stand in a text that a job title may stand behind or before."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import compress
from typing import NamedTuple

from .index import ATOM, Text, fold
from .title_words import phrased

_APART = " \t\n'-:*/"  #: what may stand between the words of a cue
_FEW = 3  #: characters of it


class Cue(NamedTuple):
    start: int
    end: int
    sorts: frozenset[str]  #: of the longest phrase
    all: frozenset[str]  #: and of those it begins with


@dataclass(slots=True)
class _Node:
    """A word of phrases, and the words that follow it."""

    more: dict[str, "_Node"] = field(default_factory=dict)
    sorts: frozenset[str] = frozenset()
    all: frozenset[str] = frozenset()  #: and of the phrases that this one begins with


@cache
def _tree(lang: str) -> Mapping[str, _Node]:
    top = _Node()
    for sort, phrase in phrased(lang):
        node = top
        for word in ATOM.findall(fold(phrase)):
            node = node.more.setdefault(word, _Node())
        node.sorts |= {sort}
    _pass_on(top)
    return top.more


def _pass_on(node: _Node) -> None:
    """Tell longer phrases of what sorts the shorter ones are."""
    for longer in node.more.values():
        longer.all = longer.sorts | node.all
        _pass_on(longer)


@cache
def _begin(lang: str) -> frozenset[str]:
    return frozenset(_tree(lang))


def cues(text: Text, start: int, end: int, lang: str) -> Iterator[Cue]:
    """The longest phrases of the lexicon, in order, without overlap."""
    tree = _tree(lang)
    hits: list[tuple[int, str]] = []
    for word in text.known & _begin(lang):
        places = _led(text, word, tree[word])
        hits.extend((at, word) for at in places if start <= at < end)
    hits.sort()
    done = start
    for at, word in hits:
        if at >= done and (cue := _longest(text, at, tree[word], end)):
            done = cue.end
            yield cue


def _led(text: Text, word: str, node: _Node) -> Iterable[int]:
    """Where a word stands, of which a phrase needs another: where one follows."""
    places = text.places[word]
    if node.sorts:
        return places
    if text.known.isdisjoint(node.more):
        return ()
    return compress(places, map(node.more.__contains__, map(text.followers.get, places)))


def _longest(text: Text, at: int, node: _Node, end: int) -> Cue | None:
    """The longest phrase with this first word that stands here."""
    words, offsets, folded = text.words, text.offsets, text.folded
    number = bisect_left(offsets, at) + 1
    stop = at + len(words[number - 1])
    longest, done = node, stop
    while number < len(words) and (word := words[number]) in node.more:
        begin = offsets[number]
        if begin - stop > _FEW or folded[stop:begin].strip(_APART):
            break
        node, stop, number = node.more[word], begin + len(word), number + 1
        if node.sorts and stop <= end:
            longest, done = node, stop
    return Cue(at, done, longest.sorts, longest.all) if longest.sorts else None
