"""Letters: what may go in, what comes out, and which faulty template stops the server."""

import re
import shutil
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.errors import (
    LetterIncomplete,
    LetterTooLong,
    Malformed,
    TemplateError,
    UnknownLetter,
)
from addin_server.letters import (
    check,
    letters_json,
    load,
    phrasing_of,
    preview,
    render,
    render_notice,
)
from addin_server.letters.catalogue import LIMIT_BYTES, PHRASINGS
from addin_server.letters.plaintext import text_of
from addin_server.letters.render import answer_to
from addin_server.model import LANGUAGES, Kind, Reading, Register
from addin_server.resources import folder

VALUES = {"company": "Voorbeeld nv", "job_title": "tester"}

BUILT_IN = load(None)


@pytest.fixture
def catalogue():
    return BUILT_IN


@pytest.fixture
def copy(tmp_path):
    """Two of the built-in letters, free to be spoilt."""
    for letter in ("decline/general", "reject/after-cv"):
        take(tmp_path / "templates", f"{letter}.*")
    return tmp_path / "templates"


def take(copy, pattern):
    """Files of the package's, into a folder of one's own."""
    for file in folder("templates").glob(pattern):
        (copy / file.parent.name).mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy / file.parent.name)


@pytest.fixture
def new(copy):
    """With a letter that the package has not: reject/mine."""
    for file in (copy / "reject").glob("after-cv.*"):
        file.rename(file.with_name(file.name.replace("after-cv", "mine")))
    return copy


def write(
    catalogue, values=None, *, id="general", lang="nl", register="formal", subject=None, phrasing=0
):
    return render(
        catalogue,
        id,
        lang=lang,
        register=register,
        values=VALUES if values is None else values,
        original_subject=subject,
        phrasing=phrasing,
    )


# --- values


def test_missing_values_are_named_in_the_order_of_the_form(catalogue):
    with pytest.raises(LetterIncomplete) as caught:
        write(catalogue, {"company": " \n\t "}, id="schedule-conflict")
    assert caught.value.missing == ("job_title", "company", "interview_datetimes")


def test_blank_and_null_count_as_missing(catalogue):
    with pytest.raises(LetterIncomplete):
        write(catalogue, {"company": None, "job_title": "tester"})
    assert "None" not in write(catalogue, VALUES | {"contact_name": None}).text


def test_unknown_letter(catalogue):
    with pytest.raises(UnknownLetter):
        write(catalogue, id="no-such-letter")


@pytest.mark.parametrize("name", ["salutation", "closing", "compagny", "Company", ""])
def test_values_a_letter_does_not_know_are_refused(catalogue, name):
    with pytest.raises(Malformed) as caught:
        write(catalogue, VALUES | {name: "x"})
    assert caught.value.field == name


def test_what_the_mail_says_may_be_handed_on_as_it_is(catalogue):
    reading = Reading(kind=Kind.INTERVIEW_INVITATION, mode="phone").as_json()
    others = {"strength": "x", "alternatives": "x"}
    assert write(catalogue, reading | others | VALUES) == write(catalogue, VALUES)


@pytest.mark.parametrize("value", [7, True, ["a"], {"a": 1}])
def test_values_are_text(catalogue, value):
    with pytest.raises(Malformed, match="must be text"):
        write(catalogue, VALUES | {"company": value})


@pytest.mark.parametrize("value", ["a\x00b", "a\x1bb", "a\x85b", "\ud800"])
def test_control_characters_are_refused(catalogue, value):
    with pytest.raises(Malformed, match="control characters"):
        write(catalogue, VALUES | {"company": value})


def test_fields_have_a_length(catalogue):
    assert "x" * 500 in write(catalogue, VALUES | {"company": "x" * 500}).text
    with pytest.raises(Malformed, match="at most 500"):
        write(catalogue, VALUES | {"company": "x" * 501})


def test_unknown_language_and_register(catalogue):
    with pytest.raises(Malformed) as caught:
        write(catalogue, lang="es")
    assert caught.value.field == "lang"
    with pytest.raises(Malformed) as caught:
        write(catalogue, register="rude")
    assert caught.value.field == "register"


def test_short_values_are_folded_to_one_line(catalogue):
    letter = write(catalogue, VALUES | {"company": " Voorbeeld\r\n  nv \t"})
    assert "bij Voorbeeld nv." in letter.text


