"""A mail cut into what was written this time, the signature, and the history under it.

Works on lines and plain prefixes, so the cost grows with the text alone. The marks of the four
languages all count, whatever the mail's own language: a Dutch Outlook quotes an English mail.
"""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..model import LANGUAGES
from ..resources import lexicon
from .index import fold

MAX_LINES = 6_000  #: more are history
_ATTRIBUTION = 400  #: code points that "On ... wrote:" may take, over at most four lines
_CLOSING_WORDS = 9  #: "Met vriendelijke groet, Sanne de Vries" on one line
_PLAIN = 5  #: letters of a single word that closes even without a comma: "Groet Jan"
_SIGNATURE = 2_500  #: a longer tail is no signature
_COVER = 12  #: words above a forwarded mail that leave it the subject of the mail

_POSTSCRIPT = ("ps ", "ps:", "p.s.", "pps", "nb:", "n.b.")

Span = tuple[int, int]


class Parts(NamedTuple):
    newest: Span
    signature: Span
    quoted: Span


class _Line(NamedTuple):
    start: int
    end: int
    words: str  #: folded and stripped


@dataclass(frozen=True, slots=True)
class _Marks:
    labels: dict[str, frozenset[str]]  #: "from", "date", "to", "subject" -> words before a colon
    separators: tuple[str, ...]
    attributions: tuple[tuple[str, str], ...]  #: first word, verb
    forwards: tuple[str, ...]
    closings: tuple[str, ...]
    short_closings: frozenset[str]
    disclaimers: tuple[str, ...]


@cache
def _marks() -> _Marks:
    books = [lexicon(lang, "parts") for lang in LANGUAGES]

    def gathered(topic: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fold(words) for book in books for words in book[topic]))

    return _Marks(
        labels={
            name: frozenset(fold(w) for book in books for w in book["labels"][name])
            for name in ("from", "date", "to", "subject")
        },
        separators=gathered("separators"),
        attributions=tuple((fold(a), fold(b)) for book in books for a, b in book["attributions"]),
        forwards=gathered("forwards"),
        closings=tuple(sorted(gathered("closings"), key=len, reverse=True)),
        short_closings=frozenset(gathered("short_closings")),
        disclaimers=gathered("disclaimers"),
    )


def split(body: str, subject: str = "") -> Parts:
    """Where the newest part, its signature and the history stand in `body`."""
    lines = _lines(body)
    history = _history(lines, 0)
    first, last = (0, len(lines)) if history is None else _newest(lines, history, subject)
    newest = _trimmed(lines, first, last, len(body))
    signature, end = _signature(lines, first, last)
    quoted = (len(body), len(body))
    if history is not None:  # the answer, or a forwarded mail, may stand below
        below = lines[first].start if history < first < len(lines) else len(body)
        quoted = (lines[history].start, below)
    return Parts((newest[0], max(newest[0], min(newest[1], end))), signature, quoted)


def _lines(body: str) -> list[_Line]:
    lines: list[_Line] = []
    at, folded = 0, fold(body)
    for text in body.splitlines(keepends=True)[:MAX_LINES]:
        end = at + len(text)
        lines.append(_Line(at, end, folded[at:end].strip()))
        at = end
    return lines


def _history(lines: list[_Line], start: int) -> int | None:
    """Index of the first line of an older mail."""
    for index in range(start, len(lines)):
        words = lines[index].words
        if words.startswith(">") or _is_separator(words):
            return index
        if words and (_is_attribution(lines, index) or _is_header(lines, index)):
            return index
    return None


def _is_separator(words: str) -> bool:
    """``-----Original Message-----`` and what other programs make of it."""
    bare = words.strip("-_*=: ")
    return bare in _marks().separators and (bare != words or len(bare.split()) > 1)


def _is_attribution(lines: list[_Line], index: int) -> bool:
    """``On Monday, 3 March, Jan wrote:``, also when it was wrapped."""
    words = lines[index].words
    first = words.split(" ", 1)[0]
    for opening, verb in _marks().attributions:
        if first != opening and verb not in words:
            continue
        joined = ""
        for line in lines[index : index + 4]:
            joined = f"{joined} {line.words}"
            if not line.words or len(joined) > _ATTRIBUTION:
                break
            if line.words.endswith(":") and f" {verb}" in joined and any(map(str.isdigit, joined)):
                return True
    return False


