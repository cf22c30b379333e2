"""The sample mailbox of `netjes demo`: complete, various, invented."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.errors import MessageUnreadable
from addin_server.mailbox import mime
from addin_server.model import Kind, Role
from addin_server.resources import PACKAGE

MAILS = PACKAGE / "demo" / "mails"
FILES = sorted(MAILS.glob("*.eml"))
KEYS = {
    *("file", "kind", "role", "lang", "company", "job_title", "contact_name"),
    *("interview_starts", "reply_by", "already_accepted"),
}
WEEKDAYS = {
    "nl": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "en": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "de": ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
}


def labels():
    lines = (MAILS / "expected.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def told(message):
    """What the mail says, tags taken out."""
    return " ".join(re.sub(r"<[^>]*>", " ", message.body or message.html).split())


def read(file):
    return mime.parse((MAILS / file).read_bytes())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_is_a_whole_mail(path: Path):
    message = mime.parse(path.read_bytes())
    assert message.warnings == ()
    assert message.internet_message_id
    assert message.subject is not None
    assert message.sender.name
    assert [a.name for a in message.to] == ["Noor Claes"]
    assert told(message)
    assert "\ufffd" not in message.body + message.html + message.subject


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_arrived_in_the_week_of_the_demonstration(path: Path):
    received = mime.parse(path.read_bytes()).received
    assert datetime(2026, 11, 16, tzinfo=UTC) <= received < datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_address_and_link_is_invented(path: Path):
    data = path.read_bytes()
    message = mime.parse(data)
    header = data.partition(b"\r\n\r\n")[0].decode("ascii")
    text = "\n".join([header, message.body, message.html, *message.calendars])
    hosts = re.findall(r"(?:@|https?://)([\w.-]+\w)", text)
    assert hosts
    assert [host for host in hosts if not host.endswith((".example", "example.org"))] == []


def test_there_are_enough_and_all_are_labelled():
    files = [path.name for path in FILES]
    assert len(files) >= 24
    assert [label["file"] for label in labels()] == files


@pytest.mark.parametrize("label", labels(), ids=lambda label: label["file"])
def test_a_label_is_complete_and_says_what_stands_in_the_mail(label):
    assert label.keys() == KEYS
    assert Kind(label["kind"])
    assert Role(label["role"])
    message = read(label["file"])
    text = f"{message.subject} {message.sender.name} {told(message)}".casefold()
    for field in ("company", "job_title", "contact_name", "reply_by"):
        if label[field]:
            assert label[field].casefold() in text, field
    if label["kind"] == Kind.INTERVIEW_INVITATION:
        assert label["interview_starts"]


@pytest.mark.parametrize(
    ("file", "lang", "start"),
    [(each["file"], each["lang"], s) for each in labels() for s in each["interview_starts"]],
)
def test_a_labelled_start_is_the_day_that_the_mail_names(file, lang, start):
    moment = datetime.fromisoformat(start)
    message = read(file)
    zone = ZoneInfo("Europe/Dublin" if "Irish" in message.body else "Europe/Brussels")
    assert moment.utcoffset() == moment.astimezone(zone).utcoffset()
    assert moment > message.received
    weekday = WEEKDAYS[lang][moment.weekday()]
    near = rf"\b{weekday}\b[^.\d]{{0,20}}\b{moment.day}(?:er|st|nd|rd|th)?\b"
    assert re.search(near, told(message).casefold())


def test_the_samples_are_as_different_as_post_is():
    kinds, languages = {each["kind"] for each in labels()}, [each["lang"] for each in labels()]
    assert kinds == {kind.value for kind in Kind} - {"unsure"}
    assert {lang: languages.count(lang) >= 5 for lang in languages} == dict.fromkeys(WEEKDAYS, True)
    assert languages.count("nl") >= 9
    texts = [told(mime.parse(path.read_bytes())) for path in FILES]
    assert len(set(texts)) == len(texts)
    ids = {mime.parse(path.read_bytes()).internet_message_id for path in FILES}
    assert len(ids) == len(FILES)


def test_the_samples_use_the_forms_that_mail_comes_in():
    raw = b"".join(path.read_bytes() for path in FILES).lower()
    forms = (
        *(b"quoted-printable", b"base64", b"8bit", b"windows-1252", b"iso-8859-1", b"text/html"),
        *(b"multipart/alternative", b"multipart/mixed", b"method:request", b"application/pdf"),
    )
    assert [form for form in forms if form not in raw] == []
    assert len(raw) < 300_000


def test_the_calendar_of_a_sample_is_found_once():
    message = read("nl-uitnodiging-agenda.eml")
    assert message.attachments == ("invite.ics",)
    (calendar,) = message.calendars
    assert (
        "ATTENDEE;CN=Noor Claes;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:noor.claes@example.org"
        in (calendar)
    )


@given(st.sampled_from(FILES), st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_sample_is_read_or_refused(path, data):
    raw = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(raw)))
        raw[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    try:
        message = mime.parse(bytes(raw))
    except MessageUnreadable:
        return
    assert f"{message.subject}{message.body}{message.html}{message.attachments}".encode()
