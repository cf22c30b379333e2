"""Titles that nothing introduces: in subjects, on lines of their own, and in passing."""

from bisect import bisect_left
from collections.abc import Iterator

from .index import Text
from .names import capital
from .title_clauses import Word, clause, wrapped
from .title_sightings import NOUNS, Place, Sighting, alike, dashed, sighted, skips
from .title_spans import around, graded
from .title_words import KNOWN, LIKE, MANY, Words

_REPLIES = frozenset({"re", "aw", "wg", "fw", "fwd", "tr", "antw", "rv", "vs", "sv", "betr"})
_PARTS = (":", "-", "–", "—", "|", "(")
_MOST = 40  #: nouns looked at that nothing introduces
_LABELLED = 4  #: more words of a title than it would have in a sentence
_LONGEST = 80  #: characters of a line that is looked at
_NAME = 30  #: characters before a bracket in which a name ends: `Ann Poe (director)`
_LINE_WORDS, _SEGMENT_WORDS = 8, 6
_OPENERS = {"(": "bracket", ":": "colon", ".": "stop", "\n": "line", "": "line"}


def pieces(here: Place, sort: str = "segment") -> Iterator[Sighting]:
    """What the pieces of a subject say, or of what stands behind a label."""
    at = here.low
    while at < here.high:
        found = clause(here.text, at, at, here.high)
        if found.words and not (sort == "segment" and at == here.low and _calls(here, found.end)):
            yield from _piece(here, found.words, at, sort)
        for word in found.words[1:]:
            if word.said.startswith("("):  # `Ping (Game Designer)`
                yield from pieces(here._replace(low=word.start + 1, high=word.end - 1), sort)
        at = max(found.end, at) + 1


def _calls(here: Place, at: int) -> bool:
    """Does a comma end it, behind which the reader is spoken to: `Ann Poe, your application`?"""
    if here.text[at : at + 2] != ", ":
        return False
    number = bisect_left(here.text.offsets, at)
    return not here.known.calls.isdisjoint(here.text.words[number : number + 1])


def _piece(here: Place, words: list[Word], at: int, sort: str) -> Iterator[Sighting]:
    first = 0
    while first < len(words) and _leads(words[first], here):
        first += 1
    if first == len(words):
        return
    signs = [sort]
    if any(here.known.names_post(word.low) for word in words[:first]):
        signs.append(f"{sort}:topic")
    if any(word.low in here.known.meets for word in words[:first]):
        signs.append("met")
    if first == 0:
        signs.append(f"{sort}:bare")
        if here.text[:at].rstrip().endswith(_PARTS):
            signs.append(f"{sort}:part")
    roles = [n for n, word in enumerate(words) if graded(word, here.known) >= MANY]
    if roles:
        yield from _roles(here, words, roles, first, signs)
    else:
        yield from _rest(here, words, first, signs)


def _leads(word: Word, here: Place) -> bool:
    """May it open a subject, before the title?"""
    known = here.known
    if word.low in _REPLIES or word.low in known.fillers or not word.low[:1].isalpha():
        return True
    return known.opens(word.low)


def _roles(
    here: Place, words: list[Word], roles: list[int], first: int, signs: list[str]
) -> Iterator[Sighting]:
    """Titles around nouns that are known."""
    known, done, sort = here.known, 0, signs[0]
    for role in roles:
        at = words[role].start
        if at < done:
            continue
        near = clause(here.text, here.low, at, here.high).words
        number = next((n for n, word in enumerate(near) if word.start == at), None)
        if number is None:
            continue  # a word longer than any: the clause around it begins in its middle
        begin, stop = around(near, number, known)
        if begin == stop:
            continue
        if sort == "label":
            stop = _all(near, stop, known)
        done = near[stop - 1].end
        if sort == "label" and stop == len(near):
            done = dashed(here, done)
        grade = graded(words[role], known)
        more = [*signs, f"{sort}:{NOUNS[grade]}"]
        if stop == len(near):
            more.append(f"{signs[0]}:closed")
        if near[begin].start > words[first].start:
            more.append(f"{signs[0]}:later")
        if _met(here, near, begin):
            more.append("met")
        yield from sighted(here, near[begin].start, done, grade, more)


def _all(words: list[Word], stop: int, known: Words) -> int:
    """The number of the word behind a title that a label names: all that no sentence could hold."""
    end = stop
    while end < len(words) and not known.bounds(words[end].low):
        end += 1
    return end if end == len(words) and end - stop < _LABELLED else stop


