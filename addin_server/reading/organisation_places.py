"""Where names of organisations stand in a mail: subject, salutation, running text.

Each finding comes with its weight and the sort of place.
"""

from collections.abc import Iterator

from ..model import Kind
from .organisation_cues import Cues, Said
from .organisation_edges import is_odd, trimmed
from .organisation_names import is_name, name_at
from .organisation_senders import telling
from .organisation_shapes import NAME
from .organisation_words import around, legal_form, listed, one_of, posts, titled_by
from .patterns import lazy
from .source import Found, Part, Source

Finding = tuple[float, str, Found]

_OPEN, _CLOSED = tuple("[{<$"), tuple("]}>")  #: around what is still to be filled in


def made(text: str, at: tuple[int, int], part: Part) -> Found:
    words = text[slice(*at)]
    return Found(words=words, part=part, start=at[0], end=at[1], value=" ".join(words.split()))


def is_open(text: str, at: tuple[int, int]) -> bool:
    """Is it still to be filled in: `[Company]`?"""
    return text[at[0] - 1 : at[0]] in _OPEN or text[at[1] : at[1] + 1] in _CLOSED


def _texts(source: Source) -> list[tuple[Part, str, tuple[int, int]]]:
    return [
        ("body", source.body, source.newest),
        ("subject", source.subject, (0, len(source.subject))),
    ]


def cued(source: Source, known: Cues, kind: Kind) -> Iterator[Finding]:
    """Names behind words such as `sollicitatie bij`, `our client`, `chez`."""
    for part, text, span in _texts(source):
        said = known.said(text)
        named: dict[int, tuple[int, int] | None] = {}
        for weight, sort, cue in known.before if said else ():
            for m in cue.find(text, *span, said):
                if m.end not in named:
                    named[m.end] = _past_department(text, name_at(text, m.end, span[1]))
                at = named[m.end]
                at = at or (_famous(text, m, span[1]) if sort == "strong" else None)
                at = _with_firm(text, m, at) if at else None
                if at is None or (sort != "client" and _misleads(text, m, at, kind, known)):
                    continue
                if m.first.rstrip(":") in listed("addresses") and _NUMBERED.search(text, *at):
                    continue
                sure = _plainly(text, m, at, weight, kind, known) if sort == "plain" else weight
                if sure > 0.5 and sort in ("strong", "plain") and _meets(text, m, at):
                    sure = 0.5
                yield _sure(sure, sort, m, part) + _formal(text, at), sort, made(text, at, part)


#: `Adres: Kerkstraat 12, Gent`
_NUMBERED = lazy(r" \d{1,4}[a-zA-Z]?$")


def _with_firm(text: str, m: Said, at: tuple[int, int]) -> tuple[int, int]:
    """`Ort: Firma Weber, Raum 3` says so of a name that alone is a surname."""
    labelled = m.start == 0 or text[m.start - 1] == "\n" or text[m.start - 2 : m.start] == ": "
    said = text[m.start : at[0]]
    return (
        (m.start, at[1])
        if labelled and said.rstrip() in around("firms") and not _formal(text, at)
        else at
    )


def _famous(text: str, m: Said, stop: int) -> tuple[int, int] | None:
    """`a position at LinkedIn`: a platform that is an employer too."""
    word = _WORD.match(text, m.end, stop)
    if (
        word is None
        or word[0].lower() not in listed("houses")
        or text[m.start : m.end].split()[-1] not in around("at")
    ):
        return None
    return None if text[word.end() + 1 : word.end() + 2].isupper() else word.span()


def _meets(text: str, m: Said, at: tuple[int, int]) -> bool:
    """`interview with Ann Poe`: is it a person's name that one is to meet?"""
    name = text[slice(*at)]
    person = _PERSON.fullmatch(name) and not telling(name)
    said = text[max(0, m.start - 30) : m.end].lower().split()
    return bool(person) and said[-1] in around("with") and not around("talks").isdisjoint(said[-4:])


_WORD = lazy(r"\w+")
_PERSON = lazy(
    lambda: (
        rf"[A-ZÀ-Ý][a-zà-ÿ'’-]+(?: [A-Z]\.)?(?: {one_of('particles')})*"
        r"(?: [A-ZÀ-Ý][a-zà-ÿ'’-]+){1,2}"
    )
)


def _formal(text: str, at: tuple[int, int]) -> bool:
    return legal_form(text, *at) is not None


def _sure(weight: float, sort: str, m: Said, part: Part) -> float:
    """A subject names nobody in passing."""
    if sort in ("plain", "report") and part == "subject" and m.first not in listed("vague_before"):
        weight += 0.5
    return weight


