"""Where a writer says who they are and for whom they write: `I'm Jess from Acme`.

Bounds: only the newest part, and no mail of an applicant, who is of a town or a school.
"""

import re
from collections.abc import Iterator

from ..model import Kind
from .organisation_cues import Cues
from .organisation_domains import MATCH, cover
from .organisation_edges import is_noun, is_odd, trimmed
from .organisation_names import is_post, name_at
from .organisation_places import Finding, made
from .organisation_senders import is_trade, telling
from .organisation_words import around, led_by, one_of
from .patterns import lazy
from .source import Source

_REACH = 160  #: letters behind `my name is` that are looked at
_GIVEN = r"[A-ZÀ-Ý][\w'’-]+"
_OPEN = r"(?:[\[{<$%]{1,3}[^\n]{1,24}?[\]}>%]{1,3})"


def _of() -> str:
    surname = rf" (?:{one_of('particles')} ){{0,2}}{_GIVEN}"
    noun = rf"{led_by('articles', 'elided')}?[a-zà-ÿ-]{{5,}} |{one_of('agents')} "
    return (
        rf"\s(?:[A-Z]\w{{0,3}}\.? |{one_of('addressed')} )?(?:{_GIVEN}|{_OPEN})(?:{surname}){{0,2}}"
        rf"(?: {one_of('here')})?,? ?(?:(?P<of>{led_by('of', 'from')})"
        rf"|[^.!?\n]{{0,60}}? (?P<at>{led_by('at')}))(?P<noun>{noun})?(?=[A-ZÀ-Ý0-9])"
    )


def _whose() -> str:
    house = led_by("at", "of", "from", "short")
    return rf"(?: {one_of('here')})?,? {house}(?=[A-ZÀ-Ý0-9])"


#: Somebody's name, and whom they are of; or between the two what they do there.
_OF = lazy(_of)


def introduced(source: Source, known: Cues, kind: Kind, domain: str) -> Iterator[Finding]:
    """Houses that the writer says to write for. `domain`: of whom else the mail may tell."""
    if kind is Kind.APPLICATION:
        return
    body, end = source.body, source.newest[1]
    yield from _opened(source, domain)
    for m in known.introduces.find(body, *source.newest):
        said = _OF.match(body, m.end, min(m.end + _REACH, end))
        at = name_at(body, said.end(), end) if said else None
        if said is None or at is None:
            continue
        at = at[0] + trimmed(body[slice(*at)]), at[1]
        if at[0] < at[1] and (weight := _weight(said, body[slice(*at)])):
            yield weight, "signature", made(body, at, "body")


def _opened(source: Source, domain: str) -> Iterator[Finding]:
    """`Hi Sam. Luc from Tolvan Ski School.`: who writes, at the beginning."""
    start, end = source.newest
    stop = min(end, start + _REACH)
    if _LED.search(source.body, start, stop) is None:
        return  # soon seen, unlike where such words begin
    for m in _OPENING.finditer(source.body, start, stop):
        at = name_at(source.body, m.end(), end)
        if at is None or not _ENDS.match(source.body, at[1]) or is_post(m["last"]):
            continue
        name = source.body[slice(*at)]
        if _is_house(name) and cover(name, domain) < MATCH:  # else what spells it is known
            yield 2.5, "signature", made(source.body, at, "body")


def _is_house(name: str) -> bool:
    """No surname, and no town: `Autobedrijf Smit`, `Q8`, `Vaanwerk`."""
    return telling(name) or is_trade(name.partition(" ")[0]) or is_noun(name) or is_odd(name)


#: That is all that the sentence, or its first part, says.
_ENDS = lazy(lambda: rf"\s?(?:[.,!:;\n–-]|$)|\s{one_of('here', 'speaking')}(?!\w)")
_LED = lazy(lambda: f"{_GIVEN}{_whose()}")
_OPENING = lazy(
    lambda: (
        rf"(?:\A|[.,!:;–-] |\n|(?<!\w){one_of('opens')} )"
        rf"(?:{_GIVEN} )?(?P<last>{_GIVEN}){_whose()}"
    )
)


def _weight(said: re.Match[str], name: str) -> float:
    """`Floor van Dijk` has a surname; `Floor van Dijk Techniek` and `Tim von Lumio` have none."""
    if said["noun"] or said["at"] or telling(name) or is_odd(name) or is_trade(name):
        return 3.0
    alone = not re.search(rf" {_GIVEN} {_GIVEN} ", said[0])
    link = said["of"].strip()
    sure = link in around("from") or (link in around("origins") and alone)
    return 2.0 if sure else 0.0
