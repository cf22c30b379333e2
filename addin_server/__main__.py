"""The command line. Exit codes: 0 done, 1 input or installation is wrong, 2 usage."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from . import commands
from .errors import AddinError, SettingsError
from .model import Register
from .settings import Settings
from .version import __version__

# argparse has no public name for it.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Command = Callable[[argparse.Namespace, Settings], int]


def main(argv: Sequence[str] | None = None) -> int:
    arguments = parser().parse_args(argv)
    try:
        settings = Settings.from_environ(os.environ)
        code: int = arguments.run(arguments, settings)
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
    return code


def _say(error: AddinError, code: int) -> int:
    print(f"netjes: {error}", file=sys.stderr)
    return code


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
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
    return top


def _command(among: Commands, name: str, run: Command, description: str) -> argparse.ArgumentParser:
    summary = description.partition(".")[0]
    command = among.add_parser(
        name,
        help=summary[:1].lower() + summary[1:],
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)
    return command


def _add_servers(among: Commands) -> None:
    _command(among, "serve", commands.serve, commands.SERVE)
    demo = _command(among, "demo", commands.demonstrate, commands.DEMO)
    demo.add_argument("--port", type=int, default=8025, help="TCP port on 127.0.0.1 (%(default)s)")
    demo.add_argument("--mails", type=Path, help="folder of .eml files instead of the samples")
    demo.add_argument(
        "--data", type=Path, default=Path("var/demo"), help="where it keeps its data (%(default)s)"
    )


def _add_streams(among: Commands) -> None:
    recognise = _command(among, "recognise", commands.recognise_mails, commands.RECOGNISE)
    recognise.add_argument("files", nargs="*", type=Path, metavar="FILE.eml")
    _command(among, "deadlines", commands.plan_deadlines, commands.DEADLINES)


def _add_letters(among: Commands) -> None:
    catalogue = _command(among, "letters", commands.list_letters, commands.LETTERS)
    render = catalogue.add_subparsers(metavar="render").add_parser(
        "render", help="write one letter", description=commands.RENDER
    )
    render.set_defaults(run=commands.render_letter)
    render.add_argument("id", help="a letter's id, as `netjes letters` lists them")
    render.add_argument("--lang", required=True, help="nl, en, fr or de")
    render.add_argument("--register", default="formal", choices=[r.value for r in Register])
    render.add_argument("--values", type=Path, metavar="F.json", help="a JSON object: field, value")
    render.add_argument("--subject", help="subject of the mail that is answered")
    render.add_argument("--text", action="store_true", help="print the plain text only")


def _add_admin(among: Commands) -> None:
    _command(among, "manifest", commands.print_manifest, commands.MANIFEST)
    _command(among, "check", commands.check_installation, commands.CHECK)
    listing = _command(among, "settings", commands.list_settings, commands.SETTINGS)
    listing.add_argument("--json", action="store_true", help="as JSON")


if __name__ == "__main__":
    sys.exit(main())