def test_text_that_turns_the_letter_around_loses_its_marks(catalogue):
    letter = write(catalogue, VALUES | {"company": "Voor\u202ebeeld\u2066"})
    assert "bij Voorbeeld." in letter.text


def test_proposed_times_are_joined_as_a_choice(catalogue):
    times = {"interview_datetimes": ["op dinsdag 1 december", "", "op woensdag", "vrijdag"]}
    letter = write(catalogue, VALUES | times, id="schedule-conflict")
    assert "kan ik dinsdag 1 december, woensdag of vrijdag niet." in letter.text
    with pytest.raises(LetterIncomplete):
        write(catalogue, VALUES | {"interview_datetimes": []}, id="schedule-conflict")
    with pytest.raises(Malformed):
        write(catalogue, VALUES | {"interview_datetimes": [1]}, id="schedule-conflict")


INTERVIEW = VALUES | {
    "candidate_name": "Sam",
    "strength": "uw aanpak.",
    "strength_two": "uw vragen",
    "feedback": "Goed.",
}


def test_long_fields_keep_their_paragraphs(catalogue):
    values = INTERVIEW | {"feedback": "  Een <b>.\r\n\r\n \n\nTwee\nregels.  \n"}
    letter = write(catalogue, values, id="after-interview")
    assert "<p>Een &lt;b&gt;.</p>\n<p>Twee<br>regels.</p>" in letter.html
    assert "\n\nEen <b>.\n\nTwee\nregels.\n\n" in letter.text


def test_a_clause_goes_on_without_its_full_stop(catalogue):
    assert "uw aanpak, en uw vragen." in write(catalogue, INTERVIEW, id="after-interview").text


def test_a_letter_that_outlook_cannot_take_is_refused(catalogue):
    values = INTERVIEW | {"feedback": "'" * 4000}
    assert len(write(catalogue, values, id="after-interview").html.encode()) <= LIMIT_BYTES
    every = dict.fromkeys([*values, "call", "contact_name"], "'" * 500)
    with pytest.raises(LetterTooLong) as caught:
        write(catalogue, every | {"feedback": "'" * 4000}, id="after-interview")
    assert caught.value.details["bytes"] > LIMIT_BYTES
    with pytest.raises(Malformed, match="at most 4000"):
        write(catalogue, values | {"feedback": "x" * 4001}, id="after-interview")


# --- phrasings


def test_every_letter_is_worded_in_two_ways(catalogue):
    assert write(catalogue, phrasing=0) == write(catalogue)
    assert write(catalogue, phrasing=1) != write(catalogue)


@pytest.mark.parametrize("phrasing", [-1, PHRASINGS, 10**9])
def test_there_are_no_other_phrasings(catalogue, phrasing):
    with pytest.raises(Malformed) as caught:
        write(catalogue, phrasing=phrasing)
    assert caught.value.field == "phrasing"


def test_a_mail_keeps_its_phrasing_from_one_day_to_the_next():
    kept = {"<a@example.org>": 0, "<b@example.org>": 0, "AAMkAD=": 1, "": 1, "\ud800": 1}
    assert {key: phrasing_of(key) for key in kept} == kept


def test_candidates_are_spread_over_the_phrasings():
    given = [phrasing_of(f"<{number}@example.org>") for number in range(1000)]
    for phrasing in range(PHRASINGS):
        assert 450 <= given.count(phrasing) <= 550


# --- subject


@pytest.mark.parametrize(
    ("original", "subject"),
    [
        ("Uitnodiging", "RE: Uitnodiging"),
        ("RE: Uitnodiging", "RE: Uitnodiging"),
        ("Re : FW: Antw: AW:TR: re[2]: Uitnodiging", "RE: Uitnodiging"),
        ("WG: Fwd: Einladung", "RE: Einladung"),
        ("  Uit\r\nBcc: x@example.com ", "RE: Uit Bcc: x@example.com"),
        ("Reis: afspraak", "RE: Reis: afspraak"),
        ("Trainer: gesprek", "RE: Trainer: gesprek"),
        ("re:", ""),
        ("", ""),
        (None, ""),
        ("a\x00b\x07", "RE: a b"),
    ],
)
def test_the_subject_of_an_answer(original, subject):
    assert answer_to(original) == subject


def test_a_subject_is_no_longer_than_outlook_takes():
    assert answer_to("x" * 300) == "RE: " + "x" * 251


