"""Where words stand in a text that a job title may stand behind or before."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
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


@cache
def _tree(lang: str) -> Mapping[str, _Node]:
    top = _Node()
    for sort, phrase in phrased(lang):
        node = top
        for word in ATOM.findall(fold(phrase)):
            node = node.more.setdefault(word, _Node())
        node.sorts |= {sort}
    return top.more


def cues(text: Text, start: int, end: int, lang: str) -> Iterator[Cue]:
    """The longest phrases of the lexicon, in order, without overlap."""
    tree, followers = _tree(lang), text.followers
    hits: list[tuple[int, str]] = []
    for word in text.known.intersection(tree):
        node, places = tree[word], text.places[word]
        if not node.sorts:
            places = [at for at in places if followers.get(at) in node.more]
        hits.extend((at, word) for at in places if start <= at < end)
    hits.sort()
    done = start
    for at, word in hits:
        if at >= done and (cue := _longest(text, at, word, tree[word], end)):
            done = cue.end
            yield cue


def _longest(text: Text, at: int, word: str, node: _Node, end: int) -> Cue | None:
    stop = at + len(word)
    found = Cue(at, stop, node.sorts, node.sorts) if node.sorts else None
    if text.followers.get(at) not in node.more:
        return found
    number = bisect_left(text.offsets, at) + 1
    while number < len(text.words) and (word := text.words[number]) in node.more:
        begin = text.offsets[number]
        if begin - stop > _FEW or text.folded[stop:begin].strip(_APART):
            break
        node, stop, number = node.more[word], begin + len(word), number + 1
        if node.sorts and stop <= end:
            found = Cue(at, stop, node.sorts, node.sorts | (found.all if found else frozenset()))
    return found
