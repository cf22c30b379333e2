"""ResolveNames, ConvertId, GetUserConfiguration, GetUserOofSettings, GetServerTimeZones."""

from base64 import b64decode, b64encode
from binascii import hexlify, unhexlify
from urllib.parse import quote, unquote

from ..model import Address
from . import ids, place, zones
from .place import Asking
from .refusal import Refused
from .soap import Node, add, all_of, attribute, children, element, text
from .values import person

_PREFIXES = ("smtp:", "sip:")
#: How a mailbox's settings for Outlook on the web are kept.
#: https://learn.microsoft.com/exchange/client-developer/web-service-reference/userconfigurationname
_OPTIONS = "OWA.UserOptions"


def time_zones(asking: Asking, request: Node) -> Node:
    """GetServerTimeZones. Raises Refused."""
    if not asking.server.time_zones:
        raise Refused("ErrorInvalidRequest", fault=True)
    wanted = [text(one) for one in all_of(request, "m:Ids/t:Id")]
    full = attribute(request, "ReturnFullTimeZoneData", "true") in ("true", "1")
    known = zones.zones()
    found = [known[id] for id in wanted if id in known] if wanted else list(known.values())
    made = element("m:GetServerTimeZonesResponse")
    listed = element("m:TimeZoneDefinitions", None, *(zones.definition(z, full) for z in found))
    content = place.success("m:GetServerTimeZonesResponseMessage", listed)
    add(made, "m:ResponseMessages").append(content)
    return made


def resolve_names(asking: Asking, request: Node) -> Node:
    """ResolveNames, among the mailboxes here. Raises Refused."""
    full = attribute(request, "ReturnFullContactData") in ("true", "1")
    made = element("m:ResolveNamesResponse")
    name, messages = "m:ResolveNamesResponseMessage", add(made, "m:ResponseMessages")
    for entry in all_of(request, "m:UnresolvedEntry"):
        found = _named(asking, text(entry))
        if not found:
            messages.append(place.refusal(name, Refused("ErrorNameResolutionNoResults")))
            continue
        message = place.success(name)
        if len(found) > 1:
            several = "Multiple results were found."
            why = Refused("ErrorNameResolutionMultipleResults", several)
            message = place.refusal(name, why, "Warning")
        message.append(_resolutions(found, full))
        messages.append(message)
    return made


def _named(asking: Asking, entry: str) -> list[Address]:
    """Whose address or whose names begin so; an address that is whole finds one."""
    word = entry.strip().lower()
    for prefix in _PREFIXES:
        word = word.removeprefix(prefix)
    if not word:
        raise Refused("ErrorInvalidNameForNameResolution", fault=True)
    owners = [mailbox.owner for mailbox in asking.people.mailboxes.values()]
    if exact := [one for one in owners if one.email.lower() == word]:
        return exact
    return [
        one
        for one in owners
        if one.email.lower().startswith(word)
        or one.name.lower().startswith(word)
        or any(part.startswith(word) for part in one.name.lower().split())
    ]


def _resolutions(found: list[Address], full: bool) -> Node:
    made = element(
        "m:ResolutionSet", TotalItemsInView=str(len(found)), IncludesLastItemInRange="true"
    )
    for one in found[:100]:
        resolution = add(made, "t:Resolution")
        resolution.append(person("t:Mailbox", one))
        if full:
            add(add(resolution, "t:Contact"), "t:DisplayName", one.name or one.email)
    return made


def convert_id(asking: Asking, request: Node) -> Node:
    """ConvertId: one id in another notation. Raises Refused."""
    to = attribute(request, "DestinationFormat")

    def one(node: Node) -> list[Node]:
        box = attribute(node, "Mailbox")
        asking.people.opened(asking.caller, box)
        raw = _raw(attribute(node, "Id"), attribute(node, "Format"))
        made = element("m:AlternateId", Format=to, Id=_written(raw, to), Mailbox=box)
        made.set(_TYPE, "t:AlternateIdType")
        return [made]

    return place.each("ConvertId", children(place.required(request, "m:SourceIds")), one)


_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def _raw(id: str, form: str) -> bytes:
    try:
        if form == "HexEntryId":
            raw = unhexlify(id)
        else:
            raw = b64decode(unquote(id) if form == "OwaId" else id, validate=True)
    except ValueError as exc:
        raise Refused("ErrorInvalidIdMalformed") from exc
    if form in ("EwsId", "OwaId"):
        ids.decode(b64encode(raw).decode("ascii"), "i")
    return raw


def _written(raw: bytes, form: str) -> str:
    if form == "HexEntryId":
        return hexlify(raw).decode("ascii").upper()
    coded = b64encode(raw).decode("ascii")
    return quote(coded, safe="") if form == "OwaId" else coded


def user_configuration(asking: Asking, request: Node) -> Node:
    """GetUserConfiguration: what is kept of a mailbox's settings, as a dictionary."""

    def one(node: Node) -> list[Node]:
        name = attribute(node, "Name")
        mailbox, _ = place.folder(asking, next(iter(children(node))))
        if name != _OPTIONS:
            raise Refused("ErrorItemNotFound")
        made = element("m:UserConfiguration")
        known = add(made, "t:UserConfigurationName", Name=name)
        known.append(_copy(next(iter(children(node)))))
        entries = add(made, "t:Dictionary")
        for key, value in (("timezone", mailbox.zone), ("timeformat", "HH:mm")):
            entry = add(entries, "t:DictionaryEntry")
            for part, word in (("t:DictionaryKey", key), ("t:DictionaryValue", value)):
                both = element("t:Type", "String"), element("t:Value", word)
                add(entry, part).extend(both)
        return [made]

    names = [place.required(request, "m:UserConfigurationName")]
    return place.each("GetUserConfiguration", names, one)


def _copy(folder: Node) -> Node:
    """A folder's id, as it was asked with."""
    name = "t:DistinguishedFolderId" if "istinguished" in folder.tag else "t:FolderId"
    return element(name, Id=attribute(folder, "Id"))


def oof_settings(asking: Asking, request: Node) -> Node:
    """GetUserOofSettings: nobody is away."""
    asking.people.opened(asking.caller, text(request, "t:Mailbox/t:Address"))
    made = element("m:GetUserOofSettingsResponse")
    made.append(place.success("m:ResponseMessage"))
    settings = add(made, "t:OofSettings")
    add(settings, "t:OofState", "Disabled")
    add(settings, "t:ExternalAudience", "All")
    add(made, "m:AllowExternalOof", "All")
    return made
