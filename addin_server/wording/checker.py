"""All rules of a side, and their sentences."""

from collections.abc import Iterator

from ..errors import Malformed
from ..model import LANGUAGES
from . import book, decline, reject
from .draft import SIDES, Draft, Finding
from .mark import Mark, Rule
from .sheet import Sheet

_RULES: dict[str, dict[str, Rule]] = {"decline": decline.RULES, "reject": reject.RULES}

#: What can be found, by side, in the order in which it is told.
CODES = {side: tuple(rules) for side, rules in _RULES.items()}

_MOST = 3  #: places shown of one code


def check(draft: Draft, lang: str | None = None) -> tuple[Finding, ...]:
    """Findings in a draft, in the order of `CODES`; those of one code from left to right.

    `lang` is the language of the explanations, else the draft's. Raises Malformed.
    """
    if draft.side not in SIDES:
        raise Malformed("side", "one of: decline, reject")
    for each in (draft.lang, lang or draft.lang):
        if each not in LANGUAGES:
            raise Malformed("lang", "one of: nl, en, fr, de")
    sheet = Sheet(draft)
    if not sheet.lines:
        return ()  # there is nothing to say about an empty page
    return tuple(
        _worded(sheet, mark, lang or draft.lang)
        for rule in _RULES[draft.side].values()
        for mark in _few(rule(sheet))
    )


def _few(marks: Iterator[Mark]) -> list[Mark]:
    """The first places, each once."""
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.part != kept[-1].part or mark.start >= kept[-1].end:
            kept.append(mark)
        if len(kept) == _MOST:
            break
    return kept


def _worded(sheet: Sheet, mark: Mark, lang: str) -> Finding:
    text = sheet.subject if mark.part == "subject" else str(sheet.text)
    return Finding(
        code=mark.code,
        part=mark.part,
        start=mark.start,
        end=mark.end,
        words=text[mark.start : mark.end],
        why=book.why(lang, mark.code, **mark.details),
        better=book.better(sheet.lang, sheet.draft.side, mark.code),
    )
