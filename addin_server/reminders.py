"""What the clock asks for: show what is due, mail it, erase what is old.

A notice is attempted at least once and shown once: the pane shows the row, and a second mail
of the same notice carries the same Message-ID.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, partial
from threading import Event

from . import letters, native
from .breaker import Breaker
from .errors import AddinError, MailboxBusy, StoreError
from .mailbox.port import Mailboxes
from .model import Deadline, Notice
from .outcomes import Outcomes
from .planning import Preferences
from .posts import Addressee, Due, Post, Posts
from .promises import Promise
from .store import Claim, Promises, Store, as_due
from .tally import Tally
from .watching import Watching

logger = logging.getLogger(__name__)

TRUST = 5 / 6  #: part of a lease that is used; the rest is for the delivery that has begun
#: How long a disk may take to claim a reminder that is shown at its moment all the same.
AHEAD = timedelta(milliseconds=30)


@dataclass(frozen=True, kw_only=True)
class Reminders:
    store: Store
    catalogue: letters.Catalogue
    now: Callable[[], datetime]
    chance: Callable[[], float]  #: 0 to 1, spreads retries
    link_to: Callable[[Deadline | Promise], str]  #: address that opens the mail, for its reminder
    language: str = "nl"  #: where the user's is not known
    mail_from: str = ""
    defaults: Preferences
    mailboxes: Mailboxes | None = None
    relay: Post | None = None
    lease: timedelta = timedelta(seconds=60)
    max_attempts: int = 30
    batch: int = 100  #: claimed at once; a server that dies holds up no more
    retention: timedelta = timedelta(days=30)
    seconds: Callable[[], float] = time.monotonic  #: never goes back; how long a lease is used
    tally: Tally = field(default_factory=Tally)
    stopping: Event = field(default_factory=Event)  #: once set, nothing more is begun

    @cached_property
    def breakers(self) -> dict[str, Breaker]:
        """By what can be down."""
        return {name: Breaker(self.seconds) for name in ("relay", "mailbox")}

    @cached_property
    def posts(self) -> Posts:
        return Posts(
            store=self.store,
            catalogue=self.catalogue,
            now=self.now,
            link_to=self.link_to,
            language=self.language,
            sender=self.mail_from,
            defaults=self.defaults,
            relay=self.relay,
            breaker=self.breakers["relay"],
        )

    @cached_property
    def outcomes(self) -> Outcomes:
        return Outcomes(
            store=self.store,
            now=self.now,
            chance=self.chance,
            max_attempts=self.max_attempts,
            tally=self.tally,
        )

    @cached_property
    def watching(self) -> Watching:
        breaker = self.breakers["mailbox"]
        return Watching(store=self.store, now=self.now, mailboxes=self.mailboxes, breaker=breaker)

    @property
    def ahead(self) -> timedelta:
        """How long before its moment a reminder is claimed.

        Not at all where others are asked or told of it: it would wait unseen for another's mail.
        """
        return AHEAD if self.relay is None and self.mailboxes is None else timedelta()

    def resting(self) -> list[str]:
        """What is down, and is asked only now and then."""
        return [name for name, breaker in self.breakers.items() if breaker.is_open]

    def tick(self, alive: Callable[[], None] = lambda: None) -> None:
        """Deliver everything that is due. One bad row does not strand the rest.

        Calls `alive` now and then, for whoever wonders whether it still works.
        """
        while not self.stopping.is_set():
            claims = self.store.claim_soon(self.now(), self.lease, self.ahead, self.batch)
            if not claims:
                return
            _Round(self, self.seconds() + TRUST * self.lease.total_seconds()).deliver(claims)
            alive()

    def look_for_answers(self) -> None:
        """End the deadlines of mails that the mailbox knows to be answered or gone."""
        self.watching.look(self.stopping)

    def stop(self) -> None:
        """Begin nothing more. What is under way goes on."""
        self.stopping.set()

    def erase_old(self) -> None:
        """Forget what ended longer ago than it is kept, and promises past their end date."""
        now = self.now()
        if erased := self.store.purge(now, self.retention):
            logger.info("erased %d ended deadlines", erased)
        if erased := Promises(self.store).purge(now, self.retention):
            logger.info("erased %d promises", erased)

    def mirror(self, notice: Notice) -> None:
        """Make the mailbox's own reminder say what the deadline says."""
        deadline = self.store.of_notice(notice)
        chosen, _, outlook = self.store.preferences(deadline.owner)
        chosen = chosen or self.defaults
        mailbox = self.watching.mailbox_of(deadline.owner)
        lang = chosen.language or outlook or self.language
        with self.breakers["mailbox"].watching(MailboxBusy):
            native.mirror(mailbox, deadline, chosen, lang, self.link_to(deadline))
        self.outcomes.settled([notice], "written")

    def due(self, notice: Notice) -> Due | None:
        """What it is about; None when that has ended."""
        if notice.which == "promise":
            return Due(notice=notice, about=Promises(self.store).of_notice(notice))
        deadline = self.store.of_notice(notice)
        if self.watching.has_ended(deadline):
            return None
        return Due(notice=notice, about=deadline)


