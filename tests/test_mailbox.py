"""What is particular to a folder of files; the contract is in test_mailbox_contract.py."""

import os
import threading
import time
import tracemalloc
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.errors import (
    MailboxError,
    MessageTooLarge,
    MessageUnreadable,
    NotFound,
    SettingsError,
)
from addin_server.mailbox.folder import FolderMailbox
from addin_server.mailbox.port import Answered

from .mailbox_stands import mail


def put(folder, name, made):
    (folder / name).write_bytes(made if isinstance(made, bytes) else made.as_bytes())


def folder_mailbox(tmp_path, **bounds):
    limits = {"max_message_bytes": 2**20, "max_text_bytes": 2**16} | bounds
    return FolderMailbox(tmp_path / "mails", tmp_path / "sent", **limits)


@pytest.fixture
def mails(tmp_path):
    (tmp_path / "mails").mkdir()
    return tmp_path / "mails"


@pytest.fixture
def folder(mails, tmp_path):
    return folder_mailbox(tmp_path)


# The folder: what it holds


def test_the_folder_must_be_there(tmp_path, mails):
    with pytest.raises(SettingsError, match="does not exist"):
        folder_mailbox(tmp_path / "elsewhere")
    with pytest.raises(SettingsError, match="a folder of their own"):
        FolderMailbox(mails, mails / ".", max_message_bytes=1, max_text_bytes=1)


def test_only_mail_files_right_in_the_folder_are_listed(mails, folder, tmp_path):
    put(mails, "a.eml", mail(1))
    put(mails, "B.EML", mail(2))
    put(mails, "notes.txt", mail(3))
    put(mails, ".hidden.eml", mail(4))
    (mails / "sub.eml").mkdir()
    put(mails / "sub.eml", "c.eml", mail(5))
    put(tmp_path, "outside.eml", mail(6))
    (mails / "link.eml").symlink_to(tmp_path / "outside.eml")
    os.mkfifo(mails / "pipe.eml")
    assert {line.subject for line in folder.list()} == {"Bericht 1", "Bericht 2"}


def test_unreadable_mails_are_listed_with_their_problem(mails, folder):
    put(mails, "empty.eml", b"")
    put(mails, "large.eml", b"Subject: x\n\n" + b"x" * 2**20)
    put(mails, "fine.eml", mail(1))
    problems = {line.problem: line.id for line in folder.list()}
    assert problems.keys() == {"", "message_too_large", "message_unreadable"}
    with pytest.raises(MessageTooLarge, match="1 MB"):
        folder.open(problems["message_too_large"])
    with pytest.raises(MessageUnreadable):
        folder.open(problems["message_unreadable"])


def test_a_file_of_any_size_is_read_no_further_than_the_limit(mails, folder):
    put(mails, "vast.eml", b"Subject: x\n\n")
    os.truncate(mails / "vast.eml", 2**29)  # sparse: takes no room on disk
    tracemalloc.start()
    assert folder.list()[0].problem == "message_too_large"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 2**20


def test_a_changed_file_is_read_again(mails, folder):
    put(mails, "a.eml", mail(1))
    assert folder.list()[0].subject == "Bericht 1"
    put(mails, "a.eml", mail(1000))
    assert folder.list()[0].subject == "Bericht 1000"
    (mails / "a.eml").unlink()
    assert list(folder.list()) == []


def test_long_text_is_cut(mails, tmp_path):
    put(mails, "a.eml", b"Subject: x\n\n" + b"x" * 5000)
    message = folder_mailbox(tmp_path, max_text_bytes=4096).open(_id(b"a.eml"))
    assert (len(message.body), message.warnings) == (4096, ("truncated",))


def test_a_folder_that_vanished_is_not_an_empty_one(mails, folder, tmp_path):
    put(mails, "a.eml", mail(1))
    mails.rename(tmp_path / "away")
    with pytest.raises(MailboxError, match="cannot be read"):
        folder.list()
    with pytest.raises(MailboxError):
        folder.answered("<1@example.org>")


