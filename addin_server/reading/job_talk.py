"""Whether a job, or what leads to one, is spoken of at all: in a mail, below it, by who sends it.

"Are you free for lunch on Friday?" asks as an invitation to an interview does. Where nothing in a
mail is about a job, it must be nearly certain to be one.
"""

from collections.abc import Collection
from functools import cache

from . import concepts
from .features import words_beside
from .source import Source


def is_of_jobs(source: Source, features: Collection[str], lang: str) -> bool:
    """`features`: what the text and its subject show; the rest is only looked at without them."""
    if not _signs().isdisjoint(features):
        return True
    said = concepts.said(lang, words_beside(source))
    return not concepts.OF_JOBS.isdisjoint(said.counts)


@cache
def _signs() -> frozenset[str]:
    """How these concepts are called among features."""
    return frozenset(f"{mark}is {name}" for mark in ("c:", "sc:") for name in concepts.OF_JOBS)
