"""What a candidate's letter must and must not say.

A letter that asks for another moment, or for a call instead, declines nothing: nothing about the
decision is asked of it.
"""

from collections.abc import Iterator

from .job import wrong_company, wrong_role
from .mark import Mark, Rule, missing, said
from .names import blanks, wrong_name
from .sheet import Sheet, Span

MOST_WORDS = 200
_MOMENTS = frozenset({"schedule-conflict", "alternative-form"})
_LONG = 3.0  #: sentences of reason, where one that merely goes on counts for less
_GOES_ON = 0.7
_POLITE = ("thanks", "wish", "apology")
_ASIDES = ("aside", "moment", "decision")  #: what a sentence may be about instead
_BURIED_SENTENCES, _BURIED_WORDS, _BURIED_SHARE = 4, 45, 0.6  #: of these much before the decision


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


def no_thanks(sheet: Sheet) -> Iterator[Mark]:
    if not sheet.signs("thanks"):
        yield missing(sheet, "no_thanks")


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
        hits = (*sheet.signs("hedge"), *sheet.signs("doubt"))
        if hits:
            yield Mark("no_decision", hits[0].start, hits[0].end)
        else:
            yield missing(sheet, "no_decision")


def undecided(sheet: Sheet) -> Iterator[Mark]:
    if not asks_for_moment(sheet):
        yield from said(sheet, "undecided", "doubt")


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
    yield from said(sheet, "rude", "rude")


def vague_reason(sheet: Sheet) -> Iterator[Mark]:
    yield from said(sheet, "vague_reason", "vague")


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
