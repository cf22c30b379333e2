"""What was learnt from the corpus, and how it is used."""

import json
import math
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from addin_server.model import LANGUAGES, Address, Guess, Kind, Message
from addin_server.reading import concepts, features, kinds, learnt, read, source_of
from tests.corpus import frames, learn, learn_employers, learn_titles, rows

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Amsterdam")


def source(body, subject="", **more):
    return source_of(Message(id="x", subject=subject, body=body, **more))


# --- features


def test_words_are_folded_and_figures_are_one():
    it = source("Café om 14:30, kamer 3")
    assert features.words(it) == ["cafe", "om", "0", "0", "kamer", "0"]
    located = features.located(it)
    assert [word.text for word in located] == features.words(it)
    assert [it.body[word.start : word.end] for word in located][:3] == ["Café", "om", "14"]


def test_only_the_newest_part_is_looked_at():
    text = (
        "Prima, tot dan.\n\nOp ma 1 dec 2026 schreef Jan <jan@example.org>:\n> Kom je solliciteren?"
    )
    assert "solliciteren" not in features.words(source(text))


def test_no_more_words_than_the_bound():
    assert len(features.words(source("woord " * 5_000))) == features.WORDS


def test_pairs_and_the_subjects_own():
    plain = features.words(it := source("kom langs", "Tweede gesprek"))
    found = features.lexical(plain, features.spoken(it, plain, "nl"))
    assert {"kom", "langs", "kom langs", "s:tweede", "s:tweede gesprek", "gesprek"} <= found
    assert "langs tweede" not in found


def test_figures_are_small_numbers():
    it = source("Kan dat? Of niet?", "RE: plan", sender=Address(email="no-reply@x.example"))
    sums, weighed = {"job": 99.0}, dict.fromkeys(learnt.learnt().kinds, -50.0)
    spoken = features.spoken(it, features.words(it) * 50, "nl")
    found = features.figures(it, sums, weighed, 7, 4, spoken)
    assert found["reply"] == found["sends only"] == found["short"] == found["dated"] == 1.0
    assert found["questions"] == 1.0
    assert all(-2 <= value <= 2 for value in found.values())


# --- concepts


def test_a_word_a_beginning_and_a_pair():
    assert "coffee_lunch" in concepts.concepts("nl").of("koffie")
    assert concepts.concepts("nl").of("xylofoonkoffie") == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_concepts(lang):
    book = concepts.lexicon(lang, "concepts")["concepts"]
    assert list(book) == list(concepts.lexicon("nl", "concepts")["concepts"])
    for entries in book.values():
        assert entries
        for entry in entries:
            stem = entry.rpartition(" ")[2]
            assert not stem.endswith("~") or len(stem) > 4, entry
            assert len(entry.split()) <= 2, entry


def marked(words, lang="nl"):
    return concepts.marked(concepts.said(lang, words))


def test_said_early_and_often():
    found = marked(["koffie", *["woord"] * concepts.FIRST, "koffie", "koffie"])
    assert {"is coffee_lunch", "early coffee_lunch", "often coffee_lunch"} <= found
    late = marked([*["woord"] * concepts.FIRST, "koffie"])
    assert "is coffee_lunch" in late
    assert not {"early coffee_lunch", "often coffee_lunch"} & late


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("we nodigen je uit voor de functie", "post"),
        ("we nodigen je uit voor de studie", "apart"),
        ("we nodigen je uit voor een functie aan de studie", "both"),
        ("we nodigen je uit", "neither"),
    ],
)
def test_what_is_done_is_marked_with_what_it_is_about(text, which):
    found = marked(text.split())
    assert {which, f"invite {which}"} <= found
    assert ("invite about_study" in found) == ("studie" in text)
    assert ("invite about_post" in found) == ("functie" in text)


def test_a_topic_of_the_subject_counts_twice():
    body, subject = (concepts.said("en", [word]) for word in ("vacancy", "volunteer"))
    assert concepts.topics(body, subject) == {"about_post": 1, "about_volunteering": 2}
    assert concepts.spoken_of(concepts.topics(body, subject)) == ("both", -1)


# --- the model


def test_the_model_was_learnt_from_this_corpus():
    head = json.loads(learnt.FILE.read_bytes().split(b"\n", 1)[0])
    assert head["corpus"] == rows.fingerprint(learn.SETS), "run `make model`"


def test_nothing_that_measures_is_learnt_from():
    learnt_from = {*learn.SETS, *learn_employers.SETS, *learn_titles.TAUGHT}
    assert {"fresh", "plain", "odd"}.isdisjoint(learnt_from)


def test_the_same_corpus_gives_the_same_model(monkeypatch):
    monkeypatch.setattr(learn, "PASSES", 2)
    few = list(rows.of(("kinds",)))[:60]
    assert learn.model(few) == learn.model(few)


