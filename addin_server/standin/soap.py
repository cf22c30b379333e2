"""XML in and out, bounded: no entities, no network, no document types.

Elements are lxml's; names are written ``t:Subject``, with the prefixes of the published schema.
"""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

Node: TypeAlias = Any  #: lxml's element; the library is untyped

_EWS = "http://schemas.microsoft.com/exchange/services/2006/"
SPACES = {
    "s": "http://schemas.xmlsoap.org/soap/envelope/",
    "m": f"{_EWS}messages",
    "t": f"{_EWS}types",
    "e": f"{_EWS}errors",
}
#: Exchange Server 2019. https://learn.microsoft.com/exchange/new-features/build-numbers-and-release-dates
VERSION = {
    "MajorVersion": "15",
    "MinorVersion": "2",
    "MajorBuildNumber": "1544",
    "MinorBuildNumber": "4",
    "Version": "V2017_07_11",
}

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotXml(ValueError):
    """The bytes are no XML that is taken here."""


def parse(data: bytes) -> Node:
    """The root of a document. Raises NotXml."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise NotXml(str(exc)) from exc
    if root.getroottree().docinfo.doctype:
        raise NotXml("a document type is not taken")
    return root


def qualified(name: str) -> str:
    """``t:Subject`` -> lxml's form of it; a name without prefix has no namespace."""
    prefix, _, local = name.rpartition(":")
    return f"{{{SPACES[prefix]}}}{local}" if prefix else local


def element(name: str, text: str | None = None, *children: Node, **attributes: str) -> Node:
    made = etree.Element(qualified(name), attributes, nsmap=SPACES if name[0] == "s" else None)
    made.text = None if text is None else legal(text)
    made.extend(children)
    return made


def add(parent: Node, name: str, text: str | None = None, **attributes: str) -> Node:
    """A new last child."""
    made = etree.SubElement(parent, qualified(name), attributes)
    made.text = None if text is None else legal(text)
    return made


def legal(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return _ILLEGAL.sub("", text)


def local(node: Node) -> str:
    """An element's name without its namespace."""
    return str(etree.QName(node).localname)


def children(node: Node) -> Iterator[Node]:
    """Child elements; comments and processing instructions left out."""
    return (child for child in node if isinstance(child.tag, str))


def find(node: Node, path: str) -> Node | None:
    """The first element at ``t:One/t:Two``, or None."""
    return node.find("/".join(qualified(step) for step in path.split("/")))


def all_of(node: Node, path: str) -> list[Node]:
    return list(node.findall("/".join(qualified(step) for step in path.split("/"))))


def text(node: Node | None, path: str = "") -> str:
    """The text of an element, or of the one at the path in it; "" when there is none."""
    found = find(node, path) if path and node is not None else node
    return "" if found is None else str(found.text or "")


def attribute(node: Node | None, name: str, default: str = "") -> str:
    return default if node is None else str(node.get(name, default))


def envelope(body: Node) -> bytes:
    """An answer, ready to be sent."""
    header = element("s:Header", None, element("t:ServerVersionInfo", **VERSION))
    return _bytes(element("s:Envelope", None, header, element("s:Body", None, body)))


def fault(code: str, message: str, details: tuple[tuple[str, str], ...] = ()) -> bytes:
    """A SOAP fault in the form that Exchange gives it."""
    detail = element("detail", None, element("e:ResponseCode", code), element("e:Message", message))
    if details:
        xml = add(detail, "t:MessageXml")
        for name, value in details:
            add(xml, "t:Value", value, Name=name)
    said = element(
        "s:Fault",
        None,
        element("faultcode", f"a:{code}"),
        element("faultstring", message),
        detail,
    )
    return _bytes(element("s:Envelope", None, element("s:Body", None, said)))


def _bytes(root: Node) -> bytes:
    etree.cleanup_namespaces(root, top_nsmap={k: SPACES[k] for k in "smt"})
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))
