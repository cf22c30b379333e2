"""Every letter, in every language, register and phrasing, with much, little and hostile to say."""

import re
from html.parser import HTMLParser
from itertools import combinations, product

import pytest

from addin_server.letters import check, load, render
from addin_server.letters.catalogue import LIMIT_BYTES, PHRASINGS
from addin_server.model import LANGUAGES, Register
from addin_server.resources import folder, lexicon

#: What the product promises.
DECLINE = {
    "schedule-conflict", "alternative-form", "other-offer", "not-interested", "role-fit",
    "career-direction", "commute", "keep-door-open", "not-ready", "personal", "qualifications",
    "culture-fit", "general", "company-concerns", "refer-someone", "withdraw-application",
    "after-accepting",
}  # fmt: skip
REJECT = {
    "after-cv", "after-phone", "after-interview", "final-round", "other-stronger", "missing-skill",
    "position-closed", "talent-pool", "no-reason", "withdrawal-received",
}  # fmt: skip

RICH = {
    "contact_name": "Lotte van 't Hoff",
    "company": "Voorbeeld nv",
    "job_title": "testingenieur (m/v/x)",
    "candidate_name": "Sam de Wit",
    "interview_datetimes": ["dinsdag 1 december om 14.00 uur", "woensdag 2 december om 10.00 uur"],
    "alternatives": "donderdag na 15 uur of vrijdag de hele dag",
    "reason": "ik zoek werk dichter bij huis",
    "other_roles": "functies rond data-analyse",
    "direction": "een eigen praktijk",
    "travel": "anderhalf uur per rit",
    "open_to": "een functie op afstand",
    "requirement": "vloeiend Deens",
    "later": "in het voorjaar",
    "referred_name": "Noor Maes",
    "strength": "de heldere opbouw van het portfolio.",
    "strength_two": "de rustige manier van uitleggen",
    "criterion": "ervaring met het leiden van een team",
    "feedback": "Hoe er getest wordt, was helder.\n\nOver begeleiding hoorden we minder.",
    "call": "donderdag tussen 9 en 11 uur op 02 555 01 23",
    "door_open": "een nieuwe kandidatuur is van harte welkom",
    "advice": "een jaar als projectleider",
    "pool_until": "1 december 2027",
}
HOSTILE = {
    "html": "<script>alert(1)</script>&amp;\"'</p>{{ 7*7 }}{% raw %}",
    "lines": "een\r\n\r\n twee \n\tdrie",
    "long": "é" * 500,
    "rtl": "\u202eשלום עולם مرحبا\u2066",
    "emoji": "👩🏽‍💻 & ✨",
}
CATALOGUE = load(None)
TEXTS = [
    pytest.param(letter, lang, id=f"{letter.id}-{lang}")
    for letter in CATALOGUE.values()
    for lang in letter.languages
]
each_text = pytest.mark.parametrize(("letter", "lang"), TEXTS)
each_letter = pytest.mark.parametrize("letter", CATALOGUE.values(), ids=lambda each: each.id)
WAYS = list(product(Register, range(PHRASINGS)))


def fill(letter, lang, way, values):
    names = {field.name for field in letter.fields}
    given = {name: value for name, value in values.items() if name in names}
    register, phrasing = way
    return render(
        CATALOGUE, letter.id, lang=lang, register=register, values=given, phrasing=phrasing
    )


def required(letter, values=RICH):
    return {f.name: values[f.name] for f in letter.fields if f.required}


