"""What happened to a deadline or a promise, told to whoever asks why they were reminded."""

from collections.abc import Sequence
from typing import Any

from .model import iso
from .resources import lexicon
from .store import Happening

#: The entry in the mailbox follows the deadline; that is no news.
_SILENT = {("native", "follows"), ("native", "cancelled")}


def told(found: Sequence[Happening], lang: str) -> list[dict[str, Any]]:
    """In order, each with a sentence in the asker's language."""
    return [
        {
            "at": iso(each.at),
            "what": each.what,
            "which": each.which,
            "sentence": sentence(each, lang),
        }
        for each in found
        if (each.which, each.what) not in _SILENT
    ]


def sentence(happening: Happening, lang: str) -> str:
    """Of a reminder: its name and what became of it; with why, where there is a reason."""
    words = lexicon(lang, "history")
    what = words["of_reminders"] if happening.which else words["of_itself"]
    said = str(what.get(happening.what, what["other"]))
    said = said.format(which=words["which"].get(happening.which, words["which"]["other"]))
    why = words["why"].get(happening.code, words["why"]["other"]) if happening.code else ""
    said = f"{said}{words['because']}{why}" if why else said
    return f"{said[:1].upper()}{said[1:]}."
