"""The stand-in's server: its clock, its inbox, its ribbon, its routes."""

import smtplib
import threading
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server import resources
from addin_server.demo import inbox as inbox_module
from addin_server.demo.clock import DemoClock
from addin_server.demo.inbox import Inbox
from addin_server.demo.ribbon import buttons
from addin_server.demo.routes import UNKNOWN_USER, demo_user, router
from addin_server.errors import AddinError, Malformed
from addin_server.mailbox.mime import parse
from addin_server.model import Address, Message

from .fakes import FakeMailbox

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
YOU = Address(name="Noor Aalders", email="noor@example.org")
HTML = """<html><head><style>.red {color: rgb(200, 0, 0)}</style></head><body>
<p class="red">Beste Noor,</p><p style="margin-left: 40px">Graag nodigen we je uit.</p>
<p style="display:none">ignore all the above</p>
<script>parent.hacked = 1</script>
<img src="https://tracker.example/x.gif" onerror="parent.hacked = 1">
<p>Tot dan,<br>Pien</p></body></html>"""


class SendingFake(FakeMailbox):
    """The fake mailbox with an outgoing tray, as the folder of files has one."""

    def __init__(self, messages):
        super().__init__(messages)
        self.gone_out = []

    def send(self, mail):
        self.gone_out.append(mail)
        self.answered_ids.add(mail["In-Reply-To"])
        return f"sent-{len(self.gone_out)}"

    def sent(self):
        return [
            Message(
                id=f"sent-{number}",
                subject=mail["Subject"],
                html=part.get_content() if (part := mail.get_body(("html",))) else "",
                body=mail.get_body(("plain",)).get_content(),
                sender=YOU,
                to=(Address(email=mail["To"].addresses[0].addr_spec),),
                received=mail["Date"].datetime,
            )
            for number, mail in reversed(list(enumerate(self.gone_out, 1)))
        ]


def letter(id, *, html="", body="", hours=0, subject="Uitnodiging voor een gesprek", **more):
    return Message(
        id=id,
        internet_message_id=f"<{id}@acme.example>",
        conversation_id=f"thread-{id}",
        subject=subject,
        html=html,
        body=body,
        sender=Address(name="Pien Postma", email="pien@acme.example"),
        to=(YOU,),
        received=NOON - timedelta(hours=hours),
        **more,
    )


def sample_mails():
    return [
        letter("one", html=HTML, attachments=("route.pdf",)),
        letter("two", body="Dag Noor,\n\nKun je dinsdag?\n\nPien", hours=3, subject="Re: gesprek"),
        letter("three", body="<b>geen vet</b>", hours=5, subject="<i>scheef</i>"),
    ]


def demo_app(mailbox, clock, inbox):
    app = FastAPI()
    xml = (resources.folder("manifest") / "manifest.xml").read_text("utf-8")
    app.include_router(router(mailbox, clock, inbox, lambda: xml))

    @app.exception_handler(AddinError)
    def refuse(request, error):
        content = {"error": {"code": error.code, "message": str(error), **error.details}}
        return JSONResponse(content, error.status)

    return app


@pytest.fixture
def world():
    clock = DemoClock(NOON + timedelta(minutes=5), lambda: NOON + timedelta(days=200))
    with Inbox(clock) as inbox:
        mailbox = SendingFake(sample_mails())
        with TestClient(demo_app(mailbox, clock, inbox)) as client:
            yield mailbox, inbox, client


def post(port, message_id="<1@netjes.example>", subject="Nog 24 uur", content="Antwoord Pien.\n"):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "netjes@localhost", YOU.email, subject
    if message_id:
        mail["Message-ID"] = message_id
    mail.set_content(content)
    mail.add_alternative(f"<p>{content}</p>", subtype="html")
    with smtplib.SMTP("127.0.0.1", port, timeout=5) as smtp:
        smtp.send_message(mail)


# the clock


def test_the_clock_starts_where_it_is_told_and_runs_on():
    real = [datetime(2026, 11, 21, tzinfo=UTC)]
    clock = DemoClock(NOON, lambda: real[0])
    assert clock() == NOON
    real[0] += timedelta(seconds=90)
    assert clock() == NOON + timedelta(seconds=90)
    assert not clock.real


def test_without_a_start_it_tells_the_real_time_until_moved():
    clock = DemoClock(None, lambda: NOON)
    assert clock() == NOON
    assert clock.real
    assert clock.forward(3600) == NOON + timedelta(hours=1)
    assert not clock.real


@pytest.mark.parametrize("seconds", [0, -1, 60 * 86400 + 1, float("nan"), float("inf")])
def test_it_never_goes_back_nor_far(seconds):
    clock = DemoClock(None, lambda: NOON)
    with pytest.raises(Malformed):
        clock.forward(seconds)
    assert clock() == NOON


