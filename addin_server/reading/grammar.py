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
from itertools import pairwise, product
from typing import NamedTuple

from .index import ATOM, STEM

MAX_GAP = 6  #: words that ``*`` may stand for

_BETWEEN = r"(?:[^\w.!?]{1,8}|[.](?=\w))"
_ANY = rf"(?:{_BETWEEN}\w{{1,40}}){{0,{MAX_GAP}}}?"
_ENDING = r"\w{0,20}"
_SIGNS = re.compile(r"[()|?~*]|\s+|[^()|?~*\s]+")

Starts = frozenset[tuple[str, bool]]  #: first word, and whether it is only the beginning of one

#: One of these is in `Text.said` wherever the phrase stands.
Clause = frozenset[str | tuple[str, str]]
_MOST = 80  #: of more it would say little


class _Piece(NamedTuple):
    """A part of a phrase. `begins` and `ends` are the words at its edges, where all are known."""

    written: str
    starts: Starts
    begins: frozenset[str] | None = None
    ends: frozenset[str] | None = None
    needs: tuple[Clause, ...] = ()
    optional: bool = False


def pattern(phrase: str) -> str:
    """The phrase as a regular expression. Raises ValueError when it is not well written."""
    return _parsed(phrase).written + r"(?!\w)"


def first_words(phrase: str) -> Starts:
    """The words it can begin with."""
    return _parsed(phrase).starts


def needs(phrase: str) -> tuple[Clause, ...]:
    """What a text must say for the phrase to stand in it, the most telling first; never empty."""
    piece = _parsed(phrase)
    first = frozenset(word[:STEM] if is_stem else word for word, is_stem in piece.starts)
    return (*sorted(piece.needs, key=_commonness), first)


def _commonness(clause: Clause) -> tuple[bool, int]:
    """Pairs of words are rarer than words, and one of two is rarer than one of ten."""
    return any(isinstance(said, str) for said in clause), len(clause)


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
    if len(pieces) == 1:
        return pieces[0]._replace(written=f"(?:{pieces[0].written})")
    needs: tuple[Clause, ...] = ()
    if all(piece.needs for piece in pieces):
        # Of each way to say it the most telling words: one of these is there.
        needs = (frozenset().union(*(min(piece.needs, key=_commonness) for piece in pieces)),)
    return _Piece(
        f"(?:{'|'.join(piece.written for piece in pieces)})",
        frozenset[tuple[str, bool]]().union(*(piece.starts for piece in pieces)),
        _together(*(piece.begins for piece in pieces)),
        _together(*(piece.ends for piece in pieces)),
        needs,
    )


def _together(*edges: frozenset[str] | None) -> frozenset[str] | None:
    """All words of several edges; None when one of them is not known."""
    known = [edge for edge in edges if edge is not None]
    return frozenset[str]().union(*known) if len(known) == len(edges) else None


def _sequence(signs: list[str]) -> _Piece:
    """Words and groups with spaces between them. One that is left out takes its space with it."""
    written, starts, begun = "", frozenset[tuple[str, bool]](), False
    begins: frozenset[str] | None = frozenset()
    before: frozenset[str] | None = None  # the words that may stand right before here
    needs: list[Clause] = []
    while signs and signs[-1] not in ("|", ")"):
        if signs[-1] in ("", "*"):
            if _is_gap(signs, begun):
                written, before = written + _ANY, None
            continue
        piece = _item(signs)
        if begun:
            words = f"{_BETWEEN}{piece.written}"
        else:
            words = piece.written + (_BETWEEN if piece.optional else "")
            starts |= piece.starts
            begins = _together(begins, piece.begins)
            begun = not piece.optional
        written += f"(?:{words})?" if piece.optional else words
        needs += [] if piece.optional else [*piece.needs, *_pairs(before, piece.begins)]
        before = _together(before, piece.ends) if piece.optional else piece.ends
    return _Piece(written, starts if begun else frozenset(), begins, before, tuple(needs))


def _is_gap(signs: list[str], begun: bool) -> bool:
    """Take a space or a star; whether it was a star."""
    is_star = signs.pop() == "*"
    if is_star and (not begun or signs[-1:] != [""] or len(signs) < 2):
        raise ValueError("a star stands between words")
    return is_star


def _pairs(before: frozenset[str] | None, begins: frozenset[str] | None) -> list[Clause]:
    """Neighbours, one pair of which is said."""
    if not before or not begins or len(before) * len(begins) > _MOST:
        return []
    return [frozenset(product(before, begins))]


def _item(signs: list[str]) -> _Piece:
    """What stands between two spaces, with ``~`` and ``?`` behind it."""
    pieces: list[_Piece] = []
    while signs and signs[-1] not in ("", "|", ")", "*", "~", "?"):
        if signs[-1] == "(":
            pieces.append(_group(signs))
        else:
            sign = signs.pop()
            pieces.append(_plain(sign, bool(signs) and signs[-1] == "~"))
    if not pieces:
        raise ValueError(f"{signs[-1]!r} stands behind a word")
    piece = pieces[0]
    if len(pieces) > 1:  # where one ends within a word, no word is known
        starts = frozenset((word, False) for word, _ in piece.starts)
        piece = _Piece("".join(each.written for each in pieces), starts)
    if signs and signs[-1] == "~":
        signs.pop()
        piece = piece._replace(written=piece.written + _ENDING, ends=None)
    if signs and signs[-1] == "?":
        signs.pop()
        if len(pieces) > 1:
            raise ValueError("what may be left out stands between spaces")
        return piece._replace(optional=True)
    return piece


def _group(signs: list[str]) -> _Piece:
    """A choice in parentheses. Of one with ``~`` behind it no whole word is known."""
    signs.pop()
    piece = _choice(signs)
    if not signs or signs.pop() != ")":
        raise ValueError("a parenthesis is not closed")
    if signs and signs[-1] == "~":
        return _Piece(piece.written, frozenset((word, True) for word, _ in piece.starts))
    return piece


def _plain(sign: str, is_stem: bool) -> _Piece:
    """A word, perhaps with signs in it: `e-mail`, `j'ai`."""
    words = ATOM.findall(sign)
    if not words or not ATOM.match(sign):
        return _Piece(re.escape(sign), frozenset())
    only_stem = is_stem and words[0] == sign
    needs: list[Clause] = [frozenset([pair]) for pair in pairwise(words[: len(words) - is_stem])]
    if is_stem and len(words[-1]) >= STEM:
        needs.append(frozenset([words[-1][:STEM]]))
    elif len(words) == 1 and not is_stem:
        needs.append(frozenset(words))
    return _Piece(
        re.escape(sign),
        frozenset({(words[0], only_stem)}),
        None if only_stem else frozenset(words[:1]),
        frozenset(words[-1:]),
        tuple(needs),
    )
