"""The connections to an EWS server: one bounded pool, how to sign in, how much is read.

exchangelib's pool without its cache: that one keeps every protocol for ever, by its password.
Proxies, certificates and passwords of the environment (``*_PROXY``, ``.netrc``) play no part.
"""

import logging
import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

import requests
from exchangelib.configuration import Configuration
from exchangelib.protocol import BaseProtocol, FailFast
from exchangelib.transport import AUTH_TYPE_MAP, DEFAULT_HEADERS, GSSAPI, NOAUTH, NTLM
from exchangelib.version import EXCHANGE_2013_SP1, Version
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth
from urllib3.exceptions import HTTPError

from ..errors import SettingsError
from ..version import __version__
from . import exchange_refusal

CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 5.0, 20.0, 30.0
MAX_ANSWER = 24 * 2**20  #: bytes; a mail's text is a hundredth of that

#: They write headers, passwords, tokens and whole mails, some as errors.
_TALKATIVE = ("exchangelib", "requests_ntlm", "spnego", "requests_gssapi", "urllib3", "msal")


class AnswerTooLong(requests.exceptions.RequestException):
    """More than MAX_ANSWER bytes came."""


def silence() -> None:
    """Let no library below us log anything. For as long as the process lives."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


class BoundedAdapter(HTTPAdapter):
    """Reads no more than `most` bytes, unpacked, and for no longer than `seconds`."""

    def __init__(self, most: int, seconds: float, monotonic: Callable[[], float]) -> None:
        self._most, self._seconds, self._monotonic = most, seconds, monotonic
        super().__init__(pool_connections=1, pool_maxsize=1, pool_block=True, max_retries=0)

    def send(self, request: Any, *given: Any, **named: Any) -> Any:
        until = self._monotonic() + self._seconds
        response = super().send(request, *given, **(named | {"stream": True}))
        try:
            response._content = self._read(response.raw, until)
        except HTTPError as exc:
            raise requests.exceptions.ChunkedEncodingError(type(exc).__name__) from None
        except BaseException:
            response.close()
            raise
        response._content_consumed = True
        return response

    def _read(self, raw: Any, until: float) -> bytes:
        """Piece by piece as they come: a larger read would wait for an answer that drips."""
        read = bytearray()
        while piece := raw.read1(2**16, decode_content=True):
            read += piece
            if len(read) > self._most:
                raise AnswerTooLong
            if self._monotonic() > until:
                raise requests.exceptions.ReadTimeout
        return bytes(read)


class Policy(FailFast):  # type: ignore[misc]
    """Never repeats, and turns what HTTP says into our own errors."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def raise_response_errors(self, response: Any) -> None:
        start = response.content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
        # Faults come with 500, by some servers with 400.
        if response.status_code == 200 or (
            response.status_code in (400, 500)
            and (start.startswith(b"<?xml") or b"Envelope" in start)
        ):
            return
        retry_after = response.headers.get("Retry-After", "")
        raise exchange_refusal.of_status(response.status_code, retry_after, self._now)


class Connections(BaseProtocol):  # type: ignore[misc]
    """The pool of one configuration."""

    TIMEOUT = (CONNECT_SECONDS, READ_SECONDS)

    def __init__(
        self,
        url: str,
        sign_in: Callable[[], AuthBase],
        *,
        most: int,
        ca_file: str | None,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        config = Configuration(
            service_endpoint=url,
            auth_type=NOAUTH,
            version=Version(build=EXCHANGE_2013_SP1),
            retry_policy=Policy(now),
            max_connections=most,
        )
        super().__init__(config)
        self._sign_in, self._ca_file, self._monotonic = sign_in, ca_file, monotonic

    @property
    def version(self) -> Version:
        return self.config.version

    def create_session(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        session.verify = self._ca_file or True
        session.headers.update(DEFAULT_HEADERS)
        session.headers["User-Agent"] = f"Netjes/{__version__}"
        adapter = BoundedAdapter(MAX_ANSWER, WHOLE_SECONDS, self._monotonic)
        session.mount(self.service_endpoint, adapter)
        session.auth = self._sign_in()
        # The pool's own marks.
        session.session_id = random.randint(10000, 99999)  # type: ignore[attr-defined]
        session.usage_count = 0  # type: ignore[attr-defined]
        return session

    def retire_session(self, session: requests.Session) -> None:
        """Give a broken connection up. The pool makes a new one when it needs one.

        exchangelib makes it here, and loses the place in the pool when that fails.
        """
        session.close()
        with self._session_pool_lock:
            self._session_pool_size -= 1


def signing_in(auth: str, user: str, password: Callable[[], str]) -> Callable[[], AuthBase]:
    """How a new connection signs in: basic, ntlm or kerberos. Raises SettingsError.

    The password is read again for each connection, so a change takes effect by itself.
    """
    if auth == "kerberos":
        if GSSAPI not in AUTH_TYPE_MAP:
            raise SettingsError("ADDIN_EXCHANGE_AUTH=kerberos needs the package requests-gssapi")
        kerberos: Callable[[], AuthBase] = AUTH_TYPE_MAP[GSSAPI]
        return kerberos
    if auth == "ntlm":
        # An address is no DOMAIN\user: an empty domain says so.
        name = user if "\\" in user or "@" not in user else f"\\{user}"
        return lambda: AUTH_TYPE_MAP[NTLM](username=name, password=password())
    return lambda: HTTPBasicAuth(user.encode(), password().encode())


def offered(url: str, ca_file: str | None) -> str:
    """What the server itself says to sign in by: basic, ntlm or kerberos. Raises OSError."""
    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(
            url,
            data=b"",
            verify=ca_file or True,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,
        )
        ways = answer.headers.get("WWW-Authenticate", "").lower()
    if "basic" in ways or not ways:
        return "basic"
    return "ntlm" if "ntlm" in ways or AUTH_TYPE_MAP.get(GSSAPI) is None else "kerberos"
