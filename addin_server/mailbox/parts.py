"""The parts of a mail (MIME, RFC 2045 to 2047) -> its texts, and the names of what is attached.

The tree is walked here and not by the `email` package, whose parser takes time quadratic in the
nesting. Of a part only as many bytes are decoded as may be read. Attachments are not read.
"""

import binascii
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from ..errors import MessageUnreadable
from . import contents, headers
from .headers import Fields

MAX_PARTS = 500
MAX_DEPTH = 50
MAX_CALENDARS = 20
MAX_NAMES = 100
MAX_LOOKALIKES = 100_000  #: lines that begin as a boundary does and are none
MAX_SCANS = 8  #: times that a large mail may be searched for boundaries, all levels together

_AFTER_BOUNDARY = re.compile(rb"(--)?[ \t]*+(?=\r?\n|\r?\Z)")


class Part(NamedTuple):
    """A part's header, as far as its kind goes, and where its content lies."""

    kind: str
    start: int
    end: int
    boundary: str = ""
    charset: str = ""
    encoding: str = ""
    attached: bool = False
    name: str = ""


class Texts(NamedTuple):
    """What a part and everything below it say."""

    plain: str = ""
    html: str = ""


@dataclass(slots=True)
class Walk:
    """One way through a mail's parts. `room` is what may still be read, per kind of text."""

    data: bytes
    max_text: int
    parts: int = 0
    scanned: int = 0
    lookalikes: int = 0
    room: dict[str, int] = field(default_factory=dict)
    calendars: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)

    def part(self, top: Fields, end: int, default: str = "text/plain") -> Part:
        if top.cut:
            self.warnings["truncated"] = None
        disposition = top.get("content-disposition")[:2000]
        kind = contents.content(top.get("content-type")[:2000], disposition, default)
        return Part(
            kind=kind.kind,
            start=top.body_at,
            end=end,
            boundary=kind.boundary,
            charset=kind.charset,
            encoding=top.get("content-transfer-encoding").strip().lower(),
            attached=disposition.strip().lower().startswith("attach"),
            name=kind.name,
        )

    def read(self, part: Part, depth: int) -> Texts:
        """The texts of a part. Raises MessageUnreadable beyond the bounds."""
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise MessageUnreadable(f"it has more than {MAX_PARTS} parts")
        if depth > MAX_DEPTH:
            raise MessageUnreadable(f"its parts are nested more than {MAX_DEPTH} deep")
        if part.kind.startswith("multipart/"):
            if spans := self.spans(part):
                return self.children(part, spans, depth)
            self.warnings["structure"] = None
            part = part._replace(kind="text/plain")
        return self.leaf(part, root=depth == 0)

    def spans(self, part: Part) -> list[tuple[int, int]]:
        """Where the parts of a multipart lie; none when its boundary is nowhere."""
        self.scanned += part.end - part.start
        if self.scanned > MAX_SCANS * max(len(self.data), 2**24):
            raise MessageUnreadable("its parts are nested too deep for its size")
        mark = b"\n--" + part.boundary.encode("utf-8", "replace")
        spans, begin, at = list[tuple[int, int]](), -1, max(part.start - 1, 0)
        while part.boundary and (at := self.data.find(mark, at, part.end)) >= 0:
            tail = _AFTER_BOUNDARY.match(self.data, at + len(mark), part.end)
            if tail is None:
                at = self.lookalike(at + len(mark))
                continue
            if begin >= 0:
                spans.append((begin, max(begin, at - (self.data[at - 1 : at] == b"\r"))))
            begin, at = -1 if tail[1] else _next_line(self.data, tail.end(), part.end), tail.end()
            if begin < 0 or len(spans) > MAX_PARTS:
                break
        return [*spans, (begin, part.end)] if begin >= 0 else spans

    def lookalike(self, at: int) -> int:
        self.lookalikes += 1
        if self.lookalikes > MAX_LOOKALIKES:
            raise MessageUnreadable("its boundaries cannot be told from its text")
        return at

    def children(self, part: Part, spans: list[tuple[int, int]], depth: int) -> Texts:
        default = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
        texts = Texts()
        for start, end in spans:
            child = self.part(headers.fields(self.data, start, end), end, default)
            texts = _joined(part.kind, texts, self.read(child, depth + 1))
        return texts

    def leaf(self, part: Part, root: bool) -> Texts:
        calendar = part.kind in ("text/calendar", "application/ics")
        if calendar or (part.name.lower().endswith(".ics") and part.kind.startswith("appl")):
            self.calendar(part)
        readable = part.kind in ("text/plain", "text/html")
        if readable and (root or not (part.attached or part.name)):
            text = self.text(part, part.kind)
            return Texts(html=text) if part.kind == "text/html" else Texts(plain=text)
        name = part.name or ("message.eml" if part.kind == "message/rfc822" else "")
        if name and len(self.attachments) < MAX_NAMES:
            self.attachments.append(name)
        return Texts()

    def calendar(self, part: Part) -> None:
        """Keep an invitation's text, its folded lines joined (RFC 5545, section 3.1)."""
        text = re.sub(r"\n[ \t]", "", self.text(part, "text/calendar"))
        if text.strip() and text not in self.calendars and len(self.calendars) < MAX_CALENDARS:
            self.calendars.append(text)

    def text(self, part: Part, kind: str) -> str:
        room = self.room.get(kind, self.max_text)
        raw, cut = _unpacked(self.data, part, room)
        self.room[kind] = room - len(raw)
        text, right = headers.decode(raw, part.charset, cut=cut)
        self.warnings |= {"truncated": None} if cut else {}
        self.warnings |= {} if right else {"charset": None}
        return text.replace("\r\n", "\n").replace("\r", "\n")


def _next_line(data: bytes, at: int, end: int) -> int:
    return min(at + 1 + (data[at : at + 1] == b"\r"), end)


def _joined(kind: str, first: Texts, then: Texts) -> Texts:
    """What two parts say together: versions of one text, or texts one after the other."""
    if not (first.plain.strip() or first.html.strip()):
        return then
    if kind == "multipart/alternative":
        return Texts(
            plain=first.plain if first.plain.strip() else then.plain,
            html=first.html if first.html.strip() else then.html,
        )
    if kind == "multipart/related":
        return first
    # A footer in the other kind is left out: alone, it would pass for the whole text.
    return Texts(
        plain="\n".join(t for t in (first.plain, then.plain) if t) if first.plain else "",
        html="\n".join(t for t in (first.html, then.html) if t) if first.html else "",
    )


def _unpacked(data: bytes, part: Part, room: int) -> tuple[bytes, bool]:
    """At most `room` bytes of a part's content, and whether there was more."""
    # Quoted-printable is the most spacious: three bytes for one, and soft line breaks.
    raw = data[part.start : min(part.end, part.start + 4 * room + 4)]
    cut = part.end - part.start > len(raw)
    if part.encoding == "base64":
        raw = headers.unbase64(raw)
    elif part.encoding == "quoted-printable":
        raw = binascii.a2b_qp(raw)
    return raw[:room], cut or len(raw) > room
