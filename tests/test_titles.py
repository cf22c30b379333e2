"""Job titles in mail that nobody tuned for: what they hold, and what only stands beside them."""

import json
from itertools import permutations

import pytest

from addin_server.model import Kind
from addin_server.reading import sign_weights, titles
from addin_server.reading.index import Text
from addin_server.reading.source import Found
from addin_server.reading.title_beside import beside
from addin_server.reading.title_cued import introduced
from addin_server.reading.title_cues import cues
from addin_server.reading.title_lines import alone
from addin_server.reading.title_nouns import Nouns
from addin_server.reading.title_sightings import placed, sighted
from addin_server.reading.title_words import KNOWN, LIKE, phrased, words
from tests.corpus import learn_titles, rows
from tests.sources import source_of

INVITATION, OFFER, OUTREACH = (
    Kind.INTERVIEW_INVITATION,
    Kind.OFFER,
    Kind.RECRUITER_OUTREACH,
)


def title(body, lang, kind=INVITATION, subject=""):
    found = titles.find(source_of(body, subject), lang, kind)
    if found is None:
        return None
    assert (subject if found.part == "subject" else body)[found.start : found.end] == found.words
    return found.value


WHOLE = [
    # behind the noun
    ("nl", "Komt u praten over de functie van docent Spaans?", "docent Spaans"),
    ("nl", "De functie van docent Spaans is vrij.", "docent Spaans"),
    ("en", "Your application for the Graduate Logistics Programme is in.",
     "Graduate Logistics Programme"),
    ("en", "You applied for the post of Supervisor of Weighbridges in May.",
     "Supervisor of Weighbridges"),
    ("de", "Ihre Bewerbung als Head of Rope Design liegt hier.", "Head of Rope Design"),
    ("en", "We enjoyed your form for the post of Tutor in Basketry.", "Tutor in Basketry"),
    ("fr", "Le poste de préposée aux prêts est libre.", "préposée aux prêts"),
    ("fr", "Le poste d'agent spécialisé des jardins communaux est libre.",
     "agent spécialisé des jardins communaux"),
    ("en", "Thank you for applying for the position of Packer (Night Shift).",
     "Packer (Night Shift)"),
    ("nl", "Komt u praten over de functie van chef de partie?", "chef de partie"),
    ("en", "Your application for the post of chef de rang is in.", "chef de rang"),
    ("de", "Ihre Bewerbung als Chef de Rang liegt hier.", "Chef de Rang"),
    ("fr", "Le poste de tisserande auquel vous pensez est libre.", "tisserande"),
    ("fr", "Le poste de tisserande me plaît.", "tisserande"),
    ("fr", "Le poste de tisserande vient d'être pourvu.", "tisserande"),
    # before the noun
    ("en", "We refer to the post of Grade 3 Weigher at Rona.", "Grade 3 Weigher"),
    ("en", "Wet fish packer\n\nHello Ann, come on Monday, and bring gloves.", "Wet fish packer"),
    ("en", "You applied for the position of Naval Test Engineer.", "Naval Test Engineer"),
    ("de", "Ihre Bewerbung um die Position der stellvertretenden Küchenleitung ist da.",
     "stellvertretenden Küchenleitung"),
    ("de", "Ihre Bewerbung als dipl. Orthoptist ist da.", "dipl. Orthoptist"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "body", "expected"), WHOLE)
def test_all_that_belongs_to_the_title(lang, body, expected):
    assert title(body, lang) == expected


NO_MORE = [
    ("de", "Ihre Bewerbung als Glaser (Standort Husum) liegt hier.", "Glaser"),
    ("fr", "Le poste de carreleur m'attire beaucoup.", "carreleur"),
    ("fr", "Le poste de cariste aux conditions dites me va.", "cariste"),
    ("fr", "Le poste de directrice de l'école de Mons est libre.", "directrice"),
    ("nl", "Dat is voor deze chemisch analist echt een eis.", "chemisch analist"),
    ("de", "Wir sprechen über die Stelle Falkner im Wildpark.", "Falkner"),
    ("de", "Es geht um die Position der zuständigen Köchin.", "Köchin"),
]


