"""An organisation's own letters: what they may not do, and what stops them when they do it."""

import json
import re
import resource
import shutil
from itertools import repeat

import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment

from addin_server import own
from addin_server.__main__ import main
from addin_server.errors import LetterTooLong, TemplateError, TemplateTooCostly
from addin_server.letters import check, load, render
from addin_server.letters.allowed import DEPTH
from addin_server.letters.description import LIMIT_FILE
from addin_server.letters.filling import LIMIT_OUTPUT, bounded
from addin_server.letters.sources import LIMIT_PIECES
from addin_server.model import LANGUAGES
from addin_server.phrases import error_sentence
from addin_server.resources import folder

VALUES = {"company": "Linde", "job_title": "planner"}


def one_letter(templates):
    """One letter of the package's, to be changed."""
    for file in folder("templates").glob("decline/general.*"):
        (templates / "decline").mkdir(parents=True, exist_ok=True)
        shutil.copy(file, templates / "decline")
    return templates


def taken(templates, name):
    """One more file of the package's."""
    (templates / name).parent.mkdir(parents=True, exist_ok=True)
    return shutil.copy(folder("templates") / name, templates / name)


@pytest.fixture
def templates(tmp_path):
    return one_letter(tmp_path / "templates")


def put(templates, text, lang="nl"):
    """Text into a letter, on line 6; how the file is named in what is said of it."""
    file = templates / "decline" / f"general.{lang}.html"
    said = file.read_text("utf-8")
    assert "{{ company }}" in said
    file.write_text(said.replace("{{ company }}", "{{ company }}" + text, 1), "utf-8")
    return f"decline/general.{lang}.html"


# --- what a letter may not use


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ 'x' * 10**9 }}", "arithmetic"),
        ("{{ company * 9 }}", "arithmetic"),
        ("{{ 2 ** 99999999 }}", "arithmetic"),
        ("{{ company % 1 }}", "arithmetic"),
        ("{{ -company }}", "arithmetic"),
        ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "loop"),
        ("{% for each in company %}{{ each }}{% endfor %}", "a loop"),
        ("{% for each in company recursive %}{{ loop(each) }}{% endfor %}", "a loop"),
        ("{{ range(10) }}", "a call"),
        ("{{ lipsum(n=1000) }}", "a call"),
        ("{{ company.upper() }}", "a call"),
        ("{{ self.body() }}", "a call"),
        ("{{ company.x }}", "inside a value"),
        ("{{ company['__class__'] }}", "inside a value"),
        ("{{ company[::-1] }}", "inside a value"),
        ("{% set a = company ~ company %}{{ a }}", "a variable of its own"),
        ("{% set a %}x{% endset %}{{ a }}", "a variable of its own"),
        ("{% with a = company ~ company %}{{ a }}{% endwith %}", "a variable of its own"),
        ("{% macro a() %}x{% endmacro %}", "a macro"),
        ("{% call(a) company() %}x{% endcall %}", "a macro"),
        ('{% import "decline/_frame.html" as a %}', "a macro"),
        ('{% from "decline/_frame.html" import a %}', "a macro"),
        ("{% autoescape false %}{{ company }}{% endautoescape %}", "other escaping"),
        ("{{ company|safe }}", "the filter 'safe'"),
        ("{{ company|replace('', company) }}", "the filter 'replace'"),
        ("{{ '%999999999d'|format(1) }}", "the filter 'format'"),
        ("{{ company|center(999999999) }}", "the filter 'center'"),
        ("{{ company|nope }}", "the filter 'nope'"),
        ("{% filter upper %}x{% endfilter %}", "FilterBlock"),
        ("{% if company is callable %}x{% endif %}", "the test 'callable'"),
        ("{% include company %}", "by a variable"),
        ('{% include ["a", "b"] %}', "by a variable"),
        ('{% include "../../secret.html" %}', "outside the folder"),
        ('{% include "/etc/passwd" %}', "outside the folder"),
        ("{{ {'a': company} }}", "Dict"),
        ("<script>alert(1)</script>", "the tag '<script>'"),
        ("<img src=x onerror=alert(1)>", "the tag '<img src=x onerror=alert(1)>'"),
        ('<p style="color: red">', "the tag '<p style="),
        ('<a href="javascript:alert(1)">x</a>', "the tag '<a href="),
        ('<a href="{{ company }}">x</a>', "the tag '<a href="),
        ("<!-- a note -->", "the tag '<!-- a note -->'"),
        ("<p>\n\n<hr>", ":8: uses the tag '<hr>'"),
        ("a < b", "the tag '< b"),
    ],
)
def test_what_no_letter_may_do_is_told_with_file_and_line(templates, text, says):
    name = put(templates, text)
    found = [each for each in check(templates) if says in each]
    assert found
    assert all(re.match(rf"{templates}/{name}:[68]: ", each) for each in found)
    with pytest.raises(TemplateError):
        load(templates)


