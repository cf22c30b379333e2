"""EWS as XML: elements out, elements in. Only module that imports lxml.

What goes out keeps to the published schema. What comes in is taken tolerantly, by local names:
other servers than Microsoft's leave out, prefix and order as they see fit.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, TypeAlias

from lxml import etree

#: lxml has no types of its own.
Element: TypeAlias = Any

_BASE = "http://schemas.microsoft.com/exchange/services/2006/"
NAMESPACES = {
    "s": "http://schemas.xmlsoap.org/soap/envelope/",
    "m": f"{_BASE}messages",
    "t": f"{_BASE}types",
}

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Exchange sends characters that XML 1.0 forbids, spelled out or as they are.
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]"
    rb"|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]|d[89a-f][0-9a-f]{2})"
    rb"|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));",
    re.I,
)
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d))?(?:\.(\d+))?\s*(Z|[+-]\d\d:?\d\d)?", re.I
)


def element(name: str, *inside: Element | str | None, **attributes: str) -> Element:
    """An element such as ``t:Subject``, with text or children; None is left out."""
    prefix, _, local = name.partition(":")
    made = etree.Element(f"{{{NAMESPACES[prefix]}}}{local}", nsmap=NAMESPACES)
    for key, value in attributes.items():
        made.set(key, _CONTROL.sub("", value))
    for part in inside:
        if isinstance(part, str):
            made.text = _CONTROL.sub("", part)
        elif part is not None:
            made.append(part)
    return made


def parse(data: bytes) -> Element:
    """A document's root. Raises ValueError; entities are neither resolved nor fetched."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = _FORBIDDEN.sub(b"", data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise ValueError("not XML") from exc
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type has no place here")
    return root


def find(node: Element, path: str) -> Element | None:
    """The first descendant by local names: ``From/Mailbox/Name``; None where there is none."""
    return node.find("/".join(f"{{*}}{step}" for step in path.split("/")))


def every(node: Element, path: str) -> Sequence[Element]:
    found: Sequence[Element] = node.findall("/".join(f"{{*}}{step}" for step in path.split("/")))
    return found


def children(node: Element | None) -> Iterator[Element]:
    yield from () if node is None else node


def local(node: Element) -> str:
    """Its name without the namespace."""
    return str(etree.QName(node).localname)


def text(node: Element, path: str) -> str:
    """The text of a descendant, "" where there is none."""
    found = find(node, path)
    return "" if found is None else "".join(found.itertext()).strip()


def attribute(node: Element, path: str, name: str) -> str:
    found = find(node, path)
    return "" if found is None else str(found.get(name) or "")


def moment(words: str) -> datetime | None:
    """An instant as EWS writes it, fractions of a second or not; None for anything else.

    Without an offset it is UTC: our requests name no other zone.
    """
    match = _MOMENT.fullmatch(words.strip())
    if match is None:
        return None
    day, minute, second, fraction, offset = match.groups()
    try:
        found = datetime.fromisoformat(f"{day}T{minute}:{second or '00'}")
        found = found.replace(microsecond=int(f"{fraction or ''}000000"[:6]), tzinfo=_zone(offset))
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(offset: str | None) -> timezone:
    if not offset or offset in "Zz":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    distance = timedelta(hours=hours, minutes=minutes)
    return timezone(-distance if offset[0] == "-" else distance)


def written(instant: datetime) -> str:
    """An instant as EWS reads it everywhere: UTC, whole seconds."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
