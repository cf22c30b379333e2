"""A mail cut into what was written this time, the signature, and the history under it.

Works on lines and plain prefixes, so the cost grows with the text alone. The marks of the four
languages all count, whatever the mail's own language: a Dutch Outlook quotes an English mail.
"""

from itertools import accumulate
from typing import NamedTuple

from .index import fold
from .part_marks import BEGUN, marks

MAX_LINES = 6_000  #: more are history
_ATTRIBUTION = 400  #: code points that "On ... wrote:" may take
_WRAPPED = 4  #: lines over which it may be wrapped
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


class _Lines(NamedTuple):
    """The lines of a text, by number: where they begin and end, and their words."""

    starts: list[int]
    ends: list[int]
    words: list[str]  #: folded and stripped


def split(body: str, subject: str = "") -> Parts:
    """Where the newest part, its signature and the history stand in `body`."""
    lines = _lines(body)
    history, count = _history(lines, 0), len(lines.words)
    first, last = (0, count) if history is None else _newest(lines, history, subject)
    newest = _trimmed(lines, first, last, len(body))
    signature, end = _signature(lines, first, last)
    quoted = (len(body), len(body))
    if history is not None:  # the answer, or a forwarded mail, may stand below
        below = lines.starts[first] if history < first < count else len(body)
        quoted = (lines.starts[history], below)
    return Parts((newest[0], max(newest[0], min(newest[1], end))), signature, quoted)


def _lines(body: str) -> _Lines:
    lengths = map(len, body.splitlines(keepends=True)[:MAX_LINES])
    bounds = list(accumulate(lengths, initial=0))
    # A folded text has the same lines: every character stays in its place.
    words = list(map(str.strip, fold(body).splitlines()[:MAX_LINES]))
    return _Lines(bounds[:-1], bounds[1:], words)


def _history(lines: _Lines, start: int) -> int | None:
    """Number of the first line of an older mail."""
    said = lines.words
    ends = (at for at in range(start, len(said)) if said[at].endswith(":"))
    near = {at - back for at in ends for back in range(_WRAPPED)}
    for number in range(start, len(said)):
        words = said[number]
        if not words:
            continue
        if words[0] == ">" or _is_separator(words) or _is_framed(words):
            return number
        if number in near and _is_attribution(said, number):
            return number
        if ":" in words and _is_header(said, number):
            return number
    return None


def _is_separator(words: str) -> bool:
    """``-----Original Message-----`` and what other programs make of it."""
    bare = words.strip("-_*=: ")
    return bare in marks().separators and (bare != words or len(bare.split()) > 1)


def _is_framed(words: str) -> bool:
    """``---- On Monday, 3 March, Jan wrote ----``, as Zoho Mail has it."""
    return words.startswith("----") and words.endswith(marks().framed)


def _is_attribution(said: list[str], number: int) -> bool:
    """``On Monday, 3 March, Jan wrote:``, also when it was wrapped."""
    words = said[number]
    first = words.split(" ", 1)[0]
    for opening, verb in marks().attributions:
        if first != opening and verb not in words:
            continue
        joined = ""
        for line in said[number : number + _WRAPPED]:
            joined = f"{joined} {line}"
            if not line or len(joined) > _ATTRIBUTION:
                break
            if line.endswith(":") and f" {verb}" in joined and any(map(str.isdigit, joined)):
                return True
    return False


def _label(words: str) -> str | None:
    """Which header a line is: ``*Von:* Jan`` -> "from"."""
    name, colon, _ = words[:40].lstrip("*> ").partition(":")
    if not colon:
        return None
    name = name.strip("* ")
    return next((key for key, names in marks().labels.items() if name in names), None)


def _is_header(said: list[str], number: int) -> bool:
    """A block of From, Sent, To and Subject lines, as Outlook puts above an older mail."""
    if _label(said[number]) != "from":
        return False
    return len({_label(words) for words in said[number : number + 8]} - {None}) >= 3