def test_a_thousand_mails_stay_usable(mails, folder):
    made = mail("N").as_bytes()
    for number in range(1000):
        put(mails, f"{number}.eml", made.replace(b"<N@", b"<%d@" % number))
    started = time.process_time()
    assert len(folder.list()) == 1000
    first = time.process_time() - started
    rounds = []
    for _ in range(5):
        started = time.process_time()
        folder.list()
        rounds.append(time.process_time() - started)
    assert first < 2
    assert min(rounds) < 0.05


def test_threads_may_read_and_write_at_once(mails, folder):
    for number in range(20):
        put(mails, f"{number}.eml", mail(number))
    failures, counts = [], set()

    def work(who):
        try:
            for number in range(5):
                folder.send(mail(f"{who}-{number}", In_Reply_To=f"<{who}@example.org>"))
                counts.add(len(folder.list()))
                folder.sent()
        except Exception as exc:
            failures.append(exc)

    threads = [threading.Thread(target=work, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert counts == {20}
    assert len(folder.sent()) == 20
    assert sum(line.answered for line in folder.list()) == 4


# Ids


def _id(name):
    return urlsafe_b64encode(name).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "name", ["a b & é.eml", "-_.eml", "x" * 250 + ".EML", os.fsdecode(b"\xff.eml")]
)
def test_an_id_is_safe_in_an_address_and_stable(mails, tmp_path, name):
    put(mails, name, mail(1))
    (line,) = folder_mailbox(tmp_path).list()
    assert line.id.replace("-", "").replace("_", "").isalnum()
    assert line.id == folder_mailbox(tmp_path).list()[0].id
    assert folder_mailbox(tmp_path).open(line.id).subject == "Bericht 1"


@pytest.mark.parametrize(
    "name",
    [
        *(b"../outside.eml", b"/etc/passwd", b"../mails/a.eml", b"./a.eml", b"sub/c.eml"),
        *(b"..", b".", b"", b"a.eml\0", b"\0.eml", b"..\\outside.eml", b"link.eml", b".a.eml"),
        *(b"notes.txt", b"pipe.eml", b"sub.eml", b"x" * 300 + b".eml", b"a.eml/"),
    ],
)
def test_no_id_reaches_anything_but_a_mail_right_in_the_folder(mails, folder, tmp_path, name):
    for place in (mails / "a.eml", tmp_path / "outside.eml", mails / ".a.eml", mails / "notes.txt"):
        put(place.parent, place.name, mail(1))
    (mails / "sub").mkdir()
    put(mails / "sub", "c.eml", mail(1))
    (mails / "sub.eml").mkdir()
    (mails / "link.eml").symlink_to(tmp_path / "outside.eml")
    os.mkfifo(mails / "pipe.eml")
    assert folder.open(_id(b"a.eml"))
    for id in (_id(name), os.fsdecode(name)):
        with pytest.raises(NotFound):
            folder.open(id)


def test_any_other_id_is_not_found(mails, folder):
    put(mails, "a.eml", mail(1))

    @given(st.text(max_size=40) | st.binary(max_size=40).map(_id))
    @settings(max_examples=100, deadline=None)
    def open_anything(id):
        with pytest.raises(NotFound):
            folder.open(id)

    open_anything()


def test_one_mail_has_one_id(mails, folder):
    put(mails, "a.eml", mail(1))
    assert folder.open(_id(b"a.eml")).id == _id(b"a.eml")
    for other in (_id(b"a.eml") + "=", _id(b"a.eml") + "\n", "YS5lbWx", _id(b"a.eml") + "AA=="):
        with pytest.raises(NotFound):
            folder.open(other)


# Answers


def test_a_sent_mail_is_kept_whole_and_by_itself(mails, folder, tmp_path):
    before = sorted(mails.iterdir())
    first = folder.send(mail(1, day=1))
    second = folder.send(mail(2, day=2))
    assert [(m.id, m.subject) for m in folder.sent()] == [
        (second, "Bericht 2"),
        (first, "Bericht 1"),
    ]
    assert sorted(mails.iterdir()) == before
    assert {path.suffix for path in (tmp_path / "sent").iterdir()} == {".eml"}


def test_nothing_is_left_of_a_mail_that_could_not_be_kept(mails, tmp_path):
    (tmp_path / "sent").write_text("a file in the way")
    with pytest.raises(MailboxError, match="could not be kept"):
        folder_mailbox(tmp_path).send(mail(1))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mails", "sent"]


def test_a_mark_that_could_not_be_kept_leaves_no_draft(mails, folder, tmp_path):
    put(mails, "a.eml", mail(1))
    folder.mark_answered(_id(b"a.eml"))
    (mark,) = (tmp_path / "sent").iterdir()
    mark.unlink()
    mark.mkdir()
    with pytest.raises(MailboxError, match="could not be kept"):
        folder.mark_answered(_id(b"a.eml"))
    assert list((tmp_path / "sent").iterdir()) == [mark]


def test_a_draft_that_was_never_finished_is_no_sent_mail(mails, folder, tmp_path):
    folder.send(mail(1))
    put(tmp_path / "sent", ".half.tmp", b"Subject: x")
    put(tmp_path / "sent", "broken.eml", b"")
    assert [m.subject for m in folder.sent()] == ["Bericht 1"]


@pytest.mark.parametrize(
    ("fields", "answered"),
    [
        ({"In_Reply_To": "<1@example.org>"}, Answered.YES),
        ({"References": "<0@example.org> <1@example.org> <2@example.org>"}, Answered.YES),
        ({"In_Reply_To": "<1@example.org>", "Auto_Submitted": "auto-replied"}, Answered.NO),
        ({"In_Reply_To": "<1@example.org>", "Auto_Submitted": "no"}, Answered.YES),
        ({"In_Reply_To": "<11@example.org>"}, Answered.NO),
        ({}, Answered.NO),
    ],
)
def test_an_answer_refers_to_the_mail_and_was_written_by_someone(mails, folder, fields, answered):
    put(mails, "a.eml", mail(1))
    folder.send(mail("re", **fields))
    assert folder.answered("<1@example.org>") is answered
    assert folder.list()[0].answered is (answered is Answered.YES)


def test_an_answered_mail_stays_answered_when_it_is_deleted(mails, folder):
    put(mails, "a.eml", mail(1))
    folder.send(mail("re", In_Reply_To="<1@example.org>"))
    (mails / "a.eml").unlink()
    assert folder.answered("<1@example.org>") is Answered.YES


def test_a_mail_without_an_id_of_its_own_is_never_taken_for_another(mails, folder, tmp_path):
    put(mails, "a.eml", b"Subject: x\n\n")
    put(mails, "b.eml", b"Subject: y\n\n")
    assert folder.answered("") is Answered.GONE
    folder.mark_answered(_id(b"a.eml"))
    put(tmp_path / "sent", "damaged.answered", b"")
    assert {line.subject: line.answered for line in folder.list()} == {"x": True, "y": False}


def test_an_answer_given_elsewhere_can_be_marked(mails, folder, tmp_path):
    put(mails, "a.eml", mail(1))
    put(mails, "b.eml", mail(2))
    before = {path.name: path.stat().st_mtime_ns for path in mails.iterdir()}
    folder.mark_answered(_id(b"a.eml"))
    folder.mark_answered(_id(b"a.eml"))
    again = folder_mailbox(tmp_path)
    assert again.answered("<1@example.org>") is Answered.YES
    assert {line.subject: line.answered for line in again.list()} == {
        "Bericht 1": True,
        "Bericht 2": False,
    }
    assert list(again.sent()) == []
    assert {path.name: path.stat().st_mtime_ns for path in mails.iterdir()} == before
    with pytest.raises(NotFound):
        folder.mark_answered(_id(b"zzz.eml"))


def test_a_mail_that_cannot_be_opened_is_not_called_gone(mails, folder, monkeypatch):
    put(mails, "a.eml", mail(1))
    refuse = True
    real = os.open

    def opening(path, *rest):
        if refuse and str(path).endswith("a.eml"):
            raise PermissionError(13, "Permission denied")
        return real(path, *rest)

    # Permissions would do, but nothing is forbidden to root.
    monkeypatch.setattr("addin_server.mailbox.folder.os.open", opening)
    assert folder.list()[0].problem == "mailbox_error"
    assert folder.answered("<1@example.org>") is Answered.UNKNOWN
    refuse = False
    assert folder.list()[0].problem == ""
    assert folder.answered("<1@example.org>") is Answered.NO
