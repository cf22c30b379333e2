"""Exchange's identity tokens: signed here with real keys and certificates, one thing wrong each."""

import base64
import hashlib
import hmac
import json
import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server import manifest
from addin_server.addresses import normal_https
from addin_server.build import manifest_xml
from addin_server.check import findings
from addin_server.errors import AddinError, Forbidden, NotSignedIn, SettingsError, SignInUnavailable
from addin_server.identity import chosen
from addin_server.identity.exchange import ExchangeVerifier
from addin_server.identity.fetch import http_fetch
from addin_server.identity.tokens import HEADER_LIMIT
from addin_server.identity.users import UsersFile
from addin_server.model import Principal
from addin_server.settings import Settings

from . import test_identity as entra
from .test_identity import START, Clock, b64, certificate, key

PANE = "https://netjes.example.org/pane/index.html"
PATH = "/autodiscover/metadata/json/1"
AMURL = f"https://mail.example.org:443{PATH}"
OTHER = f"https://post.example.net:443{PATH}"
UID = "53e925fa-76ba-45e1-be0f-4ef08b59d389"


@cache
def x5t(name):
    return b64(hashlib.sha1(name.encode()).digest())


def dsa_key():
    """As long as an RSA key may be."""
    return dsa.generate_private_key(key_size=2048)


@cache
def der(name):
    """A certificate that the key has signed itself, as Exchange's are."""
    others = {"curve": partial(ec.generate_private_key, ec.SECP256R1()), "dsa": dsa_key}
    known = others[name]() if name in others else key(name)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Exchange Auth")])
    made = (
        x509.CertificateBuilder(subject, subject, known.public_key(), 1)
        .not_valid_before(START - timedelta(days=900))
        .not_valid_after(START + timedelta(days=900))
        .sign(known, hashes.SHA256())
    )
    return base64.b64encode(made.public_bytes(serialization.Encoding.DER)).decode()


def entry(name, **more):
    shape = {
        "usage": "signing",
        "keyinfo": {"x5t": x5t(name)},
        "keyvalue": {"type": "x509Certificate", "value": der(name)},
    }
    return {**shape, **more}


class Metadata:
    """Stands where Exchange servers publish their keys; keeps what is asked."""

    def __init__(self, **entries):
        self.entries = entries or {AMURL: [entry("one")], OTHER: [entry("two")]}
        self.asked, self.down = [], False

    def __call__(self, url):
        self.asked.append(url)
        if self.down:
            raise OSError("no route to host")
        return {"id": "_1", "version": "1.0", "name": "Exchange", "keys": self.entries[url]}


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def published():
    return Metadata()


def made(published, clock, address_of=lambda uid: None):
    return ExchangeVerifier((PANE,), (AMURL, OTHER), published, address_of, clock)


@pytest.fixture
def verifier(clock, published):
    return made(published, clock)


def without_gaps(values):
    return {name: value for name, value in values.items() if value is not ...}


def context(**changes):
    return without_gaps({"msexchuid": UID, "version": "ExIdTok.V1", "amurl": AMURL, **changes})


def claims(**changes):
    """As Exchange writes them: times and the context of the user are strings."""
    shape = {
        "nbf": str(int(START.timestamp()) - 10),
        "exp": str(int(START.timestamp()) + 8 * 3600),
        "iss": "00000002-0000-0ff1-ce00-000000000000@example.org",
        "aud": PANE,
        "appctxsender": "00000002-0000-0ff1-ce00-000000000000@example.org",
        "isbrowserhostedapp": "true",
        "appctx": json.dumps(context()),
    }
    return without_gaps({**shape, **changes})


