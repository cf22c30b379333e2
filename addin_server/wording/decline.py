"""What a candidate's letter must and must not say."""

import re
from collections.abc import Iterator

from .cutting import Span
from .decided import asks_for_moment, decision, no_decision, undecided
from .job import wrong_company, wrong_role
from .mark import Mark, Rule, missing, said
from .names import blanks, wrong_name
from .sheet import Sheet

MOST_WORDS = 200
_LONG = 3.0  #: sentences of reason, where one that merely goes on counts for less
_GOES_ON = 0.7
_EXCLAMATION = 6  #: words of a sentence that needs no object: "What a joke."
_NAMED = re.compile(
    r"[^.!?\n]{0,60}?(?::\s|\s[–—(-]\s?)\S+\s\S+\s\S"
)  #: what a reason is, behind a sign
_POLITE = ("thanks", "wish", "apology")
_ASIDES = ("aside", "moment", "decision")  #: what a sentence may be about instead
_BURIED_SENTENCES, _BURIED_WORDS, _BURIED_SHARE = 5, 60, 0.75  #: of these much before the decision


def no_thanks(sheet: Sheet) -> Iterator[Mark]:
    """Neither a word of thanks nor one about how the reader was: "you were both so kind"."""
    if not (sheet.signs("thanks") or sheet.signs("kindness")):
        yield missing(sheet, "no_thanks")


def decision_buried(sheet: Sheet) -> Iterator[Mark]:
    found = decision(sheet)
    if asks_for_moment(sheet) or found is None:
        return
    start, end = sheet.body
    before = sum(1 for sentence in sheet.sentences if sentence[0] < found[0])
    words, all_words = sheet.words(start, found[0]), sheet.words(start, end)
    late = words >= _BURIED_WORDS and words >= _BURIED_SHARE * all_words
    if before >= _BURIED_SENTENCES and late:
        yield Mark("decision_buried", *found)


def rude(sheet: Sheet) -> Iterator[Mark]:
    """Harsh words; one alone only of the reader or the work, not of a diary or the weather."""
    for mark in said(sheet, "rude", "rude", "rude_not"):
        if " " in sheet.text[mark.start : mark.end] or _of_them(sheet, mark.start):
            yield mark


def _of_them(sheet: Sheet, place: int) -> bool:
    """Whether a sentence speaks of the reader or the work, or is too short to say of whom."""
    return any(
        sheet.words(*sentence) <= _EXCLAMATION
        or sheet.to_reader(*sentence)
        or sheet.says("employer", *sentence)
        for sentence in sheet.sentences
        if sentence[0] <= place < sentence[1]
    )


def vague_reason(sheet: Sheet) -> Iterator[Mark]:
    """Unless the reason follows: "a few things have come up: the roof leaks"; or in the closing."""
    for mark in said(sheet, "vague_reason", "vague", "vague_not"):
        if mark.end <= sheet.body[1] and not _NAMED.match(sheet.text, mark.end):
            yield mark


def long_reason(sheet: Sheet) -> Iterator[Mark]:
    """Sentences on end that give reasons, with at most one between them that does not."""
    run: list[Span] = []
    size, gap = 0.0, False
    told = decision(sheet)
    for sentence in sheet.sentences:
        begun = bool(run) or (told is not None and told[0] < sentence[0])
        weight = _weight(sheet, sentence, begun)
        if weight:
            run, size, gap = [*run, sentence], size + weight, False
        elif sentence != told and (gap or _polite(sheet, sentence)):
            run, size = [], 0.0
        else:
            gap = sentence != told
        if size >= _LONG:
            yield Mark("long_reason", run[0][0], run[-1][1])
            return


def _polite(sheet: Sheet, sentence: Span) -> bool:
    return any(sheet.says(each, *sentence) for each in _POLITE)


def _weight(sheet: Sheet, sentence: Span, begun: bool) -> float:
    """How much of a reason a sentence is: all, partly or not."""
    if sheet.text[sentence[0] : sentence[1]].endswith("?") or _polite(sheet, sentence):
        return 0.0
    to_reader = begun and sheet.to_reader(*sentence)
    if to_reader or not (begun or sheet.says("reason", *sentence)):
        return 0.0
    if any(sheet.says(each, *sentence) for each in ("reason", "more_reason")):
        return 1.0
    return 0.0 if any(sheet.says(each, *sentence) for each in _ASIDES) else _GOES_ON


def no_apology_after_accepting(sheet: Sheet) -> Iterator[Mark]:
    known = sheet.context.already_accepted or sheet.context.situation == "after-accepting"
    agreed = known or bool(sheet.signs("accepted"))
    if agreed and not sheet.signs("apology") and not asks_for_moment(sheet):
        yield missing(sheet, "no_apology_after_accepting")


def too_long(sheet: Sheet) -> Iterator[Mark]:
    yield from longer_than(sheet, MOST_WORDS)


def longer_than(sheet: Sheet, limit: int) -> Iterator[Mark]:
    """Of the greeting, the body and the closing; not of addresses or a signature."""
    start = sheet.greeting[0] if sheet.greeting else 0
    if sheet.words(start, sheet.body[1]) > limit:
        yield Mark("too_long", *sheet.sentences[-1], details={"limit": limit})


def no_closing(sheet: Sheet) -> Iterator[Mark]:
    if sheet.closing is None and sheet.sentences:
        yield missing(sheet, "no_closing", -1)


RULES: dict[str, Rule] = {
    "no_thanks": no_thanks,
    "no_decision": no_decision,
    "undecided": undecided,
    "rude": rude,
    "vague_reason": vague_reason,
    "long_reason": long_reason,
    "no_apology_after_accepting": no_apology_after_accepting,
    "decision_buried": decision_buried,
    "too_long": too_long,
    "placeholder_left": blanks,
    "wrong_name": wrong_name,
    "wrong_company": wrong_company,
    "wrong_role": wrong_role,
    "no_closing": no_closing,
}
