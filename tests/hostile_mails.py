"""Mails made to do harm: samples that were damaged, and shapes that cost a careless reader dearly.

`mail(seed, number)` is the same mail each time. Nothing here is anybody's real mail.
"""

import base64
import html
import json
import string
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from addin_server.resources import PACKAGE

from .hostile_texts import ODD, TEXTS, Random, length, texts

PLAIN, HTML = "text/plain; charset=utf-8", "text/html; charset=utf-8"
#: Name of the shape, suffix of the file, its bytes.
Made = tuple[str, str, bytes]


@dataclass(frozen=True, slots=True)
class Hostile:
    """A mail as a file (`.eml`), or as a line for `netjes recognise` (`.json`)."""

    shape: str
    suffix: str
    data: bytes


def mail(seed: int, number: int) -> Hostile:
    """One of them. A third are texts, a third damaged samples, a third built by hand."""
    r = Random(f"{seed}:{number}")
    kind = r.choice((dressed, damaged, r.choice(BUILT)))
    return Hostile(*kind(r))


@cache
def samples() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted((PACKAGE / "demo/mails").glob("*.eml")))


def eml(body: bytes | str, kind: str = PLAIN, *lines: bytes) -> bytes:
    if isinstance(body, str):
        body = body.encode("utf-8", "surrogatepass")
    top = (b"From: An Bos <an@linde.example>", b"To: Noor Claes <noor@example.org>")
    date = b"Date: Mon, 23 Nov 2026 09:00:00 +0100"
    return b"\r\n".join([*top, date, *lines, b"Content-Type: " + kind.encode(), b"", body])


def dressed(r: Random) -> Made:
    """A text as the body of a mail, plain or HTML, in a file or a line; or as its subject."""
    shape = r.choice(TEXTS)
    text = shape(r)
    if r.random() < 0.5:
        text = f"{r.choice(texts())[:300]}\n{text}\n{r.choice(texts())[-200:]}"
    marked = r.choice(["<br>", "</p><p>", "<div>"]).join(html.escape(text).split("\n"))
    how = r.randrange(5)
    if how == 0:
        return shape.__name__, ".eml", eml(text, r.choice([PLAIN, HTML]))
    if how == 1:
        return shape.__name__, ".eml", eml(f"<p>{marked}", HTML)
    if how == 2:
        line = text.replace("\n", " ").encode("utf-8", "replace")
        return shape.__name__, ".eml", eml(r.choice(texts()), "text/plain", b"Subject: " + line)
    row = {"subject": text[:300], "body": text} if how == 3 else {"html": f"<p>{marked}"}
    return shape.__name__, ".json", line_of(r, row)


def line_of(r: Random, row: dict[str, object]) -> bytes:
    """A line whose other values are odd, too."""
    odd = "".join(r.choices(ODD + string.printable, k=r.randint(0, 60)))
    row["from"] = r.choice([None, odd, {"name": odd, "email": odd}, [odd] * 50, {"name": 3}])
    row["to"] = r.choice([None, odd, [{"address": odd}] * 200])
    row["received"] = r.choice([None, "2026-11-23T09:00:00+01:00", "2098-12-31T23:59:59-23:59"])
    row["timezone"] = r.choice([None, "Europe/Brussels", "America/St_Johns", "Pacific/Kiritimati"])
    if r.random() < 0.1:
        row["body"] = str(row.get("body", "")) + "\ud800" * r.randint(1, 9)
    return json.dumps(row).encode()


def damaged(r: Random) -> Made:
    """A sample with bytes lost, added, repeated, or taken from another."""
    data = bytearray(r.choice(samples()))
    for _ in range(r.randint(1, 12)):
        at, act = r.randrange(len(data) + 1), r.random()
        if act < 0.4:
            data[at : at + r.randint(0, 60)] = r.randbytes(r.randint(0, 12))
        elif act < 0.7:
            other = r.choice(samples())
            start = r.randrange(len(other))
            data[at:at] = other[start : start + r.randint(1, 3000)]
        else:
            times = 500 if r.random() < 0.03 else r.randint(1, 3)
            data[at:at] = data[at : at + r.randint(1, 300)] * times
    return "damaged", ".eml", bytes(data)


def encoded(r: Random) -> Made:
    """A text under a wrong name: transfer encoding, character set, or cut short."""
    body = r.choice(texts()).encode(r.choice(["utf-8", "utf-16", "utf-7", "cp1252"]), "replace")
    way = r.choice([b"base64", b"quoted-printable", b"8bit", b"uuencode", b"x"])
    if r.random() < 0.7:
        body = base64.b64encode(body) if r.random() < 0.5 else body.replace(b"e", b"=65=\r\n=")
    body = body[: r.randrange(len(body))] * r.choice([1, 1, 200]) + r.randbytes(r.randint(0, 9))
    charset = r.choice(["utf-8", "utf-16", "utf-7", "idna", "rot13", "hz", '"', "x" * 999, "ascii"])
    kind = f"text/{r.choice(['plain', 'html', 'calendar', 'x'])}; charset={charset}"
    return "encoded", ".eml", eml(body, kind, b"Content-Transfer-Encoding: " + way)


# Built by hand


def deep(r: Random) -> Made:
    """Elements in elements, closed or not."""
    tags = ["div", "blockquote", "table><tr><td", "b", "font", "a href=x", "ul><li", "svg", "p"]
    tag = r.choice(
        [*tags, "style", "title", "template", "select", "!--", "![CDATA[", "!--[if mso]"]
    )
    times = length(r) // (len(tag) + 2) + 1
    words = r.choice(["", "x", "dinsdag 1 december om 10.00 uur "])
    closing = f"</{tag.partition('>')[0]}>" * r.choice([0, 1, times])
    return "deep", ".eml", eml(f"<{tag}>{words}" * times + closing, HTML)


