"""The words at which the parts of a mail begin: history, closing words, disclaimers."""

from functools import cache
from typing import NamedTuple

from ..model import LANGUAGES
from ..resources import lexicon
from .index import fold

BEGUN = 2  #: letters by which closings are looked up; none is shorter


class Marks(NamedTuple):
    """Folded words; those of the four languages together."""

    labels: dict[str, frozenset[str]]  #: "from", "date", "to", "subject" -> words before a colon
    separators: frozenset[str]
    attributions: tuple[tuple[str, str], ...]  #: first word, verb
    introductions: tuple[str, ...]  #: those verbs where they end a line
    framed: tuple[str, ...]  #: those verbs before dashes
    forwards: tuple[str, ...]
    closings: tuple[str, ...]
    openings: frozenset[str]  #: the first `BEGUN` letters of these
    short_closings: frozenset[str]
    disclaimers: tuple[str, ...]


@cache
def marks() -> Marks:
    """Whatever the mail's own language, all count: a Dutch Outlook quotes an English mail."""
    books = [lexicon(lang, "parts") for lang in LANGUAGES]

    def gathered(topic: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fold(words) for book in books for words in book[topic]))

    verbs = tuple(fold(verb) for book in books for _, verb in book["attributions"])
    return Marks(
        labels={
            name: frozenset(fold(w) for book in books for w in book["labels"][name])
            for name in ("from", "date", "to", "subject")
        },
        separators=frozenset(gathered("separators")),
        attributions=tuple((fold(a), fold(b)) for book in books for a, b in book["attributions"]),
        introductions=tuple(f"{verb}:" for verb in verbs),
        framed=tuple(f"{verb} {dashes}" for verb in verbs for dashes in ("---", "----")),
        forwards=gathered("forwards"),
        closings=tuple(sorted(gathered("closings"), key=len, reverse=True)),
        openings=frozenset(words[:BEGUN] for words in gathered("closings")),
        short_closings=frozenset(gathered("short_closings")),
        disclaimers=gathered("disclaimers"),
    )