@pytest.mark.parametrize("text", ["{{ 'x' * 10**9 }}", "{% for a in company %}x{% endfor %}"])
def test_a_subject_line_and_a_reminder_may_not_either(templates, text):
    about = templates / "decline" / "general.toml"
    about.write_text(about.read_text("utf-8").replace("{{ job_title }}", text, 1), "utf-8")
    notice = taken(templates, "notice/notice.de.html")
    notice.write_text(notice.read_text("utf-8") + text, "utf-8")
    found = check(templates)
    assert any("general.toml:" in each and "uses a" in each for each in found)
    assert any("notice.de.html:" in each and "uses a" in each for each in found)


def test_the_first_of_several_is_told(templates):
    name = put(templates, "{{ 9 * 9 }}\n{{ 9 * 9 }}\n{% if company %}{{ 9 * 9 }}{% endif %}")
    assert check(templates) == [f"{templates}/{name}:6: uses arithmetic, which no letter may"]


def test_a_subject_line_is_not_html(templates):
    about = templates / "decline" / "general.toml"
    about.write_text(about.read_text("utf-8").replace("{{ job_title }}", "<{{ job_title }}>", 1))
    assert check(templates) == []


def test_what_is_taken_in_may_not_either(templates):
    (templates / "decline" / "_part.html").write_text("\n{{ 9 ** 9 }}\n", "utf-8")
    put(templates, '{% include "decline/_part.html" %}')
    found = check(templates)
    assert f"{templates}/decline/_part.html:2: uses arithmetic, which no letter may" in found


@pytest.mark.parametrize(
    "text",
    [
        "{% if company and not job_title or company == 'x' %}a{% elif 1 is none %}b{% endif %}",
        "{{ company|default('x')|trim|upper|sentence }}{{ 'a' if company in ('b', 'c') else 'd' }}",
        "{{ company ~ ', ' ~ job_title }}{# a note #}{% raw %}{{ x }}{% endraw %}",
        '<ul><li><strong>a</strong><br/></li></ul><a href="https://example.org/?a=1">b</a>',
        '<a href="mailto:jobs@example.org">jobs</a> &lt; &amp;',
    ],
)
def test_what_a_letter_needs_it_may_use(templates, text):
    put(templates, text)
    assert check(templates) == []


DEEP = [
    ("{% if company %}", "x", "{% endif %}"),
    ("{{ ", "(", "company", ")", " }}"),
    ("{{ ", "not ", "company", "", " }}"),
    ("{{ company", "|upper", "", "", " }}"),
    ("{{ ", "'a' if (", "company", ") else 'b'", " }}"),
    ("{{ ", "('a', ", "company", ",)", " }}"),
]


def nested(form, depth):
    if len(form) == 3:
        return form[0] * depth + form[1] + form[2] * depth
    first, before, middle, after, last = form
    return first + before * depth + middle + after * depth + last


