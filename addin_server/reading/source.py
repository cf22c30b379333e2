"""The text as read, and findings in it. Offsets are code points of `Source.body`."""

from collections.abc import Iterator
from re import Match, Pattern
from typing import Literal, NamedTuple

from ..model import Evidence

Part = Literal["subject", "body"]


class Source(NamedTuple):
    """A mail's text, cut into its parts.

    `body` is the whole text as read: a plain body unchanged, HTML as its visible text. The parts
    are half-open spans of it; an absent part is empty.
    """

    subject: str
    body: str
    newest: tuple[int, int]  #: what the sender wrote this time, without signature and history
    signature: tuple[int, int]
    quoted: tuple[int, int]
    sender_name: str = ""
    sender_email: str = ""
    recipient_name: str = ""
    recipient_email: str = ""
    warnings: tuple[str, ...] = ()

    def text(self, part: Part = "body") -> str:
        """The newest part, or the subject."""
        return self.subject if part == "subject" else self.body[slice(*self.newest)]


class Found(NamedTuple):
    """Words found in a mail, where they stand, and the value they were read as."""

    words: str
    part: Part
    start: int
    end: int
    value: str = ""

    def evidence(self, field: str) -> Evidence:
        return Evidence(
            field=field, part=self.part, start=self.start, end=self.end, words=self.words
        )


def search(source: Source, pattern: Pattern[str], part: Part = "body") -> Iterator[Match[str]]:
    """Matches inside the newest part (or the subject), with true offsets."""
    if part == "subject":
        return pattern.finditer(source.subject)
    return pattern.finditer(source.body, *source.newest)
