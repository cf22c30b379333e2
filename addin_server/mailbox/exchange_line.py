"""The line to an EWS server: a question out, its answer in, our errors and nothing else.

Reads are repeated a little, within a budget of time; writes never: whether a write that was cut
off has happened can only be found out by looking.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import requests
from exchangelib.errors import ErrorTimeoutExpired, EWSError, TransportError

from ..breaker import Breaker
from ..errors import MailboxBusy, MailboxError, NotFound
from .exchange_http import AnswerTooLong, Connections
from .exchange_question import Question, check
from .exchange_refusal import Cut, Refusal, TooLong
from .exchange_xml import Element

logger = logging.getLogger(__name__)

BUDGET = 8.0  #: seconds that a read may take with its repetitions
TRIES = 3
QUEUE_SECONDS = 10.0  #: how long a question waits for a free connection

T = TypeVar("T")


class Line:
    """Asks one server, for any mailbox. Safe for threads; close it at the end."""

    def __init__(
        self,
        connections: Callable[[], Connections],
        most: int,
        *,
        monotonic: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._open = connections
        self._connections: Connections | None = None
        self._free = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._monotonic, self._sleep = monotonic, sleep
        self._breaker = Breaker(monotonic)
        self._quiet: dict[
            str | None, float
        ] = {}  #: mailbox -> until when it wants to be left alone
        self.ways: dict[str, int] = {}  #: what is asked -> which way the server took last: 1 or 2
        self._lacking: set[str] = set()

    def close(self) -> None:
        if self._connections is not None:
            self._connections.close()

    def read(
        self, name: str, payload: Element, mailbox: str | None, *, each: bool = False
    ) -> Sequence[Element]:
        """The response messages; `each` leaves it to the caller to `check` them."""
        until = self._monotonic() + BUDGET
        for tried in range(1, TRIES + 1):
            try:
                return self.write(name, payload, mailbox, each=each)
            except MailboxBusy as exc:
                pause = 0.2 * 2**tried if isinstance(exc, Cut) else exc.retry_after
                if tried == TRIES or self._monotonic() + pause > until:
                    raise
                self._sleep(pause)
                self._quiet.pop(mailbox, None)
        raise AssertionError("unreachable")

    def write(
        self, name: str, payload: Element, mailbox: str | None, *, each: bool = False
    ) -> Sequence[Element]:
        """Ask once. Raises MailboxError and its children, NotFound."""
        self._mind_quiet(mailbox)
        if not self._breaker.allows():
            raise Cut
        try:
            messages = self._ask(name, payload, mailbox)
            for message in () if each else messages:
                check(message)
        except Cut:
            self._breaker.failed()
            raise
        except MailboxBusy as exc:
            self._breaker.succeeded()
            self._remember_quiet(mailbox, exc.retry_after)
            raise
        except (MailboxError, NotFound):
            self._breaker.succeeded()
            raise
        self._breaker.succeeded()
        return messages

    def either(
        self, what: str, first: Callable[[], T], second: Callable[[], T], *, writes: bool = False
    ) -> T:
        """By the first way, or where the server refuses that, by the second.

        Which one it was is kept in `ways`; what the server does not know is not asked again.
        """
        if what not in self._lacking:
            try:
                found = first()
            except Refusal as exc:
                if exc.final or (writes and not exc.certain):
                    raise
                refusal = exc
            else:
                self.ways[what] = 1
                return found
            found = second()
            if refusal.lacks:
                self._lacking.add(what)
        else:
            found = second()
        self.ways[what] = 2
        return found

    def _ask(self, name: str, payload: Element, mailbox: str | None) -> Sequence[Element]:
        with self._place() as connections, _ours(name):
            return Question(connections, name, mailbox).ask(payload)

    @contextmanager
    def _place(self) -> Iterator[Connections]:
        """A free place in the pool. Raises MailboxBusy when there is none for long."""
        if not self._free.acquire(timeout=QUEUE_SECONDS):
            raise MailboxBusy(QUEUE_SECONDS)
        try:
            with self._lock:
                if self._connections is None:
                    self._connections = self._open()
            yield self._connections
        finally:
            self._free.release()

    def _mind_quiet(self, mailbox: str | None) -> None:
        until = self._quiet.get(mailbox)
        if until is not None and (left := until - self._monotonic()) > 0:
            raise MailboxBusy(left)
        self._quiet.pop(mailbox, None)

    def _remember_quiet(self, mailbox: str | None, wait: float) -> None:
        now = self._monotonic()
        if len(self._quiet) > 1000:
            self._quiet = {m: until for m, until in self._quiet.items() if until > now}
        self._quiet[mailbox] = max(now + wait, self._quiet.get(mailbox, 0.0))


@contextmanager
def _ours(name: str) -> Iterator[None]:
    """Turn whatever comes up from below into our errors, without a word of the server's.

    Nothing is chained: the texts below hold headers and answers.
    """
    try:
        yield
        return
    except (MailboxError, NotFound):
        raise
    except AnswerTooLong:
        error: MailboxError = TooLong()
    except ErrorTimeoutExpired:
        error = Cut()
    except TransportError as exc:
        error = Refusal("Certificate" if "certificate" in str(exc).lower() else "Garbage")
    except (EWSError, requests.exceptions.RequestException):
        error = Refusal("Garbage")
    except (ValueError, KeyError, TypeError, AttributeError):
        # What is not EWS breaks in many places.
        error = Refusal("Garbage")
    except OSError as exc:
        error = MailboxError(f"the server cannot be reached: {exc.strerror}")
    logger.warning("%s: %s", name, error.code)
    raise error from None
