"""The keys that an issuer signs with, as it publishes them: fetched, kept, and looked for again."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Lock
from typing import Any

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
    fetch: Fetch
    read: Callable[[Mapping[str, Any]], dict[str, RSAPublicKey]]  #: what is fetched -> keys by name
    _keys: dict[str, RSAPublicKey] = field(default_factory=dict)
    _fetched: float = -math.inf
    _tried: float = -math.inf
    _failed: bool = False
    _lock: Lock = field(default_factory=Lock)

    def find(self, name: str, now: float) -> RSAPublicKey | None:
        """The key of that name, or None. Raises SignInUnavailable when none can be fetched."""
        key = self._keys.get(name)
        if key is not None and now < self._fetched + KEYS_AGE:
            return key
        with self._lock:  # one fetches, the others wait for what it finds
            if now >= self._tried + (FAILURE_PAUSE if self._failed else REFRESH_PAUSE):
                self._refresh(now)
        key = self._keys.get(name)
        if key is None and self._failed:
            # Not NotSignedIn: the pane would ask the user to sign in again, which mends nothing.
            raise SignInUnavailable(retry_after=float(FAILURE_PAUSE))
        return key

    def _refresh(self, now: float) -> None:
        """Fetch the keys. Those already known stay when that fails."""
        self._tried = now
        try:
            keys = self.read(self.fetch(self.address))
        except (OSError, ValueError, HTTPException):
            keys = {}
        self._failed = not keys
        if keys:
            self._keys, self._fetched = keys, now


def listed(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The first entries under ``keys``, the odd ones left out."""
    entries = found.get("keys")
    first = entries[:KEYS_LIMIT] if isinstance(entries, list) else []
    return [entry for entry in first if isinstance(entry, Mapping)]


def usable(key: object) -> RSAPublicKey | None:
    """The key when it is an RSA key of a size that may be trusted."""
    return key if isinstance(key, RSAPublicKey) and key.key_size in KEY_BITS else None