def signed(header, payload, name="one"):
    head = f"{b64(header)}.{b64(payload)}"
    signature = key(name).sign(head.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"Bearer {head}.{b64(signature)}"


def bearer(name="one", headers=None, **changes):
    header = without_gaps({"typ": "JWT", "alg": "RS256", "x5t": x5t(name), **(headers or {})})
    return signed(header, claims(**changes), name)


def naming(amurl, **changes):
    return bearer(appctx=json.dumps(context(amurl=amurl)), **changes)


def refused(verifier, header):
    with pytest.raises(NotSignedIn) as caught:
        verifier.verify(header)
    return str(caught.value)


def test_a_user_is_known_by_server_and_exchange_id(verifier, published):
    who = verifier.verify(bearer())
    assert who == Principal(issuer=AMURL, tenant="", subject=UID)
    assert published.asked == [AMURL]


@pytest.mark.parametrize("uid", [UID, f"{UID}@mail.example.org"])
@pytest.mark.parametrize("shape", [dict, json.dumps])
def test_shapes_of_the_context_that_are_in_use(verifier, shape, uid):
    given_context = shape(context(msexchuid=uid, scope="", more=[1]))
    assert verifier.verify(bearer(appctx=given_context)).subject == uid


def test_times_may_be_numbers(verifier):
    begins, expires = int(claims()["nbf"]), int(claims()["exp"])
    assert verifier.verify(bearer(nbf=begins, exp=expires)).subject == UID


def test_two_servers_know_different_users(verifier):
    one = verifier.verify(bearer())
    two = verifier.verify(naming(OTHER, name="two"))
    assert one.subject == two.subject
    assert one.owner != two.owner


def test_the_audience_is_what_the_manifest_names_first():
    xml = manifest_xml(Settings(public_url="https://netjes.example.org"))
    form = xml[xml.index("<FormSettings>") :]
    assert form.split('<SourceLocation DefaultValue="')[1].startswith(f'{PANE}"')
    assert manifest.ORIGIN + chosen.PANE in manifest.load()


# -- the address of the metadata -----------------------------------------------------------------

FOREIGN = [
    "https://evil.example/autodiscover/metadata/json/1",
    f"https://evil.example:443{PATH}",
    f"http://mail.example.org:443{PATH}",
    f"http://mail.example.org{PATH}",
    f"http://mail.example.org:80{PATH}",
    f"ftp://mail.example.org:443{PATH}",
    f"file://mail.example.org:443{PATH}",
    f"wss://mail.example.org:443{PATH}",
    f"//mail.example.org:443{PATH}",
    f"mail.example.org:443{PATH}",
    f"mail.example.org{PATH}",
    PATH,
    f"https:{PATH}",
    f"https:/mail.example.org:443{PATH}",
    f"https:///mail.example.org:443{PATH}",
    f"https:\\\\mail.example.org:443{PATH}",
    f"https://mail.example.org:444{PATH}",
    f"https://mail.example.org:80{PATH}",
    f"https://mail.example.org:0{PATH}",
    f"https://mail.example.org:{PATH}",
    f"https://mail.example.org:0443{PATH}",
    f"https://mail.example.org:65979{PATH}",  # 443 when cut to 16 bits
    f"https://mail.example.org:+443{PATH}",
    f"https://mail.example.org:-1{PATH}",
    f"https://mail.example.org: 443{PATH}",
    f"https://mail.example.org:443:443{PATH}",
    f"https://mail.example.org:٤٤٣{PATH}",
    f"https://user@mail.example.org:443{PATH}",
    f"https://user:secret@mail.example.org:443{PATH}",
    f"https://@mail.example.org:443{PATH}",
    f"https://mail.example.org:443@evil.example{PATH}",
    f"https://mail.example.org:443@evil.example:443{PATH}",
    f"https://mail.example.org:443\\@evil.example{PATH}",
    f"https://evil.example\\@mail.example.org:443{PATH}",
    f"https://evil.example#@mail.example.org:443{PATH}",
    f"https://evil.example?@mail.example.org:443{PATH}",
    f"https://mail.example.org.:443{PATH}",
    f"https://mail.example.org.{PATH}",
    f"https://.mail.example.org:443{PATH}",
    f"https://mail..example.org:443{PATH}",
    f"https://mail.example.org.evil.example:443{PATH}",
    f"https://evil.mail.example.org:443{PATH}",
    f"https://evilmail.example.org:443{PATH}",
    f"https://example.org:443{PATH}",
    f"https://mail.example.or:443{PATH}",
    f"https://mail.example.orgs:443{PATH}",
    f"https://mail-example.org:443{PATH}",
    f"https://mailxexample.org:443{PATH}",
    f"https://*.example.org:443{PATH}",
    f"https://mаil.example.org:443{PATH}",
    f"https://ｍail.example.org:443{PATH}",
    f"https://mail。example。org:443{PATH}",
    f"https://mail.example.org\u200b:443{PATH}",
    f"https://mail.example.org\u00ad:443{PATH}",
    f"https://xn--mil-8cd.example.org:443{PATH}",
    f"https://mail%2eexample%2eorg:443{PATH}",
    f"https://%6dail.example.org:443{PATH}",
    f"https://mail.example.org%00.evil.example{PATH}",
    f"https://[::1]:443{PATH}",
    f"https://127.0.0.1:443{PATH}",
    f"https://2130706433:443{PATH}",
    f"https://localhost:443{PATH}",
    "https://mail.example.org:443",
    "https://mail.example.org:443/",
    "https://mail.example.org:443/autodiscover/metadata/json/2",
    "https://mail.example.org:443/autodiscover/metadata/json",
    "https://mail.example.org:443/Autodiscover/Metadata/Json/1",
    f"{AMURL}/",
    f"{AMURL}0",
    f"{AMURL}?",
    f"{AMURL}?x=1",
    f"{AMURL}#",
    f"{AMURL}#x",
    f"{AMURL};x",
    f"{AMURL}/../1",
    f"{AMURL}/.",
    f"{AMURL}%00",
    f"{AMURL}%20",
    "https://mail.example.org:443/autodiscover/./metadata/json/1",
    "https://mail.example.org:443/x/../autodiscover/metadata/json/1",
    "https://mail.example.org:443//autodiscover/metadata/json/1",
    "https://mail.example.org:443/autodiscover//metadata/json/1",
    "https://mail.example.org:443/autodiscover\\metadata\\json\\1",
    "https://mail.example.org:443/autodiscover/metadata/json/%31",
    "https://mail.example.org:443/autodiscover%2Fmetadata/json/1",
    "https://mail.example.org:443/owa/redir.aspx?URL=https://evil.example",
    f" {AMURL}",
    f"{AMURL} ",
    f"\t{AMURL}",
    f"{AMURL}\n",
    f"{AMURL}\r\nHost: evil.example",
    f"{AMURL}\x00",
    f"https://mail.example.org:443\t{PATH}",
    f"https://mail.exam\nple.org:443{PATH}",
    f"{AMURL},https://evil.example{PATH}",
    f"<{AMURL}>",
    "",
    "null",
    "x" * 5000,
    f"https://{'a.' * 2000}example.org{PATH}",
]


def test_there_are_enough_foreign_addresses():
    assert len(set(FOREIGN)) == len(FOREIGN) >= 60


@pytest.mark.parametrize("amurl", FOREIGN)
def test_keys_of_a_foreign_server_are_not_even_fetched(verifier, published, amurl):
    with pytest.raises(Forbidden):
        verifier.verify(naming(amurl))
    assert published.asked == []


@pytest.mark.parametrize(
    "amurl", [None, 5, True, [], [AMURL], {}, {"url": AMURL}, f"\ud800{AMURL}", ...]
)
def test_an_address_that_is_no_text(verifier, published, amurl):
    with pytest.raises(Forbidden):
        verifier.verify(naming(amurl))
    assert published.asked == []


@pytest.mark.parametrize(
    "amurl",
    [
        AMURL,
        f"https://mail.example.org{PATH}",
        f"https://MAIL.Example.ORG:443{PATH}",
        f"HTTPS://mail.example.org{PATH}",
    ],
)
def test_spellings_of_the_same_address_are_the_same_user(verifier, published, amurl):
    assert verifier.verify(naming(amurl)).issuer == AMURL
    assert published.asked == [AMURL]  # as it is listed, never as the token has it


class Canary:
    """Listens on this machine and counts who comes."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port, self.visits = self.socket.getsockname()[1], 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                self.socket.accept()[0].close()
            except OSError:
                return
            self.visits += 1


@pytest.fixture
def canary():
    listener = Canary()
    yield listener
    listener.socket.shutdown(socket.SHUT_RDWR)
    listener.socket.close()


def test_nobody_is_called_before_the_address_is_known(canary, clock):
    listed = f"https://mail.example.org:{canary.port}{PATH}"
    here = f"127.0.0.1:{canary.port}"
    verifier = ExchangeVerifier((PANE,), (listed,), http_fetch(timeout=1), lambda uid: None, clock)
    forms = (
        f"https://{here}{PATH}",
        f"http://{here}{PATH}",
        f"https://localhost:{canary.port}{PATH}",
        f"https://2130706433:{canary.port}{PATH}",
        f"https://0x7f.1:{canary.port}{PATH}",
        f"https://mail.example.org@{here}{PATH}",
        f"https://mail.example.org:{canary.port}@{here}{PATH}",
        f"https://{here}#@mail.example.org:{canary.port}{PATH}",
        f"https://{here}?@mail.example.org:{canary.port}{PATH}",
        f"https://{here}\\@mail.example.org:{canary.port}{PATH}",
        f"//{here}{PATH}",
    )
    extra = {"jku": f"https://{here}/", "x5u": f"https://{here}/"}
    for amurl in forms:
        with pytest.raises(Forbidden):
            verifier.verify(naming(amurl, headers=extra, iss=f"https://{here}"))
    assert canary.visits == 0


def test_the_canary_does_sing(canary, clock):
    listed = f"https://127.0.0.1:{canary.port}{PATH}"
    verifier = ExchangeVerifier((PANE,), (listed,), http_fetch(timeout=1), lambda uid: None, clock)
    with pytest.raises(SignInUnavailable):
        verifier.verify(naming(listed))
    until = time.monotonic() + 5
    while not canary.visits and time.monotonic() < until:
        time.sleep(0.01)
    assert canary.visits == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://elsewhere.example/pane/index.html"},
        {"exp": str(int(START.timestamp()) - 100)},
        {"appctx": json.dumps(context(version="ExIdTok.V2"))},
        {"appctx": json.dumps(context(msexchuid=""))},
    ],
)
def test_what_cannot_be_valid_is_no_reason_to_call(verifier, published, changes):
    refused(verifier, bearer(**changes))
    assert published.asked == []


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://h/a", "https://h:443/a"),
        ("https://h:65535/a", "https://h:65535/a"),
        ("https://h:65536/a", None),
        ("https://h/a/../b", None),
        ("https://h/a/./b", None),
        ("https://h/.well-known/b", None),
        ("https://h/a/..", None),
        ("https://-h/a", None),
        ("https://h-/a", None),
        ("https://h/" + "a" * 502, "https://h:443/" + "a" * 502),
        ("https://h/" + "a" * 503, None),
    ],
)
def test_which_addresses_can_be_listed_at_all(url, normal):
    assert normal_https(url) == normal


BASES = ("https://mail.example.org/a/b.c", "HTTPS://Mail.example.org:8443/a", "https://h:443/a-b")
SLIPS = (
    "",
    ".",
    "..",
    "@",
    "?",
    "#",
    "\\",
    "%2e",
    "-",
    "a",
    "0",
    "é",
    " ",
    "\n",
    ";",
    ":",
    "/",
    "//",
)


@given(st.sampled_from(BASES), st.sampled_from(SLIPS), st.integers(0, 31), st.integers(0, 2))
@settings(max_examples=100, deadline=None)
def test_what_is_taken_for_an_address_is_one(base, slip, at, cut):
    url = base[:at] + slip + base[at + cut :]
    normal = normal_https(url)
    if normal is not None:
        seen, wanted = urlsplit(normal), urlsplit(url)
        assert normal_https(normal) == normal
        assert (seen.scheme, seen.hostname, seen.path) == ("https", wanted.hostname, wanted.path)
        assert seen.port == (wanted.port or 443)
        assert (wanted.username, wanted.query, wanted.fragment) == (None, "", "")


# -- signature ----------------------------------------------------------------------------------


def test_no_signature(verifier):
    unsigned = f"{b64({'alg': 'none', 'typ': 'JWT', 'x5t': x5t('one')})}.{b64(claims())}."
    for signature in ("", "AA", "AAAA"):
        refused(verifier, f"Bearer {unsigned}{signature}")


def test_the_published_certificate_is_no_shared_secret(verifier):
    head = f"{b64({'alg': 'HS256', 'typ': 'JWT', 'x5t': x5t('one')})}.{b64(claims())}"
    pem = (
        key("one")
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    for secret in (pem, der("one").encode(), base64.b64decode(der("one"))):
        mac = hmac.new(secret, head.encode(), hashlib.sha256).digest()
        refused(verifier, f"Bearer {head}.{b64(mac)}")


@pytest.mark.parametrize("algorithm", ["RS384", "RS512", "PS256"])
def test_another_algorithm_by_the_right_key(verifier, algorithm):
    for said in (algorithm, "RS256"):
        head = f"{b64({'alg': said, 'typ': 'JWT', 'x5t': x5t('one')})}.{b64(claims())}"
        signature = jwt.get_algorithm_by_name(algorithm).sign(head.encode(), key("one"))
        refused(verifier, f"Bearer {head}.{b64(signature)}")


@pytest.mark.parametrize("said", ["rs256", "RS256 ", "RSA", "ES256", "None", "", None, 5, ...])
def test_another_name_for_the_algorithm(verifier, said):
    refused(verifier, bearer(headers={"alg": said}))


def test_signed_by_a_stranger_under_a_known_name(verifier):
    refused(verifier, bearer("stranger", headers={"x5t": x5t("one")}))


def test_a_key_that_the_token_brings_along(verifier):
    """Of no account, wherever it stands: the server's own document has the keys."""
    own = jwt.algorithms.RSAAlgorithm.to_jwk(key("stranger").public_key(), as_dict=True)
    carried = {"x5t": x5t("one"), "jwk": own, "x5c": [der("stranger")], "kid": "stranger"}
    refused(verifier, bearer("stranger", headers=carried))


def test_one_server_cannot_speak_for_another(verifier):
    assert verifier.verify(naming(OTHER, name="two"))
    assert "key" in refused(verifier, naming(AMURL, name="two"))
    refused(verifier, naming(AMURL, name="two", headers={"x5t": x5t("one")}))


def test_the_same_name_of_a_key_in_two_documents(clock):
    published = Metadata(
        **{AMURL: [entry("one")], OTHER: [entry("two", keyinfo={"x5t": x5t("one")})]}
    )
    verifier = made(published, clock)
    assert verifier.verify(bearer("one"))
    refused(verifier, bearer("two", headers={"x5t": x5t("one")}))
    assert verifier.verify(naming(OTHER, name="two", headers={"x5t": x5t("one")}))


def test_changed_after_signing(verifier):
    head, _, signature = bearer().removeprefix("Bearer ").split(".")
    other = claims(appctx=json.dumps(context(msexchuid=UID.replace("5", "6"))))
    refused(verifier, f"Bearer {head}.{b64(other)}.{signature}")


@pytest.mark.parametrize(
    "headers",
    [
        {"typ": ...},
        {"typ": "at+jwt"},
        {"typ": "jwt"},
        {"typ": None},
        {"crit": ["exp"]},
        {"crit": []},
        {"x5t": ...},
        {"x5t": ""},
        {"x5t": None},
        {"x5t": 5},
        {"x5t": [x5t("one")]},
        {"x5t": x5t("two")},
        {"x5t": x5t("one") + "="},
        {"x5t": x5t("one").lower()},
        {"x5t": "../../1"},
        {"x5t": "A" * 5000},
    ],
)
def test_headers_that_are_refused(verifier, headers):
    refused(verifier, bearer(headers=headers))


# -- claims -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "audience",
    [
        "https://netjes.example.org/pane/index.html/",
        "https://netjes.example.org/pane/index.html?x",
        "https://netjes.example.org:443/pane/index.html",
        "https://NETJES.example.org/pane/index.html",
        "https://netjes.example.org/pane/",
        "https://netjes.example.org",
        "http://netjes.example.org/pane/index.html",
        "https://elsewhere.example/pane/index.html",
        f"{PANE} ",
        f" {PANE}",
        AMURL,
        [PANE],
        [PANE, "https://elsewhere.example"],
        {PANE: 1},
        None,
        True,
        ...,
    ],
)
def test_another_audience(verifier, audience):
    assert "not made for this" in refused(verifier, bearer(aud=audience))


