"""Where the files lie that travel with the package: lexicons, templates, manifest, pane."""

import json
import tomllib
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

    In a wheel they are JSON, which Python reads thirty times faster.
    """
    place = PACKAGE / "lexicon" / lang
    made = place / f"{topic}.json"
    if made.is_file():
        book: dict[str, Any] = json.loads(made.read_text("utf-8"))
        return book
    return tomllib.loads((place / f"{topic}.toml").read_text("utf-8"))
