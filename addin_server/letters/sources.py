"""The files of a folder of templates: where they lie, what they use, how they are compiled.

Only module that knows jinja2's environment. A file that cannot be used is a TemplateError naming
file and line.
"""

from collections.abc import Collection, Mapping
from operator import itemgetter
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..model import LANGUAGES
from .allowed import refused
from .description import LIMIT_FILE, Description, wrong

REQUIRED_LANGUAGES = ("nl", "en")  #: every letter exists in these
LIMIT_PIECES = 50  #: files that one text may take in; those that these take in are counted too
NOTICE_VALUES = frozenset(
    {"sender_name", "job_title", "company", "time_left", "expired", "limit", "link"}
)
PROMISE_VALUES = frozenset({"candidate_name", "job_title", "company", "consent", "until", "link"})

DIGEST_VALUES = frozenset({"items"})  #: list items, ready to stand between <ul> and </ul>

MAIL_VALUES = {"notice": NOTICE_VALUES, "promise": PROMISE_VALUES, "digest": DIGEST_VALUES}

Places = Mapping[str, tuple[Path, int]]  #: the file and line where each variable first stands


class Sources:
    """A folder of templates, or one over another. Each file is parsed once."""

    def __init__(self, folder: Path, below: Path | None = None) -> None:
        """A file that the folder has not is that of the folder below it."""
        self.folder, self.below = folder, below
        loader = FileSystemLoader(self._folders)
        self.html = _environment(loader, autoescape=True)
        self.plain = _environment(loader, autoescape=False)
        self._seen: dict[Path, Places] = {}
        self._pieces: dict[Path, int] = {}
        self._trees: dict[Path, nodes.Template] = {}
        self._compiled: dict[Path | str, Template] = {}

    @property
    def _folders(self) -> list[Path]:
        return [self.folder] if self.below is None else [self.folder, self.below]

    def at(self, name: str) -> Path:
        """Where a file of that name lies: in the folder, unless only the one below has it."""
        own, *others = (folder / name for folder in self._folders)
        return next((file for file in (own, *others) if file.is_file()), own)

    def name(self, file: Path) -> str:
        """A file's name within its folder."""
        folder = next(folder for folder in self._folders if file.is_relative_to(folder))
        return file.relative_to(folder).as_posix()

    def changes(self, side: str, name: str) -> bool:
        """Whether the folder has a part in that letter, or reminder mail: what is shared has."""
        if self.below is None:
            return True
        patterns = (f"{side}/{name}.*", "*/_*")
        return any(next(self.folder.glob(pattern), None) for pattern in patterns)

    def described(self, side: str) -> list[Path]:
        """The descriptions of a side's letters."""
        found = {p.name for folder in self._folders for p in _letters(folder / side, "toml")}
        return [self.at(f"{side}/{name}") for name in sorted(found)]

    def undescribed(self, side: str) -> list[Path]:
        """Texts without a .toml beside them."""
        known = {path.stem for path in self.described(side)}
        found = _letters(self.folder / side, "html")
        return [path for path in found if path.name.split(".")[0] not in known]

    def texts(self, path: Path) -> dict[str, Path]:
        """A letter's texts by language, in the order of LANGUAGES; which of them exist or not."""
        return {lang: self.at(f"{path.parent.name}/{path.stem}.{lang}.html") for lang in LANGUAGES}

    def foreign(self, path: Path) -> list[Path]:
        """A letter's texts in languages that are not ours."""
        beside = [folder / path.parent.name for folder in self._folders]
        found = [file for folder in beside for file in folder.glob(f"{path.stem}.*.html")]
        return sorted(file for file in found if file.name.split(".")[1] not in LANGUAGES)

    def shared(self, side: str) -> Description:
        return Description(self.at(f"{side}/_fields.toml"))

    def variables(self, path: Path, within: tuple[Path, ...] = ()) -> Places:
        """Variables that a template, its frame and its inclusions use."""
        if path in self._seen:
            return self._seen[path]
        if path in within:
            raise wrong(path, 1, "takes itself in")
        tree = self._tree(path)
        found: dict[str, tuple[Path, int]] = {}
        pieces = 1
        taken: list[nodes.Extends | nodes.Include] = [
            *tree.find_all(nodes.Extends),
            *tree.find_all(nodes.Include),
        ]
        for node in taken:
            piece = self.at(node.template.as_const())
            found |= self.variables(piece, (*within, path))
            pieces += self._pieces[piece]
            if pieces > LIMIT_PIECES:
                raise wrong(path, node.lineno, f"takes in more than {LIMIT_PIECES} files")
        self._pieces[path] = pieces
        lines: dict[str, int] = {}
        for name in tree.find_all(nodes.Name):
            lines.setdefault(name.name, name.lineno)
        found |= {n: (path, lines.get(n, 1)) for n in find_undeclared_variables(tree)}
        return self._seen.setdefault(path, found)

    def _tree(self, path: Path) -> nodes.Template:
        if path in self._trees:
            return self._trees[path]
        try:
            if path.stat().st_size > LIMIT_FILE:
                raise wrong(path, 1, f"is larger than {LIMIT_FILE} bytes")
            tree = self.html.parse(path.read_text("utf-8"), filename=str(path))
            return self._trees.setdefault(path, tree)
        except TemplateSyntaxError as exc:
            raise wrong(path, exc.lineno, exc.message or "syntax error") from exc
        except OSError as exc:
            raise wrong(path, 1, "is missing") from exc
        except UnicodeDecodeError as exc:
            raise wrong(path, 1, "is not UTF-8") from exc

    def compiled(self, path: Path) -> Template:
        """Once for each file."""
        if path in self._compiled:
            return self._compiled[path]
        tree, name = self._tree(path), self.name(path)
        try:
            code = self.html.compile(tree, name, str(path))
        except TemplateSyntaxError as exc:
            raise wrong(path, exc.lineno, exc.message or "syntax error") from exc
        text = Template.from_code(self.html, code, self.html.make_globals(None))
        return self._compiled.setdefault(path, text)

    def named(self, about: Description, subject: str) -> Places:
        """Variables of a subject line."""
        try:
            names = find_undeclared_variables(self.plain.parse(subject))
        except TemplateSyntaxError as exc:
            raise about.wrong("subject", exc.message or "syntax error") from exc
        return {name: (about.path, about.line_of("subject")) for name in names}

    def line(self, words: str) -> Template:
        """A subject line: text, not HTML."""
        if words not in self._compiled:
            self._compiled[words] = self.plain.from_string(words)
        return self._compiled[words]

    def mails(self, lang: str) -> dict[str, Path]:
        """The reminder mails: of a deadline, of a promise, of all of a day."""
        return {name: self.at(f"notice/{name}.{lang}.html") for name in MAIL_VALUES}

    def mail(self, name: str, lang: str) -> Template:
        return self._using(self.mails(lang)[name], MAIL_VALUES[name])

    def _using(self, path: Path, known: Collection[str]) -> Template:
        for name, (file, line) in self.variables(path).items():
            if name not in known:
                raise wrong(file, line, f"unknown variable {name!r}")
        return self.compiled(path)


def _letters(folder: Path, suffix: str) -> list[Path]:
    """Frames, inclusions and shared descriptions start with an underscore; they are no letters."""
    return sorted(p for p in folder.glob(f"*.{suffix}") if not p.name.startswith("_"))


class _Environment(ImmutableSandboxedEnvironment):
    """Refuses what no letter may use, before anything is worked out: also in what is taken in."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            tree = super()._parse(source, name, filename)
        except RecursionError as exc:
            raise TemplateSyntaxError("is nested too deeply", 1, name, filename) from exc
        found = refused(tree, html=bool(self.autoescape))
        for line, sentence in sorted(found, key=itemgetter(0)):
            raise TemplateSyntaxError(sentence, line, name, filename)
        return tree


def _environment(loader: FileSystemLoader, *, autoescape: bool) -> _Environment:
    env = _Environment(
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
