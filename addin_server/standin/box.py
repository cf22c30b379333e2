"""One mailbox: its folders and items. Values by field name, MAPI properties by key.

Not locked here: the server does one request at a time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from ..model import Address
from . import ids
from .ids import Ref
from .properties import Key, mirrors
from .refusal import Refused
from .values import Id

#: distinguished name -> number, name shown, class, the folder it lies in
_FOLDERS = {
    "root": (1, "Root", "", 0),
    "msgfolderroot": (2, "Top of Information Store", "IPF.Note", 1),
    "inbox": (3, "Inbox", "IPF.Note", 2),
    "sentitems": (4, "Sent Items", "IPF.Note", 2),
    "drafts": (5, "Drafts", "IPF.Note", 2),
    "deleteditems": (6, "Deleted Items", "IPF.Note", 2),
    "outbox": (7, "Outbox", "IPF.Note", 2),
    "junkemail": (8, "Junk Email", "IPF.Note", 2),
    "calendar": (9, "Calendar", "IPF.Appointment", 2),
    "recoverableitemsdeletions": (10, "Deletions", "IPF.Note", 1),
}
_FIRST = 100  #: numbers of items and of added folders begin here


@dataclass(slots=True)
class Folder:
    number: int
    name: str
    type: str  #: IPF class
    parent: int
    distinguished: str = ""


@dataclass(slots=True)
class Item:
    type: str  #: a key of `fields.TYPES`
    folder: int
    values: dict[str, Any]
    extended: dict[Key, Any] = field(default_factory=dict)
    mime: bytes | None = None  #: as it came, where it came as a mail
    number: int = 0
    change: int = 1
    answers: int | None = None  #: number of the item that this draft answers
    verb: int = 0  #: what the answered item is told once the draft is sent
    entry: int | None = None  #: number of a meeting's calendar entry

    def set(self, key: Key, value: Any) -> None:
        """Set a property, or with None remove it; a mirrored one as the field it is."""
        if mirror := mirrors().get(key):
            self.put(mirror.field, mirror.set(self.values.get(mirror.field), value))
        elif value is None:
            self.extended.pop(key, None)
        else:
            self.extended[key] = value

    def get(self, key: Key) -> Any:
        """A property's value, or None."""
        mirror = mirrors().get(key)
        if mirror is None:
            return self.extended.get(key)
        old = self.values.get(mirror.field)
        return None if old is None else mirror.get(old)

    def put(self, name: str, value: Any) -> None:
        """Set a field, or with None remove it."""
        if value is None:
            self.values.pop(name, None)
        else:
            self.values[name] = value


class Mailbox:
    """Somebody's mailbox, as a server keeps it."""

    def __init__(self, owner: Address, zone: str, now: Callable[[], datetime]) -> None:
        """`zone`: Windows' id of the time zone its owner has set."""
        self.owner, self.zone, self.now = owner, zone, now
        self.guid = str(uuid5(NAMESPACE_DNS, owner.email.lower()))
        self.hours = (540, 1020)  #: working hours, minutes since midnight
        self.days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
        self.folders = {
            number: Folder(number, name, type, parent, distinguished)
            for distinguished, (number, name, type, parent) in _FOLDERS.items()
        }
        self.items: dict[int, Item] = {}
        self._last = _FIRST

    def distinguished(self, name: str) -> Folder:
        """Raises Refused."""
        if name not in _FOLDERS:
            raise Refused("ErrorFolderNotFound")
        return self.folders[_FOLDERS[name][0]]

    def add_folder(self, name: str, parent: str = "msgfolderroot") -> Folder:
        number = self._next()
        made = Folder(number, name, "IPF.Note", self.distinguished(parent).number)
        self.folders[number] = made
        return made

    def add(self, item: Item) -> Item:
        """Keep a new item; it gets its number and the moments that a server keeps."""
        item.number = self._next()
        now = self.now()
        item.values.setdefault("DateTimeCreated", now)
        item.values["LastModifiedTime"] = now
        self.items[item.number] = item
        return item

    def inside(self, folder: Folder) -> list[Item]:
        return [item for item in self.items.values() if item.folder == folder.number]

    def below(self, folder: Folder, deep: bool) -> list[Folder]:
        """Folders in that one, and with `deep` in those too."""
        found = [one for one in self.folders.values() if one.parent == folder.number]
        return found + [low for one in found if deep for low in self.below(one, deep)]

    def item(self, number: int) -> Item:
        """Raises Refused."""
        try:
            return self.items[number]
        except KeyError:
            raise Refused("ErrorItemNotFound") from None

    def touched(self, item: Item) -> Item:
        """Note that it has changed: a new change key."""
        item.change += 1
        item.values["LastModifiedTime"] = self.now()
        return item

    def move(self, item: Item, folder: Folder) -> Item:
        """To another folder, under another id."""
        del self.items[item.number]
        old, item.number = item.number, self._next()
        item.folder = folder.number
        self.items[item.number] = item
        for other in self.items.values():
            other.entry = item.number if other.entry == old else other.entry
            other.answers = item.number if other.answers == old else other.answers
        return self.touched(item)

    def remove(self, item: Item) -> None:
        del self.items[item.number]

    def by_message_id(self, message_id: str) -> Iterator[Item]:
        """Messages of that Message-ID, whichever folder they are in."""
        return (
            item
            for item in self.items.values()
            if message_id and item.values.get("InternetMessageId") == message_id
        )

    def id_of(self, item: Item) -> Id:
        """The id that answers show."""
        id = ids.encode(Ref(self.guid, "i", item.number))
        return Id(id, ids.change_key(item.number, item.change))

    def folder_id(self, folder: Folder) -> Id:
        id = ids.encode(Ref(self.guid, "f", folder.number))
        return Id(id, ids.change_key(folder.number, 1))

    def _next(self) -> int:
        self._last += 1
        return self._last
