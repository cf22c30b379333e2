"""Words as concepts that the four languages share: "schikt het" and "passt es" both ask a time.

So that what is learnt from a mail in one language holds in the others. The word lists are
``lexicon/<lang>/concepts.toml``: a word, a beginning of words with ``~`` behind it, or two words.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain, compress, pairwise, repeat
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
#: Of these one at least is said, wherever a job is sought or given.
OF_JOBS = frozenset(
    {POST, "vacancy", "role_titles", "candidate_word", "application_word", "cv_letter_attached"}
    | {"interview_word", "test_assessment", "trial_day", "round_stage", "recruiter_word"}
)
#: What is done in mails about a job and in others alike.
ACTS = frozenset(
    {"invite", "meet", "interview_word", "book_slot_link", "confirm_meeting", "test_assessment"}
    | {"application_word", "received_your", "regret", "not_selected", "offer_word", "negative_not"}
)


class Said(NamedTuple):
    counts: Mapping[str, int]  #: how often each concept is said
    early: set[str]  #: which are said among the first words


_Pairs = dict[tuple[str, str], tuple[str, ...]]
_Begun = dict[str, list[tuple[str, str]]]

_PART = lazy(r"[^\W\d_]+~?")


class Concepts:
    """The concepts of one language."""

    def __init__(self, lang: str) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        self._stems: dict[str, list[tuple[str, str]]] = {}
        self._longer: list[tuple[str, list[str]]] = []  #: what is no single word, by concept
        self._known = _Known(self)
        #: The concepts of a folded word.
        self.of: Callable[[str], tuple[str, ...]] = self._known.__getitem__
        for concept, entries in lexicon(lang, "concepts")["concepts"].items():
            self._take_in(concept, folded(entries))

    def _take_in(self, concept: str, entries: list[str]) -> None:
        """The tuple of one concept is shared: thousands of new ones cost a new process time."""
        words, stems, alone = self._words, self._stems, (concept,)
        longer = []
        for entry in entries:
            if entry.isalpha():
                words[entry] = words.get(entry, ()) + alone
            elif entry[-1] == "~" and entry[:-1].isalpha():
                stems.setdefault(entry[:STEM], []).append((entry[:-1], concept))
            else:
                longer.append(entry)
        self._longer.append((concept, longer))

    @cached_property
    def _followed(self) -> tuple[_Pairs, _Begun]:
        """Concepts of two words, and of one and the beginning of the next."""
        pairs, begun = _Pairs(), _Begun()
        for concept, entries in self._longer:
            alone = (concept,)
            for first, second in map(_PART.findall, entries):
                if second.endswith("~"):
                    begun.setdefault(first, []).append((second[:-1], concept))
                else:
                    pairs[first, second] = pairs.get((first, second), ()) + alone
        return pairs, begun

    def sought(self, word: str) -> tuple[str, ...]:
        """The concepts of a folded word, looked for anew."""
        if word[0].isdigit():
            return (FIGURE,)
        stems = self._stems.get(word[:STEM], ())
        begun = [concept for stem, concept in stems if word.startswith(stem)]
        return tuple(dict.fromkeys([*self._words.get(word, ()), *begun]))

    def counted(self, words: Iterable[str]) -> Iterator[tuple[tuple[str, ...], int]]:
        """The concepts of each of these words that has any, and how often it is said."""
        counts = Counter(words)
        listed = [*map(self.of, counts)]
        return compress(zip(listed, counts.values(), strict=True), listed)

    def paired(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The concepts of two neighbours, each with the place of the second."""
        pairs, begun = self._followed
        listed = [*map(pairs.get, pairwise(words), repeat(()))]
        for place, found in compress(enumerate(listed, 1), listed):
            for concept in found:
                yield place, concept
        for place in compress(range(1, len(words)), map(begun.__contains__, words)):
            for stem, concept in begun[words[place - 1]]:
                if words[place].startswith(stem):
                    yield place, concept


class _Known(dict[str, tuple[str, ...]]):
    """Words whose concepts were asked for; of a word that is new these are looked for."""

    def __init__(self, book: Concepts) -> None:
        super().__init__({"0": (FIGURE,)})
        self._book = book

    def __missing__(self, word: str) -> tuple[str, ...]:
        found = self._book.sought(word)
        if len(self) < KNOWN and found != (FIGURE,):
            self[word] = found
        return found


@cache
def concepts(lang: str) -> Concepts:
    return Concepts(lang)


def said(lang: str, words: Sequence[str]) -> Said:
    """The concepts of these folded words."""
    book, counts = concepts(lang), dict[str, int]()
    for found, count in book.counted(words):
        for concept in found:
            counts[concept] = counts.get(concept, 0) + count
    early = {*chain.from_iterable(map(book.of, words[:FIRST]))}
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
    often = [concept for concept, count in counts.items() if count >= OFTEN]
    return {
        *map(f"{mark}is ".__add__, counts),
        *map(f"{mark}early ".__add__, early),
        *map(f"{mark}often ".__add__, often),
        *map(mark.__add__, _of_what(counts)),
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
