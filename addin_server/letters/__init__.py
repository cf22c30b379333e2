"""``templates/`` on disk -> letters; the fields each one needs.

Only package that imports jinja2. Its files are read once, by `load`; a faulty one stops the server.

    catalogue   a letter before it is filled in: its fields, titles, languages
    description a letter's .toml, and on which line something stands in it
    plaintext   the HTML of a letter -> its plain-text twin
    load        the folder -> a catalogue, or TemplateError naming file and line
    render      a letter and the values for its fields -> a mail; the reminder mail
"""

from .catalogue import Catalogue, LetterField, LetterTemplate, letters_json
from .load import load
from .render import render, render_notice

__all__ = [
    "Catalogue",
    "LetterField",
    "LetterTemplate",
    "letters_json",
    "load",
    "render",
    "render_notice",
]
