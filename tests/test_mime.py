"""Mails as they come: real MIME, wrong labels, and mails made to do harm."""

import time
import tracemalloc
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from addin_server.errors import MessageTooLarge, MessageUnreadable
from addin_server.mailbox import contents, dates, headers, mime, parts
from addin_server.model import Address

MB = 2**20
FROM = b"From: Anna <anna@example.org>\n"


def mail(*lines, body=b"Dag"):
    """A mail with these header lines."""
    return b"\n".join([FROM.strip(), *lines, b"", body])


def text_of(content_type, body, encoding=b"8bit"):
    return mime.parse(
        mail(b"Content-Type: " + content_type, b"Content-Transfer-Encoding: " + encoding, body=body)
    )


def tree(kind, boundary, *children):
    """A multipart of already written parts."""
    mark = b"--" + boundary
    joined = b"".join(mark + b"\n" + child + b"\n" for child in children)
    return b'Content-Type: multipart/%s; boundary="%s"\n\n%s%s--\n' % (
        *(kind, boundary, joined, mark),
    )


def part(content_type, body, *lines):
    return b"\n".join([b"Content-Type: " + content_type, *lines, b"", body])


PLAIN = part(b"text/plain; charset=utf-8", "Één".encode())
HTML = part(b"text/html; charset=utf-8", "<p>Één</p>".encode())


# What a mail says


def test_a_mail_of_the_standard_library_is_read_back():
    sent = EmailMessage()
    sent["From"] = "Sofie De Backer <sofie@example.org>"
    sent["To"] = '"Claes, Noor" <noor@example.org>, jan@example.org'
    sent["Subject"] = "Kennismaking – dinsdag? " + "é" * 90
    sent["Date"] = datetime(2026, 11, 19, 16, 41, tzinfo=UTC)
    sent["Message-ID"] = "<1@example.org>"
    sent.set_content("Dag Noor,\n\nTot dinsdag.\n")
    sent.add_alternative("<p>Dag Noor,</p>", subtype="html")
    sent.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="cv van Zoë.pdf")
    message = mime.parse(sent.as_bytes(), id="7")
    assert message.id == "7"
    assert message.sender == Address(name="Sofie De Backer", email="sofie@example.org")
    assert message.to == (
        Address(name="Claes, Noor", email="noor@example.org"),
        Address(email="jan@example.org"),
    )
    assert message.subject == "Kennismaking – dinsdag? " + "é" * 90
    assert message.received == datetime(2026, 11, 19, 16, 41, tzinfo=UTC)
    assert message.internet_message_id == message.conversation_id == "<1@example.org>"
    assert message.body == "Dag Noor,\n\nTot dinsdag.\n"
    assert message.html == "<p>Dag Noor,</p>\n"
    assert message.attachments == ("cv van Zoë.pdf",)
    assert message.warnings == ()


@pytest.mark.parametrize(
    ("content_type", "encoding", "body"),
    [
        (
            b"text/plain; charset=windows-1252",
            b"quoted-printable",
            b"caf=E9 =80 10 =96 ja=\n, graag",
        ),
        (b"text/plain; charset=iso-8859-1", b"8bit", b"caf\xe9 \x80 10 \x96 ja, graag"),
        (b"text/plain; charset=iso-8859-1", b"8bit", "café € 10 – ja, graag".encode()),
        (b"text/plain; charset=us-ascii", b"8bit", b"caf\xe9 \x80 10 \x96 ja, graag"),
        (b"text/plain", b"8bit", "café € 10 – ja, graag".encode()),
        (b"text/plain", b"8bit", b"caf\xe9 \x80 10 \x96 ja, graag"),
        (b"text/plain; charset=utf-8", b"8bit", b"\xef\xbb\xbf" + "café € 10 – ja, graag".encode()),
        (b'text/plain; charset="UTF-8"', b"base64", b"Y2Fmw6kg4oKsIDEwIOKAkyBqYSwg!!\nZ3JhYWc"),
        (b"text/plain; charset=utf-16", b"8bit", "café € 10 – ja, graag".encode("utf-16")),
        (b"text/plain; charset=utf-7", b"7bit", "café € 10 – ja, graag".encode("utf-7")),
        (b"text/plain; charset*=us-ascii'en'utf-8", b"8bit", "café € 10 – ja, graag".encode()),
        (b"TEXT/Plain; CHARSET=UTF8; format=flowed", b"8BIT", "café € 10 – ja, graag".encode()),
    ],
)
def test_text_is_decoded_whatever_its_label(content_type, encoding, body):
    message = text_of(content_type, body, encoding)
    assert message.body == "café € 10 – ja, graag"
    assert message.warnings == ()


