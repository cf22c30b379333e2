"""Tries out what a mailbox can do, for the administrator; leaves nothing behind.

Only on what it has put there itself: a marked mail that nobody sent, an entry a month ahead.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable
from uuid import uuid4

from ..errors import MailboxError, NotFound, NotOffered, UserError
from ..model import Letter
from .port import Answered, Capability, Entry, Mailbox

MARK = "Netjes check"
OK, SECOND, LACKING, FAILED = "ok", "second way", "not available", "failed"

#: What a mailbox calls its ways (`Plantable.ways`), for each thing that is tried.
_WAYS = {
    "list": ("list",),
    "open": ("open",),
    "answered": ("search", "search by id", "sent items"),
    "busy": ("busy",),
    "remind": ("search by key",),
    "draft": ("draft",),
}


@runtime_checkable
class Plantable(Protocol):
    """A mailbox that a test mail can be put into."""

    @property
    def ways(self) -> dict[str, int]: ...

    def plant(self, mark: str) -> tuple[str, str]:
        """Put a mail into the inbox, sent by nobody; its id and Message-ID."""
        ...

    def uproot(self, id: str) -> None:
        """Remove an item for good."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    what: str
    result: str  #: ok, second way, not available, failed
    says: str = ""
    essential: bool = False

    @property
    def bad(self) -> bool:
        return self.result in (FAILED, LACKING)


class _Doubt(Exception):
    """It answered, but not with what was put there."""


class Trial:
    def __init__(self, mailbox: Mailbox, now: Callable[[], datetime]) -> None:
        self._mailbox, self._now = mailbox, now
        self._planted = ("", "")
        self._litter: list[str] = []
        self._entry = Entry(
            key=f"check-{uuid4()}",
            at=now().replace(microsecond=0) + timedelta(days=30),
            subject=MARK,
            html=f"<p>{MARK}</p>",
            internet_message_id="",
        )

    def run(self) -> Iterator[Outcome]:
        """One outcome for each thing, as it is tried. What follows from a failure is left out."""
        first = self._try("list", self._list, essential=True)
        yield first
        if first.bad:
            return
        try:
            if isinstance(self._mailbox, Plantable):
                yield self._try("test mail", self._plant)
            yield from self._rest()
        finally:
            yield self._try("tidy up", self._tidy_up, essential=True)

    def _rest(self) -> Iterator[Outcome]:
        yield self._try("open", self._open, essential=True)
        yield self._try("answered", self._answered, essential=True)
        offered = self._mailbox.capabilities()
        for capability, step in (
            (Capability.BUSY, self._busy),
            (Capability.REMIND, self._remind),
            (Capability.FLAG, self._flag),
            (Capability.DRAFT, self._draft),
            (Capability.PROFILE, self._profile),
        ):
            if capability in offered:
                yield self._try(capability.value, step)
            else:
                yield Outcome(capability.value, LACKING)
        says = "not tried: nobody is sent an answer for a test"
        known = Capability.RESPOND in offered
        yield Outcome("respond", OK, says) if known else Outcome("respond", LACKING)

    def _try(self, what: str, step: Callable[[], str], *, essential: bool = False) -> Outcome:
        try:
            says = step()
        except NotOffered:
            return Outcome(what, LACKING, "", essential)
        except NotFound:
            return Outcome(what, FAILED, "the server does not find what was put there", essential)
        except (MailboxError, UserError) as exc:
            lacking = bool(getattr(exc, "lacks", False))
            return Outcome(what, LACKING if lacking else FAILED, str(exc), essential)
        except _Doubt as exc:
            return Outcome(what, FAILED, str(exc), essential)
        ways = getattr(self._mailbox, "ways", {})
        second = any(ways.get(name) == 2 for name in _WAYS.get(what, ()))
        return Outcome(what, SECOND if second else OK, says, essential)

    def _list(self) -> str:
        found = self._mailbox.list()
        if found:
            self._planted = (next((s.id for s in found if not s.problem), ""), "")
        return f"{len(found)} mails"

    def _plant(self) -> str:
        assert isinstance(self._mailbox, Plantable)
        self._planted = self._mailbox.plant(MARK)
        if not self._planted[0]:
            raise _Doubt("the server does not tell the id of what it has made")
        self._litter.append(self._planted[0])
        return "a marked mail was put into the inbox"

    def _open(self) -> str:
        id, message_id = self._planted
        if not id:
            return "the mailbox is empty"
        message = self._mailbox.open(id)
        if message_id and message.subject != MARK:
            raise _Doubt("another mail came than was asked for")
        if not message_id:
            self._planted = (id, message.internet_message_id)
        return "" if message.received else "without the time of its arrival"

    def _answered(self) -> str:
        found = self._mailbox.answered(self._planted[1])
        if found is Answered.UNKNOWN:
            return "the server cannot tell; the pane asks"
        if self._litter and found is not Answered.NO:
            raise _Doubt(f"a mail that nobody answered is called {found.value}")
        return found.value

    def _busy(self) -> str:
        now = self._now()
        return f"{len(self._mailbox.busy(now, now + timedelta(days=14)))} entries in two weeks"

    def _remind(self) -> str:
        """Made, moved and removed; a free entry is not among what is taken."""
        entry, later = self._entry, self._entry.at + timedelta(hours=1)
        try:
            for at in (entry.at, later):
                self._mailbox.remind(self._again(at))
        finally:
            self._mailbox.unremind(entry.key, self._planted[1])
        return "an entry was made, moved and removed"

    def _flag(self) -> str:
        if not self._litter:
            return "not tried: only a test mail is flagged"
        try:
            self._mailbox.flag(self._again(self._entry.at))
        finally:
            self._mailbox.unremind(self._entry.key, self._planted[1])
        return "the test mail was flagged, and the flag removed"

    def _again(self, at: datetime) -> Entry:
        entry = self._entry
        return Entry(
            key=entry.key,
            at=at,
            subject=MARK,
            html=entry.html,
            internet_message_id=self._planted[1],
        )

    def _draft(self) -> str:
        if not self._litter:
            return "not tried: only a test mail is answered"
        letter = Letter(subject=f"RE: {MARK}", html=f"<p>{MARK}</p>", text=MARK)
        made = self._mailbox.draft(self._planted[0], letter)
        if not made:
            raise _Doubt("the server does not tell the id of the draft; look among the drafts")
        self._litter.append(made)
        return ""

    def _profile(self) -> str:
        profile = self._mailbox.profile()
        hours = "working hours" if profile.working_hours else ""
        told = ", ".join(part for part in (profile.timezone, profile.language, hours) if part)
        if not told:
            raise NotOffered(Capability.PROFILE)
        return told

    def _tidy_up(self) -> str:
        for id in self._litter[::-1]:
            assert isinstance(self._mailbox, Plantable)
            self._mailbox.uproot(id)
        return f"{len(self._litter)} test items removed"