@pytest.mark.parametrize(("lang", "body", "expected"), NO_MORE)
def test_where_the_title_ends(lang, body, expected):
    assert title(body, lang) == expected


@pytest.mark.parametrize(
    ("lang", "subject", "expected"),
    [
        ("de", "Nachwuchsverfahren Revierförster", "Revierförster"),
        ("de", "Lehrstelle Steinmetz", "Steinmetz"),
        ("de", "Lehrstelle", None),
        ("nl", "Sollicitatieprocedure havenloods", None),
        ("nl", "Sollicitatieprocedure molenbouwer", "molenbouwer"),
        ("en", "Chat (Ferry Steward)", "Ferry Steward"),
    ],
)
def test_what_opens_a_subject_is_no_part_of_it(lang, subject, expected):
    assert title("...", lang, subject=subject) == expected


SOUGHT = [
    ("nl", "Voor een klant zoeken wij nog deze maand een havenmeester.", "havenmeester"),
    ("en", "We do have room for a glassblower.", "glassblower"),
    ("fr", "Je cherche pour mes deux clients un luthier.", "luthier"),
    ("de", "Ich such für die Werkstatt im Hof eine Polsterin.", "Polsterin"),
    # several
    ("fr", "On recrute au printemps un berger.", "berger"),
    ("en", "The yard is looking for some riveters and shipwrights.", None),
    ("fr", "On recrute des commerciaux.", "commerciaux"),
    ("fr", "On recrute 3 couvreurs.", "couvreurs"),
    ("de", "Wir suchen Lehrkräfte.", "Lehrkräfte"),
    # a post by what it is about
    ("en", "We would like to talk about the Peat Robotics role.", "Peat Robotics"),
    ("en", "We would like to talk about the new role.", None),
    ("en", "We would like to talk about the Peat role.", None),
    # seen in passing, or what the reader has been
    ("nl", "De conducteur van uw trein helpt u graag.", None),
    ("nl", "Uw ervaring als schipper viel ons op. Wij zoeken een bootsman.", "bootsman"),
    ("en", "Your experience as a diver stood out. We are looking for a rigger.", "rigger"),
    ("nl", "De gangen zijn vol timmerlieden en schilders.", None),
]


@pytest.mark.parametrize(("lang", "body", "expected"), SOUGHT)
def test_somebody_is_looked_for(lang, body, expected):
    assert title(body, lang, OUTREACH) == expected


@pytest.mark.parametrize(
    ("lang", "body", "kind", "expected"),
    [
        ("en", "Our yard is hiring some shipwrights.", OUTREACH, "shipwrights"),
        ("nl", "We praten graag over de Peat Robotics functie.", OUTREACH, "Peat Robotics"),
    ],
)
def test_what_may_be_a_title_is_weighed_though_little_speaks_for_it(lang, body, kind, expected):
    ways = titles.candidates(source_of(body), words(lang), kind)
    assert expected in [each.found.value for each in next(ways)]


@pytest.mark.parametrize(
    ("lang", "body", "kind", "expected"),
    [
        ("en", "Requisition 512 (Bog Restoration Foreman) is closed.\n\nWe are sorry about that.",
         Kind.REJECTION_RECEIVED, "Bog Restoration Foreman"),
        ("en", "You will see Ann Poe (Sluice Foreman) there.\n\nSee you on Monday at the lock.",
         INVITATION, None),
        ("en", "As said on the phone: Lock Foreman, 30k, from May.\n\nTell me what you think.",
         OFFER, "Lock Foreman"),
        ("en", "As said on the phone: Lock Foreman, 30k, from May.\n\nTell me what you think.",
         INVITATION, "Lock Foreman"),
    ],
)  # fmt: skip
def test_a_title_that_stands_alone(lang, body, kind, expected):
    assert title(body, lang, kind) == expected


