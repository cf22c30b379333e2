"""How well mails are read: the arithmetic by hand, three kinds of files, and bad ones."""

import json
from datetime import datetime, timedelta
from itertools import count, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.__main__ import main
from addin_server.errors import Malformed
from addin_server.evaluation import load, matching, measure, page, report
from addin_server.evaluation.labels import FIELDS, label_of, values_of
from addin_server.evaluation.scores import (
    Counts,
    Share,
    bins,
    calibration_error,
    counts_by_class,
    mean,
    percentile,
)
from addin_server.model import Guess, Kind, Mode, Moment, Reading, Register, Role
from addin_server.resources import PACKAGE

INVITATION, OFFER, OTHER, UNSURE = "interview_invitation", "offer", "other", "unsure"
TEN = "2026-12-01T10:00:00+01:00"
MAIL = {
    "id": "m1",
    "kind": INVITATION,
    "lang": "nl",
    "subject": "Uitnodiging gesprek",
    "body": (
        "Beste Lotte,\n\nGraag nodigen we je uit voor een gesprek over de functie van planner "
        "bij Linde, op dinsdag 1 december om 10.00 uur op ons kantoor.\n\nGroeten,\nAn Bos"
    ),
    "received": "2026-11-23T09:00:00+01:00",
    "gold": {"job_title": "planner", "interview_starts": [TEN]},
}
EML = """\
From: An Bos <an@linde.example>
To: Lotte Maes <lotte@example.org>
Subject: Uitnodiging gesprek
Date: Mon, 23 Nov 2026 09:00:00 +0100
Content-Type: text/plain; charset=utf-8

Beste Lotte,

Graag nodigen we je uit voor een gesprek op dinsdag 1 december om 10.00 uur.

Groeten,
An Bos
"""
LIMITS = {"max_bytes": 2**20, "max_text": 2**18}


# Arithmetic, by hand


PAIRS = [
    (INVITATION, INVITATION),
    (INVITATION, UNSURE),
    (INVITATION, OTHER),
    (OTHER, OTHER),
    (OTHER, INVITATION),
    (OFFER, OFFER),
]


def test_counts_of_every_class():
    counts = counts_by_class(PAIRS)
    assert counts == {INVITATION: Counts(1, 1, 2), OTHER: Counts(1, 1, 1), OFFER: Counts(1, 0, 0)}
    invitation = counts[INVITATION]
    assert (invitation.precision.share, invitation.recall.share) == (1 / 2, 1 / 3)
    assert invitation.f1 == pytest.approx(2 / 5)
    assert mean(each.f1 for each in counts.values()) == pytest.approx((0.4 + 0.5 + 1) / 3)


def test_a_class_that_is_only_guessed_is_none():
    assert counts_by_class([(OTHER, OFFER)]) == {OTHER: Counts(0, 0, 1)}
    assert Counts(0, 0, 1).f1 == 0
    assert Counts().f1 is None
    assert mean([None]) is None


def test_wilson():
    # Eight of ten: (0.8 + 3.8415/20 -+ 1.96 sqrt(0.016 + 3.8415/400)) / 1.38415
    assert Share(8, 10).interval == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert Share(0, 5).interval == pytest.approx((0.0, 3.8415 / 8.8415), abs=1e-4)
    assert Share(5, 5).interval == pytest.approx((5 / 8.8415, 1.0), abs=1e-4)
    assert Share(0, 0).interval is None
    assert Share(0, 0).share is None


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share(pair):
    share = Share(*pair)
    low, high = share.interval
    assert 0 <= low <= share.share <= high <= 1
    wider = Share(pair[0] * 10, pair[1] * 10).interval
    assert wider[1] - wider[0] < high - low


def test_calibration_error():
    guesses = [(0.95, True), (0.91, False), (0.55, True), (0.52, True), (0.31, False)]
    filled = bins(guesses)
    assert [(b.low, b.high, b.size) for b in filled] == [(0.3, 0.4, 1), (0.5, 0.6, 2), (0.9, 1, 2)]
    assert [b.accuracy for b in filled] == [0, 1, 0.5]
    # (1 * |0 - 0.31| + 2 * |1 - 0.535| + 2 * |0.5 - 0.93|) / 5
    assert calibration_error(filled) == pytest.approx((0.31 + 0.93 + 0.86) / 5)
    assert calibration_error([]) is None
    assert [b.low for b in bins([(1.0, True), (0.0, False)])] == [0.0, 0.9]


