"""Settings -> who checks the tokens: Entra's, Exchange's, or each its own.

The two never join: whom Entra knows and whom Exchange knows are different users here, also when
they are the same person.
"""

import ssl
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from ..errors import SettingsError
from ..model import Principal
from ..settings import Settings
from .entra import EntraVerifier
from .exchange import ExchangeVerifier, is_exchange
from .fetch import http_fetch
from .tokens import bearer, parsed
from .users import UsersFile

PANE = "/pane/index.html"  #: the first SourceLocation of the manifest's FormSettings


class Verifier(Protocol):
    def verify(self, authorization: str | None) -> Principal: ...


class Either:
    """A token goes to the one whose it gives itself out for; nothing is fetched to find out."""

    def __init__(self, entra: Verifier, exchange: Verifier) -> None:
        self._entra, self._exchange = entra, exchange

    def verify(self, authorization: str | None) -> Principal:
        """As the one chosen does."""
        token = parsed(bearer(authorization))
        return (self._exchange if is_exchange(token) else self._entra).verify(authorization)


def verifier(settings: Settings, now: Callable[[], datetime]) -> Verifier:
    """For `settings.identity`, which names at least one. Raises SettingsError."""
    makers = {"entra": _entra, "exchange": _exchange}
    made = {name: makers[name](settings, now) for name in settings.identity}
    return Either(**made) if len(made) == 2 else next(iter(made.values()))


def _entra(settings: Settings, now: Callable[[], datetime]) -> Verifier:
    return EntraVerifier(
        settings.entra_client_id,
        settings.entra_tenants,
        settings.entra_authority,
        settings.mail_domains,
        http_fetch(),
        now,
    )


def _exchange(settings: Settings, now: Callable[[], datetime]) -> Verifier:
    users = settings.exchange_users_file
    return ExchangeVerifier(
        (settings.public_url + PANE,),
        settings.exchange_amurls,
        http_fetch(context=_trust(settings)),
        UsersFile(users).address_of if users else lambda msexchuid: None,
        now,
    )


def _trust(settings: Settings) -> ssl.SSLContext:
    """Raises SettingsError."""
    try:
        return ssl.create_default_context(cafile=settings.exchange_ca_file)
    except OSError as exc:  # ssl.SSLError among them
        raise SettingsError(f"ADDIN_EXCHANGE_CA_FILE: {exc.strerror or exc}") from exc