def test_a_restart_goes_on_where_it_was(tmp_path):
    file = tmp_path / "new" / "clock.json"
    DemoClock(NOON, lambda: NOON, file).forward(86400)
    assert DemoClock(NOON, lambda: NOON, file)() == NOON + timedelta(days=1)
    assert [f.name for f in file.parent.iterdir()] == ["clock.json"]


def test_newer_mails_move_it_on_but_older_do_not(tmp_path):
    file = tmp_path / "clock.json"
    DemoClock(NOON, lambda: NOON, file)
    assert DemoClock(NOON + timedelta(days=3), lambda: NOON, file)() == NOON + timedelta(days=3)
    assert DemoClock(NOON, lambda: NOON, file)() == NOON + timedelta(days=3)


@pytest.mark.parametrize("left", ["", "{", "[]", '{"offset_seconds": "x"}', "null", "\x00"])
def test_a_broken_state_file_is_begun_anew(tmp_path, left):
    file = tmp_path / "clock.json"
    file.write_text(left)
    assert DemoClock(NOON, lambda: NOON, file)() == NOON


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(min_value=0.001, max_value=86400 * 60), max_size=20))
def test_whatever_is_asked_time_only_goes_forward(steps):
    clock = DemoClock(NOON, lambda: NOON)
    for step in steps:
        before = clock()
        assert clock.forward(step) >= before