def test_percentiles():
    assert percentile(range(1, 101), 99) == 99
    assert percentile([3, 1, 2], 50) == 2
    assert percentile([5], 99) == 5
    assert percentile([], 50) is None


# Words


@pytest.mark.parametrize(
    ("lang", "meant", "said"),
    [
        ("nl", "dinsdag 1 december", "Uiterlijk op  dinsdag\n1 December"),
        ("en", "Friday", "by Friday"),
        ("fr", "mardi 12 mai", "avant le mardi 12 mai"),
        ("fr", "vendredi", "d’ici vendredi"),
        ("de", "Dienstag, den 12. Mai", "am Dienstag, den 12. Mai"),
        (None, "vrijdag", "bis vrijdag"),
        ("nl", "10.00 uur", "１０.00\u00a0uur"),
    ],
)
def test_the_same_words(lang, meant, said):
    leading = matching.prepositions(lang)
    assert matching.exact(meant, said, leading)
    assert matching.exact(said, meant, leading)


@pytest.mark.parametrize(
    ("meant", "said"),
    [("vrijdag 3 mei", "vrijdag"), ("Teams", "MS Teams"), ("op", "om"), ("a", "á")],
)
def test_other_words(meant, said):
    assert not matching.exact(meant, said, matching.prepositions("nl"))


def test_a_name_keeps_its_preposition():
    assert not matching.exact("Van Dale", "Dale")
    assert matching.exact("Van Dale", "van dale")


@pytest.mark.parametrize(
    ("meant", "said", "same"),
    [
        ("maandag 4 mei om 10 uur", "maandag 4 mei", True),  # three of six
        ("maandag 4 mei om 10.00 uur ten kantore", "maandag 4 mei", False),  # three of eight
        ("Teams", "via Teams of op ons kantoor", False),
        ("dag dag", "dag uur uur", False),  # a word counts once for each time it stands there
        ("x", "y", False),
    ],
)
def test_half_of_the_words(meant, said, same):
    assert matching.overlap(meant, said) is same
    assert matching.overlap(said, meant) is same


def test_as_many_as_can_be_are_matched():
    fits = {("a", "x"), ("b", "x"), ("a", "y")}
    counts = matching.count(["a", "b"], ["x", "y", "z"], lambda one, other: (one, other) in fits)
    assert counts == Counts(right=2, wrong=1, missed=0)
    assert matching.count([], ["x"], str.__eq__) == Counts(wrong=1)
    assert matching.count(["x", "x"], ["x"], str.__eq__) == Counts(right=1, missed=1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), max_size=4))
def test_matching_is_the_best_there_is(fits):
    counts = matching.count(range(len(fits)), range(4), lambda one, other: fits[one][other])
    best = max(
        sum(fits[one][other] for one, other in enumerate(order[: len(fits)]))
        for order in permutations(range(4))
    )
    assert counts.right == best


# Labels


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", None),
        ("kind", "unsure"),
        ("kind", 3),
        ("lang", "Dutch"),
        ("lang", 1),
        ("role", "boss"),
        ("register", "u"),
        ("company", 5),
        ("company", ["Linde"]),
        ("interview_datetimes", "morgen"),
        ("interview_datetimes", [None]),
        ("interview_starts", TEN),
        ("interview_starts", ["tomorrow"]),
        ("interview_starts", [5]),
        ("interview_starts", 5),
        ("reply_by_at", "2026-12-01T10:00:00"),
        ("mode", "zoom"),
        ("already_accepted", 1),
        ("withdrawal", "no"),
    ],
)
def test_a_label_that_cannot_be_names_its_field(field, value):
    with pytest.raises(Malformed) as caught:
        label_of({"kind": OTHER, field: value})
    assert caught.value.field == field


def test_a_label_is_only_about_what_it_names():
    label = label_of({"kind": OTHER, "role": None, "company": None, "reply_by": " ", "note": "x"})
    assert label.one_of == {"role": "none"}
    assert label.fields == {"company": (), "reply_by": ()}
    assert label.unknown == ("note",)


