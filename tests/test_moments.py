"""Dates and times in four languages, and until when to answer."""

from datetime import datetime
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.reading import cues, deadline_words, moments
from addin_server.reading.moment_grammar import options
from addin_server.reading.moment_words import scan
from addin_server.reading.source import Source
from addin_server.resources import lexicon

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)


def mail(body, subject=""):
    end = len(body)
    return Source(
        subject=subject, body=body, newest=(0, end), signature=(end, end), quoted=(end, end)
    )


def read(lang, body, received=MONDAY, zone=AMSTERDAM, subject=""):
    """Each moment as `2026-12-01 14:00`, with `-15:00` when it ends, or its words."""
    return [shown(f.moment, zone) for f in moments.find(mail(body, subject), lang, received, zone)]


def shown(moment, zone):
    if moment.start is None:
        return moment.words
    start = f"{moment.start.astimezone(zone):%Y-%m-%d %H:%M}"
    return f"{start}-{moment.end.astimezone(zone):%H:%M}" if moment.end else start


DUTCH = """
Kom je dinsdag 1 december om 14.00 uur langs? | 2026-12-01 14:00
Het gesprek is op dinsdag 1 december 2026 om 14:00 uur. | 2026-12-01 14:00
Schikt ma 30/11 tussen 10u en 12u? | 2026-11-30 10:00-12:00
Lukt het op 30/11 om 9u30? | 2026-11-30 09:30
We zien je graag overmorgen om half drie. | 2026-11-25 14:30
Kun je morgen om kwart voor drie? | 2026-11-24 14:45
Kun je morgen om kwart over elf? | 2026-11-24 11:15
Kun je morgen om elf uur? | 2026-11-24 11:00
Kun je morgen om drie uur? | 2026-11-24 15:00
Kun je morgen om 3 uur? | 2026-11-24 15:00
Kun je vandaag om 16u? | 2026-11-23 16:00
Past volgende week woensdag om 11 uur? | 2026-12-02 11:00
Past woensdag volgende week om 11 uur? | 2026-12-02 11:00
Past aanstaande donderdag om 13.30 uur? | 2026-11-26 13:30
Past komende vrijdag om 10:15? | 2026-11-27 10:15
Past donderdag 3 december 's ochtends om 9 uur? | 2026-12-03 09:00
Past donderdagmiddag om 2 uur? | 2026-11-26 14:00
Past vrijdagochtend om 10 uur? | 2026-11-27 10:00
Dinsdag 1 december: 9u, 11u of 14u. | 2026-12-01 09:00 ; 2026-12-01 11:00 ; 2026-12-01 14:00
Kies uit dinsdag 1 of woensdag 2 december om 10 uur. | 2026-12-01 10:00 ; 2026-12-02 10:00
Kan het om 14u op dinsdag? | 2026-11-24 14:00
Datum: 1-12-2026\\nTijd: 14:00 - 15:00 | 2026-12-01 14:00-15:00
Datum: dinsdag 1 december\\nTijdstip: 14:00 uur | 2026-12-01 14:00
- 1 december, 10.00 uur\\n- 2 december, 11.30 uur | 2026-12-01 10:00 ; 2026-12-02 11:30
We plannen 01-12-2026 om 08:30 in. | 2026-12-01 08:30
We plannen 1/12/26 om 8u30 in. | 2026-12-01 08:30
Het gesprek is 2026-12-01 14:00. | 2026-12-01 14:00
Je gesprek is op 14 jan. om 13u. | 2027-01-14 13:00
Je gesprek is op 2 mrt 2027 om 13u. | 2027-03-02 13:00
Ben je vrij op wo 2 dec om 12u? | 2026-12-02 12:00
Van 13.00 tot 14.30 uur op 4 december? | 2026-12-04 13:00-14:30
Op 4 december van 13 tot 14 uur? | 2026-12-04 13:00-14:00
Op 4 december, 10-12 uur? | 2026-12-04 10:00-12:00
Op 4 december om 14u00? | 2026-12-04 14:00
Je bent ingepland voor volgende week dinsdag. | volgende week dinsdag
Kun je op donderdag? | donderdag
Kun je op donderdag 3 december? | donderdag 3 december
Laat ons uiterlijk vrijdag weten of dinsdag 1 december om 10 uur past. | 2026-12-01 10:00
Het gesprek duurt 1 uur en is op 1 december om 10u (1 uur). | 2026-12-01 10:00
Bel ons op 020 123 45 67, maandag t/m vrijdag van 9 tot 17 uur. |
Ons kantoor is open van maandag tot en met vrijdag van 9 tot 17 uur. |
Bedankt voor je sollicitatie van 12 november. |
De startdatum is 1 januari 2027. |
Gent, 20 november 2026\\n\\nBeste Jo,\\nwe bellen je. |
Laat het ons voor vrijdag weten. |
Het duurt ongeveer 2 uur op dinsdag. | dinsdag
Zie https://acme.example/2026-12-01 voor meer. |
We zijn er 24/7 voor je. |
Past dinsdag 1 december om 10 uur? Dan zien we je 1 december om 10u. | 2026-12-01 10:00
"""

ENGLISH = """
Could you come on Tuesday 1 December at 2 pm? | 2026-12-01 14:00
Could you come on Tuesday, December 1st at 2:00 PM? | 2026-12-01 14:00
Could you come on the 1st of December at 2:30pm? | 2026-12-01 14:30
Could you come on December 1, 2026 at 14:00? | 2026-12-01 14:00
Are you free tomorrow at 10? | 2026-11-24 10:00
Are you free the day after tomorrow at 11 am? | 2026-11-25 11:00
Are you free today at 4 p.m.? | 2026-11-23 16:00
Are you free next Tuesday at half past two? | 2026-11-24 14:30
Are you free on Tuesday next week at 9am? | 2026-12-01 09:00
Are you free this Friday at noon? | 2026-11-27 12:00
Are you free on Friday at quarter to three? | 2026-11-27 14:45
Are you free on Friday at a quarter past ten? | 2026-11-27 10:15
Are you free on Friday at three o'clock? | 2026-11-27 15:00
Are you free on Friday at 3 in the afternoon? | 2026-11-27 15:00
Are you free on Friday morning at 9? | 2026-11-27 09:00
Are you free on Friday, 9:30 AM? | 2026-11-27 09:30
Are you free on Friday between 2 and 4 pm? | 2026-11-27 14:00-16:00
Are you free on Friday from 11 am to 1 pm? | 2026-11-27 11:00-13:00
Are you free on Friday, 11-1 pm? | 2026-11-27 11:00-13:00
Are you free on Friday from 14:00 to 15:30? | 2026-11-27 14:00-15:30
We can offer Tuesday at 2 PM or Wednesday at 10 AM. | 2026-11-24 14:00 ; 2026-11-25 10:00
We can offer 10 am on Tuesday, or 2 pm on Thursday. | 2026-11-24 10:00 ; 2026-11-26 14:00
Friday 4 December: 9 am, 11 am or 3 pm. | 2026-12-04 09:00 ; 2026-12-04 11:00 ; 2026-12-04 15:00
We can offer Dec 4 at 10 AM | 2 PM. | 2026-12-04 10:00 ; 2026-12-04 14:00
We can offer Tuesday 1 or Wednesday 2 December at 10 am. | 2026-12-01 10:00 ; 2026-12-02 10:00
Date: December 4, 2026\\nTime: 10:00 AM | 2026-12-04 10:00
Date: Friday 4 December\\nStart time: 10:00 | 2026-12-04 10:00
- Mon 30 Nov, 10:00\\n- Tue 1 Dec, 11:00 | 2026-11-30 10:00 ; 2026-12-01 11:00
The interview is on 04/12/2026 at 3pm. | 2026-12-04 15:00
The interview is on 4 Dec 2026, 15:00. | 2026-12-04 15:00
The interview is on 2026-12-04T15:00. | 2026-12-04 15:00
The interview is on Jan 14 at 1 pm. | 2027-01-14 13:00
The interview is on 12/31/2026 at 1 pm. | 2026-12-31 13:00
The interview is on Friday the 4th at 12 pm. | 2026-12-04 12:00
The interview is on 4 December at 12:15 am. | 2026-12-04 00:15
Would Thursday suit you? | Thursday
Would Thursday 3 December suit you? | Thursday 3 December
Reply by Friday whether Tuesday 1 December at 10 am suits you. | 2026-12-01 10:00
It takes 1 h and starts on 1 December at 10 am (1 h). | 2026-12-01 10:00
Our office is open Monday to Friday from 9 am to 5 pm. |
Thank you for your application of 12 November. |
The start date is 1 January 2027. |
Propose a time [e.g. Monday at 10 am]. |
Call +44 20 7946 0958 any time, 24/7. |
"""

