"""A letter and the values for its fields -> a mail; the reminder mails. Pure."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from markupsafe import Markup

from ..errors import LetterIncomplete, LetterTooLong, Malformed
from ..model import Kind, Letter, Reading, Register
from ..phrases import bare, day, moment, one_of, sentence, time_left
from ..salutation import closing, greeting
from .catalogue import (
    ADDRESSEE,
    LIMIT_BYTES,
    LIMIT_FIELD,
    PHRASINGS,
    Catalogue,
    LetterField,
    LetterTemplate,
)
from .plaintext import text_of

LIMIT_SUBJECT = 255  #: characters (Office.Subject.setAsync)

#: What mail programs put before a subject that is answered or forwarded.
_PREFIXES = re.compile(r"^(?:\s*(?:re|fwd?|antw|aw|wg|tr|doorst)\s*(?:\[\d+\])?\s*[:：])+", re.I)
#: Formatting characters that turn the text after them around (Unicode UAX #9, 2.1 to 2.5).
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])

#: What `reading` finds in a mail; values of the same names may be handed on as they are.
READ = frozenset(Reading(kind=Kind.OTHER).as_json())


def render(
    catalogue: Catalogue,
    id: str,
    *,
    lang: str,
    register: Register | str,
    values: Mapping[str, object],
    original_subject: str | None = None,
    phrasing: int = 0,
) -> Letter:
    """Fill a letter in.

    Raises UnknownLetter, Malformed, LetterIncomplete (in the order of the form), LetterTooLong.
    """
    if phrasing not in range(PHRASINGS):
        raise Malformed("phrasing", f"a number from 0 to {PHRASINGS - 1}")
    letter = catalogue[id]
    register = _register(letter, lang, register)
    given = _given(catalogue, letter, values, lang)
    missing = tuple(f.name for f in letter.fields if f.required and not given[f.name])
    if missing:
        raise LetterIncomplete(missing)
    words: dict[str, object] = dict(given)
    words["register"], words["phrasing"] = register, phrasing
    words["salutation"] = greeting(given.get(ADDRESSEE[letter.side]), lang, register)
    words["closing"] = closing(lang, register)
    subject = answer_to(original_subject) or _line(letter.subjects[lang].render(words))
    for field in letter.fields:
        if field.long:
            words[field.name] = _paragraphs(given[field.name])
    return _letter(subject, letter.bodies[lang].render(words))


def phrasing_of(key: str) -> int:
    """Which phrasing a mail gets: the same for the same `key` (its Message-ID), today and later.

    About half of all keys get each, so that candidates who compare do not read one text.
    """
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[0] % PHRASINGS


def _register(letter: LetterTemplate, lang: str, register: Register | str) -> Register:
    if lang not in letter.languages:
        raise Malformed("lang", "the letter is not written in this language")
    if register not in letter.registers:
        raise Malformed("register", "the letter does not know this register")
    return Register(register)


def _given(
    catalogue: Catalogue, letter: LetterTemplate, values: Mapping[str, object], lang: str
) -> dict[str, str]:
    """Every field's value, "" where there is none.

    What a mail says, or another letter asks for, may be given too: so one set of values serves
    all letters. Any other name is a slip of the pen.
    """
    known = {field.name for each in catalogue.values() for field in each.fields} | READ
    for name in values:
        if name not in known:
            raise Malformed(name, "is not a field of this letter")
    return {field.name: _value(field, values.get(field.name), lang) for field in letter.fields}


def _value(field: LetterField, value: object, lang: str) -> str:
    """One value, checked and folded. A list of moments becomes a choice: ``A, B of C``."""
    if isinstance(value, list | tuple) and field.name == "interview_datetimes":
        options = [_value(field, each, lang) for each in value]
        value = one_of([option for option in options if option], lang)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(field.name, "must be text")
    if len(value) > field.limit:
        raise Malformed(field.name, f"at most {field.limit} characters")
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\r" for c in value):
        raise Malformed(field.name, "must not contain control characters")
    value = value.translate(_TURNING)
    if field.name == "interview_datetimes":
        return bare(_line(value), lang)
    return value.strip() if field.long else _line(value)


def _line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str) -> Markup:
    """Text of several paragraphs, for a place inside ``<p>``."""
    paragraphs = [p for p in re.split(r"(?:\r?\n|\r)\s*(?:\n|\r)", text) if p.strip()]
    lines = ([_line(line) for line in p.splitlines()] for p in paragraphs)
    escaped = (Markup("<br>").join(filter(None, each)) for each in lines)
    return Markup("</p>\n<p>").join(escaped)


def answer_to(subject: str | None) -> str:
    """``RE: <original>`` on one line, whatever prefixes it had; "" when nothing is left of it."""
    plain = "".join(" " if unicodedata.category(c) == "Cc" else c for c in subject or "")
    plain = _line(_PREFIXES.sub("", _line(plain.translate(_TURNING))))
    return f"RE: {plain}"[:LIMIT_SUBJECT].rstrip() if plain else ""


def _letter(subject: str, html: str) -> Letter:
    """Tidy the white space that templates leave. Raises LetterTooLong."""
    html = re.sub(r"[ \t\r\n]+", " ", html).strip()
    html = re.sub(r" ?(</?(?:p|ul|li|br)>) ?", r"\1", html)
    html = re.sub(r"(</p>|</ul>|</li>|<ul>)(?=<)", r"\1\n", html)
    size = len(html.encode())
    if size > LIMIT_BYTES:
        raise LetterTooLong(bytes=size)
    return Letter(subject=subject, html=html, text=text_of(html))


def render_notice(
    catalogue: Catalogue,
    *,
    lang: str,
    sender_name: str,
    job_title: str,
    company: str,
    seconds_left: float,
    limit: datetime,
    zone: tzinfo,
    link: str = "",
) -> Letter:
    """Write a reminder to its owner. Nothing of the mail but sender, role and organisation.

    An empty value is left out of the wording; zero or less `seconds_left` is a limit that passed.
    """
    left = time_left(seconds_left, lang)
    names = [_line(each)[:LIMIT_FIELD] for each in (sender_name, job_title, company)]
    key = "subject" + ("_expired" * (seconds_left <= 0)) + ("_plain" * (not names[2]))
    subject = sentence(lang, "notices", key, left=left[:1].upper() + left[1:], company=names[2])
    html = catalogue.notices[lang].render(
        sender_name=names[0],
        job_title=names[1],
        company=names[2],
        time_left=left,
        expired=seconds_left <= 0,
        limit=moment(limit, lang, zone),
        link=link,
    )
    return _letter(answer_to(subject).removeprefix("RE: "), html)


def render_promise(
    catalogue: Catalogue,
    *,
    lang: str,
    candidate_name: str,
    job_title: str,
    company: str,
    consent: bool,
    until: date,
    link: str = "",
) -> Letter:
    """Write the reminder of a promise to keep a candidate in mind. An empty value is left out."""
    names = [_line(each)[:LIMIT_FIELD] for each in (candidate_name, job_title, company)]
    end = day(until, lang)
    subject = sentence(lang, "notices", "subject_promise", name=names[0], until=end)
    html = catalogue.promises[lang].render(
        candidate_name=names[0],
        job_title=names[1],
        company=names[2],
        consent=consent,
        until=end,
        link=link,
    )
    return _letter(answer_to(subject).removeprefix("RE: "), html)
