"""The words around a name that may be an employer's, and in addresses: signs of whose it is."""

from collections.abc import Iterator

from ..model import Kind
from .index import fold
from .source import Source

_REACH = 30  #: code points on either side in which words are looked at
_EDGE = "|"  #: where there is none: a line's end
_MARKS = ".,;:!?()[]\"«»„“”'’*"


def around(source: Source, where: tuple[str, int, int], kind: Kind) -> Iterator[str]:
    """The words before and behind a place, and whether a capital shows that more belongs to it."""
    part, start, end = where
    text = source.body if part == "body" else source.subject
    folded, low, high = fold(text), max(0, start - _REACH), end + _REACH
    before = folded[low:start].rpartition("\n")[2].split()
    behind = folded[end:high].partition("\n")[0].split()
    last, soon = _said(before[-1:]), _said(behind[:1])
    yield from (f"<{last}", f">{soon}", f"{kind}<{last}", f"<{_said(before[-2:-1])} {last}")
    yield f"{last}<>{soon}"
    if part == "subject":
        yield from (f"subject<{last}", f"subject>{soon}")
    yield from _capitals(text[low:start], text[end:high])


def _capitals(left: str, right: str) -> Iterator[str]:
    """Does a word with a capital show that more belongs to it?"""
    if left.endswith(" ") and left[:-1].rpartition(" ")[2].rpartition("\n")[2][:1].isupper():
        yield "capital before"
    if right[:1] == " ":
        words = right.partition("\n")[0].split(" ", 4)[1:4]
        if words[0][:1].isupper():
            yield "capital behind"
        elif any(word[:1].isupper() for word in words[1:]):
            yield "capital soon"


def _said(word: list[str]) -> str:
    return word[0].strip(_MARKS) or _EDGE if word else _EDGE


def addressed(source: Source, value: str) -> Iterator[str]:
    """Do addresses and the display name say it?"""
    key = "".join(filter(str.isalnum, fold(value)))
    if len(key) > 3:
        for sign, said in (
            ("in domain", source.sender_email.partition("@")[2]),
            ("in sender", source.sender_name),
            ("in recipient", source.recipient_email.partition("@")[2]),
        ):
            if key in "".join(filter(str.isalnum, fold(said))):
                yield sign
