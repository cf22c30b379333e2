"""Files -> labelled mails, and what is wrong with the others. The only module here that does I/O.

Three shapes, in one folder or alone: a `.json` file that holds a mail and its label; `.jsonl` files
with such a mail a line; `.jsonl` files whose lines label an `.eml` file beside them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import streams
from ..errors import AddinError, Malformed, MessageUnreadable
from ..model import Message
from .labels import FIELDS, Label, label_of

_TOP = frozenset({"kind", "lang", "role", "register", *FIELDS})
_ASIDE = frozenset({"file", "id", "note"})  #: of a line about a file, what is no label


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A mail, and what somebody says that it is."""

    id: str
    message: Message
    label: Label


@dataclass(frozen=True, kw_only=True, slots=True)
class Bad:
    """A file or a line that cannot be used, and why."""

    file: str
    line: int | None  #: from 1; None: the file as a whole
    message: str


@dataclass(kw_only=True, slots=True)
class Cases:
    """What was found in the files."""

    usable: list[Case] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)
    unlabelled: list[str] = field(default_factory=list)  #: `.eml` files that no line is about
    unknown: Counter[str] = field(default_factory=Counter)  #: keys by which nothing is scored


def load(paths: Iterable[Path], *, max_bytes: int, max_text: int) -> Cases:
    """Open folders, or single files. Raises Malformed when nothing in them is labelled."""
    found, mails, labelled = Cases(), list[Path](), set[Path]()
    for path in [file for each in paths for file in _files(each)]:
        if path.suffix == ".eml":
            mails.append(path)
            continue
        for line, text in _texts(path, found):
            try:
                row = streams.row_of(text)
                labelled.add(path.parent / str(row.get("file")))
                case = _case(path, line, row, max_bytes, max_text)
            except AddinError as exc:
                found.bad.append(Bad(file=path.name, line=line, message=_why(exc)))
            else:
                found.usable.append(case)
                found.unknown.update(case.label.unknown)
    found.unlabelled.extend(path.name for path in mails if path not in labelled)
    if not found.usable and not found.bad:
        raise Malformed("FOLDER", "there is no labelled mail in it; see `netjes evaluate --help`")
    return found


def _files(path: Path) -> list[Path]:
    """The files of a folder, in order of name; or this one."""
    try:
        if path.is_dir():
            kinds = (".eml", ".json", ".jsonl")
            return sorted(file for file in path.iterdir() if file.suffix in kinds)
    except OSError as exc:
        raise Malformed("FOLDER", f"{path}: {exc.strerror}") from exc
    if path.suffix not in (".json", ".jsonl") or not path.is_file():
        raise Malformed("FOLDER", f"{path} is neither a folder nor a .json or .jsonl file")
    return [path]


def _texts(path: Path, found: Cases) -> Iterator[tuple[int | None, str]]:
    """The JSON texts of a file, each with the number of its line."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        why = exc.strerror if isinstance(exc, OSError) else "is not UTF-8"
        found.bad.append(Bad(file=path.name, line=None, message=str(why)))
        return
    if path.suffix == ".json":
        yield None, text
        return
    # Not `splitlines`: a line separator of Unicode may stand inside a JSON string.
    yield from ((n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip())


def _case(
    path: Path, line: int | None, row: Mapping[str, Any], max_bytes: int, max_text: int
) -> Case:
    """A mail and its label. Raises what `label_of` and reading the mail raise."""
    if "file" in row:
        label = label_of({key: row[key] for key in row if key not in _ASIDE})
        mail = _beside(path, row["file"])
        message = streams.message_of_file(mail, max_bytes, max_text)
        return Case(id=mail.name, message=message, label=label)
    if "body" not in row and "html" not in row:
        raise Malformed("body", "is missing")
    label = label_of(_labels(row))
    place = path.name if line is None else f"{path.name}:{line}"
    message = streams.message_of(row, max_text)
    return Case(id=str(row.get("id") or place), message=message, label=label)


def _labels(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a line with a mail says of it: beside the mail, and under `gold`."""
    gold = row.get("gold")
    if gold is not None and not isinstance(gold, dict):
        raise Malformed("gold", "must be an object")
    return {key: row[key] for key in row if key in _TOP} | (gold or {})


def _beside(path: Path, name: Any) -> Path:
    """The mail that a line is about. It lies in the same folder."""
    if not isinstance(name, str) or Path(name).name != name:
        raise Malformed("file", "must be the name of an .eml file in the same folder")
    mail = path.parent / name
    if not mail.is_file():
        raise MessageUnreadable(f"file: there is no {name} here")
    return mail


def _why(error: AddinError) -> str:
    """What is wrong, in words. That a line is meant is said already."""
    if isinstance(error, Malformed) and error.field == "line":
        return error.mend
    return str(error)
