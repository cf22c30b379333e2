"""Notices over SMTP, against a real server on loopback."""

import socket
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from addin_server.errors import NotifyError
from addin_server.model import Letter, Notice, NoticeState
from addin_server.notify import Relay, notice_mail

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LETTER = Letter(subject="Nog 3 uur – Linde", html="<p>Één mail wacht.</p>", text="Één mail wacht.")
NOTICE = Notice(
    id="d1-soft", deadline_id="d1", which="soft", due_at=NOW, state=NoticeState.DUE, fence=1
)


class Server:
    """Keeps what it takes over; refuses recipients outside example.org."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if not address.endswith("@example.org"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def listening(server, **options):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port, **options)
    controller.start()
    return controller


@pytest.fixture
def server():
    kept = Server()
    controller = listening(kept)
    kept.port = controller.port
    yield kept
    controller.stop()


def mail(to="anna@example.org"):
    return notice_mail(
        NOTICE, LETTER, sender="netjes@example.org", to=to, domain="example.org", now=NOW
    )


def test_a_notice_arrives_whole(server):
    Relay("127.0.0.1", server.port, security="none").send(mail())
    [arrived] = server.mails
    assert arrived["Subject"] == LETTER.subject
    assert arrived["To"] == "anna@example.org"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived.get_body(("plain",)).get_content().strip() == LETTER.text.strip()
    assert "Één mail wacht." in arrived.get_body(("html",)).get_content()


def test_a_second_attempt_is_recognisable(server):
    relay = Relay("127.0.0.1", server.port, security="none")
    relay.send(mail())
    relay.send(mail())
    first, second = (arrived["Message-ID"] for arrived in server.mails)
    assert first == second


def test_nothing_goes_out_in_clear_where_encryption_is_asked(server):
    for security in ("starttls", "tls"):
        with pytest.raises(NotifyError):
            Relay("127.0.0.1", server.port, security=security, seconds=3).send(mail())
    assert server.mails == []


def test_refused_and_unreachable_are_notify_errors(server):
    relay = Relay("127.0.0.1", server.port, security="none")
    with pytest.raises(NotifyError) as caught:
        relay.send(mail(to="someone@elsewhere.example"))
    assert "elsewhere" not in str(caught.value)
    with pytest.raises(NotifyError):
        Relay("127.0.0.1", 9, security="none", seconds=2).send(mail())


def test_the_password_is_asked_for_when_it_is_needed():
    seen = []

    def authenticate(server, session, envelope, mechanism, data):
        seen.append((data.login, data.password))
        return AuthResult(success=data.password == b"hunter2")

    kept = Server()
    options = {"auth_require_tls": False, "authenticator": authenticate}
    controller = listening(kept, **options)
    try:
        for password, arrives in (("wrong", 0), ("hunter2", 1)):
            relay = Relay(
                "127.0.0.1",
                controller.port,
                security="none",
                user="netjes",
                password=lambda word=password: word,
            )
            if arrives:
                relay.send(mail())
            else:
                with pytest.raises(NotifyError) as caught:
                    relay.send(mail())
                assert "wrong" not in str(caught.value)
            assert len(kept.mails) == arrives
    finally:
        controller.stop()
    assert (b"netjes", b"hunter2") in seen
