"""Who is asking: tokens signed here with real keys, one thing wrong at a time."""

import base64
import hashlib
import hmac
import json
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.errors import Forbidden, NotSignedIn, SignInUnavailable
from addin_server.identity.demo import DemoIdentity
from addin_server.identity.entra import OFFICE_CLIENTS, EntraVerifier
from addin_server.identity.fetch import http_fetch
from addin_server.identity.tokens import CACHED_TOKENS, Seen
from addin_server.model import Principal

CLIENT = "11111111-2222-3333-4444-555555555555"
TENANT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
FOREIGN = "ffffffff-bbbb-cccc-dddd-eeeeeeeeeeee"
AUTHORITY = "https://login.example.org"
ISSUER = f"{AUTHORITY}/{TENANT}/v2.0"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OID = "99999999-8888-7777-6666-555555555555"


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(
        public_exponent=65537, key_size=1024 if name == "weak" else 2048
    )


def jwk(name: str, **more) -> dict:
    shape = jwt.algorithms.RSAAlgorithm.to_jwk(key(name).public_key(), as_dict=True)
    return {**shape, "kid": name, "use": "sig", **more}


class Clock:
    def __init__(self):
        self.time = START

    def __call__(self):
        return self.time

    def forward(self, **by):
        self.time += timedelta(**by)


class Keys:
    """Stands where Microsoft publishes its keys; counts who asks."""

    def __init__(self, *keys):
        self.keys, self.asked, self.down = list(keys), [], False

    def __call__(self, url):
        self.asked.append(url)
        if self.down:
            raise OSError("no route to host")
        return {"keys": self.keys}


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def published():
    return Keys(jwk("one"))


@pytest.fixture
def verifier(clock, published):
    domains = ("example.org",)
    return EntraVerifier(CLIENT, (TENANT.upper(),), AUTHORITY + "/", domains, published, clock)


def claims(**changes) -> dict:
    base = {
        "aud": CLIENT,
        "iss": ISSUER,
        "tid": TENANT,
        "oid": OID,
        "azp": CLIENT,
        "scp": "openid access_as_user",
        "ver": "2.0",
        "nbf": int(START.timestamp()) - 10,
        "iat": int(START.timestamp()) - 10,
        "exp": int(START.timestamp()) + 3600,
        "preferred_username": "sam@example.org",
    }
    return {name: v for name, v in {**base, **changes}.items() if v is not ...}


def bearer(name="one", headers=None, **changes) -> str:
    with_kid = {"kid": name, **(headers or {})}
    return "Bearer " + jwt.encode(claims(**changes), key(name), "RS256", headers=with_kid)


def b64(data) -> str:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def refused(verifier, header) -> str:
    with pytest.raises(NotSignedIn) as caught:
        verifier.verify(header)
    return str(caught.value)


def test_a_user_is_known_by_organisation_and_object_id(verifier, published):
    who = verifier.verify(bearer())
    assert who == Principal(issuer=ISSUER, tenant=TENANT, subject=OID, mail="sam@example.org")
    assert published.asked == [f"{AUTHORITY}/{TENANT}/discovery/v2.0/keys"]


def test_a_mail_address_is_never_who_someone_is(verifier):
    one = verifier.verify(bearer())
    renamed = verifier.verify(bearer(preferred_username="someone.else@example.org"))
    assert one.owner == renamed.owner


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic c2FtOnNhbQ==", "a.b.c"])
def test_without_a_token(verifier, header):
    refused(verifier, header)


def test_the_scheme_has_no_case(verifier):
    assert verifier.verify(bearer().replace("Bearer", "bearer")).subject == OID


# -- signature ----------------------------------------------------------------------------------


def test_no_signature(verifier):
    unsigned = f"{b64({'alg': 'none', 'typ': 'JWT', 'kid': 'one'})}.{b64(claims())}."
    refused(verifier, "Bearer " + unsigned)
    refused(verifier, "Bearer " + unsigned + "AA")


