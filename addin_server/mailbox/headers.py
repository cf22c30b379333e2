"""The header fields of a mail: bytes -> words, people, ids (RFC 5322, 2047, 2231).

Pure. Nothing here raises on what a stranger wrote, and every step is linear: values are cut to a
length first. The standard library's address and word decoders are neither.
"""

import binascii
import codecs
import re
from collections.abc import Iterator
from encodings.aliases import aliases
from functools import cache
from typing import NamedTuple

from ..model import Address

MAX_BLOCK = 256 * 2**10  #: bytes of one header that are looked at
MAX_FIELDS = 1000
MAX_VALUE = 64 * 2**10  #: bytes of one field
MAX_PEOPLE = 100

#: A name, and what stands behind it, on the next lines too where these begin with a space.
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|\Z)")
_CONTROL = re.compile(r"[\x00-\x20\x7f\x85\u2028\u2029]+")
_UNSAFE = re.compile(r"[\ud800-\udfff]")
# An encoded word holds neither "?" nor white space; some mailers leave spaces in it all the same.
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\r\n]{0,4000})\?=")
# An unclosed quote or comment runs to the end, so that no character is looked at twice.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|\((?:[^()\\]|\\.)*+\)?|<[^<>]*>?|[,;:]|[^"(<,;:]+', re.S)
_ALONE = re.compile(r'([^"(<,;:@]*)<([^<>]*)>')
_SPACED = re.compile(r"[\s._-]+")
_ID = re.compile(r"<([^<>\s]{1,990})>")


class Fields(NamedTuple):
    """The header of a mail or of a part of it; names in lower case, values still encoded."""

    body_at: int  #: offset of the first byte after the header
    cut: bool  #: there was more header than is looked at
    values: dict[str, list[str]]

    def get(self, name: str) -> str:
        """The first field of that name, or ""."""
        return self.values.get(name, [""])[0]


def fields(data: bytes, start: int, end: int) -> Fields:
    """The header that begins at `start`. A line that is no field ends it, as an empty one does."""
    stop, body_at, cut = _block(data, start, end)
    values: dict[str, list[str]] = {}
    count, at = 0, start
    while field := _FIELD.match(data, at, stop):
        count, at = count + 1, field.end()
        if count <= MAX_FIELDS:
            raw = field[2].replace(b"\n", b"")[:MAX_VALUE].replace(b"\r", b"").strip()
            value = raw.decode("ascii") if raw.isascii() and 0 not in raw else decode(raw, "")[0]
            values.setdefault(field[1].decode("ascii").lower(), []).append(value)
    if data[at:stop].partition(b"\n")[0].strip():
        body_at, cut = at, False
    return Fields(body_at, cut or count > MAX_FIELDS, values)


def _block(data: bytes, start: int, end: int) -> tuple[int, int, bool]:
    """Where the header's bytes stop, where the body begins, and whether it was cut."""
    for blank in (b"\r\n", b"\n"):
        if data.startswith(blank, start, end):
            return start, start + len(blank), False
    near = min(start + MAX_BLOCK, end)
    found = [
        (at, at + len(gap))
        for gap in (b"\n\n", b"\n\r\n")
        if (at := data.find(gap, start, near)) >= 0
    ]
    if found:
        return (*min(found), False)
    if near == end:
        return end, end, False
    near = data.rfind(b"\n", start, near) + 1 or near
    gap = b"\n\r\n" if data.find(b"\r\n", start, near) >= 0 else b"\n\n"
    far = data.find(gap, near - 1, end)
    return near, (end if far < 0 else far + len(gap)), True


def words(value: str) -> str:
    """A value with its encoded words decoded, on one line."""
    if value.isascii() and value.isprintable() and "=?" not in value and "  " not in value:
        return value.strip()
    return _CONTROL.sub(" ", clean("".join(_pieces(value)))).strip()


def _pieces(value: str) -> Iterator[str]:
    """Text and decoded words. Neighbours of one charset are joined first: some cut a character."""
    held, charset, at = b"", "", 0
    for match in _WORD.finditer(value):
        between = value[at : match.start()]
        label = match[1].partition("*")[0].lower()  # RFC 2231 adds a language: utf-8*nl
        if held and (label != charset or between.strip()):
            yield decode(held, charset)[0]
            held = b""
        if between.strip() or (at == 0 and between):
            yield between
        charset, at = label, match.end()
        held += unword(match[2], match[3])
    if held:
        yield decode(held, charset)[0]
    yield value[at:]


