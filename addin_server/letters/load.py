"""The folder of templates -> a catalogue. A faulty file is a TemplateError naming file and line."""

from collections.abc import Callable
from dataclasses import dataclass, replace
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
    """The letters of the package, with an organisation's `own` over them, checked.

    A file of its folder takes the place of ours of that name, or is one more. With `run`, which
    calls a function in another process, what the folder has a part in is not read or filled in
    here. The package's letters are checked by the tests, and their texts are compiled when first
    asked for: a start should not wait for hundreds of them. Raises TemplateError.
    """
    sources = _sources(own)
    ask = apart(sources, run) if run else here(sources)
    if own:
        for fault in faults(sources, ask):
            raise fault
    text = partial(_asked, sources, ask) if run else partial(_compiled, sources)
    changed = _Folder(sources, ask, text)
    packaged = Sources(resources.folder("templates"))
    ours = _Folder(packaged, here(packaged), partial(_compiled, packaged))

    def holder(side: str, name: str) -> _Folder:
        return changed if sources.changes(side, name) else ours

    paths = [(side, path) for side in ADDRESSEE for path in sources.described(side)]
    found = [holder(side, path.stem).letter(side, path) for side, path in paths]
    mails = [holder("notice", name).mails(name) for name in ("notice", "promise", "digest")]
    return Catalogue({each.id: each for each in found}, *mails)


@dataclass(frozen=True)
class _Folder:
    """Files, how they are read, and how their texts are filled in."""

    sources: Sources
    ask: Ask
    text: Callable[..., Text]

    def letter(self, side: str, path: Path) -> LetterTemplate:
        letter: LetterTemplate = self.ask(_letter, side, path)
        files = self.sources.texts(path)
        return replace(
            letter,
            bodies=Texts(letter.languages, lambda lang: self.text(files[lang])),
            subjects=Texts(LANGUAGES, lambda lang: self.text(path, letter.subject[lang])),
        )

    def mails(self, name: str) -> Texts:
        return Texts(LANGUAGES, lambda lang: self.text(self.sources.mails(lang)[name]))


def check(own: Path, run: Run | None = None) -> list[str]:
    """Say all that is wrong with a folder of letters: file, line and what, one sentence each."""
    sources = _sources(own)
    found = faults(sources, apart(sources, run) if run else here(sources))
    # A fault in what letters share is met in each of them.
    return list(dict.fromkeys(str(fault) for fault in found))


def _sources(own: Path | None) -> Sources:
    ours = resources.folder("templates")
    return Sources(own, ours) if own and own.resolve() != ours.resolve() else Sources(ours)


def _compiled(sources: Sources, file: Path, words: str = "") -> Text:
    """A text of the package; the words of a subject line stand in a file too."""
    return sources.line(words) if words else sources.compiled(file)


def _asked(sources: Sources, ask: Ask, file: Path, words: str = "") -> Text:
    return Apart(ask, sources.name(file), words or file)


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
