"""Where and how the interview is held.

Everything in the mail that may say so counts by what stands in its sentence: an hour and words
for meeting speak for it, words about getting in touch or about the past speak against it.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from ..model import Mode
from .index import Text, fold
from .names import greeting
from .patterns import lazy
from .place_choices import Candidate, chosen, tells
from .place_context import DATED, Sentences
from .place_labels import labelled
from .place_modes import in_form, likeliest, others, ways
from .place_products import TASK
from .place_spans import begins, extent
from .place_streets import addresses, widened
from .place_words import Words, ours, standing, words
from .source import Found, Part, Source

NAMED = lazy(r" (?:[A-ZÀ-Ý][\w'’-]{2,}|\d|[A-Z](?!\w))")
MEETING = lazy(
    r"https?://(?:(?:meet|meeting|visio|video|jitsi|bbb|conf)\.[\w.-]{4,60}/"
    r"|(?:[\w-]{1,40}\.){0,4}(?:teams\.microsoft\.com/(?:l/meetup-join|meet)"
    r"|teams\.live\.com/meet|zoom\.us/(?:j|my|w|s)|zoom\.com/j|meet\.google\.com|webex\.com"
    r"|whereby\.com|meet\.jit\.si|join\.skype\.com|gotomeeting\.com|gotomeet\.me|bluejeans\.com))"
    r"[^\s<>\"')\]]*"
)
ENOUGH = 1.0
_NEITHER = ("", TASK)


class Place(NamedTuple):
    location_or_mode: Found | None = None
    mode: Mode | None = None
    meeting_url: Found | None = None


def find(source: Source, lang: str | None, house: str | None = None) -> Place:
    """A labelled place first, then what most speaks for in the mail, then in its subject.

    `house`: the name of who writes, which says nothing of where.
    """
    known, url = words(lang), _meeting(source)
    if (span := labelled(source.body, *source.newest, known)) is not None:
        return _labelled_place(_made(source, *span, "body"), url, known)
    start, end = source.newest
    text = source.body if isinstance(source.body, Text) else Text(source.body)
    called = fold(house) if house else ""
    best, both = _best(text, start, end, known, lang, called)
    part: Part = "body"
    if best is None:
        text, part = Text(source.subject), "subject"
        best, both = _best(text, 0, len(text), known, lang, called)
    if best is None:
        return _unnamed(source, url, known)
    if not tells(text, best, called, known):
        return Place(mode=_mode(best.mode), meeting_url=url)
    return Place(
        location_or_mode=_made(source, best.start, best.end, part),
        mode=None if both else _mode(best.mode),
        meeting_url=url,
    )


def _unnamed(source: Source, url: Found | None, known: Words) -> Place:
    """Of a mail that names no place."""
    comes = known.comes.within(source.body, *source.newest)
    mode = Mode.VIDEO if url else Mode.ON_SITE if comes else None
    return Place(location_or_mode=url, mode=mode, meeting_url=url)


def _labelled_place(place: Found, url: Found | None, known: Words) -> Place:
    told = {m.lastgroup or "" for m in known.modes.find(place.words, 0, len(place.words))}
    named = told.pop() if len(told) == 1 else "" if told else "video" if url else "on_site"
    return Place(location_or_mode=place, mode=_mode(named), meeting_url=url)


def _mode(named: str) -> Mode | None:
    return None if named in _NEITHER else Mode(named)


def _best(
    text: Text, start: int, end: int, known: Words, lang: str | None, house: str
) -> tuple[Candidate | None, bool]:
    """The likeliest; and is it a choice between two modes?"""
    sentences = Sentences(text, start, end, known)
    named = list(known.modes.find(text, start, end))
    modes = chain(ways(text, named, known, sentences), others(text, start, end, known, sentences))
    every = _merged([*modes, *_sites(text, start, end, known, lang, sentences)])
    found = [c for c in every if c.weight >= ENOUGH]
    found = [c for c in found if tells(text, c, house, known)] or found
    if not found:
        return None, False
    best = max(found, key=lambda c: (c.weight, -c.start))
    best = _placed(text, likeliest(text, best, found, known), found, {n.span() for n in named})
    return chosen(text, best, every, known)


def _placed(
    text: Text, best: Candidate, found: list[Candidate], said: set[tuple[int, int]]
) -> Candidate:
    """Where it is, rather than that it is `in person`. `said`: words that name a mode."""
    if best.mode != "on_site" or (best.start, best.end) not in said:
        return best
    likely = (c for c in found if c.mode == "on_site" and (c.start, c.end) not in said)
    likely = (
        c for c in likely if c.weight > best.weight - 0.4 or NAMED.search(text, c.start, c.end)
    )
    return max(likely, key=lambda c: (c.weight, -c.start), default=best)


def _sites(
    text: Text, start: int, end: int, known: Words, lang: str | None, sentences: Sentences
) -> Iterator[Candidate]:
    """Places to go to: nouns for them, addresses, and what follows an hour or an announcement."""
    for at in chain(standing(text, start, end, known), ours(text, start, end, known)):
        yield from _noun(text, start, at, end, known, sentences)
    opening = next(greeting(lang).find(text, start, min(end, start + 2000)), None)
    low = opening.end() if opening else start
    for begin, stop in addresses(text, low, end):
        stop = max(stop, extent(text, begin, end, known), extent(text, stop, end, known))
        begin = widened(text, low, begin, known)
        begin = _bare(text, begin, stop, known)
        yield Candidate(2.0 + sentences.weight(begin), begin, stop, "on_site")
    behind = chain(
        ((at, 0.2) for _, at in sentences.hours),
        ((m.end(), 0.9) for m in known.stays.find(text, start, end)),
        ((m.end(), 1.0) for m in known.announces.find(text, start, end)),
    )
    for at, base in behind:
        yield from _behind(text, at, end, base, known, sentences)


def _noun(
    text: Text, start: int, at: int, end: int, known: Words, sentences: Sentences
) -> Iterator[Candidate]:
    """The place whose noun stands there: led to (`in the hall`), or a name on its own."""
    begin, led = begins(text, start, at, known)
    begin = begin if led else _labelled(text, start, begin, known)
    before = text[max(start, begin - 2) : begin].strip(" \t")[-1:]
    alone = led or before in _APART
    if not (alone or before in _SENTENCE):
        return
    stop = extent(text, at, end, known, True)
    if not (alone or text[stop : stop + 1] in _SENTENCE):
        return
    named = bool(NAMED.search(text, at if known.lang == "de" else begin, stop))
    if stop == at or not (led or named) or in_form(text, at):
        return
    base = (0.6 if led else 0.2) + 0.6 * named + 0.5 * bool(known.by_us.match(text, begin))
    begin = _bare(text, begin, stop, known)
    yield Candidate(base + sentences.weight(at), begin, stop, "on_site")


def _labelled(text: Text, start: int, begin: int, known: Words) -> int:
    """Where a place begins whose line a label begins, or a word that tells which: `back door`."""
    m = _MODIFIER.search(text, max(start, begin - 24), begin) if known.lang == "en" else None
    return begin if m is None or fold(m[1]) in known.small else m.start(1)


def _is_mere(text: Text, begin: int, stop: int) -> bool:
    """Is the place no more than a noun, which says little without the words that lead to it?"""
    said = text[begin:stop].split()
    return bool(said) and said[-1].isalpha() and sum(word[0].isupper() for word in said) == 1


def _bare(text: Text, begin: int, stop: int, known: Words) -> int:
    """German and English name a place without `in unserer`, `to`."""
    if known.lang == "fr" and _AU.match(text, begin):
        return begin + 3
    if known.lang == "en" and text.startswith("in to ", begin):
        return begin + 6
    if known.by_us.match(text, begin) and _is_mere(text, begin, stop):
        return begin
    while m := _WORD.match(text, begin, stop) if known.loose else None:
        if text.folded[begin : m.end(1)] not in known.loose or not m[1].islower():
            break
        if known.lang == "de" and known.our & {*text.folded[begin:stop].split()[:2]}:
            break  # `in unserer Kanzlei` is said of one more than `in der Kanzlei`
        begin = m.end()
    return begin


_APART = ("", "\n", "(", ",", "–", "|")
_SENTENCE = (".", "!", "?")
_MODIFIER = lazy(r"(?:^|[\n(,.–|] ?)([a-z]{3,12}) $")  #: `back` of `back door`
_AU = lazy(r"au \d")
_WORD = lazy(r"([^\W\d_]+) ")
_GAP = lazy(r"[ ,:(–-]{0,4}")
_FIRST = lazy(r"[^\W\d_]+['’]?|\d+(?= )")
_LETTERS = lazy(r"[^\W\d_]{3}")


def _behind(
    text: Text, at: int, end: int, base: float, known: Words, sentences: Sentences
) -> Iterator[Candidate]:
    """The place right behind an hour (`om 9 uur bij Huize Linde`) or an announcement."""
    gap = _GAP.match(text, at, end)
    begin = gap.end() if gap else at
    m = _FIRST.match(text, begin, end)
    if m is None or begin == at:
        return
    low, sure = text.folded[begin : m.end()], base > 0.5
    led = low in known.lead and (sure or low not in known.towards)
    led = led or (base > 0.9 and (low in known.possess or not m[0].islower() or known.is_site(low)))
    if led and not (in_form(text, at) or DATED.match(text, begin)):
        stop = extent(text, begin, end, known)
        begin = _bare(text, begin, stop, known)
        if _says_where(text.folded[begin:stop], known):
            base += 0.4 * bool(sure and NAMED.search(text, begin, stop))
            yield Candidate(base + sentences.weight(at - 1), begin, stop, "on_site")


def _says_where(said: str, known: Words) -> bool:
    """Is there more than small words and figures, as in `come in for 9`?"""
    if known.lang != "en":
        return _LETTERS.search(said) is not None
    return any(w not in known.small and _LETTERS.match(w) for w in said.split())


def _merged(found: list[Candidate]) -> list[Candidate]:
    """Places that overlap are one, with the weight of both."""
    merged: list[Candidate] = []
    for c in sorted(found, key=lambda c: (c.start, -c.end)):
        last = merged[-1] if merged else None
        if last and c.start < last.end and c.mode == last.mode == "on_site":
            weight = max(last.weight, c.weight)
            merged[-1] = Candidate(weight, last.start, max(last.end, c.end), "on_site")
        else:
            merged.append(c)
    return merged


def _made(source: Source, start: int, end: int, part: Part) -> Found:
    words = (source.body if part == "body" else source.subject)[start:end]
    return Found(words=words, part=part, start=start, end=end, value=" ".join(words.split()))


def _meeting(source: Source) -> Found | None:
    m = MEETING.search(source.body, *source.newest)
    if m is None:
        return None
    return _made(source, m.start(), m.start() + len(m[0].rstrip(".,;:!?")), "body")
