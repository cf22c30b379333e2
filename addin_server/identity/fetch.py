"""JSON from an https address, with patience and size limited."""

import json
import ssl
import time
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

Fetch = Callable[[str], Mapping[str, Any]]  #: URL -> JSON object, see `http_fetch`


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None  # urllib then raises HTTPError, an OSError


def http_fetch(
    timeout: float = 3.0, limit: int = 64 * 2**10, context: ssl.SSLContext | None = None
) -> Fetch:
    """A function that gets a JSON object over https, without following redirects.

    `timeout` is in seconds, for each step and for the body as a whole; `limit` in bytes.
    The function raises OSError, ValueError or http.client.HTTPException.
    """
    handlers = (_NoRedirect, urllib.request.HTTPSHandler(context=context))
    opener = urllib.request.build_opener(*handlers)

    def fetch(url: str) -> Mapping[str, Any]:
        if urlsplit(url).scheme != "https":
            raise ValueError(f"{url} is not https")
        until = time.monotonic() + timeout
        data = b""
        with opener.open(url, timeout=timeout) as answer:
            while chunk := answer.read1(limit + 1 - len(data)):
                data += chunk
                if len(data) > limit or time.monotonic() > until:
                    raise ValueError(f"{url} answers too much or too slowly")
        return _object(url, data)

    return fetch


def _object(url: str, data: bytes) -> Mapping[str, Any]:
    """Read what was fetched, which must be an object. Raises ValueError."""
    try:
        found = json.loads(data)
    except RecursionError as exc:
        raise ValueError(f"{url} does not answer with JSON") from exc
    if not isinstance(found, dict):
        raise ValueError(f"{url} does not answer with an object")
    return found
