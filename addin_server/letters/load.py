"""The folder of templates -> a catalogue. A faulty file is a TemplateError naming file and line."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from .. import resources
from ..model import LANGUAGES, Kind, Register
from .catalogue import ADDRESSEE, Catalogue, LetterTemplate, Text, Texts
from .description import Description, field_of
from .faults import faults
from .filling import Apart, Ask, Run, apart, here
from .sources import Sources


def load(own: Path | None, run: Run | None = None) -> Catalogue:
    """An organisation's `own` letters, checked; or those that travel with the package.

    With `run`, which calls a function in another process, nothing of the folder is read or filled
    in here. The package's letters are checked by the tests, and their texts are compiled when
    first asked for: a start should not wait for hundreds of them. Raises TemplateError.
    """
    sources = Sources(own or resources.folder("templates"))
    ask = apart(sources.folder, run) if run else here(sources)
    if own:
        for fault in faults(sources, ask):
            raise fault
    text = partial(_asked, sources.folder, ask) if run else partial(_compiled, sources)
    letters = {
        path.stem: _with_texts(sources, path, ask(_letter, side, path), text)
        for side in ADDRESSEE
        for path in sources.described(side)
    }

    def mails(name: str) -> Texts:
        return Texts(LANGUAGES, lambda lang: text(sources.mails(lang)[name]))

    return Catalogue(letters, mails("notice"), mails("promise"), mails("digest"))


def check(own: Path, run: Run | None = None) -> list[str]:
    """Say all that is wrong with a folder of letters: file, line and what, one sentence each."""
    sources = Sources(own)
    found = faults(sources, apart(own, run) if run else here(sources))
    # A fault in what letters share is met in each of them.
    return list(dict.fromkeys(str(fault) for fault in found))


def _compiled(sources: Sources, file: Path, words: str = "") -> Text:
    """A text of the package; the words of a subject line stand in a file too."""
    return sources.line(words) if words else sources.compiled(file)


def _asked(folder: Path, ask: Ask, file: Path, words: str = "") -> Text:
    return Apart(ask, file.relative_to(folder).as_posix(), words or file)


def _letter(sources: Sources, side: str, path: Path) -> LetterTemplate:
    """A letter but for its texts."""
    about, shared = Description(path), sources.shared(side)
    return LetterTemplate(
        id=path.stem,
        side=side,
        title=about.worded(about.data, "title"),
        when=about.worded(about.data, "when"),
        kinds=frozenset(about.listed("kinds", Kind)),
        order=about.order(),
        registers=tuple(about.listed("registers", Register)),
        languages=tuple(lang for lang, file in sources.texts(path).items() if file.is_file()),
        fields=tuple(field_of(about, shared, name) for name in about.data.get("fields", ())),
        subject=about.worded(about.data, "subject"),
    )


def _with_texts(
    sources: Sources, path: Path, letter: LetterTemplate, text: Callable[..., Text]
) -> LetterTemplate:
    files = sources.texts(path)
    return replace(
        letter,
        bodies=Texts(letter.languages, lambda lang: text(files[lang])),
        subjects=Texts(LANGUAGES, lambda lang: text(path, letter.subject[lang])),
    )
