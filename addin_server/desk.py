"""The verbs: everything a user, or the clock, can ask for.

Decides by the pure modules, acts through store and mailbox. Logs ids; no subject, text, address.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from . import agenda, deadlines, formal, hints, ids, letters, native, ranking
from .asked import Opened, Wait
from .deadlines.plan import Snooze
from .errors import MailboxError, Malformed, NotFound, NotOffered
from .mailbox.port import Capability, Mailbox, Mailboxes
from .model import (
    Deadline,
    DeadlineState,
    Kind,
    Letter,
    Message,
    NoticeState,
    Principal,
    Reading,
    Register,
)
from .planning import Preferences, notices_of, plan_for, plan_of, quiet_of, role_of, rule_of
from .store import Happening, Store

logger = logging.getLogger(__name__)

Reader = Callable[[Message, datetime, ZoneInfo], Reading]


@dataclass(frozen=True, kw_only=True)
class Desk:
    store: Store
    catalogue: letters.Catalogue
    read: Reader
    now: Callable[[], datetime]
    defaults: Preferences
    mailboxes: Mailboxes | None = None
    most_open: int = 200

    def mailbox(self, who: Principal) -> Mailbox | None:
        """By the address that the server itself knows of the one who asks."""
        return self.mailboxes.of(who.mail) if self.mailboxes else None

    def capabilities(self, who: Principal) -> frozenset[Capability]:
        mailbox = self.mailbox(who)
        return mailbox.capabilities() if mailbox else frozenset()

    def message(self, who: Principal, given: Message) -> Message:
        """The mail itself: from the mailbox when it can open it, else as the pane gave it."""
        mailbox = self.mailbox(who)
        if mailbox and Capability.OPEN in mailbox.capabilities() and given.id:
            try:
                return replace(mailbox.open(given.id), timezone=given.timezone)
            except (NotFound, MailboxError):
                # An id of another mailbox, the mail has just been moved, or the mailbox is away.
                if not (given.body or given.html or given.subject):
                    raise
        if not (given.body or given.html or given.subject):
            if given.id and not mailbox:
                raise NotOffered(Capability.OPEN)
            raise Malformed("message", "there is no text to read")
        return given

    def open(self, who: Principal, given: Message) -> Opened:
        """Say what a mail is and which letters fit. Nothing is stored."""
        message, chosen = self.message(who, given), self.preferences(who)
        reading = self.read(message, self.now(), ZoneInfo(message.timezone or chosen.timezone))
        known = agenda.look(self.mailbox(who), message, reading, chosen, self.now())
        logger.info("read: kind=%s lang=%s", reading.kind, reading.lang)
        return Opened(
            reading=reading,
            suggestions=ranking.rank(
                reading,
                self.catalogue,
                text=message.body,
                country=chosen.country,
                last=self.store.last_template(who.owner, reading.kind),
                busy_then=known.busy_then,
            ),
            schedule=plan_for(chosen, message, reading, self.now()),
            deadline=self.store.find(who.owner, message.internet_message_id),
            hints=hints.find(message, reading),
            agenda=known,
            meeting_request=bool(message.calendars)
            and Capability.RESPOND in self.capabilities(who),
        )

    def nothing_open(self) -> Opened:
        """What there is to say to a new mail that answers none: all letters, nothing read."""
        return Opened(Reading(kind=Kind.OTHER), (), None, None)

    def write(
        self,
        id: str,
        *,
        lang: str,
        register: Register,
        values: Mapping[str, object],
        subject: str | None,
        message_id: str = "",
    ) -> Letter:
        """Fill a letter in; its wording differs by the mail, but is always the same for one."""
        return letters.render(
            self.catalogue,
            id,
            lang=lang,
            register=register,
            values=values,
            original_subject=subject,
            phrasing=letters.phrasing_of(message_id) if message_id else 0,
        )

    def write_formally(
        self,
        id: str,
        *,
        lang: str,
        register: Register,
        values: Mapping[str, object],
        message_id: str,
        sender: formal.Party,
        addressee: formal.Party,
        zone: str,
    ) -> bytes:
        """The same as a letter on paper, dated today: a .docx."""
        return formal.written(
            self.catalogue,
            id,
            lang=lang,
            register=register,
            values=values,
            phrasing=letters.phrasing_of(message_id) if message_id else 0,
            sender=sender,
            addressee=addressee,
            today=self.now().astimezone(ZoneInfo(zone)).date(),
        )

    def wait(self, who: Principal, given: Wait, lang: str) -> tuple[Deadline, bool]:
        """Keep the deadline of a mail; the one that is there already, if it is. True when new.

        `lang` is what its owner's Outlook speaks, for the notices.
        """
        if not given.internet_message_id:
            raise Malformed("internet_message_id", "the mail has no Message-ID to keep it by")
        new = self._new(who, given)
        self.remember(who, lang)
        deadline, created = self.store.keep(new, self.most_open)
        logger.info("deadline %s: %s", deadline.id, "kept" if created else "already kept")
        return deadline, created

    def _new(self, who: Principal, given: Wait) -> Deadline:
        chosen, now, id = self.preferences(who), self.now(), ids.new()
        role, starts = role_of(given.kind), given.interview_starts
        plan = plan_of(chosen, role, given.received, starts, given.reply_by_at, now)
        return Deadline(
            id=id,
            owner=who.owner,
            internet_message_id=given.internet_message_id,
            item_id=given.item_id,
            conversation_id=given.conversation_id,
            kind=given.kind,
            sender_name=given.sender_name,
            job_title=given.job_title,
            company=given.company,
            received=given.received,
            limit_at=plan.limit,
            timezone=chosen.timezone,
            state=DeadlineState.OPEN,
            created_at=now,
            updated_at=now,
            notices=notices_of(who.owner, id, plan),
            native=NoticeState.SCHEDULED if native.is_wanted(chosen, self.mailbox(who)) else None,
        )

    def waiting(self, who: Principal) -> Sequence[Deadline]:
        return self.store.list(who.owner)

    def settle(self, who: Principal, id: str, state: DeadlineState, template: str) -> Deadline:
        """Inserted, answered or done, as the user says."""
        if state is DeadlineState.INSERTED:
            return self.store.inserted(who.owner, id, template, self.now())
        if state not in (DeadlineState.ANSWERED, DeadlineState.DONE):
            raise Malformed("state", "one of: inserted, answered, done")
        return self.store.end(who.owner, id, state, self.now())

    def reschedule(self, who: Principal, id: str, limit_at: datetime) -> Deadline:
        """Move the limit by the user's hand; the notices follow the same rule from now on."""
        kept, now = self.store.deadline(who.owner, id), self.now()
        if limit_at <= now:
            raise Malformed("limit_at", "must lie ahead")
        rule = rule_of(self.preferences(who), role_of(kept.kind))
        plan = deadlines.until(limit_at, received=now, now=now, rule=rule)
        return self.store.reschedule(who.owner, id, plan, now)

    def snooze(
        self,
        who: Principal,
        id: str,
        choice: Snooze | None,
        until: datetime | None,
        *,
        sleep: bool = False,
    ) -> Deadline:
        """Remind again then; to `sleep` on it is beside the notices, else instead of the next."""
        now = self.now()
        if choice is not None:
            zone = ZoneInfo(self.preferences(who).timezone)
            until = deadlines.snooze(choice, now, zone)
        if until is None or until <= now:
            raise Malformed("until", "give a moment that lies ahead")
        remind = self.store.sleep_on if sleep else self.store.snooze
        return remind(who.owner, id, until, now)

    def history(self, who: Principal, id: str) -> Sequence[Happening]:
        return self.store.history(who.owner, id)

    def seen(self, who: Principal, notice_id: str) -> None:
        self.store.seen(who.owner, notice_id, self.now())

    def preferences(self, who: Principal) -> Preferences:
        return self.store.preferences(who.owner)[0] or self.defaults

    def prefer(self, who: Principal, chosen: Preferences, lang: str) -> Preferences:
        deadlines.parse_country(chosen.country)
        deadlines.parse_working_hours(chosen.working_hours)
        quiet_of(chosen)
        self.store.prefer(who.owner, chosen, who.mail, lang)
        return chosen

    def remember(self, who: Principal, lang: str) -> None:
        """Where to send notices, and in which language, unless it is known."""
        chosen, *known = self.store.preferences(who.owner)
        if chosen is None or known != [who.mail, lang]:
            self.store.prefer(who.owner, chosen or self.defaults, who.mail, lang)

    def export(self, who: Principal) -> tuple[Preferences, str | None, Sequence[Deadline]]:
        """Choices, address for notices, deadlines: everything that is kept about one owner."""
        chosen, mail, _ = self.store.preferences(who.owner)
        return chosen or self.defaults, mail, self.store.list(who.owner)

    def erase(self, who: Principal) -> None:
        self.store.erase(who.owner)
        logger.info("erased everything of one owner")
