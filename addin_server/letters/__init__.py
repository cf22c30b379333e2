"""``templates/`` on disk -> letters; the fields each one needs.

Only package that imports jinja2. A faulty file in a folder of one's own stops the server.

    catalogue   a letter before it is filled in: its fields, titles, languages
    description a letter's .toml, and on which line something stands in it
    plaintext   the HTML of a letter -> its plain-text twin
    allowed     what a letter may use of Jinja2 and of HTML
    sources     the files of the folder: what they use, and how they are compiled
    filling     a template and its values -> text of bounded size, here or in another process
    faults      all that is wrong with them, each with its file and line
    load        the folder -> a catalogue, or the first fault
    render      a letter and the values for its fields -> a mail
    mails       the reminder mails to an owner
    preview     all letters on one page, to be proof-read
"""

from .catalogue import Catalogue, LetterField, LetterTemplate, letters_json
from .load import check, load
from .mails import Item, render_digest, render_notice, render_promise
from .preview import preview, samples
from .render import phrasing_of, render

__all__ = [
    "Catalogue",
    "Item",
    "LetterField",
    "LetterTemplate",
    "check",
    "letters_json",
    "load",
    "phrasing_of",
    "preview",
    "render",
    "render_digest",
    "render_notice",
    "render_promise",
    "samples",
]
