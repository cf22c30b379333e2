"""A draft cut into greeting, sentences and closing, and the signs that stand in it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from ..reading import parts
from ..reading.cues import Hit
from ..reading.index import Text, fold
from . import book, cutting, patterns
from .cutting import Span, stripped
from .draft import MAX_SUBJECT, MAX_TEXT, Draft

_LINE = re.compile(r"[^\n]+")
_HEAD = 14  #: lines in which the greeting stands; a formal letter has addresses before it
_UNDER = re.compile(
    r"[^.!?\s]\s*$|^\S+(?:\s\S+){0,2}$|^(?:ps|p\.s\.|nb)\b", re.I
)  #: a line below the closing
_LEAVE, _LONG_LEAVE = 6, 12  #: words of a line that takes leave; of one that begins with it
_NAMED = re.compile(
    r"(?<=[.!?…])[ \t]{1,3}[A-ZÀ-ÖØ-Þ][\w'’-]{1,20}(?:[ ][A-ZÀ-ÖØ-Þ][\w'’-]{1,20}){0,2}\Z"
)
_SIGNED = re.compile(
    r"(?:[,!.]|[ ]?[-–—])?[ \t]{1,3}[A-ZÀ-ÖØ-Þ][\w'’-]{0,20}(?:[ ][A-ZÀ-ÖØ-Þ][\w'’.-]{0,20}){0,2}\Z"
)  #: a name, right behind words that take leave
_SIGNED_LAST = re.compile(r",[ \t]{1,3}[A-ZÀ-ÖØ-Þ][\w'’-]{0,20}\Z")
_LAST = ("closing", "wish", "thanks")  #: what the last sentence says, if somebody signs it
_GREETING_WORDS = 8
_NAME_WORDS = 4


class Sheet:
    """A draft, read. Offsets are code points of its text."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.lang = draft, draft.lang
        self.context = draft.context
        self.text = Text(draft.text[:MAX_TEXT])
        self.subject = draft.subject[:MAX_SUBJECT]
        self._signs: dict[str, tuple[Hit, ...]] = {}
        self._starts: dict[str, list[int]] = {}

    @cached_property
    def end(self) -> int:
        """Where the draft ends: the mail that it answers may stand below it."""
        newest, _, quoted = parts.split(self.text)
        below = quoted[0] < quoted[1] and newest[0] < newest[1] <= quoted[0]
        return quoted[0] if below else len(self.text)

    @cached_property
    def lines(self) -> list[Span]:
        """Lines with something in them, without the space around it."""
        found = (stripped(self.text, *m.span()) for m in _LINE.finditer(self.text, 0, self.end))
        return [(start, end) for start, end in found if start < end]

    @cached_property
    def greeting(self) -> Span | None:
        """The line, or its first words, that names the reader."""
        for start, end in self.lines[:_HEAD]:
            line = self.text[start:end]
            comma = line.find(",")
            upto = line if comma < 0 else line[:comma]
            if self._greets(upto) and len(upto.split()) <= _GREETING_WORDS:
                return start, start + len(upto)
            if len(line.split()) > _GREETING_WORDS and line[-1] in ".!?":
                break  # the text has begun
        return self._bare_name()

    def _greets(self, line: str) -> bool:
        return patterns.greetings().match(fold(line)) is not None

    def _bare_name(self) -> Span | None:
        """``Steve,`` on a line of its own."""
        if not self.lines:
            return None
        start, end = self.lines[0]
        words = self.text[start : end - 1].split()
        named = words and len(words) <= _NAME_WORDS and all(w[0].isupper() for w in words)
        return (start, end - 1) if named and self.text[end - 1] == "," else None

    @property
    def greeted(self) -> str:
        """The greeting without the words of greeting: a name, perhaps with a title."""
        if self.greeting is None:
            return ""
        line = self.text[slice(*self.greeting)]
        begin = patterns.greetings(titles=False).match(fold(line))
        return line[begin.end() if begin else 0 :].strip(" \t!:;.-–")

    @cached_property
    def closing(self) -> int | None:
        """Where the letter takes its leave; None when it just stops.

        Sought from below: under it stand only a name, a signature, a postscript.
        """
        below: list[Span] = []
        for start, end in reversed(list(self._ungreeted())):
            line = self.text[start:end]
            if not below and (ending := self._at_end(start, end)) is not None:
                return ending
            named = bool(below) and self.text[below[-1][1] - 1] not in ".!?"
            if self._takes_leave(start, end) and not self._breaks_off(start, end, below):
                return start
            if (formal := self._formal(start, end)) is not None:
                return formal
            if named and line.endswith(","):
                return self._last_words(start, end)
            if below and _is_name(self.text[slice(*below[-1])]) and len(line.split()) > _LEAVE:
                return below[-1][0]
            if not _UNDER.search(line):
                return self._signed((start, end), below)
            below.append((start, end))
        return None

    def _ungreeted(self) -> Iterator[Span]:
        """The lines, without the greeting."""
        after = self.greeting[1] if self.greeting else 0
        spans = (stripped(self.text, max(start, after), end) for start, end in self.lines)
        return (span for span in spans if self.words(*span))

    def _at_end(self, start: int, end: int) -> int | None:
        """Where the last words of a line take leave: "... are sound. Ta, Kieran"."""
        for hit in self.within("closing", start, end):
            if hit.start > start and _SIGNED.match(self.text, hit.end, end):
                return hit.start
        last = self._last_words(start, end)
        signed = _SIGNED_LAST.search(self.text, last, end)
        if last > start and signed and any(self.says(each, last, end) for each in _LAST):
            return last
        name = _NAMED.search(self.text[start:end])
        shortened = name and cutting.SHORTENED.search(self.text[start : start + name.start() - 1])
        return start + name.start() if name and not shortened else None

    def _takes_leave(self, start: int, end: int) -> bool:
        words = len(self.text[start:end].split())
        hits = self.within("closing", start, end)
        last = self._last_words(start, end)  # "Thanks for the call. It is a no." takes no leave
        return any(words <= _LEAVE or (hit.start == last and words <= _LONG_LEAVE) for hit in hits)

    def _breaks_off(self, start: int, end: int, below: list[Span]) -> bool:
        """Whether it is a sentence of the letter under which nobody signs: "I wish you luck."."""
        begins = any(hit.start == start for hit in self.within("closing", start, end))
        return not below and not begins and self.text[end - 1] == "."

    def _formal(self, start: int, end: int) -> int | None:
        """Where a last sentence like "je vous prie d'agréer ..." begins, however long it is."""
        last = self._last_words(start, end)
        return last if self.within("formula", last, end) else None

    def _signed(self, last: Span, below: list[Span]) -> int | None:
        """A name closes below another short line, below a wish, thanks or a call."""
        sizes = [len(self.text[a:b].split()) for a, b in below[-2:]]
        if len(sizes) > 1 and sizes[1] <= _LONG_LEAVE and sizes[0] <= _LEAVE:
            return below[-1][0]
        final = self._last_words(*last)
        kind = any(self.within(sign, final, last[1]) for sign in ("wish", "thanks"))
        kind = kind or self.text[last[1] - 1] in "!?"
        return below[-1][0] if below and kind else None

    def _last_words(self, start: int, end: int) -> int:
        """Where the last sentence of a line begins."""
        return max(
            (m.end() for m in cutting.ENDS.finditer(self.text, start, end - 1)), default=start
        )

    @cached_property
    def body(self) -> Span:
        """What lies between greeting and closing."""
        start = min(self.greeting[1] + 1, self.end) if self.greeting else 0
        end = self.end if self.closing is None else self.closing
        return start, max(start, end)

    @cached_property
    def sentences(self) -> list[Span]:
        """Those of the body, without the space around them."""
        return list(cutting.sentences(self.text, *self.body))

    def clauses(self, start: int, end: int) -> Iterator[Span]:
        """Pieces of a sentence, parted by a comma, a dash or a word like "but"."""
        return cutting.clauses(self.text, self.lang, start, end)

    def halves(self, start: int, end: int) -> Iterator[Span]:
        """The same, but a comma parts nothing, and "but" belongs to what it begins."""
        return cutting.halves(self.text, self.lang, start, end)

    def to_reader(self, start: int, end: int) -> bool:
        """Whether the reader is spoken to; where capitals tell "Sie" from "sie", by them."""
        exact = patterns.exactly(self.lang)
        said = exact is None or exact.search(str(self.text), start, end) is not None
        return said and self.says("you", start, end)

    def parted(self, start: int, end: int) -> bool:
        """Whether a verb stands there with its particle far behind it: "trek mijn ... in"."""
        pattern = patterns.parted(self.lang)
        return pattern is not None and pattern.search(self.text, start, end) is not None

    def signs(self, section: str) -> tuple[Hit, ...]:
        """Where the phrases of a section stand, from left to right."""
        if section not in self._signs:
            found = book.signs(self.lang, section).find(self.text, 0, self.end)
            self._signs[section] = tuple(found)
        return self._signs[section]

    def subject_signs(self, section: str) -> tuple[Hit, ...]:
        """The same in the subject."""
        return tuple(book.signs(self.lang, section).find(Text(self.subject)))

    def within(self, section: str, start: int, end: int) -> list[Hit]:
        """Those that lie between two offsets."""
        return [hit for hit in self.signs(section) if start <= hit.start and hit.end <= end]

    def says(self, section: str, start: int, end: int) -> bool:
        """Whether a phrase of a section begins between two offsets."""
        if section not in self._starts:
            self._starts[section] = [hit.start for hit in self.signs(section)]
        starts = self._starts[section]
        at = bisect_left(starts, start)
        return at < len(starts) and starts[at] < end

    def words(self, start: int, end: int) -> int:
        return sum(any(c.isalnum() for c in word) for word in self.text[start:end].split())


def _is_name(line: str) -> bool:
    """Whether a line under the text can be who signs it."""
    return len(line.split()) <= _NAME_WORDS and line[-1] not in ".!?:;,…"