def test_without_a_subject_to_answer_the_letter_has_its_own(catalogue):
    values = VALUES | {"job_title": "R&D <lead>"}
    assert write(catalogue, values).subject == "Uitnodiging voor een gesprek: R&D <lead>"
    assert write(catalogue, values, subject="RE:").subject.startswith("Uitnodiging")


@given(st.text(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_subject_stays_one_line(original):
    subject = answer_to(original)
    assert len(subject) <= 255
    assert len(subject.splitlines()) <= 1
    assert not re.match(r"RE: (re|fw|antw|aw|tr) ?:", subject, re.I)


# --- twin


def test_the_text_twin():
    html = (
        "<p>A &amp; B<br>c</p>\n<ul>\n<li>een</li>\n<li>twee</li>\n</ul>\n"
        '<p><a href="https://example.com/?a=1&amp;b=2">Open <strong>nu</strong></a></p>'
        '<p><a href="https://example.com">https://example.com</a></p>'
    )
    assert text_of(html) == (
        "A & B\nc\n\n- een\n- twee\n\nOpen nu (https://example.com/?a=1&b=2)\n\n"
        "https://example.com\n"
    )


def test_html_in_a_value_is_text_in_both(catalogue):
    letter = write(catalogue, VALUES | {"company": '<img src=x onerror="1"> & zn'})
    assert "<img" not in letter.html
    assert '<img src=x onerror="1"> & zn' in letter.text


def test_the_person_is_addressed_and_the_writer_signs(catalogue):
    letter = write(catalogue, VALUES | {"contact_name": "mevr. de Boer", "candidate_name": "Sam"})
    assert letter.text.startswith("Geachte mevrouw De Boer,\n\n")
    assert letter.text.endswith("\n\nMet vriendelijke groet,\nSam\n")


@given(st.dictionaries(st.sampled_from(["company", "job_title", "contact_name"]), st.text()))
@settings(max_examples=100, deadline=None)
def test_any_text_is_written_safely_or_refused(values):
    try:
        letter = write(BUILT_IN, values)
    except (Malformed, LetterIncomplete):
        return
    assert set(re.findall(r"<(\w+)", letter.html)) <= {"p", "br"}
    assert "  " not in letter.text


# --- the list


def test_letters_as_json(catalogue):
    listed = letters_json(catalogue)
    assert [each["id"] for each in listed] == list(catalogue)
    general = next(each for each in listed if each["id"] == "general")
    assert set(general) == {"id", "side", "languages", "registers", "fields"}
    assert general["side"] == "decline"
    assert general["languages"] == list(LANGUAGES)
    assert general["registers"] == ["formal", "informal"]
    assert set(general["fields"][0]) == {"name", "required", "labels"}
    assert [(f["name"], f["required"]) for f in general["fields"]] == [
        ("contact_name", False),
        ("job_title", True),
        ("company", True),
        ("candidate_name", False),
    ]
    assert all(set(f["labels"]) == set(LANGUAGES) for f in general["fields"])


def test_a_letter_knows_its_labels(catalogue):
    assert catalogue["general"].labels("nl")["candidate_name"] == "Naam onder de brief"
    assert "general" in catalogue
    assert "no-such-letter" not in catalogue


# --- faulty templates: each stops the server and names its file and line


def spoil(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def line_of(file, words):
    return file.read_text("utf-8").split(words)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("decline/general.nl.html", "{{ company }}", "{{ salary }}", "unknown variable 'salary'"),
        ("decline/general.nl.html", "{{ company }}", "{{ company", "expected"),
        ("decline/general.nl.html", "{% else %}", "{% els %}", "unknown tag 'els'"),
        ("decline/general.nl.html", "{{ company }}", "{{ company|nope }}", "nope"),
        ("decline/general.nl.html", "{{ company }}", "{{ company.x.y }}", "inside a value"),
        ("decline/general.nl.html", "{{ company }}", "{{ 1 < company }}", "not supported"),
        ("decline/general.nl.html", "decline/_frame", "decline/_nope", "is missing"),
        ("decline/general.toml", "nl = ", "nl = = ", "Invalid value"),
        ("decline/general.toml", "order = ", "colour = 1\norder = ", "unknown key colour"),
        ("decline/general.toml", "order = 60", 'order = "60"', "order"),
        ("decline/general.toml", "[title]\nnl", "[title]\nxx", "unknown key title.xx"),
        ("decline/general.toml", '[title]\nnl = "', '[title]\nnl = "" #', "title.nl is missing"),
        ("decline/general.toml", "interview_invitation", "tea_party", "tea_party"),
        ("decline/general.toml", '"informal"', '"casual"', "casual"),
        ("decline/general.toml", "{{ job_title }}", "{{ job_titel }}", "'job_titel'"),
        ("decline/general.toml", "{{ job_title }}", "{{ job_title", "expected"),
        ("decline/general.toml", "[fields.company]", "[fields.salary]", "salary"),
        ("decline/general.toml", "[fields.company]", "[fields.company]\nwidth = 1", "width"),
        ("decline/general.toml", "[fields.company]", "[fields.company]\nlong = 1", "long"),
        ("decline/_fields.toml", "[company.labels]\nnl = ", "[company.labels]\n#", "labels.nl"),
        ("notice/notice.fr.html", "{{ company }}", "{{ subject }}", "'subject'"),
    ],
)
def test_a_faulty_template_stops_the_server(copy, name, old, new, says):
    take(copy, name)
    spoil(copy / name, old, new)
    with pytest.raises(TemplateError) as caught:
        load(copy)
    assert says in str(caught.value)
    # What is wrong with a shared field is told of the first letter that has it.
    told_of = folder("templates") if "_fields" in name else copy
    assert re.match(rf"{re.escape(str(told_of))}/[\w/.-]+:\d+: ", str(caught.value))


@pytest.mark.parametrize(
    "branch", ["phrasing == 0 %}\n<p>", 'elif register == "formal" %}\n<p>', "else %}\n<p>"]
)
def test_every_register_and_phrasing_is_tried_out(copy, branch):
    file = copy / "decline" / "general.nl.html"
    spoil(file, branch, branch + "{{ 1 < company }}")
    with pytest.raises(TemplateError, match="not supported") as caught:
        load(copy)
    assert caught.value.details["line"] == line_of(file, "{{ 1 < company }}")


def test_a_mistake_in_what_is_included_is_told_of_that_file(copy):
    (copy / "decline" / "_part.html").write_text("\n{{ company.x.y }}\n", "utf-8")
    spoil(copy / "decline" / "general.nl.html", "<p>", '{% include "decline/_part.html" %}<p>')
    with pytest.raises(TemplateError, match=r"decline/_part\.html:2: "):
        load(copy)


def test_a_text_that_leaves_no_room_for_its_values(copy):
    spoil(copy / "decline" / "general.nl.html", "<p>", "<p>" + "x" * (LIMIT_BYTES - 1000))
    with pytest.raises(
        TemplateError, match=rf"general\.nl\.html:1: takes \d+ bytes; .* {LIMIT_BYTES}"
    ):
        load(copy)


def test_everything_that_is_wrong_is_listed(new):
    copy = new
    assert check(copy) == []
    general, mine = copy / "decline" / "general.toml", copy / "reject" / "mine.toml"
    spoil(general, "[title]\nnl", "[title]\nxx")
    spoil(general, "order = 60", 'order = "60"')
    spoil(copy / "decline" / "general.nl.html", "{{ company }}", "{{ company")
    spoil(copy / "decline" / "general.en.html", "{{ company }}", "{{ salary }}")
    spoil(mine, "[fields.company]", "[fields.company]\nwidth = 1")
    (copy / "reject" / "mine.nl.html").unlink()
    (copy / "reject" / "orphan.nl.html").write_text("", "utf-8")
    found = "\n".join(check(copy))
    for said in (
        "general.toml:6: unknown key title.xx",
        "general.toml:2: order is missing",
        "general.nl.html:6: expected token",
        "general.en.html:6: unknown variable 'salary'",
        "mine.toml:26: unknown key company.width",
        "mine.nl.html:1: is missing",
        "orphan.nl.html:1: has no .toml beside it",
    ):
        assert said in found
    assert found.count("\n") == 6


def test_a_fault_in_what_letters_share_is_told_once(copy):
    shutil.copy(copy / "decline" / "general.toml", copy / "decline" / "other.toml")
    for lang in LANGUAGES:
        shutil.copy(
            copy / "decline" / f"general.{lang}.html", copy / "decline" / f"other.{lang}.html"
        )
    take(copy, "decline/_frame.html")
    spoil(copy / "decline" / "_frame.html", "{{ closing }}", "{{ closing")
    assert len(check(copy)) == 1


@pytest.mark.parametrize("new", ["{{ salary }}", "{{ company", "{{ company.x.y }}"])
def test_the_line_is_the_right_one(copy, new):
    file = copy / "decline" / "general.nl.html"
    expected = line_of(file, "{{ company }}")
    spoil(file, "{{ company }}", new)
    with pytest.raises(TemplateError) as caught:
        load(copy)
    assert caught.value.details == {"file": str(file), "line": expected}


def test_the_line_of_a_mistake_in_the_description(copy):
    file = copy / "decline" / "general.toml"
    spoil(file, "[subject]", "[subjects]")
    with pytest.raises(TemplateError, match="unknown key subjects") as caught:
        load(copy)
    assert caught.value.details["line"] == line_of(file, "[subjects]")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_dutch_and_english_are_required(new, lang):
    (new / "reject" / f"mine.{lang}.html").unlink()
    with pytest.raises(TemplateError, match=rf"mine\.{lang}\.html:1: is missing"):
        load(new)


def test_other_languages_are_offered_where_they_are_written(new):
    (new / "reject" / "mine.de.html").unlink()
    assert load(new)["mine"].languages == ("nl", "en", "fr")


def test_files_that_belong_to_nothing(new):
    (new / "reject" / "mine.toml").unlink()
    with pytest.raises(TemplateError, match=r"no \.toml beside it"):
        load(new)


def test_a_folder_lies_over_the_letters_of_the_package(copy, catalogue):
    """What it does not have is ours, file by file."""
    shutil.rmtree(copy)
    take(copy, "decline/general.nl.html")
    spoil(copy / "decline" / "general.nl.html", "<p>", "<p>Uit Gent. ")
    own = load(copy)
    assert [*own] == [*catalogue]
    given = {"register": Register.FORMAL, "values": VALUES}
    texts = [render(each, "general", lang="nl", **given).html for each in (own, catalogue)]
    assert texts[0].replace("Uit Gent. ", "", 1) == texts[1]
    for lang, id in (("en", "general"), ("nl", "other-offer")):
        there = [render(each, id, lang=lang, **given).html for each in (own, catalogue)]
        assert there[0] == there[1]
    assert render_notice(own, lang="de", **NOTICE) == render_notice(catalogue, lang="de", **NOTICE)


def test_a_frame_of_ones_own_is_that_of_all_letters(copy, catalogue):
    shutil.rmtree(copy)
    take(copy, "decline/_frame.html")
    frame = copy / "decline" / "_frame.html"
    frame.write_text(frame.read_text("utf-8") + "<p>Linde, sinds 1911</p>", "utf-8")
    given = {"lang": "nl", "register": Register.FORMAL, "values": VALUES}
    assert "sinds 1911" in render(load(copy), "general", **given).html
    spoil(frame, "{{ closing }}", "{{ clsing }}")
    assert any("unknown variable 'clsing'" in fault for fault in check(copy))


def test_texts_in_unknown_languages(copy):
    shutil.copy(copy / "reject" / "after-cv.nl.html", copy / "reject" / "after-cv.es.html")
    with pytest.raises(TemplateError, match=r"after-cv\.es\.html:1"):
        load(copy)


def test_one_name_is_one_letter(copy):
    for file in (copy / "decline").glob("general.*"):
        shutil.copy(file, copy / "reject" / file.name)
    with pytest.raises(TemplateError, match="another side has a letter named 'general'"):
        load(copy)


def test_a_field_that_no_text_uses_is_not_asked_for(copy):
    spoil(
        copy / "decline" / "general.toml", "[fields.company]", "[fields.reason]\n[fields.company]"
    )
    with pytest.raises(TemplateError, match="'reason' is declared, but no text uses it"):
        load(copy)


@pytest.mark.parametrize("name", ["decline/general.nl.html", "decline/general.toml"])
def test_files_are_utf8(copy, name):
    (copy / name).write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateError, match=r":1: is not UTF-8"):
        load(copy)


