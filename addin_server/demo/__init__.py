"""The Outlook stand-in: a page that behaves like Outlook around our pane, for people and for tests.

It is not Outlook, and says so. Nothing in it leaves the machine.

    clock       the stand-in's own time, which can be moved forward
    inbox       an SMTP server on loopback: the notices that were mailed
    week        the demonstration's calendar
    exchange    the demonstration over Exchange, by our adapter and the stand-in server
    ribbon      the add-in's manifest -> the buttons Outlook would show
    routes      HTTP for the page
    page/       the page itself; page/office.js is the fake that our pane loads
"""