class Balance(HTMLParser):
    """Tags that are not closed, or closed in the wrong place."""

    def __init__(self):
        super().__init__()
        self.open, self.tags = [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def check_form(letter):
    """What holds for every letter, whatever was filled in."""
    balance = Balance()
    balance.feed(letter.html)
    balance.close()
    assert balance.open == []
    assert balance.tags <= {"p", "br", "ul", "li", "strong", "a"}
    assert not re.search(r"<(p|li|strong)>\s*</\1>", letter.html)
    assert len(letter.html.encode()) <= LIMIT_BYTES
    assert len(letter.subject.splitlines()) == 1
    assert "  " not in letter.text + letter.subject
    assert "\n\n\n" not in letter.text
    assert not re.search(r"[ \t]\n|\n[ \t]", letter.text)
    assert "None" not in letter.text + letter.subject


def check_prose(text):
    """No trace of an empty place; nothing ends twice."""
    text = text.replace("\xa0", "_")
    assert not re.search(r"\s[.,;?!](?:\s|$)|\(\s*\)|:\s*[.:]|: *\n\n*$|,\s*,|\.\.|[.!?],", text)
    assert text.count("!") <= 1


def test_the_promised_letters_are_there_in_all_languages():
    assert {id for id, each in CATALOGUE.items() if each.side == "decline"} == DECLINE
    assert {id for id, each in CATALOGUE.items() if each.side == "reject"} == REJECT
    for letter in CATALOGUE.values():
        assert letter.languages == LANGUAGES
        assert letter.registers == (Register.FORMAL, Register.INFORMAL)


def test_nothing_is_wrong_with_them():
    assert check(folder("templates")) == []


@each_text
def test_with_everything_filled_in(letter, lang):
    for way in WAYS:
        said = fill(letter, lang, way, RICH)
        check_form(said)
        check_prose(said.text)
        assert 60 <= len(said.text.split()) <= (170 if letter.side == "decline" else 220)
        for field in letter.fields:
            for value in [RICH[field.name]] if field.name not in INFLECTED else []:
                assert value[1:].rstrip(".").split("\n")[0] in said.text, field.name


#: Greeted, joined or listed rather than written as they are.
INFLECTED = {"contact_name", "candidate_name", "interview_datetimes"}


@each_text
def test_with_only_what_is_needed(letter, lang):
    for way in WAYS:
        said = fill(letter, lang, way, required(letter))
        check_form(said)
        check_prose(said.text)
        assert 60 <= len(said.text.split()) <= 170


@each_text
def test_each_optional_value_alone(letter, lang):
    for field in letter.fields:
        if not field.required:
            for way in WAYS:
                values = required(letter) | {field.name: RICH[field.name]}
                check_prose(fill(letter, lang, way, values).text)


@each_text
def test_with_hostile_values(letter, lang):
    for way, kind in product(WAYS, HOSTILE):
        said = fill(letter, lang, way, dict.fromkeys(RICH, HOSTILE[kind]))
        check_form(said)
        assert "<script" not in said.html
        assert "49" not in said.text
        assert "\u202e" not in said.text
        if kind == "html":
            assert HOSTILE["html"] in said.text


@each_text
def test_the_phrasings_are_worded_differently(letter, lang):
    for register in Register:
        texts = [fill(letter, lang, (register, n), RICH).text for n in range(PHRASINGS)]
        for one, other in combinations([wording(text) for text in texts], 2):
            assert len(one & other) < 0.6 * min(len(one), len(other))


def wording(text):
    """Runs of three words, without salutation and closing."""
    words = " ".join(text.split("\n\n")[1:-1]).split()
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}


THANKS = {"nl": r"\b[Bb]edankt|\b[Dd]ank\b", "en": r"[Tt]hank", "fr": r"[Mm]erci", "de": r"[Dd]ank"}
SORRY = {
    "nl": "excuses|[Ss]orry|spijt",
    "en": "apologise|[Ss]orry",
    "fr": "excuse|désolé|regrette|pardon",
    "de": "entschuldige|Entschuldigung|[Ll]eid",
}


@each_text
def test_every_letter_thanks_early(letter, lang):
    for way in WAYS:
        paragraphs = fill(letter, lang, way, required(letter)).text.split("\n\n")
        early = paragraphs[1:] if letter.id == "after-accepting" else paragraphs[1:2]
        assert re.search(THANKS[lang], "\n".join(early))


