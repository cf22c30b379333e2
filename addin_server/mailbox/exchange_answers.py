"""Was a mail answered? Evidence from the mail itself and from Sent Items; "unknown" is an answer.

Looked at, in this order: what its owner did with the mail last; a sent mail that names it in
In-Reply-To or References; a sent mail of the same conversation. All is compared here, not by the
server: some search by none of these.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from . import exchange_xml as xml
from .exchange_items import PAGE, Folders, Found, Way, same_id
from .exchange_properties import AUTO_SUBMITTED, IN_REPLY_TO, REFERENCES
from .exchange_read import is_automatic, parents, verb
from .exchange_refusal import Refusal
from .exchange_search import located
from .exchange_xml import Element
from .port import Answered

_REPLIED = (102, 103)
_RESPONDED = ("Accept", "Decline", "Tentative")  #: to a meeting request
_SENT_PAGES = 3
_MARGIN = timedelta(minutes=10)  #: by which clocks of servers differ

#: How Outlook begins the subject of what is passed on to somebody else; in our four languages.
_PASSED_ON = re.compile(r"(?:fw|fwd|doorst|tr|wg)\s*:", re.I)


def answered(folders: Folders, internet_message_id: str) -> Answered:
    """Two questions for a mail that lies in the inbox; at most nine."""
    if not internet_message_id.strip("<> "):
        return Answered.UNKNOWN
    mail = located(folders, internet_message_id)
    if mail.item is not None and _replied(mail.item):
        return Answered.YES
    sent = _was_sent(folders, internet_message_id, mail.item)
    if sent is Answered.YES:
        return sent
    if mail.thrown_away or mail.nowhere:
        return Answered.GONE
    return sent if mail.item is not None else Answered.UNKNOWN


def _replied(item: Element) -> bool:
    if xml.text(item, "ResponseType") in _RESPONDED:
        return True
    done, at = verb(item)
    received = xml.moment(xml.text(item, "DateTimeReceived"))
    return done in _REPLIED and (at is None or received is None or at >= received - _MARGIN)


def _sent_fields() -> Sequence[Way]:
    return (
        "item:Subject",
        "item:ItemClass",
        "item:DateTimeSent",
        "item:ConversationId",
        "item:InReplyTo",
        "message:References",
        IN_REPLY_TO.way(),
        REFERENCES.way(),
        AUTO_SUBMITTED.way(),
    )


def _plain_sent_fields() -> Sequence[Way]:
    return ("item:Subject", "item:DateTimeSent", IN_REPLY_TO.way(), REFERENCES.way())


def _was_sent(folders: Folders, wanted: str, mail: Element | None) -> Answered:
    """Whether Sent Items hold an answer to it; unknown when there is more than is looked at."""
    since = None if mail is None else xml.moment(xml.text(mail, "DateTimeReceived"))
    thread = "" if mail is None else xml.attribute(mail, "ConversationId", "Id")
    for number in range(_SENT_PAGES):
        try:
            page = _sent_page(folders, number * PAGE)
        except Refusal:  # a delegate may not see them
            return Answered.UNKNOWN
        if any(_answers(item, wanted, thread, since) for item in page.items):
            return Answered.YES
        times = [xml.moment(xml.text(item, "DateTimeSent")) for item in page.items]
        past = [at for at in times if at and since and at < since - _MARGIN]
        if page.whole or (past and _newest_first(times)):
            return Answered.NO
        if not page.items:
            break
    return Answered.UNKNOWN


def _sent_page(folders: Folders, offset: int) -> Found:
    def page(fields: Sequence[Way]) -> Found:
        return folders.find(
            [folders.named("sentitems")], fields, newest_by="item:DateTimeSent", offset=offset
        )

    return folders.line.either(
        "sent items", lambda: page(_sent_fields()), lambda: page(_plain_sent_fields())
    )


def _newest_first(times: Sequence[datetime | None]) -> bool:
    """Whether the server kept to the order that was asked for."""
    known = [at for at in times if at]
    return len(known) == len(times) and known == sorted(known, reverse=True)


def _answers(item: Element, wanted: str, thread: str, since: datetime | None) -> bool:
    at = xml.moment(xml.text(item, "DateTimeSent"))
    if is_automatic(item) or (at and since and at < since - _MARGIN):
        return False
    if _PASSED_ON.match(xml.text(item, "Subject")):
        return False
    if any(same_id(parent, wanted) for parent in parents(item)):
        return True
    same_thread = bool(thread) and xml.attribute(item, "ConversationId", "Id") == thread
    return same_thread and bool(at and since)
