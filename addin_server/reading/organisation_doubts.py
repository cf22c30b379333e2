"""What tells that an organisation named in a mail is no employer in it.

Other proceedings than those of a job, and platforms that carry messages.
"""

import re

from ..model import Kind
from .names import own
from .organisation_cues import Cues, Keyed
from .source import Found, Source

_LAST_WORDS = re.compile(r"(?<!\w)[^\W\d_]+(?: [^\W\d_]+)? $")


def is_elsewhere(source: Source, known: Cues, kind: Kind) -> bool:
    """Is a mail of no certain kind about a flat, a loan, a membership?"""
    return kind is Kind.OTHER and _says(source, known.elsewhere)


def is_about_post(source: Source, known: Cues) -> bool:
    """Does the mail speak of a post, or of an application?"""
    return _says(source, known.posts)


def _says(source: Source, words: Keyed) -> bool:
    return words.within(source.subject) or words.within(source.body, *own(source))


def is_platform(source: Source, found: Found, known: Cues) -> bool:
    """`sent via Acme`, `your profile on Acme`: is it the name that a message came through?"""
    for text, span in ((source.subject, (0, len(source.subject))), (source.body, own(source))):
        at = text.find(found.value, *span)
        while at >= 0:
            m = _LAST_WORDS.search(text, max(0, at - 24), at)
            said = m[0].lower().split() if m else [""]
            if said[-1] in known.platforms or " ".join(said) in known.platforms:
                return True
            at = text.find(found.value, at + 1, span[1])
    return False
