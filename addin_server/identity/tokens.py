"""What the tokens of all issuers share: their shape (RFC 7515), their times, those seen before."""

import base64
import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from ..errors import NotSignedIn
from ..model import Principal

HEADER_LIMIT = 16 * 2**10  #: characters of an Authorization header
SKEW = 60  #: seconds that two clocks may differ
CACHED_TOKENS = 4096
LAST_TIME = 10**11  #: seconds since 1970; what lies beyond is no date


def refused(why: str) -> NotSignedIn:
    return NotSignedIn(f"Sign in again: the token is not accepted, {why}.")


def bearer(authorization: str | None) -> str:
    """The token of the header, which looks like one and is no longer than one can be."""
    if authorization is None:
        raise NotSignedIn
    if len(authorization) > HEADER_LIMIT:
        raise refused("it is too long")
    found = re.fullmatch(r"bearer +([\w-]+\.[\w-]+\.[\w-]+)", authorization, re.ASCII | re.I)
    if not found:
        raise refused("it is not a signed token")
    return found[1]


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart. Nothing in it is true before its signature is checked."""

    header: Mapping[str, Any]
    claims: Mapping[str, Any]
    signed: bytes  #: what the signature is over
    signature: bytes

    def is_signed_by(self, key: RSAPublicKey) -> bool:
        """By RS256 (RFC 7518, 3.3), whatever the token itself says."""
        try:
            key.verify(self.signature, self.signed, PKCS1v15(), SHA256())
        except InvalidSignature:
            return False
        return True


def parsed(token: str) -> Token:
    """Raises NotSignedIn, also for a token that two programs could read differently."""
    head, body, signature = token.split(".")
    try:
        header, claims = strict_object(_decoded(head)), strict_object(_decoded(body))
        return Token(header, claims, f"{head}.{body}".encode("ascii"), _decoded(signature))
    except (ValueError, RecursionError) as exc:
        raise refused("it cannot be read") from exc


def _decoded(part: str) -> bytes:
    raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    if base64.urlsafe_b64encode(raw).rstrip(b"=") != part.encode("ascii"):
        raise ValueError("not the one way to write it")
    return raw


def strict_object(raw: bytes | str) -> dict[str, Any]:
    """A JSON object without doubled names, NaN or infinity. Raises ValueError, RecursionError."""
    text = raw.decode("utf-8") if isinstance(raw, bytes) else raw
    found = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name that is there twice")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def in_time(claims: Mapping[str, Any], now: float) -> float:
    """When the token expires, in seconds since 1970. Raises NotSignedIn outside its time."""
    begins, expires = _time(claims.get("nbf")), _time(claims.get("exp"))
    if begins is None or expires is None:
        raise refused("its times cannot be read")
    if not begins - SKEW <= now <= expires + SKEW:
        raise refused("it has expired or is not valid yet")
    return expires


def _time(given: Any) -> float | None:
    """A NumericDate (RFC 7519), or one written as a string, as Exchange does."""
    if isinstance(given, str) and re.fullmatch(r"[0-9]{1,12}", given, re.ASCII):
        given = int(given)
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    return float(given) if 0 <= given < LAST_TIME else None


class Seen:
    """The users of tokens that were valid, while they are. Bounded; shared between threads."""

    def __init__(self) -> None:
        self._users: OrderedDict[bytes, tuple[Principal, float]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._users)

    def user(
        self, token: str, now: float, check: Callable[[str, float], tuple[Principal, float]]
    ) -> Principal:
        """Whose token this is. A valid one is valid until it expires: `check` is asked once."""
        mark = hashlib.sha256(token.encode("ascii")).digest()
        with self._lock:
            principal, expires = self._users.get(mark, (None, 0.0))
        if principal is None or now > expires + SKEW:
            principal, expires = check(token, now)
            self._keep(mark, principal, expires)
        return principal

    def _keep(self, mark: bytes, principal: Principal, expires: float) -> None:
        with self._lock:
            self._users[mark] = principal, expires
            self._users.move_to_end(mark)
            while len(self._users) > CACHED_TOKENS:
                self._users.popitem(last=False)
