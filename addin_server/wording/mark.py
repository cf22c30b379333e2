"""A place in a draft that a rule has something to say about."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..reading.cues import Hit
from .sheet import Sheet


@dataclass(frozen=True, slots=True)
class Mark:
    """Not yet worded. `details` fill in the sentence that says why."""

    code: str
    start: int
    end: int
    part: str = "text"
    details: Mapping[str, object] = field(default_factory=dict)


Rule = Callable[[Sheet], Iterator[Mark]]


def missing(sheet: Sheet, code: str, place: int = 0) -> Mark:
    """What is missing has no words: the sentence that it would stand in or beside is shown."""
    if not sheet.sentences:
        return Mark(code, *sheet.body)
    return Mark(code, *sheet.sentences[place])


def said(sheet: Sheet, code: str, section: str, unless: str = "") -> Iterator[Mark]:
    """Every place where a phrase of a section stands; once where they touch.

    Not where one of the section `unless` shares a word with it: "not meant to be rude".
    """
    for hit in apart(sheet.signs(section), sheet.signs(unless) if unless else ()):
        yield Mark(code, hit.start, hit.end)


def apart(hits: Iterable[Hit], others: Sequence[Hit]) -> Iterator[Hit]:
    """Those that share nothing with others."""
    for hit in hits:
        if not any(each.start < hit.end and hit.start < each.end for each in others):
            yield hit
