"""A letter and the values for its fields -> a mail. Pure."""

import hashlib
import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from ..errors import LetterIncomplete, LetterTooLong, Malformed
from ..model import Kind, Letter, Reading, Register
from ..phrases import bare, one_of
from ..salutation import closing, greeting
from ..subjects import unmarked
from .catalogue import (
    ADDRESSEE,
    LIMIT_BYTES,
    PHRASINGS,
    Catalogue,
    LetterField,
    LetterTemplate,
)
from .plaintext import BETWEEN_LINES, text_of

LIMIT_SUBJECT = 255  #: characters (Office.Subject.setAsync)

#: Formatting characters that turn the text after them around (Unicode UAX #9, 2.1 to 2.5).
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
#: Half of a character, and control characters but for those between words.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

#: After which the HTML goes on on a new line.
_ENDS = frozenset({"</p>", "</ul>", "</ol>", "</li>", "<ul>", "<ol>"})

#: Fields of which there may be several, to choose from.
MOMENTS = frozenset({"interview_datetimes", "alternatives"})

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
    addressee = given.get(ADDRESSEE[letter.side])
    words = given | _built_in(addressee, lang, register, phrasing)
    subject = answer_to(original_subject) or one_line(letter.subjects[lang].render(words))
    words |= {field.name: _paragraphs(given[field.name]) for field in letter.fields if field.long}
    return letter_of(subject, letter.bodies[lang].render(words))


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
    all letters. Any other name is a slip of the pen. Raises Malformed, LetterIncomplete.
    """
    for name in values:
        if name not in catalogue.fields and name not in READ:
            raise Malformed(name, "is not a field of this letter")
    given = {field.name: _value(field, values.get(field.name), lang) for field in letter.fields}
    if missing := tuple(f.name for f in letter.fields if f.required and not given[f.name]):
        raise LetterIncomplete(missing)
    return given


def _built_in(
    addressee: str | None, lang: str, register: Register, phrasing: int
) -> dict[str, object]:
    """What every text may use besides its fields: `catalogue.BUILT_IN`."""
    return {
        "register": register,
        "phrasing": phrasing,
        "salutation": greeting(addressee, lang, register),
        "closing": closing(lang, register),
    }


def _value(field: LetterField, value: object, lang: str) -> str:
    """One value, checked and folded. Moments in a list, or on lines: ``A, B of C``."""
    if value is None:
        return ""
    if field.name in MOMENTS:
        value = _joined(field, value, lang)
    if not isinstance(value, str):
        raise Malformed(field.name, "must be text")
    if len(value) > field.limit:
        raise Malformed(field.name, f"at most {field.limit} characters")
    if not value.isprintable():
        if _UNFIT.search(value):
            raise Malformed(field.name, "must not contain control characters")
        value = _TURNING.sub("", value)
    if field.name == "interview_datetimes":
        return bare(one_line(value), lang)
    return value.strip() if field.long else one_line(value)


def _joined(field: LetterField, value: object, lang: str) -> object:
    """Moments of a list, or on lines, as one value; any other value as it is."""
    if isinstance(value, str) and "\n" in value.strip():
        value = value.strip().splitlines()
    if not isinstance(value, list | tuple):
        return value
    options = [_value(field, each, lang) for each in value]
    return one_of([option for option in options if option], lang)


def one_line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str) -> Markup:
    """Text of several paragraphs, for a place inside ``<p>``."""
    if len(text.splitlines()) < 2:
        return escape(one_line(text))
    paragraphs = [p for p in re.split(r"(?:\r?\n|\r)\s*(?:\n|\r)", text) if p.strip()]
    lines = ([one_line(line) for line in p.splitlines()] for p in paragraphs)
    escaped = (Markup("<br>").join(filter(None, each)) for each in lines)
    return Markup("</p>\n<p>").join(escaped)


def answer_to(subject: str | None) -> str:
    """``RE: <original>`` on one line, whatever prefixes it had; "" when nothing is left of it."""
    plain = _TURNING.sub("", _CONTROL.sub(" ", subject or ""))
    plain = one_line(unmarked(one_line(plain)))
    return f"RE: {plain}"[:LIMIT_SUBJECT].rstrip() if plain else ""


def letter_of(subject: str, html: str) -> Letter:
    """Tidy the white space that templates leave. Raises LetterTooLong."""
    html = html.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    pieces = [piece.strip(" ") for piece in BETWEEN_LINES.split(html)]
    for index in range(1, len(pieces) - 2, 2):
        if pieces[index] in _ENDS and not pieces[index + 1]:
            pieces[index + 1] = "\n"
    html = "".join(pieces)
    while "  " in html:
        html = html.replace("  ", " ")
    size = len(html.encode())
    if size > LIMIT_BYTES:
        raise LetterTooLong(bytes=size)
    return Letter(subject=subject, html=html, text=text_of(html))
