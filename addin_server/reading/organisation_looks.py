"""What a name that may be an employer's looks like: signs of its letters and words."""

from collections.abc import Iterator, Mapping, Sequence

from . import concepts, learnt
from .index import ATOM, fold
from .language import served
from .organisation_senders import is_trade, telling
from .organisation_words import days, departments, legal_form, listed, posts, tails

_LONG = 4  #: words that are told apart


def shape(value: str) -> Iterator[str]:
    """What it looks like."""
    words = value.split()
    said = [word.strip(".,") for word in value.lower().split()]
    yield f"words:{min(_LONG, len(words))}"
    marks = {
        "legal": legal_form(value) is not None,
        "telling": telling(value),
        "trade": is_trade(words[0]) or is_trade(words[-1]),
        "tail": said[-1] in tails(),
        "head": said[0] in listed("heads"),
        "post": not posts().isdisjoint(said),
        "department": not departments().isdisjoint(said),
        **_letters(value, words),
    }
    yield from (mark for mark, true in marks.items() if true)


def _letters(value: str, words: Sequence[str]) -> Mapping[str, bool]:
    """How it is spelt."""
    behind = "".join(word[1:] for word in words)
    return {
        "capitals": value.isupper(),
        "inner": not value.isupper() and any(map(str.isupper, behind)),
        "figure": any(map(str.isdigit, value)),
        "and": "&" in value,
        "small": value[0].islower(),
    }


def spelt(value: str) -> Iterator[str]:
    """The words it begins and ends with."""
    words = fold(value).split()
    yield from (f"first:{words[0]}", f"last:{words[-1]}")
    yield from (f"first:-{words[0][-4:]}", f"last:-{words[-1][-4:]}")
    for mark, known in (("head", listed("heads")), ("department", departments()), ("day", days())):
        if not known.isdisjoint(words):
            yield f"has {mark}"


def common(value: str, lang: str | None) -> Iterator[str]:
    """Are its words common ones? Names are not: no concept, and not in several of our mails."""
    words = ATOM.findall(fold(value))
    book = concepts.concepts(served(lang))
    corpus = learnt.learnt().words
    if words:
        yield from _shares("concept", [bool(book.of(word)) for word in words])
        yield from _shares("corpus", [word in corpus for word in words])


def _shares(which: str, known: Sequence[bool]) -> Iterator[str]:
    """How many of the words are known, and whether the first and the last are."""
    share = "all" if all(known) else "some" if any(known) else "none"
    yield f"{which}:{share}"
    if len(known) == 1:
        yield f"{which}:{share}:alone"
    if known[0]:
        yield f"{which}:first"
    if known[-1]:
        yield f"{which}:last"