@pytest.mark.parametrize(
    ("charset", "body", "text"),
    [
        (b"x-unknown", "café".encode(), "café"),
        (b"x-unknown", b"caf\xe9", "café"),
        (b"utf-8", b"caf\xe9", "café"),
        (b"utf-8", "café ".encode() + b"\xe9", "café \ufffd"),
        (b"zlib", b"hallo", "hallo"),
        (b"punycode", b"hallo", "hallo"),
        (b"unicode-escape", rb"a\x41", r"a\x41"),
        (b"utf-16-le", b"\x00\xd8a\x00", "\ufffd"),
    ],
)
def test_a_wrong_charset_is_seen_through_and_said(charset, body, text):
    message = text_of(b"text/plain; charset=" + charset, body)
    assert message.body.startswith(text)
    assert message.warnings == ("charset",)


def test_strings_can_always_be_stored():
    message = mime.parse(
        mail(
            b"Subject: a\x00b =?utf-16-le?q?=00=D8?= =?utf-7?q?+2AA-?=",
            b"To: =?utf-8?q?=ED=A0=80?= <x\xed\xa0\x80@example.org>",
            b"Content-Type: text/plain; charset=utf-7; name=\xed\xa0\x80",
            body=b"a\x00b +2AA-",
        )
    )
    said = [message.subject, message.body, *(f"{a.name}{a.email}" for a in message.to)]
    assert "\0" not in "".join(said)
    assert "".join(said).encode("utf-8")


# Which part is the text


def test_alternatives_are_kept_side_by_side():
    message = mime.parse(FROM + tree(b"alternative", b"b", PLAIN, HTML))
    assert (message.body, message.html) == ("Één", "<p>Één</p>")


def test_a_footer_in_the_other_kind_does_not_pass_for_the_text():
    footer = part(b"text/plain", b"Disclaimer")
    message = mime.parse(FROM + tree(b"mixed", b"b", HTML, footer))
    assert (message.body, message.html) == ("", "<p>Één</p>")
    message = mime.parse(FROM + tree(b"mixed", b"b", PLAIN, footer))
    assert message.body == "Één\nDisclaimer"


def test_an_empty_plain_text_hides_nothing():
    message = mime.parse(FROM + tree(b"alternative", b"b", part(b"text/plain", b" \n"), HTML))
    assert message.html == "<p>Één</p>"
    message = mime.parse(FROM + tree(b"mixed", b"b", part(b"text/plain", b" \n"), HTML))
    assert (message.body, message.html) == ("", "<p>Één</p>")


def test_a_picture_in_the_text_leaves_the_text_alone():
    image = part(b"image/png", b"x", b"Content-ID: <1>")
    message = mime.parse(
        FROM + tree(b"related", b"r", tree(b"alternative", b"a", PLAIN, HTML), image)
    )
    assert (message.body, message.html) == ("Één", "<p>Één</p>")
    assert message.attachments == ()