FRENCH = """
Êtes-vous libre le mardi 1er décembre à 14h30 ? | 2026-12-01 14:30
Êtes-vous libre le mardi 1er décembre 2026 à 14 h 30 ? | 2026-12-01 14:30
Êtes-vous libre mardi 1 décembre à 14h ? | 2026-12-01 14:00
Êtes-vous libre le 1er décembre à 14:30 ? | 2026-12-01 14:30
Êtes-vous libre le 01/12/2026 à 9h ? | 2026-12-01 09:00
Êtes-vous libre le 1/12 à 9h15 ? | 2026-12-01 09:15
Êtes-vous libre le 1.12.2026 à 9h15 ? | 2026-12-01 09:15
Êtes-vous libre demain à 10h ? | 2026-11-24 10:00
Êtes-vous libre après-demain à 10 heures ? | 2026-11-25 10:00
Êtes-vous libre aujourd'hui à 16h ? | 2026-11-23 16:00
Êtes-vous libre aujourd’hui à 16h ? | 2026-11-23 16:00
Êtes-vous libre jeudi à midi ? | 2026-11-26 12:00
Êtes-vous libre jeudi prochain à 15h ? | 2026-11-26 15:00
Êtes-vous libre ce jeudi à 15h ? | 2026-11-26 15:00
Êtes-vous libre mardi de la semaine prochaine à 11h ? | 2026-12-01 11:00
Êtes-vous libre la semaine prochaine, mardi à 11h ? | 2026-12-01 11:00
Êtes-vous libre vendredi à trois heures ? | 2026-11-27 15:00
Êtes-vous libre vendredi à 3 heures de l'après-midi ? | 2026-11-27 15:00
Êtes-vous libre vendredi à 9 heures du matin ? | 2026-11-27 09:00
Êtes-vous libre vendredi matin à 9h ? | 2026-11-27 09:00
Êtes-vous libre vendredi entre 14h et 16h ? | 2026-11-27 14:00-16:00
Êtes-vous libre vendredi de 14h à 15h30 ? | 2026-11-27 14:00-15:30
Êtes-vous libre vendredi 27 novembre, 14h-15h ? | 2026-11-27 14:00-15:00
Êtes-vous libre vendredi à partir de 14h ? | 2026-11-27 14:00
Nous proposons mardi à 10h ou jeudi à 14h. | 2026-11-24 10:00 ; 2026-11-26 14:00
Nous proposons à 10h le mardi 1er décembre. | 2026-12-01 10:00
Le 3 décembre : 9h, 11h ou 14h. | 2026-12-03 09:00 ; 2026-12-03 11:00 ; 2026-12-03 14:00
Nous proposons mardi 1er ou mercredi 2 décembre à 10h. | 2026-12-01 10:00 ; 2026-12-02 10:00
Date : 1er décembre 2026\\nHeure : 14h00 | 2026-12-01 14:00
Date : mardi 1er décembre\\nHoraire : 14h - 15h | 2026-12-01 14:00-15:00
- lundi 30 novembre à 10h\\n- mardi 1er décembre à 11h | 2026-11-30 10:00 ; 2026-12-01 11:00
L'entretien a lieu le 14 janv. à 13h. | 2027-01-14 13:00
L'entretien a lieu le 14 janvier à 13h. | 2027-01-14 13:00
L'entretien a lieu le 5 août 2027 à 8h30. | 2027-08-05 08:30
L'entretien a lieu le 2026-12-03 à 08:30. | 2026-12-03 08:30
L'entretien a lieu le 3 déc. à 8h. | 2026-12-03 08:00
Le jeudi 3 décembre vous convient-il ? | jeudi 3 décembre
Jeudi vous convient-il ? | Jeudi
Répondez avant vendredi si mardi 1er décembre à 10h vous convient. | 2026-12-01 10:00
Nos bureaux sont ouverts du lundi au vendredi de 9h à 17h. |
Nous avons lu votre candidature du 12 novembre. |
Lyon, le 20 novembre 2026\\n\\nBonjour Jo,\\nà bientôt. |
L'entretien dure environ 1 heure. |
"""