@pytest.mark.parametrize(
    "times",
    [
        {"exp": ...},
        {"nbf": ...},
        {"exp": ""},
        {"exp": "soon"},
        {"exp": "1e12"},
        {"exp": "9" * 13},
        {"exp": "-1"},
        {"exp": " 1900000000"},
        {"exp": "1900000000.5"},
        {"exp": "١٩٠٠٠٠٠٠٠٠"},
        {"exp": None},
        {"exp": True},
        {"exp": [1900000000]},
        {"exp": 10**400},
        {"exp": 10**12},
        {"nbf": False},
        {"nbf": -1},
        {"nbf": "soon"},
    ],
)
def test_times_that_cannot_be_read(verifier, times):
    assert "cannot be read" in refused(verifier, bearer(**times))


@pytest.mark.parametrize("raw", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_times_that_are_no_numbers(verifier, raw):
    text = json.dumps(claims(exp="@")).replace('"@"', raw)
    header = {"typ": "JWT", "alg": "RS256", "x5t": x5t("one")}
    refused(verifier, signed(header, text.encode()))


@pytest.mark.parametrize(("seconds", "valid"), [(-70, True), (-71, False), (0, True)])
def test_a_minute_of_skew_before(verifier, clock, seconds, valid):
    clock.forward(seconds=seconds)
    if valid:
        assert verifier.verify(bearer())
    else:
        assert "not valid yet" in refused(verifier, bearer())


@pytest.mark.parametrize(("seconds", "valid"), [(0, True), (60, True), (61, False)])
def test_a_minute_of_skew_after(verifier, clock, seconds, valid):
    clock.forward(hours=8, seconds=seconds)
    if valid:
        assert verifier.verify(bearer())
    else:
        assert "expired" in refused(verifier, bearer())


@pytest.mark.parametrize(
    "version", ["", "ExIdTok.V2", "exidtok.v1", "ExIdTok.V1 ", "Exchange.Callback.V1", None, 1, ...]
)
def test_another_version(verifier, version):
    """A callback token, which opens mailboxes, is signed with the same key."""
    appctx = json.dumps(context(version=version, ver="ExIdTok.V1"))
    assert "version" in refused(verifier, bearer(appctx=appctx))


@pytest.mark.parametrize(
    "uid",
    ["", " ", UID + "|x", UID + "\n", "a" * 255, "ü@example.org", "{" + UID + "}", None, 7, ...],
)
def test_no_user(verifier, uid):
    assert "no user" in refused(verifier, bearer(appctx=json.dumps(context(msexchuid=uid))))


@pytest.mark.parametrize(
    "appctx",
    [
        ...,
        False,
        0,
        1.5,
        [],
        [context()],
        [json.dumps(context())],
        "",
        " ",
        "null",
        "[]",
        "{",
        "x",
        f"[{json.dumps(context())}]",
        json.dumps(json.dumps(context())),
        json.dumps(context())[:-1],
        json.dumps(context()) + "x",
        json.dumps(context()) + json.dumps(context()),
        "[" * 3000,
        '{"a":' * 2000,
        f'{{"msexchuid": "{UID}", {json.dumps(context())[1:]}',
        json.dumps(context())[:-1] + f', "amurl": "https://evil.example{PATH}"}}',
        json.dumps(context())[:-1] + ', "x": NaN}',
        b64(context()),
    ],
)
def test_contexts_that_are_refused(verifier, published, appctx):
    refused(verifier, bearer(appctx=appctx))
    assert published.asked == []


@pytest.mark.parametrize("gone", ["msexchuid", "version", "amurl"])
@pytest.mark.parametrize("shape", [dict, json.dumps])
def test_a_context_that_lacks_something(verifier, published, shape, gone):
    """Also when the token has it beside the context."""
    with pytest.raises((NotSignedIn, Forbidden)):
        verifier.verify(bearer(appctx=shape(context(**{gone: ...})), **{gone: context()[gone]}))
    assert published.asked == []


# -- garbage ------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic c2FtOnNhbQ==", "a.b.c"])
def test_without_a_token(verifier, header):
    refused(verifier, header)


def test_the_scheme_has_no_case(verifier):
    assert verifier.verify(bearer().replace("Bearer", "bearer")).subject == UID


def test_a_huge_token_is_refused_before_it_is_read(verifier):
    began = time.process_time()
    assert "too long" in refused(verifier, bearer(padding="x" * HEADER_LIMIT))
    assert "too long" in refused(verifier, "Bearer " + "a." * 5_000_000)
    assert time.process_time() - began < 0.5


def test_a_long_address_is_refused_at_once(verifier):
    began = time.process_time()
    for amurl in ("https://" + "a" * 10_000, "https://" + "a-" * 5000, "https://a" + "/a" * 5000):
        with pytest.raises(Forbidden):
            verifier.verify(naming(amurl))
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("twice", ["alg", "typ", "x5t", "aud", "exp", "appctx"])
def test_a_name_that_is_there_twice(verifier, published, part, twice):
    """Which of the two counts is for every reader to say: nobody should have to."""
    given_parts = [{"typ": "JWT", "alg": "RS256", "x5t": x5t("one")}, claims()]
    text = json.dumps(given_parts[part])
    value = json.dumps(given_parts[part].get(twice, "x"))
    given_parts[part] = f'{{"{twice}": {value}, "{twice}": {value}, {text[1:]}'.encode()
    refused(verifier, signed(*given_parts))
    assert published.asked == []


@pytest.mark.parametrize(
    "payload", [b"[" * 9000, b"{" * 9000, b"\xff\xfe", b"[]", b"null", b'"x"', b"{", b"{}", b"1"]
)
@pytest.mark.parametrize("part", [0, 1])
def test_parts_that_are_no_objects(verifier, payload, part):
    given_parts = [{"typ": "JWT", "alg": "RS256", "x5t": x5t("one")}, claims()]
    given_parts[part] = payload
    refused(verifier, signed(*given_parts))


def test_a_payload_in_another_encoding(verifier):
    header = {"typ": "JWT", "alg": "RS256", "x5t": x5t("one")}
    refused(verifier, signed(header, json.dumps(claims()).encode("utf-16")))


def test_a_signature_has_one_spelling(verifier):
    """The last letter stands for 4 bits more than there are: 15 others would decode the same."""
    token = bearer()
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for letter in letters.replace(token[-1], ""):
        refused(verifier, token[:-1] + letter)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_token_that_was_touched_is_none(data):
    verifier, token = made(Metadata(), Clock()), bearer()
    at = data.draw(st.integers(len("Bearer "), len(token) - 1))
    letter = data.draw(st.sampled_from("AQgw.-_=+/ é\x00") | st.characters())
    cut = data.draw(st.integers(0, 3))
    changed = token[:at] + letter + token[at + cut :]
    if changed.split() != token.split():  # blanks before the token are no part of it
        with pytest.raises((NotSignedIn, Forbidden)):
            verifier.verify(changed)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*context(), *claims()]) | st.text(), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.sampled_from(["typ", "alg", "x5t", "aud", "nbf", "exp", "appctx", *context()]), JSON)
