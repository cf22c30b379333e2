"""Text written down as a page: lines, paragraphs, cells and quotations. Knows no parser."""

from itertools import pairwise
from typing import NamedTuple

from .patterns import lazy

Attributes = dict[str, str]

#: Characters without a width that cut a word in two, or turn its direction.
TELLTALE = lazy("(?<=\\w)[\u200b\u200c\u2060\ufeff](?=\\w)|[\u202a-\u202e\u2066-\u2069]")

#: The signs of which it speaks.
UNSEEN = "\u200b\u200c\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_UNSEEN = lazy("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_SPACES = ("\t", "\n", "\r", "\f", "\xa0")


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = words(
    "address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4"
    " h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul"
)
_APART = words("p h1 h2 h3 h4 h5 h6 ul ol table blockquote")
#: What these do to the page depends on their attributes.
SHAPED = words("a blockquote")

#: Programs that break lines by themselves do it at 60 to 80 columns (RFC 3676, 4.2: 78).
_NARROW, _WIDE = 58, 80

_LONGEST_LINK = 500  #: code points


def unwrapped(text: str) -> str:
    """A plain text whose lines a mail program broke, with a space in place of each such break.

    Such a break stands where the next word would have gone beyond the longest line. Places of words
    stay as they are. Text whose lines its writer broke is left alone.
    """
    lines = text.split("\n")
    width = max(map(len, filter(_is_prose, lines)), default=0)
    if not _NARROW <= width <= _WIDE:
        return text
    broken = [_is_broken(line, after, width) for line, after in pairwise(lines)]
    inside = any(after[0].islower() for after, cut in zip(lines[1:], broken, strict=True) if cut)
    if not inside and sum(broken) < 2:  # one long line may be a line
        return text
    joints = ("" if i == 0 else " " if broken[i - 1] else "\n" for i in range(len(lines)))
    return "".join(joint + line for joint, line in zip(joints, lines, strict=True))


def _is_prose(line: str) -> bool:
    """Not an address, a rule, a quotation."""
    return not line.startswith(">") and line.count(" ") > len(line) // 20


def _is_broken(line: str, after: str, width: int) -> bool:
    """Whether the break behind a line is the program's."""
    if not after[:1].isalnum() or line.endswith((".", ":", "!", "?")) or not _is_prose(line):
        return False
    return len(line) > width // 2 and len(line) + 1 + len(after.split(" ", 1)[0]) > width


def evened(html: str) -> str:
    """HTML with spaces for all white space; for all of it at once, since texts are many."""
    for sign in _SPACES:
        html = html.replace(sign, " ")
    return html


class Tag(NamedTuple):
    """What a tag does to the page."""

    name: str
    breaks: int = 0  #: of a block: how many lines further it stands from what is around it
    cites: bool = False
    link: str = ""


def tag(name: str, attributes: Attributes) -> Tag:
    """What a tag with these attributes does to the page."""
    if name == "a":
        link = attributes.get("href", "").strip()
        known = link.lower().startswith(("http://", "https://")) and len(link) <= _LONGEST_LINK
        return Tag(name, link=link if known else "")
    breaks = 0 if name not in _BLOCKS else 2 if name in _APART else 1
    return Tag(name, breaks, _is_citation(name, attributes))


def _is_citation(name: str, attributes: Attributes) -> bool:
    """Mail programs mark a quotation; a bare blockquote is an indent."""
    return name == "blockquote" and (
        attributes.get("type", "").lower() == "cite" or "quote" in attributes.get("class", "")
    )


class Page:
    """What has been written so far, and whether something was left out of sight."""

    def __init__(self, hidden_classes: frozenset[str], html: str) -> None:
        """`html`: of which all texts are."""
        self.hidden_classes = hidden_classes
        self.hidden = False
        self._all_seen = html.isascii() or not _UNSEEN.search(html)
        self._pieces: list[str] = []
        self.breaks = 0  #: before what is written next; white space then does not count
        self._gap = ""
        self._quotes = 0

    def text(self) -> str:
        text = "".join(self._pieces)
        while "  " in text:
            text = text.replace("  ", " ")
        return text

    def write(self, text: str) -> None:
        """Running text, `evened`; white space counts as one space, as in HTML."""
        if not (self._all_seen or text.isascii()):
            seen = _UNSEEN.sub("", text)
            self.hidden = self.hidden or bool(len(seen) != len(text) and TELLTALE.search(text))
            text = seen
        bare = text.strip()
        if not bare:
            self._gap = self._gap or (" " if text else "")
            return
        if self.breaks or not self._pieces:
            lead = "\n" * self.breaks if self._pieces else ""
            self._pieces.append(lead + ("> " if self._quotes else ""))
        else:
            self._pieces.append(self._gap or (" " if text[0] == " " else ""))
        self.breaks, self._gap = 0, " " if text[-1] == " " else ""
        self._pieces.append(bare)

    def open(self, tag: Tag) -> None:
        if tag.breaks:
            self._line(tag.breaks)
            self._quotes += tag.cites
            if tag.name == "li":
                self.write("- ")
        elif tag.name == "br":
            self.breaks, self._gap = min(self.breaks + 1, 3), ""
        elif tag.name in ("td", "th") and not self.breaks:
            self._gap = "\t"

    def close(self, tag: Tag) -> None:
        if tag.breaks:
            self._line(tag.breaks)
            self._quotes -= tag.cites
        elif tag.link:
            self.write(f" <{tag.link}> ")

    def _line(self, breaks: int) -> None:
        self._gap = ""
        if self.breaks < breaks:
            self.breaks = breaks
