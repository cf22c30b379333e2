"""A server for the kill test: `python -m tests.server_process PORT SMTP_PORT FOLDER`.

The real application over a database file, with a clock that can be moved on from outside and
mail going to the test's own SMTP server. A deadline of the organisation POISON kills it.
"""

import logging
import os
import signal
import sys
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from fastapi import APIRouter

from addin_server import build, servers
from addin_server.demo.clock import DemoClock
from addin_server.identity.demo import DemoIdentity
from addin_server.settings import Settings

from .conftest import ANNA

POISON, BAD = "Poison", "Bad"
START = datetime(2026, 11, 23, 9, tzinfo=UTC)


def main(port: int, smtp_port: int, folder: Path) -> None:
    clock = DemoClock(START, build.utc_now, folder / "clock.json")
    settings = Settings(
        database=f"sqlite:///{folder / 'netjes.db'}",
        smtp_host="127.0.0.1",
        smtp_port=smtp_port,
        smtp_security="none",
        mail_from="netjes@example.org",
        tick_seconds=0.2,
        lease_seconds=10,
        max_open_deadlines=10_000,
    )
    control = APIRouter()

    def link_to(about) -> str:
        """Where a mail is written: the last moment before it goes."""
        if about.company == POISON:
            os.kill(os.getpid(), signal.SIGKILL)
        if about.company == BAD:
            raise RuntimeError("cannot be written")
        return "https://outlook.example/"

    @control.post("/forward/{seconds}")
    def forward(seconds: int) -> str:
        return clock.forward(seconds).isoformat()

    # A killed and busy machine skips ticks; that is the point here, not news.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    with ExitStack() as stack:
        parts = build.join(
            settings,
            stack,
            now=clock,
            verifier=DemoIdentity(ANNA),
            mailboxes=None,
        )
        reminders = replace(parts.reminders, link_to=link_to)
        parts = replace(parts, reminders=reminders, routers=(control,))
        servers.run(parts, host="127.0.0.1", port=port, log_level="error")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