@settings(max_examples=100, deadline=None)
def test_odd_values_raise_only_what_the_tree_has(name, value):
    verifier, header = made(Metadata(), Clock()), {}
    changes = {name: value}
    if name in context():
        changes = {"appctx": {**context(), name: value}}
    if name in ("typ", "alg", "x5t"):
        changes, header = {}, {name: value}
    try:
        who = verifier.verify(bearer(headers=header, **changes))
    except (NotSignedIn, Forbidden):
        return
    assert (who.issuer, name in ("nbf", "exp", "msexchuid")) == (AMURL, True)


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda b: f"{b64(b)}.{b64(b)}.AA"))
@settings(max_examples=100, deadline=None)
def test_garbage_is_refused(text):
    published = Metadata()
    refused(made(published, Clock()), "Bearer " + text)
    assert published.asked == []


# -- keys ---------------------------------------------------------------------------------------


def test_a_new_key_is_found_but_not_looked_for_at_every_request(verifier, published, clock):
    verifier.verify(bearer("one"))
    published.entries[AMURL].append(entry("two"))
    for _ in range(3):
        refused(verifier, bearer("two"))
    assert len(published.asked) == 1
    clock.forward(seconds=60)
    assert verifier.verify(bearer("two")).subject == UID
    assert len(published.asked) == 2


