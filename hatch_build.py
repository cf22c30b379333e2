"""The lexicons of the wheel: JSON made of the TOML that people write, which is read 30x faster."""

import json
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Lexicons(BuildHookInterface[Any]):
    """An editable install keeps the TOML: a change of it must simply work."""

    PLUGIN_NAME = "custom"
    _made: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self._made = TemporaryDirectory()
        for source in sorted(Path(self.root, "addin_server", "lexicon").glob("*/*.toml")):
            name = f"{source.parent.name}/{source.stem}.json"
            made = Path(self._made.name, name)
            made.parent.mkdir(exist_ok=True)
            book = tomllib.loads(source.read_text("utf-8"))
            made.write_text(json.dumps(book, ensure_ascii=False), "utf-8")
            build_data["force_include"][str(made)] = f"addin_server/lexicon/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self._made is not None:
            self._made.cleanup()
