"""How EWS names things: folders, items, extended properties; and how they are looked for."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..errors import MailboxError, NotFound
from . import exchange_xml as xml
from .exchange_line import Line
from .exchange_question import check
from .exchange_xml import Element, element

Access = Literal["impersonation", "delegate", "own"]
Way: TypeAlias = (
    str | Element
)  #: a field's name such as ``item:Subject``, or an extended property's element

MAX_ID = 1024
PAGE = 200  #: items of one answer

#: Ids of Microsoft's servers are Base64; Graph and mobile Outlook write them for addresses.
_MICROSOFT = re.compile(r"A[AQ]\w[kg]")


def _field(way: Way) -> Element:
    return element("t:FieldURI", FieldURI=way) if isinstance(way, str) else way


def _page(most: int, offset: int) -> Element:
    bounds = {"MaxEntriesReturned": str(most), "Offset": str(offset)}
    return element("m:IndexedPageItemView", **bounds, BasePoint="Beginning")


def _newest(way: Way) -> Element:
    """The order of what is found: the newest first, by that field."""
    return element("m:SortOrder", element("t:FieldOrder", _field(way), Order="Descending"))


def shape(ways: Iterable[Way], *, body: str = "", name: str = "m:ItemShape") -> Element:
    """What is wanted of each item, besides its id."""
    fields = [_field(way) for way in ways]
    return element(
        name,
        element("t:BaseShape", "IdOnly"),
        element("t:BodyType", body) if body else None,
        element("t:AdditionalProperties", *fields) if fields else None,
    )


def equals(way: Callable[[], Way], *values: str) -> Element:
    """A restriction: the field has just one of these values."""

    def one(value: str) -> Element:
        constant = element("t:FieldURIOrConstant", element("t:Constant", Value=value))
        return element("t:IsEqualTo", _field(way()), constant)

    tests = [one(value) for value in values]
    return element("m:Restriction", tests[0] if len(tests) == 1 else element("t:Or", *tests))


@dataclass(frozen=True)
class Folders:
    """The mailbox that is asked: its line, its address, and on whose behalf."""

    line: Line
    address: str
    access: Access

    @property
    def impersonated(self) -> str | None:
        return self.address if self.access == "impersonation" else None

    def named(self, name: str) -> Element:
        """A distinguished folder, of the other mailbox where we are its delegate."""
        other = element("t:Mailbox", element("t:EmailAddress", self.address))
        return element(
            "t:DistinguishedFolderId", other if self.access == "delegate" else None, Id=name
        )

    def read(self, name: str, payload: Element, *, each: bool = False) -> Sequence[Element]:
        return self.line.read(name, payload, self.impersonated, each=each)

    def write(self, name: str, payload: Element) -> Sequence[Element]:
        return self.line.write(name, payload, self.impersonated)

    def get(self, id: str, ways: Iterable[Way], body: str = "") -> Element:
        """One item. Raises NotFound."""
        spellings = spelled(id)
        for last, spelling in enumerate(spellings, 1 - len(spellings)):
            ids = element("m:ItemIds", element("t:ItemId", Id=spelling))
            try:
                found = self.read("GetItem", element("m:GetItem", shape(ways, body=body), ids))
            except NotFound:
                if last == 0:
                    raise
                continue
            for message in found:
                for item in xml.children(xml.find(message, "Items")):
                    return item
        raise NotFound

    def find(
        self,
        folders: Sequence[Element],
        ways: Iterable[Way],
        *,
        restriction: Element | None = None,
        newest_by: str = "",
        view: Element | None = None,
        most: int = PAGE,
        offset: int = 0,
    ) -> "Found":
        """Items of these folders; a folder that refuses is told by `Found.whole`."""
        payload = element(
            "m:FindItem",
            shape(ways),
            _page(most, offset) if view is None else view,
            restriction,
            _newest(newest_by) if newest_by else None,
            element("m:ParentFolderIds", *folders),
            Traversal="Shallow",
        )
        return _found(self.read("FindItem", payload, each=len(folders) > 1))

    def delete(self, item_id: Element | str, kind: str = "HardDelete") -> None:
        """Remove an item, telling nobody. No harm when it is gone."""
        id = item_id if isinstance(item_id, str) else xml.attribute(item_id, "ItemId", "Id")
        payload = element(
            "m:DeleteItem",
            element("m:ItemIds", element("t:ItemId", Id=id)),
            DeleteType=kind,
            SendMeetingCancellations="SendToNone",
        )
        try:
            self.write("DeleteItem", payload)
        except NotFound:
            return

    def update(self, item: Element, changes: Sequence[tuple[Way, Element | None]]) -> None:
        """Set fields of an item, or take away those whose value is None. Last one wins."""
        updates = [
            element("t:DeleteItemField", _field(way))
            if value is None
            else element("t:SetItemField", _field(way), element(f"t:{xml.local(item)}", value))
            for way, value in changes
        ]
        found = xml.find(item, "ItemId")
        assert found is not None
        named = {"Id": found.get("Id")} | (
            {"ChangeKey": found.get("ChangeKey")} if found.get("ChangeKey") else {}
        )
        change = element(
            "t:ItemChange", element("t:ItemId", **named), element("t:Updates", *updates)
        )
        payload = element(
            "m:UpdateItem",
            element("m:ItemChanges", change),
            ConflictResolution="AlwaysOverwrite",
            MessageDisposition="SaveOnly",
            SendMeetingInvitationsOrCancellations="SendToNone",
        )
        self.write("UpdateItem", payload)

    def create(self, item: Element, folder: str, *, send: bool = False) -> str:
        """Make an item once; its id, "" where the server tells none."""
        payload = element(
            "m:CreateItem",
            element("m:SavedItemFolderId", self.named(folder)),
            element("m:Items", item),
            MessageDisposition="SendAndSaveCopy" if send else "SaveOnly",
            SendMeetingInvitations="SendToNone",
        )
        for message in self.write("CreateItem", payload):
            for made in xml.children(xml.find(message, "Items")):
                return xml.attribute(made, "ItemId", "Id")
        return ""


@dataclass(frozen=True, slots=True)
class Found:
    items: tuple[Element, ...]
    whole: bool  #: every folder answered, and showed all it has


def _found(messages: Sequence[Element]) -> Found:
    items: list[Element] = []
    whole = bool(messages)
    for message in messages:
        try:
            check(message)
        except (MailboxError, NotFound):
            whole = False
            continue
        root = xml.find(message, "RootFolder")
        inside = list(xml.children(None if root is None else xml.find(root, "Items")))
        items += inside
        last = "" if root is None else str(root.get("IncludesLastItemInRange") or "").lower()
        whole &= last == "true" or (not last and len(inside) < PAGE)
    return Found(tuple(items), whole)


def spelled(id: str) -> Sequence[str]:
    """The ways an id may be meant. Raises NotFound for what cannot be one.

    Graph's and mobile Outlook's spelling has ``-`` for ``/`` and ``_`` for ``+``.
    """
    if not id or len(id) > MAX_ID or not id.isprintable() or " " in id:
        raise NotFound
    if "-" not in id and "_" not in id:
        return (id,)
    plain = id.replace("-", "/").replace("_", "+")
    return (plain, id) if _MICROSOFT.match(id) else (id, plain)


def same_id(one: str, other: str) -> bool:
    """Whether two Message-IDs are one, with angle brackets or without."""
    return bool(one.strip("<> ")) and one.strip("<> ") == other.strip("<> ")
