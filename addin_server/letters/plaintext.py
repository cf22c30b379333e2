"""The HTML of a letter -> its plain-text twin. For our own templates' tags only, not for mails."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "ul", "ol"})
_SPACES = re.compile(r"[ \t\r\n]+")


class _Twin(HTMLParser):
    """Collects text; a block starts after an empty line, a list item with a dash."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hrefs: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "a":
            self.hrefs.append((dict(attrs).get("href") or "", len(self.parts)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a" and self.hrefs:
            href, start = self.hrefs.pop()
            if href and "".join(self.parts[start:]).strip() != href:
                self.parts.append(f" ({href})")

    def handle_data(self, data: str) -> None:
        self.parts.append(_SPACES.sub(" ", data))


def text_of(html: str) -> str:
    """Write HTML out as text: one empty line between blocks, addresses behind their links."""
    twin = _Twin()
    twin.feed(html)
    twin.close()
    lines = [line.strip(" ") for line in "".join(twin.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