def test_the_public_key_is_no_shared_secret(verifier):
    """The old confusion: HS256 with the published key as its secret."""
    pem = (
        key("one")
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    head = f"{b64({'alg': 'HS256', 'typ': 'JWT', 'kid': 'one'})}.{b64(claims())}"
    mac = hmac.new(pem, head.encode(), hashlib.sha256).digest()
    refused(verifier, f"Bearer {head}.{b64(mac)}")


@pytest.mark.parametrize("algorithm", ["RS384", "PS256"])
def test_another_algorithm_by_the_right_key(verifier, algorithm):
    token = jwt.encode(claims(), key("one"), algorithm, headers={"kid": "one"})
    assert "type" in refused(verifier, "Bearer " + token)


def test_signed_by_a_stranger_under_a_known_name(verifier):
    token = jwt.encode(claims(), key("stranger"), "RS256", headers={"kid": "one"})
    refused(verifier, "Bearer " + token)


def test_changed_after_signing(verifier):
    head, _, signature = bearer().removeprefix("Bearer ").split(".")
    refused(verifier, f"Bearer {head}.{b64(claims(oid='00000000-0000'))}.{signature}")


@pytest.mark.parametrize(
    "headers",
    [
        {"typ": "id_token"},
        {"typ": 5},
        {"crit": ["exp"]},
        {"crit": []},
        {"crit": ["b64"], "b64": True},  # a demand that the library itself would meet
        {"kid": "unknown"},
        {"kid": ...},
    ],
)
def test_headers_that_are_refused(verifier, headers):
    header = {"alg": "RS256", "typ": "JWT", "kid": "one", **headers}
    head = f"{b64({k: v for k, v in header.items() if v is not ...})}.{b64(claims())}"
    signature = jwt.get_algorithm_by_name("RS256").sign(head.encode(), key("one"))
    refused(verifier, f"Bearer {head}.{b64(signature)}")


def test_the_type_of_rfc_9068_is_taken(verifier):
    assert verifier.verify(bearer(headers={"typ": "at+jwt"})).subject == OID


# -- claims -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://graph.microsoft.com"},
        {"aud": f"api://{CLIENT}"},
        {"aud": [CLIENT, "https://graph.microsoft.com"]},
        {"aud": [CLIENT]},
        {"aud": ...},
        {"iss": f"https://sts.windows.net/{TENANT}/"},
        {"iss": f"{AUTHORITY}/{FOREIGN}/v2.0"},
        {"iss": f"{ISSUER}/"},
        {"iss": ...},
        {"tid": ...},
        {"tid": 5},
        {"exp": ...},
        {"nbf": ...},
        {"exp": True},
        {"exp": float("nan")},
        {"nbf": "soon"},
        {"oid": ...},
        {"oid": ""},
        {"oid": f"{OID}|x"},
        {"oid": 7},
    ],
)
def test_claims_that_are_refused(verifier, changes):
    refused(verifier, bearer(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"tid": FOREIGN, "iss": f"{AUTHORITY}/{FOREIGN}/v2.0"},
        {"scp": ...},  # an ID token, or an application's own
        {"scp": ..., "roles": ["access_as_user"]},
        {"scp": "openid profile"},
        {"scp": "access_as_user_not"},
        {"scp": ["access_as_user"]},
        {"idtyp": "app"},
        {"azp": "99999999-2222-3333-4444-555555555555"},
        {"azp": None},
    ],
)
def test_claims_that_are_forbidden(verifier, changes):
    with pytest.raises(Forbidden):
        verifier.verify(bearer(**changes))


def test_keys_of_a_foreign_organisation_are_not_even_fetched(verifier, published):
    with pytest.raises(Forbidden):
        verifier.verify(bearer(tid=FOREIGN, iss=f"{AUTHORITY}/{FOREIGN}/v2.0"))
    assert published.asked == []


def test_one_of_two_tenants_cannot_speak_for_the_other(clock):
    def fetch(url):
        return {"keys": [jwk("one" if TENANT in url else "two")]}

    verifier = EntraVerifier(CLIENT, (TENANT, FOREIGN), AUTHORITY, (), fetch, clock)
    refused(verifier, bearer("two"))
    refused(verifier, bearer("one", tid=FOREIGN))
    assert verifier.verify(bearer("one")).tenant == TENANT


def test_without_azp_is_taken(verifier):
    assert verifier.verify(bearer(azp=...)).subject == OID