def test_a_calendar_is_unfolded_and_kept_once():
    ics = b"BEGIN:VCALENDAR\r\nSUMMARY:Kennis\r\n making\r\nEND:VCALENDAR"
    inline = part(b"text/calendar; method=REQUEST", ics)
    file = part(b'application/ics; name="invite.ics"', ics, b"Content-Disposition: attachment")
    message = mime.parse(
        FROM + tree(b"mixed", b"m", tree(b"alternative", b"a", PLAIN, inline), file)
    )
    assert message.calendars == ("BEGIN:VCALENDAR\nSUMMARY:Kennismaking\nEND:VCALENDAR",)
    assert message.attachments == ("invite.ics",)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b'Content-Disposition: attachment; filename="cv.txt"', "cv.txt"),
        (b"Content-Disposition: attachment; filename*=utf-8''cv%20Zo%C3%AB.txt", "cv Zoë.txt"),
        (b"Content-Disposition: attachment; filename*0=lang; filename*1=.txt", "lang.txt"),
        (b'Content-Disposition: inline; filename="=?utf-8?q?Zo=C3=AB=2Etxt?="', "Zoë.txt"),
        (b'Content-Disposition: attachment; filename="C:\\\\a\\\\..\\\\b.txt"', "b.txt"),
        (b'Content-Disposition: attachment; filename="../../etc/passwd"', "passwd"),
        (b"Content-Disposition: attachment; filename*=idna''%00x", "x"),
    ],
)
def test_an_attachment_is_named_and_not_read(line, name):
    file = part(b"text/plain", b"Curriculum", line)
    message = mime.parse(FROM + tree(b"mixed", b"b", PLAIN, file))
    assert message.body == "Één"
    assert message.attachments == (name,)


def test_a_forwarded_mail_is_not_read():
    inner = part(b"message/rfc822", FROM + b"Subject: binnen\n\nGeheim")
    message = mime.parse(FROM + tree(b"mixed", b"b", PLAIN, inner))
    assert message.body == "Één"
    assert message.attachments == ("message.eml",)
    digest = mime.parse(FROM + tree(b"digest", b"b", b"\nGeheim"))
    assert (digest.body, digest.attachments) == ("", ("message.eml",))


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_the_kind_of_line_end_makes_no_difference(newline):
    data = FROM + tree(b"alternative", b"b", PLAIN, HTML)
    message = mime.parse(data.replace(b"\n", newline))
    assert (message.body, message.html) == ("Één", "<p>Één</p>")


def test_one_boundary_may_begin_as_another_does():
    inner = tree(b"alternative", b"bb", PLAIN, HTML)
    message = mime.parse(FROM + tree(b"mixed", b"b", inner, part(b"text/plain", b"Voet")))
    assert message.body == "Één\nVoet"


@pytest.mark.parametrize("boundary", [b"", b"; boundary=elsewhere"])
def test_a_multipart_without_its_boundary_is_read_as_text(boundary):
    message = text_of(b"multipart/mixed" + boundary, b"Toch leesbaar")
    assert message.body == "Toch leesbaar"
    assert message.warnings == ("structure",)


def test_a_lost_end_loses_no_text():
    data = FROM + tree(b"mixed", b"b", PLAIN, part(b"text/plain", b"Slot")).removesuffix(b"--b--\n")
    assert mime.parse(data).body == "Één\nSlot\n"


# The header


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (b"=?utf-8?Q?Gesprek_=E2=80=93?= =?utf-8?Q?_dinsdag?=", "Gesprek – dinsdag"),
        (b"=?utf-8?B?R2VzcHI=?= over =?iso-8859-1?q?caf=E9?=!", "Gespr over café!"),
        (b"=?utf-8?B?ww==?=\n =?utf-8?B?qQ?=", "é"),
        (b"=?utf-8*nl?Q?caf=C3=A9?=", "café"),
        (b"caf\xc3\xa9 en caf\xe9", "cafÃ© en café"),
        (b"folded\n\tand\r\n  folded", "folded and folded"),
        (b"=?utf-8?X?niets?= =?=?=", "=?utf-8?X?niets?= =?=?="),
        (b"=?utf-8?Q?a=0D=0ABcc:_x?=", "a Bcc: x"),
    ],
)
def test_a_subject_is_decoded_onto_one_line(value, words):
    assert mime.parse(mail(b"Subject: " + value)).subject == words


