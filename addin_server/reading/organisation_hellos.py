"""Where a writer says who they are and for whom they write: `I'm Jess from Acme`.

Bounds: only the newest part, and no mail of an applicant, who is of a town or a school.
"""

import re
from collections.abc import Iterator

from ..model import Kind
from .organisation_cues import Cues
from .organisation_edges import is_noun, is_odd, trimmed
from .organisation_names import is_post, name_at
from .organisation_places import Finding, made
from .organisation_senders import MATCH, cover, is_trade, telling
from .patterns import lazy
from .source import Source

_REACH = 160  #: letters behind `my name is` that are looked at
_GIVEN = r"[A-ZÀ-Ý][\w'’-]+"
_LINKS = (
    r"van het|van de|van|von der|von dem|vom|von|from the|from|with the|with|de chez|de la|du|de"
)
_OPEN = r"(?:[\[{<$%]{1,3}[^\n]{1,24}?[\]}>%]{1,3})"
_PLACES = r"at the|at|bij het|bij de|bij|chez|bei der|beim|bei"
#: Somebody's name, and whom they are of; or between the two what they do there.
_OF = lazy(
    rf"\s(?:[A-Z]\w{{0,3}}\.? |mevrouw |meneer |de heer )?(?:{_GIVEN}|{_OPEN})"
    rf"(?: (?:(?:van|de|der|den|von|le|la|ten|ter) ){{0,2}}{_GIVEN}){{0,2}}"
    rf"(?: here| calling| hier)?,? ?"
    rf"(?:(?P<of>(?:{_LINKS}) |de l['’]|d['’])|[^.!?\n]{{0,60}}? (?P<at>(?:{_PLACES}) ))"
    rf"(?P<noun>l['’]?(?:[a-zà-ÿ]{{5,}} )|(?:het |la |le )?[a-zà-ÿ-]{{5,}} |Firma |Agentur )?"
    r"(?=[A-ZÀ-Ý0-9])"
)


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
_ENDS = lazy(r"\s?(?:[.,!:;\n–-]|$)|\s(?:here|hier|à l['’]appareil|aan de lijn)\b")
_WHOSE = (
    r"(?: here| hier)?,? "
    r"(?:(?:from the|from|at|with|van het|van de|van|vd|v/d|bij|von der|vom|von|bei|de chez|chez"
    r"|de la|du|de) |de l['’]|d['’])(?=[A-ZÀ-Ý0-9])"
)
_LED = lazy(rf"{_GIVEN}{_WHOSE}")
_OPENING = lazy(
    r"(?:\A|[.,!:;–-] |\n|\b(?:met|c['’]est|ici|avec|hier) )"
    rf"(?:{_GIVEN} )?(?P<last>{_GIVEN}){_WHOSE}"
)


def _weight(said: re.Match[str], name: str) -> float:
    """`Floor van Dijk` has a surname; `Floor van Dijk Techniek` and `Tim von Lumio` have none."""
    if said["noun"] or said["at"] or telling(name) or is_odd(name) or is_trade(name):
        return 3.0
    alone = not re.search(rf" {_GIVEN} {_GIVEN} ", said[0])
    link = said["of"].strip()
    return 2.0 if link in ("from", "with", "de chez") or (link == "von" and alone) else 0.0
