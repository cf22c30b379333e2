"""What tells that a day named in a mail is not a day proposed to meet."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from .moment_pieces import Hits
from .moment_tables import behind, words_of
from .vocabulary import Endings, Phrases, endings, phrases


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells that a day is not a proposal, for one language."""

    refused: Endings
    since: Endings
    unsure: Endings
    deadline: Endings
    latest: re.Pattern[str]
    to: Endings
    to_after: Endings
    meets: Endings
    elsewhere: Phrases
    asks: Phrases
    moved: Phrases
    thanks: Phrases


class Marks(NamedTuple):
    """Where a text says that a day is not a proposal."""

    elsewhere: Hits
    thanks: Hits
    moved: Hits


@cache
def signs(lang: str | None) -> Signs:
    """The signs of a language, compiled."""
    lex = words_of(lang)
    until = lex["deadline"]
    return Signs(
        refused=endings(
            [*lex["not_before"], *(w for k in ("closes", "sure", "strong") for w in until[k])]
        ),
        since=endings(lex["since"]),
        deadline=endings(
            [w for k in ("strong", "weak", "sure", "closes") for w in until[k]],
        ),
        latest=behind(until["latest"]),
        to=endings(lex["to"]),
        to_after=endings([*lex["to"], *lex["to_after"]]),
        unsure=endings(lex["unsure_before"]),
        meets=endings(lex["meets"]),
        elsewhere=phrases(lex["not_in_line"]),
        asks=phrases(until["asks"]),
        moved=phrases(lex["moved"]),
        thanks=phrases(lex["thanks"]),
    )


def marks_of(text: str, span: tuple[int, int], known: Signs) -> Marks:
    """The marks of this piece of text."""
    return Marks(
        *(Hits(each, text, *span) for each in (known.elsewhere, known.thanks, known.moved))
    )
