"""The command line, as people and scripts use it."""

import gc
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from addin_server.__main__ import _loaded, main
from addin_server.store import open_store

SAMPLES = Path(__file__).parents[1] / "addin_server" / "demo" / "mails"
MAIL = {
    "id": "m1",
    "subject": "Uitnodiging gesprek",
    "body": (
        "Beste Lotte,\n\nGraag nodigen we je uit voor een gesprek over de functie van planner "
        "bij Linde, overmorgen om 15:30 op ons kantoor.\n\nGroeten,\nAn Bos"
    ),
    "received": "2026-11-23T09:00:00+01:00",
}
QUESTION = {
    "id": 1,
    "received": "2026-11-23T10:00:00+01:00",
    "now": "2026-11-23T10:05:00+01:00",
    "timezone": "Europe/Amsterdam",
    "country": "NL",
    "counting": "clock",
}
VALUES = {
    "company": "Linde",
    "job_title": "planner",
    "candidate_name": "Lotte Maes",
    "contact_name": "An Bos",
}


@pytest.fixture
def netjes(capsys, monkeypatch):
    """Run a command in this process: exit code, standard output, standard error."""

    def run(*argv, lines=()):
        monkeypatch.setattr("sys.stdin", iter(f"{line}\n" for line in lines))
        try:
            code = main([str(a) for a in argv])
        except SystemExit as exc:
            code = exc.code
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_recognise_lines(netjes):
    code, out, _ = netjes("recognise", lines=[json.dumps(MAIL)])
    [row] = map(json.loads, out.splitlines())
    assert code == 0
    assert (row["id"], row["kind"], row["lang"]) == ("m1", "interview_invitation", "nl")
    assert row["interview_starts"] == ["2026-11-25T15:30:00+01:00"]
    keys = "id kind role lang register confidence guesses company agency job_title contact_name"
    keys += " candidate_name location_or_mode mode meeting_url interview_datetimes"
    keys += " interview_starts interview_ends reply_by reply_by_at already_accepted withdrawal"
    keys += " evidence warnings"
    assert set(row) == set(keys.split())
    for found in row["evidence"]:
        text = MAIL[found["part"]]
        assert text[found["start"] : found["end"]] == found["words"]


def test_recognise_goes_on_after_a_bad_line(netjes):
    bad = ["{", "[]", '{"id": 7, "body": 5}', '{"id": 8, "received": "now"}', '{"id": NaN}']
    for year in ("0001", "9999"):
        bad.append(json.dumps(MAIL | {"id": 9, "received": f"{year}-01-01T00:00:00+14:00"}))
    lines = ["", *bad, json.dumps(MAIL)]
    code, out, _ = netjes("recognise", lines=lines)
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [row.get("error", {}).get("code") for row in rows] == ["malformed"] * 7 + [None]
    assert [row["id"] for row in rows] == [None, None, 7, 8, None, 9, 9, "m1"]
    assert "received" in rows[3]["error"]["message"]


def test_recognise_files(netjes, tmp_path):
    broken = tmp_path / "broken.eml"
    broken.write_bytes(b"\x00\x01\x02")
    large = tmp_path / "large.eml"
    large.write_bytes(b"Subject: x\r\n\r\n" + b"x" * 26 * 2**20)
    sample = min(SAMPLES.glob("*.eml"))
    missing = tmp_path / "missing.eml"
    pipe = tmp_path / "pipe.eml"
    os.mkfifo(pipe)
    code, out, _ = netjes("recognise", sample, broken, large, missing, pipe)
    rows = {row["id"]: row for row in map(json.loads, out.splitlines())}
    assert code == 1
    assert rows[sample.name]["kind"]
    assert rows["broken.eml"]["error"]["code"] == "message_unreadable"
    assert rows["large.eml"]["error"]["code"] == "message_too_large"
    assert rows["missing.eml"]["error"]["code"] == "message_unreadable"
    assert rows["pipe.eml"]["error"]["code"] == "message_unreadable"


def test_deadlines(netjes):
    bad = QUESTION | {"id": 2, "received": "2026-11-23T10:00:00"}
    code, out, _ = netjes("deadlines", lines=[json.dumps(QUESTION), json.dumps(bad)])
    good, refused = map(json.loads, out.splitlines())
    assert code == 1
    assert good == {
        "id": 1,
        "limit": "2026-11-25T10:00:00+01:00",
        "soft": "2026-11-24T10:00:00+01:00",
        "final": "2026-11-25T08:00:00+01:00",
    }
    assert refused["error"]["code"] == "malformed"


def test_letters(netjes):
    code, out, _ = netjes("letters")
    found = json.loads(out)
    assert code == 0
    for letter in found:
        assert set(letter) == {"id", "side", "languages", "registers", "fields"}
        assert {"nl", "en"} <= set(letter["languages"])
        for field in letter["fields"]:
            assert set(field) == {"name", "required", "labels"}
    sides = [letter["side"] for letter in found]
    assert sides.count("decline") >= 6
    assert sides.count("reject") >= 3


def test_render(netjes, tmp_path):
    values = tmp_path / "values.json"
    values.write_text(json.dumps(VALUES))
    command = ("letters", "render", "other-offer", "--lang", "nl", "--values", values)
    code, out, _ = netjes(*command, "--register", "informal")
    assert code == 0
    assert set(json.loads(out)) == {"subject", "html", "text"}
    code, out, _ = netjes(*command, "--text")
    assert code == 0
    assert "Linde" in out
    assert "<p>" not in out


