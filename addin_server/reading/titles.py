"""Which post a mail is about.

A title is read around a noun for who does a job, and counts by what stands before and behind it;
an introduction that leaves no doubt (`functie van`) brings in titles without such a noun.
"""

from collections.abc import Iterator

from ..model import Kind
from .names import PLACEHOLDER, capital
from .source import Found, Part, Source
from .title_spans import GENDERS, SHARE, Word, around, clause, reach, telling
from .title_weights import QUOTES, Place, skips, weighed
from .title_words import Words, named_posts, several, standing, words

ENOUGH = 1.0
MOST = 40  #: titles that are weighed against each other
OF = (" van", " of", " de", " d'", " d’", " als", " as", " des", " der")

_Scored = tuple[float, Found]


def find(source: Source, lang: str | None, kind: Kind) -> Found | None:
    """The job title; body and subject that agree win, else the surest cue."""
    return _best(source, words(lang), kind) or _best(source, several(lang), kind)


def _best(source: Source, known: Words, kind: Kind) -> Found | None:
    best: dict[str, _Scored] = {}
    for weight, found in _candidates(source, known, kind):
        if kind is Kind.APPLICATION and found.part == "subject":
            weight += 2  # applicants name the post there, and in the body all they have been
        score, kept = best.get(key := found.value.lower(), (0.0, found))
        best[key] = (score + weight, kept if kept.part == "body" else found)
    _agree(best)
    if not best:
        return None
    score, found = max(best.values(), key=lambda pair: pair[0])
    return found if score >= ENOUGH else None


def _agree(best: dict[str, _Scored]) -> None:
    """A title that holds a shorter one, or begins like it, has its support too."""
    likely = sorted(best.items(), key=lambda item: -item[1][0])[:MOST]
    for key, (score, found) in likely:
        for other, (more, short) in likely:
            longer = other != key and f" {other} " in f" {key} "
            if longer and (score >= ENOUGH or (short.part == "subject" and key.startswith(other))):
                best[key] = (best[key][0] + more, found)


def _candidates(source: Source, known: Words, kind: Kind) -> Iterator[_Scored]:
    parts: tuple[tuple[Part, str, tuple[int, int]], ...] = (
        ("body", source.body, source.newest),
        ("subject", source.subject, (0, len(source.subject))),
    )
    for part, text, (low, high) in parts:
        here = Place(text, low, high, part, known, kind, text.islower())
        seen: set[tuple[int, int]] = set()
        for at in standing(text, low, high, known):
            found = clause(text, low, at, high)
            span = around(found, at, known)
            if span is None or text[found.end : found.end + 1] in ("]", "}", ">", "@"):
                continue
            where, weight = weighed(here, found, span)
            if where not in seen:
                yield from _made(here, where, weight)
            seen.add(where)
        if known.many:
            yield from _followed(here)
        else:
            yield from _introduced(here)
            yield from _listed(here)


def _made(here: Place, where: tuple[int, int], weight: float) -> Iterator[_Scored]:
    start, end = where
    text, lang = here.text, here.known.lang
    if lang in ("nl", "de") and (m := GENDERS.match(text, end)):
        end = m.end()
    if lang == "de" and (m := SHARE.match(text, end)):
        end = m.end()
    start += len(text[start:end]) - len(text[start:end].lstrip("'‘’"))
    said = text[start:end].rstrip(" .*'’\"").removesuffix("'s").removesuffix("’s")
    if weight > 0 and len(said) > 1 and not PLACEHOLDER.search(said.replace("%", "")):
        value = " ".join(said.split())
        yield (
            weight,
            Found(words=said, part=here.part, start=start, end=start + len(said), value=value),
        )


def _introduced(here: Place) -> Iterator[_Scored]:
    """Titles without a noun that is known, behind an introduction that leaves no doubt."""
    text, low, high, known = here.text, here.low, here.high, here.known
    for m in known.sure.find(text, low, high):
        at = m.end()
        while at < high and text[at] in " :\t" + QUOTES:
            at += 1
        found = clause(text, at, at, high).words if at < high else []
        while found and skips(found[0], known):
            found = found[1:]
        if not found or known.opens(found[0].low) or any(telling(w, known) for w in found[:6]):
            continue
        end, small = reach(found, 0, known), not capital(found[0].said)
        if found[0].low[:1].isalpha() and (not small or (end < 4 and m[0].endswith(OF))):
            where = (found[0].start, found[end - 1].end)
            yield from _made(here, where, 1.2 if small else 1.5)


def _followed(here: Place) -> Iterator[_Scored]:
    """Titles without a noun that is known, before a word for a post: `the Field Robotics role`."""
    text, known = here.text, here.known
    for at in named_posts(text, here.low, here.high, known):
        said = clause(text, here.low, at, here.high).words
        end = next((i for i, w in enumerate(said) if w.start == at), 0)
        begin = end
        while begin and _in_title(said[begin - 1], known):
            begin -= 1
        if 1 < end - begin < 5 and begin and said[begin - 1].low in known.articles:
            yield from _made(here, (said[begin].start, said[end - 1].end), 1.2)


def _in_title(word: Word, known: Words) -> bool:
    return capital(word.said) and not known.opens(word.low, True)


def _listed(here: Place) -> Iterator[_Scored]:
    """Titles without a noun that is known, behind a label: `Job: Tile & Stone Sales`."""
    for m in here.known.values.find(here.text, here.low, here.high):
        if m.end() >= here.high:
            return
        found = clause(here.text, m.end(), m.end(), here.high).words
        if 0 < len(found) < 7 and not any(w.low in here.known.stops for w in found):
            where = found[0].start, found[-1].end
            yield from _made(here, where, 1.5)