@each_text
def test_every_letter_names_role_and_organisation_at_once(letter, lang):
    for way in WAYS:
        first = "\n\n".join(fill(letter, lang, way, required(letter)).text.split("\n\n")[:3])
        assert "Voorbeeld nv" in first
        assert "testingenieur (m/v/x)" in first


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "id", ["schedule-conflict", "alternative-form", "after-accepting", "personal"]
)
def test_letters_that_must_apologise_do(id, lang):
    for way in WAYS:
        text = fill(CATALOGUE[id], lang, way, required(CATALOGUE[id])).text
        assert re.search(SORRY[lang], text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_after_a_yes_the_apology_comes_first(lang):
    for way in WAYS:
        text = fill(CATALOGUE["after-accepting"], lang, way, RICH).text
        assert re.search(SORRY[lang], re.split(r"[:.]", text.split("\n\n")[1])[0])


def test_the_proposed_time_is_named():
    for lang, way in product(LANGUAGES, WAYS):
        said = fill(CATALOGUE["schedule-conflict"], lang, way, RICH).text
        assert "dinsdag 1 december om 14.00 uur" in said


#: As the pane writes the moments that are picked.
TIMES = {
    "nl": ["dinsdag 1 december om 14.00 uur", "woensdag 2 december om 10.00 uur", "vrijdag"],
    "en": ["Tuesday 1 December at 14:00", "Wednesday 2 December at 10:00", "any time on Friday"],
    "fr": ["mardi 1er décembre à 14 h", "mercredi 2 décembre à 10 h", "vendredi matin"],
    "de": ["Dienstag, den 1. Dezember um 14:00 Uhr", "Mittwoch um 10:00 Uhr", "Freitag ganztags"],
}
OR = {"nl": "of", "en": "or", "fr": "ou", "de": "oder"}
#: What would be said of several only.
SEVERAL = {
    "nl": r"momenten\b|\been daarvan|tijdstippen",
    "en": r"\btimes\b|\b(?:one|none|any) of (?:them|these)",
    "fr": r"\bmoments\b|\bl’un d|\baucun|créneaux",
    "de": r"\bTermine\b|\bZeiten\b|\beiner davon|\bdavon nichts",
}


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", ["schedule-conflict", "alternative-form"])
def test_one_moment_reads_as_well_as_three(id, lang, count):
    given = TIMES[lang][:count]
    *most, last = given
    choice = f"{', '.join(most)} {OR[lang]} {last}" if most else last
    for way in WAYS:
        values = required(CATALOGUE[id]) | {"alternatives": given}
        said = fill(CATALOGUE[id], lang, way, values).text
        assert choice[1:] in said
        check_prose(said)
        assert not re.search(SEVERAL[lang], said, re.I)
        for written in (choice, "\n".join(given)):
            assert fill(CATALOGUE[id], lang, way, values | {"alternatives": written}).text == said


CONSENT = {
    "nl": "toestemming|akkoord|instemt",
    "en": "permission|consent|if you agree|your agreement|all right with you",
    "fr": r"\baccord\b|autoris",
    "de": "[Ee]inwillig|[Ee]inverstand|[Zz]ustimm",
}
WITH_POOL = [t for t in TEXTS if "pool_until" in {field.name for field in t.values[0].fields}]


@pytest.mark.parametrize(("letter", "lang"), WITH_POOL)
def test_a_pool_asks_for_consent_and_is_offered_only_when_it_is_meant(letter, lang):
    for way in WAYS:
        assert re.search(CONSENT[lang], fill(letter, lang, way, RICH).text)
        if letter.id != "talent-pool":
            assert not re.search(CONSENT[lang], fill(letter, lang, way, required(letter)).text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pool_says_how_to_be_removed(lang):
    for way in WAYS:
        assert re.search(REMOVED[lang], fill(CATALOGUE["talent-pool"], lang, way, RICH).text)


REMOVED = {
    "nl": "schrappen|verwijderen",
    "en": "remove you|take you off|deleted",
    "fr": "retir|supprim|efface|radi",
    "de": "lösch|streich|entfern|austrag",
}

#: What these letters must never touch, in any language.
JUDGEMENT = (
    r"cultuur|culture|Kultur|reputat|réputat|Ruf\b|slecht|bad\b|mauvais|schlecht"
    r"|ziek|illness|malad|krank|familie|family|famille|overl[ei]|decease|décès|Trauer"
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", ["culture-fit", "company-concerns", "personal"])
def test_what_is_nobodys_business_is_left_out(id, lang):
    assert {f.name for f in CATALOGUE[id].fields} == {
        "contact_name", "job_title", "company", "candidate_name",
    }  # fmt: skip
    for way in WAYS:
        text = fill(CATALOGUE[id], lang, way, RICH).text
        assert not re.search(JUDGEMENT, text)


CLICHES = (
    r"moeten wij u mededelen|leedwezen|tot onze spijt|houden uw cv|helaas moeten"
    r"|regret to inform|unfortunately,? we|keep your (?:cv|resume)|at this time"
    r"|au regret de|ne correspond pas à nos attentes"
    r"|bedauern,? Ihnen mitteilen|müssen wir Ihnen leider"
)


@each_text
def test_no_phrase_that_says_nobody_wrote_this(letter, lang):
    for way in WAYS:
        assert not re.search(CLICHES, fill(letter, lang, way, RICH).text, re.I)


FORMAL = {
    "nl": r"\b([Uu]|[Uu]we?)\b",
    "fr": r"\b([Vv]ous|[Vv]otre|[Vv]os)\b",
    "de": r"\b(Sie|Ihnen|Ihre?[nmrs]?)\b",
}
INFORMAL = {
    "nl": r"\b([Jj]e|[Jj]ij|[Jj]ou|[Jj]ouw|[Jj]ullie)\b",
    "fr": r"\b([Tt]u|[Tt]e|[Tt]oi|[Tt]on|[Tt]a|[Tt]es)\b|\b[Tt]’",
    "de": r"\b(du|Du|dich|dir|[Dd]eine?[nmrs]?|euch|eure?[nmrs]?)\b",
}


@pytest.mark.parametrize("lang", FORMAL)
@each_letter
def test_the_two_registers_are_never_mixed(letter, lang):
    for phrasing in range(PHRASINGS):
        values = {name: "X1" for name in required(letter)}
        formal = fill(letter, lang, (Register.FORMAL, phrasing), values).text
        informal = fill(letter, lang, (Register.INFORMAL, phrasing), values).text
        assert re.search(FORMAL[lang], formal)
        assert not re.search(INFORMAL[lang], formal)
        assert re.search(INFORMAL[lang], informal)
        if lang != "fr":  # there "vous" is also the plural, for two people or the whole team
            assert not re.search(FORMAL[lang], informal)


@pytest.mark.parametrize("phrasing", range(PHRASINGS))
@each_letter
def test_informal_english_contracts_and_formal_english_does_not(letter, phrasing):
    values = {name: "X1" for name in required(letter)}
    contracted = r"\b(?:I|we|it|that|you|don|won|isn|can)’(?:m|re|ve|d|ll|s|t)\b"
    formal = fill(letter, "en", (Register.FORMAL, phrasing), values).text
    assert not re.search(contracted, formal, re.I)
    assert fill(letter, "en", (Register.INFORMAL, phrasing), values).text != formal


@each_letter
def test_the_form_speaks_four_languages(letter):
    for words in (letter.title, letter.when, *(f.labels for f in letter.fields)):
        assert set(words) == set(LANGUAGES)
        assert len(set(words.values())) > 1
    for lang in LANGUAGES:
        assert len(set(letter.labels(lang).values())) == len(letter.fields)


@pytest.mark.parametrize("side", ["decline", "reject"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_letters_of_a_side_can_be_told_apart(lang, side):
    letters = [each for each in CATALOGUE.values() if each.side == side]
    assert len({each.title[lang] for each in letters}) == len(letters)
    assert len({each.when[lang] for each in letters}) == len(letters)
    assert len({each.order for each in letters}) == len(letters)


def test_hr_must_give_what_an_honest_letter_needs():
    def needed(id):
        return {f.name for f in CATALOGUE[id].fields if f.required}

    for id in ("after-cv", "after-phone", "other-stronger", "missing-skill"):
        assert {"strength", "criterion"} <= needed(id)
    assert {"strength", "strength_two", "feedback"} <= needed("after-interview")
    assert {"strength", "strength_two", "criterion"} <= needed("final-round")
    assert {"strength", "criterion", "pool_until"} <= needed("talent-pool")
    assert needed("no-reason") == {"candidate_name", "job_title", "company"}
    assert "reason" in needed("after-accepting")
    assert "direction" in needed("career-direction")
    assert "referred_name" in needed("refer-someone")
    assert "interview_datetimes" in needed("schedule-conflict")


def test_what_is_only_offered_when_it_is_meant_is_never_required():
    for letter in CATALOGUE.values():
        for field in letter.fields:
            if field.name in ("call", "door_open", "advice", "pool_until"):
                assert not field.required or letter.id == "talent-pool"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_is_a_sample_for_every_field(lang):
    samples = lexicon(lang, "preview")
    for letter in CATALOGUE.values():
        assert {f.name for f in letter.fields} <= {**samples["both"], **samples[letter.side]}.keys()