def test_render_says_what_is_missing(netjes):
    code, out, err = netjes("letters", "render", "other-offer", "--lang", "nl")
    assert (code, err) == (1, "")
    error = json.loads(out)["error"]
    assert error["code"] == "letter_incomplete"
    assert sorted(error["missing"]) == ["company", "job_title"]


@pytest.mark.parametrize(
    "argv",
    [
        ("letters", "render", "nope", "--lang", "nl"),
        ("letters", "render", "other-offer", "--lang", "xx"),
        ("letters", "render", "other-offer", "--lang", "nl", "--values", "/nowhere.json"),
        ("demo", "--mails", "/nowhere", "--data", "{tmp}"),
        ("demo", "--data", "/proc/nowhere"),
        ("demo", "--port", "0"),
        ("letters", "render"),
        ("nope",),
    ],
)
def test_one_line_on_stderr(netjes, argv, tmp_path):
    code, _, err = netjes(*(a.format(tmp=tmp_path) for a in argv))
    assert code in (1, 2)
    assert err.startswith("netjes: ")
    assert err.count("\n") == 1


def test_a_port_that_is_taken_is_said_in_one_line(netjes, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, out, err = netjes("demo", "--port", port, "--data", tmp_path)
    assert (code, out) == (2, "")
    assert str(port) in err
    assert err.count("\n") == 1


def test_a_database_that_is_none_is_said_in_one_line(netjes, monkeypatch):
    monkeypatch.setenv("ADDIN_DATABASE", "nonsense")
    code, out, _ = netjes("check")
    assert code == 1
    assert "ADDIN_DATABASE" in out


def test_usage_errors_exit_2(netjes, monkeypatch):
    assert netjes("nope")[0] == 2
    assert netjes()[0] == 2
    assert netjes("serve")[0] == 2
    monkeypatch.setenv("ADDIN_TIK", "1")
    code, _, err = netjes("settings")
    assert code == 2
    assert "ADDIN_TIK" in err


@pytest.mark.parametrize(
    "command",
    ["", "serve", "demo", "recognise", "deadlines", "letters", "manifest", "check", "settings"],
)
def test_help_explains(netjes, command):
    code, out, _ = netjes(*command.split(), "--help")
    assert code == 0
    assert len(out) > 150


def test_settings_and_manifest(netjes, monkeypatch):
    monkeypatch.setenv("ADDIN_SMTP_PASSWORD", "hunter2")
    code, out, _ = netjes("settings")
    assert code == 0
    assert "ADDIN_TICK_SECONDS=15  (default)" in out
    assert "hunter2" not in out
    monkeypatch.setenv("ADDIN_PUBLIC_URL", "https://netjes.example.org")
    code, out, _ = netjes("manifest")
    assert code == 0
    assert "https://netjes.example.org/pane/index.html" in out
    assert "https://localhost" not in out


def test_check(netjes, monkeypatch, tmp_path):
    monkeypatch.setenv("ADDIN_DATABASE", f"sqlite:///{tmp_path / 'n.db'}")
    code, out, _ = netjes("check")
    assert code == 1
    assert "NO  settings" in out
    monkeypatch.setenv("ADDIN_IDENTITY", "entra")
    monkeypatch.setenv("ADDIN_ENTRA_CLIENT_ID", "11111111-2222-3333-4444-555555555555")
    monkeypatch.setenv("ADDIN_ENTRA_TENANTS", "99999999-2222-3333-4444-555555555555")
    monkeypatch.setenv("ADDIN_PUBLIC_URL", "https://netjes.example.org")
    code, out, _ = netjes("check")
    assert code == 0, out
    assert "will be made" in out
    assert list(tmp_path.iterdir()) == [], "a question changes nothing"
    open_store(f"sqlite:///{tmp_path / 'n.db'}").close()
    code, out, _ = netjes("check")
    assert code == 0, out
    assert "synchronous=FULL" in out
    monkeypatch.setenv("ADDIN_COUNTRY", "XX")
    code, out, _ = netjes("check")
    assert code == 1
    assert "NO  country" in out


def test_importing_starts_nothing():
    code = (
        "import sys, threading, multiprocessing, pkgutil, importlib, addin_server\n"
        "opening = {'socket.bind', 'socket.connect', 'subprocess.Popen', 'sqlite3.connect'}\n"
        "sys.addaudithook(lambda event, _: 1 / (event not in opening))\n"
        "for m in pkgutil.walk_packages(addin_server.__path__, 'addin_server.'):\n"
        # Loaded only where Exchange is asked for; urllib3 tries out IPv6 as it loads.
        "    late = ('addin_server.mailbox.exchange', 'addin_server.demo.exchange')\n"
        "    m.name.endswith('__main__') or m.name.startswith(late) or "
        "importlib.import_module(m.name)\n"
        "assert threading.active_count() == 1\n"
        "assert not multiprocessing.active_children()\n"
        "assert not {'exchangelib', 'msal'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_garbage_is_collected_again_once_a_command_is_loaded(capsys):
    assert main(["settings"]) == 0
    assert gc.isenabled()
    with pytest.raises(ModuleNotFoundError):
        _loaded("no_such_module")
    assert gc.isenabled()
