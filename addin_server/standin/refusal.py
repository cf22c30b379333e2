"""What Exchange says no with: a response code, its usual sentence, and how it is delivered."""

_SENTENCES = {
    "ErrorAccessDenied": "Access is denied. Check credentials and try again.",
    "ErrorCalendarEndDateIsEarlierThanStartDate": "EndDate is earlier than StartDate",
    "ErrorCalendarViewRangeTooBig": "The specified CalendarView range is too big.",
    "ErrorChangeKeyRequired": "Change key is required for this operation.",
    "ErrorFolderNotFound": "The specified folder could not be found in the store.",
    "ErrorImpersonateUserDenied": (
        "The account does not have permission to impersonate the requested user."
    ),
    "ErrorInvalidChangeKey": "The change key is invalid.",
    "ErrorInvalidIdMalformed": "Id is malformed.",
    "ErrorInvalidRequest": "The request is invalid.",
    "ErrorIrresolvableConflict": (
        "The send or update operation could not be performed because the change key passed in the"
        " request does not match the current change key for the item."
    ),
    "ErrorItemNotFound": "The specified object was not found in the store.",
    "ErrorMailRecipientNotFound": "Unable to resolve e-mail address to an Active Directory object.",
    "ErrorMissingEmailAddress": (
        "When making a request as an account that does not have a mailbox, you must specify the"
        " mailbox primary SMTP address for any distinguished folder Ids."
    ),
    "ErrorNameResolutionNoResults": "No results were found.",
    "ErrorNonExistentMailbox": "The SMTP address has no mailbox associated with it.",
    "ErrorSchemaValidation": "The request failed schema validation.",
    "ErrorServerBusy": "The server cannot service this request right now. Try again later.",
    "ErrorTimeIntervalTooBig": "The requested time duration specified for FreeBusyViewOptions"
    ".TimeWindow is too long.",
    "ErrorUnsupportedPathForQuery": "Query filter may not be specified for this property.",
}


class Refused(Exception):
    """The request, or one item of it, is refused."""

    def __init__(
        self,
        code: str,
        sentence: str = "",
        *,
        fault: bool = False,
        details: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """`fault`: the whole request is refused, with a SOAP fault. `details`: its MessageXml."""
        self.code, self.fault, self.details = code, fault, details
        self.sentence = sentence or _SENTENCES.get(code, "The request could not be carried out.")
        super().__init__(f"{code}: {self.sentence}")
