"""What a candidate brings, in their own words: offered where it helps, else nothing."""

import re
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server import hints
from addin_server.model import LANGUAGES, Kind, Message, Reading
from addin_server.reading import grammar
from addin_server.reading.index import fold
from addin_server.resources import lexicon


def found(body, lang="nl", kind=Kind.APPLICATION, **message):
    return hints.find(Message(body=body, **message), Reading(kind=kind, lang=lang))


LETTERS = {
    "nl": (
        "Geachte mevrouw De Wit,\n\nMet veel interesse las ik uw vacature voor bakker. Ik sta al "
        "elf jaar in een ambachtelijke bakkerij, de laatste drie als meesterknecht. Vorig najaar "
        "halveerde ik de broodverspilling door later te bakken. Mijn cv vindt u in de bijlage. "
        "Graag kom ik een ochtend meedraaien.\n\nMet vriendelijke groet,\nSanne Mulder",
        (
            "Ik sta al elf jaar in een ambachtelijke bakkerij, de laatste drie als meesterknecht",
            "Vorig najaar halveerde ik de broodverspilling door later te bakken",
        ),
    ),
    "en": (
        "Dear Mr Ashby,\n\nI would like to apply for the post of gardener. I have worked in the "
        "grounds of a hospice for seven years, and I look forward to something larger. In 2024 I "
        "rebuilt the walled garden with nine volunteers! My CV is attached.\n\nKind regards,\nIvy",
        (
            "In 2024 I rebuilt the walled garden with nine volunteers",
            "I have worked in the grounds of a hospice for seven years",
        ),
    ),
    "fr": (
        "Madame,\n\nJe vous adresse ma candidature au poste de régisseuse. Depuis huit ans, "
        "j'encadre une équipe de six techniciens dans un théâtre municipal. Par ailleurs, j'ai "
        "négocié le renouvellement de tout le parc de projecteurs. Vous trouverez mon CV "
        "ci-joint.\n\nCordialement,\nMaud Perrin",
        (
            "Depuis huit ans, j'encadre une équipe de six techniciens dans un théâtre municipal",
            "j'ai négocié le renouvellement de tout le parc de projecteurs",
        ),
    ),
    "de": (
        "Sehr geehrte Frau Albers,\n\nhiermit bewerbe ich mich als Buchbinderin. Ich leite seit "
        "vier Jahren eine Werkstatt mit drei Auszubildenden. Meine Gesellenprüfung habe ich 2018 "
        "mit Auszeichnung bestanden, und ich freue mich auf neue Papiere. Die Unterlagen liegen "
        "bei.\n\nMit freundlichen Grüßen\nRike Holm",
        (
            "Meine Gesellenprüfung habe ich 2018 mit Auszeichnung bestanden",
            "Ich leite seit vier Jahren eine Werkstatt mit drei Auszubildenden",
        ),
    ),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_they_did_and_learnt_in_their_own_words(lang):
    letter, phrases = LETTERS[lang]
    assert set(found(letter, lang)) == set(phrases)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_read_in_html_too(lang):
    letter, phrases = LETTERS[lang]
    paragraphs = "".join(f"<p>{each}</p>" for each in letter.split("\n\n"))
    hidden = '<p style="display:none">Ik heb tien jaar ervaring als goochelaar.</p>'
    assert set(found("", lang, html=hidden + paragraphs)) == set(phrases)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.APPLICATION])
def test_only_in_an_application(kind):
    letter, phrases = LETTERS["nl"]
    assert phrases
    assert found(letter, "nl", kind) == ()


@pytest.mark.parametrize("lang", [None, "es", "en-GB"])
def test_only_in_a_language_it_knows(lang):
    assert found(LETTERS["en"][0], lang) == ()


def test_at_most_three_the_most_telling_first():
    body = (
        "Ik werk bij een drukker in Gent. Ik heb een diploma grafische technieken behaald. "
        "Ik spreek vloeiend Frans en ken Engels. De afgelopen 9 jaar leidde ik een team van 4 "
        "drukkers. Ik organiseerde de verhuizing van de persen."
    )
    phrases = found(body)
    assert len(phrases) == hints.MOST
    assert phrases[0] == "De afgelopen 9 jaar leidde ik een team van 4 drukkers"