def test_it_learns_what_it_is_shown(monkeypatch, tmp_path):
    monkeypatch.setattr(learn, "PASSES", 8)
    shown = [{"kind": "offer", "subject": "", "body": "zonnebloem maan", "lang": "nl"}] * 20
    shown += [{"kind": "job_alert", "subject": "", "body": "regenboog ster", "lang": "nl"}] * 20
    (file := tmp_path / "model").write_bytes(learn.model(shown))
    model = learnt.opened(file)
    (row,) = model.words.of(["zonnebloem"])
    said = {kind: row[model.kinds.index(kind)] for kind in ("offer", "job_alert")}
    assert said["offer"] > "O" > said["job_alert"]


@pytest.mark.parametrize("ways", [1, learn.WAYS])
def test_a_kind_is_said_in_several_ways(ways, monkeypatch, tmp_path):
    """Either word alone says nothing; only together they do."""
    monkeypatch.setattr(learn, "PASSES", 30)
    monkeypatch.setattr(learn, "WAYS", ways)
    said = {
        "offer": ("zonnebloem en ook maan", "regenboog en ook ster"),
        "job_alert": ("zonnebloem en ook ster", "regenboog en ook maan"),
    }
    shown = [
        {"kind": kind, "subject": "", "body": body, "lang": "nl"}
        for kind, bodies in said.items()
        for body in bodies
    ]
    (file := tmp_path / "model").write_bytes(learn.model(shown * 20))
    model = learnt.opened(file)
    surely = []
    for row in shown:
        seen = learn.observed(row)
        shares = learnt.shares(seen.features, seen.figures, model)
        surely.append(shares[row["kind"]] > 0.8)
    assert all(surely) == (ways > 1)


def test_words_learn_to_do_without_the_concepts_they_stand_with(monkeypatch, tmp_path):
    monkeypatch.setattr(learn, "PASSES", 30)
    said = {
        "offer": "koffie bellen training zonnebloem maan wolk gras",
        "job_alert": "vergoeding spijt vragen regenboog ster mist klei",
    }
    shown = [
        {"kind": kind, "subject": "", "body": body, "lang": "nl"} for kind, body in said.items()
    ] * 20
    alone = {}
    for deaf in (0.0, learn.DEAF):
        monkeypatch.setattr(learn, "DEAF", deaf)
        (file := tmp_path / "model").write_bytes(learn.model(shown))
        words = ["zonnebloem", "maan", "wolk", "gras"]
        alone[deaf] = learnt.shares(words, {}, learnt.opened(file))["offer"]
    assert alone[learn.DEAF] > alone[0.0] + 0.05


def joined(each):
    return math.log(sum(map(math.exp, each)) / len(each))


def test_logits_are_the_sums_of_the_rows():
    model = learnt.learnt()
    some = ["invite", "we invite", "s:interview", "c:is invite", "sc:is offer_word"]
    assert len(model.words.of(some)) == len(some)
    share = model.step / learnt.FEWEST**0.5
    plain = {}
    for place, kind in enumerate(model.kinds):
        said = sum(ord(row[place]) - learnt.ZERO for row in model.words.of(some)) * share
        plain.setdefault(kind, []).append(said + 2 * model.figures["always"][place])
    got = learnt.logits([*some, "no such word at all"], {"always": 2.0, "no such": 1.0}, model)
    assert got == pytest.approx({kind: joined(each) for kind, each in plain.items()})


def test_nothing_said_is_nothing_weighed():
    assert set(learnt.logits([], {}, learnt.learnt()).values()) == {0.0}


def test_three_words_do_not_speak_with_full_voice():
    model = learnt.learnt()
    (row,) = model.words.of(["invite"])
    share = model.step / learnt.FEWEST**0.5
    said = {}
    for kind, weight in zip(model.kinds, row, strict=True):
        said.setdefault(kind, []).append((ord(weight) - learnt.ZERO) * share)
    assert learnt.logits(["invite"], {}, model) == pytest.approx(
        {kind: joined(each) for kind, each in said.items()}
    )


def test_each_feature_has_its_row():
    """Also one that is shorter than the beginning by which it is looked up."""
    with learnt.FILE.open(encoding="utf-8") as lines:
        cells = [cell for line in [*lines][1:] for cell in line.rstrip("\n").split("\t")]
    written = dict(zip(cells[::2], cells[1::2], strict=True))
    rows = learnt.opened(learnt.FILE).words
    assert min(map(len, written)) < learnt.BEGINNING
    assert [rows.of([feature]) for feature in written] == [[row] for row in written.values()]
    assert "we invite" in rows
    assert "no such word" not in rows


