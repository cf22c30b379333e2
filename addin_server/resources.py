"""Where the files lie that travel with the package: lexicons, templates, manifest, pane."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from .errors import SettingsError

PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """``templates`` or ``manifest``: inside a wheel, or beside the package in a checkout."""
    inside = PACKAGE / {"manifest": "manifest_files"}.get(name, name)
    for place in (inside, PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise SettingsError(f"the folder {name}/ is missing from this installation")


@cache
def lexicon(lang: str, topic: str) -> dict[str, Any]:
    """``lexicon/<lang>/<topic>.toml``. Read once; constant for the life of the process.

    Installing makes JSON of them, which Python reads thirty times faster; a wheel has nothing else.
    """
    written = PACKAGE / "lexicon" / lang / f"{topic}.toml"
    made = written.with_suffix(".json")
    book: dict[str, Any]
    if _is_made_of(made, written):
        book = json.loads(made.read_bytes())
    else:
        import tomllib  # here, since an installation has no use for it

        book = tomllib.loads(written.read_text("utf-8"))
    return book


def _is_made_of(made: Path, written: Path) -> bool:
    """Whether this JSON says what the TOML says now: it was given the same time of change."""
    try:
        changed = written.stat().st_mtime_ns
    except FileNotFoundError:
        return True
    return made.is_file() and made.stat().st_mtime_ns == changed
