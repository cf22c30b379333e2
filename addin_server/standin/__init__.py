"""A stand-in for Exchange: Exchange Web Services (EWS) over mailboxes held in memory.

For tests, and for a demonstration of the Exchange adapter without Exchange. It knows what its
callers ask for, no more, and answers as Exchange Server 2019 does, valid against the published
schema. It listens on loopback alone, keeps nothing, and is never part of a served installation.

Each module imports only from those above it.

    soap        XML in and out, bounded
    refusal     what Exchange says no with
    fields      what an item can have, in the schema's order
    zones       Windows time zones: rules, offsets, their long form
    values      a field's value <-> its element
    properties  MAPI properties, and the fields that mirror some of them
    ids         opaque ids and change keys
    box         one mailbox: its folders and items
    texts       bodies as HTML and as text, and an item as MIME
    paths       the path to a property in a request -> how to read it
    shapes      an item or a folder -> its element, as asked
    people      users, passwords, and who may open whose mailbox
    place       a request's ids -> the mailbox, folder or item they name
    restriction what to find, in which order
    meetings    invitations, and what answering one does
    posting     drafts, replies, sending
    making      CreateItem and SendItem
    changing    UpdateItem, MoveItem, DeleteItem
    finding     GetItem, FindItem, GetFolder, FindFolder
    directory   ResolveNames, ConvertId, settings of a mailbox, time zones
    busyness    GetUserAvailability
    trouble     faults on demand, and what a poor server lacks
    service     one request -> its answer
    seeding     mail files -> items; a plausible calendar
    web         HTTP: sign-in, bounds, and the faults that are below SOAP
    server      all of it, joined: one server to start and stop
"""
