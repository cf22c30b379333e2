"""Faults on demand: what goes wrong, in which operation, how often, before or after its work."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from enum import StrEnum
from functools import cache

from . import soap


class Trouble(StrEnum):
    UNAUTHORISED = "401"
    FORBIDDEN = "403"
    TOO_MANY = "429"  #: with Retry-After in seconds
    TOO_MANY_DATE = "429-date"  #: with Retry-After as a moment
    SERVER_ERROR = "500"  #: a page of a proxy
    UNAVAILABLE = "503"  #: with Retry-After
    BUSY = "busy"  #: ErrorServerBusy with BackOffMilliseconds
    CUT = "cut"  #: the connection ends without an answer
    SLOW = "slow"  #: the right answer, late
    DRIP = "drip"  #: the right answer, a few bytes at a time
    SHORT = "short"  #: half of the right answer, then the connection ends
    GARBAGE = "garbage"  #: bytes
    NOT_XML = "not-xml"  #: a web page, with status 200
    REDIRECT = "redirect"
    HUGE = "huge"  #: an answer of a gigabyte
    BOMB = "bomb"  #: 64 MB of nothing, compressed
    CONTROL = "control"  #: the right answer, with a character that XML has not, as Exchange lets in


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes over the wire, and how."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0  #: seconds before the first byte
    drip: float = 0.0  #: seconds between pieces; 0 sends all at once
    cut_at: int | None = None  #: bytes of the body after which the connection ends
    repeat: int = 1  #: the body is sent so many times


@dataclass(slots=True)
class Fault:
    kind: Trouble
    operation: str = ""  #: EWS operation; "" for any
    times: int = 1
    after: bool = False  #: the work is done first: the caller cannot know it
    seconds: float = 1.0  #: of delay, between pieces, to wait before another try
    location: str = ""  #: where a redirect points to

    @property
    def answers(self) -> bool:
        """Whether the answer that is sent is the right one, if it arrives."""
        return self.kind in (Trouble.SLOW, Trouble.DRIP, Trouble.SHORT, Trouble.CONTROL)


@cache
def _bomb() -> bytes:
    return gzip.compress(b"<a>" + bytes([32]) * 64 * 2**20 + b"</a>", mtime=0)


_PAGE = b"<!DOCTYPE html><html><head><title>%b</title></head><body><h1>%b</h1></body></html>"
_HTML = (("Content-Type", "text/html"),)
_SPOILED: dict[Trouble, Callable[[Fault, datetime], Reply]] = {
    Trouble.UNAUTHORISED: lambda fault, now: unauthorised(),
    Trouble.FORBIDDEN: lambda fault, now: Reply(403, _page("403 - Forbidden"), _HTML),
    Trouble.TOO_MANY: lambda fault, now: _wait(429, f"{fault.seconds:.0f}"),
    Trouble.TOO_MANY_DATE: lambda fault, now: _wait(429, _date(fault, now)),
    Trouble.SERVER_ERROR: lambda fault, now: Reply(500, _page("Server Error"), _HTML),
    Trouble.UNAVAILABLE: lambda fault, now: _wait(503, f"{fault.seconds:.0f}"),
    Trouble.BUSY: lambda fault, now: Reply(500, _busy(fault.seconds)),
    Trouble.CUT: lambda fault, now: Reply(200, b"", cut_at=0),
    Trouble.GARBAGE: lambda fault, now: Reply(200, bytes(range(256)) * 8),
    Trouble.NOT_XML: lambda fault, now: Reply(200, _page("Outlook"), _HTML),
    Trouble.REDIRECT: lambda fault, now: Reply(302, b"", (("Location", fault.location),)),
    Trouble.BOMB: lambda fault, now: Reply(200, _bomb(), (("Content-Encoding", "gzip"),)),
    Trouble.HUGE: lambda fault, now: Reply(200, b"<a>" + b" " * 65533, repeat=16384),
}


def spoil(fault: Fault, right: Reply | None, now: datetime) -> Reply:
    """The answer that is sent. `right`: what would have been; None when no work was done."""
    if right is None or not fault.answers:
        return _SPOILED[fault.kind](fault, now)
    if fault.kind is Trouble.SLOW:
        return replace(right, delay=fault.seconds)
    if fault.kind is Trouble.DRIP:
        return replace(right, drip=fault.seconds)
    if fault.kind is Trouble.CONTROL:
        return replace(right, body=right.body.replace(b"</t:Subject>", b"&#x1F;</t:Subject>"))
    return replace(right, cut_at=len(right.body) // 2)


def unauthorised() -> Reply:
    return Reply(401, b"", (("WWW-Authenticate", 'Basic realm="exchange"'),))


def _busy(seconds: float) -> bytes:
    sentence = "The server cannot service this request right now. Try again later."
    wait = ("BackOffMilliseconds", f"{seconds * 1000:.0f}")
    return soap.fault("ErrorServerBusy", sentence, (wait,))


def _wait(status: int, when: str) -> Reply:
    return Reply(status, _page("Try again later"), (*_HTML, ("Retry-After", when)))


def _date(fault: Fault, now: datetime) -> str:
    at = (now + timedelta(seconds=fault.seconds)).astimezone(UTC)
    return format_datetime(at, usegmt=True)


def _page(title: str) -> bytes:
    return _PAGE % (title.encode(), title.encode())
