"""What lies in deploy/ fits the server it deploys."""

import re
from pathlib import Path

import pytest

from addin_server.settings import PREFIX, Settings

REPO = Path(__file__).parent.parent
DEPLOY = REPO / "deploy"
PORT = str(Settings().port)
DATABASE = "sqlite:////var/lib/netjes/netjes.db"


def read(name):
    return (DEPLOY / name).read_text("utf-8")


# -- addin.env.example ---------------------------------------------------------------------------


def examples():
    """Variable -> (its value, the comment above it)."""
    found = re.findall(r"^# (.+)\n#(ADDIN_\w+)=(.*)$", read("addin.env.example"), re.MULTILINE)
    return {name: (value, comment) for comment, name, value in found}


def test_every_setting_is_in_the_example_and_nothing_else():
    named = re.findall(r"^#?\s*(ADDIN_\w+)=", read("addin.env.example"), re.MULTILINE)
    assert named == [PREFIX + field.upper() for field in Settings.model_fields]
    assert list(examples()) == named


def test_the_example_says_of_each_setting_what_the_server_says():
    said = {row["name"]: row["description"] for row in Settings().listing({})}
    assert {name: comment for name, (_, comment) in examples().items()} == said


def test_the_example_shows_the_defaults():
    assert Settings.from_environ({name: v for name, (v, _) in examples().items()}) == Settings()


def test_copied_as_it_is_the_example_changes_nothing():
    lines = read("addin.env.example").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


# -- netjes.service ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unit():
    """Section -> key -> its values, in order; systemd lets a key stand twice."""
    sections, current = {}, {}
    for line in read("netjes.service").splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            current.setdefault(key, []).append(value)
    return sections


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("DynamicUser", "yes"),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("PrivateDevices", "yes"),
        ("CapabilityBoundingSet", ""),
        ("MemoryDenyWriteExecute", "yes"),
        ("RestrictNamespaces", "yes"),
        ("LimitCORE", "0"),
        ("UMask", "0077"),
        ("StateDirectory", "netjes"),
        ("StateDirectoryMode", "0700"),
        ("Restart", "on-failure"),
        ("OOMPolicy", "continue"),
        ("EnvironmentFile", "/etc/netjes/addin.env"),
        ("ExecStart", "/opt/netjes/.venv/bin/netjes serve"),
        ("Environment", f"ADDIN_DATABASE={DATABASE}"),
    ],
)
def test_the_service_is_shut_in(unit, key, value):
    assert unit["Service"][key] == [value]


def test_the_service_may_not_call_what_it_does_not_need(unit):
    assert unit["Service"]["SystemCallFilter"] == ["@system-service", "~@privileged @resources"]
    assert unit["Service"]["RestrictAddressFamilies"] == ["AF_INET AF_INET6 AF_UNIX"]


def test_the_service_outlives_a_worker_that_takes_all_it_may(unit):
    from addin_server.workers import MEMORY

    gigabytes = int(unit["Service"]["MemoryMax"][0].removesuffix("G"))
    assert gigabytes * 2**30 >= 2 * MEMORY


def test_stopping_waits_for_open_requests(unit):
    graceful = re.search(
        r"timeout_graceful_shutdown=(\d+)", (REPO / "addin_server/servers.py").read_text("utf-8")
    )
    assert int(unit["Service"]["TimeoutStopSec"][0]) > int(graceful[1])


def test_the_state_lies_where_the_service_may_write(unit):
    folder = f"/var/lib/{unit['Service']['StateDirectory'][0]}"
    assert DATABASE.startswith(f"sqlite:///{folder}/")
    assert unit["Service"]["WorkingDirectory"] == [folder]


# -- Caddyfile -----------------------------------------------------------------------------------


def test_the_proxy_speaks_to_the_servers_port():
    assert re.findall(r"reverse_proxy (\S+)", read("Caddyfile")) == [f"127.0.0.1:{PORT}"]


def test_the_proxy_keeps_no_framing_header_and_no_cache_rule():
    rules = re.sub(r"#.*", "", read("Caddyfile"))
    assert not re.search(r"x-frame-options|cache-control|access-control", rules, re.IGNORECASE)


def test_no_framing_header_is_sent_anywhere():
    sources = [*DEPLOY.iterdir(), *(REPO / "addin_server").rglob("*.py")]
    sent = re.compile(r"[\"']x-frame-options[\"']\s*[\],:]|\bX-Frame-Options\s+\S", re.IGNORECASE)
    assert [path.name for path in sources if sent.search(path.read_text("utf-8"))] == []


def test_the_proxy_takes_what_the_server_takes():
    size = re.search(r"max_size (\d+)MB", read("Caddyfile"))
    assert int(size[1]) * 10**6 > Settings().max_request_bytes


def test_the_proxy_speaks_tls_and_keeps_the_figures_inside():
    rules = re.sub(r"#.*", "", read("Caddyfile"))
    assert "http://" not in rules
    assert "auto_https" not in rules
    assert "Strict-Transport-Security" in rules
    assert re.search(r"@inside path /metrics\b[^\n]*\n\s*respond @inside 404", rules)


# -- Containerfile -------------------------------------------------------------------------------


def test_the_image_runs_without_root():
    lines = read("Containerfile").splitlines()
    last = [line for line in lines if line.startswith("USER ")][-1]
    assert re.fullmatch(r"USER [1-9]\d*:[1-9]\d*", last)
    after = lines[lines.index(last) :]
    assert not any(line.startswith(("RUN", "COPY", "ADD")) for line in after)


def test_the_image_installs_locked_packages():
    text = read("Containerfile")
    assert "--require-hashes" in text
    assert "COPY requirements.txt" in text
    assert "--no-deps /tmp/wheel/*.whl" in text
    last = re.findall(r"^FROM (\S+)", text, re.MULTILINE)[-1]
    assert re.fullmatch(r"docker\.io/library/python:3\.\d+-slim", last)


def test_the_image_is_asked_whether_it_lives():
    text = read("Containerfile")
    assert f"http://127.0.0.1:{PORT}/healthz" in text
    assert re.search(r"^HEALTHCHECK ", text, re.MULTILINE)
    assert f"EXPOSE {PORT}" in text
    assert "ADDIN_HOST=0.0.0.0" in text


def test_the_image_keeps_its_state_in_the_volume():
    text = read("Containerfile")
    assert f"ADDIN_DATABASE={DATABASE}" in text
    assert "VOLUME /var/lib/netjes" in text
    assert 'CMD ["netjes", "serve"]' in text


# -- all -----------------------------------------------------------------------------------------


def test_every_variable_named_is_a_setting():
    known = {PREFIX + field.upper() for field in Settings.model_fields}
    for path in (*DEPLOY.iterdir(), REPO / "docs" / "install.md", REPO / "SECURITY.md"):
        named = set(re.findall(r"\bADDIN_[A-Z_]*[A-Z]\b", path.read_text("utf-8")))
        assert named <= known, f"{path.name}: {named - known}"


def test_no_secret_lies_in_deploy():
    secret = re.compile(r"(password|secret|token|key)\w*\s*=\s*(?!%d/|$)\S", re.IGNORECASE)
    for path in DEPLOY.iterdir():
        hits = [
            line
            for line in path.read_text("utf-8").splitlines()
            if secret.search(line) and not line.endswith(("=", "_FILE="))
        ]
        assert hits == [], path.name
