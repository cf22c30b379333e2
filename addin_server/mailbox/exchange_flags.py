"""The follow-up flag on a mail, with its due date and reminder, as Outlook sets it."""

from datetime import datetime

from ..errors import NotFound
from . import exchange_xml as xml
from .exchange_items import Folders, Way
from .exchange_properties import KEY, Property
from .exchange_search import locate
from .exchange_xml import Element, element, written
from .port import Entry

# [MS-OXOFLAG]; the same that evolution-ews writes.
_STATUS = Property("Integer", tag=0x1090)  #: 2: flagged
_TO_DO = Property("Integer", tag=0x0E2B)
_REQUEST = Property("String", set="Common", id=0x8530)
_TASK_STATUS = Property("Integer", set="Task", id=0x8101)
_TASK_DONE = Property("Double", set="Task", id=0x8102)
_TASK_START = Property("SystemTime", set="Task", id=0x8104)
_TASK_DUE = Property("SystemTime", set="Task", id=0x8105)
_TASK_COMPLETE = Property("Boolean", set="Task", id=0x811C)
_ALL = (_STATUS, _TO_DO, _REQUEST, _TASK_STATUS, _TASK_DONE, _TASK_START, _TASK_DUE, _TASK_COMPLETE)


def flag(folders: Folders, entry: Entry) -> None:
    """Set twice is set once: the mail itself holds it. Raises NotFound."""
    mail = locate(folders, entry.internet_message_id)
    if mail is None:
        raise NotFound
    day = _midnight(entry.at)
    values = {
        _STATUS: "2",
        _TO_DO: "1",
        _REQUEST: entry.subject,
        _TASK_STATUS: "0",
        _TASK_DONE: "0",
        _TASK_START: day,
        _TASK_DUE: day,
        _TASK_COMPLETE: "false",
        KEY: entry.key,
    }
    changes: list[tuple[Way, Element | None]] = [
        ("item:ReminderDueBy", element("t:ReminderDueBy", written(entry.at))),
        ("item:ReminderIsSet", element("t:ReminderIsSet", "true")),
    ]
    changes += [(prop.way(), prop.with_value(value)) for prop, value in values.items()]
    folders.update(mail, changes)


def unflag(folders: Folders, key: str, internet_message_id: str) -> None:
    """Take the flag away, if it is ours: the owner may have set one of their own."""
    mail = locate(folders, internet_message_id)
    if mail is None:
        return
    item = folders.get(xml.attribute(mail, "ItemId", "Id"), [KEY.way()])
    if KEY.of(item) != key:
        return
    changes: list[tuple[Way, Element | None]] = [
        ("item:ReminderIsSet", element("t:ReminderIsSet", "false")),
    ]
    changes += [(prop.way(), None) for prop in (*_ALL, KEY)]
    folders.update(item, changes)


def _midnight(instant: datetime) -> str:
    """Due dates are days, written as their midnight in UTC."""
    return written(instant.replace(hour=0, minute=0, second=0, microsecond=0))
