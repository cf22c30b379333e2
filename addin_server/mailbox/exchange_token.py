"""Signing in to Exchange Online as an application, for the bridge until EWS ends there.

msal keeps the token and renews it.
"""

from collections.abc import Callable
from typing import Any

import msal
from requests.auth import AuthBase

from .exchange_refusal import Cut, Refusal

SCOPE = "https://outlook.office365.com/.default"


class Bearer(AuthBase):
    """Puts the token of the moment on each request."""

    def __init__(self, token: Callable[[], str]) -> None:
        self._token = token

    def __call__(self, request: Any) -> Any:
        request.headers["Authorization"] = f"Bearer {self._token()}"
        return request


def token_source(
    authority: str, tenant: str, client_id: str, secret: str, http_client: Any = None
) -> Callable[[], str]:
    """A function that gives a token that is still good. It raises Refusal, Cut."""
    # Made when it is first needed: msal asks the authority for its addresses.
    made: list[Any] = []

    def token() -> str:
        try:
            if not made:
                made.append(_application(f"{authority}/{tenant}", client_id, secret, http_client))
            answer = made[0].acquire_token_for_client(scopes=[SCOPE])
        except (OSError, ValueError):  # its texts hold the answer
            raise Cut from None
        if "access_token" not in answer:
            raise Refusal("Http401")
        return str(answer["access_token"])

    return token


def _application(authority: str, client_id: str, secret: str, http_client: Any) -> Any:
    return msal.ConfidentialClientApplication(
        client_id,
        client_credential=secret,
        authority=authority,
        instance_discovery=False,
        http_client=http_client,
        timeout=10,
    )
