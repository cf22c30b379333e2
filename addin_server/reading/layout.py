"""Text written down as a page: lines, paragraphs, cells and quotations. Knows no parser."""

from itertools import pairwise

from .patterns import lazy

Attributes = dict[str, str | None]

#: Characters without a width that cut a word in two, or turn its direction.
TELLTALE = lazy("(?<=\\w)[\u200b\u200c\u2060\ufeff](?=\\w)|[\u202a-\u202e\u2066-\u2069]")

#: The signs of which it speaks.
UNSEEN = "\u200b\u200c\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_UNSEEN = lazy("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_SPACE = lazy(r"[ \t\r\n\f\xa0]+")
_UNEVEN = lazy(r"[\t\r\n\f\xa0]|  ")  #: something else than single spaces


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = words(
    "address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4"
    " h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul"
)
_APART = words("p h1 h2 h3 h4 h5 h6 ul ol table blockquote")

#: Programs that break lines by themselves do it at 60 to 80 columns (RFC 3676, 4.2: 78).
_NARROW, _WIDE = 58, 80


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


class Page:
    """What has been written so far, and whether something was left out of sight."""

    def __init__(self, hidden_classes: frozenset[str]) -> None:
        self.hidden_classes = hidden_classes
        self.hidden = False
        self._pieces: list[str] = []
        self._breaks = 0
        self._gap = ""
        self._quotes = 0

    def text(self) -> str:
        return "".join(self._pieces)

    def write(self, text: str) -> None:
        """Running text; white space counts as one space, as in HTML."""
        if not text.isascii():
            seen = _UNSEEN.sub("", text)
            self.hidden = self.hidden or bool(len(seen) != len(text) and TELLTALE.search(text))
            text = seen
        if not text or text.isspace():
            self._gap = self._gap or (" " if text else "")
            return
        flat = _SPACE.sub(" ", text) if _UNEVEN.search(text) else text
        if self._breaks or not self._pieces:
            lead = "\n" * self._breaks if self._pieces else ""
            self._pieces.append(lead + ("> " if self._quotes else ""))
        else:
            self._pieces.append(self._gap or (" " if flat[0] == " " else ""))
        self._breaks, self._gap = 0, " " if flat[-1] == " " else ""
        self._pieces.append(flat.strip())

    def open(self, tag: str, attributes: Attributes) -> None:
        if tag == "br":
            self._breaks, self._gap = min(self._breaks + 1, 3), ""
        elif tag in _BLOCKS:
            self._line(tag)
            self._quotes += _is_citation(tag, attributes)
            if tag == "li":
                self.write("- ")
        elif tag in ("td", "th") and not self._breaks:
            self._gap = "\t"

    def close(self, tag: str, attributes: Attributes) -> None:
        if tag in _BLOCKS:
            self._quotes -= _is_citation(tag, attributes)
            self._line(tag)
        elif tag == "a":
            href = (attributes.get("href") or "").strip()
            if href.lower().startswith(("http://", "https://")) and len(href) <= 500:
                self.write(f" <{href}> ")

    def _line(self, tag: str) -> None:
        self._breaks, self._gap = max(self._breaks, 2 if tag in _APART else 1), ""


def _is_citation(tag: str, attributes: Attributes) -> bool:
    """Mail programs mark a quotation; a bare blockquote is an indent."""
    return tag == "blockquote" and (
        (attributes.get("type") or "").lower() == "cite"
        or "quote" in (attributes.get("class") or "")
    )
