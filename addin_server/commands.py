"""What the commands of `netjes` do that need no server. Output on stdout; errors are raised."""

import argparse
import json
import os
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from . import evaluation, letters, manifest, own, proof, reading, resources, streams, wording
from .errors import LetterIncomplete, Malformed
from .model import Message, Reading, Register
from .settings import Settings
from .version import __version__


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


def evaluate_reading(arguments: argparse.Namespace, settings: Settings) -> int:
    def read(message: Message) -> Reading:
        return reading.read(message, message.received or datetime.now(UTC), settings.zone)

    found = evaluation.load(
        arguments.folders, max_bytes=settings.max_message_bytes, max_text=settings.max_text_bytes
    )
    outcomes = evaluation.measure(
        found.usable, read, lambda message: reading.source_of(message).body, time.process_time
    )
    figures = evaluation.report(found, outcomes)
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
    else:
        print(evaluation.page(figures))
    return 1 if found.bad else 0


def plan_deadlines(arguments: argparse.Namespace, settings: Settings) -> int:
    return streams.answer_lines(sys.stdin, streams.deadline, sys.stdout)


def check_wording(arguments: argparse.Namespace, settings: Settings) -> int:
    def answer(row: streams.Row) -> streams.Row:
        return wording.answer(row, arguments.lang)

    return streams.answer_lines(sys.stdin, answer, sys.stdout)


def list_letters(arguments: argparse.Namespace, settings: Settings) -> int:
    with own.catalogue(settings.templates) as catalogue:
        print(json.dumps(letters.letters_json(catalogue), ensure_ascii=False, indent=2))
    return 0


def render_letter(arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        with own.catalogue(settings.templates) as catalogue:
            letter = letters.render(
                catalogue,
                arguments.id,
                lang=arguments.lang,
                register=Register(arguments.register),
                values=_values(arguments.values),
                original_subject=arguments.subject,
                phrasing=arguments.phrasing,
            )
    except LetterIncomplete as exc:
        print(json.dumps({"error": {"code": exc.code, "missing": list(exc.missing)}}))
        return 1
    if arguments.text:
        print(letter.text)
    else:
        print(json.dumps(asdict(letter), ensure_ascii=False))
    return 0


def preview_letters(arguments: argparse.Namespace, settings: Settings) -> int:
    with own.catalogue(settings.templates) as catalogue:
        page = letters.preview(catalogue)
    if arguments.out is None:
        print(page, end="")
        return 0
    try:
        arguments.out.write_text(page, "utf-8")
    except OSError as exc:
        raise Malformed("--out", f"{arguments.out}: {exc.strerror}") from exc
    return 0


def check_letters(arguments: argparse.Namespace, settings: Settings) -> int:
    folder = arguments.folder or settings.templates or resources.folder("templates")
    if not folder.is_dir():
        raise Malformed("FOLDER", f"{folder} is not a folder")
    if found := own.check(folder):
        print(*found, sep="\n")
        return 1
    with own.catalogue(folder) as catalogue:
        print(*proof.warnings(folder, catalogue), f"{folder}: the letters can be used", sep="\n")
    return 0


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


def list_settings(arguments: argparse.Namespace, settings: Settings) -> int:
    rows = settings.listing(os.environ)
    if arguments.json:
        print(json.dumps(rows, indent=2))
        return 0
    for row in rows:
        print(f"{row['name']}={row['value']}  ({row['from']})\n    {row['description']}")
    return 0


def print_manifest(arguments: argparse.Namespace, settings: Settings) -> int:
    client_id = settings.entra_client_id
    xml = manifest.render(manifest.load(), settings.public_url, __version__, client_id)
    print(xml, end="")
    return 0
