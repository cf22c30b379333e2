"""What an employer's letter must and must not say.

A letter may rightly name neither strength nor reason: the job is gone, the candidate withdrew, or
it was decided to give no reason, which is usual in Germany (AGG).
"""

import re
from collections.abc import Iterator
from functools import cache

from ..model import LANGUAGES
from ..reading.cues import Hit
from . import book
from .decline import longer_than
from .mark import Mark, Rule, apart, missing, said
from .names import blanks, wrong_name
from .sheet import Sheet
from .tally import Tally

MOST_WORDS = 280
_BARE = frozenset({"position-closed", "withdrawal-received", "no-reason"})
_WEIGHS = ("turn_down", "negation", "contrast", "because", "feedback", "concern")


@cache
def _date() -> re.Pattern[str]:
    """A date, or a span of time."""
    spans = book.choice(word for lang in LANGUAGES for word in book.listed(lang, "spans"))
    return re.compile(
        r"(?<!\d)(?:20\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.?\s\w{3,10}"
        rf"|\d{{1,3}}\s(?:\w{{2,9}}\s)?(?:{spans})(?!\w))",
        re.I,
    )


def may_be_bare(sheet: Sheet) -> bool:
    """Whether neither a strength nor a reason is asked of it."""
    if sheet.context.no_reason or sheet.context.situation in _BARE:
        return True
    return any(sheet.signs(section) for section in ("closed", "withdrawn", "openly"))


def no_thanks(sheet: Sheet) -> Iterator[Mark]:
    if not sheet.signs("thanks"):
        yield missing(sheet, "no_thanks")


def no_strength(sheet: Sheet) -> Iterator[Mark]:
    tally = Tally(sheet)
    if not (may_be_bare(sheet) or tally.strength or tally.own_praise):
        yield missing(sheet, "no_strength")


def no_feedback(sheet: Sheet) -> Iterator[Mark]:
    tally = Tally(sheet)
    if not (may_be_bare(sheet) or tally.feedback or tally.own_reason):
        yield missing(sheet, "no_feedback")


def platitude(sheet: Sheet) -> Iterator[Mark]:
    """A cliché anywhere; what is merely empty only instead of a strength or of feedback."""
    marks = list(said(sheet, "platitude", "cliche"))
    tally = Tally(sheet)
    if not (may_be_bare(sheet) or (tally.strength and tally.feedback)):
        marks += said(sheet, "platitude", "platitude")
    yield from sorted(marks, key=lambda mark: mark.start)


def empty_pool_promise(sheet: Sheet) -> Iterator[Mark]:
    """To keep the details, or in touch, without meaning it, asking for it or saying how long."""
    pool, hits = sheet.context.talent_pool, sheet.signs("pool")
    agreed = bool(pool.consent) or bool(sheet.signs("consent"))
    ends = bool(pool.until) or any(_ends(sheet, hit.end) for hit in sheet.signs("until"))
    if hits and (pool.intended is False or not (agreed and ends)):
        yield Mark("empty_pool_promise", hits[0].start, hits[0].end)


def _ends(sheet: Sheet, place: int) -> bool:
    """Whether a date or a length of time stands there."""
    return _date().search(sheet.text, max(0, place - 20), place + 30) is not None


def hurtful_comparison(sheet: Sheet) -> Iterator[Mark]:
    """Words that compare; or poor words about the reader in a sentence that speaks of others."""
    yield from sorted(
        [*said(sheet, "hurtful_comparison", "comparison", "comparison_not"), *_set_beside(sheet)],
        key=lambda mark: mark.start,
    )


def _set_beside(sheet: Sheet) -> Iterator[Mark]:
    for sentence in sheet.sentences:
        others, poor = (sheet.within(each, *sentence) for each in ("others", "poor"))
        if others and poor and sheet.to_reader(*sentence):
            near = sorted([others[0], poor[0]], key=lambda hit: hit.start)
            yield Mark("hurtful_comparison", near[0].start, near[1].end)


def protected_ground(sheet: Sheet) -> Iterator[Mark]:
    """Grounds that the law protects, unless the sentence is about the work, or is kind."""
    for hit in apart(sheet.signs("protected"), sheet.signs("protected_not")):
        if not (_wished(sheet, hit.start) or _is_kind(sheet, hit)):
            yield Mark("protected_ground", hit.start, hit.end)


def _is_kind(sheet: Sheet, ground: Hit) -> bool:
    """Whether a sentence praises, and weighs nothing: "you were patient with the toddlers"."""
    return any(
        any(apart(sheet.within("praise", *sentence), [ground]))
        and not any(sheet.says(each, *sentence) for each in _WEIGHS)
        for sentence in sheet.sentences
        if sentence[0] <= ground.start < sentence[1]
    )


def false_hope(sheet: Sheet) -> Iterator[Mark]:
    """Promises and odds; "we cannot promise" is neither."""
    for mark in said(sheet, "false_hope", "false_hope", "false_hope_not"):
        if not (_wished(sheet, mark.start) or _denied(sheet, mark.start)):
            yield mark


def _denied(sheet: Sheet, place: int) -> bool:
    """Whether a negation stands before it in its clause."""
    return any(
        start <= place < end and sheet.says("negation", start, place)
        for sentence in sheet.sentences
        for start, end in sheet.clauses(*sentence)
    )


def _wished(sheet: Sheet, place: int) -> bool:
    """Whether the words are part of a wish: "we hope that next time ..."."""
    return any(s <= place < e and sheet.says("wish", s, place) for s, e in sheet.sentences)


def rejected_in_subject(sheet: Sheet) -> Iterator[Mark]:
    for hit in sheet.subject_signs("subject_rejected"):
        yield Mark("rejected_in_subject", hit.start, hit.end, "subject")


def too_long(sheet: Sheet) -> Iterator[Mark]:
    yield from longer_than(sheet, MOST_WORDS)


RULES: dict[str, Rule] = {
    "no_thanks": no_thanks,
    "no_strength": no_strength,
    "no_feedback": no_feedback,
    "platitude": platitude,
    "empty_pool_promise": empty_pool_promise,
    "hurtful_comparison": hurtful_comparison,
    "protected_ground": protected_ground,
    "placeholder_left": blanks,
    "wrong_name": wrong_name,
    "false_hope": false_hope,
    "rejected_in_subject": rejected_in_subject,
    "too_long": too_long,
}
