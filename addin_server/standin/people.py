"""Users, passwords, and who may open whose mailbox."""

import binascii
from base64 import b64decode
from dataclasses import dataclass, field
from hmac import compare_digest

from .box import Mailbox
from .refusal import Refused
from .soap import Node, children, find, local, text

EVERYBODY = "*"


@dataclass(frozen=True, slots=True)
class User:
    """Who signs in."""

    name: str
    password: str = field(repr=False)
    mailbox: str = ""  #: address of their own mailbox, in lower case; "" for none
    impersonates: frozenset[str] = frozenset()  #: addresses, or EVERYBODY
    delegate_of: frozenset[str] = frozenset()  #: addresses, or EVERYBODY


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as whom."""

    user: User
    acting: str  #: address of the mailbox whose owner's rights count; "" for none

    def may_open(self, address: str) -> bool:
        if address == self.acting:
            return True
        own = not self.acting or self.acting == self.user.mailbox
        return own and bool(self.user.delegate_of & {address, EVERYBODY})


class People:
    """Everybody the server knows."""

    def __init__(self) -> None:
        self.users: dict[str, User] = {}
        self.mailboxes: dict[str, Mailbox] = {}

    def add(self, user: User) -> None:
        self.users[user.name.lower()] = user

    def signed_in(self, header: str) -> User | None:
        """By an Authorization header of the Basic kind; None for whoever is not known."""
        scheme, _, coded = header.partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            name, _, password = b64decode(coded, validate=True).decode("utf-8").partition(":")
        except (binascii.Error, ValueError):
            return None
        user = self.users.get(name.lower()) or self.users.get(name.rpartition("\\")[2].lower())
        if user is None or not compare_digest(user.password.encode(), password.encode()):
            return None
        return user

    def caller(self, user: User, header: Node | None, allowed: bool = True) -> Caller:
        """`header`: s:Header of the request. Raises Refused.

        Not `allowed`: no impersonation on this server.
        """
        wanted = None if header is None else find(header, "t:ExchangeImpersonation")
        if wanted is None:
            return Caller(user, user.mailbox)
        address = self._impersonated(wanted)
        if not allowed or not user.impersonates & {address, EVERYBODY}:
            raise Refused("ErrorImpersonateUserDenied", fault=True)
        if address not in self.mailboxes:
            raise Refused("ErrorNonExistentMailbox", fault=True)
        return Caller(user, address)

    def _impersonated(self, node: Node) -> str:
        sid = find(node, "t:ConnectingSID")
        for one in () if sid is None else children(sid):
            if local(one) in ("PrimarySmtpAddress", "SmtpAddress", "PrincipalName"):
                return text(one).strip().lower()
        raise Refused("ErrorInvalidExchangeImpersonationHeaderData", fault=True)

    def opened(self, caller: Caller, address: str = "") -> Mailbox:
        """A mailbox, by default the caller's own. Raises Refused."""
        wanted = address.strip().lower() or caller.acting
        if not wanted:
            raise Refused("ErrorMissingEmailAddress")
        if wanted not in self.mailboxes:
            raise Refused("ErrorNonExistentMailbox")
        if not caller.may_open(wanted):
            raise Refused("ErrorAccessDenied")
        return self.mailboxes[wanted]

    def by_guid(self, caller: Caller, guid: str) -> Mailbox:
        """The mailbox that an id names. What may not be opened is not found. Raises Refused."""
        for address, mailbox in self.mailboxes.items():
            if mailbox.guid == guid and caller.may_open(address):
                return mailbox
        raise Refused("ErrorItemNotFound")
