"""The command line. Exit codes: 0 done, 1 input or installation is wrong, 2 usage."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import NoReturn, TypeAlias

from .errors import AddinError, SettingsError
from .model import Register
from .settings import Settings
from .version import __version__

# argparse has no public name for it.
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def main(argv: Sequence[str] | None = None) -> int:
    arguments = parser().parse_args(argv)
    try:
        settings = Settings.from_environ(os.environ)
        return _run(arguments, settings)
    except SettingsError as exc:
        return _say(exc, 2)
    except AddinError as exc:
        return _say(exc, 1)
    except BrokenPipeError:
        # Whoever read us has had enough (`netjes letters | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Load what the command needs, and no more: the server takes a second, a letter does not."""
    name, _, function = arguments.run.partition(".")
    command = getattr(_loaded(name), function)
    code: int = command(arguments, settings)
    return code


def _loaded(name: str) -> ModuleType:
    """Import a module without looking for garbage meanwhile: all that is made stays.

    That saves the server's start an eighth of its time.
    """
    gc.disable()
    try:
        return importlib.import_module(f".{name}", __package__)
    finally:
        gc.enable()


def _say(error: AddinError, code: int) -> int:
    print(f"netjes: {error}", file=sys.stderr)
    return code


class Parser(argparse.ArgumentParser):
    """Errors in one line, as everywhere."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"netjes: {message}; see `{self.prog} --help`\n")


def parser() -> argparse.ArgumentParser:
    top = Parser(
        prog="netjes",
        description="Say no, decently and on time: the server behind an Outlook add-in.",
        epilog="Settings are ADDIN_* variables: see `netjes settings`.",
    )
    top.add_argument("--version", action="version", version=f"netjes {__version__}")
    among = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_servers(among)
    _add_streams(among)
    _add_letters(among)
    _add_admin(among)
    _add_mailbox(among)
    return top


def _command(among: Commands, name: str, run: str, description: str) -> Parser:
    summary = description.partition(".")[0]
    command = among.add_parser(
        name,
        help=summary[:1].lower() + summary[1:],
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)
    return command


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a number from 1 to 65535")
    return int(text)


def _add_servers(among: Commands) -> None:
    _command(among, "serve", "servers.serve", SERVE)
    demo = _command(among, "demo", "servers.demonstrate", DEMO)
    demo.add_argument("--port", type=_port, default=8025, help="TCP port (%(default)s)")
    demo.add_argument("--exchange", action="store_true", help="over a stand-in of Exchange")
    demo.add_argument("--mails", type=Path, help="folder of .eml files instead of the samples")
    demo.add_argument(
        "--data", type=Path, default=Path("var/demo"), help="where it keeps its data (%(default)s)"
    )


def _add_streams(among: Commands) -> None:
    recognise = _command(among, "recognise", "commands.recognise_mails", RECOGNISE)
    recognise.add_argument("files", nargs="*", type=Path, metavar="FILE.eml")
    _command(among, "deadlines", "commands.plan_deadlines", DEADLINES)
    wording = _command(among, "wording", "commands.check_wording", WORDING)
    wording.add_argument("--lang", choices=["nl", "en", "fr", "de"], help="of the explanations")
    evaluate = _command(among, "evaluate", "commands.evaluate_reading", EVALUATE)
    evaluate.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    evaluate.add_argument("--json", action="store_true", help="as JSON")


def _add_letters(among: Commands) -> None:
    catalogue = _command(among, "letters", "commands.list_letters", LETTERS)
    among_letters = catalogue.add_subparsers(metavar="render, preview, check")
    render = among_letters.add_parser("render", help="write one letter", description=RENDER)
    render.set_defaults(run="commands.render_letter")
    render.add_argument("id", help="a letter's id, as `netjes letters` lists them")
    render.add_argument("--lang", required=True, help="nl, en, fr or de")
    render.add_argument("--register", default="formal", choices=[r.value for r in Register])
    render.add_argument("--values", type=Path, metavar="F.json", help="a JSON object: field, value")
    render.add_argument("--subject", help="subject of the mail that is answered")
    render.add_argument("--phrasing", type=int, default=0, help="which wording: 0 or 1 (0)")
    render.add_argument("--text", action="store_true", help="print the plain text only")
    preview = among_letters.add_parser("preview", help="show all letters", description=PREVIEW)
    preview.set_defaults(run="commands.preview_letters")
    preview.add_argument("--out", type=Path, metavar="FILE", help="write it here, not to stdout")
    check = among_letters.add_parser("check", help="check own letters", description=CHECK_LETTERS)
    check.set_defaults(run="commands.check_letters")
    check.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="of templates")


def _add_admin(among: Commands) -> None:
    _command(among, "manifest", "commands.print_manifest", MANIFEST)
    check = _command(among, "check", "servers.check_installation", CHECK)
    check.add_argument("--mailbox", metavar="ADDRESS", help="try out this mailbox instead")
    _command(among, "migrate", "databases.migrate", MIGRATE)
    move = _command(among, "move", "databases.move", MOVE)
    move.add_argument("--to", required=True, metavar="URL", help="of an empty PostgreSQL database")
    listing = _command(among, "settings", "commands.list_settings", SETTINGS)
    listing.add_argument("--json", action="store_true", help="as JSON")


def _add_mailbox(among: Commands) -> None:
    mailbox = _command(among, "mailbox", "postmaster.list_mails", MAILBOX)
    verbs = "list, read, answered, free, remind, unremind"
    verb = partial(_add_verb, mailbox.add_subparsers(required=True, metavar=verbs))
    verb("list", "list_mails", "the newest mails of the inbox, one JSON line each")
    verb("read", "read", "a mail by the id that Outlook gives, as JSON", "id")
    verb("answered", "answered", "yes, no, unknown or gone, for a Message-ID", "message_id")
    free = verb("free", "free", "what is taken from START to END, and three free moments")
    free.add_argument("start", nargs="?", metavar="START", help="ISO 8601 (now)")
    free.add_argument("end", nargs="?", metavar="END", help="ISO 8601 (two weeks later)")
    text = "an entry in the calendar at AT; again: moved"
    remind = verb("remind", "remind", text, "message_id", "at")
    remind.add_argument("--subject", default="Netjes", help="of the entry (%(default)s)")
    remind.add_argument("--flag", action="store_true", help="flag the mail itself instead")
    unremind = verb("unremind", "unremind", "take entry and flag away", "message_id")
    for parser in (remind, unremind):
        parser.add_argument("--key", help="of the entry, instead of one from the Message-ID")


def _add_verb(among: Commands, name: str, run: str, text: str, *places: str) -> Parser:
    """What is done with a mailbox; each of `places` may be given by its name too."""
    parser = among.add_parser(name, help=text, description=f"{text[:1].upper()}{text[1:]}.")
    parser.set_defaults(run=f"postmaster.{run}")
    parser.add_argument("--mailbox", required=True, metavar="ADDRESS", help="whose")
    for place in places:
        parser.add_argument(place, nargs="?", metavar=place.upper().replace("_", "-"))
        again = f"--{place.replace('_', '-')}"
        parser.add_argument(again, dest=f"{place}_again", help=argparse.SUPPRESS)
    return parser


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
WORDING = """\
Check the wording of drafts.
Reads JSON lines {id, side: decline or reject, lang, subject?, text, context?} from standard input
and writes {id, findings: [{code, part, start, end, words, why, better?}]}. The context may hold
contact_name, company, job_title, candidate_name, already_accepted, situation (a letter's id),
no_reason, talent_pool {intended, consent, until}. Without --lang the explanations are in the
draft's language. Exit 1 when a line was bad."""
EVALUATE = """\
Say how well labelled mails are read.
Reads the .json and .jsonl files of a folder, or such files. A .json file, or a line of a .jsonl
file, is a mail {kind, lang?, role?, register?, subject, body or html, from?, to?, received?,
timezone?, gold: {company?, job_title?, ...}}; or a line is about an .eml file beside it: {file,
kind, lang?, company?, ...}. What a label leaves out is not scored; null means: nothing is there.
Exit 1 when a file or a line could not be used."""
LETTERS = """\
List the letters as JSON, or write one.
Without a word behind it: an array of {id, side, languages, registers, fields}."""
RENDER = """\
Writes {subject, html, text}. Exit 1 and {"error": {"code": "letter_incomplete", "missing": [...]}}
when a required value is not given."""
PREVIEW = """\
One HTML page with every letter in each language, register and wording, to be proof-read."""
CHECK_LETTERS = """\
Says all that is wrong with a folder of letters, by file and line, and exits 1; else warns of their
wording, filled in with samples. Without FOLDER: the letters that this installation uses."""
MANIFEST = """\
Print the add-in's manifest for this server.
The same is served at /manifest.xml; an administrator pastes that address into Microsoft 365."""
MAILBOX = """\
Do by hand what the server does with a mailbox.
Needs ADDIN_MAILBOX and what belongs to it; writes JSON. Times are ISO 8601, without an offset
in ADDIN_TIMEZONE."""
CHECK = """\
Say whether this installation is fit to serve.
One line per question; exit 1 when an answer is NO. With --mailbox: tries everything that the
server does with a mailbox on a test mail of its own, and removes that again."""
MIGRATE = """\
Bring the tables of the database up to date.
Of a file a copy is made first, and `netjes serve` does it by itself. Twice does no harm."""
MOVE = "Copy all from the SQLite file into PostgreSQL.\nAll or nothing; the file stays as it is."
SETTINGS = """\
List all settings, their values and where these came from.
Secrets are masked."""


if __name__ == "__main__":
    sys.exit(main())
