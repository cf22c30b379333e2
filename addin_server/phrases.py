"""What the server says to people, in nl, en, fr, de; dates as people write them.

Only module that imports babel. The sentences are in ``lexicon/<lang>/*.toml``.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from functools import cache
from typing import Any

from babel.dates import format_date, format_datetime
from babel.lists import format_list

from .errors import AddinError
from .model import LANGUAGES
from .resources import lexicon

#: Patterns of Unicode TR 35. Without the year: every moment here is at most weeks away.
_MOMENTS = {
    "nl": "EEEE d MMMM 'om' HH.mm 'uur'",
    "en": "EEEE d MMMM 'at' HH:mm",
    "fr": "EEEE d MMMM 'à' H 'h' mm",
    "de": "EEEE, 'den' d. MMMM 'um' HH:mm 'Uhr'",
}
_RANGE = re.compile(
    r"\s*([a-z]{2,3}|\*)(?:[-_][a-z0-9]+)*\s*(?:;\s*q\s*=\s*([\d.]{1,6})\s*)?", re.I
)
_LONGEST_HEADER = 1000  #: characters; browsers send a few dozen


def sentence(lang: str, topic: str, key: str, **details: Any) -> str:
    """Word one thing. Raises KeyError for a language, key or detail that is not there."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    return str(lexicon(lang, topic)[key]).format_map(details)


def error_sentence(error: AddinError, lang: str, labels: Mapping[str, str] | None = None) -> str:
    """Word an error for whoever made it; never raises.

    `labels` are a letter's own words for its fields; without them the common ones are used.
    A code without a sentence is worded as the error above it in the tree.
    """
    lang = lang if lang in LANGUAGES else LANGUAGES[0]
    details = _details(error, lang, labels or {})
    for kind in type(error).__mro__:
        code = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
        try:
            return sentence(lang, "errors", code, **details)
        except (KeyError, ValueError, IndexError):
            continue
    return str(lexicon(lang, "errors")["addin_error"])


def _details(error: AddinError, lang: str, labels: Mapping[str, str]) -> dict[str, Any]:
    words = lexicon(lang, "errors")
    details = dict(error.details)
    known = {**words["fields"], **labels}
    if "missing" in details:
        details["missing"] = ", ".join(known.get(name, name) for name in details["missing"])
    if "field" in details:
        details["field"] = known.get(details["field"], details["field"])
    for name, table in (("mend", "mends"), ("reason", "reasons"), ("capability", "capabilities")):
        if name in details:
            details[name] = _looked_up(words, table, str(details[name]))
    if "retry_after" in details:
        details["wait"] = duration(float(details["retry_after"]), lang)
    return details


def _looked_up(words: Mapping[str, Any], table: str, english: str) -> str:
    """The table is keyed by the English words, as gettext does; other words get the general ones.

    In English the words themselves are said.
    """
    return str(words[table].get(english) or words[table]["other"]).replace("{}", english)


def moment(dt: datetime, lang: str, zone: tzinfo) -> str:
    """Write a moment out: ``dinsdag 1 december om 14.00 uur``."""
    local = dt.astimezone(zone)
    pattern = _MOMENTS[lang]
    if lang == "fr":
        pattern = pattern if local.minute else pattern.removesuffix(" mm")
        pattern = pattern.replace("d MMMM", "d'er' MMMM") if local.day == 1 else pattern
    return format_datetime(local, pattern, locale=lang)


def day(day: date, lang: str) -> str:
    """Write a date out: ``22 november 2026``, ``1er décembre 2026``."""
    written = format_date(day, "long", locale={"en": "en_GB"}.get(lang, lang))
    return written.replace("1 ", "1er ", 1) if lang == "fr" and day.day == 1 else written


def duration(seconds: float, lang: str) -> str:
    """Say how long: minutes under an hour, hours under two days, then days.

    To the nearest minute, then downwards; under three hours the minutes are told as well.
    """
    words = lexicon(lang, "notices")
    minutes = max(0, int((seconds + 30) // 60))
    if minutes < 1:
        return str(words["moments"])
    if minutes < 60:
        return _counted(words, "minute", minutes)
    hours, rest = divmod(minutes, 60)
    if hours < 3 and rest:
        parts = {
            "hours": _counted(words, "hour", hours),
            "minutes": _counted(words, "minute", rest),
        }
        return str(words["hours_and_minutes"]).format_map(parts)
    return _counted(words, "hour", hours) if hours < 48 else _counted(words, "day", hours // 24)


def _counted(words: Mapping[str, Any], unit: str, count: int) -> str:
    # Not babel.units: its data lacks the Dutch words for hours and days (2.18).
    return f"{count} {words['units'][unit][0 if count == 1 else 1]}"


def time_left(seconds: float, lang: str) -> str:
    """Say what is left of a deadline: ``nog 3 uur``; ``verlopen`` when nothing is."""
    if seconds <= 0:
        return sentence(lang, "notices", "expired")
    return sentence(lang, "notices", "left", time=duration(seconds, lang))


def one_of(words: Sequence[str], lang: str) -> str:
    """Join choices the way the language does: ``A, B of C``."""
    *most, last = words or ("",)
    return f"{', '.join(most)}{_or(lang)}{last}" if most else last


@cache
def _or(lang: str) -> str:
    # British English for its list: without the comma before "or", like the other three.
    return format_list(["", ""], style="or", locale={"en": "en_GB"}.get(lang, lang))


def bare(words: str, lang: str) -> str:
    """The words of a moment without a preposition before them: ``op dinsdag`` -> ``dinsdag``."""
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in lexicon(lang, "notices")["leading"] else words


def language_of(accept_language: str | None, default: str) -> str:
    """Best of nl, en, fr, de for an Accept-Language header (RFC 9110, 12.5.4); never raises.

    What cannot be read is passed over. ``*`` and other languages mean `default`.
    """
    best, best_quality = default, 0.0
    for part in (accept_language or "")[:_LONGEST_HEADER].split(","):
        match = _RANGE.fullmatch(part)
        if match is None:
            continue
        quality = _quality(match[2])
        if quality > best_quality:
            lang = match[1].lower()
            if lang in LANGUAGES:
                best, best_quality = lang, quality
    return best


def _quality(words: str | None) -> float:
    try:
        return min(float(words), 1.0) if words else 1.0
    except ValueError:
        return 0.0
