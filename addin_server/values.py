"""The kinds of values that settings have, each with its check."""

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator

from .addresses import normal_https
from .zones import iana_name


def _known_zone(name: str) -> str:
    if (known := iana_name(name)) is None:
        raise ValueError("not a time zone; for example Europe/Brussels")
    return known


def _origin(url: str) -> str:
    url = url.rstrip("/")
    if (
        not url.startswith(("https://", "http://127.0.0.1", "http://localhost"))
        or url.count("/") != 2
    ):
        raise ValueError("an origin such as https://netjes.example.org, without a path")
    return url


def _split(value: Any) -> Any:
    """Lists are written with commas or spaces."""
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _metadata(urls: tuple[str, ...]) -> tuple[str, ...]:
    known = tuple(normal for url in urls if (normal := normal_https(url)))
    if len(known) != len(urls):
        raise ValueError("like https://mail.example.org/autodiscover/metadata/json/1")
    return known


Zone = Annotated[str, AfterValidator(_known_zone)]
Origin = Annotated[str, AfterValidator(_origin)]
Words = Annotated[tuple[str, ...], BeforeValidator(_split)]
MetadataAddresses = Annotated[Words, AfterValidator(_metadata)]
Identities = Annotated[tuple[Literal["entra", "exchange"], ...], BeforeValidator(_split)]
Language = Literal["nl", "en", "fr", "de"]


def _ews(url: str) -> str:
    """The path that EWS has everywhere is added to a bare origin."""
    if not url:
        return url
    parts = urlsplit(url)
    local = parts.hostname in ("localhost", "::1") or (parts.hostname or "").startswith("127.")
    if not parts.hostname or parts.scheme not in ("https", "http") or "@" in parts.netloc:
        raise ValueError("an address such as https://mail.example.org/EWS/Exchange.asmx")
    if parts.scheme == "http" and not local:
        raise ValueError("https, for a password travels along; http only on this machine")
    return url if parts.path.strip("/") else f"{url.rstrip('/')}/EWS/Exchange.asmx"


def _small(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


EwsAddress = Annotated[str, AfterValidator(_ews)]
SignIn = Annotated[Literal["", "basic", "ntlm", "kerberos", "oauth"], BeforeValidator(_small)]
Access = Annotated[Literal["impersonation", "delegate", "own"], BeforeValidator(_small)]
