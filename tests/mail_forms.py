"""One text as the mails that programs make of it: wrapped, encoded, laid out."""

import textwrap
from email.message import EmailMessage
from html import escape
from itertools import groupby

WORD_HEAD = """<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]--><style><!--
/* Font Definitions */ @font-face {font-family:Calibri;}
p.MsoNormal, li.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}
--></style></head>"""
HEADINGS = {
    "nl": ("Van", "Verzonden", "Aan", "Onderwerp"),
    "en": ("From", "Sent", "To", "Subject"),
    "fr": ("De", "Envoyé", "À", "Objet"),
    "de": ("Von", "Gesendet", "An", "Betreff"),
}
BEFORE = {
    "nl": "Dank je, ik hoor het graag.",
    "en": "Thank you, I look forward to hearing from you.",
    "fr": "Merci, dans l'attente de vous lire.",
    "de": "Danke, ich freue mich auf Ihre Nachricht.",
}


def wrapped(text, width=72):
    """Hard line breaks, as programs set them when they send plain text."""

    def lines(line):
        return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]

    return "\n".join(part for line in text.split("\n") for part in lines(line))


def outlook(text, lang):
    """Word's HTML: a paragraph a line, an empty one between."""
    style = 'style="font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif"'
    lines = (escape(line, quote=False) or "&nbsp;" for line in text.split("\n"))
    body = "".join(
        f'<p class="MsoNormal"><span lang="{lang}" {style}>{line}<o:p></o:p></span></p>\n'
        for line in lines
    )
    return f'<html>{WORD_HEAD}<body><div class="WordSection1">{body}</div></body></html>'


def outlook_answer(text, lang):
    """The same above what is answered."""
    sent = ("Noor Claes", "20 november 2026 09:12", "Team", "RE")
    head = "<br>".join(
        f"<b>{name}:</b> {value}" for name, value in zip(HEADINGS[lang], sent, strict=True)
    )
    border = "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"
    history = f'<div><div style="{border}"><p class="MsoNormal">{head}</p></div></div>'
    history += f'<p class="MsoNormal">{BEFORE[lang]}</p>'
    return outlook(text, lang).replace("</div></body>", f"{history}</div></body>")


def gmail(text, lang):
    lines = (escape(line) or "<br>" for line in text.split("\n"))
    return f'<div dir="ltr">{"".join(f"<div>{line}</div>" for line in lines)}</div>'


def recruiting_software(text, lang):
    """A table in a table, a preview line that is hidden, pictures."""
    paragraphs = (
        "<br />".join(map(escape, lines))
        for blank, lines in groupby(text.split("\n"), key=lambda line: not line.strip())
        if not blank
    )
    body = "".join(f'<p style="margin:0 0 16px;color:#333333">{each}</p>' for each in paragraphs)
    return (
        "<!DOCTYPE html><html><head><title>Mail</title><style>@media only screen{.c{width:100%}}"
        '</style></head><body bgcolor="#f4f4f4"><div style="display:none;max-height:0">&zwnj;'
        '&nbsp;</div><table width="100%"><tr><td align="center"><table class="c" width="600"><tr>'
        '<td><img src="https://cdn.example/logo.png" alt=""></td></tr><tr><td style="padding:24px">'
        f'{body}</td></tr></table></td></tr></table><img src="https://t.example/o.gif" alt="">'
        "</body></html>"
    )


def _plain(text, lang, cte="8bit"):
    message = EmailMessage()
    message.set_content(text, cte=cte)
    return message


def _html(text, lang, layout):
    message = EmailMessage()
    message.set_content(layout(text, lang), subtype="html", cte="quoted-printable")
    return message


def _both(text, lang, layout):
    message = EmailMessage()
    message.set_content(wrapped(text))
    message.add_alternative(layout(text, lang), subtype="html", cte="quoted-printable")
    return message


#: By name: text and language -> a mail without headers.
FORMS = {
    "quoted-printable": lambda text, lang: _plain(text, lang, "quoted-printable"),
    "base64": lambda text, lang: _plain(text, lang, "base64"),
    "wrapped": lambda text, lang: _plain(wrapped(text), lang),
    "outlook": lambda text, lang: _html(text, lang, outlook),
    "outlook, answering": lambda text, lang: _html(text, lang, outlook_answer),
    "gmail": lambda text, lang: _html(text, lang, gmail),
    "recruiting software": lambda text, lang: _html(text, lang, recruiting_software),
    "both": lambda text, lang: _both(text, lang, outlook),
}
