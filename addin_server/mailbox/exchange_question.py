"""One EWS operation as exchangelib sends it, with the answer taken in our own, tolerant way."""

from collections.abc import Sequence
from typing import Any

from exchangelib.account import Identity
from exchangelib.errors import ErrorInvalidServerVersion
from exchangelib.services.common import EWSService
from exchangelib.version import Version

from . import exchange_xml as xml
from .exchange_http import Connections
from .exchange_refusal import of_code
from .exchange_xml import Element

_VERSIONS = (
    "ErrorInvalidServerVersion",
    "ErrorIncorrectSchemaVersion",
    "ErrorInvalidSchemaVersionForMailboxVersion",
)


class Question(EWSService):  # type: ignore[misc]
    """For the mailbox that is acted for, or the account's own."""

    def __init__(self, connections: Connections, name: str, mailbox: str | None) -> None:
        super().__init__(protocol=connections)
        self.SERVICE_NAME = name
        self._identity = Identity(primary_smtp_address=mailbox) if mailbox else None

    @property
    def _account_to_impersonate(self) -> Identity | None:
        return self._identity

    @classmethod
    def _get_soap_parts(cls, response: Any) -> tuple[None, Element]:
        body = xml.find(xml.parse(response.content), "Body")
        if body is None:
            raise ValueError("no body")
        return None, body

    def _get_soap_messages(self, body: Element) -> Sequence[Element]:
        answer = next(xml.children(body), None)
        if answer is None:
            raise ValueError("an empty body")
        if xml.local(answer) == "Fault":
            _raise_fault(answer)
        messages = xml.find(answer, "ResponseMessages")
        return [answer] if messages is None else list(messages)

    def ask(self, payload: Element) -> Sequence[Element]:
        answers: Sequence[Element] = self._get_response_xml(payload=payload)
        return answers

    def keep_version(self, asked: str) -> None:
        self.protocol.config.version = Version(self.protocol.version.build, asked)

    def _get_response(self, payload: Element, api_version: str) -> Any:
        response = super()._get_response(payload=payload, api_version=api_version)
        if api_version != self.protocol.version.api_version:
            self.keep_version(api_version)
        return response


def _raise_fault(fault: Element) -> None:
    code = xml.text(fault, "detail/ResponseCode") or xml.text(fault, "Detail/ResponseCode")
    code = code or xml.text(fault, "faultcode").rpartition(":")[2]
    if code in _VERSIONS:
        raise ErrorInvalidServerVersion  # exchangelib goes on to the next version it knows
    raise of_code(code if code.startswith("Error") else "Fault", _back_off(fault))


def _back_off(node: Element) -> float | None:
    """Seconds, from the BackOffMilliseconds that a busy server tells."""
    for value in node.iter("{*}Value"):
        words = (value.text or "").strip()
        if value.get("Name") == "BackOffMilliseconds" and words.isdigit():
            return int(words) / 1000
    return None


def check(message: Element) -> None:
    """Raise what a response message refuses with; warnings pass."""
    code = xml.text(message, "ResponseCode")
    if message.get("ResponseClass") == "Error" or (
        code.startswith("Error") and message.get("ResponseClass") != "Warning"
    ):
        raise of_code(code or "Fault", _back_off(message))
