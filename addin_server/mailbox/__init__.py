"""The mailbox: one port, and what answers it.

Each module imports only from those above it.

    port        what we ask of a mailbox
    offered     what a mailbox says to a wish it does not know
    memory      a mailbox in memory, complete
    headers     header fields: bytes -> words, people, ids
    dates       a Date field -> the instant it names
    contents    the fields about a part's content -> its kind, boundary, charset, name
    parts       the parts of a mail -> its texts, and the names of what is attached
    mime        the bytes of a mail (RFC 5322, MIME) -> Message, bounded
    folder      a folder of .eml files as a mailbox
    combined    whose mailbox is which: one for all; a folder with a calendar beside it
    exchange_xml         EWS as XML, out and in
    exchange_refusal     what an EWS server says no with -> our errors
    exchange_http        the connections to the server: pool, signing in, bounds
    exchange_token       signing in to Exchange Online as an application
    exchange_question    one operation, and its answer taken tolerantly
    exchange_line        a question out, its answer in; when it is repeated, and when never
    exchange_properties  extended properties, and those that matter
    exchange_items       folders and items: read, found, made, changed, removed
    exchange_read        an item -> Message
    exchange_search      a mail by its Message-ID, or surely nowhere
    exchange_answers     was it answered?
    exchange_calendar    what is taken; our own entry
    exchange_flags       the follow-up flag
    exchange_write       a draft of the reply; an answer to a meeting request
    exchange_profile     zone, working hours, language
    exchange    mailboxes of an Exchange server
    trial       tries out what a mailbox can do, and leaves nothing behind
    chosen      settings -> the mailboxes that they name
"""