def test_every_field_of_a_label_is_one_of_a_reading():
    moment = Moment(words="morgen")
    said = values_of(Reading(kind=Kind.OTHER, moments=(moment,), mode=Mode.PHONE, withdrawal=True))
    assert said.keys() == set(FIELDS)
    assert said["interview_datetimes"] == ("morgen",)
    assert said["interview_starts"] == ()
    assert said["mode"] == ("phone",)
    assert said["withdrawal"] == (True,)
    assert said["already_accepted"] == said["company"] == ()


# From files to figures


def write(folder, name, *rows):
    text = "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows)
    (folder / name).write_text(text)
    return folder / name


def row(kind, lang, body, **gold):
    return {"kind": kind, "lang": lang, "subject": None, "body": body, "gold": gold}


def reading(kind, confidence=0.9, **more):
    return Reading(kind=kind, guesses=(Guess(kind=kind, confidence=confidence),), **more)


@pytest.fixture
def figures(tmp_path):
    """Six mails, and what a reader made of them that knows the answers."""
    start = datetime.fromisoformat(TEN)
    long = "x" * 41
    told = [
        (
            row(INVITATION, "nl", "1" + long, company="Linde", interview_starts=[TEN, None])
            | {"role": "candidate", "register": "formal"},
            reading(
                Kind.INTERVIEW_INVITATION,
                lang="nl",
                role=Role.CANDIDATE,
                register=Register.FORMAL,
                company="linde",
                moments=(Moment(words="a", start=start.astimezone(None)), Moment(words="b")),
            ),
        ),
        (
            row(INVITATION, "nl", "2" + long, company="Linde", reply_by="vrijdag 3 mei"),
            Reading(
                kind=Kind.UNSURE,
                lang="nl",
                guesses=(Guess(kind=Kind.INTERVIEW_INVITATION, confidence=0.4),),
                reply_by="uiterlijk op vrijdag",
            ),
        ),
        (
            row(INVITATION, "nl", "3", company=None) | {"register": None},
            reading(Kind.OTHER, lang="en", company="Bos"),
        ),
        (
            row(OTHER, "nl", "4" + long, reply_by="vrijdag", contact_name="Van Vries"),
            reading(
                Kind.OTHER,
                lang="nl",
                company="not scored",
                reply_by="voor vrijdag",
                contact_name="Vries",
            ),
        ),
        (
            row(OTHER, "fr", "5" + long, interview_starts=[TEN]),
            reading(
                Kind.INTERVIEW_INVITATION,
                lang="en",
                moments=(Moment(words="a", start=start + timedelta(minutes=1)),),
            ),
        ),
        (row(OFFER, "fr", "6" + long), reading(Kind.OFFER, lang="fr")),
    ]
    write(tmp_path, "mails.jsonl", *(label for label, _ in told))
    answers = {label["body"]: answer for label, answer in told}
    cases = load([tmp_path], **LIMITS)
    outcomes = measure(
        cases.usable,
        lambda message: answers[message.body],
        lambda message: message.body,
        count(0, 0.005).__next__,
    )
    return report(cases, outcomes)


def test_figures_of_the_kind(figures):
    kind = figures["kind"]
    assert kind["macro_f1"] == round((0.4 + 0.5 + 1) / 3, 4)
    assert (kind["accuracy"]["right"], kind["accuracy"]["of"]) == (3, 6)
    assert (kind["coverage"]["right"], kind["coverage"]["of"]) == (5, 6)
    assert (kind["accuracy_where_sure"]["right"], kind["accuracy_where_sure"]["of"]) == (3, 5)
    assert list(kind["kinds"]) == [INVITATION, OFFER, OTHER]
    invitation = kind["kinds"][INVITATION]
    assert (invitation["right"], invitation["wrong"], invitation["missed"]) == (1, 1, 2)
    assert invitation["recall"]["high"] == round(Share(1, 3).interval[1], 4)