def test_no_subject_is_none_and_an_empty_one_is_empty():
    assert mime.parse(mail()).subject is None
    assert mime.parse(mail(b"Subject:")).subject == ""


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("Noor <n@x.example>", [("Noor", "n@x.example")]),
        ("n@x.example", [("", "n@x.example")]),
        ('"n@x.example" <n@x.example>', [("", "n@x.example")]),
        ("n@x.example (Noor Claes)", [("Noor Claes", "n@x.example")]),
        ('"Claes, \\"N\\" (HR)" <n@x.example>', [('Claes, "N" (HR)', "n@x.example")]),
        ("Claes, Noor <n@x.example>", [("Claes, Noor", "n@x.example")]),
        ("=?utf-8?q?Claes=2C_Zo=C3=AB?= <n@x.example>", [("Claes, Zoë", "n@x.example")]),
        ("Team: a@x.example, B <b@x.example>;", [("", "a@x.example"), ("B", "b@x.example")]),
        ("undisclosed-recipients:;", []),
        (
            "'Noor' <n@x.example>;Jan <j@x.example>",
            [("Noor", "n@x.example"), ("Jan", "j@x.example")],
        ),
        ("Noor", []),
    ],
)
def test_people_are_read_from_an_address_field(value, people):
    assert [(a.name, a.email) for a in headers.people(value)] == people


def test_the_sender_is_the_first_with_an_address():
    both = b"From: HR <hr@x.example>, Jan <j@x.example>\nFrom: Ook <o@x.example>\n\n"
    assert mime.parse(both).sender.email == "hr@x.example"
    assert mime.parse(b"From: De Zaak\nSender: A <a@x.example>\n\n").sender.name == "A"
    assert mime.parse(b"From: De Zaak\n\n").sender == Address(name="De Zaak")
    assert mime.parse(b"Subject: x\n\n").sender == Address()


@pytest.mark.parametrize(
    ("value", "hour"),
    [
        ("Thu, 19 Nov 2026 16:41:00 +0100", 15),
        ("19 Nov 2026 16:41 +0100 (CET)", 15),
        ("Thu, 19 Nov 2026 16:41:60 -0000", 16),
        ("Thu, 19 Nov 2026 16:41:00 GMT", 16),
        ("Thu, 19 Nov 2026 16:41:00 EST", 21),
        ("Thu, 19 Nov 2026 16:41:00", None),
        ("Thu, 19 Nov 2026 16:41:00 CET", None),
        ("Thu, 19 Nov 2026 16:41:00 +9900", None),
        ("Thu, 19 Nov 2026 16:41:00 +2300", None),
        ("Thu, 39 Nov 2026 16:41:00 +0100", None),
        ("Thu, 19 Nov 0026 16:41:00 +0100", 15),
        ("Thu, 19 Nov 9999 23:59:59 -1200", None),
        ("gisteren +0100", None),
        ("", None),
    ],
)
def test_a_moment_needs_a_zone_that_exists(value, hour):
    moment = dates.moment(value)
    assert (moment and moment.hour) == hour
    assert moment is None or moment.tzinfo is UTC


@given(
    st.tuples(
        st.sampled_from(["Thu, 19", "7", "00", "31"]),
        st.sampled_from(["Nov", "Feb", "nov"]),
        st.sampled_from(["2026", "0026", "1969", "2100"]),
        st.sampled_from(["16:41:00", "16:41:60", "25:00:00", "16:41", "6:41:07"]),
        st.sampled_from(["+0100", "-0330", "-0000", "+0060", "+9900", "GMT", "EST", "+0100 (CET)"]),
    ).map(" ".join)
)
@example("Thu, 19 Nov 2026 16:41:00 +0100")
def test_a_date_of_the_standard_is_what_the_library_reads_in_it(value):
    found = dates._standard(value)
    assert found is None or found == dates._any(value)


_WORDS = st.sampled_from(
    [
        *("text/plain", "TEXT/html", "text", "a/b/c", "name", "x.y", "utf-8", "=_a?b", "", "café"),
        *('"utf-8"', '" a;b=c "', '"<a>"', '""', '"a\\"b"', '"a', "a b", "<a>", "(x)", "%41"),
    ]
)
_FIELDS = st.tuples(
    _WORDS,
    st.lists(
        st.tuples(
            st.sampled_from([";", "; ", "; ", " ;", ";;", " "]),
            st.sampled_from(["charset", "Boundary", "name", "name*", "name*0", "filename", ""]),
            st.sampled_from(["=", "=", "=", " = ", ""]),
            _WORDS,
        ),
        max_size=3,
    ),
    st.sampled_from(["", ";", "; ", " x"]),
).map(lambda field: field[0] + "".join(map("".join, field[1])) + field[2])