GERMAN = """
Passt Ihnen Dienstag, der 1. Dezember um 14 Uhr? | 2026-12-01 14:00
Passt Ihnen Dienstag, den 1. Dezember 2026, um 14:00 Uhr? | 2026-12-01 14:00
Passt Ihnen der 1. Dezember, 14.30 Uhr? | 2026-12-01 14:30
Passt Ihnen der 01.12.2026 um 14:30 Uhr? | 2026-12-01 14:30
Passt Ihnen der 1.12. um 9 Uhr? | 2026-12-01 09:00
Passt Ihnen Di, 1.12., 9:15 Uhr? | 2026-12-01 09:15
Passt Ihnen Di. 01.12.26, 9 Uhr? | 2026-12-01 09:00
Passt Ihnen morgen um 10 Uhr? | 2026-11-24 10:00
Passt Ihnen übermorgen um 10 Uhr? | 2026-11-25 10:00
Passt Ihnen heute um 16 Uhr? | 2026-11-23 16:00
Passt Ihnen Donnerstag um halb drei? | 2026-11-26 14:30
Passt Ihnen Donnerstag um Viertel vor drei? | 2026-11-26 14:45
Passt Ihnen Donnerstag um Viertel nach zehn? | 2026-11-26 10:15
Passt Ihnen Donnerstag um drei Uhr? | 2026-11-26 15:00
Passt Ihnen Donnerstag um zehn Uhr? | 2026-11-26 10:00
Passt Ihnen Donnerstag um 3 Uhr nachmittags? | 2026-11-26 15:00
Passt Ihnen Donnerstagnachmittag um 3 Uhr? | 2026-11-26 15:00
Passt Ihnen Donnerstagvormittag um 10 Uhr? | 2026-11-26 10:00
Passt Ihnen kommender Freitag um 11 Uhr? | 2026-11-27 11:00
Passt Ihnen am nächsten Freitag um 11 Uhr? | 2026-11-27 11:00
Passt Ihnen Mittwoch nächster Woche um 11 Uhr? | 2026-12-02 11:00
Passt Ihnen nächste Woche Mittwoch um 11 Uhr? | 2026-12-02 11:00
Passt Ihnen nächste Woche am Mittwoch um 11 Uhr? | 2026-12-02 11:00
Passt Ihnen Freitag zwischen 10 und 12 Uhr? | 2026-11-27 10:00-12:00
Passt Ihnen Freitag von 10 bis 12 Uhr? | 2026-11-27 10:00-12:00
Passt Ihnen Freitag, 10:00-11:30 Uhr? | 2026-11-27 10:00-11:30
Passt Ihnen Freitag ab 13 Uhr? | 2026-11-27 13:00
Wir bieten Dienstag 10:00 Uhr oder Mittwoch 14:30 Uhr an. | 2026-11-24 10:00 ; 2026-11-25 14:30
Wir bieten um 10 Uhr am Dienstag an. | 2026-11-24 10:00
Am 4. Dezember: 9, 11 oder 14 Uhr. | 2026-12-04 09:00 ; 2026-12-04 11:00 ; 2026-12-04 14:00
Dienstag, 1. oder Mittwoch, 2. Dezember um 10 Uhr. | 2026-12-01 10:00 ; 2026-12-02 10:00
Datum: 1. Dezember 2026\\nUhrzeit: 14:00 Uhr | 2026-12-01 14:00
Datum: Dienstag, 01.12.2026\\nZeit: 14:00 - 15:00 Uhr | 2026-12-01 14:00-15:00
- Montag, 30.11., 10 Uhr\\n- Dienstag, 1.12., 11 Uhr | 2026-11-30 10:00 ; 2026-12-01 11:00
Das Gespräch ist am 14. Jänner um 13 Uhr. | 2027-01-14 13:00
Das Gespräch ist am 14. Jan. um 13 Uhr. | 2027-01-14 13:00
Das Gespräch ist am 2. März 2027 um 8:30 Uhr. | 2027-03-02 08:30
Das Gespräch ist am 2026-12-03 um 08:30. | 2026-12-03 08:30
Guten Morgen, passt Ihnen Donnerstag? | Donnerstag
Passt Ihnen Donnerstag, der 3. Dezember? | Donnerstag, der 3. Dezember
Melden Sie sich bis Freitag, ob Dienstag, 1.12., 10 Uhr passt. | 2026-12-01 10:00
Unser Büro ist Montag bis Freitag von 9 bis 17 Uhr besetzt. |
Wir haben Ihre Bewerbung vom 12. November gelesen. |
Das Gespräch dauert ca. 1 h. |
"""

TABLES = {"nl": DUTCH, "en": ENGLISH, "fr": FRENCH, "de": GERMAN}


def rows(table):
    for line in table.strip().splitlines():
        text, _, expected = line.rpartition(" |")
        yield text.replace("\\n", "\n"), [e.strip() for e in expected.split(";") if e.strip()]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [(lang, *row) for lang, table in TABLES.items() for row in rows(table)],
)
def test_moments(lang, text, expected):
    assert read(lang, text) == expected


ODD = {
    "nl": """
Kan je op 3 of 4 december om 10 uur? | 2026-12-03 10:00 ; 2026-12-04 10:00
Op de 7e om 9 uur zien we je graag. | 2026-12-07 09:00
Kom donderdag rond vieren even langs. | 2026-11-26 16:00
Dinsdag over een week om 10 uur? | 2026-12-01 10:00
Past woensdag tussen zeven en negen? | 2026-11-25 19:00-21:00
Op 2 december verwachten wij u bij de balie om 8.45 uur. | 2026-12-02 08:45
De eerste ronde is op 2 december. Uw plek is van 13.15 tot 14.15 uur. | 2026-12-02 13:15-14:15
Het gesprek van 1 december om 10 uur verzetten we naar 3 december om 11 uur. | 2026-12-03 11:00
Wij zien u donderdag om 9 uur of dezelfde dag om 14 uur. | 2026-11-26 09:00 ; 2026-11-26 14:00
Past maandagmorgen of dinsdag om 11 uur? | maandagmorgen ; 2026-11-24 11:00
De vroege dienst begint dinsdag om 5u45. | 2026-11-24 05:45
De keuken heeft nog een plaatsje vrij. |
""",
    "en": """
Could you do Thurs 11-1? | 2026-11-26 11:00-13:00
Come by tomorrow about 3. | 2026-11-24 15:00
Is 9, 10.30 or 4 on Tuesday any good? | 2026-11-24 09:00 ; 2026-11-24 10:30 ; 2026-11-24 16:00
I could ring at six on Sunday evening. | 2026-11-29 18:00
The 3rd at 2pm or the 4th at 10am? | 2026-12-03 14:00 ; 2026-12-04 10:00
Please dial in a week today at 9am. | 2026-11-30 09:00
Report on Friday 4 December at 1400 hrs. | 2026-12-04 14:00
Friday 4 December at 10 am Mountain Time. | 2026-12-04 18:00
We moved it from 1 December at 2 pm to 3 December at 3 pm. | 2026-12-03 15:00
Tuesday 1 December.\\nProgramme:\\n9.15 Welcome\\n10.00 Talk | 2026-12-01 09:15
Come and teach in the week of 30 November. |
Later in the week, Friday at 9? | 2026-11-27 09:00
Would Friday week at 9am suit? | 2026-12-04 09:00
Friday, any time after 4, is fine. | 2026-11-27 16:00
Join us on 1 December at 9 am. Answer by 5pm on 26 November. | 2026-12-01 09:00
""",
    "fr": """
Êtes-vous libre le 30 à 10h ? | 2026-11-30 10:00
Jeudi 3 à midi vous irait-il ? | 2026-12-03 12:00
Disons mercredi à neuf heures et demie. | 2026-11-25 09:30
Je vous attends mardi en huit à 14h. | 2026-12-01 14:00
Le mardi 1er décembre, à quatorze heures trente. | 2026-12-01 14:30
L'entretien du 1er décembre à 10h est reporté au 3 décembre à 11h. | 2026-12-03 11:00
Lundi 30 novembre, rendez-vous à l'accueil à 9h. | 2026-11-30 09:00
Auriez-vous une heure le vendredi 27 novembre entre 11h et 13h ? | 2026-11-27 11:00-13:00
Soit jeudi matin, soit vendredi à 15h. | jeudi matin ; 2026-11-27 15:00
À 18h (midi à Montréal), le jeudi 26 novembre. | 2026-11-26 18:00
Le 30 courant à 10 heures. | 2026-11-30 10:00
Vous commencez à 5h45 lundi. | 2026-11-30 05:45
""",
    "de": """
Ginge Donnerstag so gegen vier? | 2026-11-26 16:00
Montag in einer Woche um acht Uhr früh? | 2026-11-30 08:00
Mo 30.11. 9-10 oder Do 3.12. 15:45 | 2026-11-30 09:00-10:00 ; 2026-12-03 15:45
Entweder am 30. um 10 Uhr oder am 1. um 14 Uhr. | 2026-11-30 10:00 ; 2026-12-01 14:00
Dienstag um viertel zehn? | 2026-11-24 09:15
Dienstag um fünfzehn Uhr? | 2026-11-24 15:00
Um 16 Uhr am Dienstag? | 2026-11-24 16:00
Seien Sie am Freitag bitte schon um 7:30 Uhr da. | 2026-11-27 07:30
Mittwochnachmittag oder Donnerstag um 8.00 Uhr? | Mittwochnachmittag ; 2026-11-26 08:00
Der Termin am 1. Dezember um 10 Uhr entfällt, neuer Termin: 3.12., 11 Uhr | 2026-12-03 11:00
Am 16. Dezember, 15.30-16.15 Uhr | 2026-12-16 15:30-16:15
Ab Samstag 6 Uhr in der Früh? | 2026-11-28 06:00
""",
}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [(lang, *row) for lang, table in ODD.items() for row in rows(table)],
)
def test_odd_ways_to_name_a_moment(lang, text, expected):
    assert read(lang, text) == expected


