"""Ids of rows, which sort by when they were made; only home of uuid_utils.

UUIDs of version 7 (RFC 9562, section 5.7): milliseconds first, then chance. New rows therefore
stand side by side in a database's trees; with ids of chance alone each would be written to a page
of its own. Nothing is guarded by an id that is hard to guess: every query asks by owner.
"""

import uuid_utils


def new() -> str:
    """36 characters; greater than every id made before in this process."""
    return str(uuid_utils.uuid7())
