"""Everything that can go wrong, as one tree.

* AddinError                500
  + UserError               400: the request can be put right by whoever made it
    - Malformed             422  .field, .mend
    - NotFound              404
      = UnknownLetter       404  .id
    - MethodNotAllowed      405
    - LetterIncomplete      422  .missing
    - LetterTooLong         422  .bytes
    - RequestTooLarge       413  .limit
    - MessageTooLarge       413  .limit
    - MessageUnreadable     422  .reason
    - NotSignedIn           401
    - Forbidden             403
    - AlreadyEnded          409
      = PromiseEnded        409
    - TooManyOpen           429  .limit
      = TooManyPromises     429  .limit
  + SettingsError           a setting is wrong; the server does not start
  + TemplateError           a letter template is wrong; the server does not start
    - TemplateTooCostly     500  .file: it takes more time, memory or room than a letter may
  + MailboxError            502: the mailbox said no
    - MailboxBusy           503  .retry_after (seconds)
    - NotOffered            501  .capability
  + Unavailable             503  .retry_after (seconds)
    - SignInUnavailable     503: who signs in cannot be checked just now
    - Resting               503: what failed again and again is not asked for a while
  + NotifyError             502: a notice could not be delivered
    - RecipientRefused      502: not to that address, now or later
  + StoreError              503: the database cannot be used
  + ReadingTimeout          503: a mail took longer to read than it may

Whoever asks over HTTP always receives ``{"error": {"code": "not_found", "message": "..."}}``.
The sentence comes from ``lexicon/<lang>/errors.toml``, in the language of the one who asks;
the attributes named above fill it in. `str(error)` is English, for logs and the command line.
"""

import re
from typing import Any, ClassVar


class AddinError(Exception):
    """Something went wrong in the add-in server."""

    status: ClassVar[int] = 500

    def __init__(self, message: str = "", **details: Any) -> None:
        super().__init__(message or " ".join((self.__doc__ or "").split()))
        self.details = details

    @property
    def code(self) -> str:
        """Stable name for programs: ``NotFound`` -> ``not_found``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class UserError(AddinError):
    """The request cannot be carried out as asked."""

    status = 400


class Malformed(UserError):
    """A value cannot be used."""

    status = 422

    def __init__(self, field: str, mend: str) -> None:
        super().__init__(f"{field}: {mend}", field=field, mend=mend)
        self.field, self.mend = field, mend


class NotFound(UserError):
    """There is no such thing, or it is not yours."""

    status = 404


class UnknownLetter(NotFound):
    """There is no letter of that name."""

    def __init__(self, id: str) -> None:
        super().__init__(f"There is no letter named {id!r}; `netjes letters` lists them.", id=id)
        self.id = id


class MethodNotAllowed(UserError):
    """That cannot be done with this address."""

    status = 405


class LetterIncomplete(UserError):
    """The letter needs values it was not given."""

    status = 422

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(f"Still to fill in: {', '.join(missing)}.", missing=list(missing))
        self.missing = missing


class LetterTooLong(UserError):
    """The letter is longer than an Outlook reply window takes (32 KB)."""

    status = 422


class RequestTooLarge(UserError):
    """The request is larger than this server takes."""

    status = 413

    def __init__(self, limit: str) -> None:
        super().__init__(f"The request is larger than {limit}.", limit=limit)
        self.limit = limit


class MessageTooLarge(UserError):
    """The mail is larger than can be read here."""

    status = 413

    def __init__(self, limit: str) -> None:
        super().__init__(f"The mail is larger than {limit}; it is not read.", limit=limit)
        self.limit = limit


class MessageUnreadable(UserError):
    """The mail cannot be read."""

    status = 422

    def __init__(self, reason: str) -> None:
        super().__init__(f"The mail cannot be read: {reason}.", reason=reason)
        self.reason = reason


class NotSignedIn(UserError):
    """Sign in first: the request carries no valid token."""

    status = 401


class Forbidden(UserError):
    """This account may not use this server."""

    status = 403


class AlreadyEnded(UserError):
    """This deadline has ended; it can no longer be changed."""

    status = 409


class PromiseEnded(AlreadyEnded):
    """This promise has ended; it can no longer be changed."""


class TooManyOpen(UserError):
    """There are too many open deadlines; finish some first."""

    status = 429
    what: ClassVar[str] = "open deadlines"

    def __init__(self, limit: int) -> None:
        super().__init__(f"You have {limit} {self.what}; finish some first.", limit=limit)


class TooManyPromises(TooManyOpen):
    """There are too many promises; end some first."""

    what = "promises to candidates"


class SettingsError(AddinError):
    """A setting is wrong."""


class TemplateError(AddinError):
    """A letter template is wrong."""


class TemplateTooCostly(TemplateError):
    """A letter template takes more time or memory than a letter may; it was stopped."""


class Unavailable(AddinError):
    """What this needs cannot be used just now."""

    status = 503

    def __init__(self, retry_after: float) -> None:
        super().__init__(retry_after=retry_after)
        self.retry_after = retry_after


class MailboxError(AddinError):
    """The mailbox refused the request."""

    status = 502


class MailboxBusy(MailboxError, Unavailable):
    """The mailbox asked us to come back later."""

    status = 503


class NotOffered(MailboxError):
    """This mailbox cannot do that."""

    status = 501

    def __init__(self, capability: str) -> None:
        super().__init__(f"This mailbox cannot do that: {capability}.", capability=capability)
        self.capability = capability


class SignInUnavailable(Unavailable):
    """The sign-in service cannot be reached; try again shortly."""


class Resting(Unavailable):
    """What failed again and again is not asked for a while."""


class NotifyError(AddinError):
    """The notice could not be delivered."""

    status = 502


class RecipientRefused(NotifyError):
    """The relay takes no mail for this address."""


class StoreError(AddinError):
    """The database cannot be used."""

    status = 503


class ReadingTimeout(AddinError):
    """Reading this mail took too long; it was given up."""

    status = 503
