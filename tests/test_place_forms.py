"""Where and how, as people write it: behind labels, over several lines, as a choice."""

import pytest

from addin_server.model import Message
from addin_server.reading import places, source_of


@pytest.mark.parametrize(
    ("lang", "text", "words", "mode"),
    [
        (
            "en",
            (
                "Date: Monday 4 May\n"
                "Time: 10:00\n"
                "Location: Harlow & Finch Ltd\n"
                "14 Mill Lane\n"
                "Leeds LS1 4AB\n"
                "\n"
                "Kind regards,\n"
                "Jo"
            ),
            "Harlow & Finch Ltd\n14 Mill Lane\nLeeds LS1 4AB",
            "on_site",
        ),
        (
            "en",
            ("Date\nMonday 4 May\nTime\n10:00\nLocation\nZoom (video)\nDuration\n30 minutes"),
            "Zoom (video)",
            "video",
        ),
        (
            "en",
            (
                "Date: 4 May\n"
                "Location: Board Room,\n"
                "   3rd floor of the Kestrel Building,\n"
                "   14 Mill Lane, Leeds.\n"
                "Please bring ID."
            ),
            "Board Room,\n   3rd floor of the Kestrel Building,\n   14 Mill Lane, Leeds",
            "on_site",
        ),
        (
            "en",
            ("Venue:\nThe Grange Hotel\n22 Park Road\nYork YO1 7HH\n\nPlease bring ID."),
            "The Grange Hotel\n22 Park Road\nYork YO1 7HH",
            "on_site",
        ),
        (
            "en",
            "Interview location: Room 4.12, Elm House, Bath\nContact: Jo",
            "Room 4.12, Elm House, Bath",
            "on_site",
        ),
        (
            "en",
            ("When: Tuesday, 5 May, 10am\nHow: Microsoft Teams\nWho: Jo Smith"),
            "Microsoft Teams",
            "video",
        ),
        (
            "en",
            ("Format: Video call via Google Meet\nDuration: 45 min\nDate: 5 May"),
            "via Google Meet",
            "video",
        ),
        ("en", "Interview type: Telephone\nDate: 5 May", "Telephone", "phone"),
        ("en", "Mode: In-person\nDate: 5 May at 10am", "In-person", "on_site"),
        ("en", "Location: [office address or Zoom link]\nDate: 5 May", None, None),
        ("en", "Location: ${place}\nDate: 5 May", None, None),
        (
            "en",
            ("Location: Zoom - https://us02web.zoom.us/j/8812345\nDate: 5 May"),
            "Zoom",
            "video",
        ),
        ("en", "Location: Virtual (Zoom link to follow)\nDate: 5 May", "Virtual", "video"),
        ("en", "Location: TBD\nDate: 5 May", None, None),
        ("en", "Where: to be confirmed\nDate: 5 May", None, None),
        (
            "en",
            ("Link: https://meet.google.com/abc-defg-hij\nDate: 5 May at 10am"),
            "https://meet.google.com/abc-defg-hij",
            "video",
        ),
        (
            "en",
            (
                "I'd love to set up a quick call at 10am to hear about your work. Are you free "
                "on Tuesday?"
            ),
            "quick call",
            "phone",
        ),
        ("en", ("Would you be available for a 20-minute call on Thursday at 3pm?"), "call", None),
        ("en", "Can we schedule an intro call? Please pick a time here.", "call", None),
        (
            "en",
            ("If you have any questions, please call me. The interview is on Friday at 10am."),
            None,
            None,
        ),
        (
            "en",
            (
                "Thank you for the call yesterday. We would like to invite you to a second "
                "interview on Friday."
            ),
            None,
            None,
        ),
        ("en", "We'd like to hop on a call with you this week.", "call", None),
        (
            "en",
            ("Thanks for applying. Our recruiter will call you on Monday at 10am."),
            "call you",
            "phone",
        ),
        (
            "en",
            ("The interview can be held at our office or via video, whichever you prefer."),
            "at our office or via video",
            None,
        ),
        ("en", "Would you prefer to meet in person or over Zoom?", "in person or over Zoom", None),
        (
            "en",
            ("We can do this by phone or at our Bristol office, on Monday at 10am."),
            "by phone or at our Bristol office",
            None,
        ),
        (
            "en",
            "We would like to talk to you either in person or via Skype.",
            "in person or via Skype",
            None,
        ),
        ("en", "Please complete the coding test on HackerRank by Friday.", "HackerRank", None),
        (
            "en",
            ("The next step is a technical test on Codility. You have 90 minutes."),
            "Codility",
            None,
        ),
        ("en", "You have been invited to a CodeSignal assessment.", "CodeSignal", None),
        (
            "en",
            ("We will speak on WhatsApp on Monday at 10am. Is that ok for an interview?"),
            "WhatsApp",
            None,
        ),
        ("en", "The interview will be on zoom at 10am on Monday.", "on zoom", "video"),
        (
            "en",
            ("The interview will take place through Skype for Business on Monday at 10am."),
            "Skype for Business",
            "video",
        ),
        (
            "en",
            ("Your interview on Monday at 10am will be held via GoToMeeting."),
            "via GoToMeeting",
            "video",
        ),
        (
            "en",
            ("The interview will be conducted via MS Teams on Monday at 10am."),
            "via MS Teams",
            "video",
        ),
        (
            "en",
            "The interview will be conducted via WebEx on Monday at 10am.",
            "via WebEx",
            "video",
        ),
        (
            "en",
            ("We will hold the interview over a Discord call on Monday at 10am."),
            "Discord",
            None,
        ),
        (
            "en",
            ("Your interview will be conducted via video conference on May 4 at 10am."),
            "via video conference",
            "video",
        ),
        (
            "en",
            (
                "We would like to invite you for an interview on Monday 4 May at 10am at our "
                "headquarters in Denver."
            ),
            "at our headquarters in Denver",
            "on_site",
        ),
        (
            "en",
            (
                "Your interview is confirmed for Tuesday at 2 PM at Riverside Tower. Please "
                "arrive early."
            ),
            "at Riverside Tower",
            "on_site",
        ),
        (
            "en",
            (
                "The interview will take place at 200 Lake Avenue, Suite 310, Denver, CO 80202 "
                "on Monday."
            ),
            "at 200 Lake Avenue, Suite 310, Denver, CO 80202",
            "on_site",
        ),
        (
            "en",
            ("Please come to our offices located at 15 King Street, Leeds, on Monday at 10am."),
            "our offices located at 15 King Street, Leeds",
            "on_site",
        ),
        (
            "en",
            ("Interviews will be held at the Department of Economics, Room B12, on Monday 4 May."),
            "at the Department of Economics, Room B12",
            "on_site",
        ),
        (
            "en",
            ("We invite you for an interview at Brightwell Ltd, 15 King Street, Leeds."),
            "at Brightwell Ltd, 15 King Street, Leeds",
            "on_site",
        ),
        (
            "en",
            ("Come by our New York office on Monday at 10am for an interview."),
            "our New York office",
            "on_site",
        ),
        (
            "en",
            ("We would like to invite you to our office for an interview next week."),
            "our office",
            "on_site",
        ),
        (
            "en",
            (
                "Dear Jo,\n"
                "\n"
                "We would like to invite you for an interview for the warehouse position at our "
                "Leeds depot.\n"
                "Please let us know when you can come."
            ),
            "at our Leeds depot",
            "on_site",
        ),
        (
            "en",
            (
                "Thank you for applying to Acme. We'd like to invite you for an interview on "
                "Monday at 10am.\n"
                "\n"
                "Regards,\n"
                "Jo\n"
                "Acme Ltd\n"
                "14 Mill Lane, Leeds"
            ),
            None,
            None,
        ),
        (
            "en",
            ("Please call us on 0113 496 0000 at 10am on Monday for your telephone interview."),
            "telephone interview",
            "phone",
        ),
        (
            "nl",
            (
                "Datum: maandag 4 mei\n"
                "Tijd: 10.00 uur\n"
                "Locatie: Van Dijk Bouw\n"
                "Hoofdstraat 12\n"
                "3811 AB Amersfoort\n"
                "\n"
                "Met vriendelijke groet,\n"
                "Jo"
            ),
            "Van Dijk Bouw\nHoofdstraat 12\n3811 AB Amersfoort",
            "on_site",
        ),
        (
            "nl",
            (
                "Datum\n"
                "maandag 4 mei\n"
                "Tijd\n"
                "10.00 uur\n"
                "Locatie\n"
                "Google Meet (video)\n"
                "Duur\n"
                "30 minuten"
            ),
            "Google Meet (video)",
            "video",
        ),
        (
            "nl",
            "Adres:\nHoofdstraat 12\n3811 AB Amersfoort\n\nGraag tot dan.",
            "Hoofdstraat 12\n3811 AB Amersfoort",
            "on_site",
        ),
        (
            "nl",
            (
                "Het gesprek vindt plaats op onderstaand adres:\n"
                "Van Dijk Bouw\n"
                "Hoofdstraat 12\n"
                "3811 AB Amersfoort\n"
                "\n"
                "Graag tot dan."
            ),
            "Van Dijk Bouw\nHoofdstraat 12\n3811 AB Amersfoort",
            "on_site",
        ),
        (
            "nl",
            ("Het gesprek vindt plaats op volgend adres:\n[ADRES]\n\nGraag tot dan."),
            None,
            None,
        ),
        ("nl", "Locatie: [adres of Zoom]\nDatum: 4 mei", None, None),
        ("nl", "Locatie: nog te bepalen\nDatum: 4 mei", None, None),
        ("nl", "Locatie: online (Teams-link volgt)\nDatum: 4 mei", "online", "video"),
        (
            "nl",
            "Hoe: via Microsoft Teams\nWanneer: 4 mei om 10 uur",
            "via Microsoft Teams",
            "video",
        ),
        (
            "nl",
            ("Graag plannen we een korte call in om kennis te maken. Kun je dinsdag?"),
            "call",
            None,
        ),
        ("nl", "Heb je vrijdag tijd voor een belletje?", "belletje", "phone"),
        ("nl", "Heb je vrijdag tijd om even te bellen?", "te bellen", "phone"),
        (
            "nl",
            ("Het gesprek kan bij ons op kantoor of via Teams plaatsvinden."),
            "bij ons op kantoor of via Teams",
            None,
        ),
        ("nl", "Heb je liever een gesprek op kantoor of online?", "op kantoor of online", None),
        ("nl", "Maak de test op HackerRank voor vrijdag.", "HackerRank", None),
        ("nl", "Het gesprek vindt plaats via WhatsApp op maandag om 10 uur.", "WhatsApp", None),
        ("nl", "Het gesprek vindt plaats via skype op maandag om 10 uur.", "via skype", "video"),
        (
            "nl",
            (
                "Wij nodigen u uit voor een sollicitatiegesprek op maandag 4 mei om 10.00 uur op "
                "ons hoofdkantoor in Utrecht."
            ),
            "op ons hoofdkantoor in Utrecht",
            "on_site",
        ),
        (
            "nl",
            (
                "Wij nodigen u uit op ons kantoor aan de Keizersgracht 12 te Amsterdam op "
                "maandag om 10 uur."
            ),
            "op ons kantoor aan de Keizersgracht 12 te Amsterdam",
            "on_site",
        ),
        (
            "nl",
            ("Je bent welkom op de Stationsweg 45, 2e verdieping, in Zwolle."),
            "Stationsweg 45, 2e verdieping, in Zwolle",
            "on_site",
        ),
        (
            "nl",
            (
                "Wij nodigen u uit voor een gesprek op donderdag 7 mei om 14.00 uur in het "
                "gemeentehuis, kamer 3.12."
            ),
            "in het gemeentehuis, kamer 3.12",
            "on_site",
        ),
        (
            "nl",
            ("We werken in kleine Teams. Wij nodigen u uit voor een gesprek op maandag."),
            None,
            None,
        ),
        (
            "fr",
            (
                "Date : lundi 4 mai\n"
                "Heure : 10h\n"
                "Lieu : Société Martel\n"
                "12 rue des Lilas\n"
                "69003 Lyon\n"
                "\n"
                "Cordialement,\n"
                "Jo"
            ),
            "Société Martel\n12 rue des Lilas\n69003 Lyon",
            "on_site",
        ),
        (
            "fr",
            (
                "Date : lundi 4 mai\n"
                "Lieu : Salle du conseil\n"
                "       au 3e étage du siège de la Cogim sis à Lomé.\n"
                "\n"
                "Merci."
            ),
            "Salle du conseil\n       au 3e étage du siège de la Cogim sis à Lomé",
            "on_site",
        ),
        ("fr", "Lieu\nTeams (visio)\nDurée\n30 minutes", "Teams (visio)", "video"),
        (
            "fr",
            "Adresse :\n12 rue des Lilas\n69003 Lyon\n\nÀ bientôt",
            "12 rue des Lilas\n69003 Lyon",
            "on_site",
        ),
        (
            "fr",
            (
                "L'entretien aura lieu à l'adresse suivante :\n"
                "Société Martel\n"
                "12 rue des Lilas\n"
                "69003 Lyon\n"
                "\n"
                "À bientôt"
            ),
            "Société Martel\n12 rue des Lilas\n69003 Lyon",
            "on_site",
        ),
        (
            "fr",
            ("L'entretien aura lieu à l'adresse suivante :\n[ADRESSE]\n\nÀ bientôt"),
            None,
            None,
        ),
        ("fr", "Lieu : [Adresse ou lien visio]\nDate : 4 mai", None, None),
        ("fr", "Lieu : à définir\nDate : 4 mai", None, None),
        ("fr", "Format : visioconférence (Zoom)\nDate : 4 mai", "visioconférence (Zoom)", "video"),
        (
            "fr",
            "Modalité : entretien téléphonique\nDate : 4 mai",
            "entretien téléphonique",
            "phone",
        ),
        (
            "fr",
            ("Nous organiserons l'entretien (par téléphone ou dans notre agence, Lille)."),
            "par téléphone ou dans notre agence, Lille",
            None,
        ),
        (
            "fr",
            "L'entretien peut se faire en présentiel ou en visio.",
            "en présentiel ou en visio",
            None,
        ),
        (
            "fr",
            "L'entretien se fera soit dans nos locaux, soit par visio.",
            "dans nos locaux, soit par visio",
            None,
        ),
        (
            "fr",
            "Je vous propose un échange téléphonique mardi à 10h.",
            "échange téléphonique",
            "phone",
        ),
        ("fr", "Seriez-vous disponible pour un appel de 20 minutes mardi ?", "appel", "phone"),
        ("fr", "Seriez-vous disponible pour un call mardi à 10h ?", "call", None),
        ("fr", "Merci de passer le test sur Codingame avant vendredi.", "Codingame", None),
        ("fr", "L'entretien se déroulera sur Google Meet lundi à 10h.", "sur Google Meet", "video"),
        ("fr", "L'entretien aura lieu via WhatsApp lundi à 10h.", "WhatsApp", None),
        (
            "fr",
            (
                "Nous vous proposons un entretien le lundi 4 mai à 10h dans nos locaux situés au "
                "12 rue des Lilas, 69003 Lyon."
            ),
            "dans nos locaux situés au 12 rue des Lilas, 69003 Lyon",
            "on_site",
        ),
        (
            "fr",
            (
                "Votre expérience dans le domaine bancaire nous intéresse. Entretien lundi 4 mai "
                "à 10h."
            ),
            None,
            None,
        ),
        (
            "fr",
            (
                "Nous cherchons quelqu'un pour notre agence. Seriez-vous disponible pour un "
                "entretien lundi à 10h ?"
            ),
            None,
            None,
        ),
        (
            "fr",
            ("Vous êtes convoqué à un entretien le lundi 4 mai à 10h, salle B204, bâtiment Curie."),
            "salle B204, bâtiment Curie",
            "on_site",
        ),
        (
            "fr",
            ("L'entretien aura lieu à l'Hôtel Mercure, 5 place de la Gare, Metz, le lundi 4 mai."),
            "à l'Hôtel Mercure, 5 place de la Gare, Metz",
            "on_site",
        ),
        (
            "fr",
            ("Rendez-vous le lundi 4 mai à 10h en nos bureaux, 12 avenue Foch, 57000 Metz."),
            "en nos bureaux, 12 avenue Foch, 57000 Metz",
            "on_site",
        ),
        (
            "de",
            (
                "Datum: Montag, 4. Mai\n"
                "Uhrzeit: 10:00 Uhr\n"
                "Ort: Lenz Bau GmbH\n"
                "Hauptstraße 12\n"
                "80331 München\n"
                "\n"
                "Mit freundlichen Grüßen\n"
                "Jo"
            ),
            "Lenz Bau GmbH\nHauptstraße 12\n80331 München",
            "on_site",
        ),
        ("de", "Ort\nGoogle Meet (Video)\nDauer\n30 Minuten", "Google Meet (Video)", "video"),
        (
            "de",
            "Adresse:\nHauptstraße 12\n80331 München\n\nBis dann",
            "Hauptstraße 12\n80331 München",
            "on_site",
        ),
        (
            "de",
            (
                "Das Gespräch findet unter folgender Adresse statt:\n"
                "Lenz Bau GmbH\n"
                "Hauptstraße 12\n"
                "80331 München\n"
                "\n"
                "Bis dann"
            ),
            "Lenz Bau GmbH\nHauptstraße 12\n80331 München",
            "on_site",
        ),
        ("de", "Ort: [Adresse oder Zoom-Link]\nDatum: 4. Mai", None, None),
        ("de", "Ort: wird noch bekannt gegeben\nDatum: 4. Mai", None, None),
        ("de", "Format: Videogespräch (Teams)\nDatum: 4. Mai", "Videogespräch (Teams)", "video"),
        (
            "de",
            (
                "Wir freuen uns, dass Sie Teil unseres Teams werden möchten. Gespräch am Montag "
                "um 10 Uhr."
            ),
            None,
            None,
        ),
        ("de", ("Sie lernen die Teams kennen. Das Gespräch ist am Montag um 10 Uhr."), None, None),
        ("de", "Das Gespräch findet am Montag um 10 Uhr über Teams statt.", "Teams", "video"),
        ("de", "Das Gespräch findet am Montag um 10 Uhr in Teams statt.", "in Teams", "video"),
        (
            "de",
            ("Wir laden Sie zu einem kurzen zeitversetzten Video-Interview ein."),
            "zeitversetzten Video-Interview",
            "recorded",
        ),
        ("de", "Hätten Sie am Dienstag Zeit für einen kurzen Call?", "Call", None),
        ("de", "Hätten Sie am Dienstag Zeit für einen Anruf?", "Anruf", "phone"),
        (
            "de",
            ("Das Gespräch kann bei uns im Büro oder per Video stattfinden."),
            "bei uns im Büro oder per Video",
            None,
        ),
        (
            "de",
            "Möchten Sie lieber telefonisch oder per Zoom sprechen?",
            "telefonisch oder per Zoom",
            None,
        ),
        ("de", "Bitte absolvieren Sie den Test auf Codility bis Freitag.", "Codility", None),
        ("de", "Das Gespräch findet per WhatsApp am Montag um 10 Uhr statt.", "WhatsApp", None),
        (
            "de",
            (
                "Wir laden Sie zum Vorstellungsgespräch am Montag, 4. Mai, um 10 Uhr in unsere "
                "Hauptverwaltung nach Köln ein."
            ),
            "in unsere Hauptverwaltung nach Köln",
            "on_site",
        ),
        (
            "de",
            (
                "Das Gespräch findet in unseren Räumlichkeiten in der Lindenallee 4, 50668 Köln, "
                "statt."
            ),
            "in unseren Räumlichkeiten in der Lindenallee 4, 50668 Köln",
            "on_site",
        ),
        (
            "de",
            (
                "Das Vorstellungsgespräch findet am 4. Mai um 10 Uhr im Konferenzraum 2 (3. "
                "Stock) statt."
            ),
            "Konferenzraum 2 (3. Stock)",
            "on_site",
        ),
        (
            "de",
            "Bitte melden Sie sich am Empfang in der Marktstraße 5, Ulm.",
            "Empfang in der Marktstraße 5, Ulm",
            "on_site",
        ),
        (
            "de",
            "Termin: 4. Mai, 10 Uhr\nWo: Marktstraße 5, Ulm\nWer: Frau Lenz",
            "Marktstraße 5, Ulm",
            "on_site",
        ),
        (
            "de",
            ("Ihr Ansprechpartner ist unser Büro in Ulm bei Rückfragen. Gespräch am Montag."),
            None,
            None,
        ),
        (
            "en",
            (
                "We have reviewed your application and would like to invite you for an in-person "
                "interview at our Boston office. The address is 55 Summer Street, 4th Floor, "
                "Boston, MA 02110."
            ),
            "55 Summer Street, 4th Floor, Boston, MA 02110",
            "on_site",
        ),
        (
            "en",
            (
                "Your interview will be held at the main campus of Kestrel College (Room 214, "
                "Newton Building) on 12 May at 2:00 PM."
            ),
            "at the main campus of Kestrel College (Room 214, Newton Building)",
            "on_site",
        ),
        (
            "en",
            (
                "Please arrive at reception ten minutes early. Your interview is on Monday at "
                "10am at Kestrel House, 5 Dock Road, Hull HU1 2AB."
            ),
            "at Kestrel House, 5 Dock Road, Hull HU1 2AB",
            "on_site",
        ),
        (
            "en",
            ("You will be interviewed by phone. Jo will call you at 555-0142 on Monday at 10am."),
            "by phone",
            "phone",
        ),
        (
            "en",
            (
                "Please dial in on 1-800-555-0142, access code 4411, on Monday at 10am for your "
                "phone interview."
            ),
            "phone interview",
            "phone",
        ),
        (
            "en",
            ("We would like to conduct a telephonic interview on Monday at 10am."),
            "telephonic interview",
            "phone",
        ),
        (
            "en",
            (
                "This is a confirmation of your virtual interview on Monday at 10am EST. Join "
                "with the link below: https://us02web.zoom.us/j/99887766"
            ),
            "virtual",
            "video",
        ),
        (
            "en",
            (
                "Your interview is confirmed: Monday 10am, via Zoom. Link: "
                "https://us02web.zoom.us/j/99887766"
            ),
            "via Zoom",
            "video",
        ),
        (
            "en",
            ("Join us on Microsoft Teams meeting on Monday at 10am for your interview."),
            "on Microsoft Teams",
            "video",
        ),
        (
            "en",
            (
                "We're a remote-first company with an office in Berlin. We would like to invite "
                "you to an interview on Monday at 10am."
            ),
            None,
            None,
        ),
        (
            "en",
            (
                "We'd like to invite you to interview for the Barista position at Blue Cup "
                "Coffee, on Monday at 10am."
            ),
            None,
            None,
        ),
        (
            "en",
            (
                "Position: Store Manager\n"
                "Location: Leeds\n"
                "Salary: 30k\n"
                "\n"
                "We'd like to invite you to an interview on Monday at 10am by phone."
            ),
            "by phone",
            "phone",
        ),
        (
            "en",
            (
                "Position: Store Manager\n"
                "Date: Monday, May 4\n"
                "Time: 10:00 AM\n"
                "Place: 3rd Floor Conference Room, City Hall\n"
                "Interviewers: Jo, Al"
            ),
            "3rd Floor Conference Room, City Hall",
            "on_site",
        ),
        (
            "en",
            ("What: Interview with Acme\nWhen: Monday 10am\nWhere: 14 Mill Lane, Leeds"),
            "14 Mill Lane, Leeds",
            "on_site",
        ),
        (
            "en",
            ("Please use our online scheduling tool to choose a time for your interview."),
            None,
            None,
        ),
        (
            "en",
            ("Please fill in the online form before your interview on Monday at 10am."),
            None,
            None,
        ),
        (
            "en",
            ("You can find more about us online. Your interview is on Monday at 10am."),
            None,
            None,
        ),
        (
            "en",
            (
                "You applied through our online portal. We'd like to interview you on Monday at "
                "10am."
            ),
            None,
            None,
        ),
        (
            "en",
            "Please complete this online assessment within 48 hours.",
            "online assessment",
            None,
        ),
        (
            "en",
            (
                "You have been selected for a technical assessment. The test is hosted on "
                "HackerRank."
            ),
            "HackerRank",
            None,
        ),
        (
            "en",
            ("The first interview is a 30 minute screening via phone with Jo."),
            "via phone",
            "phone",
        ),
        (
            "en",
            ("We'd love to have you come in to our office in downtown Austin for a chat."),
            "our office in downtown Austin",
            "on_site",
        ),
        (
            "en",
            ("Are you able to come to our headquarters at 1 Kestrel Way on Friday at 2pm?"),
            "our headquarters at 1 Kestrel Way",
            "on_site",
        ),
        (
            "en",
            "We would like you to come into the office on Friday at 2pm.",
            "the office",
            "on_site",
        ),
        (
            "en",
            (
                "The interview will be conducted at our corporate office: 4th Floor, Prestige "
                "Tower, MG Road, Bangalore 560001."
            ),
            "4th Floor, Prestige Tower, MG Road, Bangalore 560001",
            "on_site",
        ),
        (
            "en",
            (
                "Venue Details:\n"
                "Kestrel Systems Pvt Ltd,\n"
                "Plot No. 14, Phase II,\n"
                "Industrial Area, Pune 411057\n"
                "\n"
                "Contact person: Jo"
            ),
            "Kestrel Systems Pvt Ltd,\nPlot No. 14, Phase II,\nIndustrial Area, Pune 411057",
            "on_site",
        ),
        (
            "en",
            ("Interview Venue : Kestrel Towers, 2nd Floor\nInterview Date : 4 May"),
            "Kestrel Towers, 2nd Floor",
            "on_site",
        ),
        (
            "en",
            "Mode of interview: Video call (Google Meet)\nDate: 4 May",
            "Video call (Google Meet)",
            "video",
        ),
        (
            "en",
            "Interview Mode: Online\nPlatform: Google Meet\nDate: 4 May",
            "Google Meet",
            "video",
        ),
        (
            "en",
            "📍 Location: Kestrel HQ, 14 Mill Lane\n🕐 Time: 10am",
            "Kestrel HQ, 14 Mill Lane",
            "on_site",
        ),
        (
            "en",
            "- **Location:** Kestrel HQ, 14 Mill Lane\n- **Time:** 10am",
            "Kestrel HQ, 14 Mill Lane",
            "on_site",
        ),
        ("en", "*Where*: Zoom\n*When*: Monday 10am", "Zoom", "video"),
        (
            "en",
            "Location\n\nKestrel HQ\n14 Mill Lane, Leeds\n\nTime\n10am",
            "Kestrel HQ\n14 Mill Lane, Leeds",
            "on_site",
        ),
        (
            "en",
            ("The interview is over coffee at The Grind on High Street, Monday at 10am."),
            "at The Grind on High Street",
            "on_site",
        ),
        (
            "en",
            ("Let's meet for coffee at Café Nero near our office on Monday at 10am."),
            "at Café Nero near our office",
            "on_site",
        ),
        (
            "en",
            ("You'll have a face-to-face interview with our manager on Monday at 10am."),
            "face-to-face",
            "on_site",
        ),
        ("en", "We'd like to do a quick video chat on Monday.", "video chat", "video"),
        ("en", ("We will contact you by phone or email to arrange the interview."), None, None),
        ("en", "Please call (555) 010-4422 to schedule your interview.", None, None),
        (
            "en",
            (
                "Please reply by email or call me at 555-0142 to confirm your interview on "
                "Monday at 10am."
            ),
            None,
            None,
        ),
        (
            "nl",
            (
                "We willen je graag uitnodigen voor een eerste gesprek bij ons op kantoor in "
                "Breda, Stationsplein 4."
            ),
            "bij ons op kantoor in Breda, Stationsplein 4",
            "on_site",
        ),
        (
            "nl",
            (
                "Het gesprek vindt plaats op dinsdag 5 mei om 11.00 uur op onze locatie aan de "
                "Havenweg 8 in Delft."
            ),
            "op onze locatie aan de Havenweg 8 in Delft",
            "on_site",
        ),
        (
            "nl",
            (
                "Wanneer: dinsdag 5 mei, 11.00 uur\n"
                "Waar: Havenweg 8, 2613 XA Delft\n"
                "Met wie: Jo de Wit"
            ),
            "Havenweg 8, 2613 XA Delft",
            "on_site",
        ),
        (
            "nl",
            "Plaats: vergaderzaal 2, derde verdieping\nUur: 10u",
            "vergaderzaal 2, derde verdieping",
            "on_site",
        ),
        (
            "nl",
            ("Het interview zal online doorgaan via Teams. De link ontvang je later."),
            "via Teams",
            "video",
        ),
        (
            "nl",
            ("Het gesprek gaat door in onze kantoren, Meir 12, 2000 Antwerpen."),
            "in onze kantoren, Meir 12, 2000 Antwerpen",
            "on_site",
        ),
        (
            "nl",
            "We plannen graag een telefonisch gesprek met je in.",
            "telefonisch gesprek",
            "phone",
        ),
        (
            "nl",
            ("Kun je ons bellen op 020 123 45 67 om een afspraak te maken voor het gesprek?"),
            None,
            None,
        ),
        ("nl", "Vul online je beschikbaarheid in voor het gesprek.", None, None),
        (
            "nl",
            ("Meld je aan de receptie. Het gesprek is maandag om 10 uur in het hoofdgebouw."),
            "in het hoofdgebouw",
            "on_site",
        ),
        (
            "nl",
            (
                "Je hebt gesolliciteerd op de functie van kok in ons restaurant. Graag nodigen "
                "we je uit voor een gesprek."
            ),
            None,
            None,
        ),
        (
            "nl",
            (
                "We nodigen je graag uit voor een gesprek over de functie magazijnmedewerker bij "
                "Lens Logistiek in Venlo."
            ),
            None,
            None,
        ),
        (
            "nl",
            "Het gesprek kan zowel online als bij ons op kantoor.",
            "online als bij ons op kantoor",
            None,
        ),
        (
            "nl",
            "Wil je liever een online gesprek of een gesprek op kantoor?",
            "online gesprek of een gesprek op kantoor",
            None,
        ),
        (
            "fr",
            (
                "Nous souhaiterions vous rencontrer en nos locaux, 14 rue du Port, 44000 Nantes, "
                "le mardi 5 mai à 11h."
            ),
            "en nos locaux, 14 rue du Port, 44000 Nantes",
            "on_site",
        ),
        (
            "fr",
            "Cet entretien aura lieu par téléphone le mardi 5 mai à 11h.",
            "par téléphone",
            "phone",
        ),
        (
            "fr",
            ("Nous vous appellerons le mardi 5 mai à 11h au numéro indiqué sur votre CV."),
            "vous appellerons",
            "phone",
        ),
        (
            "fr",
            ("Merci de nous appeler au 02 40 00 00 00 pour convenir d'un entretien."),
            None,
            None,
        ),
        ("fr", ("Merci de nous contacter par téléphone pour fixer un entretien."), None, None),
        (
            "fr",
            ("Quand : mardi 5 mai, 11h\nOù : 14 rue du Port, 44000 Nantes\nAvec : Mme Roux"),
            "14 rue du Port, 44000 Nantes",
            "on_site",
        ),
        (
            "fr",
            ("L'entretien aura lieu en visioconférence via Teams, le mardi 5 mai à 11h."),
            "via Teams",
            "video",
        ),
        ("fr", "Choisissez un créneau en ligne pour votre entretien.", None, None),
        (
            "fr",
            ("Vous avez postulé en ligne. Nous vous proposons un entretien mardi à 11h."),
            None,
            None,
        ),
        ("fr", ("Merci de compléter le test technique en ligne avant vendredi."), "en ligne", None),
        (
            "fr",
            ("Lors de cet entretien à distance, vous échangerez avec notre équipe mardi à 11h."),
            "à distance",
            "video",
        ),
        (
            "fr",
            ("Présentez-vous à l'accueil du bâtiment B, 14 rue du Port, à 11h."),
            "à l'accueil du bâtiment B, 14 rue du Port",
            "on_site",
        ),
        (
            "fr",
            (
                "Votre candidature pour le poste de vendeur en boutique a retenu notre "
                "attention. Entretien mardi à 11h."
            ),
            None,
            None,
        ),
        (
            "fr",
            (
                "Le poste est basé dans nos bureaux de Lille. Je vous propose un entretien par "
                "téléphone mardi à 11h."
            ),
            "par téléphone",
            "phone",
        ),
        (
            "de",
            (
                "Gerne laden wir Sie zu einem persönlichen Gespräch in unser Büro in der "
                "Hafenstraße 8, 20457 Hamburg, ein."
            ),
            "in unser Büro in der Hafenstraße 8, 20457 Hamburg",
            "on_site",
        ),
        (
            "de",
            ("Das Gespräch findet in der Hafenstraße 8, 20457 Hamburg (3. OG) statt."),
            "Hafenstraße 8, 20457 Hamburg (3. OG)",
            "on_site",
        ),
        (
            "de",
            (
                "Wann: Dienstag, 5. Mai, 11 Uhr\n"
                "Wo: Hafenstraße 8, 20457 Hamburg\n"
                "Mit wem: Frau Roth"
            ),
            "Hafenstraße 8, 20457 Hamburg",
            "on_site",
        ),
        (
            "de",
            "Veranstaltungsort: Rathaus, Zimmer 112\nUhrzeit: 11 Uhr",
            "Rathaus, Zimmer 112",
            "on_site",
        ),
        (
            "de",
            "Wir möchten Sie in einem Telefoninterview kennenlernen.",
            "Telefoninterview",
            "phone",
        ),
        (
            "de",
            ("Bitte rufen Sie uns unter 040 123456 an, um einen Termin zu vereinbaren."),
            None,
            None,
        ),
        (
            "de",
            (
                "Bitte bestätigen Sie den Termin telefonisch oder per E-Mail. Das Gespräch ist "
                "am Dienstag um 11 Uhr."
            ),
            None,
            None,
        ),
        ("de", "Sie können den Termin online buchen.", None, None),
        (
            "de",
            (
                "Sie haben sich online beworben. Wir laden Sie am Dienstag um 11 Uhr zum "
                "Gespräch ein."
            ),
            None,
            None,
        ),
        ("de", "Das Interview findet als Videokonferenz über Zoom statt.", "Zoom", "video"),
        (
            "de",
            ("Bitte kommen Sie am Dienstag um 11 Uhr in unsere Filiale am Markt 3 in Lüneburg."),
            "in unsere Filiale am Markt 3 in Lüneburg",
            "on_site",
        ),
        (
            "de",
            (
                "Das Vorstellungsgespräch findet am 5. Mai um 11 Uhr in unserem Firmengebäude, "
                "Raum 204, statt."
            ),
            "in unserem Firmengebäude, Raum 204",
            "on_site",
        ),
        (
            "de",
            (
                "Ihre Bewerbung als Verkäufer in unserer Filiale in Lüneburg hat uns gefallen. "
                "Gespräch am Dienstag um 11 Uhr."
            ),
            None,
            None,
        ),
        (
            "nl",
            ("Het gesprek vindt plaats op volgend adres:\nDe Regenboog\n[ADRES]\n\nGraag tot dan."),
            None,
            None,
        ),
        (
            "en",
            ("The HackerRank team is glad that you applied. Your interview is on Monday at 10am."),
            None,
            None,
        ),
        (
            "en",
            ("Come to our depot at 9am: Unit 14, Larch Hill Industrial Estate, Selby YO8 4AA."),
            "Unit 14, Larch Hill Industrial Estate, Selby YO8 4AA",
            "on_site",
        ),
        ("en", ("The interview will take place on the 20th Monday of the season."), None, None),
    ],
)
def test_it_is_read_as_it_is_said(lang, text, words, mode):
    place = places.find(source_of(Message(body=text)), lang)
    said = place.location_or_mode.words if place.location_or_mode else None
    assert (said, place.mode and place.mode.value) == (words, mode)
