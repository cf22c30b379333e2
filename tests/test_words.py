"""Words of the lexicons, each in a short mail that is read otherwise without it.

The mails are in `corpus/words.<lang>.toml`: a text, perhaps a subject, and what is to be read of
it. `{}` in the text is each of `words` in turn; in what is to be read it is that word as well, or
what a table of words says of it. `lang` is for a word that counts in the mails of every language.
`python -m tests.bites` tells which words of a lexicon no test would miss.
"""

import tomllib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from addin_server.model import LANGUAGES, Kind
from addin_server.reading import (
    deadline_words,
    kinds,
    moment_grammar,
    moments,
    organisations,
    people,
    places,
    titles,
)
from addin_server.reading.parts import split
from tests.sources import source_of

CORPUS = Path(__file__).parent / "corpus"
AMSTERDAM, LONDON = ZoneInfo("Europe/Amsterdam"), ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)
GIVEN = {
    "subject": "subject",
    "from": "sender_name",
    "address": "sender_email",
    "to": "recipient_name",
}


def said(found):
    return found.value if found else ""


def contact(source, lang):
    return said(people.find(source, lang, Kind.INTERVIEW_INVITATION).contact)


def candidate(source, lang):
    return said(people.find(source, lang, Kind.INTERVIEW_INVITATION).candidate)


def applicant(source, lang):
    return said(people.find(source, lang, Kind.APPLICATION).candidate)


def place(source, lang):
    found = places.find(source, lang).location_or_mode
    return found.words if found else ""


def mode(source, lang):
    return places.find(source, lang).mode or ""


def when(source, lang):
    found = moments.find(source, lang, MONDAY, AMSTERDAM)
    return " ; ".join(shown(option.moment) for option in found)


def abroad(source, lang):
    """The same for a reader in London, in our time still."""
    found = moments.find(source, lang, MONDAY, LONDON)
    return " ; ".join(shown(option.moment) for option in found)


def until(source, lang):
    found = deadline_words.find(source, lang, MONDAY, AMSTERDAM)
    return f"{found.found.words} @ {shown(found.moment)}" if found else ""


def to_apply(source, lang):
    days = moment_grammar.options(source.body, lang, *source.newest)
    found = deadline_words.to_apply(source, lang, MONDAY, AMSTERDAM, days)
    return f"{found.found.words} @ {shown(found.moment)}" if found else ""


def company(source, lang):
    return said(organisations.find(source, lang, Kind.INTERVIEW_INVITATION).company)


def employer(source, lang):
    """The house to which somebody applies."""
    return said(organisations.find(source, lang, Kind.APPLICATION).company)


def post(source, lang):
    return said(titles.find(source, lang, Kind.INTERVIEW_INVITATION))


def sends_only(source, lang):
    """Whether nobody reads what is sent to the sender's address."""
    return "yes" if kinds.observe(source, lang, 0).figures["sends only"] else "no"


def newest(source, _lang):
    return source.body[slice(*split(source.body, source.subject).newest)].strip()


def signature(source, _lang):
    return source.body[slice(*split(source.body, source.subject).signature)].strip()


def quoted(source, _lang):
    return source.body[slice(*split(source.body, source.subject).quoted)].strip()


def shown(moment):
    """`2026-12-01 14:00`, with `-15:00` when it ends; or its words."""
    if moment.start is None:
        return moment.words
    start = f"{moment.start.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
    return f"{start}-{moment.end.astimezone(AMSTERDAM):%H:%M}" if moment.end else start


FIELDS = {
    read.__name__: read
    for read in (
        *(contact, candidate, applicant, place, mode, when, abroad, until, to_apply),
        *(company, employer, post, sends_only, newest, signature, quoted),
    )
}


def examples(lang):
    """Of each example, for each of its words: language, text, what is given and to be read."""
    book = tomllib.loads((CORPUS / f"words.{lang}.toml").read_text("utf-8"))
    for example in book["example"]:
        words = example.pop("words", {"": ""})
        words = words if isinstance(words, dict) else {word: word for word in words}
        spoken = example.pop("lang", lang)
        assert example.keys() <= {"text", *GIVEN, *FIELDS}
        yield [(spoken, *told(example, word, value)) for word, value in words.items()]


def told(example, word, value):
    given = {GIVEN[k]: v.replace("{}", word) for k, v in example.items() if k in GIVEN}
    wanted = {k: v.replace("{}", value) for k, v in example.items() if k in FIELDS}
    return word, example["text"].replace("{}", word), given, wanted


def read(lang, text, given, wanted):
    source = source_of(text, **given)
    return {field: FIELDS[field](source, lang) for field in wanted}


@pytest.mark.parametrize("example", [each for lang in LANGUAGES for each in examples(lang)])
def test_each_word_is_read(example):
    for lang, _word, text, given, wanted in example:
        assert (text, read(lang, text, given, wanted)) == (text, wanted)
