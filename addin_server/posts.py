"""What is due -> a mail to its owner: to whom, when, in which words, alone or with others.

Sends through the relay, and settles nothing.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import Protocol
from zoneinfo import ZoneInfo

from . import deadlines, letters
from .breaker import Breaker
from .errors import LetterTooLong, NotifyError, RecipientRefused
from .model import Deadline, Letter, Notice
from .notify import notice_mail
from .planning import Preferences, quiet_of
from .promises import Promise
from .store import Store

NEVER = datetime.max.replace(tzinfo=UTC)


class Post(Protocol):
    """Where mail goes out (`notify.Relay`)."""

    def send(self, mail: EmailMessage) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Due:
    """A reminder that was claimed, and what it is about."""

    notice: Notice
    about: Deadline | Promise

    @property
    def limit(self) -> datetime:
        return self.about.limit_at if isinstance(self.about, Deadline) else self.about.erase_at


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """An owner who can be mailed and wants to be."""

    address: str
    lang: str
    quiet: deadlines.Quiet

    def mail_at(self, due: Due, now: datetime) -> datetime:
        """When its mail may go: not after `now` when it may go now."""
        at = deadlines.mail_at(due.notice.due_at, due.limit, self.quiet)
        if at > now:
            return at
        # It is late: a server was down, a relay refused. The night is quiet all the same.
        return deadlines.mail_at(now, due.limit, replace(self.quiet, digest=None))

    def in_digest(self, due: Due) -> bool:
        """Whether it waits for the daily mail; not when its limit comes before that."""
        if self.quiet.digest is None:
            return False
        return self._planned(due, due.limit) == self._planned(due, NEVER)

    def day_of(self, dues: Sequence[Due]) -> date:
        """The day of the daily mail that these are in, by the owner's calendar."""
        latest = max(self._planned(due, NEVER) for due in dues)
        return latest.astimezone(self.quiet.zone).date()

    def _planned(self, due: Due, limit: datetime) -> datetime:
        return deadlines.mail_at(due.notice.due_at, limit, self.quiet)


@dataclass(frozen=True, kw_only=True)
class Posts:
    store: Store
    catalogue: letters.Catalogue
    now: Callable[[], datetime]
    link_to: Callable[[Deadline | Promise], str]  #: address that opens the mail
    language: str  #: where the user's is not known
    sender: str
    defaults: Preferences
    relay: Post | None
    breaker: Breaker

    def addressee(self, owner: str) -> Addressee | None:
        """None when mail is not possible or not wanted."""
        if self.relay is None:
            return None
        chosen, address, outlook = self.store.preferences(owner)
        chosen = chosen or self.defaults
        if not (address and chosen.mail):
            return None
        lang = chosen.language or outlook or self.language
        return Addressee(address=address, lang=lang, quiet=quiet_of(chosen))

    def send(self, to: Addressee, due: Due) -> None:
        """Raises NotifyError, Resting, LetterTooLong."""
        self._send(due.notice.key, self._letter(due, to.lang), to)

    def send_together(self, to: Addressee, dues: Sequence[Due]) -> None:
        """In one mail, or in several where a mail cannot hold so many. Raises as `send`."""
        subjects = {due.about.id: due for due in dues}
        if len(subjects) == 1:
            self.send(to, dues[0])
            return
        items = [self._item(due) for due in subjects.values()]
        zone = to.quiet.zone
        try:
            letter = letters.render_digest(
                self.catalogue, lang=to.lang, items=items, now=self.now(), zone=zone
            )
        except LetterTooLong:
            half = len(dues) // 2
            self.send_together(to, dues[:half])
            self.send_together(to, dues[half:])
            return
        self._send(digest_key(dues, to.day_of(dues)), letter, to)

    def _send(self, key: str, letter: Letter, to: Addressee) -> None:
        assert self.relay is not None
        mail = notice_mail(key, letter, sender=self.sender, to=to.address, now=self.now())
        with self.breaker.watching(NotifyError, but=(RecipientRefused,)):
            self.relay.send(mail)

    def _letter(self, due: Due, lang: str) -> Letter:
        about = due.about
        if isinstance(about, Promise):
            return letters.render_promise(
                self.catalogue,
                lang=lang,
                candidate_name=about.candidate_name,
                job_title=about.job_title,
                company=about.company,
                consent=about.consent,
                until=about.until,
                link=self._link(about),
            )
        return letters.render_notice(
            self.catalogue,
            lang=lang,
            sender_name=about.sender_name,
            job_title=about.job_title,
            company=about.company,
            seconds_left=(about.limit_at - self.now()).total_seconds(),
            limit=about.limit_at,
            zone=ZoneInfo(about.timezone),
            link=self._link(about),
        )

    def _item(self, due: Due) -> letters.Item:
        about = due.about
        if isinstance(about, Promise):
            names = (about.candidate_name, about.job_title, about.company)
            return letters.Item(names=names, link=self._link(about), until=about.until)
        names = (about.sender_name, about.job_title, about.company)
        return letters.Item(names=names, link=self._link(about), limit=about.limit_at)

    def _link(self, about: Deadline | Promise) -> str:
        return self.link_to(about) if about.item_id else ""


def digest_key(dues: Sequence[Due], day: date) -> str:
    """The same for every attempt: of the owner, the day, and the reminders that it tells.

    Those are in it because a mail that tells of others must not pass for a repetition.
    """
    told = sorted(due.notice.key for due in dues)
    words = "\n".join((dues[0].notice.owner, day.isoformat(), *told))
    return f"digest-{day:%Y%m%d}.{hashlib.sha256(words.encode()).hexdigest()[:32]}"