def test_rows_are_cut_out_when_asked_for():
    rows = learnt.Rows(["offer\tX\toffers\tY\n", "what was never cut up\n"])
    assert rows.of(["offers", "office", "train"]) == ["Y"]
    with pytest.raises(ValueError, match="zip"):
        rows.of(["whatever"])


# --- evidence


def test_without_a_phrase_the_telling_words_are_shown():
    words = features.located(source("Schikt het u donderdag om een uur of drie in de zaak"))
    found = list(learnt.telling(words, Kind.INTERVIEW_INVITATION, 3))
    assert 1 <= len(found) <= 3
    spans = sorted(found)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "body",
    [
        "Zin om donderdag om 15 uur eens te komen proefdraaien bij ons in de zaak? Groetjes, Lien",
        "Could you pop in on Thursday at 3 for a trial shift? Ask for Dave.",
    ],
)
def test_an_invitation_always_shows_what_it_rests_on(body):
    message = Message(id="x", subject="", body=body, received=NOW)
    found = read(message, NOW, ZONE)
    assert found.kind is Kind.INTERVIEW_INVITATION
    shown = [each for each in found.evidence if each.field == "kind"]
    assert shown
    assert all(body[each.start : each.end] == each.words for each in shown)


@pytest.mark.parametrize(
    ("kind", "confidence", "moments", "sure"),
    [
        (Kind.OFFER, 0.28, 0, False),
        (Kind.OFFER, 0.35, 0, True),
        (Kind.INTERVIEW_INVITATION, 0.54, 1, False),
        (Kind.INTERVIEW_INVITATION, 0.56, 1, True),
        (Kind.INTERVIEW_INVITATION, 0.64, 0, False),
        (Kind.INTERVIEW_INVITATION, 0.66, 0, True),
    ],
)
def test_an_invitation_must_be_clearer_and_more_so_without_a_moment(
    kind, confidence, moments, sure
):
    assert kinds.is_sure(Guess(kind=kind, confidence=confidence), moments) == sure


#: The plainest thing that can be said of each kind; nothing else is in the mail.
PLAINEST = [
    (
        "interview_invitation",
        "Hierbij nodigen wij u uit voor een sollicitatiegesprek op dinsdag om 10 uur.",
    ),
    ("interview_invitation", "Goed nieuws: je bent uitgenodigd voor een eerste gesprek!"),
    ("interview_invitation", "We are happy to invite you for an interview next week."),
    ("interview_invitation", "Your interview is scheduled. Please confirm your attendance."),
    ("interview_invitation", "Nous avons le plaisir de vous recevoir en entretien mardi à 10h."),
    ("interview_invitation", "Nous vous invitons à un entretien le 3 mars à 10h."),
    ("interview_invitation", "Hiermit laden wir Sie zum Vorstellungsgespräch ein."),
    ("interview_invitation", "Buche dein Bewerbungsgespräch hier: {link}"),
    ("rejection_received", "Helaas gaan we niet met je verder."),
    ("rejection_received", "Sorry, you were not selected for this role."),
    ("rejection_received", "Votre candidature n'a malheureusement pas été retenue."),
    ("rejection_received", "Leider müssen wir Ihnen absagen."),
    ("offer", "Gefeliciteerd, we willen je graag aannemen!"),
    ("offer", "Congratulations, we would like to offer you the job!"),
    ("offer", "Félicitations, vous êtes embauchée !"),
    ("offer", "Glückwunsch, wir möchten dich einstellen!"),
    ("application_ack", "We hebben je sollicitatie ontvangen."),
    ("application_ack", "We have received your application."),
    ("application_ack", "Votre candidature a bien été reçue."),
    ("application_ack", "Deine Bewerbung ist bei uns eingegangen."),
    ("application", "Graag solliciteer ik naar de functie van kok."),
    ("application", "I'd like to apply for the job of cook."),
    ("application", "Je souhaite postuler au poste de cuisinier."),
    ("application", "Ich bewerbe mich um die Stelle als Koch."),
    ("other", "We nodigen je uit voor de opening van onze tentoonstelling."),
    ("other", "Your appointment with the dentist is on Monday."),
    ("other", "Nous avons le plaisir de vous inviter à notre soirée portes ouvertes."),
    ("other", "Ich komme gerne zum Vorstellungsgespräch am Montag."),
]


@pytest.mark.parametrize(("kind", "body"), PLAINEST)
def test_the_plainest_mails_are_what_they_say(kind, body):
    row = {"id": "plain", "subject": None, "body": body, "received": None}
    assert read(*rows.mail(row)).kind == kind


@pytest.mark.parametrize("which", frames.SETS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_mails_of_ordinary_sentences_are_those_of_the_sentences(lang, which):
    """`python -m tests.corpus.frames` writes them anew."""
    lines = (rows.FOLDER / f"{which}.{lang}.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == list(frames.written(lang, which))
