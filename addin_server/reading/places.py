"""Where and how the interview is held."""

import re
from dataclasses import dataclass
from functools import cache

from ..model import Mode
from .names import PLACEHOLDER, details, greeting, listed
from .source import Found, Part, Source
from .vocabulary import Phrases, choice, firsts, phrases

MEETING = re.compile(
    r"https?://(?:[\w-]{1,40}\.){0,4}(?:teams\.microsoft\.com/(?:l/meetup-join|meet)"
    r"|teams\.live\.com/meet|zoom\.us/(?:j|my|w|s)|zoom\.com/j|meet\.google\.com|webex\.com"
    r"|whereby\.com|meet\.jit\.si|join\.skype\.com|gotomeeting\.com|gotomeet\.me|bluejeans\.com)"
    r"[^\s<>\"')\]]*"
)
_CALL = "meeting|call|gesprek|vergadering|interview|réunion|Meeting|Gespräch|Besprechung|Call"
PRODUCTS = (
    rf"(?:Microsoft[ -])?Teams(?:[ -](?:{_CALL}))?|Zoom(?:[ -](?:{_CALL}))?"
    r"|Google[ -](?:Meet|Hangouts?)|Skype|(?:Cisco )?Webex|Whereby|FaceTime|Jitsi"
)
RECORDERS = r"HireVue|Hirevue|SparkHire|Spark Hire|Cammio|VidCruiter|Willo|myInterview|Easyrecrue"
BEFORE_NUMBER = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’.-]{0,30} (?:(?:van|de|den|der|het) ){0,2}){0,3}[A-ZÀ-Ý][\w'’.-]{0,40}$"
)
NUMBER = re.compile(r"(?<=[a-zß.] )\d{1,4}(?: ?[a-zA-Z](?!\w))?(?![\w:/]|\.\d)")
_RUE = "rue|avenue|boulevard|place|quai|chaussée|allée|route|chemin|impasse|cours"
_STREET = "Street|Road|Avenue|Lane|Square|Drive|Boulevard|Way|Place"
FROM_NUMBER = re.compile(
    rf"\d{{1,4}}(?: ?(?:bis|ter))?,? (?:(?i:{_RUE}) [^\n,.;()]{{2,40}}"
    rf"|(?:[A-Z][\w'’-]{{0,30}} ){{1,3}}(?:{_STREET})(?!\w))"
)
_CITY = r"[A-ZÀ-Ý][\w'’-]+(?:[ -][A-ZÀ-Ý][\w'’-]+)"
TAIL = re.compile(
    rf"(?:,|,? \n?|\n)\s?(?:\d{{4}}\s?[A-Z]{{2}}|(?:[BFD]-)?\d{{4,5}})\s{_CITY}?"
    r"|(?:, | in | à )[A-ZÀ-Ý][\w'’-]+(?: \d{1,2}e)?"
)
CITY = re.compile(rf"(?:,? (?:in|à|te|am|an der|located at|at) ){_CITY}{{0,2}}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    location_or_mode: Found | None = None
    mode: Mode | None = None
    meeting_url: Found | None = None


@cache
def modes(lang: str | None) -> Phrases:
    """Phrases that name a mode; the group that matched is the mode."""
    own, english = details(lang), details("en")
    recorded = choice([*own["recorded"], *english["recorded"]])
    pattern = re.compile(
        rf"(?<![\w@/.-])(?:(?:{choice(own['via'])})\s)?(?:"
        rf"(?P<recorded>{RECORDERS}|(?i:{recorded}))|(?P<video>{PRODUCTS}|(?i:{choice(own['video'])}))"
        rf"|(?P<phone>(?i:{choice(own['phone'])}))|(?P<on_site>(?i:{choice(own['on_site'])})))(?![\w@])"
    )
    named = [w for k in ("recorded", "video", "phone", "on_site", "via") for w in own[k]]
    products = re.findall(r"[A-Za-z]+", f"{PRODUCTS} {RECORDERS}")
    return Phrases(pattern, firsts([*named, *english["recorded"], *products]))


@cache
def _labels(lang: str | None) -> Phrases:
    words = {*details(lang)["place_labels"], *details("en")["place_labels"]}
    return phrases(words, after=r"\*{0,2} ?:\*{0,2}\s{0,3}(?=\S)")


def find(source: Source, lang: str | None) -> Place:
    """A labelled place first, then the words for the mode with an address behind them."""
    url = _meeting(source)
    labelled = _labelled(source, lang)
    part: Part = "body"
    named = list(modes(lang).find(source.body, *source.newest))
    if not named:
        part, named = "subject", list(modes(lang).find(source.subject, 0, len(source.subject)))
    first = _likeliest(named)
    mode = Mode(first.lastgroup) if first is not None and first.lastgroup else None
    if labelled is not None:
        told = next(modes(lang).find(labelled.words, 0, len(labelled.words)), None)
        mode = Mode(told.lastgroup) if told and told.lastgroup else mode
        sited = mode or (None if url else Mode.ON_SITE)
        return Place(location_or_mode=labelled, mode=sited, meeting_url=url)
    address = _address(source, lang) if mode in (None, Mode.ON_SITE) else None
    if first is None:
        where = address or url
        mode = Mode.ON_SITE if address else Mode.VIDEO if url else None
        return Place(location_or_mode=where, mode=mode, meeting_url=url)
    start, end, both = _extent(source, first, named, part, lang)
    if address is not None and part == "body" and 0 <= address.start - end <= 40:
        end = address.end
    elif address is not None and not both:
        start, end, part = address.start, address.end, "body"
    return Place(
        location_or_mode=_made(source, start, end, part),
        mode=None if both else mode,
        meeting_url=url,
    )


def _likeliest(named: list[re.Match[str]]) -> re.Match[str] | None:
    """A recording says so; otherwise the first mode named, a product before `online`."""
    for m in named:
        if m.lastgroup == "recorded":
            return m
    if not named:
        return None
    group = named[0].lastgroup
    return next((m for m in named if m.lastgroup == group and re.search(PRODUCTS, m[0])), named[0])


def _extent(
    source: Source, m: re.Match[str], named: list[re.Match[str]], part: Part, lang: str | None
) -> tuple[int, int, bool]:
    """The words of a mode; with the second of two to choose from, and then true."""
    text = source.body if part == "body" else source.subject
    start, end = m.span()
    later = next((n for n in named if n.start() >= end), None)
    if later is not None and text[end : later.start()].lower().split() in [
        [w] for w in details(lang)["and"]
    ]:
        return start, later.end(), later.lastgroup != m.lastgroup
    if m.lastgroup == "on_site" and (tail := CITY.match(text, end)) is not None:
        end = tail.end()
    return start, end, False


def _made(source: Source, start: int, end: int, part: Part) -> Found:
    words = (source.body if part == "body" else source.subject)[start:end]
    return Found(words=words, part=part, start=start, end=end, value=" ".join(words.split()))


def _meeting(source: Source) -> Found | None:
    m = MEETING.search(source.body, *source.newest)
    if m is None:
        return None
    return _made(source, m.start(), m.start() + len(m[0].rstrip(".,;:!?")), "body")


def _labelled(source: Source, lang: str | None) -> Found | None:
    for m in _labels(lang).find(source.body, *source.newest):
        rest = source.body[m.end() : min(source.newest[1], m.end() + 140)].partition("\n")[0]
        words = re.split(r"(?<=\w\w)\.\s", rest, maxsplit=1)[0].rstrip(" .*")
        if 2 < len(words) <= 120 and not PLACEHOLDER.search(words):
            return _made(source, m.end(), m.end() + len(words), "body")
    return None


def _address(source: Source, lang: str | None) -> Found | None:
    """A street with its number, below the salutation: above it stands a letterhead."""
    start, end = source.newest
    opening = next(greeting(lang).find(source.body, start, min(end, start + 2000)), None)
    for m in re.compile(r"(?<!\w)\d{1,4}(?!\d)").finditer(
        source.body, opening.end() if opening else start, end
    ):
        span = _street(source.body, m.start(), end)
        if span is not None:
            tail = TAIL.match(source.body, span[1], end)
            return _made(source, span[0], tail.end() if tail else span[1], "body")
    return None


def _street(text: str, at: int, end: int) -> tuple[int, int] | None:
    if (m := FROM_NUMBER.match(text, at, end)) is not None:
        return at, at + len(m[0].rstrip())
    if (m := NUMBER.match(text, at, end)) is None:
        return None
    low = max(0, at - 80)
    before = text[low : at - 1]
    if not before.lower().endswith(tuple(listed("streets"))):
        return None
    name = BEFORE_NUMBER.search(before)
    return (low + name.start(), m.end()) if name else None