def test_each_language_has_forty_rows():
    assert all(len(list(rows(table))) >= 40 for table in TABLES.values())


ZONED = [
    ("en", "Tuesday, December 1st at 2:00 PM CET", "2026-12-01T14:00:00+01:00"),
    ("en", "Friday, July 2nd 2027 at 2:00 PM CET", "2027-07-02T14:00:00+02:00"),
    ("en", "Friday, July 2nd 2027 at 2:00 PM GMT", "2027-07-02T14:00:00+00:00"),
    ("en", "12/03/2026 3pm EST", "2026-12-03T15:00:00-05:00"),
    ("en", "Dec 3 at 3pm EDT", "2026-12-03T15:00:00-04:00"),
    ("en", "3 December at 10:00 (IST)", "2026-12-03T10:00:00+05:30"),
    ("en", "3 December at 10:00 UTC+2", "2026-12-03T10:00:00+02:00"),
    ("en", "3 December at 10:00 Belgian time", "2026-12-03T10:00:00+01:00"),
    ("en", "3 December at 10:00 UK time", "2026-12-03T10:00:00+00:00"),
    ("en", "3 December at 10:00 (London time)", "2026-12-03T10:00:00+00:00"),
    ("nl", "3 december om 10 uur Belgische tijd", "2026-12-03T10:00:00+01:00"),
    ("nl", "3 december om 10 uur Britse tijd", "2026-12-03T10:00:00+00:00"),
    ("fr", "le 3 décembre à 10h, heure de Paris", "2026-12-03T10:00:00+01:00"),
    ("fr", "le 3 décembre à 10h (heure de Londres)", "2026-12-03T10:00:00+00:00"),
    ("de", "am 3. Dezember um 10 Uhr MEZ", "2026-12-03T10:00:00+01:00"),
    ("de", "am 3. Dezember um 10 Uhr Londoner Zeit", "2026-12-03T10:00:00+00:00"),
]


@pytest.mark.parametrize(("lang", "text", "instant"), ZONED)
def test_a_named_zone_wins(lang, text, instant):
    (only,) = moments.find(mail(text), lang, MONDAY, ZoneInfo("Asia/Tokyo"))
    assert only.moment.start.isoformat() == instant


def test_without_a_named_zone_the_given_one_counts():
    (only,) = moments.find(mail("3 december om 10 uur"), "nl", MONDAY, ZoneInfo("Asia/Tokyo"))
    assert only.moment.start.isoformat() == "2026-12-03T10:00:00+09:00"


def test_month_first_only_where_america_is_near():
    new_york = ZoneInfo("America/New_York")
    text = "Can you come on 04/12/2026 at 3pm?"
    assert read("en", text) == ["2026-12-04 15:00"]
    assert read("en", text, zone=new_york) == ["2026-04-12 15:00"]
    assert read("fr", "Le 04/12/2026 à 15h", zone=new_york) == ["2026-12-04 15:00"]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("zaterdag 24 oktober om 10 uur", "2026-10-24T10:00:00+02:00"),
        ("zondag 25 oktober om 10 uur", "2026-10-25T10:00:00+01:00"),
        ("morgen om 10 uur", "2026-10-25T10:00:00+01:00"),
        ("zondag 28 maart 2027 om 02:30", "2027-03-28T03:30:00+02:00"),
    ],
)
def test_the_days_the_clocks_change(text, instant):
    saturday = datetime(2026, 10, 24, 9, 0, tzinfo=AMSTERDAM)
    (only,) = moments.find(mail(text), "nl", saturday, AMSTERDAM)
    assert only.moment.start.isoformat() == instant


def test_year_end_and_leap_day():
    new_years_eve = datetime(2026, 12, 31, 20, 0, tzinfo=AMSTERDAM)
    assert read("nl", "morgen om 10u", new_years_eve) == ["2027-01-01 10:00"]
    assert read("nl", "4 januari om 10u", new_years_eve) == ["2027-01-04 10:00"]
    assert read("nl", "30 december om 10u", new_years_eve) == ["2026-12-30 10:00"]
    assert read("nl", "volgende week maandag om 10u", new_years_eve) == ["2027-01-04 10:00"]
    assert read("nl", "29 februari om 10u", new_years_eve) == ["2028-02-29 10:00"]
    assert read("nl", "30 februari om 10u", new_years_eve) == ["30 februari om 10u"]


def test_the_mail_arrives_late_in_another_zone():
    late = datetime.fromisoformat("2026-11-23T23:30:00+00:00")  # Tuesday in Amsterdam
    assert read("nl", "morgen om 10u", late) == ["2026-11-25 10:00"]


def test_without_received_only_full_dates_have_a_start():
    assert read("nl", "dinsdag om 10u", None) == ["dinsdag om 10u"]
    assert read("nl", "1 december om 10u", None) == ["1 december om 10u"]
    assert read("nl", "1 december 2026 om 10u", None) == ["2026-12-01 10:00"]


def test_a_date_beats_the_weekday_beside_it():
    assert read("nl", "maandag 1 december om 10u") == ["2026-12-01 10:00"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Op 22 januari of maandag de 26e, 27e of 10 uur", ["22 januari", "maandag de 26e"]),
        ("Maandag van 10 uur tot 26e", ["2026-11-30 10:00"]),
    ],
)
def test_a_numbered_day_is_never_an_hour(text, expected):
    assert read("nl", text) == expected


def test_the_subject_counts_when_the_body_names_none():
    subject = "Gesprek dinsdag 1 december om 10u"
    assert read("nl", "Tot dan!", subject=subject) == ["2026-12-01 10:00"]
    assert read("nl", "Woensdag om 11u?", subject=subject) == ["2026-11-25 11:00"]
    (only,) = moments.find(mail("Tot dan!", subject), "nl", MONDAY, AMSTERDAM)
    assert only.found.part == "subject"
    assert subject[only.found.start : only.found.end] == only.found.words