def test_templates_cannot_reach_python(copy):
    spoil(copy / "decline" / "general.nl.html", "{{ company }}", "{{ company.__class__.mro() }}")
    with pytest.raises(TemplateError):
        load(copy)


def test_a_template_cannot_choose_its_frame_at_run_time(copy):
    spoil(copy / "decline" / "general.nl.html", '"decline/_frame.html"', "company")
    with pytest.raises(TemplateError, match="by a variable"):
        load(copy)


# --- the page for proof-reading


def test_all_letters_stand_on_one_page(catalogue):
    page = preview(catalogue)
    assert page.count("<article>") == sum(
        len(each.languages) * len(each.registers) * PHRASINGS for each in catalogue.values()
    )
    for letter in catalogue.values():
        assert f'<section id="{letter.id}">' in page
        assert all(words.split("’")[0] in page for words in letter.title.values())
    assert "Van &#39;t Hoff" in page
    assert "[" not in page.split("<h1>")[1]


def test_a_field_of_ones_own_is_shown_by_its_label(copy):
    own = copy / "decline" / "general.toml"
    text = own.read_text("utf-8")
    label = "".join(f'{lang} = "Uw <personeelsnummer>"\n' for lang in LANGUAGES)
    field = f"[fields.number]\n[fields.number.labels]\n{label}[fields.number.help]\n{label}"
    own.write_text(text + field, "utf-8")
    spoil(copy / "decline" / "general.nl.html", "<p>", "<p>{{ number }} ")
    page = preview(load(copy))
    assert "<p>Uw &lt;personeelsnummer&gt; Hartelijk dank" in page