@pytest.mark.parametrize(
    ("lang", "kept", "passed_over"),
    [
        ("nl", "Ik heb zes jaar ervaring als kok.", "Ik ben 54 en heb zes jaar ervaring als kok."),
        ("nl", "Ik werk als kok in Gent.", "Mijn man en ik werken als kok in Gent."),
        ("nl", "Ik werk als kok in Gent.", "Telt mijn zes jaar ervaring als kok?"),
        ("nl", "Ik werk als kok in Gent.", "Ik werk als kok in [plaats]."),
        ("nl", "Ik werk als kok in Gent.", "Ik werk als kok, zie www.kok.example/ik."),
        ("nl", "Ik werk als kok in Gent.", "Ik zou graag als kok werken in Gent."),
        ("nl", "Ik werk als kok in Gent.", "Ik wil u als kok versterken in Gent."),
        ("nl", "Ik heb zes jaar ervaring.", "Zij heeft zes jaar ervaring als kok."),
        ("nl", "Ik werk als kok in Gent.", "Ik ben kok."),
        ("nl", "Ik werk als kok in Gent.", "Ik ken de koks in Gent."),
        ("en", "I have ten years of experience.", "I am 44 with ten years of experience."),
        ("en", "I have ten years of experience.", "I'm forty-four with ten years of experience."),
        ("en", "I have ten years of experience.", "I believe ten years of experience helps."),
        ("en", "I worked as a nurse in Leeds.", "I worked as a nurse until my pregnancy."),
        ("en", "I worked as a nurse in Leeds.", "I worked as a nurse, like your sister."),
        ("fr", "J'ai 15 ans d'expérience en salle.", "J'ai 52 ans et j'ai travaillé en salle."),
        ("fr", "J'ai travaillé chez un fleuriste.", "J'ai travaillé avant mon congé maternité."),
        ("fr", "J'ai travaillé chez un fleuriste.", "J'ai travaillé dans votre boutique hier."),
        ("de", "Ich arbeite als Koch in Trier.", "Ich bin 58 und arbeite als Koch in Trier."),
        ("de", "Ich arbeite als Koch in Trier.", "Ich arbeite als Koch, wie Sie es suchen."),
        ("de", "Ich arbeite als Koch in Trier.", "Ich bewerbe mich und arbeite als Koch."),
    ],
)
def test_what_an_employer_should_not_repeat_is_passed_over(lang, kept, passed_over):
    assert found(kept, lang) == (kept.rstrip("."),)
    assert passed_over.rstrip(".") not in found(passed_over, lang)


@pytest.mark.parametrize(
    "body",
    [
        "Ik ben Joost, 17 jaar.",
        "I'm a welder, 51",
        "Ich bin gelernter Schlosser, verheiratet",
        "Née à Tunis, j'ai exercé comme sage-femme",
    ],
)
def test_age_and_family_never_go_along(body):
    for lang in LANGUAGES:
        said = " ".join(found(body + ".", lang))
        assert not re.search(r"17|51|verheiratet|Tunis", said)


def test_of_a_long_sentence_a_part_that_can_stand_alone():
    body = (
        "Na een opleiding in Leuven en enkele omzwervingen in het buitenland kwam ik in Brugge "
        "terecht, ik leid daar een ploeg van tien gidsen, en elk voorjaar schrijven we samen een "
        "nieuwe wandeling uit voor de scholen in de streek."
    )
    assert found(body) == ("ik leid daar een ploeg van tien gidsen",)


def test_a_part_does_not_stop_before_what_hangs_on_it():
    body = (
        "I have worked for nine years with a bakery that supplies forty shops, hotels and "
        "canteens, and I look forward to hearing what you think of all this."
    )
    assert found(body, "en") == (
        "I have worked for nine years with a bakery that supplies forty shops, hotels and canteens",
    )
    too_long = (
        "I have worked for nine years with a bakery, which supplies bread and rolls and cakes to "
        "forty shops in the valley and to the hotels all through the year."
    )
    assert found(too_long, "en") == ()
    broken_off = (
        "I have worked as a baker and, in all those nights with the old oven and the radio on low "
        "and the cat asleep on the warm bricks, learnt patience."
    )
    assert found(broken_off, "en") == ()
    quoted = 'Ik heb zes jaar gewerkt op de "Zeemeeuw" als kok, u mag bellen.'
    assert found(quoted) == ()


def test_a_part_of_a_sentence_needs_its_speaker():
    body = "Dans le cadre de ma licence professionnelle, je dois faire un stage."
    assert found(body, "fr") == ()


