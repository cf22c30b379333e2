"""The whole catalogue on one page, filled in, to be proof-read by people. Returns text.

Who writes and what they say is invented: ``lexicon/<lang>/preview.toml``.
"""

from collections.abc import Iterator
from html import escape
from itertools import product

from ..resources import lexicon
from .catalogue import PHRASINGS, Catalogue, LetterTemplate
from .render import render

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Letters of Netjes</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem }
nav { columns: 16rem }
nav a { display: block }
.texts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)) }
article { border: 1px solid #8888; border-radius: .5rem; padding: 0 1rem }
h4 { font-size: .85rem; font-weight: 600; opacity: .8 }
</style>
</head>
<body>
<h1>Letters of Netjes</h1>
"""


def preview(catalogue: Catalogue) -> str:
    """Write out every letter in each of its languages, registers and phrasings."""
    return "".join([_HEAD, *_contents(catalogue), *_letters(catalogue), "</body>\n</html>\n"])


def _contents(catalogue: Catalogue) -> Iterator[str]:
    yield "<nav>\n"
    for letter in catalogue.values():
        yield f'<a href="#{escape(letter.id)}">{escape(letter.side)}: {escape(letter.id)}</a>\n'
    yield "</nav>\n"


def _letters(catalogue: Catalogue) -> Iterator[str]:
    for letter in catalogue.values():
        yield f'<section id="{escape(letter.id)}">\n<h2>{escape(letter.id)}</h2>\n'
        for lang in letter.languages:
            yield f'<section lang="{lang}">\n<h3>{escape(letter.title[lang])}</h3>\n'
            yield f"<p>{escape(letter.when[lang])}</p>\n"
            yield '<div class="texts">\n'
            yield from _texts(catalogue, letter, lang)
            yield "</div>\n</section>\n"
        yield "</section>\n"


def _texts(catalogue: Catalogue, letter: LetterTemplate, lang: str) -> Iterator[str]:
    values = samples(letter, lang)
    for register, phrasing in product(letter.registers, range(PHRASINGS)):
        written = render(
            catalogue, letter.id, lang=lang, register=register, values=values, phrasing=phrasing
        )
        yield f"<article>\n<h4>{lang}, {register}, {phrasing}: {escape(written.subject)}</h4>\n"
        yield f"{written.html}\n</article>\n"


def samples(letter: LetterTemplate, lang: str) -> dict[str, object]:
    """Something for every field; for one that only a letter of one's own has, its label."""
    samples = lexicon(lang, "preview")
    known = samples["both"] | samples[letter.side]
    return {field.name: known.get(field.name, field.labels[lang]) for field in letter.fields}
