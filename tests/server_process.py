"""A server for the kill test: `python -m tests.server_process PORT SMTP_PORT FOLDER`.

The real application over a database file, with a clock that can be moved on from outside and
mail going to the test's own SMTP server. A deadline of the organisation POISON kills it. Letters
and statements are those that this process has loaded, or the one that it was forked from.
"""

import logging
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from fastapi import APIRouter

from addin_server import build, own, servers
from addin_server.demo.clock import DemoClock
from addin_server.identity.demo import DemoIdentity
from addin_server.model import Principal
from addin_server.settings import Settings

from .torture_parts import catalogue, statements

ANNA = Principal(issuer="test", tenant="t1", subject="anna", mail="anna@example.org")
POISON, BAD = "Poison", "Bad"
START = datetime(2026, 11, 23, 9, tzinfo=UTC)


def main(words: Sequence[str]) -> None:
    port, smtp_port, folder = int(words[0]), int(words[1]), Path(words[2])
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
        stack.enter_context(patch.object(own, "catalogue", lambda folder: nullcontext(catalogue())))
        parts = build.join(
            settings,
            stack,
            now=clock,
            verifier=DemoIdentity(ANNA),
            mailboxes=None,
        )
        parts.desk.store.database._prepared = statements(False)
        reminders = replace(parts.reminders, link_to=link_to)
        parts = replace(parts, reminders=reminders, routers=(control,))
        servers.run(parts, host="127.0.0.1", port=port, log_level="error")


if __name__ == "__main__":
    main(sys.argv[1:])
