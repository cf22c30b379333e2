"""HTTP for the stand-in page: mails, sent items, notices by mail, the clock, the ribbon.

Decides nothing about the add-in; plays the mail server that Outlook would talk to.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from email.errors import HeaderParseError
from email.headerregistry import Address as Mailbox_Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Annotated, Any, Literal, Protocol

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from ..errors import AddinError, Malformed
from ..mailbox.port import Summary
from ..model import Address, Message, iso
from .clock import DemoClock
from .inbox import Inbox
from .ribbon import buttons

#: Mails that say whose mailbox it is. All of a folder would be read twice before anyone can start.
NEWEST = 12
UNKNOWN_USER = Address(email="you@example.org")
LONGEST_BODY = 1_000_000  #: characters, as in Outlook


class Listing(Protocol):
    """What the page shows of a mailbox."""

    def list(self) -> Sequence[Summary]: ...

    def open(self, id: str) -> Message: ...


class SendingMailbox(Listing, Protocol):
    """A mailbox that also plays the outgoing server."""

    def sent(self) -> Sequence[Message]: ...

    def send(self, mail: EmailMessage) -> str: ...


class Draft(BaseModel):
    """A mail as it stands in the compose window."""

    model_config = ConfigDict(extra="forbid")

    in_reply_to: Annotated[str, Field(max_length=1000)] | None = None  #: id of the answered mail
    to: Annotated[str, Field(max_length=400)]
    subject: Annotated[str, Field(max_length=500)] = ""
    html: Annotated[str, Field(max_length=LONGEST_BODY)] = ""
    text: Annotated[str, Field(max_length=LONGEST_BODY)] = ""


class Step(BaseModel):
    """How far the clock goes forward."""

    model_config = ConfigDict(extra="forbid")

    forward_seconds: float


def router(
    mailbox: SendingMailbox, clock: DemoClock, inbox: Inbox, manifest: Callable[[], str]
) -> APIRouter:
    """Everything under ``/demo/api``."""
    api = APIRouter(prefix="/demo/api", tags=["demo"])
    _mail_routes(api, mailbox, clock)
    _other_routes(api, clock, inbox, manifest)
    return api


def _mail_routes(api: APIRouter, mailbox: SendingMailbox, clock: DemoClock) -> None:
    @api.get("/mails")
    def mails() -> list[dict[str, Any]]:
        return [_line(summary) for summary in mailbox.list()]

    @api.get("/mails/{id:path}")
    def mail(id: str) -> dict[str, Any]:
        answered = next((s.answered for s in mailbox.list() if s.id == id), False)
        return {**_opened(mailbox.open(id)), "answered": answered}

    @api.get("/sent")
    def sent() -> list[dict[str, Any]]:
        return [{**_opened(message), "answered": False} for message in mailbox.sent()]

    @api.get("/user")
    def user() -> dict[str, str]:
        return _address(demo_user(mailbox))

    @api.post("/send", status_code=201)
    def send(draft: Draft) -> dict[str, str]:
        answered = mailbox.open(draft.in_reply_to) if draft.in_reply_to else None
        sender = answered.to[0] if answered and answered.to else demo_user(mailbox)
        return {"id": mailbox.send(composed(draft, sender, answered, clock))}


def _other_routes(
    api: APIRouter, clock: DemoClock, inbox: Inbox, manifest: Callable[[], str]
) -> None:
    def told() -> dict[str, Any]:
        return {"now": clock().isoformat(), "real": clock.real}

    @api.get("/inbox")
    def notices() -> list[dict[str, Any]]:
        return inbox.messages()

    @api.get("/clock")
    def time() -> dict[str, Any]:
        return told()

    @api.post("/clock")
    def forward(step: Step) -> dict[str, Any]:
        clock.forward(step.forward_seconds)
        return told()

    @api.get("/ribbon")
    def ribbon(lang: Literal["nl", "en", "fr", "de"] = "nl") -> dict[str, list[dict[str, Any]]]:
        return buttons(manifest(), lang)


def demo_user(mailbox: Listing) -> Address:
    """Whose mailbox this is: whom most of its newest mails are addressed to."""
    seen: Counter[str] = Counter()
    names: dict[str, Address] = {}
    for summary in mailbox.list()[:NEWEST]:
        for address in () if summary.problem else _recipients(mailbox, summary.id):
            seen[address.email.lower()] += 1
            names.setdefault(address.email.lower(), address)
    return names[seen.most_common(1)[0][0]] if seen else UNKNOWN_USER


def _recipients(mailbox: Listing, id: str) -> tuple[Address, ...]:
    try:
        return tuple(address for address in mailbox.open(id).to if address.email)
    except AddinError:  # a mail that cannot be opened has no say
        return ()


def composed(
    draft: Draft, sender: Address, answered: Message | None, clock: Callable[[], Any]
) -> EmailMessage:
    """The draft as a mail, tied to the one it answers. Raises Malformed."""
    mail = EmailMessage()
    mail["From"] = _header_address("from", sender.name, sender.email)
    mail["To"] = _header_address("to", *_typed(draft.to))
    mail["Subject"] = " ".join(draft.subject.split())  # one line, whatever was typed
    mail["Date"] = format_datetime(clock())
    mail["Message-ID"] = make_msgid(domain="demo.invalid")
    if answered and answered.internet_message_id:
        thread = (*answered.in_reply_to, answered.internet_message_id)
        mail["In-Reply-To"] = answered.internet_message_id
        mail["References"] = " ".join(dict.fromkeys(thread))
    mail.set_content(draft.text)
    if draft.html:
        mail.add_alternative(draft.html, subtype="html")
    return mail


def _typed(to: str) -> tuple[str, str]:
    """Name and address as they were typed; ("", "") for what is not one line."""
    return parseaddr(to) if to.isprintable() else ("", "")


def _header_address(field: str, name: str, email: str) -> Mailbox_Address:
    try:
        return Mailbox_Address(" ".join(name.split()), addr_spec=email)
    except (HeaderParseError, IndexError, ValueError) as exc:  # 3.13 lets the first one out
        raise Malformed(field, "one mail address, such as name@example.org") from exc


def _line(summary: Summary) -> dict[str, Any]:
    return {
        "id": summary.id,
        "subject": summary.subject,
        "sender": _address(summary.sender),
        "received": iso(summary.received),
        "answered": summary.answered,
        "problem": summary.problem,
    }


def _opened(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "internet_message_id": message.internet_message_id,
        "conversation_id": message.conversation_id,
        "subject": message.subject or "",
        "sender": _address(message.sender),
        "to": [_address(address) for address in message.to],
        "received": iso(message.received),
        "html": message.html,
        "text": message.body,
        "attachments": list(message.attachments),
        "plain_only": not message.html,
    }


def _address(address: Address) -> dict[str, str]:
    return {"name": address.name, "email": address.email}