@pytest.mark.parametrize(("seconds", "valid"), [(-70, True), (-71, False), (0, True)])
def test_a_minute_of_skew_before(verifier, clock, seconds, valid):
    clock.forward(seconds=seconds)
    if valid:
        assert verifier.verify(bearer())
    else:
        assert "not valid yet" in refused(verifier, bearer())


@pytest.mark.parametrize(("seconds", "valid"), [(3600, True), (3660, True), (3661, False)])
def test_a_minute_of_skew_after(verifier, clock, seconds, valid):
    clock.forward(seconds=seconds)
    if valid:
        assert verifier.verify(bearer())
    else:
        assert "expired" in refused(verifier, bearer())


# -- garbage ------------------------------------------------------------------------------------


def test_a_huge_header_is_refused_before_it_is_read(verifier):
    token = bearer(padding="x" * 20_000)
    began = time.perf_counter()
    assert "too long" in refused(verifier, token)
    assert "too long" in refused(verifier, "Bearer " + "a." * 5_000_000)
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    "payload", [b"[" * 9000, b"{" * 9000, b"\xff\xfe", b"[]", b"null", b'"x"', b"{", b""]
)
def test_payloads_that_are_no_claims(verifier, payload):
    head = f"{b64({'alg': 'RS256', 'typ': 'JWT', 'kid': 'one'})}.{b64(payload)}"
    signature = jwt.get_algorithm_by_name("RS256").sign(head.encode(), key("one"))
    refused(verifier, f"Bearer {head}.{b64(signature)}")


@pytest.mark.parametrize("twice", ["tid", "oid", "aud"])
def test_a_name_that_is_there_twice(verifier, twice):
    text = json.dumps(claims())
    payload = f'{{"{twice}": "{claims()[twice]}", {text[1:]}'.encode()
    head = f"{b64({'alg': 'RS256', 'typ': 'JWT', 'kid': 'one'})}.{b64(payload)}"
    signature = jwt.get_algorithm_by_name("RS256").sign(head.encode(), key("one"))
    assert "cannot be read" in refused(verifier, f"Bearer {head}.{b64(signature)}")


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda b: f"{b64(b)}.{b64(b)}.AA"))
@settings(max_examples=100, deadline=None)
def test_garbage_is_refused(text):
    verifier = EntraVerifier(CLIENT, (TENANT,), AUTHORITY, (), Keys(jwk("one")), Clock())
    refused(verifier, "Bearer " + text)


@given(
    st.dictionaries(st.sampled_from(["alg", "typ", "kid", "crit", "b64"]), st.text() | st.none())
)
@settings(max_examples=50, deadline=None)
def test_odd_headers_are_refused(header):
    verifier = EntraVerifier(CLIENT, (TENANT,), AUTHORITY, (), Keys(jwk("one")), Clock())
    refused(verifier, f"Bearer {b64(header)}.{b64(claims())}.AAAA")


# -- mail address -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "mail"),
    [
        ({}, "sam@example.org"),
        ({"preferred_username": "Sam@EXAMPLE.org"}, "Sam@EXAMPLE.org"),
        ({"preferred_username": "sam@elsewhere.org"}, None),
        ({"preferred_username": "sam@sub.example.org"}, None),
        ({"preferred_username": "sam@elsewhere.org", "email": "s@example.org"}, "s@example.org"),
        ({"preferred_username": ..., "upn": "s@example.org"}, "s@example.org"),
        ({"preferred_username": ...}, None),
        ({"preferred_username": 5}, None),
        ({"preferred_username": "a@b@example.org"}, None),
        ({"preferred_username": "x@elsewhere.org,sam@example.org"}, None),
        ({"preferred_username": "sam@example.org\r\nBcc: all@example.org"}, None),
        ({"preferred_username": "sam@example.org\n"}, None),
        ({"preferred_username": "Sam <sam@example.org>"}, None),
        ({"preferred_username": "@example.org"}, None),
        ({"preferred_username": "s" * 250 + "@example.org"}, None),
        # Guests: their own organisation wrote the address.
        ({"idp": f"https://sts.windows.net/{FOREIGN}/"}, None),
        ({"acct": 1}, None),
        ({"acct": 0}, "sam@example.org"),
    ],
)
def test_where_notices_may_go(verifier, changes, mail):
    assert verifier.verify(bearer(**changes)).mail == mail


