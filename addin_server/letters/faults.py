"""What is wrong with a folder of templates: everything, each with its file and line.

The form follows from the text: a letter's fields are the variables that its text uses, and the
.toml must describe exactly those.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Template

from ..errors import TemplateError, TemplateTooCostly
from ..model import LANGUAGES, Kind, Register
from .catalogue import ADDRESSEE, BUILT_IN, LIMIT_BYTES, LIMIT_FIELD, PHRASINGS, LetterField
from .description import KEYS, Description, field_of, wrong
from .filling import Ask, tried
from .sources import MAIL_VALUES, REQUIRED_LANGUAGES, Sources

COSTLY = "takes more time or memory than a letter may"

T = TypeVar("T")


class _Found(list[TemplateError]):
    def of(self, call: Callable[..., T], *args: Any) -> T | None:
        """What `call` returns; None, and a fault more, when it raises one."""
        try:
            return call(*args)
        except TemplateError as fault:
            self.append(fault)
            return None


def faults(sources: Sources, ask: Ask) -> list[TemplateError]:
    """Every fault of a folder, in the order of its files. Empty when the server can use it.

    Of a folder over another, what it has a part in is looked at. Here the files are listed; they
    are read and filled in where `ask` does it, a letter at a time.
    """
    return [*_in_letters(sources, ask), *_in_mails(sources, ask)]


def _in_letters(sources: Sources, ask: Ask) -> Iterator[TemplateError]:
    letters: set[str] = set()
    for side in ADDRESSEE:
        for path in sources.undescribed(side):
            yield wrong(path, 1, "has no .toml beside it that describes it")
        for path in sources.described(side):
            if path.stem in letters:
                yield wrong(path, 1, f"another side has a letter named {path.stem!r} too")
            letters.add(path.stem)
            if not sources.changes(side, path.stem):
                continue
            try:
                yield from ask(_of_letter, side, path)
            except TemplateTooCostly:
                yield from _costly(sources, ask, side, path)


def _in_mails(sources: Sources, ask: Ask) -> Iterator[TemplateError]:
    for lang in LANGUAGES:
        for mail, file in sources.mails(lang).items():
            if not sources.changes("notice", mail):
                continue
            try:
                yield from ask(_of_mail, mail, lang)
            except TemplateTooCostly:
                yield wrong(file, 1, COSTLY)


def _costly(sources: Sources, ask: Ask, side: str, path: Path) -> Iterator[TemplateError]:
    """Which of a letter's texts it is; its description, when none is to blame alone."""
    blamed = False
    for lang, file in sources.texts(path).items():
        try:
            ask(_of_letter, side, path, (lang,))
        except TemplateTooCostly:
            blamed = True
            yield wrong(file, 1, COSTLY)
    if not blamed:
        yield wrong(path, 1, COSTLY)


def _of_letter(
    sources: Sources, side: str, path: Path, langs: Collection[str] = LANGUAGES
) -> list[TemplateError]:
    """What is wrong with a letter, as it is written in `langs`."""
    found = _Found()
    about = found.of(Description, path)
    bodies = _bodies(found, sources, path, langs)
    if about is not None:
        _text(found, sources, side, about, bodies)
    return found


def _text(
    found: _Found, sources: Sources, side: str, about: Description, bodies: Mapping[str, Template]
) -> None:
    path, before = about.path, len(found)
    subjects, registers, fields = _described(found, sources, side, about)
    used = _used(found, sources, about, bodies, subjects)
    if "salutation" in used:
        used.setdefault(ADDRESSEE[side], used["salutation"])
    declared = set(about.data.get("fields", ()))
    for name, (file, line) in used.items():
        if name not in declared | BUILT_IN:
            found.append(wrong(file, line, f"unknown variable {name!r}; no field of the .toml"))
    if len(found) > before:
        return  # a text that cannot be read may use the rest, and cannot be tried out
    for name in sorted(declared - used.keys()):
        found.append(about.wrong(name, f"field {name!r} is declared, but no text uses it"))
    ways = list(_ways(registers, fields))
    for lang, body in bodies.items():
        found += _tried(sources.texts(path)[lang], body, ways)
        found += _tried(path, sources.line(subjects[lang]), ways)


def _bodies(
    found: _Found, sources: Sources, path: Path, langs: Collection[str]
) -> dict[str, Template]:
    for file in sources.foreign(path):
        found.append(wrong(file, 1, "is in no language we know"))
    bodies: dict[str, Template] = {}
    for lang, file in sources.texts(path).items():
        if lang in langs and file.is_file():
            body = found.of(sources.compiled, file)
            if body:
                bodies[lang] = body
        elif lang in langs and lang in REQUIRED_LANGUAGES:
            found.append(wrong(file, 1, "is missing"))
    return bodies


def _described(
    found: _Found, sources: Sources, side: str, about: Description
) -> tuple[dict[str, str], list[Register], list[LetterField]]:
    found.of(about.only, about.data, KEYS)
    found.of(about.order)
    found.of(about.listed, "kinds", Kind)
    for key in ("title", "when"):
        found.of(about.worded, about.data, key)
    subjects: dict[str, str] = found.of(about.worded, about.data, "subject") or {}
    registers: list[Register] = found.of(about.listed, "registers", Register) or []
    shared = found.of(sources.shared, side)
    fields = []
    for name in about.data.get("fields", ()):
        field = found.of(field_of, about, shared, name) if shared else None
        if field:
            fields.append(field)
    return subjects, registers, fields


def _used(
    found: _Found,
    sources: Sources,
    about: Description,
    langs: Collection[str],
    subjects: dict[str, str],
) -> dict[str, tuple[Path, int]]:
    """Where every variable of texts and subjects first stands."""
    used: dict[str, tuple[Path, int]] = {}
    for lang in langs:
        used |= found.of(sources.variables, sources.texts(about.path)[lang]) or {}
    for words in subjects.values():
        used |= found.of(sources.named, about, words) or {}
    return used


def _ways(
    registers: Iterable[Register], fields: Collection[LetterField]
) -> Iterator[dict[str, object]]:
    """What a letter is filled in with in every way it branches: the longest values, the fewest.

    A mistake that only shows while filling in must show now, not in a customer's mail.
    """
    for register, phrasing, few in product(registers, range(PHRASINGS), (True, False)):
        values = {f.name: "" if few and not f.required else "x" * f.limit for f in fields}
        built_in = {"register": register, "phrasing": phrasing, "salutation": "x", "closing": "x"}
        yield {**values, **built_in}


def _tried(
    path: Path, template: Template, ways: Iterable[Mapping[str, object]]
) -> Iterator[TemplateError]:
    """What goes wrong when it is filled in, each thing once."""
    told = set()
    for values in ways:
        outcome = tried(path, template, values)
        if isinstance(outcome, int):
            if outcome <= LIMIT_BYTES:
                continue
            outcome = wrong(path, 1, f"takes {outcome} bytes; Outlook takes {LIMIT_BYTES} at most")
        if str(outcome) not in told:
            told.add(str(outcome))
            yield outcome


def _of_mail(sources: Sources, mail: str, lang: str) -> list[TemplateError]:
    """What is wrong with a reminder mail."""
    found = _Found()
    template = found.of(sources.mail, mail, lang)
    if template:
        ways = [dict.fromkeys(MAIL_VALUES[mail], each) for each in ("", "x" * LIMIT_FIELD)]
        found += _tried(sources.mails(lang)[mail], template, ways)
    return found