def styled(r: Random) -> Made:
    """Style sheets and attributes, which decide what is seen."""
    rule = r.choice(
        [
            ".a{display:none}",
            "@media x{",
            "div>p,",
            ".a.b #c[d='e']:not(.f){color:#fff;background:#fff;font-size:0}",
            "/*",
            "}{",
            'p{content:"',
        ]
    )
    attribute = r.choice(
        [
            "style='display:none'",
            "style='" + "color:red;" * 50 + "'",
            "class='" + "a " * 200 + "'",
            "hidden",
            "a",
            "style='mso-hide:all;max-height:0;opacity:0'",
        ]
    )
    size = length(r)
    sheet = rule * (size // len(rule) // 2)
    body = f"<p {attribute}>woorden</p>" * (size // (len(attribute) + 20) // 2)
    return "styled", ".eml", eml(f"<style>{sheet}</style>{body}", HTML)


def entities(r: Random) -> Made:
    """References to characters, whole and broken."""
    known = ["&#8203;", "&zwnj;", "&nbsp;", "&#x110000;", "&amp", "&#", "&lt;b&gt;", "&#0;", "&x;"]
    return "entities", ".eml", eml("".join(r.choices(known, k=length(r) // 6 + 1)), HTML)


def headed(r: Random) -> Made:
    """Header fields without end: many, long, folded, encoded."""
    size = length(r)
    word = r.choice(
        [b"=?utf-8?q?=C3=A9?= ", b"=?utf-8?b?w6k=?=", b"=?x?q?a?=", b"=?utf-8?q?", b"a "]
    )
    field = r.choice([b"Subject: ", b"From: ", b"To: ", b"Received: ", b"References: ", b"Date: "])
    piece = r.choice(
        [word, b"A <a@b.example>, ", b'"', b"(", b"\\", b"<", b"x\r\n ", b";", b"@", b","]
    )
    many = r.choice(
        [field + piece * (size // len(piece)), b"\r\n".join([field + word] * (size // 30))]
    )
    return "headed", ".eml", eml(r.choice(texts()), "text/plain", many or b"X: y")


def nested(r: Random) -> Made:
    """Parts in parts; boundaries that begin like one another, come twice or are never closed."""
    depth = int(10 ** r.uniform(0, 3.5))
    name = r.choice(["mixed", "alternative", "related", "digest", "x", "signed"])
    whole = b"Content-Type: text/plain\r\n\r\n" + r.choice(texts())[:500].encode()
    mark = r.choice(["b", "-", "b" * 70, "=_ b"])
    for level in range(depth):
        own = mark if r.random() < 0.2 else f"{mark}{level % r.choice([2, 9999])}"
        if r.random() < 0.1:
            whole = b"Content-Type: message/rfc822\r\n\r\n" + whole
        end = b"" if r.random() < 0.3 else f"\r\n--{own}--".encode()
        head = f'Content-Type: multipart/{name}; boundary="{own}"\r\n\r\n--{own}\r\n'
        whole = head.encode() + whole + end
    return "nested", ".eml", b"From: a@b.example\r\nSubject: x\r\n" + whole


def parted(r: Random) -> Made:
    """Very many parts, or very many lines that look like a boundary."""
    part = r.choice(
        [
            b"--b\r\nContent-Type: text/plain\r\n\r\nwoorden\r\n",
            b"--b\r\nContent-Type: text/html\r\n\r\n<p>woorden\r\n",
            b"--b\r\n",
            b"--b--\r\n",
            b"--bb\r\n",
            b"--b\r\nContent-Disposition: attachment; filename*0*=utf-8''%C3; filename*1=x\r\n",
            b"--b\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n",
        ]
    )
    return "parted", ".eml", eml(part * (length(r) // len(part) + 1), "multipart/mixed; boundary=b")


def scheduled(r: Random) -> Made:
    """A calendar part with events without end, or lines that no calendar has."""
    event = [
        "BEGIN:VEVENT",
        r.choice(["DTSTART:20261201T090000Z", "DTSTART;TZID=Nergens:20261201T090000", "DTSTART:0"]),
        r.choice(
            ["RRULE:FREQ=SECONDLY;COUNT=999999999", "DTEND:99991231T235959Z", "DURATION:P9999999W"]
        ),
        "SUMMARY:" + "x" * r.choice([1, 10_000]),
        r.choice(["END:VEVENT", "END:VALARM", ""]),
    ]
    zone = [
        "BEGIN:VTIMEZONE",
        "TZID:Nergens",
        "BEGIN:STANDARD",
        "RRULE:FREQ=YEARLY",
        "END:VTIMEZONE",
    ]
    lines = zone * r.choice([0, 1, 500]) + event * (length(r) // 150 + 1)
    r.random() < 0.3 and r.shuffle(lines)
    whole = "\r\n".join(["BEGIN:VCALENDAR", "METHOD:REQUEST", *lines, "END:VCALENDAR"])
    parts = (("plain", r.choice(texts())), ("calendar", whole))
    body = "".join(f"--b\r\nContent-Type: text/{kind}\r\n\r\n{text}\r\n" for kind, text in parts)
    return "scheduled", ".eml", eml(body, "multipart/mixed; boundary=b")


BUILT: tuple[Callable[[Random], Made], ...] = (
    *(deep, styled, entities, headed),
    *(nested, parted, scheduled, encoded),
)