def test_unknown_names_of_keys_make_one_look_a_minute(verifier, published, clock):
    for second in range(121):
        refused(verifier, bearer("one", headers={"x5t": f"guess{second}"}))
        clock.forward(seconds=1)
    assert len(published.asked) == 3


def test_a_withdrawn_key_is_gone_within_a_day(verifier, published, clock):
    verifier.verify(bearer("one"))
    published.entries[AMURL] = [entry("two")]
    clock.forward(hours=24)
    late = int(clock().timestamp())
    refused(verifier, bearer("one", nbf=late, exp=late + 3600))


def test_known_keys_outlive_an_outage(verifier, published, clock):
    verifier.verify(bearer())
    published.down = True
    clock.forward(hours=25)
    late = int(clock().timestamp())
    assert verifier.verify(bearer(nbf=late, exp=late + 3600))


def test_without_keys_the_answer_is_later_not_sign_in(verifier, published):
    published.down = True
    for _ in range(3):
        with pytest.raises(SignInUnavailable):
            verifier.verify(bearer())
    assert published.asked == [AMURL]


@pytest.mark.parametrize(
    "odd",
    [
        None,
        5,
        "x",
        {},
        {"keyinfo": None, "keyvalue": None},
        {"keyinfo": {"x5t": 5}, "keyvalue": {"value": der("one")}},
        {"keyinfo": {"x5t": [x5t("one")]}, "keyvalue": {"value": der("one")}},
        {"keyinfo": {"x5t": x5t("one")}, "keyvalue": {}},
        entry("one", usage="encryption"),
        entry("one", keyinfo=[x5t("one")]),
        entry("one", keyvalue=der("one")),
        entry("one", keyvalue={"value": None}),
        entry("one", keyvalue={"value": ""}),
        entry("one", keyvalue={"value": "MII!"}),
        entry("one", keyvalue={"value": "AAAA"}),
        entry("one", keyvalue={"value": f"{der('one')[:40]}!!!!{der('one')[40:]}"}),
        entry("one", keyvalue={"value": der("one")[:-8]}),
        entry("one", keyvalue={"value": der("curve")}),
        entry("one", keyvalue={"value": der("dsa")}),
        entry("weak", keyinfo={"x5t": x5t("one")}),
    ],
)
def test_entries_that_hold_no_usable_key(clock, odd):
    verifier = made(Metadata(**{AMURL: [odd, entry("two")]}), clock)
    assert verifier.verify(bearer("two")).subject == UID
    refused(
        verifier, bearer("weak" if odd == entry("weak", keyinfo={"x5t": x5t("one")}) else "one")
    )


