"""Opaque ids and change keys, as long and as strict as Exchange's: case counts, no edit is taken.

An id names a mailbox and a number in it; moving an item gives it another number.
"""

import struct
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import NamedTuple

from .refusal import Refused

_START = b"\x00\x03\x24\x00"
_LENGTH = len(_START) + 36 + 2 + 46 + 1 + 8 + 4


class Ref(NamedTuple):
    """What an id names."""

    mailbox: str  #: the mailbox's GUID
    kind: str  #: "i" an item, "f" a folder, "a" an attachment
    number: int


def encode(ref: Ref) -> str:
    """Base64 of 101 bytes; every character of its alphabet occurs, + and / too."""
    own = ref.kind.encode("ascii") + struct.pack(">q", ref.number)
    noise = sha256(ref.mailbox.encode("ascii")).digest() + b"\x01\x00\xfb\xef\xbe" + bytes(9)
    raw = _START + ref.mailbox.encode("ascii") + b"\x00\x46" + noise + own
    return b64encode(raw + sha256(raw).digest()[:4]).decode("ascii")


def decode(id: str, kind: str) -> Ref:
    """Raises Refused: empty, malformed, or the id of another kind of thing."""
    if not id:
        raise Refused("ErrorInvalidIdEmpty", "Id must be non-empty.")
    try:
        raw = b64decode(id.encode("ascii"), validate=True)
    except ValueError as exc:
        raise Refused("ErrorInvalidIdMalformed") from exc
    whole = len(raw) == _LENGTH and raw.startswith(_START)
    if not whole or sha256(raw[:-4]).digest()[:4] != raw[-4:]:
        raise Refused("ErrorInvalidIdMalformed")
    ref = Ref(raw[4:40].decode("ascii"), chr(raw[-13]), struct.unpack(">q", raw[-12:-4])[0])
    if ref.kind != kind:
        raise Refused("ErrorInvalidId", "Id is of another kind of object.")
    return ref


def change_key(number: int, change: int) -> str:
    """Exchange begins a message's key with CQAAABYAAAA."""
    raw = b"\x09\x00\x00\x00\x16\x00\x00\x00" + struct.pack(">qq", number, change)
    return b64encode(raw).decode("ascii")


def conversation(topic: str, first: str) -> str:
    """The id of a conversation: by its subject, and the mail that began it."""
    raw = b"\x00\x03\x24\x00\x10\x00" + sha256(f"{topic}\0{first}".encode()).digest()[:16]
    return b64encode(raw).decode("ascii")
