"""The files of a folder of templates: where they lie, what they use, how they are compiled.

Only module that knows jinja2's environment. A file that cannot be used is a TemplateError naming
file and line.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.nodes import Name
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..model import LANGUAGES
from .description import Description, wrong

REQUIRED_LANGUAGES = ("nl", "en")  #: every letter exists in these
NOTICE_VALUES = frozenset(
    {"sender_name", "job_title", "company", "time_left", "expired", "limit", "link"}
)
PROMISE_VALUES = frozenset({"candidate_name", "job_title", "company", "consent", "until", "link"})

Places = Mapping[str, tuple[Path, int]]  #: the file and line where each variable first stands


class Sources:
    """One folder of templates. Each file is parsed once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        loader = FileSystemLoader(folder)
        self.html = _environment(loader, autoescape=True)
        self.plain = _environment(loader, autoescape=False)
        self._seen: dict[Path, Places] = {}
        self._trees: dict[Path, nodes.Template] = {}

    def described(self, side: str) -> list[Path]:
        """The descriptions of a side's letters."""
        return _letters(self.folder / side, "toml")

    def undescribed(self, side: str) -> list[Path]:
        """Texts without a .toml beside them."""
        known = {path.stem for path in self.described(side)}
        found = _letters(self.folder / side, "html")
        return [path for path in found if path.name.split(".")[0] not in known]

    def texts(self, path: Path) -> dict[str, Path]:
        """A letter's texts by language, in the order of LANGUAGES; which of them exist or not."""
        return {lang: path.with_suffix(f".{lang}.html") for lang in LANGUAGES}

    def foreign(self, path: Path) -> list[Path]:
        """A letter's texts in languages that are not ours."""
        found = path.parent.glob(f"{path.stem}.*.html")
        return sorted(file for file in found if file.name.split(".")[1] not in LANGUAGES)

    def shared(self, side: str) -> Description:
        return Description(self.folder / side / "_fields.toml")

    def variables(self, path: Path) -> Places:
        """Variables that a template, its frame and its inclusions use."""
        if path in self._seen:
            return self._seen[path]
        tree = self._tree(path)
        found: dict[str, tuple[Path, int]] = {}
        for frame in find_referenced_templates(tree):
            if frame is None:
                raise wrong(path, 1, "extends or includes by a variable; name the file")
            found |= self.variables(self.folder / frame)
        lines: dict[str, int] = {}
        for node in tree.find_all(Name):
            lines.setdefault(node.name, node.lineno)
        found |= {n: (path, lines.get(n, 1)) for n in find_undeclared_variables(tree)}
        return self._seen.setdefault(path, found)

    def _tree(self, path: Path) -> nodes.Template:
        if path in self._trees:
            return self._trees[path]
        try:
            tree = self.html.parse(path.read_text("utf-8"), filename=str(path))
            return self._trees.setdefault(path, tree)
        except TemplateSyntaxError as exc:
            raise wrong(path, exc.lineno, exc.message or "syntax error") from exc
        except OSError as exc:
            raise wrong(path, 1, "is missing") from exc
        except UnicodeDecodeError as exc:
            raise wrong(path, 1, "is not UTF-8") from exc

    def compiled(self, path: Path) -> Template:
        tree, name = self._tree(path), path.relative_to(self.folder).as_posix()
        try:
            code = self.html.compile(tree, name, str(path))
        except TemplateSyntaxError as exc:
            raise wrong(path, exc.lineno, exc.message or "syntax error") from exc
        return Template.from_code(self.html, code, self.html.make_globals(None))

    def named(self, about: Description, subject: str) -> Places:
        """Variables of a subject line."""
        try:
            names = find_undeclared_variables(self.plain.parse(subject))
        except TemplateSyntaxError as exc:
            raise about.wrong("subject", exc.message or "syntax error") from exc
        return {name: (about.path, about.line_of("subject")) for name in names}

    def line(self, words: str) -> Template:
        """A subject line: text, not HTML."""
        return self.plain.from_string(words)

    def notice(self, lang: str) -> Template:
        """The reminder mail of a deadline."""
        return self._using(self.folder / "notice" / f"notice.{lang}.html", NOTICE_VALUES)

    def promise(self, lang: str) -> Template:
        """The reminder mail of a promise."""
        return self._using(self.folder / "notice" / f"promise.{lang}.html", PROMISE_VALUES)

    def _using(self, path: Path, known: Collection[str]) -> Template:
        for name, (file, line) in self.variables(path).items():
            if name not in known:
                raise wrong(file, line, f"unknown variable {name!r}")
        return self.compiled(path)


def _letters(folder: Path, suffix: str) -> list[Path]:
    """Frames, inclusions and shared descriptions start with an underscore; they are no letters."""
    return sorted(p for p in folder.glob(f"*.{suffix}") if not p.name.startswith("_"))


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