def test_figures_by_language(figures):
    assert list(figures["languages"]) == ["nl", "fr"], "the largest first"
    assert figures["confusion"] == {
        "nl": {INVITATION: {INVITATION: 1, OTHER: 1, UNSURE: 1}, OTHER: {OTHER: 1}},
        "fr": {OFFER: {OFFER: 1}, OTHER: {INVITATION: 1}},
    }
    french = figures["languages"]["fr"]
    assert list(french["kind"]["kinds"]) == [OFFER, OTHER], "without the empty classes"
    assert french["kind"]["macro_f1"] == 0.5
    assert "company" not in french["fields"]
    assert figures["languages"]["nl"]["fields"]["company"]["exact"]["right"] == 1


def test_figures_of_language_role_and_register(figures):
    def pair(share):
        return share["right"], share["of"]

    assert pair(figures["language"]["all"]) == (4, 6)
    assert pair(figures["language"]["over_40"]) == (4, 5)
    assert pair(figures["role"]["all"]) == (1, 1)
    assert pair(figures["register"]["all"]) == (2, 2)
    assert pair(figures["register"]["where_there_is_one"]) == (1, 1)


def test_figures_of_the_fields(figures):
    def counted(field, measured):
        its = figures["fields"][field][measured]
        return its["right"], its["wrong"], its["missed"]

    assert counted("company", "exact") == (1, 1, 1), (
        "the one of a mail without label is not counted"
    )
    assert counted("interview_starts", "normalised") == (1, 1, 1)
    assert counted("reply_by", "exact") == (1, 1, 1), "a preposition makes no difference"
    assert counted("reply_by", "overlap") == (1, 1, 1), "one word of three is too few"
    assert counted("contact_name", "exact") == (0, 1, 1), "of a name it is a part"
    assert "job_title" not in figures["fields"]


def test_figures_of_confidence_and_time(figures):
    low, high = figures["calibration"]["bins"]
    assert (low["mails"], low["accuracy"]) == (1, 1), "a guess that was kept back counts"
    assert (high["mails"], high["accuracy"]) == (5, 0.6)
    assert figures["calibration"]["ece"] == pytest.approx((1 * 0.6 + 5 * 0.3) / 6)
    assert figures["time"] == {"median_ms": 5.0, "p99_ms": 5.0}


def test_the_page_says_all_of_it(figures):
    text = page(figures)
    assert "Kind, all languages: 6 mails" in text
    assert "right            0.500 [0.188-0.812]" in text
    assert "macro-F1          0.633" in text
    assert "Confusion, fr" in text
    assert "ECE 0.350" in text
    lines = text.splitlines()
    header = next(n for n, line in enumerate(lines) if line.startswith("Confusion, nl"))
    row_of_invitations = [INVITATION, "1", *["."] * 6, "1", "1"]
    assert lines[header + 2].split() == row_of_invitations
    company = next(line for line in lines if line.strip().startswith("company"))
    assert company.split() == ["company", "2", *["0.500"] * 5, "-"]
    assert max(map(len, lines)) <= 100


# The command


@pytest.fixture
def netjes(capsys):
    def run(*argv):
        try:
            code = main(["evaluate", *map(str, argv)])
        except SystemExit as exc:
            code = exc.code
        return code, *capsys.readouterr()

    return run


def test_a_file_a_mail(netjes, tmp_path):
    write(tmp_path, "1.json", MAIL | {"note": "debatable"})
    write(tmp_path, "notes.txt", "not ours")
    code, out, _ = netjes(tmp_path, "--json")
    figures = json.loads(out)
    assert (code, figures["mails"]) == (0, 1)
    assert figures["kind"]["accuracy"]["right"] == 1
    assert figures["fields"]["job_title"]["exact"]["right"] == 1
    assert figures["fields"]["interview_starts"]["normalised"]["right"] == 1
    assert figures["language"]["all"]["right"] == 1


def test_lines_about_files(netjes, tmp_path):
    for name in ("a.eml", "b.eml"):
        (tmp_path / name).write_text(EML)
    label = {"file": "a.eml", "kind": INVITATION, "lang": "nl", "interview_starts": [TEN], "x": 1}
    write(tmp_path, "gold.jsonl", label)
    code, out, _ = netjes(tmp_path, "--json")
    figures = json.loads(out)
    assert code == 0
    assert figures["fields"]["interview_starts"]["normalised"]["right"] == 1
    assert figures["unlabelled"] == ["b.eml"]
    assert figures["not_scored"] == {"x": 1}
    text = netjes(tmp_path)[1]
    assert "without a label, left out: b.eml" in text
    assert "in 1 labels, scored by nothing: x" in text


