"""Web addresses in one spelling, to compare them by. Reads no network, knows no names."""

import re

_HTTPS = re.compile(
    r"(?i:https)://"
    r"(?P<host>[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?(?:\.[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?)*)"
    r"(?::(?P<port>[1-9][0-9]{0,4}))?"
    r"(?P<path>(?:/[0-9A-Za-z_~-][0-9A-Za-z._~-]*)+)",
    re.ASCII,
)
LONGEST = 512  #: characters


def normal_https(url: object) -> str | None:
    """``https://host:port/path`` with the host in small letters, or None for anything else.

    Stricter than RFC 3986 on purpose: no user, query, fragment, escapes, empty or dotted steps,
    names beyond ASCII or with a dot at the end. Two spellings of one address that remain (case of
    scheme and host, port 443 written or not) come out the same.
    """
    if not isinstance(url, str) or len(url) > LONGEST:
        return None
    found = _HTTPS.fullmatch(url)
    if found is None:
        return None
    port = int(found["port"] or 443)
    return f"https://{found['host'].lower()}:{port}{found['path']}" if port < 65536 else None
