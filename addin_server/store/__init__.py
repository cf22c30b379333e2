"""The database: what is kept, claimed and forgotten. SQLite in one file, or PostgreSQL.

A method that changes something returns after the commit, and the commit is durable (SQLite:
``synchronous=FULL``; PostgreSQL: a server with ``synchronous_commit=off`` is refused). Every row
has an owner, and every query of an owner's asks by owner. Every transition is one guarded UPDATE:
no row changed means that somebody else was first.

On PostgreSQL the database's own clock says what is due and how long a lease lasts; a server whose
clock is wrong harms nobody. SQLite serves one process, and that process's clock counts.

Each module imports only from those above it.

    tables      the schema: tables, types, and the moment that it is now
    rows        rows of deadlines and reminders as values, and back
    lines       statements compiled once; a connection that is held
    sqlite      a file as a database: checks, settings, one server at a time
    postgres    a PostgreSQL server as a database: checks, settings, limits
    database    an address -> connections to write and to read by
    changes     guarded changes of reminders, and the history that they leave
    deadline_sql what is asked about an owner's deadlines
    deadlines   an owner's deadlines: kept, answered, moved, snoozed
    claim_sql   what is asked about the reminders of all owners
    claims      what the clock asks for: due, claimed, delivered, given up
    owners      an owner's choices; all of theirs erased
    promises    an owner's promises to candidates
    schema      which version a database has; made, brought up to date, or refused
    moving      everything from a file into PostgreSQL
    opening     an address -> a store that is ready
"""

from .claims import MOST_STARTS, Claim, as_due
from .moving import move
from .opening import examined, open_store, opened_store
from .owners import Store
from .promises import Promises
from .rows import Happening
from .schema import migrate
from .sqlite import WAL_IS_SAFE, sqlite_module

__all__ = [
    "MOST_STARTS",
    "WAL_IS_SAFE",
    "Claim",
    "Happening",
    "Promises",
    "Store",
    "as_due",
    "examined",
    "migrate",
    "move",
    "open_store",
    "opened_store",
    "sqlite_module",
]
