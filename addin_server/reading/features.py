"""What a mail has that may tell its kind: its words, and figures about it. Decides nothing.

The learner of ``tests/corpus/learn.py`` and the reader use these same functions, so that what was
learnt means the same thing when it is used.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from ..model import Kind
from ..subjects import is_answer
from . import concepts
from .index import ATOM, Text, fold
from .names import listed
from .patterns import lazy
from .source import Source
from .vocabulary import choice

WORDS = 500  #: words of the newest part that are looked at; the point of a mail comes early
SUBJECT = 40  #: the same of the subject
CODE_POINTS = 8_000  #: in which those words must stand
HISTORY = 4_000  #: code points of it that are looked at, where they are

#: What is done alike where no job is spoken of.
_ASKED = (Kind.INTERVIEW_INVITATION, Kind.APPLICATION_ACK, Kind.REJECTION_RECEIVED)
_SENDS_ONLY = lazy(lambda: choice(listed("senders")), re.IGNORECASE)


class Word(NamedTuple):
    """A folded word and where it stands in the body; figures are all ``0``."""

    text: str
    start: int
    end: int


def words(source: Source) -> list[str]:
    """The first words of the newest part, folded; figures are all ``0``."""
    start, end = source.newest
    body = source.body if isinstance(source.body, Text) else Text(source.body)
    return _plain(body.between(start, min(end, start + CODE_POINTS))[:WORDS])


def _plain(atoms: list[str]) -> list[str]:
    return ["0" if word[0].isdigit() else word for word in atoms]


def located(source: Source) -> list[Word]:
    """The same words with their places; slower, for the few mails that have to show them."""
    start, end = source.newest
    found = ATOM.finditer(fold(source.body), start, min(end, start + CODE_POINTS))
    places = ((match.start(), match.end()) for match in islice(found, WORDS))
    return [Word(text, *place) for text, place in zip(words(source), places, strict=True)]


def words_beside(source: Source) -> list[str]:
    """The words beside the text: who signs and sends, and what was written before."""
    start, end = source.quoted
    parts = source.body[slice(*source.signature)], source.body[start : min(end, start + HISTORY)]
    said = " ".join((*parts, source.sender_name, source.sender_email))
    return _plain(ATOM.findall(fold(said)))


class Spoken(NamedTuple):
    """The subject's words, and the concepts of body and subject."""

    subject: list[str]
    body: concepts.Said
    above: concepts.Said


def spoken(source: Source, plain: Sequence[str], lang: str) -> Spoken:
    subject = _plain(ATOM.findall(fold(source.subject))[:SUBJECT])
    return Spoken(subject, concepts.said(lang, plain), concepts.said(lang, subject))


def lexical(plain: Sequence[str], of: Spoken) -> set[str]:
    """Words, pairs of neighbours, and concepts. Those of the subject also count as its own."""
    pairs = [*map(" ".join, pairwise(of.subject))]
    return {
        *plain,
        *of.subject,
        *pairs,
        *map(" ".join, pairwise(plain)),
        *map("s:".__add__, (*of.subject, *pairs)),
        *concepts.marked(of.body, "c:"),
        *concepts.marked(of.above, "sc:"),
    }


def figures(
    source: Source,
    sums: Mapping[str, float],
    weighed: Mapping[Kind, float],
    moments: int,
    length: int,
    of: Spoken,
) -> dict[str, float]:
    """How strongly the lexicon's sections speak, and what can be counted; each about 0 to 2.

    `sums` by section, `weighed` by kind; `moments` with a day and an hour; `length` in words.
    """
    return {
        **_voices(sums, weighed),
        **_topics(concepts.topics(of.body, of.above), weighed),
        **_shape(source, length),
        "moments": min(moments, 3) / 2,
        "dated": float(moments > 0),
        "always": 1.0,
    }


def _shape(source: Source, length: int) -> dict[str, float]:
    start, end = source.newest
    sender = f"{source.sender_name} {source.sender_email}"
    return {
        "length": min(length, 400) / 200,
        "short": float(length < 40),
        "questions": min(source.body.count("?", start, end), 3) / 2,
        "history": float(source.quoted[1] > source.quoted[0]),
        "reply": float(is_answer(source.subject)),
        "no subject": float(not source.subject.strip()),
        "sends only": float(bool(_SENDS_ONLY.search(sender))),
    }


def _voices(sums: Mapping[str, float], weighed: Mapping[Kind, float]) -> dict[str, float]:
    """What the lexicon says, on a scale like that of the other figures."""
    found = {f"sum {label}": min(value, 6) / 3 for label, value in sums.items()}
    found |= {f"has {label}": 1.0 for label, value in sums.items() if value >= 1}
    found |= {f"weighed {kind}": max(-4, min(8, value)) / 3 for kind, value in weighed.items()}
    first = max(weighed, key=lambda kind: weighed[kind])
    return found | {f"first {first}": 1.0}


def _topics(about: Mapping[str, int], weighed: Mapping[Kind, float]) -> dict[str, float]:
    """What the mail is about, and what the lexicon hears where that is no post."""
    which, margin = concepts.spoken_of(about)
    found = {topic: min(count, 4) / 2 for topic, count in about.items()}
    found[which] = 1.0
    found["post by" if margin > 0 else "apart by"] = min(abs(margin), 6) / 3
    if which != "post":
        found |= {f"{which} {kind}": max(-2, min(6, weighed[kind])) / 3 for kind in _ASKED}
    return found
