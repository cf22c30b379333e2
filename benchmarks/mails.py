"""Invitations of a given size, in Dutch and English, as Outlook and Gmail send them: HTML.

`long` is all new text; in `thread` all but the first part is history.
"""

from html import escape

SIZES = (5_000, 50_000)
SHAPES = ("long", "thread")
LANGUAGES = ("nl", "en")

OPENING = {
    "nl": (
        "Beste Noor,",
        "Dank je wel voor je sollicitatie naar de functie van planner bij Linde Metaal. We hebben "
        "je brief met plezier gelezen en nodigen je graag uit voor een eerste gesprek.",
        "Dat kan op dinsdag 1 december 2026 om 10.30 uur of op donderdag 3 december 2026 tussen "
        "14.00 en 15.30 uur, op ons kantoor aan de Havenstraat 12 in Gent.",
        "Laat je ons uiterlijk vrijdag 27 november weten welk moment je past?",
    ),
    "en": (
        "Dear Noor,",
        "Thank you for your application for the position of planner at Linde Metal. We enjoyed "
        "reading your letter and would like to invite you to a first interview.",
        "We could meet on Tuesday 1 December 2026 at 10:30 or on Thursday 3 December 2026 between "
        "2:00 pm and 3:30 pm, at our office at 12 Harbour Street in Ghent.",
        "Could you let us know by Friday 27 November which of these suits you?",
    ),
}
CLOSING = {
    "nl": ("Met vriendelijke groet,", "An Bos", "Personeelszaken, Linde Metaal"),
    "en": ("Kind regards,", "An Bos", "Human Resources, Linde Metal"),
}
MORE = {
    "nl": (
        "Je spreekt eerst met de ploegleider en daarna met twee collega's van de planning; samen "
        "duurt dat ongeveer een uur en een kwartier.",
        "We werken met 140 mensen in drie ploegen en maken onderdelen voor bruggen en sluizen.",
        "Je reiskosten vergoeden we; parkeren kan achter het gebouw, de bus stopt voor de deur.",
        "Breng gerust voorbeelden van je werk mee, en vragen over de ploegen of de opleiding.",
        "In maart 2027 openen we een tweede hal, waarvoor we nu al mensen zoeken.",
        "Meer over de afdeling vind je op onze website; bellen mag ook, op 09 222 33 44.",
    ),
    "en": (
        "You will first meet the shift leader and then two colleagues from planning; together that "
        "takes about an hour and a quarter.",
        "There are 140 of us in three shifts, and we make parts for bridges and locks.",
        "We pay for your journey; you can park behind the building, and the bus stops in front.",
        "Do bring examples of your work, and questions about the shifts or the training.",
        "In March 2027 we will open a second hall, for which we are already looking for people.",
        "You can read more about the department on our website, or call us on 09 222 33 44.",
    ),
}
ATTRIBUTION = {
    "nl": "Op vr 20 nov. 2026 om 09:12 schreef Noor Claes <noor@example.org>:",
    "en": "On Fri, Nov 20, 2026 at 9:12 AM Noor Claes <noor@example.org> wrote:",
}
SUBJECT = {"nl": "Uitnodiging voor een gesprek", "en": "Invitation to an interview"}
HEAD = (
    "From: An Bos <an@linde.example>\r\nTo: Noor Claes <noor@example.org>\r\n"
    "Date: Mon, 23 Nov 2026 09:00:00 +0100\r\nMessage-ID: <bench@linde.example>\r\n"
    "Subject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
)


def mail(lang: str, size: int, shape: str) -> bytes:
    """An invitation of about that many bytes."""
    opening, closing = _paragraphs(OPENING[lang]), "<br>".join(CLOSING[lang])
    head = HEAD.format(subject=SUBJECT[lang])
    rest = _filled(lang, size - len(head) - len(opening) - len(closing) - 300)
    if shape == "thread":
        more = f"<p>{closing}</p></div>" + _quoted(lang, rest)
    else:
        more = f"{rest}<p>{closing}</p></div>"
    page = f'<html><body><div dir="ltr" style="font-family:Calibri">{opening}{more}</body></html>'
    return (head + page).encode()


def _filled(lang: str, size: int) -> str:
    """Paragraphs, as many as it takes."""
    said, number = "", 0
    while len(said) < size:
        said += _paragraphs((f"{number + 1}. {MORE[lang][number % len(MORE[lang])]}",))
        number += 1
    return said


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f'<p class="MsoNormal">{escape(text)}</p>\r\n' for text in texts)


def _quoted(lang: str, rest: str) -> str:
    return (
        f'<div class="gmail_quote"><div class="gmail_attr">{escape(ATTRIBUTION[lang])}<br></div>'
        f'<blockquote class="gmail_quote">{rest}</blockquote></div>'
    )
