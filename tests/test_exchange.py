"""What is particular to Exchange: how often it is asked, what counts as an answer, whose it is."""

import subprocess
import sys
import time
from datetime import datetime, timedelta

import pytest

from addin_server import reading
from addin_server.desk import Desk
from addin_server.errors import MailboxError, NotFound, SettingsError
from addin_server.mailbox import chosen, exchange_answers, exchange_read
from addin_server.mailbox import exchange_xml as xml
from addin_server.mailbox.exchange import Account, ExchangeMailboxes
from addin_server.mailbox.exchange_items import Folders, Found, spelled
from addin_server.mailbox.exchange_refusal import Cut, Refusal
from addin_server.mailbox.exchange_token import SCOPE, token_source
from addin_server.mailbox.port import Answered, Busy, Entry
from addin_server.model import Letter, Message
from addin_server.planning import Preferences
from addin_server.settings import Settings
from addin_server.standin import properties, seeding

from .conftest import ANNA
from .ews import assert_schema_valid
from .mailbox_stands import MONDAY, NOW, Exchange, PoorExchange, mail

AT = NOW + timedelta(days=2)
INVITATION = (
    "Beste Noor,\n\nGraag nodigen we je uit voor een gesprek over de functie van planner bij "
    "Linde op dinsdag 1 december om 14.00 uur.\n\nGroeten,\nAn Bos\n"
)


@pytest.fixture
def stand(tmp_path):
    stand = Exchange(tmp_path)
    yield stand
    stand.close()
    assert_schema_valid(stand.server)


def entry(key="k", at=AT):
    return Entry(key=key, at=at, subject="x", html="", internet_message_id="<1@example.org>")


def asked(stand):
    return [call.operation for call in stand.server.calls()]


def invite(stand):
    made = mail(1, day=6)
    made.set_content(INVITATION)
    return stand.box.id_of(seeding.receive(stand.box, made.as_bytes())).id


# How often it is asked


def test_opening_the_pane_costs_two_questions(stand, store, catalogue):
    id = invite(stand)
    stand.take(datetime(2026, 12, 1, 12, 30, tzinfo=NOW.tzinfo), AT + timedelta(days=30), "Reis")
    desk = Desk(
        store=store,
        catalogue=catalogue,
        read=reading.read,
        now=lambda: NOW,
        defaults=Preferences(),
        mailboxes=AllFor(stand.mailbox),
    )
    opened = desk.open(ANNA, Message(id=id))
    assert asked(stand) == ["GetItem", "GetUserAvailability"]
    assert [moment.words for moment in opened.agenda.conflicts] == [opened.reading.moments[0].words]
    assert (opened.suggestions[0].id, opened.suggestions[0].why) == (
        "schedule-conflict",
        "busy_then",
    )


class AllFor:
    def __init__(self, mailbox):
        self.mailbox = mailbox

    def of(self, address):
        return self.mailbox


def test_reading_takes_little_time_of_our_own(stand):
    id = invite(stand)
    stand.mailbox.open(id)
    rounds = []
    for _ in range(9):
        started = time.thread_time()
        stand.mailbox.open(id)
        rounds.append(time.thread_time() - started)
    assert sorted(rounds)[4] < 0.05


def test_nothing_of_exchange_is_loaded_unless_it_is_asked_for():
    code = (
        "import sys; from addin_server import build, app, postmaster; "
        "print([m for m in ('exchangelib', 'msal', 'lxml', 'requests') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("given", "tried"),
    [
        ("AAMkAG+B/c=", ("AAMkAG+B/c=",)),
        ("AAMkAG_B-c=", ("AAMkAG+B/c=", "AAMkAG_B-c=")),
        ("0a1b-22", ("0a1b-22", "0a1b/22")),
    ],
)
def test_ids_are_taken_in_both_spellings(given, tried):
    assert spelled(given) == tried


def test_a_mobile_id_opens_with_one_question(stand):
    id = invite(stand).replace("/", "-").replace("+", "_")
    assert stand.mailbox.open(id).id == id
    assert asked(stand) == ["GetItem"]


# Tolerance


