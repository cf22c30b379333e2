"""What a candidate says to bring, in the words of their own mail. Pure.

Offered to the employer as a start for naming a strength; never stored. Exact words of the newest
part, from a clause that can stand alone; none rather than a doubtful one. What an employer should
not repeat (age, family, health) is passed over. The words are in ``lexicon/<lang>/hints.toml``.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import NamedTuple

from .model import LANGUAGES, Kind, Message, Reading
from .reading import source_of
from .reading.cues import Cue, Hit, Phrases, cues
from .reading.index import Text, fold
from .resources import lexicon

MOST = 3  #: phrases
FEWEST_WORDS, MOST_WORDS = 4, 25
ENOUGH = 1.5  #: weight of what is said; one fair cue
_FIGURE = 0.5  #: what a number adds: it makes a claim concrete
_LONGEST_TEXT, _LONGEST_HTML = 16_000, 50_000  #: code points that are looked at
_READ = 6_000  #: of the newest part; a letter of application has some two thousand
_MOST_CLAUSES = 30  #: of more it is no sentence
_SHORT_LINE = 40  #: code points of a line that was not wrapped: a greeting, a heading

_ITEM = r"[ \t]{0,8}(?:[-–—•*·▪◦>]|\d{1,2}[.)])[ \t]+"  #: how an item of a list begins
_ENDS = re.compile(rf"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n[ \t\r]*\n|\n(?={_ITEM})")
_SHORTENED = re.compile(
    r"(?:^|[\s(.])(?:\d{1,2}|\w|dr|mr|mrs|ms|mme|dhr|mevr|mw|prof|ing|bijv|evt|ca|nr|no|bzw|usw|st|resp|dipl|inkl|env)$",
    re.I,
)
_BULLET = re.compile(rf"\s*{_ITEM}")
#: Blanks of a sample text, addresses, numbers to call.
_ODD = re.compile(r"[\[\]{}<>@|_]|%s|https?:|www\.|\bx{2,}\b|(?:\d[ ./-]?){9}", re.I)
_MARKS = r"[,;:](?=\s)|[()\"“”„«»–—]|\s-\s"
_EDGES = " \t\r\n.,;:!…-–—'’"


class _Clause(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language, compiled."""

    bring: Phrases
    unfit: Phrases
    me: re.Pattern[str]  #: first person, anywhere
    i: re.Pattern[str]  #: the same as a subject
    begin: re.Pattern[str]  #: that subject where a clause begins, with linking words before it
    links: re.Pattern[str]  #: linking words that can go
    breaks: re.Pattern[str]  #: between clauses
    hangs: re.Pattern[str]  #: what begins a clause that belongs to the one before it
    stops: re.Pattern[str]  #: a word at the end that wants another after it
    greets: re.Pattern[str]
    age: re.Pattern[str]
    you: re.Pattern[str]  #: the reader; over the text itself, since German tells by capitals


@cache
def _words(lang: str) -> _Words:
    book = lexicon(lang, "hints")
    choice = {
        name: "|".join(re.escape(fold(word)) for word in words)
        for name, words in book["words"].items()
    }
    joined = choice["joined"] or "(?!)"
    me = rf"(?:(?:{choice['me']})(?!\w)|(?:{joined}))"
    i = rf"(?:(?:{choice['i']})(?!\w)|(?:{joined}))"
    links = rf"(?:(?:{choice['links']})(?!\w),?\s+){{1,3}}"
    joins = rf"\s(?=(?:{choice['joins']})\s+(?:{i}|(?:{choice['verbs']})(?!\w)))"
    return _Words(
        bring=Phrases(cue for topic, table in book["bring"].items() for cue in cues(topic, table)),
        unfit=Phrases(Cue(phrase, "unfit", 1.0) for phrase in book["unfit"]["phrases"]),
        me=re.compile(rf"(?<!\w){me}"),
        i=re.compile(rf"(?<!\w){i}"),
        begin=re.compile(rf"\s*(?:{links})?{i}"),
        links=re.compile(rf"\s*{links}(?={i})"),
        breaks=re.compile(rf"{_MARKS}|{joins}"),
        hangs=re.compile(rf"\W*(?:{choice['hangs']})(?!\w)"),
        stops=re.compile(rf"(?<!\w)(?:{choice['joins']})\s*$"),
        greets=re.compile(rf"\W*(?:{choice['greetings']})(?!\w)"),
        age=re.compile(book["unfit"]["age"]),
        you=re.compile(book["unfit"]["you"]),
    )


def find(message: Message, reading: Reading) -> tuple[str, ...]:
    """Up to three phrases, the most telling first; none of a mail that is no application."""
    if reading.kind is not Kind.APPLICATION or reading.lang not in LANGUAGES:
        return ()
    bounded = replace(message, body=message.body[:_LONGEST_TEXT], html=message.html[:_LONGEST_HTML])
    source = source_of(bounded)
    text = Text(source.text()[:_READ])
    whole = len(text) < _READ and bounded == message
    page = _Page(text, _words(reading.lang), whole)
    found = sorted(page.offers(), key=lambda offer: (-offer[0], offer[1]))
    said = (" ".join(text[start:end].strip(_EDGES).split()) for _, start, end in found)
    return tuple(dict.fromkeys(said))[:MOST]


Offer = tuple[float, int, int]  #: weight, start and end