@settings(max_examples=500)
@given(_FIELDS, st.sampled_from(["text/plain", "message/rfc822"]))
@example("name; name=x", "text/plain")
def test_a_simple_field_says_what_the_library_reads_in_it(field, default):
    for fields in ((field, ""), ("", field)):
        assert contents.content(*fields, default) == contents._any(*fields, default)


def test_the_moment_of_arrival_is_the_last_servers():
    lines = (
        b"Received: from a by b; Thu, 19 Nov 2026 10:00:05 +0100",
        b"Received: from c by a; Thu, 19 Nov 2026 09:00:00 +0000",
        b"Date: Mon, 16 Nov 2026 08:00:00 +0100",
    )
    assert mime.parse(mail(*lines)).received == datetime(2026, 11, 19, 9, 0, 5, tzinfo=UTC)
    assert mime.parse(mail(*lines[2:])).received == datetime(2026, 11, 16, 7, tzinfo=UTC)
    assert mime.parse(mail(b"Received: by b", lines[2])).received.day == 16
    assert mime.parse(mail()).received is None


def test_a_thread_is_known_by_its_first_mail():
    answer = mail(
        b"Message-ID: <4@x>", b"In-Reply-To: <3@x>", b"References: <1@x> <2@x>\n <3@x> <3@x>"
    )
    message = mime.parse(answer)
    assert message.conversation_id == "<1@x>"
    assert message.in_reply_to == ("<3@x>", "<2@x>", "<1@x>")
    assert mime.parse(mail(b"Message-ID: 4@x", b"In-Reply-To: <3@x>")).conversation_id == "<3@x>"
    assert mime.parse(mail(b"Message-ID: 4@x")).internet_message_id == "<4@x>"
    assert mime.parse(mail()).conversation_id == ""


def test_a_long_thread_keeps_the_nearest():
    long = b"References: " + b" ".join(b"<%d@x>" % i for i in range(60))
    message = mime.parse(mail(b"In-Reply-To: <99@x>", long))
    assert len(message.in_reply_to) == 50
    assert message.in_reply_to[:2] == ("<99@x>", "<59@x>")


@pytest.mark.parametrize(
    ("line", "automatic"),
    [
        (b"Auto-Submitted: auto-replied (vacation)", True),
        (b"Auto-Submitted: auto-generated; owner-email=x", True),
        (b"Auto-Submitted: No", False),
        (b"Precedence: bulk", True),
        (b"Precedence: auto-reply", True),
        (b"Precedence: first-class", False),
        (b"X-Autoreply: yes", True),
        (b"X-Mailer: auto-replied", False),
    ],
)
def test_automatic_mail_is_known_by_its_header(line, automatic):
    assert mime.parse(mail(line)).automatic is automatic


@pytest.mark.parametrize(
    "before", [b"\xef\xbb\xbf", b"\r\n \n", b"From anna@example.org Thu Nov 19 10:00:00 2026\n"]
)
def test_what_stands_before_the_header_is_passed_over(before):
    message = mime.parse(before + mail(b"Subject: ja"))
    assert (message.subject, message.body) == ("ja", "Dag")


def test_a_line_that_is_no_field_begins_the_text():
    assert mime.parse(FROM + b"Subject: x\nDag allemaal\n\nTot ziens").body == (
        "Dag allemaal\n\nTot ziens"
    )


# What is no mail, or too much of one


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"\0" * 5000, b"PK\x03\x04\n\n", b"Hallo allemaal,\n\ntot morgen", b"a: b\n\nc"],
)
def test_what_is_no_mail_is_said_to_be_none(data):
    with pytest.raises(MessageUnreadable, match="no mail header"):
        mime.parse(data)


