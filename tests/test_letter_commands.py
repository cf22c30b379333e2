"""Letters on the command line and over HTTP: another wording, all on one page, checked."""

import json
import shutil

import pytest

from addin_server.__main__ import main
from addin_server.letters import load, phrasing_of
from addin_server.resources import folder

VALUES = {"company": "Linde", "job_title": "planner"}


@pytest.fixture
def netjes(capsys):
    def run(*argv):
        code = main([str(each) for each in argv])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def own(tmp_path):
    """A folder with one letter of one's own."""
    templates = tmp_path / "templates" / "decline"
    templates.mkdir(parents=True)
    for file in folder("templates").glob("decline/general.*"):
        shutil.copy(file, templates / file.name.replace("general", "mine"))
    return templates.parent


def written(netjes, tmp_path, *options):
    (tmp_path / "values.json").write_text(json.dumps(VALUES))
    given = ["--lang", "nl", "--values", tmp_path / "values.json", "--text", *options]
    return netjes("letters", "render", "general", *given)


def test_another_wording(netjes, tmp_path):
    code, first, _ = written(netjes, tmp_path)
    assert (code, written(netjes, tmp_path, "--phrasing", 0)[1]) == (0, first)
    code, second, _ = written(netjes, tmp_path, "--phrasing", 1)
    assert code == 0
    assert second != first


def test_a_wording_that_is_not_there(netjes, tmp_path):
    code, out, err = written(netjes, tmp_path, "--phrasing", 2)
    assert (code, out) == (1, "")
    assert "phrasing" in err


def test_a_page_to_proof_read(netjes, tmp_path, monkeypatch, own):
    monkeypatch.setenv("ADDIN_TEMPLATES", str(own))
    code, page, _ = netjes("letters", "preview")
    assert code == 0
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("<article>") == len(load(own)) * 4 * 2 * 2
    assert page.count("mine") > 0
    code, out, _ = netjes("letters", "preview", "--out", tmp_path / "page.html")
    assert (code, out) == (0, "")
    assert (tmp_path / "page.html").read_text("utf-8") == page


def test_a_page_that_cannot_be_written(netjes, tmp_path):
    code, _, err = netjes("letters", "preview", "--out", tmp_path / "no" / "page.html")
    assert code == 1
    assert "--out" in err


def test_own_letters_that_can_be_used(netjes, own):
    code, out, _ = netjes("letters", "check", own)
    assert (code, out) == (0, f"{own}: the letters can be used\n")


def test_own_letters_that_cannot(netjes, own, monkeypatch):
    (own / "decline" / "mine.en.html").unlink()
    (own / "notice").mkdir()
    (own / "notice" / "notice.de.html").write_text("{{ subject }}", "utf-8")
    code, out, _ = netjes("letters", "check", own)
    assert code == 1
    assert out.splitlines() == [
        f"{own}/decline/mine.en.html:1: is missing",
        f"{own}/notice/notice.de.html:1: unknown variable 'subject'",
    ]
    monkeypatch.setenv("ADDIN_TEMPLATES", str(own))
    assert netjes("letters", "check")[:2] == (1, out)


def test_the_wording_of_own_letters_is_told_as_warnings(netjes, own):
    letter = own / "decline" / "mine.nl.html"
    before, said, after = letter.read_text("utf-8").partition("Dat laat ik u graag meteen weten")
    assert said
    worse = "Uw aanbod vind ik <b>een\nbelachelijk</b> bod"
    letter.write_text(before + worse + after, "utf-8")
    code, out, _ = netjes("letters", "check", own)
    assert code == 0
    warning, last = out.splitlines()
    assert warning.startswith(f'{letter}:6: warning: "belachelijk": These words may hurt')
    assert last == f"{own}: the letters can be used"


def test_a_subject_is_checked_too(netjes, own):
    shutil.copytree(folder("templates") / "reject", own / "reject")
    subject = own / "reject" / "after-cv.toml"
    told = subject.read_text("utf-8")
    head, sign, rest = told.partition('[subject]\nnl = "')
    assert sign
    subject.write_text(f"{head}{sign}Afgewezen: {rest}", "utf-8")
    warning = netjes("letters", "check", own)[1].splitlines()[0]
    line = head.count("\n") + 2
    assert warning.startswith(f'{subject}:{line}: warning: "Afgewezen": With a rejection')


def test_what_a_letter_lacks_is_told_once_and_without_a_line(netjes, own):
    letter = own / "decline" / "mine.en.html"
    head = letter.read_text("utf-8").partition("{% if")[0]
    letter.write_text(head + "<p>I decline the interview.</p>\n{% endblock %}", "utf-8")
    code, out, _ = netjes("letters", "check", own)
    warning = f"{letter}: warning: A word of thanks for the time and effort is missing."
    assert (code, out.splitlines()[:-1]) == (0, [warning])


def test_what_letters_share_is_checked_and_told_once(netjes, tmp_path):
    frame = tmp_path / "own" / "decline" / "_frame.html"
    frame.parent.mkdir(parents=True)
    ours = (folder("templates") / "decline" / "_frame.html").read_text("utf-8")
    frame.write_text(ours.replace("{% block", "<p>Belachelijk!</p>{% block", 1), "utf-8")
    code, out, _ = netjes("letters", "check", tmp_path / "own")
    (warning,) = [line for line in out.splitlines() if "Belachelijk" in line]
    assert (code, warning.partition(": ")[0]) == (0, str(frame))


def test_a_folder_that_is_not_there(netjes, tmp_path):
    code, _, err = netjes("letters", "check", tmp_path / "nowhere")
    assert code == 1
    assert "is not a folder" in err


def test_over_http_the_mail_picks_the_wording(client):
    def text(message_id):
        draft = {"lang": "nl", "values": VALUES, "message_id": message_id}
        answer = client.post("/api/letters/general", json=draft)
        assert answer.status_code == 200
        return answer.json()["text"]

    ids = [f"<{number}@example.org>" for number in range(8)]
    given = {id: text(id) for id in ids}
    assert {phrasing_of(id) for id in ids} == {0, 1}
    for id in ids:
        assert given[id] == text(id)
        assert (given[id] == text("")) == (phrasing_of(id) == 0)


def test_an_id_no_mail_has_is_refused(client):
    draft = {"lang": "nl", "values": VALUES, "message_id": "x" * 1025}
    assert client.post("/api/letters/general", json=draft).status_code == 422