def test_the_history_below_does_not_count():
    body = "Past donderdag om 10u?\n\nVan: Jo\nPast dinsdag om 9u?"
    end = body.index("\n\n")
    cut = Source(
        subject="", body=body, newest=(0, end), signature=(end, end), quoted=(end, len(body))
    )
    assert [f.moment.words for f in moments.find(cut, "nl", MONDAY, AMSTERDAM)] == [
        "donderdag om 10u"
    ]


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("nl", "We zien je op dinsdag 1 december om 14.00 uur.", "dinsdag 1 december om 14.00 uur"),
        ("nl", "Op 1 december: 9u of 11u?", "11u"),
        (
            "en",
            "See you on Tuesday, December 1st at 2:00 PM CET.",
            "Tuesday, December 1st at 2:00 PM CET",
        ),
        ("fr", "Rendez-vous le mardi 1er décembre à 14h30.", "mardi 1er décembre à 14h30"),
        ("de", "Bis Freitag! Am 1. Dezember um 14 Uhr.", "1. Dezember um 14 Uhr"),
    ],
)
def test_the_words_of_an_option(lang, text, words):
    assert moments.find(mail(text), lang, MONDAY, AMSTERDAM)[-1].moment.words == words


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "We zijn met 140 mensen in drie ploegen, 12 hallen en 2 kantoren."),
        ("en", "There are 140 of us: three shifts, 12 halls and 2 offices."),
        ("fr", "Nous sommes 140 : trois équipes, 12 halls et 2 bureaux."),
        ("de", "Wir sind 140 Leute in drei Schichten, 12 Hallen und 2 Büros."),
    ],
)
def test_mere_numbers_are_passed_over(lang, text):
    assert scan(text, lang) == []
    assert [token.kind for token in scan(f"{text} 5/12 10:00", lang)] == [
        "number",
        "bare",
        "bare",
        "date",
        "time",
    ]


@pytest.mark.parametrize("between", ["Wij zijn er dan. " * 40, "We zijn met 12. " * 40])
def test_hours_far_from_every_day_are_passed_over(between):
    text = f"Om 9 uur CET. {between}Dinsdag om 10 uur? {between}Om 11 uur."
    assert [(t.kind, t.value) for t in scan(text, "nl") if t.kind != "bare"] == [
        ("zone", ()),
        ("weekday", (1,)),
        ("time", (10, 0)),
    ]


def test_mere_numbers_not_beside_a_day_are_passed_over():
    text = f"We zijn met 12 {'wij zijn er dan ' * 4}op 5/12 10:00"
    assert [token.kind for token in scan(text, "nl")] == ["date", "time"]


def test_a_list_of_hours_is_followed_however_long():
    hours = ", ".join(
        f"{hour}:{minute:02} uur" for hour in range(8, 20) for minute in range(0, 60, 10)
    )
    for text in (f"Dinsdag {hours}", f"{hours} op dinsdag"):
        assert sum(token.kind == "time" for token in scan(text, "nl")) == 72


def test_the_same_time_is_remembered_however_far():
    text = f"Om 9 uur. {'Tot dan in de stad. ' * 40}Dinsdag zelfde tijd."
    assert [token.kind for token in scan(text, "nl")] == ["time", "weekday", "again"]


def test_a_piece_of_text_by_itself():
    text = "Noch Fragen? Dienstag um 14 Uhr. Mittwoch um 15 Uhr."
    found = moments.said_in(text, (13, 32), "de", MONDAY, AMSTERDAM)
    assert [shown(f.moment, AMSTERDAM) for f in found] == ["2026-11-24 14:00"]
    assert {f.found.part for f in found} == {"body"}


@pytest.mark.parametrize("lang", [None, "es"])
def test_other_languages_get_figures_and_full_names(lang):
    assert read(lang, "2026-12-01 14:00") == ["2026-12-01 14:00"]
    assert read(lang, "dinsdag 1 december, 14:00") == ["2026-12-01 14:00"]


DEADLINES = {
    "nl": [
        ("Laat het ons vóór vrijdag weten.", "vrijdag", "2026-11-27T17:00:00+01:00"),
        ("Laat het ons voor vrijdag weten.", "vrijdag", "2026-11-27T17:00:00+01:00"),
        (
            "Reageer uiterlijk vrijdag 12 uur.",
            "vrijdag 12 uur",
            "2026-11-27T12:00:00+01:00",
        ),
        (
            "Reageer uiterlijk op 1 december.",
            "1 december",
            "2026-12-01T17:00:00+01:00",
        ),
        ("Graag je reactie binnen 3 werkdagen.", "binnen 3 werkdagen", "2026-11-26T17:00:00+01:00"),
        (
            "Graag je reactie binnen vijf werkdagen.",
            "binnen vijf werkdagen",
            "2026-11-30T17:00:00+01:00",
        ),
        ("Graag je antwoord binnen 48 uur.", "binnen 48 uur", "2026-11-25T09:00:00+01:00"),
        ("Graag je antwoord binnen een week.", "binnen een week", "2026-11-30T17:00:00+01:00"),
        (
            "Bevestig uiterlijk eind deze week.",
            "eind deze week",
            "2026-11-27T17:00:00+01:00",
        ),
        ("Bevestig tegen donderdag.", "donderdag", "2026-11-26T17:00:00+01:00"),
        (
            "Bevestig uiterlijk morgen om 10u.",
            "morgen om 10u",
            "2026-11-24T10:00:00+01:00",
        ),
        ("De link is 7 dagen geldig.", "7 dagen", "2026-11-30T17:00:00+01:00"),
    ],
    "en": [
        ("Please reply by Friday.", "Friday", "2026-11-27T17:00:00+01:00"),
        ("Please reply before Friday.", "Friday", "2026-11-27T17:00:00+01:00"),
        (
            "Please reply no later than 1 December.",
            "no later than 1 December",
            "2026-12-01T17:00:00+01:00",
        ),
        (
            "Please reply by December 1st at noon.",
            "December 1st at noon",
            "2026-12-01T12:00:00+01:00",
        ),
        (
            "Please reply within two working days.",
            "within two working days",
            "2026-11-25T17:00:00+01:00",
        ),
        (
            "Please reply within two (2) business days.",
            "within two (2) business days",
            "2026-11-25T17:00:00+01:00",
        ),
        ("Please reply within 24 hours.", "within 24 hours", "2026-11-24T09:00:00+01:00"),
        ("Please reply by end of day Friday.", "end of day Friday", "2026-11-27T17:00:00+01:00"),
        (
            "Please reply by the end of the week.",
            "end of the week",
            "2026-11-27T17:00:00+01:00",
        ),
        ("Please reply by close of business.", "close of business", "2026-11-23T17:00:00+01:00"),
        ("Let us know by tomorrow.", "tomorrow", "2026-11-24T17:00:00+01:00"),
        ("Let us know by Friday, 3 pm EST.", "Friday, 3 pm EST", "2026-11-27T15:00:00-05:00"),
    ],
    "fr": [
        ("Merci de confirmer d'ici vendredi.", "vendredi", "2026-11-27T17:00:00+01:00"),
        ("Merci de confirmer d’ici vendredi.", "vendredi", "2026-11-27T17:00:00+01:00"),
        (
            "Merci de répondre avant le 3 décembre.",
            "3 décembre",
            "2026-12-03T17:00:00+01:00",
        ),
        (
            "Merci de répondre avant vendredi midi.",
            "vendredi midi",
            "2026-11-27T12:00:00+01:00",
        ),
        (
            "Répondez-nous : réponse au plus tard le 1er décembre.",
            "au plus tard le 1er décembre",
            "2026-12-01T17:00:00+01:00",
        ),
        (
            "Votre réponse est attendue sous 48 heures.",
            "sous 48 heures",
            "2026-11-25T09:00:00+01:00",
        ),
        (
            "Merci de confirmer dans les trois jours.",
            "dans les trois jours",
            "2026-11-26T17:00:00+01:00",
        ),
        (
            "Merci de confirmer sous deux jours ouvrables.",
            "sous deux jours ouvrables",
            "2026-11-25T17:00:00+01:00",
        ),
        (
            "Merci de confirmer d'ici la fin de la semaine.",
            "la fin de la semaine",
            "2026-11-27T17:00:00+01:00",
        ),
        (
            "Merci de confirmer jusqu'au 2 décembre.",
            "2 décembre",
            "2026-12-02T17:00:00+01:00",
        ),
        ("Merci de confirmer d'ici demain 10h.", "demain 10h", "2026-11-24T10:00:00+01:00"),
    ],
    "de": [
        ("Bitte geben Sie uns bis Freitag Bescheid.", "Freitag", "2026-11-27T17:00:00+01:00"),
        (
            "Bitte antworten Sie bis Freitag, 27.11.",
            "Freitag, 27.11.",
            "2026-11-27T17:00:00+01:00",
        ),
        (
            "Bitte antworten Sie bis zum 1. Dezember.",
            "1. Dezember",
            "2026-12-01T17:00:00+01:00",
        ),
        (
            "Bitte antworten Sie bis Freitag, 12 Uhr.",
            "Freitag, 12 Uhr",
            "2026-11-27T12:00:00+01:00",
        ),
        (
            "Bitte antworten Sie spätestens am Donnerstag.",
            "Donnerstag",
            "2026-11-26T17:00:00+01:00",
        ),
        (
            "Bitte melden Sie sich innerhalb von 48 Stunden.",
            "innerhalb von 48 Stunden",
            "2026-11-25T09:00:00+01:00",
        ),
        (
            "Bitte melden Sie sich innerhalb von drei Werktagen.",
            "innerhalb von drei Werktagen",
            "2026-11-26T17:00:00+01:00",
        ),
        (
            "Bitte melden Sie sich binnen zwei Tagen.",
            "binnen zwei Tagen",
            "2026-11-25T17:00:00+01:00",
        ),
        (
            "Bitte melden Sie sich bis Ende der Woche.",
            "Ende der Woche",
            "2026-11-27T17:00:00+01:00",
        ),
        (
            "Bitte melden Sie sich bis morgen, 10 Uhr.",
            "morgen, 10 Uhr",
            "2026-11-24T10:00:00+01:00",
        ),
        (
            "Wir bitten um Rückmeldung bis 30.11.2026.",
            "30.11.2026",
            "2026-11-30T17:00:00+01:00",
        ),
    ],
}


