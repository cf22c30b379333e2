"""What names of organisations look like, in running text and in signatures."""

import re
from collections.abc import Iterator
from functools import cache

from .names import PLACEHOLDER, person
from .organisation_words import (
    LEGAL,
    common,
    days,
    departments,
    headed,
    listed,
    long_posts,
    not_names,
    offices,
    posts,
    tails,
)
from .vocabulary import choice

WORD = r"(?:GO!|[A-ZÀ-ÖØ-Þ0-9][\w&.'’/+@-]*|e\.V\.|vzw|asbl|d['’][A-Z][\w-]*|['’]t)"
_LINK = (
    r"&|\+|of|of the|van|van de|van den|van der|van het|der|de|de la|und|et|en|and|for|für|du|des"
    r"|la|le|les|voor|am|im|an der|in der|zum|zur|aan de"
)
NAME = re.compile(rf"(?:{WORD})(?: (?:(?:{_LINK}) (?:d['’]|l['’])?)?{WORD}){{0,6}}")
_LABEL = 12  #: letters before a name on a line that is no sentence: `For Acme Ltd.`
_DOTTED = re.compile(r"(?:\b[A-Za-z]\.)+[A-Za-z]$")
#: Words cut short, whose dot belongs to the name unless a sentence ends there.
_CUT_SHORT = re.compile(r"(?<!\w)(?:Zn|Co|Cie|[Ii]nc|Ltd|Corp|Bros|Gebr|Pty|Ges)$")
_GOES_ON = re.compile(r"\.(?:,| [a-z(–-])")
_LINE_ENDS = re.compile(r"\.\s*(?:\n|$)")
_WORDS = re.compile(r"[\w&]+")
_FIGURE = re.compile(r"\d")
#: A sentence's end, or the words of the next clause.
CUT = re.compile(
    r"(?:[.?]|(?<!\bGO)!)\s|\s(?:I|We|You|Wij|Ich|Wir|Je|Nous|Ik)(?!\w)(?:['’]\w+)?|\s(?=\d+[./])"
)
CLOCK = re.compile(r"\d[\d.:]*(?:am|pm|h|u|uur|uhr)?\d*", re.IGNORECASE)
TEAM = re.compile(
    r"\s(?:Recruitment|Recruiting|Talent|HR|Hiring|People|Careers?|Talent Acquisition)\sTeam$"
    r"|[\s-][Tt]eam$"
)
_DANGLING = re.compile(r"(?:\s(?:of|van|der|de|und|et|en|and|for|für|du|des|la|le|les|voor|am|im)"
                       r"(?:\s(?:the|de|la|der|den))?)+$")  # fmt: skip
ARTICLE = re.compile(
    r"(?:(?:van|vom|von|from|de)\s)?(?:(?:Het|De|The|Das|Die|La|Ihre?|Deine?|Your|Je|Votre)\s)?"
    r"(?:(?:L['’]équipe(?: de)?|Team|Équipe)(?: van| der| von| de)?\s)",
    re.IGNORECASE,
)
THE = re.compile(r"(?:The|Het|De|Das|Die|Your|Ihre?|Deine?|Je|La)\s")
#: `Namens`, `Fa.`: for whom is signed.
_FOR = re.compile(
    r"(?:Namens|On behalf of|For(?: and on behalf of)?|Im Namen(?: der| von)?|Au nom de|Pour|Fa\."
    r"|Firma)\s"
    r"(?:het |de |the |der |die |la |l['’])?(?=\S)"
)


@cache
def _inside() -> re.Pattern[str]:
    """A department behind its house: `Kestrel Bank Careers`."""
    return re.compile(rf"\s(?i:{choice(listed('inside'))})$")


def without_inside(piece: str) -> str:
    m = _inside().search(piece)
    return piece[: m.start()] if m and employs(piece[: m.start()]) else piece


_TITLE = re.compile(r"(?:^|\n|, |[|–—-] )((?:The|Het|De|Le|La|Les|Das|Der|Die) )$")
_ALONE = re.compile(r"\s*(?:\n|,|$)")
_ENDED = re.compile(r"[a-zà-ÿ]{3}[.!?] (?=[A-ZÀ-Ý])")
#: What joins the people or the department that a line begins with to their house.
_JOINS = re.compile(
    r"\s(?:(?:at|von|vom|van|der|des|bei|beim|bij|chez|de|du|of|in)\s|d['’]\s?|@\s?)(?=\S)"
)


