"""Where a writer says who they are and for whom they write: `I'm Jess from Acme`.

Bounds: only the newest part, and no mail of an applicant, who is of a town or a school.
"""

import re
from collections.abc import Iterator

from ..model import Kind
from .organisation_cues import Cues
from .organisation_edges import is_odd, trimmed
from .organisation_names import name_at
from .organisation_places import Finding, made
from .organisation_senders import is_trade, telling
from .patterns import lazy
from .source import Source

_REACH = 160  #: letters behind `my name is` that are looked at
_GIVEN = r"[A-ZÀ-Ý][\w'’-]+"
_LINKS = (
    r"van het|van de|van|von der|von dem|vom|von|from the|from|with the|with|de chez|de la|du|de"
)
_PLACES = r"at the|at|bij het|bij de|bij|chez|bei der|beim|bei"
#: Somebody's name, and whom they are of; or between the two what they do there.
_OF = lazy(
    rf"\s(?:[A-Z]\w{{0,3}}\.? |mevrouw |meneer |de heer )?{_GIVEN}"
    rf"(?: (?:(?:van|de|der|den|von|le|la|ten|ter) ){{0,2}}{_GIVEN}){{0,2}}"
    rf"(?: here| calling| hier)?,? ?"
    rf"(?:(?P<of>(?:{_LINKS}) |de l['’]|d['’])|[^.!?\n]{{0,60}}? (?P<at>(?:{_PLACES}) ))"
    rf"(?P<noun>l['’]?(?:[a-zà-ÿ]{{5,}} )|(?:het |la |le )?[a-zà-ÿ-]{{5,}} |Firma |Agentur )?"
    r"(?=[A-ZÀ-Ý0-9])"
)


def introduced(source: Source, known: Cues, kind: Kind) -> Iterator[Finding]:
    """Houses that the writer says to write for."""
    if kind is Kind.APPLICATION:
        return
    body, end = source.body, source.newest[1]
    for m in known.introduces.find(body, *source.newest):
        said = _OF.match(body, m.end, min(m.end + _REACH, end))
        at = name_at(body, said.end(), end) if said else None
        if said is None or at is None:
            continue
        at = at[0] + trimmed(body[slice(*at)]), at[1]
        if at[0] < at[1] and (weight := _weight(said, body[slice(*at)])):
            yield weight, "signature", made(body, at, "body")


def _weight(said: re.Match[str], name: str) -> float:
    """`Floor van Dijk` has a surname; `Floor van Dijk Techniek` and `Tim von Lumio` have none."""
    if said["noun"] or said["at"] or telling(name) or is_odd(name) or is_trade(name):
        return 3.0
    alone = not re.search(rf" {_GIVEN} {_GIVEN} ", said[0])
    link = said["of"].strip()
    return 2.0 if link in ("from", "with", "de chez") or (link == "von" and alone) else 0.0