UNKNOWN = [
    ("nl", "U solliciteerde naar de functie van wadgeleidster.", "wadgeleidster"),
    ("nl", "Wij zoeken een klepelaar voor onze toren.", "klepelaar"),
    ("en", "Thank you for your application for the position of peat warper.", "peat warper"),
    ("en", "You applied for Lighthouse Quartermistress at Rona.", "Lighthouse Quartermistress"),
    ("fr", "Votre candidature au poste de tourbisseuse est retenue.", "tourbisseuse"),
    ("de", "Ihre Bewerbung als Deichbegeherin liegt uns vor.", "Deichbegeherin"),
    ("de", "Sie haben sich um das Amt des Glaziologen beworben.", "Glaziologen"),
    # nothing that is like a noun for who does a job
    ("en", "The position is vacant from May.", None),
    ("en", "There will be a short role play.", None),
    ("fr", "Le poste est pourvu.", None),
    ("de", "Die Stelle ist zwischenzeitlich intern besetzt.", None),
    ("en", "You will meet our hiring manager first.", None),
    ("en", "You will hear from our Hiring Manager [Manager Name].", None),
]


@pytest.mark.parametrize(("lang", "body", "expected"), UNKNOWN)
def test_a_noun_that_is_not_known_is_told_by_its_ending_and_what_stands_before_it(
    lang, body, expected
):
    assert title(body, lang) == expected


JOINED = [
    ("fr", "Le poste de peintre ou peintresse en lettres est libre.",
     "peintre ou peintresse en lettres"),
    ("en", "You were shortlisted for the position of Clerk - Weights Control.",
     "Clerk - Weights Control"),
    ("en", "You were shortlisted for the position of Clerk - we liked it.", "Clerk"),
    ("de", "Ihre Bewerbung als Zeichner CAD / Holzbau liegt hier.", "Zeichner CAD / Holzbau"),
    ("de", "Ihre Bewerbung als Gärtner:in für Heilkräuter liegt hier.",
     "Gärtner:in für Heilkräuter"),
    ("nl", "We hebben het gesprek voor de rol van Dock Owner gepland.", "Dock Owner"),
    ("nl", "De job van regisseur lokaal sociaal wonen lijkt me iets.",
     "regisseur lokaal sociaal wonen"),
    ("en", "You applied for Call Desk Supervisor at Rona.", "Call Desk Supervisor"),
    ("de", "Ihre Anzeige „Glaser – Bleiverglasung“ gefiel mir.", "Glaser – Bleiverglasung"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "body", "expected"), JOINED)
def test_a_title_of_several_pieces(lang, body, expected):
    assert title(body, lang) == expected


SAID_OF_THE_POST = [
    ("de", "Ihre Bewerbung als Glaser (m/w/d) liegt hier.", "Glaser"),
    ("de", "Ihre Bewerbung als Glaser (80 – 100 %) liegt hier.", "Glaser"),
    ("de", "Ihre Anzeige „Glaserin (w/m/d) 80-100 %“ gefiel mir.", "Glaserin"),
    ("de", "Ihre Anzeige „Glaserin, 20 Wochenstunden“ gefiel mir.", "Glaserin"),
    ("de", "Ihre Bewerbung als Küster (m/w/d) Dorfkirche liegt hier.", "Küster (m/w/d) Dorfkirche"),
    ("nl", "De functie van molenaar (m/v/x) is vrij.", "molenaar"),
    ("nl", "De functie van molenaar (m/v) is vrij.", "molenaar"),
    ("nl", "Functie: molenaar (24-32 uur)\n\nDag An, kom maar eens langs.", "molenaar"),
    ("fr", "Le poste « Vannier (H/F) » est libre.", "Vannier"),
    ("fr", "Le poste « Vannier H/F » est libre.", "Vannier"),
    ("en", "Thank you for applying for the position of Miller (f/m/x).", "Miller"),
    ("en", 'You applied for "Night Packer (Ref. WP-17)" in May.', "Night Packer"),
    ("en", 'You applied for "Night Packer (all genders)" in May.', "Night Packer"),
    ("en", 'You applied for "Night Packer, Level 3" in May.', "Night Packer, Level 3"),
]


@pytest.mark.parametrize(("lang", "body", "expected"), SAID_OF_THE_POST)
def test_a_title_does_not_end_in_who_may_hold_it_how_long_or_its_number(lang, body, expected):
    assert title(body, lang) == expected


