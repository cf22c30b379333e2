"""What a subject says of an employer: `Acme onsite`, `Votre candidature ACM`, `[Acme] Next steps`.

A part of a subject is a topic, a post, a person, or a house; so what is none of the first may be
the last. How sure that is depends on where it stands.
"""

import re
from collections.abc import Iterator
from functools import cache

from ..model import LANGUAGES, Kind
from .organisation_cues import Cues
from .organisation_edges import is_odd
from .organisation_names import is_name, is_post, name_at
from .organisation_places import Finding, made
from .organisation_senders import is_trade, telling
from .organisation_words import (
    around,
    days,
    departments,
    legal_form,
    listed,
    posts,
    tails,
    titled_by,
)
from .organisation_words import words as words_of
from .patterns import lazy
from .source import Source

_MOST = 300  #: letters of a subject that are looked at
SEGMENT = lazy(
    r"[^\s–—|:@•-](?:[^–—|:@•-]|(?<=\S)-(?=\S))*(?=\s*(?:\s-\s|[–—|:@•]|$))"
)  # between ` - `, `|`, `:`
_TAGGED = lazy(r"\[([^\[\]{}<>$%_]{2,40})\]\s+\S")
_WORD = lazy(r"\S+")
_TITLE = lazy(lambda: rf"(?:^|\s)({titled_by('articles')})$")
_SIGNS = "()\"'’“”«»„,.!?:;#"


def segments(source: Source, known: Cues, kind: Kind, lang: str | None) -> Iterator[Finding]:
    """Parts of the subject that stand apart, and names among words for what it is about."""
    yield from _tagged(source)
    subject = source.subject[:_MOST]
    pieces = list(SEGMENT.finditer(subject))
    titled = any(_ends_in_post(m[0]) for m in pieces)
    topical = [m for m in pieces if _about(m[0])]
    if not topical and len(pieces) < 2:
        return
    for m in pieces:
        at = _run(source, m.start(), m.start() + len(m[0].rstrip()))
        if at is None or _is_somebody(source, subject[slice(*at)], known, kind):
            continue
        alone = len(pieces) > 1 and at == (m.start(), m.start() + len(m[0].rstrip()))
        weight = _apart(source, m, at, pieces, titled) if alone else 0.0
        if topical:
            weight = max(weight, _sure(subject, at, m, lang, kind, titled))
        if weight:
            yield _finding(source, at, weight)


def _finding(source: Source, at: tuple[int, int], weight: float) -> Finding:
    """A name of the subject, as the text has it if it does."""
    where = _told(source, source.subject[slice(*at)])
    if where < 0:
        return weight, "segment", made(source.subject, at, "subject")
    return max(weight, 1.5), "segment", made(source.body, (where, where + at[1] - at[0]), "body")


def _tagged(source: Source) -> Iterator[Finding]:
    """`[Acme] Next steps`, in a mail that has no placeholders in brackets."""
    m = _TAGGED.match(source.subject) if source.subject[:1] == "[" else None
    if m and "[" not in source.body and _run(source, *m.span(1)) == m.span(1):
        yield 2.5, "segment", made(source.subject, m.span(1), "subject")


def _sure(
    subject: str, at: tuple[int, int], m: re.Match[str], lang: str | None, kind: Kind, titled: bool
) -> float:
    """What a name is worth that stands by a topic."""
    name = subject[slice(*at)]
    alone = at == (m.start(), m.start() + len(m[0].rstrip()))
    strange = _is_strange(name) or is_trade(name.rpartition(" ")[2])
    if telling(name) or legal_form(name) or (strange and kind in _EMPLOYERS):
        return 2.5 if alone or kind in _EMPLOYERS else 0.0
    if kind not in _EMPLOYERS or len(name.split()) > 3:
        return 0.0
    first = at[0] == m.start()
    if lang == "en":
        before = subject[: at[0]].split()[-1:]
        behind = subject[at[1] :].split()[:1]
        word = before[0].lower() if before else ""
        led = word in around("whose") or (titled and word in around("posted"))
        leads = first and not alone and bool(behind) and behind[0].lower() not in around("grammar")
        return 2.0 if led or leads or (alone and " " not in name) else 1.0
    behind = subject[at[1] :].lower().split()
    office = first and at[0] == 0 and 0 < len(behind) <= 2 and departments().issuperset(behind)
    if office or (alone and first and at[0] == 0 and lang != "de"):
        return 2.0  # `Acme Recrutement`
    return 1.5 if alone else 1.0