def _after_header(said: list[str], number: int) -> int:
    """The first line under a separator and its header block."""
    end = number
    for here, words in enumerate(said[number : number + 12], number):
        if _label(words) or _is_separator(words) or words.endswith(marks().introductions):
            end = here + 1
    return end


def _count(lines: _Lines, first: int, last: int) -> int:
    return sum(len(words.split()) for words in lines.words[first:last])


def _newest(lines: _Lines, history: int, subject: str) -> tuple[int, int]:
    """First and last line (exclusive) of what was written this time."""
    above, count = _count(lines, 0, history), len(lines.words)
    if above <= _COVER and _is_forward(lines, history, subject):
        start = _after_header(lines.words, history)
        inner = _history(lines, start)
        while inner is not None and _count(lines, start, inner) == 0 and inner > start:
            start = _after_header(lines.words, inner)
            inner = _history(lines, max(start, inner + 1))
        if _count(lines, start, count):
            return start, count if inner is None else inner
    if above >= 4:
        return 0, history
    run = _largest_unquoted(lines, history)
    return run if _count(lines, *run) > above else (0, history)


def _is_forward(lines: _Lines, history: int, subject: str) -> bool:
    forwards = marks().forwards
    folded = fold(subject).strip()
    if any(folded.startswith(f"{prefix}:") for prefix in forwards):
        return True
    bare = lines.words[history].strip("-_*=: ")
    return any(bare.startswith(words) for words in forwards if len(words) > 3)


def _largest_unquoted(lines: _Lines, history: int) -> tuple[int, int]:
    """The longest run of lines without ``>`` after the first quotation."""
    best, start = (history, history), None
    seen_quote, said = False, lines.words
    for number in range(history, len(said) + 1):
        if number == len(said) or said[number].startswith(">"):
            if start is not None and _count(lines, start, number) > _count(lines, *best):
                best = (start, number)
            start, seen_quote = None, True
        elif seen_quote and start is None and said[number]:
            start = number
    return best


def _trimmed(lines: _Lines, first: int, last: int, size: int) -> Span:
    while first < last and not lines.words[first]:
        first += 1
    while last > first and not lines.words[last - 1]:
        last -= 1
    if first == last:
        at = min(lines.starts[first], size) if first < len(lines.words) else 0
        return at, at
    return lines.starts[first], lines.ends[last - 1]


def _signature(lines: _Lines, first: int, last: int) -> tuple[Span, int]:
    """The signature, and where the text ends because of it or of a disclaimer."""
    end = lines.ends[last - 1] if last > first else 0
    found, cut = _closed(lines, first, last, end)
    if found is None or found == first:
        return (0, 0), cut
    said, start = lines.words, lines.starts[found]
    after = next((n for n in range(found + 1, last) if said[n].startswith(_POSTSCRIPT)), None)
    if after is not None:
        return (start, lines.starts[after]), cut
    return (start, end), start


def _closed(lines: _Lines, first: int, last: int, end: int) -> tuple[int | None, int]:
    """The line that closes the text, and where a disclaimer cuts it off."""
    said, found, cut = lines.words, None, end
    for number in range(last - 1, first - 1, -1):
        words, start = said[number], lines.starts[number]
        if end - start > _SIGNATURE:
            break
        if words.startswith(marks().disclaimers):
            cut = start
        elif words in ("--", "---") or _is_closing(words):
            found = number
            if words != "--" or not any(map(_is_closing, said[max(first, number - 6) : number])):
                break
    return found, cut


def _is_closing(words: str) -> bool:
    """``Kind regards,`` alone on its line, or with the name behind it."""
    known = marks()
    if words.rstrip(" ,.!") in known.short_closings:
        return True
    if words[:BEGUN] not in known.openings or not words.startswith(known.closings):
        return False
    closing = next(each for each in known.closings if words.startswith(each))
    count, next_sign = len(words.split()), words[len(closing) : len(closing) + 1]
    if next_sign == " " and " " not in closing:  # "Best of luck" closes nothing
        return len(closing) >= _PLAIN and count <= 4
    return next_sign in ("", " ", ",", ".", "!") and count <= _CLOSING_WORDS
