"""Texts as the reader sees them, for tests of its steps."""

from addin_server.reading.index import Text
from addin_server.reading.source import Source


def source_of(body, subject="", **given):
    """A mail's text that is all newest part."""
    end = len(body)
    return Source(
        subject=Text(subject),
        body=Text(body),
        newest=(0, end),
        signature=(end, end),
        quoted=(end, end),
        **given,
    )