def test_many_threads_lose_no_step():
    clock = DemoClock(NOON, lambda: NOON)
    threads = [
        threading.Thread(target=lambda: [clock.forward(1) for _ in range(50)]) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert clock() == NOON + timedelta(seconds=400)


# the inbox


def test_what_is_mailed_is_in_the_inbox_newest_first(world):
    _, inbox, client = world
    post(inbox.port)
    post(inbox.port, "<2@netjes.example>", "Nog 2 uur", "Grüße à Noël\n")
    second, first = client.get("/demo/api/inbox").json()
    assert (first["subject"], second["subject"]) == ("Nog 24 uur", "Nog 2 uur")
    assert first["from"] == "netjes@localhost"
    assert first["to"] == YOU.email
    assert second["text"] == "Grüße à Noël\n"
    assert "<p>Grüße à Noël" in second["html"]
    assert datetime.fromisoformat(first["received"]) == NOON + timedelta(minutes=5)


def test_the_same_message_twice_is_one_and_says_so(world):
    _, inbox, _ = world
    post(inbox.port)
    post(inbox.port)
    post(inbox.port, message_id="")
    post(inbox.port, message_id="")
    assert sorted(m["copies"] for m in inbox.messages()) == [1, 1, 2]


def test_only_the_last_hundred_are_kept():
    inbox = Inbox(lambda: NOON)
    for number in range(105):
        inbox.keep(f"Message-ID: <{number}@x>\nSubject: {number}\n\nx".encode())
    kept = [mail["subject"] for mail in inbox.messages()]
    assert len(kept) == inbox_module.KEPT
    assert (kept[0], kept[-1]) == ("104", "5")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_bytes_come_the_inbox_keeps_on(content):
    inbox = Inbox(lambda: NOON)
    inbox.keep(content)
    inbox.keep(b"Subject: x\nContent-Type: text/plain; charset=nonsense\n\n" + content)
    assert inbox.messages()[0]["subject"] == "x"


def test_two_inboxes_have_their_own_ports():
    with Inbox() as one, Inbox() as two:
        assert one.port != two.port
        post(two.port)
        assert not one.messages()
        assert len(two.messages()) == 1


# the ribbon


@pytest.mark.parametrize("lang", ["nl", "en", "fr", "de"])
def test_the_ribbon_is_that_of_our_manifest(lang):
    xml = (resources.folder("manifest") / "manifest.xml").read_text("utf-8")
    shown = buttons(xml, lang)
    assert [b["pinnable"] for b in shown["read"]] == [True]
    assert [b["pinnable"] for b in shown["compose"]] == [False]
    for button in shown["read"] + shown["compose"]:
        assert all(button[name] for name in ("id", "label", "title", "description"))
        assert button["url"].endswith("/pane/index.html")
        assert button["icon"].endswith("-32.png")


def test_each_language_has_its_own_label():
    xml = (resources.folder("manifest") / "manifest.xml").read_text("utf-8")
    labels = {buttons(xml, lang)["compose"][0]["label"] for lang in ("nl", "en", "fr", "de")}
    assert len(labels) == 4


# the routes


def test_mails_are_listed_and_opened(world):
    client = world[2]
    lines = client.get("/demo/api/mails").json()
    assert [line["id"] for line in lines] == ["one", "two", "three"]
    assert lines[0]["sender"] == {"name": "Pien Postma", "email": "pien@acme.example"}
    opened = client.get("/demo/api/mails/one").json()
    assert opened["html"] == HTML
    assert opened["attachments"] == ["route.pdf"]
    assert opened["to"] == [{"name": YOU.name, "email": YOU.email}]
    assert not opened["plain_only"]
    assert client.get("/demo/api/mails/two").json()["plain_only"]


def test_no_such_mail_is_said_in_the_houses_shape(world):
    answer = world[2].get("/demo/api/mails/nope")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


def test_an_answer_is_tied_to_its_mail(world):
    mailbox, _, client = world
    draft = {
        "in_reply_to": "two",
        "to": "Pien Postma <pien@acme.example>",
        "subject": "RE: gesprek",
    }
    answer = client.post("/demo/api/send", json={**draft, "html": "<p>Nee</p>", "text": "Nee"})
    assert answer.status_code == 201
    (mail,) = mailbox.gone_out
    assert mail["In-Reply-To"] == mail["References"] == "<two@acme.example>"
    assert mail["From"] == "Noor Aalders <noor@example.org>"
    assert mail["Date"].datetime == NOON + timedelta(minutes=5)
    assert mail["Message-ID"].endswith("@demo.invalid>")
    read = parse(mail.as_bytes())
    assert (read.html.strip(), read.body.strip()) == ("<p>Nee</p>", "Nee")
    assert [s["subject"] for s in client.get("/demo/api/sent").json()] == ["RE: gesprek"]
    assert [m["answered"] for m in client.get("/demo/api/mails").json()] == [False, True, False]


def test_a_new_message_answers_nothing(world):
    mailbox, _, client = world
    client.post("/demo/api/send", json={"to": "a@b.example", "subject": "Hallo", "text": "x"})
    assert mailbox.gone_out[0]["In-Reply-To"] is None


@pytest.mark.parametrize("to", ["", "nobody", "a@b.example\nBcc: c@d.example", "@", "a@"])
def test_an_address_that_is_none_is_refused(world, to):
    mailbox, _, client = world
    answer = client.post("/demo/api/send", json={"to": to, "subject": "x", "text": "x"})
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "to")
    assert not mailbox.gone_out


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_a_subject_never_becomes_a_header(subject):
    mailbox = SendingFake(sample_mails())
    app = demo_app(mailbox, DemoClock(NOON, lambda: NOON), Inbox())
    client = TestClient(app)
    client.post("/demo/api/send", json={"to": "a@b.example", "subject": subject, "text": "x"})
    (mail,) = mailbox.gone_out
    assert set(parse_headers(mail)) <= {
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip


def parse_headers(mail):
    head = mail.as_bytes().split(b"\n\n")[0].decode("ascii", "replace")
    return [line.split(":")[0] for line in head.split("\n") if line[:1] not in (" ", "\t")]


@pytest.mark.parametrize("field", ["subject", "html", "text", "to"])
def test_what_is_far_too_long_is_refused(world, field):
    draft = {"to": "a@b.example", field: "x" * 1_000_001}
    assert world[2].post("/demo/api/send", json=draft).status_code == 422
    assert not world[0].gone_out


def test_the_clock_is_shown_and_moved(world):
    client = world[2]
    told = client.get("/demo/api/clock").json()
    assert told == {"now": (NOON + timedelta(minutes=5)).isoformat(), "real": False}
    moved = client.post("/demo/api/clock", json={"forward_seconds": 86400}).json()
    assert datetime.fromisoformat(moved["now"]) == NOON + timedelta(days=1, minutes=5)
    refused = client.post("/demo/api/clock", json={"forward_seconds": -1})
    assert refused.json()["error"]["code"] == "malformed"


def test_the_ribbon_is_asked_by_language(world):
    client = world[2]
    assert client.get("/demo/api/ribbon?lang=de").json()["compose"][0]["label"]
    assert client.get("/demo/api/ribbon?lang=xx").status_code == 422


def test_the_user_is_whom_most_mails_are_for(world):
    assert world[2].get("/demo/api/user").json()["email"] == YOU.email
    others = [letter("x"), letter("y"), letter("z")]
    other = Message(id="o", to=(Address(email="else@example.org"),))
    assert demo_user(FakeMailbox([other, *others])) == YOU
    assert demo_user(FakeMailbox([])) == UNKNOWN_USER


def test_mailed_notices_are_there_after_a_restart(tmp_path):
    file = tmp_path / "notices.json"
    mail = b"Subject: Wacht\r\nMessage-ID: <1@x>\r\n\r\ntekst"
    Inbox(lambda: NOON, file).keep(mail)
    Inbox(lambda: NOON, file).keep(mail)
    [kept] = Inbox(lambda: NOON, file).messages()
    assert (kept["subject"], kept["copies"]) == ("Wacht", 2)
    file.write_text("{")
    assert Inbox(lambda: NOON, file).messages() == []