@pytest.mark.parametrize("entries", [[], [None], [entry("one", keyvalue={"value": "AAAA"})]])
def test_a_document_without_any_key_is_as_good_as_none(clock, entries):
    with pytest.raises(SignInUnavailable):
        made(Metadata(**{AMURL: entries}), clock).verify(bearer())


def test_a_weak_key_is_not_used(clock):
    verifier = made(Metadata(**{AMURL: [entry("weak"), entry("two")]}), clock)
    assert "key" in refused(verifier, bearer("weak"))


# -- tokens seen before, and the mail address ----------------------------------------------------


def test_a_token_seen_before_is_not_checked_again_until_it_ends(verifier, published, clock):
    token = bearer()
    verifier.verify(token)
    published.down = True
    published.entries[AMURL] = []
    clock.forward(hours=8, seconds=60)
    assert verifier.verify(token).subject == UID
    clock.forward(seconds=1)
    assert "expired" in refused(verifier, token)
    assert published.asked == [AMURL]


def test_the_address_is_the_servers_own_to_find(published, clock):
    book = {UID: "sam@example.org"}
    verifier = made(published, clock, book.get)
    said = {"smtp": "eve@evil.example", "upn": "eve@evil.example", "email": "eve@evil.example"}
    token = bearer(appctx=json.dumps(context(**said)), **said)
    assert verifier.verify(token).mail == "sam@example.org"
    assert verifier.verify(token).owner == verifier.verify(bearer()).owner
    book[UID] = "sam.smit@example.org"
    assert verifier.verify(token).mail == "sam.smit@example.org"
    book.clear()
    assert verifier.verify(token).mail is None


# -- the administrator's list ---------------------------------------------------------------------

ROW = f'"{UID}","sam@example.org"'
HEAD = '"ExchangeGuid","PrimarySmtpAddress"'


