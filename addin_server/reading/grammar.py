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

from .index import ATOM
from .patterns import lazy

MAX_GAP = 6  #: words that ``*`` may stand for

_APART, _LONGEST, _MORE = 8, 40, 20  #: code points between words, of a word, of an ending
_BETWEEN = rf"(?:[^\w.!?]{{1,{_APART}}}|\.\b)"
_ANY = rf"(?:{_BETWEEN}\w{{1,{_LONGEST}}}){{0,{MAX_GAP}}}?"
_ENDING = rf"\w{{0,{_MORE}}}"
_SIGNS = lazy(r"[()|?~*]|\s+|[^()|?~*\s]+")

Begun = tuple[str, bool]  #: a word, and whether it is only the beginning of one
ANY: Begun = ("", True)
#: Ways to say it, by their first two words; of a longer way `ANY` is the third.
Openings = frozenset[tuple[Begun, ...]]
_UNKNOWN: Openings = frozenset([(ANY,)])
Clause = frozenset[str]  #: one of these words is said wherever the phrase stands


class _Piece(NamedTuple):
    """A part of a phrase."""

    written: str
    openings: Openings
    needs: tuple[Clause, ...] = ()
    optional: bool = False


def pattern(phrase: str) -> str:
    """The phrase as a regular expression. Raises ValueError when it is not well written."""
    return _parsed(phrase).written + r"(?!\w)"


def openings(phrase: str) -> Openings:
    """The words it can begin with."""
    return _parsed(phrase).openings


def needs(phrase: str) -> tuple[Clause, ...]:
    """What a text must say for the phrase to stand in it, as far as whole words tell.

    What is said least comes first: the longer the shortest of its words, the rarer they are.
    """
    return tuple(sorted(_parsed(phrase).needs, key=_rarity))


def told(phrase: str) -> tuple[Clause, ...]:
    """What `needs` tells, as far as that is seen without parsing the phrase; rarest first.

    Of each way to say a part of it the longest word, as these are rare.
    """
    found = []
    for choice, word, sign, further in _SIMPLE.findall(phrase):
        if further:
            break
        if "|" in word and word != phrase:
            return ()  # a choice of longer ways
        said = choice or word
        if sign or not _SIGNED.isdisjoint(said):
            continue
        ways = said.split("|")
        if not "".join(ways).isalpha():
            ways = [way if way.isalpha() else _longest(way) for way in ways]
        if all(ways):
            found.append(frozenset(ways))
    return tuple(sorted(found, key=_rarity))


def _longest(words: str) -> str:
    return max(ATOM.findall(words), key=len, default="")


def _rarity(words: Clause) -> tuple[int, int]:
    return -min(map(len, words)), len(words)


#: A word or a choice of nothing but words, and what says how it counts; else all that is left.
_SIMPLE = lazy(r"(?:\(([^()]*)\)|([^()\s?~]*))([?~]?)(?:\s+|\Z)|(.+)")
_SIGNED = frozenset("?~*")


def reach(phrase: str) -> int:
    """Code points that the phrase takes at most: all that is written in it, and its gaps."""
    gaps = phrase.count("*") * MAX_GAP * (_APART + _LONGEST)
    return len(phrase) + phrase.count(" ") * _APART + phrase.count("~") * _MORE + gaps


@cache
def _parsed(phrase: str) -> _Piece:
    signs = ["" if sign.isspace() else sign for sign in _SIGNS.findall(phrase.strip())]
    signs.reverse()
    piece = _choice(signs)
    known = frozenset(opening for opening in piece.openings if opening[0] != ANY)
    if signs or not known:
        raise ValueError(f"not a well written phrase: {phrase!r}")
    return piece._replace(openings=known)


