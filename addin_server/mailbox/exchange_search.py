"""A mail by its Message-ID: in the inbox, thrown away, anywhere else, or surely nowhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import exchange_xml as xml
from .exchange_items import Folders, Found, Way, equals, same_id
from .exchange_properties import ICON, LAST_VERB, LAST_VERB_AT, MESSAGE_ID
from .exchange_read import message_id
from .exchange_refusal import Refusal
from .exchange_xml import Element

_MOST_FOLDERS = 200
_USUAL = ("inbox", "deleteditems")


@dataclass(frozen=True, slots=True)
class Located:
    """A mail that was looked for by its Message-ID."""

    item: Element | None
    thrown_away: bool = False  #: it lies among the deleted items
    nowhere: bool = False  #: surely


def located(folders: Folders, wanted: str) -> Located:
    """Two questions for a mail that lies in the inbox or was thrown away, else up to five."""
    found = _in_usual_places(folders, wanted)
    return found if found.item is not None else _anywhere(folders, wanted)


def locate(folders: Folders, wanted: str) -> Element | None:
    """The mail, unless it was thrown away."""
    found = located(folders, wanted)
    return None if found.thrown_away else found.item


def _fields() -> Sequence[Way]:
    return (
        "item:ItemClass",
        "item:DateTimeReceived",
        "item:ConversationId",
        "message:InternetMessageId",
        "meeting:ResponseType",
        MESSAGE_ID.way(),
        LAST_VERB.way(),
        LAST_VERB_AT.way(),
        ICON.way(),
    )


def _plain_fields() -> Sequence[Way]:
    return ("item:DateTimeReceived", "message:InternetMessageId", LAST_VERB.way())


def _search(folders: Folders, places: Sequence[str], wanted: str) -> Found:
    """Items of that Message-ID, by the field's name, else by its tag, else by comparing lists."""

    bare = wanted.strip("<> ")
    spellings = (f"<{bare}>", bare)  # some servers keep it without its brackets

    def by(way: Callable[[], Way], fields: Sequence[Way]) -> Found:
        restriction = equals(way, *spellings)
        return folders.find(_named(folders, places), fields, restriction=restriction)

    def compared() -> Found:
        return folders.line.either(
            "search by id",
            lambda: by(MESSAGE_ID.way, _plain_fields()),
            lambda: folders.find(
                _named(folders, places), _plain_fields(), newest_by="item:DateTimeReceived"
            ),
        )

    return folders.line.either(
        "search", lambda: by(lambda: "message:InternetMessageId", _fields()), compared
    )


def _named(folders: Folders, places: Sequence[str]) -> list[Element]:
    """Distinguished folders by name, others by id."""
    return [
        folders.named(place) if place in _USUAL else xml.element("t:FolderId", Id=place)
        for place in places
    ]


def _in_usual_places(folders: Folders, wanted: str) -> Located:
    found = _matching(_search(folders, ["inbox"], wanted), wanted)
    if found is not None:
        return Located(found)
    try:
        found = _matching(_search(folders, ["deleteditems"], wanted), wanted)
    except Refusal:  # a delegate may not see them
        return Located(None)
    return Located(found, thrown_away=found is not None)


def _matching(found: Found, wanted: str) -> Element | None:
    return next((item for item in found.items if same_id(message_id(item), wanted)), None)


def _anywhere(folders: Folders, wanted: str) -> Located:
    """Look through all mail folders. Sure that it is nowhere only if the search itself works."""
    try:
        places, complete = _mail_folders(folders)
        if not places:
            return Located(None)
        found = _search(folders, places, wanted)
    except Refusal:
        return Located(None)
    if (item := _matching(found, wanted)) is not None:
        return Located(item)
    return Located(None, nowhere=complete and found.whole and _search_works(folders))


def _mail_folders(folders: Folders) -> tuple[list[str], bool]:
    """Ids of the folders that may hold a received mail, and whether these are all."""
    payload = xml.element(
        "m:FindFolder",
        xml.element(
            "m:FolderShape",
            xml.element("t:BaseShape", "IdOnly"),
            xml.element(
                "t:AdditionalProperties", xml.element("t:FieldURI", FieldURI="folder:FolderClass")
            ),
        ),
        xml.element("m:ParentFolderIds", folders.named("msgfolderroot")),
        Traversal="Deep",
    )
    ids: list[str] = []
    complete = True
    for message in folders.read("FindFolder", payload):
        root = xml.find(message, "RootFolder")
        complete &= root is None or root.get("IncludesLastItemInRange") != "false"
        for folder in xml.children(None if root is None else xml.find(root, "Folders")):
            kind = xml.text(folder, "FolderClass")
            if xml.local(folder) == "Folder" and kind in ("", "IPF.Note", "IPF"):
                ids.append(xml.attribute(folder, "FolderId", "Id"))
    return ids[:_MOST_FOLDERS], complete and len(ids) <= _MOST_FOLDERS


def _search_works(folders: Folders) -> bool:
    """Whether the server finds a mail that is there by its Message-ID.

    A server that does not know the field may find nothing at all instead of saying so. An empty
    inbox proves nothing, and there is nothing in it to be wrong about.
    """
    newest = folders.find(
        [folders.named("inbox")], _plain_fields(), newest_by="item:DateTimeReceived", most=1
    )
    known = next((message_id(item) for item in newest.items if message_id(item)), "")
    if not known:
        return not newest.items
    return _matching(_search(folders, ["inbox"], known), known) is not None
