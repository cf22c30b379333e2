"""What the commands of `netjes` do. Output on stdout; errors are raised."""

import argparse
import json
import logging
import os
import sys
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import uvicorn

from . import build, check, letters, resources, streams
from .app import Parts, create_app
from .errors import LetterIncomplete, Malformed
from .model import Register
from .settings import Settings


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    with ExitStack() as stack:
        _run(build.serving(settings, stack), settings.host, settings.port)
    return 0


def demonstrate(arguments: argparse.Namespace, settings: Settings) -> int:
    url = f"http://127.0.0.1:{arguments.port}"
    local = settings.model_copy(update={"public_url": url})
    with ExitStack() as stack:
        parts = build.demonstration(
            local, stack, mails=arguments.mails, data=arguments.data, now=build.utc_now
        )
        print(f"Netjes is at {url}/  (a stand-in for Outlook; stop with Ctrl+C)", flush=True)
        _run(parts, "127.0.0.1", arguments.port)
    return 0


def _run(parts: Parts, host: str, port: int) -> None:
    level = parts.settings.log_level
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # It logs every tick at INFO.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    uvicorn.run(
        create_app(parts),
        host=host,
        port=port,
        log_level=level.lower(),
        access_log=False,  # addresses of users do not belong in a log
        server_header=False,
        timeout_graceful_shutdown=20,
    )


def recognise_mails(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.files:
        return streams.recognise_files(
            arguments.files,
            settings.zone,
            max_bytes=settings.max_message_bytes,
            max_text=settings.max_text_bytes,
            out=sys.stdout,
        )

    def answer(row: streams.Row) -> streams.Row:
        return streams.recognise(row, settings.zone, settings.max_text_bytes)

    return streams.answer_lines(sys.stdin, answer, sys.stdout)


def plan_deadlines(arguments: argparse.Namespace, settings: Settings) -> int:
    return streams.answer_lines(sys.stdin, streams.deadline, sys.stdout)


def list_letters(arguments: argparse.Namespace, settings: Settings) -> int:
    print(json.dumps(letters.letters_json(_catalogue(settings)), ensure_ascii=False, indent=2))
    return 0


def render_letter(arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        letter = letters.render(
            _catalogue(settings),
            arguments.id,
            lang=arguments.lang,
            register=Register(arguments.register),
            values=_values(arguments.values),
            original_subject=arguments.subject,
        )
    except LetterIncomplete as exc:
        print(json.dumps({"error": {"code": exc.code, "missing": list(exc.missing)}}))
        return 1
    if arguments.text:
        print(letter.text)
    else:
        print(json.dumps(asdict(letter), ensure_ascii=False))
    return 0


def _catalogue(settings: Settings) -> letters.Catalogue:
    return letters.load(settings.templates or resources.folder("templates"))


def _values(path: Path | None) -> dict[str, object]:
    if path is None:
        return {}
    try:
        values = json.loads(path.read_text("utf-8"))
    except OSError as exc:
        raise Malformed("--values", f"{path}: {exc.strerror}") from exc
    except ValueError as exc:
        raise Malformed("--values", f"{path} is not JSON") from exc
    if not isinstance(values, dict):
        raise Malformed("--values", f"{path} must hold a JSON object")
    return values


def print_manifest(arguments: argparse.Namespace, settings: Settings) -> int:
    print(build.manifest_xml(settings), end="")
    return 0


def check_installation(arguments: argparse.Namespace, settings: Settings) -> int:
    found = list(check.findings(settings))
    for finding in found:
        print(f"{'ok' if finding.ok else 'NO':3} {finding.question:10} {finding.answer}")
    return 0 if all(finding.ok for finding in found) else 1


def list_settings(arguments: argparse.Namespace, settings: Settings) -> int:
    rows = settings.listing(os.environ)
    if arguments.json:
        print(json.dumps(rows, indent=2))
        return 0
    for row in rows:
        print(f"{row['name']}={row['value']}  ({row['from']})\n    {row['description']}")
    return 0


SERVE = """\
Serve pane and API to Outlook.
Needs ADDIN_IDENTITY: without it nobody could be told apart, and it does not start."""
DEMO = """\
Show everything in a page that stands in for Outlook.
A mailbox of .eml files, a mail server of its own, no account; on this machine only."""
RECOGNISE = """\
Say what mails are and what they say.
Reads .eml files, or without any JSON lines {id, subject?, body, html?, from?, to?, received?,
timezone?} from standard input. Writes one JSON line each; exit 1 when a mail could not be read."""
DEADLINES = """\
Say when to answer and when to remind.
Reads JSON lines {id, received, now, timezone, country, counting, working_hours?, interview_at?,
reply_by?} and writes {id, limit, soft, final}; exit 1 when a line was bad."""
LETTERS = """\
List the letters as JSON, or write one.
Without `render`: an array of {id, side, languages, registers, fields}."""
RENDER = """\
Writes {subject, html, text}. Exit 1 and {"error": {"code": "letter_incomplete", "missing": [...]}}
when a required value is not given."""
MANIFEST = """\
Print the add-in's manifest for this server.
The same is served at /manifest.xml; an administrator pastes that address into Microsoft 365."""
CHECK = """\
Say whether this installation is fit to serve.
One line per question; exit 1 when an answer is NO."""
SETTINGS = """\
List all settings, their values and where these came from.
Secrets are masked."""
