"""The folder of templates -> a catalogue. A faulty file is a TemplateError naming file and line.

The form follows from the text: a letter's fields are the variables that its text uses, and the
.toml must describe exactly those.
"""

import traceback
from collections.abc import Mapping
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateNotFound, nodes
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import TemplateSyntaxError
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.nodes import Name
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .. import resources
from ..model import LANGUAGES, Kind, Register
from .catalogue import ADDRESSEE, BUILT_IN, Catalogue, LetterField, LetterTemplate, Texts
from .description import KEYS, Description, fields_of, wrong

#: What the expressions of a template can raise while it is filled in.
_FAILURES = (JinjaError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
REQUIRED_LANGUAGES = ("nl", "en")  #: every letter exists in these
NOTICE_VALUES = frozenset(
    {"sender_name", "job_title", "company", "time_left", "expired", "limit", "link"}
)


def load(own: Path | None) -> Catalogue:
    """An organisation's `own` letters, checked; or those that travel with the package.

    The latter are checked by the tests, and their texts are compiled when first asked for: a
    start should not wait for two hundred of them. Raises TemplateError.
    """
    folder = own or resources.folder("templates")
    reader = _Reader(folder, trusted=own is None)
    letters: dict[str, LetterTemplate] = {}
    for side in ADDRESSEE:
        described = {path.stem for path in _sources(folder / side, "toml")}
        for path in _sources(folder / side, "html"):
            if path.name.split(".")[0] not in described:
                raise wrong(path, 1, "has no .toml beside it that describes it")
        for path in _sources(folder / side, "toml"):
            if path.stem in letters:
                raise wrong(path, 1, f"another side has a letter named {path.stem!r} too")
            letters[path.stem] = reader.letter(side, path)
    notices = Texts(LANGUAGES, reader.notice)
    if own:
        for lang in notices:
            notices[lang]  # a fault in it must stop the server too
    return Catalogue(letters, notices)


def _sources(folder: Path, suffix: str) -> list[Path]:
    """Frames and shared descriptions start with an underscore; they are no letters."""
    return sorted(p for p in folder.glob(f"*.{suffix}") if not p.name.startswith("_"))


class _Reader:
    """Reads letters from one folder."""

    def __init__(self, folder: Path, *, trusted: bool) -> None:
        self.folder = folder
        self.trusted = trusted
        loader = FileSystemLoader(folder)
        self.html = _environment(loader, autoescape=True)
        self.plain = _environment(loader, autoescape=False)
        self.seen: dict[Path, dict[str, tuple[Path, int]]] = {}  #: variables by file
        self.trees: dict[Path, nodes.Template] = {}  #: parsed once, for variables and for code

    def letter(self, side: str, path: Path) -> LetterTemplate:
        about = Description(path)
        about.only(about.data, KEYS)
        if not isinstance(order := about.data.get("order"), int):
            raise about.wrong("order", "order is missing; it is a whole number")
        bodies = self._bodies(path)
        words = about.worded(about.data, "subject")
        fields = fields_of(about, Description(path.parent / "_fields.toml"))
        registers = tuple(about.listed("registers", Register))
        subjects = Texts(LANGUAGES, lambda lang: self.plain.from_string(words[lang]))
        if not self.trusted:
            self._agree(about, side, {f.name for f in fields}, list(bodies), words)
            for lang, body in bodies.items():
                _try(path.with_suffix(f".{lang}.html"), body, registers, fields)
                _try(path, subjects[lang], registers, fields)
        return LetterTemplate(
            id=path.stem,
            side=side,
            title=about.worded(about.data, "title"),
            when=about.worded(about.data, "when"),
            kinds=frozenset(about.listed("kinds", Kind)),
            order=order,
            registers=registers,
            languages=tuple(bodies),
            fields=fields,
            bodies=bodies,
            subjects=subjects,
        )

    def notice(self, lang: str) -> Template:
        path = self.folder / "notice" / f"notice.{lang}.html"
        for name, (file, line) in self._variables(path).items():
            if name not in NOTICE_VALUES:
                raise wrong(file, line, f"unknown variable {name!r}")
        return self._compiled(path)

    def _bodies(self, path: Path) -> Texts:
        """The texts that there are, in the order of LANGUAGES."""
        for file in path.parent.glob(f"{path.stem}.*.html"):
            if file.name.split(".")[1] not in LANGUAGES:
                raise wrong(file, 1, "is in no language we know")
        texts = {lang: path.with_suffix(f".{lang}.html") for lang in LANGUAGES}
        for lang in REQUIRED_LANGUAGES:
            if not texts[lang].is_file():
                raise wrong(texts[lang], 1, "is missing")
        there = [lang for lang, file in texts.items() if file.is_file()]
        return Texts(there, lambda lang: self._compiled(texts[lang]))

    def _agree(
        self,
        about: Description,
        side: str,
        declared: set[str],
        langs: list[str],
        subjects: Mapping[str, str],
    ) -> None:
        """Hold the declared fields against the variables that text and subject use."""
        used: dict[str, tuple[Path, int]] = {}
        for lang in langs:
            used |= self._variables(about.path.with_suffix(f".{lang}.html"))
        for lang in LANGUAGES:
            used |= self._named(about, subjects[lang])
        if "salutation" in used:
            used.setdefault(ADDRESSEE[side], used["salutation"])
        for name, (file, line) in used.items():
            if name not in declared | BUILT_IN:
                raise wrong(file, line, f"unknown variable {name!r}; no field of the .toml")
        for name in sorted(declared - used.keys()):
            raise about.wrong(name, f"field {name!r} is declared, but no text uses it")

    def _named(self, about: Description, subject: str) -> dict[str, tuple[Path, int]]:
        try:
            names = find_undeclared_variables(self.plain.parse(subject))
        except TemplateSyntaxError as exc:
            raise about.wrong("subject", exc.message or "syntax error") from exc
        line = about.wrong("subject", "").details["line"]
        return {name: (about.path, line) for name in names}

    def _variables(self, path: Path) -> dict[str, tuple[Path, int]]:
        """Variables that a template and its frame use, and where each first stands."""
        if path in self.seen:
            return self.seen[path]
        try:
            tree = self.html.parse(path.read_text("utf-8"), filename=str(path))
        except TemplateSyntaxError as exc:
            raise wrong(path, exc.lineno, exc.message or "syntax error") from exc
        except OSError as exc:
            raise wrong(path, 1, "is missing") from exc
        except UnicodeDecodeError as exc:
            raise wrong(path, 1, "is not UTF-8") from exc
        found: dict[str, tuple[Path, int]] = {}
        for frame in find_referenced_templates(tree):
            if frame is None:
                raise wrong(path, 1, "extends or includes by a variable; name the file")
            found |= self._variables(self.folder / frame)
        lines: dict[str, int] = {}
        for node in tree.find_all(Name):
            lines.setdefault(node.name, node.lineno)
        found |= {n: (path, lines.get(n, 1)) for n in find_undeclared_variables(tree)}
        self.trees[path] = tree
        return self.seen.setdefault(path, found)

    def _compiled(self, path: Path) -> Template:
        self._variables(path)  # syntax first: its errors name their line
        try:
            name = path.relative_to(self.folder).as_posix()
            code = self.html.compile(self.trees[path], name, str(path))
            return Template.from_code(self.html, code, self.html.make_globals(None))
        except (TemplateNotFound, TemplateSyntaxError) as exc:
            raise wrong(path, getattr(exc, "lineno", 1), str(exc)) from exc


def _environment(loader: FileSystemLoader, *, autoescape: bool) -> ImmutableSandboxedEnvironment:
    env = ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters |= {"clause": _clause, "stop": _stop, "sentence": _sentence}
    return env


def _clause(words: str) -> str:
    """Without the full stop, so that the sentence can go on."""
    return words.rstrip(" .")


def _stop(words: str) -> str:
    """With a full stop, unless the words end a sentence themselves."""
    ends = words.rstrip("\"'”’»)]").endswith((".", "!", "?", "…"))
    return words if ends or not words else words + "."


def _sentence(words: str) -> str:
    """With a capital and a full stop."""
    return _stop(words[:1].upper() + words[1:])


def _try(
    path: Path, template: Template, registers: tuple[Register, ...], fields: tuple[LetterField, ...]
) -> None:
    """Fill a template in once with and once without its optional values.

    A mistake that only shows while filling in must show now, not in a customer's mail.
    """
    for register in registers:
        for empty in (True, False):
            values = {f.name: "x" if f.required or not empty else "" for f in fields}
            try:
                template.render(values, register=register, salutation="x", closing="x")
            except _FAILURES as exc:
                frames = traceback.extract_tb(exc.__traceback__)
                lines = [f.lineno for f in frames if f.filename.endswith((".html", "<template>"))]
                raise wrong(path, (lines or [1])[-1] or 1, str(exc)) from exc
