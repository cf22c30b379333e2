"""The HTML of a letter -> its plain-text twin. For the tags of a letter only, not for mails."""

import re
from html import unescape

_LINES = {
    **dict.fromkeys(("<p>", "</p>", "<ul>", "</ul>", "<ol>", "</ol>"), "\n\n"),
    **dict.fromkeys(("<br>", "<br/>", "</br>"), "\n"),
    **{"<li>": "\n- ", "</li>": ""},
}
#: Tags that stand between lines; odd pieces of what it splits.
BETWEEN_LINES = re.compile(r"(</?(?:p|ul|ol|li|br)/?>)")
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')
_INLINE = re.compile(r"</?(?:strong|em|b|i)\s*/?>")


def text_of(html: str) -> str:
    """Write HTML out as text: one empty line between blocks, addresses behind their links."""
    pieces = BETWEEN_LINES.split(html.replace("\n", " "))
    pieces[::2] = [words.strip(" ") for words in pieces[::2]]
    pieces[1::2] = [_LINES[tag] for tag in pieces[1::2]]
    text = "".join(pieces).strip("\n")
    if "<" in text:
        text = _INLINE.sub("", _LINK.sub(_linked, text))
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return unescape(text) + "\n"


def _linked(link: re.Match[str]) -> str:
    address, words = link[1], link[2]
    return words if words.strip() == address else f"{words} ({address})"
