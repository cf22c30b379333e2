"""How the pane signs in: `signin.js` in Node, over an Office that answers as each mailbox does."""

import base64
import json
import re
import subprocess

import pytest

from addin_server.model import LANGUAGES

from .pane_harness import PANE, words
from .tools import node_command

SCRIPT = """
const { makeSignIn } = await import(v.module);
const asked = [];
let clock = 0;
Date.now = () => clock;
const give = (how, { code, token }, done) => {
  asked.push(how);
  if (how === "entra") return code ? Promise.reject({ code }) : Promise.resolve(token);
  const status = code ? "failed" : "succeeded";
  done({ status, value: token, error: code && { code, message: "" } });
};
globalThis.Office = {
  AsyncResultStatus: { Succeeded: "succeeded" },
  auth: { getAccessToken: () => give("entra", v.entra) },
  context: { mailbox: {
    userProfile: v.accountType === null ? {} : { accountType: v.accountType },
    getUserIdentityTokenAsync: (done) => give("exchange", v.exchange, done),
  } },
};
const signIn = makeSignIn(v.accepted);
const got = [];
for (const step of v.steps) {
  if (step === "forget") signIn.forget();
  else {
    clock = step;
    got.push(await signIn.token().catch((error) => ({ code: error.code })));
  }
}
console.log(JSON.stringify({ asked, got }));
"""


def token(ends):
    payload = base64.urlsafe_b64encode(json.dumps({"exp": ends}).encode()).rstrip(b"=").decode()
    return f"AAAA.{payload}.AAAA"


TOKEN = token("1000")  # Exchange writes its times as strings


def sign_in(accepted, account_type, steps=(0,), exchange=None, entra=None):
    given = {
        "module": (PANE / "signin.js").as_uri(),
        "accepted": accepted,
        "accountType": account_type,
        "steps": steps,
        "exchange": exchange or {"token": TOKEN},
        "entra": entra or {"token": TOKEN},
    }
    script = f"const v = {json.dumps(given)};\n{SCRIPT}"
    command = [*node_command("node"), "--input-type=module", "--no-warnings", "--eval", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    answer = json.loads(done.stdout)
    return answer["asked"], answer["got"]


@pytest.mark.parametrize(
    ("accepted", "account_type", "how"),
    [
        (["entra", "exchange"], "enterprise", "exchange"),
        (["entra", "exchange"], None, "exchange"),  # an Outlook that does not say: an old one
        (["entra", "exchange"], "office365", "entra"),
        (["entra", "exchange"], "outlookCom", "entra"),
        (["exchange"], "enterprise", "exchange"),
        (["exchange"], None, "exchange"),
        (["entra"], "office365", "entra"),
        (["entra"], "enterprise", "entra"),
    ],
)
def test_who_is_asked_for_the_token(accepted, account_type, how):
    assert sign_in(accepted, account_type) == ([how], [TOKEN])


def test_the_demonstration_asks_nobody():
    assert sign_in([], "office365") == ([], [None])


def test_a_mailbox_that_the_server_cannot_know_is_told_so():
    assert sign_in(["exchange"], "office365") == ([], [{"code": "signin_mailbox"}])


@pytest.mark.parametrize(
    "exchange", [{"token": ""}, {"token": None}, {"code": 9018}, {"code": 9042}]
)
def test_exchange_gives_nothing(exchange):
    asked, got = sign_in(["exchange"], "enterprise", exchange=exchange)
    assert (asked, got) == (["exchange"], [{"code": "signin_again"}])


def test_a_token_is_kept_until_shortly_before_its_end():
    steps = (0, 939_999, 940_000)  # milliseconds; it ends at 1,000 seconds
    assert sign_in(["exchange"], "enterprise", steps)[0] == ["exchange", "exchange"]


def test_a_token_that_was_refused_is_fetched_anew():
    steps = (0, "forget", 0, 0)
    assert sign_in(["exchange"], "enterprise", steps)[0] == ["exchange", "exchange"]


def test_every_trouble_has_words():
    source = (PANE / "signin.js").read_text("utf-8")
    troubles = set(re.findall(r'"(signin_[a-z]+)"', source))
    assert {"signin_mailbox", "signin_again"} < troubles
    for lang in LANGUAGES:
        assert {f"error.{trouble}" for trouble in troubles} <= words(lang).keys()
