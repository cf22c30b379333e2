"""What is written like a name is found, whatever is said around it; and so are its surroundings."""

import pytest

from addin_server.model import Kind
from addin_server.reading import employers, organisations
from addin_server.reading.organisation_context import addressed, around
from addin_server.reading.organisation_looks import spelt
from addin_server.reading.organisation_runs import runs
from addin_server.reading.organisation_signs import Asked, Others, completed, ruled, written

from .sources import source_of

INVITATION = Kind.INTERVIEW_INVITATION


def found(body, subject="", taken=()):
    return {each.value for each in runs(source_of(body, subject), taken)}


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Kinderhuis Pimpernel", "Ik hoorde dat Kinderhuis Pimpernel iemand zoekt"),
        ("Corners & Co. Housing", "I wish to work with Corners & Co. Housing, as advertised"),
        ("Ambasáid Éireann", "Sie erhalten Post, Ambasáid Éireann informiert Sie"),
        ("Radio Broye", "l'entretien prévu chez nous, à Radio Broye, est annulé"),
        ("PixelKraal", "so this is how we do it at PixelKraal every day"),
        ("theShelf", "the shop that theShelf once had"),
        ("Zeevaart, LLC", "call Zeevaart, LLC when ready"),
        ("Raad voor de Zeevaart", "De Raad voor de Zeevaart heeft je gemarkeerd"),
        ("Zeevaart BV", "namens Zeevaart BV, hartelijk dank"),
        ("Holtkamp", "we met at Holtkamp's last week"),  # somebody's house
        ("Holtkamp's", "nothing open at Holtkamp's just now"),  # that is its name
        ("Avenir Rural", "au service d'Avenir Rural depuis"),
        # A noun for a house in small letters belongs to it.
        ("drukkerij Bosman", "u spreekt met Kim van drukkerij Bosman"),
        ("ministère de la Brume", "ouvert par le ministère de la Brume au titre de"),
        # In small letters, if no word of ours.
        ("bitloop", "je tijd gisteren bij bitloop was fijn"),
        ("snehaq care", "your interview at snehaq care stands cancelled"),
        # No sentence goes on behind its end.
        ("Zandvliet", "Kom naar Zandvliet. Morgen Vroeg zien we je"),
    ],
)
def test_what_is_written_like_a_name_is_found(name, body):
    assert name in found(body)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Company", "your interview with [Company] is on"),
        ("Zeevaart", "your interview with {Zeevaart} is on"),
        ("Maandag", "We zien je Maandag graag"),
        ("gesprek", "na het gesprek bij gesprek"),  # a word of our mails
        ("Zandvliet. Morgen", "Kom naar Zandvliet. Morgen zien we je"),
        ("mairie / Carignac", "devant la mairie / Carignac compte sept écoles"),
        ("ville. Carignac", "dans la ville. Carignac compte sept écoles"),
    ],
)
def test_what_is_no_name_is_not(name, body):
    assert name not in found(body)


def test_names_are_looked_for_in_the_subject_but_not_in_the_history():
    mail = source_of("Dank u.\nOp 1 mei schreef Pixelkraal:", "Uw brief aan Zeevaart")
    mail = mail._replace(newest=(0, 7), signature=(7, 7), quoted=(8, len(mail.body)))
    assert [(each.part, each.value) for each in runs(mail, ())] == [
        ("subject", "Zeevaart"),
        ("body", "Dank"),
    ]


def test_a_name_that_the_rules_found_is_not_found_again():
    assert "Radio Broye" not in found("à Radio Broye, est annulé", taken={"Radio Broye"})


def test_a_mail_of_names_alone_is_bounded():
    assert len(found(" , ".join(f"Huis{n}x Poort{n}y" for n in range(900)))) <= 120


def test_in_a_mail_of_the_same_names_only_the_first_places_are_looked_at():
    assert len([*runs(source_of("Zyxq, " * 3_000), ())]) == 2_000


def test_a_long_run_gives_few_names():
    letters = "abcdefghi"
    names = found(" ".join(f"Huis{letter}x" for letter in letters))
    assert "Huisax Huisbx" in names
    assert "Huiscx Huisdx Huisex Huisfx Huisgx Huishx Huisix" in names
    assert not [name for name in names if name.startswith(("Huisdx", "Huisex"))]
    assert not [name for name in names if name.endswith(("Huisdx", "Huisex"))]


@pytest.mark.parametrize(
    ("sign", "body", "name"),
    [
        ("<bei", "Ihr Termin bei Acme passt", "Acme"),
        ("<termin bei", "Ihr Termin bei Acme passt", "Acme"),
        ("<bei", "Ihr Termin (bei: Acme passt", "Acme"),
        (">passt", "Ihr Termin bei Acme passt", "Acme"),
        ("bei<>passt", "Ihr Termin bei Acme passt", "Acme"),
        ("interview_invitation<bei", "Ihr Termin bei Acme passt", "Acme"),
        ("<|", "Danke,\nAcme", "Acme"),
        (">|", "Danke,\nAcme\nHaus 3", "Acme"),
        ("capital before", "bei Haus Acme passt", "Acme"),
        ("capital behind", "bei Acme Werke passt", "Acme"),
        ("capital soon", "bei Acme und Werke passt", "Acme"),
    ],
)
def test_the_words_around_a_name_are_signs(sign, body, name):
    at = body.index(name)
    said = {*around(source_of(body), ("body", at, at + len(name)), INVITATION)}
    assert sign in said
    plain = "x Acme x"
    assert sign not in {*around(source_of(plain), ("body", 2, 6), Kind.OFFER)}