@pytest.mark.parametrize(
    ("lang", "text", "words", "instant"),
    [(lang, *row) for lang, table in DEADLINES.items() for row in table],
)
def test_deadlines(lang, text, words, instant):
    found = deadline_words.find(mail(text), lang, MONDAY, AMSTERDAM)
    assert found is not None
    assert (found.moment.words, found.moment.start.isoformat()) == (words, instant)
    assert text[found.found.start : found.found.end] == words


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Je bent ingepland voor dinsdag om 10u, bevestig dat even."),
        ("nl", "Past dinsdag om 10u?"),
        ("nl", "We werken van maandag tot en met vrijdag."),
        ("en", "Are you free on Friday at 10? Let us know."),
        ("en", "We work until Friday."),
        ("fr", "Êtes-vous libre vendredi à 10h ? Merci de confirmer."),
        ("de", "Passt Ihnen Freitag um 10 Uhr? Geben Sie uns Bescheid."),
        ("de", "Das Gespräch geht bis 12 Uhr."),
    ],
)
def test_what_is_not_a_deadline(lang, text):
    assert deadline_words.find(mail(text), lang, MONDAY, AMSTERDAM) is None


MORE_DEADLINES = {
    "nl": [
        ("Geef je tegen vrijdag een seintje?", "vrijdag", "2026-11-27T17:00:00+01:00"),
        (
            "De link werkt t/m zondag 29 november 23:59.",
            "zondag 29 november 23:59",
            "2026-11-29T23:59:00+01:00",
        ),
        ("Het aanbod geldt tot en met 1 december.", "1 december", "2026-12-01T17:00:00+01:00"),
        ("Laat het ons vóór de 27e weten.", "de 27e", "2026-11-27T17:00:00+01:00"),
        ("Liefst vandaag nog een berichtje.", "vandaag nog", "2026-11-23T17:00:00+01:00"),
        (
            "Antwoord graag binnen veertien dagen.",
            "binnen veertien dagen",
            "2026-12-07T17:00:00+01:00",
        ),
    ],
    "en": [
        ("Could we have that by the 27th?", "the 27th", "2026-11-27T17:00:00+01:00"),
        (
            "Your link stops working at 23:59 on 30 November.",
            "23:59 on 30 November",
            "2026-11-30T23:59:00+01:00",
        ),
        ("Confirm your presence at the latest on Friday.", "Friday", "2026-11-27T17:00:00+01:00"),
        ("Text me back today so I can tell the rest.", "today", "2026-11-23T17:00:00+01:00"),
        (
            "Drop me a text by tomorrow lunchtime.",
            "tomorrow lunchtime",
            "2026-11-24T12:00:00+01:00",
        ),
        ("Accept before midnight on Sunday.", "midnight on Sunday", "2026-11-29T23:59:00+01:00"),
    ],
    "fr": [
        ("Un mot de votre part avant jeudi soir.", "jeudi soir", "2026-11-26T17:00:00+01:00"),
        (
            "Le lien expire le 1er décembre à 20h00.",
            "1er décembre à 20h00",
            "2026-12-01T20:00:00+01:00",
        ),
        ("À renvoyer signé sous quinzaine.", "sous quinzaine", "2026-12-08T17:00:00+01:00"),
        ("Signifiez votre accord d'ici au 30 du mois.", "30 du mois", "2026-11-30T17:00:00+01:00"),
        (
            "Merci de les envoyer pour le 1er décembre au plus tard.",
            "1er décembre",
            "2026-12-01T17:00:00+01:00",
        ),
        ("L'offre est valable 10 jours.", "10 jours", "2026-12-03T17:00:00+01:00"),
    ],
    "de": [
        (
            "Teilen Sie uns bitte bis am Donnerstag mit, ob es passt.",
            "Donnerstag",
            "2026-11-26T17:00:00+01:00",
        ),
        ("Bitte bis längstens 1. Dezember bestätigen.", "1. Dezember", "2026-12-01T17:00:00+01:00"),
        (
            "Das Angebot gilt bis einschließlich 1. Dezember.",
            "1. Dezember",
            "2026-12-01T17:00:00+01:00",
        ),
        ("Einsendeschluss: 1. Dezember", "1. Dezember", "2026-12-01T17:00:00+01:00"),
        (
            "Geben Sie mir bis Donnerstagmittag grünes Licht.",
            "Donnerstagmittag",
            "2026-11-26T12:00:00+01:00",
        ),
        (
            "Der Zugang ist bis 1. Dezember freigeschaltet.",
            "1. Dezember",
            "2026-12-01T17:00:00+01:00",
        ),
    ],
}


@pytest.mark.parametrize(
    ("lang", "text", "words", "instant"),
    [(lang, *row) for lang, table in MORE_DEADLINES.items() for row in table],
)
def test_odd_ways_to_name_a_deadline(lang, text, words, instant):
    found = deadline_words.find(mail(text), lang, MONDAY, AMSTERDAM)
    assert found is not None
    assert (found.moment.words, found.moment.start.isoformat()) == (words, instant)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Uiterlijk vrijdag hoort u van ons, wij bevestigen het."),
        ("nl", "Stuur je presentatie uiterlijk dinsdag 1 december op."),
        ("en", "We'll get back to you by Friday with our answer."),
        ("en", "Send me your slides by noon on 1 December."),
        ("fr", "Nous vous répondrons d'ici vendredi pour confirmer."),
        ("de", "Antworte mit Ja und wir melden uns innerhalb von 24 Stunden."),
        ("de", "Die Stelle ist befristet bis 31. Dezember."),
    ],
)
def test_what_the_sender_does_by_then_is_no_deadline(lang, text):
    assert deadline_words.find(mail(text), lang, MONDAY, AMSTERDAM) is None