def test_what_never_ends_is_no_sentence():
    clause = "ik heb zes jaar ervaring, "
    assert found(clause * 10) != ()
    assert found(clause * 40) == ()


def test_a_greeting_on_the_same_line_is_left_out():
    assert found("Hoi Ilse, ik heb vier jaar in een hotel gewerkt.") == (
        "ik heb vier jaar in een hotel gewerkt",
    )
    assert found("Hallo Ilse\nIk heb vier jaar in een hotel gewerkt.") == (
        "Ik heb vier jaar in een hotel gewerkt",
    )


def test_items_of_a_list_need_no_first_person():
    body = (
        "Wat ik meebreng:\n- zes jaar ervaring als kapper\n- een hond\n"
        "1. diploma kapper behaald in 2019"
    )
    assert set(found(body)) == {"zes jaar ervaring als kapper", "diploma kapper behaald in 2019"}


def test_wrapped_lines_are_one_sentence():
    body = (
        "Ik heb de voorbije zeven jaar als boekhouder gewerkt bij een\n"
        "groothandel in bloemen, en daarvoor als kassier."
    )
    assert found(body) == (
        "Ik heb de voorbije zeven jaar als boekhouder gewerkt bij een groothandel in bloemen, "
        "en daarvoor als kassier",
    )


def test_shortened_words_end_no_sentence():
    body = "Ik heb ca. 6 jaar ervaring als kok bij o.a. een ziekenhuis."
    assert found(body) == (body.rstrip("."),)


def test_neither_the_signature_nor_the_history():
    body = (
        "Dag,\n\nHierbij mijn cv.\n\nMet vriendelijke groet,\nJan\n"
        "Ik heb zes jaar ervaring als kok\n\n"
        "Van: An Bos\nVerzonden: maandag 23 november 2026 9:00\nAan: Jan\nOnderwerp: Functie\n\n"
        "Ik heb zeven jaar ervaring als bakker."
    )
    assert found(body) == ()


def test_what_was_cut_off_is_not_offered():
    filler = "Het regent hier veel en vaak. " * 300
    at_the_end = filler[: hints._READ - 30] + "Ik heb zes jaar ervaring als kok in Gent"
    assert found(at_the_end) == ()
    assert found("Ik heb zes jaar ervaring als kok in Gent. " + filler) == (
        "Ik heb zes jaar ervaring als kok in Gent",
    )


PIECES = [
    "ik", "mijn", "heb", "zes jaar ervaring", "als kok", "en", ",", ".", "\n", "(", ")", '"', "u",
    "leidde", "een ploeg", "diploma behaald", "- ", "17 jaar", ", 44,", ":", ";", "die",
    "sinds 2019",
    "[naam]", "?", "Beste Jan", "vloeiend", "mijn dochter", "cv",
]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_always_exact_words_of_the_mail_and_of_one_person(body):
    phrases = found(body)
    assert len(phrases) <= hints.MOST
    assert len(set(phrases)) == len(phrases)
    folded = " ".join(body.split())
    for phrase in phrases:
        assert phrase in folded
        words = [word for word in phrase.split() if any(map(str.isalnum, word))]
        assert hints.FEWEST_WORDS <= len(words) <= hints.MOST_WORDS
        assert not set(words) & {"u", "cv", "dochter", "[naam]"}
        assert '"' not in phrase
        assert phrase.count("(") == phrase.count(")")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_no_text_is_too_odd(body, lang):
    for phrase in found(body, lang):
        assert phrase in " ".join(body.split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "piece",
    ["ik leid\n", "I have years of experience, ", "j'ai dirigé ", '" ich leite ', ". ", "1-"],
)
def test_hostile_mails_cost_little(lang, piece):
    found("warm", lang)
    start = perf_counter()
    found(piece * 20_000, lang)
    found("", lang, html=f"<p>{piece * 40_000}</p>")
    assert perf_counter() - start < 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lexicons_are_well_written(lang):
    book, model = lexicon(lang, "hints"), lexicon("nl", "hints")
    assert book["bring"].keys() == model["bring"].keys()
    assert book["words"].keys() == model["words"].keys()
    phrases = [p for table in book["bring"].values() for each in table.values() for p in each]
    for phrase in (*phrases, *book["unfit"]["phrases"]):
        assert re.compile(grammar.pattern(fold(phrase)))
