"""The reminder in the mailbox itself: what the mailbox is told of a deadline, again and again.

A row of the database asks for it, and is there first. What is done for a row is the same however
often it is done: the entry has the deadline's key, so an attempt whose answer was lost is found.
"""

from html import escape

from .errors import NotFound, NotOffered
from .mailbox.port import Capability, Entry, Mailbox
from .model import LIVE, Deadline, NoticeState
from .planning import Preferences
from .resources import lexicon

NATIVE = "native"  #: `Notice.which` of the row
_NEEDS = {"appointment": Capability.REMIND, "flag": Capability.FLAG}
_AHEAD = (NoticeState.SCHEDULED, NoticeState.SNOOZED, NoticeState.DUE)


def is_wanted(chosen: Preferences, mailbox: Mailbox | None) -> bool:
    """Whether its owner wants the entry, and their mailbox can keep it."""
    needed = _NEEDS.get(chosen.native)
    return needed is not None and mailbox is not None and needed in mailbox.capabilities()


def mirror(
    mailbox: Mailbox | None, deadline: Deadline, chosen: Preferences, lang: str, link: str
) -> None:
    """Make the mailbox say what the deadline says. Raises MailboxError when it is to be retried."""
    if mailbox is None:
        return
    key, message_id = deadline.id, deadline.internet_message_id
    try:
        if deadline.state not in LIVE or chosen.native not in _NEEDS:
            mailbox.unremind(key, message_id)
            return
        keep = mailbox.flag if chosen.native == "flag" else mailbox.remind
        keep(entry_of(deadline, chosen, lang, link))
    except (NotFound, NotOffered):  # the mail is gone, or the mailbox cannot: nothing to retry
        return


def entry_of(deadline: Deadline, chosen: Preferences, lang: str, link: str) -> Entry:
    """At the limit, with Outlook's reminder when our last notice comes."""
    words = lexicon(lang, "native")
    notices = [notice.due_at for notice in deadline.notices if notice.state in _AHEAD]
    about = " – ".join(part for part in (deadline.job_title, deadline.company) if part)
    named = chosen.native_subject == "full" and about
    return Entry(
        key=deadline.id,
        at=max(notices, default=deadline.limit_at),
        limit=deadline.limit_at,
        subject=words["about"].format(about) if named else words["neutral"],
        html=f"<p>{escape(words['text'])}</p>"
        f'<p><a href="{escape(link)}">{escape(words["open"])}</a></p>',
        internet_message_id=deadline.internet_message_id,
    )
