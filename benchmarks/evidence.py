"""Figures into their place in docs/evidence.md. What people wrote there stays."""

import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "evidence.md"


def write(name: str, title: str, lines: Sequence[str], page: Path = PAGE) -> None:
    """Replace a section, between its two marks; add it at the end when it is new."""
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    body = "\n".join([f"## {title}", "", "```text", *lines, "```", ""])
    section = start + body + end
    text = page.read_text("utf-8") if page.exists() else "# Evidence\n"
    found = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.S)
    if found.search(text):
        text = found.sub(lambda _: section, text)
    else:
        text = f"{text.rstrip()}\n\n{section}"
    page.write_text(text, "utf-8")
