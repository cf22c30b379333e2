"""Extended (MAPI) properties: how EWS asks for them, and those that matter here ([MS-OXPROPS])."""

from dataclasses import dataclass

from . import exchange_xml as xml
from .exchange_xml import Element, element


@dataclass(frozen=True, slots=True)
class Property:
    """By its tag, or by its name or number in a set."""

    type: str
    tag: int = 0
    set: str = ""  #: a distinguished property set, or a GUID
    id: int = 0  #: in that set
    name: str = ""  #: in that set, instead of an id

    def way(self) -> Element:
        named = {"PropertyType": self.type}
        if self.tag:
            named["PropertyTag"] = f"0x{self.tag:04x}"
        else:
            of = "PropertySetId" if "-" in self.set else "DistinguishedPropertySetId"
            named[of] = self.set
            named |= {"PropertyName": self.name} if self.name else {"PropertyId": str(self.id)}
        return element("t:ExtendedFieldURI", **named)

    def with_value(self, value: str) -> Element:
        return element("t:ExtendedProperty", self.way(), element("t:Value", value))

    def of(self, item: Element) -> str:
        """Its value in an item, "" where it is not set."""
        for found in xml.every(item, "ExtendedProperty"):
            uri = xml.find(found, "ExtendedFieldURI")
            if uri is not None and self._is(uri):
                return xml.text(found, "Value")
        return ""

    def _is(self, uri: Element) -> bool:
        if self.tag:
            return _number(uri.get("PropertyTag")) == self.tag
        if self.name:
            return str(uri.get("PropertyName") or "").lower() == self.name.lower()
        return _number(uri.get("PropertyId")) == self.id


def _number(words: str | None) -> int:
    try:
        return int(words or "", 0)
    except ValueError:
        return -1


LAST_VERB = Property("Integer", tag=0x1081)
LAST_VERB_AT = Property("SystemTime", tag=0x1082)
ICON = Property("Integer", tag=0x1080)
IN_REPLY_TO = Property("String", tag=0x1042)
REFERENCES = Property("String", tag=0x1039)
MESSAGE_ID = Property("String", tag=0x1035)
AUTO_SUBMITTED = Property("String", set="InternetHeaders", name="auto-submitted")
#: What an entry of ours is found again by.
KEY = Property("String", set="3d6bd5d0-5a63-4f0e-9d2c-6e65746a6573", name="NetjesReminder")
