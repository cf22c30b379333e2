"""An organisation's own letters, filled in with samples -> what their wording could do better.

Warnings, never faults: a letter that is worded otherwise can still be used. Reads the letters'
files, to name the line on which words stand.
"""

import re
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from . import letters, wording
from .letters import Catalogue, LetterTemplate
from .letters.catalogue import PHRASINGS
from .model import Letter

_TOLD_IN = "en"  #: as all that the command line says
_MARKUP = re.compile(r"<[^<>]{0,500}>|\{[{%#][^{}]{0,500}[}%#]\}")
_MOST_WORDS = 40  #: of a finding that are looked for in a file


def warnings(folder: Path, catalogue: Catalogue) -> list[str]:
    """Say what the wording check finds in letters of the folder, each thing of a letter once."""
    found = (
        line
        for letter in catalogue.values()
        for lang in letter.languages
        if _own(folder, letter, lang)
        for line in _of_letter(folder, catalogue, letter, lang)
    )
    return list(dict.fromkeys(found))  # what letters share is met in each of them


def _names(letter: LetterTemplate, lang: str) -> tuple[str, str]:
    """The files that its text and its subject come from."""
    return f"{letter.id}.{lang}.html", f"{letter.id}.toml"


def _own(folder: Path, letter: LetterTemplate, lang: str) -> list[Path]:
    """The files of the folder that it is made of, the nearest to it first."""
    side = folder / letter.side
    text, about = (side / name for name in _names(letter, lang))
    return [file for file in (text, *sorted(side.glob("_*.html")), about) if file.is_file()]


def _of_letter(
    folder: Path, catalogue: Catalogue, letter: LetterTemplate, lang: str
) -> Iterator[str]:
    values = letters.samples(letter, lang)
    ways = product(letter.registers, range(PHRASINGS))
    shared = not any((folder / letter.side / name).is_file() for name in _names(letter, lang))
    for register, phrasing in islice(ways, 1 if shared else None):  # what is shared reads the same
        written = letters.render(
            catalogue, letter.id, lang=lang, register=register, values=values, phrasing=phrasing
        )
        for finding in wording.check(_draft(letter, lang, values, written), _TOLD_IN):
            yield f"{_place(folder, letter, lang, finding)}: warning: {_words(finding)}"


def _draft(
    letter: LetterTemplate, lang: str, values: dict[str, object], written: Letter
) -> wording.Draft:
    context = wording.Context(
        contact_name=str(values.get("contact_name", "")),
        candidate_name=str(values.get("candidate_name", "")),
        company=str(values.get("company", "")),
        job_title=str(values.get("job_title", "")),
        situation=letter.id,
    )
    return wording.Draft(
        side=letter.side, lang=lang, text=written.text, subject=written.subject, context=context
    )


def _words(finding: wording.Finding) -> str:
    lack = finding.code.startswith("no_")  # what is missing has no words
    return finding.why if lack else f'"{" ".join(finding.words.split())}": {finding.why}'


def _place(folder: Path, letter: LetterTemplate, lang: str, finding: wording.Finding) -> str:
    """The file of a letter's text or subject, and the line where the words stand, if they do."""
    own = _own(folder, letter, lang)
    file = folder / letter.side / _names(letter, lang)[finding.part == "subject"]
    if file not in own:
        return str(own[0])  # the text is ours: something else that it is made of is not
    words = [] if finding.code.startswith("no_") else finding.words.split()[:_MOST_WORDS]
    source = _MARKUP.sub(_blank, file.read_text("utf-8"))
    found = re.search(r"\s+".join(map(re.escape, words)), source) if words else None
    return f"{file}:{source.count(chr(10), 0, found.start()) + 1}" if found else str(file)


def _blank(markup: re.Match[str]) -> str:
    """White space as long as what it stands for, on as many lines."""
    return "".join(sign if sign == "\n" else " " for sign in markup[0])
