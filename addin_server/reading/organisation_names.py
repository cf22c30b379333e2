"""What names of organisations look like, in running text and in signatures."""

import re
from functools import cache, lru_cache

from . import index, moment_patterns
from .names import PLACEHOLDER, person
from .organisation_shapes import (
    AROUND,
    CUT,
    CUT_SHORT,
    DANGLING,
    NAME,
    links,
    team_of,
)
from .organisation_words import (
    around,
    common,
    days,
    departments,
    headed,
    legal_form,
    listed,
    long_posts,
    not_names,
    posts,
    tails,
)
from .patterns import lazy
from .vocabulary import choice

_REMEMBERED = 2_048  #: words of which it is remembered whether they are posts
_LABEL = 12  #: letters before a name on a line that is no sentence: `For Acme Ltd.`
_DOTTED = lazy(r"(?:\b[A-Za-z]\.)+[A-Za-z]$")
_GOES_ON = lazy(r"\.(?:[,!?;:)]| [a-z(–-])")
_LINE_ENDS = lazy(r"\.\s*(?:\n|$)")
_FIRST = lazy(r"[^\W\d_]+")
_WORDS = lazy(r"[\w&]+")
_ASIDE = lazy(r"[,|/(–—]| - ")
#: The number of a vacancy: `ABC-DE-0326`.
_CODE = lazy(r"[A-Z]+(?:[-/][A-Z0-9]+)*[-/]\d{3,}")
_FIGURE = lazy(r"\d")
_ENDS_IN_FIGURES = lazy(r"([^\W\d_]{3,})\d{2,3}")
_NUMBERED = lazy(r"\w+ \d\w*")
_THE = lazy(r"The(?= [A-Z][\w'’&.-]+ [A-Z&])")
CLOCK = lazy(
    lambda: rf"\d[\d.:]*(?:am|pm|h|u|{choice(moment_patterns.around('hours'))})?\d*", re.IGNORECASE
)


