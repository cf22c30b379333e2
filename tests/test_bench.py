"""The benchmark measures what it says: mails that are read, moments that are counted rightly."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from addin_server.evaluation.scores import Counts
from addin_server.mailbox import mime
from addin_server.model import Kind
from benchmarks import dates, evidence, mails, ours
from benchmarks.timing import Times, row, side_by_side, timed, times

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
RECEIVED = datetime(2026, 11, 23, 9, tzinfo=AMSTERDAM)
TEN = datetime(2026, 12, 1, 10, tzinfo=AMSTERDAM)


@pytest.mark.parametrize("shape", mails.SHAPES)
@pytest.mark.parametrize("size", mails.SIZES)
@pytest.mark.parametrize("lang", mails.LANGUAGES)
def test_a_mail_has_its_size_and_is_read_whole(lang, size, shape):
    data = mails.mail(lang, size, shape)
    assert size * 0.9 < len(data) < size * 1.1
    assert mime.parse(data).warnings == ()
    found = ours.read(data)
    assert (found.kind, found.lang) == (Kind.INTERVIEW_INVITATION, lang)
    assert len(found.moments) == 2


def test_a_suggestion_is_three_letters_in_the_language_of_the_mail(catalogue):
    written = ours.suggest(mails.mail("en", 5_000, "long"), catalogue)
    assert len({letter.html for letter in written}) == ours.LETTERS
    assert all("Dear" in letter.text for letter in written)


def sentence(*starts):
    gold = [{"words": "x", "start": start and start.isoformat(), "end": None} for start in starts]
    return {
        "text": "x",
        "lang": "nl",
        "received": RECEIVED.isoformat(),
        "timezone": AMSTERDAM.key,
        "gold": gold,
    }


@pytest.mark.parametrize(
    ("gold", "said", "counts"),
    [
        ([TEN], [TEN.astimezone(UTC)], Counts(1, 0, 0)),
        ([TEN], [TEN + timedelta(seconds=59)], Counts(1, 0, 0)),
        ([TEN], [TEN + timedelta(seconds=60)], Counts(0, 1, 1)),
        ([TEN, None], [TEN, TEN], Counts(1, 1, 0)),
        ([], [], Counts()),
    ],
)
def test_a_moment_is_right_to_the_minute(gold, said, counts):
    assert dates.scored([sentence(*gold)], lambda *_: said) == counts


def test_what_the_peer_finds_without_an_hour_is_not_held_against_it():
    naive = TEN.replace(tzinfo=None)
    found = [naive, naive.replace(hour=0), RECEIVED.replace(day=30, tzinfo=None), TEN]
    find = dates.with_search(lambda *_: [("x", moment) for moment in found])
    assert find("x", "nl", RECEIVED.astimezone(UTC), AMSTERDAM) == [TEN, TEN]


def test_our_finder_counts_from_the_arrival_in_its_zone():
    found = dates.ours("Past morgen om 10 uur?", "nl", RECEIVED, AMSTERDAM)
    assert found == [RECEIVED + timedelta(days=1, hours=1)]


def test_sentences_are_read_or_absent(tmp_path):
    assert dates.sentences("nl", tmp_path) == []
    (tmp_path / "dates.nl.jsonl").write_text(json.dumps(sentence(TEN)) + "\n\n")
    assert dates.sentences("nl", tmp_path) == [sentence(TEN)]


def test_times():
    assert times([3.0, 1.0, 2.0]) == Times(2.0, 3.0)
    calls = []
    timed(lambda: calls.append(1), 3)
    assert calls == [1] * 4, "the first does not count"
    calls.clear()
    side_by_side(lambda: calls.append("a"), lambda: calls.append("b"), rounds=2, often=2)
    assert "".join(calls) == "ab" + "aab" * 2


def test_a_line_of_a_table():
    assert row("name", 12.345, 1.2, 3, "x").split() == ["name", "12", "1.20", "3", "x"]


def test_figures_take_their_place_in_the_page(tmp_path):
    page = tmp_path / "evidence.md"
    evidence.write("speed", "Speed", ["10 \\1 ms"], page)
    page.write_text(page.read_text() + "\nWritten by hand.\n")
    evidence.write("load", "Load", ["5"], page)
    evidence.write("speed", "Speed", ["20 ms"], page)
    text = page.read_text()
    assert text.startswith("# Evidence\n\n<!-- speed -->\n## Speed\n\n```text\n20 ms\n```\n")
    assert "10 " not in text
    assert "Written by hand." in text
    assert text.endswith("<!-- load -->\n## Load\n\n```text\n5\n```\n<!-- /load -->\n")
