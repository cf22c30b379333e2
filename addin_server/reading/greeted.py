"""Who is greeted: `Dag Lien,`, `Sehr geehrte Frau Dr. Vogel,`, `hi carl, thanks ...`."""

import re
from functools import cache

from . import index, name_sides
from .names import (
    LEGAL,
    PLACEHOLDER,
    Name,
    greeting,
    is_title,
    listed,
    named,
    people_words,
    refuses,
)
from .patterns import lazy
from .source import Found, Source
from .vocabulary import Endings, endings, fold

_NEAR = 2_000  #: code points from the start in which a greeting stands
_TOP = 60  #: and one that is only a title
_SMALL_NAME = lazy(r"[^\W\d_]{2,14}(?=\s*(?:[,!.:\n]|$))")
#: What may follow a name: a mark, a line's end, or the sentence that it opens.
_FOLLOWS = lazy(r"\s*(?:$|[^\w\s@])|\s+(?P<word>[^\W\d_]+)")
_CALLED = lazy(r"(?:^|[ ,])(?P<name>[^\W\d_][\w'’-]*)(?= ?[,!])")
_ALONE = lazy(r"[^\W\d_][\w'’-]{2,20},\s*")


def find(source: Source, lang: str | None) -> Found | None:
    """The first who is greeted by name, else the recipient where the first line calls them."""
    start, end = source.newest
    for m in greeting(lang).find(source.body, start, min(end, start + _NEAR)):
        at = _past(source, m, lang)
        if at is None:
            continue
        rest, words = line(source.body, at, end), source.body[m.start() : at]
        name = _full(rest, lang, words) or _small(source, rest, lang, words)
        if name is not None:
            return _found(source, at, name)
    return _called(source, lang)


def _past(source: Source, m: re.Match[str], lang: str | None) -> int | None:
    """Where the name begins, with its title: `Madame Roux,` greets only at the top of a mail."""
    *_, last = m[0].strip(" ,\t").split()
    if not is_title(last, lang):
        return m.end()
    at = m.start() + m[0].index(last)
    above = source.body[source.newest[0] : m.start()].strip()
    addresses = not above or (
        len(above) <= _TOP
        and line(source.body, at, source.newest[1]).rstrip()[-1:] in (",", "!", ":")
    )
    return at if at > m.start() or addresses else None


def line(text: str, at: int, end: int) -> str:
    """The rest of the line, at most 160 code points."""
    return text[at : min(end, at + 160)].partition("\n")[0]


def _found(source: Source, at: int, name: Name) -> Found:
    """The name; the words show its title as well."""
    start, end = at + name.begin, at + name.end
    return Found(words=source.body[start:end], part="body", start=start, end=end, value=name.bare)


def _full(rest: str, lang: str | None, words: str) -> Name | None:
    """A name with a capital, and nothing behind it that says it is something else."""
    name = named(rest, lang)
    if name is None or LEGAL.search(rest, 0, name.end + 12) or PLACEHOLDER.match(rest, name.end):
        return None
    after = _FOLLOWS.match(rest, name.end)
    if after is None or (after["word"] and _belongs(after["word"], lang)):
        return None
    last = name.bare.split()[-1].lower()
    alone = " " not in name.bare and not name.titled
    if last in listed("organisations") or (alone and fold(words).strip(" ,") in _formal(lang)):
        return None
    return name


def _belongs(word: str, lang: str | None) -> bool:
    """`Acme team`, `Eltern von Matilda`, `Hello from Acme`: no person's name ended there."""
    links = word in listed("particles") or word in name_sides.words("at", "out", "of", "spoken")
    return links or word[0].isupper() or refuses(word, lang)


@cache
def _formal(lang: str | None) -> frozenset[str]:
    return frozenset(fold(words) for words in people_words(lang)["formal"])


def _small(source: Source, rest: str, lang: str | None, words: str) -> Name | None:
    """`hoi sem,`: a name in small letters, greeted in small letters."""
    m = _SMALL_NAME.match(rest)
    if m is None or not m[0].islower() or is_title(m[0], lang):
        return None
    known = index.fold(m[0]) in _recipient(source)
    if (words[0].islower() or known) and not _is_word(m[0], lang):
        return Name(0, m.end(), m[0], False)
    return None


def _is_word(word: str, lang: str | None) -> bool:
    """What stands where a name may stand: `there`, `team`, `Hallo`."""
    low = word.lower()
    return low in small_words(lang) or refuses(low, lang) or index.fold(low) in greeting(lang).begin


@cache
def small_words(lang: str | None) -> frozenset[str]:
    """Words that stand where a name in small letters may stand."""
    return frozenset((*people_words(lang)["small"], *people_words("en")["small"]))


def _recipient(source: Source) -> frozenset[str]:
    """The words of the recipient's display name, folded."""
    return frozenset(index.fold(word) for word in source.recipient_name.split())


def _called(source: Source, lang: str | None) -> Found | None:
    """Without a greeting: the first line is a name, thanks somebody, or calls the recipient."""
    start, end = source.newest
    at = end - len(source.body[start:end].lstrip())
    first = line(source.body, at, end)
    name = _full(first, lang, "") if _ALONE.fullmatch(first) else None
    if name is not None and not _is_word(name.bare, lang):
        return _found(source, at, name)
    known = _recipient(source)
    for m in _CALLED.finditer(first[:80]):
        begin = m.start("name")
        before = first[:begin].rstrip(" ,!")
        hailed = _hails(lang).before(before, 0, len(before)) is not None
        if hailed or index.fold(m["name"]) in known:
            name = named(m["name"], lang)
            if name is not None and not _is_word(name.bare, lang):
                return _found(source, at + begin, name)
    return None


@cache
def _hails(lang: str | None) -> Endings:
    return endings((*people_words(lang)["hails"], *people_words("en")["hails"]))