def unword(encoding: str, coded: str) -> bytes:
    """The bytes of an encoded word (RFC 2047, section 4)."""
    raw = coded.encode("ascii", "ignore")
    return binascii.a2b_qp(raw, header=True) if encoding in "qQ" else unbase64(raw)


def unbase64(raw: bytes) -> bytes:
    """What can be had from base64, whatever stands between and however it ends."""
    kept = re.sub(rb"[^A-Za-z0-9+/]+", b"", raw)
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


@cache
def _charsets() -> dict[str, str]:
    """Labels of mail charsets -> Python's codec. Codecs that are no charset (zlib, idna) are out.

    Mails labelled ASCII or Latin 1 are written in windows-1252 (https://encoding.spec.whatwg.org).
    """
    charset = re.compile(
        r"ascii|latin_1|utf_|iso8859|iso2022|cp\d|koi8|mac_|gb|big5|euc|shift|tis|johab|hz"
    )
    known = aliases | {codec: codec for codec in aliases.values()} | {"ansi": "cp1252"}
    return {
        label: "cp1252" if codec in ("ascii", "latin_1") else codec
        for label, codec in known.items()
        if charset.match(codec)
    }


def decode(raw: bytes, charset: str, *, cut: bool = False) -> tuple[str, bool]:
    """Text of `raw`, and whether its label was right. Wrong labels are seen through, or replaced.

    Without a label: UTF-8 where it can be, else windows-1252. `cut`: the last character may be
    half there.
    """
    if not charset and raw.isascii():
        return clean(raw.decode("ascii")), True
    label = _SPACED.sub("_", charset.strip("\"' ").lower())
    codec = _charsets().get(label, "" if label else "cp1252")
    if codec in ("", "cp1252", "utf_8"):
        text, fits = _codec("utf_8", raw, cut)
        if fits:
            return text, bool(codec)
        if codec == "utf_8" and re.search(r"[^\x00-\x7f\ufffd]", text):
            return text, False  # UTF-8 with a few broken bytes
        text, fits = _codec("cp1252", raw, cut)
        return text, fits and codec == "cp1252"
    return _codec(codec, raw, cut)


def _codec(codec: str, raw: bytes, cut: bool) -> tuple[str, bool]:
    for errors in ("strict", "replace"):
        try:
            text = codecs.getincrementaldecoder(codec)(errors).decode(raw, not cut)
        except UnicodeError:
            continue
        return clean(text), errors == "strict"
    return "", False


def clean(text: str) -> str:
    """Text that can be stored and sent: no NUL, no byte order mark, no half surrogate pair."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    return _UNSAFE.sub("\ufffd", text.removeprefix("\ufeff").replace("\0", ""))


def people(value: str) -> tuple[Address, ...]:
    """The mailboxes of a From or To field, groups flattened; at most MAX_PEOPLE."""
    if alone := _ALONE.fullmatch(value):
        address = _person(alone[1], alone[2].strip(" "), "")
        return (address,) if address.email else ()
    found: list[Address] = []
    name, angle, remark, last = "", "", "", ""
    for token in [*(m[0] for m in _TOKEN.finditer(value)), ","]:
        if token[0] == "<":
            angle = token.strip("<> ")
        elif token[0] == "(":
            remark = token.strip("()")
        elif token == ":":
            name = ""  # the name of a group
        elif token in (",", ";"):
            address = _person(name, angle, remark)
            if address.email and len(found) < MAX_PEOPLE:
                # "Claes, Noor <...>" without the quotes it needs
                found.append(Address(name=last + address.name, email=address.email))
            last = f"{address.name}, " if address.name and not address.email else ""
            name = angle = remark = ""
        else:
            name += _unquote(token)
    return tuple(found)


def _person(name: str, angle: str, remark: str) -> Address:
    if not angle and "@" in name:
        name, angle = remark, name
    email = _CONTROL.sub("", clean(angle))[:320]
    shown = words(name).strip("'\" ")[:200]
    return Address(name="" if shown == email else shown, email=email if "@" in email else "")


def _unquote(token: str) -> str:
    return re.sub(r"\\(.)", r"\1", token.strip('"'), flags=re.S) if token[0] == '"' else token


def ids(*values: str) -> tuple[str, ...]:
    """Message-IDs with their brackets, each once."""
    found: dict[str, None] = {}
    for value in filter(None, values):
        bare = value.split()
        listed = _ID.findall(value) or ([bare[0][:990]] if len(bare) == 1 and "@" in value else [])
        found |= dict.fromkeys(f"<{clean(id).strip('<>')}>" for id in listed)
    return tuple(found)
