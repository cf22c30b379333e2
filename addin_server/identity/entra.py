"""Microsoft Entra's access tokens of version 2.0 -> Principal.

https://learn.microsoft.com/entra/identity-platform/claims-validation. Refused is every token that
was not made for this add-in, by a tenant that may use it, for a person who is signed in.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from threading import Lock
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from ..errors import Forbidden, NotSignedIn
from ..model import Principal
from .fetch import Fetch
from .keys import Keys

SCOPE = "access_as_user"  #: what the add-in's registration in Entra exposes
HEADER_LIMIT = 16 * 2**10  #: characters of an Authorization header
TYPES = ("JWT", "AT+JWT")  #: Entra's own, and that of RFC 9068
SKEW = 60  #: seconds that two clocks may differ
CACHED_TOKENS = 4096


#: Who asks for the token when the pane signs in with ``Office.auth.getAccessToken``: Office itself,
#: which the administrator has authorised for our scope
#: (https://learn.microsoft.com/office/dev/add-ins/develop/register-sso-add-in-aad-v2).
OFFICE_CLIENTS = frozenset(
    {
        "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e",  # all Office application endpoints
        "d3590ed6-52b3-4102-aeff-aad2292ab01c",  # Microsoft Office
        "93d53678-613d-4013-afc1-62e9e444a0a5",  # Office on the web
        "bc59ab01-8403-45c6-8796-ac3ef710b3e3",  # Outlook on the web
    }
)


class EntraVerifier:
    """Holds keys and the tokens it has seen; both bounded. Safe to share between threads."""

    def __init__(
        self,
        client_id: str,
        tenants: Iterable[str],
        authority: str,
        mail_domains: Iterable[str],
        fetch: Fetch,
        now: Callable[[], datetime],
    ) -> None:
        self._client_id = client_id
        self._authority, self._now = authority.rstrip("/"), now
        self._keys = {t: self._keys_of(t, fetch) for t in (name.lower() for name in tenants)}
        self._mail_domains = frozenset(domain.lower() for domain in mail_domains)
        self._seen: OrderedDict[bytes, tuple[Principal, float]] = OrderedDict()
        self._seen_lock = Lock()

    def _keys_of(self, tid: str, fetch: Fetch) -> Keys:
        address = f"{self._authority}/{tid}/discovery/v2.0/keys"
        return Keys(address, self._issuer(tid), tid, fetch)

    def _issuer(self, tid: str) -> str:
        return f"{self._authority}/{tid}/v2.0"

    def verify(self, authorization: str | None) -> Principal:
        """Who sent this ``Authorization`` header.

        Raises NotSignedIn (no token that is valid here and now), Forbidden (a token, but not of a
        person who may use this add-in), MailboxBusy (Microsoft's keys cannot be fetched).
        """
        token, now = _bearer(authorization), self._now().timestamp()
        # A token that was valid is valid until it expires: it need not be checked again.
        mark = hashlib.sha256(token.encode("ascii")).digest()
        with self._seen_lock:
            principal, expires = self._seen.get(mark, (None, 0.0))
        if principal is None or now > expires + SKEW:
            principal, expires = self._check(token, now)
            self._remember(mark, principal, expires)
        return principal

    def _remember(self, mark: bytes, principal: Principal, expires: float) -> None:
        with self._seen_lock:
            self._seen[mark] = principal, expires
            self._seen.move_to_end(mark)
            while len(self._seen) > CACHED_TOKENS:
                self._seen.popitem(last=False)

    def _check(self, token: str, now: float) -> tuple[Principal, float]:
        kid, tid = _unverified(token)
        if tid not in self._keys:
            raise Forbidden("This organisation may not use this server.")
        key, issuer = self._keys[tid].find(kid, now), self._issuer(tid)
        if key is None:
            raise _refused("its key is not one of the issuer's")
        claims = _verified(token, key, self._client_id, issuer)
        expires = _in_time(claims, now)
        self._admit(claims)
        subject = claims.get("oid")
        if not isinstance(subject, str) or not re.fullmatch(r"[0-9A-Za-z-]{1,64}", subject):
            raise _refused("it names no user")
        mail = _mail(claims, self._mail_domains)
        return Principal(issuer=issuer, tenant=tid, subject=subject, mail=mail), expires

    def _admit(self, claims: Mapping[str, Any]) -> None:
        """Refuse what Entra signed for this audience, but not for a user of our pane."""
        scopes = claims.get("scp")
        if claims.get("idtyp") == "app" or not isinstance(scopes, str):
            raise Forbidden("This token is not that of a person using the add-in.")
        if SCOPE not in scopes.split():
            raise Forbidden(f"This token does not allow {SCOPE}.")
        if claims.get("azp", self._client_id) not in {self._client_id, *OFFICE_CLIENTS}:
            raise Forbidden("This token was given to another application.")


def _refused(why: str) -> NotSignedIn:
    return NotSignedIn(f"Sign in again: the token is not accepted, {why}.")


def _bearer(authorization: str | None) -> str:
    """The token of the header, which looks like one and is no longer than one can be."""
    if authorization is None:
        raise NotSignedIn
    if len(authorization) > HEADER_LIMIT:
        raise _refused("it is too long")
    found = re.fullmatch(r"bearer +([\w-]+\.[\w-]+\.[\w-]+)", authorization, re.ASCII | re.I)
    if not found:
        raise _refused("it is not a signed token")
    return found[1]


def _unverified(token: str) -> tuple[str, str]:
    """(kid, tid): which key to look for. Nothing else is read before the signature is checked."""
    try:
        parts = jwt.decode_complete(token, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError) as exc:
        raise _refused("it cannot be read") from exc
    header, tid = parts["header"], parts["payload"].get("tid")
    if header.get("alg") != "RS256" or str(header.get("typ", "JWT")).upper() not in TYPES:
        raise _refused("it is of another type")
    if "crit" in header:
        raise _refused("it demands what is not known here")
    if not isinstance(header.get("kid"), str) or not isinstance(tid, str):
        raise _refused("it names no key or no organisation")
    return header["kid"], tid.lower()


def _verified(token: str, key: RSAPublicKey, audience: str, issuer: str) -> dict[str, Any]:
    try:
        return jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=audience,
            issuer=issuer,
            options={
                "require": ["exp", "nbf", "aud", "iss"],
                "strict_aud": True,
                # By `_in_time`, whose clock is an argument.
                "verify_exp": False,
                "verify_nbf": False,
                "verify_iat": False,
            },
        )
    except (jwt.PyJWTError, ValueError) as exc:
        raise _refused("it was not made for this add-in by your organisation") from exc


def _in_time(claims: Mapping[str, Any], now: float) -> float:
    """When the token expires, in seconds since 1970."""
    begins, expires = claims["nbf"], claims["exp"]
    for moment in (begins, expires):
        if not isinstance(moment, int | float):
            raise _refused("its times cannot be read")
    if not begins - SKEW <= now <= expires + SKEW:
        raise _refused("it has expired or is not valid yet")
    return float(expires)


def _mail(claims: Mapping[str, Any], domains: frozenset[str]) -> str | None:
    """Where notices may go; never who someone is. None for guests: their home wrote the claim."""
    if "idp" in claims or claims.get("acct") == 1:
        return None
    for name in ("preferred_username", "email", "upn"):
        address = claims.get(name)
        if isinstance(address, str) and len(address) <= 254:
            found = re.fullmatch(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@([\w.-]+)", address, re.ASCII)
            if found and found[1].lower() in domains:
                return address
    return None
