"""What is wrong with a folder of templates: everything, each with its file and line.

The form follows from the text: a letter's fields are the variables that its text uses, and the
.toml must describe exactly those.
"""

import traceback
from collections.abc import Callable, Collection, Iterator
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Template
from jinja2 import TemplateError as JinjaError

from ..errors import TemplateError
from ..model import LANGUAGES, Kind, Register
from .catalogue import ADDRESSEE, BUILT_IN, LIMIT_BYTES, PHRASINGS, LetterField
from .description import KEYS, Description, field_of, wrong
from .sources import REQUIRED_LANGUAGES, Sources

#: What the expressions of a template can raise while it is filled in.
_FAILURES = (JinjaError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

T = TypeVar("T")


class _Found(list[TemplateError]):
    def of(self, call: Callable[..., T], *args: Any) -> T | None:
        """What `call` returns; None, and a fault more, when it raises one."""
        try:
            return call(*args)
        except TemplateError as fault:
            self.append(fault)
            return None


def faults(sources: Sources) -> list[TemplateError]:
    """Every fault of a folder, in the order of its files. Empty when the server can use it."""
    found = _Found()
    letters: set[str] = set()
    for side in ADDRESSEE:
        for path in sources.undescribed(side):
            found.append(wrong(path, 1, "has no .toml beside it that describes it"))
        for path in sources.described(side):
            if path.stem in letters:
                found.append(wrong(path, 1, f"another side has a letter named {path.stem!r} too"))
            letters.add(path.stem)
            _letter(found, sources, side, path)
    for lang in LANGUAGES:
        found.of(sources.notice, lang)
        found.of(sources.promise, lang)
    return found


def _letter(found: _Found, sources: Sources, side: str, path: Path) -> None:
    before = len(found)
    about = found.of(Description, path)
    bodies = _bodies(found, sources, path)
    if about is None:
        return
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
    for lang, body in bodies.items():
        found += _tried(sources.texts(path)[lang], body, registers, fields)
        found += _tried(path, sources.line(subjects[lang]), registers, fields)


def _bodies(found: _Found, sources: Sources, path: Path) -> dict[str, Template]:
    for file in sources.foreign(path):
        found.append(wrong(file, 1, "is in no language we know"))
    bodies: dict[str, Template] = {}
    for lang, file in sources.texts(path).items():
        if file.is_file():
            body = found.of(sources.compiled, file)
            if body:
                bodies[lang] = body
        elif lang in REQUIRED_LANGUAGES:
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


def _tried(
    path: Path, template: Template, registers: list[Register], fields: list[LetterField]
) -> Iterator[TemplateError]:
    """Fill a template in every way it branches, with the longest values and the fewest.

    A mistake that only shows while filling in must show now, not in a customer's mail.
    """
    told = set()
    for register, phrasing, few in product(registers, range(PHRASINGS), (True, False)):
        values = {f.name: "" if few and not f.required else "x" * f.limit for f in fields}
        built_in = {"register": register, "phrasing": phrasing, "salutation": "x", "closing": "x"}
        try:
            size = len(template.render(values, **built_in).encode())
        except _FAILURES as exc:
            fault = _failure(path, exc)
        else:
            if size <= LIMIT_BYTES:
                continue
            fault = wrong(path, 1, f"takes {size} bytes; Outlook takes {LIMIT_BYTES} at most")
        if str(fault) not in told:
            told.add(str(fault))
            yield fault


def _failure(path: Path, exc: Exception) -> TemplateError:
    """Told of the text itself or of what it includes, whichever failed."""
    frames = traceback.extract_tb(exc.__traceback__)
    ours = [f for f in frames if f.filename.endswith((".html", "<template>"))]
    if not ours:
        return wrong(path, 1, str(exc))
    file = Path(ours[-1].filename) if ours[-1].filename.endswith(".html") else path
    return wrong(file, ours[-1].lineno or 1, str(exc))
