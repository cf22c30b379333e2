"""People whom the text introduces: `my name is Ann`, `our foreman, Ann Poe, will ring you`."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

from ..model import Kind
from . import greeted, index, name_sides
from .concepts import concepts
from .language import served
from .names import LEGAL, Name, details, greeting, named, people_words, shown
from .patterns import lazy
from .senders import is_post
from .signatures import is_organisation, without_house
from .source import Found, Source
from .vocabulary import NONE, Phrases, phrases

AFTER = r"(?:\s?\*{0,2}[:–-]\*{0,2})?,?\s(?=[^\W\d_'’])"
_TOP = 90  #: code points at the beginning in which somebody may say who they are
_BACK = 90  #: code points from what somebody will do back to their name
_SKIPPED = 6  #: words of what somebody is, before their name
_CAPITAL = lazy(r"(?<![\w'’-])[^\W\d_a-zà-ÿ]")
_WORD = lazy(r"[^\W\d_][\w&/'’-]*,?\s+")
_STOP = lazy(r"[.!?;:]\s|\n")
_BREAK = lazy(r"[,.!?…]\s+|\n\s*")
_DOES = lazy(r",\s[^.!?\n]{3,40}")
#: Where a sentence begins as with a name of some words.
_OPENS = lazy(
    r"[\n.!?:](?:(?<=\n)|\s)\s*"
    r"(?=[^\W\d_a-zà-ÿ][^\s,;!?]*\s(?:[^\W\d_a-zà-ÿ]|[’'dvel]|ter?n?\s|al\s|ben\s))"
)
#: What the person it begins with does: a verb, and a few words more.
_ACTS = lazy(r"\s[^\W\d_A-Z]{2,}(?:\s[^\W\d_]\S*){1,4}")
_MEETS = (Kind.INTERVIEW_INVITATION, Kind.RECRUITER_OUTREACH, Kind.UNSURE)


def find(source: Source, lang: str | None, kind: Kind) -> Found | None:
    """The first who is named so: as who will be there, by themselves, by what they will do."""
    meets = kind in _MEETS and not people_words(lang)["nouns_look_like_names"]
    ways = _met, _speaking, _opening, _doing, _titled, *([_acting] if meets else [])
    return next(chain.from_iterable(way(source, lang) for way in ways), None)


@cache
def _cues(key: str, lang: str | None) -> Phrases:
    words = _listed(key, lang)
    words |= frozenset(details(lang)["introduces"]) if key == "introduces" else frozenset()
    return phrases(words, after=AFTER if key != "leads" else r"(?!\w)")


@cache
def _listed(key: str, lang: str | None) -> frozenset[str]:
    return frozenset((*people_words(lang)[key], *people_words("en")[key]))


def _met(source: Source, lang: str | None) -> Iterator[Found]:
    """`gesprek met Sanne de Wit`: two words at least, or a title and one."""
    for m in _cues("introduces", lang).find(source.body, *source.newest):
        line = greeted.line(source.body, m.end(), source.newest[1])
        spoken = m[0].rstrip(" ,:").lower() in people_words(lang)["calls"]
        name = _name(line, _past_post(line, lang), source, lang, spoken)
        if name is not None and _is_whole(source, name, line, lang):
            yield _found(source, m.end(), name, line)


def _past_post(line: str, lang: str | None) -> int:
    """Where on the line a name may stand: past `our plant manager, `."""
    word = _WORD.match(line)
    if word is None or word[0].rstrip(" ,").lower() not in _listed("whose", lang):
        return 0
    for _ in range(_SKIPPED):
        at, word = word.end(), _WORD.match(line, word.end())
        if word is None:
            break
        said = line[:at].rstrip(" ,")
        ahead = named(line[at : at + 60], lang)
        fits = ahead and (" " in ahead.bare or ahead.titled) and _is_post(said, lang)
        if ahead and fits and not _is_post(line[at : at + ahead.end], lang):
            return at
    return name_sides.past_article(line)


def _is_post(said: str, lang: str | None) -> bool:
    hosts = _listed("hosts", lang)
    return is_post(said, lang) or any(w.strip(",").lower() in hosts for w in said.split())


def _name(
    text: str, at: int, source: Source, lang: str | None, spoken: bool = False
) -> Name | None:
    """The name that stands there, without the house that its owner is from."""
    name = named(text[at:], lang)
    if name is None:
        return None
    said = text[at : at + name.end]
    kept = without_house(said, source, lang, spoken)
    name = named(kept, lang) if kept != said else name
    return name and name._replace(begin=name.begin + at, end=name.end + at)


def _is_whole(source: Source, name: Name, text: str, lang: str | None) -> bool:
    """Is it a person, and more than a given name?"""
    value = shown(name, text)
    return (
        " " in value
        and not value.isupper()
        and LEGAL.search(value) is None
        and not _is_post(value, lang)
        and not is_organisation(source, name.bare, lang)
    )


def _found(source: Source, at: int, name: Name, text: str) -> Found:
    start, end = at + name.begin, at + name.end
    value = shown(name, text)
    return Found(words=source.body[start:end], part="body", start=start, end=end, value=value)


def _speaking(source: Source, lang: str | None) -> Iterator[Found]:
    """`my name is Ann and`, `this is Ann from Acme`, `I'm Ann, a recruiter`: a name alone."""
    for key in ("selves", "calls", "owns"):
        for m in _cues(key, lang).find(source.body, *source.newest):
            line = greeted.line(source.body, m.end(), source.newest[1])
            name = _name(line, 0, source, lang, spoken=key == "calls")
            if name is None or _is_post(name.bare, lang) or name.bare.isupper():
                continue
            does = _DOES.match(line, name.end)
            on_the_phone = m[0].split()[0].lower() in name_sides.words(
                "phone"
            ) and name_sides.from_there().match(line, name.end)
            if (
                on_the_phone
                or name_sides.from_house().match(line, name.end)
                or (
                    key == "selves" and name_sides.told().match(line, name.end)
                    if key != "owns"
                    else does and _is_post(does[0], lang)
                )
            ):
                yield _found(source, m.end(), name, line)


def _rings(source: Source, name: Name, line: str, lang: str | None) -> bool:
    """`This is Ann Poe, I run the bakery`: a whole name, and no more to it."""
    ends = name_sides.told().match(line, name.end)
    return ends is not None and _is_whole(source, name, line, lang)


def _opening(source: Source, lang: str | None) -> Iterator[Found]:
    """`Hi Kim, Ann here from the bakery`, `Ann from Acme. We ...`: with their first words."""
    start, end = source.newest
    head = source.body[start : min(end, start + _TOP)]
    hailed = next(greeting(lang).find(source.body, start, start + len(head)), None)
    for begin in (0, *(m.end() for m in islice(_BREAK.finditer(head), 2))):
        line = greeted.line(source.body, start + begin, end)
        lead = name_sides.lead().match(line)
        name = _name(line, lead.end() if lead else 0, source, lang, spoken=True)
        if name is None or _is_post(name.bare, lang) or _is_no_name(name.bare, lang):
            continue
        there = _there(lead is not None, hailed is not None, lang)
        told = lead and _rings(source, name, line, lang)
        if told or name_sides.here().match(line, name.end) or there.match(line, name.end):
            yield _found(source, start + begin, name, line)


def _there(led: bool, hailed: bool, lang: str | None) -> re.Pattern[str]:
    """Behind the name that a mail begins with: where its owner is from, as far as that tells."""
    if led:
        return name_sides.from_there()
    tells = hailed and not people_words(lang)["nouns_look_like_names"]
    return name_sides.from_named_house() if tells else NONE


def _is_no_name(word: str, lang: str | None) -> bool:
    return word.isupper() or word.lower() in greeted.small_words(lang)


def _doing(source: Source, lang: str | None) -> Iterator[Found]:
    """`Ann Poe (foreman) will call you`, `Ann from Acme will call you`."""
    text, first = source.body, source.newest[0]
    for m in _cues("leads", lang).find(text, *source.newest):
        low = max(first, m.start() - _BACK)
        low += max((stop.end() for stop in _STOP.finditer(text[low : m.start()])), default=0)
        said = text[low : m.start()]
        for begin in _CAPITAL.finditer(said):
            at = begin.start()
            name = _name(said, at, source, lang)
            if name is None or name_sides.aside().fullmatch(said, name.end) is None:
                continue
            alone = (
                not said[:at].strip()
                and name_sides.from_house().match(text, low + name.end) is not None
            )
            if alone or (_may_begin(said[:at], lang) and _is_whole(source, name, said, lang)):
                yield _found(source, low, name, said)
                break


def _titled(source: Source, lang: str | None) -> Iterator[Found]:
    """`with Ann Poe (foreman)`, `with Ann Poe, our foreman`, `with Ann Poe and a colleague`."""
    for m in _cues("beside", lang).find(source.body, *source.newest):
        line = greeted.line(source.body, m.end(), source.newest[1])
        name = _name(line, 0, source, lang)
        does = name and name_sides.is_also().match(line, name.end)
        if name and does and _is_post(does[1], lang) and _is_whole(source, name, line, lang):
            yield _found(source, m.end(), name, line)


def _acting(source: Source, lang: str | None) -> Iterator[Found]:
    """`Ann Poe picks you up`: a sentence about somebody and the reader."""
    start, end = source.newest
    for at in (start, *[m.end() for m in _OPENS.finditer(source.body, start, end)]):
        line = greeted.line(source.body, at, end)
        name = _name(line, 0, source, lang)
        does = name and _ACTS.match(line, name.end)
        if not name or not does or _is_no_name(name.bare.split()[0], lang):
            continue
        if _is_of_reader(does[0], lang) and _is_whole(source, name, line, lang):
            yield _found(source, at, name, line)


def _is_of_reader(said: str, lang: str | None) -> bool:
    """Is the reader spoken to in these words, as `you` or `your`?

    `Ann Poe picks you up` is told of an appointment, `Ann Poe makes bread` may be told of anybody.
    """
    of = concepts(served(lang)).of
    return any("you_your" in of(word) for word in index.ATOM.findall(index.fold(said)))


def _may_begin(before: str, lang: str | None) -> bool:
    """May a name stand behind these words? Where all nouns have capitals, few tell."""
    words = before.rstrip(" ,").split()
    if not words or not people_words(lang)["nouns_look_like_names"]:
        return True
    return words[-1].lower() in _listed("hosts", lang) or before.rstrip().endswith(
        (",", *name_sides.words("that"))
    )
