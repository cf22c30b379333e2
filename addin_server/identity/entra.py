"""Microsoft Entra's access tokens of version 2.0 -> Principal.

https://learn.microsoft.com/entra/identity-platform/claims-validation. Refused is every token that
was not made for this add-in, by a tenant that may use it, for a person who is signed in.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from ..errors import Forbidden
from ..model import Principal
from .fetch import Fetch
from .keys import Keys, listed, usable
from .tokens import Seen, Token, bearer, in_time, parsed, refused

SCOPE = "access_as_user"  #: what the add-in's registration in Entra exposes
TYPES = ("JWT", "AT+JWT")  #: Entra's own, and that of RFC 9068

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
        self._seen = Seen()

    def _keys_of(self, tid: str, fetch: Fetch) -> Keys:
        address = f"{self._authority}/{tid}/discovery/v2.0/keys"
        return Keys(address, fetch, partial(_public_keys, tid=tid, issuer=self._issuer(tid)))

    def _issuer(self, tid: str) -> str:
        return f"{self._authority}/{tid}/v2.0"

    def verify(self, authorization: str | None) -> Principal:
        """Who sent this ``Authorization`` header.

        Raises NotSignedIn (no token that is valid here and now), Forbidden (a token, but not of a
        person who may use this add-in), SignInUnavailable (the keys cannot be fetched).
        """
        return self._seen.user(bearer(authorization), self._now().timestamp(), self._check)

    def _check(self, token: str, now: float) -> tuple[Principal, float]:
        kid, tid = _named(parsed(token))
        if tid not in self._keys:
            raise Forbidden("This organisation may not use this server.")
        key, issuer = self._keys[tid].find(kid, now), self._issuer(tid)
        if key is None:
            raise refused("its key is not one of the issuer's")
        claims = _verified(token, key, self._client_id, issuer)
        expires = in_time(claims, now)
        self._admit(claims)
        subject = claims.get("oid")
        if not isinstance(subject, str) or not re.fullmatch(r"[0-9A-Za-z-]{1,64}", subject):
            raise refused("it names no user")
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


def _named(token: Token) -> tuple[str, str]:
    """(kid, tid): which key to look for."""
    header, tid = token.header, token.claims.get("tid")
    if header.get("alg") != "RS256" or str(header.get("typ", "JWT")).upper() not in TYPES:
        raise refused("it is of another type")
    if "crit" in header:
        raise refused("it demands what is not known here")
    if not isinstance(header.get("kid"), str) or not isinstance(tid, str):
        raise refused("it names no key or no organisation")
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
                # By `in_time`, whose clock is an argument.
                "verify_exp": False,
                "verify_nbf": False,
                "verify_iat": False,
            },
        )
    except (jwt.PyJWTError, ValueError) as exc:
        raise refused("it was not made for this add-in by your organisation") from exc


def _public_keys(found: Mapping[str, Any], tid: str, issuer: str) -> dict[str, RSAPublicKey]:
    """The usable ones of a JSON Web Key Set (RFC 7517), by kid."""
    keys = {}
    for entry in listed(found):
        key = _public_key(entry, tid, issuer)
        if key is not None and isinstance(entry.get("kid"), str):
            keys[entry["kid"]] = key
    return keys


def _public_key(entry: Mapping[str, Any], tid: str, issuer: str) -> RSAPublicKey | None:
    # Entra lists keys of other issuers too, and says whose they are.
    theirs = str(entry.get("issuer", issuer)).replace("{tenantid}", tid)
    if entry.get("use", "sig") != "sig" or theirs != issuer:
        return None
    try:
        return usable(jwt.PyJWK.from_dict(dict(entry), algorithm="RS256").key)
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        return None


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