@pytest.mark.parametrize(
    ("words", "instant"),
    [
        ("2026-11-16T09:00:00Z", MONDAY),
        ("2026-11-16T09:00:00.000Z", MONDAY),
        ("2026-11-16T10:00:00+01:00", MONDAY),
        ("2026-11-16T09:00:00", MONDAY),
        ("2026-11-16T09:00:00.1234567Z", MONDAY.replace(microsecond=123456)),
        ("2026-11-16", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
        ("nu", None),
    ],
)
def test_times_are_read_with_fractions_and_never_guessed(words, instant):
    assert xml.moment(words) == instant


def test_an_item_of_which_nothing_is_told_is_still_a_message():
    item = xml.parse(b"<Message><ItemId Id='x'/></Message>")
    message = exchange_read.message_of(item, "x", 1000)
    assert (message.id, message.received, message.subject, message.body) == ("x", None, None, "")


def test_long_text_is_cut_and_said_so():
    item = xml.parse(b"<Message><Body BodyType='Text'>" + "é".encode() * 900 + b"</Body></Message>")
    message = exchange_read.message_of(item, "x", 1001)
    assert (len(message.body), message.warnings) == (500, ("truncated",))


@pytest.mark.parametrize(
    "data", [b"", b"no", b"<a>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"\xff\xfe<"]
)
def test_what_is_not_xml_is_refused(data):
    with pytest.raises(ValueError, match=r"."):
        xml.parse(data)


def test_characters_that_xml_forbids_are_left_out():
    assert xml.text(xml.parse(b"<a><b>x&#x1F;y\x0bz&#8;</b></a>"), "b") == "xyz"


# What counts as an answer


def sent(stand, verb=properties.REPLY, **how):
    return stand.server.send_reply(stand.box, "<1@example.org>", verb=verb, **how)


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ({"marks": True}, Answered.YES),
        ({"marks": False}, Answered.YES),
        ({"verb": properties.REPLY_ALL}, Answered.YES),
    ],
)
def test_a_reply_is_an_answer(stand, how, found):
    stand.receive(1)
    sent(stand, **how)
    assert stand.mailbox.answered("<1@example.org>") is found


@pytest.mark.parametrize("prefix", ["FW: ", "Fwd: ", "TR : ", "WG: "])
def test_a_forward_is_none(stand, prefix):
    item = stand.receive(1)
    forwarded = sent(stand, marks=False)
    forwarded.values["Subject"] = f"{prefix}Bericht 1"
    item.set(properties.tag(properties.LAST_VERB, "Integer"), str(properties.FORWARD))
    assert stand.mailbox.answered("<1@example.org>") is Answered.NO


def test_the_last_verb_alone_is_enough(stand):
    stand.receive(1)
    stand.box.remove(sent(stand))
    assert stand.inside("sentitems") == []
    assert stand.mailbox.answered("<1@example.org>") is Answered.YES


def test_a_mail_of_the_same_conversation_is_an_answer(stand):
    stand.receive(1)
    reply = sent(stand, marks=False)
    for name in ("InReplyTo", "References"):
        reply.values.pop(name, None)
    assert stand.mailbox.answered("<1@example.org>") is Answered.YES
    reply.values.pop("ConversationId")
    assert stand.mailbox.answered("<1@example.org>") is Answered.NO


@pytest.mark.parametrize(
    ("field", "value"),
    [("ItemClass", "IPM.Note.Rules.OofTemplate.Microsoft"), ("ItemClass", "REPORT.IPM.Note.NDR")],
)
def test_an_automatic_reply_is_none(stand, field, value):
    stand.receive(1)
    sent(stand, marks=False).values[field] = value
    assert stand.mailbox.answered("<1@example.org>") is Answered.NO


def test_marked_as_automatic_it_is_none(stand):
    stand.receive(1)
    key = properties.named("InternetHeaders", "auto-submitted", "String")
    sent(stand, marks=False).set(key, "auto-replied")
    assert stand.mailbox.answered("<1@example.org>") is Answered.NO


def test_a_moved_mail_is_found_and_a_thrown_away_one_is_gone(stand):
    stand.receive(2, day=1)
    item = stand.receive(1)
    stand.box.move(item, stand.box.add_folder("Sollicitaties", "inbox"))
    assert stand.mailbox.answered("<1@example.org>") is Answered.NO
    (item,) = stand.box.by_message_id("<1@example.org>")
    stand.box.move(item, stand.box.distinguished("deleteditems"))
    assert stand.mailbox.answered("<1@example.org>") is Answered.GONE
    sent(stand, marks=False)
    assert stand.mailbox.answered("<1@example.org>") is Answered.YES
    assert len(asked(stand)) <= 3 * 9


def test_without_a_message_id_nothing_is_known(stand):
    assert stand.mailbox.answered("") is Answered.UNKNOWN
    assert asked(stand) == []


def test_a_folder_that_refuses_makes_it_unknown(stand):
    stand.receive(2)
    stand.server.fault("500", "FindFolder", times=3)
    assert stand.mailbox.answered("<1@example.org>") is Answered.UNKNOWN


# The calendar


