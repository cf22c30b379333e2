"""Bodies as HTML and as text, and an item as a mail (RFC 5322)."""

import re
from email.headerregistry import Address as Person
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from typing import Any

from ..model import Address
from ..reading.visible import visible
from .box import Item
from .values import Body

#: Where Outlook and Exchange put the answered mail.
DIVIDER = '<div id="divRplyFwdMsg"'
_PLAIN_DIVIDER = "________________________________"
_NOT_IN_HEADER = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


def html(body: Body) -> Body:
    """As HTML; a plain one in the frame that Exchange gives it."""
    if body.html:
        return body
    lines = escape(body.text, quote=False).replace("\r\n", "\n").replace("\n", "<br>\n")
    return Body(
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>'
        f'<body><div class="PlainText">{lines}</div></body></html>',
        html=True,
    )


def plain(body: Body) -> Body:
    return Body(visible(body.text).text) if body.html else body


def form(body: Body, asked: str) -> Body:
    """`asked`: HTML, Text or Best, which is as it was written."""
    return {"HTML": html, "Text": plain}.get(asked, lambda same: same)(body)


def newest(body: Body) -> Body:
    """Without the mail that it answers."""
    mark = DIVIDER if body.html else _PLAIN_DIVIDER
    before, divider, _ = body.text.partition(mark)
    return Body(f"{before}</body></html>" if body.html and divider else before, body.html)


def quoting(new: Body, old: Item) -> Body:
    """An answer with the mail that it answers below it, as Exchange joins them."""
    said, from_ = html(old.values.get("Body", Body(""))), old.values.get("From", Address())
    line = f"<b>From:</b> {escape(from_.name or from_.email)}<br>"
    line += f"<b>Subject:</b> {escape(str(old.values.get('Subject', '')))}"
    inner = re.sub(r"</?(?:html|head|body|meta)\b[^<>]*>", "", said.text, flags=re.I)
    top = re.sub(r"</(?:body|html)>\s*", "", html(new).text, flags=re.I)
    quoted = f'<hr style="display:inline-block;width:98%">{DIVIDER} dir="ltr">{line}</div>{inner}'
    return Body(f"{top}{quoted}</body></html>", html=True)


def mime(item: Item) -> bytes:
    """The item as a mail: as it came, else made from its fields."""
    if item.mime is not None:
        return item.mime
    made, values = EmailMessage(policy=SMTP), item.values
    for name, field in (("From", "From"), ("To", "ToRecipients"), ("Cc", "CcRecipients")):
        if people := _people(values.get(field, ())):
            made[name] = people
    for name, field in (
        ("Subject", "Subject"),
        ("Message-ID", "InternetMessageId"),
        ("In-Reply-To", "InReplyTo"),
        ("References", "References"),
    ):
        if value := values.get(field):
            made[name] = _NOT_IN_HEADER.sub(" ", value)
    if at := values.get("DateTimeSent"):
        made["Date"] = at
    body: Body = values.get("Body", Body(""))
    made.set_content(plain(body).text)
    if body.html:
        made.add_alternative(body.text, subtype="html")
    return made.as_bytes()


def _people(value: Any) -> list[Person]:
    """Whoever has an address that can stand in a header."""
    found = []
    for one in value if isinstance(value, tuple) else (value,):
        name, _, domain = one.email.rpartition("@")
        if name and domain and one.email.isascii() and one.email.isprintable():
            found.append(Person(_NOT_IN_HEADER.sub(" ", one.name), name, domain))
    return found
