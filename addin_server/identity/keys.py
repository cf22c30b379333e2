"""The keys that an issuer signs with, as it publishes them (JSON Web Key Set, RFC 7517)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Lock
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from ..errors import SignInUnavailable
from .fetch import Fetch

KEYS_LIMIT = 64  #: per issuer
KEY_BITS = range(2048, 8193)
KEYS_AGE = 24 * 3600  #: seconds; a key that the issuer withdrew is gone after that
REFRESH_PAUSE = 60  #: seconds between two looks for a key that is not there
FAILURE_PAUSE = 5  #: seconds before keys are asked for again that could not be fetched


@dataclass
class Keys:
    """One issuer's keys, as last fetched. Times are in seconds since 1970. Thread-safe."""

    address: str
    issuer: str
    tenant: str
    fetch: Fetch
    _keys: dict[str, RSAPublicKey] = field(default_factory=dict)
    _fetched: float = -math.inf
    _tried: float = -math.inf
    _failed: bool = False
    _lock: Lock = field(default_factory=Lock)

    def find(self, kid: str, now: float) -> RSAPublicKey | None:
        """The key of that name, or None. Raises SignInUnavailable when none can be fetched."""
        key = self._keys.get(kid)
        if key is not None and now < self._fetched + KEYS_AGE:
            return key
        with self._lock:  # one fetches, the others wait for what it finds
            if now >= self._tried + (FAILURE_PAUSE if self._failed else REFRESH_PAUSE):
                self._refresh(now)
        key = self._keys.get(kid)
        if key is None and self._failed:
            # Not NotSignedIn: the pane would ask the user to sign in again, which mends nothing.
            raise SignInUnavailable(retry_after=float(FAILURE_PAUSE))
        return key

    def _refresh(self, now: float) -> None:
        """Fetch the keys. Those already known stay when that fails."""
        self._tried = now
        try:
            keys = _public_keys(self.fetch(self.address), self.tenant, self.issuer)
        except (OSError, ValueError, HTTPException):
            keys = {}
        self._failed = not keys
        if keys:
            self._keys, self._fetched = keys, now


def _public_keys(found: Mapping[str, Any], tid: str, issuer: str) -> dict[str, RSAPublicKey]:
    """The usable ones of a key set, by kid."""
    listed = found.get("keys")
    keys = {}
    for entry in listed[:KEYS_LIMIT] if isinstance(listed, list) else ():
        key = _public_key(entry, tid, issuer) if isinstance(entry, Mapping) else None
        if key is not None and isinstance(entry.get("kid"), str):
            keys[entry["kid"]] = key
    return keys


def _public_key(entry: Mapping[str, Any], tid: str, issuer: str) -> RSAPublicKey | None:
    # Entra lists keys of other issuers too, and says whose they are.
    theirs = str(entry.get("issuer", issuer)).replace("{tenantid}", tid)
    if entry.get("use", "sig") != "sig" or theirs != issuer:
        return None
    try:
        key = jwt.PyJWK.from_dict(dict(entry), algorithm="RS256").key
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size in KEY_BITS else None