def test_of_several_entries_the_oldest_stays(stand):
    stand.mailbox.remind(entry())
    (first,) = stand.inside("calendar")
    values = dict(first.values) | {"DateTimeCreated": NOW + timedelta(minutes=1)}
    again = stand.put("calendar", "CalendarItem", values)
    again.extended.update(first.extended)
    assert len(stand.entries("k")) == 2
    stand.mailbox.remind(entry(at=AT + timedelta(hours=1)))
    assert [item.number for item in stand.inside("calendar")] == [first.number]
    assert [at for at, _ in stand.entries("k")] == [AT + timedelta(hours=1)]


def test_an_entry_is_private_free_and_reminds_before_the_limit(stand):
    limit = AT + timedelta(hours=2)
    given = Entry(
        key="k", at=AT, limit=limit, subject="x", html="", internet_message_id="<1@example.org>"
    )
    stand.mailbox.remind(given)
    (item,) = stand.inside("calendar")
    values = item.values
    assert (values["Start"], values["ReminderMinutesBeforeStart"]) == (limit, 120)
    assert values["ReminderIsSet"] is True
    assert (values["LegacyFreeBusyStatus"], values["Sensitivity"]) == ("Free", "Private")
    assert tuple(values["Categories"]) == ("Netjes",)


def test_a_flag_of_ones_own_stays(stand):
    stand.receive(1)
    (item,) = stand.inside("inbox")
    item.set(properties.tag(0x1090, "Integer"), "2")
    item.values["ReminderIsSet"] = True
    stand.mailbox.unremind("k", "<1@example.org>")
    assert stand.flagged(1)


def test_without_an_availability_service_the_calendar_itself_is_asked(stand):
    stand.take(AT, AT + timedelta(hours=1), "Overleg")
    stand.server.fault("500", "GetUserAvailability")
    (found,) = stand.mailbox.busy(AT - timedelta(hours=1), AT + timedelta(hours=3))
    assert isinstance(found, Busy)
    assert (found.start, found.subject) == (AT, "Overleg")
    assert stand.mailbox.ways["busy"] == 2


def test_a_reply_without_replytoitem_is_still_in_its_thread(tmp_path):
    stand = PoorExchange(tmp_path)
    item = stand.receive(1)
    letter = Letter(subject="RE: x", html="<p>Nee</p>", text="Nee")
    stand.mailbox.draft(stand.box.id_of(item).id, letter)
    (draft,) = stand.inside("drafts")
    assert draft.get(properties.tag(0x1042, "String")) == "<1@example.org>"
    assert draft.values["Subject"] == "RE: Bericht 1"
    assert [p.email for p in draft.values["ToRecipients"]] == ["p1@example.org"]
    assert stand.mailbox.ways["draft"] == 2
    stand.close()


# Whose mailbox


def account(stand, **changes):
    given = {"url": stand.server.url, "user": "svc", "password": lambda: "geheim", "auth": "basic"}
    return Account(**(given | changes))


@pytest.mark.parametrize("address", [None, "", "noor", "noor@example.org\n", "a\x00@example.org"])
def test_nobody_has_a_mailbox_without_an_address(stand, address):
    assert stand.mailboxes.of(address) is None


@pytest.mark.parametrize(
    ("user", "address", "has"),
    [
        ("noor@example.org", "Noor@example.org", True),
        ("noor@example.org", "piet@example.org", False),
        (r"LINDE\noor", "noor@example.org", True),
        (r"LINDE\noor", "piet@example.org", False),
    ],
)
def test_an_account_opens_its_own_mailbox_only(stand, user, address, has):
    mailboxes = ExchangeMailboxes(account(stand, access="own", user=user), now=lambda: NOW)
    assert (mailboxes.of(address) is not None) is has


def test_an_id_of_somebody_else_is_not_found(stand):
    other = stand.server.add_mailbox("piet@example.org", "Piet")
    id = other.id_of(seeding.receive(other, mail(5).as_bytes())).id
    with pytest.raises(NotFound):
        stand.mailbox.open(id)


def test_a_delegate_names_the_mailbox(stand):
    stand.server.add_user("hulp", "hulp-pw", delegate_of=["noor@example.org"])
    stand.receive(1)
    given = account(stand, access="delegate", user="hulp", password=lambda: "hulp-pw")
    mailboxes = ExchangeMailboxes(given, now=lambda: NOW)
    assert len(mailboxes.of("noor@example.org").list()) == 1
    mailboxes.close()


def test_without_a_setting_the_server_says_how_to_sign_in(stand):
    mailboxes = ExchangeMailboxes(account(stand, auth=""), now=lambda: NOW)
    assert mailboxes.of("noor@example.org").list() == []
    mailboxes.close()


