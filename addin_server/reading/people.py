"""Who writes or interviews, and who applies."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..model import Kind
from . import greeted, introduced, signers
from .names import details, named, people_words, person
from .patterns import lazy
from .senders import Sender, is_group, sender, vouches
from .source import Found, Source
from .vocabulary import Phrases, phrases

_CAPITAL = lazy(r"\b[^\W\d_a-z]")


class People(NamedTuple):
    """`value` is the name without titles, `words` with them."""

    contact: Found | None = None
    candidate: Found | None = None


def find(source: Source, lang: str | None, kind: Kind) -> People:
    """Contact and candidate. Of an application both are the one who signs."""
    by = sender(source, lang)
    signer = signers.find(source, lang, kind, by)
    if signer is None or " " not in signer.value:
        named_in = introduced.find(source, lang, kind)
        if signer is None or (named_in is not None and _is_fuller(named_in, signer)):
            signer = _fullest(named_in, source, by)
    if kind is Kind.APPLICATION:
        applicant = signer or _applying(source, lang) or _sending(source, by)
        return People(contact=applicant, candidate=applicant)
    addressed = greeted.find(source, lang) or _labelled(source, lang, "candidate")
    contact = signer or _labelled(source, lang, "with") or _asked_for(source, lang)
    if contact is None and kind is Kind.INTERVIEW_INVITATION:
        contact = _titled(source, lang, addressed)
    if contact is not None and addressed is not None and contact.value == addressed.value:
        contact = None
    return People(contact=contact or _sending(source, by), candidate=addressed)


def _fullest(found: Found | None, source: Source, by: Sender) -> Found | None:
    """`my name is Ann` of Ann Poe: her display name."""
    whole = _sending(source, by) if found is not None and " " not in found.value else None
    return whole if found and whole and whole.value.startswith(f"{found.value} ") else found


def _is_fuller(long: Found, short: Found) -> bool:
    """`Anna Vos` of `Anna`."""
    return long.value.split()[0] == short.value


def _found(source: Source, at: int, span: tuple[int, int, str]) -> Found:
    begin, end, value = span
    words = source.body[at + begin : at + end]
    return Found(words=words, part="body", start=at + begin, end=at + end, value=value)


@cache
def _labels(lang: str | None, which: str) -> Phrases:
    words = {*people_words(lang)[which], *people_words("en")[which]}
    before = r"(?:\A|(?<=\n)|(?<=[^\w\s,;.!?][ >*])|(?<=[\n>*•-][ >*]))"
    return phrases(words, before=before, after=r"\*{0,2}\s?(?:[:|–]|--)\*{0,2}\s*(?=[^\W\d_'’])")


def _labelled(source: Source, lang: str | None, which: str) -> Found | None:
    """`With: Anna Vos, Acme`, `Candidate: Jo Cox`."""
    for found in _names(source, lang, _labels(lang, which), 1):
        if " " in found.value or _is_alone(source, found, lang):
            return found
    return None


def _is_alone(source: Source, found: Found, lang: str | None) -> bool:
    """`Contact person: Ann`: a given name, with nothing else on its row."""
    row = source.body[: found.start].rpartition("\n")[2].rstrip(" :|*").lower()
    rest = source.body[found.end : source.newest[1]].partition("\n")[0]
    label = row.split()[-1] if row else ""
    return label in people_words(lang)["roles"] and not rest.strip(" .*")


@cache
def _asks(lang: str | None) -> Phrases:
    return phrases(
        {*people_words(lang)["asks"], *people_words("en")["asks"]}, after=introduced.AFTER
    )


def _asked_for(source: Source, lang: str | None) -> Found | None:
    """`ask for Toni`: where nobody signs, whom the reader will meet."""
    least = 2 if people_words(lang)["nouns_look_like_names"] else 1
    return next(_names(source, lang, _asks(lang), least), None)


@cache
def _honorifics(lang: str | None) -> Phrases:
    return phrases({*details(lang)["honorifics"], *details("en")["honorifics"]}, after=r"(?=\s)")


def _titled(source: Source, lang: str | None, addressed: Found | None) -> Found | None:
    """`das Gespräch führt Frau Poe`: where nobody else is named, the first one with a title.

    Within a sentence, behind a word in small letters: a line that begins so greets, or is an
    address. Nobody on the line with who is greeted: `Liebe Frau Poe, lieber Herr Cox`.
    """
    start, end = source.newest
    if addressed is not None and addressed.part == "body":
        start = max(start, addressed.start + len(greeted.line(source.body, addressed.start, end)))
    for m in _honorifics(lang).find(source.body, start, end):
        before = source.body[max(start, m.start() - 40) : m.start()].rpartition("\n")[2].split()
        loud = len(m[0].rstrip(".")) > 1 and m[0].isupper()  # `MS Teams`
        if loud or not before or not before[-1][0].islower():
            continue
        span = person(greeted.line(source.body, m.start(), end), lang)
        if span is not None and span[2] != m[0] and not is_group(span[2], source.sender_email):
            return _found(source, m.start(), span)
    return None


def _names(source: Source, lang: str | None, cue: Phrases, least: int) -> Iterator[Found]:
    """People right behind such words, with so many words to their name."""
    for m in cue.find(source.body, *source.newest):
        span = person(greeted.line(source.body, m.end(), source.newest[1]), lang)
        if span is None or len(span[2].split()) < least:
            continue
        if not is_group(span[2], source.sender_email):
            yield _found(source, m.end(), span)


@cache
def _applications(lang: str | None) -> Phrases:
    return phrases({*people_words(lang)["applies"], *people_words("en")["applies"]})


def _applying(source: Source, lang: str | None) -> Found | None:
    """Of an application that a portal passes on: `Name: Jo Cox`, `Jo Cox has applied`."""
    found = _labelled(source, lang, "candidate")
    if found is not None:
        return found
    for m in _applications(lang).find(source.body, *source.newest):
        low = max(source.newest[0], source.body.rfind("\n", 0, m.start()) + 1, m.start() - 60)
        found = _nearest(source, low, m.start(), lang)
        if found is not None:
            return found
    return None


def _nearest(source: Source, low: int, high: int, lang: str | None) -> Found | None:
    """The last name of two words or more between two offsets."""
    best = None
    for start in _CAPITAL.finditer(source.body, low, high):
        at = start.start()
        name = named(source.body[at:high], lang)
        if name is None or " " not in name.bare or is_group(name.bare, source.sender_email):
            continue
        if best is None or at + name.end > best.end:
            best = _found(source, at, (name.begin, name.end, name.bare))
    return best


def _sending(source: Source, by: Sender) -> Found | None:
    """The display name, where the address or a house bears it out. No words of the mail say so."""
    if not by.name or not (by.of_house or vouches(source.sender_email, by.words)):
        return None
    return Found(words="", part="body", start=0, end=0, value=by.name)
