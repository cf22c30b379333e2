"""A place in a draft that a rule has something to say about."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

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


def said(sheet: Sheet, code: str, section: str) -> Iterator[Mark]:
    """Every place where a phrase of a section stands; once where they touch."""
    for hit in sheet.signs(section):
        yield Mark(code, hit.start, hit.end)
