"""A letter as a Word file, laid out as the language does it. Only module that imports docx.

How: ``lexicon/<lang>/formal.toml``. Where the sender, the addressee and the date stand, what is put
before the subject, and how a formal letter closes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from . import letters
from .errors import Malformed
from .model import Letter, Register
from .phrases import day, sentence
from .resources import lexicon

if TYPE_CHECKING:
    from docx.document import Document

FONT, SIZE = "Calibri", 11  #: Word's own; points
MARGIN = 2.5  #: cm
SIGNATURE = 3  #: empty lines between the closing and the name


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """Who writes, or is written to. `address` of several lines; all may be empty."""

    name: str = ""
    address: str = ""
    place: str = ""  #: from where the sender writes

    def lines(self) -> list[str]:
        found = [self.name, *self.address.splitlines()]
        return [line.strip() for line in found if line.strip()]


def written(
    catalogue: letters.Catalogue,
    id: str,
    *,
    lang: str,
    register: Register,
    values: Mapping[str, object],
    phrasing: int,
    sender: Party,
    addressee: Party,
    today: date,
) -> bytes:
    """The letter as the bytes of a .docx.

    Raises UnknownLetter, LetterIncomplete; Malformed, for an employer's letter too.
    """
    if catalogue[id].side != "decline":
        raise Malformed("id", "only a candidate's letter can be a formal one")
    letter = letters.render(
        catalogue, id, lang=lang, register=register, values=values, phrasing=phrasing
    )
    page = _page()
    _head(page, lang, sender, addressee, today)
    _body(page, letter, lang, register, sender.name)
    return _saved(page, letter.subject, lang)


def _head(page: "Document", lang: str, sender: Party, addressee: Party, today: date) -> None:
    """Who writes to whom, where and when."""
    how, place = lexicon(lang, "formal"), sender.place.strip()
    dated = "dated" if place else "dated_without_place"
    _block(page, sender.lines(), how["sender"])
    _block(page, addressee.lines(), how["addressee"])
    _block(page, [sentence(lang, "formal", dated, place=place, day=day(today, lang))], how["date"])


def _body(page: "Document", letter: Letter, lang: str, register: Register, signer: str) -> None:
    """From the subject to the name; `signer` where the letter closes without one."""
    greeting, *text, closing = letter.text.strip().split("\n\n")
    closing, _, name = closing.partition("\n")
    if register is Register.FORMAL:
        greeting = _formally(greeting, lang)
        closing = sentence(lang, "formal", "close", greeting=greeting.rstrip(" ,!"))
    _open(page, lang, greeting, sentence(lang, "formal", "subject", subject=letter.subject))
    for paragraph in (*text, closing, "\n" * (SIGNATURE - 1), name or signer):
        _paragraph(page, paragraph)


def _open(page: "Document", lang: str, greeting: str, subject: str) -> None:
    """Subject and greeting, in the order of the language."""
    if lexicon(lang, "formal")["greeting_first"]:
        _paragraph(page, greeting)
    _paragraph(page, subject, bold=True)
    if not lexicon(lang, "formal")["greeting_first"]:
        _paragraph(page, greeting)


def _formally(greeting: str, lang: str) -> str:
    """As on paper: in French the title alone, without the name; else as in a mail."""
    how = lexicon(lang, "formal")
    if "titles" not in how:
        return greeting
    title = next((word for word in greeting.rstrip(" ,").split() if word in how["titles"]), None)
    return f"{title}," if title else str(how["unknown"])


def _page() -> "Document":
    # A quarter of a second to load, for a letter that few ask for.
    from docx import Document
    from docx.shared import Cm, Pt

    page = Document()
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    normal = page.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    normal.paragraph_format.space_after = Pt(SIZE)
    return page


def _paragraph(page: "Document", text: str, *, bold: bool = False, right: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = page.add_paragraph()
    paragraph.add_run(text).bold = bold or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _block(page: "Document", lines: list[str], side: str) -> None:
    """Lines that belong together; nothing when there are none."""
    if lines:
        _paragraph(page, "\n".join(lines), right=side == "right")


def _saved(page: "Document", title: str, lang: str) -> bytes:
    page.core_properties.title = title
    page.core_properties.language = lang
    page.core_properties.author = ""  # else Word shows the library's name
    page.core_properties.comments = ""
    file = BytesIO()
    page.save(file)
    return file.getvalue()
