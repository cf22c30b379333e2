"""Titles behind the cues of the lexicon: `post of X`, `Post: X`."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..model import Kind
from .names import capital
from .patterns import lazy
from .title_clauses import Word, clause
from .title_cues import Cue, cues
from .title_followed import followed
from .title_lines import pieces
from .title_sightings import NOUNS, Place, Sighting, alike, dashed, sighted, skips
from .title_spans import around, closes, graded, reach
from .title_words import LIKE, MANY, MAYBE, NONE, Words

_SORTS = ("sure", "weak", "self", "seeks", "own")  #: cues that a title stands behind, best first
_DOUBTFUL = ("weak", "self")  #: of these not what somebody has been
_BEHIND = frozenset({"after", "talks"})  #: cues that a title stands before
_LABELS = ("label", "topic")
_TRUSTED = ("sure",)  #: a title stands behind these whatever its words
_FAR = 8  #: words from a cue to a noun
_NEAR = 4  #: to one that is only like a noun for who does a job
_PAST = 60  #: characters from `worked` to what somebody was
_LINE = 30  #: before a label
_COLON = lazy(r"\*{0,2}\s?(?:[:|\t]|[–—-](?= ))")
_BELOW = lazy(r"\n[ \t]*(?=[^\n:]{2,60}(?:\n|$))")  #: a line that is no label
_LETTER = lazy(r"[^\W\d_]")
_STOPS = tuple(".,;!?)")
_EITHER = lazy(r"\((?:e|ne|se)\)\s")
_QUOTES = '"“”„«»*'
_CLOSES = {
    '"': lazy(r'[^"\n]{1,60}(?=")'),
    "«": lazy(r"[^»\n]{1,60}(?<!\s)(?=\s?»)"),
    "„": lazy(r"[^“”\n]{1,60}(?=[“”])"),
    "“": lazy(r"[^”\n]{1,60}(?=”)"),
    "(": lazy(r"[^()\n]{3,60}(?=\))"),
}


def introduced(here: Place) -> Iterator[Sighting]:
    """What stands behind and before the cues of the lexicon."""
    text, past = here.text, -_PAST
    for cue in cues(text, here.low, here.high, here.known.lang):
        use = _use(cue.sorts, cue.all)
        if use.past:
            past = cue.start
        for sort in use.before:
            yield from followed(here, cue.start, sort)
        if use.label and _labels(here, cue):
            yield from _labelled(here, cue.end, use.label)
        elif use.sorts and (use.trusted or _promises(here, cue)):
            own = use.sorts[0] == "self" and here.kind is not Kind.APPLICATION
            been = cue.start - past < _PAST and ". " not in text[past : cue.start]
            if not own and not (been and use.sorts[0] in _DOUBTFUL):
                yield from _behind(here, cue, use.sorts)


class _Use(NamedTuple):
    """What a cue is good for."""

    past: bool
    before: list[str]  #: as what a title may stand before it
    label: str | None
    sorts: list[str]  #: as what one may stand behind it
    trusted: bool


@cache
def _use(sorts: frozenset[str], every: frozenset[str]) -> _Use:
    sort = next((s for s in _SORTS if s in sorts), None)
    behind = [sort] if sort else []
    if sort == "weak" and "seeks" in every:
        behind.append("seeks")
    label = next((s for s in _LABELS if s in every), None)
    return _Use("past" in sorts, sorted(_BEHIND & every), label, behind, sort in _TRUSTED)


def _labelled(here: Place, at: int, sort: str) -> Iterator[Sighting]:
    """What stands on the rest of a line behind a label, or below one that stands alone."""
    while at < here.high and here.text[at] in " *:|\t–—-":
        at += 1
    if m := _BELOW.match(here.text, at, here.high):
        at = m.end()
    end = here.text.find("\n", at, here.high)
    return pieces(here._replace(low=at, high=here.high if end < 0 else end), sort)


def _promises(here: Place, cue: Cue) -> bool:
    """May one of the next words be a noun for who does a job?"""
    if here.text[cue.end : cue.end + 1] in _STOPS:
        return False
    return here.nouns.behind(cue.end, _FAR)


def _labels(here: Place, cue: Cue) -> bool:
    """Is it a label that opens a line: `Post: `?"""
    if _COLON.match(here.text, cue.end) is None:
        return False
    low = max(here.low, cue.start - _LINE)
    line = here.text[low : cue.start].rpartition("\n")
    opens = bool(line[1]) or low == here.low
    return opens and _LETTER.search(line[2]) is None


def _behind(here: Place, cue: Cue, sorts: list[str]) -> Iterator[Sighting]:
    text, at, known = here.text, cue.end, here.known
    if m := _EITHER.match(text, at, here.high):
        at = m.end()  # `un(e) vendeur(se)`
    while at < here.high and text[at] in " :\t\n'’(" + _QUOTES:
        at += 1
    if at >= here.high or text.count("\n", cue.end, at) > 1:
        return
    quoted = _CLOSES.get(text[cue.end : at].rstrip()[-1:])
    if quoted and (m := quoted.match(text, at, here.high)):
        yield from _quoted(here, at, m.end(), sorts[0])
        return
    words = clause(text, at, at, here.high).words
    first = 0
    while first < len(words) and skips(words[first], known):
        first += 1
    linked = _linked(here, cue)
    for sort in sorts if first < len(words) else ():
        yield from _titled(here, words, first, sort, linked)


def _linked(here: Place, cue: Cue) -> bool:
    """Does a cue end in a word that leads on: `position of`, and not `position`?"""
    last = here.text.folded[cue.start : cue.end].rsplit(None, 1)[-1].rstrip("'")
    return last in here.known.small or last in here.known.articles


def _quoted(here: Place, start: int, end: int, sort: str) -> Iterator[Sighting]:
    """All that stands between quotation marks."""
    words = clause(here.text, start, start, end).words
    grade = max((graded(word, here.known) for word in words), default=NONE)
    bare = NONE if here.text[start - 1] != "(" else MAYBE  # `your application (nurse)`, `(PDF)`
    if len(words) and (grade > bare or (bare == NONE and capital(words[0].said))):
        yield from sighted(here, start, end, grade, [sort, "quoted", f"{sort}:quoted"])


def _titled(
    here: Place, words: list[Word], first: int, sort: str, linked: bool
) -> Iterator[Sighting]:
    """The title among the words behind a cue; it may begin with the word of this number."""
    known = here.known
    role, grade = _noun(words, first, sort, known)
    named = linked or capital(words[role].said)
    if not alike(here, words[role]) or (grade < LIKE and not named):
        return
    if grade == NONE and sort != "sure" and not capital(words[first].said):
        return
    if grade > NONE:
        begin, stop = around(words, role, known, sort != "seeks")
    elif known.opens(words[first].low) or not words[first].low[:1].isalpha():
        return
    else:
        begin, stop = first, reach(words, first, known)
    gap = _gap(words, begin, first, sort, known)
    if stop <= begin or gap is None:
        return
    end = words[stop - 1].end
    if grade >= MANY and stop == len(words) and here.part == "body":
        end = dashed(here, end)
    ends = _ends(words, stop, known)
    article = ["article"] if first and words[first - 1].low in known.articles else []
    signs = [sort, *gap, *article, ends, f"{sort}:{NOUNS[grade]}"]
    yield from sighted(here, words[begin].start, end, grade, signs)


def _noun(words: list[Word], first: int, sort: str, known: Words) -> tuple[int, int]:
    """The number of the likeliest noun for who does a job, and how likely it is one."""
    role, best = first, NONE
    for at in range(first, min(len(words), first + _FAR)):
        if sort != "seeks" and at > first and closes(words[at], known):
            break
        grade = graded(words[at], known)
        if grade >= MANY:
            return at, grade
        if grade > best and at < first + _NEAR:
            role, best = at, grade
    return role, best


def _gap(words: list[Word], begin: int, first: int, sort: str, known: Words) -> list[str] | None:
    """What is to be said of words between a cue and a title. None: they part them."""
    if begin <= first:
        return []
    if words[begin - 1].low in known.joins:
        return None  # one of several
    if sort != "seeks":
        return [f"{sort}:gap{min(begin - first, 3)}"]
    while begin > first and words[begin - 1].low in known.fillers:
        begin -= 1
    return ["some"] if words[begin - 1].low in known.some else None


def _ends(words: list[Word], stop: int, known: Words) -> str:
    if stop == len(words):
        return "end:closed"
    return "end:bound" if known.bounds(words[stop].low) else "end:word"