def test_without_domains_nobody_gets_mail(clock, published):
    verifier = EntraVerifier(CLIENT, (TENANT,), AUTHORITY, (), published, clock)
    assert verifier.verify(bearer()).mail is None


# -- keys ---------------------------------------------------------------------------------------


def test_a_new_key_is_found_but_not_looked_for_at_every_request(verifier, published, clock):
    verifier.verify(bearer("one"))
    published.keys.append(jwk("two"))
    refused(verifier, bearer("two"))  # within the minute
    clock.forward(seconds=59)
    refused(verifier, bearer("two"))
    assert len(published.asked) == 1
    clock.forward(seconds=1)
    assert verifier.verify(bearer("two")).subject == OID
    assert len(published.asked) == 2


def test_unknown_key_names_make_one_look_a_minute(verifier, published, clock):
    for second in range(121):
        refused(verifier, bearer("one", headers={"kid": f"guess{second}"}))
        clock.forward(seconds=1)
    assert len(published.asked) == 3


def test_a_withdrawn_key_is_gone_within_a_day(verifier, published, clock):
    verifier.verify(bearer("one"))
    published.keys = [jwk("two")]
    clock.forward(hours=24)
    late = int(clock().timestamp())
    refused(verifier, bearer("one", nbf=late, exp=late + 3600))


def test_known_keys_outlive_an_outage(verifier, published, clock):
    verifier.verify(bearer("one"))
    published.down = True
    clock.forward(hours=25)
    late = int(clock().timestamp())
    assert verifier.verify(bearer("one", nbf=late, exp=late + 3600))


@pytest.mark.parametrize(
    "answer",
    [
        OSError("unreachable"),
        ValueError("no JSON"),
        {},
        {"keys": None},
        {"keys": {"one": 1}},
        {"keys": [None] * 64 + [jwk("one")]},
        {"keys": []},
        {"keys": [None, 5, "x", {"kty": "RSA"}, {"kty": "RSA", "kid": "one", "n": "!", "e": "!"}]},
    ],
)
def test_without_keys_the_answer_is_later_not_sign_in(clock, answer):
    def fetch(url):
        if isinstance(answer, Exception):
            raise answer
        return answer

    verifier = EntraVerifier(CLIENT, (TENANT,), AUTHORITY, (), fetch, clock)
    for _ in range(2):
        with pytest.raises(SignInUnavailable) as caught:
            verifier.verify(bearer())
        assert caught.value.retry_after == 5


def test_after_an_outage_keys_are_asked_for_again_soon_but_not_at_once(verifier, published, clock):
    published.down = True
    for _ in range(3):
        with pytest.raises(SignInUnavailable):
            verifier.verify(bearer())
    assert len(published.asked) == 1
    published.down = False
    clock.forward(seconds=5)
    assert verifier.verify(bearer()).subject == OID


@pytest.mark.parametrize(
    "entry",
    [
        jwk("weak"),
        jwk("other", use="enc"),
        jwk("other", kty="oct"),
        jwk("other", issuer=f"{AUTHORITY}/{FOREIGN}/v2.0"),
    ],
)
def test_keys_that_are_not_for_this(clock, entry):
    verifier = EntraVerifier(CLIENT, (TENANT,), AUTHORITY, (), Keys(jwk("one"), entry), clock)
    head = f"{b64({'alg': 'RS256', 'kid': entry['kid']})}.{b64(claims())}"
    signature = jwt.get_algorithm_by_name("RS256").sign(head.encode(), key(entry["kid"]))
    assert "key" in refused(verifier, f"Bearer {head}.{b64(signature)}")


def test_a_key_with_its_issuer_as_entra_writes_it(clock):
    published = Keys(jwk("one", issuer=AUTHORITY + "/{tenantid}/v2.0"))
    verifier = EntraVerifier(CLIENT, (TENANT,), AUTHORITY, (), published, clock)
    assert verifier.verify(bearer()).subject == OID