def _choice(signs: list[str]) -> _Piece:
    """Sequences with ``|`` between them; takes its signs from the end of the list."""
    if words := _words(signs):
        openings = frozenset(((word, False),) for word in words)
        return _Piece(f"(?:{'|'.join(words)})", openings, (frozenset(words),))
    pieces = [_sequence(signs)]
    while signs and signs[-1] == "|":
        signs.pop()
        pieces.append(_sequence(signs))
    if len(pieces) == 1:
        return pieces[0]._replace(written=f"(?:{pieces[0].written})")
    needs: tuple[Clause, ...] = ()
    if all(piece.needs for piece in pieces):
        # Of each way to say it the most telling words: one of these is there.
        needs = (frozenset().union(*(min(piece.needs, key=_telling) for piece in pieces)),)
    return _Piece(
        f"(?:{'|'.join(piece.written for piece in pieces)})",
        Openings().union(*(piece.openings for piece in pieces)),
        needs,
    )


def _words(signs: list[str]) -> list[str]:
    """A choice of single words, as most are, taken from the end of the list; none: it is more."""
    at = len(signs)
    while at and (signs[at - 1].isalpha() or signs[at - 1] == "|"):
        at -= 1
    inner = signs[at:]
    by_turns = all(sign.isalpha() == (place % 2 == 0) for place, sign in enumerate(inner))
    if len(inner) % 2 == 0 or not by_turns or (at and signs[at - 1] != ")"):
        return []
    del signs[at:]
    return inner[::-2]


def _telling(clause: Clause) -> tuple[int, int]:
    """The fewer words, and the longer, the rarer."""
    return len(clause), -min(map(len, clause))


def _sequence(signs: list[str]) -> _Piece:
    """Words and groups with spaces between them. One that is left out takes its space with it."""
    written, begun = "", False
    openings: Openings = frozenset([()])
    needs: list[Clause] = []
    while signs and signs[-1] not in ("|", ")"):
        if signs[-1] in ("", "*"):
            if _is_gap(signs, begun):
                written += _ANY
                openings = _continued(openings, _UNKNOWN)
            continue
        piece = _item(signs)
        words = f"{_BETWEEN}{piece.written}" if begun else piece.written
        if not begun:
            words += _BETWEEN if piece.optional else ""
            begun = not piece.optional
        written += f"(?:{words})?" if piece.optional else words
        needs += [] if piece.optional else piece.needs
        further = _continued(openings, piece.openings)
        openings = openings | further if piece.optional else further
    return _Piece(written, openings if begun else _UNKNOWN, tuple(needs))


def _continued(openings: Openings, more: Openings) -> Openings:
    """These with what follows."""
    joined = ((*one, *behind) for one in openings for behind in more)
    return frozenset(one if len(one) < 3 else (*one[:2], ANY) for one in joined)


def _is_gap(signs: list[str], begun: bool) -> bool:
    """Take a space or a star; whether it was a star."""
    is_star = signs.pop() == "*"
    if is_star and (not begun or signs[-1:] != [""] or len(signs) < 2):
        raise ValueError("a star stands between words")
    return is_star


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
        begun = frozenset(((one[0][0], one == (ANY,)), ANY) for one in piece.openings)
        piece = _Piece("".join(each.written for each in pieces), begun)
    if signs and signs[-1] == "~":
        signs.pop()
        piece = piece._replace(written=piece.written + _ENDING)
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
        begun = frozenset(((one[0][0], True), ANY) for one in piece.openings)
        return _Piece(piece.written, begun)
    return piece


def _plain(sign: str, is_stem: bool) -> _Piece:
    """A word, perhaps with signs in it: `e-mail`, `j'ai`."""
    words = ATOM.findall(sign)
    if not words or not ATOM.match(sign):
        return _Piece(re.escape(sign), _UNKNOWN)
    return _Piece(
        re.escape(sign),
        frozenset([_opening(sign, words, is_stem)]),
        tuple(frozenset([word]) for word in words[: len(words) - is_stem]),
    )


def _opening(sign: str, words: list[str], is_stem: bool) -> tuple[Begun, ...]:
    """The first two of these words. `ANY` behind what is not a whole word and no more."""
    first, *more = words
    if more:
        return (first, False), (more[0], is_stem and len(more) == 1), ANY
    # Behind a beginning there may be more of that word, figures too.
    if is_stem or sign != first:
        return (first, is_stem and sign == first), ANY
    return ((first, False),)
