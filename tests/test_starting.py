"""What a new process loads for its first mail: no more than that mail needs."""

import subprocess
import sys
from pathlib import Path

from benchmarks.fresh import NOTHING, READER, fresh

ROOT = Path(__file__).parents[1]
LOADED = "import sys; print(*sorted(sys.modules))"
#: Where each is needed, it is loaded; each takes as long as reading several mails.
SPARED = {"selectolax", "icalendar", "email", "socket"}


def test_a_mail_of_plain_text_is_read_without_what_others_need():
    said = subprocess.run(
        [sys.executable, "-c", f"{READER}\n{LOADED}"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    loaded = set(said.split())
    assert "addin_server.reading" in loaded
    assert not SPARED & loaded


def test_a_first_mail_takes_little_memory():
    """A server has several processes that read; each holds this much."""
    (_, bare), (_, held) = fresh(NOTHING, 1), fresh(READER, 1)
    assert held - bare < 28  # MB; a model that is cut up as a whole takes ten more
