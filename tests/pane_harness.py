"""The task pane's files: its modules and words as they are, and its pure parts run in Node."""

import json
import re
import subprocess
from functools import cache
from pathlib import Path

from addin_server.model import LANGUAGES

from .tools import node_command

PANE = Path(__file__).parent.parent / "addin_server" / "pane"
OFFICE_JS = "https://officeapis.public.onecdn.static.microsoft/1/office.js"
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\w])//[^\n]*", re.DOTALL)
KEY = re.compile(r'"([a-z_]+(?:\.[a-z_]+)+)(?<!\.csv)"')
HOLE = re.compile(r"\$\{[^{}]+\}")
MADE = re.compile(r"`([a-z_]+\.(?:\$\{[^{}`]+\}|[a-z_.])+)`")


@cache
def modules() -> dict[str, str]:
    """Path inside the pane -> source without comments. `types.js` is nothing but a comment."""
    found = (p for p in sorted(PANE.rglob("*.js")) if p.name != "types.js")
    return {p.relative_to(PANE).as_posix(): COMMENT.sub("", p.read_text("utf-8")) for p in found}


@cache
def words(lang: str) -> dict[str, str]:
    return json.loads((PANE / "texts" / f"{lang}.json").read_text("utf-8"))


def text_keys(lang: str = LANGUAGES[0]) -> set[str]:
    """What the code may ask for: a text with plural forms goes by its name without them."""
    table = words(lang)
    return {key.rpartition(".")[0] if is_plural(key, table) else key for key in table}


def is_plural(key: str, table: dict[str, str]) -> bool:
    stem, _, form = key.rpartition(".")
    return form in ("one", "other") and {f"{stem}.one", f"{stem}.other"} <= table.keys()


def named_keys() -> set[str]:
    """Keys that stand in the code in full."""
    return {key for source in modules().values() for key in KEY.findall(source)}


def made_keys() -> list[re.Pattern[str]]:
    """Patterns of the keys that the code puts together: ``kind.${...}``."""
    made = {key for source in modules().values() for key in MADE.findall(source)}
    return [re.compile("[a-z_]+".join(map(re.escape, HOLE.split(key)))) for key in sorted(made)]


def imports(path: str) -> set[str]:
    """The modules that one imports, as paths inside the pane."""
    found = re.findall(r'^import [^;]*?from "(\.[^"]+)";', modules()[path], re.MULTILINE)
    folder = (PANE / path).parent
    return {(folder / one).resolve().relative_to(PANE).as_posix() for one in found}


def run(module, expression, **values):
    """What an expression of that module's exports, as `m`, comes to."""
    given = json.dumps(values)
    script = f"""
      import * as m from {json.dumps((PANE / module).as_uri())};
      const v = {given};
      console.log(JSON.stringify({expression}));
    """
    command = [*node_command("node"), "--input-type=module", "--no-warnings", "--eval", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    return json.loads(done.stdout)


def each(module, names, table, expression):
    """That expression for every row of a table, in one go: starting Node takes longer than all."""
    rows = [dict(zip(names, row, strict=True)) for row in table]
    return run(module, f"v.rows.map((v) => {expression})", rows=rows)
