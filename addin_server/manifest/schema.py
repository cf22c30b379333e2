"""The order of elements in a mail add-in's manifest, as far as Netjes uses them.

After the XSDs of [MS-OWEMXML] (https://learn.microsoft.com/openspecs/office_file_formats/ms-owemxml/);
WebApplicationInfo, which they leave out, comes after Resources. What the table lacks is refused.
"""

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

_MS = "http://schemas.microsoft.com/office/"
SPACES = {
    "o": _MS + "appforoffice/1.1",
    "bt": _MS + "officeappbasictypes/1.0",
    "v0": _MS + "mailappversionoverrides",
    "v1": _MS + "mailappversionoverrides/1.1",
}
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"

# Parent: its children in order. `?` at most one, `+` one or more, `*` any number, else exactly one.
# `v` stands for both schemas of VersionOverrides. A parent that is not here has no children.
_CONTENT = {
    "o:OfficeApp": "o:Id o:Version o:ProviderName o:DefaultLocale o:DisplayName o:Description"
    " o:IconUrl o:HighResolutionIconUrl o:SupportUrl o:AppDomains? o:Hosts o:Requirements"
    " o:FormSettings o:Permissions o:Rule o:DisableEntityHighlighting? v0:VersionOverrides",
    "o:DisplayName": "o:Override*",
    "o:Description": "o:Override*",
    "o:AppDomains": "o:AppDomain+",
    "o:Hosts": "o:Host",
    "o:Requirements": "o:Sets",
    "o:Sets": "o:Set+",
    "o:FormSettings": "o:Form+",
    "o:Form": "o:DesktopSettings",
    "o:DesktopSettings": "o:SourceLocation o:RequestedHeight?",
    "o:Rule": "o:Rule*",
    "v0:VersionOverrides": "v0:Requirements? v0:Hosts v0:Resources v1:VersionOverrides",
    "v1:VersionOverrides": "v1:Requirements? v1:Hosts v1:Resources v1:WebApplicationInfo?",
    "v1:WebApplicationInfo": "v1:Id v1:Resource v1:Scopes",
    "v1:Scopes": "v1:Scope+",
    "v:Requirements": "bt:Sets",
    "bt:Sets": "bt:Set+",
    "v:Hosts": "v:Host",
    "v:Host": "v:DesktopFormFactor",
    "v:DesktopFormFactor": "v:ExtensionPoint+",
    "v:ExtensionPoint": "v:OfficeTab",
    "v:OfficeTab": "v:Group+",
    "v:Group": "v:Label v:Control+",
    "v:Control": "v:Label v:Supertip v:Icon v:Action",
    "v:Supertip": "v:Title v:Description",
    "v:Icon": "bt:Image+",
    "v0:Action": "v0:SourceLocation",
    "v1:Action": "v1:SourceLocation v1:SupportsPinning?",
    "v:Resources": "bt:Images bt:Urls bt:ShortStrings bt:LongStrings",
    "bt:Images": "bt:Image+",
    "bt:Urls": "bt:Url+",
    "bt:ShortStrings": "bt:String+",
    "bt:LongStrings": "bt:String+",
    "bt:String": "bt:Override*",
}


def name(element: Element) -> str:
    """Name with our prefix for its namespace: ``v1:Action``; ``?:Action`` in a strange one."""
    space, _, local = element.tag.removeprefix("{").rpartition("}")
    prefix = next((p for p, uri in SPACES.items() if uri == space), "?")
    return f"{prefix}:{local}"


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def is_guid(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text))


@cache
def _contents() -> dict[str, str]:
    """The table with `v` written out."""
    table = {}
    for parent, children in _CONTENT.items():
        for v in ("v0:", "v1:"):
            table[parent.replace("v:", v)] = children.replace("v:", v)
    return table


def disorder(root: Element) -> Iterator[str]:
    """One sentence for every element whose children are not those of the table, in order."""
    if name(root) != "o:OfficeApp" or root.get(TYPE) != "MailApp":
        yield "the root is not an OfficeApp of type MailApp"
    for parent in root.iter():
        content = _contents().get(name(parent), "")
        pattern = "".join(re.sub(r"(\w+:\w+)", r"(?:\1 )", word) for word in content.split())
        found = "".join(f"{name(child)} " for child in parent)
        if not re.fullmatch(pattern, found):
            yield f"{name(parent)} holds [{found.strip()}], not in order [{content}]"