def test_kerberos_needs_its_package(stand):
    with pytest.raises(SettingsError, match="requests-gssapi"):
        ExchangeMailboxes(account(stand, auth="kerberos"), now=lambda: NOW)


# Settings


def test_settings_of_exchange(tmp_path):
    from contextlib import ExitStack

    file = tmp_path / "wachtwoord"
    file.write_text("geheim\n")
    settings = Settings.from_environ(
        {
            "ADDIN_MAILBOX": "exchange",
            "ADDIN_EXCHANGE_URL": "https://mail.example.org",
            "ADDIN_EXCHANGE_USER": "svc",
            "ADDIN_EXCHANGE_PASSWORD_FILE": str(file),
            "ADDIN_EXCHANGE_AUTH": "NTLM",
            "ADDIN_EXCHANGE_ACCESS": "Delegate",
        }
    )
    assert settings.exchange_url == "https://mail.example.org/EWS/Exchange.asmx"
    assert settings.mailbox_password() == "geheim"
    with ExitStack() as stack:
        assert chosen.mailboxes(settings, stack).of("noor@example.org") is not None
    missing = settings.model_copy(update={"exchange_password_file": tmp_path / "nope"})
    with ExitStack() as stack, pytest.raises(SettingsError, match="PASSWORD_FILE"):
        chosen.mailboxes(missing, stack)


def test_what_is_missing_is_named():
    settings = Settings.from_environ({"ADDIN_MAILBOX": "exchange", "ADDIN_EXCHANGE_AUTH": "oauth"})
    says = "; ".join(settings.serving_mistakes())
    for name in ("URL", "USER", "PASSWORD_FILE", "TENANT"):
        assert f"ADDIN_EXCHANGE_{name}" in says


@pytest.mark.parametrize("url", ["http://mail.example.org/", "ftp://x", "mail", "https://a:b@c/"])
def test_a_password_travels_encrypted(url):
    with pytest.raises(SettingsError, match="ADDIN_EXCHANGE_URL"):
        Settings.from_environ({"ADDIN_EXCHANGE_URL": url})


# The bridge


class Authority:
    """Answers msal as Entra would."""

    def __init__(self, token):
        self.token, self.posts = token, []

    def get(self, url, **_):
        endpoint = "https://login.example/t/oauth2/v2.0/"
        return Answer(
            {
                "issuer": "https://login.example/t/v2.0",
                "authorization_endpoint": f"{endpoint}authorize",
                "token_endpoint": f"{endpoint}token",
            }
        )

    def post(self, url, data=None, **_):
        self.posts.append(data)
        return Answer(self.token)

    def close(self):
        pass


class Answer:
    def __init__(self, shape):
        import json

        self.text, self.status_code, self.headers = json.dumps(shape), 200, {}

    def raise_for_status(self):
        pass


def test_a_token_is_asked_for_once_and_kept():
    authority = Authority({"access_token": "t0ken", "expires_in": 3600, "token_type": "Bearer"})
    token = token_source("https://login.example", "t", "app", "s3cret", authority)
    assert [token(), token()] == ["t0ken", "t0ken"]
    (asked_for,) = authority.posts
    assert (asked_for["scope"], asked_for["client_id"]) == (SCOPE, "app")


def test_a_refused_secret_tells_nothing():
    authority = Authority({"error": "invalid_client", "error_description": "AADSTS7000215 s3cret"})
    with pytest.raises(Refusal) as caught:
        token_source("https://login.example", "t", "app", "s3cret", authority)()
    assert "s3cret" not in str(caught.value)
    assert isinstance(caught.value, MailboxError)


def test_an_authority_that_is_away_is_a_cut():
    class Away(Authority):
        def get(self, url, **_):
            raise OSError("no route s3cret")

    with pytest.raises(Cut):
        token_source("https://login.example", "t", "app", "s3cret", Away({}))()


class Deaf(Folders):
    """A server that finds nothing by any field, and does not say so."""

    def find(self, folders, ways, *, restriction=None, **how):
        if restriction is not None:
            return Found((), True)
        return super().find(folders, ways, **how)


def test_where_searching_does_not_work_nothing_is_called_gone(stand):
    stand.receive(1)
    deaf = Deaf(stand.mailbox._folders.line, "noor@example.org", "impersonation")
    assert exchange_answers.answered(deaf, "<1@example.org>") is Answered.UNKNOWN
    assert exchange_answers.answered(deaf, "<2@example.org>") is Answered.UNKNOWN