def test_a_mail_may_be_as_large_as_the_limit():
    data = mail(body=b"x" * 100)
    assert mime.parse(data, max_message_bytes=len(data)).body
    with pytest.raises(MessageTooLarge, match="25 MB"):
        mime.parse(data + b"x" * 25 * MB)


@pytest.mark.parametrize("encoding", [b"8bit", b"base64", b"quoted-printable"])
def test_long_text_is_cut_between_characters(encoding):
    sent = EmailMessage()
    sent["From"] = "a@example.org"
    sent.set_content("é" * 3001, cte=encoding.decode())
    message = mime.parse(sent.as_bytes(), max_text_bytes=5001)
    assert message.body == "é" * 2500
    assert message.warnings == ("truncated",)
    assert mime.parse(sent.as_bytes(), max_text_bytes=6003).warnings == ()


def test_the_limit_holds_for_all_parts_together():
    texts = [part(b"text/plain", b"x" * 600)] * 5
    message = mime.parse(FROM + tree(b"mixed", b"b", *texts), max_text_bytes=1000)
    assert message.body.count("x") == 1000
    assert message.warnings == ("truncated",)


def test_parts_and_depth_have_a_limit():
    few = [part(b"text/plain", b"x")] * (parts.MAX_PARTS - 1)
    assert mime.parse(FROM + tree(b"mixed", b"b", *few)).body.count("x") == parts.MAX_PARTS - 1
    with pytest.raises(MessageUnreadable, match="more than 500 parts"):
        mime.parse(FROM + tree(b"mixed", b"b", *few, PLAIN))
    assert mime.parse(FROM + nested(parts.MAX_DEPTH)).body == "diep"
    with pytest.raises(MessageUnreadable, match="more than 50 deep"):
        mime.parse(FROM + nested(parts.MAX_DEPTH + 1))


def nested(depth, inside=b"\ndiep"):
    """A text under `depth` multiparts, each in the one before."""
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=n%dx\n\n--n%dx\n" % (i, i) for i in range(depth)
    )
    return opened + inside


def test_header_names_and_people_have_a_limit():
    crowd = b"To: " + b", ".join(b"p%d@example.org" % i for i in range(300))
    assert len(mime.parse(mail(crowd)).to) == headers.MAX_PEOPLE
    message = mime.parse(mail(*[b"X-A: b"] * 1500, b"Subject: te laat"))
    assert message.subject is None
    assert (message.body, message.warnings) == ("Dag", ("truncated",))
    assert len(mime.parse(mail(b"Subject: " + b"x" * 100_000)).subject) <= headers.MAX_VALUE
    message = mime.parse(mail(b"X-Long: " + b"x" * 300_000))
    assert (message.body, message.warnings) == ("Dag", ("truncated",))