class _Hits:
    """Where phrases stand, in order; none overlaps another."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._hits = sorted(hits, key=lambda hit: hit.start)
        self._starts = [hit.start for hit in self._hits]

    def within(self, start: int, end: int) -> list[Hit]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [hit for hit in self._hits[first:last] if hit.end <= end]


class _Page:
    """The newest part of a mail, and what stands where in it."""

    def __init__(self, text: Text, words: _Words, whole: bool) -> None:
        self.text, self.folded, self.words, self.whole = text, text.folded, words, whole
        self.bring = _Hits(words.bring.find(text))
        self.unfit = _Hits(words.unfit.find(text))

    def offers(self) -> Iterator[Offer]:
        """The best phrase of each sentence that has one."""
        for start, end in self._sentences():
            if self.bring.within(start, end):
                yield from self._best(start, end)

    def _sentences(self) -> Iterator[tuple[int, int]]:
        start = 0
        for match in _ENDS.finditer(self.text):
            before = self.text[max(start, match.start() - 6) : match.start()]
            if match[0] == "." and _SHORTENED.search(before):
                continue
            yield from self._lines(start, match.end())
            start = match.end()
        if self.whole:  # else the last sentence was cut off
            yield from self._lines(start, len(self.text))

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut after short lines: whoever wraps text does so further to the right."""
        at = start
        while (line := self.text.find("\n", at, end)) >= 0:
            if 0 < len(self.text[at:line].strip()) < _SHORT_LINE:
                yield start, line
                start = line + 1
            at = line + 1
        yield start, end

    def _best(self, start: int, end: int) -> Iterator[Offer]:
        if self.text[start:end].rstrip(" \t\r\n!\"'”’»)").endswith("?"):
            return
        listed = _BULLET.match(self.text, start, end)
        start = listed.end() if listed else start
        clauses = list(islice(self._clauses(start, end), _MOST_CLAUSES + 1))
        if len(clauses) > _MOST_CLAUSES:
            return
        greeted = self.words.greets.match(self.folded, start, end) is not None
        if clauses and not greeted and self._fits(clauses, 0, len(clauses) - 1, bool(listed)):
            yield self._offer(clauses[0].start, clauses[-1].end)
            return
        parts = [self._offer(a, b) for a, b in self._parts(clauses, greeted)]
        if parts:
            yield max(parts, key=self._worth)

    def _worth(self, offer: Offer) -> tuple[float, int, int]:
        """The most said in the fewest statements; of these the most complete."""
        weight, start, end = offer
        statements = sum(1 for _ in self.words.i.finditer(self.folded, start, end))
        return weight, -statements, end - start

    def _clauses(self, start: int, end: int) -> Iterator[_Clause]:
        at = start
        cuts = [(m.start(), m.end()) for m in self.words.breaks.finditer(self.folded, start, end)]
        for stop, after in (*cuts, (end, end)):
            if _count(self.text[at:stop]):
                yield _Clause(at, stop)
            at = after

    def _parts(self, clauses: list[_Clause], greeted: bool) -> Iterator[tuple[int, int]]:
        """Runs of clauses that begin the sentence, or with its speaker."""
        for first, clause in enumerate(clauses):
            begins = first == 0 and not greeted
            if not begins and not self.words.begin.match(self.folded, clause.start, clause.end):
                continue
            for last in range(first, min(first + MOST_WORDS, len(clauses))):
                if self._fits(clauses, first, last, False):
                    yield clause.start, clauses[last].end

    def _fits(self, clauses: list[_Clause], first: int, last: int, listed: bool) -> bool:
        """Whether these clauses can stand alone, say something, and may be repeated."""
        start, end = clauses[first].start, clauses[last].end
        said = self.text[start:end]
        if not FEWEST_WORDS <= _count(self.text[self._offer(start, end)[1] : end]) <= MOST_WORDS:
            return False
        if last + 1 < len(clauses) and self._goes_on(clauses[last], clauses[last + 1]):
            return False
        if said.count("(") != said.count(")") or re.search(r"[\"“”„«»]", said) or _ODD.search(said):
            return False
        speaker = self.words.me if last - first + 1 == len(clauses) else self.words.i
        if not listed and not speaker.search(self.folded, start, end):
            return False
        if self.unfit.within(start, end) or self.words.age.search(self.folded, start, end):
            return False
        if self.words.stops.search(self.folded, start, end):
            return False
        if self.words.you.search(self.text, start, end):
            return False
        return self._offer(start, end)[0] >= ENOUGH

    def _goes_on(self, clause: _Clause, following: _Clause) -> bool:
        """Whether what follows belongs to the clause: in brackets, quoted, or hanging on it."""
        between = self.text[clause.end : following.start]
        if any(sign in between for sign in '("“”„«»'):
            return True
        return self.words.hangs.match(self.folded, following.start, following.end) is not None

    def _offer(self, start: int, end: int) -> Offer:
        link = self.words.links.match(self.folded, start, end)
        start = link.end() if link else start
        best: dict[str, float] = {}
        for hit in self.bring.within(start, end):
            best[hit.label] = max(hit.weight, best.get(hit.label, 0.0))
        figure = best and any(map(str.isdigit, self.text[start:end]))
        return sum(best.values()) + (_FIGURE if figure else 0.0), start, end


def _count(words: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in words.split())
