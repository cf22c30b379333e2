"""How a phrase of a lexicon is written, and what it means as a regular expression.

As people write it, with four signs a translator can learn in a minute:

    invite you * interview      ``*`` stands for up to six words of the same sentence
    interview~                  ``~`` stands for any ending: interviews, interviewing
    (phone|video) interview     one of these; a choice may hold whole phrases
    your (recent)? application  may be left out

The expressions have bounded repetitions only.
"""

import re
from functools import cache
from typing import NamedTuple

MAX_GAP = 6  #: words that ``*`` may stand for

_BETWEEN = r"(?:[^\w.!?]{1,8}|[.](?=\w))"
_ANY = rf"(?:{_BETWEEN}\w{{1,40}}){{0,{MAX_GAP}}}?"
_ENDING = r"\w{0,20}"
_SIGNS = re.compile(r"[()|?~*]|\s+|[^()|?~*\s]+")

Starts = frozenset[tuple[str, bool]]  #: first word, and whether it is only the beginning of one


class _Piece(NamedTuple):
    written: str
    starts: Starts
    optional: bool = False


def pattern(phrase: str) -> str:
    """The phrase as a regular expression. Raises ValueError when it is not well written."""
    return _parsed(phrase).written + r"(?!\w)"


def first_words(phrase: str) -> Starts:
    """The words it can begin with."""
    return _parsed(phrase).starts


@cache
def _parsed(phrase: str) -> _Piece:
    signs = ["" if sign.isspace() else sign for sign in _SIGNS.findall(phrase.strip())]
    signs.reverse()
    piece = _choice(signs)
    if signs or not piece.starts:
        raise ValueError(f"not a well written phrase: {phrase!r}")
    return piece


def _choice(signs: list[str]) -> _Piece:
    """Sequences with ``|`` between them; takes its signs from the end of the list."""
    pieces = [_sequence(signs)]
    while signs and signs[-1] == "|":
        signs.pop()
        pieces.append(_sequence(signs))
    starts = frozenset[tuple[str, bool]]().union(*(piece.starts for piece in pieces))
    return _Piece(f"(?:{'|'.join(piece.written for piece in pieces)})", starts)


def _sequence(signs: list[str]) -> _Piece:
    """Words and groups with spaces between them. One that is left out takes its space with it."""
    written, starts, begun = "", frozenset[tuple[str, bool]](), False
    while signs and signs[-1] not in ("|", ")"):
        if (sign := signs[-1]) in ("", "*"):
            signs.pop()
            if sign == "*" and (not begun or not signs or signs[-1] != "" or len(signs) < 2):
                raise ValueError("a star stands between words")
            written += _ANY if sign == "*" else ""
            continue
        piece = _item(signs)
        if begun:
            words = f"{_BETWEEN}{piece.written}"
        else:
            words = piece.written + (_BETWEEN if piece.optional else "")
            starts |= piece.starts
            begun = not piece.optional
        written += f"(?:{words})?" if piece.optional else words
    return _Piece(written, starts if begun else frozenset())


def _item(signs: list[str]) -> _Piece:
    """What stands between two spaces, with ``~`` and ``?`` behind it."""
    pieces: list[_Piece] = []
    whole = True
    while signs and signs[-1] not in ("", "|", ")", "*", "~", "?"):
        sign = signs.pop()
        if sign == "(":
            pieces.append(_choice(signs))
            if not signs or signs.pop() != ")":
                raise ValueError("a parenthesis is not closed")
        else:
            first = re.match(r"\w+", sign)
            starts = frozenset({(first[0], False)}) if first else frozenset()
            whole = first is not None and first[0] == sign
            pieces.append(_Piece(re.escape(sign), starts))
    if not pieces:
        raise ValueError(f"{signs[-1]!r} stands behind a word")
    written, starts = "".join(piece.written for piece in pieces), pieces[0].starts
    if signs and signs[-1] == "~":
        signs.pop()
        written += _ENDING
        starts = frozenset((word, whole and len(pieces) == 1) for word, _ in starts)
    optional = bool(signs) and signs[-1] == "?"
    if optional:
        signs.pop()
        if len(pieces) > 1:
            raise ValueError("what may be left out stands between spaces")
    return _Piece(written, starts, optional)
