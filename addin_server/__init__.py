"""Server behind the Netjes add-in for Outlook.

Read the modules in this order; each imports only from those above it.
``tests/test_layers.py`` holds the package to this map.

    version     the version, once
    errors      what can go wrong, one tree, and what the pane is told
    model       the nouns: frozen values, no I/O
    zones       names of time zones: IANA's, and those of Windows and Exchange
    addresses   web addresses in one spelling, to compare them by
    values      the kinds of values that settings have, each with its check
    settings    what the administrator can change
    ids         ids of rows, which sort by when they were made
    resources   where the files lie that travel with the package
    subjects    what mail programs put before a subject: "Re:"
    phrases     what the server says to people, in nl, en, fr, de; dates as people write them
    reading     a mail -> what it is, what it says, and the words that say so, or "not sure"
    hints       a candidate's mail -> the phrases in it that say what they bring
    naming      a written name -> its parts; guesses nothing
    salutation  a person -> how to address them; never guesses
    deadlines   when to remind: counting, holidays, allowed moments, a sooner interview
    planning    what a user chose -> how deadlines are counted; the notices of one
    letters     templates/ on disk -> letters; the fields each one needs
    formal      a letter as a Word file, laid out as the language does it
    wording     a draft -> the words in it that are better put otherwise, and why
    ranking     which letters fit a mail, and why
    manifest    manifest.xml with our origin and version filled in
    promises    what is kept of a promise to a candidate
    store       the database: what is kept, claimed and forgotten, in SQLite or PostgreSQL
    breaker     stops calling what does not answer, and tries again now and then
    mailbox     the one port: what we ask of a mailbox; a folder of .eml files, or Exchange
    slots       free moments in a calendar, and which proposed ones are taken
    native      the reminder in the mailbox itself, kept like its deadline
    standin     Exchange in memory, for tests and the demonstration; never served
    notify      what is due -> a mail to its owner
    identity    bearer token -> who is asking
    workers     a function in a process of its own, with a time limit
    own         the catalogue of letters; an organisation's own are filled in by a worker
    proof       an organisation's own letters -> what their wording could do better
    agenda      a mail's moments against its reader's calendar
    asked       what a user asks for, and what the pane is told: values
    desk        the verbs: everything a user can ask for
    responses   the verbs that write into a mailbox
    pool        the same for promises to candidates
    told        what happened to a deadline, for whoever asks why they were reminded
    watching    looks into mailboxes for answers, a little at a time
    posts       what is due -> a mail to its owner: when, in which words, alone or with others
    tally       what the clock has done so far: counts and lateness
    outcomes    what comes of an attempt: settled, tried again later, given up
    reminders   what the clock asks for: show, mail, erase
    clock       calls a function every few seconds, and when something is due
    bodies      the JSON that comes in, and its bounds
    answers     the JSON that goes out, in the shapes that the pane relies on
    api         HTTP in, HTTP out; decides nothing
    mailbox_api the same for what is done in the mailbox itself
    metrics     figures for the administrator's monitoring
    guards      what every request passes: size, safety headers
    demo        the Outlook stand-in page: demonstration, and fake for the tests
    app         the HTTP application: routes, error answers, pane, lifespan
    build       settings -> the parts, joined; for serving and for the demonstration
    streams     JSON lines in, JSON lines out, for the command line
    evaluation  labelled mails -> how well they are read
    check       is this installation fit to serve? one line per question
    commands    what the commands of `netjes` do that need no server
    databases   what those do with the database alone: migrate, move
    postmaster  what those do with one mailbox
    servers     what those do that need the whole of it: serve, demo, check
"""
