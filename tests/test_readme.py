"""What README says is what the code does. `python -m tests.test_readme` writes the two parts."""

import re
from pathlib import Path

import addin_server
from addin_server.__main__ import parser
from addin_server.settings import PREFIX, Settings

README = Path(__file__).parents[1] / "README.md"
TABLE = re.compile(r"(<!-- settings: [^>]* -->\n).*?(<!-- /settings -->)", re.S)
MAP = re.compile(r"(takes time.*?```\n).*?(```)", re.S)


def settings_table():
    rows = ["| variable | default | what it is |", "|---|---|---|"]
    for row in Settings.from_environ({}).listing({}):
        shown = f"`{row['value']}`" if row["value"] else ""
        rows.append(f"| `{row['name']}` | {shown} | {row['description']} |")
    return "\n".join(rows) + "\n"


def house_map():
    lines = addin_server.__doc__.splitlines()
    return "\n".join(line[4:] for line in lines if line.startswith("    ")) + "\n"


def test_settings_table_is_in_step():
    assert TABLE.search(README.read_text())[0].split("-->\n", 1)[1].startswith(settings_table())


def test_map_is_in_step():
    assert house_map() in README.read_text()


def test_every_command_is_named():
    text = README.read_text()
    for action in parser()._subparsers._group_actions:
        for name in action.choices:
            assert f"`netjes {name}" in text or f", `netjes {name}" in text, name


def test_no_variable_is_named_that_does_not_exist():
    named = set(re.findall(r"ADDIN_[A-Z_]+[A-Z]", README.read_text()))
    assert named <= {PREFIX + name.upper() for name in Settings.model_fields}


def test_pictures_and_pages_exist():
    for link in re.findall(r"\]\(([^)h][^)]*)\)", README.read_text()):
        assert (README.parent / link).exists(), link


if __name__ == "__main__":
    text = TABLE.sub(lambda m: m[1] + settings_table() + m[2], README.read_text())
    README.write_text(MAP.sub(lambda m: m[1] + house_map() + m[2], text))
