"""The folder of templates -> a catalogue. A faulty file is a TemplateError naming file and line."""

from pathlib import Path

from .. import resources
from ..model import LANGUAGES, Kind, Register
from .catalogue import ADDRESSEE, Catalogue, LetterTemplate, Texts
from .description import Description, field_of
from .faults import faults
from .sources import Sources


def load(own: Path | None) -> Catalogue:
    """An organisation's `own` letters, checked; or those that travel with the package.

    The latter are checked by the tests, and their texts are compiled when first asked for: a
    start should not wait for hundreds of them. Raises TemplateError.
    """
    sources = Sources(own or resources.folder("templates"))
    if own:
        for fault in faults(sources):
            raise fault
    letters = {
        path.stem: _letter(sources, side, path)
        for side in ADDRESSEE
        for path in sources.described(side)
    }
    mails = (Texts(LANGUAGES, each) for each in (sources.notice, sources.promise))
    return Catalogue(letters, *mails)


def check(own: Path) -> list[str]:
    """Say all that is wrong with a folder of letters: file, line and what, one sentence each."""
    # A fault in what letters share is met in each of them.
    return list(dict.fromkeys(str(fault) for fault in faults(Sources(own))))


def _letter(sources: Sources, side: str, path: Path) -> LetterTemplate:
    about, shared = Description(path), sources.shared(side)
    texts = {lang: file for lang, file in sources.texts(path).items() if file.is_file()}
    words = about.worded(about.data, "subject")
    return LetterTemplate(
        id=path.stem,
        side=side,
        title=about.worded(about.data, "title"),
        when=about.worded(about.data, "when"),
        kinds=frozenset(about.listed("kinds", Kind)),
        order=about.order(),
        registers=tuple(about.listed("registers", Register)),
        languages=tuple(texts),
        fields=tuple(field_of(about, shared, name) for name in about.data.get("fields", ())),
        bodies=Texts(texts, lambda lang: sources.compiled(texts[lang])),
        subjects=Texts(LANGUAGES, lambda lang: sources.line(words[lang])),
    )
