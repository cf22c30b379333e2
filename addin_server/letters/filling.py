"""A template and its values -> text of bounded size; here, or in a process of its own.

Letters of an organisation's own are filled in by a process that may take a second and no more
memory than it needs: see ``own``. What that process is, and how it is called, is given.
"""

import traceback
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import Template
from jinja2 import TemplateError as JinjaError

from ..errors import LetterTooLong, TemplateError
from .description import wrong
from .sources import Sources

LIMIT_OUTPUT = 65_536  #: bytes that a template may write, whatever it is filled in with

#: Calls a function, with what follows, in a process of its own.
Run: TypeAlias = Callable[..., Any]
#: Calls a function with the files of one folder, and what follows.
Ask: TypeAlias = Callable[..., Any]

#: What the expressions of a template can raise while it is filled in.
_FAILURES = (
    *(JinjaError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    RecursionError,
)


def here(sources: Sources) -> Ask:
    """Ask in this process: for letters that are not an organisation's own."""
    return lambda call, *given: call(sources, *given)


def apart(sources: Sources, run: Run) -> Ask:
    """Ask where `run` says. No file is read in this process."""
    where = sources.folder, sources.below
    return lambda call, *given: run(_with_sources, where, call, *given)


def _with_sources(where: tuple[Path, Path | None], call: Callable[..., Any], *given: Any) -> Any:
    return call(_kept(*where), *given)


@cache
def _kept(folder: Path, below: Path | None) -> Sources:
    """The files, parsed once in the life of the process that fills them in."""
    return Sources(folder, below)


class Apart:
    """A text that is filled in by asking. What a Template is to those who fill letters in."""

    def __init__(self, ask: Ask, name: str, text: Path | str) -> None:
        self._ask, self._name, self._text = ask, name, text

    def render(self, *given: Mapping[str, object], **more: object) -> str:
        """Raises TemplateTooCostly, TemplateError: without the place, for whoever reads them."""
        values = {name: value for each in (*given, more) for name, value in each.items()}
        try:
            filled: str = self._ask(_filled, self._text, values)
        except TemplateError as exc:
            raise type(exc)(f"{self._name}: {exc}", file=self._name) from exc
        return filled


def _filled(sources: Sources, text: Path | str, values: Mapping[str, object]) -> str:
    """A file, or the words of a subject line."""
    file = text if isinstance(text, Path) else sources.folder
    template = sources.compiled(text) if isinstance(text, Path) else sources.line(text)
    try:
        return bounded(template, values)
    except _FAILURES as exc:
        raise failure(file, exc) from exc


def bounded(template: Template, values: Mapping[str, object]) -> str:
    """Fill in, and stop at LIMIT_OUTPUT. Raises LetterTooLong, and whatever a template can."""
    parts, size = [], 0
    for part in template.generate(values):
        size += len(part.encode("utf-8", "surrogatepass"))
        if size > LIMIT_OUTPUT:
            raise LetterTooLong(bytes=size)
        parts.append(part)
    return "".join(parts)


def tried(path: Path, template: Template, values: Mapping[str, object]) -> int | TemplateError:
    """How many bytes it takes, or what is wrong with it."""
    try:
        return len(bounded(template, values).encode())
    except LetterTooLong as exc:
        return int(exc.details["bytes"])
    except _FAILURES as exc:
        return failure(path, exc)


def failure(path: Path, exc: Exception) -> TemplateError:
    """Told of the text itself or of what it includes, whichever failed."""
    frames = traceback.extract_tb(exc.__traceback__)
    ours = [f for f in frames if f.filename.endswith((".html", "<template>"))]
    if not ours:
        return wrong(path, 1, str(exc))
    file = Path(ours[-1].filename) if ours[-1].filename.endswith(".html") else path
    return wrong(file, ours[-1].lineno or 1, str(exc))