class _Round:
    """What becomes of one claim. No longer than its lease is trusted."""

    def __init__(self, reminders: Reminders, until: float) -> None:
        self._house, self._until = reminders, until
        self._shown: list[Notice] = []
        self._together: dict[str, list[Due]] = {}
        self._waiting: deque[Notice] = deque()

    def deliver(self, claims: Sequence[Claim]) -> None:
        house = self._house
        self._waiting.extend(claim.notice for claim in claims)
        coming = as_due(claims, house.stopping.wait, self._settle)
        while self._waiting:
            next(coming, None)  # waits, where it is not due yet
            if self._is_over():
                break
            notice = self._waiting.popleft()
            house.tally.count("tried")
            if notice.attempts == 1 and notice.reason is None:
                house.tally.late((house.now() - notice.due_at).total_seconds())
            self._each([notice], partial(self._attempt, notice))
        self._settle()
        for owner, dues in self._together.items():
            notices = [due.notice for due in dues]
            if self._is_over():
                self._waiting.extend(notices)
            else:
                self._each(notices, partial(self._digest, owner, dues))
        if self._waiting:
            house.outcomes.untried(list(self._waiting))

    def _settle(self) -> None:
        shown, self._shown = self._shown, []
        if shown:
            self._house.outcomes.settled(shown, "shown")

    def _is_over(self) -> bool:
        return self._house.stopping.is_set() or self._house.seconds() >= self._until

    def _each(self, notices: Sequence[Notice], act: Callable[[], None]) -> None:
        try:
            act()
        except StoreError:
            raise  # nothing can be said of any of them; their leases end by themselves
        except Exception as exc:
            if not isinstance(exc, AddinError):
                logger.exception("reminder %s: failed", notices[0].id)
            self._house.outcomes.failed(notices, exc)

    def _attempt(self, notice: Notice) -> None:
        house = self._house
        if notice.which == native.NATIVE:
            house.mirror(notice)
        elif due := house.due(notice):
            to = house.posts.addressee(notice.owner)
            if to is None:
                self._shown.append(notice)  # it leaves no trace outside the database
            else:
                self._mail(to, due)

    def _mail(self, to: Addressee, due: Due) -> None:
        house, now = self._house, self._house.now()
        at = to.mail_at(due, now)
        if at > now:
            house.outcomes.held(due.notice, at)
        elif to.in_digest(due):
            self._gather(due)
        else:
            self._alone(to, due)

    def _alone(self, to: Addressee, due: Due) -> None:
        self._house.posts.send(to, due)
        self._house.outcomes.settled([due.notice], "mailed")

    def _gather(self, due: Due) -> None:
        """Together with all else of its owner's that is due now."""
        house, owner = self._house, due.notice.owner
        if owner not in self._together:
            self._together[owner] = []
            self._waiting.extend(house.store.claim_of(owner, house.now(), house.lease))
        self._together[owner].append(due)

    def _digest(self, owner: str, dues: Sequence[Due]) -> None:
        house = self._house
        to = house.posts.addressee(owner)
        if to is None:  # mail was switched off this moment
            house.outcomes.settled([due.notice for due in dues], "shown")
            return
        try:
            house.posts.send_together(to, dues)
        except AddinError:
            raise
        except Exception:
            logger.exception("reminder %s: failed with others", dues[0].notice.id)
            for due in dues:
                self._each([due.notice], partial(self._alone, to, due))
            return
        house.outcomes.settled([due.notice for due in dues], "mailed")
