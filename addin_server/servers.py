"""What the commands of `netjes` do that need the whole server: serve, demo, check."""

import argparse
import logging
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from types import FrameType

import uvicorn

from . import build
from .app import Parts, create_app
from .errors import SettingsError
from .settings import Settings


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    _check_port(settings.host, settings.port)
    with ExitStack() as stack:
        _run(build.serving(settings, stack), settings.host, settings.port)
    return 0


def demonstrate(arguments: argparse.Namespace, settings: Settings) -> int:
    url = f"http://127.0.0.1:{arguments.port}"
    local = settings.model_copy(update={"public_url": url})
    _check_port("127.0.0.1", arguments.port)
    with ExitStack() as stack:
        parts = build.demonstration(
            local,
            stack,
            mails=arguments.mails,
            data=arguments.data,
            now=build.utc_now,
            exchange=arguments.exchange,
        )
        print(f"Netjes is at {url}/  (a stand-in for Outlook; stop with Ctrl+C)", flush=True)
        _run(parts, "127.0.0.1", arguments.port)
    return 0


def _run(parts: Parts, host: str, port: int) -> None:
    level = parts.settings.log_level
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # It logs every tick at INFO.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    run(parts, host=host, port=port, log_level=level.lower())


class _Server(uvicorn.Server):
    """Begins no reminder any more from the signal on, while requests are still answered."""

    def __init__(self, config: uvicorn.Config, stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._stop = stop

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._stop()
        super().handle_exit(sig, frame)


def run(parts: Parts, *, host: str, port: int, log_level: str) -> None:
    """Serve until a signal comes (SIGTERM, SIGINT)."""
    config = uvicorn.Config(
        create_app(parts),
        host=host,
        port=port,
        log_level=log_level,
        access_log=False,  # addresses of users do not belong in a log
        server_header=False,
        timeout_graceful_shutdown=20,
    )
    server = _Server(config, parts.reminders.stop)
    # When it has stopped, uvicorn raises the signal once more. Its usual effect would be that
    # nothing is closed any more: worker processes would outlive us.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise SystemExit(3)  # as uvicorn.run does; why, it has logged


def _check_port(host: str, port: int) -> None:
    """Say so in one line when somebody else listens there. Raises SettingsError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as uvicorn does
        try:
            probe.bind((host, port))
        except OSError as exc:
            raise SettingsError(f"cannot listen on {host}:{port}: {exc.strerror}") from exc


def check_installation(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.mailbox:
        from . import postmaster

        return postmaster.check(arguments, settings)
    from . import check  # asks what a start need not know

    found = list(check.findings(settings))
    for finding in found:
        print(f"{'ok' if finding.ok else 'NO':3} {finding.question:10} {finding.answer}")
    return 0 if all(finding.ok for finding in found) else 1
