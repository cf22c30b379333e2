"""The phrases found in a mail, each with what it weighs there, as evidence of its kind."""

from itertools import pairwise
from typing import NamedTuple

from ..model import Kind
from . import features, learnt
from .cues import Hit
from .patterns import lazy
from .source import Found, Part, Source

MAX_EVIDENCE = 6  #: phrases shown for a kind
MAX_WORDS = 3  #: pairs of words shown where no phrase of the lexicon stands


#: It begins with a set of signs, which is sought several times faster than a choice.
_SENTENCE = lazy(r"[.!?\n](?:(?<=\n)\s*\n|(?<!\n)(?=\s|$))")

Span = tuple[int, int]


class Placed(NamedTuple):
    hit: Hit
    part: Part
    weight: float


def evidence(
    source: Source, placed: list[Placed], kind: Kind, withdrawal: bool
) -> tuple[Found, ...]:
    """The phrases that speak for the kind; without any, the words that do."""
    labels = (kind, "withdrawal", "reply") if kind is Kind.OTHER else (kind,)
    telling = [entry for entry in placed if entry.hit.label in labels and entry.weight > 0.5]
    if not telling and kind is not Kind.OTHER:
        return tuple(
            Found(words=source.body[a:b], part="body", start=a, end=b, value="kind")
            for a, b in learnt.telling(features.located(source), kind, MAX_WORDS)
        )
    telling.sort(key=lambda entry: (-entry.weight, entry.part, entry.hit.start))
    return tuple(
        Found(
            words=(source.subject if entry.part == "subject" else source.body)[
                entry.hit.start : entry.hit.end
            ],
            part=entry.part,
            start=entry.hit.start,
            end=entry.hit.end,
            value="withdrawal" if withdrawal and entry.hit.label == "withdrawal" else "kind",
        )
        for entry in telling[:MAX_EVIDENCE]
    )


def within(hit: Hit, spans: list[Span]) -> bool:
    return any(start <= hit.start < end for start, end in spans)


def unlikely_spans(source: Source, marks: list[Hit], start: int, end: int) -> list[Span]:
    """Sentences of this part of the body about what will happen only to some."""
    if not marks:
        return []
    sentences = _SENTENCE.finditer(source.body, start, end)
    bounds = [start, *(match.end() for match in sentences), end]
    return [(a, b) for a, b in pairwise(bounds) if any(a <= mark.start < b for mark in marks)]
