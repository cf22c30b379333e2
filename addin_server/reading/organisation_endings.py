"""Who signs behind a mail's last sentence, on the same line: `See you there. Ann Poe, Acme`.

Bounds: one line; what its parts are the modules below tell.
"""

from typing import NamedTuple

from .organisation_names import is_post
from .organisation_words import listed, one_of
from .patterns import lazy

#: Where a sentence may end on a line that goes on with who signs.
_STOP = lazy(r"(?<=[.!?…»”)])\s+[–—-]?\s?(?=[A-ZÀ-Ý(])|\s[–—-]{1,2}\s?(?=[A-ZÀ-Ý])")
_ABBREVIATED = lazy(lambda: rf"(?<!\w)(?:(?<!\d )[^\W\d_]|{one_of('saints', 'shortened')})\.$")
_ENDING = 90  #: letters of who signs at a line's end


class Line(NamedTuple):
    at: int
    text: str


def ending(line: Line) -> Line | None:
    """Who signs behind the last sentence of a line: `See you there. Ann Poe, Acme`."""
    if _is_ending(line.text):
        return None  # all of it is
    low, end = max(0, len(line.text) - 2 * _ENDING), len(line.text)
    for m in reversed([*_STOP.finditer(line.text, low)][-2:]):
        rest = line.text[m.end() : end].rstrip(" .")
        if m.start() and not _ABBREVIATED.search(line.text, 0, m.start()) and _is_ending(rest):
            return Line(line.at + m.end(), rest)
        end = m.start()
    return None


def _is_ending(said: str) -> bool:
    """Are these words names, posts, and what joins them; no sentence?"""
    words = said.split()
    if not 0 < len(words) <= 12 or len(said) > _ENDING:
        return False
    small = [word for word in words if word[:1].islower() and word[1:2] not in tuple("'’")]
    return all(
        word.strip(",.") in listed("links") or word in listed("joints") or is_post(word)
        for word in small
    )
