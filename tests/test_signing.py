"""Who signs, in the shapes that strangers give to the end of a mail, and in the first words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server.answers import known_values
from addin_server.model import Evidence, Kind, Message, Reading
from addin_server.planning import Preferences
from addin_server.reading import kinds, reader
from tests.test_people import contact

RANKS = [
    ("de", "Kommen Sie um acht.\n\nMit Gruß\nOberfeldwebel Anke Thoma", "Anke Thoma"),
    ("de", "Kommen Sie um acht.\n\nGott befohlen\nPfr. Anke Thoma\nPfarramt Lumo", "Anke Thoma"),
    ("de", "Kommen Sie um acht.\n\nBürgermeisterin Anke Thoma\nGemeinde Lumo", "Anke Thoma"),
    ("de", "Kommen Sie um acht.\n\nViele Grüße\nMeister Jürgen", "Jürgen"),
    ("de", "Kommen Sie um acht.\n\nViele Grüße\nMeister", "Meister"),
    ("en", "Come at eight.\n\nYours\nCanon Ivy Stone", "Ivy Stone"),
    ("en", "Come at eight.\n\nRegards\nSgt I. Stone\nFlour Barracks", "I. Stone"),
    ("en", "Come at eight.\n\nRegards\nPastor", "Pastor"),
    ("fr", "Venez à huit heures.\n\nCordialement\nAdj. Luce Ferrand", "Luce Ferrand"),
    ("fr", "Venez à huit heures.\n\nPasteure Luce Ferrand\nParoisse du Lac", "Luce Ferrand"),
    ("nl", "Kom om acht uur.\n\nGroet\nkapitein H. Maan\nBrandweer Zon", "H. Maan"),
    ("nl", "Kom om acht uur.\n\nSchipper Hilde Maan\nRederij Zon", "Hilde Maan"),
    ("nl", "Kom om acht uur.\n\nGroet\nDeken", "Deken"),
    ("de", "Komm um acht.\n\nLiebe Grüße\nFamilie Thoma", "Familie Thoma"),
    ("de", "Komm um acht. Viele Grüße, Familie Thoma", "Familie Thoma"),
    ("nl", "Kom om acht uur.\n\nGroeten,\nFamilie Van der Maan", "Familie Van der Maan"),
    ("fr", "Venez à huit heures.\n\nFamille Ferrand", "Famille Ferrand"),
    ("nl", "Kom om acht uur.\n\nGroet\nXander Maan", "Xander Maan"),
    ("fr", "Venez à huit heures.\n\nXavier Ferrand\nRefuge du Lac", "Xavier Ferrand"),
    ("nl", "Kom om acht uur.\n\nGroetjes\nxx Hilde", "Hilde"),
]

IN_LINE = [
    ("de", "Zeugnisse und Lebenslauf hängen an. Ruth Lenz", "Ruth Lenz"),
    ("de", "Ich freue mich auf Antwort! Ruth Lenz, 23 Jahre", "Ruth Lenz"),
    ("de", "komm doch montag vorbei. lg ruth lenz", "ruth lenz"),
    ("de", "ihre mappe ist da, danke. schönen gruß, r. lenz", "r. lenz"),
    ("en", "Hope to hear from you. Ivy Stone, 19 years old", "Ivy Stone"),
    ("en", "come by on monday, cheers ivy stone", "ivy stone"),
    ("fr", "Merci de me répondre. Bien à vous, Luce Ferrand", "Luce Ferrand"),
    (
        "fr",
        "Venez jeudi à dix heures. Luce Ferrand, Refuge des Trois Chênes, pour le poste",
        "Luce Ferrand",
    ),
    ("fr", "Au plaisir de vous lire, avec mes salutations, Luce Ferrand", "Luce Ferrand"),
    ("nl", "Mag ik langskomen? Hilde Maan 17 jaar", "Hilde Maan"),
    ("nl", "In afwachting verblijf ik, met gevoelens van hoogachting, Hilde Maan", "Hilde Maan"),
    ("nl", "Doe je het? Groeten uit Zeist, Hilde van Camping De Zon", "Hilde"),
    ("fr", "Venez jeudi à dix heures ! Luce du Refuge Lumo", "Luce"),
    ("nl", "Past dinsdag? Hilde Maan, Praktijk Lumo. PS: hond in huis!", "Hilde Maan"),
    ("en", "Does Tuesday suit? Ivy Stone, Flour Room. PS: bring a coat", "Ivy Stone"),
]

OFFICES = [
    ("fr", "On en parle jeudi.\n\nLe garde champêtre, L. Ferrand\nCommune de Lumo", "L. Ferrand"),
    ("fr", "On en parle jeudi.\n\nLa Maire, Luce Ferrand\nVille de Lumo", "Luce Ferrand"),
    ("fr", "On en parle jeudi.\n\nCommune de Lumo\nLe secrétaire : Luce Ferrand", "Luce Ferrand"),
    ("fr", "On en parle jeudi.\n\nPour le comité : Luce Ferrand", "Luce Ferrand"),
    ("de", "Wir erwarten Sie.\n\nIm Namen des Vorstands: Ruth Lenz", "Ruth Lenz"),
    ("nl", "Wij verwachten u.\n\nNamens het bestuur: Hilde Maan", "Hilde Maan"),
    ("nl", "Wij verwachten u.\n\nDe secretaris, Hilde Maan\nGemeente Lumo", "Hilde Maan"),
    ("en", "We expect you.\n\nThe clerk, Ivy Stone\nLumo Parish Council", "Ivy Stone"),
    ("en", "We expect you.\n\nFor the trustees: Ivy Stone", "Ivy Stone"),
    ("en", "We expect you.\n\nThe Flour Room, Leeds", None),
]

NOBODY = [
    ("de", "Bis dann.\n\nKammerorchester Lumo"),
    ("de", "Bis dann. Kammerorchester Lumo, Intendanz"),
    ("de", "Bis dann.\n\nPersonalservice"),
    ("de", "Bis dann.\n\nMit Gruß\n..............\nAusbildungsleiter"),
    ("de", "Bis dann.\n\nStadtarchiv Lumo"),
    ("de", "Alles klar. Bis dahin: Abwarten und Tee trinken. Deine Crew von Lumo"),
    ("de", "Nehmen Sie teil? Ja – Vielleicht – Nein"),
    ("de", "Anbei die Unterlagen.\n\nGruß\nN. N."),
    ("en", "Come at eight. Many greetings, Lumo Dairies, post: Milker"),
    ("en", "Come at eight.\n\nSincerely,\n\nFirst Name Last Name"),
    ("en", "This confirms your test.\n\nDate/time: [date and time]\n\nThanks,\nTolvan Team"),
    ("en", "Come at eight. Thx"),
    ("en", "All is in order. Brgds, Crewing"),
    ("en", "Your call\n30 Minute Screening\nEastern European Time\nCancel or Reschedule"),
    ("fr", "Rendez-vous mardi. Quincaillerie Lumo"),
    ("fr", "Rendez-vous mardi.\n\nAssurément"),
    ("fr", "Rendez-vous mardi.\n\nSolidairement,\n[PRÉNOM]"),
    ("fr", "Apportez votre maillot.\n\nAir Lumo, PNC"),
    ("nl", "Tot dinsdag.\n\nBrandweerzone Lumo"),
    ("nl", "Tot dinsdag.\n\nVeiligheidsregio Lumo"),
    ("nl", "Tot dinsdag.\n\nmarktcommissie"),
]

CLOSED = [
    ("de", "Komm Montag.\n\nGruess\nRuth Lenz, Schreinerei Lumo", "Ruth Lenz"),
    ("de", "Komm Montag.\n\nBerg heil\nRuth\nLumo Reisen", "Ruth"),
    ("de", "Komm Montag.\n\nWaidmannsheil\nRuth Lenz", "Ruth Lenz"),
    ("de", "Komm Montag.\n\nHerzlich grüßt\nRuth Lenz\nGemeinde Lumo", "Ruth Lenz"),
    ("en", "Come on Monday.\n\nBlessings,\nIvy Stone (chair)", "Ivy Stone"),
    ("en", "Come on Monday. Blessings, Ivy Stone", "Ivy Stone"),
    ("en", "Come on Monday.\n\nPeace,\nIvy\nFlour Room", "Ivy"),
    ("fr", "Venez lundi.\n\nSolidairement,\nLuce\nLumo", "Luce"),
    ("fr", "Venez lundi. Namasté, Luce", "Luce"),
    ("fr", "Venez lundi. Bàt, Luce, Boucherie Lumo", "Luce"),
    ("fr", "Venez lundi.\n\nMusicalement,\nLuce Ferrand", "Luce Ferrand"),
    ("nl", "Kom maandag.\n\nMuzikaal gegroet,\nHilde Maan", "Hilde Maan"),
    ("nl", "Kom maandag.\n\nNamaste,\nHilde", "Hilde"),
    ("nl", "Kom maandag. Warme groet, Hilde", "Hilde"),
]

GRACED = [
    ("de", "Kommen Sie um acht. Mit den besten Wünschen für Ihr Haus, Ruth Lenz", "Ruth Lenz"),
    ("en", "Come at eight. With every good wish to you both, Mrs Stone", "Mrs Stone"),
    ("en", "Come at eight. My thanks for the patience you showed us, Ivy Stone.", "Ivy Stone"),
    ("fr", "Venez à huit heures, avec nos excuses pour le retard ; Luce Ferrand.", "Luce Ferrand"),
    ("fr", "Venez à huit heures. Encore merci et bonne fin de semaine, Luce", "Luce"),
    ("nl", "Kom om acht uur. Vooraf betuig ik u mijn dank, Hilde Maan", "Hilde Maan"),
    ("de", "Kommen Sie um acht. Danke schon jetzt für alles, Brötchen", None),
    ("en", "Come at eight to the house in the square, Mill Lane", None),
    ("nl", "Kom om acht uur naar het huis aan de markt, Hilde Maan.", None),
    ("en", "My thanks to all of you who came to see the oven in the square, Mill Lane", None),
]

NOTICED = [
    (
        "fr",
        "Venez lundi.\n\nLuce Ferrand\nGérante\nLumo\nRue du Lac 3\n5100 Lumo\n[gsm]\n\n"
        "Mail confidentiel.",
        "Luce Ferrand",
    ),
    (
        "nl",
        "Kom maandag.\n\nHilde Maan\nTeamleider\nLumo\n\nNiet voor u bedoeld? Gooi het dan weg.",
        "Hilde Maan",
    ),
    ("en", "Come on Monday.\n\nIvy Stone\n\nWhat we do is about bread and people.", "Ivy Stone"),
    ("en", "We looked at the oven with\nIvy Stone\n\nIs it for you?", None),
]

OPENS = [
    ("de", "Klaus hier. Kannst im Mai anfangen, 18 Euro. Sag Bescheid.", "Klaus"),
    ("de", "Hallo Can, Ruth hier vom Café Lumo. Komm doch Montag vorbei!", "Ruth"),
    ("de", "Hallo Can, hier Ruth vom Café Lumo. Komm doch Montag vorbei!", "Ruth"),
    ("en", "Hiya Kim, Ivy here from the bakery. Can you pop in on Monday?", "Ivy"),
    ("en", "Hey Kim. Ivy from Flour Room Brewing. Cool letter. Come by wed", "Ivy"),
    ("en", "Hi Kim!\n\nIvy with Flour Staffing. I've got a contract for you. Text STOP", "Ivy"),
    ("en", "Ivy Stone here, we got your letter. Come by on wed ok?", "Ivy Stone"),
    ("fr", "Bonjour Kim, Luce d'Intérim Lumo, j'ai un client à Liège. Rappelle moi", "Luce"),
    ("fr", "Bonjour, ici Luce de la boulangerie Lumo. Venez jeudi à dix heures svp", "Luce"),
    ("nl", "Hilde hier van het kantoor, je had gesolliciteerd. Morgen 14u ja?", "Hilde"),
    ("nl", "Hoi! Hilde hier van de winkel, ik bel je vanavond om 19.00", "Hilde"),
    ("nl", "dag Kim, Hilde hier vd Hoeve Lumo, de oven is stuk. Overmorgen?", "Hilde"),
    ("nl", "Dag Kim, Hilde van Rusthuis Lumo. Kan u morgen om 7u15?", "Hilde"),
    ("nl", "Hoi, met Hilde vh tuincentrum. Kom zaterdag om 9 binnenlopen", "Hilde"),
    ("nl", "Goedemiddag Kim, met Hilde Maan van Autobedrijf Maan. Kom maar buurten", "Hilde Maan"),
    ("nl", "Hallo, u spreekt met Hilde van uitzendbureau Lumo. Ik bel over uw brief", "Hilde"),
    ("en", "Hi Kim, Thanks from the whole team. Come on Monday at ten", None),
    ("en", "Greetings from Flour Room. Come on Monday at ten", None),
    ("en", "Hi Kim, Monday at the office works. Come at ten", None),
    ("fr", "Bonjour, Merci de la part de Lumo. Venez lundi", None),
    ("de", "Hallo Can, Grüße aus Bremen. Komm am Montag um zehn", None),
    ("nl", "Dag Kim, Nieuws van Bakkerij Lumo. Kom maandag langs", None),
    ("nl", "Dag Kim, Woensdag van de week past. Kom om tien uur", None),
]

LABELS = [
    ("en", "Your test is tomorrow.\n\nLocation: attached\nContact Person : Shreya", "Shreya"),
    ("en", "Where: Room 3\nInterviewer: Ivy\nBring: your papers", "Ivy"),
    ("nl", "dag | donderdag\nbegeleiding | Hilde Maan, teamleider\nTot dan.\n", "Hilde Maan"),
    ("nl", "Datum: donderdag\nContactpersoon: Hilde\nTot dan.\n", "Hilde"),
    ("de", "Termin: Donnerstag\nAnsprechpartnerin: Ruth\nBis dann.\n", "Ruth"),
    ("de", "Termin: Donnerstag\nAnsprechpartner: Personalabteilung\nBis dann.\n", None),
    ("de", "Termin: Donnerstag\nKontakt: Empfang\nBis dann.\n", None),
    ("fr", "Date : jeudi\nInterlocutrice : Luce\nÀ jeudi.\n", "Luce"),
    ("en", "Where: Room 3\nContact: Reception\nBring: your papers", None),
]

KINDS = [Kind.INTERVIEW_INVITATION, Kind.APPLICATION]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("lang", "body", "name"), [*RANKS, *IN_LINE, *OFFICES, *CLOSED, *GRACED, *NOTICED, *OPENS]
)
def test_who_signs(lang, body, name, kind):
    assert contact(body, lang, kind=kind) == name


@pytest.mark.parametrize(
    ("sender", "email", "name"),
    [
        ("Glasreiniging Zon", "post@ramen.example", "Hilde Maan"),
        ("Kim Zon", "kim.zon@lumo.example", "Kim Zon"),
    ],
)
def test_only_a_display_name_that_the_address_bears_out_keeps_others_from_signing(
    sender, email, name
):
    assert contact("Kom om acht uur. Hilde Maan", "nl", sender, email) == name


@pytest.mark.parametrize(("lang", "body", "name"), LABELS)
def test_whom_a_label_names(lang, body, name):
    assert contact(body, lang) == name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("lang", "body"), NOBODY)
def test_what_signs_without_being_a_person(lang, body, kind):
    assert contact(body, lang, kind=kind) is None


@pytest.mark.parametrize(("sure", "name"), [(0.89, "Ivy Stone"), (0.91, None)])
def test_a_mail_is_private_only_when_that_is_sure(monkeypatch, sure, name):
    judge = kinds.judge

    def judged(*args):
        said = judge(*args)._replace(kind=Kind.OTHER, confidence=sure)
        return said._replace(about_job=False, business=False)

    monkeypatch.setattr(kinds, "judge", judged)
    mail = Message(subject="Hello", body="Dear Kim,\n\nSee you on Monday.\n\nBest,\nIvy Stone")
    read = reader.read(mail, datetime(2026, 1, 5, tzinfo=UTC), ZoneInfo("Europe/Brussels"))
    assert read.contact_name == name


@pytest.mark.parametrize(
    ("name", "words", "greeted"),
    [
        ("Ruth Lenz", "Frau Dr. Ruth  Lenz", "Frau Dr. Ruth Lenz"),
        ("Ruth Lenz", "Herr Ruth Lenz", "Herr Ruth Lenz"),
        ("Ruth Lenz", "Oberfeldwebel Ruth Lenz", "Ruth Lenz"),
        ("Frau Lenz", "Frau Lenz", "Frau Lenz"),
        ("Ruth Lenz", "", "Ruth Lenz"),
    ],
)
def test_a_letter_greets_with_the_title_that_the_mail_gives(name, words, greeted):
    said = Evidence(field="contact_name", part="body", start=0, end=len(words), words=words)
    reading = Reading(
        kind=Kind.INTERVIEW_INVITATION, lang="de", contact_name=name, evidence=(said,)
    )
    assert known_values(reading, Preferences())["contact_name"] == greeted