def _plainly(
    text: str, m: Said, at: tuple[int, int], weight: float, kind: Kind, known: Cues
) -> float:
    """What a mere `bij`, `at` or `from` is worth: little before a single word."""
    name = text[slice(*at)]
    first, _, more = name.partition(" ")
    noun = first.endswith(known.noun_ends) and not more[:1].isupper()
    if (noun or m.first in listed("places_before")) and not telling(name):
        return 0.0
    vague = m.first in listed("vague_before") and not telling(name)
    if kind not in FROM_APPLICANTS and m.first in around("at") and (telling(name) or is_odd(name)):
        weight = max(weight, 2.0)  # `bei Acme Logistik`, but `bei Interesse`
    if m.first in around("posted") and telling(name) and telling(name.split()[0]):
        return 1.0  # `for Museum Educator` is a post
    low = max(0, m.start - 60)
    low = max(low, text.rfind("\n", low, m.start))
    if known.near.within(text, low, m.start):
        return 1.5 if vague else max(weight, 2.0)
    if vague:
        return 1.0
    if kind is not Kind.APPLICATION and _works(text, low, m.start):
        return 2.5
    odd = any(c.isupper() or c.isdigit() for c in name[1:])
    return weight if " " in name or odd else min(weight, 1.5)


def _works(text: str, low: int, at: int) -> bool:
    """Is it somebody's place of work: `Head of Sales at`, `het team bij`?"""
    before = text[low:at].lower().split()[-3:]
    return any(word in posts() or word.endswith("team") for word in before)


def _past_department(text: str, at: tuple[int, int] | None) -> tuple[int, int] | None:
    """`Talents de Néréide` is Néréide."""
    skip = trimmed(text[slice(*at)]) if at else 0
    return (at[0] + skip, at[1]) if at and at[0] + skip < at[1] else at


def _misleads(text: str, m: Said, at: tuple[int, int], kind: Kind, known: Cues) -> bool:
    """An applicant's earlier employer, or a post (`interest in the Financial Analyst role`)."""
    past = known.history if kind in FROM_APPLICANTS else known.yours
    if past.within(text, sentence(text, m.start), m.start):
        return True
    behind = text[at[1] : at[1] + 24].strip().partition(" ")[0].strip(".,()")
    return behind in listed("not_behind") or (behind[:1].islower() and behind in posts())


#: Mails in which who writes may tell of earlier employers.
FROM_APPLICANTS = (Kind.APPLICATION, Kind.UNSURE, Kind.OTHER)


def sentence(text: str, at: int) -> int:
    """Where the sentence begins that holds this place; at most 80 code points before it."""
    low = max(0, at - 80)
    return max(low, text.rfind(". ", low, at), text.rfind("\n", low, at))


def seeking(source: Source, kind: Kind, known: Cues) -> Iterator[Finding]:
    """Names that do what employers do: `Acme is looking for`, `die Acme AG sucht`."""
    for part, text, span in _texts(source):
        for m in known.seeks.find(text, *span):
            if _WE.match(text, m.end):
                continue  # `Zur Recherche im Museum Ost möchten wir`
            at = _subject(text, max(span[0], m.start - 60), m.start - 1)
            if at is not None:
                plain = " " not in text[slice(*at)] and _begins(text, at[0])
                name = text[slice(*at)]
                told = telling(name) or any(f" {word} " in name for word in around("joins"))
                said = " ".join(text[m.start : m.end].lower().split())
                offers = said in known.offers
                house = offers and (" " in name or is_odd(name))
                sure = kind is Kind.APPLICATION or part == "subject" or told or house
                full = 2.0 if sure else 1.5
                noun = " " not in name and bool(known.noun_ends) and not is_odd(name)
                # A sentence that begins with `Acme sucht`: a mere noun would be `Der Betrieb`.
                vague = (plain or noun) and not (plain and offers)
                yield 0.8 if vague else full, "seeks", made(text, at, part)


_WE = lazy(lambda: rf"\s{one_of('selves')}(?!\w)")
_PLACED = lazy(lambda: rf"(?<!\w){one_of('placed')} $")
_ARTICLE = lazy(lambda: rf"{titled_by('articles', 'elided')}(?:[a-zà-ÿ]+ )?")


def _subject(text: str, low: int, end: int) -> tuple[int, int] | None:
    """The name that ends here, before a space."""
    word = text[max(low, end - 40) : end].rpartition(" ")[2]
    if not (word[:1].isupper() or word[:1].isdigit() or word[1:2] in tuple("'’.tzs")):
        return None  # of a name the last word is none in small letters
    low = max(low, text.rfind(". ", low, end) + 1, text.rfind("\n", low, end) + 1)
    last = next(reversed([*NAME.finditer(text, low, end)]), None)
    if last is None or last.end() != end or text[end : end + 1] != " ":
        return None
    if _PLACED.search(text, low, last.start()):
        return None  # `eine Kanzlei in Münster sucht`
    article = _ARTICLE.match(last[0])
    at = last.start() + (article.end() if article else 0)
    return (at, end) if is_name(text[at:end]) and name_at(text, at, end) == (at, end) else None


def _begins(text: str, at: int) -> bool:
    """Does a sentence begin here? Then a capital says nothing."""
    return text[max(0, at - 6) : at].rstrip(" \"'„“«»")[-1:] in ("", ".", "!", "?", "\n", ":")