#: Kinds of mails of which the subject is an employer's.
_EMPLOYERS = (
    Kind.INTERVIEW_INVITATION,
    Kind.REJECTION_RECEIVED,
    Kind.OFFER,
    Kind.APPLICATION_ACK,
    Kind.UNSURE,
)


def _is_strange(name: str) -> bool:
    """`ZRMC`, `NovaPlus`: no word of a language, no short form of a trade."""
    first = name.split()[0]
    if len(first) < 3 or any(map(str.isdigit, name)) or first.lower() in listed("fields"):
        return False
    return first.isalpha() and (first.isupper() or is_odd(first))


def _apart(
    source: Source, m: re.Match[str], at: tuple[int, int], pieces: list[re.Match[str]], titled: bool
) -> float:
    """What a part of the subject is worth that is all a name."""
    words = source.subject[slice(*at)]
    if source.body.find(words, *source.newest) >= 0:
        return 1.5
    if titled or legal_form(words) or _ends_in_noun(words):
        return (2.0 if m is not pieces[0] else 1.0) + bool(legal_form(words))
    return 0.0


def _run(source: Source, begin: int, end: int) -> tuple[int, int] | None:
    """The one name in a part, all other words of which say what it is about."""
    text, kept = source.subject, list[re.Match[str]]()
    for m in _WORD.finditer(text, begin, end):
        if not _is_topic(m[0]):
            kept.append(m)
    if not kept or kept[0][0][:1].islower():
        return None
    at = kept[0].start(), kept[-1].end()
    article = _TITLE.search(text, max(0, begin - 1), at[0])
    if article is not None and article.start(1) > 0:
        at = article.start(1), at[1]
    inner = [word for word in text[slice(*at)].split() if word.lower() not in listed("links")]
    if any(_is_topic(word) for word in inner):
        return None
    named = name_at(text, at[0], at[1])
    said = text[slice(*at)].rstrip(_SIGNS)
    if named is None or named[1] < at[0] + len(said):
        return None
    words = said.split()
    if any(_is_vague(word) for word in words) or not is_name(said):
        return None
    return at[0], at[0] + len(said)


def _is_topic(word: str) -> bool:
    low = word.strip(_SIGNS).lower()
    known = low in topics() or low in days() or low[:1].isdigit() or not low
    parts = low.replace("/", "-").split("-")
    return (
        known
        or (low.endswith("ing") and low not in tails())
        or (len(parts) > 1 and not topics().isdisjoint(parts))
    )


def _is_vague(word: str) -> bool:
    """A post, a department or a trade: `Marketing`, `Pflege`."""
    low = word.strip(_SIGNS).lower()
    return low in posts() or is_post(word.strip(_SIGNS)) or low in listed("fields")


def _about(words: str) -> bool:
    """Does a part of the subject say that it is about a post?"""
    said = (word.strip(_SIGNS).lower() for word in words.replace("-", " - ").split())
    whole = (word.strip(_SIGNS).lower() for word in words.split())
    return not listed("job_topics").isdisjoint((*said, *whole))


@cache
def topics() -> frozenset[str]:
    """Words of what subjects of job mail are about."""
    found = listed("topic_words") | listed("job_topics") | listed("topics") | {"&", "-", "/"}
    for code in LANGUAGES:
        found |= {word for said in words_of(code)["subjects"] for word in said.split()}
    return found


def _is_somebody(source: Source, name: str, known: Cues, kind: Kind) -> bool:
    """Who is greeted, or the applicant who signs."""
    said = set(name.lower().split())
    for m in known.greetings.find(source.body, *source.newest):
        line = source.body[m.end() : m.end() + 60].partition("\n")[0]
        if not said.isdisjoint(line.lower().strip(" ,!.").split()):
            return True
    lines = source.body.lower().splitlines() if kind is Kind.APPLICATION else ()
    return any(name.lower() == line.strip() for line in lines)


def _told(source: Source, name: str) -> int:
    """Where the text has a name that the subject has."""
    found = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(source.body, *source.newest)
    return found.start() if found else -1


def _ends_in_noun(words: str) -> bool:
    """`Theta Labs`, but `Projektleitung Tiefbau` is a post."""
    first, _, last = words.partition(" ")
    return last.rpartition(" ")[2].lower() in listed("tails") and not is_post(first)


def _ends_in_post(words: str) -> bool:
    said = words.split()
    return bool(said) and said[-1].lower().strip("()") in posts()
