"""The JSON that goes out, in the shapes that the pane relies on; promises as CSV too."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

from . import phrases
from .asked import Opened
from .letters import Catalogue, LetterField, LetterTemplate
from .model import LANGUAGES, Deadline, Moment, Notice, Reading, Schedule, iso
from .naming import parse
from .planning import Preferences
from .promises import Promise
from .resources import lexicon

#: Fields that a candidate's own words may start.
HINTED = frozenset({"strength", "strength_two", "feedback"})

#: What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def opened_json(
    opened: Opened, catalogue: Catalogue, chosen: Preferences, lang: str, now: datetime
) -> dict[str, Any]:
    """What the pane shows of the open mail; labels in the asker's language."""
    side = opened.suggestions[0].side if opened.suggestions else None
    return {
        "reading": opened.reading.as_json(),
        "tone": opened.reading.tone,
        "side": side,
        "letters": _ranked(opened, catalogue, chosen, lang),
        "schedule": schedule_json(opened.schedule, now),
        "deadline": deadline_json(opened.deadline) if opened.deadline else None,
        "conflicts": [
            {"words": moment.words, "start": iso(moment.start), "end": iso(moment.end)}
            for moment in opened.agenda.conflicts
        ],
        "free_moments": _free(opened),
        "meeting_request": opened.meeting_request,
    }


def _free(opened: Opened) -> list[dict[str, Any]]:
    """Moments to propose, in the letter's language; dates as people write them."""
    lang = opened.reading.lang if opened.reading.lang in LANGUAGES else LANGUAGES[0]
    return [
        {"start": iso(start), "words": phrases.moment(start, lang, start.tzinfo or UTC)}
        for start in opened.agenda.free
    ]


def _ranked(
    opened: Opened, catalogue: Catalogue, chosen: Preferences, lang: str
) -> list[dict[str, Any]]:
    order = [s.id for s in opened.suggestions]
    order += [id for id in catalogue if id not in order]
    why = {s.id: phrases.sentence(lang, "ranking", s.why) for s in opened.suggestions[:3]}
    values = known_values(opened.reading, chosen)
    found = opened.hints
    return [letter_json(catalogue[id], lang, values, why.get(id), found) for id in order]


def known_values(reading: Reading, chosen: Preferences) -> dict[str, str]:
    """What the mail itself says, under the names that the letters' fields have."""
    lang = reading.lang if reading.lang in LANGUAGES else LANGUAGES[0]
    values = {
        "company": reading.company,
        "job_title": reading.job_title,
        "contact_name": reading.contact_name,
        "candidate_name": reading.candidate_name,
        "interview_datetimes": phrases.one_of([_named(m, lang) for m in reading.moments], lang),
    }
    signer, addressee = "contact_name", "candidate_name"
    if reading.role != "employer":
        signer, addressee = addressee, signer
    values[addressee] = _with_title(reading, addressee, lang)
    values[signer] = chosen.closing_name
    return {name: value for name, value in values.items() if value}


def _with_title(reading: Reading, field: str, lang: str) -> str | None:
    """A name as the mail writes it, `Frau Dr. Vogel`: how to greet her depends on it."""
    name: str | None = getattr(reading, field)
    said = next((each.words for each in reading.evidence if each.field == field), "")
    titled = " ".join(said.split())
    known = name and titled.endswith(name) and parse(titled, lang).names == parse(name, lang).names
    return titled if known else name


def _named(moment: Moment, lang: str) -> str:
    """The mail's own words, unless they stood in cells or on lines of their own."""
    in_one_piece = not set(moment.words) & set("\n\t")
    if in_one_piece or moment.start is None or moment.start.tzinfo is None:
        return " ".join(moment.words.split())
    return phrases.moment(moment.start, lang, moment.start.tzinfo)


def letter_json(
    letter: LetterTemplate,
    lang: str,
    values: dict[str, str],
    why: str | None,
    hints: Sequence[str],
) -> dict[str, Any]:
    return {
        "id": letter.id,
        "side": letter.side,
        "title": letter.title[lang],
        "when": letter.when[lang],
        "languages": list(letter.languages),
        "registers": [register.value for register in letter.registers],
        "suggested": why is not None,
        "why": why,
        "fields": [
            _field(field, lang, values.get(field.name, ""), hints) for field in letter.fields
        ],
    }


def _field(field: LetterField, lang: str, value: str, hints: Sequence[str]) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.labels[lang],
        "help": field.help.get(lang, ""),
        "required": field.required,
        "long": field.long,
        "value": value,
        "hints": list(hints) if field.name in HINTED else [],
    }


def schedule_json(plan: Schedule | None, now: datetime) -> dict[str, Any] | None:
    if plan is None:
        return None
    moments = {"limit": iso(plan.limit), "soft": iso(plan.soft), "final": iso(plan.final)}
    return moments | {"passed": plan.limit.astimezone(UTC) <= now}


HIDDEN = ("owner", "conversation_id", "created_at", "updated_at", "ended_at")


def deadline_json(deadline: Deadline) -> dict[str, Any]:
    shape = {k: v for k, v in asdict(deadline).items() if k not in HIDDEN}
    shape["notices"] = [notice_json(notice) for notice in deadline.notices]
    return shape


def notice_json(notice: Notice) -> dict[str, Any]:
    shown = ("id", "which", "due_at", "state", "delivered_at", "seen_at")
    return {name: getattr(notice, name) for name in shown}


def deadlines_json(found: Sequence[Deadline]) -> list[dict[str, Any]]:
    return [deadline_json(deadline) for deadline in found]


def promise_json(promise: Promise) -> dict[str, Any]:
    return {
        "id": promise.id,
        "candidate_name": promise.candidate_name,
        "job_title": promise.job_title,
        "company": promise.company,
        "until": promise.until.isoformat(),
        "consent": promise.consent,
        "made_at": iso(promise.made_at),
        "remind_at": iso(promise.remind_at),
        "state": promise.state.value,
    }


def promises_json(found: Iterable[Promise]) -> list[dict[str, Any]]:
    return [promise_json(promise) for promise in found]


def promises_csv(found: Iterable[Promise], lang: str, zone: ZoneInfo) -> bytes:
    """A table that opens in a spreadsheet of the language; days in the user's zone.

    RFC 4180, but for the separator; with the mark by which spreadsheets know UTF-8.
    """
    words = lexicon(lang, "promises")
    table = StringIO()
    writer = csv.writer(table, delimiter=words["separator"])
    writer.writerow(words["columns"].values())
    writer.writerows(_row(promise, words, zone) for promise in found)
    return table.getvalue().encode("utf-8-sig")


def _row(promise: Promise, words: Mapping[str, Any], zone: ZoneInfo) -> tuple[str, ...]:
    return (
        _harmless(promise.candidate_name),
        _harmless(promise.job_title),
        _harmless(promise.company),
        promise.until.isoformat(),
        words["yes"] if promise.consent else words["no"],
        promise.made_at.astimezone(zone).date().isoformat(),
        promise.remind_at.astimezone(zone).date().isoformat(),
        words["states"][promise.state],
    )


def _harmless(words: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(FORMULA) else words
