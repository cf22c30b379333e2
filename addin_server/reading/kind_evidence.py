"""The phrases found in a mail, each with what it weighs there, as evidence of its kind."""

from typing import NamedTuple

from ..model import Kind
from . import features, learnt
from .cues import Hit
from .source import Found, Part, Source

MAX_EVIDENCE = 6  #: phrases shown for a kind
MAX_WORDS = 3  #: pairs of words shown where no phrase of the lexicon stands


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
