"""Words as concepts that the four languages share: "schikt het" and "passt es" both ask a time.

So that what is learnt from a mail in one language holds in the others. The word lists are
``lexicon/<lang>/concepts.toml``: a word, a beginning of words with ``~`` behind it, or two words.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from ..resources import lexicon
from .index import STEM, folded
from .patterns import lazy

FIRST = 30  #: words in which a mail usually says what it is for
OFTEN = 3  #: times that a concept is said, to be what a mail is about
KNOWN = 20_000  #: words whose concepts are remembered

FIGURE = "figure"  #: the concept of every number

TOPIC = "about_"  #: concepts of what a mail may be about
POST = "about_post"  #: a job; the others are of what is asked and refused in the same words
#: What is done in mails about a job and in others alike.
ACTS = frozenset(
    {"invite", "meet", "interview_word", "book_slot_link", "confirm_meeting", "test_assessment"}
    | {"application_word", "received_your", "regret", "not_selected", "offer_word", "negative_not"}
)


class Said(NamedTuple):
    counts: Mapping[str, int]  #: how often each concept is said
    early: set[str]  #: which are said among the first words


_PART = lazy(r"[^\W\d_]+~?")


class Concepts:
    """The concepts of one language."""

    def __init__(self, lang: str) -> None:
        self._words: dict[str, list[str]] = {}
        self._stems: dict[str, list[tuple[str, str]]] = {}
        self._pairs: dict[str, dict[str, list[str]]] = {}
        self._begun: dict[str, list[tuple[str, str]]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        for concept, entries in lexicon(lang, "concepts")["concepts"].items():
            for entry in folded(entries):
                if entry.isalpha():
                    self._words.setdefault(entry, []).append(concept)
                else:
                    self._add(concept, _PART.findall(entry))

    def _add(self, concept: str, parts: list[str]) -> None:
        if len(parts) == 2:
            self._add_pair(concept, *parts)
        elif parts[0].endswith("~"):
            self._stems.setdefault(parts[0][:STEM], []).append((parts[0][:-1], concept))
        else:
            self._words.setdefault(parts[0], []).append(concept)

    def _add_pair(self, concept: str, first: str, second: str) -> None:
        whole = self._pairs.setdefault(first, {})
        if second.endswith("~"):
            self._begun.setdefault(first, []).append((second[:-1], concept))
        else:
            whole.setdefault(second, []).append(concept)

    def of(self, word: str) -> tuple[str, ...]:
        """The concepts of a folded word."""
        found = self._known.get(word)
        if found is None and word[0].isdigit():
            return (FIGURE,)
        if found is None:
            stems = self._stems.get(word[:STEM], ())
            begun = [concept for stem, concept in stems if word.startswith(stem)]
            found = tuple(dict.fromkeys([*self._words.get(word, ()), *begun]))
            if len(self._known) < KNOWN:
                self._known[word] = found
        return found

    def counted(self, words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], int]]:
        """The concepts of each of these words that has any, and how often it is said."""
        known = self._known
        for word, count in Counter(words).items():
            found = known.get(word)
            if found is None:
                found = self.of(word)
            if found:
                yield found, count

    def paired(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The concepts of two neighbours, each with the place of the second."""
        pairs, begun = self._pairs, self._begun
        firsts = [(n, word) for n, word in enumerate(words[:-1], 1) if word in pairs]
        for place, first in firsts:
            second = words[place]
            if second in pairs[first]:
                yield from ((place, concept) for concept in pairs[first][second])
            for stem, concept in begun.get(first, ()):
                if second.startswith(stem):
                    yield place, concept


@cache
def concepts(lang: str) -> Concepts:
    return Concepts(lang)


def said(lang: str, words: Sequence[str]) -> Said:
    """The concepts of these folded words."""
    book, counts = concepts(lang), dict[str, int]()
    for found, count in book.counted(words):
        for concept in found:
            counts[concept] = counts.get(concept, 0) + count
    early = set(chain.from_iterable(map(book.of, words[:FIRST])))
    for place, concept in book.paired(words):
        counts[concept] = counts.get(concept, 0) + 1
        if place < FIRST:
            early.add(concept)
    return Said(counts, early)


def marked(found: Said, mark: str = "") -> set[str]:
    """As features: said at all, said ``early``, said ``often``, and said of what.

    Each with this mark before it.
    """
    counts, early = found
    return {
        *[f"{mark}is {concept}" for concept in counts],
        *[f"{mark}early {concept}" for concept in early],
        *[f"{mark}often {concept}" for concept, count in counts.items() if count >= OFTEN],
        *[f"{mark}{each}" for each in _of_what(counts)],
    }


def topics(body: Said, subject: Said) -> dict[str, int]:
    """How often each topic is said; a subject counts twice."""
    found = {topic: count for topic, count in body.counts.items() if topic.startswith(TOPIC)}
    for topic, count in subject.counts.items():
        if topic.startswith(TOPIC):
            found[topic] = found.get(topic, 0) + 2 * count
    return found


def spoken_of(about: Mapping[str, int]) -> tuple[str, int]:
    """Which is spoken of more, a post or something else, and by how much; less than 0: else."""
    post = about.get(POST, 0)
    most = max([count for topic, count in about.items() if topic != POST], default=0)
    which = "post" if post > most else "both" if post else "apart" if most else "neither"
    return which, post - most


def _of_what(counts: Mapping[str, int]) -> Iterator[str]:
    """Each act with each topic, and with whether a post or something else is spoken of more.

    "We invite you" means one thing beside a post and another beside a degree, and no sum of what
    the words say alone can tell that.
    """
    about = {concept: count for concept, count in counts.items() if concept.startswith(TOPIC)}
    which, _ = spoken_of(about)
    yield which
    for act in ACTS & counts.keys():
        yield f"{act} {which}"
        yield from [f"{act} {topic}" for topic in about]