AGREED = [
    ("nl", "agreed", "Ok dan wordt het donderdag.", True),
    ("nl", "agreed", "Fijn dat u op onze uitnodiging ingaat.", True),
    ("nl", "agreed", "Helaas moet ik onze afspraak van morgen verzetten.", True),
    ("nl", "accepted", "Graag solliciteer ik bij u.", False),
    ("en", "agreed", "Great, Monday at 11:30 it is then.", True),
    ("en", "agreed", "We cannot go ahead at 2pm as arranged.", True),
    ("en", "accepted", "The Monday slot would suit me perfectly.", True),
    ("fr", "agreed", "Super, c'est noté pour jeudi !", True),
    ("fr", "agreed", "Elle ne pourra pas vous recevoir demain comme prévu.", False),
    ("de", "agreed", "Dies ist eine automatische Erinnerung.", True),
    ("de", "agreed", "Es geht wie besprochen um die Stelle.", False),
    ("de", "accepted", "Montag passt mir gut.", True),
    ("nl", "agreed", "Leuk dat u bij ons kennis komt maken en dat het past.", True),
    ("nl", "agreed", "Niet vergeten: morgen is je gesprek.", True),
    ("nl", "agreed", "Morgen om elf uur zien we elkaar.", True),
    ("nl", "agreed", "U koos het tijdvak van 10.15 uur.", True),
    ("nl", "agreed", "Verwerkt: uw keuze voor donderdag 3 december", True),
    ("nl", "agreed", "Alles over uw gesprek van morgen.", True),
    ("nl", "agreed", "Top, dan doen we het vrijdagochtend om tien uur.", True),
    ("en", "agreed", "Perfect, Wednesday at 2 it is.", True),
    ("en", "agreed", "I can confirm the arrangements for your interview.", True),
    ("nl", "called_off", "Daarom moeten wij de kennismaking van 7 april verzetten.", True),
    ("nl", "called_off", "Ik hoor dat het gesprek van maandag niet kan doorgaan.", True),
    ("en", "called_off", "We are not able to go ahead on Thursday as planned.", True),
    ("en", "called_off", "This afternoon's call is off.", True),
    ("fr", "called_off", "Elle ne pourra pas vous recevoir demain comme prévu.", True),
    ("de", "called_off", "Wir können uns nicht wie geplant am Mittwoch sehen.", True),
    ("de", "called_off", "Leider muss ich den Termin am Montag verschieben.", True),
    ("nl", "called_off", "Helaas moet ik onze afspraak van morgen verzetten.", True),
    ("nl", "called_off", "Wij moeten ons gesprek van maandag verplaatsen.", True),
    ("nl", "called_off", "Daarmee vervalt ons gesprek van dinsdag.", True),
    ("nl", "called_off", "Ons gesprek van dinsdag gaat dus niet door.", True),
    ("nl", "called_off", "Het afgesproken gesprek moet op een andere dag.", True),
    ("nl", "called_off", "Ik zei nog ja tegen het gesprek van dinsdag.", True),
    ("nl", "called_off", "Moet u het gesprek verzetten, bel ons dan.", False),
    ("en", "agreed", "Just a reminder that tomorrow at one we talk.", True),
    ("en", "agreed", "Don't forget your interview!", True),
    ("en", "agreed", "Glad that Thursday works.", True),
    ("en", "agreed", "You accepted our invitation last week.", True),
    ("en", "agreed", "Your interview is tomorrow at ten.", True),
    ("en", "called_off", "I have to cancel our meeting on Tuesday.", True),
    ("en", "called_off", "She cannot now make our appointment.", True),
    ("en", "called_off", "Our meeting of Monday must move.", True),
    ("en", "called_off", "I had said yes to the interview.", True),
    ("en", "called_off", "If you need to reschedule your interview, ring us.", False),
    ("en", "called_off", "We have to move your interview to Monday.", False),
    ("fr", "agreed", "Petit rappel : nous nous voyons demain.", True),
    ("fr", "agreed", "Le lien est dans l'invitation que vous avez acceptée.", True),
    ("fr", "agreed", "Nous avons bien noté votre accord pour le 11 mai.", True),
    ("fr", "agreed", "Ravie que cela vous convienne.", True),
    ("fr", "agreed", "Votre entretien de demain se tient à l'étage.", True),
    ("fr", "agreed", "Je fais suite à notre conversation de ce matin.", False),
    ("fr", "agreed", "Dites-moi si c'est bon pour vous.", False),
    ("fr", "called_off", "Je suis obligée d'annuler notre rendez-vous de mardi.", True),
    ("fr", "called_off", "Nous devons reporter notre entretien de lundi.", True),
    ("fr", "called_off", "Notre entretien de lundi est reporté.", True),
    ("fr", "called_off", "J'avais dit oui à votre invitation.", True),
    ("fr", "called_off", "Si vous devez reporter le rendez-vous, appelez-nous.", False),
    ("de", "agreed", "Kurzer Reminder: morgen um 13 Uhr sprechen wir.", True),
    ("de", "agreed", "Ihre Zusage ist angekommen.", True),
    ("de", "agreed", "Wir bitten um Ihre Zusage.", False),
    ("de", "agreed", "Ihr Gespräch morgen findet im Neubau statt.", True),
    ("de", "called_off", "Leider muss ich unser Gespräch heute absagen.", True),
    ("de", "called_off", "Wir müssen unseren Termin am Montag verschieben.", True),
    ("de", "called_off", "Der für Montag vereinbarte Termin entfällt.", True),
    ("de", "called_off", "Ich nehme meine Zusage für das Gespräch zurück.", True),
    ("de", "called_off", "Wenn Sie den Termin verschieben müssen, rufen Sie an.", False),
]


