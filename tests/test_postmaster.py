"""`netjes check --mailbox` and `netjes mailbox`: what an administrator does by hand."""

import json

import pytest

from addin_server.__main__ import main
from addin_server.mailbox import trial
from addin_server.mailbox.port import Capability
from addin_server.mailbox.trial import FAILED, LACKING, OK, SECOND, Trial

from .ews import assert_schema_valid
from .fakes import FakeMailbox
from .mailbox_stands import MONDAY, NOOR, NOW, Exchange, Folder, PoorExchange, mail

FOLDERS = ("inbox", "drafts", "calendar", "deleteditems", "sentitems")
ID = "<1@example.org>"


def serve(stand, monkeypatch, **changes):
    given = {
        "MAILBOX": "exchange",
        "EXCHANGE_URL": stand.server.url,
        "EXCHANGE_USER": stand.account["user"],
        "EXCHANGE_PASSWORD": stand.account["password"](),
        "EXCHANGE_ACCESS": stand.account.get("access", "impersonation"),
    }
    for name, value in (given | changes).items():
        monkeypatch.setenv(f"ADDIN_{name}", value)


@pytest.fixture(params=[Exchange, PoorExchange], ids=lambda c: c.__name__)
def stand(request, tmp_path, monkeypatch):
    stand = request.param(tmp_path)
    serve(stand, monkeypatch)
    yield stand
    stand.close()
    assert_schema_valid(stand.server)


def said(capsys):
    return json.loads(capsys.readouterr().out)


def test_everything_is_tried_and_nothing_left(stand, capsys):
    stand.receive(1)
    before = {name: [item.number for item in stand.inside(name)] for name in FOLDERS}
    assert main(["check", "--mailbox", NOOR]) == 0
    table = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    assert {line[0] for line in table} <= {"ok", "second"}
    assert {"open", "answered", "remind", "flag", "busy"} <= {line[1].split()[0] for line in table}
    assert ("second" in {line[0] for line in table}) is bool(stand.poor)
    after = {name: [item.number for item in stand.inside(name)] for name in FOLDERS}
    assert after == before


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"EXCHANGE_PASSWORD": "fout"}, "ADDIN_EXCHANGE_USER"),
        ({"EXCHANGE_URL": "http://127.0.0.1:9"}, "cannot be reached"),
        ({"EXCHANGE_ACCESS": "delegate"}, "ADDIN_EXCHANGE_ACCESS=delegate"),
    ],
)
def test_a_failure_says_what_helps(tmp_path, monkeypatch, capsys, changes, says):
    stand = Exchange(tmp_path)
    serve(stand, monkeypatch, **changes)
    assert main(["check", "--mailbox", NOOR]) == 1
    table = capsys.readouterr().out
    assert table.startswith("failed")
    assert says in table
    assert "fout" not in table
    stand.close()


def test_it_tidies_up_after_a_failure_half_way(stand, capsys):
    stand.server.fault("401", "GetItem", times=3)
    assert main(["check", "--mailbox", NOOR]) == 1
    assert "failed         open" in capsys.readouterr().out
    assert [stand.inside(name) for name in FOLDERS] == [[]] * len(FOLDERS)


def test_without_a_mailbox_there_is_nothing_to_check(monkeypatch, capsys):
    assert main(["check", "--mailbox", NOOR]) == 2
    assert "ADDIN_MAILBOX" in capsys.readouterr().err


def test_a_folder_is_only_read(tmp_path):
    stand = Folder(tmp_path)
    stand.receive(1)
    results = {outcome.what: outcome.result for outcome in Trial(stand.mailbox, lambda: NOW).run()}
    assert (results["open"], results["answered"], results["busy"]) == (OK, OK, LACKING)
    assert not (tmp_path / "sent").exists()


def test_an_answer_that_is_not_what_was_put_there_is_a_failure():
    class Confused(FakeMailbox):
        ways = {"open": 2}  # noqa: RUF012

        def plant(self, mark):
            self.messages.append(trial_mail())
            return "id1", ID

        def uproot(self, id):
            self.messages.clear()

        def answered(self, internet_message_id):
            from addin_server.mailbox.port import Answered

            return Answered.GONE

    def trial_mail():
        from dataclasses import replace

        from addin_server.mailbox import mime

        return replace(mime.parse(mail(1).as_bytes(), id="id1"), subject=trial.MARK)

    without = set(Capability) - {Capability.DRAFT}
    mailbox = Confused(capabilities=without)
    results = {outcome.what: outcome.result for outcome in Trial(mailbox, lambda: NOW).run()}
    assert results["open"] == SECOND
    assert (results["answered"], results["draft"], results["tidy up"]) == (FAILED, LACKING, OK)
    assert mailbox.messages == []
    assert (mailbox.entries, mailbox.flags) == ({}, {})


def test_a_mail_is_read(stand, capsys):
    id = stand.box.id_of(stand.receive(1)).id
    for given in ([id], ["--id", id]):
        assert main(["mailbox", "read", "--mailbox", NOOR, *given]) == 0
        shape = said(capsys)
        assert (shape["subject"], shape["from"]["email"]) == ("Bericht 1", "p1@example.org")
        assert shape["received"] == MONDAY.isoformat()
    assert main(["mailbox", "list", "--mailbox", NOOR]) == 0
    assert said(capsys)["id"] == id
    assert main(["mailbox", "read", "--mailbox", NOOR, "nope"]) == 1
    assert main(["mailbox", "read", "--mailbox", NOOR]) == 1


def test_answered_and_free(stand, capsys):
    stand.receive(1)
    assert main(["mailbox", "answered", "--mailbox", NOOR, ID]) == 0
    assert said(capsys) == {"internet_message_id": ID, "answered": "no"}
    stand.answer(1)
    assert main(["mailbox", "answered", "--mailbox", NOOR, "1@example.org"]) == 0
    assert said(capsys)["answered"] == "yes"
    stand.take(NOW, NOW.replace(hour=11), "Overleg")
    times = ["2026-11-23T00:00", "2026-11-24T00:00+01:00"]
    assert main(["mailbox", "free", "--mailbox", NOOR, *times]) == 0
    (busy,) = said(capsys)["busy"]
    assert (busy["start"], busy["tentative"]) == ("2026-11-23T10:00:00+01:00", False)
    assert main(["mailbox", "free", "--mailbox", NOOR, *times[::-1]]) == 1
    assert main(["mailbox", "free", "--mailbox", NOOR, "morgen"]) == 1


def test_a_reminder_by_hand(stand, capsys):
    stand.receive(1)
    for at in ("2026-12-01T09:00", "2026-12-01T10:00"):
        assert main(["mailbox", "remind", "--mailbox", NOOR, ID, at]) == 0
        key = said(capsys)["key"]
    (entry,) = stand.entries(key)
    assert entry[0].isoformat() == "2026-12-01T09:00:00+00:00"
    assert (
        main(["mailbox", "remind", "--mailbox", NOOR, ID, "--at", "2026-12-02T10:00Z", "--flag"])
        == 0
    )
    assert stand.flagged(1)
    assert main(["mailbox", "unremind", "--mailbox", NOOR, ID]) == 0
    assert (stand.entries(key), stand.flagged(1)) == ([], False)
    assert main(["mailbox", "remind", "--mailbox", NOOR, ID]) == 1
