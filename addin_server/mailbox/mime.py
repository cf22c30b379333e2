"""The bytes of a mail (RFC 5322, MIME) -> Message. Pure, and bounded in time, depth and memory."""

import re

from ..errors import MessageTooLarge, MessageUnreadable
from ..model import Address, Message
from . import dates, headers
from .headers import Fields
from .parts import Texts, Walk

MAX_IDS = 50  #: mails of a thread that are remembered

_BEGINNING = re.compile(rb"[ \t\r\n]*+(?:>?From [^\n]*\n)?")
_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
#: A file without any of these is no mail.
_MAIL = frozenset({"from", "to", "subject", "date", "message-id", "received", "mime-version"})


def parse(
    data: bytes,
    *,
    id: str = "",
    max_text_bytes: int = 256 * 1024,
    max_message_bytes: int = 25 * 2**20,
) -> Message:
    """Read a mail file. Text beyond `max_text_bytes` is left out, with the warning ``truncated``.

    Raises MessageTooLarge, MessageUnreadable.
    """
    if len(data) > max_message_bytes:
        raise MessageTooLarge(f"{max_message_bytes // 2**20} MB")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    top = _top(data)
    walk = Walk(data, max_text_bytes)
    return _message(top, id, walk, walk.read(walk.part(top, len(data)), 0))


def _top(data: bytes) -> Fields:
    """The mail's own header. Raises MessageUnreadable."""
    top = headers.fields(data, _beginning(data), len(data))
    if not _MAIL & top.values.keys():
        raise MessageUnreadable("it has no mail header")
    return top


def _beginning(data: bytes) -> int:
    """Offset of the first header line: past a byte order mark, empty lines and mbox's From line."""
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    match = _BEGINNING.match(data, at)
    return match.end() if match else at


def _message(top: Fields, id: str, walk: Walk, texts: Texts) -> Message:
    """It arrived at the moment of the topmost Received field, else of Date."""
    own = headers.ids(top.get("message-id"))[:1]
    parents = headers.ids(top.get("in-reply-to"))
    thread = headers.ids(top.get("references"))
    received = dates.moment(top.get("received").rpartition(";")[2])
    return Message(
        id=id,
        internet_message_id="".join(own),
        conversation_id=(thread or parents or own or ("",))[0],
        subject=headers.words(top.get("subject")) if "subject" in top.values else None,
        body=texts.plain,
        html=texts.html,
        calendars=tuple(walk.calendars),
        sender=_first(top, "from", "sender"),
        to=headers.people(", ".join(top.values.get("to", []))[: headers.MAX_VALUE]),
        received=received or dates.moment(top.get("date")),
        # The nearest first: a long thread is cut at its far end.
        in_reply_to=tuple(dict.fromkeys(parents + thread[::-1]))[:MAX_IDS],
        attachments=tuple(walk.attachments),
        automatic=_automatic(top),
        warnings=tuple(walk.warnings),
    )


def _first(top: Fields, *names: str) -> Address:
    """The first person with an address; else the name that stands there."""
    for name in names:
        if found := headers.people(", ".join(top.values.get(name, []))[: headers.MAX_VALUE]):
            return found[0]
    return Address(name=headers.words(top.get("from"))[:200].strip('<>" '))


def _automatic(top: Fields) -> bool:
    """Sent by a machine on its own (RFC 3834) or to many (Precedence)."""
    submitted = top.get("auto-submitted").partition(";")[0].strip().lower()
    precedence = top.get("precedence").strip().lower().replace("-", "_")
    return submitted not in ("", "no") or precedence in _BULK or "x-autoreply" in top.values
