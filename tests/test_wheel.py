"""What travels in the wheel is all that `netjes` needs at run time."""

import json
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The wheel, built and unpacked in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def netjes(unpacked, *argv):
    command = [sys.executable, "-P", "-m", "addin_server", *argv]
    environ = {"PYTHONPATH": str(unpacked), "PATH": ""}
    return subprocess.run(command, cwd=unpacked, env=environ, capture_output=True, text=True)


def test_letters_manifest_and_lexicons_are_found(unpacked):
    where = "import addin_server; print(addin_server.__file__)"
    command = [sys.executable, "-P", "-c", where]
    printed = subprocess.run(
        command, cwd=unpacked, env={"PYTHONPATH": str(unpacked)}, capture_output=True, text=True
    )
    assert printed.stdout.startswith(str(unpacked)), "not the wheel that is tested"
    for argv in (["letters"], ["manifest"]):
        ran = netjes(unpacked, *argv)
        assert ran.returncode == 0, ran.stderr
        assert len(ran.stdout) > 1000
    mail = next((unpacked / "addin_server/demo/mails").glob("nl-*.eml"))
    ran = netjes(unpacked, "recognise", str(mail))
    assert '"lang": "nl"' in ran.stdout, ran.stderr


@pytest.mark.parametrize(
    "name",
    [
        "addin_server/pane/index.html",
        "addin_server/pane/texts/fr.json",
        "addin_server/demo/page/office.js",
        "addin_server/manifest_files/icons/netjes-32.png",
        "addin_server/templates/decline/general.nl.html",
        "addin_server/lexicon/de/kinds.json",
    ],
)
def test_it_holds(unpacked, name):
    assert (unpacked / name).is_file()


def test_its_lexicons_say_what_people_wrote(unpacked):
    place = unpacked / "addin_server/lexicon"
    written = sorted((ROOT / "addin_server/lexicon").glob("*/*.toml"))
    assert {path.suffix for path in place.glob("*/*")} == {".json"}
    assert len(written) == len([*place.glob("*/*")])
    for path in written:
        made = place / path.parent.name / f"{path.stem}.json"
        assert json.loads(made.read_text("utf-8")) == tomllib.loads(path.read_text("utf-8"))


def test_it_holds_nothing_else(unpacked):
    tops = {path.name.split("-")[0] for path in unpacked.iterdir()}
    assert tops == {"addin_server", "netjes"}
