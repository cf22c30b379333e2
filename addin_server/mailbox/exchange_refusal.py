"""What an EWS server says no with -> our errors. Holds none of the server's own words."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ..errors import MailboxBusy, MailboxError, NotFound

LONGEST_WAIT = 3600.0
_WAIT = 5.0  #: seconds, where the server names none

_BUSY = frozenset(
    {
        "ErrorServerBusy",
        "ErrorTooManyObjectsOpened",
        "ErrorExceededConnectionCount",
        "ErrorExceededFindCountLimit",
        "ErrorInternalServerTransientError",
        "ErrorMailboxStoreUnavailable",
        "ErrorMailboxMoveInProgress",
        "ErrorConnectionFailed",
        "ErrorTimeoutExpired",
        "ErrorInsufficientResources",
    }
)
_GONE = frozenset({"ErrorItemNotFound", "ErrorMessageNotFound", "ErrorItemCorrupt"})
#: Of these, another way of asking makes nothing better.
_FINAL = re.compile(
    r"ErrorAccessDenied|ErrorImpersonat\w+|ErrorNonExistentMailbox|ErrorQuotaExceeded"
    r"|ErrorMissingEmailAddress|ErrorAccountDisabled|ErrorPasswordExpired|Http40[13]"
    r"|Redirect|Garbage|Certificate"
)
_SENTENCES = {
    "Http401": "the server refuses the name or the password (ADDIN_EXCHANGE_USER, _PASSWORD_FILE) "
    "or this way of signing in (ADDIN_EXCHANGE_AUTH)",
    "Http403": "the server refuses EWS to this account; in Exchange Online an administrator has "
    "to allow it",
    "Http404": "there is no EWS at that address; ADDIN_EXCHANGE_URL usually ends in "
    "/EWS/Exchange.asmx",
    "Redirect": "the server leads elsewhere; put the address it leads to into ADDIN_EXCHANGE_URL",
    "Garbage": "the answer is not EWS; is ADDIN_EXCHANGE_URL right?",
    "Certificate": "the server's certificate is not trusted; put the certificate authority's "
    "file into ADDIN_EXCHANGE_CA_FILE",
    "ErrorNonExistentMailbox": "there is no mailbox of that address on the server",
    "ErrorImpersonateUserDenied": "the account may not act for that mailbox; give it the role "
    "ApplicationImpersonation, or set ADDIN_EXCHANGE_ACCESS=delegate",
    "ErrorImpersonationDenied": "the account may not act for that mailbox; give it the role "
    "ApplicationImpersonation, or set ADDIN_EXCHANGE_ACCESS=delegate",
    "ErrorImpersonationFailed": "the server cannot act for that mailbox",
    "ErrorAccessDenied": "the account may not do that in this mailbox; with "
    "ADDIN_EXCHANGE_ACCESS=delegate its owner has to give it the right",
    "ErrorFolderNotFound": "the mailbox has no such folder, or the account may not see it",
}


class Refusal(MailboxError):
    """The server said no, and means it."""

    code = "mailbox_error"  # pane and lexicons know the parent's

    def __init__(self, answer: str) -> None:
        """`answer` is an EWS response code, or a word of our own for what HTTP says."""
        known = re.fullmatch(r"[A-Z][A-Za-z0-9]{2,60}", answer)
        self.answer = answer if known else "Fault"
        super().__init__(_SENTENCES.get(self.answer, f"the server says no ({self.answer})"))

    @property
    def final(self) -> bool:
        """Whether a second way of asking is in vain."""
        return bool(_FINAL.fullmatch(self.answer))

    @property
    def certain(self) -> bool:
        """Whether EWS itself has answered; else a write may have happened all the same."""
        return not self.answer.startswith("Http")

    @property
    def lacks(self) -> bool:
        """Whether it will say the same next time: it does not know the operation."""
        return self.answer in (
            "Fault",
            "Http400",
            "Http404",
            "Http405",
            "Http500",
            "Http501",
            "NoFreeBusy",
            "ErrorInvalidRequest",
            "ErrorSchemaValidation",
            "ErrorUnsupportedPathForQuery",
            "ErrorUnsupportedPathForSortGroup",
            "ErrorInvalidPropertyRequest",
            "ErrorInvalidExtendedProperty",
            "ErrorNotSupported",
            "ErrorUnsupportedTypeForConversion",
        )


class Cut(MailboxBusy):
    """The server could not be reached, or the line broke. What was asked may have happened."""

    code = "mailbox_busy"

    def __init__(self) -> None:
        super().__init__(_WAIT)
        self.args = ("the server cannot be reached, or broke off (ADDIN_EXCHANGE_URL)",)


class TooLong(MailboxError):
    """The server's answer is longer than is read."""

    code = "mailbox_error"


def of_code(code: str, wait: float | None = None) -> MailboxError | NotFound:
    """The error for an EWS response code."""
    if code in _BUSY:
        return MailboxBusy(bounded(wait))
    if code in _GONE or code.startswith("ErrorInvalidId"):
        return NotFound()
    return Refusal(code)


def of_status(status: int, retry_after: str, now: Callable[[], datetime]) -> MailboxError:
    """The error for an HTTP status that carries no answer."""
    if status in (429, 502, 503, 504):
        return MailboxBusy(bounded(seconds(retry_after, now)))
    if 300 <= status < 400:
        return Refusal("Redirect")
    return Refusal(f"Http{status}")


def seconds(retry_after: str, now: Callable[[], datetime]) -> float | None:
    """A Retry-After field (RFC 9110, 10.2.3): seconds, or a date; None for neither."""
    value = retry_after.strip()
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", value):
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return (until - now()).total_seconds()


def bounded(wait: float | None) -> float:
    return min(max(_WAIT if wait is None else wait, 0.0), LONGEST_WAIT)