def test_a_line_a_mail_and_a_file_alone(netjes, tmp_path):
    html = {key: value for key, value in MAIL.items() if key != "body"}
    html["html"] = f"<p>{MAIL['body']}</p>"
    lines = write(tmp_path, "mails.jsonl", MAIL, "", html | {"from": {"name": "An Bos"}})
    write(tmp_path, "others.jsonl", "{")
    code, out, _ = netjes(lines, "--json")
    assert code == 0
    figures = json.loads(out)
    assert figures["kind"]["accuracy"] == Share(2, 2).as_json()
    assert figures["bad"] == []


def test_a_line_separator_inside_a_mail_ends_no_line(netjes, tmp_path):
    text = json.dumps(MAIL | {"body": MAIL["body"] + "\u2028\x85"}, ensure_ascii=False)
    write(tmp_path, "mails.jsonl", "\ufeff" + text)
    assert netjes(tmp_path)[0] == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "is not JSON"),
        ("[]", "must be a JSON object"),
        ({"kind": OTHER}, "body"),
        ({"body": "x"}, "kind: is missing"),
        (MAIL | {"kind": "invitation"}, "kind: must be one of interview_invitation"),
        (MAIL | {"gold": []}, "gold"),
        (MAIL | {"gold": {"company": 1}}, "company: must be text"),
        (MAIL | {"received": "today"}, "received"),
        ({"kind": OTHER, "file": "gone.eml"}, "gone.eml"),
        ({"kind": OTHER, "file": "../up.eml"}, "file: must be the name"),
        ({"kind": OTHER, "file": None}, "file: must be the name"),
        ({"kind": OTHER, "file": "empty.eml"}, "it has no mail header"),
    ],
)
def test_a_bad_line_is_named_and_the_others_count(netjes, tmp_path, line, words):
    (tmp_path / "empty.eml").write_bytes(b"")
    (tmp_path.parent / "up.eml").write_text(EML)
    write(tmp_path, "mails.jsonl", MAIL, line)
    code, out, _ = netjes(tmp_path, "--json")
    [bad] = json.loads(out)["bad"]
    assert code == 1
    assert (bad["file"], bad["line"]) == ("mails.jsonl", 2)
    assert words in bad["message"]
    assert json.loads(out)["mails"] == 1
    text = netjes(tmp_path)[1]
    assert "could not be used: 1" in text
    assert "mails.jsonl, line 2: " in text


def test_a_bad_file_is_named(netjes, tmp_path):
    (tmp_path / "1.json").write_bytes(b'{"kind": "\xff"}')
    (tmp_path / "2.json").mkdir()
    code, out, _ = netjes(tmp_path)
    assert code == 1
    assert "0 mails" in out
    assert "1.json: is not UTF-8" in out
    assert "2.json: Is a directory" in out


def test_no_labelled_mail_is_said_in_a_sentence(netjes, tmp_path):
    (tmp_path / "a.eml").write_text(EML)
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "a.eml"):
        code, out, err = netjes(folder)
        assert (code, out) == (1, "")
        assert err.startswith("netjes: FOLDER: ")
        assert err.count("\n") == 1


def test_usage(netjes):
    code, out, _ = netjes("--help")
    assert code == 0
    assert "gold" in out
    assert netjes()[0] == 2
    assert netjes("--xml", ".")[0] == 2


def test_the_samples_of_the_demonstration_can_be_scored(netjes):
    code, out, _ = netjes(PACKAGE / "demo" / "mails", "--json")
    figures = json.loads(out)
    assert code == 0
    assert figures["mails"] == len(list(Path(PACKAGE / "demo" / "mails").glob("*.eml")))
    assert figures["kind"]["accuracy"]["share"] > 0.9
    assert 0 < figures["time"]["median_ms"] <= figures["time"]["p99_ms"]
