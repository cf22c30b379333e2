"""What travels in the wheel is all that `netjes` needs at run time."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from addin_server import resources

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


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout as an editable install leaves it, with one lexicon."""
    place = tmp_path / "addin_server/lexicon/nl"
    place.mkdir(parents=True)
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    (place / "words.toml").write_text('said = ["één"]\n', "utf-8")
    subprocess.run([sys.executable, "hatch_build.py"], cwd=tmp_path, check=True)
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "addin_server")
    return place


def read_anew():
    return resources.lexicon.__wrapped__("nl", "words")


def test_an_editable_install_reads_the_json(checkout):
    made = checkout / "words.json"
    assert json.loads(made.read_text("utf-8")) == {"said": ["één"]}
    changed = made.stat().st_mtime_ns
    made.write_text('{"said": ["made"]}', "utf-8")
    os.utime(made, ns=(changed, changed))
    assert read_anew() == {"said": ["made"]}


@pytest.mark.parametrize("days", [1, -1])
def test_a_changed_lexicon_is_read_at_once(checkout, days):
    """Also one that is older than the JSON, as from a backup or another branch."""
    written = checkout / "words.toml"
    changed = written.stat().st_mtime_ns + days * 86_400 * 10**9
    written.write_text('said = ["twee"]\n', "utf-8")
    os.utime(written, ns=(changed, changed))
    assert read_anew() == {"said": ["twee"]}


def test_lexicons_are_read_without_any_json(checkout):
    (checkout / "words.json").unlink()
    assert read_anew() == {"said": ["één"]}
