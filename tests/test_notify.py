"""Notices over SMTP, against a real server on loopback."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from ipaddress import IPv4Address

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from addin_server.errors import NotifyError, RecipientRefused
from addin_server.letters import render_notice
from addin_server.model import LANGUAGES, Letter, Notice, NoticeState
from addin_server.notify import Relay, notice_mail

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LETTER = Letter(subject="Nog 3 uur – Linde", html="<p>Één mail wacht.</p>", text="Één mail wacht.")
NOTICE = Notice(
    subject_id="d1", which="soft", owner="x|y|z", due_at=NOW, state=NoticeState.DUE, fence=1
)


class Server:
    """Keeps what it takes over; refuses recipients outside example.org."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("full"):
            return "452 too many mails"
        if not address.endswith("@example.org"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listening(server, **options):
    controller = Controller(server, hostname="127.0.0.1", port=free_port(), **options)
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
    return notice_mail(NOTICE.key, LETTER, sender="netjes@example.org", to=to, now=NOW)


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


def test_only_a_final_no_to_the_recipient_is_final(server):
    """RFC 5321, 4.2.1: 4yz may go well later, 5yz will not."""
    relay = Relay("127.0.0.1", server.port, security="none")
    with pytest.raises(NotifyError) as caught:
        relay.send(mail(to="full@example.org"))
    assert not isinstance(caught.value, RecipientRefused)
    with pytest.raises(RecipientRefused):
        relay.send(mail(to="nobody@elsewhere.example"))
    with pytest.raises(NotifyError) as caught:
        Relay("127.0.0.1", 9, security="none", seconds=2).send(mail())
    assert not isinstance(caught.value, RecipientRefused)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A key and a certificate for 127.0.0.1 that signs itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "relay")])
    names = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    day = timedelta(days=1)
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - day, now + day)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("relay") / "relay.pem"
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    path.write_bytes(key.private_bytes(pem, *private) + made.public_bytes(pem))
    return path


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_who_the_relay_is_is_checked(certificate, security, trusted, host, monkeypatch):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    kept = Server()
    options = {"ssl_context": context} if security == "tls" else {"tls_context": context}
    # The readiness probe of aiosmtpd speaks no TLS that trusts nobody.
    controller = (SelfSigned if security == "tls" else Controller)(
        kept, hostname="127.0.0.1", port=free_port(), **options
    )
    controller.start()
    try:
        relay = Relay(host, controller.port, security=security, seconds=5)
        if trusted and host == "127.0.0.1":  # it is not made out to localhost
            relay.send(mail())
        else:
            with pytest.raises(NotifyError):
                relay.send(mail())
        assert len(kept.mails) == int(trusted and host == "127.0.0.1")
    finally:
        controller.stop()


class SelfSigned(Controller):
    def _trigger_server(self):
        with socket.create_connection((self.hostname, self.port), 5):
            pass


LINK = "https://outlook.office.com/owa/?ItemID=AAk%3D&exvsurl=1&viewmodel=ReadMessageItem"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_each_language_it_leads_to_the_mail(server, catalogue, lang):
    letter = render_notice(
        catalogue,
        lang=lang,
        sender_name="Zoë Œuvrard",
        job_title="planner",
        company="Größe & Co",
        seconds_left=7200,
        limit=NOW,
        zone=UTC,
        link=LINK,
    )
    written = notice_mail(
        NOTICE.key, letter, sender="netjes@example.org", to="anna@example.org", now=NOW
    )
    Relay("127.0.0.1", server.port, security="none").send(written)
    [arrived] = server.mails
    assert arrived.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in arrived.iter_parts()] == ["text/plain", "text/html"]
    assert arrived["Message-ID"] == f"<{NOTICE.key}@example.org>"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert "Größe & Co" in arrived["Subject"]
    plain, html = (part.get_content() for part in arrived.iter_parts())
    assert LINK in plain
    assert f'href="{LINK.replace("&", "&amp;")}"' in html
    assert "Zoë Œuvrard" in plain
    assert "Zoë Œuvrard" in html


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
