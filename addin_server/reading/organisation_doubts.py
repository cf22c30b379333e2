"""What tells that an organisation named in a mail is no employer in it.

Other proceedings than those of a job, and platforms that carry messages.
"""

from ..model import Kind
from .names import own
from .organisation_cues import Cues, Keyed
from .source import Found, Source


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
            said = text[max(0, at - 24) : at].lower().split()[-2:]
            if said and text[at - 1] == " " and _comes_through(said, known):
                return True
            at = text.find(found.value, at + 1, span[1])
    return False


def _comes_through(said: list[str], known: Cues) -> bool:
    return said[-1] in known.platforms or " ".join(said) in known.platforms
