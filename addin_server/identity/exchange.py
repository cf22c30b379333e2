"""Exchange's own identity tokens, as its servers on-premises sign them -> Principal.

https://learn.microsoft.com/office/dev/add-ins/outlook/validate-an-identity-token. The token itself
names the address of the key it is to be checked with: that address must be one that the
administrator has listed, before anything is fetched.
"""

import base64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from re import ASCII, fullmatch
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from ..addresses import normal_https
from ..errors import Forbidden
from ..model import Principal
from .fetch import Fetch
from .keys import Keys, listed, usable
from .tokens import Seen, Token, bearer, in_time, parsed, refused, strict_object

VERSION = "ExIdTok.V1"


class ExchangeVerifier:
    """Holds keys and the tokens it has seen; both bounded. Safe to share between threads."""

    def __init__(
        self,
        audiences: Iterable[str],
        metadata_addresses: Iterable[str],
        fetch: Fetch,
        address_of: Callable[[str], str | None],
        now: Callable[[], datetime],
    ) -> None:
        """`audiences` are the pane's addresses, letter for letter as the manifest names them.

        `metadata_addresses` are as `normal_https` writes them. `address_of` gives the mail
        address that belongs to an ``msexchuid``, None when it is not known; it is asked at every
        request.
        """
        self._audiences = frozenset(audiences)
        self._keys = {url: Keys(url, fetch, _certified_keys) for url in metadata_addresses}
        self._address_of, self._now = address_of, now
        self._seen = Seen()

    def verify(self, authorization: str | None) -> Principal:
        """Who sent this ``Authorization`` header.

        Raises NotSignedIn (no token that is valid here and now), Forbidden (a token of a mail
        server that may not use this one), SignInUnavailable (the keys cannot be fetched).
        """
        token, now = bearer(authorization), self._now().timestamp()
        who = self._seen.user(token, now, self._check)
        return replace(who, mail=self._address_of(who.subject))

    def _check(self, given: str, now: float) -> tuple[Principal, float]:
        token = parsed(given)
        x5t, context = _thumbprint(token), _context(token)
        address = normal_https(context.get("amurl"))
        if address is None or address not in self._keys:
            raise Forbidden("The users of this mail server may not use this server.")
        if context.get("version") != VERSION:
            raise refused("it is of another version")
        audience = token.claims.get("aud")
        if not isinstance(audience, str) or audience not in self._audiences:
            raise refused("it was not made for this add-in")
        expires, subject = in_time(token.claims, now), _user(context)
        key = self._keys[address].find(x5t, now)
        if key is None:
            raise refused("its key is not one of that mail server's")
        if not token.is_signed_by(key):
            raise refused("that mail server has not signed it")
        return Principal(issuer=address, tenant="", subject=subject), expires


def _thumbprint(token: Token) -> str:
    """The name of the key to look for."""
    header = token.header
    if header.get("typ") != "JWT" or header.get("alg") != "RS256":
        raise refused("it is of another type")
    if "crit" in header:
        raise refused("it demands what is not known here")
    x5t = header.get("x5t")
    if not isinstance(x5t, str) or not fullmatch(r"[\w-]{1,64}", x5t, ASCII):
        raise refused("it names no key")
    return x5t


def _context(token: Token) -> Mapping[str, Any]:
    """What Exchange says of the user: an object in Microsoft's text, a string in its tokens."""
    context = token.claims.get("appctx")
    if isinstance(context, str):
        try:
            context = strict_object(context)
        except (ValueError, RecursionError) as exc:
            raise refused("what it says of the user cannot be read") from exc
    if not isinstance(context, Mapping):
        raise refused("it says nothing of the user")
    return context


def _user(context: Mapping[str, Any]) -> str:
    subject = context.get("msexchuid")
    if not isinstance(subject, str) or not fullmatch(r"[\w.@-]{1,254}", subject, ASCII):
        raise refused("it names no user")
    return subject


def is_exchange(token: Token) -> bool:
    """Whether a token, not yet checked, gives itself out for one of Exchange's."""
    return "appctx" in token.claims


def _certified_keys(found: Mapping[str, Any]) -> dict[str, RSAPublicKey]:
    """The usable keys of an authentication metadata document, by thumbprint."""
    keys = {}
    for entry in listed(found):
        info, value = entry.get("keyinfo"), entry.get("keyvalue")
        if entry.get("usage", "signing") != "signing":
            continue
        if isinstance(info, Mapping) and isinstance(value, Mapping):
            name, key = info.get("x5t"), _certified(value.get("value"))
            if isinstance(name, str) and key is not None:
                keys[name] = key
    return keys


def _certified(value: object) -> RSAPublicKey | None:
    """The key in a certificate (DER, base64). Exchange signs it itself: no authority vouches."""
    if not isinstance(value, str):
        return None
    try:
        der = base64.b64decode(value, validate=True)
        return usable(x509.load_der_x509_certificate(der).public_key())
    except (ValueError, UnsupportedAlgorithm):
        return None