@pytest.mark.parametrize(("lang", "section", "text", "said"), AGREED)
def test_what_tells_that_the_reader_has_agreed(lang, section, text, said):
    phrases = cues.Phrases(cues.cues(section, lexicon(lang, "kinds")[section]))
    assert any(phrases.find(text)) == said


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        # whoever writes the minutes and `Uhr` writes hours of 24
        ("de", "Kommen Sie am Samstag um 6.30 Uhr?", "2026-11-28 06:30"),
        ("de", "Kommen Sie am Samstag um 6.30 Uhr abends?", "2026-11-28 18:30"),
        ("de", "Kommen Sie am Samstag um 3.30 Uhr?", "2026-11-28 15:30"),
        ("nl", "Kun je zaterdag om 5.45 uur?", "2026-11-28 05:45"),
        ("nl", "Kun je zaterdag om 5u45 's avonds?", "2026-11-28 17:45"),
        ("en", "Could you come on Saturday at 6.30?", "2026-11-28 18:30"),
        ("en", "Could you come on Saturday at 5.30 o'clock?", "2026-11-28 17:30"),
        # the old day
        (
            "en",
            "Dr Hale cannot now make our appointment of Tuesday 24 November at 10.00.\n"
            "Could you manage Friday 27 November at 11.15?",
            "2026-11-27 11:15",
        ),
        (
            "nl",
            "Onze afspraak van dinsdag 24 november om 10 uur lukt toch niet. "
            "Kan het vrijdag 27 november om 11.15 uur?",
            "2026-11-27 11:15",
        ),
        (
            "fr",
            "Je ne pourrai pas vous recevoir mardi 24 novembre à 10h.\n"
            "Êtes-vous libre vendredi 27 novembre à 11h15 ?",
            "2026-11-27 11:15",
        ),
        (
            "de",
            "Unser Termin am Dienstag um 10 Uhr ist leider hinfällig. "
            "Passt Ihnen Freitag, 27. November, um 11:15 Uhr?",
            "2026-11-27 11:15",
        ),
        # beside the interview
        (
            "en",
            "Your interview is on Friday 27 November at 10.40 a.m. "
            "On the Thursday there will be a tour of the site at 3 p.m.",
            "2026-11-27 10:40",
        ),
        (
            "nl",
            "Je gesprek is vrijdag om 10 uur. Op donderdag is er een rondleiding om 15 uur.",
            "2026-11-27 10:00",
        ),
        (
            "de",
            "Ihr Gespräch ist am Freitag um 10 Uhr. Am Donnerstag ist ein Abendessen um 19 Uhr.",
            "2026-11-27 10:00",
        ),
        # not yet, and the day to answer by
        ("nl", "Daarna hoor je of je doorgaat naar de selectiedag op 3 december.", ""),
        ("en", "Please book by end of day Thursday.", ""),
        ("fr", "Nous avons noté votre accord pour le 27 novembre à 10h.", "2026-11-27 10:00"),
    ],
)
def test_the_options_and_no_other_days(lang, text, expected):
    assert " ; ".join(read(lang, text)) == expected


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("nl", "Je rondt alles af vóór zondag 29 november 23:59 uur.", "zondag 29 november"),
        ("nl", "Onderteken je het binnen 5 werkdagen?", "binnen 5 werkdagen"),
        ("nl", "Bezorg ons ten laatste op 27 november een kopie.", "ten laatste op 27 november"),
        ("nl", "Hebben wij op 27 november niets van u gehoord, dan vervalt het.", "27 november"),
        ("nl", "Neemt u dan vóór donderdag contact op.", "donderdag"),
        ("nl", "Ja of nee voor aankomende woensdag graag.", "aankomende woensdag"),
        ("en", "We must have it, and not after 4 December.", "4 December"),
        ("en", "We would like your film ultimately Friday 4 December.", "Friday 4 December"),
        ("en", "Bookings shut on 4 December at 18:00.", "4 December at 18:00"),
        ("en", "Please advise within 48 hours if you cannot.", "within 48 hours"),
        ("en", "Can you let me know by the weekend?", "the weekend"),
        ("de", "Ein kurzes Ja von Ihnen bis morgen Mittag genügt.", "morgen Mittag"),
        ("de", "Dokument läuft ab: 4. Dezember 2026", "4. Dezember 2026"),
        # `today` is when it is said, not until when
        (
            "de",
            "Es freut mich, Ihnen heute die Zusage zu geben.\n\n"
            "Bitte retournieren Sie den Vertrag bis 28. November.",
            "28. November",
        ),
        ("fr", "Merci de retourner le contrat avant le 4 décembre.", "4 décembre"),
    ],
)
def test_deadlines_of_every_day(lang, text, words):
    found = deadline_words.find(mail(text), lang, MONDAY, AMSTERDAM)
    assert found is not None
    assert found.moment.words.startswith(words)


def to_apply(lang, text):
    source = mail(text)
    days = options(text, lang, *source.newest)
    found = deadline_words.to_apply(source, lang, MONDAY, AMSTERDAM, days)
    return found and (found.moment.words, found.moment.start.isoformat())


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("nl", "Solliciteer uiterlijk op 4 december via onze site.", "4 december"),
        ("en", "Full time. Apply before 4 December.", "4 December"),
        ("fr", "Postulez avant le 4 décembre.", "4 décembre"),
        ("de", "Bewerben Sie sich bis zum 4. Dezember.", "4. Dezember"),
    ],
)
def test_the_last_day_to_apply_in_an_alert(lang, text, words):
    assert to_apply(lang, text) == (words, "2026-12-04T17:00:00+01:00")


def test_several_posts_have_no_last_day_to_apply():
    assert to_apply("en", "Baker: apply by 4 December. Cook: apply by 7 December.") is None
    assert to_apply("en", "Baker, closes 4 December.") is None


def test_working_days_skip_the_weekend():
    friday = datetime(2026, 11, 27, 16, 0, tzinfo=AMSTERDAM)
    found = deadline_words.find(mail("Reageer binnen 1 werkdag."), "nl", friday, AMSTERDAM)
    assert found.moment.start.isoformat() == "2026-11-30T17:00:00+01:00"


def test_a_deadline_without_received_keeps_its_words():
    found = deadline_words.find(mail("Reageer binnen 3 werkdagen."), "nl", None, AMSTERDAM)
    assert (found.moment.words, found.moment.start) == ("binnen 3 werkdagen", None)


WORDS = (
    "dinsdag 1 december om 14.00 uur tussen 10u en 12u – of 31/12 30.02. 2026-13-45 half drie next "
    "week morgen demain à midi 25:99 12pm CET UTC+99 vóór binnen 99999 werkdagen by bis ( [ ] ² ٣ "
    "29 februari 0/0 jusqu'au le the of \n \u00a0 . , :"
)
PIECES = st.sampled_from(WORDS.split(" "))


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(st.lists(PIECES, max_size=30).map(" ".join), st.text(max_size=200)),
    st.sampled_from(["nl", "en", "fr", "de", None]),
    st.sampled_from([None, MONDAY]),
)
def test_never_raises_and_tells_the_truth_about_places(text, lang, received):
    for f in moments.find(mail(text, text[:40]), lang, received, AMSTERDAM):
        part = text[:40] if f.found.part == "subject" else text
        assert part[f.found.start : f.found.end] == f.found.words == f.moment.words
        assert f.moment.end is None or f.moment.end > f.moment.start
    deadline = deadline_words.find(mail(text), lang, received, AMSTERDAM)
    if deadline is not None:
        assert text[deadline.found.start : deadline.found.end] == deadline.moment.words


def cost(text):
    """Processor seconds to read this text, the lesser of two."""
    spent = []
    for _ in range(2):
        begun = process_time()
        moments.find(mail(text), "nl", MONDAY, AMSTERDAM)
        deadline_words.find(mail(text), "nl", MONDAY, AMSTERDAM)
        spent.append(process_time() - begun)
    return min(spent)


@pytest.mark.parametrize(
    "hostile",
    [
        "1 ",
        "1 december 10:00 ",
        "12/12/",
        "tussen 10 en ",
        "maandag tot ",
        "binnen 3 ",
        "\n",
        "9",
        "10:00, ",
    ],
)
def test_hostile_text_costs_in_proportion_to_its_length(hostile):
    small, large = hostile * (8_000 // len(hostile)), hostile * (32_000 // len(hostile))
    assert cost(large) < 10 * cost(small) + 0.05  # linear is 4 times, quadratic 16


@pytest.mark.parametrize(
    "said", ["Montag, der um 26.", "am Freitag um 31. Uhr", "um 25. am Montag"]
)
def test_a_figure_beyond_the_hours_is_no_hour(said):
    assert not [moment for moment in read("de", f"Wir laden Sie ein: {said}") if ":" in moment]
