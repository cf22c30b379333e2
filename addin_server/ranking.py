"""Which letters fit a mail, and why. Pure.

A reason is a code; its sentence is in ``lexicon/<lang>/ranking.toml``.
"""

from collections.abc import Iterator

from .letters import Catalogue
from .model import LANGUAGES, Kind, Mode, Reading, Role, Suggestion
from .resources import lexicon

_UNSURE = 0.4  #: of what the same letter would score if the kind were certain
_STEP = 0.001  #: per place in the menu; decides between letters that fit equally well


def rank(reading: Reading, catalogue: Catalogue) -> list[Suggestion]:
    """Order the letters that fit, best first; none for mails that ask for no such answer."""
    best: dict[str, Suggestion] = {}
    for suggestion in _all(reading, catalogue):
        known = best.get(suggestion.id)
        if known is None or suggestion.score > known.score:
            best[suggestion.id] = suggestion
    return sorted(best.values(), key=lambda each: (-each.score, each.id))


def _all(reading: Reading, catalogue: Catalogue) -> Iterator[Suggestion]:
    if reading.kind is not Kind.UNSURE:
        yield from _of_kind(reading, reading.kind, catalogue, 1.0)
        return
    for guess in reading.guesses:
        yield from _of_kind(reading, guess.kind, catalogue, _UNSURE * guess.confidence)


def _of_kind(
    reading: Reading, kind: Kind, catalogue: Catalogue, weight: float
) -> Iterator[Suggestion]:
    reasons = dict(_reasons(reading, kind))
    for letter in catalogue.values():
        if kind not in letter.kinds or (kind is Kind.OTHER and letter.id not in reasons):
            continue
        why, score = reasons.get(letter.id, (f"fits_{kind}", 0.5))
        place = sum(1 for each in catalogue.values() if each.order < letter.order)
        why = why if reading.kind is not Kind.UNSURE else f"perhaps_{kind}"
        score = round(weight * (score - _STEP * place), 4)
        yield Suggestion(id=letter.id, side=letter.side, why=why, score=score)


def _reasons(reading: Reading, kind: Kind) -> Iterator[tuple[str, tuple[str, float]]]:
    """What in the mail itself speaks for a letter, or against it."""
    if kind is Kind.INTERVIEW_INVITATION:
        yield "after-accepting", ("accepted", 0.95) if reading.already_accepted else ("if_yes", 0.2)
        if reading.moments:
            yield "schedule-conflict", ("moment_named", 0.8)
        else:
            yield "schedule-conflict", ("no_moment", 0.3)
        if reading.mode is Mode.ON_SITE:
            yield "alternative-form", ("on_site", 0.7)
        else:
            yield "alternative-form", ("remote_already", 0.25) if reading.mode else ("if_far", 0.4)
    elif kind is Kind.RECRUITER_OUTREACH:
        yield "not-interested", ("outreach", 0.8)
        yield "keep-door-open", ("outreach_later", 0.7)
    elif kind is Kind.APPLICATION:
        met = _interviewed(reading)
        yield "after-interview", ("interviewed", 0.9) if met else ("if_interviewed", 0.4)
        yield "after-cv", ("application", 0.8)
    elif kind is Kind.OTHER and reading.withdrawal and reading.role is not Role.CANDIDATE:
        yield "withdrawal-received", ("withdrawn", 0.9)


def _interviewed(reading: Reading) -> bool:
    """Whether the words that made it an application look back on an interview."""
    said = " ".join(each.words for each in reading.evidence if each.field == "kind").casefold()
    return any(
        words in said for lang in LANGUAGES for words in lexicon(lang, "ranking")["looks_back"]
    )
