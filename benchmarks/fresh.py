"""What it costs to start: processor time and memory of a process that reads its first mail."""

import subprocess
import sys
from pathlib import Path

from addin_server.evaluation.scores import percentile
from addin_server.resources import PACKAGE

ROOT = Path(__file__).parents[1]
SAMPLE = PACKAGE / "demo" / "mails" / "nl-uitnodiging-een-moment.eml"
NOTHING = "pass"
LOADED = """
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from addin_server import reading
from addin_server.mailbox import mime
"""
READER = f"""{LOADED}
message = mime.parse(Path({str(SAMPLE)!r}).read_bytes())
reading.read(message, datetime.now(UTC), ZoneInfo("Europe/Amsterdam"))
"""
MEASURED = """
import re, time
start = time.process_time()
{code}
spent = time.process_time() - start
with open("/proc/self/status") as status:  # proc(5)
    print(spent * 1000, int(re.search(r"VmRSS:\\s+(\\d+)", status.read())[1]) / 1024)
"""


def fresh(code: str, times: int = 5) -> tuple[float, float]:
    """Medians of the processor milliseconds and the MB that this code takes in a new process."""
    seen = [_measured(code) for _ in range(times)]
    spent, held = zip(*seen, strict=True)
    return percentile(spent, 50) or 0.0, percentile(held, 50) or 0.0


def _measured(code: str) -> tuple[float, float]:
    command = [sys.executable, "-c", MEASURED.format(code=code)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    spent, held = said.split()
    return float(spent), float(held)