def name_at(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """The organisation's name that begins here."""
    begin = _small(text, at, stop)
    head = _headed(text, at, min(stop, at + 80))
    begin = head.end() if head else begin
    m = NAME.match(text, begin, min(stop, at + 80))
    if m is None:
        return None
    cut = CUT.search(text, at, m.end())
    said = _until_day(text[at : cut.start() if cut else m.end()].rstrip(".,'’-/&"))
    if said.rpartition(" ")[2] in links():
        said = DANGLING.sub("", said)
    if team := team_of(said):
        said = said[: team.start()]
    for more in around("behind"):
        said = said.removesuffix(f" {more}")
    owner = said.lower().endswith(("'s", "’s"))
    if owner and (" " not in said or text[at + len(said) + 1 : at + len(said) + 2].islower()):
        said = said[:-2]
    end = with_dot(text, at, with_form(text, at, with_dot(text, at, at + len(said))))
    town = AROUND.match(text, end, stop)
    end = town.end() if town else end
    cut_short = text[end : end + 1] in tuple("@{[$<_")
    return (at, end) if is_name(text[at:end]) and not cut_short else None


def _headed(text: str, at: int, stop: int) -> re.Match[str] | None:
    """The noun and its adjective that a name begins with: `Régie portuaire de l'`."""
    word = _FIRST.match(text, at, stop)
    return headed().at(text, at, stop, index.fold(word[0])) if word else None


def with_dot(text: str, at: int, end: int) -> int:
    """Where a name ends with the dot of `B.V.`, or of `& Co.` where no sentence ends."""
    if text[end : end + 1] != ".":
        return end
    if _DOTTED.search(text, at, end):
        return end + 1
    if CUT_SHORT.search(text, at, end) is None:
        return end
    low = max(0, at - _LABEL)
    apart = low == 0 or "\n" in text[low:at]
    labels = apart and _LINE_ENDS.match(text, end)
    return end + 1 if labels or _GOES_ON.match(text, end) else end


def with_form(text: str, at: int, end: int) -> int:
    """Where the name ends with its legal form, of which it may hold a part: `GmbH & Co`."""
    legal = legal_form(text, at, min(end + 18, len(text)))
    if legal is None or text[end : legal.start()] not in ("", " ", ", ") or legal.start() == at:
        return end
    if text[end : legal.start()] == ", " and legal[0].islower():
        return end  # `bij Acme, bv dinsdag`
    return max(end, legal.end())


def _small(text: str, at: int, stop: int) -> int:
    """Past a noun in small letters that belongs to the name: `gemeente Oosterwaard`."""
    word = text[at : min(stop, at + 24)].partition(" ")[0]
    if word not in listed("small"):
        return at
    rest = at + len(word) + 1
    return next(
        (rest + len(p) + 1 for p in around("small") if text.startswith(f"{p} ", rest)), rest
    )


def _until_day(said: str) -> str:
    """`Brauhaus Tannhof am Montag` ends before the day, `Acme Interview` before its topic."""
    for word in said.split()[1:]:
        low = word.lower().strip(":")
        if low in listed("topics") or _is_day(low):
            return said[: said.index(f" {word}")]
    return said


def _is_day(word: str) -> bool:
    return len(word) > 4 and word in days()  # `Mars Foods` and `Studio Mo` are names


def is_name(said: str) -> bool:
    """Not a day, a program, a post, a person addressed, a placeholder."""
    if article := _THE.match(said):  # `The Red Lion`; `The Recruiters` tells nothing
        return is_name(said[article.end() + 1 :])
    pieces = said.lower().split()
    if not pieces or PLACEHOLDER.search(said) or _is_no_name(pieces[0].strip(".,"), said):
        return False
    if len(said) < 2 or (_FIGURE.search(said) and _is_number(said, pieces[0])):
        return False
    if _is_common(pieces):
        return False
    if is_site(said):
        return False
    if len(pieces) > 2 and pieces[-2] in {"&", *around("and")}:
        return True  # `Berger und Partner`
    last = pieces[-1].strip("()'’.,").split("-")[-1]
    return last not in posts() and last not in listed("not_last")


def _is_no_name(first: str, said: str) -> bool:
    """Does no name begin so? Of a firm one may begin as a department: `HR Solutions AG`."""
    return first in not_names() and not (first in departments() and legal_form(said) is not None)


def is_site(said: str) -> bool:
    """Is it a place where many houses are, and no house?"""
    low = said.lower()
    return low.startswith(_sites()) or low.endswith(_parks())


@cache
def _sites() -> tuple[str, ...]:
    """What begins the name of a place where many houses are: `Parc d'activités`."""
    return tuple(site.replace("'", sign) for site in listed("sites") for sign in "'’")


@cache
def _parks() -> tuple[str, ...]:
    """What ends one: `Moorgate Business Park`."""
    return tuple(listed("parks"))


def _is_number(said: str, first: str) -> bool:
    """`14u30`, `A2`, `R-0045112`, `Level 5`; but `Q8North` and `3M Benelux` are names."""
    if first in listed("numbered") and _NUMBERED.fullmatch(said):
        return True
    if not any(map(str.isalpha, first)) or CLOCK.fullmatch(first) or _CODE.fullmatch(said):
        return True
    if m := _ENDS_IN_FIGURES.fullmatch(said):
        return m[1].lower() in listed("numbered")  # `REQ123`; but `Work360` is a name
    return sum(map(str.isalpha, said)) <= sum(map(str.isdigit, said))


def _is_common(pieces: list[str]) -> bool:
    """`Services`, `Talent Hub`, `Town Council`; but `Analytics Hub` is a name."""
    if not common().issuperset([piece.strip("(),.'’") for piece in pieces]):
        return False
    if len(pieces) == 2 and pieces[0] in tails() and pieces[1] in listed("behind_trades"):
        return False  # `Personeel Partners`
    if len(pieces) == 3 and pieces[1] == "&" and tails().issuperset(pieces[::2]):
        return False  # `Care & Service`
    return len(pieces) < 2 or any(p in departments() or p in listed("vague") for p in pieces)


def is_post(word: str) -> bool:
    """`recruiter`, `personeelsadviseur`, `Personalreferentin`"""
    return _known_post(word) if word.isalpha() else _ends_in_post(word)


@lru_cache(_REMEMBERED)
def _known_post(word: str) -> bool:
    """The same of a single word; what it said of the last ones is remembered."""
    return _ends_in_post(word)


def _ends_in_post(word: str) -> bool:
    low = word.lower().strip("().,:")
    if low.endswith(_post_ends()):
        return True
    if low in posts():
        return True
    # `Archief` is no chief: what is before must be a word too; nor is `MatchMaker` a maker.
    if not word.isupper() and any(map(str.isupper, word.rpartition("-")[2][1:])):
        return False
    return low[3:].endswith(long_posts().get(low[-3:], ()))


@cache
def _post_ends() -> tuple[str, ...]:
    return tuple(around("post_ends"))


def is_of_family(words: list[str]) -> bool:
    """`Baker Logistics`: a noun for who does a job, as the name of a family and its house."""
    if len(words) < 2 or words[0].lower() not in listed("families"):
        return False
    return words[0][:1].isupper() and words[1].lower().strip(".,:") in tails()


def employs(said: str) -> bool:
    """Is it more than the name of a department?"""
    return not _unemployed().issuperset(_WORDS.findall(said.lower()))


@cache
def _unemployed() -> frozenset[str]:
    return departments() | listed("links")


def is_person(line: str, lang: str | None) -> bool:
    """Is a line of a signature the name of who signs?"""
    head = _ASIDE.split(line, maxsplit=1)[0].strip(" *_-.")
    span = person(head, lang, shaped=True)
    if span is None or legal_form(line) or "&" in head:
        return False
    pieces = head.lower().split()
    if pieces[-1] in tails() or pieces[0] in listed("heads"):
        return False
    return len(head) - span[1] <= 1 and departments().isdisjoint(pieces)
