"""Whether a candidate's letter says no, and whether it stands by it.

A letter that asks for another moment, or for a call instead, declines nothing: nothing about the
decision is asked of it. What no list knows may still be a "no": missing is only what is nowhere.
"""

from collections.abc import Iterator

from ..reading.cues import Hit
from .cutting import Span
from .mark import Mark, apart, missing
from .sheet import Sheet

_MOMENTS = frozenset({"schedule-conflict", "alternative-form"})
_UNSURE = ("hedge", "doubt")
_SETTLES = ("resolved", "commitment")


def asks_for_moment(sheet: Sheet) -> bool:
    """Whether it asks for another moment or form, and says no to nothing."""
    if sheet.context.situation in _MOMENTS:
        return True
    asked = bool(sheet.signs("moment")) and any(_asks(sheet, each) for each in sheet.sentences)
    return asked and not sheet.signs("decision")


def _asks(sheet: Sheet, sentence: Span) -> bool:
    """Whether it asks or proposes something, rather than looking back on a call."""
    asked = sheet.text[sentence[0] : sentence[1]].endswith("?") or sheet.says("request", *sentence)
    return asked and not sheet.says("thanks", *sentence)


def decision(sheet: Sheet) -> Span | None:
    """The sentence that says no."""
    for start, end in sheet.sentences:
        unsure = sheet.says("hedge", start, end) or sheet.says("doubt", start, end)
        told = sheet.says("decision", start, end) or sheet.parted(start, end)
        if told and not (unsure and sheet.says("hedged", start, end)):
            return start, end
        asked = sheet.text[start:end].endswith("?")
        negated = sheet.says("negation", start, end) and sheet.says(
            "subject_of_decision", start, end
        )
        if negated and not unsure and not asked:
            return start, end
    return None


def no_decision(sheet: Sheet) -> Iterator[Mark]:
    if asks_for_moment(sheet):
        return
    hedged = sheet.signs("hedged")
    if hedged:
        yield Mark("no_decision", hedged[0].start, hedged[0].end)
    elif decision(sheet) is None:
        hits = [hit for section in _UNSURE for hit in _open(sheet, section)]
        if _may_decide(sheet, hits):
            return
        yield (
            Mark("no_decision", hits[0].start, hits[0].end)
            if hits
            else missing(sheet, "no_decision")
        )


def _may_decide(sheet: Sheet, unsure: list[Hit]) -> bool:
    """Whether some words may say no in a way of their own; in doubt, "not" alone is not enough."""
    return any(
        any(sheet.says(each, *clause) for each in _SETTLES)
        or (not unsure and sheet.says("negation", *clause) and sheet.says("self", *sentence))
        for sentence in sheet.sentences
        if not sheet.text[slice(*sentence)].endswith("?")
        for clause in sheet.clauses(*sentence)
        if not any(clause[0] <= hit.start < clause[1] for hit in unsure)
    )


def undecided(sheet: Sheet) -> Iterator[Mark]:
    if not asks_for_moment(sheet):
        for hit in _open(sheet, "doubt"):
            yield Mark("undecided", hit.start, hit.end)


def _open(sheet: Sheet, section: str) -> list[Hit]:
    """Doubts that are not over: "I went back and forth, and now it is settled"."""
    hits = apart(sheet.signs(section), sheet.signs("doubt_not"))
    return [hit for hit in hits if not _is_over(sheet, hit)]


def _is_over(sheet: Sheet, doubt: Hit) -> bool:
    """Whether the decision comes behind a doubt: in a later sentence, or at the end of its own."""
    told = decision(sheet)
    if told is not None and doubt.start < told[0]:
        return True
    near = [each for each in sheet.sentences if each[1] > doubt.end][:2]
    clauses = (clause for sentence in near for clause in sheet.clauses(*sentence))
    return any(
        _settles(sheet, max(start, doubt.end), end) for start, end in clauses if end > doubt.end
    )


def _settles(sheet: Sheet, start: int, end: int) -> bool:
    """Whether it is said there that the doubt is over, and nothing takes that back."""
    hits = sheet.within("resolved", start, end)
    against = [hit for each in ("negation", *_UNSURE) for hit in sheet.within(each, start, end)]
    return bool(hits) and not list(apart(against, hits))
