"""One VersionOverrides of a manifest: its two buttons, the resources they name, their pictures."""

import re
import struct
from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from .schema import TYPE, is_guid, local

# A picture by the last part of its address, or None.
Icon = Callable[[str], bytes | None]

_SURFACES = ["MessageReadCommandSurface", "MessageComposeCommandSurface"]
_SIZES = ["16", "32", "80"]  # those Outlook requires on a button
_KINDS = {
    "Label": "ShortStrings",
    "Title": "ShortStrings",
    "Description": "LongStrings",
    "Image": "Images",
    "SourceLocation": "Urls",
}


def overrides_problems(overrides: Element, icon: Icon) -> Iterator[str]:
    """Everything wrong in this VersionOverrides; the one nested in it is not looked at."""
    parts = {local(child): child for child in overrides if local(child) != "VersionOverrides"}
    hosts, resources = parts["Hosts"], parts["Resources"]
    yield from _surfaces(hosts, pinning=overrides.get(TYPE) == "VersionOverridesV1_1")
    yield from _references(hosts, resources)
    yield from _pictures(hosts, resources, icon)
    if "WebApplicationInfo" in parts:
        yield from _registration(parts["WebApplicationInfo"])
    version = "1_1" if overrides.tag.endswith("1.1}VersionOverrides") else "1_0"
    if overrides.get(TYPE) != f"VersionOverridesV{version}":
        yield f"VersionOverrides: not of type VersionOverridesV{version}, as its namespace says"


def png_size(picture: bytes) -> tuple[int, int] | None:
    """Width and height from the header of a PNG, else None."""
    if len(picture) < 24 or picture[:16] != b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR":
        return None
    width, height = struct.unpack(">II", picture[16:24])
    return int(width), int(height)


def wrong_size(element: Element, size: int, icon: Icon) -> Iterator[str]:
    """A sentence unless the picture at the address of `element` is a square PNG of that size."""
    name = element.get("DefaultValue", "").rpartition("/")[2]
    picture = icon(name)
    if picture is None:
        yield f"{name}: there is no such picture"
    elif png_size(picture) != (size, size):
        yield f"{name}: not a PNG of {size} by {size}"


def _surfaces(hosts: Element, *, pinning: bool) -> Iterator[str]:
    """One button where a mail is read, one where it is written; each opens the pane."""
    points = _all(hosts, "ExtensionPoint")
    if [point.get(TYPE) for point in points] != _SURFACES:
        yield f"ExtensionPoint: not {' and '.join(_SURFACES)}"
    if _all(hosts, "Host")[0].get(TYPE) != "MailHost":
        yield "Host: not MailHost"
    if any(tab.get("id") != "TabDefault" for tab in _all(hosts, "OfficeTab")):
        yield "OfficeTab: not TabDefault"
    named = _all(hosts, "Group") + _all(hosts, "Control")
    for id, times in Counter(element.get("id", "") for element in named).items():
        if not 1 <= len(id) <= 125 or times > 1:
            yield f"{id!r}: an id is missing, too long or used twice"
    for control, action in zip(_all(hosts, "Control"), _all(hosts, "Action"), strict=True):
        if (control.get(TYPE), action.get(TYPE)) != ("Button", "ShowTaskpane"):
            yield "Control: not a Button that does ShowTaskpane"
    pins = [[p.text for p in _all(point, "SupportsPinning")] for point in points]
    if pins[:1] != ([["true"]] if pinning else [[]]):
        yield "SupportsPinning: must be true where a mail is read, in the 1.1 overrides"


def _references(hosts: Element, resources: Element) -> Iterator[str]:
    """Every resid is defined, of the right kind; every resource is named by one."""
    kinds = [(item.get("id", ""), local(group)) for group in resources for item in group]
    for id, times in Counter(id for id, _ in kinds).items():
        if not 1 <= len(id) <= 32 or times > 1:
            yield f"{id!r}: a resource's id is missing, longer than 32 characters or used twice"
    used = {(e.get("resid"), _KINDS[local(e)]) for e in hosts.iter() if local(e) in _KINDS}
    for resid, kind in sorted(used - set(kinds), key=str):
        yield f"{resid}: not defined in {kind}"
    for id, kind in sorted(set(kinds) - used):
        yield f"{id}: defined in {kind} and never used"


def _pictures(hosts: Element, resources: Element, icon: Icon) -> Iterator[str]:
    """Each button has the required sizes, and each picture the size it is said to have."""
    images = {item.get("id"): item for group in resources for item in group}
    for button in _all(hosts, "Icon"):
        if [image.get("size") for image in button] != _SIZES:
            yield f"Icon: not the sizes {', '.join(_SIZES)}"
    used = {(i.get("resid"), i.get("size", "")) for b in _all(hosts, "Icon") for i in b}
    for resid, size in sorted(used, key=str):
        if resid in images and size.isdigit():
            yield from wrong_size(images[resid], int(size), icon)


def _registration(info: Element) -> Iterator[str]:
    """The Entra registration: an id, and a resource that ends in it on some host."""
    text = {local(child): child.text or "" for child in info}
    if not is_guid(text["Id"]):
        yield "WebApplicationInfo: the Id is not a GUID"
    if not re.fullmatch(rf"api://[^/\s]+/{re.escape(text['Id'])}", text["Resource"]):
        yield "WebApplicationInfo: the Resource is not api://<host>/<Id>"


def _all(element: Element, tag: str) -> list[Element]:
    return [e for e in element.iter() if local(e) == tag]
