"""The lexicons as installed: JSON made of the TOML that people write, which is read 30x faster."""

import json
import os
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class Lexicons(BuildHookInterface[Any]):
    """A wheel has the JSON alone. An editable install has it beside the TOML: it counts as long as
    that is not changed.
    """

    PLUGIN_NAME = "custom"
    _made: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            make_beside()
            return
        self._made = TemporaryDirectory()
        for source in written():
            name = f"{source.parent.name}/{source.stem}.json"
            made = Path(self._made.name, name)
            made.parent.mkdir(exist_ok=True)
            make(made, source)
            build_data["force_include"][str(made)] = f"addin_server/lexicon/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self._made is not None:
            self._made.cleanup()


def written() -> list[Path]:
    return sorted(ROOT.glob("addin_server/lexicon/*/*.toml"))


def make_beside() -> None:
    """For a checkout: where it is changed, the TOML is read again."""
    for source in written():
        make(source.with_suffix(".json"), source)


def make(made: Path, source: Path) -> None:
    """Write the JSON, of the same time of change as its source, whole or not at all."""
    changed = source.stat().st_mtime_ns
    book = tomllib.loads(source.read_text("utf-8"))
    new = made.with_suffix(".new")
    new.write_text(json.dumps(book, ensure_ascii=False), "utf-8")
    os.utime(new, ns=(changed, changed))
    new.replace(made)


if __name__ == "__main__":
    make_beside()