OWN = [
    ("nl", "Ik ben een ervaren klokkenmaker. Hebt u werk?", None),
    ("en", "I'm a bell founder with four years of practice. Is there any work?", None),
    ("fr", "Je suis un vannier de métier. Avez-vous du travail ?", None),
    ("de", "Ich bin gelernter Glaser. Haben Sie Bedarf?", None),
    ("en", "I'm a bell founder. I apply for the position of bell tuner.", "bell tuner"),
    ("en", "I was a packer. I apply for the position of packer again.", "packer"),
]


@pytest.mark.parametrize(("lang", "body", "expected"), OWN)
def test_what_the_writer_is_is_no_post(lang, body, expected):
    assert title(body, lang, Kind.APPLICATION) == expected


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("nl", "U kunt ons altijd bellen in plaats van een brief te sturen."),
        ("en", "We are glad about the bridge of reeds."),
        ("en", "Please apply for future opportunities on our site."),
        ("en", "The grant went to somebody else, as another founder asked for less."),
        (
            "de",
            "Gerne möchten wir mit Ihnen über die ausgeschriebene Position {{STELLE}} sprechen.",
        ),
        ("de", "Obwohl wir aktuell keine passende Position haben, danken wir."),
        ("en", "We would like to talk about the Leeds role."),
    ],
)
def test_no_title_where_nothing_says_who_does_the_job(lang, body):
    assert title(body, lang) is None


LABELLED = [
    ("nl", "Vacature\tMedewerker kweek waterplanten\nWanneer\tdinsdag",
     "Medewerker kweek waterplanten"),
    ("en", "Post\tMilking Nurse Band 6\nVenue\tthe dairy", "Milking Nurse Band 6"),
    ("en", "Position: Rope Handler – Ferries\nPay: 20k", "Rope Handler – Ferries"),
    ("nl", "Functie: molenaar die van wind houdt", "molenaar"),
    ("en", "You applied for Ropeman Grade 2 in May.", "Ropeman Grade 2"),
    ("en", "You applied for Ropeman Grade 2026 in May.", "Ropeman"),
    ("de", "Ihre Bewerbung als Lehrer Dänisch als Fremdsprache ist da.",
     "Lehrer Dänisch als Fremdsprache"),
    ("de", "Ihre Bewerbung als Lehrer Dänisch als Erster ist da.", "Lehrer Dänisch"),
    ("nl", "De procedure voor het traineeship Wind & Water is begonnen.",
     "traineeship Wind & Water"),
    ("nl", "Wij zoeken een Rope & Sail professional.", "Rope & Sail professional"),
    ("nl", "Mijn sollicitatie voor medewerker molenservice bij Zaan.", "medewerker molenservice"),
    ("fr", "Le poste de chef de rang en interne est libre.", "chef de rang"),
    ("de", "Wir bieten Ihnen den Posten der Küsterin an.", "Küsterin"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "body", "expected"), LABELLED)
def test_titles_are_not_cut(lang, body, expected):
    assert title(body, lang) == expected


def test_a_line_that_a_program_broke_ends_no_title():
    line = "Wij zoeken voor onze scheepswerf Noorderlicht een gedreven"
    assert title(f"{line}\nscheepstimmerman voor vast.", "nl", OUTREACH) == "scheepstimmerman"
    line = "We were glad to read your papers for the position of Harbour"
    assert title(f"{line}\nRope Supervisor. Thank you.", "en") == "Harbour Rope Supervisor"
    assert title("You applied for Harbour\nRope Supervisor. Thank you.", "en") != (
        "Harbour Rope Supervisor"
    )


def place(body, lang="en"):
    return placed(Text(body), (0, len(body)), "body", words(lang), INVITATION)


def test_a_small_word_that_nothing_is_known_of_is_not_looked_at_behind_a_weak_cue():
    assert list(introduced(place("All is well. We heard about the bridge, dear editor."))) == []
    assert list(introduced(place("All is well. We heard about the Bridge Works, dear editor.")))


def test_a_line_that_goes_on_from_the_one_before_is_not_one_of_its_own():
    line = "We were glad to hear that you know what is asked of our Sales"
    assert list(alone(place(f"{line}\nprofessional. So be it."))) == []
    assert list(alone(place("Sales\nprofessional. So be it.")))


