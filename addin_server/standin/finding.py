"""GetItem, FindItem, GetFolder, FindFolder."""

from datetime import timedelta

from . import place, restriction, shapes
from .box import Folder, Item, Mailbox
from .place import Asking
from .refusal import Refused
from .soap import Node, add, attribute, children, element, find
from .values import moment

MOST = 1000  #: items in one answer, as Exchange's EWSFindCountLimit
_LONGEST_VIEW = timedelta(days=732)


def get_item(asking: Asking, request: Node) -> Node:
    """GetItem. Raises Refused."""
    shape = shapes.asked(find(request, "m:ItemShape"), fraction=asking.server.fraction)

    def one(node: Node) -> list[Node]:
        mailbox, item = place.item(asking, node)
        return [element("m:Items", None, shapes.item(mailbox, item, shape))]

    return place.each("GetItem", children(place.required(request, "m:ItemIds")), one, "m:Items")


def find_item(asking: Asking, request: Node) -> Node:
    """FindItem. Raises Refused."""
    shape = find(request, "m:ItemShape")

    def one(node: Node) -> list[Node]:
        wanted = shapes.asked(shape, fraction=asking.server.fraction, listing=True)
        mailbox, folder = place.folder(asking, node)
        found = _found(asking, request, mailbox, folder)
        return [_page(request, mailbox, found, wanted)]

    return place.each("FindItem", children(place.required(request, "m:ParentFolderIds")), one)


def _found(asking: Asking, request: Node, mailbox: Mailbox, folder: Folder) -> list[Item]:
    if attribute(request, "Traversal") != "Shallow":
        return []
    if find(request, "m:QueryString") is not None:
        raise Refused("ErrorContentIndexingNotEnabled", "There is no search index here.")
    limits, view = find(request, "m:Restriction"), find(request, "m:CalendarView")
    if view is None:
        fits = restriction.fitting(mailbox, limits, asking.server.conversation_search)
        items = [item for item in mailbox.inside(folder) if fits(item)]
        return restriction.ordered(mailbox, items, find(request, "m:SortOrder"))
    if limits is not None or find(request, "m:SortOrder") is not None:
        sentence = "Restrictions and sort order may not be specified for a CalendarView."
        raise Refused("ErrorInvalidOperation", sentence)
    if folder.type != "IPF.Appointment":
        raise Refused("ErrorCalendarFolderIsInvalidForCalendarView")
    return _between(mailbox, folder, view)


def _between(mailbox: Mailbox, folder: Folder, view: Node) -> list[Item]:
    start, end = moment(attribute(view, "StartDate")), moment(attribute(view, "EndDate"))
    if end < start:
        raise Refused("ErrorCalendarEndDateIsEarlierThanStartDate")
    if end - start > _LONGEST_VIEW:
        raise Refused("ErrorCalendarViewRangeTooBig")
    found = [
        item
        for item in mailbox.inside(folder)
        if item.values["Start"] < end and item.values["End"] > start
    ]
    return sorted(found, key=lambda item: (item.values["Start"], item.number))


def _page(request: Node, mailbox: Mailbox, found: list[Item], shape: shapes.Shape) -> Node:
    paging, view = find(request, "m:IndexedPageItemView"), find(request, "m:CalendarView")
    offset = int(attribute(paging, "Offset", "0"))
    if attribute(paging, "BasePoint") == "End":
        found = found[::-1]
    limit = paging if paging is not None else view
    most = min(int(attribute(limit, "MaxEntriesReturned", str(MOST))), MOST)
    page = found[offset : offset + most]
    last = offset + most >= len(found)
    numbers = {} if view is not None else {"IndexedPagingOffset": str(offset + len(page))}
    root = element(
        "m:RootFolder",
        **numbers,
        TotalItemsInView=str(len(found)),
        IncludesLastItemInRange=str(last).lower(),
    )
    add(root, "t:Items").extend(shapes.item(mailbox, item, shape) for item in page)
    return root


def get_folder(asking: Asking, request: Node) -> Node:
    """GetFolder. Raises Refused."""
    shape = shapes.asked(find(request, "m:FolderShape"))

    def one(node: Node) -> list[Node]:
        mailbox, folder = place.folder(asking, node)
        return [element("m:Folders", None, shapes.folder(mailbox, folder, shape))]

    return place.each("GetFolder", children(place.required(request, "m:FolderIds")), one)


def find_folder(asking: Asking, request: Node) -> Node:
    """FindFolder, without restriction: those in a folder, or with Deep in those too."""
    shape = shapes.asked(find(request, "m:FolderShape"))
    deep = attribute(request, "Traversal") == "Deep"
    if find(request, "m:Restriction") is not None:
        raise Refused("ErrorUnsupportedQueryFilter", "No restriction on folders is known here.")

    def one(node: Node) -> list[Node]:
        mailbox, top = place.folder(asking, node)
        found = mailbox.below(top, deep)
        paging = find(request, "m:IndexedPageFolderView")
        offset = int(attribute(paging, "Offset", "0"))
        most = int(attribute(paging, "MaxEntriesReturned", str(MOST)))
        page = found[offset : offset + most]
        root = element(
            "m:RootFolder",
            IndexedPagingOffset=str(offset + len(page)),
            TotalItemsInView=str(len(found)),
            IncludesLastItemInRange=str(offset + most >= len(found)).lower(),
        )
        add(root, "t:Folders").extend(shapes.folder(mailbox, each, shape) for each in page)
        return [root]

    return place.each("FindFolder", children(place.required(request, "m:ParentFolderIds")), one)
