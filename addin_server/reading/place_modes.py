"""Words that say how: `by phone`, `on Zoom`, `a call`; and what speaks for each of them."""

import re
from collections.abc import Iterator, Sequence

from .index import Text, fold
from .patterns import lazy
from .place_choices import Candidate
from .place_context import Sentences
from .place_products import TASK, product
from .place_words import Words
from .vocabulary import WORD

FILLED = lazy(r"\*{0,2} ?:\*{0,2} ?(?:[{<$%\[]|__)")  #: `Online: {{link}}`
CLAUSE = lazy(r"[.!?:;\n]")
BEFORE = lazy(r"([^\W\d_]+)[ -]$")
BEHIND = lazy(r"[ -]([^\W\d_]+)")


def ways(
    text: Text, named: Sequence[re.Match[str]], known: Words, sentences: Sentences
) -> Iterator[Candidate]:
    """Words that name a mode; a product counts for more than `online`."""
    low, high = sentences.low, sentences.high
    never = [m.span() for m in known.never.find(text, low, high)] if named else []
    for m in named:
        group, said = m.lastgroup or "", fold(m[0])
        if in_form(text, m.start()) or (m[0] == "Teams" and _is_group(text, m, known)):
            continue
        if any(a <= m.start() and m.end() <= b for a, b in never) or _is_none(text, m, low, known):
            continue
        spoken = group == "phone" and not known.spoken.search(said)  # `bellen`, not `telefonisch`
        if group == "video" and said.split()[-1] in known.online:
            done = _done_online(text, m)
            if not known.errands.isdisjoint(done):
                continue
            group = group if known.tests.isdisjoint(done) else TASK
        weight = (1.1 if spoken else 1.6) + sentences.weight(m.start())
        weight -= spoken and sentences.follows(m.end(), known.arranging)
        weight += 2 if group == "recorded" else 1.2 if product().search(m[0]) else 0
        yield Candidate(weight, m.start() + _bare(m[0], known), m.end(), group)


def _is_none(text: Text, m: re.Match[str], low: int, known: Words) -> bool:
    """Is it to be filled in, or said not to be: `no phone call`?"""
    before = BEFORE.search(text.folded, max(low, m.start() - 12), m.start())
    said = before is not None and before[1] in known.none
    return said or FILLED.match(text, m.end()) is not None


def others(
    text: Text, start: int, end: int, known: Words, sentences: Sentences
) -> Iterator[Candidate]:
    """A call that may be of either kind, and platforms for tests or talks."""
    for at, stop in _calls(text, start, known):
        yield Candidate(1.0 + min(sentences.weight(at), 0.0), at, stop, TASK)
    for m in known.platforms.find(text, start, end):
        led = known.through.search(text, max(start, m.start() - 9), m.start())
        if led or known.tested.match(text, m.end()):
            yield Candidate(1.6 + sentences.weight(m.start()), *m.span(), TASK)


def _bare(said: str, known: Words) -> int:
    """How much of these words is no part of what a product is called."""
    first = said.partition(" ")[0]
    return len(first) + 1 if fold(first) in known.bare and product().search(said, 1) else 0


def _done_online(text: Text, m: re.Match[str]) -> list[str]:
    """The words right around one that says no more than `online`."""
    before = CLAUSE.split(text.folded[max(0, m.start() - 40) : m.start()])[-1]
    after = CLAUSE.split(text.folded[m.end() : m.end() + 25])[0]
    return WORD.findall(before)[-4:] + WORD.findall(after)[:2]


def _is_group(text: str, m: re.Match[str], known: Words) -> bool:
    """Are these `Teams` people?"""
    before = text[max(0, m.start() - 20) : m.start()].split()
    group = bool(before) and fold(before[-1]) in known.groups
    return group and not known.linked.match(text, m.end())


def _calls(text: Text, start: int, known: Words) -> Iterator[tuple[int, int]]:
    """Where `a call` stands, which may be by phone or with a picture."""
    for word in known.calls & text.known:
        for at in text.places[word]:
            end = at + len(word)
            before = BEFORE.search(text.folded, max(start, at - 20), at)
            after = BEHIND.match(text.folded, end)
            if before and before[1] in known.calling and not _is_another(after, known):
                yield at, end


def _is_another(after: re.Match[str] | None, known: Words) -> bool:
    """Does this word make something else of `call`, as `centre` does?"""
    return after is not None and after[1] in known.not_calls


def likeliest(text: Text, best: Candidate, found: Sequence[Candidate], known: Words) -> Candidate:
    """What tells more of the same mode: a product than `online`, a noun than `call you`."""
    if best.mode == "video":
        return _on_screen(text, best, [c for c in found if c.mode == "video"], known)
    folded, spoken = text.folded, known.spoken
    if best.mode == "phone" and not _has(spoken, folded, best):
        return next((c for c in found if c.mode == "phone" and _has(spoken, folded, c)), best)
    return best


def _on_screen(text: Text, best: Candidate, found: Sequence[Candidate], known: Words) -> Candidate:
    """A product that one meets on; else what is said of the meeting before what is of its link."""
    named = [c for c in found if _has(product(), text, c)]
    meant = (c for c in named if not _is_of_link(text, c.start, c.end, known))
    others = (c for c in found if c not in named)
    return next(meant, next(others, best) if best in named else best)


def _is_of_link(text: Text, start: int, end: int, known: Words) -> bool:
    """Is the product named for its link alone: `a link for Zoom will follow`, `Zoom-Link`?"""
    before = CLAUSE.split(text.folded[max(0, start - 40) : start])[-1]
    behind = BEHIND.match(text.folded, end)
    words = [*WORD.findall(before), behind[1] if behind else ""]
    return not known.link_nouns.isdisjoint(words)


def _has(sign: re.Pattern[str], text: str, candidate: Candidate) -> bool:
    return sign.search(text, candidate.start, candidate.end) is not None


def in_form(text: str, at: int) -> bool:
    """`[office address]` is to be filled in."""
    before = text[max(0, at - 40) : at]
    return max(before.rfind("["), before.rfind("{")) > max(before.rfind("]"), before.rfind("}"))