def _met(here: Place, words: list[Word], begin: int) -> bool:
    """Is it somebody to meet: `interview with the director`?"""
    while begin and skips(words[begin - 1], here.known):
        begin -= 1
    return begin > 0 and words[begin - 1].low in here.known.meets


def _rest(here: Place, words: list[Word], first: int, signs: list[str]) -> Iterator[Sighting]:
    """What is left of a piece without the words that open it, if no noun in it is known."""
    known = here.known
    stop = first + 1
    while stop < len(words) and not known.bounds(words[stop].low):
        stop += 1
    if stop - first > _SEGMENT_WORDS or not alike(here, words[first]):
        return
    grade = max(graded(word, known) for word in words[first:stop])
    more = [*signs, f"{signs[0]}:{NOUNS[grade]}"]
    if stop == len(words):
        more.append(f"{signs[0]}:closed")
    if stop - first == 1:
        more.append(f"{signs[0]}:single")
    yield from sighted(here, words[first].start, words[stop - 1].end, grade, more)


def alone(here: Place) -> Iterator[Sighting]:
    """Titles that open short lines, and end there or at a mark."""
    text, at = here.text, here.low
    half = here.low + (here.high - here.low) // 2
    for noun in here.nouns.likely(here.low, here.high):
        if noun < at:
            continue  # the second of its line
        begin = max(at, text.rfind("\n", at, noun) + 1)
        end = text.find("\n", noun, here.high)
        end = here.high if end < 0 else end
        short = 3 < end - begin < _LONGEST and _is_brief(text, begin, end)
        labelled = text.endswith(":\n", here.low, begin)  # which says it better
        if short and not labelled and not (begin > here.low and wrapped(text, begin - 1)):
            yield from _line(here, begin, end, "line:late" if begin > half else "line:early")
        at = end + 1


def _is_brief(text: Text, at: int, end: int) -> bool:
    """Are these few words?"""
    return bisect_left(text.offsets, end) - bisect_left(text.offsets, at) <= 2 * _LINE_WORDS


def _line(here: Place, at: int, end: int, where: str) -> Iterator[Sighting]:
    known = here.known
    while at < end and here.text[at] in " -–•*\t>'\"":
        at += 1
    found = clause(here.text, at, at, end) if at < end else None
    if found is None or not 0 < len(found.words) <= _LINE_WORDS:
        return
    words = found.words
    role = next((n for n, word in enumerate(words) if graded(word, known) >= LIKE), None)
    if role is None or known.opens(words[0].low) or _calls(here, found.end):
        return
    begin, stop = around(words, role, known, cued=True)
    if begin == 0 and stop == len(words):
        grade = graded(words[role], known)
        whole = "line:whole" if found.end >= end else "line:part"
        signs = ["line", f"line:{NOUNS[grade]}", where, whole]
        yield from sighted(here, words[0].start, words[-1].end, grade, signs)


def passing(here: Place) -> Iterator[Sighting]:
    """Known nouns anywhere in a body."""
    done = here.low
    for at in here.nouns.roles(here.low, here.high)[:_MOST]:
        if at >= done:
            for sighting in _passing(here, at):
                done = sighting.found.end
                yield sighting


def _passing(here: Place, at: int) -> Iterator[Sighting]:
    known = here.known
    words = clause(here.text, here.low, at, here.high).words
    role = next((n for n, word in enumerate(words) if word.start <= at < word.end), None)
    if role is None or graded(words[role], known) != KNOWN or not alike(here, words[role]):
        return
    begin, stop = around(words, role, known)
    if begin == stop:
        return
    start, end = words[begin].start, words[stop - 1].end
    signs = ["aside", f"aside:{_opener(here, words, begin)}"]
    if stop == len(words):
        signs += ["aside:closed"] if begin else ["aside:closed", "aside:alone"]
    if start > here.low + (here.high - here.low) // 2:
        signs.append("aside:late")
    yield from sighted(here, start, end, KNOWN, signs)


def _opener(here: Place, words: list[Word], begin: int) -> str:
    """What stands before it."""
    if begin:
        low, known = words[begin - 1].low, here.known
        if low in known.some:
            return "some"
        return "article" if low in known.articles else "met" if low in known.meets else "word"
    before = here.text[max(here.low, words[0].start - _NAME) : words[0].start].rstrip(" *\t")
    whose = before[:-1].split()[-1:] if before[-1:] == "(" else []
    return "whose" if whose and capital(whose[0]) else _OPENERS.get(before[-1:], "mark")
