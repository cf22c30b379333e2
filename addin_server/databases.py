"""What the commands of `netjes` do with the database alone: migrate, move."""

import argparse

from . import store
from .settings import Settings


def migrate(arguments: argparse.Namespace, settings: Settings) -> int:
    print(*store.migrate(settings.database), sep="\n")
    return 0


def move(arguments: argparse.Namespace, settings: Settings) -> int:
    print(*store.move(settings.database, arguments.to), sep="\n")
    print("All is there. Set ADDIN_DATABASE to it before the server starts again.")
    return 0