def test_many_at_once_fetch_once(clock):
    published = Keys(jwk("one"))

    def slowly(url):
        time.sleep(0.1)
        return published(url)

    verifier = EntraVerifier(CLIENT, (TENANT,), AUTHORITY, (), slowly, clock)
    tokens, found = [bearer(n=i) for i in range(8)], []
    threads = [
        threading.Thread(target=lambda t=t: found.append(verifier.verify(t).subject))
        for t in tokens
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [OID] * 8
    assert len(published.asked) == 1


# -- tokens seen before -------------------------------------------------------------------------


def test_a_token_seen_before_costs_no_signature(verifier):
    token = bearer()
    verifier.verify(token)
    began = time.perf_counter()
    for _ in range(1000):
        verifier.verify(token)
    seen = time.perf_counter() - began
    fresh = [bearer(n=i) for i in range(20)]
    began = time.perf_counter()
    for other in fresh:
        verifier.verify(other)
    assert seen / 1000 < (time.perf_counter() - began) / 20


def test_a_token_seen_before_expires_all_the_same(verifier, clock):
    token = bearer()
    verifier.verify(token)
    clock.forward(seconds=3661)
    assert "expired" in refused(verifier, token)


def test_a_refused_token_is_not_remembered(verifier, clock):
    clock.forward(seconds=-600)
    token = bearer()
    refused(verifier, token)
    clock.forward(seconds=600)
    assert verifier.verify(token).subject == OID
    with pytest.raises(Forbidden):
        verifier.verify(bearer(scp="openid"))
    with pytest.raises(Forbidden):
        verifier.verify(bearer(scp="openid"))


def test_tokens_seen_are_bounded():
    seen, who = Seen(), Principal(issuer="", tenant="", subject="")
    for number in range(CACHED_TOKENS + 10):
        assert seen.user(str(number), 0.0, lambda token, now: (who, now)) is who
    assert len(seen) == CACHED_TOKENS


def test_the_demonstration_has_one_user():
    who = Principal(issuer="demo", tenant="demo", subject="demo")
    assert DemoIdentity(who).verify(None) is who
    assert DemoIdentity(who).verify("Bearer x") is who


# -- fetching -----------------------------------------------------------------------------------


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/keys")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/missing" else 200)
        self.end_headers()
        bodies = {"/list": b"[]", "/text": b"<html>", "/deep": b"[" * 50_000}
        try:
            if self.path == "/huge":
                self.wfile.write(b'{"keys": []}' + b" " * 70_000)
            elif self.path == "/drip":
                for _ in range(40):
                    self.wfile.write(b" ")
                    time.sleep(0.05)
            else:
                self.wfile.write(bodies.get(self.path, b'{"keys": []}'))
        except OSError:
            self.close_connection = True  # the asker hung up

    def log_message(self, *_):
        pass


def certificate(folder):
    """A certificate for this machine, and the key it is for."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key("tls").public_key(), 1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key("tls"), hashes.SHA256())
    )
    path = folder / "tls.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key("tls").private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    """(https origin, context that trusts it)."""
    path = certificate(tmp_path_factory.mktemp("tls"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(path)
    server.socket = inside.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    yield f"https://127.0.0.1:{server.server_port}", ssl.create_default_context(cafile=path)
    server.shutdown()
    server.server_close()


def test_fetch_gets_an_object(origin):
    assert http_fetch(context=origin[1])(origin[0] + "/keys") == {"keys": []}


@pytest.mark.parametrize("path", ["/redirect", "/missing", "/list", "/text", "/deep", "/huge"])
def test_fetch_refuses(origin, path):
    with pytest.raises((OSError, ValueError)):
        http_fetch(context=origin[1])(origin[0] + path)


def test_fetch_gives_up_on_who_answers_drop_by_drop(origin):
    began = time.perf_counter()
    with pytest.raises((OSError, ValueError)):
        http_fetch(timeout=0.3, context=origin[1])(origin[0] + "/drip")
    assert time.perf_counter() - began < 1.5


def test_fetch_trusts_no_unknown_certificate(origin):
    with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
        http_fetch()(origin[0] + "/keys")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/keys", "file:///etc/hostname", "keys"])
def test_fetch_is_https_only(url):
    with pytest.raises(ValueError, match="is not https"):
        http_fetch()(url)


def test_office_may_ask_for_the_token(verifier):
    for client in OFFICE_CLIENTS:
        assert verifier.verify(bearer(azp=client)).subject