def name_at(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """The organisation's name that begins here."""
    begin = _small(text, at, stop)
    head = headed().pattern.match(text, at, min(stop, at + 80))
    begin = head.end() if head else begin
    m = NAME.match(text, begin, min(stop, at + 80))
    if m is None:
        return None
    said = CUT.split(text[at : m.end()], maxsplit=1)[0].rstrip(".,'’-/&")
    said = _DANGLING.sub("", _until_day(said))
    if said.endswith(("Team", "team")) and (team := TEAM.search(said)):
        said = said[: team.start()]
    owner = said.lower().endswith(("'s", "’s"))
    if owner and (" " not in said or text[at + len(said) + 1 : at + len(said) + 2].islower()):
        said = said[:-2]
    end = with_dot(text, at, _with_form(text, at, with_dot(text, at, at + len(said))))
    cut_short = text[end : end + 1] in tuple("@{[$<_")
    return (at, end) if is_name(text[at:end]) and not cut_short else None


def with_dot(text: str, at: int, end: int) -> int:
    """Where a name ends with the dot of `B.V.`, or of `& Co.` where no sentence ends."""
    if text[end : end + 1] != ".":
        return end
    if _DOTTED.search(text, at, end):
        return end + 1
    if _CUT_SHORT.search(text, at, end) is None:
        return end
    labels = at - text.rfind("\n", 0, at) <= _LABEL and _LINE_ENDS.match(text, end)
    return end + 1 if labels or _GOES_ON.match(text, end) else end


def _with_form(text: str, at: int, end: int) -> int:
    """Where the name ends with its legal form, of which it may hold a part: `GmbH & Co`."""
    legal = LEGAL.search(text, at, end + 18)
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
    return next((rest + len(p) for p in ("van ", "de ") if text.startswith(p, rest)), rest)


def _until_day(said: str) -> str:
    """`Brauhaus Tannhof am Montag` ends before the day, `Acme Interview` before its topic."""
    words = ((w, w.lower().strip(":")) for w in said.split()[1:])
    day = next((w for w, low in words if low in listed("topics") or _is_day(low)), None)
    return said if day is None else said[: said.index(f" {day}")]


def _is_day(word: str) -> bool:
    return len(word) > 4 and word in days()  # `Mars Foods` and `Studio Mo` are names


def is_name(said: str) -> bool:
    """Not a day, a program, a post, a person addressed, a placeholder."""
    pieces = said.lower().split()
    if not pieces or pieces[0].strip(".,") in not_names() or PLACEHOLDER.search(said):
        return False
    if len(said) < 2 or (_FIGURE.search(said) and _is_number(said, pieces[0])):
        return False
    if _is_common(pieces):
        return False
    return pieces[-1].strip("()'’.,").split("-")[-1] not in posts()


def _is_number(said: str, first: str) -> bool:
    """`14u30`, `A2`, `R-0045112`; but `Q8North` and `3M Benelux` are names."""
    letters = sum(c.isalpha() for c in said)
    spoken = any(c.isalpha() for c in first)
    return not spoken or bool(CLOCK.fullmatch(first)) or letters <= sum(c.isdigit() for c in said)


def _is_common(pieces: list[str]) -> bool:
    """`Services`, `Talent Hub`, `Town Council`; but `Analytics Hub` is a name."""
    known = common()
    if not all(piece.strip("(),.'’") in known for piece in pieces):
        return False
    return len(pieces) < 2 or any(p in departments() or p in listed("vague") for p in pieces)


def is_post(word: str) -> bool:
    """`recruiter`, `personeelsadviseur`, `Personalreferentin`"""
    low = word.lower().strip("().,:")
    if low.endswith(("leitung", "führung", "wesen", "abteilung", "ausschuss", "rätin")):
        return True
    if low in posts():
        return True
    # `Archief` is no chief: what is before must be a word too.
    return low[3:].endswith(long_posts())


def employs(said: str) -> bool:
    """Is it more than the name of a department?"""
    words = _WORDS.findall(said.lower())
    return any(word not in departments() and word not in listed("links") for word in words)


def is_person(line: str, lang: str | None) -> bool:
    """Is a line of a signature the name of who signs?"""
    head = re.split(r"[,|/(–—]| - ", line, maxsplit=1)[0].strip(" *_-.")
    span = person(head, lang)
    if span is None or LEGAL.search(line) or "&" in line:
        return False
    pieces = head.lower().split()
    if pieces[-1] in tails() or pieces[0] in listed("heads"):
        return False
    return len(head) - span[1] <= 1 and departments().isdisjoint(pieces)


def is_office(words: list[str]) -> bool:
    """`Recruiting`, `secretariaat`: words for those who write on behalf of a house."""
    return bool(words) and words[0].lower().strip(",.:") in offices()


def trimmed(piece: str) -> int:
    """How many letters of a line stand before a name: a post, a department, `Team`, `Redactie`."""
    at, said = 0, piece.split(" ")
    for n, word in enumerate(said):
        low = word.lower().strip(",.:")
        link = word in listed("links")
        ours = n == 0 and is_office(said[1:2]) and low in listed("links")
        if not (is_post(word) or low in departments() or (n and link) or ours):
            break
        if n == len(said) - 1:
            break
        at += len(word) + 1
    rest = piece[at:]
    # Nothing but posts and departments: it is no name at all.
    return len(piece) if not rest or is_post(rest) or rest.lower() in departments() else at


def past_article(piece: str) -> int:
    """Past `The`, `Team`, `L'équipe de`, `Namens`: what is before a name in a signature."""
    m = ARTICLE.match(piece) or _FOR.match(piece)
    if m is None and TEAM.search(piece):
        m = THE.match(piece)
    return m.end() if m else 0


def with_article(text: str, at: int, end: int) -> int:
    """Where a name begins that stands by itself on its line: `Sous, The Painted Heron`."""
    m = _TITLE.search(text, max(0, at - 6), at)
    return m.start(1) if m and _ALONE.match(text, end) else at


def past_sentence(piece: str) -> int:
    """Past a sentence that ends on the line: `Bonne chance. Transports Lefort`."""
    ends = [m.end() for m in _ENDED.finditer(piece)]
    return ends[-1] if ends else 0


def houses(piece: str) -> Iterator[int]:
    """Where the house may begin in `Deine Crew der Kletterbar`, `kira von fluxo`: last first."""
    joins = [m.end() for m in _JOINS.finditer(piece)]
    yield from reversed(joins)
    yield 0
