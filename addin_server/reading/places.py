"""Where and how the interview is held.

Everything in the mail that may say so counts by what stands in its sentence: an hour and words
for meeting speak for it, words about getting in touch or about the past speak against it.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from ..model import Mode
from .index import Text, fold
from .names import PLACEHOLDER, greeting
from .patterns import lazy
from .place_context import Sentences
from .place_spans import begins, extent
from .place_streets import addresses, widened
from .place_words import PRODUCTS, TASK, Words, ours, standing, words
from .source import Found, Part, Source

NAMED = lazy(r" (?:[A-ZÀ-Ý][\w'’-]{2,}|\d|[A-Z](?!\w))")
OURS = lazy(r"(?i)(?:bij ons|bei uns|chez nous) ")
MEETING = lazy(
    r"https?://(?:[\w-]{1,40}\.){0,4}(?:teams\.microsoft\.com/(?:l/meetup-join|meet)"
    r"|teams\.live\.com/meet|zoom\.us/(?:j|my|w|s)|zoom\.com/j|meet\.google\.com|webex\.com"
    r"|whereby\.com|meet\.jit\.si|join\.skype\.com|gotomeeting\.com|gotomeet\.me|bluejeans\.com)"
    r"[^\s<>\"')\]]*"
)
SPOKEN = lazy("phon|tele|tel[.]|voix")
LOOSE = lazy("uber |over (?=zoom|teams|google|microsoft|skype|webex)")
PRODUCT = lazy(PRODUCTS)
TOWARDS = ("zum", "zur", "nach", "auf", "to", "into", "naar", "te", "en")
ENOUGH = 1.0


class Place(NamedTuple):
    location_or_mode: Found | None = None
    mode: Mode | None = None
    meeting_url: Found | None = None


class Candidate(NamedTuple):
    weight: float
    start: int
    end: int
    mode: str


def find(source: Source, lang: str | None) -> Place:
    """A labelled place first, then what most speaks for in the mail, then in its subject."""
    known, url = words(lang), _meeting(source)
    if (labelled := _labelled(source, known)) is not None:
        told = next(known.modes.find(labelled.words, 0, len(labelled.words)), None)
        named = (told.lastgroup if told else None) or ("video" if url else "on_site")
        return Place(location_or_mode=labelled, mode=_mode(named), meeting_url=url)
    start, end = source.newest
    text = source.body if isinstance(source.body, Text) else Text(source.body)
    best, both = _best(text, start, end, known, lang)
    part: Part = "body"
    if best is None:
        best, both = _best(Text(source.subject), 0, len(source.subject), known, lang)
        part = "subject"
    if best is None:
        comes = known.comes.within(text, start, end)
        mode = Mode.VIDEO if url else Mode.ON_SITE if comes else None
        return Place(location_or_mode=url, mode=mode, meeting_url=url)
    return Place(
        location_or_mode=_made(source, best.start, best.end, part),
        mode=None if both else _mode(best.mode),
        meeting_url=url,
    )


def _mode(named: str) -> Mode | None:
    return None if named == TASK else Mode(named)


def _best(
    text: Text, start: int, end: int, known: Words, lang: str | None
) -> tuple[Candidate | None, bool]:
    """The likeliest; and is it a choice between two modes?"""
    sentences = Sentences(text, start, end, known)
    named = list(known.modes.find(text, start, end))
    found = _merged([*_named(named, sentences), *_sites(text, start, end, known, lang, sentences)])
    found = [c for c in found if c.weight >= ENOUGH]
    if not found:
        return None, False
    best = max(found, key=lambda c: (c.weight, -c.start))
    if best.mode == "video":
        products = (c for c in found if c.mode == "video" and PRODUCT.search(text, c.start, c.end))
        best = next(products, best)
    said = {n.span() for n in named}
    if (best.start, best.end) in said and best.mode == "on_site":  # `in person`
        likely = [c for c in found if c.mode == "on_site" and (c.start, c.end) not in said]
        likely = [
            c for c in likely if c.weight > best.weight - 0.4 or NAMED.search(text, c.start, c.end)
        ]
        best = max(likely, key=lambda c: (c.weight, -c.start), default=best)
    return _chosen(text, best, named, known)


def _named(named: list[re.Match[str]], sentences: Sentences) -> Iterator[Candidate]:
    """Words that name a mode; a product before `online`."""
    for m in named:
        group, said = m.lastgroup or "", fold(m[0])
        spoken = group == "phone" and not SPOKEN.search(said)  # `bellen`, not `telefonisch`
        weight = (1.1 if spoken else 1.6) + sentences.weight(m.start())
        weight += 2 if group == "recorded" else 1.2 if PRODUCT.search(m[0]) else 0
        loose = LOOSE.match(said)
        yield Candidate(weight, m.start() + (loose.end() if loose else 0), m.end(), group)


def _chosen(
    text: str, best: Candidate, named: list[re.Match[str]], known: Words
) -> tuple[Candidate, bool]:
    """With the second of two to choose from, and then true."""
    later = next((n for n in named if n.start() >= best.end), None)
    if later is not None:
        between = text[best.end : later.start()].lower().split()
        if (
            len(between) in (1, 2)
            and between[-1] in known.joins
            and between[0] in (",", between[-1])
        ):
            return best._replace(end=later.end()), later.lastgroup != best.mode
    return best, False


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
    alone = text[max(start, begin - 2) : begin].strip(" \t")[-1:] in ("", "\n", "(", ",", "–")
    if not (led or alone):
        return
    stop = extent(text, at, end, known, True)
    named = bool(NAMED.search(text, at if known.lang == "de" else begin, stop))
    if stop == at or not (led or named) or _in_form(text, at):
        return
    base = (0.6 if led else 0.2) + 0.6 * named + 0.5 * bool(OURS.match(text, begin))
    begin = _bare(text, begin, stop, known)
    yield Candidate(base + sentences.weight(at), begin, stop, "on_site")


def _in_form(text: str, at: int) -> bool:
    """`[office address]` is to be filled in."""
    before = text[max(0, at - 40) : at]
    return max(before.rfind("["), before.rfind("{")) > max(before.rfind("]"), before.rfind("}"))


def _bare(text: Text, begin: int, stop: int, known: Words) -> int:
    """German and English name a place without `in unserer`, `to`."""
    if known.lang == "fr" and _AU.match(text, begin):
        return begin + 3
    while m := _WORD.match(text, begin, stop) if known.loose else None:
        if text.folded[begin : m.end(1)] not in known.loose or not m[1].islower():
            break
        begin = m.end()
    return begin


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
    if m is None or begin == at or _in_form(text, at):
        return
    low, sure = text.folded[begin : m.end()], base > 0.5
    led = low in known.lead and (sure or low not in TOWARDS)
    if led or (base > 0.9 and (low in known.possess or not m[0].islower() or known.is_site(low))):
        stop = extent(text, begin, end, known)
        begin = _bare(text, begin, stop, known)
        if _LETTERS.search(text[begin:stop]):
            base += 0.4 * bool(sure and NAMED.search(text, begin, stop))
            yield Candidate(base + sentences.weight(at - 1), begin, stop, "on_site")


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


def _labelled(source: Source, known: Words) -> Found | None:
    for m in known.labels.find(source.body, *source.newest):
        rest = source.body[m.end() : min(source.newest[1], m.end() + 140)].partition("\n")[0]
        words = re.split(r"(?<=\w\w)(?<!str)\.\s", rest, maxsplit=1)[0].rstrip(" .*")
        if 2 < len(words) <= 120 and not PLACEHOLDER.search(words):
            return _made(source, m.end(), m.end() + len(words), "body")
    return None
