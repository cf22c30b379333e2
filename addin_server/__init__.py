"""Server behind the Netjes add-in for Outlook.

Read the modules in this order; each imports only from those above it.
``tests/test_layers.py`` holds the package to this map.

    version     the version, once
    errors      what can go wrong, one tree, and what the pane is told
    model       the nouns: frozen values, no I/O
    settings    what the administrator can change
    resources   where the files lie that travel with the package
    phrases     what the server says to people, in nl, en, fr, de; dates as people write them
    reading     a mail -> what it is, what it says, and the words that say so, or "not sure"
    hints       a candidate's mail -> the phrases in it that say what they bring
    salutation  a person -> how to address them; never guesses
    deadlines   when to remind: counting, holidays, allowed moments, a sooner interview
    planning    what a user chose -> how deadlines are counted; the notices of one
    letters     templates/ on disk -> letters; the fields each one needs
    formal      a letter as a Word file, laid out as the language does it
    wording     a draft -> the words in it that are better put otherwise, and why
    ranking     which letters fit a mail, and why
    manifest    manifest.xml with our origin and version filled in
    tables      the tables of the database, and how it is opened
    store       what is done with them: claims, guarded changes, SQL
    promises    what is kept of a promise to a candidate, and its SQL
    mailbox     the one port: what we ask of a mailbox; answered from a folder of .eml files
    notify      a notice that is due -> a mail to its owner
    identity    bearer token -> who is asking
    workers     a function in a process of its own, with a time limit
    asked       what a user asks for, and what the pane is told: values
    desk        the verbs: everything a user can ask for
    pool        the same for promises to candidates
    reminders   what the clock asks for: show, mail, look for answers, erase
    clock       calls a function every few seconds
    bodies      the JSON that comes in, and its bounds
    answers     the JSON that goes out, in the shapes that the pane relies on
    api         HTTP in, HTTP out; decides nothing
    metrics     figures for the administrator's monitoring
    guards      what every request passes: size, safety headers
    demo        the Outlook stand-in page: demonstration, and fake for the tests
    app         the HTTP application: routes, error answers, pane, lifespan
    build       settings -> the parts, joined; for serving and for the demonstration
    streams     JSON lines in, JSON lines out, for the command line
    evaluation  labelled mails -> how well they are read
    check       is this installation fit to serve? one line per question
    commands    what the commands of `netjes` do that need no server
    servers     what those do that need the whole of it: serve, demo, check
"""
