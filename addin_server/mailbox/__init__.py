"""The mailbox: one port, and what answers it.

Each module imports only from those above it.

    port        what we ask of a mailbox
    headers     header fields: bytes -> words, people, moments, ids
    parts       the parts of a mail -> its texts, and the names of what is attached
    mime        the bytes of a mail (RFC 5322, MIME) -> Message, bounded
    folder      a folder of .eml files as a mailbox
"""