def test_nouns_are_found_within_so_many_words_of_a_place():
    text = Text("a plumber, and then a baker is gone")
    nouns = Nouns(text, words("en"))
    ends, baker = len("a plumber"), text.index("baker")
    assert nouns.behind(ends, 4)
    assert not nouns.behind(ends, 3)
    assert not nouns.behind(baker + 1, 8)
    assert nouns.before(baker, 4)
    assert not nouns.before(baker, 3)
    assert not nouns.before(2, 8)
    assert nouns.roles(0, len(text)) == nouns.likely(0, len(text)) == [2, baker]
    assert nouns.roles(3, baker) == []


def test_a_cue_is_the_longest_phrase_and_stands_in_one_sentence():
    text = Text("De functie. Van alles; de functie van kok.")
    found = [(text[cue.start : cue.end], cue.sorts) for cue in cues(text, 0, len(text), "nl")]
    assert ("functie van", frozenset({"sure"})) in found
    assert [words for words, _ in found] == ["functie", "functie van"]


def test_the_learner_hides_words_from_the_lexicon():
    known = words("nl")
    assert known.grade("hovenier") == KNOWN
    hidden = learn_titles.hiding(known, "hovenier")
    assert hidden.grade("hovenier") == LIKE
    assert hidden.grade("planner") == KNOWN


def test_the_weights_were_learnt_from_this_corpus():
    head = json.loads(sign_weights.TITLES.read_text("utf-8"))
    assert head["corpus"] == rows.fingerprint(learn_titles.TAUGHT), "run `make model`"


def test_the_words_beside_a_title_are_signs_of_it():
    text = Text("Wir suchen\nMaurer\nab 3. Mai, als Hilfe")
    assert [*beside(text, (11, 17), len(text), "de")] == ["de<suchen|", "de>|ab", "de~urer"]
    assert [*beside(text, (18, 20), len(text), "de")] == ["de<maurer|", "de>0", "de~ab"]
    assert [*beside(text, (11, 17), 17, "de")] == ["de<suchen|", "de~urer"]
    assert [*beside(text, (0, 3), len(text), "de")] == ["de>suchen", "de~wir"]


def test_what_is_found_has_the_signs_of_the_words_beside_it():
    found = next(titles.candidates(source_of("Wir suchen eine Polsterin."), words("de"), OUTREACH))
    assert {"de<eine", "de~erin", "de:weak:known"} <= found[0].signs


def test_signs_add_up_and_those_that_nobody_knows_count_for_nothing():
    assert sign_weights.score(["a", "b", "?"], {"a": 1.5, "b": -0.5}) == 1.0


def test_signs_add_up_to_the_same_in_any_order():
    weights = {"a": 0.1, "b": 0.2, "c": -0.3}
    assert len({sign_weights.score(signs, weights) for signs in permutations(weights)}) == 1


def test_what_makes_the_true_answer_likelier_is_learnt(monkeypatch):
    monkeypatch.setattr(learn_titles, "FEWEST", 1)
    right = titles.Candidate(Found(words="kok", part="body", start=0, end=3, value="kok"), {"x"})
    wrong = titles.Candidate(Found(words="bos", part="body", start=4, end=7, value="bos"), {"y"})
    case = learn_titles.Case("mails", "kok", [[right, wrong]], [[right, wrong]])
    weights = learn_titles.learn([case])
    assert weights["x"] > 0 > weights["y"]
    assert learn_titles.told([[right, wrong], [right, wrong]], weights) == "kok"


def test_a_german_noun_is_known_in_other_cases():
    assert words("de").grade("archivars") == KNOWN


def test_a_cue_with_a_colon_is_a_label():
    assert {"label"} == {sort for sort, phrase in phrased("en") if phrase == "position:"}


def test_the_fields_of_a_template_are_no_titles():
    text = Text("our Lock Foreman] here")
    here = placed(text, (0, len(text)), "body", words("en"), INVITATION)
    assert list(sighted(here, 4, 16, KNOWN, ["sure"])) == []
    assert len(list(sighted(here, 4, 8, KNOWN, ["sure"]))) == 1