def _label(words: str) -> str | None:
    """Which header a line is: ``*Von:* Jan`` -> "from"."""
    name, colon, _ = words[:40].lstrip("*> ").partition(":")
    if not colon:
        return None
    name = name.strip("* ")
    return next((key for key, names in _marks().labels.items() if name in names), None)


def _is_header(lines: list[_Line], index: int) -> bool:
    """A block of From, Sent, To and Subject lines, as Outlook puts above an older mail."""
    if _label(lines[index].words) != "from":
        return False
    return len({_label(line.words) for line in lines[index : index + 8]} - {None}) >= 3


def _after_header(lines: list[_Line], index: int) -> int:
    """The first line under a separator and its header block."""
    end = index
    for here in range(index, min(index + 12, len(lines))):
        words = lines[here].words
        if _label(words) or _is_separator(words) or words.endswith(("wrote:", "schreef:")):
            end = here + 1
    return end


def _count(lines: list[_Line], first: int, last: int) -> int:
    return sum(len(line.words.split()) for line in lines[first:last])


def _newest(lines: list[_Line], history: int, subject: str) -> tuple[int, int]:
    """First and last line (exclusive) of what was written this time."""
    above = _count(lines, 0, history)
    if _is_forward(lines, history, subject) and above <= _COVER:
        start = _after_header(lines, history)
        inner = _history(lines, start)
        while inner is not None and _count(lines, start, inner) == 0 and inner > start:
            start = _after_header(lines, inner)
            inner = _history(lines, max(start, inner + 1))
        if _count(lines, start, len(lines)):
            return start, len(lines) if inner is None else inner
    if above >= 4:
        return 0, history
    run = _largest_unquoted(lines, history)
    return run if _count(lines, *run) > above else (0, history)


def _is_forward(lines: list[_Line], history: int, subject: str) -> bool:
    marks = _marks()
    folded = fold(subject).strip()
    if any(folded.startswith(f"{prefix}:") for prefix in marks.forwards):
        return True
    bare = lines[history].words.strip("-_*=: ")
    return any(bare.startswith(words) for words in marks.forwards if len(words) > 3)


def _largest_unquoted(lines: list[_Line], history: int) -> tuple[int, int]:
    """The longest run of lines without ``>`` after the first quotation."""
    best, start = (history, history), None
    seen_quote = False
    for index in range(history, len(lines) + 1):
        if index == len(lines) or lines[index].words.startswith(">"):
            if start is not None and _count(lines, start, index) > _count(lines, *best):
                best = (start, index)
            start, seen_quote = None, True
        elif seen_quote and start is None and lines[index].words:
            start = index
    return best


def _trimmed(lines: list[_Line], first: int, last: int, size: int) -> Span:
    while first < last and not lines[first].words:
        first += 1
    while last > first and not lines[last - 1].words:
        last -= 1
    if first == last:
        at = min(lines[first].start, size) if first < len(lines) else 0
        return at, at
    return lines[first].start, lines[last - 1].end


def _signature(lines: list[_Line], first: int, last: int) -> tuple[Span, int]:
    """The signature, and where the text ends because of it or of a disclaimer."""
    end = lines[last - 1].end if last > first else 0
    cut = end
    found = None
    for index in range(last - 1, first - 1, -1):
        line = lines[index]
        if end - line.start > _SIGNATURE:
            break
        if line.words.startswith(_marks().disclaimers):
            cut = line.start
        elif line.words in ("--", "---") or _is_closing(line.words):
            found = index
            if line.words != "--" or not any(
                _is_closing(up.words) for up in lines[max(first, index - 6) : index]
            ):
                break
    if found is None or found == first:
        return (0, 0), cut
    after = next(
        (n for n in range(found + 1, last) if lines[n].words.startswith(_POSTSCRIPT)), None
    )
    if after is not None:
        return (lines[found].start, lines[after].start), cut
    return (lines[found].start, end), lines[found].start


def _is_closing(words: str) -> bool:
    """``Kind regards,`` alone on its line, or with the name behind it."""
    bare = words.rstrip(" ,.!")
    if bare in _marks().short_closings:
        return True
    if not words.startswith(_marks().closings):
        return False
    closing = next(each for each in _marks().closings if words.startswith(each))
    count, next_sign = len(words.split()), words[len(closing) : len(closing) + 1]
    if next_sign == " " and " " not in closing:  # "Best of luck" closes nothing
        return len(closing) >= _PLAIN and count <= 4
    return next_sign in ("", " ", ",", ".", "!") and count <= _CLOSING_WORDS