def listed(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "users.csv"
    path.write_bytes(text.encode(encoding))
    return UsersFile(path)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (f"{HEAD}\r\n{ROW}\r\n", "utf-8"),
        (f"{HEAD}\n{ROW}", "utf-8"),
        (f"{HEAD}\r\n{ROW}\r\n", "utf-8-sig"),
        (f"{HEAD}\r\n{ROW}\r\n", "utf-16"),
        (
            "#TYPE Selected.Microsoft.Exchange.Data.Directory.Management.Mailbox\r\n"
            f"{HEAD}\r\n{ROW}\r\n",
            "utf-8-sig",
        ),
        (f"ExchangeGuid,PrimarySmtpAddress\n{UID},sam@example.org\n\n", "utf-8"),
        (f"ExchangeGuid;PrimarySmtpAddress\n{UID};sam@example.org\n", "utf-8"),
        (f'Name,PrimarySmtpAddress,exchangeguid\n"Smit, S.",sam@example.org,{UID}\n', "utf-8"),
        (f"{HEAD}\n{ROW.upper().replace('SAM@EXAMPLE.ORG', 'sam@example.org')}\n", "utf-8"),
        (f'{HEAD}\n"00000000-0000-0000-0000-000000000000",""\n{ROW}\n{ROW}\n', "utf-8"),
    ],
)
def test_lists_as_they_are_written(tmp_path, text, encoding):
    users = listed(tmp_path, text, encoding)
    assert users.address_of(UID) == "sam@example.org"
    assert users.address_of(f"{UID}@mail.example.org") == "sam@example.org"
    for other in ("", "@", UID[:-1], UID + "0", f"x{UID}", "sam@example.org", f"x@{UID}"):
        assert users.address_of(other) is None
    assert users.address_of("00000000-0000-0000-0000-000000000000") is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("#TYPE x\n", 2),
        (f"{ROW}\n", 1),
        ("ExchangeGuid\n", 1),
        (f"{HEAD}\n{ROW}\nx,sam@example.org\n", 3),
        (f"#TYPE x\n{HEAD}\n{ROW}\n\nx,sam@example.org\n", 5),
        (f"{HEAD}\n{UID},\n", 2),
        (f"{HEAD}\n{UID},sam\n", 2),
        (f"{HEAD}\n{UID},sam@example.org;eve@evil.example\n", 2),
        (f'{HEAD}\n{UID},"sam@example.org,eve@evil.example"\n', 2),
        (f"{HEAD}\n{UID}\n", 2),
        (f"{HEAD}\n{ROW},more\n", 2),
        (f"{HEAD}\n{ROW}\n{UID},eve@evil.example\n", 3),
        (f'{HEAD}\n"{UID},sam@example.org\n', 2),
        (f'{HEAD}\n"{UID}"x,sam@example.org\n', 2),
    ],
)
def test_a_mistake_in_the_list_is_named_by_its_line(tmp_path, text, line):
    with pytest.raises(SettingsError, match=rf"ADDIN_EXCHANGE_USERS_FILE: line {line}: ") as caught:
        listed(tmp_path, text)
    assert "sam" not in str(caught.value)


def test_a_list_in_an_unknown_encoding(tmp_path):
    with pytest.raises(SettingsError, match="line 2: not utf-8"):
        listed(tmp_path, f"{HEAD}\n{UID},\xe9@example.org\n", "latin-1")


def test_a_list_that_is_not_there(tmp_path):
    with pytest.raises(SettingsError, match="ADDIN_EXCHANGE_USERS_FILE: No such file"):
        UsersFile(tmp_path / "none.csv")


def test_the_list_is_read_again_when_it_changes(tmp_path, caplog):
    users = listed(tmp_path, f"{HEAD}\n{ROW}\n")
    listed(tmp_path, f"{HEAD}\n{UID},sam.smit@example.org\n")
    assert users.address_of(UID) == "sam.smit@example.org"
    (tmp_path / "users.csv").write_text(f"{HEAD}\nhalf of it\n")
    for _ in range(3):
        assert users.address_of(UID) == "sam.smit@example.org"
    (tmp_path / "users.csv").unlink()
    assert users.address_of(UID) == "sam.smit@example.org"
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]
    listed(tmp_path, f"{HEAD}\n")
    assert users.address_of(UID) is None


def test_the_list_is_not_read_at_every_request(tmp_path, monkeypatch):
    users = listed(tmp_path, f"{HEAD}\n{ROW}\n")
    monkeypatch.setattr(type(tmp_path), "read_bytes", None)
    for _ in range(10):
        assert users.address_of(UID) == "sam@example.org"


# -- who is asked ---------------------------------------------------------------------------------


class Named:
    """Says which of two it is, and keeps what it was given."""

    def __init__(self, name):
        self.name, self.given = name, []

    def verify(self, authorization):
        self.given.append(authorization)
        return Principal(issuer=self.name, tenant="", subject="")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (bearer(), "exchange"),
        (bearer(headers={"kid": "one"}), "exchange"),
        (bearer(tid=entra.TENANT, kid="one"), "exchange"),
        (entra.bearer(), "entra"),
        (entra.bearer(headers={"x5t": x5t("one")}), "entra"),
        (bearer(appctx=...), "entra"),
    ],
)
def test_each_token_goes_to_its_own(header, name):
    either = chosen.Either(Named("entra"), Named("exchange"))
    assert either.verify(header).issuer == name


@pytest.mark.parametrize("header", [None, "", "Bearer x", "Bearer a.b.c", "Bearer " + "x" * 20_000])
def test_what_is_no_token_goes_to_nobody(header):
    either = chosen.Either(Named("entra"), Named("exchange"))
    refused(either, header)


