"""A letter's .toml: what it is called, when it fits, what it asks for. Not its text."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..errors import TemplateError
from ..model import LANGUAGES, Kind, Register
from .catalogue import LetterField

LIMIT_FILE = 65_536  #: bytes of one file of the folder

KEYS = frozenset({"kinds", "order", "registers", "title", "when", "subject", "fields"})
_FIELD_KEYS = frozenset({"required", "long", "labels", "help"})


def wrong(path: Path, line: int, what: str) -> TemplateError:
    return TemplateError(f"{path}:{line}: {what}", file=str(path), line=line)


class Description:
    """A .toml file that can tell on which line something stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            if path.stat().st_size > LIMIT_FILE:
                raise wrong(path, 1, f"is larger than {LIMIT_FILE} bytes")
            self.text = path.read_text("utf-8")
            self.data = tomllib.loads(self.text)
        except FileNotFoundError as exc:
            raise wrong(path, 1, "is missing") from exc
        except tomllib.TOMLDecodeError as exc:
            line = re.search(r"at line (\d+)", str(exc))
            raise wrong(path, int(line[1]) if line else 1, str(exc)) from exc
        except UnicodeDecodeError as exc:
            raise wrong(path, 1, "is not UTF-8") from exc
        except RecursionError as exc:
            raise wrong(path, 1, "is nested too deeply") from exc

    def line_of(self, key: str) -> int:
        """Where a key stands; line 1 when it is not there."""
        last = re.escape(key.rsplit(".", 1)[-1])
        found = re.search(rf"^[ \t]*(?:\[(?:[\w.]+\.)?)?{last}\b", self.text, re.M)
        return self.text.count("\n", 0, found.start()) + 1 if found else 1

    def wrong(self, key: str, what: str) -> TemplateError:
        return wrong(self.path, self.line_of(key), what)

    def only(self, table: Mapping[str, Any], known: Iterable[str], where: str = "") -> None:
        for key in table:
            if key not in known:
                raise self.wrong(key, f"unknown key {where}{key}")

    def worded(self, table: Mapping[str, Any], key: str, where: str = "") -> dict[str, str]:
        """A table with one sentence per language."""
        words = table.get(key)
        if not isinstance(words, dict):
            raise self.wrong(key, f"{where}{key} is missing")
        self.only(words, LANGUAGES, f"{where}{key}.")
        for lang in LANGUAGES:
            if not isinstance(words.get(lang), str) or not words[lang].strip():
                raise self.wrong(key, f"{where}{key}.{lang} is missing")
        return dict(words)

    def order(self) -> int:
        """The letter's place in the menu."""
        order = self.data.get("order")
        if not isinstance(order, int):
            raise self.wrong("order", "order is missing; it is a whole number")
        return order

    def listed(self, key: str, kind: type[Kind] | type[Register]) -> list[Any]:
        try:
            return [kind(word) for word in self.data[key]]
        except KeyError as exc:
            raise self.wrong(key, f"{key} is missing") from exc
        except (ValueError, TypeError) as exc:
            raise self.wrong(key, f"{key}: {exc}") from exc


def field_of(about: Description, shared: Description, name: str) -> LetterField:
    """One line of the form.

    Labels and help that a letter does not give itself are those of its side's ``_fields.toml``.
    """
    own = about.data["fields"][name]
    if not isinstance(own, dict):
        raise about.wrong(name, f"{name}: is written as [fields.{name}]")
    about.only(own, _FIELD_KEYS, f"{name}.")
    given = {**shared.data.get(name, {}), **own}
    required, long = given.get("required", False), given.get("long", False)
    if not (isinstance(required, bool) and isinstance(long, bool)):
        raise about.wrong(name, f"{name}: required and long are true or false")
    return LetterField(
        name=name,
        required=required,
        labels=about.worded(given, "labels", f"{name}."),
        help=about.worded(given, "help", f"{name}."),
        long=long,
    )