@pytest.mark.parametrize("form", DEEP)
def test_however_deep_it_is_answered_in_a_sentence(templates, form):
    for depth in range(DEPTH // 2, DEPTH, 2):
        shutil.copy(folder("templates") / "decline" / "general.nl.html", templates / "decline")
        put(templates, nested(form, depth))
        assert all("is nested too deeply" in each for each in check(templates))
    shutil.copy(folder("templates") / "decline" / "general.nl.html", templates / "decline")
    put(templates, nested(form, 1500))
    assert any("is nested too deeply" in each for each in check(templates))


def test_a_file_that_takes_itself_in(templates):
    part = templates / "decline" / "_part.html"
    part.write_text('{% include "decline/_other.html" %}', "utf-8")
    (templates / "decline" / "_other.html").write_text('{% include "decline/_part.html" %}')
    put(templates, '{% include "decline/_part.html" %}')
    assert f"{part}:1: takes itself in" in check(templates)


def test_files_that_take_in_ever_more(templates):
    """Ten lines each, ten files deep: ten thousand million pieces."""
    for number in range(10):
        text = f'{{% include "decline/_{number + 1}.html" %}}\n' * 10
        (templates / "decline" / f"_{number}.html").write_text(text)
    (templates / "decline" / "_10.html").write_text("ha")
    put(templates, '{% include "decline/_0.html" %}')
    assert any(f"takes in more than {LIMIT_PIECES} files" in each for each in check(templates))


@pytest.mark.parametrize("name", ["decline/general.nl.html", "decline/general.toml"])
def test_files_have_a_size(templates, name):
    with (templates / name).open("a", encoding="utf-8") as file:
        file.write("# " + "x" * LIMIT_FILE)
    assert f"{templates}/{name}:1: is larger than {LIMIT_FILE} bytes" in check(templates)


def test_a_description_that_is_nested_too_deeply(templates):
    about = templates / "decline" / "general.toml"
    about.write_text("a = " + "[" * 9000 + "]" * 9000)
    assert f"{about}:1: is nested too deeply" in check(templates)


def test_a_reminder_is_tried_out(templates):
    notice = taken(templates, "notice/promise.fr.html")
    notice.write_text(notice.read_text("utf-8") + "{% if until < 1 %}x{% endif %}", "utf-8")
    (found,) = check(templates)
    assert found.startswith(f"{notice}:")


# --- what a worker may take, whatever it is asked to do


@pytest.fixture(scope="module")
def worker():
    with own._worker() as worker:
        worker.run(len, "")
        yield worker


def unrestricted(text):
    """What jinja2's own sandbox lets through."""
    return len(ImmutableSandboxedEnvironment().from_string(text).render())


def most_memory():
    """How much can be had, in MiB."""
    kept = []
    try:
        for _ in range(4096):
            kept.append(bytearray(1 << 20))
    except MemoryError:
        pass
    return len(kept)


def test_a_worker_fills_in_letters(worker):
    assert worker.run(unrestricted, "{{ 'x' * 1000 }}") == 1000


@pytest.mark.parametrize("text", ["{{ 'x' * 10**9 }}", "{{ ('x' * 10**8)|list|length }}"])
def test_memory_has_an_end(worker, text):
    with pytest.raises(TemplateTooCostly):
        worker.run(unrestricted, text)
    assert worker.run(unrestricted, "x") == 1


def test_a_worker_gets_no_more_than_a_quarter_gibibyte(worker):
    assert 64 <= worker.run(most_memory) <= 256


def test_the_processor_is_had_for_a_second(worker):
    loops = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    before = used_by_children()
    with own._worker() as other, pytest.raises(TemplateTooCostly):
        other.run(unrestricted, loops)
    assert used_by_children() - before < 1 + 2  # a second, and two to start and to end
    assert worker.run(unrestricted, "x") == 1


def used_by_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_text_is_cut_off_when_it_goes_on():
    class Endless:
        written = 0

        def generate(self, values):
            for words in repeat("x" * 1024):
                self.written += len(words)
                yield words

    endless = Endless()
    with pytest.raises(LetterTooLong):
        bounded(endless, {})
    assert endless.written == LIMIT_OUTPUT + 1024


# --- a letter that is allowed and yet takes too long

FEEDBACK = "[fields.feedback]\nlong = true\n" + "".join(
    f"[fields.feedback.{part}]\n" + "".join(f'{lang} = "{lang}"\n' for lang in LANGUAGES)
    for part in ("labels", "help")
)
#: To fill in; to make ready, for jinja2 works long on long chains.
SLOW = "{% if feedback|upper|lower|upper|lower == '' %}{% endif %}\n" * 200
SLOW_TO_READ = ("{% if feedback" + "|upper|lower" * 15 + " == '' %}{% endif %}\n") * 100
BOOM = "Tarara"  #: the organisation for which the letter below goes wrong


def slow(templates, text=SLOW_TO_READ, condition="feedback"):
    """A letter of which the Dutch text is slow, on the condition."""
    part = templates / "decline" / "_slow.html"
    part.write_text(text, "utf-8")
    about = templates / "decline" / "general.toml"
    about.write_text(about.read_text("utf-8") + FEEDBACK, "utf-8")
    include = '{% include "decline/_slow.html" %}' * (LIMIT_PIECES - 5)
    put(templates, " {{ feedback }}" * 4 + "{% if " + condition + " %}" + include + "{% endif %}")
    return templates


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    """Own letters, one of which nobody can see is slow before it is sent to one organisation."""
    templates = one_letter(tmp_path_factory.mktemp("own") / "templates")
    with own.catalogue(slow(templates, SLOW, f"company == '{BOOM}'")) as catalogue:
        yield catalogue


def test_it_does_not_pass_the_check(templates, capsys):
    assert main(["letters", "check", str(slow(templates))]) == 1
    said = capsys.readouterr().out.splitlines()
    file = templates / "decline" / "general.nl.html"
    assert said == [f"{file}:1: takes more time or memory than a letter may"]


@pytest.mark.parametrize(
    "command", [["letters", "render", "general", "--lang", "en"], ["letters", "preview"]]
)
def test_no_command_is_held_up_by_it(templates, capsys, monkeypatch, command):
    monkeypatch.setenv("ADDIN_TEMPLATES", str(slow(templates)))
    before = used_by_children()
    assert main(command) == 1
    assert used_by_children() - before < 12
    assert "general.nl.html:1: takes more time or memory" in capsys.readouterr().err


def test_own_letters_are_filled_in_as_those_of_the_package(catalogue):
    ours = load(None)
    for lang in ("en", "fr", "de"):
        given = {"lang": lang, "register": "formal", "values": VALUES | {"contact_name": "A. <b>"}}
        assert render(catalogue, "general", **given) == render(ours, "general", **given)


def test_over_http_it_is_stopped_and_the_next_letter_is_written(client):
    boom = {"lang": "nl", "values": VALUES | {"company": BOOM, "feedback": "ΐ" * 4000}}
    answer = client.post("/api/letters/general", json=boom, headers={"Accept-Language": "nl"})
    assert answer.status_code == 500
    error = answer.json()["error"]
    assert error["code"] == "template_too_costly"
    assert error["file"] == "decline/general.nl.html"
    assert "‘decline/general.nl.html’ van uw organisatie" in error["message"]
    answer = client.post("/api/letters/general", json={"lang": "nl", "values": VALUES})
    assert answer.status_code == 200


def test_too_much_text_is_too_long_a_letter(catalogue):
    values = VALUES | {"feedback": "'" * 4000}
    with pytest.raises(LetterTooLong) as caught:
        render(catalogue, "general", lang="nl", register="formal", values=values)
    assert LIMIT_OUTPUT < caught.value.details["bytes"] < 2 * LIMIT_OUTPUT


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pane_says_which_letter_it_was(lang):
    said = error_sentence(TemplateTooCostly(file="decline/general.nl.html"), lang)
    assert "decline/general.nl.html" in said
    assert json.dumps(said)
    assert not re.search(r"[{}]", said)