# --- the reminder mail

NOTICE = {
    "sender_name": "Lotte Peeters",
    "job_title": "tester",
    "company": "Voorbeeld nv",
    "seconds_left": 3 * 3600,
    "limit": datetime(2026, 12, 1, 13, 0, tzinfo=UTC),
    "zone": ZoneInfo("Europe/Brussels"),
    "link": "https://netjes.example.org/?a=1&b=2",
}


@pytest.mark.parametrize(
    ("lang", "subject", "limit"),
    [
        ("nl", "Nog 3 uur om te antwoorden: Voorbeeld nv", "dinsdag 1 december om 14.00 uur"),
        ("en", "3 hours left to reply: Voorbeeld nv", "Tuesday 1 December at 14:00"),
        ("fr", "Encore 3 heures pour répondre : Voorbeeld nv", "mardi 1er décembre à 14 h"),
        (
            "de",
            "Noch 3 Stunden Zeit für die Antwort: Voorbeeld nv",
            "Dienstag, den 1. Dezember um 14:00 Uhr",
        ),
    ],
)
def test_a_reminder_says_who_what_and_how_long(catalogue, lang, subject, limit):
    letter = render_notice(catalogue, lang=lang, **NOTICE)
    assert letter.subject == subject
    for words in ("Lotte Peeters", "tester", "Voorbeeld nv", limit, NOTICE["link"]):
        assert words in letter.text
    assert "a=1&amp;b=2" in letter.html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reminder_leaves_out_what_is_not_known(catalogue, lang):
    bare = NOTICE | {"job_title": "", "company": "", "sender_name": "", "link": ""}
    letter = render_notice(catalogue, lang=lang, **bare)
    assert ":" not in letter.subject
    assert letter.text.count("\n- ") == 1
    assert "None" not in letter.text
    assert "<a" not in letter.html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reminder_after_the_limit_does_not_hurry(catalogue, lang):
    late = render_notice(catalogue, lang=lang, **NOTICE | {"seconds_left": 0})
    early = render_notice(catalogue, lang=lang, **NOTICE)
    assert late.subject != early.subject
    assert "3" not in late.subject
    assert late.text.split("\n")[0] != early.text.split("\n")[0]


def test_a_reminder_carries_nothing_across_lines(catalogue):
    letter = render_notice(catalogue, lang="nl", **NOTICE | {"company": "x\r\nBcc: y <i>"})
    assert letter.subject.endswith(": x Bcc: y <i>")
    assert "<i>" not in letter.html


def test_the_shipped_letters_are_compiled_when_asked_for_and_once():
    shipped = load(None)
    general = shipped["general"].bodies
    assert set(general) == set(LANGUAGES)
    assert len(general) == len(LANGUAGES)
    assert list(general._known.values()) == [None] * len(LANGUAGES)  # a start waits for none
    assert general["nl"] is general["nl"]
    assert shipped.notices["fr"] is shipped.notices["fr"]


def test_an_own_notice_that_is_faulty_stops_the_start(copy):
    take(copy, "notice/notice.de.html")
    (copy / "notice" / "notice.de.html").write_text("{{ limit ", "utf-8")
    with pytest.raises(TemplateError, match=r"notice\.de\.html"):
        load(copy)
