"""Reads every mail, with the time that takes. What reads, and the clock, are handed in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..model import Kind, Message, Reading
from .cases import Case


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """A labelled mail and what was read in it."""

    case: Case
    reading: Reading
    characters: int  #: of its text as read
    seconds: float

    @property
    def lang(self) -> str:
        """The language by its label."""
        return self.case.label.one_of.get("lang") or "unknown"

    @property
    def pair(self) -> tuple[Kind, Kind]:
        """What it is, and what it was read as."""
        return self.case.label.kind, self.reading.kind


def measure(
    cases: Sequence[Case],
    read: Callable[[Message], Reading],
    text_of: Callable[[Message], str],
    clock: Callable[[], float],
) -> list[Outcome]:
    """Read every mail, twice. `clock` is CPU time in seconds.

    The first time loads the lexicon's words that a mail needs, which a server does once.
    """
    readings = [read(case.message) for case in cases]
    return [
        Outcome(
            case=case,
            reading=reading,
            characters=len(text_of(case.message).strip()),
            seconds=_spent(read, case.message, clock),
        )
        for case, reading in zip(cases, readings, strict=True)
    ]


def _spent(
    read: Callable[[Message], Reading], message: Message, clock: Callable[[], float]
) -> float:
    start = clock()
    read(message)
    return clock() - start