def test_the_two_never_join(clock, published):
    """A token of the one is nothing to the other, and no user of the one is a user of the other."""
    microsoft = entra.Keys(entra.jwk("one"))
    known = entra.EntraVerifier(
        entra.CLIENT, (entra.TENANT,), entra.AUTHORITY, ("example.org",), microsoft, clock
    )
    either = chosen.Either(known, made(published, clock))
    cloud, own = either.verify(entra.bearer()), either.verify(bearer())
    assert (cloud.tenant, own.tenant) == (entra.TENANT, "")
    assert cloud.owner != own.owner
    mixed = entra.bearer(appctx=json.dumps(context()))
    with pytest.raises(AddinError):
        either.verify(mixed)
    with pytest.raises(AddinError):
        either.verify(bearer(appctx=..., tid=entra.TENANT, oid=entra.OID, iss=entra.ISSUER))
    with pytest.raises(NotSignedIn):
        known.verify(bearer())


# -- settings -------------------------------------------------------------------------------------


def test_settings_say_who_is_known():
    given_settings = Settings.from_environ(
        {
            "ADDIN_IDENTITY": "entra exchange",
            "ADDIN_EXCHANGE_AMURLS": f"https://MAIL.example.org{PATH}, {OTHER}",
        }
    )
    assert given_settings.identity == ("entra", "exchange")
    assert given_settings.exchange_amurls == (AMURL, OTHER)
    assert Settings.from_environ({"ADDIN_IDENTITY": "exchange"}).identity == ("exchange",)
    assert Settings.from_environ({}).identity == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADDIN_IDENTITY", "both"),
        ("ADDIN_IDENTITY", "entra,ldap"),
        ("ADDIN_EXCHANGE_AMURLS", "mail.example.org"),
        ("ADDIN_EXCHANGE_AMURLS", f"{AMURL} http://mail.example.org{PATH}"),
        ("ADDIN_EXCHANGE_AMURLS", "https://mail.example.org"),
    ],
)
def test_a_mistake_in_the_settings_is_named(name, value):
    with pytest.raises(SettingsError, match=name):
        Settings.from_environ({name: value})


def test_what_serving_needs():
    def mistakes(**given_settings):
        return Settings(**given_settings).serving_mistakes()

    assert "ADDIN_EXCHANGE_AMURLS" in mistakes(identity="exchange")[0]
    assert mistakes(identity="exchange", exchange_amurls=AMURL) == []
    both = " ".join(mistakes(identity="entra exchange"))
    for name in ("ADDIN_EXCHANGE_AMURLS", "ADDIN_ENTRA_CLIENT_ID", "ADDIN_ENTRA_TENANTS"):
        assert name in both


def test_authorities_that_cannot_be_read(tmp_path):
    words = tmp_path / "ca.pem"
    words.write_text("no certificate")
    for path in (words, tmp_path / "none.pem"):
        given_settings = Settings(identity="exchange", exchange_amurls=AMURL, exchange_ca_file=path)
        with pytest.raises(SettingsError, match="ADDIN_EXCHANGE_CA_FILE: "):
            chosen.verifier(given_settings, Clock())


def test_the_check_reads_the_list_before_anybody_signs_in(tmp_path):
    def answered(text):
        listed_in = tmp_path / "users.csv"
        listed_in.write_text(text)
        given_settings = Settings(
            identity="exchange",
            exchange_amurls=AMURL,
            exchange_users_file=listed_in,
            database=f"sqlite:///{tmp_path / 'n.db'}",
        )
        return {finding.question: finding for finding in findings(given_settings)}["identity"]

    assert (answered(f"{HEAD}\n{ROW}\n").ok, answered(f"{HEAD}\nx\n").ok) == (True, False)
    assert "line 2" in answered(f"{HEAD}\nx\n").answer


class Publishes(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        if self.path == PATH:
            self.wfile.write(json.dumps({"keys": [entry("one")]}).encode())
        else:
            self.wfile.write(b"{}")

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def exchange(tmp_path_factory):
    """(address of the metadata, file of the authority that vouches for it)."""
    path = certificate(tmp_path_factory.mktemp("exchange"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publishes)
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(path)
    server.socket = inside.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    yield f"https://127.0.0.1:{server.server_port}{PATH}", path
    server.shutdown()
    server.server_close()


def serving_token(amurl):
    now = datetime.now(UTC)
    return naming(
        amurl,
        nbf=str(int(now.timestamp())),
        exp=str(int((now + timedelta(hours=8)).timestamp())),
    )


@pytest.mark.parametrize("identity", ["exchange", "entra exchange"])
def test_from_settings_to_a_user(exchange, tmp_path, identity):
    listed(tmp_path, f"{HEAD}\n{ROW}\n")
    given_settings = Settings(
        public_url="https://netjes.example.org",
        identity=identity,
        entra_client_id=entra.CLIENT,
        entra_tenants=entra.TENANT,
        exchange_amurls=exchange[0],
        exchange_users_file=tmp_path / "users.csv",
        exchange_ca_file=exchange[1],
    )
    verifier = chosen.verifier(given_settings, lambda: datetime.now(UTC))
    who = verifier.verify(serving_token(exchange[0]))
    assert who == Principal(issuer=exchange[0], tenant="", subject=UID, mail="sam@example.org")


def test_a_server_that_nobody_vouches_for_is_not_believed(exchange):
    given_settings = Settings(
        public_url="https://netjes.example.org", identity="exchange", exchange_amurls=exchange[0]
    )
    verifier = chosen.verifier(given_settings, lambda: datetime.now(UTC))
    with pytest.raises(SignInUnavailable):
        verifier.verify(serving_token(exchange[0]))
