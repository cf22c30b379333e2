"""What names of organisations look like, in running text, signatures and sender names."""

import re
from dataclasses import dataclass
from functools import cache

from ..model import LANGUAGES, Kind
from ..resources import lexicon
from .names import LEGAL, PLACEHOLDER, details, listed, person
from .source import Found, Source
from .vocabulary import Phrases, phrases

WORD = r"(?:[A-ZÀ-ÖØ-Þ0-9][\w&.'’/+@-]*|e\.V\.|vzw|asbl|d['’][A-Z][\w-]*)"
_LINK = r"&|\+|of|van|van de|van den|der|de|und|et|en|and|for|für|du|des|la|le|voor"
NAME = re.compile(rf"(?:{WORD})(?: (?:(?:{_LINK}) )?{WORD}){{0,5}}")
#: A sentence's end, or the words of the next clause.
CUT = re.compile(r"[.!?]\s|\s(?:I|We|You|Wij|Ich|Wir|Je|Nous)(?!\w)(?:['’]\w+)?")
CLOCK = re.compile(r"\d[\d.:]*(?:am|pm|h|u|uur|uhr)?\d*", re.IGNORECASE)
SENDER_CUTS = re.compile(r"\s+(?:via|by|at|bij|chez|bei)\s+|\s*[|@–—]\s*|\s+-\s+", re.IGNORECASE)
SENDER_NOISE = re.compile(
    r"(?i)\b(?:recruiting|recruitment|recruiters?|talent(?: acquisition)?(?: team)?|careers?|hr"
    r"|human resources|jobs?|hiring|team|people|personeelszaken|werving|rh|ressources humaines"
    r"|recrutement|personal(?:abteilung)?|bewerbung(?:en)?|no-?reply)\b"
)
TEAM = re.compile(
    r"\s(?:Recruitment|Recruiting|Talent|HR|Hiring|People|Careers?|Talent Acquisition)(?:\sTeam)?$"
    r"|\sTeam$"
)
ARTICLE = re.compile(
    r"(?:Het|De|The|Das|Die|L['’]équipe(?: de)?|Team|Équipe|Ihr|Your|Je)\s", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cues:
    strong: Phrases
    plain: Phrases
    client: Phrases
    clients: Phrases
    history: Phrases
    greetings: Phrases
    posts: frozenset[str]


@cache
def cues(lang: str | None) -> Cues:
    """What stands before an organisation's name, compiled."""
    lex = details(lang)
    places = "|".join(sorted(listed("kinds_of_place")))
    article = r"(?:(?i:the |het |de |der |die |l['’]|la |le )|les |den |dem |das )?"
    name = rf"(?:(?<=['’])|\s?:\s|\s){article}(?=[^\W_a-zß-ÿ]|(?:{places}) [A-ZÀ-Ý])"
    return Cues(
        strong=phrases(lex["at_strong"], after=name),
        plain=phrases(lex["at_company"], after=name),
        client=phrases(lex["client"], after=rf",?{name}"),
        clients=phrases(lex["client"]),
        history=phrases(lex["history"]),
        greetings=phrases(
            {*lex["greetings"], *details("en")["greetings"]}, before=r"(?:(?<=\n)|\A)", after=r"\s"
        ),
        posts=frozenset(p for code in LANGUAGES for p in details(code)["plain_titles"]),
    )


def key_of(value: str) -> str:
    bare = LEGAL.sub("", value).lower()
    return re.sub(r"[^\w&]", "", bare) or value.lower()


@cache
def _not_names(lang: str | None) -> frozenset[str]:
    words = set(listed("not_organisations"))
    for code in LANGUAGES:
        lex = lexicon(code, "moments")
        words.update(w for row in [*lex["weekdays"], *lex["months"]] for w in row)
        words.update(w for h in details(code)["honorifics"] for w in [h])
    return frozenset(words)


@cache
def _sorts() -> re.Pattern[str]:
    """What stands before a name in small letters and belongs to it: `gemeente Oosterwaard`."""
    return re.compile(rf"(?:{'|'.join(sorted(listed('kinds_of_place')))}) (?=[A-ZÀ-Ý])")


@cache
def headed() -> re.Pattern[str]:
    """Nouns that begin an organisation's name: `Stichting Noorderlicht`, `Université de Mons`."""
    nouns = "|".join(sorted((h.capitalize() for h in listed("heads")), key=lambda h: (-len(h), h)))
    link = r"(?:de la |de l['’]|des |du |de |d['’]|van de |van |der |of the |of |für |voor |pour )?"
    return re.compile(rf"(?<!\w)(?:{nouns}) {link}(?=[A-ZÀ-Ý]\w)")


def name_at(text: str, at: int, stop: int, lang: str | None) -> tuple[int, int] | None:
    """The organisation's name that begins here."""
    sort = _sorts().match(text, at, stop)
    m = NAME.match(text, sort.end() if sort else at, min(stop, at + 80))
    if m is None:
        return None
    words = CUT.split(text[at : m.end()], maxsplit=1)[0].rstrip(".,'’-/&+")
    if words.lower().endswith(("'s", "’s")) and " " not in words:
        words = words[:-2]
    end = at + len(words)
    if text[end : end + 1] == "." and re.search(r"(?:\b[A-Za-z]\.)+[A-Za-z]$", words):
        end += 1  # the last dot of `B.V.`
    legal = LEGAL.match(text, end + 1) or LEGAL.match(text, end + 2)
    if legal is not None and text[end : legal.start()] in (" ", ", "):
        end = legal.end()
    words = text[at:end]
    cut_short = text[end : end + 1] in tuple("@{[$<_")
    return (at, end) if _is_name(words, lang) and not cut_short else None


def _is_name(words: str, lang: str | None) -> bool:
    """Not a day, a program, a post, a person addressed, a placeholder."""
    pieces = words.lower().split()
    if not pieces or pieces[0].strip(".,") in _not_names(lang) or PLACEHOLDER.search(words):
        return False
    if not any(c.isalpha() for c in pieces[0]) or CLOCK.fullmatch(pieces[0]):
        return False
    last = pieces[-1].strip("()'’.,").split("-")[-1]
    return last not in cues(lang).posts


def employs(words: str) -> bool:
    """Is it more than the name of a department?"""
    said = set(re.findall(r"[\w&]+", words.lower()))
    return bool(said - listed("departments") - {"team", "en", "and", "et", "und"})


def is_person(line: str, lang: str | None) -> bool:
    """Is a line of a signature the name of who signs?"""
    head = re.split(r"[,|/(–—]| - ", line, maxsplit=1)[0].strip(" *_-.")
    span = person(head, lang)
    if span is None or LEGAL.search(line) or "&" in line:
        return False
    last = span[2].split()[-1].lower()
    if last in listed("organisations") or head.split()[0].lower() in listed("heads"):
        return False
    teams = listed("departments") | listed("teams")
    return len(head) - span[1] <= 1 and not teams & set(head.lower().split())


def post_before(piece: str, lang: str | None) -> int:
    """How many letters of a line are a post before a name: `recruiter Gemeente Marsdijk`."""
    first, _, rest = piece.partition(" ")
    post = first.lower()
    if post in cues(lang).posts or post.endswith(_long(lang)):
        return len(first) + 1 if rest[:1].isupper() else len(piece) if not rest else 0
    return 0


@cache
def _long(lang: str | None) -> tuple[str, ...]:
    return tuple(p for p in cues(lang).posts if len(p) > 4 and " " not in p)


def line_weight(line: str, n: int, lang: str | None) -> float:
    """How sure is it that a line of a signature is an organisation?"""
    if LEGAL.search(line):
        return 3.0
    last = line.split()[-1].lower().strip(".")
    if last in listed("organisations"):
        return 2.0
    one_word = " " not in line
    inner = any(c.isupper() for c in line[1:]) and one_word
    return 2.0 if inner and n else 1.0 if one_word or "&" in line else 0.5


def domain_name(email: str) -> str:
    """The name in the sender's domain; "" for relays and free mailboxes."""
    pieces = email.lower().rpartition("@")[2].split(".")
    names = [p for p in pieces[:-1] if p not in ("co", "com", "mail", "www")]
    if not names or listed("relays") & set(names):
        return ""
    return re.sub(r"[^\w]", "", names[-1])


def from_sender(source: Source, kind: Kind) -> Found | None:
    """`Acme via Greenhouse`, `HR | Acme`, `Acme Recruiting`: the display name, as a last resort."""
    if kind is Kind.APPLICATION or not source.sender_name or PLACEHOLDER.search(source.sender_name):
        return None
    pieces = SENDER_CUTS.split(source.sender_name)
    cut = (
        len(pieces) > 1
        or SENDER_NOISE.search(source.sender_name)
        or LEGAL.search(source.sender_name)
    )
    domain = domain_name(source.sender_email)
    for piece in pieces if re.search(r"(?i)\svia\s", source.sender_name) else reversed(pieces):
        bare = " ".join(SENDER_NOISE.sub(" ", piece).split()).strip(" ,-&")
        certain = cut or (domain and key_of(bare) in (domain, domain + "nl"))
        if bare and certain and bare.lower() not in listed("relays") and NAME.fullmatch(bare):
            return Found(words=source.sender_name, part="subject", start=0, end=0, value=bare)
    return None
