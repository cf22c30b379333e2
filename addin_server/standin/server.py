"""The stand-in, joined: one server to start, fill, trouble and stop."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from ..model import Address
from . import posting, properties, service, soap, trouble
from .box import Item, Mailbox
from .people import People, User
from .place import Poor
from .refusal import Refused
from .service import Call
from .trouble import Fault, Reply, Trouble
from .values import Body
from .web import Web


def utc_now() -> datetime:
    return datetime.now(UTC)


class ExchangeServer:
    """An Exchange Server in memory. Use it in a ``with`` statement."""

    def __init__(
        self,
        now: Callable[[], datetime] = utc_now,
        poor: Poor = Poor(),  # noqa: B008 - frozen
        log_size: int = 500,
    ) -> None:
        self.now, self.poor, self.people = now, poor, People()
        self.log: deque[Call] = deque(maxlen=log_size)
        self._faults: list[Fault] = []
        self.lock = threading.RLock()  #: whoever changes a mailbox while it runs holds this
        self._web: Web | None = None

    def start(self) -> Self:
        self._web = self._web or Web(self.answer)
        return self

    def close(self) -> None:
        web, self._web = self._web, None
        if web:
            web.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        return self._web.url if self._web else ""

    @property
    def connections(self) -> int:
        """How many are open now."""
        return self._web.connections if self._web else 0

    # What it holds

    def add_mailbox(
        self,
        address: str,
        name: str = "",
        *,
        password: str | None = None,
        zone: str = "W. Europe Standard Time",
    ) -> Mailbox:
        """A mailbox; with a password its owner can sign in, by its address."""
        made = Mailbox(Address(name=name, email=address), zone, lambda: self.now())
        self.people.mailboxes[address.lower()] = made
        if password is not None:
            self.people.add(User(address, password, mailbox=address.lower()))
        return made

    def add_user(
        self,
        name: str,
        password: str,
        *,
        impersonates: Iterable[str] = (),
        delegate_of: Iterable[str] = (),
        mailbox: str = "",
    ) -> None:
        """Who signs in without a mailbox of that name, such as a service account.

        Addresses, or `people.EVERYBODY`.
        """
        may = (frozenset(one.lower() for one in many) for many in (impersonates, delegate_of))
        self.people.add(User(name, password, mailbox.lower(), *may))

    def send_reply(
        self,
        mailbox: Mailbox,
        message_id: str,
        html: str = "<p>...</p>",
        *,
        verb: int = properties.REPLY,
        marks: bool = True,
        subject: str | None = None,
    ) -> Item:
        """The owner answers a mail in their own Outlook: into the sent items, the mail marked.

        `marks`: some clients leave the answered mail as it is. Raises Refused.
        """
        with self.lock:
            old = next(mailbox.by_message_id(message_id), None)
            if old is None:
                raise Refused("ErrorItemNotFound")
            new = {} if subject is None else {"Subject": subject}
            item = posting.reply(mailbox, old, verb, new, Body(html, html=True))
            if not marks:
                item.answers = None
            posting.send(self.people, mailbox, item, mailbox.distinguished("sentitems"))
            return item

    # What goes wrong

    def fault(
        self,
        kind: Trouble | str,
        operation: str = "",
        *,
        times: int = 1,
        after: bool = False,
        seconds: float = 1.0,
        location: str = "",
    ) -> None:
        """The next `times` requests (of an operation, or any) go wrong. See `trouble.Fault`."""
        with self.lock:
            made = Fault(Trouble(kind), operation, times, after, seconds, location)
            self._faults.append(made)

    def lacks(self, **switches: bool) -> None:
        """Make it poor, by the names of `place.Poor`: ``lacks(reply_item=False)``."""
        self.poor = replace(self.poor, **switches)

    def calls(self, operation: str = "") -> list[Call]:
        """What was asked so far, oldest first."""
        with self.lock:
            return [call for call in self.log if operation in ("", call.operation)]

    # A request

    def answer(self, authorization: str, body: bytes) -> Reply:
        """What is sent back for an Authorization header and a body; one request at a time."""
        with self.lock:
            user = self.people.signed_in(authorization)
            call = Call("", body, user=user.name if user else "")
            reply = trouble.unauthorised() if user is None else self._troubled(call, user)
            call.status = reply.status
            self.log.append(call)
            return reply

    def _troubled(self, call: Call, user: User) -> Reply:
        try:
            header, request = service.opened(call)
        except soap.NotXml as exc:
            return service.refused(Refused("ErrorSchemaValidation", str(exc)))

        def right() -> Reply:
            return service.answer(call, self.people, user, self.poor, self.now, header, request)

        fault = self._next_fault(call.operation)
        if fault is None:
            return right()
        call.fault = str(fault.kind)
        done = right() if fault.after or fault.answers else None
        return trouble.spoil(fault, done, self.now())

    def _next_fault(self, operation: str) -> Fault | None:
        for fault in self._faults:
            if fault.operation in ("", operation):
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
                return fault
        return None
