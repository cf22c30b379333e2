"""The employer among the names of a mail: their signs, what they weigh, and who is told."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server import reading
from addin_server.model import Kind, Message
from addin_server.reading import employers, organisations
from addin_server.reading.organisation_signs import Asked, Name, Others, ruled
from addin_server.reading.source import Found

from .corpus import learn_employers, rows
from .sources import source_of

INVITATION = Kind.INTERVIEW_INVITATION
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
BODY = """\
Beste Noor,

Graag maken we kennis bij Linde Metaal over de functie van planner.

Groeten,
An Bos
Linde Metaal BV"""


def signs(value, body=BODY, kind=INVITATION, lang="nl", others=None, **given):
    """Those of one name in a mail."""
    end = len(body)
    last = body.rfind("\nAn Bos") + 1 or end
    source = source_of(body, **given)._replace(newest=(0, last), signature=(last, end))
    seen = organisations.survey(source, lang, kind)
    asked = Asked(source, lang, kind, seen, others or Others())
    return {each.found.value: each for each in ruled(asked)}[value].signs


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ({"found:signature", "found:signature:3.5", "interview_invitation:signature"}, {}),
        ({"board", "board:plain", "board:signature", "score:5"}, {}),
        ({"most", "interview_invitation:most"}, {}),
        ({"ruled"}, {}),
        ({"kind:interview_invitation", "lang:nl"}, {}),
        ({"legal", "words:3"}, {}),
        ({"signature", "own line", "begins", "in:body", "body:|:|"}, {}),
        ({"domain"}, {"sender_email": "an@lindemetaal.example"}),
        ({"shown"}, {"sender_name": "Linde Metaal"}),
        ({"concept:some", "concept:last"}, {}),
        ({"ruled:board:signature", "ruled:board:plain"}, {}),
        ({"below contact"}, {"others": Others(contact="An Bos")}),
        ({"contact"}, {"others": Others(contact="Linde Metaal BV")}),
        ({"candidate"}, {"others": Others(candidate="BV Linde Metaal")}),
        ({"title"}, {"others": Others(title="planner bij Linde Metaal BV")}),
        ({"recipient"}, {"recipient_name": "Linde Metaal BV"}),
        ({"both"}, {"subject": "Linde Metaal BV"}),
        ({"times:1"}, {}),
    ],
)
def test_a_name_has_the_signs_of_where_it_stands_and_who_bears_it(said, given):
    assert said <= signs("Linde Metaal BV", **given)


@pytest.mark.parametrize(
    ("body", "value", "said"),
    [
        ("Een gesprek bij ACME over de baan.", "ACME", {"capitals", "words:1", "early"}),
        ("Een gesprek bij NovaPlus over de baan.", "NovaPlus", {"inner", "corpus:none:alone"}),
        ("Een gesprek bij Q8North over de baan.", "Q8North", {"figure"}),
        ("Een gesprek bij Bos & Zoon over de baan.", "Bos & Zoon", {"and"}),
        ("Een gesprek bij gemeente Dorp over de baan.", "gemeente Dorp", {"small", "head"}),
        ("Een gesprek bij Linde Services over de baan.", "Linde Services", {"tail", "telling"}),
        ("Een gesprek bij Dakwerk over de baan.", "Dakwerk", {"trade"}),
        ("Een gesprek bij Contract over de baan.", "Contract", {"concept:all:alone"}),
        ("Een gesprek bij Kok Catering over de baan.", "Kok Catering", {"post", "concept:first"}),
        ("Een gesprek bij Acme HR Services.", "Acme HR Services", {"department"}),
        ("Een gesprek bij Noordvink.\n\nAn Bos, Noordvink", "Noordvink", {"beside contact"}),
        ("Een gesprek bij Noordvink, baan bij Noordvink.", "Noordvink", {"again", "times:2"}),
    ],
)
def test_a_name_has_the_signs_of_what_it_looks_like(body, value, said):
    assert said <= signs(value, body=body, others=Others(contact="An Bos"))


def test_the_house_of_a_sender_may_bear_their_name():
    body = "Een gesprek bij Bos over de baan."
    given = {"sender_name": "An Bos", "sender_email": "an.bos@example.org"}
    assert "sender's" in signs("Bos", body=body, **given)
    assert "sender" in signs("Bos", body=body, **given | {"sender_name": "Bos"})
    assert not {"sender", "sender's"} & signs("Bos", body=body)


def test_of_two_names_one_may_hold_the_other_and_the_rules_choose_one():
    body = "Een gesprek bij Linde over de baan.\n\nMet groet,\nAn Bos\nLinde Metaal"
    assert "inside" in signs("Linde", body=body)
    assert "holds" in signs("Linde Metaal", body=body)


def test_without_signs_that_speak_for_one_nobody_is_told():
    found = Found(words="Acme", part="body", start=0, end=4, value="Acme")
    assert employers.likeliest([Name(found, {"x"})], {"x": 0.1}) == found
    assert employers.likeliest([Name(found, {"x"})], {"x": -0.1}) is None
    assert employers.likeliest([], {"x": 1.0}) is None


def test_the_likeliest_of_several_is_told():
    one, other = (Found(words=w, part="body", start=0, end=3, value=w) for w in ("Abc", "Def"))
    both = [Name(one, {"x"}), Name(other, {"x", "y"})]
    assert employers.likeliest(both, {"x": 1.0, "y": 0.5}) == other
    assert employers.likeliest(both, {"x": 1.0, "y": -0.5}) == one


AGENCY = Found(words="Wervaria", part="body", start=0, end=8, value="Wervaria")
CLIENT = Found(words="Acme", part="body", start=9, end=13, value="Acme")


@pytest.mark.parametrize(
    ("ruled", "company", "told"),
    [
        ((CLIENT, AGENCY), CLIENT, (CLIENT, AGENCY)),
        ((CLIENT, AGENCY), None, (None, AGENCY)),
        ((CLIENT, AGENCY), AGENCY, (CLIENT, AGENCY)),
        ((AGENCY, AGENCY), None, (None, None)),  # it was told as the company for want of one
        ((AGENCY, AGENCY), CLIENT, (CLIENT, AGENCY)),
        ((None, None), CLIENT, (CLIENT, None)),
    ],
)
def test_an_agency_stays_beside_whoever_is_the_employer(ruled, company, told):
    seen = organisations.Survey([], [], None, "", organisations.Organisations(*ruled))
    assert employers.judged(seen, company) == organisations.Organisations(*told)


@pytest.mark.parametrize(
    ("kind", "lang", "body", "told"),
    [
        # The rules alone told `Zusendung Ihrer`, `Aufgabe`, or nobody.
        (
            Kind.APPLICATION_ACK,
            "de",
            "Guten Tag,\n\nwir danken für die Zusendung Ihrer Bewerbung. Der Eingang ist hiermit "
            "bestätigt, wir melden uns bis Ende der Woche.\n\nMit freundlichen Grüßen\nKanzlei "
            "Perlhuhn",
            "Kanzlei Perlhuhn",
        ),
        (
            Kind.APPLICATION,
            "de",
            "Liebe Frau Otter,\n\ndanke für das Gespräch gestern. Mein Interesse an der Aufgabe "
            "als Gärtnerin ist noch größer geworden.\n\nBeste Grüße\nUta Rehbein",
            None,
        ),
    ],
)
def test_a_mail_tells_its_employer(kind, lang, body, told):
    message = Message(subject="", body=body, received=NOW)
    found = reading.read(message, NOW, ZoneInfo("Europe/Berlin"))
    assert (found.kind, found.lang, found.company) == (kind, lang, told)


@pytest.mark.parametrize("file", learn_employers.FILES)
def test_the_weights_were_learnt_from_this_corpus(file):
    head = json.loads(file.read_text("utf-8"))
    assert head["corpus"] == rows.fingerprint(learn_employers.SETS), "run `make model`"


def test_a_case_whose_name_is_nearly_right_teaches_nothing():
    found = Found(words="Acme Foods", part="body", start=0, end=10, value="Acme Foods")
    assert learn_employers.answer("Acme Foods Group", [Name(found)]) is None
    assert learn_employers.answer("Acme Foods", [Name(found)]) == 1
    assert learn_employers.answer(None, [Name(found)]) == 0
    assert learn_employers.answer("Zebra", [Name(found)]) == 0