def test_what_is_joined_to_a_name_is_no_word_before_it():
    said = {*around(source_of("bei Haus/Acme"), ("body", 9, 13), INVITATION)}
    assert "capital before" not in said


def test_in_a_subject_they_are_signs_of_their_own():
    said = {*around(source_of("", "Termin bei Acme am Montag"), ("subject", 11, 15), INVITATION)}
    assert {"subject<bei", "subject>am"} <= said


@pytest.mark.parametrize(
    ("sign", "value"),
    [
        ("first:stadtwerke", "Stadtwerke Rüti"),
        ("first:-erke", "Stadtwerke Rüti"),
        ("last:ruti", "Stadtwerke Rüti"),
        ("last:-bank", "Noord Zeebank"),
        ("has head", "Stichting Noord"),
        ("has department", "Personalabteilung Acme"),
        ("has day", "Acme Montag"),
    ],
)
def test_its_own_words_are_signs(sign, value):
    assert sign in {*spelt(value)}
    assert sign not in {*spelt("Qwx Zyv")}


@pytest.mark.parametrize(
    ("sign", "given"),
    [
        ("in domain", {"sender_email": "rh@lepanier-frais.example"}),
        ("in sender", {"sender_name": "Le Panier Frais RH"}),
        ("in recipient", {"recipient_email": "job@lepanierfrais.example"}),
    ],
)
def test_addresses_that_say_it_are_signs(sign, given):
    assert {*addressed(source_of("", **given), "Panier Frais")} == {sign}
    assert not {*addressed(source_of("", **given), "Pan")}


def told(mail, by_rules, likely):
    found = employers.told(mail, employers.Weights(by_rules, likely))
    return found and found.value


def asked(body, title="", kind=INVITATION, **given):
    mail = source_of(body, **given)
    return Asked(mail, "nl", kind, organisations.survey(mail, "nl", kind), Others(title=title))


def test_who_the_rules_name_is_not_weighed_against_all_others():
    mail = asked("Graag maken we kennis bij Linde Metaal BV. Kom langs in Pimpernel.")
    names = ruled(mail)
    assert [name.found.value for name in names] == ["Linde Metaal BV"]
    assert "Pimpernel" in {name.found.value for name in written(mail, names)}
    likely = {"first:pimpernel": 9.0}
    assert told(mail, {"ruled": 0.1}, likely) == "Linde Metaal BV"
    assert told(mail, {"ruled": -0.1}, likely) == "Pimpernel"
    assert told(mail, {"ruled": -0.1}, {}) is None


@pytest.mark.parametrize("sign", ["first:linde", "<bij", "in domain", "ruled"])
def test_a_name_that_the_rules_left_has_all_signs_beside_the_others(sign):
    mail = asked("Graag maken we kennis bij Linde Metaal.", sender_email="info@lindemetaal.example")
    assert told(mail, {}, {sign: 1.0}) == "Linde Metaal"


@pytest.mark.parametrize("sign", ["run", "first:pimpernel", "in domain", "again", "words:1"])
def test_a_name_that_no_rule_found_has_all_signs(sign):
    mail = asked("Pimpernel! Ja, Pimpernel is leuk.", sender_email="info@pimpernel.example")
    mail = mail._replace(seen=mail.seen._replace(findings=[], board=[]))
    mail = mail._replace(seen=mail.seen._replace(ruled=organisations.Organisations()))
    assert told(mail, {}, {sign: 1.0}) == "Pimpernel"


def test_a_name_that_holds_one_of_the_rules_is_seen_so():
    mail = asked("Graag maken we kennis bij Linde Metaal. Tot ziens in Bar Linde Metaal Oost")
    names = ruled(mail)
    more = [completed(mail, name, names) for name in written(mail, names)]
    assert "holds" in next(n.signs for n in more if n.found.value == "Linde Metaal Oost")


def test_a_mail_that_is_about_no_post_says_so_of_each_name():
    mail = asked("Pimpernel is leuk, maar uw hypotheek is op.", kind=Kind.OTHER)
    assert told(mail, {}, {"elsewhere": 1.0}) == "Pimpernel"
    assert told(asked("Pimpernel is leuk."), {}, {"elsewhere": 1.0}) is None


def test_of_many_others_only_the_likeliest_are_looked_at_closely():
    mail = asked("In Abel, Bram, Carl en Dirk is het druk.", title="Dirk")
    near = {"first:abel": 1.0, "first:bram": 1.0, "title": 9.0}
    assert told(mail, {}, near) in ("Abel", "Bram")
    assert told(mail, {}, near | {"first:dirk": 1.5}) == "Dirk"
