"""What Outlook, or its administrators, would refuse in a manifest; Microsoft's validator is online.

Rules from https://learn.microsoft.com/javascript/api/manifest, and our own: four languages, no
more than Mailbox 1.5 (Exchange on-premises has no more), no right beyond ReadWriteItem.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from .buttons import Icon, overrides_problems, wrong_size
from .schema import SPACES, TYPE, disorder, is_guid, local

ORIGIN = "https://localhost:8025"  # the origin manifest.xml is written with
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_DEFAULT_LOCALE, _LOCALES = "nl-NL", ["de-DE", "en-US", "fr-FR"]
_STORE_ICONS = {"IconUrl": 64, "HighResolutionIconUrl": 128}
_LONGEST = {"DisplayName": 125, "Description": 250, "ShortStrings": 125, "LongStrings": 250}


def host_of(origin: str) -> str | None:
    """Host and port of an origin Outlook can use, else None; plain http only for this machine."""
    url = urlsplit(origin)
    if not re.fullmatch(r"[\w.-]+(:\d+)?|\[[0-9a-f:]+\](:\d+)?", url.netloc, re.ASCII):
        return None
    if origin != f"{url.scheme}://{url.netloc}":
        return None
    here = url.scheme == "http" and url.hostname in _LOOPBACK
    return url.netloc if url.scheme == "https" or here else None


def problems(xml: str, icon: Icon, *, loopback: bool = False) -> list[str]:
    """Everything that is wrong, a sentence each; empty when nothing is.

    `icon` gives a picture by the last part of its address, or None. `loopback` allows plain http
    to this machine, as in the demonstration.
    """
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError as exc:
        return [f"not XML: {exc}"]
    # Where the order is wrong, nothing further down can be counted on to be there.
    found = list(disorder(root))
    if found:
        return found
    found += [*_header(root), *_requirements(root), *_urls(root, loopback), *_texts(root)]
    for element in root.iter():
        if local(element) == "VersionOverrides":
            found += overrides_problems(element, icon)
    return found + list(_store_icons(root, icon))


def _header(root: Element) -> Iterator[str]:
    text = {local(child): (child.text or "").strip() for child in root}
    if not is_guid(text["Id"]):
        yield "Id: not a GUID"
    if not re.fullmatch(r"[1-9]\d{0,4}(\.\d{1,5}){0,3}", text["Version"]):
        yield "Version: not one to four numbers of at most five digits, from 1.0 up"
    if not 1 <= len(text["ProviderName"]) <= 125:
        yield "ProviderName: not 1 to 125 characters"
    if text["DefaultLocale"] != _DEFAULT_LOCALE:
        yield f"DefaultLocale: not {_DEFAULT_LOCALE}"
    if text["Permissions"] != "ReadWriteItem":
        yield "Permissions: not ReadWriteItem, which is all the add-in needs"
    nodes = {local(child): child for child in root}
    if [form.get(TYPE) for form in nodes["FormSettings"]] != ["ItemRead", "ItemEdit"]:
        yield "FormSettings: not ItemRead and ItemEdit"
    rules = [(rule.get("ItemType"), rule.get("FormType")) for rule in nodes["Rule"]]
    if rules != [("Message", "Read"), ("Message", "Edit")] or nodes["Rule"].get("Mode") != "Or":
        yield "Rule: not a message that is read or a message that is written"


def _requirements(root: Element) -> Iterator[str]:
    for element in root.iter():
        if local(element) == "Set" and element.get("Name") != "Mailbox":
            yield f"Requirements: {element.get('Name')} is not Mailbox"
        if element.tag == f"{{{SPACES['o']}}}Host" and element.get("Name") != "Mailbox":
            yield f"Hosts: {element.get('Name')} is not Mailbox"
        for attribute in ("MinVersion", "DefaultMinVersion"):
            if not re.fullmatch(r"1\.[1-5]", element.get(attribute, "1.1")):
                yield f"Requirements: {attribute} {element.get(attribute)} is not 1.1 to 1.5"


def _urls(root: Element, loopback: bool) -> Iterator[str]:
    """Every address is https, and all are on the one origin that serves pane and API."""
    addresses = [e.text or "" for e in root.iter(f"{{{SPACES['o']}}}AppDomain")]
    for element in root.iter():
        if re.search(r"Url$|^SourceLocation$|^Image$", local(element)) and not element.get("resid"):
            addresses += [element.get("DefaultValue", ""), *(o.get("Value", "") for o in element)]
    origins = {"{0.scheme}://{0.netloc}".format(urlsplit(address)) for address in addresses}
    for origin in sorted(origins):
        if host_of(origin) is None or not (loopback or origin.startswith("https:")):
            yield f"{origin!r} is not an https origin"
    if len(origins) > 1:
        yield f"more than one origin: {', '.join(sorted(origins))}"
    if any(len(address) > 2048 for address in addresses):
        yield "an address is longer than 2048 characters"


def _texts(root: Element) -> Iterator[str]:
    """What users see: present, not too long, in the four languages."""
    texts = [(local(child), child) for child in root if child.get("DefaultValue") is not None]
    for kind in ("ShortStrings", "LongStrings"):
        for strings in root.iter(f"{{{SPACES['bt']}}}{kind}"):
            texts += [(kind, string) for string in strings]
    for kind, element in texts:
        if kind not in _LONGEST:
            continue
        label = element.get("id", kind)
        values = [element.get("DefaultValue", ""), *(o.get("Value", "") for o in element)]
        if not all(1 <= len(value.strip()) <= _LONGEST[kind] for value in values):
            yield f"{label}: a text is empty or longer than {_LONGEST[kind]} characters"
        if sorted(o.get("Locale", "") for o in element) != _LOCALES:
            yield f"{label}: not one text for each of {', '.join(_LOCALES)}"


def _store_icons(root: Element, icon: Icon) -> Iterator[str]:
    """The two pictures that stand for the add-in in lists and in the store."""
    for child in root:
        if local(child) in _STORE_ICONS:
            yield from wrong_size(child, _STORE_ICONS[local(child)], icon)