#: Functions, for together they are large.
BOMBS = {
    "headers": lambda: FROM + b"X-A: b\n" * 100_000 + b"\nDag",
    "folded lines": lambda: FROM + b"X-A: b\n" + b" \n" * (12 * MB) + b"\nDag",
    "one header line": lambda: b"Subject: " + b"x" * (5 * MB) + b"\n" + FROM + b"\nDag",
    "nested multiparts": lambda: FROM + nested(10_000),
    "deep and large": lambda: FROM + nested(48, b"\n" * (24 * MB)),
    "deep with near boundaries": lambda: FROM + nested(48, b"\n--n" * (6 * MB)),
    "near boundaries": lambda: mail(
        b"Content-Type: multipart/mixed; boundary=b", body=b"\n--bb" * (4 * MB)
    ),
    "boundaries": lambda: mail(
        b"Content-Type: multipart/mixed; boundary=b", body=b"\n--b\n" * (4 * MB)
    ),
    "boundary and spaces": lambda: mail(
        b"Content-Type: multipart/mixed; boundary=b", body=b"\n--b" + b" " * (24 * MB) + b"x"
    ),
    "base64 and junk": lambda: mail(
        b"Content-Transfer-Encoding: base64", body=b"AA=*!\n" * (4 * MB)
    ),
    "soft line breaks": lambda: mail(
        b"Content-Transfer-Encoding: quoted-printable", body=b"=\n" * (12 * MB)
    ),
    "brackets": lambda: mail(b"To: " + b"(" * 60_000),
    "quotes": lambda: mail(b'To: "' + b'\\"' * 30_000),
    "angles": lambda: mail(b"To: " + b"<" * 60_000, b"References: " + b"<" * 60_000),
    "addresses": lambda: mail(b"To: " + b"a@b.example, " * 300_000),
    "address fields": lambda: mail(*[b"To: " + b"a b," * 60] * 900),
    "encoded words": lambda: mail(
        b"Subject: " + b"=?a?q?" * 10_000, b"To: " + b"=?utf-8?q?a?=" * 5000
    ),
    "parameters": lambda: mail(b'Content-Type: text/plain; a="' + b';"' * 30_000),
    "numbered parameters": lambda: mail(b"Content-Type: text/plain" + b";a*%s=x" % (b"9" * 1900)),
    "dates": lambda: mail(b"Date: " + b"1 " * 30_000, b"Received: " + b";" * 60_000),
    "white space": lambda: b" \n" * (12 * MB) + FROM,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_mail_made_to_do_harm_takes_little_time(name):
    data = BOMBS[name]()
    started = time.process_time()
    try:
        message = mime.parse(data)
    except MessageUnreadable as refused:
        message = refused
    assert time.process_time() - started < 2
    assert message


def test_a_tree_is_searched_only_so_often():
    assert mime.parse(FROM + nested(6, b"\n" * (20 * MB))).body
    with pytest.raises(MessageUnreadable, match="too deep for its size"):
        mime.parse(FROM + nested(20, b"\n" * (20 * MB)))


@pytest.mark.parametrize("encoding", [b"8bit", b"base64", b"quoted-printable"])
def test_only_what_may_be_read_is_decoded(encoding):
    data = mail(b"Content-Transfer-Encoding: " + encoding, body=b"QUFB" * (5 * MB))
    tracemalloc.start()
    mime.parse(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MB


HEADER_LINES = st.sampled_from(
    [
        b"From: =?utf-8?q?Zo=C3=AB?= <z@example.org>",
        b'To: "a\\"b" <c@d.example>, (x) e@f.example;',
        b"Subject: =?utf-8?b?w6k=?= =?x?q?=?=",
        b"Date: Thu, 19 Nov 2026 16:41:00 +0100",
        b"Received: from a; Thu, 19 Nov 2026 16:41:00 +0100",
        b"References: <a@b> <c@d>",
        b'Content-Type: multipart/mixed; boundary="b"',
        b"Content-Type: multipart/alternative; boundary=c",
        b"Content-Type: text/html; charset=utf-7",
        b"Content-Type: text/plain; charset*0*=idna'x'y; charset*1=z",
        b"Content-Disposition: attachment; filename*0*=punycode''%ff; filename*1*=%41",
        b"Content-Transfer-Encoding: base64",
        b"Content-Transfer-Encoding: quoted-printable",
        b"--b",
        b"--c",
        b"--b--",
        b"",
        b"w6kgdGVrc3Q=",
        b"\ttekst =E9=",
    ]
)


@given(
    st.lists(HEADER_LINES | st.binary(max_size=30), max_size=30),
    st.sampled_from([b"\n", b"\r\n", b"\r"]),
    st.integers(1, 200),
)
@settings(max_examples=100, deadline=None)
@example([b"Subject: x", b"Content-Type: text/plain; name*" + b"9" * 5000 + b"=x"], b"\n", 9)
@example([b"Date: 1 Jan 2026 99999999999999999999:1:1 +0100"], b"\n", 9)
def test_no_bytes_raise_anything_but_that_they_cannot_be_read(lines, newline, room):
    try:
        message = mime.parse(newline.join([b"Subject: x", *lines]), max_text_bytes=room)
    except MessageUnreadable:
        return
    strings = [message.body, message.html, *message.calendars, *message.attachments]
    strings += [message.subject, message.sender.name, message.sender.email, *message.in_reply_to]
    assert "\0" not in "".join(strings)
    assert "".join(strings).encode("utf-8") is not None
    assert len(message.body) <= room + len(lines)
